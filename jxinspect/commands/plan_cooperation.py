"""`plan cooperation`: requests to policy, handling and information departments and to others (办法 7, 8)."""

from datetime import date
from typing import Annotated

import typer

from jxinspect.commands.options import (
    Format,
    InspectionOpt,
    Limit,
    ListFile,
    ListFormat,
    Offset,
    date_option,
    id_option,
    plain,
    term_option,
)
from jxinspect.commands.session import act, rows
from jxinspect.commands.tree import App
from jxinspect.law.lead import Partner
from jxinspect.ui.show import done, show_rows
from jxinspect.ui.values import Column, columns

cooperation = App(
    "协同：向政策、经办、信息化机构和其他部门提出的请求和答复（办法 7、8）。",
    example=[
        "jxinspect plan cooperation add --partner police --organ 样本县公安局 --subject 查询户籍注销情况",
        "jxinspect plan cooperation list",
    ],
)

COOPERATION = columns(
    ("number", "编号"),
    Column("partner", "类别", terms=Partner),
    ("organ", "对方"),
    ("subject", "事项"),
    ("basis", "依据"),
    ("document", "去文"),
    ("at", "请求时间", "moment"),
    ("due_on", "期限", "date"),
    ("asked_by", "经办人"),
    ("inspection", "检查"),
    ("lead", "线索"),
    ("answered", "办结", "flag"),
    ("answered_at", "答复时间", "moment"),
    ("answer_document", "来文"),
    ("answer", "答复"),
)
COUNTS = columns(
    ("year", "年度"),
    Column("partner", "类别", terms=Partner),
    ("asked", "请求", "number"),
    ("answered", "办结", "number"),
    ("open", "未办结", "number"),
    ("days", "平均天数", "number"),
)
Document = Annotated[str, typer.Option("--document", help="文号", metavar="文号")]


@cooperation.command(
    "add",
    example="jxinspect plan cooperation add --partner police --organ 样本县公安局 --subject 查询户籍注销情况 "
    "--document 样人社监函〔2026〕1号 --due 2026-03-20 -i 2026-001",
)
def add(
    *,
    partner: Annotated[Partner, term_option(Partner, "--partner", help="对方属于哪一类")],
    organ: Annotated[str, typer.Option("--organ", help="对方的全称", metavar="名称")],
    subject: Annotated[str, typer.Option("--subject", help="请求什么", metavar="文字")],
    basis: Annotated[str, typer.Option("--basis", help="依据，默认办法 7 或者 8", metavar="依据")] = "",
    document: Document = "",
    due: Annotated[date | None, date_option("--due", help="请对方答复的日期")] = None,
    inspection: InspectionOpt = None,
    lead: Annotated[str | None, id_option("--lead", help="线索编号", metavar="线索编号")] = None,
) -> None:
    """登记一次协同请求；请求的时间用 --at 写。"""
    from jxinspect.acts import cooperation as acts

    with act("plan.cooperation.add") as case:
        one = acts.ask(
            case,
            partner=partner,
            organ=organ,
            subject=subject,
            basis=basis,
            document=document,
            due_on=due,
            inspection_number=inspection,
            lead_number=lead,
        )
        facts = [("number", "编号", one.number), ("organ", "对方", one.organ), ("basis", "依据", one.basis)]
    done("协同请求已登记", facts, [f"jxinspect plan cooperation answer {one.number} --text 答复内容"])


@cooperation.command(
    example=[
        "jxinspect plan cooperation answer 2026-XT-001 --text 提供12人的注销日期 --document 样公函〔2026〕5号",
        "jxinspect plan cooperation answer 2026-XT-001 --text 先提供8人 --part",
    ]
)
def answer(
    number: Annotated[str, typer.Argument(help="编号，如 2026-XT-001", metavar="编号", parser=plain)],
    *,
    text: Annotated[str, typer.Option("--text", help="答复的内容", metavar="文字")],
    document: Document = "",
    part: Annotated[bool, typer.Option("--part", help="只是部分答复，请求还没有办结")] = False,
) -> None:
    """登记对方的答复；答复的时间用 --at 写。"""
    from jxinspect.acts import cooperation as acts

    with act("plan.cooperation.answer") as case:
        one, _ = acts.answer(case, number, text=text, document=document, complete=not part)
    facts = [("number", "编号", one.number), ("organ", "对方", one.organ), ("answered", "办结", not part)]
    done("答复已登记", facts, ["jxinspect plan cooperation list"])


@cooperation.command("list", example=["jxinspect plan cooperation list", "jxinspect plan cooperation list --open"])
def list_(
    *,
    pending: Annotated[bool, typer.Option("--open", help="只看没有办结的")] = False,
    format: Format = ListFormat.TABLE,  # noqa: A002
    limit: Limit = 50,
    offset: Offset = 0,
    out: ListFile = None,
) -> None:
    """列出协同请求和答复。"""
    found = [row for row in rows("cooperation_list") if not (pending and row["answered"])]
    show_rows(found, COOPERATION, format.value, limit=limit, offset=offset, out=out)


@cooperation.command(example="jxinspect plan cooperation count")
def count(
    format: Format = ListFormat.TABLE,  # noqa: A002
    out: ListFile = None,
) -> None:
    """按年度和部门统计请求和答复。"""
    show_rows(rows("cooperation_counts"), COUNTS, format.value, out=out)
