"""What is due, overdue or waiting, and the next lawful step of each inspection. Reads rows, not records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from jxinspect.errors import Incomplete
from jxinspect.law.calendar import Calendar
from jxinspect.law.deadlines import deadline, due
from jxinspect.law.settings import Lookup
from jxinspect.law.states import next_steps
from jxinspect.law.terms import InspectionForm, State

#: A certificate is spoken of this many days before it runs out (T32).
CERTIFICATE_DAYS = 60
SOON_DAYS = 7


@dataclass(frozen=True)
class DueLine:
    """Something that has a date or waits. `state`: overdue, today, soon, later, waiting, or unknown (not countable)."""

    inspection: str
    due_on: date | None
    state: str
    what: str
    deadline: str
    note: str = ""


def due_lines(
    rows: Iterable[Mapping[str, Any]], calendar: Calendar, today: date, lookup: Lookup = lambda _: None
) -> list[DueLine]:
    """Open deadlines in the order of their days. What cannot be counted (no calendar of the year) says so.

    `lookup` gives the office's own lengths, as in `law.settings.value_of`.
    """
    lines = [line for row in rows if (line := _line(row, calendar, today, lookup))]
    return sorted(lines, key=lambda line: (line.due_on or date.max, line.inspection))


def _line(row: Mapping[str, Any], calendar: Calendar, today: date, lookup: Lookup) -> DueLine | None:
    mark = row["deadline"] or ""
    if not (row["due_on"] or row["starts_on"]):
        return DueLine(row["inspection"] or "", None, "waiting", row["what"], mark)
    note = "、".join(deadline(mark).basis) if mark else ""
    try:
        last = _last_day(row, calendar, lookup)
    except Incomplete as fault:
        return DueLine(row["inspection"] or "", None, "unknown", row["what"], mark, fault.what)
    if mark == "T32" and (last - today).days > CERTIFICATE_DAYS:
        return None
    return DueLine(row["inspection"] or "", last, _state(last, today), row["what"], mark, note)


def _last_day(row: Mapping[str, Any], calendar: Calendar, lookup: Lookup) -> date:
    if row["due_on"]:
        return date.fromisoformat(str(row["due_on"])[:10])
    length = deadline(row["deadline"]).length_with(lookup)
    return due(row["deadline"], date.fromisoformat(row["starts_on"]), calendar, length=length).last_day


def _state(last: date, today: date) -> str:
    if last < today:
        return "overdue"
    if last == today:
        return "today"
    return "soon" if last <= today + timedelta(days=SOON_DAYS) else "later"


def next_commands(number: str, state: str, form: str) -> list[tuple[str, str]]:
    """(what, command) of the usual next steps of an inspection of that form in that state."""
    steps = next_steps(State(state), flight=form == InspectionForm.FLIGHT)
    return [(step.title, step.command(number)) for step in steps]
