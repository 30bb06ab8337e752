"""What offices write above a column instead of its canonical title, as data (办法 23(一); D09)."""

from __future__ import annotations

from functools import cache

from jxinspect.law.data_tables import known_tables
from jxinspect.law.source import load


@cache
def synonyms(table: str) -> dict[str, tuple[str, ...]]:
    """Canonical column of the table → other titles of it; those of this table before those of any."""
    data: dict[str, dict[str, list[str]]] = load("header_synonyms.toml")
    own, common = data.get(table, {}), data["any"]
    names = [column.name for column in known_tables()[table].columns]
    return {name: (*own.get(name, ()), *common.get(name, ())) for name in names if name in own or name in common}


@cache
def every_title() -> tuple[str, ...]:
    """All titles, field names and synonyms of all tables: by them a header is told from rows."""
    found: dict[str, None] = {}
    for table in known_tables().values():
        for column in table.columns:
            words = (column.title, column.name, *synonyms(table.key).get(column.name, ()))
            found.update(dict.fromkeys(words))
    return tuple(found)
