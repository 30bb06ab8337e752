"""`rectify circular`: a circular on an inspection (D55; 办法 24(一))."""

from typing import Annotated, Any

import typer

from jxinspect.commands.made import made
from jxinspect.commands.options import Format, Inspection, Limit, ListFile, ListFormat, Offset, OutFolder
from jxinspect.commands.rectify_options import Approver, FindingSeqs, MaybeNumber
from jxinspect.commands.report_options import External
from jxinspect.commands.session import act, of_inspection
from jxinspect.commands.tree import App
from jxinspect.ui.show import show_rows
from jxinspect.ui.values import columns

circular = App(
    "通报：督促整改的监督措施，不是通报批评（办法 24(一)）。",
    example=[
        "jxinspect rectify circular issue 2026-001 --cause 内控不健全 --handling 责令限期整改 --demand 全面自查 …",
        "jxinspect rectify circular list",
    ],
)
CIRCULARS = columns(
    ("inspection", "检查"),
    ("number", "文号"),
    ("dated", "日期", "date"),
    ("about", "通报对象"),
    ("title", "标题"),
    ("recipients", "发送范围"),
    ("approved_by", "批准人"),
)


@circular.command(
    example="jxinspect rectify circular issue 2026-001 --cause 内控不健全 --handling 责令限期整改 "
    "--demand 举一反三，全面自查 --to 各乡镇便民服务中心 --approver 钱主任 --out 文书"
)
def issue(
    inspection: Inspection,
    *,
    cause: Annotated[str, typer.Option("--cause", help="原因", metavar="文字")],
    handling: Annotated[str, typer.Option("--handling", help="处理情况", metavar="文字")],
    demand: Annotated[str, typer.Option("--demand", help="工作要求", metavar="文字")],
    to: Annotated[list[str], typer.Option("--to", help="发送范围，可多次", metavar="单位")],
    approver: Approver,
    approval: Annotated[str, typer.Option("--text", help="审批意见；默认同意通报", metavar="文字")] = "",
    fact: Annotated[str, typer.Option("--fact", help="事实；默认取检查发现的问题", metavar="文字")] = "",
    finding: FindingSeqs = None,
    about: Annotated[str, typer.Option("--about", help="通报对象；默认被监督单位", metavar="名称")] = "",
    title: Annotated[str, typer.Option("--title", help="标题；有默认文字", metavar="文字")] = "",
    number: External = None,
    out: OutFolder = None,
) -> None:
    """制发通报（D55），须经机关负责人批准。通报批评是行政处罚，不能用通报代替（行政处罚法 9(一)）。"""
    from jxinspect.acts import rectify_circular
    from jxinspect.acts.copies import write_copies

    texts: dict[str, Any] = {"causes": cause, "handling": handling, "demands": demand, "facts": fact}
    with act("rectify.circular") as case:
        row, paper = rectify_circular.circulate(
            case, inspection, recipients=to, approver=approver, approval=approval, findings=finding or [],
            about=about, title=title, external_number=number, **texts,
        )  # fmt: skip
        copies = write_copies(case, out, [paper])
    made(
        f"检查 {inspection} 的通报已制发",
        [paper],
        copies,
        [("title", "标题", row.title), ("recipients", "发送范围", list(row.recipients))],
        [f"jxinspect rectify list {inspection}　继续督促整改"],
    )


@circular.command("list", example="jxinspect rectify circular list")
def list_(
    inspection: MaybeNumber = None,
    *,
    format: Format = ListFormat.TABLE,  # noqa: A002 — the option's name
    limit: Limit = 50,
    offset: Offset = 0,
    out: ListFile = None,
) -> None:
    """列出通报和发送范围。"""
    found = of_inspection("circulars", inspection)
    show_rows(found, CIRCULARS, format.value, limit=limit, offset=offset, out=out)
