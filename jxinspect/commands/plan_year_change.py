"""`plan year change|drop|file|progress|export`: the annual plan after it was drawn up (办法 5, 21)."""

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from jxinspect.commands.due import working_days
from jxinspect.commands.given import given
from jxinspect.commands.options import date_option, term_option
from jxinspect.commands.plan_year import (
    Cost,
    Days,
    Granting,
    ItemFocus,
    Lead,
    People,
    Quarter,
    Reason,
    Times,
    Year,
    year,
)
from jxinspect.commands.session import act, reading, today
from jxinspect.errors import NotFound
from jxinspect.law.terms import InspectionForm, ItemState
from jxinspect.ui.mode import mode
from jxinspect.ui.show import done, show_json, show_rows, show_text
from jxinspect.ui.target import agree_to_replace
from jxinspect.ui.values import Column, amount, columns, plain

__all__ = ["year"]

PROGRESS = columns(
    ("seq", "序号", "number"),
    ("unit", "被监督单位"),
    ("quarter", "季度", "number"),
    Column("state", "进度", terms=ItemState),
    ("times", "计划次数", "number"),
    ("begun", "已开展", "number"),
    ("closed", "已办结", "number"),
    ("days", "计划人天", "number"),
    ("worked", "实际人天", "number"),
    ("cost", "经费预算", "amount"),
    ("numbers", "检查"),
)
Item = Annotated[int, typer.Option("--item", help="项目序号", metavar="序号")]


@year.command(
    example=[
        "jxinspect plan year change 2026 --item 1 --quarter 4 --reason 人员调整 --approver 钱主任",
        "jxinspect plan year change 2026 --item 1 --days 20",
    ]
)
def change(
    year: Year,
    *,
    item: Item,
    reason: Reason = "",
    approver: Granting = None,
    quarter: Quarter = None,
    fund: Annotated[list[str] | None, typer.Option("--fund", help="险种，如 工伤、失业", metavar="险种")] = None,
    form: Annotated[InspectionForm | None, term_option(InspectionForm, "--form", help="组织形式")] = None,
    lead: Lead = None,
    people: People = None,
    days: Days = None,
    cost: Cost = None,
    times: Times = None,
    focus: ItemFocus = None,
    period_from: Annotated[date | None, date_option("--from", help="检查期间起")] = None,
    period_to: Annotated[date | None, date_option("--to", help="检查期间止")] = None,
) -> None:
    """调整已有的项目；审批以后经机关负责人批准，记入调整记录，计划可以重新印发。"""
    from jxinspect.acts import plan

    wanted: dict[str, Any] = {
        "quarter": quarter,
        "funds": fund,
        "form": form,
        "lead": lead,
        "people": people,
        "days": days,
        "cost": cost,
        "times": times,
        "focus": focus,
        "period_from": period_from,
        "period_to": period_to,
    }
    with act("plan.year.change") as case:
        text, record = plan.change_plan(case, year, item, reason=reason, approver=approver, **wanted)
    facts = [("seq", "项目", item), ("text", "调整", text), ("reason", "理由", reason)]
    done("计划已调整" if record else "计划项目已改正（尚未审批）", facts, _following(year, approved=record is not None))


@year.command(example="jxinspect plan year drop 2026 --item 3 --reason 该单位已撤销 --approver 钱主任")
def drop(year: Year, *, item: Item, reason: Reason = "", approver: Granting = None) -> None:
    """取消一个还没有开展检查的项目；审批以后经机关负责人批准，记入调整记录。"""
    from jxinspect.acts import plan

    with act("plan.year.drop") as case:
        text, record = plan.drop_line(case, year, item, reason=reason, approver=approver)
    facts = [("seq", "项目", item), ("text", "内容", text), ("reason", "理由", reason)]
    done("计划项目已取消", facts, _following(year, approved=record is not None))


def _following(year: int, *, approved: bool) -> list[str]:
    if approved:
        return [f"jxinspect plan year issue {year} --out 文书"]
    return [f"jxinspect plan year show {year}", f"jxinspect plan year approve {year} --approver 机关负责人"]


@year.command("file", example="jxinspect plan year file 2026 --on 2026-01-20 --number 样司备〔2026〕1号")
def file_(
    year: Year,
    *,
    on: Annotated[date, date_option("--on", help="备案日期")],
    number: Annotated[str, typer.Option("--number", help="备案文号", metavar="文号")] = "",
) -> None:
    """登记涉企检查计划的备案（赣府厅发〔2025〕7号）。"""
    from jxinspect.acts import plan

    with act("plan.year.file") as case:
        plan.file_plan(case, year, on=on, number=number)
    done(f"{year}年度检查计划的备案已登记", [("filed_on", "备案日期", on), ("filing_number", "备案文号", number)])


@year.command(example="jxinspect plan year export 2026 --out 2026年项目表.xlsx")
def export(
    year: Year,
    *,
    out: Annotated[Path, typer.Option("--out", "-o", help="写成这个文件（xlsx）", metavar="文件")],
) -> None:
    """把计划项目写成项目表（附范围、重点和审批情况），可以传阅，也可以用 plan year import 再导入。"""
    from jxinspect.acts.year_sheet import export_items
    from jxinspect.store.durable import write, writing

    if out.suffix.lower() != ".xlsx":
        out = out / f"{year}年项目表.xlsx" if out.is_dir() else out.with_name(f"{out.name}.xlsx")
    agree_to_replace(out)
    with act("plan.year.export") as case:
        data, count, digest = export_items(case, year)
    if not given().dry_run:
        with writing(out):
            out.parent.mkdir(parents=True, exist_ok=True)
        write(out, data)
    facts = [("file", "文件", str(out)), ("rows", "项目数", count), ("digest", "内容摘要", digest)]
    done(f"{year}年度检查计划项目表已写出", facts)


@year.command(example="jxinspect plan year progress 2026")
def progress(year: Year) -> None:
    """对照计划看进度：各项目已开展、已办结、逾期的检查，计划人天和实际人天（检查人员数乘以现场工作日）。"""
    from jxinspect.acts.year_progress import progress as of
    from jxinspect.acts.year_progress import totals

    with reading() as query:
        rows = query("SELECT * FROM plan_progress WHERE year = ?", [year])
        unplanned = query("SELECT number FROM inspections_unplanned WHERE year = ?", [year])
        known = query("SELECT 1 FROM plan_list WHERE year = ?", [year])
    if not known:
        raise NotFound(f"没有{year}年度检查计划", why="尚未建立", todo=f"用 jxinspect plan year new {year} 建立")
    lines = of(rows, working_days(), today())
    sums = totals(lines) | {"unplanned": len(unplanned)}
    told = [asdict(line) for line in lines]
    if mode().json:
        show_json({"year": year, "on": today().isoformat(), "rows": [plain(row) for row in told], "totals": sums})
        return
    show_rows(told, PROGRESS)
    show_text(
        f"\n截至{today()}：项目{sums['items']}个，计划检查{sums['times']}次，已开展{sums['begun']}次，"
        f"已办结{sums['closed']}次，逾期{sums['overdue']}项；计划{sums['days']}人天，实际{sums['worked']}人天；"
        f"经费预算{amount(sums['cost'])}元；计划外检查{sums['unplanned']}次。"
    )
