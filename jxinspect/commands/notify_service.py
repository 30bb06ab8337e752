"""`notify serve|attempt|receive|returned|list`: service by every lawful way (行政处罚法 61; 民事诉讼法 87-95)."""

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
from jxinspect.commands.session import act, of_inspection
from jxinspect.commands.tree import App
from jxinspect.law.service import Standing
from jxinspect.law.terms import ServiceMethod
from jxinspect.ui.show import Fact, done, show_rows
from jxinspect.ui.values import Column, columns

#: Commands of the group `notify`, which takes them over.
service = App("送达。")

Documents = Annotated[list[str] | None, typer.Option("--doc", help="送达的文书的文号", metavar="文号")]
Method = Annotated[ServiceMethod, term_option(ServiceMethod, "--method", help="送达方式")]
Servers = Annotated[list[str] | None, typer.Option("--server", help="送达人", metavar="姓名")]
Addressee = Annotated[str, typer.Option("--addressee", help="受送达人，默认被监督单位", metavar="名称")]
#: Ways whose day of service becomes known later.
LATER = (ServiceMethod.POST, ServiceMethod.PUBLIC)

SERVICES = columns(
    ("inspection", "检查"),
    ("document", "文号"),
    ("title", "文书"),
    Column("method", "方式", terms=ServiceMethod),
    ("at", "登记或者交邮", "moment"),
    ("received_at", "送达", "moment"),
    Column("failed", "未成或者退回"),
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
    doc: Documents = None,
    method: Method,
    received: Annotated[
        datetime | None, moment_option("--received", help="送达（签收、留置、到达系统）时间；默认取 --at")
    ] = None,
    receiver: Annotated[str, typer.Option("--receiver", help="收件人", metavar="姓名")] = "",
    capacity: Annotated[str, typer.Option("--capacity", help="收件人的职务或者身份", metavar="文字")] = "",
    standing: Annotated[
        Standing | None,
        term_option(Standing, "--standing", help="收件人以什么身份签收；单位默认是负责人或者负责收件的人"),
    ] = None,
    relation: Annotated[str, typer.Option("--relation", help="与受送达人的关系", metavar="文字")] = "",
    server: Servers = None,
    addressee: Addressee = "",
    place: Annotated[
        str, typer.Option("--place", help="送达地点，默认确认书（D12）的地址，再次是单位地址", metavar="地点")
    ] = "",
    reason: Annotated[
        str, typer.Option("--reason", help="拒收事由、代收理由，委托或者公告送达的原因", metavar="文字")
    ] = "",
    witness: Annotated[str, typer.Option("--witness", help="见证人", metavar="姓名")] = "",
    witness_capacity: Annotated[
        str, typer.Option("--witness-capacity", help="见证人单位及联系方式", metavar="文字")
    ] = "",
    recording: Annotated[
        list[str] | None, typer.Option("--recording", help="留置过程的影像编号", metavar="编号")
    ] = None,
    tracking: Annotated[str, id_option("--tracking", help="邮件号，或者电子送达地址", metavar="编号")] = "",
    through: Annotated[str, typer.Option("--through", help="受委托机关，或者转交单位", metavar="名称")] = "",
    published: Annotated[date | None, date_option("--published", help="公告日期")] = None,
    published_in: Annotated[
        str, typer.Option("--published-in", help="公告载体：报纸、网站、公告栏", metavar="名称")
    ] = "",
    days: Annotated[int | None, typer.Option("--days", help="公告期，默认30日；60日须写明", metavar="日数")] = None,
    note: Annotated[str, typer.Option("--note", help="备注", metavar="文字")] = "",
    out: OutFolder = None,
) -> None:
    """登记送达（D11 送达回证）；送达日期决定期限的起算。"""
    from jxinspect.acts import service as acts
    from jxinspect.acts.copies import write_copies

    fields: dict[str, Any] = {
        "receiver": receiver,
        "capacity": capacity,
        "standing": standing,
        "relation": relation,
        "addressee": addressee,
        "place": place,
        "reason": reason,
        "witness": witness,
        "witness_capacity": witness_capacity,
        "recordings": recording or [],
        "tracking": tracking,
        "through": through,
        "published_on": published,
        "published_in": published_in,
        "public_days": days,
        "note": note,
    }
    with act("notify.serve") as case:
        moment = received or (case.at if given().at and method not in LATER else None)
        proof, paper = acts.serve(
            case, number, documents=doc or [], method=method, servers=server or [], received_at=moment, **fields
        )
        copies = write_copies(case, out, [paper])
        facts = _served(case, number, proof)
    post = [
        f"jxinspect notify {word} {number} --tracking {tracking} {rest}"
        for word, rest in (("receive", "--received 时间 --receiver 姓名"), ("returned", "--reason 退回原因"))
    ]
    following = post if method == ServiceMethod.POST else [f"jxinspect status {number}"]
    made("送达已登记", [paper], copies, facts, following)


def _served(case: Any, number: str, proof: Any) -> list[Fact]:
    """The addressee, the day that counts, and the deadlines that begin with it."""
    from jxinspect.acts.service import counts, told
    from jxinspect.acts.service_deadlines import started_by

    begun = [str(one) for one in started_by(case, number, proof)]
    return [
        ("addressee", "受送达人", proof.addressee),
        ("received", "送达时间", told(proof)),
        ("counts", "以此为准", counts(proof)),
        ("started", "起算期限", begun),
    ]


@service.command(
    example=(
        "jxinspect notify attempt 2026-001 --doc 样人社监检通〔2026〕1号 --method direct --reason 大门紧锁，无人应答 "
        "--server 测一鸣 --server 样二航"
    )
)
def attempt(
    number: Inspection,
    *,
    doc: Documents = None,
    method: Method,
    reason: Annotated[str, typer.Option("--reason", help="没有送达成功的原因", metavar="文字")] = "",
    server: Servers = None,
    addressee: Addressee = "",
    place: Annotated[str, typer.Option("--place", help="去过的地点，默认单位地址", metavar="地点")] = "",
) -> None:
    """登记没有成功的送达：公告送达要写明经过（民事诉讼法 95）。时间用 --at。"""
    from jxinspect.acts import service_failed

    with act("notify.attempt") as case:
        failure = service_failed.attempt(
            case,
            number,
            documents=doc or [],
            method=method,
            reason=reason,
            servers=server or [],
            addressee=addressee,
            place=place,
        )
    done(
        "没有成功的送达已登记；文书仍待送达",
        [("addressee", "受送达人", failure.addressee), ("reason", "原因", failure.reason)],
        [f"jxinspect notify serve {number} --doc 文号 --method 其他方式 …"],
    )


@service.command(example="jxinspect notify returned 2026-001 --tracking EMS100 --reason 查无此单位")
def returned(
    number: Inspection,
    *,
    tracking: Annotated[str, id_option("--tracking", help="邮件号", metavar="编号")],
    reason: Annotated[str, typer.Option("--reason", help="退改批条上的原因", metavar="文字")] = "",
) -> None:
    """登记邮件被退回：文书没有送达，可以重新送达。退回的时间用 --at。"""
    from jxinspect.acts import service_failed

    with act("notify.returned") as case:
        failure = service_failed.returned(case, number, tracking=tracking, reason=reason)
    done(
        f"邮件 {failure.tracking} 的退回已登记；文书仍待送达",
        [("reason", "原因", failure.reason)],
        [f"jxinspect notify serve {number} --doc 文号 --method 其他方式 …"],
    )


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
    from jxinspect.acts import service as acts
    from jxinspect.acts.copies import write_copies

    with act("notify.receive") as case:
        proof, paper = acts.receive(
            case, number, tracking=tracking, received_at=received, receiver=receiver, capacity=capacity
        )
        copies = write_copies(case, out, [paper])
        facts = _served(case, number, proof)
    made("签收已登记", [paper], copies, facts, [f"jxinspect status {number}"])


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
    found = of_inspection("service_list", inspection)
    show_rows(found, SERVICES, format.value, limit=limit, offset=offset, out=out)
