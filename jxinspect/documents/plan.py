"""Contexts of the group plan: annual plan with its annex, scheme, approval (D01-D03)."""

from __future__ import annotations

from collections.abc import Iterable

from jxinspect.documents.common import common, inspectors, unit
from jxinspect.documents.sentences import sentence
from jxinspect.documents.spec import Facts, Fields, Layout, Service, Spec
from jxinspect.documents.year import SUPERVISION, d01, d01_sheets, funds_text, period
from jxinspect.law.civil import day
from jxinspect.law.dates import chinese_date, chinese_moment
from jxinspect.law.matters import MATTERS
from jxinspect.law.statutes import cite, introduced
from jxinspect.law.terms import CheckMode, InspectionForm, TeamRole
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.guards.plan import acted_without
from jxinspect.model.kinds import Entry, Lead, LeadInspection, Override, Plan, PlanItem
from jxinspect.model.plan import Approval, Inspection, Scheme, Staff
from jxinspect.model.team import INSPECTORS, present

ENTERPRISE = "国办发〔2024〕54号"


# ---- D02 -----------------------------------------------------------------------------------------------------


def d02(facts: Facts) -> Fields:
    """检查方案."""
    scheme: Scheme = facts.subject
    records = facts.inspection
    refs = [MATTERS[code].ref for code in scheme.matters]
    return {
        **common(facts),
        "依据": introduced("; ".join((SUPERVISION, procedure_basis(records))), *refs),
        "被监督单位": unit(records.unit),
        "检查": {**inspection(records), "来源": source(facts)},
        "方案": {
            "项目": sentence(scheme.items),
            "范围": sentence(scheme.scope),
            "地域": scheme.region,
            "内容": sentence(_own_content(scheme)),
            "事项": closed(f"{MATTERS[code].text}（{cite(MATTERS[code].ref, 'short')}）" for code in scheme.matters),
            "重点": sentence(scheme.focus),
            "进点日期": chinese_date(scheme.starts_on),
            "撤点日期": chinese_date(scheme.ends_on),
            "方式": sentence(scheme.method),
            "步骤": sentence(scheme.steps),
            "分工": sentence(scheme.division),
            "资料": closed(scheme.materials),
            "保密": sentence(scheme.confidentiality),
            "应急": sentence(scheme.contingency),
        },
        "检查组": team(records),
    }


def _own_content(scheme: Scheme) -> str:
    """What the office says of the content itself; the matters stand in a list of their own, with their articles."""
    listed = {MATTERS[code].text.rstrip("。；") for code in scheme.matters}
    return "\n".join(line for line in scheme.content.splitlines() if line.strip().rstrip("。；") not in listed)


def closed(lines: Iterable[str]) -> list[str]:
    """Entries of a list as sentences: each ends with a semicolon, the last with a full stop."""
    bare = [line.rstrip().rstrip("；。") for line in lines]
    return [f"{line}{'。' if place == len(bare) else '；'}" for place, line in enumerate(bare, 1)]


def procedure_basis(records: InspectionRecords) -> str:
    """Where the procedure begins: 办法 22(一) on site, 23(一) off site."""
    return "办法 22(一)" if records.inspection.mode == CheckMode.ON_SITE else "办法 23(一)"


def inspection(records: InspectionRecords) -> Fields:
    """检查: what every paper of an inspection says of it."""
    one = records.inspection
    reason = f"{one.flight_text.rstrip('。')}（{one.flight_reason.label}）" if one.flight_reason else ""
    return {
        "编号": one.number,
        "形式": one.called,
        "险种": funds_text(one.funds),
        "所属期间": period(one.period_from, one.period_to),
        "是现场检查": one.mode == CheckMode.ON_SITE,
        "是飞行检查": one.form == InspectionForm.FLIGHT,
        "飞行事由": reason,
    }


def source(facts: Facts) -> str:
    """任务来源: line of the annual plan or why there is none, what jurisdiction rests on (办法 4), numbers of leads."""
    one = facts.inspection.inspection
    parts = [_planned(facts, one.plan_item_id) if one.plan_item_id else _unplanned(facts)]
    if one.order_on:
        parts.append(f"依据{one.ordered_by}{chinese_date(one.order_on)}（{one.order_number}）")
    if one.major_reason:
        parts.append(f"下级机关管辖的重大监督事项，理由：{one.major_reason.rstrip('。')}")
    links = facts.look(LeadInspection, inspection_id=one.id)
    if links:
        parts.append("线索编号：" + "、".join(facts.look(Lead, id=link.lead_id)[0].number for link in links))
    return "。".join(parts)


def _planned(facts: Facts, item_id: str) -> str:
    item: PlanItem = facts.look(PlanItem, id=item_id)[0]
    plan: Plan = facts.look(Plan, id=item.plan_id)[0]
    return f"{plan.year}年度社会保险基金监督检查计划第{item.seq}项"


def _unplanned(facts: Facts) -> str:
    """Without a reason of its own it is what the head wrote when he let it pass (G01)."""
    one = facts.inspection
    let_pass = [o.because for o in one.of(Override) if o.guard == "G01"]
    reason = one.inspection.ad_hoc_reason or "；".join(let_pass)
    return f"计划外检查。理由：{reason.rstrip('。')}"


def team(records: InspectionRecords) -> list[Fields]:
    """检查组 with 分工, leader first, without assistants."""
    members = present(records, *INSPECTORS)
    rows = inspectors([(records.staff[m.staff_id], m.role) for m in members], records.agency)
    duty = {TeamRole.LEADER: "统筹检查工作", TeamRole.MEMBER: "查阅资料、核查数据、询问取证，编制工作底稿"}
    return [{**row, "分工": m.duty or duty[m.role]} for row, m in zip(rows, members, strict=True)]


def assistants(records: InspectionRecords) -> list[Fields]:
    """协助人员: who helps without being an inspector (办法 27)."""
    members = present(records, TeamRole.ASSISTANT)
    return [_assistant(records, records.staff[m.staff_id], m.duty) for m in members]


def _assistant(records: InspectionRecords, person: Staff, duty: str) -> Fields:
    firm = person.organisation or f"{records.agency.name}{person.department}"
    return {"姓名": person.name, "单位": firm, "事项": duty or "协助核对资料和数据"}


# ---- D03 -----------------------------------------------------------------------------------------------------


def d03(facts: Facts) -> Fields:
    """行政检查审批表."""
    approval: Approval = facts.subject
    records = facts.inspection
    scheme = records.find(Scheme, approval.subject_id)
    enterprise = records.unit.is_enterprise
    basis = ["社会保险法 79 I", procedure_basis(records), *([ENTERPRISE] if enterprise else [])]
    return {
        **common(facts),
        "依据": cite("; ".join(basis)),
        "被监督单位": unit(records.unit),
        "检查": {
            **_approved_inspection(facts, scheme),
            "涉企": "是" if enterprise else "否",
            "频次": approval.frequency,
            "行政行为码": approval.action_code,
        },
        "补办": _made_up(records, approval),
        "检查组": team(records),
        "协助": _helpers(records, approval),
        "承办": _said(records, approval.prepared_by, approval.prepared_text, _prepared_on(approval, scheme)),
        "审核": _reviewed(records, approval),
        "审批": _said(records, approval.approved_by, _decided(approval), chinese_date(day(approval.at))),
    }


def _approved_inspection(facts: Facts, scheme: Scheme) -> Fields:
    one = facts.inspection.inspection
    about = inspection(facts.inspection)
    flight = f"是。{about['飞行事由']}" if about["是飞行检查"] else "否"
    return {
        "编号": one.number,
        "来源": source(facts),
        "事由": f"{scheme.items}（所属期间：{about['所属期间']}）",
        "时间": f"{chinese_date(scheme.starts_on)}至{chinese_date(scheme.ends_on)}",
        "方式": f"{_way(one)}；{scheme.method}",
        "飞行": flight,
    }


def _prepared_on(approval: Approval, scheme: Scheme) -> str:
    """The day on which the approval was asked for: with the scheme, or when it was made up for."""
    return chinese_date(day(scheme.at if approval.late_for is None else approval.at))


def _made_up(records: InspectionRecords, approval: Approval) -> Fields:
    """补办: what was done before the approval, who let it pass and why; empty where the approval came first."""
    if approval.late_for is None:
        return {"是": False, "先行实施": "", "同意": "", "事由": "", "时间": ""}
    act = next(act for act in acted_without(records) if act.at == approval.late_for)
    entered = isinstance(act, Entry)
    papers = [] if entered else [d.number for d in records.documents("D05", "D06") if d.subject_id == act.id]
    what = "进点检查" if entered else f"制发检查通知书{''.join(f'（{number}）' for number in papers)}"
    let = [o for o in records.of(Override) if o.record_id == act.id]
    return {
        "是": True,
        "先行实施": f"{chinese_moment(approval.late_for)}{what}",
        "同意": "、".join(dict.fromkeys(records.staff[o.approved_by].name for o in let)),
        "事由": approval.late_reason.rstrip("。"),
        "时间": chinese_moment(approval.at),
    }


def _way(one: Inspection) -> str:
    """检查方式, and on site the 组织形式 as well (办法 21, 22)."""
    return f"现场检查（{one.form.label}）" if one.mode == CheckMode.ON_SITE else one.mode.label


def _helpers(records: InspectionRecords, approval: Approval) -> str:
    names = [f"{row['姓名']}（{row['单位']}）" for row in assistants(records)]
    names += [approval.assistants] if approval.assistants else []
    return f"{len(names)}人：" + "、".join(names) if names else ""


def _said(records: InspectionRecords, staff_id: str, text: str, on: str) -> Fields:
    return {"意见": text, "姓名": records.staff[staff_id].name, "日期": on}


def _decided(approval: Approval) -> str:
    return approval.text if approval.granted else f"不同意。{approval.text}"


def _reviewed(records: InspectionRecords, approval: Approval) -> Fields:
    """审核意见; left to be written by hand where nobody reviewed yet."""
    if approval.reviewed_by is None or approval.reviewed_at is None:
        return {"意见": "", "姓名": "", "日期": "＿＿＿＿年＿＿月＿＿日"}
    on = chinese_date(day(approval.reviewed_at))
    return _said(records, approval.reviewed_by, approval.review_text or "同意，报机关负责人审批。", on)


SPECS: tuple[Spec, ...] = (
    Spec(
        id="D01",
        title="年度检查计划",
        group="plan",
        layout=Layout.OFFICIAL,
        basis=("办法 21", SUPERVISION),
        signers=("L",),
        served=Service.INTERNAL,
        series="监计",
        archive=None,
        context=d01,
    ),
    Spec(
        id="D01x",
        title="年度检查计划项目表",
        group="plan",
        layout=Layout.WORKBOOK,
        basis=("办法 21",),
        signers=(),
        served=Service.INTERNAL,
        series=None,
        archive=None,
        context=d01,
        sheets=d01_sheets,
    ),
    Spec(
        id="D02",
        title="检查方案",
        group="plan",
        layout=Layout.OFFICIAL,
        basis=("办法 22(一)", SUPERVISION),
        signers=("H", "L"),
        served=Service.INTERNAL,
        series="监案",
        archive=None,
        context=d02,
    ),
    Spec(
        id="D03",
        title="行政检查审批表",
        group="plan",
        layout=Layout.FORM,
        basis=("办法 22(一)", ENTERPRISE),
        signers=("I", "H", "L"),
        served=Service.INTERNAL,
        series="监审",
        archive=None,
        context=d03,
    ),
)
