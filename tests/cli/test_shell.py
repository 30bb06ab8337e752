"""`shell`: a prompt that is not ended by errors, knows names, and keeps no secrets on the disk."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pexpect
import pytest

from jxinspect.cli import eager_app
from jxinspect.commands.shell import Prompt, _lines
from jxinspect.store import keys

ROOT = Path(__file__).parents[2]
Jx = Callable[..., Any]
UNIT = "--type handling_agency --region-code 360100 --address 样本路1号 --head 样一 --head-post 主任"


@pytest.fixture
def prompt(case_path: Path, home: Path) -> Prompt:
    """The prompt of the case file, for 张三."""
    from jxinspect.commands.given import fresh, given

    with fresh():
        made = Prompt(eager_app(), case_path)
        assert given().actor is None
    made.prefix += ["--as", "张三"]
    return made


@pytest.fixture
def typed(jx: Jx, case_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Runs `shell` as at a terminal where these lines are typed; an exception among them is raised in its place."""

    def run(*lines: str | type[BaseException], options: tuple[str, ...] = ()) -> Any:
        labels, left = list[str](), list(lines)

        def read(label: str) -> str:
            labels.append(label)
            line = left.pop(0) if left else EOFError
            if isinstance(line, str):
                return line
            raise line

        monkeypatch.setattr("jxinspect.ui.prompt.reader", lambda *_: read)
        monkeypatch.setattr("jxinspect.ui.ask.possible", lambda: True)
        monkeypatch.setattr("jxinspect.ui.terminal.is_terminal", lambda *_: True)
        ended = jx("-C", str(case_path), "--as", "张三", "--no-color", *options, "shell")
        return ended, labels

    return run


def test_lines_are_commands_with_the_case_file_and_actor_of_the_start(typed: Jx) -> None:
    ended, labels = typed(
        f"plan unit add 甲样本中心 {UNIT}", "jxinspect plan unit list --format lines", "exit", "status"
    )
    assert ended.code == 0
    assert ended.out.count("甲样本中心") == 2
    assert "期限" not in ended.out  # nothing runs after exit
    assert labels == ["案卷> ", "案卷> ", "案卷> "]


def test_errors_do_not_end_it_and_their_code_stands_in_the_next_prompt(typed: Jx) -> None:
    ended, labels = typed(
        "show 没有的", "plan unit lst", 'show "甲', "status", KeyboardInterrupt, "version", "# 备忘", ""
    )
    assert labels == ["案卷> ", "案卷 [3]> ", "案卷 [2]> ", "案卷 [2]> ", "案卷> ", "案卷 [130]> ", *["案卷 [2]> "] * 3]
    assert ended.code == 0
    assert "引号没有成对" in ended.err
    assert "Traceback" not in ended.err


def test_help_of_a_group_and_of_a_command_are_shown(typed: Jx) -> None:
    ended, labels = typed("help", "help plan unit add", "plan -h", "plan")
    assert set(labels) == {"案卷> "}
    assert ended.out.count("用法：jxinspect plan [选项]") == 2


def test_an_interrupted_command_is_one_line_that_failed(typed: Jx, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("jxinspect.commands.overview.open_lines", stop)
    ended, labels = typed("status", "plan unit list")
    assert labels == ["案卷> ", "案卷 [130]> ", "案卷> "]
    assert "已中断" in ended.err


def test_pasted_lines_are_one_command_each(typed: Jx) -> None:
    ended, _ = typed(
        f"plan unit add 甲样本中心 {UNIT}\nplan unit add 乙样本中心 {UNIT}\n", "plan unit list --format csv"
    )
    assert ended.out.count("样本中心,") == 2


def test_a_dry_run_of_the_prompt_is_one_of_each_line(typed: Jx, jx: Jx, case_path: Path) -> None:
    typed(f"plan unit add 甲样本中心 {UNIT}", options=("--dry-run",))
    assert jx("-C", str(case_path), "plan", "unit", "list", "--json").json["total"] == 0


def test_it_has_no_place_inside_itself(typed: Jx) -> None:
    ended, _ = typed("shell", "-C x.jxcase shell")
    assert ended.err.count("已经在 shell 里了") == 2


def test_one_passphrase_opens_all_lines_until_lock(
    typed: Jx, case_path: Path, passphrase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys.lock(case_path)
    asked = list[str]()

    def secret(question: str, **_: object) -> str:
        asked.append(question)
        return passphrase

    monkeypatch.setattr("jxinspect.ui.ask.secret", secret)
    typed("plan unit list", "status", "plan staff list")
    assert asked == ["口令"]
    typed("plan unit list", "lock", "status", "plan unit list")
    assert len(asked) == 4
    assert not (case_path.parent / "home" / "unlocked" / "x").exists()


def test_without_terminal_it_names_batch(jx: Jx, case_path: Path) -> None:
    for words in (["shell"], ["shell", "--json"], ["shell", "--no-input"]):
        ended = jx("-C", str(case_path), *words)
        assert (ended.code, "batch" in ended.err) == (2, True)


@pytest.mark.parametrize(
    "line",
    [
        "plan unit show 甲样本中心",  # a name: the case file is encrypted, and who is inspected is not to be known
        "检查组 2026",  # a passphrase typed at the wrong place
        "correct horse battery staple",  # another, in Latin letters
        "status --passphrase-file secret.txt",
        "status --passphrase-file=secret.txt",
        "unlock --recovery-key key.txt",
        "plan lead add --source tip --matter x --unit y --reporter-file who.txt",
        "plan lead add --source tip --matter x --unit y --reporter-fle who.txt",
        "show 36010019900101123X",
        "show 13800000000",
        'show "broken',
        "status -h",
    ],
)
def test_a_line_that_may_hold_a_secret_is_not_kept(prompt: Prompt, line: str, capsys: Any) -> None:
    assert not prompt.harmless(line)
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    "line", ["status", "plan unit list --limit 20", "show 2026-001", "notify onsite 2026-001 --enter 2026-03-12"]
)
def test_a_harmless_line_is_kept(prompt: Prompt, line: str) -> None:
    assert prompt.harmless(line)


def test_the_history_is_private_and_holds_what_is_harmless(home: Path) -> None:
    from jxinspect.ui.prompt import KeptLines

    file = home / "deep" / "history"
    kept = KeptLines(file, lambda line: "secret" not in line)
    for line in ("status", "a secret", "plan unit list"):
        kept.append_string(line)
    assert kept.get_strings() == ["status", "a secret", "plan unit list"]
    assert file.read_text(encoding="utf-8") == "status\nplan unit list\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(KeptLines(file, bool).load_history_strings()) == ["plan unit list", "status"]
    file.chmod(0o644)
    kept.append_string("law list")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_history_that_cannot_be_read_or_written_is_none(tmp_path: Path) -> None:
    from jxinspect.ui.prompt import KeptLines

    (tmp_path / "file").write_bytes(b"\xff\n")
    for place in (tmp_path / "file" / "history", tmp_path / "file", tmp_path):
        assert list(KeptLines(place, lambda _: True).load_history_strings()) == []
    for place in (tmp_path / "file" / "history", tmp_path):
        KeptLines(place, lambda _: True).append_string("status")


def test_words_are_completed_with_the_quotes_they_need(
    prompt: Prompt, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from jxinspect.commands import completing

    names = [("甲样本 学校", "路"), ("乙样本", "街")]
    monkeypatch.setitem(completing.SOURCES, "单位", lambda: names)
    assert [(start, word) for start, word, _ in prompt.completions("plan un")] == [(5, "unit ")]
    assert list(prompt.completions("plan unit set ")) == [(14, '"甲样本 学校"', "路"), (14, "乙样本", "街")]
    assert list(prompt.completions("plan unit set '甲样")) == [(14, '"甲样本 学校" ', "路")]
    assert list(prompt.completions('plan unit set "甲样本 学')) == [(14, '"甲样本 学校" ', "路")]
    assert list(prompt.completions('plan year add 2026 --focus "a b" --unit 乙')) == [(40, "乙样本 ", "街")]
    monkeypatch.chdir(tmp_path)
    (tmp_path / "清单.csv").touch()
    (tmp_path / "清单夹").mkdir()
    assert [word for _, word, _ in prompt.completions("plan unit import 清")] == ["清单.csv", f"清单夹{os.sep}"]
    assert [word for _, word, _ in prompt.completions("plan unit import 清单夹")] == [f"清单夹{os.sep}"]


def test_a_cancelled_line_is_none_and_the_end_is_the_end() -> None:
    lines: Iterator[str | type[BaseException]] = iter(["a", KeyboardInterrupt, " b \n\n# c", EOFError])

    def read() -> str:
        line = next(lines)
        if isinstance(line, str):
            return line
        raise line

    assert list(_lines(read)) == ["a", None, "b"]


def test_at_a_real_terminal(home: Path, case_path: Path, passphrase: str, tmp_path: Path) -> None:
    keys.lock(case_path)
    environment = os.environ | {
        "PYTHONPATH": str(ROOT),
        "JXINSPECT_HOME": str(home),
        "TERM": "xterm",
        "PROMPT_TOOLKIT_NO_CPR": "1",
        "PYTHONUTF8": "1",
    }
    words = ["-m", "jxinspect", "-C", str(case_path), "--as", "张三", "shell"]
    child: Any = pexpect.spawn(
        sys.executable, words, env=environment, cwd=tmp_path, encoding="utf-8", timeout=30, dimensions=(24, 120)
    )
    child.expect("口令：")
    child.waitnoecho()
    child.sendline(passphrase)
    child.expect("案卷>")
    child.send(f"plan unit add 甲样本中心 {UNIT}\r")
    child.expect("单位已登记")
    child.expect("案卷>")
    child.send("plan unit set 中\t")  # completed by a part of the name
    child.expect("甲样本中心")
    child.send("--phone x\r")
    child.expect("单位信息已更正")
    child.expect("案卷>")
    child.send("show nix\r")
    child.expect(r"\[3\]>")
    child.send("half a line\x03")
    child.expect(r"\[130\]>")
    child.send("status\r")
    child.expect("期限")
    child.expect("案卷>")
    child.send("\x04")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert (home / "history").read_text(encoding="utf-8") == "show nix\nstatus\n"
    with pytest.raises(Exception, match="已锁"):
        keys.key_of(case_path, at=datetime.now().astimezone())


@pytest.mark.skipif(sys.platform != "linux", reason="the folder of this platform")
def test_the_history_lies_in_the_folder_for_state_of_the_platform(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from jxinspect.commands.folders import history_file

    assert history_file() == tmp_path / "home" / "history"
    monkeypatch.delenv("JXINSPECT_HOME")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    assert history_file() == tmp_path / "state" / "jxinspect" / "history"
