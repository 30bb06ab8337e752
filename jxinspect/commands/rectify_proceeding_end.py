"""`rectify proceeding pay, urge, enforce, close` (行政处罚法 67-74; 行政强制法 53-55)."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from jxinspect.commands.options import OutFolder, amount_option, date_option, term_option
from jxinspect.commands.proceeding_app import proceeding
from jxinspect.commands.proceeding_options import (
    Approver,
    Decided,
    External,
    Number,
    Reviewer,
    text_option,
    told,
)
from jxinspect.commands.session import act
from jxinspect.errors import Usage
from jxinspect.law.amounts import format_amount
from jxinspect.law.proceeding import ClosingReason

if TYPE_CHECKING:
    from jxinspect.law.proceeding import DecisionKind

_STEP = "rectify.proceeding."


def _kind(text: str | None) -> "DecisionKind | None":
    from jxinspect.law.proceeding import DecisionKind

    try:
        return DecisionKind.named(text) if text else None
    except ValueError as fault:
        raise Usage(f"--on 的值不能用：{text}", why=str(fault), todo="写 penalty 或者 handling") from fault


@proceeding.command(
    example="jxinspect rectify proceeding pay 2026-LA-001 --on "
    "penalty --amount 22500 --day 2026-08-28 --receipt 样票0001"
)
def pay(
    number: Number,
    *,
    amount: Annotated[int, amount_option("--amount", help="金额")],
    day: Annotated[date, date_option("--day", help="到账日期")],
    receipt: Annotated[str, text_option("--receipt", help="缴款凭证号", metavar="凭证")],
    on: Decided = None,
    surcharge: Annotated[bool, typer.Option("--surcharge", help="这一笔是加处罚款")] = False,
) -> None:
    """登记缴纳罚款、退回基金。"""
    from jxinspect.acts import proceeding_end as acts
    from jxinspect.acts.proceeding_steps import find_proceeding

    with act(f"{_STEP}pay") as case:
        row, left = acts.pay(
            case, number, amount=amount, paid_on=day, receipt=receipt, surcharge_=surcharge, kind=_kind(on)
        )
        one = find_proceeding(case, number)
    facts = [("amount", "金额", format_amount(row.amount)), ("owed", "还应履行", format_amount(left))]
    told("履行情况已登记", one, [], [], facts)


@proceeding.command(example="jxinspect rectify proceeding urge 2026-LA-001 --on penalty")
def urge(number: Number, *, on: Decided = None, external: External = None, out: OutFolder = None) -> None:
    """催告（D70）：期限届满没有履行的；每日加处罚款3%，以罚款数额为限，登记的复议、诉讼期间不计。"""
    from jxinspect.acts import proceeding as filing
    from jxinspect.acts import proceeding_end as acts
    from jxinspect.acts.copies import write_copies
    from jxinspect.acts.proceeding_steps import find_proceeding

    with act(f"{_STEP}urge") as case:
        row, paper = acts.urge(case, number, kind=_kind(on), external_number=external)
        one = find_proceeding(case, number)
        inspection = filing.inspection_number(case, one)
        copies = write_copies(case, out, [paper])
    facts: list[Any] = [
        ("owed", "未履行", format_amount(row.owed)),
        ("surcharge", "加处罚款", format_amount(row.surcharge)),
    ]
    told("催告书已制发", one, [paper], copies, facts, serve=inspection)


@proceeding.command(
    example="jxinspect rectify proceeding enforce 2026-LA-001 --condition 该校在样本银行有存款账户 --approver 钱主任"
)
def enforce(
    number: Number,
    *,
    condition: Annotated[str, text_option("--condition", help="执行标的情况")],
    approver: Approver,
    external: External = None,
    out: OutFolder = None,
) -> None:
    """申请人民法院强制执行（D70a）：催告满十个工作日，复议、起诉期限届满或者结果生效后三个月内。"""
    from jxinspect.acts import proceeding_end as acts
    from jxinspect.acts.copies import write_copies
    from jxinspect.acts.proceeding_steps import find_proceeding

    with act(f"{_STEP}enforce") as case:
        row, paper = acts.enforce(case, number, condition=condition, approver=approver, external_number=external)
        one = find_proceeding(case, number)
        copies = write_copies(case, out, [paper])
    told("强制执行申请书已制作", one, [paper], copies, [("court", "人民法院", row.court)])


@proceeding.command(
    example="jxinspect rectify proceeding close 2026-LA-001 --why performed "
    "--result 罚款已缴清 --reviewer 孙科长 --approver 钱主任"
)
def close(
    number: Number,
    *,
    why: Annotated[Any, term_option(ClosingReason, "--why", help="结案理由")],
    result: Annotated[str, text_option("--result", help="处理结果")],
    reviewer: Reviewer,
    approver: Approver,
    unperformed: Annotated[str, text_option("--unperformed", help="没有执行的原因", metavar="原因")] = "",
    review: Annotated[str | None, text_option("--review", help="审核意见")] = None,
    text: Annotated[str | None, text_option("--text", help="审批意见")] = None,
    out: OutFolder = None,
) -> None:
    """结案（D71）：处理结果、执行情况、未执行的原因，逐级审批。"""
    from jxinspect.acts import proceeding_end as acts
    from jxinspect.acts.copies import write_copies
    from jxinspect.acts.proceeding_steps import find_proceeding

    words = {"review_text": review, "approval_text": text}
    with act(f"{_STEP}close") as case:
        row, paper = acts.close(
            case,
            number,
            why=why,
            result=result,
            reviewer=reviewer,
            approver=approver,
            unperformed=unperformed,
            **{name: said for name, said in words.items() if said},
        )
        one = find_proceeding(case, number)
        copies = write_copies(case, out, [paper])
    told("案件已经结案", one, [paper], copies, [("why", "结案理由", row.why.label)])
