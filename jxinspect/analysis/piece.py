"""One chunk of a sender's table → all that is to be known and kept of it (办法 23(二)).

A `Desk` knows nothing of other chunks, so that several work side by side; what they find is put together in order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from jxinspect.analysis.arrow import Batches
from jxinspect.analysis.canonical import Values, values_of, values_of_words
from jxinspect.analysis.clean import Dirt
from jxinspect.analysis.columns import IDENTITIES, identity_sound
from jxinspect.analysis.duck import Parts, duck
from jxinspect.analysis.incoming import Chunk, Columns, Source
from jxinspect.analysis.judging import Judging, Rows
from jxinspect.analysis.normalise import Check, Normalising
from jxinspect.analysis.repeats import as_sent, constant, quoted
from jxinspect.analysis.sums import by_month, months_of, total
from jxinspect.law.data_tables import DataColumn, DataTable

#: In a chunk of fewer rows than this, spoiled numbers are looked for that follow each other.
ENOUGH = 300
_LONG = 18
#: Numbers of persons and accounts that are long enough to be lost.
LONG_NUMBERS = (*IDENTITIES, "account_no", "other_account")
#: Numbers that follow each other take little room so; a dictionary of more words takes long to make.
_PARQUET = "FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, PARQUET_VERSION V2, DICTIONARY_SIZE_LIMIT 1000"


class Long(NamedTuple):
    """Long numbers of one column: how many different ones, how many of them end in three noughts, how many are written
    as powers of ten, and how many with noughts follow each other (0 in large chunks)."""

    counted: int = 0
    noughts: int = 0
    powers: int = 0
    row: int = 0

    def with_(self, other: Long) -> Long:
        """Both together."""
        sums = self.counted + other.counted, self.noughts + other.noughts, self.powers + other.powers
        return Long(*sums, max(self.row, other.row))


class Piece(NamedTuple):
    """What came of a chunk."""

    rows: int
    refused: int
    #: Of each set of faults: what is wrong, in how many rows, the first of their lines.
    faults: list[tuple[list[Check], int, list[int]]]
    long: Mapping[str, Long]
    #: Fen of each column of amounts.
    sums: list[int]
    #: Month, rows, fen of the first column of amounts.
    months: list[tuple[int, int, int]]
    #: Of each column, the values that go into the digest, once.
    canonical: list[Iterable[Values]]
    #: Parquet of the rows, and of those refused; nothing where there are none.
    kept: bytes
    left: bytes


class Desk:
    """A database of its own in which chunks of one table are worked on, one after another."""

    def __init__(self, table: DataTable, wanted: Sequence[str], case: Path, *, memory: str) -> None:
        self._table = table
        self._wanted = wanted
        self._sums = [column.name for column in table.columns if column.type == "amount" and column.name in wanted]
        self._files = Parts()
        self._con = duck(case, threads=1, memory=memory)
        self._con.register_filesystem(self._files)
        self._judging = Judging(self._con, table, wanted)

    def close(self) -> None:
        """Let the memory go."""
        self._con.close()

    def piece(self, source: Source, columns: Columns, chunk: Chunk, dirt: Dirt, first_row: int) -> Piece:
        """Read, clean, type and judge the rows of a chunk. `first_row`: number of its first row in the table."""
        rows = self._judging.rows(source, columns, chunk, dirt)
        way = rows.way
        refused = sum(mask.rows for mask in rows.masks if mask.faults & way.refusing)
        kept = f"FROM norm WHERE _faults & {way.refusing} = 0" if refused else "FROM norm"
        parquet = self._kept(source, way, kept, first_row) if chunk.rows > refused else b""
        assert rows.typed.rows == chunk.rows
        left = self._left(source, rows, chunk, len(columns.header)) if refused else b""
        values = self._values(rows, kept, refused)
        long = self._long(rows, columns)
        return Piece(chunk.rows, refused, _faults(rows), long, *self._sum(rows), values, parquet, left)

    def _values(self, rows: Rows, kept: str, refused: int) -> list[Iterable[Values]]:
        """What goes into the digest: of all rows as they are here, or of those kept."""
        columns = rows.way.columns
        if not refused:
            words = {name: values_of_words(*words) for name, words in rows.words.items()}
            return [words.get(name) or values_of(rows.typed, name) for name in columns]
        told = ", ".join(f'"{name}"::VARCHAR AS "{name}"' if name in rows.words else f'"{name}"' for name in columns)
        found = Batches(self._con.sql(f"SELECT {told} {kept}"))
        return [values_of(found, name) for name in columns]

    def _long(self, rows: Rows, columns: Columns) -> dict[str, Long]:
        told = {}
        for name in (name for name in LONG_NUMBERS if name in columns.places):
            if name not in IDENTITIES and not (rows.holds(name, b"E") or rows.holds(name, b"e")):
                continue
            power = f"(contains(\"{name}\", 'E') OR contains(\"{name}\", 'e')) AND {_power(name)}"
            # Only of identity numbers the check digit tells whether the noughts are their own.
            counts = f'count(DISTINCT "{name}"), count(DISTINCT "{name}") FILTER ({_spoiled(name)})'
            ((counted, noughts, powers),) = self._all(
                f"SELECT {counts if name in IDENTITIES else '0, 0'}, count(*) FILTER ({power}) FROM norm"
            )
            few = noughts and rows.typed.rows < ENOUGH
            told[name] = Long(counted, noughts, powers, self._in_a_row(name) if few else 0)
        return told

    def _in_a_row(self, name: str) -> int:
        found = self._all(f'SELECT {_spoiled(name)} FROM norm WHERE "{name}" IS NOT NULL ORDER BY _line')
        most = run = 0
        for (nought,) in found:
            run = run + 1 if nought else 0
            most = max(most, run)
        return most

    def _kept(self, source: Source, way: Normalising, kept: str, first_row: int) -> bytes:
        """The rows as Parquet."""
        names = ", ".join(f'"{name}"' for name in way.columns)
        file, sheet = map(constant, (source.file, source.sheet))
        origin = f"{first_row} + _n AS _row, {file} AS _file, {sheet} AS _sheet, _line"
        return self._parquet(f"SELECT {origin}, {names} {kept}")

    def _left(self, source: Source, rows: Rows, chunk: Chunk, width: int) -> bytes:
        """What was refused, as the sender wrote it: encrypted like the rest, for whoever asks which rows these were."""
        texts = ", ".join(as_sent(place, chunk.columns[place] if chunk.columns else None) for place in range(width))
        return self._parquet(
            f"SELECT {quoted(source.file)} AS _file, {quoted(source.sheet)} AS _sheet, n._line, n._faults,"
            f" [{texts}] AS fields FROM {rows.raw} AS r JOIN norm AS n ON n._n = r._n"
            f" WHERE n._faults & {rows.way.refusing} <> 0 ORDER BY n._n"
        )

    def _sum(self, rows: Rows) -> tuple[list[int], list[tuple[int, int, int]]]:
        """Of the rows that are kept the sums of their amounts, and their months."""
        kept = rows.typed.numbers("_faults")[0] & rows.way.refusing == 0
        fen = [_fen(rows, name, kept) for name in self._sums]
        month = period(self._table, self._wanted)
        if month is None:
            return list(map(total, fen)), []
        values, there = rows.typed.numbers(month.name)
        there = there[kept]
        first = fen[0] if fen else np.zeros(there.size, np.int64)
        return list(map(total, fen)), by_month(months_of(values[kept][there], month.type), first[there])

    def _parquet(self, query: str) -> bytes:
        self._con.execute(f"COPY ({query}) TO 'jxpart://made/part' ({_PARQUET})")
        return self._files.made("part")

    def _all(self, query: str) -> list[tuple[Any, ...]]:
        return self._con.execute(query).fetchall()


def _faults(rows: Rows) -> list[tuple[list[Check], int, list[int]]]:
    """What is wrong, by its words."""
    checks = list(enumerate(rows.way.checks))
    return [([check for bit, check in checks if mask.faults >> bit & 1], mask.rows, mask.lines) for mask in rows.masks]


def _fen(rows: Rows, name: str, kept: NDArray[np.bool_]) -> NDArray[np.int64]:
    """The amounts of the rows that are kept, 0 where there is none."""
    fen, there = rows.typed.numbers(name)
    found: NDArray[np.int64] = np.where(there, fen, 0)[kept]
    return found


def period(table: DataTable, columns: Sequence[str]) -> DataColumn | None:
    """The column that says when a row of the table was; None where there is none."""
    there = [column for column in table.columns if column.name in columns]
    months = (column for column in there if column.type == "month")
    days = (c for c in there if c.type in ("date", "moment") and c.required and c.name != "born")
    return next(months, None) or next(days, None)


def _power(name: str) -> str:
    """Whether a number is written as a power of ten."""
    return f"regexp_matches(\"{name}\", '^\\d(\\.\\d+)?[eE]\\+?\\d+$')"


def _spoiled(name: str) -> str:
    """Whether an identity number looks as a workbook leaves it."""
    quoted = f'"{name}"'
    return f"(length({quoted}) = {_LONG} AND right({quoted}, 3) = '000' AND NOT {identity_sound(quoted)})"
