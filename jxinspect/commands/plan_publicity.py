"""`plan publicity`: what the office does to make the law known (办法 10(四))."""

from typing import Annotated

import typer

from jxinspect.commands.options import Format, Limit, ListFile, ListFormat, Offset, term_option
from jxinspect.commands.session import act, rows
from jxinspect.commands.tree import App
from jxinspect.law.publicity import PublicityForm
from jxinspect.ui.show import done, show_rows
from jxinspect.ui.values import Column, columns

publicity = App(
    "宣传：宣讲、发放资料、媒体发布，逐次登记（办法 10(四)）。",
    example=[
        "jxinspect plan publicity add --form lecture --subject 基金监督办法 --place 某镇 --audience 80",
        "jxinspect plan publicity list",
    ],
)
PUBLICITY = columns(
    ("number", "编号"),
    ("at", "时间", "moment"),
    Column("form", "方式", terms=PublicityForm),
    ("subject", "内容"),
    ("place", "地点"),
    ("audience", "受众人数", "number"),
    ("people", "参加人"),
    ("note", "备注"),
)


@publicity.command(
    example="jxinspect plan publicity add --form lecture --subject 基金监督办法 --place 某镇 --audience 80 --by 测一鸣"
)
def add(
    *,
    form: Annotated[PublicityForm, term_option(PublicityForm, "--form", help="方式")],
    subject: Annotated[str, typer.Option("--subject", help="宣传的内容", metavar="文字")],
    place: Annotated[str, typer.Option("--place", help="地点、媒体", metavar="文字")] = "",
    audience: Annotated[int | None, typer.Option("--audience", help="受众人数", min=0, metavar="人数")] = None,
    by: Annotated[list[str] | None, typer.Option("--by", help="参加的人员，可多次；默认办理人", metavar="姓名")] = None,
    note: Annotated[str, typer.Option("--note", help="备注", metavar="文字")] = "",
) -> None:
    """登记一次宣传活动；时间用 --at 写。"""
    from jxinspect.acts import publicity as acts

    with act("plan.publicity.add") as case:
        row = acts.add(case, form=form, subject=subject, place=place, audience=audience, people=by or (), note=note)
    done("宣传活动已登记", [("number", "编号", row.number), ("at", "时间", row.at)])


@publicity.command("list", example="jxinspect plan publicity list --format xlsx --out 宣传.xlsx")
def list_(
    *,
    format: Format = ListFormat.TABLE,  # noqa: A002
    limit: Limit = 50,
    offset: Offset = 0,
    out: ListFile = None,
) -> None:
    """列出宣传活动。"""
    show_rows(rows("publicity_list"), PUBLICITY, format.value, limit=limit, offset=offset, out=out)
