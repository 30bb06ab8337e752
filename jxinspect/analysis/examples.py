"""The examples of a rule: small tables in text, what must hit and what must not; and laying such tables into an engine.

    [[example]]
    title = "死亡次月起计入"
    person = '''
    person_no | id_no              | name
    1         | 36010019500101001X | 测一鸣
    '''
    hits = '''
    class | subject | ym | amount
    '''

Amounts are in yuan, an empty cell is NULL, `hits` names the columns that are compared. `extract_on`, `region` and
`[example.parameters]` may say what the example is run with.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlglot import exp

from jxinspect.analysis.columns import ORIGIN, derived, derived_names
from jxinspect.analysis.engine import Engine, on_duckdb
from jxinspect.analysis.relations import SQL_TYPES, fields, is_there, missing, read
from jxinspect.analysis.rule import RESULT, Rule
from jxinspect.analysis.run import Hit, ordered
from jxinspect.analysis.translate import Setting, setting, tree, written
from jxinspect.errors import Incomplete
from jxinspect.law.data_tables import known_tables
from jxinspect.law.parameters import Parameter, Value, parameters

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: What examples are run with where they say nothing else.
EXTRACT_ON = date(2026, 1, 1)
REGION = "360100"
#: Stands for the number of the example in SQL that is made once for all of them.
_NUMBER = "90210203"
#: How a rule asks whether something optional came. To all others NULL, or no row, is the same as nothing.
_ASKED = "$has_"
_OWN = ("title", "hits", "extract_on", "region", "parameters")
_TYPES = {"ym": "month", "amount": "amount", "left_row": "integer", "right_row": "integer"}
Table = list[dict[str, Any]]


class Example(NamedTuple):
    """One example: tables by key with typed cells, the hits that must come and no others."""

    title: str
    tables: Mapping[str, Table]
    hits: Table
    compared: tuple[str, ...]
    extract_on: date
    region: str
    parameters: Mapping[str, Any]

    @property
    def available(self) -> dict[str, frozenset[str]]:
        """What counts as delivered: every required column, and the optional ones that the example writes."""
        return {key: _present(key, self.columns(key)) for key in self.tables}

    def columns(self, key: str) -> tuple[str, ...]:
        """The columns that the example writes of a table."""
        return tuple(dict.fromkeys(name for row in self.tables[key] for name in row))


class Outcome(NamedTuple):
    """How an example went: hits that were missing, and those that should not have come."""

    example: Example
    missing: tuple[str, ...]
    surplus: tuple[str, ...]
    classes: frozenset[str]

    @property
    def passed(self) -> bool:
        """Whether exactly the expected hits came."""
        return not (self.missing or self.surplus)


def examples(rule: Rule) -> list[Example]:
    """The examples of a rule; Incomplete tells what in the file cannot be read."""
    try:
        data = tomllib.loads(rule.examples)
    except tomllib.TOMLDecodeError as error:
        raise _unreadable(rule, str(error)) from None
    return [_example(rule, entry) for entry in data.get("example", ())]


def _example(rule: Rule, entry: Mapping[str, Any]) -> Example:
    title = str(entry.get("title", "（无标题）"))
    try:
        tables = {key: _table(key, text) for key, text in entry.items() if key not in _OWN}
        compared, hits = _read(entry["hits"], lambda name: _TYPES.get(name, "text"))
    except KeyError as error:
        raise _unreadable(rule, f"例子“{title}”缺少或者不认识 {error.args[0]}") from None
    except (ValueError, InvalidOperation) as error:
        raise _unreadable(rule, f"例子“{title}”：{error}") from None
    odd = set(compared) - set(RESULT)
    if odd:
        raise _unreadable(rule, f"例子“{title}”的 hits 有不认识的列 {'、'.join(sorted(odd))}")
    return Example(
        title,
        tables,
        hits,
        compared,
        entry.get("extract_on", EXTRACT_ON),
        str(entry.get("region", REGION)),
        entry.get("parameters", {}),
    )


def _unreadable(rule: Rule, fault: str) -> Incomplete:
    return Incomplete(
        f"规则 {rule.id} 的例子不能用：{fault}", why="例子是小表格，列名用标准字段名", todo="改正例子文件"
    )


def _table(key: str, text: str) -> Table:
    types = {column.name: column.type for column in known_tables()[key].columns}
    return _read(text, lambda name: types[name])[1]


def _read(text: str, type_of: Any) -> tuple[tuple[str, ...], Table]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines:
        return (), []
    head = [cell.strip() for cell in lines[0].split("|")]
    types = [type_of(name) for name in head]
    return tuple(head), [dict(zip(head, _cells(line, types), strict=True)) for line in lines[1:]]


def _cells(line: str, types: Sequence[str]) -> list[Any]:
    cells = [cell.strip() for cell in line.split("|")]
    if len(cells) != len(types):
        raise ValueError(f"“{line}”有 {len(cells)} 格，应有 {len(types)} 格")
    return [_cell(cell, kind) for cell, kind in zip(cells, types, strict=True)]


def _cell(text: str, kind: str) -> Any:
    if not text:
        return None
    return _READERS.get(kind, str)(text)


def _fen(text: str) -> int:
    return int((Decimal(text) * 100).to_integral_exact())


_READERS: Mapping[str, Callable[[str], Any]] = {
    "amount": _fen,
    "month": int,
    "integer": int,
    "date": date.fromisoformat,
    "moment": datetime.fromisoformat,
}


def _present(key: str, written: Collection[str]) -> frozenset[str]:
    return frozenset(one.name for one in known_tables()[key].columns if one.required or one.name in written)


#: Queries without an engine: making them takes longer than running them.
_TREES: dict[tuple[Any, ...], exp.Select] = {}


class Board:
    """An engine on which the tables of examples are laid side by side, told apart by their number.

    `execute` runs a statement with parameters written `?`. Tables are temporary and made when first needed. Derived
    columns are computed once for all examples, since planning their long expressions takes longer than the rules.
    """

    def __init__(self, engine: Engine, execute: Callable[[str, Sequence[Any] | None], Any]) -> None:
        self._engine = engine
        self._execute = execute
        self._made: set[str] = set()
        self._sql: dict[tuple[Any, ...], str] = {}

    def lay(
        self, examples_: Sequence[Mapping[str, Table]], rule: Rule | None = None, *, backwards: bool = False
    ) -> None:
        """The rows of these examples instead of what lay there. `backwards`: the last row first, with its number.

        For a rule only the derived columns that it reads are computed."""
        written_ = (key for tables in examples_ for key in tables)
        for key in dict.fromkeys((*written_, *(rule.tables if rule else ()))):
            names, cells = _all_cells(examples_, key)
            self._write(key, names, cells[::-1] if backwards else cells)
            self._derive(key, rule)

    def hits(self, rule: Rule, available: Mapping[str, frozenset[str]], given: Setting, number: int) -> tuple[Hit, ...]:
        """What the rule finds in one example."""
        here = available if _ASKED in rule.sql else {table: frozenset(fields(table)) for table in rule.tables}
        key = (
            rule.text,
            tuple((table, here[table]) for table in sorted(here)),
            given.extract_on,
            given.region,
            repr(given.values),
        )
        if key not in self._sql:
            if key not in _TREES:
                _TREES[key] = tree(rule, given, here, _of_one_example)
            self._sql[key] = written(_TREES[key], self._engine.dialect)
        return ordered(rule, self._engine.query(self._sql[key].replace(_NUMBER, str(number))))

    def _write(self, key: str, names: Sequence[str], cells: Sequence[Sequence[Any]]) -> None:
        columns = known_tables()[key].columns
        if key not in self._made:
            self._made.add(key)
            typed = [f'"{one.name}" {self._type(SQL_TYPES[one.type])}' for one in columns]
            origin = ["_example INTEGER", "_row BIGINT", "_file VARCHAR", "_sheet VARCHAR", "_line BIGINT"]
            self._execute(f"CREATE TEMPORARY TABLE given_{key} ({', '.join([*typed, *origin])})", None)
        self._execute(f"DELETE FROM given_{key}", None)
        if cells:
            quoted = ", ".join(f'"{name}"' for name in [*names, "_example", *ORIGIN])
            places = ", ".join([f"({', '.join('?' * len(cells[0]))})"] * len(cells))
            statement = f"INSERT INTO given_{key} ({quoted}) VALUES {places}"
            self._execute(statement, [cell for row in cells for cell in row])

    def _type(self, kind: str) -> str:
        # Texts are compared by their bytes everywhere else; PostgreSQL has to be told.
        return f'{kind} COLLATE "C"' if self._engine.dialect == "postgres" and kind == "VARCHAR" else kind

    def _derive(self, key: str, rule: Rule | None) -> None:
        known = fields(key)
        wanted = known if rule is None else read(rule, key)
        names = [column.name for column in known_tables()[key].columns]
        expressions = dict(zip(derived_names(key, names), derived(key, names), strict=True))
        computed = ", ".join(["t.*", *(expressions[name] for name in expressions if name in wanted)])
        self._execute(f"DROP TABLE IF EXISTS laid_{key}", None)
        self._execute(f"CREATE TEMPORARY TABLE laid_{key} AS SELECT {computed} FROM given_{key} AS t", None)


def _of_one_example(table: str) -> exp.Expr:
    return exp.select("*").from_(f"laid_{table}").where(f"_example = {_NUMBER}").subquery("one")


def _all_cells(examples_: Sequence[Mapping[str, Table]], key: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    """The columns that any example writes of a table, and its rows in all of them with their number and origin."""
    laid = [(number, tables[key]) for number, tables in enumerate(examples_) if key in tables]
    names = list(dict.fromkeys(name for _, rows in laid for row in rows for name in row))
    return names, [
        (*(row.get(name) for name in names), number, place, "例", "", place + 1)
        for number, rows in laid
        for place, row in enumerate(rows, 1)
    ]


def board(connection: DuckDBPyConnection | None = None) -> Board:
    """A board on DuckDB, in memory unless a connection is given."""
    if connection is None:
        import duckdb

        connection = duckdb.connect(":memory:", config={"threads": 1})
    return Board(on_duckdb(connection), connection.execute)


def from_rows(connection: DuckDBPyConnection, table: str, rows: Iterable[Mapping[str, str]]) -> frozenset[str]:
    """The view of a canonical table made of these rows of text (amounts in yuan); answers which columns it has.

    What is required and not given is NULL; the derived columns and the origin of rows are those of loaded data.
    """
    types = {column.name: column.type for column in known_tables()[table].columns}
    typed = [{name: _cell(text, types[name]) for name, text in row.items()} for row in rows]
    present = _present(table, {name for row in typed for name in row})
    board(connection).lay([{table: typed}])
    readable = [one.name for one in fields(table).values() if is_there(one, present)]
    quoted = ", ".join(f'"{name}"' for name in readable)
    connection.execute(f"CREATE OR REPLACE TEMPORARY VIEW {table} AS SELECT {quoted} FROM laid_{table}")
    return present


def tried(on: Board, rule: Rule, own: Mapping[str, Any] | None = None, *, backwards: bool = False) -> Iterator[Outcome]:
    """How each example of the rule goes. `own`: the parameters of an office; `backwards`: with the rows in reverse."""
    known, all_ = parameters(own), examples(rule)
    on.lay([example.tables for example in all_], rule, backwards=backwards)
    for number, example in enumerate(all_):
        yield _try(on, rule, known, example, number)


def _try(on: Board, rule: Rule, known: Mapping[str, Parameter], example: Example, number: int) -> Outcome:
    absent = missing(rule, example.available)
    if absent:
        raise _unreadable(rule, f"例子“{example.title}”的表不够：{absent}")
    given = setting(rule, known, _values(rule, known, example), example.extract_on, example.region)
    found = on.hits(rule, example.available, given, number)
    expected = [_line(example.compared, row) for row in example.hits]
    came = [_line(example.compared, _as_row(hit)) for hit in found]
    classes = frozenset(hit.klass for hit in found)
    return Outcome(example, tuple(_without(expected, came)), tuple(_without(came, expected)), classes)


def _values(rule: Rule, known: Mapping[str, Parameter], example: Example) -> dict[str, Value]:
    values = {key: one.at(example.extract_on, example.region) for key, one in known.items()}
    for name, value in example.parameters.items():
        if name not in rule.parameters:
            raise _unreadable(rule, f"例子“{example.title}”设置了规则没有声明的参数 {name}")
        values[rule.parameters[name]] = tuple(map(_frozen, value)) if isinstance(value, list) else value
    return values


def _frozen(one: Any) -> Any:
    return tuple(one) if isinstance(one, list) else one


def _as_row(hit: Hit) -> dict[str, Any]:
    return dict(zip(RESULT, hit, strict=True))


def _line(names: Sequence[str], row: Mapping[str, Any]) -> str:
    if not names:
        names = RESULT
    return " | ".join(_shown(name, row[name]) for name in names)


def _shown(name: str, value: Any) -> str:
    if value is None:
        return ""
    return f"{Decimal(value) / 100:.2f}" if name == "amount" else str(value)


def _without(lines: Sequence[str], others: Sequence[str]) -> Iterator[str]:
    left = list(others)
    for line in lines:
        if line in left:
            left.remove(line)
        else:
            yield line
