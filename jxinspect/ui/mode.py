"""How this run talks to its user: one small immutable value, set once the global options are known."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, NamedTuple


class Mode(NamedTuple):
    """What the user asked of the conversation, not of the case file."""

    json: bool = False
    quiet: bool = False
    no_input: bool = False
    yes: bool = False
    dry_run: bool = False
    #: None: decide by the terminal and by NO_COLOR.
    color: bool | None = None
    no_pager: bool = False
    #: Each step is told on stderr; `debug` adds the traceback of our own faults.
    verbose: bool = False
    debug: bool = False
    #: Whether an act of this run is written: whoever cannot read the result must not do it again.
    written: bool = False
    #: The command line of the pager, empty for none. Asked only when a text is longer than the screen.
    pager: Callable[[], str] = lambda: ""
    #: Why numbers of people stand unmasked in lists that leave; empty: they are masked.
    unmasked: str = ""
    #: Told of every list that leaves as a file, and of any that leaves unmasked, before it does; says what leaves then.
    leaving: Callable[[Any], Any] = lambda leaving: leaving
    #: Encrypts what leaves as a file, once --encrypt-to was understood.
    lock: Callable[[bytes], bytes] | None = None
    #: Cells of a character whose East Asian width is "ambiguous" (… “ ” × ①): 1 or 2, by the terminal.
    #: Asked only when such a character is met, because the answer may stand in a file.
    ambiguous: Callable[[], int] = lambda: 1


USUAL = Mode()
_mode: ContextVar[Mode] = ContextVar("mode", default=USUAL)


def mode() -> Mode:
    """The mode of this run."""
    return _mode.get()


@contextmanager
def using(chosen: Mode) -> Iterator[None]:
    """Speak in this mode inside the block, in the former one after it."""
    token = _mode.set(chosen)
    try:
        yield
    finally:
        _mode.reset(token)


def switch(chosen: Mode) -> None:
    """Speak in this mode until the enclosing `using` ends."""
    _mode.set(chosen)


def colorless(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether the environment asks for no colour (NO_COLOR, JXINSPECT_NO_COLOR, TERM=dumb)."""
    return bool(
        environment.get("NO_COLOR") or environment.get("JXINSPECT_NO_COLOR") or environment.get("TERM") == "dumb"
    )
