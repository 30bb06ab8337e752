"""`rectify inquiry`: a letter that asks for an explanation, and what is made of the answer (D53, D54; 办法 24(一))."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from jxinspect.commands.clock import today
from jxinspect.commands.inspect_options import EvidenceCodes
from jxinspect.commands.made import made
from jxinspect.commands.options import (
    Format,
    Inspection,
    Limit,
    ListFile,
    ListFormat,
    Offset,
    OutFolder,
    date_option,
)
from jxinspect.commands.rectify_options import MaybeNumber
from jxinspect.commands.report_options import Contact, External, Phone
from jxinspect.commands.session import act, of_inspection
from jxinspect.commands.tree import App
from jxinspect.ui.show import show_rows
from jxinspect.ui.values import columns

if TYPE_CHECKING:
    from jxinspect.acts.rectify_inquiry import Point

inquiry = App(
    "函询：函询函、回复的登记与评判（办法 24(一)）。",
    example=[
        "jxinspect rectify inquiry issue 2026-001 --overdue --due 2026-06-20",
        "jxinspect rectify inquiry reply 2026-001 --received 2026-06-18 --signer 赵样本 --believed 已申请法院执行 …",
    ],
)
INQUIRIES = columns(
    ("inspection", "检查"),
    ("number", "函询函"),
    ("party", "函询对象"),
    ("matter", "事由"),
    ("sent_on", "发函", "date"),
    ("due_on", "期限", "date"),
    ("received_on", "收到回复", "date"),
    ("standing", "状态"),
    ("handling", "处理"),
)


@inquiry.command(
    example=[
        "jxinspect rectify inquiry issue 2026-001 --overdue --due 2026-06-20 --out 文书",
        "jxinspect rectify inquiry issue 2026-001 --question 为何没有按月对账 --due 2026-06-20",
    ]
)
def issue(
    inspection: Inspection,
    *,
    due: Annotated[date, date_option("--due", help="书面说明的期限")],
    question: Annotated[
        list[str] | None, typer.Option("--question", help="需要说明的问题，可多次", metavar="文字")
    ] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="关于全部逾期的整改事项")] = False,
    line: Annotated[list[int] | None, typer.Option("--line", help="台账序号，可多次", min=1, metavar="序号")] = None,
    matter: Annotated[str, typer.Option("--matter", help="事由，印在标题中；有默认文字", metavar="文字")] = "",
    party: Annotated[str, typer.Option("--party", help="函询对象；默认被监督单位", metavar="名称")] = "",
    basis: Annotated[
        list[str] | None, typer.Option("--basis", help="依据；默认办法 24(一)，可多次", metavar="条文")
    ] = None,
    contact: Contact = "",
    phone: Phone = "",
    number: External = None,
    out: OutFolder = None,
) -> None:
    """制发函询函（D53），要求书面说明。"""
    from jxinspect.acts import rectify_inquiry
    from jxinspect.acts.copies import write_copies

    lists: dict[str, Any] = {"questions": question or [], "lines": line or [], "basis": basis or []}
    with act("rectify.inquiry") as case:
        row, paper = rectify_inquiry.inquire(
            case, inspection, due_on=due, overdue=overdue, matter=matter, party=party, contact=contact, phone=phone,
            external_number=number, **lists,
        )  # fmt: skip
        copies = write_copies(case, out, [paper])
    made(
        f"检查 {inspection} 的函询函已制发",
        [paper],
        copies,
        [("questions", "问题", list(row.questions)), ("due_on", "期限", row.due_on)],
        [
            f"jxinspect notify serve {inspection} --doc {paper.number} …　登记送达",
            f"jxinspect rectify inquiry reply {inspection} …　收到回复后登记",
        ],
    )


def _points(believed: list[str], partly: list[str], doubted: list[str]) -> "list[Point]":
    from jxinspect.acts.rectify_inquiry import Point

    points = []
    for accepted, texts in (("yes", believed), ("partly", partly), ("no", doubted)):
        for text in texts:
            words, _, reason = text.replace("＝", "=").partition("=")
            points.append(Point(words.strip(), accepted, reason.strip()))
    return points


@inquiry.command(
    example="jxinspect rectify inquiry reply 2026-001 --received 2026-06-18 --signer 赵样本 --believed 已申请法院执行 "
    "--doubted 其余人员已死亡=户籍信息显示健在 --handling 同意延期，继续督促"
)
def reply(
    inspection: Inspection,
    *,
    received: Annotated[date, date_option("--received", help="收到日期")],
    signer: Annotated[str, typer.Option("--signer", help="回复的签署人", metavar="姓名")],
    handling: Annotated[str, typer.Option("--handling", help="处理意见", metavar="文字")],
    believed: Annotated[
        list[str] | None, typer.Option("--believed", help="采信的要点，可多次", metavar="要点[=理由]")
    ] = None,
    partly: Annotated[
        list[str] | None, typer.Option("--partly", help="部分采信的要点，可多次", metavar="要点=理由")
    ] = None,
    doubted: Annotated[
        list[str] | None, typer.Option("--doubted", help="不采信的要点，可多次", metavar="要点=理由")
    ] = None,
    letter: Annotated[str, typer.Option("--letter", help="函询函文号；只有一份待回复的不用写", metavar="文号")] = "",
    evidence: EvidenceCodes = None,
    out: OutFolder = None,
) -> None:
    """登记函询的回复，逐条评判是否采信，写明处理（D54）。"""
    from jxinspect.acts import rectify_inquiry
    from jxinspect.acts.copies import write_copies

    points = _points(believed or [], partly or [], doubted or [])
    with act("rectify.inquiry.reply") as case:
        row, paper = rectify_inquiry.reply(
            case, inspection, received_on=received, signer=signer, points=points, handling=handling, letter=letter,
            evidence=evidence or [],
        )  # fmt: skip
        copies = write_copies(case, out, [paper])
    made(
        f"检查 {inspection} 的函询回复已登记",
        [paper],
        copies,
        [("points", "要点", f"{len(row.points)}条"), ("handling", "处理", row.handling)],
        [f"jxinspect rectify list {inspection}　查看整改台账"],
    )


@inquiry.command("list", example="jxinspect rectify inquiry list")
def list_(
    inspection: MaybeNumber = None,
    *,
    format: Format = ListFormat.TABLE,  # noqa: A002 — the option's name
    limit: Limit = 50,
    offset: Offset = 0,
    out: ListFile = None,
) -> None:
    """列出函询：期限、回复和处理。"""
    found = of_inspection("inquiries", inspection)
    shown = [{**row, "standing": _standing(row)} for row in found]
    show_rows(shown, INQUIRIES, format.value, limit=limit, offset=offset, out=out)


def _standing(row: dict[str, Any]) -> str:
    late = date.fromisoformat(row["due_on"]) < (
        date.fromisoformat(row["received_on"]) if row["received_on"] else today()
    )
    if row["received_on"]:
        return "已回复（逾期）" if late else "已回复"
    return "逾期" if late else "待回复"
