"""Guards of measures after a report: circulars (G47) and referral of crimes (G70)."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import normalize

from jxinspect.law.civil import day
from jxinspect.law.dates import chinese_moment
from jxinspect.law.deadlines import due
from jxinspect.law.measure import CrimeVerdict, ReferralKind
from jxinspect.law.terms import Role
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.guards.base import Breach, rule
from jxinspect.model.kinds import Circular, CrimeDecision, CrimeReport, Referral

PENALTY = "通报批评"


@rule("G47")
def circular_is_no_penalty(records: InspectionRecords) -> Iterator[Breach]:
    """G47: 通报批评 is a penalty and stands in no circular, neither in its facts nor on its paper."""
    for row in records.of(Circular):
        fields = ("title", "about", "facts", "causes", "handling", "demands", "recipients", "approval")
        if any(_penal(str(getattr(row, name))) for name in fields):
            yield Breach("G47", row.id, f"通报“{row.title}”的文字中有“{PENALTY}”")
            continue
        paper = records.document_about("D55", row.id)
        if paper is not None and _penal(records.world.text_of(paper.sha256)):
            yield Breach("G47", row.id, f"通报{paper.number}的文书中有“{PENALTY}”")


def _penal(text: str) -> bool:
    return PENALTY in "".join(normalize("NFKC", text).split())


@rule("G70")
def police_by_the_head(records: InspectionRecords) -> Iterator[Breach]:
    """G70: who leads the agency decides on referring to the police, within three days; the police gets it in a day."""
    for decision in records.of(CrimeDecision):
        if decision.report_id is not None and not _leads(records, decision):
            who = records.staff[decision.decided_by].name
            yield Breach("G70", decision.id, f"移送决定由{who}作出，当日不是正职负责人或者主持工作的负责人")
        yield from _late(records, decision)
    known = {row.id for row in records.of(CrimeDecision) if row.verdict == CrimeVerdict.REFER}
    for referral in records.of(Referral):
        if referral.kind == ReferralKind.POLICE and referral.decision_id not in known:
            yield Breach("G70", referral.id, f"移送{referral.organ}没有批准移送的决定")


def _leads(records: InspectionRecords, decision: CrimeDecision) -> bool:
    person = records.staff[decision.decided_by]
    on = day(decision.at)
    begun = person.head_from is not None and person.head_from <= on
    return person.role == Role.APPROVER and begun and (person.head_to is None or on <= person.head_to)


def _late(records: InspectionRecords, decision: CrimeDecision) -> Iterator[Breach]:
    """Late is not undone: it is told (W)."""
    report = next((row for row in records.of(CrimeReport) if row.id == decision.report_id), None)
    if report is not None:
        last = due("T22", day(report.at), records.world.calendar).last_day
        if day(decision.at) > last:
            yield Breach("G70", decision.id, f"移送报告的决定应当在{last}以前作出", mild=True)
    referral = next((row for row in records.of(Referral) if row.decision_id == decision.id), None)
    ends = due("T22.police", decision.at, records.world.calendar).last_moment
    if referral is not None and ends is not None and referral.at > ends:
        yield Breach("G70", referral.id, f"应当在{chinese_moment(ends)}以前移送公安机关", mild=True)
