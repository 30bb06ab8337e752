"""Long output at a terminal, a screen at a time. Never for programs, and never a reason to lose what is to be shown."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from jxinspect.ui import terminal
from jxinspect.ui.cells import cells
from jxinspect.ui.mode import mode

#: Leave at once when it is one screen, stop at Ctrl-C, keep colours and the text on the screen.
LESS = "FRX"
NO_PAGER = {"", "cat"}


@contextmanager
def paged() -> Iterator[None]:
    """What is written inside is shown when the block ends, through the pager when it is longer than the screen."""
    if not _possible() or terminal.held.get() is not None:
        yield
        return
    written: list[tuple[str, str]] = []
    token = terminal.held.set(written)
    try:
        yield
    finally:
        terminal.held.reset(token)
        _show("".join(text for name, text in written if name == "stdout"))
        terminal.err("".join(text for name, text in written if name == "stderr"))


def _possible() -> bool:
    chosen = mode()
    unwanted = chosen.no_pager or chosen.json or chosen.no_input or os.environ.get("TERM") == "dumb"
    return not unwanted and terminal.is_terminal() and sys.stdin is not None and sys.stdin.isatty()


def _show(text: str) -> None:
    command = mode().pager() if _lines(text) >= shutil.get_terminal_size().lines else ""
    if command in NO_PAGER or not _run(command, text):
        terminal.out(text)


def _lines(text: str) -> int:
    width = max(1, terminal.width())
    return sum(max(1, -(-cells(line) // width)) for line in text.splitlines())


def _run(command: str, text: str) -> bool:
    """Whether the pager has shown the text; a reader who leaves early has seen enough."""
    import shlex
    import subprocess

    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    environment = {"LESS": LESS, **os.environ}
    if encoding.lower().replace("-", "") == "utf8":
        environment = {"LESSCHARSET": "utf-8", **environment}
    terminal.flush()
    try:
        child = subprocess.Popen(shlex.split(command), stdin=subprocess.PIPE, env=environment)  # noqa: S603 — the user's own pager
    except (OSError, ValueError):
        return False
    assert child.stdin is not None
    with suppress(OSError, KeyboardInterrupt):
        child.stdin.write(text.encode(encoding, "replace"))
    with suppress(OSError, KeyboardInterrupt):
        child.stdin.close()
    while True:
        with suppress(KeyboardInterrupt):  # Ctrl-C is for the pager
            return child.wait() == 0


def default() -> str:
    """The pager of this machine when nobody has named one; none on Windows, whose own garbles Chinese."""
    return os.environ.get("PAGER", "less" if os.name == "posix" and shutil.which("less") else "")
