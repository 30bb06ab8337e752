"""The question whether a crime is suspected: report, decision to refer or not (办法 39; 移送规定 3, 5)."""

from __future__ import annotations

from collections.abc import Sequence

from jxinspect.acts.inspect_finding import find_finding
from jxinspect.acts.procedure import admit, begin
from jxinspect.acts.year import require_approver
from jxinspect.errors import Incomplete, Refused
from jxinspect.law.measure import CrimeVerdict
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.crime import CrimeDecision
from jxinspect.model.inspect import Finding
from jxinspect.model.suspicion import crime_unanswered
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import staff

STEP = "rectify.refer.crime"


def no_crime(
    case: CaseFile, number: str, *, reason: str, approver: str, findings: Sequence[int] = ()
) -> tuple[CrimeDecision, list[Finding]]:
    """Record why no crime is suspected (G44). Without numbers, for every finding that raises the question."""
    records = begin(case, number, STEP)
    _reasoned(reason, "不涉嫌犯罪的决定")
    chosen = _asked(case, records, findings)
    row = CrimeDecision(
        inspection_id=records.inspection.id,
        at=case.at,
        findings=[one.id for one in chosen],
        verdict=CrimeVerdict.NONE,
        reason=reason.strip(),
        proposed_by=staff(case, case.actor).id,
        decided_by=require_approver(case, approver).id,
    )
    admit(case, records, STEP, row)
    return row, chosen


def _reasoned(reason: str, what: str) -> None:
    if not reason.strip():
        raise Incomplete(
            f"没有写{what}的理由",
            why="是否移送要根据事实、证据判断，金额只提出问题（移送规定 3、5；办法 39）",
            todo="用 --reason 写明事实和理由",
        )


def _asked(case: CaseFile, records: InspectionRecords, findings: Sequence[int]) -> list[Finding]:
    chosen = [find_finding(records, seq) for seq in findings] or crime_unanswered(records, case.at)
    if not chosen:
        raise Refused(
            f"检查 {records.inspection.number} 没有需要决定是否移送的问题",
            why="没有问题达到 crime.threshold 或者属于可能涉嫌犯罪的情形，或者都已经决定（G44）",
            todo=f"用 jxinspect rectify refer decisions {records.inspection.number} 查看已有的决定",
        )
    return chosen
