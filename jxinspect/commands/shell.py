"""`shell`: a prompt. Each line is a command line of the program, run in this process."""

import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from contextvars import ContextVar
from pathlib import Path
from typing import Any

import typer

from jxinspect.commands.completing import Word, silent
from jxinspect.commands.folders import history_file
from jxinspect.commands.given import as_words, fresh, given
from jxinspect.commands.running import INTERRUPTED, ended, parsed, run, words_of
from jxinspect.commands.session import case_if_any, unlocked
from jxinspect.commands.tree import App
from jxinspect.errors import JxinspectError, Usage
from jxinspect.ui import ask, messages, terminal

app = App("逐条输入命令。")

LEAVE = {"exit", "quit", "退出"}
#: Set inside the prompt, which has no place inside itself.
inside: ContextVar[bool] = ContextVar("inside", default=False)
#: Options whose value leads to a secret or holds what identifies a person.
SECRET = {
    *("--passphrase-file", "--new-passphrase-file", "--recovery-key", "--reporter-file"),
    *("--identity", "--party-identity", "--person", "--phone"),
}
#: They print while they are read.
AT_ONCE = {"-h", "--help", "--version"}
#: A telephone number, an identity number, an account: none is kept.
LONG_NUMBER = re.compile(r"\d{7}")
#: A word as it is typed: plain, quoted (perhaps still open) or escaped pieces.
PIECE = re.compile(
    r"""(?:"[^"]*"?|'[^']*'?|[^\s"'])+""" if os.name == "nt" else r"""(?:"[^"]*"?|'[^']*'?|\\.?|[^\s"'\\])+"""
)
QUOTED = re.compile(r"""[\s"'\\]""")


@app.command(example=["jxinspect shell", "jxinspect -C 案卷.jxcase --as 张三 shell"])
def shell(context: typer.Context) -> None:
    """逐条输入命令，前面不写 jxinspect；Tab 补全，上下键取历史。

    口令只问一次；启动时写的 -C、--as 等对每条命令有效，命令里另写的优先。
    命令出错不退出，退出码显示在提示符里。Ctrl-C 取消这一行，Ctrl-D 或者 exit 退出。

    历史文件只留没有中文、没有长号码、不带口令和个人信息选项的正确命令；其余只在本次可用。
    """
    if inside.get():
        raise Usage("已经在 shell 里了", why="这里的每一行就是一条命令", todo="直接写命令，如 status")
    _at_a_terminal()
    case = case_if_any()
    prompt = Prompt(context.find_root().command, case)
    with ExitStack() as open_:
        if case is not None:
            open_.enter_context(unlocked(case))
        open_.callback(inside.reset, inside.set(True))
        prompt.loop()
    terminal.out("")  # what could not be written is told before the program ends


def _at_a_terminal() -> None:
    if ask.possible() and (terminal.is_terminal() or terminal.is_terminal("stderr")):
        return
    raise Usage(
        "shell 要在终端里用", why="现在不能问答", todo="成批执行命令用 jxinspect batch 文件；从标准输入读用 batch -"
    )


class Prompt:
    """The prompt of one case file."""

    def __init__(self, root: Any, case: Path | None) -> None:
        self.root = root
        self.label = case.stem if case else "没有案卷库"
        self.prefix = as_words(given()._replace(case=case.resolve() if case else None))
        self.code = 0

    def loop(self) -> None:
        """Read and run until Ctrl-D; nothing else ends it."""
        from jxinspect.ui.prompt import reader

        read = reader(self.completions, history_file(), self.harmless)
        messages.note("一行一条命令，Tab 补全，help 看帮助，Ctrl-D 退出。")
        for line in _lines(lambda: read(f"{self.label}{f' [{self.code}]' if self.code else ''}> ")):
            if line is None:
                self.code = INTERRUPTED
            elif line in LEAVE:
                return
            else:
                self.code = self.run(line)

    def run(self, line: str) -> int:
        """The exit code of one line, its outcome told. A stream that it lost is tried again by the next line."""
        streams = sys.stdout, sys.stderr
        with fresh():
            code = ended(lambda: self._do(line), line.split())
        sys.stdout, sys.stderr = streams
        return code

    def _do(self, line: str) -> None:
        words = words_of(line)
        if words[:1] == ["help"]:
            words = [*words[1:], "-h"]
        run(self.root, [*self.prefix, *words])

    def completions(self, text: str) -> Iterator[tuple[int, str, str]]:
        """What may stand at the end of the text; a space follows what is the only one."""
        last = [piece.start() for piece in PIECE.finditer(text) if piece.end() == len(text)]
        start = last[-1] if last else len(text)
        typed = text[start:].strip("\"'")
        if os.name != "nt":  # a backslash is part of a path there
            typed = typed.replace("\\", "")
        found = [(_quoted(word.value), word.meaning) for word in self._words(text[:start], typed)] or _files(typed)
        space = " " if len(found) == 1 and not found[0][0].endswith(os.sep) else ""
        yield from ((start, word + space, meaning) for word, meaning in found)

    def _words(self, before: str, typed: str) -> Sequence[Word]:
        try:
            words = words_of(before)
        except JxinspectError:
            return []
        with fresh():
            return silent(self.root, [*self.prefix, *words], typed, anywhere=True)

    def harmless(self, line: str) -> bool:
        """Whether a line may lie on the disk beside an encrypted case file."""
        if not line.isascii() or LONG_NUMBER.search(line):
            return False
        try:
            words = words_of(line)
        except JxinspectError:
            return False
        flags = {word.partition("=")[0] for word in words}
        return not flags & (SECRET | AT_ONCE) and parsed(self.root, [*self.prefix, *words]) is None


def _quoted(value: str) -> str:
    """The word as `words_of` reads it back."""
    if not QUOTED.search(value):
        return value
    return f'"{value}"' if '"' not in value else f"'{value}'"


def _files(typed: str) -> list[tuple[str, str]]:
    """Files and folders that begin so, as shells offer them where nothing else is known."""
    if typed.startswith("-"):
        return []
    folder, begun = os.path.split(typed)
    try:
        inside = sorted(Path(folder or ".").expanduser().iterdir())
    except OSError:
        return []
    found = [one for one in inside if one.name.startswith(begun) and (begun or not one.name.startswith("."))]
    return [(_quoted(os.path.join(folder, one.name) + (os.sep if one.is_dir() else "")), "") for one in found]  # noqa: PTH118 — as typed


def _lines(read: Callable[[], str]) -> Iterator[str | None]:
    """Lines without blank ones and remarks; None for a line that was cancelled."""
    while True:
        try:
            text = read()
        except KeyboardInterrupt:
            yield None
            continue
        except EOFError:
            return
        for line in text.splitlines():  # pasted lines are commands of their own
            if line.strip() and not line.lstrip().startswith("#"):
                yield line.strip()
