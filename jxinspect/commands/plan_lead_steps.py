"""`plan lead`: what comes of a lead: review, transfer, assignment, extension, notice, closing."""

from datetime import datetime
from typing import Annotated

import typer

from jxinspect.commands.made import made
from jxinspect.commands.options import OutFolder, id_option, moment_option, term_option
from jxinspect.commands.plan_lead import LeadNumber, lead
from jxinspect.commands.session import act
from jxinspect.law.lead import LeadDecision, LeadOutcome
from jxinspect.law.terms import ServiceMethod
from jxinspect.ui.show import done

By = Annotated[str, typer.Option("--by", help="作出决定的负责人", metavar="姓名")]
Reason = Annotated[str, typer.Option("--reason", help="理由", metavar="文字")]
To = Annotated[str, typer.Option("--to", help="移送给哪个机关", metavar="机关")]


@lead.command(
    example=[
        "jxinspect plan lead assess 2026-XS-001 --decision accept --by 孙科长",
        "jxinspect plan lead assess 2026-XS-002 --decision reject --reason 没有实质内容 --by 孙科长",
    ]
)
def assess(
    number: LeadNumber,
    *,
    decision: Annotated[LeadDecision, term_option(LeadDecision, "--decision", help="受理、不予受理或者移送")],
    by: By,
    reason: Reason = "",
    to: To = "",
) -> None:
    """登记审查决定；不予受理和移送要写理由，实名举报人要在十个工作日内告知。"""
    from jxinspect.acts import lead as leads

    with act("plan.lead.assess") as case:
        leads.assess(case, number, decision, by=by, reason=reason, to=to)
        named = leads.find(case, number).named
    _decided(number, decision, named=named)


@lead.command(
    example="jxinspect plan lead transfer 2026-XS-001 --to 样本县医疗保障局 --reason 属于医疗保障基金 --by 孙科长"
)
def transfer(number: LeadNumber, *, to: To, reason: Reason, by: By) -> None:
    """移送给有权处理的机关；受理以后也可以移送。"""
    from jxinspect.acts import lead as leads

    with act("plan.lead.transfer") as case:
        leads.assess(case, number, LeadDecision.TRANSFER, by=by, reason=reason, to=to)
        named = leads.find(case, number).named
    _decided(number, LeadDecision.TRANSFER, named=named)


def _decided(number: str, decision: LeadDecision, *, named: bool) -> None:
    following = [f"jxinspect plan lead notify {number} --out 文书"] if named else []
    if decision == LeadDecision.ACCEPT:
        following.append(f"jxinspect plan lead assign {number} --handler 承办人")
    done("审查决定已登记", [("number", "线索编号", number), ("decision", "决定", decision)], following)


@lead.command(
    example=[
        "jxinspect plan lead assign 2026-XS-001 --handler 测一鸣",
        "jxinspect plan lead assign 2026-XS-001 --inspection 2026-003",
    ]
)
def assign(
    number: LeadNumber,
    *,
    handler: Annotated[str | None, typer.Option("--handler", help="承办人", metavar="姓名")] = None,
    inspection: Annotated[
        str | None, id_option("--inspection", "-i", help="由这项检查核查", metavar="检查编号")
    ] = None,
) -> None:
    """落实承办人，或者转入一项检查；检查的审批表只写线索编号。"""
    from jxinspect.acts import lead as leads

    with act("plan.lead.assign") as case:
        leads.assign(case, number, handler=handler, inspection_number=inspection)
    facts = [("number", "线索编号", number), ("handler", "承办人", handler), ("inspection", "检查", inspection)]
    new = [] if inspection else [f"jxinspect plan scheme new --lead {number} --unit 单位 --form special …"]
    done("线索已交办", facts, [*new, f"jxinspect plan lead close {number} --outcome proven --result 文字"])


@lead.command(example="jxinspect plan lead extend 2026-XS-001 --days 20 --reason 需要外省协查 --approver 钱主任")
def extend(
    number: LeadNumber,
    *,
    days: Annotated[int, typer.Option("--days", help="延长多少个工作日", metavar="天数", min=1)],
    reason: Reason,
    approver: Annotated[str, typer.Option("--approver", help="批准的机关负责人", metavar="姓名")],
) -> None:
    """延长办结期限，一次，届满前经机关负责人批准。"""
    from jxinspect.acts import lead as leads

    with act("plan.lead.extend") as case:
        row = leads.extend(case, number, days=days, reason=reason, approver=approver)
        facts = [("number", "线索编号", number), ("due_on", "延长至", row.due_on)]
    done("办结期限已延长", facts)


@lead.command(example="jxinspect plan lead notify 2026-XS-001 --out 文书")
def notify(
    number: LeadNumber,
    *,
    paper_number: Annotated[
        str | None, typer.Option("--number", help="由办公室收发登记给的文号；不写的自动编号", metavar="文号")
    ] = None,
    out: OutFolder = None,
) -> None:
    """制发给实名举报人的告知书（D31a）；姓名在纸上手写，案卷库里不留。"""
    from jxinspect.acts.copies import write_copies
    from jxinspect.acts.lead_notice import notify as issue_notice

    with act("plan.lead.notify") as case:
        paper = issue_notice(case, number, external_number=paper_number)
        copies = write_copies(case, out, [paper])
    made(
        "告知书已制发，称谓处手写举报人姓名",
        [paper],
        copies,
        next_steps=[
            f"jxinspect plan lead reporter {number} --reason 送达告知书",
            f"jxinspect plan lead serve {number} --method direct --received 时间 --server 姓名",
        ],
    )


@lead.command(
    example=[
        "jxinspect plan lead serve 2026-XS-001 --method direct --received '2026-03-06 10:00' --server 测一鸣",
        (
            "jxinspect plan lead serve 2026-XS-001 --method post --tracking EMS100 --posted '2026-03-06 10:00' "
            "--received '2026-03-09 15:20'"
        ),
    ]
)
def serve(
    number: LeadNumber,
    *,
    method: Annotated[ServiceMethod, term_option(ServiceMethod, "--method", help="只能用 direct、post、electronic")],
    received: Annotated[datetime | None, moment_option("--received", help="举报人收到的时间")] = None,
    posted: Annotated[datetime | None, moment_option("--posted", help="交邮的时间，邮寄的才写")] = None,
    server: Annotated[list[str] | None, typer.Option("--server", help="送达人", metavar="姓名")] = None,
    tracking: Annotated[str, id_option("--tracking", help="邮件号", metavar="编号")] = "",
    note: Annotated[str, typer.Option("--note", help="备注，不写举报人是谁", metavar="文字")] = "",
    out: OutFolder = None,
) -> None:
    """登记告知书的送达（D11）；不写举报人的姓名和地址，签收的原件密封存放。"""
    from jxinspect.acts.copies import write_copies
    from jxinspect.acts.lead_notice import serve as note_service

    with act("plan.lead.serve") as case:
        _, paper = note_service(
            case,
            number,
            method=method,
            servers=server or (),
            received_at=received,
            posted_at=posted,
            tracking=tracking,
            note=note,
        )
        copies = write_copies(case, out, [paper])
    made("告知书的送达已登记", [paper], copies, [("received", "送达时间", received)])


@lead.command(example="jxinspect plan lead close 2026-XS-001 --outcome proven --result 已责令退回，见检查2026-003")
def close(
    number: LeadNumber,
    *,
    outcome: Annotated[LeadOutcome, term_option(LeadOutcome, "--outcome", help="查证结论")],
    result: Annotated[str, typer.Option("--result", help="查证和处理情况", metavar="文字")],
    reward: Annotated[str, typer.Option("--reward", help="奖励情况，不写举报人是谁", metavar="文字")] = "",
    out: OutFolder = None,
) -> None:
    """办结线索，制作写有结果的登记表（D31）。"""
    from jxinspect.acts import lead as leads
    from jxinspect.acts.copies import write_copies
    from jxinspect.acts.lead_notice import form

    with act("plan.lead.close") as case:
        leads.close(case, number, outcome=outcome, result=result, reward=reward)
        paper = form(case, leads.find(case, number))
        copies = write_copies(case, out, [paper])
    made("线索已办结", [paper], copies, [("number", "线索编号", number), ("outcome", "结论", outcome)])
