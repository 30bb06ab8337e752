"""`plan staff interest`: ties between people of the roster and units (办法 26)."""

from datetime import date
from typing import Annotated

import typer

from jxinspect.commands.options import Format, Limit, ListFile, ListFormat, Offset, date_option, plain
from jxinspect.commands.session import act, rows
from jxinspect.commands.tree import App
from jxinspect.errors import Usage
from jxinspect.ui.show import done, show_rows
from jxinspect.ui.values import columns

interest = App(
    "利害关系：名册中的人员与单位的关系，组成检查组时据此核对（办法 26）。",
    example=[
        "jxinspect plan staff interest list --unit 样本县社会保险服务中心",
        "jxinspect plan staff interest add 例三川 --unit 样本县社会保险服务中心 --kind relative --text 配偶在该单位",
    ],
)

INTERESTS = columns(
    ("staff", "人员"),
    ("unit", "单位"),
    ("kind_label", "关系"),
    ("text", "情况"),
    ("until", "离任日期", "date"),
    ("declared", "本人申报", "flag"),
    ("at", "登记时间", "moment"),
)


@interest.command(
    "add",
    example="jxinspect plan staff interest add 例三川 --unit 样本县社会保险服务中心 --kind relative --text 配偶任职",
)
def add(
    name: Annotated[str, typer.Argument(help="姓名", metavar="姓名")],
    *,
    unit: Annotated[str, typer.Option("--unit", help="单位", metavar="单位")],
    kind: Annotated[
        str,
        typer.Option(
            "--kind", help="relative 近亲属，former_job 曾任职，economic 经济利益，other 其他", metavar="类别"
        ),
    ],
    text: Annotated[str, typer.Option("--text", help="关系的具体情况", metavar="文字")],
    until: Annotated[date | None, date_option("--until", help="曾任职的截止日期")] = None,
    detected: Annotated[bool, typer.Option("--detected", help="比对发现的，不是本人申报的")] = False,
) -> None:
    """登记人员与单位的利害关系（办法 26）；申报的须回避，发现的须核实。"""
    from jxinspect.acts import plan
    from jxinspect.acts.register import TIES

    if kind not in TIES:
        why = "可以是：" + "、".join(f"{value} {label}" for value, label in TIES.items())
        raise Usage(f"--kind 不能是 {kind}", why=why, todo="换一个类别")
    with act("plan.staff.interest") as case:
        plan.declare_interest(case, name, unit, kind=kind, text=text, until=until, declared=not detected)
    facts = [("staff", "人员", name), ("unit", "单位", unit), ("kind", "关系", TIES[kind]), ("text", "情况", text)]
    done("利害关系已登记", facts, ["jxinspect plan staff interest list"])


@interest.command(
    "list", example=["jxinspect plan staff interest list", "jxinspect plan staff interest list --staff 例三川"]
)
def list_(
    *,
    staff: Annotated[str, typer.Option("--staff", help="只看这个人", metavar="姓名")] = "",
    unit: Annotated[str, typer.Option("--unit", help="只看名称含有这些字的单位", metavar="单位")] = "",
    format: Format = ListFormat.TABLE,  # noqa: A002
    limit: Limit = 50,
    offset: Offset = 0,
    out: ListFile = None,
) -> None:
    """列出登记的利害关系：谁与哪个单位，什么关系，本人申报的还是比对发现的。"""
    from jxinspect.acts.register import TIES

    who, where = plain(staff), plain(unit)
    found = [
        row | {"kind_label": TIES.get(row["kind"], row["kind"])}
        for row in rows("interest_list")
        if who in ("", row["staff"]) and where in row["unit"]
    ]
    show_rows(found, INTERESTS, format.value, limit=limit, offset=offset, out=out)
