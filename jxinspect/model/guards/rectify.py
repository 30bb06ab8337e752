"""Guards of closing: G48 (办法 19, 24) and G72 (办法 24, 25), and the order of rectification for G56."""

from __future__ import annotations

from collections.abc import Iterator

from jxinspect.law.terms import EvidenceForm, EvidenceState, RectifyType, SealState
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.base import Dated
from jxinspect.model.guards.base import Breach, rule
from jxinspect.model.guards.proceeding import proceedings_open
from jxinspect.model.guards.report import late
from jxinspect.model.kinds import Closing, Evidence, HandoverItem, Progress, Recheck, RectificationOpinion, Report, Seal
from jxinspect.model.ledger import open_lines
from jxinspect.model.open_request import standing, unanswered
from jxinspect.model.unfinished import unfinished


@rule("G48")
def nothing_left_open(records: InspectionRecords) -> Iterator[Breach]:
    """G48: seals released, originals returned, cases closed (R); ledger lines struck off or made lasting (W)."""
    if records.last(Closing) is None:
        return
    for seal in records.of(Seal):
        if seal.state == SealState.ACTIVE:
            yield Breach("G48", seal.id, f"封存{seal.code}没有解除")
    yield from _originals(records)
    yield from proceedings_open(records)
    for line in open_lines(records):
        if line.type != RectifyType.LASTING:
            yield Breach("G48", line.id, f"整改事项{line.seq}没有销号（{line.state.label}）", mild=True)
    for request in unanswered(records):
        yield Breach("G48", request.id, f"请求{request.number}没有了结：{request.party}", mild=True)
    for right in standing(records):
        yield Breach("G48", right.id, f"{right.account}的查询权限没有收回", mild=True)


@rule("G72")
def measures_followed_up(records: InspectionRecords) -> Iterator[Breach]:
    """G72: what was asked at talks, in inquiries and of other organs is answered at closing."""
    closing = records.last(Closing)
    for record_id, text in unfinished(records, closing.at) if closing else ():
        yield Breach("G72", record_id, text)


def _originals(records: InspectionRecords) -> Iterator[Breach]:
    for item in records.of(HandoverItem):
        if item.form == EvidenceForm.ORIGINAL and item.returned_id is None:
            yield Breach("G48", item.id, f"原件“{item.name}”没有归还")
    for evidence in records.of(Evidence):
        if evidence.state == EvidenceState.BORROWED:
            yield Breach("G48", evidence.id, f"证据{evidence.code}的原件没有归还")


ORDER: tuple[tuple[type[Dated], str, type[Dated], str], ...] = (
    (RectificationOpinion, "整改意见书", Report, "检查报告"),
    (Progress, "整改进展", RectificationOpinion, "整改意见书"),
    (Recheck, "整改核查", RectificationOpinion, "整改意见书"),
    (Closing, "办结", Report, "检查报告"),
    (Closing, "办结", Recheck, "整改核查"),
)


def rectify_order(records: InspectionRecords) -> Iterator[Breach]:
    """G56 for rectification and closing."""
    yield from late(records, ORDER)
