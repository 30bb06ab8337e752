"""Changing a working paper: its review is lost, and what it said before stays readable (D21, 办法 22(三))."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from jxinspect.acts.inspect import citable, find_evidence
from jxinspect.acts.inspect_paper import find_paper
from jxinspect.acts.procedure import admit, begin, judge
from jxinspect.errors import Incomplete
from jxinspect.law.amounts import format_amount
from jxinspect.law.terms import Role
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.guards.paper import changed
from jxinspect.model.inspect import Evidence, WorkingPaper
from jxinspect.model.paper import PaperVersion
from jxinspect.model.signed import DocumentVoid
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import inspection_records, staff

#: What of a paper may change, with its title for people.
COLUMNS = {
    "method": "检查过程和方法",
    "facts": "发现的事实",
    "persons": "人数",
    "entries": "笔数",
    "amount": "金额",
    "basis": "依据",
    "nature": "定性",
    "cause": "原因",
    "effect": "影响",
    "evidence": "证据",
    "suggestion": "建议",
    "unit_opinion": "单位意见",
}


def revise(
    case: CaseFile,
    number: str,
    code: str,
    *,
    reason: str,
    basis: Sequence[str] = (),
    evidence: Sequence[str] = (),
    **fields: Any,
) -> PaperVersion:
    """Change a working paper; it waits for its review again, and a D21 made of what it said before is void.

    `evidence` is added to what is there; everything else replaces. Incomplete when nothing would change.
    """
    _explained(reason)
    records = begin(case, number, "inspect.revise")
    row = find_paper(records, code)
    added = [e.id for e in find_evidence(records, evidence)]
    given = fields | {
        "basis": citable(basis),
        "evidence": list(dict.fromkeys([*row.evidence, *added])) if added else [],
    }
    given = {key: value for key, value in given.items() if value not in (None, "", [])}
    changes = [
        {"name": key, "old": shown(records, key, getattr(row, key)), "new": shown(records, key, value)}
        for key, value in given.items()
        if getattr(row, key) != value
    ]
    if not changes:
        raise Incomplete(
            f"底稿 {row.code} 没有改动", why="写明的内容与底稿现在的内容相同", todo="写明要改动的内容，如 --facts 事实"
        )
    version = _ended(case, records, row, reason, changes)
    for key, value in given.items():
        setattr(row, key, value)
    row.reviewer, row.reviewed_at, row.review_text, row.version = None, None, "", row.version + 1
    admit(case, records, "inspect.revise", version)
    return version


def _explained(reason: str) -> None:
    if not reason.strip():
        raise Incomplete(
            "改动底稿没有写明理由",
            why="改动过的底稿要重新复核，复核人须知道为什么改动（办法 22(三)）",
            todo="用 --reason 写明",
        )


def _ended(
    case: CaseFile, records: InspectionRecords, row: WorkingPaper, reason: str, changes: list[dict[str, str]]
) -> PaperVersion:
    """The version that ends, with its review; its document is void."""
    paper = records.document_about("D21", row.id)
    if paper is not None:
        text = f"底稿已经改动（第{row.version + 1}版）：{reason.strip()}"
        void = DocumentVoid(document_id=paper.id, inspection_id=records.inspection.id, at=case.at, reason=text)
        case.add(void)
        records.add(void)
        judge(case, records, "doc.void")
    return PaperVersion(
        inspection_id=records.inspection.id,
        at=case.at,
        paper_id=row.id,
        version=row.version,
        changed_by=_own(case).id,
        reason=reason.strip(),
        changes=changes,
        reviewer=row.reviewer,
        reviewed_at=row.reviewed_at,
        review_text=row.review_text,
        document_id=paper.id if paper else None,
    )


def _own(case: CaseFile) -> Any:
    person = staff(case, case.actor)
    assert person.role != Role.THIRD_PARTY  # who is hired registers nothing (session.no_third_party)
    return person


def shown(records: InspectionRecords, column: str, value: Any) -> str:
    """A value of a paper in words."""
    if value is None:
        return ""
    if column == "amount":
        return format_amount(value)
    if column == "evidence":
        return "、".join(records.find(Evidence, one).code for one in value)
    return "；".join(value) if isinstance(value, list) else str(value)


def history(case: CaseFile, number: str, code: str) -> tuple[WorkingPaper, list[PaperVersion], InspectionRecords]:
    """A paper with its changes, oldest first."""
    records = inspection_records(case, number)
    row = find_paper(records, code)
    return row, changed(records, row), records
