"""What several rules of a run read is computed once: tables in memory instead of views over encrypted parts.

A view is decrypted, read and given its derived columns by every rule that looks at it. Laid once, compressed, the same
columns take a few bytes for each row, and what does not fit is spilled, encrypted as all that DuckDB spills.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from jxinspect.analysis.relations import fields, is_there, missing, read

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from jxinspect.analysis.rule import Rule

#: The database in memory that holds what was laid, in the connection of the run.
_LAID = "laid_once"


def lay_once(
    connection: DuckDBPyConnection, rules: Sequence[Rule], available: Mapping[str, Collection[str]]
) -> dict[str, list[str]]:
    """Put tables in the place of the views that several of the rules read, with the columns that any of them reads.

    A view that one rule reads stays. Answers what was laid: table → columns.
    """
    laid = _wanted([rule for rule in rules if not missing(rule, available)], available)
    if laid:
        connection.execute(f"ATTACH ':memory:' AS {_LAID} (COMPRESS)")
    for table, names in laid.items():
        columns = ", ".join(f'"{name}"' for name in names)
        connection.execute(f'CREATE TABLE {_LAID}."{table}" AS SELECT {columns} FROM "{table}"')
        connection.execute(f'CREATE OR REPLACE TEMPORARY VIEW "{table}" AS FROM {_LAID}."{table}"')
        # Rows are compressed when they are checkpointed; else all tables lie there at full size together.
        connection.execute(f"CHECKPOINT {_LAID}")
    return laid


def _wanted(rules: Sequence[Rule], available: Mapping[str, Collection[str]]) -> dict[str, list[str]]:
    readers = Counter(table for rule in rules for table in rule.tables if table in available)
    found: dict[str, list[str]] = {}
    for table in sorted(table for table, count in readers.items() if count > 1):
        named = {name for rule in rules if table in rule.tables for name in read(rule, table)}
        there = (name for name, field in fields(table).items() if name in named and is_there(field, available[table]))
        found[table] = list(there) or ["_row"]
    return found
