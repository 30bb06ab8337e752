"""Writing what was ruled, and finding anew what waits for a ruling once an act has written its entries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import MetaData

from jxinspect.store.conflicts import Place, conflicts, folded, of_fields, rebuild
from jxinspect.store.database import Connection
from jxinspect.store.fold import defaults
from jxinspect.store.journal import Draft
from jxinspect.store.schema import all_tables

#: Records that decide what waits for a ruling.
_DECIDING = frozenset({"ruling", "devicerevocation"})


def ruled(connection: Connection, values: Mapping[Place, Mapping[str, Any]]) -> Iterator[Draft]:
    """Write the values that were ruled; an entry is made of them even where the record held them already."""
    for (table, id_), fields in values.items():
        names = ", ".join(f'"{name}"' for name in fields)
        row = connection.execute(f'SELECT {names} FROM "{table}" WHERE id = ?', (id_,)).fetchone()  # noqa: S608 — mapped names
        sets = ", ".join(f'"{name}" = ?' for name in fields)
        connection.execute(f'UPDATE "{table}" SET {sets} WHERE id = ?', (*fields.values(), id_))  # noqa: S608
        yield Draft("update", table, id_, {"new": dict(fields), "old": dict(zip(fields, row, strict=True))})


def settle(connection: Connection, drafts: Sequence[Draft], tables: MetaData | None) -> None:
    """Bring the table of conflicts up to date after an act of this machine; nothing to do where none waits."""
    touched = {(draft.table, draft.record) for draft in drafts if draft.op in ("insert", "update")}
    if not conflicts(connection) and _DECIDING.isdisjoint(table for table, _ in touched):
        return
    every = defaults(connection)
    found = [one for place in sorted(touched) for one in of_fields(place, folded(connection, place, every[place[0]]))]
    rebuild(connection, tables if tables is not None else all_tables(), found, touched)
