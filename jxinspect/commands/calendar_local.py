"""`calendar local`: holidays of the region by its government, and days on which the office is closed (C9)."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

import typer

from jxinspect.commands.folders import tables_folder
from jxinspect.commands.given import given
from jxinspect.commands.options import date_option, term_option
from jxinspect.commands.tree import App
from jxinspect.law.calendar_folder import keep_local
from jxinspect.law.dates import parse_date
from jxinspect.law.local_days import LocalDays, LocalKind, added, read_local, removed
from jxinspect.ui.show import done, show_rows
from jxinspect.ui.values import Column, columns

local = App(
    "地方放假和本机关不办公的日子：前者要有人民政府的文件，才不算工作日；后者只显示。",
    example=[
        "jxinspect calendar local list",
        "jxinspect calendar show 2026 --month 7",
    ],
)

LOCAL = columns(
    ("first", "起", "date"),
    ("last", "止", "date"),
    Column("kind", "类别", terms=LocalKind),
    ("name", "名称"),
    ("effect", "对期限"),
    ("authority", "决定机关"),
    ("number", "文号"),
)
Day = Annotated[str, typer.Argument(help="日期", metavar="日期")]


@local.command(
    "add",
    example="jxinspect calendar local add 2026-07-15 --kind closing --name 办公楼停电 "
    "--authority 样本县人力资源和社会保障局 --number 样人社办〔2026〕3号",
)
def add(
    day: Day,
    *,
    to: Annotated[date | None, date_option("--to", help="最后一日；不写就是一天")] = None,
    kind: Annotated[LocalKind, term_option(LocalKind, "--kind", help="人民政府规定的放假，或者本机关不办公")],
    name: Annotated[str, typer.Option("--name", help="节日或者事由", metavar="名称")],
    authority: Annotated[str, typer.Option("--authority", help="作出决定的机关", metavar="机关")],
    number: Annotated[str, typer.Option("--number", help="文件的文号", metavar="文号")],
) -> None:
    """登记地方放假或者本机关不办公的日子；人民政府规定的放假不算工作日，会改变已经算出的期限。"""
    first = parse_date(day, date.min)
    new = LocalDays(name.strip(), kind, first, to or first, authority.strip(), number.strip())
    entries = added(read_local(tables_folder()), new)
    if not given().dry_run:
        keep_local(tables_folder(), entries)
    facts = [("first", "起", new.first), ("last", "止", new.last), ("effect", "对期限", kind.effect)]
    done(f"{kind.label}已登记：{new.name}", facts, [f"jxinspect calendar show {first.year} --month {first.month}"])


@local.command("remove", example="jxinspect calendar local remove 2026-07-15")
def remove(day: Day) -> None:
    """撤去包含这一天的登记。"""
    on = parse_date(day, date.min)
    entries = removed(read_local(tables_folder()), on)
    if not given().dry_run:
        keep_local(tables_folder(), entries)
    done(f"{on} 的登记已撤去", [("left", "还有", len(entries))])


@local.command("list", example="jxinspect calendar local list")
def list_() -> None:
    """列出登记的日子和各自的依据。"""
    show_rows(facts_of(read_local(tables_folder())), LOCAL)


def of_year(year: int) -> list[LocalDays]:
    """The entries that touch the year."""
    return [one for one in read_local(tables_folder()) if year in (one.first.year, one.last.year)]


def closings(entries: Sequence[LocalDays]) -> frozenset[date]:
    """The days on which the office is closed."""
    return frozenset(day for one in entries if one.kind is LocalKind.CLOSING for day in one.days)


def facts_of(entries: Sequence[LocalDays]) -> list[dict[str, Any]]:
    """The entries as rows, with what they do to deadlines."""
    return [
        {
            "first": one.first.isoformat(),
            "last": one.last.isoformat(),
            "kind": one.kind.value,
            "name": one.name,
            "effect": one.kind.effect,
            "authority": one.authority,
            "number": one.number,
        }
        for one in entries
    ]


def lines_of(entries: Sequence[LocalDays]) -> list[str]:
    """The entries below a page of months."""
    return [
        f"{one.kind.label} {_span(one)} {one.name}：{one.kind.effect}。依据：{one.authority} {one.number}"
        for one in entries
    ]


def _span(one: LocalDays) -> str:
    return f"{one.first}" if one.first == one.last else f"{one.first} 至 {one.last}"
