"""One chunk of a sender's table → all that is to be known and kept of it (办法 23(二)).

A `Desk` knows nothing of other chunks, so that several work side by side; what they find is put together in order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from jxinspect.analysis.arrow import Batches, Feed, Rows, cell
from jxinspect.analysis.canonical import Values, values_of
from jxinspect.analysis.clean import Dirt
from jxinspect.analysis.columns import IDENTITIES, identity_sound
from jxinspect.analysis.duck import Parts, duck
from jxinspect.analysis.incoming import Chunk, Columns, Source
from jxinspect.analysis.normalise import Check, Normalising, normalising
from jxinspect.law.data_tables import DataTable

if TYPE_CHECKING:
    from duckdb import DuckDBPyRelation

#: So many line numbers are told of each fault.
TOLD = 20
#: In a chunk of fewer rows than this, spoiled numbers are looked for that follow each other.
ENOUGH = 300
_LONG = 18
#: Numbers of persons and accounts that are long enough to be lost.
LONG_NUMBERS = (*IDENTITIES, "account_no", "other_account")
_BUFFER = 4 << 20
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
    #: The values of the rows that go into the digest.
    canonical: list[list[Values]]
    #: Parquet of the rows, and of those refused; nothing where there are none.
    kept: bytes
    left: bytes


#: A set of faults, in how many rows it is, the first of their lines.
_Mask = tuple[int, int, list[int]]


class Desk:
    """A database of its own in which chunks of one table are worked on, one after another.

    It has one thread: with more DuckDB would read a chunk in no certain order.
    """

    def __init__(self, table: DataTable, wanted: Sequence[str], case: Path, *, memory: str) -> None:
        self._table = table
        self._wanted = wanted
        self._sums = [column.name for column in table.columns if column.type == "amount" and column.name in wanted]
        self._files = Parts()
        self._con = duck(case, threads=1, memory=memory)
        self._con.register_filesystem(self._files)
        #: What the views `read` and `norm` show; the number of fields for which `raw` shows those of `read`.
        self._read, self._typed, self._width = Feed[Rows](), Feed[Batches](), 0
        self._queries: dict[str, DuckDBPyRelation] = {}
        #: Sources in which other forms than the prescribed ones were met.
        self._various: set[tuple[str, str]] = set()

    def close(self) -> None:
        """Let the memory go."""
        self._con.close()

    def piece(self, source: Source, columns: Columns, chunk: Chunk, dirt: Dirt, first_row: int) -> Piece:
        """Read, clean, type and judge the rows of a chunk. `first_row`: number of its first row in the table."""
        self._raw(chunk, len(columns.header))
        way, masks = self._judged(source, columns, dirt)
        typed = self._typed.content
        assert typed.rows == chunk.rows
        faults, refused = _faults(way, masks), sum(count for mask, count, _ in masks if mask & way.refusing)
        kept = f"FROM norm WHERE _faults & {way.refusing} = 0" if refused else "FROM norm"
        parquet = self._kept(source, way, kept, first_row) if chunk.rows > refused else b""
        values = Batches(self._con.sql(kept)) if refused else typed
        left = self._left(source, way, len(columns.header)) if refused else b""
        long = self._long(columns, chunk.rows)
        return Piece(chunk.rows, refused, faults, long, *self._sum(kept), values_of(values, way.columns), parquet, left)

    def _raw(self, chunk: Chunk, width: int) -> None:
        """The rows of a chunk as texts, c0, c1 …, behind their numbers in the sender's file."""
        if chunk.fields is not None:
            cells = ", ".join(f"{cell(place)} AS c{place}" for place in range(width))
            self._read.content = Rows(chunk.fields)
            if self._width != width:
                self._con.from_arrow(self._read).create_view("read", replace=True)
                self._con.execute(f"CREATE OR REPLACE TEMP VIEW raw AS SELECT _n, _line, {cells} FROM read")
                self._width = width
            return
        self._width = 0
        raw = self._con.read_csv(
            BytesIO(chunk.text), header=False, sep=",", auto_detect=False, buffer_size=_BUFFER, na_values="",
            columns={"_line": "BIGINT"} | {f"c{n}": "VARCHAR" for n in range(width)},
        )  # fmt: skip
        raw.create_view("read", replace=True)
        self._con.execute("CREATE OR REPLACE TEMP VIEW raw AS SELECT row_number() OVER () - 1 AS _n, * FROM read")

    def _judged(self, source: Source, columns: Columns, dirt: Dirt) -> tuple[Normalising, list[_Mask]]:
        """The rows as `norm`, and each set of faults with how many rows have it, and their first lines.

        In most files all values have the prescribed form, and DuckDB needs long to plan for all the others.
        """
        of = source.file, source.sheet
        ways = partial(normalising, self._table, columns.places, dirt, scales=columns.scales, wanted=self._wanted)
        if of not in self._various:
            way = ways(various=False)
            masks = self._masks(way)
            if not any(mask & way.open for mask, _, _ in masks):
                return way, masks
            self._various.add(of)
        way = ways()
        return way, self._masks(way)

    def _masks(self, way: Normalising) -> list[_Mask]:
        if way.sql not in self._queries:
            self._queries[way.sql] = self._con.sql(way.sql)
        first = not hasattr(self._typed, "content")
        self._typed.content = Batches(self._queries[way.sql])
        if first:
            self._con.from_arrow(self._typed).create_view("norm")
        return self._all(
            f"SELECT _faults, count(*), min(_line, {TOLD}) FROM norm WHERE _faults <> 0 GROUP BY 1 ORDER BY 1"
        )

    def _long(self, columns: Columns, rows: int) -> dict[str, Long]:
        told = {}
        for name in (name for name in LONG_NUMBERS if name in columns.places):
            power = f"(contains(\"{name}\", 'E') OR contains(\"{name}\", 'e')) AND {_power(name)}"
            # Only of identity numbers the check digit tells whether the noughts are their own.
            counts = f'count(DISTINCT "{name}"), count(DISTINCT "{name}") FILTER ({_spoiled(name)})'
            ((counted, noughts, powers),) = self._all(
                f"SELECT {counts if name in IDENTITIES else '0, 0'}, count(*) FILTER ({power}) FROM norm"
            )
            told[name] = Long(counted, noughts, powers, self._in_a_row(name) if noughts and rows < ENOUGH else 0)
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
        origin = f"{first_row} + _n AS _row, {_text(source.file)} AS _file, {_text(source.sheet)} AS _sheet, _line"
        return self._parquet(f"SELECT {origin}, {names} {kept}")

    def _left(self, source: Source, way: Normalising, width: int) -> bytes:
        """What was refused, as the sender wrote it: encrypted like the rest, for whoever asks which rows these were."""
        texts = ", ".join(f"c{n}" for n in range(width))
        return self._parquet(
            f"SELECT {_text(source.file)} AS _file, {_text(source.sheet)} AS _sheet, n._line, n._faults,"
            f" [{texts}] AS fields FROM raw AS r JOIN norm AS n ON n._n = r._n"
            f" WHERE n._faults & {way.refusing} <> 0 ORDER BY n._n"
        )

    def _sum(self, kept: str) -> tuple[list[int], list[tuple[int, int, int]]]:
        totals = [f'coalesce(sum("{name}"), 0)' for name in self._sums]
        sums = [int(fen) for fen in self._all(f"SELECT {', '.join(totals)} {kept}")[0]] if totals else []
        month = period(self._table, self._wanted)
        if month is None:
            return sums, []
        amount = totals[0] if totals else "0"
        told = self._all(f"SELECT {month[1]}, count(*), {amount} {kept} GROUP BY 1 ORDER BY 1")
        return sums, [(ym, count, int(fen)) for ym, count, fen in told if ym is not None]

    def _parquet(self, query: str) -> bytes:
        self._con.execute(f"COPY ({query}) TO 'jxpart://made/part' ({_PARQUET})")
        return self._files.made("part")

    def _all(self, query: str) -> list[tuple[Any, ...]]:
        return self._con.execute(query).fetchall()


def _faults(way: Normalising, masks: list[_Mask]) -> list[tuple[list[Check], int, list[int]]]:
    """What is wrong, by its words."""
    return [
        ([check for bit, check in enumerate(way.checks) if mask >> bit & 1], count, lines)
        for mask, count, lines in masks
    ]


def period(table: DataTable, columns: Sequence[str]) -> tuple[str, str] | None:
    """The column that says when a row of the table was, and the expression of its month; None where there is none."""
    for column in table.columns:
        if column.name in columns and column.type == "month":
            return column.name, f'"{column.name}"'
    for column in table.columns:
        if column.name in columns and column.type in ("date", "moment") and column.required and column.name != "born":
            return column.name, f'year("{column.name}") * 100 + month("{column.name}")'
    return None


def _power(name: str) -> str:
    """Whether a number is written as a power of ten."""
    return f"regexp_matches(\"{name}\", '^\\d(\\.\\d+)?[eE]\\+?\\d+$')"


def _spoiled(name: str) -> str:
    """Whether an identity number looks as a workbook leaves it."""
    quoted = f'"{name}"'
    return f"(length({quoted}) = {_LONG} AND right({quoted}, 3) = '000' AND NOT {identity_sound(quoted)})"


def _text(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"
