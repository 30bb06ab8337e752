"""What is due, overdue or waiting, and the next lawful step of each inspection. Reads rows, not records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from jxinspect.errors import Incomplete
from jxinspect.law.calendar import Calendar
from jxinspect.law.deadlines import deadline, due
from jxinspect.law.states import next_steps
from jxinspect.law.terms import InspectionForm, State

#: A certificate is spoken of this many days before it runs out (T32).
CERTIFICATE_DAYS = 60
SOON_DAYS = 7


@dataclass(frozen=True)
class DueLine:
    """Something that has a date. `state`: overdue, today, soon or later."""

    inspection: str
    due_on: date | None
    state: str
    what: str
    deadline: str
    note: str = ""


def due_lines(rows: Iterable[Mapping[str, Any]], calendar: Calendar, today: date) -> list[DueLine]:
    """Open deadlines in the order of their days. What cannot be counted (no calendar of the year) says so."""
    lines = [line for row in rows if (line := _line(row, calendar, today))]
    return sorted(lines, key=lambda line: (line.due_on or date.max, line.inspection))


def _line(row: Mapping[str, Any], calendar: Calendar, today: date) -> DueLine | None:
    mark = row["deadline"] or ""
    note = "、".join(deadline(mark).basis) if mark else ""
    try:
        last = _last_day(row, calendar)
    except Incomplete as fault:
        return DueLine(row["inspection"] or "", None, "unknown", row["what"], mark, fault.what)
    if mark == "T32" and (last - today).days > CERTIFICATE_DAYS:
        return None
    return DueLine(row["inspection"] or "", last, _state(last, today), row["what"], mark, note)


def _last_day(row: Mapping[str, Any], calendar: Calendar) -> date:
    if row["due_on"]:
        return date.fromisoformat(str(row["due_on"])[:10])
    return due(row["deadline"], date.fromisoformat(row["starts_on"]), calendar).last_day


def _state(last: date, today: date) -> str:
    if last < today:
        return "overdue"
    if last == today:
        return "today"
    return "soon" if last <= today + timedelta(days=SOON_DAYS) else "later"


def next_commands(number: str, state: str, form: str) -> list[tuple[str, str]]:
    """(what, command) of the usual next steps of an inspection of that form in that state."""
    steps = next_steps(State(state), flight=form == InspectionForm.FLIGHT)
    return [(step.title, f"jxinspect {step.step.replace('.', ' ')} {number}") for step in steps]
