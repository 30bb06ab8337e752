"""Guard of closing: G48 (办法 19, 24)."""

from __future__ import annotations

from collections.abc import Iterator

from jxinspect.law.terms import EvidenceForm, LedgerState, RectifyType, SealState
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.guards.base import Breach, rule
from jxinspect.model.inspect import HandoverItem
from jxinspect.model.rectify import LedgerItem
from jxinspect.model.report import Closing
from jxinspect.model.seal import Seal


@rule("G48")
def nothing_left_open(records: InspectionRecords) -> Iterator[Breach]:
    """G48: seals released, originals returned; open ledger lines only as lasting rectification, acknowledged."""
    if records.last(Closing) is None:
        return
    for seal in records.of(Seal):
        if seal.state == SealState.ACTIVE:
            yield Breach("G48", seal.id, f"封存{seal.code}没有解除")
    for item in records.of(HandoverItem):
        if item.form == EvidenceForm.ORIGINAL and item.returned_id is None:
            yield Breach("G48", item.id, f"原件“{item.name}”没有归还")
    for line in records.of(LedgerItem):
        if line.state != LedgerState.STRUCK:
            text = f"整改事项{line.seq}没有销号（{line.state.label}）"
            yield Breach("G48", line.id, text, mild=line.type == RectifyType.LASTING)
