"""Lists on their way to a file: what a list command would show is caught instead, whole and with its columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, NamedTuple

from jxinspect.ui.values import Column


class Caught(NamedTuple):
    """A list: its rows, its columns, and how many rows there are in all."""

    rows: Sequence[Mapping[str, Any]]
    columns: tuple[Column, ...]
    total: int


_net: ContextVar[list[Caught] | None] = ContextVar("net", default=None)


@contextmanager
def caught() -> Iterator[list[Caught]]:
    """Inside the block every list that would be shown is put into the list that this yields."""
    lists: list[Caught] = []
    token = _net.set(lists)
    try:
        yield lists
    finally:
        _net.reset(token)


def catching(rows: Sequence[Mapping[str, Any]], columns: Sequence[Column], total: int) -> bool:
    """Whether lists are caught just now; if so, this one is."""
    net = _net.get()
    if net is None:
        return False
    net.append(Caught(rows, tuple(columns), total))
    return True
