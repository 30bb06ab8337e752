"""Reading a sender's files into one canonical table: chunk by chunk, typed, counted, kept as encrypted Parquet.

The text of a few chunks, their rows in DuckDB and their Parquet are all that is in memory at a time, and nothing of it
is ever plain on disk.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from jxinspect.analysis.ahead import ahead, side_by_side
from jxinspect.analysis.canonical import VERSION, Canonical
from jxinspect.analysis.clean import Dirt, dirt_of
from jxinspect.analysis.incoming import Chunk, Columns, Source
from jxinspect.analysis.judging import TOLD
from jxinspect.analysis.piece import ENOUGH, Desk, Long, Piece, period
from jxinspect.law.data_tables import DataTable
from jxinspect.law.dataset import PartKind

if TYPE_CHECKING:
    from jxinspect.analysis.sources.texts import Texts

#: A workbook that kept identity numbers as numbers lost what followed the fifteenth digit, so they end in three noughts
#: and fail their check digit: of so many numbers on, one in a hundred is too many; of fewer, three in a row.
TOO_MANY, IN_A_ROW = 0.01, 3
#: Chunks worked on at once, each with its share of this memory.
DESKS = min(4, os.cpu_count() or 1)
_MEGABYTES = 2000


@dataclass
class Totals:
    """What came of one source."""

    read: int = 0
    kept: int = 0
    refused: int = 0
    left_out: list[tuple[int, str]] = field(default_factory=list)


@dataclass
class Fault:
    """One kind of fault in one column of one source."""

    file: str
    sheet: str
    column: str
    kind: str
    count: int = 0
    lines: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Part:
    """A piece that was kept: `sha256` of its Parquet."""

    kind: PartKind
    rows: int
    size: int
    sha256: str


class Loading:
    """The loading of one table. `put` keeps the bytes of a part and gives their SHA-256."""

    digest_version = VERSION

    def __init__(
        self, table: DataTable, wanted: Sequence[str], put: Callable[[bytes], str], *, case: Path, first_row: int = 1
    ) -> None:
        self.table = table
        self.columns = [column.name for column in table.columns if column.name in wanted]
        self.parts: list[Part] = []
        self.months: dict[tuple[str, int], list[int]] = {}
        self.sums = {column.name: 0 for column in table.columns if column.type == "amount" and column.name in wanted}
        self._case = case
        self._put = put
        self._next = first_row
        self._faults: dict[tuple[str, str, str, str], Fault] = {}
        self._long: dict[str, Long] = {}
        self._desks: list[Desk] = []
        self._canonical = Canonical(table.key, self.columns)

    @property
    def digest(self) -> str:
        """That of the rows so far, in their order (`canonical`)."""
        return self._canonical.hexdigest()

    @property
    def faults(self) -> list[Fault]:
        """What is wrong, as it was met."""
        return list(self._faults.values())

    def close(self) -> None:
        """Let the memory go."""
        for desk in self._desks:
            desk.close()

    def take(self, source: Source, columns: Columns, advance: Callable[[int], object] | None = None) -> Totals:
        """Read a source to its end. `advance` is told of the rows of each chunk."""
        totals = Totals()
        for piece in side_by_side(self._jobs(source, columns), self._desk, DESKS):
            self._add(source, piece)
            totals.read += piece.rows
            totals.kept += piece.rows - piece.refused
            totals.refused += piece.refused
            if advance is not None:
                advance(piece.rows)
        totals.left_out = list(source.skipped)
        for name, place in columns.places.items():
            for kind, lines in (("formula", source.failed(place)), ("merged", source.covered(place))):
                if lines:
                    key = (source.file, source.sheet, name, kind)
                    self._faults[key] = Fault(*key, len(lines), list(lines[:TOLD]))
        return totals

    def damaged(self, source: Source, columns: Columns) -> list[str]:
        """Columns of the source whose long numbers a workbook has spoiled; asked after `take`."""
        texts = {column.name for column in self.table.columns if column.type in ("id", "text")}
        spoiled = [
            name
            for name, place in columns.places.items()
            if (name in texts and source.numbers(columns.header[place])) or self._spoiled(name)
        ]
        self._long.clear()
        return spoiled

    def _spoiled(self, name: str) -> bool:
        """Whether the numbers themselves tell that their last digits are lost."""
        long = self._long.get(name, Long())
        many = long.noughts >= TOO_MANY * long.counted if long.counted >= ENOUGH else long.row >= IN_A_ROW
        return bool(long.powers or many)

    def _desk(self) -> Desk:
        desk = Desk(self.table, self.columns, self._case, memory=f"{_MEGABYTES // DESKS}MB")
        self._desks.append(desk)
        return desk

    def _jobs(self, source: Source, columns: Columns) -> Iterator[Callable[[Desk], Piece]]:
        for chunk, dirt in ahead(_seen(source.chunks())):
            yield partial(Desk.piece, source=source, columns=columns, chunk=chunk, dirt=dirt, first_row=self._next)
            self._next += chunk.rows

    def _add(self, source: Source, piece: Piece) -> None:
        for checks, count, lines in piece.faults:
            for check in checks:
                key = (source.file, source.sheet, check.column, check.kind)
                fault = self._faults.setdefault(key, Fault(*key))
                fault.count += count
                fault.lines = sorted({*fault.lines, *lines})[:TOLD]
        for name, long in piece.long.items():
            self._long[name] = self._long.get(name, Long()).with_(long)
        self._canonical.update(piece.canonical)
        self._keep(PartKind.ROWS, piece.kept, piece.rows - piece.refused)
        self._keep(PartKind.REFUSED, piece.left, piece.refused)
        self.sums = {name: self.sums[name] + more for name, more in zip(self.sums, piece.sums, strict=True)}
        month = period(self.table, self.columns)
        for ym, count, fen in piece.months:
            assert month is not None
            before = self.months.setdefault((month.name, ym), [0, 0])
            self.months[month.name, ym] = [before[0] + count, before[1] + fen]

    def _keep(self, kind: PartKind, parquet: bytes, rows: int) -> None:
        if parquet:
            self.parts.append(Part(kind, rows, len(parquet), self._put(parquet)))


def _seen(chunks: Iterable[Chunk]) -> Iterator[tuple[Chunk, Dirt]]:
    for chunk in chunks:
        dirts = [dirt_in(column) for column in chunk.columns] if chunk.columns else [dirt_of(chunk.text)]
        yield chunk, Dirt(*map(any, zip(*dirts, strict=True)))


def dirt_in(column: Texts) -> Dirt:
    """What kinds of dirt the texts of a column have."""
    found = dirt_of(column.data)
    return found._replace(odd=True) if found.blank and column.blank_at_ends() else found
