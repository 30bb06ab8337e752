"""The rows of a chunk in DuckDB: cleaned, typed, judged (办法 23(二)).

Each row is judged for itself; a column in which few texts differ (`sources.texts`) is judged by these texts alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from jxinspect.analysis.arrow import Batches, Feed, batches, holds, numbers, texts
from jxinspect.analysis.clean import Dirt
from jxinspect.analysis.incoming import Chunk, Columns, Source
from jxinspect.analysis.normalise import Normalising, normalising, untouched
from jxinspect.analysis.repeats import Judged, expression, judged, laid, together, words_of
from jxinspect.law.data_tables import DataColumn, DataTable

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection, DuckDBPyRelation

    from jxinspect.analysis.sources.texts import Texts
    from jxinspect.analysis.sources.words import Which

#: So many line numbers are told of each fault.
TOLD = 20
_BUFFER = 4 << 20
#: Decimals of an amount in yuan that is not finer than fen.
_FEN = 2


class Mask(NamedTuple):
    """A set of faults, in how many rows it is, the first of their lines."""

    faults: int
    rows: int
    lines: list[int]


class Rows(NamedTuple):
    """Rows that were judged: the view `norm`, and the same here. `raw`: the view of the same rows as they came."""

    raw: str
    way: Normalising
    masks: list[Mask]
    #: Their values. Of a column with few words, which one each row has.
    typed: Batches
    #: Such columns: their words, and which one each row has.
    words: dict[str, tuple[list[str | None], Which]]

    def holds(self, column: str, sign: bytes) -> bool:
        """Whether a sign of ASCII stands in one of the texts of a column."""
        if column in self.words:
            return any(sign in (word or "").encode() for word in self.words[column][0])
        return any(holds(part, sign) for part in self.typed.column(column))


class _Sent(NamedTuple):
    """Rows as they came: the view of them, the columns that are words, those that stay as they are, and those of which
    every text is digits with one point (`Texts.pointed`)."""

    raw: str
    words: dict[str, Texts]
    plain: dict[str, Texts]
    pointed: frozenset[str]


class Judging:
    """Shows the rows of one chunk after the other as `norm`, and as they came as `by_column` or `by_row`.

    The connection has one thread: with more DuckDB would read a chunk in no certain order.
    """

    def __init__(self, con: DuckDBPyConnection, table: DataTable, wanted: Sequence[str]) -> None:
        self._con = con
        self._table = table
        self._wanted = wanted
        self._feeds = {name: Feed() for name in ("by_column", "words", "typed")}
        #: What the views show at present.
        self._shown: dict[str, object] = {}
        self._queries: dict[str, DuckDBPyRelation] = {}
        #: Sources in which other forms than the prescribed ones were met.
        self._various: set[tuple[str, str]] = set()
        #: What came of the words of the chunk before: the next one mostly has the same.
        self._before: tuple[object, dict[str, Judged]] = (None, {})

    def rows(self, source: Source, columns: Columns, chunk: Chunk, dirt: Dirt) -> Rows:
        """The rows of a chunk, and each set of faults in them.

        In most files all values have the prescribed form, and DuckDB needs long to plan for all the others.
        """
        sent = self._raw(chunk, columns, dirt)
        of = source.file, source.sheet
        ways = partial(
            normalising, self._table, columns.places, dirt,
            scales=columns.scales, wanted=self._wanted, pointed=sent.pointed,
        )  # fmt: skip
        if of not in self._various:
            found = self._judged(sent, partial(ways, various=False), columns)
            if not any(mask.faults & found.way.open for mask in found.masks):
                return found
            self._various.add(of)
        return self._judged(sent, ways, columns)

    def _raw(self, chunk: Chunk, columns: Columns, dirt: Dirt) -> _Sent:
        """Show the texts of a chunk behind the numbers of their rows: c0, c1 …, or w0, w1 … where they are words."""
        if chunk.columns is None or chunk.lines is None:
            self._csv(chunk, len(columns.header))
            return _Sent("by_row", {}, {}, frozenset())
        rows = {"_n": numbers(np.arange(chunk.rows)), "_line": numbers(chunk.lines)}
        for place, column in enumerate(chunk.columns):
            if column.which is None:
                rows[f"c{place}"] = texts(column.data, column.places)
            else:
                rows[f"w{place}"] = numbers(column.which)
        self._show("by_column", batches([rows]))
        there = {column: chunk.columns[columns.places[column.name]] for column in self._columns(columns)}
        words = {column.name: one for column, one in there.items() if one.which is not None}
        rest = {column: one for column, one in there.items() if one.which is None}
        plain = {column.name: one for column, one in rest.items() if untouched(column, one, dirt)}
        amounts = {column.name: one for column, one in rest.items() if column.type == "amount"}
        return _Sent("by_column", words, plain, frozenset(name for name, one in amounts.items() if one.pointed(_FEN)))

    def _columns(self, columns: Columns) -> list[DataColumn]:
        return [column for column in self._table.columns if column.name in columns.places]

    def _csv(self, chunk: Chunk, width: int) -> None:
        read = self._con.read_csv(
            BytesIO(chunk.text), header=False, sep=",", auto_detect=False, buffer_size=_BUFFER, na_values="",
            columns={"_line": "BIGINT"} | {f"c{n}": "VARCHAR" for n in range(width)},
        )  # fmt: skip
        read.create_view("read", replace=True)
        self._con.execute("CREATE OR REPLACE TEMP VIEW by_row AS SELECT row_number() OVER () - 1 AS _n, * FROM read")

    def _judged(self, sent: _Sent, ways: Callable[..., Normalising], columns: Columns) -> Rows:
        words = sent.words
        way = ways(among=[name for name in self._wanted if name not in words and name not in sent.plain], raw=sent.raw)
        which = {name: column.which for name, column in words.items() if column.which is not None}
        found = self._words(ways(among=[*words], raw="words"), words, columns) if words else {}
        typed = together(self._asked(way.sql), found, which, sent.plain)
        self._show("typed", typed)
        for name, one in found.items():
            self._lay(name, one)
        named = ", ".join(f'{expression(name, found.get(name))} AS "{name}"' for name in way.columns)
        self._norm(f"SELECT _n, _line, {named}, _faults FROM typed")
        texts = {name: (one.words, which[name]) for name, one in found.items() if one.words}
        return Rows(sent.raw, way, _masks(typed), typed, texts)

    def _words(self, way: Normalising, repeats: dict[str, Texts], columns: Columns) -> dict[str, Judged]:
        key = way.sql, [(name, column.all()) for name, column in repeats.items()]
        if self._before[0] != key:
            self._show("words", words_of({columns.places[name]: column for name, column in repeats.items()}))
            self._before = key, judged(self._asked(way.sql), way, repeats)
        return self._before[1]

    def _asked(self, sql: str) -> Batches:
        if sql not in self._queries:
            self._queries[sql] = self._con.sql(sql)
        return Batches(self._queries[sql])

    def _show(self, name: str, rows: Batches) -> None:
        self._feeds[name].content = rows
        if self._shown.get(name) != rows.columns:
            self._con.from_arrow(self._feeds[name]).create_view(name, replace=True)
            self._shown[name] = rows.columns

    def _lay(self, name: str, found: Judged) -> None:
        """Lay down the words of a column, unless they are those of the chunk before."""
        if any(found.words) and self._shown.get(f"words of {name}") != found.words:
            self._con.execute(laid(name, found.words))
            self._shown[f"words of {name}"] = found.words
            # A view stands for columns of certain types.
            self._shown.pop("norm", None)

    def _norm(self, sql: str) -> None:
        if self._shown.get("norm") != sql:
            self._con.execute(f"CREATE OR REPLACE TEMP VIEW norm AS {sql}")
            self._shown["norm"] = sql


def _masks(rows: Batches) -> list[Mask]:
    """Each set of faults in the rows."""
    faults, lines = (rows.numbers(name)[0] for name in ("_faults", "_line"))
    wrong = np.flatnonzero(faults)
    faults, lines = faults[wrong], lines[wrong]
    return [
        Mask(int(mask), int((faults == mask).sum()), np.sort(lines[faults == mask])[:TOLD].tolist())
        for mask in np.unique(faults)
    ]
