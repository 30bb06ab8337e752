"""Which objects records name."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache

from jxinspect.store.database import Connection
from jxinspect.store.exchange import Entry
from jxinspect.store.layout import record_tables


def named(entries: Iterable[Entry]) -> set[str]:
    """The objects that the records of these entries name."""
    columns, found = _columns(), set[str]()
    for entry in entries:
        if entry.body is None:
            continue
        table = json.loads(entry.header)["table"]
        if table in columns:
            new = json.loads(entry.body).get("new", {})
            found.update(new[name] for name in columns[table] if new.get(name))
    return found


def everything_named(connection: Connection) -> set[str]:
    """The objects that any record names."""
    found, stored = set[str](), set(record_tables(connection))
    for table, names in _columns().items():
        for name in names if table in stored else ():
            sql = f'SELECT DISTINCT "{name}" FROM "{table}" WHERE "{name}" <> \'\''  # noqa: S608 — of our tables
            found.update(sha for (sha,) in connection.execute(sql))
    return found


@cache
def _columns() -> Mapping[str, tuple[str, ...]]:
    from jxinspect.store.schema import all_tables

    tables = all_tables().tables.values()
    found = {table.name: tuple(one.name for one in table.columns if one.info.get("object")) for table in tables}
    return {table: names for table, names in found.items() if names}
