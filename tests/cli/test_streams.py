"""Real processes with real streams: no code page, closed stream or absent reader may spoil a run (Q24, U34, U35)."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


def test_lc_all_c_prints_chinese_as_utf8(run: Run) -> None:
    for more in ({}, {"PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}):
        ended = run("config", "list", LC_ALL="C", **more)
        assert ended.returncode == 0
        assert "默认案卷库" in ended.stdout.decode("utf-8")


def test_a_strict_gbk_stdout_prints_gbk_and_replaces_what_it_lacks(run: Run) -> None:
    run("config", "set", "actor", "张𠮷")
    ended = run("config", "list", PYTHONIOENCODING="gbk:strict")
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert "张?" in ended.stdout.decode("gbk")


def test_all_of_the_help_is_in_gbk(run: Run) -> None:
    ended = run("-h", PYTHONIOENCODING="gbk:strict")
    assert "?" not in ended.stdout.decode("gbk")


def test_json_and_csv_are_utf8_whatever_the_code_page(run: Run) -> None:
    run("config", "set", "actor", "张𠮷")
    ended = run("config", "get", "actor", "--json", PYTHONIOENCODING="gbk:strict")
    assert json.loads(ended.stdout.decode("utf-8"))["value"] == "张𠮷"
    ended = run("config", "list", "--format", "csv", PYTHONIOENCODING="gbk:strict")
    assert ended.stdout.startswith(b"\xef\xbb\xbf")
    assert "张𠮷" in ended.stdout.decode("utf-8-sig")


def test_json_errors_are_utf8_too(run: Run) -> None:
    ended = run("--json", "config", "get", "没有𠮷", PYTHONIOENCODING="gbk:strict")
    assert "没有𠮷" in json.loads(ended.stderr.decode("utf-8"))["what"]


def test_closed_streams_change_neither_the_work_nor_the_exit_code(run: Run, home: Path) -> None:
    ended = run(shell="$JX config set actor 张三 >&-")
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert "张三" in (home / "config.toml").read_text(encoding="utf-8")
    assert run(shell="$JX config get nix 2>&-").returncode == 3
    assert run(shell="$JX config set actor 李四 >&- 2>&- <&-").returncode == 0


def test_a_reader_that_goes_away_is_no_error(run: Run) -> None:
    ended = run(shell="set -o pipefail; for i in 1 2 3; do $JX config list | head -1; done; echo ${PIPESTATUS[0]}")
    assert ended.stderr == b""
    assert ended.stdout.decode().splitlines()[-1] == "0"


def test_a_reader_gone_before_the_first_line_is_no_error(run: Run) -> None:
    ended = run(shell="$JX config list | true; echo ${PIPESTATUS[0]}")
    assert (ended.stdout, ended.stderr) == (b"0\n", b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_a_full_device_is_unwritable(run: Run) -> None:
    ended = run(shell="$JX config list > /dev/full")
    assert ended.returncode == 9
    assert "没有完整写出" in ended.stderr.decode()


def test_the_shell_completes_groups_commands_and_options(run: Run) -> None:
    for typed, found in (("con", "config"), ("config li", "list"), ("config list --form", "--format")):
        words = f"jxinspect {typed}"
        place = str(len(words.split()) - 1)
        ended = run(_JXINSPECT_COMPLETE="complete_bash", COMP_WORDS=words, COMP_CWORD=place)
        assert found in ended.stdout.decode().split(), ended.stderr.decode()
    assert "_JXINSPECT_COMPLETE=complete_bash" in run("config", "completion", "bash").stdout.decode()


def test_no_colour_is_written_into_a_file(run: Run) -> None:
    assert b"\x1b" not in run("-h").stdout + run("config", "list").stdout + run("nix").stderr


def test_without_terminal_nothing_is_asked_and_the_flag_is_named(run: Run, case_path: Path) -> None:
    from jxinspect.store.keys import lock

    lock(case_path)
    for words in (["--no-input"], []):
        ended = run("-C", str(case_path), "--as", "张三", "config", "set", "court.name", "某法院", *words)
        assert ended.returncode == 7
        assert "--passphrase-file" in ended.stderr.decode()


def test_a_passphrase_file_opens_a_locked_case_file_for_this_command_only(
    run: Run, case_path: Path, passphrase: str, tmp_path: Path
) -> None:
    from jxinspect.store.keys import lock

    lock(case_path)
    (tmp_path / "口令.txt").write_text(passphrase + "\n", encoding="utf-8")
    act = ["-C", str(case_path), "--as", "张三", "config", "set", "court.name", "某法院"]
    ended = run(*act, JXINSPECT_PASSPHRASE_FILE="口令.txt")
    assert ended.returncode == 0, ended.stderr.decode()
    assert run(*act).returncode == 7
    (tmp_path / "错.txt").write_text("不对", encoding="utf-8")
    assert run(*act, "--passphrase-file", "错.txt").returncode == 7
