"""Context and workbook of the annual plan (D01, 办法 21)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from jxinspect.documents.common import common
from jxinspect.documents.excel import Column, Kind, Sheet
from jxinspect.documents.sentences import sentence
from jxinspect.documents.spec import Facts, Fields
from jxinspect.law.amounts import format_amount, parse_amount
from jxinspect.law.civil import day
from jxinspect.law.dates import chinese_date
from jxinspect.law.statutes import cite
from jxinspect.law.terms import CheckMode, FundType, inspection_label
from jxinspect.model.kinds import Plan, PlanChange, PlanItem
from jxinspect.model.plan import Unit

SUPERVISION = "社会保险法 79 I"
QUARTERS = "一二三四"


def period(first: date, last: date) -> str:
    """2025年1月1日至2025年12月31日."""
    return f"{chinese_date(first)}至{chinese_date(last)}"


def funds_text(funds: Sequence[str]) -> str:
    """工伤保险基金、失业保险基金."""
    return "、".join(FundType(fund).label for fund in funds)


# ---- D01 -----------------------------------------------------------------------------------------------------


def d01(facts: Facts) -> Fields:
    """年度检查计划."""
    plan: Plan = facts.subject
    lines = [_item(facts, item) for item in _items(facts, plan)]
    return {
        **common(facts),
        "依据": cite("; ".join((SUPERVISION, "办法 21"))),
        "计划": _plan(facts, plan),
        "项目": lines,
        "调整": [_change(change) for change in facts.look(PlanChange, plan_id=plan.id)],
        "附件": [sheet_title(plan.year)],
    }


def _items(facts: Facts, plan: Plan) -> list[PlanItem]:
    """The lines in force; those that were dropped stand among the adjustments."""
    found = [item for item in facts.look(PlanItem, plan_id=plan.id) if item.dropped_on is None]
    return sorted(found, key=lambda item: item.seq)


def line_text(item: PlanItem, of: Unit) -> str:
    """A line in one sentence, for the record of adjustments."""
    how = inspection_label(item.mode, item.form)
    return f"{of.name}，{funds_text(item.funds)}，{how}，第{QUARTERS[item.quarter - 1]}季度，{item.days}人天"


def _plan(facts: Facts, plan: Plan) -> Fields:
    items = _items(facts, plan)
    units = {one.id: one for one in facts.look(Unit)}
    enterprises = sum(units[item.unit_id].is_enterprise for item in items)
    filed = f"已于{chinese_date(plan.filed_on)}备案（{plan.filing_number or '无文号'}）" if plan.filed_on else ""
    days = facts.setting("enterprise.filing_days")
    wanted = f"印发后{days}日内报同级司法行政部门备案" if enterprises else "没有涉企检查项目，不需要备案"
    assert plan.approved_on is not None
    return {
        "年度": str(plan.year),
        "指导思想": sentence(plan.guidance),
        "范围": sentence(plan.scope),
        "重点": sentence(plan.focus),
        "审批意见": plan.approval_text.rstrip("。"),
        "审批人": plan.approved_by or "",
        "审批日期": chinese_date(plan.approved_on),
        "备案": filed or wanted,
        "项目数": str(len(items)),
        "单位数": str(len({item.unit_id for item in items})),
        "涉企数": str(enterprises),
        "有涉企": bool(enterprises),
        "人天合计": str(sum(item.days for item in items)),
        "经费合计": format_amount(sum(item.cost for item in items)),
        "有经费": any(item.cost for item in items),
    }


def _item(facts: Facts, item: PlanItem) -> Fields:
    return _line(item, next(iter(facts.look(Unit, id=item.unit_id))))


def _line(item: PlanItem, of: Unit) -> Fields:
    return {
        "序号": str(item.seq),
        "单位": of.name,
        "单位类型": of.type.label,
        "险种": funds_text(item.funds),
        "方式": item.mode.label,
        "形式": item.form.label if item.mode == CheckMode.ON_SITE else "/",
        "期间起": item.period_from.isoformat(),
        "期间止": item.period_to.isoformat(),
        "季度": QUARTERS[item.quarter - 1],
        "牵头人": item.lead,
        "人数": str(item.people),
        "人天": str(item.days),
        "经费": format_amount(item.cost),
        "涉企": "涉企" if of.is_enterprise else "非涉企",
        "频次": str(item.times),
        "重点": item.focus,
    }


def _change(change: PlanChange) -> str:
    on = chinese_date(day(change.at))
    what = f"{change.kind.label}第{change.seq}项：{change.text}"
    return f"{on}，{what}。理由：{change.reason.rstrip('。')}。批准人：{change.approved_by}。"


_SHEET = (
    ("序号", 6),
    ("单位", 28),
    ("单位类型", 16),
    ("险种", 22),
    ("方式", 10),
    ("形式", 10),
    ("期间起", 12),
    ("期间止", 12),
    ("季度", 11),
    ("牵头人", 9),
    ("人数", 6),
    ("人天", 6),
    ("经费", 12),
    ("涉企", 10),
    ("频次", 6),
    ("重点", 24),
)
_HEADS = {
    "单位": "被监督单位",
    "方式": "检查方式",
    "形式": "组织形式",
    "期间起": "检查期间起",
    "期间止": "检查期间止",
    "季度": "拟实施季度",
    "经费": "经费预算（元）",
    "涉企": "是否涉企",
}
_KINDS: dict[str, Kind] = {
    "序号": "number",
    "人数": "number",
    "人天": "number",
    "频次": "number",
    "经费": "money",
}


def d01_sheets(fields: Fields) -> Sheet:
    """附表: every column of the lines, to be sorted, printed, and read again by `plan year import`."""
    plan, items = fields["计划"], fields["项目"]
    assert isinstance(plan, dict)
    assert isinstance(items, list)
    changes = fields["调整"]
    assert isinstance(changes, list)
    approved = f"审批：{plan['审批人']}，{plan['审批日期']}"
    lines = [f"文号：{fields['文号']}", approved, *(f"调整：{change}" for change in changes)]
    return _sheet(plan["年度"], items, lines, f"{fields['文号']}　校验码：{fields['校验码']}")


def items_sheet(plan: Plan, items: Sequence[PlanItem], units: Mapping[str, Unit]) -> Sheet:
    """The same sheet without a number, as offices pass it round before and after approval."""
    approved = f"审批：{plan.approved_by}，{chinese_date(plan.approved_on)}" if plan.approved_on else "审批：尚未审批"
    told = [_line(item, units[item.unit_id]) for item in items]
    return _sheet(str(plan.year), told, [f"范围：{plan.scope}", f"重点：{plan.focus}", approved], "")


def sheet_title(year: object) -> str:
    """What the annex is called, in the plan and on the sheet."""
    return f"{year}年度社会保险基金监督检查项目表"


def _sheet(year: object, items: Sequence[Fields], lines: list[str], footer: str) -> Sheet:
    columns = [Column(_HEADS.get(name, name), width, _KINDS.get(name, "text")) for name, width in _SHEET]
    rows = [[_cell(name, item[name]) for name, _ in _SHEET] for item in items]
    return Sheet(
        "项目表",
        columns,
        rows,
        title=sheet_title(year),
        lines=lines,
        footer=footer,
        tall=True,
    )


def _cell(name: str, value: object) -> str | int:
    kind = _KINDS.get(name, "text")
    return parse_amount(str(value)) if kind == "money" else int(str(value)) if kind == "number" else str(value)
