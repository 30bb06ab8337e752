"""Reading a sender's files into one canonical table: chunk by chunk, typed, counted, kept as encrypted Parquet.

The text of a chunk, the rows of it in DuckDB and its Parquet are all that is in memory at a time, and nothing of it is
ever plain on disk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from jxinspect.analysis.ahead import ahead
from jxinspect.analysis.clean import Dirt, dirt_of
from jxinspect.analysis.columns import IDENTITIES, identity_sound
from jxinspect.analysis.duck import Parts, duck
from jxinspect.analysis.incoming import Chunk, Columns, Source
from jxinspect.analysis.normalise import Normalising, normalising
from jxinspect.law.data_tables import DataTable
from jxinspect.law.dataset import PartKind

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: So many line numbers are told of each fault.
TOLD = 20
#: A workbook that kept identity numbers as numbers lost what followed the fifteenth digit, so they end in three noughts
#: and fail their check digit: of so many numbers on, one in a hundred is too many; of fewer, three in a row.
ENOUGH, TOO_MANY, IN_A_ROW = 300, 0.01, 3
_LONG = 18
#: Numbers of persons and accounts that are long enough to be lost.
LONG_NUMBERS = (*IDENTITIES, "account_no", "other_account")
_BUFFER = 4 << 20


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

    def __init__(
        self, table: DataTable, wanted: Sequence[str], put: Callable[[bytes], str], *, case: Path, first_row: int = 1
    ) -> None:
        self.table = table
        self.columns = [column.name for column in table.columns if column.name in wanted]
        self.parts: list[Part] = []
        self.months: dict[tuple[str, int], list[int]] = {}
        self.sums = {column.name: 0 for column in table.columns if column.type == "amount" and column.name in wanted}
        self._put = put
        self._next = first_row
        self._faults: dict[tuple[str, str, str, str], Fault] = {}
        self._long: dict[str, list[int]] = {}
        self._files = Parts()
        self._con: DuckDBPyConnection = duck(case)
        self._con.register_filesystem(self._files)
        self._files.digest.update(f"{table.key}\n{','.join(self.columns)}\n".encode())

    @property
    def digest(self) -> str:
        """SHA-256 over the canonical rows so far, in their order."""
        return str(self._files.digest.hexdigest())

    @property
    def faults(self) -> list[Fault]:
        """What is wrong, as it was met."""
        return list(self._faults.values())

    def close(self) -> None:
        """Let the memory go."""
        self._con.close()

    def take(self, source: Source, columns: Columns, advance: Callable[[int], object] | None = None) -> Totals:
        """Read a source to its end. `advance` is told of the rows of each chunk."""
        totals = Totals()
        for chunk, dirt in ahead(_seen(source.chunks())):
            rows = self._chunk(source, columns, chunk, dirt, totals)
            if advance is not None:
                advance(rows)
        totals.left_out = list(source.skipped)
        assert totals.read == totals.kept + totals.refused
        return totals

    def damaged(self, source: Source, columns: Columns) -> list[str]:
        """Columns of the source whose long numbers a workbook has spoiled; asked after `take`."""
        spoiled = []
        for name in LONG_NUMBERS:
            if name not in columns.places:
                continue
            title = columns.header[columns.places[name]]
            counted, noughts, powers, row = self._long.get(name, [0, 0, 0, 0])
            many = noughts >= TOO_MANY * counted if counted >= ENOUGH else row >= IN_A_ROW
            if source.numbers(title) or powers or many:
                spoiled.append(name)
        self._long.clear()
        return spoiled

    def _chunk(self, source: Source, columns: Columns, text: bytes, dirt: Dirt, totals: Totals) -> int:
        way = normalising(self.table, columns.places, dirt, scales=columns.scales, wanted=self.columns)
        con = self._con
        types = {"_line": "BIGINT"} | {f"c{n}": "VARCHAR" for n in range(len(columns.header))}
        raw = con.read_csv(
            BytesIO(text), header=False, sep=",", quotechar='"', escapechar='"', auto_detect=False, columns=types,
            buffer_size=_BUFFER, na_values="",
        )  # fmt: skip
        raw.create_view("raw", replace=True)
        con.execute(f"CREATE OR REPLACE TEMP TABLE norm AS {way.sql}")
        rows = _one(con, "SELECT count(*) FROM norm")
        refused = self._count_faults(source, way)
        kept = rows - refused
        self._count_numbers(columns, rows)
        self._keep(source, way, kept)
        if refused:
            self._keep_refused(source, way, len(columns.header), refused)
        self._next += rows
        totals.read += rows
        totals.kept += kept
        totals.refused += refused
        return rows

    def _count_faults(self, source: Source, way: Normalising) -> int:
        """Note what is wrong in this chunk; how many rows are refused."""
        refused = 0
        found = self._con.execute(
            f"SELECT _faults, count(*), min(_line, {TOLD}) FROM norm WHERE _faults <> 0 GROUP BY 1 ORDER BY 1"
        ).fetchall()
        for mask, count, lines in found:
            refused += count if mask & way.refusing else 0
            for bit, check in enumerate(way.checks):
                if mask >> bit & 1:
                    key = (source.file, source.sheet, check.column, check.kind)
                    fault = self._faults.setdefault(key, Fault(*key))
                    fault.count += count
                    fault.lines = sorted({*fault.lines, *lines})[:TOLD]
        return refused

    def _count_numbers(self, columns: Columns, rows: int) -> None:
        """Long numbers, those of them that end in three noughts, and those that are written as powers of ten."""
        names = [name for name in LONG_NUMBERS if name in columns.places]
        for name in names:
            spoiled = _spoiled(name) if name in IDENTITIES else "FALSE"
            counted, noughts, powers = self._con.execute(
                f'SELECT count(DISTINCT "{name}"), count(DISTINCT "{name}") FILTER ({spoiled}),'
                f" count(*) FILTER (regexp_matches(\"{name}\", '^\\d(\\.\\d+)?[eE]\\+?\\d+$')) FROM norm"
            ).fetchall()[0]
            row = self._in_a_row(name) if noughts and rows < ENOUGH else 0
            before = self._long.setdefault(name, [0, 0, 0, 0])
            self._long[name] = [before[0] + counted, before[1] + noughts, before[2] + powers, max(before[3], row)]

    def _in_a_row(self, name: str) -> int:
        query = f'SELECT {_spoiled(name)} FROM norm WHERE "{name}" IS NOT NULL ORDER BY _line'
        found = self._con.execute(query).fetchall()
        most = run = 0
        for (nought,) in found:
            run = run + 1 if nought else 0
            most = max(most, run)
        return most

    def _keep(self, source: Source, way: Normalising, kept: int) -> None:
        """The rows as Parquet into the objects, and their canonical text into the digest."""
        if not kept:
            return
        names = ", ".join(f'"{name}"' for name in way.columns)
        rows = f"FROM norm WHERE _faults & {way.refusing} = 0" if way.refusing else "FROM norm"
        origin = f"{self._next} + rowid AS _row, {_text(source.file)} AS _file, {_text(source.sheet)} AS _sheet, _line"
        self._store(PartKind.ROWS, f"SELECT {origin}, {names} {rows}", kept)
        self._con.execute(f"COPY (SELECT {names} {rows}) TO 'jxpart://digest' (FORMAT csv, HEADER false)")
        self._sum(rows)

    def _sum(self, rows: str) -> None:
        if self.sums:
            totals = ", ".join(f'coalesce(sum("{name}"), 0)' for name in self.sums)
            found = self._con.execute(f"SELECT {totals} {rows}").fetchall()[0]
            self.sums = {name: self.sums[name] + int(more) for name, more in zip(self.sums, found, strict=True)}
        month = period(self.table, self.columns)
        if month is not None:
            name, expression = month
            amount = f'coalesce(sum("{next(iter(self.sums))}"), 0)' if self.sums else "0"
            told = self._con.execute(f"SELECT {expression}, count(*), {amount} {rows} GROUP BY 1 ORDER BY 1").fetchall()
            for ym, count, more in told:
                if ym is not None:
                    before = self.months.setdefault((name, ym), [0, 0])
                    self.months[name, ym] = [before[0] + count, before[1] + int(more)]

    def _keep_refused(self, source: Source, way: Normalising, width: int, refused: int) -> None:
        """What was refused, as the sender wrote it: encrypted like the rest, for whoever asks which rows these were."""
        texts = ", ".join(f"c{n}" for n in range(width))
        query = (
            f"SELECT {_text(source.file)} AS _file, {_text(source.sheet)} AS _sheet, n._line, n._faults,"
            f" [{texts}] AS fields FROM raw r JOIN norm n ON n._line = r._line WHERE n._faults & {way.refusing} <> 0"
            " ORDER BY n._line"
        )
        self._store(PartKind.REFUSED, query, refused)

    def _store(self, kind: PartKind, query: str, rows: int) -> None:
        self._con.execute(f"COPY ({query}) TO 'jxpart://made/part' (FORMAT parquet, COMPRESSION zstd)")
        data = self._files.made("part")
        self.parts.append(Part(kind, rows, len(data), self._put(data)))


def period(table: DataTable, columns: Sequence[str]) -> tuple[str, str] | None:
    """The column that says when a row of the table was, and the expression of its month; None where there is none."""
    for column in table.columns:
        if column.name in columns and column.type == "month":
            return column.name, f'"{column.name}"'
    for column in table.columns:
        if column.name in columns and column.type in ("date", "moment") and column.required and column.name != "born":
            return column.name, f'year("{column.name}") * 100 + month("{column.name}")'
    return None


def months_between(found: Sequence[int]) -> list[int]:
    """Months (yyyymm) that are missing between the first and the last of those found."""
    counted = sorted(ym // 100 * 12 + ym % 100 - 1 for ym in found)
    return [m // 12 * 100 + m % 12 + 1 for one, next_ in pairwise(counted) for m in range(one + 1, next_)]


def _seen(chunks: Iterable[Chunk]) -> Iterator[tuple[bytes, Dirt]]:
    for chunk in chunks:
        yield chunk.text, dirt_of(chunk.text)


def _spoiled(name: str) -> str:
    """Whether an identity number looks as a workbook leaves it."""
    quoted = f'"{name}"'
    return f"(length({quoted}) = {_LONG} AND right({quoted}, 3) = '000' AND NOT {identity_sound(quoted)})"


def _one(con: DuckDBPyConnection, query: str) -> int:
    return int(con.execute(query).fetchall()[0][0])


def _text(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"
