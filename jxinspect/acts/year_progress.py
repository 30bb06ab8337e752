"""How far the annual plan is (办法 5, 21): lines begun, closed, overdue, and the work that they took. Reads rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from jxinspect.errors import Incomplete
from jxinspect.law.calendar import Calendar
from jxinspect.law.terms import ItemState, State

#: Days of the last day of each quarter.
_ENDS = ((3, 31), (6, 30), (9, 30), (12, 31))


@dataclass(frozen=True)
class Progress:
    """One line of the plan. `worked`: inspectors times working days on site; None where a calendar is missing."""

    seq: int
    unit: str
    quarter: int
    state: ItemState
    times: int
    begun: int
    closed: int
    days: int
    worked: int | None
    cost: int
    numbers: tuple[str, ...]


def progress(rows: Iterable[Mapping[str, Any]], calendar: Calendar, today: date) -> list[Progress]:
    """Of rows of `plan_progress` of one year, one for each inspection of a line, or one with none."""
    return [_line(list(of), calendar, today) for _, of in groupby(rows, key=lambda row: (row["seq"], row["unit"]))]


def _line(rows: list[Mapping[str, Any]], calendar: Calendar, today: date) -> Progress:
    first = rows[0]
    inspections = [row for row in rows if row["number"]]
    closed = sum(row["state"] == State.CLOSED for row in inspections)
    worked = [_worked(row, calendar, today) for row in inspections]
    return Progress(
        seq=first["seq"],
        unit=first["unit"],
        quarter=first["quarter"],
        state=_state(first, len(inspections), closed, today),
        times=first["times"],
        begun=len(inspections),
        closed=closed,
        days=first["days"],
        worked=None if None in worked else sum(filter(None, worked)),
        cost=first["cost"],
        numbers=tuple(row["number"] for row in inspections),
    )


def _state(row: Mapping[str, Any], begun: int, closed: int, today: date) -> ItemState:
    if row["dropped_on"]:
        return ItemState.DROPPED
    if closed >= row["times"]:
        return ItemState.DONE
    starts, ends = quarter_of(row["year"], row["quarter"])
    if begun < row["times"] and today > ends:
        return ItemState.OVERDUE
    if begun:
        return ItemState.RUNNING
    return ItemState.DUE if today >= starts else ItemState.WAITING


def quarter_of(year: int, quarter: int) -> tuple[date, date]:
    """First and last day of a quarter, 1 to 4."""
    return date(year, 3 * quarter - 2, 1), date(year, *_ENDS[quarter - 1])


def _worked(row: Mapping[str, Any], calendar: Calendar, today: date) -> int | None:
    """Man-days on site: from entry to the end of the fieldwork, or until today."""
    if not row["entered_on"]:
        return 0
    last = date.fromisoformat(row["left_on"]) if row["left_on"] else today
    before = date.fromisoformat(row["entered_on"]) - timedelta(days=1)
    try:
        return int(row["people"]) * len(calendar.working_days_between(before, last))
    except Incomplete:
        return None


def totals(lines: Iterable[Progress]) -> dict[str, int]:
    """Sums over the lines in force."""
    counted = [line for line in lines if line.state is not ItemState.DROPPED]
    return {
        "items": len(counted),
        "times": sum(line.times for line in counted),
        "begun": sum(line.begun for line in counted),
        "closed": sum(line.closed for line in counted),
        "overdue": sum(line.state is ItemState.OVERDUE for line in counted),
        "days": sum(line.days for line in counted),
        "worked": sum(line.worked or 0 for line in counted),
        "cost": sum(line.cost for line in counted),
    }
