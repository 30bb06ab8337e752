"""Completion of words: by the protocol of the four shells, from the open case file, silent when there is nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from jxinspect.commands.completing import SHELLS, SOURCES, words
from jxinspect.store.keys import lock

ROOT = Path(__file__).parents[2]
Jx = Callable[..., Any]
Ask = Callable[..., list[str]]


@pytest.fixture
def ask(jx: Jx, case_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """What a shell is answered when TAB is pressed at the end of the line; the rest of its output must be empty."""
    monkeypatch.setenv("JXINSPECT_CASE", str(case_path))
    monkeypatch.setenv("JXINSPECT_ACTOR", "张三")

    def press(line: str, shell: str = "bash") -> list[str]:
        typed = f"jxinspect {line}"
        parts = typed.split(" ")
        variables = {
            "_JXINSPECT_COMPLETE": f"complete_{shell}",
            "COMP_WORDS": "\n".join(parts),
            "COMP_CWORD": str(len(parts) - 1),
            "_TYPER_COMPLETE_ARGS": typed,
            "_TYPER_COMPLETE_WORD_TO_COMPLETE": parts[-1],
            "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        }
        with monkeypatch.context() as patch:
            for name, value in variables.items():
                patch.setenv(name, value)
            ended = jx()
        assert (ended.code, ended.err) == (0, "")
        return list(ended.out.splitlines())

    return press


@pytest.fixture
def units(jx: Jx, ask: Ask) -> None:
    for name in ("甲样本中心", "甲样本 学校(分部)", "乙'样本"):
        known = "--type handling_agency --region-code 360100 --address 样本路1号 --head 样一 --head-post 主任"
        assert jx("plan", "unit", "add", name, *known.split()).code == 0


def test_commands_options_and_choices_are_completed(ask: Ask) -> None:
    assert ask("con") == ["config"]
    assert ask("config li") == ["list"]
    assert ask("plan unit list --form") == ["--format"]
    assert ask("plan unit list --format x") == ["xlsx"]
    assert ask("doc signed 1 --outcome ref") == ["refused"]


def test_options_that_stand_before_the_command_do_not_disturb(ask: Ask, case_path: Path) -> None:
    assert ask(f"-C {case_path} --as 张三 plan unit li") == ["list"]
    assert ask("--version con") == ["config"]


@pytest.mark.usefixtures("units")
def test_each_shell_gets_names_of_the_case_file_in_its_own_writing(ask: Ask) -> None:
    assert ask("plan unit set 甲") == ["甲样本中心", r"甲样本\ 学校\(分部\)"]
    assert ask("plan unit set 乙") == [r"乙\'样本"]
    assert ask("plan unit set 甲", "fish") == ["甲样本中心\t样本路1号", "甲样本 学校(分部)\t样本路1号"]
    assert ask("plan unit set 甲", "powershell") == ["甲样本中心:::样本路1号", "'甲样本 学校(分部)':::样本路1号"]
    (command,) = ask("plan unit set 甲", "zsh")
    assert "_w=('甲样本中心' '甲样本 学校(分部)')" in command.replace("_w=(甲样本中心 ", "_w=('甲样本中心' ")
    assert "甲样本中心  -- 样本路1号" in command


@pytest.mark.usefixtures("units")
def test_bash_takes_an_option_and_its_value_apart(ask: Ask) -> None:
    assert ask("plan year add --unit = 甲样本中") == ["甲样本中心"]
    assert ask('plan unit set "甲样本中') == ["甲样本中心"]


@pytest.mark.usefixtures("units")
def test_names_staff_leads_guards_and_kinds_are_known(ask: Ask, jx: Jx) -> None:
    person = "--role inspector --department 样本科 --post 科员"
    assert jx("plan", "staff", "add", "样二", *person.split()).code == 0
    assert ask("plan staff set 样") == ["样二"]
    assert ask("show 甲样本中") == ["甲样本中心"]
    assert "G09" in ask("--override G0")
    assert "D05" in ask("doc preview D0")
    assert ask("config get seal.def") == ["seal.default_days"]
    assert ask("notify receive --tracking ") == []  # a number of others


def test_numbers_of_inspections_and_documents_are_known_however_brackets_are_typed(
    ask: Ask, case_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(SOURCES, "检查编号", "SELECT '2026-001', '甲样本中心' UNION SELECT '2026-002', '乙'")
    monkeypatch.setitem(SOURCES, "文号", "SELECT '样人社监通〔2026〕1号', '检查通知书'")
    assert ask("notify onsite 2026-00") == ["2026-001", "2026-002"]
    assert ask("doc show 样人社监通[20") == ["样人社监通〔2026〕1号"]
    assert ask("doc show 样人社监通〔２０") == ["样人社监通〔2026〕1号"]


def test_every_source_can_be_read_from_a_case_file(case_path: Path) -> None:
    from jxinspect.commands.session import clock
    from jxinspect.store.reading import read_rows

    for source in SOURCES.values():
        if isinstance(source, str):
            read_rows(case_path, source, at=clock())
        else:
            assert all(word and meaning for word, meaning in source())


@pytest.mark.usefixtures("units")
@pytest.mark.parametrize("shell", ["bash", "fish", "powershell"])
def test_a_locked_damaged_or_missing_case_file_yields_no_words_and_no_message(
    ask: Ask, case_path: Path, shell: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock(case_path)
    monkeypatch.setattr("jxinspect.ui.ask.possible", lambda: True)  # nothing is asked though somebody could answer
    assert ask("plan unit set 甲", shell) == []
    (case_path / "case.db").write_bytes(os.urandom(4096))
    assert ask("plan unit set 甲", shell) == []
    shutil.rmtree(case_path)
    assert ask("plan unit set 甲", shell) == []
    assert ask("plan unit se", shell)[0].startswith("set")


def test_zsh_offers_files_where_nothing_is_known(ask: Ask, case_path: Path) -> None:
    lock(case_path)
    assert ask("plan unit set 甲", "zsh") == ["_files"]


@pytest.mark.usefixtures("units")
def test_a_third_party_is_offered_nothing_and_its_looks_are_none(ask: Ask, jx: Jx) -> None:
    hired = "--role third_party --organisation 某所 --department 某所 --post 会计"
    assert jx("plan", "staff", "add", "外聘甲", *hired.split()).code == 0
    before = jx("journal", "list", "--json").json["total"]
    assert ask("--as 外聘甲 plan unit set 甲") == ask("--as 张三 plan unit set 没") == []
    assert jx("journal", "list", "--json").json["total"] == before


def test_a_fault_of_the_program_yields_no_words(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SOURCES, "单位", lambda: 1 / 0)
    assert ask("plan unit set 甲") == []


def test_fish_is_told_whether_there_are_words_before_it_asks_for_them(jx: Jx, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_JXINSPECT_COMPLETE", "complete_fish")
    monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "is-args")
    for line, code in (("jxinspect con", 0), ("jxinspect nix", 1)):
        monkeypatch.setenv("_TYPER_COMPLETE_ARGS", line)
        assert jx().code == code


def test_an_instruction_nobody_knows_and_an_empty_variable_do_no_harm(
    jx: Jx, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("_JXINSPECT_COMPLETE", "complete_nix")
    assert (jx().code, jx().out) == (0, "")
    monkeypatch.setenv("_JXINSPECT_COMPLETE", "complete_bash")  # without the other variables
    assert (jx().code, jx().out) == (0, "")
    monkeypatch.setenv("_JXINSPECT_COMPLETE", "")  # PowerShell leaves it behind
    assert jx("config", "get", "nix").code == 3


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_the_script_for_each_shell_asks_the_program_by_this_protocol(jx: Jx, shell: str) -> None:
    script = jx("config", "completion", shell).out
    assert "_JXINSPECT_COMPLETE" in script
    assert f"complete_{shell}" in script
    assert shell in SHELLS


@pytest.mark.parametrize(
    ("shell", "file"),
    [
        ("bash", ".bash_completions/jxinspect.sh"),
        ("zsh", ".zfunc/_jxinspect"),
        ("fish", ".config/fish/completions/jxinspect.fish"),
    ],
)
def test_the_script_is_installed_for_this_user(
    jx: Jx, shell: str, file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert jx("--dry-run", "config", "completion", shell, "--install").code == 0
    assert not (tmp_path / file).exists()
    ended = jx("config", "completion", shell, "--install")
    assert (ended.code, str(tmp_path / file) in ended.out) == (0, True)
    assert f"complete_{shell}" in (tmp_path / file).read_text(encoding="utf-8")


def test_the_policy_of_powershell_is_not_changed(jx: Jx) -> None:
    ended = jx("config", "completion", "powershell", "--install")
    assert (ended.code, "$PROFILE" in ended.err) == (2, True)


def test_names_are_found_by_any_part_at_the_own_prompt(case_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from jxinspect.cli import eager_app

    monkeypatch.setitem(SOURCES, "单位", lambda: [("甲样本中心", "")])
    assert [word.value for word in words(eager_app(), ["plan", "unit", "set"], "样本", anywhere=True)] == ["甲样本中心"]
    assert words(eager_app(), ["plan", "unit", "set"], "样本") == []


@pytest.mark.usefixtures("units")
@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash")
def test_a_real_bash_completes_with_the_script(case_path: Path, home: Path, tmp_path: Path) -> None:
    program = tmp_path / "jxinspect"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m jxinspect "$@"\n')
    program.chmod(0o755)
    environment = os.environ | {"PATH": f"{tmp_path}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    code = (
        'eval "$(jxinspect config completion bash)"; COMP_WORDS=(jxinspect plan unit set 甲); COMP_CWORD=4; '
        '_jxinspect_completion jxinspect; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    ended = subprocess.run(["bash", "-c", code], env=environment, cwd=tmp_path, capture_output=True, check=False)
    assert ended.stdout.decode().splitlines() == ["甲样本中心", r"甲样本\ 学校\(分部\)"], ended.stderr.decode()
