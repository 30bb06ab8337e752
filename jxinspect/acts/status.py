"""What is due, overdue or waiting, and the next lawful step of each inspection. Reads rows, not records."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple, cast

from jxinspect.errors import Incomplete
from jxinspect.law.calendar import Calendar
from jxinspect.law.challenge import FILED_BY, ChallengeKind, ChallengeResult, Turn, remedies_end
from jxinspect.law.civil import BEIJING
from jxinspect.law.deadlines import DEADLINES, Deadline, Reading, deadline, due, earliest_entry, latest_service
from jxinspect.law.settings import Lookup, value_of
from jxinspect.law.states import next_steps
from jxinspect.law.terms import CheckMode, InspectionForm, State

SOON_DAYS = 7


class DueLine(NamedTuple):
    """Something that has a date or waits.

    `alarms`: days on which to remind, or moments where hours count. `at`: the moment, of what is counted by the hour.
    `state`: overdue, today, soon, later, waiting, open (may be done from that day on, and the day has come), or unknown
    (not countable).
    """

    inspection: str
    due_on: date | None
    state: str
    what: str
    deadline: str
    note: str = ""
    alarms: tuple[date, ...] = ()
    at: datetime | None = None


def due_lines(
    rows: Iterable[Mapping[str, Any]],
    calendar: Calendar,
    today: date,
    lookup: Lookup = lambda _: None,
    *,
    now: datetime | None = None,
) -> list[DueLine]:
    """Open deadlines in the order of their days. What cannot be counted (no calendar of the year) says so.

    `lookup` gives the office's own lengths, as in `law.settings.value_of`. What is counted by the hour is overdue from
    its moment on if `now` is given, else from the next day on.
    """
    lines = [line for row in rows if (line := _line(row, calendar, today, lookup))]
    lines = [_overrun(line, now) for line in lines]
    return sorted(lines, key=lambda line: (line.due_on or date.max, line.inspection))


def _overrun(line: DueLine, now: datetime | None) -> DueLine:
    late = now is not None and line.at is not None and now > line.at
    return line._replace(state="overdue") if late else line


def rights_rows(served: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """What the service of each paper lets somebody do for a time (申请复议, 起诉), as rows of `due_lines`.

    `served`: rows of the view `served_papers`.
    """
    return [
        {
            "inspection": paper["inspection"],
            "deadline": one.id,
            "what": f"{one.title}的最后一天（{paper['number']}）",
            "starts_on": paper["received_on"],
            "due_on": None,
        }
        for paper in served
        for one in DEADLINES.values()
        if one.lapses and paper["kind"] in one.served and not (paper["contested"] and one.id in FILED_BY.values())
    ]


def enforcement_rows(unperformed: Iterable[Mapping[str, Any]], calendar: Calendar) -> list[dict[str, Any]]:
    """Until when the court may be asked to enforce what was decided (T19, 行政强制法 53), as rows of `due_lines`.

    `unperformed`: rows of the view of that name. What cannot be counted yet is told by the periods before it; while
    reconsideration or a suit goes on, nothing is.
    """
    found = []
    for row in unperformed:
        start = date.fromisoformat(row["received_on"])
        try:
            ends = remedies_end(start, turns(row["turns"]), calendar)
        except Incomplete:
            continue
        if ends is None:
            continue
        what = f"申请人民法院强制执行的最后一天：案件{row['proceeding']}"
        found.append(dict(row) | {"deadline": "T19", "what": what, "starts_on": ends.isoformat(), "due_on": None})
    return found


def turns(written: str | None) -> list[Turn]:
    """Reconsideration and suits as the view `unperformed` writes them."""
    return [
        Turn(
            ChallengeKind(one["kind"]),
            ChallengeResult(one["result"]) if one["result"] else None,
            *(date.fromisoformat(one[day]) if one[day] else None for day in ("served_on", "effective_on")),
        )
        for one in json.loads(written or "[]")
    ]


def _line(row: Mapping[str, Any], calendar: Calendar, today: date, lookup: Lookup) -> DueLine | None:
    mark = row["deadline"] or ""
    if not (row["due_on"] or row["starts_on"]):
        return DueLine(row["inspection"] or "", None, "waiting", row["what"], mark)
    note = "、".join(deadline(mark).basis) if mark else ""
    try:
        last = _last_day(row, calendar, lookup)
    except Incomplete as fault:
        return DueLine(row["inspection"] or "", None, "unknown", row["what"], mark, fault.what)
    if _silent(mark, last, today, lookup):
        return None
    at = _moment(row["due_on"])
    alarms = _hours_before(mark, at) if at else _alarms(mark, row["starts_on"], last, calendar)
    return DueLine(row["inspection"] or "", last, _state(mark, last, today), row["what"], mark, note, alarms, at)


def _hours_before(mark: str, at: datetime) -> tuple[date, ...]:
    """Moments at which to remind of what is counted by the hour; the moment itself where the table names none."""
    hours = deadline(mark).alarms_before if mark else ()
    return tuple(sorted(at - timedelta(hours=number) for number in hours or (0,)))


def _moment(due_on: object) -> datetime | None:
    """The moment in Beijing where the row gives one, not only a day."""
    text = str(due_on or "")
    return datetime.fromisoformat(text).replace(tzinfo=BEIJING) if len(text) > len("2026-03-02") else None


def _silent(mark: str, last: date, today: date, lookup: Lookup) -> bool:
    """A certificate that is good for long, and what ended without anybody being late."""
    if mark == "T32":
        return last - today > timedelta(days=int(value_of("staff.certificate_warn_days", lookup)))
    return bool(mark) and deadline(mark).lapses and last < today


def _last_day(row: Mapping[str, Any], calendar: Calendar, lookup: Lookup) -> date:
    if row["due_on"]:
        return date.fromisoformat(str(row["due_on"])[:10])
    start = date.fromisoformat(row["starts_on"])
    return counted_day(deadline(row["deadline"]), start, calendar, lookup, length=row.get("length"))


#: What is counted as the office reads “提前3个工作日” (设置 notice.count).
_READ = {"T01": earliest_entry, "T01.service": latest_service}


def counted_day(one: Deadline, start: date, calendar: Calendar, lookup: Lookup, *, length: int | None = None) -> date:
    """The day to which a deadline leads from its start: the last one, or the first where something has to wait.

    `length`: what the paper itself set, in the deadline's unit."""
    if one.id in _READ:
        return _READ[one.id](start, calendar, cast("Reading", value_of("notice.count", lookup)))
    if one.unit == "none":
        return start  # no day was set: at once
    found = due(one.id, start, calendar, length=length or one.length_with(lookup))
    return found.opens if one.kind == "wait" and found.opens else found.last_day


def _alarms(mark: str, starts_on: str | None, last: date, calendar: Calendar) -> tuple[date, ...]:
    """The days before the last one on which the law's table wants to be reminded; without a table, the day before.

    A last day that binds the authority does not roll: when nobody works on it, also the last working day before it.
    """
    if not mark:
        return (last - timedelta(days=1),)
    one = deadline(mark)
    if one.kind == "wait" or not (one.alarms_before or one.alarms_at):
        return (last,)
    started = date.fromisoformat(starts_on) if starts_on else None
    long = one.alarms_long if started and (last - started).days > one.long_over else ()
    days = {last - timedelta(days=number) for number in (*one.alarms_before, *long)}
    if started:
        days |= {started + timedelta(days=number) for number in one.alarms_at}
    days |= set() if one.rolls else {last_working_day(last, calendar)}
    return tuple(sorted(day for day in days if started is None or started < day <= last))


def last_working_day(last: date, calendar: Calendar) -> date:
    """The day itself or, when it is a rest day, the last working day before it; itself where no calendar is known."""
    day = last
    try:
        while not calendar.is_working_day(day):
            day -= timedelta(days=1)
    except Incomplete:
        return last
    return day


def _state(mark: str, last: date, today: date) -> str:
    if mark and deadline(mark).kind == "wait" and last <= today:
        return "open"
    if last < today:
        return "overdue"
    if last == today:
        return "today"
    return "soon" if last <= today + timedelta(days=SOON_DAYS) else "later"


def next_commands(number: str, state: str, form: str, mode: str, *, formed: bool = False) -> list[tuple[str, str]]:
    """(what, command) of the usual next steps of an inspection of that form and mode in that state.

    `formed`: there is a team already; it may still be changed, which is no step that is due.
    """
    steps = next_steps(State(state), flight=form == InspectionForm.FLIGHT, mode=CheckMode(mode))
    return [(step.title, step.command(number)) for step in steps if not (formed and step.step == "plan.team")]


def serving_commands(number: str) -> list[tuple[str, str]]:
    """(what, command) of what comes before entry while the notice was not served (办法 22(二))."""
    return [("送达检查通知书", f"jxinspect notify serve {number} --doc 文号 --method direct …")]


def renewing_commands(number: str) -> list[tuple[str, str]]:
    """(what, command) of what comes first when the notice with this number is void and none is in its place."""
    return [("通知书已经作废，重新制发", f"jxinspect doc void {number} --because 理由 --again")]


def urging_commands(number: str) -> list[tuple[str, str]]:
    """(what, command) of what may urge a unit whose rectification is overdue (办法 24(一); T27)."""
    return [
        ("整改逾期，可以约谈", f"jxinspect rectify talk issue {number} --reason overdue --time 时间"),
        ("整改逾期，可以函询", f"jxinspect rectify inquiry issue {number} --overdue --due 日期"),
    ]
