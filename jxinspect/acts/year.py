"""The annual plan: lines, approval, filing, issue (办法 21). Adjustments: year_change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from jxinspect.acts.serial import REGISTER, ordinal
from jxinspect.documents import issue as documents
from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.civil import day
from jxinspect.law.terms import ON_SITE_ONLY, OUT_OF_SCOPE, CheckMode, FundType, InspectionForm, Role
from jxinspect.model.document import Document
from jxinspect.model.guards.plan import foreign_matter
from jxinspect.model.plan import Staff
from jxinspect.model.signed import DocumentVoid
from jxinspect.model.year import Plan, PlanChange, PlanItem
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import staff, unit

QUARTERS = range(1, 5)


def new_plan(case: CaseFile, year: int, *, guidance: str, scope: str, focus: str) -> Plan:
    """Begin the plan of a year (办法 21: scope and focus)."""
    if case.all(Plan, year=year):
        raise Refused(
            f"{year}年度检查计划已经存在",
            why="一年只有一份年度检查计划（办法 21）",
            todo=f"用 jxinspect plan year add {year} 增加项目",
        )
    blank = [title for title, text in (("检查范围", scope), ("检查重点", focus)) if not text.strip()]
    if blank:
        raise Incomplete(
            "年度检查计划缺少" + "、".join(blank), why="计划应当明确检查范围和重点（办法 21）", todo="补齐后再建立"
        )
    for text in (guidance, scope, focus):
        require_ours(text, "年度检查计划")
    plan = Plan(year=year, guidance=guidance, scope=scope, focus=focus)
    case.add(plan)
    return plan


def plan_of(case: CaseFile, year: int) -> Plan:
    """The plan of a year; NotFound says how to begin one."""
    plans = case.all(Plan, year=year)
    if not plans:
        known = "、".join(f"{p.year}年" for p in case.all(Plan)) or "无"
        raise NotFound(
            f"没有{year}年度检查计划",
            why=f"案卷库中的计划：{known}（办法 21）",
            todo=f"先用 jxinspect plan year new {year} 建立",
        )
    return plans[0]


def item_of(case: CaseFile, year: int, seq: int) -> PlanItem:
    """A line of the plan of a year by its number."""
    found = case.all(PlanItem, plan_id=plan_of(case, year).id, seq=seq)
    if not found:
        raise NotFound(
            f"{year}年度检查计划没有第{seq}项", why="项目序号有误", todo=f"用 jxinspect plan year show {year} 查看项目"
        )
    return found[0]


def add_item(case: CaseFile, year: int, **fields: Any) -> PlanItem:
    """Add a line to the plan of a year that is not approved yet. Funds outside the regulation are refused (G03a)."""
    return new_item(case, open_plan(case, year), **fields)


def new_item(case: CaseFile, plan: Plan, *, unit_name: str, funds: Sequence[str], **fields: Any) -> PlanItem:
    """A further line of a plan."""
    faults = list(item_faults(fields))
    if faults:
        raise Incomplete("计划项目有误", why="年度检查计划逐项写明（办法 21）", todo="改正后再增加", items=faults)
    if not funds:
        raise Incomplete("计划项目没有险种", why="计划应当明确检查范围（办法 21）", todo="用 --fund 写明险种，可以多次")
    require_ours(fields.get("focus", ""), "计划项目")
    fields["form"] = fields.get("form") or InspectionForm.ROUTINE
    of = unit(case, unit_name)
    same = next((i for i in lines(case, plan) if i.unit_id == of.id and _same(i, funds, fields)), None)
    if same:
        raise Refused(
            f"计划第{same.seq}项已经是同一单位的同一检查：{of.name}",
            why="同一年度对同一单位的同一事项不得重复检查（国办发〔2024〕54号）",
            todo="要检查多次的，在该项写明频次（--times）",
        )
    item = PlanItem(
        plan_id=plan.id,
        seq=ordinal(case, (item.seq for item in case.all(PlanItem, plan_id=plan.id)), size=REGISTER),
        unit_id=of.id,
        funds=fund_types(funds),
        **fields,
    )
    case.add(item)
    return item


def lines(case: CaseFile, plan: Plan) -> list[PlanItem]:
    """The lines that are in force, in their order."""
    return sorted((i for i in case.all(PlanItem, plan_id=plan.id) if i.dropped_on is None), key=lambda i: i.seq)


def renumber(case: CaseFile, plan: Plan) -> None:
    """Number the lines from 1 on. Only until the approval: from then on they are called by their numbers."""
    for place, line in enumerate(lines(case, plan), 1):
        line.seq = place


def _same(item: PlanItem, funds: Sequence[str], fields: dict[str, Any]) -> bool:
    return (
        set(item.funds) == set(fund_types(funds))
        and item.form == fields["form"]
        and (item.period_from, item.period_to) == (fields["period_from"], fields["period_to"])
        and item.mode == (fields.get("mode") or CheckMode.ON_SITE)
    )


def open_plan(case: CaseFile, year: int) -> Plan:
    """The plan of a year as long as lines may be added to it."""
    plan = plan_of(case, year)
    if plan.approved_on:
        raise Refused(
            f"{year}年度检查计划已于{plan.approved_on}审批",
            why="审批后的计划只能经批准调整，并记入调整记录（办法 21）",
            todo=(
                f"增加的项目加 --reason 理由 --approver 机关负责人：jxinspect plan year add {year} …；"
                "临时检查用 jxinspect plan scheme new --ad-hoc 理由"
            ),
        )
    return plan


def item_faults(fields: dict[str, Any]) -> Iterator[str]:
    """What is wrong with the columns of a line; used for one line and for imported ones."""
    if fields["period_to"] < fields["period_from"]:
        yield f"检查期间止{fields['period_to']}早于起{fields['period_from']}"
    yield from _form_faults(fields.get("mode") or CheckMode.ON_SITE, fields.get("form"))
    if fields["quarter"] not in QUARTERS:
        yield f"实施季度应为1至4，写的是{fields['quarter']}"
    if fields.get("times") is not None and fields["times"] < 1:
        yield f"频次至少为1，写的是{fields['times']}"
    for name, title in (("people", "人数"), ("days", "人天"), ("cost", "经费预算")):
        if (fields.get(name) or 0) < 0:
            yield f"{title}不能是负数：{fields[name]}"


def _form_faults(how: CheckMode, form: InspectionForm | None) -> Iterator[str]:
    if how == CheckMode.ON_SITE and form is None:
        yield f"现场检查没有写组织形式（{'、'.join(one.label for one in InspectionForm)}）"
    if how == CheckMode.OFF_SITE and form in ON_SITE_ONLY:
        yield f"组织形式写了{form.label}，非现场检查没有这种形式（办法 22、23）"


def require_ours(text: str, where: str) -> None:
    """Refused (G03a) when the text names a matter that others supervise."""
    fault = foreign_matter(text)
    if fault:
        raise Refused(
            f"{where}{fault}", why="不属于本办法的监督范围（办法 2、41）", todo="删去该事项", guards=("G03a",)
        )


def fund_types(texts: Sequence[str]) -> list[FundType]:
    """Funds by value, label, or what offices call them (工伤, 企业职工养老). Refused (G03a) for those of others."""
    for text in texts:
        for word, owner in OUT_OF_SCOPE.items():
            if word in text:
                raise Refused(
                    f"“{text}”不属于监督范围",
                    why=f"归{owner}",
                    todo="只能选择养老、工伤、失业保险基金",
                    guards=("G03a",),
                )
    try:
        return list(dict.fromkeys(FundType.named(text) for text in texts))
    except ValueError as fault:
        raise Incomplete("险种不能识别", why=str(fault), todo="改用列出的名称之一") from fault


def approve_plan(case: CaseFile, year: int, *, approver: str, text: str) -> Plan:
    """Note the approval of the plan by the head of the agency."""
    plan = plan_of(case, year)
    if plan.approved_on:
        raise Refused(
            f"{year}年度检查计划已于{plan.approved_on}审批",
            why="审批记录不得改写（G55）",
            todo="调整计划用 jxinspect plan year change",
            guards=("G55",),
        )
    if not lines(case, plan):
        raise Incomplete(
            f"{year}年度检查计划没有项目",
            why="计划应当明确检查范围和重点（办法 21）",
            todo=f"先用 jxinspect plan year add {year} 增加项目",
        )
    renumber(case, plan)  # lines that came from another laptop have numbers of its block
    plan.approved_by = require_approver(case, approver).name
    plan.approved_on, plan.approval_text = day(case.at), text
    return plan


def file_plan(case: CaseFile, year: int, *, on: date, number: str) -> Plan:
    """Note that the plan was filed with the judicial or market authority (涉企: 赣府厅发〔2025〕7号)."""
    plan = plan_of(case, year)
    if plan.approved_on is None or on < plan.approved_on:
        raise Refused(
            f"{year}年度检查计划的备案日期{on}早于审批",
            why=f"审批日期：{plan.approved_on or '尚未审批'}；计划印发后才备案",
            todo="核对备案日期",
            guards=("G56",),
        )
    plan.filed_on, plan.filing_number = on, number
    return plan


def issue_plan(case: CaseFile, year: int, *, number: str | None = None) -> list[Document]:
    """Issue the annual plan (D01) with the workbook of its lines as annex (D01x)."""
    plan = plan_of(case, year)
    if plan.approved_on is None:
        raise Refused(
            f"{year}年度检查计划没有审批",
            why="年度检查计划经机关负责人审批后印发（办法 21）",
            todo=f"先用 jxinspect plan year approve {year} 登记审批",
        )
    _require_new_issue(case, plan)
    paper = documents.issue(case, "D01", plan, records=None, number=number)
    annex = documents.issue(case, "D01x", plan, records=None, number=f"{paper.number}附件")
    return [paper, annex]


def _require_new_issue(case: CaseFile, plan: Plan) -> None:
    """The same plan is issued once; after an adjustment it is issued again."""
    void = {v.document_id for v in case.all(DocumentVoid)}
    issued = [d for d in case.all(Document, kind="D01", subject_id=plan.id) if d.id not in void]
    changes = case.all(PlanChange, plan_id=plan.id)
    if issued and not any(change.at > issued[-1].at for change in changes):
        raise Refused(
            f"{plan.year}年度检查计划已经印发：{issued[-1].number}",
            why="印发以后没有调整，同一计划不得有两个文号（G57）",
            todo=f"要副本用 jxinspect doc export {issued[-1].number} --out 文件夹；有误的先作废或者调整计划",
            guards=("G57",),
        )


def require_approver(case: CaseFile, name: str) -> Staff:
    """Somebody who may decide as head of the agency; Refused for anybody else."""
    person = staff(case, name)
    if person.role != Role.APPROVER:
        raise Refused(
            f"{person.name}不是机关负责人",
            why=f"名册中是{person.role.label}，审批须由机关负责人作出",
            todo="写机关负责人的姓名",
        )
    return person
