"""Guard of the duty to refer crimes: G44 (办法 39; 移送规定 3, 11)."""

from __future__ import annotations

from collections.abc import Iterator

from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.guards.base import Breach, rule
from jxinspect.model.kinds import Closing
from jxinspect.model.suspicion import crime_question, crime_unanswered


@rule("G44")
def crime_question_answered(records: InspectionRecords) -> Iterator[Breach]:
    """G44: no closing while a finding raises the question of a crime and nobody has decided on it."""
    closing = records.last(Closing)
    if closing is None:
        return
    for finding in crime_unanswered(records, closing.at):
        why = crime_question(records, finding)
        yield Breach("G44", finding.id, f"问题{finding.seq}“{finding.title}”没有是否移送的决定：{why}")
