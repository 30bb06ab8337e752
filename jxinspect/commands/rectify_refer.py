"""`rectify refer`: the question of a crime, referrals and what becomes of them (办法 24(三), 25, 39)."""

from typing import Annotated

import typer

from jxinspect.commands.inspect_options import Inspectors
from jxinspect.commands.made import made
from jxinspect.commands.options import Format, Inspection, Limit, ListFile, ListFormat, Offset, OutFolder
from jxinspect.commands.rectify_options import MaybeNumber
from jxinspect.commands.rectify_refer_send import AGENCY, CLUE, POLICE, agency, clue, list_, police, step
from jxinspect.commands.session import act, of_inspection
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


@refer.command(
    example="jxinspect rectify refer none 2026-001 --finding 1 --reason 停发不及时，没有骗取的证据 --approver 钱主任"
)
def none(
    inspection: Inspection,
    *,
    reason: Reason,
    approver: Annotated[str, typer.Option("--approver", help="作出决定的机关负责人", metavar="姓名")],
    finding: Findings = None,
    out: OutFolder = None,
) -> None:
    """登记不涉嫌犯罪的决定和理由（D57x）；金额达到 crime.threshold 只提出问题（移送规定 3）。"""
    from jxinspect.acts import rectify_crime
    from jxinspect.acts.copies import write_copies

    with act("rectify.refer.crime") as case:
        row, chosen, paper = rectify_crime.no_crime(
            case, inspection, reason=reason, approver=approver, findings=finding or []
        )
        copies = write_copies(case, out, [paper])
        told = [f"{one.seq}. {one.title}" for one in chosen]
    made(
        f"检查 {inspection} 已登记不涉嫌犯罪的决定",
        [paper],
        copies,
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
    found = of_inspection("crime_decisions", inspection)
    show_rows(found, DECISIONS, format.value, limit=limit, offset=offset, out=out)


@refer.command(
    example="jxinspect rectify refer report 2026-001 --finding 1 --offence 诈骗罪 --inspector 测一鸣 --inspector 样二航"
)
def report(
    inspection: Inspection,
    *,
    offence: Annotated[str, typer.Option("--offence", help="涉嫌罪名", metavar="罪名")],
    finding: Findings = None,
    fact: Annotated[str, typer.Option("--fact", help="核实的情况；默认取问题的事实", metavar="文字")] = "",
    opinion: Annotated[str, typer.Option("--opinion", help="专案组意见；默认建议移送公安机关", metavar="文字")] = "",
    inspector: Inspectors = None,
) -> None:
    """登记专案组的移送报告；机关负责人三日内决定（移送规定 5）。"""
    from jxinspect.acts import rectify_crime

    with act("rectify.refer.crime") as case:
        row, chosen = rectify_crime.report(
            case, inspection, offence=offence, facts=fact, opinion=opinion, team=inspector or [], findings=finding or []
        )
        told = [f"{one.seq}. {one.title}" for one in chosen]
    done(
        f"检查 {inspection} 的移送报告已登记",
        [("findings", "问题", told), ("offence", "涉嫌罪名", row.offence)],
        [f"jxinspect rectify refer decide {inspection} --grant --approver 正职负责人　三日内决定"],
    )


@refer.command(
    example=[
        "jxinspect rectify refer decide 2026-001 --grant --approver 钱主任",
        "jxinspect rectify refer decide 2026-001 --refuse --reason 没有非法占有的证据 --approver 钱主任",
    ]
)
def decide(
    inspection: Inspection,
    *,
    grant: Annotated[bool, typer.Option("--grant/--refuse", help="批准或者不批准移送")],
    approver: Annotated[str, typer.Option("--approver", help="正职负责人或者主持工作的负责人", metavar="姓名")],
    reason: Annotated[str, typer.Option("--reason", help="理由；不批准的必须写明", metavar="理由")] = "",
    out: OutFolder = None,
) -> None:
    """登记是否批准移送的决定（D57x）；批准的，二十四小时内移送（移送规定 5）。"""
    from jxinspect.acts import rectify_crime
    from jxinspect.acts.copies import write_copies

    with act("rectify.refer.crime") as case:
        row, paper = rectify_crime.decide(case, inspection, granted=grant, approver=approver, reason=reason)
        copies = write_copies(case, out, [paper])
    following = [f"jxinspect rectify refer police {inspection} --organ 公安机关 …　二十四小时内移送"] if grant else []
    made(
        f"检查 {inspection} 已登记{row.verdict.label}的决定",
        [paper],
        copies,
        [("reason", "理由", row.reason)],
        following or [f"jxinspect rectify refer decisions {inspection}　查看全部决定"],
    )


refer.command(example=AGENCY)(agency)
refer.command(example=POLICE)(police)
refer.command(example=CLUE)(clue)
refer.command(
    example=[
        "jxinspect rectify refer step 样人社监刑移〔2026〕1号 --step accepted --time '2026-06-12 10:00'",
        "jxinspect rectify refer step 样人社监刑移〔2026〕1号 --step not_filed --text 数额不足",
    ]
)(step)
refer.command("list", example="jxinspect rectify refer list")(list_)
