"""Own agency, roster, units, annual plan, scheme, approval and team (办法 4, 6, 21, 22(一), 26)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from jxinspect.acts.procedure import admit, begin, issue
from jxinspect.documents import issue as documents
from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.civil import day
from jxinspect.law.identity import credit_code_fault
from jxinspect.law.matters import MATTERS
from jxinspect.law.terms import OUT_OF_SCOPE, FlightReason, FundType, InspectionForm, Role, State, TeamRole
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.document import Document
from jxinspect.model.plan import (
    Agency,
    Approval,
    Inspection,
    Interest,
    Plan,
    PlanItem,
    Scheme,
    Staff,
    TeamMember,
    Unit,
)
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import inspection_records, own_agency, staff, unit


def set_agency(case: CaseFile, **fields: Any) -> Agency:
    """Register the own agency, or correct what is registered. Fields left as None stay as they are."""
    given = {key: value for key, value in fields.items() if value is not None}
    known = case.all(Agency, own=True)
    if known:
        for key, value in given.items():
            setattr(known[0], key, value)
        return known[0]
    missing = [key for key, wanted in Agency.model_fields.items() if wanted.is_required() and key not in given]
    if missing:
        raise Incomplete(
            "本机关信息不全",
            why="文书的署名、文号和救济途径都取自本机关信息（行政复议法 24）",
            todo="补齐以下各项：" + "、".join(missing),
            items=missing,
        )
    agency = Agency(**given)
    case.add(agency)
    return agency


def add_staff(case: CaseFile, **fields: Any) -> Staff:
    """Enter somebody in the roster; a name stands there once."""
    _new_name(case, Staff, fields["name"], "人员名册")
    if (fields.get("certificate_from") or date.min) > (fields.get("certificate_to") or date.max):
        raise Incomplete(
            f"{fields['name']}的执法证有效期有误",
            why=f"起始日期{fields['certificate_from']}晚于截止日期{fields['certificate_to']}",
            todo="核对证件后改正",
        )
    person = Staff(**fields)
    case.add(person)
    return person


def renew_certificate(case: CaseFile, name: str, *, number: str, issuer: str, valid_from: date, valid_to: date) -> Staff:
    """Note a new certificate of somebody on the roster (办法 6 III)."""
    person = staff(case, name)
    person.certificate, person.certificate_issuer = number, issuer or person.certificate_issuer
    person.certificate_from, person.certificate_to = valid_from, valid_to
    return person


def add_unit(case: CaseFile, **fields: Any) -> Unit:
    """Register a supervised unit; its full name stands there once."""
    _new_name(case, Unit, fields["name"], "单位名册")
    fault = credit_code_fault(fields["credit_code"]) if fields.get("credit_code") else None
    if fault:
        raise Incomplete(f"{fields['name']}的统一社会信用代码有误", why=fault, todo="核对营业执照或者登记证书后改正")
    one = Unit(**fields)
    case.add(one)
    return one


def _new_name(case: CaseFile, cls: type[Staff] | type[Unit], name: str, where: str) -> None:
    if case.all(cls, name=name):
        raise Refused(f"{where}中已有“{name}”", why="同一名称只登记一次，否则文书会张冠李戴", todo="核对名称；要更正的用 set")


def declare_interest(
    case: CaseFile, name: str, unit_name: str, *, kind: str, text: str, until: date | None = None, declared: bool = True
) -> Interest:
    """Note a tie between somebody of the roster and a unit (办法 26 III)."""
    tie = Interest(
        at=case.at,
        staff_id=staff(case, name).id,
        unit_id=unit(case, unit_name).id,
        kind=kind,
        text=text,
        until=until,
        declared=declared,
    )
    case.add(tie)
    return tie


# ---- annual plan ---------------------------------------------------------------------------------------------


def new_plan(case: CaseFile, year: int, *, guidance: str, scope: str, focus: str) -> Plan:
    """Begin the plan of a year (办法 21: scope and focus)."""
    if case.all(Plan, year=year):
        raise Refused(f"{year}年度检查计划已经存在", why="一年只有一份年度检查计划（办法 21）", todo="用 plan year add 增加项目")
    plan = Plan(year=year, guidance=guidance, scope=scope, focus=focus)
    case.add(plan)
    return plan


def plan_of(case: CaseFile, year: int) -> Plan:
    """The plan of a year; NotFound says how to begin one."""
    plans = case.all(Plan, year=year)
    if not plans:
        raise NotFound(f"没有{year}年度检查计划", why="尚未建立（办法 21）", todo=f"先用 jxinspect plan year new {year} 建立")
    return plans[0]


def add_item(case: CaseFile, year: int, *, unit_name: str, funds: Sequence[str], **fields: Any) -> PlanItem:
    """Add a line to the plan of a year. Funds outside the regulation are refused (G03a)."""
    plan = plan_of(case, year)
    if plan.approved_on:
        raise Refused(
            f"{year}年度检查计划已经审批", why="审批后的计划不能直接增加项目（办法 21）", todo="临时检查用 plan scheme new --ad-hoc 理由"
        )
    if fields["period_to"] < fields["period_from"]:
        raise Incomplete(
            "检查所属期间有误", why=f"{fields['period_to']}早于{fields['period_from']}", todo="核对所属期间的起止日期"
        )
    item = PlanItem(
        plan_id=plan.id,
        seq=len(case.all(PlanItem, plan_id=plan.id)) + 1,
        unit_id=unit(case, unit_name).id,
        funds=fund_types(funds),
        **fields,
    )
    case.add(item)
    return item


def fund_types(texts: Sequence[str]) -> list[FundType]:
    """Funds by value or label; Refused (G03a) for those that others supervise."""
    for text in texts:
        for word, owner in OUT_OF_SCOPE.items():
            if word in text:
                raise Refused(
                    f"“{text}”不属于监督范围", why=f"归{owner}", todo="只能选择养老、工伤、失业保险基金", guards=("G03a",)
                )
    try:
        return [FundType.named(text) for text in texts]
    except ValueError as fault:
        raise Incomplete("险种不能识别", why=str(fault), todo="改用列出的名称之一") from fault


def approve_plan(case: CaseFile, year: int, *, approver: str, text: str) -> Plan:
    """Note the approval of the plan by the head of the agency."""
    plan = plan_of(case, year)
    if not case.all(PlanItem, plan_id=plan.id):
        raise Incomplete(f"{year}年度检查计划没有项目", why="计划应当明确检查范围和重点（办法 21）", todo="先用 plan year add 增加项目")
    plan.approved_by = require_approver(case, approver).name
    plan.approved_on, plan.approval_text = day(case.at), text
    return plan


def issue_plan(case: CaseFile, year: int) -> Document:
    """Issue the annual plan with its annex (D01)."""
    plan = plan_of(case, year)
    if plan.approved_on is None:
        raise Refused(f"{year}年度检查计划没有审批", why="年度检查计划经机关负责人审批后印发（办法 21）", todo="先用 plan year approve 登记审批")
    return documents.issue(case, "D01", plan, dated=None, records=None)


def require_approver(case: CaseFile, name: str) -> Staff:
    """Somebody who may decide as head of the agency; Refused for anybody else."""
    person = staff(case, name)
    if person.role != Role.APPROVER:
        raise Refused(f"{name}不是机关负责人", why=f"名册中是{person.role.label}，审批须由机关负责人作出", todo="写机关负责人的姓名")
    return person


# ---- scheme, approval, team ----------------------------------------------------------------------------------


def open_inspection(case: CaseFile, *, year: int, item: int | None, ad_hoc: dict[str, Any] | None) -> Inspection:
    """An inspection from a plan item, or with a reason without one (G01 belongs to its approval)."""
    source = _from_item(case, year, item) if item is not None else _ad_hoc(case, ad_hoc or {})
    seq = len(case.all(Inspection, year=year)) + 1
    one = Inspection(number=f"{year}-{seq:03d}", year=year, **source)
    case.add(one)
    return one


def _from_item(case: CaseFile, year: int, seq: int) -> dict[str, Any]:
    plan = plan_of(case, year)
    found = case.all(PlanItem, plan_id=plan.id, seq=seq)
    if not found:
        raise NotFound(f"{year}年度检查计划没有第{seq}项", why="项目序号有误", todo="用 plan year show 查看项目")
    if plan.approved_on is None:
        raise Refused(f"{year}年度检查计划没有审批", why="检查应当依据审批的计划进行（办法 21）", todo="先用 plan year approve 登记审批")
    item = found[0]
    columns = ("unit_id", "form", "funds", "period_from", "period_to")
    return {"plan_item_id": item.id, **{name: getattr(item, name) for name in columns}}


def _ad_hoc(case: CaseFile, fields: dict[str, Any]) -> dict[str, Any]:
    if not str(fields.get("ad_hoc_reason", "")).strip():
        raise Incomplete("计划外检查没有理由", why="没有列入年度计划的检查要写明工作需要（办法 22(一)）", todo="用 --ad-hoc 写明理由，或者用 --item 指定计划项目")
    return {
        "unit_id": unit(case, fields["unit_name"]).id,
        "form": fields["form"],
        "funds": fund_types(fields["funds"]),
        "period_from": fields["period_from"],
        "period_to": fields["period_to"],
        "ad_hoc_reason": fields["ad_hoc_reason"],
    }


def new_scheme(
    case: CaseFile,
    number: str,
    *,
    flight_reason: FlightReason | None = None,
    flight_text: str = "",
    **fields: Any,
) -> tuple[Scheme, Document]:
    """Draw up the scheme (D02, 办法 22(一)); a flight inspection states why it is one (G11)."""
    records = begin(case, number, "plan.scheme.new")
    unknown = [code for code in fields.get("matters", []) if code not in MATTERS]
    if unknown:
        raise NotFound("没有这样的检查事项：" + "、".join(unknown), why="事项代码取自办法 11-13、15", todo="用 jxinspect law matters 查看代码")
    if records.inspection.form == InspectionForm.FLIGHT or flight_reason:
        records.inspection.flight_reason, records.inspection.flight_text = flight_reason, flight_text
    scheme = Scheme(inspection_id=records.inspection.id, at=case.at, made_by=staff(case, case.actor).id, **fields)
    admit(case, records, "plan.scheme.new", scheme)
    return scheme, issue(case, records, "D02", scheme)


def approve_scheme(
    case: CaseFile,
    number: str,
    *,
    approver: str,
    text: str,
    reviewer: str | None = None,
    review_text: str = "",
    granted: bool = True,
    frequency: str = "",
    assistants: str = "",
) -> tuple[Approval, Document]:
    """Note the head's decision on the scheme (D03). A refusal leaves the scheme to be drawn up anew."""
    records = begin(case, number, "plan.scheme.approve")
    scheme = records.last(Scheme)
    assert scheme is not None
    approval = Approval(
        inspection_id=records.inspection.id,
        at=case.at,
        subject="scheme",
        subject_id=scheme.id,
        prepared_by=scheme.made_by,
        reviewed_by=staff(case, reviewer).id if reviewer else None,
        review_text=review_text,
        reviewed_at=case.at if reviewer else None,
        approved_by=require_approver(case, approver).id,
        text=text,
        granted=granted,
        frequency=frequency,
        assistants=assistants,
    )
    admit(case, records, "plan.scheme.approve", approval)
    if not granted:
        records.inspection.state = State.PLANNED
    return approval, issue(case, records, "D03", approval)


def set_team(case: CaseFile, number: str, *, leader: str, members: Sequence[str], assistants: Sequence[str] = ()) -> InspectionRecords:
    """Form the team. Who was in it and is not named any more leaves it, with the time."""
    records = begin(case, number, "plan.team")
    wanted = {staff(case, leader).id: TeamRole.LEADER}
    wanted |= {staff(case, name).id: TeamRole.MEMBER for name in members if name != leader}
    wanted |= {staff(case, name).id: TeamRole.ASSISTANT for name in assistants}
    for member in records.of(TeamMember):
        if member.left_at is None and wanted.get(member.staff_id) != member.role:
            member.left_at, member.left_reason = case.at, "检查组调整"
    present = {m.staff_id for m in records.of(TeamMember) if m.left_at is None}
    joined = [
        TeamMember(inspection_id=records.inspection.id, at=case.at, staff_id=person, role=role, no_interest=True)
        for person, role in wanted.items()
        if person not in present
    ]
    admit(case, records, "plan.team", *joined)
    return records


def team(records: InspectionRecords, *roles: TeamRole) -> list[Staff]:
    """Who is in the team now, leader first."""
    order = list(TeamRole)
    present = [m for m in records.of(TeamMember) if m.left_at is None and (not roles or m.role in roles)]
    return [records.staff[m.staff_id] for m in sorted(present, key=lambda m: order.index(m.role))]


def inspectors(records: InspectionRecords) -> list[Staff]:
    """Leader and members, without assistants."""
    return team(records, TeamRole.LEADER, TeamRole.MEMBER)


def team_of(case: CaseFile, number: str) -> list[Staff]:
    """The inspectors of an inspection, by number."""
    return inspectors(inspection_records(case, number))
