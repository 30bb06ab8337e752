"""What the columns of loaded data look like, without showing anybody: filled, distinct, from when to when."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Any

from jxinspect.law.amounts import format_amount
from jxinspect.law.civil import day
from jxinspect.law.data_tables import DataColumn, DataTable, chosen_tables, known_tables
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import inspection

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: Types whose smallest and largest values tell nothing about one person.
_RANGED = ("date", "month", "moment", "amount", "integer")


def shape(case: CaseFile, number: str, tables: Sequence[str] = ()) -> list[dict[str, Any]]:
    """One line for each column of each loaded table. NotFound for an unknown table, or when nothing is loaded."""
    from jxinspect.analysis.datasets import available, connect, loaded

    one = inspection(case, number)
    wanted = [table.key for table in chosen_tables(tables, day(case.at))]
    there = available(loaded(case, one))
    with closing(connect(case, one)) as con:
        return [
            line
            for key, columns in there.items()
            if key in wanted or not wanted
            for line in _of_table(con, known_tables()[key], columns)
        ]


def _of_table(con: DuckDBPyConnection, table: DataTable, columns: frozenset[str]) -> list[dict[str, Any]]:
    present = [column for column in table.columns if column.name in columns]
    asked = [
        f'count("{c.name}"), approx_count_distinct("{c.name}"), '
        + (f'min("{c.name}"), max("{c.name}")' if c.type in _RANGED else "NULL, NULL")
        for c in present
    ]
    rows, *values = con.execute(f'SELECT count(*), {", ".join(asked)} FROM "{table.key}"').fetchall()[0]  # noqa: S608
    return [_line(table, column, rows, values[4 * n : 4 * n + 4]) for n, column in enumerate(present)]


def _line(table: DataTable, column: DataColumn, rows: int, found: Sequence[Any]) -> dict[str, Any]:
    filled, distinct, least, most = found
    if column.type == "amount" and least is not None:
        least, most = format_amount(least), format_amount(most)
    return {
        "table": table.title,
        "column": column.name,
        "title": column.title,
        "rows": rows,
        "filled": filled,
        "distinct": min(distinct, filled),
        "least": "" if least is None else str(least),
        "most": "" if most is None else str(most),
    }
