"""`rectify proceeding review, discuss, decide` (行政处罚法 57-59)."""

from typing import Annotated, Any

import typer

from jxinspect.commands.options import OutFolder, term_option
from jxinspect.commands.proceeding_app import proceeding
from jxinspect.commands.proceeding_options import (
    Approver,
    Basis,
    Confiscate,
    Ended,
    External,
    Fine,
    GroundOpt,
    GroundText,
    Number,
    Penalties,
    Refund,
    ended_at,
    measures,
    pairs,
    text_option,
    told,
)
from jxinspect.commands.session import act
from jxinspect.law.proceeding import ReviewConclusion

_STEP = "rectify.proceeding."


@proceeding.command(
    example="jxinspect rectify proceeding review 2026-LA-001 --facts 清楚 "
    "--proof 确凿 --law 正确 --procedure 合法 --handling 适当 …"
)
def review(
    number: Number,
    *,
    facts: Annotated[str, text_option("--facts", help="事实是否清楚")],
    proof: Annotated[str, text_option("--proof", help="证据是否合法、充分")],
    law: Annotated[str, text_option("--law", help="适用依据是否正确")],
    procedure: Annotated[str, text_option("--procedure", help="程序是否合法")],
    handling: Annotated[str, text_option("--handling", help="拟作出的处理是否适当")],
    conclusion: Annotated[Any, term_option(ReviewConclusion, "--conclusion", help="审核结论")],
    opinion: Annotated[str, text_option("--opinion", help="审核意见")],
    reviewer: Annotated[str, text_option("--reviewer", help="法制审核人员", metavar="姓名")],
    qualification: Annotated[str, text_option("--qualification", help="法律职业资格证书号", metavar="证号")],
    out: OutFolder = None,
) -> None:
    """法制审核（D63）：听证的、复杂重大的、减轻处罚的，决定以前必须通过。"""
    from jxinspect.acts import proceeding_decide as acts
    from jxinspect.acts.copies import write_copies
    from jxinspect.acts.proceeding_steps import find_proceeding

    checks = dict(zip(acts.CHECKS, (facts, proof, law, procedure, handling), strict=True))
    with act(f"{_STEP}review") as case:
        row, paper = acts.review(
            case,
            number,
            checks=checks,
            conclusion=conclusion,
            opinion=opinion,
            reviewer=reviewer,
            qualification=qualification,
        )
        one = find_proceeding(case, number)
        copies = write_copies(case, out, [paper])
    told("法制审核意见已登记", one, [paper], copies, [("conclusion", "结论", row.conclusion.label)])


@proceeding.command(
    example="jxinspect rectify proceeding discuss 2026-LA-001 --chair "
    "钱主任 --opinion 钱主任=同意 --opinion 郑副局=同意 …"
)
def discuss(
    number: Number,
    *,
    ended: Ended,
    place: Annotated[str, text_option("--place", help="地点")],
    chair: Annotated[str, text_option("--chair", help="主持的机关负责人", metavar="姓名")],
    reporter: Annotated[str, text_option("--reporter", help="汇报人", metavar="姓名")],
    recorder: Annotated[str, text_option("--recorder", help="记录人", metavar="姓名")],
    opinion: Annotated[list[str], text_option("--opinion", help="出席人员各自的意见", metavar="姓名=意见")],
    content: Annotated[str, text_option("--content", help="案情和讨论的内容")],
    conclusion: Annotated[str, text_option("--conclusion", help="结论")],
    guest: Annotated[list[str] | None, text_option("--guest", help="列席人员", metavar="姓名")] = None,
    out: OutFolder = None,
) -> None:
    """登记机关负责人集体讨论（D64），逐人记明意见。"""
    from jxinspect.acts import proceeding_decide as acts
    from jxinspect.acts.copies import write_copies
    from jxinspect.acts.proceeding_steps import find_proceeding

    with act(f"{_STEP}discuss") as case:
        _, paper = acts.discuss(
            case,
            number,
            ended_at=ended_at(case, ended),
            place=place,
            chair=chair,
            reporter=reporter,
            recorder=recorder,
            opinions=pairs("--opinion", opinion),
            content=content,
            conclusion=conclusion,
            guests=guest or (),
        )
        one = find_proceeding(case, number)
        copies = write_copies(case, out, [paper])
    told("集体讨论已登记", one, [paper], copies)


@proceeding.command(
    example=[
        "jxinspect rectify proceeding decide 2026-LA-001 --fine 22500 --refund 7500 --days 15 --approver 钱主任 …",
        "jxinspect rectify proceeding decide 2026-LA-002 --none --ground slight --ground-text 已经全部退回 …",
    ]
)
def decide(
    number: Number,
    *,
    approver: Approver,
    fine: Fine = 0,
    confiscate: Confiscate = 0,
    refund: Refund = 0,
    penalty: Penalties = None,
    none: Annotated[bool, typer.Option("--none", help="不予行政处罚，写明 --ground")] = False,
    reasons: Annotated[str, text_option("--reasons", help="理由；默认取事先告知书。不予处罚的，写教育的情况")] = "",
    facts: Annotated[str, text_option("--facts", help="事实；默认取事先告知书")] = "",
    basis: Basis = None,
    ground: GroundOpt = None,
    ground_text: GroundText = "",
    account: Annotated[str, text_option("--account", help="收款银行、户名和账号")] = "",
    days: Annotated[
        int | None, typer.Option("--days", help="收到决定书之日起几日内退回基金", min=1, metavar="天数")
    ] = None,
    late_basis: Annotated[str, text_option("--late-basis", help="超过九十日的，延长的依据", metavar="依据")] = "",
    text: Annotated[str, text_option("--text", help="审批意见")] = "同意。",
    external: External = None,
    out: OutFolder = None,
) -> None:
    """作出决定：行政处罚（D69）、责令退回（D68）或者不予处罚（D69a），写明救济途径。"""
    from jxinspect.acts import proceeding as filing
    from jxinspect.acts import proceeding_decide as acts
    from jxinspect.acts.copies import write_copies
    from jxinspect.acts.proceeding_steps import find_proceeding
    from jxinspect.errors import Usage
    from jxinspect.law.proceeding import DecisionKind

    if none and (ground is None or fine or confiscate or penalty or refund):
        raise Usage(
            "--none 的写法不对",
            why="不予处罚没有金额和种类，要写明情形",
            todo="只写 --none --ground 情形 --ground-text 事实",
        )
    given = measures(penalty, (fine, confiscate, refund), basis, ground, ground_text)
    with act(f"{_STEP}decide") as case:
        if none:
            made = [
                acts.decide_none(
                    case,
                    number,
                    ground=ground,
                    ground_text=ground_text,
                    approver=approver,
                    approval_text=text,
                    education=reasons,
                    external_number=external,
                )
            ]
        else:
            kind = DecisionKind.PENALTY if given.all_penalties() else DecisionKind.HANDLING
            made = acts.decide(
                case,
                number,
                given,
                reasons=reasons,
                facts=facts,
                approver=approver,
                approval_text=text,
                account=account,
                days=days,
                late_basis=late_basis,
                external_numbers={kind: external} if external else None,
            )
        one = find_proceeding(case, number)
        inspection = filing.inspection_number(case, one)
        papers = [paper for _, paper in made]
        copies = write_copies(case, out, papers)
    told("决定已作出", one, papers, copies, [("serve_by", "不能当场送达的", "7个工作日内送达")], serve=inspection)
