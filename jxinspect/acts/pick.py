"""Choosing units for the annual plan by risk and by lot (办法 21; docs/pick.md)."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from jxinspect.acts.serial import register_code
from jxinspect.acts.year import add_item, open_plan
from jxinspect.errors import Damaged, Incomplete, NotFound, Refused
from jxinspect.law.civil import day
from jxinspect.law.deadlines import add_months
from jxinspect.law.flag import FlagState
from jxinspect.law.lead import LeadState
from jxinspect.law.pick import FACTORS, NEVER, Candidate, by_draw, by_risk, digest, scored
from jxinspect.law.region import standing
from jxinspect.law.terms import Standing, UnitType
from jxinspect.model.flag import Flag, RuleRun
from jxinspect.model.inspect import Entry, Finding
from jxinspect.model.lead import Lead
from jxinspect.model.pick import Pick, PickedItem
from jxinspect.model.plan import Inspection, Unit
from jxinspect.model.report import Adoption
from jxinspect.model.year import Plan, PlanItem
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import own_agency, unit, world

#: Flags in these states say nothing against a unit.
_CLEARED = frozenset({FlagState.EXCLUDED, FlagState.FALSE, FlagState.SUPERSEDED})
RISK, DRAW = "risk", "draw"
#: Settings that the points depend on, by their names in a pick.
PARAMETERS = tuple(f"{part}_{factor}" for factor in FACTORS for part in ("weight", "full"))


def pick(
    case: CaseFile,
    year: int,
    *,
    top: int = 0,
    drawn: int = 0,
    seed: str | None = None,
    weighted: bool = False,
    kinds: Sequence[UnitType] = (),
    without: Sequence[str] = (),
) -> Pick:
    """Choose `top` units by risk, and `drawn` of the others by lot. Every choice is kept, also one that nobody takes.

    `seed`: of the draw; a fresh one when None. `weighted`: lots in proportion to the risk. `kinds`, `without`: which
    units are candidates; those in the plan of the year already and those of other regions are not.
    """
    if top + drawn < 1:
        raise Incomplete("没有写选几个", why="按风险选取和随机抽取至少写一项", todo="写 --risk 个数，或者 --draw 个数")
    around = world(case)
    parameters = {name: around.number(f"pick.{name}") for name in PARAMETERS}
    left_out = _left_out(case, year, kinds, without)
    since = add_months(day(case.at), -12 * around.number("pick.years"))
    facts = _facts(case, {one["unit"] for one in left_out}, since)
    population = [scored(one, parameters, weighted=weighted) for one in facts]
    if len(population) < top + drawn:
        raise Incomplete(
            f"可选的单位只有{len(population)}个，不够{top + drawn}个",
            why=f"单位名册中有{len(population) + len(left_out)}个，不参加的{len(left_out)}个",
            todo="减少个数，或者先登记单位",
        )
    chosen_seed = _seed(seed) if drawn else ""
    row = Pick(
        at=case.at,
        number=register_code(case, Pick, "CQ", year, width=2),
        year=year,
        top=top,
        drawn=drawn,
        seed=chosen_seed,
        weighted=weighted,
        parameters=[{"name": name, "value": value} for name, value in parameters.items()],
        population=[asdict(one) for one in sorted(population, key=lambda one: one.unit)],
        digest=digest(population),
        chosen=chosen(population, top, drawn, chosen_seed),
        left_out=left_out,
        actor=case.actor,
    )
    case.add(row)
    return row


def _seed(given: str | None) -> str:
    seed = secrets.token_hex(16) if given is None else given.strip()
    if not seed or "|" in seed or any(ord(letter) < ord(" ") for letter in seed):
        raise Incomplete("种子不能用", why="种子是一行文字，不含竖线", todo="改正 --seed，或者不写，由程序现抽")
    return seed


def chosen(population: Sequence[Candidate], top: int, drawn: int, seed: str) -> list[dict[str, Any]]:
    """Who is chosen, in order: first by risk, then by lot out of the others."""
    first = by_risk(population, top)
    rest = [one for one in population if one not in first]
    return [
        *({"unit": one.unit, "way": RISK, "rank": n, "lot": ""} for n, one in enumerate(first, 1)),
        *(
            {"unit": one.unit, "way": DRAW, "rank": n, "lot": lot}
            for n, (one, lot) in enumerate(by_draw(rest, seed, drawn), 1)
        ),
    ]


def _left_out(case: CaseFile, year: int, kinds: Sequence[UnitType], without: Sequence[str]) -> list[dict[str, str]]:
    named = {unit(case, name).id for name in without}
    plans = {plan.id for plan in case.all(Plan, year=year)}
    planned = {item.unit_id for item in case.all(PlanItem) if item.plan_id in plans}
    own, reasons = own_agency(case), []
    for one in case.all(Unit):
        if kinds and one.type not in kinds:
            reasons.append({"unit": one.name, "why": f"类型是{one.type.label}"})
        elif one.id in named:
            reasons.append({"unit": one.name, "why": "指定不参加"})
        elif one.id in planned:
            reasons.append({"unit": one.name, "why": f"已列入{year}年度计划"})
        elif standing(own.level, own.region_code, one.region_code) is Standing.OUTSIDE:
            reasons.append({"unit": one.name, "why": "在本机关的行政区域以外（办法 4）"})
    return reasons


def _facts(case: CaseFile, left_out: set[str], since: date) -> list[Candidate]:
    units = [one for one in case.all(Unit) if one.name not in left_out]
    of = {one.id: one.unit_id for one in case.all(Inspection)}
    last: dict[str, date] = {}
    for entry in case.all(Entry):
        unit_id = of[entry.inspection_id]
        last[unit_id] = max(last.get(unit_id, date.min), day(entry.at))
    findings, amounts = _found(case, of, since)
    leads = _counted(
        lead.unit_id for lead in case.all(Lead) if day(lead.at) >= since and lead.state != LeadState.REJECTED
    )
    flags = _counted(of[id_] for id_ in _flagged(case, since))
    today = day(case.at)
    return [
        Candidate(
            unit=one.name,
            months=_months(last[one.id], today) if one.id in last else NEVER,
            findings=findings.get(one.id, 0),
            amount=amounts.get(one.id, 0),
            flags=flags.get(one.id, 0),
            leads=leads.get(one.id, 0),
        )
        for one in units
    ]


def _flagged(case: CaseFile, since: date) -> Iterator[str]:
    """The inspection of each flag that still speaks against its unit."""
    runs = {run.id for run in case.all(RuleRun) if day(run.at) >= since}
    return (one.inspection_id for one in case.all(Flag) if one.run_id in runs and one.state not in _CLEARED)


def _found(case: CaseFile, of: Mapping[str, str], since: date) -> tuple[dict[str, int], dict[str, int]]:
    """Findings that stand, and their amounts, by unit."""
    withdrawn = {row.finding_id for row in case.all(Adoption) if row.withdraws}
    standing = [row for row in case.all(Finding) if day(row.at) >= since and row.id not in withdrawn]
    amounts: dict[str, int] = {}
    for row in standing:
        unit_id = of[row.inspection_id]
        amounts[unit_id] = amounts.get(unit_id, 0) + (row.amount or 0)
    return _counted(of[row.inspection_id] for row in standing), amounts


def _counted(ids: Any) -> dict[str, int]:
    counts: dict[str, int] = {}
    for id_ in ids:
        if id_ is not None:
            counts[id_] = counts.get(id_, 0) + 1
    return counts


def _months(first: date, last: date) -> int:
    """Whole months between two days."""
    return max(0, (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day))


def find(case: CaseFile, number: str) -> Pick:
    """The pick of that number."""
    found = case.all(Pick, number=number.strip().upper())
    if not found:
        raise NotFound(f"没有编号为 {number} 的选取记录", why="编号有误", todo="用 jxinspect plan pick list 查看编号")
    return found[0]


def faults(record: Mapping[str, Any]) -> list[str]:
    """What in the record of a pick does not follow from the rest of it; made again from the record alone."""
    parameters = {row["name"]: row["value"] for row in record["parameters"]}
    population = [Candidate(**row) for row in record["population"]]
    wrong = [
        f"{one.unit}：风险分或者签数与记录的情况不符"
        for one in population
        if scored(one, parameters, weighted=bool(record["weighted"])) != one
    ]
    if digest(population) != record["digest"]:
        wrong.append("候选名单的摘要不符：名单、风险分或者签数被改动过")
    if chosen(population, record["top"], record["drawn"], record["seed"]) != record["chosen"]:
        wrong.append("选取结果与种子、名单算出的不符")
    return wrong


def require_sound(number: str, record: Mapping[str, Any]) -> None:
    """Damaged, with every fault, when a pick cannot be made again from its record."""
    wrong = faults(record)
    if wrong:
        raise Damaged(
            f"选取记录 {number} 不成立", why="按记录重新计算，得不到同样的结果", todo="不要使用；另行选取", items=wrong
        )


def accept(case: CaseFile, number: str, *, units: Sequence[str] = (), **fields: Any) -> list[PlanItem]:
    """Take the chosen units, all or those named, into the plan of the year, each with the reason why it was chosen."""
    row = find(case, number)
    require_sound(row.number, row.model_dump())
    plan = open_plan(case, row.year)
    taken = {item.unit for item in case.all(PickedItem, pick_id=row.id)}
    wanted = {unit(case, name).name for name in units}
    strange = wanted - {one["unit"] for one in row.chosen}
    if strange:
        raise Refused(
            "没有选中：" + "、".join(sorted(strange)),
            why=f"{row.number}的结果不能改动",
            todo=f"用 jxinspect plan pick show {row.number} 查看结果；要检查别的单位用 plan year add",
        )
    focus = fields.pop("focus", "")
    items = []
    for one in row.chosen:
        if one["unit"] in taken or (wanted and one["unit"] not in wanted):
            continue
        reason = reason_of(row, one)
        text = f"{focus.rstrip('。')}。{reason}" if focus else reason
        item = add_item(case, plan.year, unit_name=one["unit"], focus=text, **fields)
        case.add(PickedItem(pick_id=row.id, plan_item_id=item.id, unit=one["unit"], reason=reason))
        items.append(item)
    if not items:
        raise Refused(f"{row.number}没有可以列入的单位", why="选中的单位都已经列入计划", todo="不需要重复列入")
    return items


def reason_of(row: Pick, one: Mapping[str, Any]) -> str:
    """Why a unit was chosen, as the plan says it."""
    entry = next(found for found in row.population if found["unit"] == one["unit"])
    if one["way"] == RISK:
        return f"按风险选取（{row.number}，风险分{entry['score']}，第{one['rank']}位）"
    how = "按风险加权随机抽取" if row.weighted else "随机抽取"
    return f"{how}（{row.number}，种子{row.seed}，第{one['rank']}位）"
