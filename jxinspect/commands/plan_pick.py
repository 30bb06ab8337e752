"""`plan pick`: units for the annual plan, by risk and by a draw that anybody can replay (docs/pick.md)."""

import json
from datetime import date
from typing import Annotated, Any

import typer

from jxinspect.commands.options import (
    Format,
    Limit,
    ListFile,
    ListFormat,
    Offset,
    date_option,
    plain,
    term_option,
)
from jxinspect.commands.plan_year import Days, ItemFocus, Lead, People, Year
from jxinspect.commands.running import typed
from jxinspect.commands.session import act, reading, rows
from jxinspect.commands.tree import App
from jxinspect.errors import NotFound, Refused
from jxinspect.law.pick import FACTORS, NEVER
from jxinspect.law.terms import CheckMode, InspectionForm, UnitType
from jxinspect.ui.mode import mode
from jxinspect.ui.show import done, show_json, show_record, show_rows, show_text
from jxinspect.ui.values import Each, columns

pick = App(
    "选取检查对象：按风险排序，或者按种子随机抽取；任何人都能重新计算核对。",
    example=[
        "jxinspect plan pick new 2027 --risk 3 --draw 5",
        "jxinspect plan pick verify 2027-CQ-01",
        "jxinspect plan pick accept 2027-CQ-01 --fund 工伤 --form special --from 2026-01-01 --to 2026-12-31 …",
    ],
)

PICKS = columns(
    ("number", "编号"),
    ("year", "年度"),
    ("at", "时间", "moment"),
    ("top", "按风险", "number"),
    ("drawn", "随机", "number"),
    ("size", "候选", "number"),
    ("seed", "种子"),
    ("weighted", "加权", "flag"),
    ("taken", "已列入", "number"),
    ("actor", "办理人"),
)
PICK = columns(*PICKS, ("digest", "名单摘要"), ("weights", "权重"), ("full", "满分标准"))
CHOSEN = columns(
    ("rank", "位次", "number"), ("way", "方式"), ("unit", "单位"), ("score", "风险分", "number"), ("lot", "签")
)
POPULATION = columns(
    ("unit", "单位"),
    ("score", "风险分", "number"),
    ("months", "距上次检查（月）"),
    ("findings", "问题", "number"),
    ("amount", "金额（元）", "amount"),
    ("flags", "疑点", "number"),
    ("leads", "线索", "number"),
    ("tickets", "签数", "number"),
)
LEFT_OUT = columns(("unit", "不参加的单位"), ("why", "原因"))
WAYS = {"risk": "按风险", "draw": "随机"}
PickNumber = Annotated[str, typer.Argument(help="选取记录的编号，如 2027-CQ-01", metavar="编号", parser=plain)]


@pick.command(
    example=[
        "jxinspect plan pick new 2027 --risk 3 --draw 5",
        "jxinspect plan pick new 2027 --draw 10 --weighted --type service_org --seed 20261231上证指数收盘3412.08",
    ]
)
def new(
    year: Year,
    *,
    risk: Annotated[int, typer.Option("--risk", help="按风险分从高到低选几个", metavar="个数", min=0)] = 0,
    draw: Annotated[int, typer.Option("--draw", help="从其余单位中随机抽几个", metavar="个数", min=0)] = 0,
    seed: Annotated[
        str | None, typer.Option("--seed", help="抽取的种子，一行文字；不写的由程序现抽并印出", metavar="文字")
    ] = None,
    weighted: Annotated[bool, typer.Option("--weighted", help="风险高的签多：每 10 分多一签")] = False,
    kind: Annotated[list[UnitType] | None, term_option(UnitType, "--type", help="只在这些类型的单位中选")] = None,
    without: Annotated[list[str] | None, typer.Option("--without", help="不参加的单位", metavar="单位")] = None,
) -> None:
    """为年度计划选取检查对象。每一次选取都留下记录，不能撤销，也不能试抽。"""
    from jxinspect.acts import pick as picks

    if draw and mode().dry_run:
        raise Refused(
            "随机抽取不能试运行",
            why="先试再抽就不是随机抽取（办法 3 客观、公正）",
            todo="去掉 --dry-run；试算风险分只写 --risk",
        )
    with act("plan.pick.new") as case:
        row = picks.pick(
            case, year, top=risk, drawn=draw, seed=seed, weighted=weighted, kinds=kind or (), without=without or ()
        )
        record = row.model_dump()
        times = len(case.all(type(row), year=year))
    if mode().json:
        show_json({"dry_run": mode().dry_run, **_machine(record)})
        return
    facts = [
        ("number", "编号", record["number"]),
        ("times", "本年度", f"第{times}次选取，候选{len(record['population'])}个单位"),
        ("weights", "权重", _told(record, "weight")),
        ("seed", "种子", record["seed"]),
        ("digest", "名单摘要", record["digest"]),
    ]
    done("检查对象已选取", facts)
    show_rows(_chosen(record), CHOSEN)
    after = (
        f"jxinspect plan pick accept {record['number']} --fund 险种 --form special --from 日期 --to 日期 --quarter 1"
    )
    show_text(f"核对：jxinspect plan pick verify {record['number']}\n列入计划：{after}")


@pick.command("list", example="jxinspect plan pick list")
def list_(
    format: Format = ListFormat.TABLE,  # noqa: A002
    limit: Limit = 50,
    offset: Offset = 0,
    out: ListFile = None,
) -> None:
    """列出选取记录，没有采用的也在内。"""
    show_rows(rows("pick_list"), PICKS, format.value, limit=limit, offset=offset, out=out)


@pick.command(example=["jxinspect plan pick show 2027-CQ-01", "jxinspect plan pick show 2027-CQ-01 --json"])
def show(number: PickNumber) -> None:
    """显示一次选取的全部依据：权重、候选名单、种子、结果；--json 的输出可以交给别人核对。"""
    record = _record(number)
    if mode().json:
        show_json(_machine(record))
        return
    head = {**record, "weights": _told(record, "weight"), "full": _told(record, "full")}
    show_record(head, PICK)
    show_text("\n选中的单位")
    show_rows(_chosen(record), CHOSEN)
    show_text("\n候选名单")
    show_rows(
        [{**row, "months": "从未检查" if row["months"] == NEVER else row["months"]} for row in record["population"]],
        POPULATION,
    )
    if record["left_out"]:
        show_text("")
        show_rows(record["left_out"], LEFT_OUT)


@pick.command(example="jxinspect plan pick verify 2027-CQ-01")
def verify(number: PickNumber) -> None:
    """只按记录重新计算风险分、名单摘要和抽取结果，说明是否成立；不成立的退出码是 8。"""
    from jxinspect.acts.pick import require_sound

    record = _record(number)
    require_sound(record["number"], record)
    facts = [
        ("number", "编号", record["number"]),
        ("digest", "名单摘要", record["digest"]),
        ("seed", "种子", record["seed"]),
        ("chosen", "选中", [one["unit"] for one in record["chosen"]]),
    ]
    done("重新计算的结果与记录一致", facts)
    drawn = [one for one in record["chosen"] if one["way"] == "draw"]
    if drawn and not mode().json:
        text = typed(f"{record['seed']}|{drawn[0]['unit']}|1")
        first = f"printf '%s' {text} | sha256sum"
        show_text(f"不用本程序也能核对（docs/pick.md）：{first}")


@pick.command(
    example="jxinspect plan pick accept 2027-CQ-01 --fund 工伤 --form special --from 2026-01-01 --to 2026-12-31 …"
)
def accept(
    number: PickNumber,
    *,
    fund: Annotated[list[str], typer.Option("--fund", help="险种，如 工伤、失业", metavar="险种")],
    form: Annotated[InspectionForm, term_option(InspectionForm, "--form", help="组织形式")],
    period_from: Annotated[date, date_option("--from", help="检查期间（所属期间）起")],
    period_to: Annotated[date, date_option("--to", help="检查期间（所属期间）止")],
    quarter: Annotated[int, typer.Option("--quarter", help="拟实施季度，1 至 4", metavar="季度")],
    unit: Annotated[list[str] | None, typer.Option("--unit", help="只列入这些选中的单位", metavar="单位")] = None,
    lead: Lead = None,
    people: People = None,
    days: Days = None,
    focus: ItemFocus = None,
    check_mode: Annotated[CheckMode, term_option(CheckMode, "--mode", help="检查方式")] = CheckMode.ON_SITE,
) -> None:
    """把选中的单位列入年度计划，每一项写明选取的理由。"""
    from jxinspect.acts import pick as picks

    with act("plan.pick.accept") as case:
        items = picks.accept(
            case,
            number,
            units=unit or (),
            funds=fund,
            form=form,
            mode=check_mode,
            period_from=period_from,
            period_to=period_to,
            quarter=quarter,
            lead=lead or "",
            people=people or 0,
            days=days or 0,
            focus=focus or "",
        )
        year = picks.find(case, number).year
        facts = [("items", "项目序号", [item.seq for item in items]), ("reasons", "理由", Each(i.focus for i in items))]
    done(f"{len(items)}个单位已列入{year}年度计划", facts, [f"jxinspect plan year show {year}"])


def _record(number: str) -> dict[str, Any]:
    with reading() as query:
        found = query(
            "SELECT p.*, v.size, v.taken FROM pick p JOIN pick_list v ON v.id = p.id WHERE p.number = ?",
            [number.upper()],
        )
    if not found:
        raise NotFound(f"没有编号为 {number} 的选取记录", why="编号有误", todo="用 jxinspect plan pick list 查看编号")
    lists = ("parameters", "population", "chosen", "left_out")
    return {**found[0], **{name: json.loads(found[0][name]) for name in lists}}


def _machine(record: dict[str, Any]) -> dict[str, Any]:
    wanted = (
        "number",
        "year",
        "top",
        "drawn",
        "seed",
        "weighted",
        "parameters",
        "population",
        "digest",
        "chosen",
        "left_out",
    )
    return {name: bool(record[name]) if name == "weighted" else record[name] for name in wanted}


def _told(record: dict[str, Any], part: str) -> str:
    values = {row["name"]: row["value"] for row in record["parameters"]}
    told = {name: f"{value // 100}元" if name == "full_amount" else str(value) for name, value in values.items()}
    named = ((title, f"{part}_{factor}") for factor, title in FACTORS.items())
    return "，".join(f"{title}{told[name]}" for title, name in named if name in told)


def _chosen(record: dict[str, Any]) -> list[dict[str, Any]]:
    scores = {row["unit"]: row["score"] for row in record["population"]}
    return [
        {**one, "way": WAYS[one["way"]], "score": scores[one["unit"]], "lot": one["lot"][:16]}
        for one in record["chosen"]
    ]
