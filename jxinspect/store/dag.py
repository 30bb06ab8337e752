"""One record folded from its entries, in whatever order they came. Every entry names those it builds on, so the entries
of a record form a graph: a line while one laptop writes after the other, branches where two wrote apart.

A field holds what was written last on its line. Where branches wrote different things, no clock decides (architecture
7): the field keeps what it held before they parted, and the difference waits for a ruling, whose entry cites both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

Row = dict[str, Any]
#: What two values that were written apart make together: before, the values; None where only a ruling can tell.
Join = Callable[[Any, Sequence[Any]], Any | None]


class Told(NamedTuple):
    """What one entry says of a record; `body` is None when it was withheld."""

    hash: str
    op: str
    previous: tuple[str, ...]
    body: dict[str, Any] | None


class Dispute(NamedTuple):
    """A field that was written differently on branches: entry → value, and what the field held before them."""

    field: str
    values: dict[str, Any]
    before: Any


class Folded(NamedTuple):
    """The record, or None when its entry is withheld; the last entries of its branches; disputes; what does not fit."""

    row: Row | None
    heads: list[str]
    disputes: list[Dispute]
    faults: list[tuple[str, str]]


def previous_of(header: Mapping[str, Any]) -> tuple[str, ...]:
    """The entries of the same record that an entry builds on: none, one, or the ends of the branches it unites."""
    value = header["previous"]
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)


def fold_record(entries: Iterable[Told], joins: Mapping[str, Join], defaults: Row) -> Folded:
    """Fold the entries of one record. The result does not depend on their order."""
    graph = _Graph(entries)
    if graph.start is None or any(told.body is None for told in graph.known.values()):
        return Folded(None, graph.heads(), [], graph.faults)
    row: Row = dict(graph.start.body["new"]) if graph.start.body else {}
    disputes = []
    for field in sorted({name for told in graph.updates() for name in told.body["new"]}):  # type: ignore[index]
        value, dispute = graph.value(field, joins.get(field), defaults.get(field))
        row[field] = value
        if dispute is not None:
            disputes.append(dispute)
    return Folded(row, graph.heads(), disputes, graph.faults)


class _Graph:
    """The entries of one record, each with all that it builds on."""

    def __init__(self, entries: Iterable[Told]) -> None:
        self.known: dict[str, Told] = {}
        self.faults: list[tuple[str, str]] = []
        self.start: Told | None = None
        #: Entry → everything it builds on, near and far.
        self._under: dict[str, frozenset[str]] = {}
        self._sort({told.hash: told for told in sorted(entries)})

    def _sort(self, waiting: dict[str, Told]) -> None:
        while waiting:
            ready = [told for told in waiting.values() if not waiting.keys() & set(told.previous)]
            if not ready:
                self.faults += [(hash_, "条目互相引用") for hash_ in waiting]
                return
            for told in ready:
                del waiting[told.hash]
                self._enter(told)

    def _enter(self, told: Told) -> None:
        if told.op == "insert" and (self.start is not None or told.previous):
            self.faults.append((told.hash, "同一记录登记了两次"))
            return
        if told.op != "insert" and not (told.previous and all(one in self.known for one in told.previous)):
            self.faults.append((told.hash, "所接的前一条目不在日志中"))
            return
        if told.op == "insert":
            self.start = told
        self.known[told.hash] = told
        self._under[told.hash] = frozenset(told.previous).union(*(self._under[one] for one in told.previous))

    def updates(self) -> list[Told]:
        return [told for told in self.known.values() if told.op == "update"]

    def heads(self) -> list[str]:
        """The last entry of every branch."""
        return self._last(self.known)

    def _last(self, hashes: Iterable[str]) -> list[str]:
        """Those of the entries that no other of them builds on."""
        among = set(hashes)
        return sorted(among.difference(*(self._under[one] for one in among)))

    def value(self, field: str, join: Join | None, default: Any) -> tuple[Any, Dispute | None]:
        """What the field holds; the dispute when branches wrote different things and nothing tells what they make."""
        writes = [hash_ for hash_, told in self.known.items() if told.op == "insert" or field in told.body["new"]]  # type: ignore[index]
        values = {hash_: self._written(hash_, field, default) for hash_ in self._last(writes)}
        told = list(values.values())
        if all(one == told[0] for one in told):
            return told[0], None
        before = self._before(writes, values, field, default)
        joined = join(before, told) if join is not None else None
        if joined is not None:
            return joined, None
        return before, Dispute(field, values, before)

    def _before(self, writes: Iterable[str], apart: Iterable[str], field: str, default: Any) -> Any:
        common = frozenset.intersection(*(self._under[one] for one in apart))
        # Several only where branches met and parted again undecided; any of them stood before, so the first by name.
        return self._written(self._last(common.intersection(writes))[0], field, default)

    def _written(self, hash_: str, field: str, default: Any) -> Any:
        told = self.known[hash_]
        return (told.body or {})["new"].get(field, default if told.op == "insert" else None)
