"""Open deadlines of the case file as `status` and `calendar due` tell them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from jxinspect.acts.status import DueLine, due_lines, enforcement_rows, rights_rows
from jxinspect.commands.clock import clock, today
from jxinspect.commands.folders import tables_folder
from jxinspect.commands.session import Query
from jxinspect.law.calendar import Calendar
from jxinspect.law.calendar_folder import calendar_of
from jxinspect.law.disclosure import hidden
from jxinspect.ui.show import show_text
from jxinspect.ui.terminal import RED, YELLOW, paint
from jxinspect.ui.values import shown

STATES = {
    "overdue": "已过期",
    "today": "今天",
    "soon": "将到期",
    "later": "未到期",
    "waiting": "待办理",
    "open": "可办理",
    "unknown": "算不出",
}
UNDATED = "没有期限  "  # as wide as a date
COLOURS = {"overdue": RED, "today": RED, "soon": YELLOW, "unknown": RED}


#: Table → what is due only where it has rows.
RARE = {
    "correction_order": "order_waiting",
    "proceeding": "proceeding_deadlines",
    "challenge": "challenge_waiting",
    "publication": "SELECT NULL AS inspection, deadline, what, starts_on, NULL AS due_on FROM publication_waiting",
}


def working_days() -> Calendar:
    """The shipped calendar with the office's tables."""
    return calendar_of(tables_folder())


def open_lines(query: Query, number: str | None = None) -> list[DueLine]:
    """What has a date and is not done, of one inspection or of the whole case file, nearest first."""
    rows = [
        *query("open_deadlines"),
        *query("own_terms"),
        *(row for table, sql in RARE.items() for row in where_any(query, table, sql)),
        *rights_rows(query("served_papers")),
        *enforcement_rows(where_any(query, "proceeding", "unperformed"), working_days()),
    ]
    if number is not None:
        rows = [row for row in rows if row["inspection"] == number]
    own = {row["key"]: row["value"] for row in query("SELECT key, value FROM setting")}
    return due_lines(rows, working_days(), today(), own.get, now=clock())


def where_any(query: Query, table: str, sql: str) -> list[dict[str, Any]]:
    """Rows of a question that has none where the table has none: SQLite takes milliseconds to plan it."""
    ((there,),) = (row.values() for row in query(f'SELECT EXISTS (SELECT 1 FROM "{table}")'))  # noqa: S608 — our own name
    return query(sql) if there else []


def show_due(lines: Sequence[DueLine]) -> None:
    """One line each."""
    if not lines:
        show_text("  没有在计算的期限。")
    for line in lines:
        mark, colour = STATES[line.state], COLOURS.get(line.state)
        when = shown(line.at or line.due_on) if line.due_on else line.note or UNDATED
        show_text(f"  {paint(mark, colour) if colour else mark}  {when}  {line.inspection or '　'}  {line.what}")


def machine(lines: Sequence[DueLine]) -> list[dict[str, Any]]:
    """The same for scripts; days in ISO form, numbers of people hidden."""
    return [
        {
            **line._asdict(),
            "what": hidden(line.what),
            "due_on": line.due_on and line.due_on.isoformat(),
            "alarms": [day.isoformat() for day in line.alarms],
            "at": line.at and line.at.isoformat(),
        }
        for line in lines
    ]
