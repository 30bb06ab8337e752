"""Preparing the next piece while the last one is worked on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def ahead(pieces: Iterable[T]) -> Iterator[T]:
    """The same pieces; one more is made ready by a thread of its own. What goes wrong there goes wrong here."""
    coming = iter(pieces)

    def more() -> list[T]:
        return list(islice(coming, 1))

    with ThreadPoolExecutor(1) as thread:
        next_ = thread.submit(more)
        while piece := next_.result():
            next_ = thread.submit(more)
            yield piece[0]
