"""One chunk of a sender's table → typed canonical rows, kept or refused, and what is wrong with them (办法 23(二)).

`normalising` writes the SQL: the text of each column is cleaned (`clean`), read by its type (`typed`) and judged. A row
is refused only when what the table is about cannot be read: an amount, a month, a number of it, or a day that must be
there and is unreadable. Everything else that is wrong is counted, and the row stays.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from jxinspect.analysis import typed
from jxinspect.analysis.clean import Dirt, cleaned, number_text, person_name
from jxinspect.analysis.columns import IDENTITIES, NAMES, identity_sound
from jxinspect.law.data_tables import ColumnType, DataColumn, DataTable

if TYPE_CHECKING:
    from jxinspect.analysis.sources.texts import Texts

#: DuckDB's type of each type of column.
SQL_TYPES: Mapping[ColumnType, str] = {
    "text": "VARCHAR",
    "id": "VARCHAR",
    "code": "VARCHAR",
    "date": "DATE",
    "month": "INTEGER",
    "moment": "TIMESTAMP",
    "amount": "BIGINT",
    "integer": "INTEGER",
}
#: Numbers that their standard writes with capitals (GB 11643, GB 32100).
_CAPITALS = {*IDENTITIES, "credit_code", "withholder_code"}
#: Names of parties may hold blanks and full stops; only names of persons lose them.
_PERSONS = set(NAMES) - {"other_name"}
#: A row without one of these says nothing about money or time.
_ESSENTIAL = ("month", "amount", "integer")
_PLAIN = ("date", "month", "moment", "amount")
_READ = ("date", "month", "moment", "amount", "integer")
#: A mask of faults has so many bits.
MOST = 62


class Check(NamedTuple):
    """What may be wrong with a column: `kind` of law/data/data_faults.toml; it `refuses` the row, or only counts."""

    column: str
    kind: str
    refuses: bool
    condition: str


class Normalising(NamedTuple):
    """The SQL of one chunk: from a relation `raw` with `_n`, `_line` and c0, c1 … to typed columns and `_faults`.

    `checks` and `columns` are those of the whole rows.
    """

    sql: str
    checks: tuple[Check, ...]
    columns: tuple[str, ...]

    def bits(self, column: str) -> int:
        """The bits of `_faults` that say something of a column."""
        return sum(1 << bit for bit, check in enumerate(self.checks) if check.column == column)

    @property
    def refusing(self) -> int:
        """The bits of `_faults` that refuse a row."""
        return sum(1 << bit for bit, check in enumerate(self.checks) if check.refuses)

    @property
    def open(self) -> int:
        """The bits of `_faults` that say nothing before all forms were tried."""
        return sum(1 << bit for bit, check in enumerate(self.checks) if check.kind in ("unreadable", "code"))


def normalising(
    table: DataTable,
    places: Mapping[str, int],
    dirt: Dirt,
    *,
    scales: Mapping[str, int] | None = None,
    wanted: Collection[str] | None = None,
    various: bool = True,
    among: Collection[str] | None = None,
    pointed: Collection[str] = (),
    raw: str = "raw",
) -> Normalising:
    """How a chunk becomes rows of `table`. `places`: canonical column → which field of the sender's row, from 0.

    `scales`: 10000 for amounts in 万元. `wanted`: the columns of the rows, where other files of the same loading have
    more than this one; what it lacks is NULL. `various`: whether other forms than the prescribed ones are read, and
    synonyms of codes; else they are unreadable, and unknown. `among`: the columns that the SQL is about, where others
    come another way; `pointed`: amounts of which each text is known to be digits with one point and no more than two
    behind it; `raw`: the relation they are read from. The columns come in the order of the table, whatever the sender's
    order.
    """
    scale = scales or {}
    columns = [column for column in table.columns if column.name in (wanted or places)]
    there = [column for column in columns if column.name in places]
    checks = [check for column in there for check in _checks(column, scale.get(column.name, 1))]
    assert len(checks) <= MOST
    told = columns if among is None else [column for column in columns if column.name in among]
    there = [column for column in told if column.name in places]
    judged = [
        (1 << bit, check)
        for bit, check in enumerate(checks)
        if (among is None or check.column in among) and not (check.kind == "rounded" and check.column in pointed)
    ]
    texts = "".join(f", {_cleaned(c, places[c.name], dirt)} AS t_{c.name}" for c in there)
    plain = "".join(
        f", {typed.plain(c.type, f't_{c.name}', pointed=c.name in pointed)} AS p_{c.name}"
        for c in there
        if c.type in _PLAIN
    )
    values = "".join(f", {_value(c, scale.get(c.name, 1), various=various)} AS v_{c.name}" for c in there)
    bounded = "".join(f', {typed.within(c.type, f"v_{c.name}")} AS "{c.name}"' for c in there)
    kept = "".join(f", t_{c.name}" for c in there)
    mask = " + ".join(f"CASE WHEN {check.condition} THEN {bit} ELSE 0 END" for bit, check in judged) or "0"
    # Most rows have no fault: whether one has is asked first.
    wrong = " OR ".join(f"({check.condition})" for _, check in judged) or "FALSE"
    names = "".join(f', "{c.name}"' if c in there else f', NULL::{SQL_TYPES[c.type]} AS "{c.name}"' for c in told)
    sql = (
        f"SELECT _n, _line{names}, CAST(CASE WHEN {wrong} THEN {mask} ELSE 0 END AS BIGINT) AS _faults FROM ("
        f"SELECT _n, _line{kept}{bounded} FROM (SELECT *{values} FROM (SELECT *{plain} FROM"
        f" (SELECT _n, _line{texts} FROM {raw}))))"
    )
    return Normalising(sql, tuple(checks), tuple(column.name for column in columns))


def untouched(column: DataColumn, texts: Texts, dirt: Dirt) -> bool:
    """Whether all texts of a column stay as they are and have no fault, so that no SQL need tell so."""
    if column.type not in ("text", "id") or column.name in _CAPITALS or dirt.odd or dirt.nothing:
        return False
    if column.type == "id":
        inside = dirt.blank
    else:
        inside = column.name in _PERSONS and (dirt.blank or dirt.dots or b"." in texts.data)
    lengths = texts.lengths
    return not inside and int(lengths.max()) <= column.length and (not column.required or int(lengths.min()) > 0)


def _cleaned(column: DataColumn, place: int, dirt: Dirt) -> str:
    text = cleaned(f"c{place}", dirt)
    if column.type == "id":
        return number_text(text, dirt, upper=column.name in _CAPITALS)
    return person_name(text, dirt) if column.name in _PERSONS else text


def _value(column: DataColumn, scale: int, *, various: bool) -> str:
    text, read = f"t_{column.name}", f"p_{column.name}"
    if not various and (column.type in ("date", "month", "moment", "code")):
        return text if column.type == "code" else read
    if not various and column.type == "amount" and scale == 1:
        return typed.fen(read)
    readers: Mapping[ColumnType, Callable[[], str]] = {
        "date": lambda: typed.day(text, read),
        "month": lambda: typed.month(text, read),
        "moment": lambda: typed.moment(text, read),
        "amount": lambda: typed.amount(text, scale, read),
        "integer": lambda: typed.integer(text, months=column.name.endswith("_months"), level=column.name == "grade"),
        "code": lambda: typed.code(text, column.name, column.codes),
    }
    return readers.get(column.type, lambda: text)()


def _checks(column: DataColumn, scale: int) -> Iterator[Check]:
    """Everything that can be wrong with a column of this type."""
    name, text, value = column.name, f"t_{column.name}", f'"{column.name}"'
    if column.required:
        yield Check(name, "empty", column.type in _ESSENTIAL, f"{text} IS NULL")
    if column.type in _READ:
        yield Check(name, "unreadable", column.required, f"{text} IS NOT NULL AND {value} IS NULL")
    yield from _finer(column, text, value, scale)


def _finer(column: DataColumn, text: str, value: str, scale: int) -> Iterator[Check]:
    name = column.name
    if column.type == "date":
        yield Check(name, "only_month", False, f"{value} IS NOT NULL AND {typed.only_month(text)}")
    elif column.type == "amount":
        yield Check(name, "rounded", False, f"{value} IS NOT NULL AND {typed.finer_than_fen(text, scale)}")
    elif column.type == "code":
        known = ", ".join(f"'{word}'" for word in column.codes)
        yield Check(name, "code", False, f"{value} NOT IN ({known})")
    elif name in IDENTITIES:
        yield Check(name, "identity", False, f"{value} IS NOT NULL AND NOT {identity_sound(value)}")
    elif column.type in ("text", "id"):
        yield Check(name, "long", False, f"strlen({value}) > {column.length} AND length({value}) > {column.length}")
