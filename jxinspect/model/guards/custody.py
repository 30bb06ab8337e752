"""Guard on the chain of custody: G66 (最高法证据规定 19; 电子签名法 8)."""

from __future__ import annotations

from collections.abc import Iterator

from jxinspect.law.dates import chinese_moment
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.guards.base import Breach, rule
from jxinspect.model.kinds import Custody, Evidence


@rule("G66")
def custody_without_gap(records: InspectionRecords) -> Iterator[Breach]:
    """G66: whoever gives an item away took it before, first from those who took it in evidence; times only go on."""
    handed: dict[str, list[Custody]] = {}
    for row in records.of(Custody):
        handed.setdefault(row.evidence_id, []).append(row)
    for item in records.of(Evidence):
        for text in gaps([person.name for person in records.people(item.takers)], item, handed.get(item.id, [])):
            yield Breach("G66", item.id, f"证据{item.code}的保管链{text}")


def gaps(takers: list[str], item: Evidence, rows: list[Custody]) -> Iterator[str]:
    """Where the chain of an item breaks, in words."""
    holders, since = takers, item.at
    for row in sorted(rows, key=lambda one: (one.at, one.id)):
        when = chinese_moment(row.at)
        if row.giver not in holders:
            yield f"中断：{when}由{row.giver}交出，而此前的保管人是{'或者'.join(holders) or '无人'}"
        if row.at < since:
            yield f"时间倒置：{when}的交接早于取证时间"
        holders = [row.taker]
