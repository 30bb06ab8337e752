"""Questions to the user. Nothing ever requires one: without a terminal or with --no-input the flag is named instead."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from jxinspect.errors import Usage
from jxinspect.ui.mode import mode
from jxinspect.ui.terminal import err

#: Bytes of a new passphrase at least: eight letters, or three Chinese characters.
SHORTEST = 8


def possible() -> bool:
    """Whether somebody can answer."""
    return not (mode().no_input or mode().json) and sys.stdin is not None and sys.stdin.isatty()


def _refuse(question: str, flag: str) -> Usage:
    why = "用了 --no-input" if mode().no_input else "用了 --json" if mode().json else "当前不是交互终端"
    return Usage(f"需要回答：{question}", why=f"{why}，不能询问", todo=f"在命令里写 {flag}")


def secret(question: str, *, flag: str, again: bool = False) -> str:
    """A passphrase without echo; `again` asks twice. Usage names `flag` when nobody can answer."""
    if not possible():
        raise _refuse(question, flag)
    import getpass

    while True:
        first = getpass.getpass(f"{question}：", stream=sys.stderr)
        if again and (fault := short(first)):
            err(f"{fault}，请重来。\n")
        elif not again or first == getpass.getpass(f"再输一次{question}：", stream=sys.stderr):
            return first
        else:
            err("两次输入不一样，请重来。\n")


def short(secret: str) -> str:
    """Why a new passphrase is too easily guessed; empty when it is not. A Chinese character counts as three letters."""
    return "口令太短，至少8个字母、数字或者3个汉字" if len(secret.strip().encode()) < SHORTEST else ""


def confirm(question: str, *, flag: str = "--yes") -> bool:
    """Yes or no; --yes answers yes."""
    if mode().yes or mode().dry_run:
        return True
    if not possible():
        raise _refuse(question, flag)
    import questionary

    return bool(_answered(questionary.confirm(question, default=False, instruction="(y/n) ")))


def text(question: str, *, flag: str, default: str = "") -> str:
    """One line of text."""
    if not possible():
        raise _refuse(question, flag)
    import questionary

    return str(_answered(questionary.text(question, default=default))).strip()


def choose(question: str, choices: Mapping[str, str], *, flag: str) -> str:
    """One of `choices` (value → what is shown); the value."""
    if not possible():
        raise _refuse(question, flag)
    import questionary

    hint = "(上下键选择，回车确定)"
    shown = [questionary.Choice(title, value=value) for value, title in choices.items()]
    return str(_answered(questionary.select(question, choices=shown, instruction=hint, pointer=">")))


def _answered(question: object) -> object:
    """The answer; Ctrl-C stops the command."""
    return question.unsafe_ask()  # type: ignore[attr-defined]
