"""An engine on which small tables lie: those of the examples of a rule, or rows of text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlglot import exp

from jxinspect.analysis.columns import ORIGIN, derived, derived_names
from jxinspect.analysis.engine import Engine, on_duckdb
from jxinspect.analysis.example import Table, cell, present
from jxinspect.analysis.relations import SQL_TYPES, fields, is_there, read
from jxinspect.analysis.rule import Rule
from jxinspect.analysis.run import Hit, ordered
from jxinspect.analysis.translate import Setting, tree, written
from jxinspect.law.data_tables import known_tables

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: Stands for the number of the example in SQL that is made once for all of them.
_NUMBER = "90210203"
#: How a rule asks whether something optional came. To all others NULL, or no row, is the same as nothing.
_ASKED = "$has_"
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
    typed = [{name: cell(text, types[name]) for name, text in row.items()} for row in rows]
    there = present(table, {name for row in typed for name in row})
    board(connection).lay([{table: typed}])
    readable = [one.name for one in fields(table).values() if is_there(one, there)]
    quoted = ", ".join(f'"{name}"' for name in readable)
    connection.execute(f"CREATE OR REPLACE TEMPORARY VIEW {table} AS SELECT {quoted} FROM laid_{table}")
    return there
