"""Guards of recusal and of the separation of inspecting and deciding: G08, G13, G14 (办法 26 III; 行政处罚法 43)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from jxinspect.law.dates import chinese_moment
from jxinspect.law.deadlines import add_months
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.guards.base import Breach, rule
from jxinspect.model.guards.plan import acting
from jxinspect.model.guards.proceeding import hosts_apart
from jxinspect.model.kinds import (
    Decision,
    HearingNotice,
    Interest,
    Proceeding,
    ProceedingClosing,
    RecusalDecision,
    RecusalRequest,
    Report,
    SealExtension,
    SealRelease,
)
from jxinspect.model.plan import Approval
from jxinspect.model.proceeding_course import of
from jxinspect.model.team import INSPECTORS, present


@dataclass(frozen=True)
class Decided:
    """A decision in an inspection: its record, what it is, when, who decided, and who else had a say in it."""

    record_id: str
    title: str
    at: datetime
    by: str
    others: tuple[str, ...] = ()
    prepared_by: str | None = None

    @property
    def people(self) -> tuple[str, ...]:
        return (self.by, *self.others)


#: What an approval is about → words for the user.
APPROVALS = {"scheme": "审批检查方案", "seal": "审批封存", "flight": "审批飞行检查"}


def decisions(records: InspectionRecords) -> Iterator[Decided]:
    """Every decision of the inspection. Who prepares a matter investigates; he does not decide (行政处罚法 43 III)."""
    for one in records.of(Approval):
        reviewers = (one.reviewed_by,) if one.reviewed_by else ()
        title = APPROVALS.get(one.subject, "审批")
        yield Decided(one.id, title, one.at, one.approved_by, reviewers, one.prepared_by)
    for extension in records.of(SealExtension):
        yield Decided(extension.id, "决定延长封存", extension.at, extension.approved_by)
    for release in records.of(SealRelease):
        if release.approved_by:
            yield Decided(release.id, "决定解除封存", release.at, release.approved_by)
    for report in records.of(Report):
        yield Decided(report.id, "签发检查报告", report.at, report.signed_by)
    for ruling in records.of(RecusalDecision):
        if ruling.decided_by:
            yield Decided(ruling.id, "决定回避申请", ruling.at, ruling.decided_by)
    yield from _of_proceedings(records)


def _of_proceedings(records: InspectionRecords) -> Iterator[Decided]:
    """Filing, decision, closing; a handler of the case who decides it has prepared it himself (行政处罚法 57)."""
    for case in records.of(Proceeding):
        made = [Decided(case.id, "批准立案", case.at, case.approved_by, (case.reviewed_by,))]
        made += [Decided(row.id, "作出决定", row.at, row.approved_by) for row in of(records, Decision, case)]
        made += [
            Decided(row.id, "批准结案", row.at, row.approved_by, (row.reviewed_by,))
            for row in of(records, ProceedingClosing, case)
        ]
        yield from (replace(one, prepared_by=one.by if one.by in case.handlers else None) for one in made)


# ---- G08 -----------------------------------------------------------------------------------------------------


@rule("G08")
def no_interest(records: InspectionRecords) -> Iterator[Breach]:
    """G08: a declared tie to the unit and a granted recusal exclude; a tie that was found is to be looked into."""
    for member in present(records):
        for tie in records.of(Interest):
            if tie.staff_id == member.staff_id and not long_ago(tie, records):
                name = records.staff[member.staff_id].name
                text = f"{name}与{records.unit.name}存在利害关系：{tie.text}"
                yield Breach("G08", member.id, text, mild=not tie.declared)
    for ruling in records.of(RecusalDecision):
        if ruling.granted:
            yield from _takes_part(records, ruling)


def long_ago(tie: Interest, records: InspectionRecords) -> bool:
    """Whether a former job ended longer ago than the office looks back."""
    if tie.kind != "former_job" or tie.until is None:
        return False
    return former_job_is_over(tie.until, records)


def former_job_is_over(until: date, records: InspectionRecords) -> bool:
    """Whether somebody left the unit longer ago than `recusal.former_job_years`."""
    return add_months(until, 12 * records.world.number("recusal.former_job_years")) < records.world.today


def _takes_part(records: InspectionRecords, ruling: RecusalDecision) -> Iterator[Breach]:
    """Where somebody still takes part from whom a granted recusal keeps the inspection."""
    who = records.find(RecusalRequest, ruling.request_id).staff_id
    said = f"{records.staff[who].name}已于{chinese_moment(ruling.at)}决定回避"
    for member in present(records):
        if member.staff_id == who:
            yield Breach("G08", member.id, f"{said}，仍在检查组")
    for record, at, ids in acting(records):
        if at > ruling.at and who in ids:
            yield Breach("G08", record.id, f"{said}，仍于{chinese_moment(at)}参加检查")
    for decision in decisions(records):
        if decision.at > ruling.at and who in decision.people:
            yield Breach("G08", decision.record_id, f"{said}，仍于{chinese_moment(decision.at)}{decision.title}")


# ---- G13, G14 ------------------------------------------------------------------------------------------------


@rule("G13")
def pending_decides_nothing(records: InspectionRecords) -> Iterator[Breach]:
    """G13: until the head has decided on a recusal, that person has no part in decisions; inspecting goes on."""
    for request in records.of(RecusalRequest):
        for decision in decisions(records):
            if request.staff_id in decision.people and _open(records, request, decision):
                name = records.staff[request.staff_id].name
                made = chinese_moment(request.at)
                text = f"对{name}的回避申请（{made}）尚未决定，{name}不能{decision.title}"
                yield Breach("G13", decision.record_id, text)


def _open(records: InspectionRecords, request: RecusalRequest, decision: Decided) -> bool:
    """Also a decision about oneself is made while the request is open."""
    from jxinspect.model.recusal import decision_on, pending

    ruling = decision_on(records, request)
    own = ruling is not None and ruling.id == decision.record_id
    return own or pending(records, request, decision.at)


@rule("G14")
def approver_is_no_sole_investigator(records: InspectionRecords) -> Iterator[Breach]:
    """G14: who decides has not prepared the matter himself, nor inspected alone; nor has the host of a hearing."""
    for decision in decisions(records):
        name = records.staff[decision.by].name
        if decision.prepared_by == decision.by:
            yield Breach("G14", decision.record_id, f"{decision.title}：{name}既是承办人又是决定人")
        elif investigators(records, decision.at) == {decision.by}:
            yield Breach("G14", decision.record_id, f"{decision.title}：{name}是本案唯一的检查人员")
    if records.of(HearingNotice):
        yield from hosts_apart(records, investigators(records, records.world.at))


def investigators(records: InspectionRecords, by: datetime) -> set[str]:
    """Who had inspected by then: who carried out acts and, before there were any, the team of that day."""
    acted = {person for _, at, ids in acting(records) if at <= by for person in ids}
    return acted or {member.staff_id for member in present(records, *INSPECTORS, at=by)}


# ---- G56 -----------------------------------------------------------------------------------------------------


def recusal_order(records: InspectionRecords) -> Iterator[Breach]:
    """G56: no decision on a recusal is dated before the request."""
    for ruling in records.of(RecusalDecision):
        asked = records.find(RecusalRequest, ruling.request_id).at
        if ruling.at < asked:
            text = f"回避决定（{chinese_moment(ruling.at)}）早于回避申请（{chinese_moment(asked)}）"
            yield Breach("G56", ruling.id, text)
