"""One record by the number that somebody types, with what hangs on it."""

from collections.abc import Sequence
from typing import Any

from jxinspect.commands.session import Query
from jxinspect.errors import NotFound
from jxinspect.ui.show import show_rows, show_text
from jxinspect.ui.values import Column


def numbered(query: Query, view: str, number: str, *, what: str, listed: str) -> dict[str, Any]:
    """The row of a view with this number. NotFound names the list in which the numbers stand."""
    found = query(f"SELECT * FROM {view} WHERE number = ?", [number.upper()])  # noqa: S608 — views that the caller names
    if not found:
        raise NotFound(f"没有编号为 {number} 的{what}", why="编号有误", todo=f"用 jxinspect {listed} 查看编号")
    return found[0]


def show_beside(title: str, rows: Sequence[dict[str, Any]], columns: Sequence[Column]) -> None:
    """What hangs on a record, below it, with how many there are; nothing where there are none."""
    if rows:
        show_text(f"\n{title}（{len(rows)}）")
        show_rows(rows, columns)
