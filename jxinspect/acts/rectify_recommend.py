"""Recommendation to the organ that has to decide, and its answer (D56; 办法 24(三), 29-38)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from jxinspect.acts.inspect import citable, find_evidence
from jxinspect.acts.inspect_finding import find_finding
from jxinspect.acts.procedure import admit, begin, issue
from jxinspect.acts.service import find_document
from jxinspect.errors import Incomplete, Refused
from jxinspect.law.civil import day
from jxinspect.law.recommend import Kind, kind, proposed
from jxinspect.law.terms import Adopted
from jxinspect.law.violations import VIOLATIONS
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.circular import Recommendation, RecommendationReply
from jxinspect.model.consultation import standing_findings
from jxinspect.model.document import Document
from jxinspect.model.inspect import Evidence, Finding
from jxinspect.model.plan import Inspection
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import inspection_records

BASIS = "办法 24(三)"


def suggestions(case: CaseFile, number: str) -> list[tuple[Kind, list[Finding]]]:
    """What the violation codes of the findings propose, with the findings that do."""
    found = standing_findings(inspection_records(case, number))
    codes = [one.violation for one in found if one.violation]
    return [(one, [f for f in found if f.violation in one.violations]) for one in proposed(codes)]


def recommend(
    case: CaseFile,
    number: str,
    *,
    organ: str,
    kinds: Sequence[str],
    findings: Sequence[int] = (),
    facts: str = "",
    text: str = "",
    basis: Sequence[str] = (),
    evidence: Sequence[str] = (),
    reply_due: date | None = None,
    external_number: str | None = None,
    **fields: Any,
) -> tuple[Recommendation, Document]:
    """Recommend to an organ what it should decide (D56). `fields`: contact, phone.

    Findings that are not named are those whose violation proposes it; facts, evidence and basis come from them.
    """
    records = begin(case, number, "rectify.recommend")
    chosen = [kind(code) for code in kinds]
    about = [find_finding(records, seq) for seq in findings] or _meant(records, chosen)
    _complete(case, organ, chosen, about, reply_due)
    items = find_evidence(records, evidence) or _evidence(records, about)
    given = {column: value for column, value in fields.items() if value}
    row = Recommendation(
        inspection_id=records.inspection.id,
        at=case.at,
        organ=organ.strip(),
        findings=[one.id for one in about],
        kinds=[one.code for one in chosen],
        facts=facts.strip() or "\n".join(f"{one.title.rstrip('。')}：{one.facts}" for one in about),
        basis=list(dict.fromkeys([BASIS, *_basis(case, chosen, about), *citable(basis)])),
        text=text.strip() or "\n".join(one.text for one in chosen),
        evidence=[one.id for one in items],
        reply_due=reply_due,
        **{"contact": case.actor, "phone": records.agency.phone, **given},
    )
    admit(case, records, "rectify.recommend", row)
    return row, issue(case, records, "D56", row, number=external_number)


def _meant(records: InspectionRecords, kinds: Sequence[Kind]) -> list[Finding]:
    codes = {code for one in kinds for code in one.violations}
    return [one for one in standing_findings(records) if one.violation in codes]


def _evidence(records: InspectionRecords, findings: Iterable[Finding]) -> list[Evidence]:
    ids = dict.fromkeys(id_ for one in findings for id_ in one.evidence)
    return [records.find(Evidence, id_) for id_ in ids]


def _basis(case: CaseFile, kinds: Sequence[Kind], findings: Sequence[Finding]) -> list[str]:
    """What the violations rest on, by the day of the fact (G42), and what the recommendation itself rests on."""
    found: list[str] = []
    for one in findings:
        violation = VIOLATIONS.get(one.violation or "")
        found += violation.basis_on(one.period_to or day(case.at)) if violation else one.basis
    return [*found, *(ref for one in kinds for ref in one.statutes)]


def _complete(
    case: CaseFile, organ: str, kinds: Sequence[Kind], findings: Sequence[Finding], reply_due: date | None
) -> None:
    faults = [] if organ.strip() else ["没有写主送机关（--organ）"]
    if not kinds:
        faults.append("没有写建议的内容（--kind）")
    if not findings:
        faults.append("没有写根据哪些问题（--finding），也没有与建议对应的违法情形")
    if reply_due is not None and reply_due <= day(case.at):
        faults.append(f"反馈期限{reply_due}不晚于今天{day(case.at)}（--reply-due）")
    if faults:
        raise Incomplete(
            "处理建议书的事实不全或者有误",
            why="建议书写明主送机关、事实、证据、依据、建议和反馈要求（办法 24(三)）",
            todo="补齐或者改正后重新办理",
            items=faults,
        )


def reply(
    case: CaseFile,
    paper_number: str,
    *,
    received_on: date,
    adopted: Adopted,
    text: str,
    reference: str = "",
    complete: bool = True,
) -> RecommendationReply:
    """Register what the organ answered to a recommendation (its number); `complete` ends the waiting."""
    paper = find_document(case, paper_number)
    if paper.kind != "D56" or paper.inspection_id is None:
        raise Refused(
            f"{paper.number} 不是处理建议书",
            why=f"这是{paper.title}",
            todo="用 jxinspect rectify recommend list 查看文号",
        )
    records = begin(case, case.get(Inspection, paper.inspection_id).number, "rectify.recommend.reply")
    asked = records.find(Recommendation, paper.subject_id)
    _answerable(case, records, asked, received_on, text)
    row = RecommendationReply(
        inspection_id=records.inspection.id,
        at=case.at,
        recommendation_id=asked.id,
        received_on=received_on,
        reference=reference.strip(),
        adopted=adopted,
        text=text.strip(),
        complete=complete,
    )
    admit(case, records, "rectify.recommend.reply", row)
    return row


def _answerable(
    case: CaseFile, records: InspectionRecords, asked: Recommendation, received_on: date, text: str
) -> None:
    if any(row.recommendation_id == asked.id and row.complete for row in records.of(RecommendationReply)):
        raise Refused(
            f"{asked.organ}的反馈已经登记完毕",
            why="登记过的反馈不得改写（G55）",
            todo="用 jxinspect rectify recommend list 查看",
        )
    faults = [] if text.strip() else ["没有写反馈的内容（--text）"]
    if not day(asked.at) <= received_on <= day(case.at):
        faults.append(f"收到日期{received_on}应当在建议{day(asked.at)}至今天{day(case.at)}之间（--received）")
    if faults:
        raise Incomplete(
            "反馈的登记不全或者有误", why="写明是否采纳和处理结果（办法 24(三)）", todo="补齐", items=faults
        )
