"""Deadlines T01-T32 and the one function that counts them.

Counting rules: C1 the start day is not counted; C2 a last day that is a rest day rolls forward, but only for periods
that protect the unit; C4, C5 working days by the yearly tables; C6 months end on the same day-number, else on the
month's last day; C7 the two readings of "n 个工作日前"; C8 hours are clock hours.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from jxinspect.errors import Incomplete, NotFound
from jxinspect.law.calendar import Calendar
from jxinspect.law.civil import beijing
from jxinspect.law.settings import Lookup, value_of
from jxinspect.law.source import Table, load

Reading = Literal["A", "B"]
Unit = Literal["working_day", "day", "month", "year", "hour", "none"]
Kind = Literal["within", "wait", "after", "advance"]
UNITS: Mapping[str, str] = MappingProxyType(
    {"working_day": "个工作日", "day": "日", "month": "个月", "year": "年", "hour": "小时", "none": ""}
)


class Deadline(NamedTuple):
    """One line of the table. See the head of `data/deadlines.toml` for the fields."""

    id: str
    title: str
    kind: Kind
    starts: str
    basis: tuple[str, ...]
    protects: Literal["unit", "authority"]
    on_expiry: str
    confidence: str
    unit: Unit
    length: int | None = None
    length_unit: Unit = "day"
    parent: str | None = None
    alarms_before: tuple[int, ...] = ()
    alarms_at: tuple[int, ...] = ()
    alarms_long: tuple[int, ...] = ()
    long_over: int = 0
    setting: str | None = None
    served: tuple[str, ...] = ()
    lapses: bool = False
    note: str = ""

    @property
    def rolls(self) -> bool:
        """Whether a last day that is a rest day moves to the next working day (C2)."""
        return self.protects == "unit"

    def length_with(self, lookup: Lookup) -> int | None:
        """The length as the office's settings have it (`lookup` as in `settings.value_of`)."""
        if self.setting is None or self.kind == "wait":
            return self.length
        return int(value_of(self.setting, lookup))


class Due(NamedTuple):
    """When a deadline ends and how that was counted. `last_moment` only for hours."""

    id: str
    title: str
    start: date
    last_day: date
    last_moment: datetime | None = None
    #: The first day on which what had to wait may happen: entry after T01, deemed consent after T02.
    opens: date | None = None
    #: The last day by C2 where the tool shows the unrolled one; never rely on it for a burden on the unit.
    rolled_day: date | None = None
    alarms: tuple[date, ...] = ()
    rules: tuple[str, ...] = ()

    def opens_after_post(self, extra_mail_days: int) -> date:
        """The first day when things may still be in the post: so many calendar days later (C3, T03, G34)."""
        return (self.opens or self.last_day + timedelta(days=1)) + timedelta(days=extra_mail_days)


_SEQUENCES = ("basis", "served", "alarms_before", "alarms_at", "alarms_long")


def _read() -> dict[str, Deadline]:
    rows: list[dict[str, Any]] = load("deadlines.toml")["deadline"]
    return {row["id"]: Deadline(**(row | {key: tuple(row.get(key, ())) for key in _SEQUENCES})) for row in rows}


DEADLINES: Mapping[str, Deadline] = Table(_read)


def deadline(id: str) -> Deadline:  # noqa: A002 — the deadline's own word
    """The deadline of an id; NotFound when there is none."""
    if id not in DEADLINES:
        raise NotFound(f"没有期限 {id}", why="期限编号是 T01 到 T32", todo="全部期限：jxinspect law list deadlines")
    return DEADLINES[id]


def due(id: str, start: date | datetime, calendar: Calendar, *, length: int | None = None) -> Due:  # noqa: A002
    """The end of deadline `id` that starts with the event of `start`.

    `length` replaces the length of the table (in its unit). Incomplete when the deadline has no length of its own and
    none is given, when hours are to be counted from a day without time, or when a year has no calendar (G58).
    """
    one = deadline(id)
    if one.kind == "after":
        return _after(one, start, calendar, length)
    number = one.length if length is None else length
    if number is None:
        raise Incomplete(f"{id}（{one.title}）没有固定天数", why="以文书写明的日期为准", todo="给出天数")
    unit = one.length_unit if one.unit == "none" else one.unit
    if unit == "hour":
        return _hours(one, start, number)
    first = beijing(start).date() if isinstance(start, datetime) else start
    if one.kind == "wait":
        return _wait(one, first, number, calendar)
    return _days(one, first, number, unit, calendar)


def _after(one: Deadline, start: date | datetime, calendar: Calendar, length: int | None) -> Due:
    assert one.parent is not None
    parent = due(one.parent, start, calendar, length=length)
    text = f"{deadline(one.parent).title}于{parent.last_day}届满，次日起"
    return Due(one.id, one.title, parent.start, parent.last_day, opens=parent.opens, rules=(*parent.rules, text))


def _hours(one: Deadline, start: date | datetime, number: int) -> Due:
    if not isinstance(start, datetime):
        raise Incomplete(f"{one.id}（{one.title}）按小时计算", why="起点只有日期", todo="给出时间，如 2026-11-23 09:30")
    begins = beijing(start)
    ends = begins + timedelta(hours=number)
    rules = (f"自 {begins:%Y-%m-%d %H:%M} 起连续计算 {number} 小时，不因休息日顺延（C8）",)
    return Due(one.id, one.title, begins.date(), ends.date(), ends, alarms=(ends.date(),), rules=rules)


def _wait(one: Deadline, start: date, number: int, calendar: Calendar) -> Due:
    """Full working days between two acts, both not counted (C7 B)."""
    last = calendar.add_working_days(start, number)
    opens = calendar.next_working_day(last)
    rules = (
        f"起始日 {start} 不计入（C1）",
        f"第 {number} 个工作日为 {last}" + _skipped(start, last, calendar),
        f"间隔 {number} 个完整工作日后，最早 {opens}（C7 从严算法）",
    )
    return Due(one.id, one.title, start, last, opens=opens, rules=rules)


def _days(one: Deadline, start: date, number: int, unit: Unit, calendar: Calendar) -> Due:
    back = one.kind == "advance"
    counted, how = _counted(start, -number if back else number, unit, calendar)
    last, rolled, rolling = _rolled(one, counted, calendar)
    return Due(
        one.id,
        one.title,
        start,
        last,
        opens=None if back else last + timedelta(days=1),
        rolled_day=rolled,
        alarms=_alarms(one, start, last),
        rules=(f"起始日 {start} 不计入（C1）", how, *rolling),
    )


def _counted(start: date, number: int, unit: Unit, calendar: Calendar) -> tuple[date, str]:
    if number == 0:
        return start, "到期日就是最后一日"
    if unit == "working_day":
        last = calendar.add_working_days(start, number)
        way = "向前" if number < 0 else ""
        return last, f"{way}第 {abs(number)} 个工作日为 {last}" + _skipped(start, last, calendar)
    if unit == "day":
        last = start + timedelta(days=number)
        return last, f"第 {number} 日为 {last}"
    last = add_months(start, number * 12 if unit == "year" else number)
    return last, f"{number} {UNITS[unit]}后的对应日为 {last}（C6）"


def _rolled(one: Deadline, counted: date, calendar: Calendar) -> tuple[date, date | None, tuple[str, ...]]:
    """The day to work with, the other day where the two differ, and why."""
    if one.rolls:
        last = calendar.roll(counted)
        why = (f"{counted} 是休息日，顺延到 {last}（C2）",) if last != counted else ()
        return last, None, why
    if counted.year not in calendar.years or calendar.is_working_day(counted):
        return counted, None, ()
    return counted, _later(counted, calendar), (f"{counted} 是休息日，限制机关的期限不顺延，按此日办理",)


def _later(day: date, calendar: Calendar) -> date | None:
    """Where C2 would lead; None when the next year's table is not there yet."""
    try:
        return calendar.next_working_day(day)
    except Incomplete:
        return None


def _alarms(one: Deadline, start: date, last: date) -> tuple[date, ...]:
    long = one.alarms_long if (last - start).days > one.long_over else ()
    before = {last - timedelta(days=number) for number in (*one.alarms_before, *long)}
    at = {start + timedelta(days=number) for number in one.alarms_at}
    return tuple(sorted(day for day in before | at if not one.length or start < day <= last))


def _skipped(start: date, last: date, calendar: Calendar) -> str:
    """The rest days and worked weekends that were met, for the reader to follow the count."""
    early, late = sorted((start, last))
    days = [early + timedelta(days=number) for number in range((late - early).days + 1)]
    marks = {day: calendar.table(day.year).mark(day) for day in days if day != start}
    rest = [day for day, mark in marks.items() if mark == "休"]
    work = [day for day, mark in marks.items() if mark == "班"]
    parts = [f"放假 {len(rest)} 天"] if rest else []
    parts += ["调休上班 " + "、".join(f"{day:%m-%d}" for day in work)] if work else []
    return f"（其间{'，'.join(parts)}）" if parts else ""


def add_months(day: date, number: int) -> date:
    """The same day-number so many months later, or that month's last day where it is missing (C6)."""
    from calendar import monthrange

    year, month = divmod(day.year * 12 + day.month - 1 + number, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def earliest_entry(served: date, calendar: Calendar, reading: Reading = "B", *, length: int = 3) -> date:
    """The first working day of entry for a notice served on `served` (T01, 办法 22(二)).

    A: the third working day after service. B, the strict one: the day after three full working days.
    """
    return calendar.add_working_days(served, length + _extra(reading))


def latest_service(entry: date, calendar: Calendar, reading: Reading = "B", *, length: int = 3) -> date:
    """The last working day on which the notice may be served for an entry on `entry` (T01)."""
    first = entry if calendar.is_working_day(entry) else calendar.add_working_days(entry, -1)
    return calendar.add_working_days(first, -(length + _extra(reading)))


def _extra(reading: Reading) -> int:
    return 0 if reading == "A" else 1


def earliest_hearing(served: date, calendar: Calendar) -> date:
    """The first working day of a hearing whose notice is served on `served`: seven full working days (T13)."""
    opens = due("T13", served, calendar).opens
    assert opens is not None
    return opens


def deemed_consent_from(received: date, calendar: Calendar, *, extra_mail_days: int = 0) -> date:
    """The first day on which 视同无异议 may be recorded for a report received on `received` (T02, T03, C3)."""
    return due("T02", received, calendar).opens_after_post(extra_mail_days)
