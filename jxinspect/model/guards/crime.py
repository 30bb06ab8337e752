"""Guard of the duty to refer crimes: G44 (办法 39; 移送规定 3, 11)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from jxinspect.law.violations import violation
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.guards.base import Breach, rule
from jxinspect.model.kinds import Closing, CrimeDecision, Decision, Proceeding, ProceedingClosing
from jxinspect.model.proceeding_course import of
from jxinspect.model.referral_course import police_referrals, with_police
from jxinspect.model.suspicion import crime_question, crime_unanswered


@rule("G44")
def crime_question_answered(records: InspectionRecords) -> Iterator[Breach]:
    """G44: no closing and no fine while a finding raises the question of a crime and nobody has decided on it."""
    yield from _in_proceedings(records)
    closing = records.last(Closing)
    if closing is None:
        return
    for finding in crime_unanswered(records, closing.at):
        why = crime_question(records, finding)
        yield Breach("G44", finding.id, f"问题{finding.seq}“{finding.title}”没有是否移送的决定：{why}")


def _in_proceedings(records: InspectionRecords) -> Iterator[Breach]:
    """A fine does not stand for a referral (移送规定 11; 行政处罚法 8 II), nor is a case closed before."""
    for one in records.of(Proceeding):
        fined = [(row.id, row.at, "处罚") for row in of(records, Decision, one) if row.penalties]
        closed = [(row.id, row.at, "结案") for row in of(records, ProceedingClosing, one)]
        for record_id, at, what in (*fined, *closed):
            if _unanswered(records, one, at):
                yield Breach("G44", record_id, f"案件{one.number}{what}以前没有是否移送涉嫌犯罪的决定")


@rule("G73")
def no_fine_while_the_police_decide(records: InspectionRecords) -> Iterator[Breach]:
    """G73: what was referred to the police is not punished before they have declined, or dealt with it."""
    for one in records.of(Proceeding):
        for row in of(records, Decision, one):
            for referral in police_referrals(records, one.finding_id) if row.penalties else ():
                if referral.at <= row.at and (why := with_police(records, referral, row.at)):
                    text = f"案件{one.number}的同一行为已经移送{referral.organ}，{why}，不能作出行政处罚"
                    yield Breach("G73", row.id, text)


def _unanswered(records: InspectionRecords, one: Proceeding, by: datetime) -> bool:
    """Whether the case raises the question and nobody answered it by then."""
    if one.finding_id:
        return any(finding.id == one.finding_id for finding in crime_unanswered(records, by))
    raised = violation(one.violation).crime or (one.amount or 0) >= records.world.number("crime.threshold")
    return raised and not any(row.at <= by for row in records.of(CrimeDecision))
