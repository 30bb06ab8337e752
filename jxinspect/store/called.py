"""What people know a record by when `verify` finds it wrong: 证据 2026-007-ZJ-001, and not the id in its table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Row = Mapping[str, Any]
#: A record by table and id, as far as it is known.
Find = Callable[[str, str], Row | None]

#: Table → what its records are called.
TITLES = {
    "evidence": "证据",
    "custody": "保管链",
    "document": "文书",
    "recording": "音像记录",
    "signedpaper": "签名的文书",
    "seal": "封存",
    "inspection": "检查",
}
#: Columns that hold what people call a record by.
OWN = ("code", "number")
#: Columns that lead to the record that it belongs to, the nearest first.
OF = ("evidence_id", "document_id", "seal_id")


def called(table: str, row: Row, find: Find) -> str:
    """Kind and number of a record, or of the one that it belongs to; empty when neither has a number."""
    own = next((str(row[name]) for name in OWN if row.get(name)), "")
    if own:
        return f"{TITLES.get(table, '')} {own}".strip()
    for column in OF:
        owner = column.removesuffix("_id")
        above = find(owner, str(row[column])) if row.get(column) else None
        name = called(owner, above, find) if above else ""
        if name:
            return f"{name} 的{TITLES[table]}" if table in TITLES else f"属于{name}"
    return ""
