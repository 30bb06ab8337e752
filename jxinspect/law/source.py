"""Reading the law's data files, which lie beside the code."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, Generic, TypeVar

V = TypeVar("V")

#: A folder of its own right: importlib.resources would bring the readers of ZIP files along, at every start.
DATA = Path(__file__).with_name("data")


def load(name: str) -> dict[str, Any]:
    """One file of `law/data`, e.g. `statutes.toml`."""
    return tomllib.loads(DATA.joinpath(name).read_text(encoding="utf-8"))


class Table(Mapping[str, V], Generic[V]):
    """Entries by key, read when the first of them is asked for, so that importing the law costs nothing."""

    def __init__(self, read: Callable[[], dict[str, V]]) -> None:
        self._read = read

    @cached_property
    def _entries(self) -> dict[str, V]:
        return self._read()

    def __getitem__(self, key: str) -> V:
        return self._entries[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)
