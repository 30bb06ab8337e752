"""要情: registered, assessed, decided on (办法 28); what is reported upward: incident_report.py."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from jxinspect.acts.procedure import judge
from jxinspect.acts.serial import register_code
from jxinspect.acts.year import fund_types
from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.civil import beijing, day
from jxinspect.law.incident import IncidentLevel, IncidentSource, Suggested, suggest
from jxinspect.law.terms import Role, UnitType
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.consultation import standing_findings
from jxinspect.model.incident import Incident, IncidentAssessment
from jxinspect.model.inspect import Finding
from jxinspect.model.plan import Inspection, Staff
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import inspection_records, staff, unit, world

ARTICLE = "办法 28"


def find(case: CaseFile, number: str) -> Incident:
    """The incident of that number in the register."""
    found = case.all(Incident, number=number.strip().upper())
    if not found:
        raise NotFound(
            f"没有编号为 {number} 的要情",
            why="编号有误，或者还没有登记",
            todo="用 jxinspect report incident list 查看编号",
        )
    return found[0]


def records_of(case: CaseFile, incident: Incident) -> InspectionRecords | None:
    """The records of the inspection that found it; None for what an agency reported."""
    if incident.inspection_id is None:
        return None
    return inspection_records(case, case.get(Inspection, incident.inspection_id).number)


def assessments(case: CaseFile, incident: Incident) -> list[IncidentAssessment]:
    """Decisions on its level, the one that counts last."""
    return case.all(IncidentAssessment, incident_id=incident.id)


def suggested(case: CaseFile, amount: int | None, *, filed: str = "", grave: str = "") -> Suggested:
    """The level that the office's thresholds suggest."""
    return suggest(amount, world(case).setting, filed=bool(filed.strip()), grave=bool(grave.strip()))


def receive(
    case: CaseFile,
    *,
    reporter: str,
    title: str,
    unit_discovered_at: datetime,
    discovered_how: str,
    amount: int | None = None,
    about: str | None = None,
    document: str = "",
    happened: str = "",
    persons: str = "",
    funds: Sequence[str] = (),
) -> Incident:
    """Register what an agency reported (办法 28 III); the moment of the act is that of its receipt, from which our own
    limit runs."""
    from_ = unit(case, reporter)
    if from_.type not in (UnitType.HANDLING_AGENCY, UnitType.TOWNSHIP_AGENCY):
        raise Refused(
            f"{from_.name}不是经办机构",
            why=f"登记的是{from_.type.label}；向本机关报告要情的是经办机构（办法 28 III）",
            todo="其他来源反映的，登记为线索：jxinspect plan lead add",
        )
    _told(("要情的事由（--title）", title), ("发现的方式（--how）", discovered_how))
    if unit_discovered_at > case.at:
        raise _before("经办机构发现", unit_discovered_at, case.at)
    row = Incident(
        at=case.at,
        number=_next_number(case),
        year=day(case.at).year,
        source=IncidentSource.AGENCY,
        unit_id=unit(case, about).id if about else None,
        title=title.strip(),
        discovered_at=case.at,
        discovered_how=discovered_how.strip(),
        reporting_unit_id=from_.id,
        unit_discovered_at=unit_discovered_at,
        report_document=document.strip(),
        happened=happened.strip(),
        persons=persons.strip(),
        funds=fund_types(funds),
        amount=amount,
        registered_by=staff(case, case.actor).id,
    )
    case.add(row)
    return row


def _next_number(case: CaseFile) -> str:
    return register_code(case, Incident, "YQ", day(case.at).year)


def _told(*facts: tuple[str, str]) -> None:
    missing = [name for name, text in facts if not text.strip()]
    if missing:
        raise Incomplete("要情登记不全", why="要情报告应当完整、准确（办法 28 II）", todo="补齐", items=missing)


def _before(what: str, earlier: datetime, later: datetime) -> Refused:
    return Refused(
        f"{what}的时间不对",
        why=f"{beijing(earlier):%Y-%m-%d %H:%M} 晚于 {beijing(later):%Y-%m-%d %H:%M}；先发现，后登记和评估（G56）",
        todo="核对 --discovered 和 --at",
        guards=("G56",),
    )


def from_finding(
    case: CaseFile, number: str, seq: int, *, discovered_at: datetime | None = None, how: str = ""
) -> Incident:
    """What is registered of a finding; the same again when it was registered before."""
    records = inspection_records(case, number)
    finding = _finding(records, seq)
    earlier = case.all(Incident, finding_id=finding.id)
    if earlier:
        return earlier[0]
    when = discovered_at or finding.at
    if when > case.at:
        raise _before("发现", when, case.at)
    row = Incident(
        at=case.at,
        number=_next_number(case),
        year=day(case.at).year,
        source=IncidentSource.FINDING,
        inspection_id=records.inspection.id,
        finding_id=finding.id,
        unit_id=records.unit.id,
        title=finding.title,
        discovered_at=when,
        discovered_how=how.strip() or f"在{records.inspection.called}（编号{number}）中发现",
        funds=list(records.inspection.funds),
        amount=finding.amount,
        registered_by=staff(case, case.actor).id,
    )
    case.add(row)
    return row


def _finding(records: InspectionRecords, seq: int) -> Finding:
    found = next((f for f in standing_findings(records) if f.seq == seq), None)
    if found is None:
        known = "、".join(f"{f.seq}.{f.title}" for f in standing_findings(records)) or "无"
        raise NotFound(
            f"检查 {records.inspection.number} 没有问题{seq}",
            why=f"现有的问题：{known}",
            todo="用 jxinspect inspect finding list 查看序号",
        )
    return found


def assess(
    case: CaseFile,
    incident: Incident,
    *,
    level: IncidentLevel | None,
    reason: str,
    by: str,
    amount: int | None = None,
    filed: str = "",
    grave: str = "",
    discovered_at: datetime | None = None,
) -> IncidentAssessment:
    """Decide on the level, with reasons; without `level` the suggested one is taken.

    What is put below the suggestion is for the head of the agency. When the level rises, the limit for reporting runs
    anew from `discovered_at`, the moment at which what raised it became known (default: now); else it goes on.
    """
    last = next(reversed(assessments(case, incident)), None)
    known = amount if amount is not None else _amount_now(case, incident, last)
    filed, grave = filed or (last.filed if last else ""), grave or (last.grave if last else "")
    advised = suggested(case, known, filed=filed, grave=grave)
    chosen = level or advised.level
    _told(("评估的理由（--reason）", reason))
    row = IncidentAssessment(
        incident_id=incident.id,
        inspection_id=incident.inspection_id,
        at=case.at,
        suggested=advised.level,
        level=chosen,
        reason=reason.strip(),
        since=_since(case, incident, last, chosen, discovered_at),
        amount=known,
        filed=filed.strip(),
        grave=grave.strip(),
        decided_by=_decider(case, by, chosen, advised).id,
    )
    case.add(row)
    _judged(case, incident)
    return row


def _amount_now(case: CaseFile, incident: Incident, last: IncidentAssessment | None) -> int | None:
    """The amount as it stands: of the finding, which the comment round may have changed, or as told last."""
    if incident.finding_id is not None:
        now = case.get(Finding, incident.finding_id).amount
        if now != incident.amount:
            return now
    return last.amount if last is not None and last.amount is not None else incident.amount


def _since(
    case: CaseFile, incident: Incident, last: IncidentAssessment | None, level: IncidentLevel, told: datetime | None
) -> datetime:
    if told is not None and told > case.at:
        raise _before("发现", told, case.at)
    if last is None or last.level is IncidentLevel.NONE:
        return told or (incident.discovered_at if last is None else case.at)
    if level.rank > last.level.rank:
        return told or case.at
    return last.since


def _decider(case: CaseFile, name: str, level: IncidentLevel, advised: Suggested) -> Staff:
    person = staff(case, name)
    if person.role not in (Role.SUPERVISOR, Role.APPROVER):
        raise Refused(
            f"{person.name}不能决定要情的等级",
            why=f"名册中是{person.role.label}；由基金监督机构负责人或者机关负责人决定（{ARTICLE}）",
            todo="--by 写负责人的姓名",
        )
    if level.rank < advised.level.rank and person.role != Role.APPROVER:
        raise Refused(
            f"按“{level.label}”处理须由机关负责人决定",
            why=f"建议的等级是{advised.level.label}：{advised.why}；瞒报、谎报要追究责任（办法 36）",
            todo="--by 写机关负责人的姓名，--reason 写明不按建议等级的理由",
        )
    return person


def _judged(case: CaseFile, incident: Incident) -> None:
    """The guards of the step, where there is an inspection whose records they look at."""
    records = records_of(case, incident)
    if records is not None:
        judge(case, records, "report.incident")
