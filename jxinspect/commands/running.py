"""One command line inside this process: for the program itself, for batches, exports and the prompt.

Only here does an error become an exit code, or the result of one line of a batch.

The root of the tree comes from the caller, since the tree imports the commands and not the other way round.
"""

from __future__ import annotations

import io
import os
import re
import shlex
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from typing import Any, NamedTuple

import typer
from typer._click.exceptions import ClickException, NoArgsIsHelpError
from typer.core import TyperGroup

from jxinspect.commands.given import fresh, given
from jxinspect.commands.usage import in_chinese
from jxinspect.errors import JxinspectError, Usage
from jxinspect.ui import messages, terminal
from jxinspect.ui.mode import mode

PROGRAM = "jxinspect"
INTERRUPTED = 130
#: Bytes that are no text in the system's encoding, as Python keeps them.
_UNREAD = re.compile("[\udc80-\udcff]")
#: What a shell would take for something else.
_SPECIAL = re.compile(r"[\s'\"$`&|;<>()*?\[\]{}~#!\\]")


def run(root: Any, arguments: Sequence[str]) -> None:
    """Run one command line; raises what went wrong."""
    words = list(arguments)
    if words[:1] == ["help"]:
        words = [*words[1:], "-h"]
    with root.make_context(PROGRAM, words) as context:
        root.invoke(context)
        if given().encrypt_to is not None and mode().lock is None:
            messages.warn("--encrypt-to 没有用上：这个命令写出的内容没有另行加密，要加密的用 export 或者 doc export")


def told(fault: Exception, arguments: Sequence[str]) -> JxinspectError:
    """Any fault as an error of ours: the user gets three sentences, never a traceback."""
    if isinstance(fault, JxinspectError):
        return fault
    if isinstance(fault, ClickException):
        return in_chinese(fault)
    unread = [_UNREAD.sub("?", word) for word in arguments if _UNREAD.search(word)]
    if unread and isinstance(fault, UnicodeEncodeError):
        return Usage(
            f"命令里有不能识别的字：{'、'.join(unread)}",
            why="输入的编码与系统的不一致（如终端设为 GBK，系统是 UTF-8）",
            todo="把终端的编码改成与系统一致，再重新输入",
        )
    from jxinspect.commands.mishap import explained

    return explained(fault, arguments)


def ended(do: Callable[[], None], arguments: Sequence[str]) -> int:
    """Do what a command line says and tell what went wrong; the exit code (see docs/exit-codes.md)."""
    try:
        do()
    except typer.Exit as end:
        return end.exit_code
    except NoArgsIsHelpError as page:
        terminal.out(page.format_message() + "\n")
    except (KeyboardInterrupt, typer.Abort, EOFError):
        terminal.err("\n已中断：手上这一步没有写入，之前已确认的都保留。\n")
        return INTERRUPTED
    except Exception as fault:
        error = told(fault, arguments)
        messages.error(error)
        return error.code
    return 0


class Ended(NamedTuple):
    """How a command line ended and what it printed."""

    fault: JxinspectError | None
    out: bytes
    err: str

    @property
    def code(self) -> int:
        """The exit code it would have had as a program of its own."""
        return self.fault.code if self.fault else 0


def captured(root: Any, arguments: Sequence[str]) -> Ended:
    """Run one command line with --json and keep what it prints. An interruption passes through."""
    out, err = _Stream(io.BytesIO(), encoding="utf-8"), _Stream(io.BytesIO(), encoding="utf-8")
    fault: JxinspectError | None = None
    with fresh(json=True), redirect_stdout(out), redirect_stderr(err):
        try:
            run(root, arguments)
        except (typer.Exit, typer.Abort) as end:
            fault = _left(end)
        except Exception as error:
            fault = told(error, arguments)
    return Ended(fault, out.bytes(), err.bytes().decode(errors="replace"))


class _Stream(io.TextIOWrapper):
    def bytes(self) -> bytes:
        self.flush()
        raw = self.buffer
        assert isinstance(raw, io.BytesIO)
        return raw.getvalue()


def _left(end: Exception) -> JxinspectError | None:
    if not getattr(end, "exit_code", 1):
        return None
    return JxinspectError("命令没有办完就结束了", why="它自己中止了", todo="单独执行这条命令，看它说什么")


def parsed(root: Any, arguments: Sequence[str]) -> JxinspectError | None:
    """What is wrong with a command line as it is written; nothing is run."""
    with fresh(json=True):
        try:
            for _ in _contexts(root, list(arguments)):
                pass
        except typer.Exit:
            return None
        except Exception as fault:
            return told(fault, arguments)
    return None


def path_of(root: Any, arguments: Sequence[str]) -> tuple[str, ...]:
    """The words of the command that a command line calls, without options and values."""
    with fresh(json=True):
        try:
            return tuple(str(context.info_name) for context in list(_contexts(root, list(arguments)))[1:])
        except Exception:  # what is wrong is told by `parsed`
            return ()


def _contexts(root: Any, words: list[str]) -> Iterator[Any]:
    """The contexts from the root to the command, each with its parameters read."""
    context = root.make_context(PROGRAM, words)
    while True:
        yield context
        command, rest = context.command, [*context._protected_args, *context.args]  # noqa: SLF001 — as its own completion does
        if not isinstance(command, TyperGroup):
            return
        if not rest:
            raise Usage("没有写要执行的命令", why="这里还需要一个命令", todo=f"用法见 {context.command_path} -h")
        name, inner, rest = command.resolve_command(context, rest)
        assert inner is not None
        context = inner.make_context(str(name), rest, parent=context)


def typed(word: object) -> str:
    """A word as people would type it: quotes only where the shell needs them."""
    text = str(word)
    if os.name == "nt":  # a backslash is part of a path there, and a single quotation mark no quotation mark
        return f'"{text}"' if _SPECIAL.search(text.replace("\\", "")) else text
    return shlex.quote(text) if _SPECIAL.search(text) else text


def words_of(line: str) -> list[str]:
    """A line as a shell would split it. Usage when a quotation mark is missing."""
    lexer = shlex.shlex(line, posix=True, punctuation_chars=False)
    lexer.whitespace_split = True
    lexer.commenters = ""
    if os.name == "nt":  # a backslash is part of a path there
        lexer.escape = ""
    try:
        words = list(lexer)
    except ValueError as fault:
        raise Usage("引号没有成对", why="有一个没有收尾", todo="含有空格的文字，前后都要写引号") from fault
    return words[1:] if words[:1] == [PROGRAM] else words
