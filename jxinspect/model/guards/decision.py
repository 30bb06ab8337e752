"""Guard of what decisions rest on: G19 (最高法证据规定 60, 61)."""

from __future__ import annotations

from collections.abc import Iterator

from jxinspect.law.civil import day
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.decision import decisions, too_late
from jxinspect.model.guards.base import Breach, rule
from jxinspect.model.kinds import Evidence


@rule("G19")
def evidence_before_decision(records: InspectionRecords) -> Iterator[Breach]:
    """G19: evidence that was taken after a decision is not what the decision rests on."""
    taken = {item.id: (f"{item.code}（{day(item.at)}取得）", day(item.at)) for item in records.of(Evidence)}
    for decision, on in decisions(records):
        late = too_late(on, (taken[one] for one in decision.evidence if one in taken))
        if late:
            text = f"{decision.what}于{on}作出，写作依据的证据在其后取得：{'、'.join(late)}"
            yield Breach("G19", decision.record_id, text)
