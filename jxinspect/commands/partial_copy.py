"""A case file of which the office gave out a part only: lists say so, and a third party may carry its own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jxinspect.ui import messages

if TYPE_CHECKING:
    from jxinspect.store.database import Connection

_SCOPE = "SELECT value FROM case_info WHERE name = 'scope'"


def say_partial(connection: Connection) -> None:
    """Say that what is shown is not of the whole case file."""
    told = _told(connection)
    if told is not None:
        whose = "第三方的副本，" if told["third_party"] else ""
        numbers = "、".join(told["inspections"]) or "没有指定检查"
        messages.note(f"本案卷库只有一部分内容：{whose}检查 {numbers}。")


def carrier(path: Path) -> None:
    """Refused for a third party, but where the case file is the partial copy that the office gave it."""
    from jxinspect.commands.session import clock, own_staff, unlocked
    from jxinspect.store.reading import open_reading

    with unlocked(path), open_reading(path, at=clock()) as connection:
        told = _told(connection)
    if told is None or not told["third_party"]:
        own_staff(path)


def _told(connection: Connection) -> dict[str, Any] | None:
    row = connection.execute(_SCOPE).fetchone()
    return json.loads(row[0]) if row is not None else None
