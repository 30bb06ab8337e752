"""Guards of incidents: assessed before a finding is closed (G46), reported in time (G68; 办法 28, 36)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from jxinspect.errors import Incomplete
from jxinspect.law.civil import beijing
from jxinspect.law.incident import IncidentLevel, last_moment, limit, limit_text, needs_assessment
from jxinspect.law.terms import LedgerState
from jxinspect.model.aggregate import InspectionRecords, World
from jxinspect.model.consultation import standing_findings
from jxinspect.model.guards.base import Breach, Look, OfficeRecords, office_rule, rule
from jxinspect.model.kinds import (
    Closing,
    Incident,
    IncidentAssessment,
    IncidentDispatch,
    IncidentReport,
    LedgerItem,
)


@rule("G46")
def assessed_before_it_is_closed(records: InspectionRecords) -> Iterator[Breach]:
    """G46: no finding of a kind that may be an incident is struck off or closed before it is decided whether it is."""
    wanted = [finding for finding in standing_findings(records) if needs_assessment(finding.violation)]
    if not wanted:
        return
    decided = {row.incident_id for row in records.of(IncidentAssessment)}
    assessed = {row.finding_id for row in records.of(Incident) if row.id in decided}
    struck = {line.finding_id for line in records.of(LedgerItem) if line.state == LedgerState.STRUCK}
    closed = records.last(Closing) is not None
    for finding in wanted:
        if finding.id not in assessed and (closed or finding.id in struck):
            text = f"问题{finding.seq}“{finding.title}”（{finding.violation}）没有评估是否属于要情"
            yield Breach("G46", finding.id, text)


@rule("G68")
def reported_in_time(records: InspectionRecords) -> Iterator[Breach]:
    """G68: what was found and is an incident is reported within its limit (W: it was late), and before the end (R)."""
    incidents = records.of(Incident)
    yield from _reported(records.of, records.world, incidents, closed=records.last(Closing) is not None)


@office_rule("G68")
def reported_by_agencies_in_time(office: OfficeRecords) -> Iterator[Breach]:
    """G68 of what agencies reported: their report to us, and ours to the superior organ."""
    incidents = [row for row in office.of(Incident) if row.inspection_id is None]
    yield from _reported(office.of, office.world, incidents, closed=False)
    for one in incidents:
        assessed = _last(office.of, one)
        if one.unit_discovered_at is None or assessed is None:
            continue
        text = _late(office.world, assessed.level, one.unit_discovered_at, one.discovered_at)
        if text:
            yield Breach("G68", f"{one.id}-unit", f"{one.number}：经办机构向本机关报告逾期，{text}", mild=True)


def _reported(look: Look, world: World, incidents: Sequence[Incident], *, closed: bool) -> Iterator[Breach]:
    for one in incidents:
        assessed = _last(look, one)
        if assessed is None or assessed.level is IncidentLevel.NONE:
            continue
        sent = _sent(look, one, assessed.level)
        late = _late(world, assessed.level, assessed.since, sent)
        if sent is None and (closed or late):
            text = late or f"是{assessed.level.label}，还没有向上级报告"
            yield Breach("G68", one.id, f"{one.number}“{one.title}”{text}")
        elif late:
            yield Breach("G68", one.id, f"{one.number}“{one.title}”{late}", mild=True)


def _last(look: Look, one: Incident) -> IncidentAssessment | None:
    rows = [row for row in look(IncidentAssessment) if row.incident_id == one.id]
    return rows[-1] if rows else None


def _sent(look: Look, one: Incident, level: IncidentLevel) -> datetime | None:
    """When the first report went that told of that level, or of a graver one."""
    told = {row.id for row in look(IncidentReport) if row.incident_id == one.id and row.level.rank >= level.rank}
    return min((row.at for row in look(IncidentDispatch) if row.report_id in told), default=None)


def _late(world: World, level: IncidentLevel, since: datetime, until: datetime | None) -> str:
    """What is late, or empty; without `until` as of now. Where days cannot be counted, G58 says so."""
    try:
        found = limit(level, since, world.calendar, world.setting)
    except Incomplete:
        return ""
    if found is None or (until or world.at) <= last_moment(found):
        return ""
    done = f"{beijing(until):%Y-%m-%d %H:%M} 才报告" if until else "还没有报告"
    return f"是{level.label}，应当在 {limit_text(found)} 前报告，{done}"
