"""Guards of the scheme and the team: G02, G03, G03a, G06, G07 (办法 2, 6, 22(一), 26)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from jxinspect.law.civil import day
from jxinspect.law.terms import OUT_OF_SCOPE, Role
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.base import Dated, Record
from jxinspect.model.guards.base import Breach, rule
from jxinspect.model.kinds import (
    Defence,
    Entry,
    EvidenceSheet,
    Extraction,
    Notice,
    OrderRecheck,
    Preservation,
    Proceeding,
    Questioning,
    Recheck,
    Reseal,
    Seal,
    SealRelease,
    SiteRecord,
)
from jxinspect.model.plan import Approval, Scheme, Staff, TeamMember
from jxinspect.model.team import INSPECTORS, present

#: What a scheme must say (办法 22(一)): column → words for the user.
SCHEME_FIELDS = {"items": "检查项目", "scope": "检查范围", "content": "检查内容", "method": "检查方式"}
#: Words that name a matter of others in running text → the word of OUT_OF_SCOPE. “医疗” alone may be a benefit of
#: the injury fund, so only the names of the foreign funds count here.
FOREIGN = {"医疗保险": "医疗", "医保基金": "医疗", "生育保险": "生育", "生育津贴": "生育", "委托投资": "委托投资"}
#: 办法 26 I: 两名及以上.
TWO = 2


def approved(records: InspectionRecords, subject: str, subject_id: str, by: datetime | None = None) -> bool:
    """Whether the head granted the subject (scheme, flight, seal), not later than `by`."""
    decisions = [a for a in records.of(Approval) if (a.subject, a.subject_id) == (subject, subject_id)]
    return any(a.granted and (by is None or a.at <= by) for a in decisions)


def scheme_in_force(records: InspectionRecords, at: datetime) -> Scheme | None:
    """The newest scheme at that moment if the head had approved it; None otherwise."""
    drawn_up = [s for s in records.of(Scheme) if s.at <= at]
    return drawn_up[-1] if drawn_up and approved(records, "scheme", drawn_up[-1].id, at) else None


def acted_without(records: InspectionRecords) -> list[Notice | Entry]:
    """Notices and entries that did not rest on an approved scheme, in the order of their time."""
    acts: list[Notice | Entry] = [*records.of(Notice), *records.of(Entry)]
    return sorted((act for act in acts if scheme_in_force(records, act.at) is None), key=lambda act: act.at)


@rule("G02")
def scheme_approved(records: InspectionRecords) -> Iterator[Breach]:
    """G02: a notice and work on site rest on an approved scheme."""
    for act in acted_without(records):
        what = "进点" if isinstance(act, Entry) else "制发通知"
        text = f"检查 {records.inspection.number} 在{day(act.at)}{what}时没有经审批的检查方案"
        yield Breach("G02", act.id, text)
    yield from _after_late_refusal(records)


def _after_late_refusal(records: InspectionRecords) -> Iterator[Breach]:
    """What was begun with the head's leave stops when he refuses the approval that was to be made up for."""
    decisions = [a for a in records.of(Approval) if a.subject == "scheme"]
    if not decisions or decisions[-1].granted or decisions[-1].late_for is None:
        return
    for record, at, _ in acting(records):
        if at > decisions[-1].at and not isinstance(record, (Entry, SealRelease, Recheck)):
            text = f"检查 {records.inspection.number} 补办审批未获批准，仍于{day(at)}继续检查"
            yield Breach("G02", record.id, text)


@rule("G03")
def scheme_complete(records: InspectionRecords) -> Iterator[Breach]:
    """G03: a scheme names items, scope, content, time and method."""
    for scheme in records.of(Scheme):
        missing = [title for column, title in SCHEME_FIELDS.items() if not getattr(scheme, column).strip()]
        if scheme.ends_on < scheme.starts_on:
            missing.append(f"检查时间（结束日期{scheme.ends_on}早于开始日期{scheme.starts_on}）")
        if missing:
            yield Breach("G03", scheme.id, "检查方案缺少：" + "、".join(missing))


def foreign_matter(text: str) -> str | None:
    """Why the text names a matter that others supervise (办法 2, 41); None when it does not."""
    for words, owner in FOREIGN.items():
        if words in text:
            return f"写有“{words}”，该事项归{OUT_OF_SCOPE[owner]}"
    return None


@rule("G03a")
def within_scope(records: InspectionRecords) -> Iterator[Breach]:
    """G03a: medical and maternity funds and entrusted investment belong to others (办法 2, 41)."""
    for scheme in records.of(Scheme):
        fault = foreign_matter("\n".join((scheme.items, scheme.scope, scheme.content)))
        if fault:
            yield Breach("G03a", scheme.id, f"检查方案{fault}")


def acting(records: InspectionRecords) -> Iterator[tuple[Record, datetime, list[str]]]:
    """Every act that the law reserves to inspectors: the record, its moment, the ids of who carried it out."""
    on_site: tuple[type[Dated], ...] = (Entry, Questioning, SiteRecord, EvidenceSheet, Extraction)
    later: tuple[type[Dated], ...] = (Reseal, SealRelease, Recheck)
    for kind in (*on_site, *later):
        for record in records.of(kind):
            yield record, record.at, getattr(record, "inspectors")  # noqa: B009  the column is common, its class is not
    for seal in records.of(Seal):
        if seal.acted_at:
            yield seal, seal.acted_at, seal.inspectors
    for one in records.of(Proceeding):
        yield one, one.at, one.handlers
    yield from ((kept, kept.at, kept.officers) for kept in records.of(Preservation))
    yield from ((heard, heard.at, heard.listeners) for heard in records.of(Defence) if heard.points)
    # Earlier versions did not ask who had looked whether an order was obeyed.
    yield from ((again, again.at, again.inspectors) for again in records.of(OrderRecheck) if again.inspectors)


def certified(staff: Staff, on: date) -> bool:
    """Whether somebody is an inspector with a certificate valid on that day (办法 6 III). Third parties never are."""
    return (
        staff.role != Role.THIRD_PARTY
        and bool(staff.certificate)
        and staff.certificate_from is not None
        and staff.certificate_to is not None
        and staff.certificate_from <= on <= staff.certificate_to
    )


def small_team(records: InspectionRecords) -> Iterator[Breach]:
    """G05 for the team: once it is formed, approved or announced, it has two inspectors at least."""
    members = records.of(TeamMember)
    named = present(records, *INSPECTORS)
    granted = any(a.subject == "scheme" and a.granted for a in records.of(Approval))
    if len(named) >= TWO or not (granted or bool(members) or bool(records.of(Notice))):
        return
    subject: Record = members[-1] if members else records.inspection
    names = "、".join(records.staff[m.staff_id].name for m in named) or "无"
    yield Breach("G05", subject.id, f"检查组的检查人员不足两名（现有：{names}）")


@rule("G06")
def certificates_valid(records: InspectionRecords) -> Iterator[Breach]:
    """G06: who acts as an inspector holds a certificate valid on the day of the act."""
    for record, at, ids in acting(records):
        for person in records.people(ids):
            if not certified(person, day(at)):
                yield Breach("G06", record.id, f"{person.name}在{day(at)}没有有效的行政执法证（{validity(person)}）")
    for member in present(records, *INSPECTORS):
        person = records.staff[member.staff_id]
        if not certified(person, day(member.at)):
            yield Breach("G06", member.id, f"检查组成员{person.name}没有有效的行政执法证（{validity(person)}）")


def validity(person: Staff) -> str:
    """In words what is known of somebody's certificate."""
    if person.role == Role.THIRD_PARTY:
        return "第三方人员不能担任检查人员"
    if not person.certificate:
        return "名册中没有登记证件"
    return f"证号{person.certificate}，有效期{person.certificate_from}至{person.certificate_to}"


@rule("G07")
def certificate_lasts(records: InspectionRecords) -> Iterator[Breach]:
    """G07: a certificate that runs out before the planned end of the inspection."""
    scheme = records.last(Scheme)
    if scheme is None:
        return
    for member in present(records, *INSPECTORS):
        person = records.staff[member.staff_id]
        if certified(person, day(member.at)) and person.certificate_to and person.certificate_to < scheme.ends_on:
            text = f"{person.name}的执法证于{person.certificate_to}到期，检查计划到{scheme.ends_on}结束"
            yield Breach("G07", member.id, text)
