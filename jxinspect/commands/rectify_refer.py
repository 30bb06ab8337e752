"""`rectify refer`: the question of a crime, referrals and what becomes of them (办法 24(三), 25, 39)."""

from typing import Annotated

import typer

from jxinspect.commands.options import NUMBER, Format, Inspection, Limit, ListFile, ListFormat, Offset, plain
from jxinspect.commands.session import act, reading
from jxinspect.commands.tree import App
from jxinspect.law.measure import CrimeVerdict
from jxinspect.ui.show import done, show_rows
from jxinspect.ui.values import Column, columns

refer = App(
    "移送：是否移送涉嫌犯罪案件的决定，移送有关机关和回执（办法 24(三)、25、39）。",
    example=[
        "jxinspect rectify refer none 2026-001 --finding 1 --reason 多发系停发不及时，已全额追回 --approver 钱主任",
        "jxinspect rectify refer decisions",
    ],
)
DECISIONS = columns(
    ("inspection", "检查"),
    ("at", "时间", "moment"),
    ("findings", "问题"),
    Column("verdict", "决定", terms=CrimeVerdict),
    ("reason", "理由"),
    ("proposed_by", "提出人"),
    ("decided_by", "决定人"),
)
Findings = Annotated[
    list[int] | None,
    typer.Option("--finding", help="问题序号，可多次；不写的为全部待决定的问题", min=1, metavar="序号"),
]
Reason = Annotated[str, typer.Option("--reason", help="事实和理由", metavar="理由")]
MaybeNumber = Annotated[
    str | None, typer.Argument(help=f"{NUMBER}；不写则列出全部", metavar="[检查编号]", parser=plain)
]


@refer.command(
    example="jxinspect rectify refer none 2026-001 --finding 1 --reason 停发不及时，没有骗取的证据 --approver 钱主任"
)
def none(
    inspection: Inspection,
    *,
    reason: Reason,
    approver: Annotated[str, typer.Option("--approver", help="作出决定的机关负责人", metavar="姓名")],
    finding: Findings = None,
) -> None:
    """登记不涉嫌犯罪的决定和理由；金额达到 crime.threshold 只提出问题（移送规定 3）。"""
    from jxinspect.acts import rectify_crime

    with act("rectify.refer.crime") as case:
        row, chosen = rectify_crime.no_crime(case, inspection, reason=reason, approver=approver, findings=finding or [])
        told = [f"{one.seq}. {one.title}" for one in chosen]
    done(
        f"检查 {inspection} 已登记不涉嫌犯罪的决定",
        [("findings", "问题", told), ("reason", "理由", row.reason), ("decided_by", "决定人", approver)],
        [f"jxinspect rectify refer decisions {inspection}　查看全部决定"],
    )


@refer.command("decisions", example="jxinspect rectify refer decisions 2026-001")
def decisions(
    inspection: MaybeNumber = None,
    *,
    format: Format = ListFormat.TABLE,  # noqa: A002 — the option's name
    limit: Limit = 50,
    offset: Offset = 0,
    out: ListFile = None,
) -> None:
    """列出是否移送涉嫌犯罪案件的决定和理由。"""
    with reading() as query:
        found = [row for row in query("crime_decisions") if inspection in (None, row["inspection"])]
    show_rows(found, DECISIONS, format.value, limit=limit, offset=offset, out=out)
