"""Reading the law's data files, which lie beside the code."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType
from typing import Any, Generic, TypeVar

V = TypeVar("V")

#: A folder of its own right: importlib.resources would bring the readers of ZIP files along, at every start.
DATA = Path(__file__).with_name("data")


class _Compiled(SourceFileLoader):
    """A table kept as Python keeps its modules, in `__pycache__` until the file changes: parsing took longer than the
    act that asked."""

    def source_to_code(self, data: Any, path: Any, *, _optimize: int = -1) -> CodeType:  # type: ignore[override] # stubs
        import tomllib

        table = tomllib.loads(bytes(data).decode())
        return compile(f"import datetime\ntable = {table!r}", path, "exec", dont_inherit=True)


def load(name: str) -> dict[str, Any]:
    """One file of `law/data`, e.g. `statutes.toml`."""
    code = _Compiled(name, str(DATA / name)).get_code(name)
    assert code is not None
    found: dict[str, Any] = {}
    exec(code, found)  # noqa: S102 — literals of our own making
    return dict(found["table"])


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
