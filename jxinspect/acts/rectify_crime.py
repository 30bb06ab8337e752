"""The question whether a crime is suspected: report, decision to refer or not (办法 39; 移送规定 3, 5)."""

from __future__ import annotations

from collections.abc import Sequence

from jxinspect.acts.inspect import who
from jxinspect.acts.inspect_finding import find_finding
from jxinspect.acts.procedure import admit, begin, issue
from jxinspect.acts.year import require_approver
from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.measure import CrimeVerdict
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.crime import CrimeDecision, CrimeReport
from jxinspect.model.document import Document
from jxinspect.model.inspect import Finding
from jxinspect.model.suspicion import crime_unanswered
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import staff

STEP = "rectify.refer.crime"
#: A special team has two members at least (移送规定 5 I).
TEAM = 2


def no_crime(
    case: CaseFile, number: str, *, reason: str, approver: str, findings: Sequence[int] = ()
) -> tuple[CrimeDecision, list[Finding], Document]:
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
    return row, chosen, issue(case, records, "D57x", row)


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


def report(
    case: CaseFile,
    number: str,
    *,
    offence: str,
    facts: str = "",
    opinion: str = "",
    team: Sequence[str] = (),
    findings: Sequence[int] = (),
) -> tuple[CrimeReport, list[Finding]]:
    """Hand the team's written report to the head, which proposes to refer; three days run from now (T22)."""
    records = begin(case, number, STEP)
    chosen = _asked(case, records, findings)
    people = who(case, records, team)
    told = facts.strip() or "\n".join(f"{one.title.rstrip('。')}：{one.facts}" for one in chosen)
    if len(people) < TEAM or not offence.strip():
        raise Incomplete(
            "移送报告的内容不全",
            why="指定两名以上行政执法人员组成专案组，核实情况后书面报告（移送规定 5）",
            todo="用 --offence 写明涉嫌罪名，用 --inspector 写明专案组的两名以上人员",
        )
    row = CrimeReport(
        inspection_id=records.inspection.id,
        at=case.at,
        findings=[one.id for one in chosen],
        offence=offence.strip(),
        facts=told,
        opinion=opinion.strip() or f"涉嫌{offence.strip()}，建议移送公安机关。",
        team=people,
    )
    admit(case, records, STEP, row)
    return row, chosen


def decide(
    case: CaseFile, number: str, *, granted: bool, approver: str, reason: str = ""
) -> tuple[CrimeDecision, Document]:
    """Note the head's decision on the report that waits (D57x). Refusing to refer needs a reason (移送规定 5 II)."""
    records = begin(case, number, STEP)
    asked = _waiting(records)
    if not granted:
        _reasoned(reason, "不批准移送的决定")
    row = CrimeDecision(
        inspection_id=records.inspection.id,
        at=case.at,
        report_id=asked.id,
        findings=list(asked.findings),
        verdict=CrimeVerdict.REFER if granted else CrimeVerdict.REFUSED,
        reason=reason.strip() or "同意移送公安机关。",
        proposed_by=asked.team[0],
        decided_by=require_approver(case, approver).id,
    )
    admit(case, records, STEP, row)
    return row, issue(case, records, "D57x", row)


def _waiting(records: InspectionRecords) -> CrimeReport:
    decided = {row.report_id for row in records.of(CrimeDecision)}
    found = [row for row in records.of(CrimeReport) if row.id not in decided]
    if not found:
        raise NotFound(
            "没有待决定的移送报告",
            why="专案组的书面报告都已经决定，或者还没有报告（移送规定 5）",
            todo=f"先用 jxinspect rectify refer report {records.inspection.number} 报告",
        )
    return found[0]
