"""`inspect order`: orders to stop and to correct, their approval and their recheck (办法 19, 20, 29, 34)."""

from datetime import date
from typing import Annotated, Any

import typer

from jxinspect.commands.inspect_options import Basis, EvidenceCodes, Inspectors, Place, Reason, Witness
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
    RecordId,
    date_option,
    id_option,
    term_option,
)
from jxinspect.commands.session import act, of_inspection, today
from jxinspect.commands.tree import App
from jxinspect.law.terms import OrderOutcome, SignOutcome
from jxinspect.ui.show import done, show_rows
from jxinspect.ui.values import Column, columns

order = App(
    "责令改正：下达、补办批准、复查。",
    example=[
        "jxinspect inspect order issue 2026-001 --violation V34-2 --facts … --demand … --evidence 3 --approver 钱主任",
        "jxinspect inspect order recheck 样人社监责改〔2026〕1号 --outcome corrected --seen 已经补交",
    ],
)

ORDERS = columns(
    ("number", "文号"),
    ("party", "当事人"),
    ("violation", "违法情形"),
    Column("demand", "责令内容", width=30),
    ("due_on", "期限"),
    Column("overdue", "逾期", "flag"),
    ("received_on", "送达"),
    Column("approved", "已批准", "flag"),
    Column("outcome", "复查", terms=OrderOutcome),
)
#: What the outcome of a recheck opens.
FOLLOWS = {
    OrderOutcome.REFUSED: "拒不改正的，可以通报批评、给予警告，须经立案等程序（办法 34；行政处罚法 54）",
    OrderOutcome.PARTLY: "其余部分改正以后再次复查：jxinspect inspect order recheck …",
}
Approver = Annotated[str | None, typer.Option("--approver", help="批准的机关负责人", metavar="姓名")]
ApprovalText = Annotated[str, typer.Option("--approval", help="批准的意见", metavar="意见")]


@order.command(
    example=[
        "jxinspect inspect order issue 2026-001 --violation V34-2 --facts … --demand … --approver 钱主任",
        "jxinspect inspect order issue 2026-001 --violation V34-3 --facts 正在销毁凭证 --demand 停止销毁 --on-spot",
    ]
)
def issue(
    inspection: Inspection,
    *,
    violation: Annotated[str, id_option("--violation", help="违法情形代码，如 V34-2")],
    facts: Annotated[str, typer.Option("--facts", help="违法事实：时间、行为", metavar="事实")],
    demand: Annotated[str, typer.Option("--demand", help="责令的内容", metavar="内容")],
    due: Annotated[date | None, date_option("--due", help="改正期限；不写就是立即改正")] = None,
    evidence: EvidenceCodes = None,
    basis: Basis = None,
    approver: Approver = None,
    approval: ApprovalText = "同意",
    on_spot: Annotated[bool, typer.Option("--on-spot", help="当场作出，随后补办批准（inspect order approve）")] = False,
    inspector: Inspectors = None,
    party: Annotated[
        str | None, typer.Option("--party", help="当事人不是被监督单位的，写其名称或者姓名", metavar="名称")
    ] = None,
    party_identity: Annotated[
        str, id_option("--party-identity", help="当事人是个人的，公民身份号码", metavar="号码")
    ] = "",
    party_address: Annotated[str, typer.Option("--party-address", help="当事人的地址", metavar="地址")] = "",
    contact: Annotated[str | None, typer.Option("--contact", help="联系人；默认第一名检查人员", metavar="姓名")] = None,
    number: Annotated[str | None, typer.Option("--number", help="本单位收发登记另行编定的文号", metavar="文号")] = None,
    out: OutFolder = None,
) -> None:
    """制发责令改正通知书（D27）。"""
    from jxinspect.acts import inspect_order
    from jxinspect.acts.copies import write_copies

    with act("inspect.order") as case:
        row, document = inspect_order.order(
            case,
            inspection,
            violation_code=violation,
            facts=facts,
            demand=demand,
            due_on=due,
            evidence=evidence or [],
            basis=basis or [],
            approver=approver,
            approval_text=approval,
            on_spot=on_spot,
            names=inspector or [],
            party=party,
            party_identity=party_identity,
            party_address=party_address,
            contact=contact,
            external_number=number,
        )
        copies = write_copies(case, out, [document])
    following = [f"jxinspect notify serve {inspection} --doc {document.number} …"]
    if on_spot and approver is None:
        following.append(f"jxinspect inspect order approve {document.number} --approver 机关负责人（补办）")
    following.append(f"jxinspect inspect order recheck {document.number} --outcome corrected --seen 复查情况")
    due_text = str(row.due_on) if row.due_on else "立即"
    made(
        "责令改正通知书已制发",
        [document],
        copies,
        [("party", "当事人", row.party), ("due", "期限", due_text)],
        following,
    )


@order.command(example="jxinspect inspect order approve 样人社监责改〔2026〕1号 --approver 钱主任")
def approve(document: RecordId, *, approver: Approver = None, approval: ApprovalText = "同意") -> None:
    """补办当场责令改正的批准。"""
    from jxinspect.acts import inspect_order
    from jxinspect.errors import Incomplete

    if approver is None:
        raise Incomplete(
            "没有写明批准人", why="责令改正由机关负责人批准（办法 19、20）", todo="用 --approver 写明机关负责人"
        )
    with act("inspect.order") as case:
        inspect_order.approve_order(case, document, approver=approver, text=approval)
    done("批准已补办", [("number", "文号", document), ("approver", "批准人", approver), ("text", "意见", approval)])


@order.command(
    example=[
        "jxinspect inspect order recheck 样人社监责改〔2026〕1号 --outcome corrected --seen 对账单已经补交",
        "jxinspect inspect order recheck 样人社监责改〔2026〕1号 --outcome partly --seen 补交了6月的 --due 2026-03-20",
        "jxinspect inspect order recheck 样人社监责改〔2026〕1号 --outcome refused --seen 期限届满仍不提供",
    ]
)
def recheck(
    document: RecordId,
    *,
    outcome: Annotated[Any, term_option(OrderOutcome, "--outcome", help="复查的结论")],
    seen: Annotated[str, typer.Option("--seen", help="复查的情况", metavar="情况")],
    evidence: EvidenceCodes = None,
    due: Annotated[date | None, date_option("--due", help="部分改正的，其余部分再次改正的期限")] = None,
    met: Annotated[str, typer.Option("--met", help="当事人在场的人", metavar="姓名")] = "",
    post: Annotated[str, typer.Option("--post", help="在场人的职务", metavar="职务")] = "",
    inspector: Inspectors = None,
    place: Place = None,
    opinion: Annotated[str, typer.Option("--opinion", help="当事人的意见", metavar="意见")] = "",
    signature: Annotated[Any, term_option(SignOutcome, "--signature", help="当事人签名的情况")] = SignOutcome.SIGNED,
    reason: Reason = "",
    witness: Witness = "",
    out: OutFolder = None,
) -> None:
    """复查责令改正，制作复查记录（D28）：已改正、部分改正或者拒不改正。"""
    from jxinspect.acts import inspect_order
    from jxinspect.acts.copies import write_copies

    with act("inspect.order") as case:
        row, paper = inspect_order.recheck_order(
            case,
            document,
            outcome=outcome,
            seen=seen,
            evidence=evidence or [],
            due_on=due,
            met=met,
            met_post=post,
            names=inspector or [],
            place=place,
            unit_opinion=opinion,
            signature=signature,
            reason=reason,
            witness=witness,
        )
        copies = write_copies(case, out, [paper])
    made(
        "复查结论已登记",
        [paper],
        copies,
        [("number", "文号", document), ("outcome", "结论", row.outcome.label), ("due", "再次改正的期限", row.due_on)],
        [FOLLOWS[row.outcome]] if row.outcome in FOLLOWS else [],
    )


@order.command("list", example="jxinspect inspect order list")
def list_(
    inspection: InspectionOpt = None,
    format: Format = ListFormat.TABLE,  # noqa: A002 — the option's name
    limit: Limit = 50,
    offset: Offset = 0,
    out: ListFile = None,
) -> None:
    """列出责令改正：期限、送达、批准和复查。"""
    found = [
        row | {"overdue": row["open"] and row["until"] < today().isoformat()}
        for row in of_inspection("order_list", inspection)
    ]
    show_rows(found, ORDERS, format.value, limit=limit, offset=offset, out=out)
