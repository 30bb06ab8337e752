"""`plan year`: the annual plan of inspections (办法 21)."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

import typer

from jxinspect.commands.importing import imported, write_template
from jxinspect.commands.made import made
from jxinspect.commands.options import (
    Format,
    InputFile,
    Limit,
    ListFile,
    ListFormat,
    Offset,
    OutFolder,
    TemplateFlag,
    amount_option,
    date_option,
    term_option,
)
from jxinspect.commands.session import act, reading, rows
from jxinspect.commands.tree import App
from jxinspect.errors import NotFound
from jxinspect.law.civil import day
from jxinspect.law.terms import ChangeKind, CheckMode, FundType, InspectionForm
from jxinspect.ui.messages import note
from jxinspect.ui.mode import mode
from jxinspect.ui.show import done, show_json, show_record, show_rows, show_text
from jxinspect.ui.values import Column, columns, plain

year = App(
    "年度检查计划：建立、增加项目、审批、印发、调整、备案。",
    example=[
        "jxinspect plan year show 2026",
        "jxinspect plan year add 2026 --unit 样本县社会保险服务中心 --fund 工伤 …",
    ],
)

PLANS = columns(
    ("year", "年度"),
    ("items", "项目数", "number"),
    ("approved_on", "审批日期", "date"),
    ("approved_by", "审批人"),
    ("number", "文号"),
    ("filed_on", "备案日期", "date"),
)
PLAN = columns(
    ("year", "年度"),
    ("number", "文号"),
    ("guidance", "指导思想"),
    ("scope", "范围"),
    ("focus", "重点"),
    ("approved_by", "审批人"),
    ("approved_on", "审批日期", "date"),
    ("approval_text", "审批意见"),
    ("filed_on", "备案日期", "date"),
    ("filing_number", "备案文号"),
)
ITEMS = columns(
    ("seq", "序号", "number"),
    ("unit", "被监督单位"),
    ("is_enterprise", "涉企", "flag"),
    ("funds", "险种"),
    Column("mode", "方式", terms=CheckMode),
    Column("form", "形式", terms=InspectionForm),
    ("period_from", "期间起", "date"),
    ("period_to", "期间止", "date"),
    ("quarter", "季度", "number"),
    ("times", "频次", "number"),
    ("lead", "牵头人"),
    ("people", "人数", "number"),
    ("days", "人天", "number"),
    ("cost", "经费", "amount"),
    ("dropped_on", "取消", "date"),
    ("inspections", "检查"),
)
CHANGES = columns(
    ("seq", "项目", "number"),
    Column("kind", "办理", terms=ChangeKind),
    ("text", "内容"),
    ("reason", "理由"),
    ("approved_by", "批准人"),
    ("at", "时间", "moment"),
)
GUIDANCE = "坚持预防与查处相结合，依法监督，防范化解社会保险基金风险，维护基金安全。"

Year = Annotated[int, typer.Argument(help="年度，如 2026", min=2023, max=2100, metavar="年度")]
Approver = Annotated[str, typer.Option("--approver", help="审批的机关负责人", metavar="姓名")]
Quarter = Annotated[int | None, typer.Option("--quarter", help="拟实施季度，1 至 4", metavar="季度")]
Lead = Annotated[str | None, typer.Option("--lead", help="牵头人", metavar="姓名")]
People = Annotated[int | None, typer.Option("--people", help="检查人数", metavar="人数")]
Days = Annotated[int | None, typer.Option("--days", help="工作量，人天", metavar="人天")]
Cost = Annotated[int | None, amount_option("--cost", help="经费预算，元")]
Reason = Annotated[str, typer.Option("--reason", help="调整的理由；审批以后必填", metavar="文字")]
Granting = Annotated[str | None, typer.Option("--approver", help="批准调整的机关负责人；审批以后必填", metavar="姓名")]
Times = Annotated[int | None, typer.Option("--times", help="频次：本年度检查几次，默认 1", metavar="次数")]
ItemFocus = Annotated[str | None, typer.Option("--focus", help="该项目的重点", metavar="文字")]


@year.command(example="jxinspect plan year new 2026 --scope 全县社会保险基金的收支和管理 --focus 待遇审核与支付")
def new(
    year: Year,
    *,
    scope: Annotated[str, typer.Option("--scope", help="检查范围", metavar="文字")],
    focus: Annotated[str, typer.Option("--focus", help="检查重点", metavar="文字")],
    guidance: Annotated[
        str, typer.Option("--guidance", help="指导思想", metavar="文字", show_default=False)
    ] = GUIDANCE,
) -> None:
    """建立一个年度的检查计划，写明范围和重点（办法 21）。"""
    from jxinspect.acts import plan

    with act("plan.year.new") as case:
        plan.new_plan(case, year, guidance=guidance, scope=scope, focus=focus)
    add = f"jxinspect plan year add {year} --unit 单位 --fund 险种 --form special --from 日期 --to 日期 --quarter 1"
    facts = [("year", "年度", year), ("scope", "范围", scope), ("focus", "重点", focus)]
    done(f"{year}年度检查计划已建立", facts, [add, f"jxinspect plan year import {year} 项目.xlsx"])


@year.command(
    example="jxinspect plan year add 2026 --unit 样本县社会保险服务中心 --fund 工伤 --fund 失业 --form special "
    "--from 2025-01-01 --to 2025-12-31 --quarter 1 --lead 测一鸣 --people 3 --days 15 --cost 6000"
)
def add(
    year: Year,
    *,
    unit: Annotated[str, typer.Option("--unit", help="被监督单位", metavar="单位")],
    fund: Annotated[list[str], typer.Option("--fund", help="险种，如 工伤、失业", metavar="险种")],
    period_from: Annotated[date, date_option("--from", help="检查期间（所属期间）起")],
    period_to: Annotated[date, date_option("--to", help="检查期间（所属期间）止")],
    quarter: Annotated[int, typer.Option("--quarter", help="拟实施季度，1 至 4", metavar="季度")],
    form: Annotated[InspectionForm | None, term_option(InspectionForm, "--form", help="组织形式；现场检查必填")] = None,
    lead: Lead = None,
    people: People = None,
    days: Days = None,
    times: Times = None,
    focus: ItemFocus = None,
    check_mode: Annotated[CheckMode, term_option(CheckMode, "--mode", help="检查方式")] = CheckMode.ON_SITE,
    cost: Cost = None,
    reason: Reason = "",
    approver: Granting = None,
) -> None:
    """在计划中增加一项；审批以后要写 --reason 和 --approver，记入调整记录。"""
    from jxinspect.acts import plan
    from jxinspect.acts.hints import of_leads
    from jxinspect.acts.standing import agreement_lacking
    from jxinspect.model.plan import Unit

    fields: dict[str, Any] = {
        "unit_name": unit,
        "funds": fund,
        "form": form,
        "mode": check_mode,
        "period_from": period_from,
        "period_to": period_to,
        "quarter": quarter,
        "lead": lead or "",
        "people": people or 0,
        "days": days or 0,
        "cost": cost or 0,
        "times": 1 if times is None else times,
        "focus": focus or "",
    }
    with act("plan.year.add") as case:
        if reason or approver:
            item, _ = plan.add_line(case, year, reason=reason, approver=approver, **fields)
        else:
            item = plan.add_item(case, year, **fields)
        warnings = [agreement_lacking(case, case.get(Unit, item.unit_id), day(case.at)), *of_leads(case, [item])]
        facts = [("seq", "序号", item.seq), ("funds", "险种", [FundType(one).label for one in item.funds])]
    for warning in filter(None, warnings):
        note(warning)
    following = [f"jxinspect plan year show {year}", f"jxinspect plan year approve {year} --approver 机关负责人"]
    done("计划项目已增加", facts, [f"jxinspect plan year issue {year} --out 文书"] if approver else following)


@year.command(
    "import",
    example=["jxinspect plan year import 2026 项目.xlsx --template", "jxinspect plan year import 2026 项目.xlsx"],
)
def import_(year: Year, file: InputFile, template: TemplateFlag = False) -> None:
    """从表格导入计划项目；有一处不能用就全部不导入。加 --template 把空白模板写到这个文件。"""
    if template:
        write_template("items", file, f"jxinspect plan year import {year}")
        return
    from jxinspect.acts import hints, imports

    imported(
        "plan.year.import",
        "计划项目",
        file,
        lambda case: imports.import_items(case, year, file),
        [f"jxinspect plan year show {year}"],
        hints=hints.of_leads,
    )


@year.command(example="jxinspect plan year approve 2026 --approver 钱主任 --text 同意")
def approve(
    year: Year,
    *,
    approver: Approver,
    text: Annotated[str, typer.Option("--text", help="审批意见", metavar="文字")] = "同意",
) -> None:
    """登记机关负责人对计划的审批；审批日期用 --at 写。"""
    from jxinspect.acts import plan

    with act("plan.year.approve") as case:
        one = plan.approve_plan(case, year, approver=approver, text=text)
        facts = [("approved_by", "审批人", one.approved_by), ("approved_on", "审批日期", one.approved_on)]
    done(f"{year}年度检查计划已审批", facts, [f"jxinspect plan year issue {year} --out 文书"])


@year.command(example=["jxinspect plan year issue 2026 --out 文书"])
def issue(
    year: Year,
    *,
    number: Annotated[
        str | None, typer.Option("--number", help="由办公室收发登记给的文号；不写的自动编号", metavar="文号")
    ] = None,
    out: OutFolder = None,
) -> None:
    """印发年度检查计划（D01）和项目表。"""
    from jxinspect.acts import plan
    from jxinspect.acts.copies import write_copies

    with act("plan.year.issue") as case:
        papers = plan.issue_plan(case, year, number=number)
        copies = write_copies(case, out, papers)
    made(f"{year}年度检查计划已印发", papers, copies, next_steps=["jxinspect plan scheme new --item 1 …"])


@year.command(example="jxinspect plan year show 2026")
def show(year: Year) -> None:
    """显示一个年度的计划、项目和调整。"""
    with reading() as query:
        found = [row for row in query("plan_list") if row["year"] == year]
        items = query("SELECT * FROM plan_item_list WHERE year = ?", [year])
        changes = query("SELECT * FROM plan_change_list WHERE year = ?", [year])
    if not found:
        raise NotFound(f"没有{year}年度检查计划", why="尚未建立", todo=f"用 jxinspect plan year new {year} 建立")
    told = [{**row, "funds": funds(row["funds"]), "form": _form(row)} for row in items]
    if mode().json:
        show_json({**found[0], "rows": [plain(row) for row in told], "changes": changes})
        return
    show_record(found[0], PLAN)
    show_text("")
    show_rows(told, ITEMS)
    if changes:
        show_text("\n调整记录")
        show_rows(changes, CHANGES)


def _form(row: Mapping[str, Any]) -> str | None:
    return row["form"] if row["mode"] == CheckMode.ON_SITE else None


def funds(stored: str) -> str:
    """Labels of a stored list of funds, short: 工伤、失业."""
    import json

    return "、".join(FundType(one).label.removesuffix("基金").removesuffix("保险") for one in json.loads(stored))


@year.command("list", example="jxinspect plan year list")
def list_(
    format: Format = ListFormat.TABLE,  # noqa: A002
    limit: Limit = 50,
    offset: Offset = 0,
    out: ListFile = None,
) -> None:
    """列出各年度的计划。"""
    show_rows(rows("plan_list"), PLANS, format.value, limit=limit, offset=offset, out=out)
