"""Guards of the scheme and the team: G02, G03, G03a, G06-G08 (办法 2, 6, 22(一), 26)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from jxinspect.law.civil import day
from jxinspect.law.terms import OUT_OF_SCOPE, Role, TeamRole
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.base import Dated, Record
from jxinspect.model.guards.base import Breach, rule
from jxinspect.model.inspect import Entry, EvidenceSheet, Questioning, SiteRecord
from jxinspect.model.plan import Approval, Interest, Scheme, Staff, TeamMember
from jxinspect.model.rectify import Recheck
from jxinspect.model.seal import Seal, SealRelease

#: What a scheme must say (办法 22(一)): column → words for the user.
SCHEME_FIELDS = {"items": "检查项目", "scope": "检查范围", "content": "检查内容", "method": "检查方式"}


def approved(records: InspectionRecords, subject: str, subject_id: str, by: datetime | None = None) -> bool:
    """Whether the head granted the subject (scheme, flight, seal), not later than `by`."""
    decisions = [a for a in records.of(Approval) if (a.subject, a.subject_id) == (subject, subject_id)]
    return any(a.granted and (by is None or a.at <= by) for a in decisions)


@rule("G02")
def scheme_approved(records: InspectionRecords) -> Iterator[Breach]:
    """G02: work on site rests on an approved scheme."""
    if any(approved(records, "scheme", scheme.id) for scheme in records.of(Scheme)):
        return
    started = [*records.of(Entry), *records.documents("D05", "D06")]
    pending = started or (
        [records.inspection] if records.inspection.state not in ("planned", "schemed", "approved") else []
    )
    for record in pending[:1]:
        yield Breach("G02", record.id, f"检查 {records.inspection.number} 没有经审批的检查方案")


@rule("G03")
def scheme_complete(records: InspectionRecords) -> Iterator[Breach]:
    """G03: a scheme names items, scope, content, time and method."""
    for scheme in records.of(Scheme):
        missing = [title for column, title in SCHEME_FIELDS.items() if not getattr(scheme, column).strip()]
        if scheme.ends_on < scheme.starts_on:
            missing.append(f"检查时间（结束日期{scheme.ends_on}早于开始日期{scheme.starts_on}）")
        if missing:
            yield Breach("G03", scheme.id, "检查方案缺少：" + "、".join(missing))


@rule("G03a")
def within_scope(records: InspectionRecords) -> Iterator[Breach]:
    """G03a: medical and maternity funds and entrusted investment belong to others (办法 2, 41)."""
    for scheme in records.of(Scheme):
        for word, owner in OUT_OF_SCOPE.items():
            if word in scheme.items + scheme.content:
                yield Breach("G03a", scheme.id, f"检查方案写有“{word}”，该事项归{owner}")


def acting(records: InspectionRecords) -> Iterator[tuple[Record, datetime, list[str]]]:
    """Every act that the law reserves to inspectors: the record, its moment, the ids of who carried it out."""
    kinds: tuple[type[Dated], ...] = (Entry, Questioning, SiteRecord, EvidenceSheet, SealRelease, Recheck)
    for kind in kinds:
        for record in records.of(kind):
            yield record, record.at, getattr(record, "inspectors")  # noqa: B009  the column is common, its class is not
    for seal in records.of(Seal):
        if seal.acted_at:
            yield seal, seal.acted_at, seal.inspectors


def certified(staff: Staff, on: date) -> bool:
    """Whether somebody is an inspector with a certificate valid on that day (办法 6 III). Third parties never are."""
    return (
        staff.role != Role.THIRD_PARTY
        and bool(staff.certificate)
        and staff.certificate_from is not None
        and staff.certificate_to is not None
        and staff.certificate_from <= on <= staff.certificate_to
    )


@rule("G06")
def certificates_valid(records: InspectionRecords) -> Iterator[Breach]:
    """G06: who acts as an inspector holds a certificate valid on the day of the act."""
    for record, at, ids in acting(records):
        for person in records.people(ids):
            if not certified(person, day(at)):
                yield Breach("G06", record.id, f"{person.name}在{day(at)}没有有效的行政执法证（{_validity(person)}）")
    for member in _present(records):
        person = records.staff[member.staff_id]
        if member.role != TeamRole.ASSISTANT and not certified(person, day(member.at)):
            yield Breach("G06", member.id, f"检查组成员{person.name}没有有效的行政执法证（{_validity(person)}）")


def _validity(person: Staff) -> str:
    if person.role == Role.THIRD_PARTY:
        return "第三方人员不能担任检查人员"
    if not person.certificate:
        return "名册中没有登记证件"
    return f"证号{person.certificate}，有效期{person.certificate_from}至{person.certificate_to}"


@rule("G07")
def certificate_lasts(records: InspectionRecords) -> Iterator[Breach]:
    """G07: a certificate that runs out during the planned inspection."""
    scheme = records.last(Scheme)
    if scheme is None:
        return
    for member in _present(records):
        end = records.staff[member.staff_id].certificate_to
        if member.role != TeamRole.ASSISTANT and end and scheme.starts_on <= end < scheme.ends_on:
            name = records.staff[member.staff_id].name
            yield Breach("G07", member.id, f"{name}的执法证于{end}到期，检查计划到{scheme.ends_on}结束")


def _present(records: InspectionRecords) -> list[TeamMember]:
    return [m for m in records.of(TeamMember) if m.left_at is None]


@rule("G08")
def no_interest(records: InspectionRecords) -> Iterator[Breach]:
    """G08: a tie to the unit that was declared excludes; one that was found is to be looked into."""
    for member in _present(records):
        for tie in records.of(Interest):
            if tie.staff_id == member.staff_id and not _long_ago(tie, records):
                name = records.staff[member.staff_id].name
                yield Breach(
                    "G08",
                    member.id,
                    f"{name}与{records.unit.name}存在利害关系：{tie.text}",
                    mild=not tie.declared,
                )


def _long_ago(tie: Interest, records: InspectionRecords) -> bool:
    if tie.kind != "former_job" or tie.until is None:
        return False
    years = records.world.number("recusal.former_job_years")
    return (records.world.today - tie.until).days > years * 366
