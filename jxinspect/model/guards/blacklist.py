"""Guard of the list of seriously untrustworthy parties: G45 (办法 24(二))."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from jxinspect.errors import Incomplete
from jxinspect.law.blacklist import ListStep, Remedy
from jxinspect.law.deadlines import add_months, due
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.guards.base import Breach, rule
from jxinspect.model.kinds import BlacklistEntry, BlacklistStep

#: Whose determination counts (办法 24(二)).
RECOGNISED = "人力资源和社会保障"


@rule("G45")
def pushed_after_determination(records: InspectionRecords) -> Iterator[Breach]:
    """G45: pushed only after a determination by this branch of government, notice, and the end of remedies."""
    for step in records.of(BlacklistStep):
        if step.kind == ListStep.PUSHED:
            entry = records.find(BlacklistEntry, step.entry_id)
            yield from (Breach("G45", step.id, f"{entry.name}：{fault}") for fault in _faults(records, entry, step))


def _faults(records: InspectionRecords, entry: BlacklistEntry, step: BlacklistStep) -> Iterator[str]:
    if not entry.determination.strip() or entry.determined_on > step.on:
        yield "推送前没有认定文书"
    if RECOGNISED not in entry.organ:
        yield f"认定机关“{entry.organ}”不是人力资源社会保障部门"
    if entry.told_on > entry.determined_on:
        yield "认定前没有告知"
    remedies = [r.remedy for r in records.of(BlacklistStep) if r.entry_id == entry.id and r.remedy and r.on <= step.on]
    state = remedies[-1] if remedies else Remedy.NONE
    if state in (Remedy.PENDING, Remedy.CHANGED):
        yield f"认定{state.label}"
    last = remedies_end(records, entry)
    if state == Remedy.NONE and step.on <= last:
        yield f"复议、诉讼期限到{last}才届满"


def remedies_end(records: InspectionRecords, entry: BlacklistEntry) -> date:
    """Last day for reconsideration and lawsuit (T17, T18); unrolled where the calendar of that year is not there."""
    try:
        ends = [due(id_, entry.received_on, records.world.calendar).last_day for id_ in ("T17", "T18")]
    except Incomplete:
        return max(entry.received_on + timedelta(days=60), add_months(entry.received_on, 6))
    return max(ends)
