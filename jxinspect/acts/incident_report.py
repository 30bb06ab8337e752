"""Reports on incidents to the superior organ (D47): first, follow-up and final, and when each went (办法 28, 36)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from jxinspect.acts.incident import assessments, find, records_of
from jxinspect.acts.procedure import issue as issue_judged
from jxinspect.acts.year import fund_types
from jxinspect.documents import issue as documents
from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.amounts import format_amount
from jxinspect.law.civil import beijing
from jxinspect.law.incident import (
    IncidentLevel,
    IncidentStage,
    last_moment,
    limit,
    limit_text,
)
from jxinspect.law.terms import Role
from jxinspect.model.document import Document
from jxinspect.model.incident import Incident, IncidentAssessment, IncidentDispatch, IncidentReport
from jxinspect.model.inspect import Finding
from jxinspect.model.plan import Staff
from jxinspect.model.signed import DocumentVoid
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import own_agency, staff, world

#: Fields of a report that go on from the one before when they are not told anew: column → (name, option).
TEXTS = {
    "addressee": ("上级机关", "--to"),
    "happened": ("发生的时间和地点", "--happened"),
    "persons": ("涉案人员和相关人员的基本情况", "--persons"),
    "circumstances": ("情节", "--circumstances"),
    "handling": ("处理（审理）情况", "--handling"),
}


def reports_of(case: CaseFile, incident: Incident) -> list[IncidentReport]:
    """Its reports, oldest first, without those whose paper is void."""
    void = {row.document_id for row in case.all(DocumentVoid)}
    dead = {d.subject_id for d in case.all(Document, kind="D47") if d.id in void}
    return [row for row in case.all(IncidentReport, incident_id=incident.id) if row.id not in dead]


def dispatch_of(case: CaseFile, report: IncidentReport) -> IncidentDispatch | None:
    """When the report went, if it did."""
    return next(iter(case.all(IncidentDispatch, report_id=report.id)), None)


def issue(
    case: CaseFile,
    number: str,
    *,
    signed_by: str,
    stage: IncidentStage | None = None,
    recovered: int | None = None,
    funds: Sequence[str] = (),
    contact: str = "",
    phone: str = "",
    external_number: str | None = None,
    **texts: str,
) -> tuple[IncidentReport, Document]:
    """Make the next report of an incident (D47). What is not told goes on from the report before."""
    incident = find(case, number)
    assessed = _reportable(case, incident)
    earlier = reports_of(case, incident)
    before = earlier[-1] if earlier else None
    amount, back = _amounts(case, assessed, before, recovered)
    row = IncidentReport(
        incident_id=incident.id,
        inspection_id=incident.inspection_id,
        at=case.at,
        n=len(case.all(IncidentReport, incident_id=incident.id)) + 1,
        stage=_stage(case, incident, earlier, stage),
        level=assessed.level,
        signed_by=_signer(case, signed_by).id,
        funds=fund_types(funds) or (before.funds if before else incident.funds),
        amount=amount,
        recovered=back,
        loss=max(0, (amount or 0) - back),
        contact=contact or (before.contact if before else case.actor),
        phone=phone or (before.phone if before else own_agency(case).phone),
        **_texts(case, incident, before, texts),
    )
    case.add(row)
    return row, _paper(case, incident, row, external_number)


def _reportable(case: CaseFile, incident: Incident) -> IncidentAssessment:
    found = assessments(case, incident)
    if not found:
        raise Refused(
            f"要情 {incident.number} 还没有评估",
            why="先评估等级，再按等级的时限报告（办法 28）",
            todo=f"先用 jxinspect report incident assess {incident.number}",
        )
    if found[-1].level is IncidentLevel.NONE and not reports_of(case, incident):
        raise Refused(
            f"{incident.number} 评估为不属于要情，不需要报告",
            why=f"理由：{found[-1].reason}（办法 28）",
            todo="情况有变化的，先重新评估",
        )
    return found[-1]


def _stage(
    case: CaseFile, incident: Incident, earlier: Sequence[IncidentReport], told: IncidentStage | None
) -> IncidentStage:
    """The first report is the first; then a follow-up, unless it is said to be the final one."""
    if not earlier:
        if told in (None, IncidentStage.FIRST):
            return IncidentStage.FIRST
        raise _order(f"{incident.number} 还没有首报", "先首报，有进展的续报，办结的终报", "去掉 --stage")
    if earlier[-1].stage is IncidentStage.FINAL:
        raise _order(f"{incident.number} 已经终报", "终报以后不再报告", "有新情况的，登记新的要情")
    if dispatch_of(case, earlier[-1]) is None:
        raise _order(
            f"{incident.number} 的第{earlier[-1].n}次报告还没有报出",
            "前一次报出以后再写下一次",
            f"先用 jxinspect report incident send {incident.number}；不用的，先用 jxinspect doc void 作废",
        )
    if told is IncidentStage.FIRST:
        raise _order(f"{incident.number} 已经首报", "一件要情只有一次首报", "写 --stage follow 或者 final")
    return told or IncidentStage.FOLLOW


def _order(what: str, why: str, todo: str) -> Refused:
    return Refused(what, why=f"{why}（办法 28 II）", todo=todo)


def _signer(case: CaseFile, name: str) -> Staff:
    person = staff(case, name)
    if person.role != Role.APPROVER:
        raise Refused(
            f"{person.name}不能签发要情报告",
            why=f"名册中是{person.role.label}；要情报告由主要负责人或者分管负责人签名并加盖公章（人社部发〔2020〕21号）",
            todo="--signed-by 写机关负责人的姓名",
        )
    return person


def _amounts(
    case: CaseFile, assessed: IncidentAssessment, before: IncidentReport | None, told: int | None
) -> tuple[int | None, int]:
    """Gross amount as assessed, and what was recovered of it so far."""
    recovered = told if told is not None else before.recovered if before else 0
    if recovered < 0 or recovered > (assessed.amount or 0):
        raise Incomplete(
            f"追回金额 {format_amount(recovered)} 不对",
            why=f"涉及金额是{format_amount(assessed.amount or 0)}，追回不能小于零，也不能超过它",
            todo="核对 --recovered；涉及金额变化的，先用 report incident assess --amount 重新评估",
        )
    return assessed.amount, recovered


def _texts(case: CaseFile, incident: Incident, before: IncidentReport | None, given: dict[str, str]) -> dict[str, Any]:
    known = {column: getattr(before, column) if before else "" for column in TEXTS}
    known |= {"happened": known["happened"] or incident.happened, "persons": known["persons"] or incident.persons}
    if incident.finding_id is not None:
        known["circumstances"] = known["circumstances"] or case.get(Finding, incident.finding_id).facts
    told = known | {column: text.strip() for column, text in given.items() if text.strip()}
    missing = [f"{name}（{flag}）" for column, (name, flag) in TEXTS.items() if not told[column]]
    if missing:
        raise Incomplete("要情报告不全", why="要情报告应当完整、准确（办法 28 II）", todo="补齐", items=missing)
    return told


def _paper(case: CaseFile, incident: Incident, row: IncidentReport, number: str | None) -> Document:
    records = records_of(case, incident)
    if records is None:
        return documents.issue(case, "D47", row, records=None, number=number)
    return issue_judged(case, records, "D47", row, number=number)


def send(
    case: CaseFile, number: str, *, channel: str, receipt: str = "", late_reason: str = ""
) -> tuple[IncidentReport, IncidentDispatch]:
    """Record that the last report went; the moment of the act is when. After the limit it needs the reason."""
    incident = find(case, number)
    made = reports_of(case, incident)
    if not made:
        raise NotFound(
            f"{incident.number} 还没有要情报告",
            why="先制发，再报出",
            todo=f"先用 jxinspect report incident issue {incident.number}",
        )
    report = made[-1]
    gone = dispatch_of(case, report)
    if gone is not None:
        raise Refused(
            f"{incident.number} 的第{report.n}次报告已经报出",
            why=f"{beijing(gone.at):%Y-%m-%d %H:%M} 经{gone.channel}报出，记录不得改写（G55）",
            todo="核对编号；有新进展的，先制发续报",
            guards=("G55",),
        )
    if case.at < report.at:
        raise Refused(
            "报出的时间不对",
            why=f"报告于{beijing(report.at):%Y-%m-%d %H:%M}制发（G56）",
            todo="核对 --at",
            guards=("G56",),
        )
    _excused(case, incident, report, late_reason)
    row = IncidentDispatch(
        report_id=report.id,
        inspection_id=incident.inspection_id,
        at=case.at,
        channel=channel.strip(),
        receipt=receipt.strip(),
        late_reason=late_reason.strip(),
    )
    case.add(row)
    return report, row


def _excused(case: CaseFile, incident: Incident, report: IncidentReport, reason: str) -> None:
    """What goes after its limit says why (办法 36); a report that went before settles the limit of its level."""
    sent = [r for r in reports_of(case, incident) if r.level.rank >= report.level.rank and dispatch_of(case, r)]
    around = world(case)
    found = limit(report.level, assessments(case, incident)[-1].since, around.calendar, around.setting)
    if sent or found is None or case.at <= last_moment(found) or reason.strip():
        return
    raise Incomplete(
        f"{incident.number} 已经逾期，没有写明原因",
        why=f"{report.level.label}应当在 {limit_text(found)} 前报告；拖延不报要追究责任（办法 28、36）",
        todo="加 --late-reason 写明逾期的原因，记入时效清单",
    )


def said_limit(case: CaseFile, incident: Incident) -> str:
    """Until when the incident is to be reported, in words; empty when it is none."""
    around, assessed = world(case), assessments(case, incident)[-1]
    found = limit(assessed.level, assessed.since, around.calendar, around.setting)
    return limit_text(found) if found else ""
