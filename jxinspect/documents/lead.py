"""Contexts of leads: registration form (D31) and the notice to who reported one (D31a). Neither names him (办法 9)."""

from __future__ import annotations

from datetime import date

from jxinspect.documents.common import choices, common
from jxinspect.documents.sentences import sentence
from jxinspect.documents.spec import Facts, Fields, Layout, Service, Spec
from jxinspect.documents.year import funds_text
from jxinspect.errors import Incomplete
from jxinspect.law.amounts import format_amount
from jxinspect.law.civil import day
from jxinspect.law.dates import chinese_date, chinese_moment
from jxinspect.law.deadlines import due
from jxinspect.law.lead import LeadDecision, LeadOutcome, LeadSource
from jxinspect.law.settings import value_of
from jxinspect.law.statutes import cite
from jxinspect.model.document import Document
from jxinspect.model.kinds import (
    DocumentVoid,
    Lead,
    LeadAssessment,
    LeadAssignment,
    LeadClosing,
    LeadExtension,
    LeadInspection,
    ProofOfService,
)
from jxinspect.model.plan import Inspection, Staff, Unit

HANDLING = "部令第49号"
_BY_HAND = "＿＿＿＿年＿＿月＿＿日"


# ---- D31 -----------------------------------------------------------------------------------------------------


def d31(facts: Facts) -> Fields:
    """举报（线索）登记表, as far as the lead has come."""
    lead: Lead = facts.subject
    return {
        **common(facts),
        "线索": {
            "编号": lead.number,
            "来源": choices([source.label for source in LeadSource], lead.source.label),
            "来源说明": lead.origin,
            "接收时间": chinese_moment(lead.at),
            "接收方式": lead.channel,
            "举报人": _reporter(lead),
            "对象": _about(facts, lead),
            "事项": lead.matter,
            "险种": funds_text(lead.funds),
            "金额": format_amount(lead.amount) if lead.amount is not None else "",
            "登记人": _name(facts, lead.registered_by),
            "登记日期": chinese_date(day(lead.at)),
            "拟办": lead.proposal,
        },
        "审查": _review(facts, lead),
        "办理": _handling(facts, lead),
        "告知": _told(facts, lead),
        "办结": _closing(facts, lead),
    }


def _reporter(lead: Lead) -> str:
    if lead.named:
        return "实名举报。身份信息加密隔离保存，不在本表记载；查阅须说明理由并留痕"
    return "匿名" if lead.source == LeadSource.TIP else ""


def _about(facts: Facts, lead: Lead) -> str:
    unit = next((one.name for one in facts.look(Unit, id=lead.unit_id)), "") if lead.unit_id else ""
    return "；".join(text for text in (unit, lead.about) if text)


def _name(facts: Facts, staff_id: str) -> str:
    return next((one.name for one in facts.look(Staff, id=staff_id)), "")


def _review(facts: Facts, lead: Lead) -> Fields:
    decisions = facts.look(LeadAssessment, lead_id=lead.id)
    options = [decision.label for decision in LeadDecision]
    if not decisions:
        blank = "　".join(f"□{option}" for option in options)
        return {"决定": blank, "理由": "", "移送": "", "决定人": "", "日期": _BY_HAND}
    last = decisions[-1]
    return {
        "决定": choices(options, last.decision.label),
        "理由": last.reason,
        "移送": last.transferred_to,
        "决定人": _name(facts, last.decided_by),
        "日期": chinese_date(day(last.at)),
    }


def _handling(facts: Facts, lead: Lead) -> Fields:
    handlers = facts.look(LeadAssignment, lead_id=lead.id)
    links = facts.look(LeadInspection, lead_id=lead.id)
    numbers = [facts.look(Inspection, id=link.inspection_id)[0].number for link in links]
    return {
        "承办人": _name(facts, handlers[-1].handler) if handlers else "",
        "检查": "、".join(numbers),
        "期限": _limit(facts, lead),
    }


def _limit(facts: Facts, lead: Lead) -> str:
    extended = facts.look(LeadExtension, lead_id=lead.id)
    if extended:
        return f"{chinese_date(extended[0].due_on)}（经批准延长{extended[0].days}个工作日）"
    accepted = [row for row in facts.look(LeadAssessment, lead_id=lead.id) if row.decision == LeadDecision.ACCEPT]
    if accepted and lead.source == LeadSource.TIP:
        return _counted(facts, day(accepted[0].at))
    return chinese_date(lead.due_on) if lead.due_on else ""


def _counted(facts: Facts, accepted: date) -> str:
    """The last day; in words as long as the working days of the next year are not known."""
    length = int(value_of("tip.finish_days", facts.setting))
    try:
        return chinese_date(due("T24", accepted, facts.calendar, length=length).last_day)
    except Incomplete:
        return f"自{chinese_date(accepted)}受理起{length}个工作日"


def _told(facts: Facts, lead: Lead) -> Fields:
    void = {row.document_id for row in facts.look(DocumentVoid)}
    decided = facts.look(LeadAssessment, lead_id=lead.id)
    papers = [d for one in decided for d in facts.look(Document, kind="D31a", subject_id=one.id) if d.id not in void]
    if not papers:
        return {"文号": "", "日期": "" if lead.named else "无实名举报人，不需要告知"}
    proofs = [p for p in facts.look(ProofOfService) if papers[-1].id in p.documents and p.received_at]
    served = chinese_date(day(proofs[-1].received_at)) if proofs else f"{chinese_date(papers[-1].dated)}制发，待送达"
    return {"文号": papers[-1].number, "日期": served}


def _closing(facts: Facts, lead: Lead) -> Fields:
    rows = facts.look(LeadClosing, lead_id=lead.id)
    options = [outcome.label for outcome in LeadOutcome]
    if not rows:
        return {"结论": "　".join(f"□{option}" for option in options), "结果": "", "日期": "", "奖励": ""}
    one = rows[0]
    return {
        "结论": choices(options, one.outcome.label),
        "结果": sentence(one.result),
        "日期": chinese_date(day(one.at)),
        "奖励": one.reward,
    }


# ---- D31a ----------------------------------------------------------------------------------------------------

TITLES = {
    LeadDecision.ACCEPT: "举报受理告知书",
    LeadDecision.REJECT: "举报不予受理告知书",
    LeadDecision.TRANSFER: "举报移送告知书",
}


def d31a(facts: Facts) -> Fields:
    """告知书 to who reported. The name is written by hand on the paper; the kept file has the number of the lead."""
    decision: LeadAssessment = facts.subject
    lead: Lead = facts.look(Lead, id=decision.lead_id)[0]
    return {
        **common(facts),
        "文书名称": TITLES[decision.decision],
        "依据": cite(f"办法 9、25; {HANDLING}"),
        "线索": {"编号": lead.number, "接收日期": chinese_date(day(lead.at)), "方式": lead.channel},
        "决定": _decision_text(facts, decision),
        "受理": decision.decision == LeadDecision.ACCEPT,
        "联系电话": facts.agency.phone,
    }


def _decision_text(facts: Facts, decision: LeadAssessment) -> str:
    reason = decision.reason.rstrip("。")
    if decision.decision == LeadDecision.REJECT:
        return f"对你反映的事项，本机关决定不予受理。理由：{reason}。"
    if decision.decision == LeadDecision.TRANSFER:
        on = chinese_date(day(decision.at))
        return f"你反映的事项，本机关已于{on}移送{decision.transferred_to}处理。理由：{reason}。"
    finish, more = (int(value_of(f"tip.{key}_days", facts.setting)) for key in ("finish", "extension"))
    longer = f"；情况复杂的，经批准可以延长不超过{more}个工作日" if more else ""
    return (
        f"你反映的事项属于本机关职责范围，本机关于{chinese_date(day(decision.at))}决定受理，将依法调查核实，"
        f"自受理之日起{finish}个工作日内办结{longer}。"
    )


SPECS: tuple[Spec, ...] = (
    Spec(
        id="D31",
        title="举报（线索）登记表",
        group="plan",
        layout=Layout.FORM,
        basis=("办法 9、25", HANDLING),
        signers=("I", "H", "L"),
        served=Service.INTERNAL,
        series=None,
        archive="XS",
        context=d31,
    ),
    Spec(
        id="D31a",
        title="举报受理告知书",
        group="plan",
        layout=Layout.DECISION,
        basis=("办法 9、25", HANDLING),
        signers=("L",),
        served=Service.SERVED,
        series="监线告",
        archive=None,
        context=d31a,
    ),
)
