"""Decisions and the evidence that they rest on: what was taken afterwards supports none (K13; 最高法证据规定 60, 61).

A further kind of decision is one more function in `DECISIONS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from jxinspect.law.civil import day
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.consultation import standing_findings
from jxinspect.model.kinds import Adoption, InvestigationEnd, Order, OrderRecheck, Recheck, RecheckItem, Report
from jxinspect.model.kinds import Decision as CaseDecision


@dataclass(frozen=True)
class Decision:
    """What was decided when, on which evidence (ids)."""

    record_id: str
    what: str
    at: datetime
    evidence: Sequence[str]


def too_late(decided: date, taken: Iterable[tuple[str, date]]) -> list[str]:
    """Of evidence by name and the day on which it was taken, what was taken after the day of the decision."""
    return [name for name, on in taken if on > decided]


def orders(records: InspectionRecords) -> Iterator[Decision]:
    """Orders to correct (D27), and what was found of their being obeyed (D28)."""
    for order in records.of(Order):
        yield Decision(order.id, "责令改正", order.at, order.evidence)
    for again in records.of(OrderRecheck):
        yield Decision(again.id, "责令改正的复查结论", again.at, again.evidence)


def findings(records: InspectionRecords) -> Iterator[Decision]:
    """Findings as the report gives them (D44), by the day of the latest: a later report may rest on later evidence."""
    report = records.last(Report)
    for finding in standing_findings(records) if report else ():
        assert report is not None
        yield Decision(finding.id, f"检查报告认定的问题{finding.seq}", report.at, finding.evidence)


def adoptions(records: InspectionRecords) -> Iterator[Decision]:
    """What was made of the unit's objections (D43)."""
    for adoption in records.of(Adoption):
        yield Decision(adoption.id, "对书面意见的采纳情况", adoption.at, adoption.evidence)


def strikes(records: InspectionRecords) -> Iterator[Decision]:
    """Lines of the ledger that a recheck struck or left open (D50)."""
    for line in records.of(RecheckItem):
        yield Decision(line.id, "整改事项的复查结论", records.find(Recheck, line.recheck_id).at, line.evidence)


def cases(records: InspectionRecords) -> Iterator[Decision]:
    """What a proceeding found at its end, and what was decided in it (D62, D68, D69)."""
    for ended in records.of(InvestigationEnd):
        yield Decision(ended.id, "调查终结报告", ended.at, ended.evidence)
    for decided in records.of(CaseDecision):
        yield Decision(decided.id, decided.kind.label, decided.at, decided.evidence)


DECISIONS: tuple[Callable[[InspectionRecords], Iterator[Decision]], ...] = (orders, findings, adoptions, strikes, cases)


def decisions(records: InspectionRecords) -> Iterator[tuple[Decision, date]]:
    """Every decision of the inspection, with its day."""
    for of_one_kind in DECISIONS:
        yield from ((one, day(one.at)) for one in of_one_kind(records))
