"""Where rules run: DuckDB on the laptop; elsewhere whatever an office keeps its data in (`--engine`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlglot import exp

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Row = tuple[Any, ...]


class Engine(NamedTuple):
    """An engine: its dialect of SQL, what runs a query, and where it has a canonical table."""

    dialect: str
    query: Callable[[str], Sequence[Row]]
    within: Callable[[str], exp.Expr] = exp.to_table


def on_duckdb(connection: DuckDBPyConnection) -> Engine:
    """DuckDB with one view per canonical table."""
    return Engine("duckdb", lambda sql: connection.execute(sql).fetchall())
