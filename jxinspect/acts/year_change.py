"""Lines of the annual plan after they were drawn up: added, altered, dropped; after approval each with its record."""

from __future__ import annotations

from enum import Enum
from typing import Any

from jxinspect.acts.year import (
    fund_types,
    item_faults,
    item_of,
    new_item,
    plan_of,
    renumber,
    require_approver,
    require_ours,
)
from jxinspect.documents.year import funds_text, line_text
from jxinspect.errors import Incomplete, Refused
from jxinspect.law.amounts import format_amount
from jxinspect.law.civil import day
from jxinspect.law.terms import ChangeKind
from jxinspect.model.plan import Inspection, Unit
from jxinspect.model.year import Plan, PlanChange, PlanItem
from jxinspect.store.casefile import CaseFile

#: What an adjustment may change: column → words for the user.
CHANGEABLE = {
    "quarter": "实施季度",
    "funds": "险种",
    "form": "组织形式",
    "lead": "牵头人",
    "people": "人数",
    "days": "人天",
    "cost": "经费预算",
    "times": "频次",
    "period_from": "检查期间起",
    "period_to": "检查期间止",
    "focus": "重点",
}


def add_line(
    case: CaseFile, year: int, *, reason: str, approver: str | None, **fields: Any
) -> tuple[PlanItem, PlanChange]:
    """Add a line to an approved plan, with the head's approval."""
    plan = _approved(case, year)
    item = new_item(case, plan, **fields)
    text = line_text(item, case.get(Unit, item.unit_id))
    return item, _noted(case, plan, item, ChangeKind.ADD, text, reason=reason, approver=approver)


def change_plan(
    case: CaseFile, year: int, seq: int, *, reason: str = "", approver: str | None = None, **fields: Any
) -> tuple[str, PlanChange | None]:
    """Alter a line: what was changed, and the record of it. Before approval a line is simply put right."""
    plan, item = plan_of(case, year), _in_force(case, year, seq)
    if fields.get("funds"):
        fields["funds"] = fund_types(fields["funds"])
    require_ours(fields.get("focus") or "", "计划项目")
    given = {k: fields[k] for k in CHANGEABLE if fields.get(k) is not None}
    changed = {k: v for k, v in given.items() if v != getattr(item, k)}
    if not changed:
        raise Incomplete(
            "没有要调整的内容", why="写的值与计划相同，或者什么也没有写", todo="写明要改的项目，如 --quarter 4"
        )
    faults = list(item_faults({**{name: getattr(item, name) for name in ("mode", *CHANGEABLE)}, **changed}))
    if faults:
        raise Incomplete(
            "调整后的计划项目有误", why="年度检查计划逐项写明（办法 21）", todo="改正后再调整", items=faults
        )
    text = "；".join(f"{CHANGEABLE[k]}由{_told(k, getattr(item, k))}改为{_told(k, v)}" for k, v in changed.items())
    for key, value in changed.items():
        setattr(item, key, value)
    if plan.approved_on is None:
        return text, None
    return text, _noted(case, plan, item, ChangeKind.ALTER, text, reason=reason, approver=approver)


def drop_line(
    case: CaseFile, year: int, seq: int, *, reason: str = "", approver: str | None = None
) -> tuple[str, PlanChange | None]:
    """Take a line out of the plan. Before approval those after it move up; after it the numbers stay."""
    plan, item = plan_of(case, year), _in_force(case, year, seq)
    begun = [one.number for one in case.all(Inspection, plan_item_id=item.id)]
    if begun:
        raise Refused(
            f"计划第{seq}项已经开展检查：" + "、".join(begun),
            why="已经实施的项目不能从计划中取消（办法 21）",
            todo=f"调整其余内容用 jxinspect plan year change {year} --item {seq}",
        )
    item.dropped_on = day(case.at)
    text = line_text(item, case.get(Unit, item.unit_id))
    if plan.approved_on is None:
        renumber(case, plan)
        item.seq = 0
        return text, None
    return text, _noted(case, plan, item, ChangeKind.DROP, text, reason=reason, approver=approver)


def _approved(case: CaseFile, year: int) -> Plan:
    plan = plan_of(case, year)
    if plan.approved_on is None:
        raise Refused(
            f"{year}年度检查计划还没有审批，不需要调整手续",
            why="审批之前可以直接增加项目（办法 21）",
            todo="去掉 --reason 和 --approver",
        )
    return plan


def _in_force(case: CaseFile, year: int, seq: int) -> PlanItem:
    item = item_of(case, year, seq)
    if item.dropped_on is not None:
        raise Refused(f"计划第{seq}项已于{item.dropped_on}取消", why="取消的项目不能再调整（G55）", todo="核对项目序号")
    return item


def _noted(
    case: CaseFile, plan: Plan, item: PlanItem, kind: ChangeKind, text: str, *, reason: str, approver: str | None
) -> PlanChange:
    """The adjustment as it is printed in the plan when that is issued again."""
    missing = [
        option for option, value in (("--reason 理由", reason), ("--approver 机关负责人", approver)) if not value
    ]
    if missing or approver is None or not reason.strip():
        raise Incomplete(
            f"{plan.year}年度检查计划已于{plan.approved_on}审批，调整没有写明理由和批准人",
            why="审批后的计划经批准才能调整，并写明理由（办法 21）",
            todo="补齐上列选项",
            items=missing or ["--reason 理由"],
        )
    approved_by = require_approver(case, approver).name
    change = PlanChange(
        at=case.at, plan_id=plan.id, seq=item.seq, text=text, reason=reason.strip(), approved_by=approved_by, kind=kind
    )
    case.add(change)
    return change


def _told(name: str, value: Any) -> str:
    """A value of a line in words."""
    if name == "cost":
        return format_amount(value)
    if name == "funds":
        return funds_text(value)
    if isinstance(value, Enum):
        return str(getattr(value, "label", value))
    return f"{value or '无'}"


__all__ = ["CHANGEABLE", "add_line", "change_plan", "drop_line"]
