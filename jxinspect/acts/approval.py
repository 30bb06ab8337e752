"""The head's approval of an inspection, in time or made up for (D03; 办法 22(一); 涉企: 国办发〔2024〕54号)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from jxinspect.acts.procedure import admit, begin, issue
from jxinspect.acts.year import require_approver
from jxinspect.errors import Incomplete, Refused
from jxinspect.law.dates import chinese_moment
from jxinspect.law.terms import State
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.document import Document
from jxinspect.model.guards.plan import acted_without
from jxinspect.model.kinds import PlanItem
from jxinspect.model.plan import Approval, Scheme
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import staff

PREPARED = "拟同意按照检查方案组织实施，请审核、审批。"
PREPARED_LATE = "情况紧急，检查已经先行实施，现按照规定补办审批手续，请审核、审批。"


def approve_scheme(
    case: CaseFile,
    number: str,
    *,
    granted: bool = True,
    **decision: Any,
) -> tuple[Approval, Document]:
    """Note the head's decision on the scheme (D03). A refusal leaves the scheme to be drawn up anew.

    `decision`: approver, text; reviewer, review_text, prepared_text, limit (年度检查次数上限), frequency, action_code,
    assistants.
    """
    records = begin(case, number, "plan.scheme.approve")
    approval = _decided(case, records, granted=granted, **decision)
    admit(case, records, "plan.scheme.approve", approval)
    if not granted:
        records.inspection.state = State.PLANNED
    return approval, issue(case, records, "D03", approval)


def approve_late(
    case: CaseFile, number: str, *, reason: str, granted: bool = True, **decision: Any
) -> tuple[Approval, Document]:
    """Make up for the approval of an inspection that the head let begin without it (D03 补办).

    The form says what was done before, when, and why it could not wait. Refused when nothing was done before.
    """
    records = begin(case, number, "plan.scheme.late")
    if not reason.strip():
        raise Incomplete(
            "没有写明补办的理由",
            why="补办的审批表要写明为什么来不及事先审批（国办发〔2024〕54号）",
            todo="用 --reason 写明",
        )
    approval = _decided(
        case,
        records,
        granted=granted,
        late_for=_carried_out(records),
        late_reason=reason,
        **{**decision, "prepared_text": decision.get("prepared_text") or PREPARED_LATE},
    )
    admit(case, records, "plan.scheme.late", approval)
    return approval, issue(case, records, "D03", approval)


def _carried_out(records: InspectionRecords) -> datetime:
    """When the first act was carried out that should have waited for the approval."""
    number = records.inspection.number
    made_up = next((a for a in records.of(Approval) if a.late_for is not None and a.granted), None)
    if made_up is not None:
        raise Refused(
            f"检查 {number} 的审批已于{chinese_moment(made_up.at)}补办",
            why="补办只登记一次",
            todo=f"用 jxinspect plan scheme show {number} 查看审批",
        )
    acts = acted_without(records)
    if not acts:
        raise Refused(
            f"检查 {number} 没有需要补办的审批",
            why="通知和进点都在方案审批之后，或者还没有通知",
            todo=f"用 jxinspect plan scheme show {number} 查看审批",
        )
    if records.last(Scheme) is None:
        raise Refused(
            f"检查 {number} 还没有检查方案",
            why="审批表审批的是检查方案（办法 22(一)）",
            todo=f"先用 jxinspect plan scheme new {number} 补拟方案",
        )
    return acts[0].at


def _decided(
    case: CaseFile,
    records: InspectionRecords,
    *,
    approver: str,
    text: str,
    granted: bool,
    reviewer: str | None = None,
    limit: int | None = None,
    frequency: str = "",
    **fields: Any,
) -> Approval:
    scheme = records.last(Scheme)
    assert scheme is not None
    _valid(records, scheme)
    most = limit if limit is not None else _planned(case, records)
    return Approval(
        inspection_id=records.inspection.id,
        at=case.at,
        subject="scheme",
        subject_id=scheme.id,
        prepared_by=scheme.made_by,
        prepared_text=fields.pop("prepared_text", None) or PREPARED,
        reviewed_by=staff(case, reviewer).id if reviewer else None,
        reviewed_at=case.at if reviewer else None,
        approved_by=require_approver(case, approver).id,
        text=text,
        granted=granted,
        yearly_limit=most,
        frequency=frequency or _frequency(records, most),
        **fields,
    )


def _valid(records: InspectionRecords, scheme: Scheme) -> None:
    """Refused when the paper of the scheme was made void and no other is in its place."""
    papers = [one for one in records.of(Document) if (one.kind, one.subject_id) == ("D02", scheme.id)]
    if papers and records.document_about("D02", scheme.id) is None:
        number = papers[-1].number
        raise Refused(
            f"检查方案{number}已经作废，没有重新制发",
            why="审批的是有效的检查方案（办法 22(一)），作废的文书不再使用（G57）",
            todo=f"先重新制发：jxinspect doc void {number} --because 理由 --again",
            guards=("G57",),
        )


def _planned(case: CaseFile, records: InspectionRecords) -> int | None:
    """年度检查次数上限 where the approval says none: as the office published it, else the year's plan for the unit."""
    published = records.world.number("enterprise.yearly_limit")
    if published or records.inspection.plan_item_id is None:
        return published or None
    item = case.get(PlanItem, records.inspection.plan_item_id)
    lines = case.all(PlanItem, plan_id=item.plan_id, unit_id=item.unit_id)
    return sum(line.times for line in lines if line.dropped_on is None)


def _frequency(records: InspectionRecords, limit: int | None) -> str:
    """Which inspection of the unit this is in its year, and the office's limit (K8)."""
    above = f"，年度上限{limit}次" if limit is not None else ""
    return f"{records.inspection.year}年度第{records.world.ordinal(records.inspection)}次{above}"
