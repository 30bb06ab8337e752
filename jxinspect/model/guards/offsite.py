"""Order of the papers of an off-site inspection (G56, 办法 23)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from jxinspect.law.dates import chinese_moment
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.guards.base import Breach
from jxinspect.model.kinds import OffsiteNotice, Supplement


def offsite_order(records: InspectionRecords) -> Iterator[Breach]:
    """Data are asked for again only after the notice that asked for them was received, round by round."""
    for again in records.of(Supplement):
        paper = records.document_about("D07", again.notice_id)
        received = records.received(paper) if paper else None
        if received is None:
            yield Breach("G56", again.id, "补报通知书之前，非现场检查通知书没有送达记录")
        elif again.at < received:
            when = f"{chinese_moment(again.at)}早于非现场检查通知书送达时间{chinese_moment(received)}"
            yield Breach("G56", again.id, f"补报通知书的时间{when}")
    yield from _round_after_round(records)


def _round_after_round(records: InspectionRecords) -> Iterator[Breach]:
    notices = {notice.id for notice in records.of(OffsiteNotice)}
    rounds = [again for again in records.of(Supplement) if again.notice_id in notices]
    for before, after in pairwise(rounds):
        paper = records.document_about("D10", before.id)
        received = records.received(paper) if paper else None
        if paper and (received is None or received > after.at):
            yield Breach(
                "G56", after.id, f"第{before.round}次补报通知书{paper.number}还没有送达，就制发了第{after.round}次"
            )
