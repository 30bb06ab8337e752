"""Guards on site: G05, G12, G15, G17, G18 (办法 14, 15, 26; 最高法证据规定)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from jxinspect.law.civil import day
from jxinspect.law.dates import chinese_moment
from jxinspect.law.terms import CheckMode, State
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.base import Dated, Record
from jxinspect.model.guards.base import Breach, rule
from jxinspect.model.guards.notify import lone_servers
from jxinspect.model.guards.plan import acting, certified, small_team
from jxinspect.model.kinds import (
    Commitment,
    Entry,
    Evidence,
    EvidenceSheet,
    Extraction,
    Order,
    Questioning,
    Report,
    Seal,
    SiteRecord,
)

#: 办法 26 I: 两名及以上.
TWO = 2

#: States in which evidence must be complete, not only noted as incomplete (G17).
_FIELDWORK = (State.PLANNED, State.SCHEMED, State.APPROVED, State.NOTIFIED, State.ENTERED)


@rule("G05")
def two_inspectors(records: InspectionRecords) -> Iterator[Breach]:
    """G05: two inspectors with valid certificates; third parties and assistants do not count."""
    on_spot = [(order, order.at, order.inspectors) for order in records.of(Order) if order.on_spot]
    for record, at, ids in [*acting(records), *on_spot]:
        valid = [p for p in records.people(dict.fromkeys(ids)) if certified(p, day(at))]
        if len(valid) < TWO:
            names = "、".join(p.name for p in valid) or "无"
            yield Breach("G05", record.id, f"{day(at)}的持证检查人员不足两名（有效的：{names}）")
    yield from small_team(records)
    yield from lone_servers(records)


def _acts_on_site(records: InspectionRecords) -> Iterator[tuple[Record, str, datetime]]:
    """Each act that presupposes certificates shown: the record, what it is, when it happened."""
    kinds: tuple[tuple[type[Dated], str], ...] = (
        (Questioning, "询问"),
        (SiteRecord, "现场检查"),
        (EvidenceSheet, "取证"),
        (Evidence, "取证"),
        (Extraction, "电子数据提取"),
    )
    for kind, title in kinds:
        yield from ((record, title, record.at) for record in records.of(kind))
    yield from ((order, "当场责令改正", order.at) for order in records.of(Order) if order.on_spot)
    yield from ((seal, "封存", seal.acted_at) for seal in records.of(Seal) if seal.acted_at)


@rule("G12")
def certificates_shown_first(records: InspectionRecords) -> Iterator[Breach]:
    """G12: nothing is done on site before certificates were shown and rights told."""
    if records.inspection.mode == CheckMode.OFF_SITE:
        return
    entry = min((e.at for e in records.of(Entry)), default=None)
    for record, title, at in _acts_on_site(records):
        if entry is None or at < entry:
            shown = f"时间是{chinese_moment(entry)}" if entry else "还没有记录"
            yield Breach("G12", record.id, f"{title}的时间是{chinese_moment(at)}，而出示证件、告知权利义务{shown}")


@rule("G15")
def commitment_given(records: InspectionRecords) -> Iterator[Breach]:
    """G15: the unit's written commitment, or its recorded refusal, before the formal report."""
    report = records.last(Report)
    if report is None:
        return
    for commitment in records.of(Commitment):
        if commitment.at <= report.at and (not commitment.refused or commitment.reason.strip()):
            return
    yield Breach("G15", report.id, "出具检查报告时没有承诺书，也没有拒绝承诺的记录")


@rule("G17")
def evidence_described(records: InspectionRecords) -> Iterator[Breach]:
    """G17: source, two takers, time, place and what it proves, for each item; a warning until the fieldwork ends."""
    for item in records.of(Evidence):
        missing = lacking(item)
        if missing:
            text = f"证据{item.code}缺少：" + "、".join(missing)
            yield Breach("G17", item.id, text, mild=records.inspection.state in _FIELDWORK)


def lacking(item: Evidence) -> list[str]:
    """What an item of evidence still lacks (最高法证据规定 10-12, 19)."""
    facts = (
        ("来源", bool(item.source.strip())),
        ("两名取证人", len(set(item.takers)) >= TWO),
        ("取证地点", bool(item.place.strip())),
        ("证明对象", bool(item.proves.strip())),
    )
    return [title for title, known in facts if not known]


@rule("G18")
def evidence_unchanged(records: InspectionRecords) -> Iterator[Breach]:
    """G18: the stored file still has the digest that was registered."""
    for item in records.of(Evidence):
        if item.sha256 and records.world.digest_of(item.sha256) != item.sha256:
            yield Breach("G18", item.id, f"证据{item.code}的文件缺失或者校验值不符（登记值{item.sha256[:16]}…）")
