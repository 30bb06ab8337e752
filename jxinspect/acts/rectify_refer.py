"""Referral to other organs, the police and discipline inspection, and what becomes of it (D57-D59; 办法 24(三), 39)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from jxinspect.acts.inspect import citable, find_evidence
from jxinspect.acts.inspect_finding import find_finding
from jxinspect.acts.procedure import admit, begin, issue
from jxinspect.acts.service import find_document
from jxinspect.acts.year import require_approver
from jxinspect.errors import Incomplete, Refused
from jxinspect.law.dates import chinese_moment
from jxinspect.law.measure import CrimeVerdict, ReferralKind, ReferralStepKind, Secrecy
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.consultation import standing_findings
from jxinspect.model.crime import CrimeDecision, CrimeReport
from jxinspect.model.document import Document
from jxinspect.model.inspect import Evidence, Finding
from jxinspect.model.plan import Inspection
from jxinspect.model.referral import Referral, ReferralStep
from jxinspect.store.casefile import CaseFile

#: What each referral rests on.
BASIS = {
    ReferralKind.AGENCY: ("办法 24(三)",),
    ReferralKind.POLICE: ("办法 39", "移送规定 3、5、6"),
    ReferralKind.DISCIPLINE: ("办法 24(三)", "移送规定 18"),
}
KIND = {ReferralKind.AGENCY: "D57", ReferralKind.POLICE: "D58", ReferralKind.DISCIPLINE: "D59"}
#: Which steps may follow in which referral: the police file or do not, others take it or do not.
_COMMON = (ReferralStepKind.ACCEPTED, ReferralStepKind.OUTSIDE, ReferralStepKind.RESULT)
STEPS = {
    ReferralKind.AGENCY: _COMMON,
    ReferralKind.DISCIPLINE: _COMMON,
    ReferralKind.POLICE: tuple(ReferralStepKind),
}


@dataclass(frozen=True)
class Enclosed:
    """What goes along: papers with copies and pages, things with quantity, expert opinions."""

    materials: Sequence[dict[str, str]] = ()
    items: Sequence[dict[str, str]] = ()
    expertise: Sequence[str] = ()


def refer(
    case: CaseFile,
    number: str,
    kind: ReferralKind,
    *,
    organ: str,
    title: str,
    reason: str,
    approver: str = "",
    approval: str = "",
    findings: Sequence[int] = (),
    facts: str = "",
    basis: Sequence[str] = (),
    evidence: Sequence[str] = (),
    enclosed: Enclosed | None = None,
    persons: Sequence[dict[str, str]] = (),
    external_number: str | None = None,
    **fields: Any,
) -> tuple[Referral, list[Document]]:
    """Refer findings to an organ (D57 with its approval, D58, D59).

    To the police only after the decision of the head (G70). `fields`: investigation, copy_to, secrecy, channel,
    contact, phone. Without materials, the evidence of the findings goes along.
    """
    records = begin(case, number, "rectify.refer")
    decision = _decision(records) if kind is ReferralKind.POLICE else None
    about = _about(records, decision, findings)
    _complete(kind, organ, about, {"案由（--title）": title, "理由（--reason）": reason}, persons)
    given = enclosed or Enclosed()
    items = find_evidence(records, evidence) or _evidence(records, about)
    own = {column: value for column, value in fields.items() if value}
    row = Referral(
        inspection_id=records.inspection.id,
        at=case.at,
        kind=kind,
        organ=organ.strip(),
        findings=[one.id for one in about],
        title=title.strip(),
        facts=facts.strip() or _facts(records, decision, about),
        reason=reason.strip(),
        basis=list(dict.fromkeys([*BASIS[kind], *citable(basis)])),
        materials=[*given.materials, *(_paper(one) for one in items)],
        items=list(given.items),
        expertise=list(given.expertise),
        persons=list(persons),
        decision_id=decision.id if decision else None,
        approved_by=decision.decided_by if decision else require_approver(case, approver).id,
        approval=approval.strip() or "同意移送。",
        **{"contact": case.actor, "phone": records.agency.phone, **own},
    )
    if kind is ReferralKind.DISCIPLINE and row.secrecy is None:
        row.secrecy = Secrecy.INTERNAL
    admit(case, records, "rectify.refer", row)
    papers = [issue(case, records, KIND[kind], row, number=external_number)]
    if kind is ReferralKind.AGENCY:
        papers.append(issue(case, records, "D57x", row))
    return row, papers


def _decision(records: InspectionRecords) -> CrimeDecision:
    """The decision to refer that has not been carried out."""
    done = {row.decision_id for row in records.of(Referral)}
    found = [row for row in records.of(CrimeDecision) if row.verdict == CrimeVerdict.REFER and row.id not in done]
    if not found:
        raise Refused(
            "没有待执行的移送决定",
            why="移送公安机关须先经本机关正职负责人或者主持工作的负责人批准（移送规定 5 II）",
            todo="先用 jxinspect rectify refer report 报告，再用 rectify refer decide 登记决定",
        )
    return found[0]


def _about(records: InspectionRecords, decision: CrimeDecision | None, findings: Sequence[int]) -> list[Finding]:
    if decision is not None:
        return [records.find(Finding, id_) for id_ in decision.findings]
    return [find_finding(records, seq) for seq in findings] or standing_findings(records)


def _facts(records: InspectionRecords, decision: CrimeDecision | None, about: Sequence[Finding]) -> str:
    if decision is not None and decision.report_id:
        return records.find(CrimeReport, decision.report_id).facts
    return "\n".join(f"{one.title.rstrip('。')}：{one.facts}" for one in about)


def _evidence(records: InspectionRecords, about: Sequence[Finding]) -> list[Evidence]:
    ids = dict.fromkeys(id_ for one in about for id_ in one.evidence)
    return [records.find(Evidence, id_) for id_ in ids]


def _paper(one: Evidence) -> dict[str, str]:
    return {"name": f"{one.name}（{one.code}，{one.form.label}）", "copies": "1", "pages": str(one.pages or "")}


def _complete(
    kind: ReferralKind,
    organ: str,
    about: Sequence[Finding],
    texts: dict[str, str],
    persons: Sequence[dict[str, str]],
) -> None:
    faults = [f"没有写{name}" for name, text in {"受移送机关（--organ）": organ, **texts}.items() if not text.strip()]
    if not about:
        faults.append("没有写移送哪些问题（--finding）")
    if kind is ReferralKind.DISCIPLINE and not persons:
        faults.append("没有写涉及的人员和职务（--person 姓名=职务）")
    if faults:
        raise Incomplete(
            "移送的事实不全",
            why="移送写明受移送机关、案情、理由、依据和材料清单（办法 24(三)、39；移送规定 6）",
            todo="补齐后重新办理",
            items=faults,
        )


def step(
    case: CaseFile,
    paper_number: str,
    kind: ReferralStepKind,
    *,
    happened_at: datetime,
    reference: str = "",
    text: str = "",
) -> tuple[ReferralStep, Referral]:
    """Note what happened to a referral (by the number of its paper): receipt, filing, reconsideration, hand-over."""
    paper = find_document(case, paper_number)
    if paper.kind not in KIND.values() or paper.inspection_id is None:
        raise Refused(
            f"{paper.number} 不是移送的文书", why=f"这是{paper.title}", todo="用 jxinspect rectify refer list 查看文号"
        )
    records = begin(case, case.get(Inspection, paper.inspection_id).number, "rectify.refer.step")
    referral = records.find(Referral, paper.subject_id)
    _possible(case, records, referral, kind, happened_at)
    row = ReferralStep(
        inspection_id=records.inspection.id,
        at=case.at,
        referral_id=referral.id,
        kind=kind,
        happened_at=happened_at,
        reference=reference.strip(),
        text=text.strip(),
    )
    admit(case, records, "rectify.refer.step", row)
    return row, referral


def _possible(
    case: CaseFile, records: InspectionRecords, referral: Referral, kind: ReferralStepKind, happened_at: datetime
) -> None:
    if kind not in STEPS[referral.kind]:
        raise Refused(
            f"移送{referral.organ}没有“{kind.label}”这一步",
            why=f"{referral.kind.label}的移送可以登记：{'、'.join(one.label for one in STEPS[referral.kind])}",
            todo="核对文号和 --step",
        )
    had = {row.kind for row in records.of(ReferralStep) if row.referral_id == referral.id}
    after = {
        ReferralStepKind.REVIEW: ReferralStepKind.NOT_FILED,
        ReferralStepKind.SUPERVISION: ReferralStepKind.NOT_FILED,
        ReferralStepKind.HANDED: ReferralStepKind.FILED,
    }.get(kind)
    if after is not None and after not in had:
        raise Refused(
            f"还没有登记公安机关“{after.label}”，不能“{kind.label}”",
            why="接到不予立案的通知后三日内提请复议或者建议立案监督，接到立案通知后三日内移交（移送规定 9、12）",
            todo=f"先用 jxinspect rectify refer step --step {after.value} 登记",
        )
    if not referral.at <= happened_at <= case.at:
        raise Incomplete(
            "时间有误",
            why=f"{chinese_moment(happened_at)}应当在移送{chinese_moment(referral.at)}至现在之间",
            todo="改正 --time",
        )
