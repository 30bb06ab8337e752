"""Guard of what is paid for delay: G80 (行政处罚法 72, 73; 行政强制法 45)."""

from __future__ import annotations

from collections.abc import Iterator

from jxinspect.law.amounts import format_amount
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.guards.base import Breach, rule
from jxinspect.model.kinds import Decision, Payment
from jxinspect.model.proceeding_course import paid, proceeding_of, sums, surcharge


@rule("G80")
def added_within_the_fine(records: InspectionRecords) -> Iterator[Breach]:
    """G80: for delay nobody pays more than three per cent a day had come to, nor more than the fine."""
    for row in records.of(Payment):
        if not row.surcharge:
            continue
        decision = records.find(Decision, row.decision_id)
        taken = paid(records, decision, surcharge=True, by=row.paid_on)
        most, fine = surcharge(records, decision, row.paid_on), sums(records, decision).fine
        said = f"案件{proceeding_of(records, row).number}到{row.paid_on}收取加处罚款{format_amount(taken)}"
        if not decision.fine:
            yield Breach("G80", row.id, f"{said}，{decision.kind.label}没有罚款，不加处罚款")
        elif taken > most:
            limit = f"按日3%计算为{format_amount(most)}，以罚款数额{format_amount(fine)}为限"
            yield Breach("G80", row.id, f"{said}，{limit}")
