"""Leads: taken in, reviewed, handled, closed (办法 9, 10, 25; 部令第49号)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from jxinspect.acts.lead_reporter import checked, require_silent, silent
from jxinspect.acts.serial import register_code
from jxinspect.acts.year import fund_types, require_approver
from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.civil import day
from jxinspect.law.deadlines import due
from jxinspect.law.lead import REPORTED, LeadDecision, LeadOutcome, LeadSource, moved
from jxinspect.law.terms import Role
from jxinspect.model.lead import (
    Lead,
    LeadAssessment,
    LeadAssignment,
    LeadClosing,
    LeadExtension,
    LeadInspection,
)
from jxinspect.model.plan import Staff
from jxinspect.store.casefile import CaseFile
from jxinspect.store.confidential import seal, words_of
from jxinspect.store.records import inspection, staff, unit, world

#: Where the origin must be told: channel → what is wanted.
ORIGIN = {
    LeadSource.INSPECTION: "发现它的检查（编号或者名称）",
    LeadSource.SUPERIOR: "交办机关和文号",
    LeadSource.MEDIA: "媒体名称和日期",
    LeadSource.HANDLING_AGENCY: "移送的经办机构和文号",
}


def find(case: CaseFile, number: str) -> Lead:
    """The lead of that number."""
    found = case.all(Lead, number=number.strip().upper())
    if not found:
        raise NotFound(
            f"没有编号为 {number} 的线索", why="编号有误，或者还没有登记", todo="用 jxinspect plan lead list 查看编号"
        )
    return found[0]


def add(
    case: CaseFile,
    *,
    source: LeadSource,
    matter: str,
    unit_name: str | None = None,
    funds: Sequence[str] = (),
    identity: Mapping[str, str] | None = None,
    **fields: Any,
) -> Lead:
    """Register a lead. `identity`: who reported it, for a named report; it is sealed apart and stands nowhere else."""
    about = fields.get("about") or ""
    _complete(source, matter, unit_name or about, fields.get("origin") or "", named=identity is not None)
    known = checked(identity, day(case.at)) if identity is not None else {}
    require_silent(set(words_of(known)), matter, *(value for value in fields.values() if isinstance(value, str)))
    year = day(case.at).year
    lead = Lead(
        at=case.at,
        number=register_code(case, Lead, "XS", year),
        year=year,
        source=source,
        matter=matter.strip(),
        named=bool(known),
        unit_id=unit(case, unit_name).id if unit_name else None,
        funds=fund_types(funds),
        registered_by=staff(case, case.actor).id,
        **{name: value for name, value in fields.items() if value is not None},
    )
    case.add(lead)
    if known:
        seal(case, lead, known)
    return lead


def _complete(source: LeadSource, matter: str, about: str, origin: str, *, named: bool) -> None:
    missing = []
    if not matter.strip():
        missing.append("反映的事项（--matter）")
    if not about.strip():
        missing.append("被反映的单位（--unit）或者对象（--about）")
    if source in ORIGIN and not origin.strip():
        missing.append(f"来源（--origin）：{ORIGIN[source]}")
    if missing:
        raise Incomplete("线索登记不全", why="线索逐件登记（办法 25）", todo="补齐后重新登记", items=missing)
    if named and source not in REPORTED:
        raise Refused(
            f"来源是{source.label}，没有举报人",
            why="只有举报才登记举报人（办法 9）",
            todo="去掉举报人信息，或者把来源改为 tip",
        )


def assess(
    case: CaseFile,
    number: str,
    decision: LeadDecision,
    *,
    by: str,
    reason: str = "",
    to: str = "",
) -> LeadAssessment:
    """Decide on a lead: accept, reject or transfer; the latter two with a reason (部令第49号)."""
    lead = find(case, number)
    state = moved(lead.number, lead.state, decision.value)
    missing = []
    if decision != LeadDecision.ACCEPT and not reason.strip():
        missing.append("理由（--reason）")
    if decision == LeadDecision.TRANSFER and not to.strip():
        missing.append("接收的机关（--to）")
    if missing:
        raise Incomplete(
            f"{decision.label}的决定不全", why="不予受理、移送须说明理由和去向（办法 25）", todo="补齐", items=missing
        )
    silent(case, lead, reason, to)
    row = LeadAssessment(
        lead_id=lead.id,
        at=_after(case, lead),
        decision=decision,
        reason=reason.strip(),
        transferred_to=to.strip(),
        decided_by=_head(case, by).id,
    )
    lead.state = state
    case.add(row)
    return row


def _after(case: CaseFile, lead: Lead) -> Any:
    if case.at < lead.at:
        raise Refused(
            f"办理时间早于线索 {lead.number} 的接收时间",
            why=f"线索于{day(lead.at)}接收（G56）",
            todo="核对 --at",
            guards=("G56",),
        )
    return case.at


def _head(case: CaseFile, name: str) -> Staff:
    person = staff(case, name)
    if person.role not in (Role.SUPERVISOR, Role.APPROVER):
        raise Refused(
            f"{person.name}不能决定是否受理",
            why=f"名册中是{person.role.label}；由基金监督机构负责人或者机关负责人决定（办法 25）",
            todo="--by 写负责人的姓名",
        )
    return person


def assign(case: CaseFile, number: str, *, handler: str | None, inspection_number: str | None) -> Lead:
    """Put somebody in charge of a lead, or have it checked by an inspection."""
    lead = find(case, number)
    moved(lead.number, lead.state, "assign")
    if handler is None and inspection_number is None:
        raise Incomplete(
            "没有写交给谁办", why="线索须落实承办人或者转入检查（办法 25）", todo="写 --handler 或者 --inspection"
        )
    if handler is not None:
        person = staff(case, handler)
        if person.role == Role.THIRD_PARTY:
            raise Refused(
                f"{person.name}是第三方人员，不能承办线索",
                why="第三方人员只能协助，不得接触举报信息（办法 27、38）",
                todo="交给监督工作人员",
            )
        case.add(LeadAssignment(lead_id=lead.id, at=_after(case, lead), handler=person.id))
    if inspection_number is not None:
        link(case, lead, inspection_number)
    return lead


def link(case: CaseFile, lead: Lead, inspection_number: str) -> None:
    """The inspection that checks the lead; linking it again changes nothing."""
    one = inspection(case, inspection_number)
    if not case.all(LeadInspection, lead_id=lead.id, inspection_id=one.id):
        case.add(LeadInspection(lead_id=lead.id, at=_after(case, lead), inspection_id=one.id))


def extend(case: CaseFile, number: str, *, days: int, reason: str, approver: str) -> LeadExtension:
    """Extend the time for finishing once, before it ends, by at most the office's limit (T24.extension)."""
    lead = find(case, number)
    moved(lead.number, lead.state, "extend")
    if case.all(LeadExtension, lead_id=lead.id):
        raise Refused(f"线索 {lead.number} 已经延长过", why="办结期限只延长一次（T24）", todo="抓紧办结")
    around = world(case)
    limit = around.number("tip.extension_days")
    if not 1 <= days <= limit:
        raise Refused(f"不能延长{days}个工作日", why=f"延长不超过{limit}个工作日（T24）", todo="改正 --days")
    accepted = case.all(LeadAssessment, lead_id=lead.id)[-1]
    last = due("T24", day(accepted.at), around.calendar, length=around.number("tip.finish_days")).last_day
    if day(case.at) > last:
        raise Refused(f"办结期限{last}已经过去", why="延长须在期限届满前批准（T24）", todo="尽快办结并说明逾期原因")
    silent(case, lead, reason)
    row = LeadExtension(
        lead_id=lead.id,
        at=_after(case, lead),
        days=days,
        due_on=due("T24.extension", last, around.calendar, length=days).last_day,
        reason=reason.strip(),
        approved_by=require_approver(case, approver).id,
    )
    case.add(row)
    return row


def close(case: CaseFile, number: str, *, outcome: LeadOutcome, result: str, reward: str = "") -> LeadClosing:
    """Close a lead with what was found and done."""
    lead = find(case, number)
    state = moved(lead.number, lead.state, "close")
    if not result.strip():
        raise Incomplete("没有写办理结果", why="线索办结须写明查证和处理情况（办法 25）", todo="用 --result 写明")
    silent(case, lead, result, reward)
    row = LeadClosing(
        lead_id=lead.id, at=_after(case, lead), outcome=outcome, result=result.strip(), reward=reward.strip()
    )
    lead.state = state
    case.add(row)
    return row
