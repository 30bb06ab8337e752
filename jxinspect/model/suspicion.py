"""Which findings raise the question whether a crime is suspected, and which of them nobody has answered (G44)."""

from __future__ import annotations

from datetime import datetime

from jxinspect.law.amounts import format_amount
from jxinspect.law.measure import ReferralKind
from jxinspect.law.violations import VIOLATIONS
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.consultation import standing_findings
from jxinspect.model.kinds import CrimeDecision, Finding, Referral


def crime_question(records: InspectionRecords, finding: Finding) -> str:
    """Why the question is raised (办法 39; 移送规定 3); empty when it is not. The threshold decides nothing."""
    violation = VIOLATIONS.get(finding.violation or "")
    if violation is not None and violation.crime:
        return f"违法情形{finding.violation}可能涉嫌犯罪"
    least = records.world.number("crime.threshold")
    if finding.amount is not None and finding.amount >= least:
        return f"金额{format_amount(finding.amount)}达到{format_amount(least)}"
    return ""


def crime_unanswered(records: InspectionRecords, by: datetime) -> list[Finding]:
    """Standing findings that raise the question and were not decided on by that moment (G44).

    A decision is to refer to the police, or a reason why not; a referral to discipline inspection answers for public
    officials (移送规定 18).
    """
    decided = {id_ for row in records.of(CrimeDecision) if row.at <= by for id_ in row.findings}
    clues = [row for row in records.of(Referral) if row.kind == ReferralKind.DISCIPLINE and row.at <= by]
    decided |= {id_ for row in clues for id_ in row.findings}
    return [one for one in standing_findings(records) if one.id not in decided and crime_question(records, one)]
