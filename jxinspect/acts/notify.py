"""Notices of an on-site inspection, materials lists, and the days they need (办法 22(二), 14; T01)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from jxinspect.acts.procedure import admit, begin, issue
from jxinspect.acts.serial import ordinals
from jxinspect.acts.service import receive, serve
from jxinspect.errors import Incomplete, Refused
from jxinspect.law.calendar import Calendar
from jxinspect.law.civil import day
from jxinspect.law.dates import chinese_date
from jxinspect.law.deadlines import Reading, earliest_entry, latest_service
from jxinspect.law.terms import InspectionForm
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.document import Document
from jxinspect.model.notify import MaterialItem, MaterialsList, Notice
from jxinspect.model.plan import Scheme
from jxinspect.model.team import inspectors
from jxinspect.store.casefile import CaseFile

__all__ = ["Days", "earliest", "flight", "latest", "materials", "onsite", "receive", "serve"]

STRICT: Reading = "B"
WEEKDAYS = "一二三四五六日"


def onsite(case: CaseFile, number: str, *, enter_on: date, **fields: Any) -> list[Document]:
    """Notice in advance (D05), with the materials list (D08) when there is one."""
    return _notice(case, number, "notify.onsite", "D05", flight=False, enter_on=enter_on, **fields)


def flight(case: CaseFile, number: str, *, enter_on: date, **fields: Any) -> list[Document]:
    """Notice of a flight inspection, to be handed over on the spot (D06)."""
    return _notice(case, number, "notify.flight", "D06", flight=True, enter_on=enter_on, **fields)


def _notice(
    case: CaseFile,
    number: str,
    step: str,
    kind: str,
    *,
    flight: bool,
    enter_on: date,
    leave_on: date | None = None,
    external_number: str | None = None,
    materials: Sequence[Mapping[str, Any]] = (),
    **fields: Any,
) -> list[Document]:
    records = begin(case, number, step)
    _same_form(records, flight)
    scheme = records.last(Scheme)
    last = leave_on or (scheme.ends_on if scheme else enter_on)
    due = fields.pop("materials_due", None) or enter_on
    _require_days(case, enter_on, last, due)
    usual = {"place": records.unit.address, "contact": next((p.name for p in inspectors(records)), "")}
    given = {key: value for key, value in fields.items() if value}
    notice = Notice(
        inspection_id=records.inspection.id,
        at=case.at,
        flight=flight,
        enter_on=enter_on,
        leave_on=last,
        materials_due=due,
        **{**usual, **given},
    )
    require_contact(records, notice.contact)
    lines = list(materials) or [{"name": name} for name in (scheme.materials if scheme else [])]
    wanted = _list(case, records=records, notice=notice, lines=lines, due=due)
    admit(case, records, step, notice, *wanted)
    made = [issue(case, records, kind, notice, number=external_number)]
    if wanted:
        made.append(issue(case, records, "D08", wanted[0]))
    return made


def _same_form(records: InspectionRecords, flight: bool) -> None:
    """A flight inspection gets no notice in advance; G11 judges the other way round."""
    if not flight and records.inspection.form == InspectionForm.FLIGHT:
        raise Refused(
            f"检查 {records.inspection.number} 是飞行检查，不提前通知",
            why="提前通知可能影响检查结果的，可以现场下达检查通知书（办法 22(二)）",
            todo=f"用 jxinspect notify flight {records.inspection.number}",
            guards=("G11",),
        )


def _require_days(case: CaseFile, enter_on: date, last: date, due: date) -> None:
    faults = []
    if last < enter_on:
        faults.append(f"结束日期{last}早于进点日期{enter_on}（--leave、--enter）")
    if enter_on < day(case.at):
        faults.append(f"进点日期{enter_on}早于通知日期{day(case.at)}（--enter）")
    if due < day(case.at):
        faults.append(f"资料提供期限{due}早于通知日期{day(case.at)}（--materials-due）")
    if faults:
        raise Incomplete("检查时间有误", why="通知书要写明检查时间（办法 22(二)）", todo="核对日期", items=faults)


def require_contact(records: InspectionRecords, name: str) -> None:
    if not name:
        return  # without a team the guards say what is missing
    people = {person.name: person for person in records.staff.values()}
    if name not in people:
        known = "、".join(people)
        raise Incomplete(f"联系人 {name} 不在人员名册中", why=f"名册中有：{known}", todo="写名册中的姓名，默认为组长")
    if not (people[name].phone or records.agency.phone):
        raise Incomplete(f"联系人 {name} 没有电话", why="通知书要写明联系方式", todo="用 plan staff set 登记电话")


def _list(
    case: CaseFile,
    *,
    records: InspectionRecords,
    notice: Notice | None,
    lines: Sequence[Mapping[str, Any]],
    due: date,
    place: str = "",
) -> list[Any]:
    """A materials list with its lines, to be admitted together; empty when nothing is wanted."""
    if not lines:
        return []
    one = records.inspection
    usual = {"period": f"{chinese_date(one.period_from)}至{chinese_date(one.period_to)}", "purpose": "核实检查事项"}
    at_first = notice.place if notice else records.agency.address
    head = MaterialsList(
        inspection_id=one.id, at=case.at, notice_id=notice.id if notice else None, due_on=due, place=place or at_first
    )
    seqs = ordinals(case, (one.seq for one in records.of(MaterialItem)))
    items = [
        MaterialItem(
            **{
                "inspection_id": one.id,
                "list_id": head.id,
                "seq": next(seqs),
                "due_on": due,
                **usual,
                **{key: value for key, value in line.items() if value not in (None, "")},
            }
        )
        for line in lines
    ]
    return [head, *items]


def materials(
    case: CaseFile, number: str, *, lines: Sequence[Mapping[str, Any]], due_on: date, place: str = ""
) -> Document:
    """A further list of materials to be provided (D08, 办法 14). `lines`: columns of MaterialItem, at least name."""
    records = begin(case, number, "notify.materials")
    notice = records.last(Notice)
    if not lines:
        raise Incomplete("资料清单是空的", why="清单要写明资料名称（办法 14）", todo="用 --item 写明资料名称，可以多次")
    if due_on < day(case.at):
        raise Incomplete("资料提供期限有误", why=f"{due_on}早于{day(case.at)}", todo="写今天或者以后的日期")
    wanted = _list(case, records=records, notice=notice, lines=lines, due=due_on, place=place)
    admit(case, records, "notify.materials", *wanted)
    return issue(case, records, "D08", wanted[0])


# ---- days (T01) ----------------------------------------------------------------------------------------------


class Days(NamedTuple):
    """One reading of “3个工作日前”: the day it leads to, and the days between as (day, what it is)."""

    reading: Reading
    day: date
    counted: tuple[tuple[date, str], ...]


def earliest(served: date, calendar: Calendar) -> list[Days]:
    """The earliest day of entry for a notice served on a day, in both readings (T01, C7)."""
    return [_told(r, earliest_entry(served, calendar, r), served, calendar) for r in _both()]


def latest(enter_on: date, calendar: Calendar) -> list[Days]:
    """The latest day of service for an entry on a day, in both readings (T01, C7)."""
    return [_told(r, latest_service(enter_on, calendar, r), enter_on, calendar) for r in _both()]


def _both() -> tuple[Reading, Reading]:
    return ("A", STRICT)


def _told(reading: Reading, found: date, other: date, calendar: Calendar) -> Days:
    first, last = min(found, other), max(found, other)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return Days(reading, found, tuple(_marks(days, calendar)))


def _marks(days: Sequence[date], calendar: Calendar) -> list[tuple[date, str]]:
    marks, number = [], 0
    for place, one in enumerate(days):
        working = calendar.is_working_day(one)
        number += working and place > 0
        mark = "送达" if place == 0 else f"第{number}个工作日" if working else "休息日"
        if place == len(days) - 1:
            mark = f"进点（{mark}）"
        if working and one.weekday() >= 5:  # noqa: PLR2004  Saturday
            mark += "，调休上班"
        marks.append((one, f"周{WEEKDAYS[one.weekday()]}　{mark}"))
    return marks
