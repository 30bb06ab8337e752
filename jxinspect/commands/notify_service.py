"""`notify serve`, `notify receive`, `notify list`: service by every lawful way (行政处罚法 61; 民事诉讼法 87-95)."""

from datetime import date, datetime
from typing import Annotated, Any

import typer

from jxinspect.commands.given import given
from jxinspect.commands.made import made
from jxinspect.commands.options import (
    Format,
    Inspection,
    InspectionOpt,
    Limit,
    ListFile,
    ListFormat,
    Offset,
    OutFolder,
    date_option,
    id_option,
    moment_option,
    term_option,
)
from jxinspect.commands.session import act, rows
from jxinspect.commands.tree import App
from jxinspect.law.terms import ServiceMethod
from jxinspect.ui.show import show_rows
from jxinspect.ui.values import Column, columns

#: Commands of the group `notify`, which takes them over.
service = App("送达。")

SERVICES = columns(
    ("inspection", "检查"),
    ("document", "文号"),
    ("title", "文书"),
    Column("method", "方式", terms=ServiceMethod),
    ("at", "登记或者交邮", "moment"),
    ("received_at", "送达", "moment"),
    ("receiver", "收件人"),
    ("tracking", "邮件号"),
)


@service.command(
    example=[
        (
            "jxinspect notify serve 2026-001 --doc 样人社监检通〔2026〕1号 --method direct "
            "--received '2026-02-11 10:05' --receiver 李例子 --capacity 办公室主任 --server 测一鸣 --server 样二航"
        ),
        "jxinspect notify serve 2026-001 --doc 样人社监检通〔2026〕1号 --method post --tracking EMS100",
    ]
)
def serve(
    number: Inspection,
    *,
    doc: Annotated[list[str] | None, typer.Option("--doc", help="送达的文书的文号", metavar="文号")] = None,
    method: Annotated[ServiceMethod, term_option(ServiceMethod, "--method", help="送达方式")],
    received: Annotated[
        datetime | None, moment_option("--received", help="送达（签收、留置、到达系统）时间；默认取 --at")
    ] = None,
    receiver: Annotated[str, typer.Option("--receiver", help="收件人", metavar="姓名")] = "",
    capacity: Annotated[str, typer.Option("--capacity", help="收件人的职务或者身份", metavar="文字")] = "",
    relation: Annotated[str, typer.Option("--relation", help="与受送达人的关系", metavar="文字")] = "",
    server: Annotated[list[str] | None, typer.Option("--server", help="送达人", metavar="姓名")] = None,
    addressee: Annotated[str, typer.Option("--addressee", help="受送达人，默认被监督单位", metavar="名称")] = "",
    place: Annotated[str, typer.Option("--place", help="送达地点，默认单位地址", metavar="地点")] = "",
    reason: Annotated[str, typer.Option("--reason", help="拒收事由，或者代收理由", metavar="文字")] = "",
    witness: Annotated[str, typer.Option("--witness", help="见证人", metavar="姓名")] = "",
    witness_capacity: Annotated[
        str, typer.Option("--witness-capacity", help="见证人单位及联系方式", metavar="文字")
    ] = "",
    recording: Annotated[
        list[str] | None, typer.Option("--recording", help="留置过程的影像编号", metavar="编号")
    ] = None,
    tracking: Annotated[str, id_option("--tracking", help="邮件号，或者电子送达地址", metavar="编号")] = "",
    published: Annotated[date | None, date_option("--published", help="公告日期")] = None,
    note: Annotated[str, typer.Option("--note", help="受托机关、转交单位、公告原因或者确认书", metavar="文字")] = "",
    out: OutFolder = None,
) -> None:
    """登记送达（D11 送达回证）；送达日期决定期限的起算。"""
    from jxinspect.acts import notify
    from jxinspect.acts.copies import write_copies
    from jxinspect.acts.service import told

    later = (ServiceMethod.POST, ServiceMethod.PUBLIC)
    fields: dict[str, Any] = {
        "receiver": receiver,
        "capacity": capacity,
        "relation": relation,
        "addressee": addressee,
        "place": place,
        "reason": reason,
        "witness": witness,
        "witness_capacity": witness_capacity,
        "recordings": recording or [],
        "tracking": tracking,
        "published_on": published,
        "note": note,
    }
    with act("notify.serve") as case:
        moment = received or (case.at if given().at and method not in later else None)
        proof, paper = notify.serve(
            case, number, documents=doc or [], method=method, servers=server or [], received_at=moment, **fields
        )
        copies = write_copies(case, out, [paper])
        when = told(proof)
    facts = [("addressee", "受送达人", proof.addressee), ("received", "送达时间", when)]
    post = f"jxinspect notify receive {number} --tracking {tracking} --received 时间 --receiver 姓名"
    following = [post] if method == ServiceMethod.POST else [f"jxinspect status {number}"]
    made("送达已登记", [paper], copies, facts, following)


@service.command(
    example="jxinspect notify receive 2026-001 --tracking EMS100 --received '2026-02-13 15:20' --receiver 李例子"
)
def receive(
    number: Inspection,
    *,
    tracking: Annotated[str, id_option("--tracking", help="邮件号", metavar="编号")],
    received: Annotated[datetime, moment_option("--received", help="回执上注明的收件时间")],
    receiver: Annotated[str, typer.Option("--receiver", help="签收人", metavar="姓名")],
    capacity: Annotated[str, typer.Option("--capacity", help="签收人的职务或者身份", metavar="文字")] = "",
    out: OutFolder = None,
) -> None:
    """登记邮寄的文书已经签收；收件日期就是送达日期。"""
    from jxinspect.acts import notify
    from jxinspect.acts.copies import write_copies
    from jxinspect.acts.service import told

    with act("notify.receive") as case:
        proof, paper = notify.receive(
            case, number, tracking=tracking, received_at=received, receiver=receiver, capacity=capacity
        )
        copies = write_copies(case, out, [paper])
        when = told(proof)
    made("签收已登记", [paper], copies, [("received", "送达时间", when)], [f"jxinspect status {number}"])


@service.command("list", example=["jxinspect notify list", "jxinspect notify list -i 2026-001"])
def list_(
    inspection: InspectionOpt = None,
    *,
    format: Format = ListFormat.TABLE,  # noqa: A002
    limit: Limit = 50,
    offset: Offset = 0,
    out: ListFile = None,
) -> None:
    """列出送达记录。"""
    found = [row for row in rows("service_list") if inspection in (None, row["inspection"])]
    show_rows(found, SERVICES, format.value, limit=limit, offset=offset, out=out)
