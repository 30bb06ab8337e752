"""The only place that writes to stdout and stderr.

No glyph, code page or reader that went away may end an act that has changed the case file: what cannot be encoded
becomes "?", a closed stream swallows the text, and only a full device is an error (`Unwritable`).
"""

from __future__ import annotations

import codecs
import errno
import io
import os
import shutil
import sys
from contextlib import suppress
from contextvars import ContextVar
from typing import TextIO

from jxinspect.errors import Unwritable
from jxinspect.store.reasons import answered
from jxinspect.ui.mode import colorless, mode

#: The reader is gone or never was; nobody can be told, so nothing is told.
GONE = {errno.EPIPE, errno.EBADF, errno.EINVAL, errno.ESHUTDOWN}
#: Charsets that hold no Chinese at all: a run under LC_ALL=C still ends up before human eyes, most often as UTF-8.
HOPELESS = {"ascii", "iso8859-1"}
#: While a text is gathered for the pager: (stream, text) in the order of writing.
held: ContextVar[list[tuple[str, str]] | None] = ContextVar("held", default=None)
BOLD, DIM, RED, YELLOW, GREEN, CYAN = "1", "2", "31", "33", "32", "36"


def prepare() -> None:
    """Make stdout and stderr unable to fail on a character; called once, at entry."""
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, io.TextIOWrapper):
            continue
        if codecs.lookup(stream.encoding).name in HOPELESS:
            stream.reconfigure(encoding="utf-8")
        stream.reconfigure(errors="replace")


def for_machines(name: str = "stdout") -> None:
    """Switch a stream to UTF-8, whatever the code page: JSON is read by programs."""
    stream = getattr(sys, name)
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="replace")


def out(text: str) -> None:
    """Write lines of data to stdout; raises Unwritable when the device is full."""
    _write("stdout", text)


def err(text: str) -> None:
    """Write lines for the human to stderr."""
    _write("stderr", text)


def flush() -> None:
    """Bring out what is written, before another program writes to the same terminal."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            stream.flush()


def raw(data: bytes) -> None:
    """Write bytes (a workbook) to stdout."""
    if sys.stdout is None:
        return
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except OSError as fault:
        _lost("stdout", fault)


def _write(name: str, text: str) -> None:
    stream: TextIO | None = getattr(sys, name)
    if stream is None or stream.closed:
        return
    gathered = held.get()
    if gathered is not None and stream.isatty():
        gathered.append((name, text))
        return
    try:
        _put(stream, text)
        stream.flush()
    except OSError as fault:
        _lost(name, fault)


def _put(stream: TextIO, text: str) -> None:
    try:
        stream.write(text)
    except UnicodeEncodeError:
        encoding = stream.encoding or "ascii"
        stream.write(text.encode(encoding, "replace").decode(encoding))


def _lost(name: str, fault: OSError) -> None:
    """Forget a stream without reader, so that Python does not complain about it at exit either.

    What cannot be said on stderr can be said nowhere; the exit code still stands.
    """
    setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123 — lives as long as the process
    if name == "stderr" or fault.errno in GONE or isinstance(fault, BrokenPipeError):
        return
    why, todo = f"输出设备报告：{answered(fault)}", "换一个有空间的位置再输出"
    if mode().written:
        why += "；在此之前的操作已经写入案卷库"
        todo = "不要重做；用 jxinspect journal list 核对已经写入的操作"
    raise Unwritable("结果没有完整写出", why=why, todo=todo) from fault


def is_terminal(name: str = "stdout") -> bool:
    """Whether a human looks at this stream."""
    stream: TextIO | None = getattr(sys, name)
    return stream is not None and not stream.closed and stream.isatty()


def width() -> int:
    """Columns of the terminal; 80 when there is none."""
    return shutil.get_terminal_size((80, 24)).columns


def paint(text: str, *codes: str, stream: str = "stdout") -> str:
    """The text in colour, if this stream shows colours; colour never carries meaning alone."""
    wanted = mode().color
    if wanted is None:
        wanted = is_terminal(stream) and not colorless()
    return f"\x1b[{';'.join(codes)}m{text}\x1b[0m" if wanted and text else text
