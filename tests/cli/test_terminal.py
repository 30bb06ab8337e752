"""At a real terminal (a pseudo-terminal): prompts without echo, questions, colour, Ctrl-C."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pexpect
import pytest

ROOT = Path(__file__).parents[2]
Spawn = Callable[..., Any]


@pytest.fixture
def spawn(home: Path, tmp_path: Path) -> Spawn:
    """Starts Python at a terminal of 80 columns; the program by default."""

    def start(*words: str, code: str = "", **environment: str) -> Any:
        kept = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "JXINSPECT_NO_COLOR"}}
        more = {"PYTHONPATH": str(ROOT), "JXINSPECT_HOME": str(home), "TERM": "xterm", "PYTHONUTF8": "1"}
        more["JXINSPECT_PAGER"] = "cat"
        arguments = ["-c", code] if code else ["-m", "jxinspect", *words]
        return pexpect.spawn(
            sys.executable,
            arguments,
            env=kept | more | environment,
            cwd=tmp_path,
            encoding="utf-8",
            timeout=30,
            dimensions=(24, 80),
            preexec_fn=lambda: signal.signal(
                signal.SIGINT, signal.SIG_DFL
            ),  # ignored where tests run in the background
        )

    return start


def ended(child: Any) -> tuple[int, str]:
    """Wait for the end: exit code and what was printed since the last expectation."""
    child.expect(pexpect.EOF)
    child.close()
    return child.exitstatus, child.before


def test_the_passphrase_is_asked_without_echo_and_opens_for_this_command(
    spawn: Spawn, case_path: Path, passphrase: str
) -> None:
    from jxinspect.store.keys import lock

    lock(case_path)
    child = spawn("-C", str(case_path), "--as", "张三", "config", "set", "court.name", "某法院")
    child.expect("口令：")
    child.waitnoecho()
    child.sendline(passphrase)
    code, printed = ended(child)
    assert code == 0
    assert passphrase not in printed
    assert "设置已保存" in printed


def test_a_wrong_passphrase_is_locked(spawn: Spawn, case_path: Path) -> None:
    from jxinspect.store.keys import lock

    lock(case_path)
    child = spawn("-C", str(case_path), "--as", "张三", "config", "set", "court.name", "某法院")
    child.expect("口令：")
    child.waitnoecho()
    child.sendline("不对")
    assert ended(child)[0] == 7


def test_ctrl_c_at_a_prompt_ends_with_130_and_says_what_stands(spawn: Spawn, case_path: Path) -> None:
    from jxinspect.store.keys import lock

    lock(case_path)
    child = spawn("-C", str(case_path), "--as", "张三", "config", "set", "court.name", "某法院")
    child.expect("口令：")
    child.waitnoecho()
    child.sendintr()
    code, printed = ended(child)
    assert code == 130
    assert "已中断" in printed


def test_colour_is_shown_at_a_terminal_and_off_where_it_is_not_wanted(spawn: Spawn) -> None:
    assert "\x1b[" in ended(spawn("-h"))[1]
    assert "\x1b[" not in ended(spawn("-h", NO_COLOR="1"))[1]
    assert "\x1b[" not in ended(spawn("-h", JXINSPECT_NO_COLOR="1"))[1]
    assert "\x1b[" not in ended(spawn("-h", TERM="dumb"))[1]
    assert "\x1b[" not in ended(spawn("--no-color", "config", "list"))[1]


QUESTIONS = """
from jxinspect.ui import ask
print("=", ask.confirm("确定作废吗？"))
print("=", ask.choose("哪一类", {"agency": "经办机构", "service": "服务机构"}, flag="--type"))
print("=", ask.text("名称", flag="--name"))
"""


def test_questions_are_answered_at_a_terminal(spawn: Spawn) -> None:
    child = spawn(code=QUESTIONS)
    child.expect("确定作废吗")
    child.send("y")
    child.expect("= True")
    child.expect("服务机构")
    child.send("\x1b[B")
    child.send("\r")
    child.expect("= service")
    child.expect("名称")
    child.send("某局\r")
    child.expect("= 某局")
    assert ended(child)[0] == 0


PROGRESS = """
from jxinspect.ui.progress import track
import time
print(sum(time.sleep(0.05) or n for n in track(range(10), "制作文书")))
"""


def test_progress_is_shown_at_a_terminal(spawn: Spawn) -> None:
    code, printed = ended(spawn(code=PROGRESS))
    assert code == 0
    assert "制作文书" in printed
    assert "45" in printed
