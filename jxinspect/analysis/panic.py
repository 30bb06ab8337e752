"""Readers written in Rust: where they meet what they did not think of, they do not raise, they panic."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress

STDERR = 2


@contextmanager
def panic_is_damage() -> Iterator[None]:
    """A panic inside is a ValueError, and nothing of it appears on the terminal.

    It comes as PanicException, which no module offers for catching and which is no Exception, after Rust has written
    its own account to the standard error of the process.
    """
    try:
        with _silent():
            yield
    except BaseException as fault:
        if type(fault).__name__ != "PanicException":
            raise
        msg = "内容前后矛盾"
        raise ValueError(msg) from None


@contextmanager
def _silent() -> Iterator[None]:
    """Whatever is written to the standard error of the process meanwhile is let go."""
    try:
        kept = os.dup(STDERR)
    except OSError:  # there is none
        yield
        return
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, STDERR)
        os.close(nowhere)
        yield
    finally:
        with suppress(OSError):
            os.dup2(kept, STDERR)
        os.close(kept)
