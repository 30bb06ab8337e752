"""`rectify proceeding`: filing, investigation, prior notice; the calculator of fines; the list of cases (办法 25)."""

from datetime import date
from typing import Annotated, Any

import typer

from jxinspect.commands import (  # noqa: F401 — they add their commands to `proceeding`
    rectify_proceeding_decide,
    rectify_proceeding_defend,
    rectify_proceeding_end,
    rectify_proceeding_show,
)
from jxinspect.commands.inspect_options import EvidenceCodes
from jxinspect.commands.options import Inspection, OutFolder, amount_option, date_option, id_option
from jxinspect.commands.proceeding_app import proceeding
from jxinspect.commands.proceeding_options import (
    Approver,
    Basis,
    Confiscate,
    External,
    Fine,
    GroundOpt,
    GroundText,
    Number,
    Penalties,
    Refund,
    Reviewer,
    measures,
    text_option,
    told,
)
from jxinspect.commands.session import act

__all__ = ["proceeding"]


@proceeding.command(
    "open",
    example=[
        "jxinspect rectify proceeding open 2026-002 --finding 1 --cause 骗取失业保险培训补贴 --ended 2025-05-31 …",
        "jxinspect rectify proceeding open 2026-002 --lead 2026-XS-001 --violation V31-3 --amount 7500 …",
    ],
)
def open_(
    inspection: Inspection,
    *,
    cause: Annotated[str, text_option("--cause", help="案由")],
    ended: Annotated[date, date_option("--ended", help="违法行为终了的日期，适用的规定和时效由它决定")],
    handler: Annotated[list[str], text_option("--handler", help="承办人，两名以上，持有效执法证件", metavar="姓名")],
    reviewer: Reviewer,
    approver: Approver,
    finding: Annotated[int | None, typer.Option("--finding", help="检查发现的问题", metavar="序号")] = None,
    lead: Annotated[str | None, id_option("--lead", help="已经受理、由这项检查核查的线索")] = None,
    violation: Annotated[str | None, id_option("--violation", help="违法情形代码；默认取问题登记的")] = None,
    amount: Annotated[int | None, amount_option("--amount", help="骗取的金额；默认取问题的金额")] = None,
    facts: Annotated[str, text_option("--facts", help="案情；默认取问题的事实")] = "",
    discovered: Annotated[date | None, date_option("--discovered", help="发现日期；默认问题或者线索登记的日期")] = None,
    grave: Annotated[bool, typer.Option("--grave", help="涉及生命健康安全、金融安全且有危害后果，时效五年")] = False,
    complex_: Annotated[bool, typer.Option("--complex", help="情节复杂或者重大，须法制审核和集体讨论")] = False,
    party: Annotated[str, text_option("--party", help="当事人不是被监督单位的，写其名称", metavar="名称")] = "",
    person: Annotated[bool, typer.Option("--person", help="当事人是公民")] = False,
    identity: Annotated[str, id_option("--identity", help="公民身份号码或者统一社会信用代码", metavar="号码")] = "",
    address: Annotated[str, text_option("--address", help="当事人的地址")] = "",
    head: Annotated[str, text_option("--head", help="法定代表人或者主要负责人", metavar="姓名")] = "",
    proposal: Annotated[str | None, text_option("--proposal", help="承办意见")] = None,
    review: Annotated[str | None, text_option("--review", help="审核意见")] = None,
    text: Annotated[str | None, text_option("--text", help="审批意见")] = None,
    out: OutFolder = None,
) -> None:
    """立案（D61）：从检查发现的问题或者受理的线索；两名承办人、审核、审批，核对处罚时效。"""
    from jxinspect.acts import proceeding as acts
    from jxinspect.acts.copies import write_copies
    from jxinspect.law.amounts import format_amount

    words = {"proposal": proposal, "review_text": review, "text": text}
    signed = acts.Signed(handler, reviewer, approver, **{name: said for name, said in words.items() if said})
    with act("rectify.proceeding.open") as case:
        row, paper = acts.open_(
            case,
            inspection,
            cause=cause,
            ended_on=ended,
            signed=signed,
            finding=finding,
            lead=lead,
            party=acts.Party(party, person, identity, address, head),
            violation_code=violation,
            amount=amount,
            facts=facts,
            discovered_on=discovered,
            grave=grave,
            complex_=complex_,
        )
        last = acts.decide_by(row)
        copies = write_copies(case, out, [paper])
    told(
        "已经立案",
        row,
        [paper],
        copies,
        [
            ("party", "当事人", row.party),
            ("amount", "骗取金额", format_amount(row.amount) if row.amount else None),
            ("decide_by", "最晚作出处罚决定（90日）", last),
        ],
    )


@proceeding.command(
    example="jxinspect rectify proceeding investigate 2026-LA-001 --course … --nature … --discretion … --proposal …"
)
def investigate(
    number: Number,
    *,
    course: Annotated[str, text_option("--course", help="调查经过")],
    nature: Annotated[str, text_option("--nature", help="定性")],
    discretion: Annotated[str, text_option("--discretion", help="从轻、减轻、从重的情形，没有的也写明")],
    proposal: Annotated[str, text_option("--proposal", help="处理建议")],
    facts: Annotated[str, text_option("--facts", help="查明的事实；默认取立案时的案情")] = "",
    disputes: Annotated[str, text_option("--disputes", help="争议和不同意见")] = "",
    evidence: EvidenceCodes = None,
    out: OutFolder = None,
) -> None:
    """调查终结，制作调查终结报告（D62）：事实和证据、性质、裁量、建议。"""
    from jxinspect.acts import proceeding as acts
    from jxinspect.acts.copies import write_copies
    from jxinspect.acts.proceeding_steps import find_proceeding

    with act("rectify.proceeding.investigate") as case:
        _, paper = acts.investigate(
            case,
            number,
            course=course,
            nature=nature,
            discretion=discretion,
            proposal=proposal,
            facts=facts,
            disputes=disputes,
            evidence=evidence or (),
        )
        one = find_proceeding(case, number)
        copies = write_copies(case, out, [paper])
    told("调查已经终结", one, [paper], copies)


@proceeding.command(
    example=[
        "jxinspect rectify proceeding notice 2026-LA-001 --fine 22500 --refund 7500 --reasons 骗取补贴，应予处罚",
        "jxinspect rectify proceeding notice 2026-LA-001 --penalty warning --reasons 责令改正后拒不改正",
    ]
)
def notice(
    number: Number,
    *,
    reasons: Annotated[str, text_option("--reasons", help="理由，写明裁量的考虑")],
    fine: Fine = 0,
    confiscate: Confiscate = 0,
    refund: Refund = 0,
    penalty: Penalties = None,
    facts: Annotated[str, text_option("--facts", help="事实；默认取调查终结报告")] = "",
    basis: Basis = None,
    ground: GroundOpt = None,
    ground_text: GroundText = "",
    days: Annotated[
        int | None, typer.Option("--days", help="陈述、申辩期限，工作日；默认设置 statement.days", metavar="天数")
    ] = None,
    contact: Annotated[str | None, text_option("--contact", help="联系人；默认第一名承办人", metavar="姓名")] = None,
    external: External = None,
    out: OutFolder = None,
) -> None:
    """事先告知（D65）：拟作出的决定、事实、理由、依据；达到听证标准的一并告知听证权。"""
    from jxinspect.acts import proceeding as acts
    from jxinspect.acts.copies import write_copies
    from jxinspect.acts.proceeding_steps import find_proceeding

    given = measures(penalty, (fine, confiscate, refund), basis, ground, ground_text)
    with act("rectify.proceeding.notice") as case:
        row, paper = acts.notice(
            case, number, given, reasons=reasons, facts=facts, contact=contact, days=days, external_number=external
        )
        one = find_proceeding(case, number)
        inspection = acts.inspection_number(case, one)
        copies = write_copies(case, out, [paper])
    facts_: list[Any] = [
        ("days", "陈述、申辩期限", f"送达后{row.days}个工作日"),
        ("hearing", "听证", "达到听证标准，已告知听证权，送达后5个工作日内申请" if row.hearing else "没有达到听证标准"),
    ]
    told("事先告知书已制发", one, [paper], copies, facts_, serve=inspection)
