"""`report stats`: what the office did by its duties, and the rows that each figure counts (办法 5, 10)."""

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from jxinspect.commands.clock import today
from jxinspect.commands.options import Format, Limit, ListFile, ListFormat, Offset, date_option
from jxinspect.commands.session import reading
from jxinspect.commands.stats_rows import SECTIONS, Duty, Stats, stats
from jxinspect.errors import NotFound, Usage
from jxinspect.law.amounts import format_amount
from jxinspect.law.terms import UnitType
from jxinspect.ui.catch import catching
from jxinspect.ui.charts import Table, charted
from jxinspect.ui.mode import mode
from jxinspect.ui.private import Leaving, covered, whole
from jxinspect.ui.show import deliver, say_hidden, show_json, show_rows, show_text
from jxinspect.ui.terminal import BOLD, paint
from jxinspect.ui.values import Column, columns

#: Cells that the longest bar takes.
LONGEST = 24
FIGURES = columns(
    Column("duty", "职责", terms=Duty),
    ("figure", "代号"),
    ("title", "指标"),
    ("count", "数量", "number"),
    ("amount", "金额（元）", "amount"),
    ("bar", ""),
)
DEFINED = columns(
    Column("duty", "职责", terms=Duty),
    ("figure", "代号"),
    ("title", "指标"),
    ("count", "数量", "number"),
    ("again", "按明细复算", "number"),
    ("amount", "金额（元）", "amount"),
    ("definition", "口径"),
    ("basis", "依据"),
)
#: What `export` writes of the figures.
EXPORTED = tuple(column for column in DEFINED if column.key != "again")
BROKEN_DOWN = columns(("key", "类别"), ("count", "数量", "number"), ("amount", "金额（元）", "amount"), ("bar", ""))
ROWS = columns(
    ("figure", "代号"),
    ("day", "日期", "date"),
    ("number", "编号"),
    ("inspection", "检查"),
    ("what", "内容"),
    Column("unit_type", "单位类型", terms=UnitType),
    ("matter", "事项"),
    ("violation", "违法情形"),
    ("person", "人员"),
    ("amount", "金额（元）", "amount"),
)
DETAILS = "明细"


def stats_(
    *,
    year: Annotated[int | None, typer.Option("--year", help="年度；默认今年", min=2000, metavar="年")] = None,
    since: Annotated[date | None, date_option("--from", help="从这一天起（含）")] = None,
    until: Annotated[date | None, date_option("--to", help="到这一天止（含）")] = None,
    figure: Annotated[str, typer.Option("--figure", help="列出一个指标计入的每一条，写代号", metavar="代号")] = "",
    workbook: Annotated[
        Path | None, typer.Option("--workbook", help="写成工作簿：图表、口径、每一条明细", metavar="文件")
    ] = None,
    format: Format = ListFormat.TABLE,  # noqa: A002
    limit: Limit = 50,
    offset: Offset = 0,
    out: ListFile = None,
) -> None:
    """按职责统计（办法 10）：检查、受理举报、查处、宣传、其他；人均检查数（办法 5）、金额和整改；每个数都有明细。"""
    first, last = _period(year, since, until)
    with reading() as query:
        found = stats(query, first, last)
    if workbook is not None:
        _write(found, workbook)
        return
    if figure:
        show_rows(_counted(found, figure), ROWS, format.value, limit=limit, offset=offset, out=out)
        return
    if catching(found.figures, EXPORTED, len(found.figures)):
        return
    if mode().json:
        show_json(_machine(found))
        return
    show_rows(_barred(found.figures), FIGURES, format.value, limit=limit, offset=offset, out=out)
    if format is ListFormat.TABLE:
        _more(found)


def _period(year: int | None, since: date | None, until: date | None) -> tuple[date, date]:
    if year is not None and (since or until):
        raise Usage(
            "--year 和 --from、--to 不能一起用", why="一次只统计一段时间", todo="只写 --year，或者只写 --from、--to"
        )
    if since is None and until is None:
        chosen = year or today().year
        return date(chosen, 1, 1), date(chosen, 12, 31)
    first, last = since or date(2000, 1, 1), until or today()
    if first > last:
        raise Usage("统计的起止日期不对", why=f"{first}晚于{last}", todo="改正 --from、--to")
    return first, last


def _barred(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """With a bar for the count, the longest one full."""
    most = max((row["count"] for row in rows), default=0)
    return [{**row, "bar": "█" * -(-row["count"] * LONGEST // most) if most else ""} for row in rows]


def _more(found: Stats) -> None:
    for section in SECTIONS:
        lines = found.section(section)
        if lines:
            show_text(f"\n{section.title}")
            show_rows(_barred(lines), BROKEN_DOWN)
    head, money = found.per_head, found.rectification
    show_text(paint(f"\n{found.since} 至 {found.until}", BOLD))
    average = "没有持证的监督人员" if head["average"] is None else f"{head['average']}项"
    show_text(
        f"人均检查数：{average}（参加检查{head['participation']}人次，持证监督人员{head['inspectors']}人，办法 5）"
    )
    rate = "" if money["rate"] is None else f"，追回率{money['rate']}%"
    show_text(f"整改：应追回{format_amount(money['due'])}，已追回{format_amount(money['recovered'])}{rate}")
    show_text("每个数计入哪些：jxinspect report stats --figure 代号；口径和图表：--workbook 文件.xlsx")


def _counted(found: Stats, figure: str) -> list[dict[str, Any]]:
    """The rows that a figure counts."""
    known = [one["figure"] for one in found.figures]
    if figure not in known:
        raise NotFound(f"没有指标 {figure}", why=f"可以是：{'、'.join(known)}", todo="写 report stats 列出的代号")
    return found.of(figure)


def _machine(found: Stats) -> dict[str, Any]:
    """As every list, and what the figures are broken down by."""
    keys = ("figure", "duty", "title", "count", "amount", "definition", "basis")
    return {
        "rows": [{key: one[key] for key in keys} for one in found.figures],
        "shown": len(found.figures),
        "offset": 0,
        "total": len(found.figures),
        "from": found.since,
        "to": found.until,
        "sections": {section.id: found.section(section) for section in SECTIONS},
        "per_head": found.per_head,
        "rectification": found.rectification,
        "years": found.years,
    }


def _write(found: Stats, target: Path) -> None:
    safe, hidden = covered(found.rows, ROWS)
    data = charted(_sheets(found, safe))
    deliver(Leaving(len(safe), data, target, mode().unmasked, whole(found.rows, ROWS)), "xlsx")
    say_hidden(hidden)


def _sheets(found: Stats, rows: Any) -> list[tuple[str, list[Table]]]:
    plain = BROKEN_DOWN[:-1]
    again = {"again": f"=COUNTIF('{DETAILS}'!$A:$A,$B{{row}})"}
    period = f"{found.since} 至 {found.until}"
    broken = [Table(s.title, plain, lines, ("key", "count")) for s in SECTIONS if (lines := found.section(s))]
    money = [{"key": "应追回", "amount": found.rectification["due"]}]
    money.append({"key": "已追回", "amount": found.rectification["recovered"]})
    head = columns(("inspections", "实施检查", "number"), ("participation", "参加检查人次", "number"),
                   ("inspectors", "持证监督人员", "number"), ("average", "人均检查数"))  # fmt: skip
    years = [row["year"] for row in found.years]
    yearly = columns(("title", "指标"), *((year, f"{year}年", "number") for year in years))
    by_year = [
        {"title": one["title"], **{row["year"]: row[one["figure"]] for row in found.years}} for one in found.figures
    ]
    started = [{"key": row["year"], "count": row["started"]} for row in found.years]
    return [
        ("汇总", [Table(f"指标（{period}）", DEFINED, found.figures, ("title", "count"), again)]),
        ("分类", broken),
        ("整改和人均", [Table("整改金额", (plain[0], plain[2]), money, ("key", "amount")),
                        Table("人均检查数（办法 5）", head, [found.per_head])]),
        ("年度", [Table("历年（全部记录）", yearly, by_year),
                  Table("实施检查：年度", plain[:2], started, ("key", "count"))]),
        (DETAILS, [Table(f"每个指标计入的每一条（{period}）", ROWS, rows)]),
    ]  # fmt: skip
