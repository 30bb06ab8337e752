"""Long output at a terminal goes through a pager, and is never lost with it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pexpect
import pytest

from jxinspect.commands.configured import pager
from jxinspect.errors import NotFound
from jxinspect.ui import terminal
from jxinspect.ui.mode import Mode, mode, switch, using
from jxinspect.ui.pager import default, paged

ROOT = Path(__file__).parents[2]
LONG = "".join(f"第{n}行\n" for n in range(60))


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Callable[[str], str]]:
    """A terminal of 24 lines; gives the command line of a pager that writes what it gets into the file `seen`."""

    class Terminal:
        encoding = "utf-8"
        closed = False

        def __init__(self) -> None:
            self.text = ""

        def write(self, text: str) -> None:
            self.text += text

        def flush(self) -> None: ...

        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LINES", "24")
    monkeypatch.setenv("TERM", "xterm")
    copy = tmp_path / "copy.py"
    copy.write_text(
        f"import sys, pathlib; pathlib.Path({str(tmp_path / 'seen')!r}).write_bytes(sys.stdin.buffer.read())"
    )

    def begin(command: str) -> str:
        for name in ("stdout", "stderr", "stdin"):
            monkeypatch.setattr(sys, name, Terminal())
        switch(mode()._replace(pager=lambda: command))
        return f"{sys.executable} {copy}"

    with using(Mode()):
        yield begin


def shown(name: str = "stdout") -> str:
    return str(getattr(sys, name).text)


def test_what_is_longer_than_the_screen_goes_to_the_pager_whole(screen: Callable[[str], str], tmp_path: Path) -> None:
    screen(screen(""))
    with paged():
        terminal.out(LONG[:200])
        terminal.err("一句说明\n")
        terminal.out(LONG[200:])
    assert (tmp_path / "seen").read_text(encoding="utf-8") == LONG
    assert (shown(), shown("stderr")) == ("", "一句说明\n")


def test_what_fits_the_screen_does_not(screen: Callable[[str], str], tmp_path: Path) -> None:
    screen(screen(""))
    with paged():
        terminal.out("短\n" * 20)
    assert shown() == "短\n" * 20
    assert not (tmp_path / "seen").exists()


def test_a_long_line_counts_for_as_many_as_it_takes(screen: Callable[[str], str], tmp_path: Path) -> None:
    screen(screen(""))
    with paged():
        terminal.out("长" * 40 * 30 + "\n")
    assert (tmp_path / "seen").exists()


@pytest.mark.parametrize("command", ["no-such-pager -x", "false", "", "cat", "'"])
def test_a_pager_that_is_missing_fails_or_is_not_wanted_loses_nothing(
    screen: Callable[[str], str], command: str
) -> None:
    screen(command)
    with paged():
        terminal.out(LONG)
    assert shown() == LONG


def test_a_reader_who_leaves_early_has_seen_enough(screen: Callable[[str], str]) -> None:
    screen("true")
    with paged():
        terminal.out(LONG * 2000)
    assert shown() == ""


def test_what_was_shown_before_an_error_is_shown_and_the_error_goes_on(screen: Callable[[str], str]) -> None:
    screen("cat")
    with pytest.raises(NotFound), paged():
        terminal.out("甲\n")
        raise NotFound("没有", why="", todo="")
    assert shown() == "甲\n"


@pytest.mark.parametrize("chosen", [Mode(no_pager=True), Mode(json=True), Mode(no_input=True)])
def test_nothing_is_paged_for_programs_or_against_the_wish(
    screen: Callable[[str], str], chosen: Mode, tmp_path: Path
) -> None:
    copy = screen("")
    switch(chosen._replace(pager=lambda: copy))
    with paged():
        terminal.out(LONG)
        assert shown() == LONG  # at once
    assert not (tmp_path / "seen").exists()


def test_the_pager_is_the_own_variable_the_configuration_PAGER_then_less(
    jx: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PAGER", raising=False)
    monkeypatch.setattr("shutil.which", lambda name: f"/bin/{name}")
    assert pager() == default() == ("less" if os.name == "posix" else "")
    monkeypatch.setenv("PAGER", "most")
    assert pager() == "most"
    jx("config", "set", "pager", "less -S")
    assert pager() == "less -S"
    monkeypatch.setenv("JXINSPECT_PAGER", "cat")
    assert pager() == "cat"


def test_no_less_no_pager(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PAGER", raising=False)
    monkeypatch.setattr("shutil.which", lambda _: None)
    assert default() == ""


@pytest.mark.skipif(not Path("/usr/bin/less").exists(), reason="no less on this system")
def test_less_at_a_real_terminal_shows_a_screen_and_is_left_with_q(home: Path, tmp_path: Path) -> None:
    environment = {
        name: value for name, value in os.environ.items() if name not in {"PAGER", "LESS", "JXINSPECT_PAGER"}
    }
    environment |= {"PYTHONPATH": str(ROOT), "JXINSPECT_HOME": str(home), "TERM": "xterm", "PYTHONUTF8": "1"}
    child: Any = pexpect.spawn(
        sys.executable,
        ["-m", "jxinspect", "law", "list", "articles"],
        env=environment,
        cwd=tmp_path,
        encoding="utf-8",
        timeout=30,
        dimensions=(24, 80),
    )
    child.expect("政策、经办")
    child.expect(":\x1b")
    child.send("q")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert "2023年1月1日" not in child.before
