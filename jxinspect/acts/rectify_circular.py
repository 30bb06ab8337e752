"""Circular on an inspection (D55; 办法 24(一)): approved by the head, and never a penalty (K5, G47)."""

from __future__ import annotations

from collections.abc import Sequence

from jxinspect.acts.inspect_finding import find_finding
from jxinspect.acts.procedure import admit, begin, issue
from jxinspect.acts.year import require_approver
from jxinspect.errors import Incomplete
from jxinspect.model.circular import Circular
from jxinspect.model.consultation import standing_findings
from jxinspect.model.document import Document
from jxinspect.store.casefile import CaseFile

APPROVED = "同意通报"


def circulate(
    case: CaseFile,
    number: str,
    *,
    recipients: Sequence[str],
    causes: str,
    handling: str,
    demands: str,
    approver: str,
    approval: str = "",
    facts: str = "",
    findings: Sequence[int] = (),
    about: str = "",
    title: str = "",
    external_number: str | None = None,
) -> tuple[Circular, Document]:
    """Issue a circular (D55). Facts that are not written come from the findings."""
    records = begin(case, number, "rectify.circular")
    chosen = [find_finding(records, seq) for seq in findings] or standing_findings(records)
    told = facts.strip() or "\n".join(f"{one.title.rstrip('。')}：{one.facts}" for one in chosen)
    named = about.strip() or records.unit.name
    _complete(
        {
            "事实（--fact）": told,
            "原因（--cause）": causes,
            "处理（--handling）": handling,
            "要求（--demand）": demands,
        },
        recipients,
    )
    row = Circular(
        inspection_id=records.inspection.id,
        at=case.at,
        about=named,
        title=title.strip() or f"关于{named}社会保险基金监督检查情况的通报",
        facts=told,
        causes=causes.strip(),
        handling=handling.strip(),
        demands=demands.strip(),
        recipients=list(recipients),
        findings=[one.id for one in chosen],
        approved_by=require_approver(case, approver).id,
        approval=approval.strip() or APPROVED,
    )
    admit(case, records, "rectify.circular", row)
    return row, issue(case, records, "D55", row, number=external_number)


def _complete(texts: dict[str, str], recipients: Sequence[str]) -> None:
    faults = [f"没有写{name}" for name, text in texts.items() if not text.strip()]
    if not [one for one in recipients if one.strip()]:
        faults.append("没有写发送范围（--to）")
    if faults:
        raise Incomplete(
            "通报的内容不全",
            why="通报写明对象、事实、原因、处理、要求和发送范围（办法 24(一)）",
            todo="补齐后重新办理",
            items=faults,
        )
