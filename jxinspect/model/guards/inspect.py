"""Guards on site: G05, G12, G15, G17, G18 (办法 14, 15, 26; 最高法证据规定)."""

from __future__ import annotations

from collections.abc import Iterator

from jxinspect.law.civil import beijing, day
from jxinspect.law.terms import State
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.base import Dated
from jxinspect.model.guards.base import Breach, rule
from jxinspect.model.guards.notify import lone_servers
from jxinspect.model.guards.plan import acting, certified
from jxinspect.model.inspect import Commitment, Entry, Evidence, EvidenceSheet, Questioning, SiteRecord
from jxinspect.model.report import Report

#: 办法 26 I: 两名及以上.
TWO = 2

#: States in which evidence must be complete, not only noted as incomplete (G17).
_REPORTING = (State.FIELD_CLOSED, State.DRAFTED, State.CONSULTING, State.RESOLVED, State.REPORTED)


@rule("G05")
def two_inspectors(records: InspectionRecords) -> Iterator[Breach]:
    """G05: two inspectors with valid certificates; third parties and assistants do not count."""
    for record, at, ids in acting(records):
        valid = [p for p in records.people(dict.fromkeys(ids)) if certified(p, day(at))]
        if len(valid) < TWO:
            names = "、".join(p.name for p in valid) or "无"
            yield Breach("G05", record.id, f"{day(at)}的持证检查人员不足两名（有效的：{names}）")
    yield from lone_servers(records)


@rule("G12")
def certificates_shown_first(records: InspectionRecords) -> Iterator[Breach]:
    """G12: nothing is done on site before certificates were shown and rights told."""
    entry = records.last(Entry)
    kinds: tuple[type[Dated], ...] = (Questioning, SiteRecord, EvidenceSheet, Evidence)
    for kind in kinds:
        for record in records.of(kind):
            if entry is None or record.at < entry.at:
                shown = f"{beijing(entry.at):%Y-%m-%d %H:%M}" if entry else "尚未记录"
                yield Breach(
                    "G12",
                    record.id,
                    f"该行为的时间是{beijing(record.at):%Y-%m-%d %H:%M}，出示证件的时间是{shown}",
                )


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
    """G17: source, two takers, time, place and what it proves, for each item."""
    reporting = records.inspection.state in _REPORTING
    for item in records.of(Evidence):
        missing = [
            title
            for title, known in (
                ("来源", item.source.strip()),
                ("两名取证人", len(set(item.takers)) >= TWO),
                ("取证地点", item.place.strip()),
                ("证明对象", item.proves.strip()),
            )
            if not known
        ]
        if missing:
            yield Breach("G17", item.id, f"证据{item.code}缺少：" + "、".join(missing), mild=not reporting)


@rule("G18")
def evidence_unchanged(records: InspectionRecords) -> Iterator[Breach]:
    """G18: the stored file still has the digest that was registered."""
    for item in records.of(Evidence):
        if item.sha256 and records.world.digest_of(item.sha256) != item.sha256:
            yield Breach("G18", item.id, f"证据{item.code}的文件缺失或者校验值不符（登记值{item.sha256[:16]}…）")
