"""`inspect evidence sheet|custody|return`: the sheet of one fact, and who had the evidence when."""

from typing import Annotated, Any

import typer

from jxinspect.commands.inspect_options import (
    EvidenceCodes,
    Inspectors,
    Matter,
    Outcome,
    Place,
    Reason,
    Witness,
    chosen,
    of_code,
)
from jxinspect.commands.made import made
from jxinspect.commands.options import Inspection, InspectionOpt, OutFolder, RecordId, plain
from jxinspect.commands.session import act, rows
from jxinspect.errors import Incomplete
from jxinspect.law.terms import SignOutcome
from jxinspect.ui.show import done, show_rows
from jxinspect.ui.values import Column, columns

CUSTODY = columns(
    ("code", "证据编号"),
    Column("at", "时间", "moment"),
    ("giver", "交出人"),
    ("taker", "接收人"),
    ("why", "事由"),
    ("condition", "状况"),
)


def sheet(
    inspection: Inspection,
    *,
    matter: Matter,
    fact: Annotated[str, typer.Option("--fact", help="事实摘要（一事一单）", metavar="事实")],
    provider: Annotated[str, typer.Option("--provider", help="提供人", metavar="姓名")],
    origin: Annotated[str, typer.Option("--origin", help="证据的出处", metavar="出处")],
    method: Annotated[str, typer.Option("--method", help="取得方式，如 复制、截屏", metavar="方式")],
    evidence: EvidenceCodes = None,
    provider_post: Annotated[str, typer.Option("--provider-post", help="提供人的职务", metavar="职务")] = "",
    opinion: Annotated[str, typer.Option("--opinion", help="提供单位（人）的意见", metavar="意见")] = "",
    not_compared: Annotated[bool, typer.Option("--not-compared", help="复制件没有与原件核对")] = False,
    inspector: Inspectors = None,
    place: Place = None,
    outcome: Outcome = SignOutcome.SIGNED,
    reason: Reason = "",
    witness: Witness = "",
    out: OutFolder = None,
) -> None:
    """制作取证记录单（D22）：一个事实和证明它的证据，由提供人签名。"""
    from jxinspect.acts import evidence_custody
    from jxinspect.acts.copies import write_copies

    with act("inspect.evidence.sheet") as case:
        facts: dict[str, Any] = {"provider_post": provider_post, "provider_opinion": opinion, "witness": witness}
        row, document = evidence_custody.sheet(
            case,
            inspection,
            matter=matter,
            fact=fact,
            evidence=evidence or [],
            provider=provider,
            origin=origin,
            method=method,
            names=inspector or [],
            place=place,
            outcome=outcome,
            reason=reason,
            compared=not not_compared,
            **facts,
        )
        copies = write_copies(case, out, [document])
    made(
        "取证记录单已制作",
        [document],
        copies,
        [("matter", "事项", row.matter), ("evidence", "证据", f"{len(row.evidence)}项")],
    )


def custody(
    code: RecordId,
    *,
    giver: Annotated[str, typer.Option("--from", help="交出人", metavar="姓名")] = "",
    taker: Annotated[str, typer.Option("--to", help="接收人", metavar="姓名")] = "",
    why: Annotated[str, typer.Option("--why", help="事由", metavar="事由")] = "",
    condition: Annotated[str, typer.Option("--condition", help="证据的状况", metavar="状况")] = "完好",
    inspection: InspectionOpt = None,
) -> None:
    """登记证据的一次交接；只写编号就显示它的保管链。"""
    from jxinspect.acts import evidence_custody

    number = of_code(code, inspection)
    if not (giver or taker or why):
        full = code.upper() if "-" in code else f"{number}-ZJ-{int(code):03d}" if code.isdecimal() else code
        show_rows([row for row in rows("custody_chain") if row["code"] == full], CUSTODY)
        return
    missing = [flag for flag, value in (("--from", giver), ("--to", taker), ("--why", why)) if not value.strip()]
    if missing:
        raise Incomplete(
            "交接的记录不全",
            why="保管链记明谁交给谁、为什么（最高法证据规定 19）",
            todo="加上 " + "、".join(missing),
            items=missing,
        )
    with act("inspect.evidence.custody") as case:
        row = evidence_custody.custody(case, number, code, giver=giver, taker=taker, why=why, condition=condition)
    done("证据的交接已登记", [("at", "时间", row.at), ("from", "交出人", row.giver), ("to", "接收人", row.taker)])


def give_back(
    codes: Annotated[list[str], typer.Argument(help="证据编号，可以多个", metavar="编号...")],
    *,
    taker: Annotated[str, typer.Option("--to", help="单位的接收人", metavar="姓名")],
    giver: Annotated[str, typer.Option("--from", help="交出人；默认现在的保管人", metavar="姓名")] = "",
    condition: Annotated[str, typer.Option("--condition", help="归还时的状况", metavar="状况")] = "完好",
    inspection: InspectionOpt = None,
) -> None:
    """归还借来的原件；它仍在证据登记表里，状态为已归还。"""
    from jxinspect.acts import evidence_custody

    number = of_code(codes[0], inspection) if codes else chosen(inspection)
    with act("inspect.evidence.return") as case:
        given = [plain(code) for code in codes]
        found = evidence_custody.give_back(case, number, given, taker=taker, giver=giver, condition=condition)
    done(f"已归还原件{len(found)}项", [("to", "接收人", taker), ("condition", "状况", condition)])
