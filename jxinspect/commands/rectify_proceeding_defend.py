"""`rectify proceeding defend, answer, hear`: what the party says, and the hearing (行政处罚法 45, 63-65)."""

from datetime import datetime
from typing import Annotated, Any

import typer

from jxinspect.commands.options import OutFolder, id_option, moment_option
from jxinspect.commands.proceeding_app import hear, proceeding
from jxinspect.commands.proceeding_options import (
    Ended,
    External,
    Number,
    Outcome,
    Reviewer,
    Unsigned,
    ended_at,
    text_option,
    told,
)
from jxinspect.commands.report_options import numbered
from jxinspect.commands.session import act
from jxinspect.law.proceeding import Upheld
from jxinspect.law.terms import SignOutcome

_STEP = "rectify.proceeding."


@proceeding.command(
    example=[
        "jxinspect rectify proceeding defend 2026-LA-001 --speaker 蒋样立 --point 没有主观故意 --ended 10:00",
        "jxinspect rectify proceeding defend 2026-LA-001 --speaker 蒋样立 --waive --waive-hearing",
    ]
)
def defend(
    number: Number,
    *,
    speaker: Annotated[str, text_option("--speaker", help="陈述、申辩的人", metavar="姓名")],
    capacity: Annotated[str, text_option("--capacity", help="职务或者身份")] = "",
    identity: Annotated[str, id_option("--identity", help="公民身份号码", metavar="号码")] = "",
    mandate: Annotated[str, text_option("--mandate", help="代理人的委托书")] = "",
    point: Annotated[list[str] | None, text_option("--point", help="陈述、申辩的意见，逐条写", metavar="意见")] = None,
    waive: Annotated[bool, typer.Option("--waive", help="书面放弃陈述、申辩")] = False,
    waive_hearing: Annotated[bool, typer.Option("--waive-hearing", help="书面放弃听证")] = False,
    ended: Annotated[str | None, text_option("--ended", help="结束时间；开始时间用 --at", metavar="时间")] = None,
    place: Annotated[str, text_option("--place", help="地点")] = "",
    listener: Annotated[list[str] | None, text_option("--listener", help="听取人；默认承办人", metavar="姓名")] = None,
    outcome: Outcome = SignOutcome.SIGNED,
    unsigned: Unsigned = "",
    out: OutFolder = None,
) -> None:
    """登记陈述、申辩，或者书面放弃（D67）。"""
    from jxinspect.acts import proceeding_defend as acts
    from jxinspect.acts.copies import write_copies
    from jxinspect.acts.proceeding_steps import find_proceeding

    with act(f"{_STEP}defend") as case:
        row, paper = acts.defend(
            case,
            number,
            speaker=speaker,
            points=point or (),
            waived=waive,
            waives_hearing=waive_hearing,
            ended_at=ended_at(case, ended) if ended else None,
            listeners=listener or (),
            outcome=outcome,
            reason=unsigned,
            capacity=capacity,
            identity_no=identity,
            mandate=mandate,
            place=place,
        )
        one = find_proceeding(case, number)
        copies = write_copies(case, out, [paper])
    points = len(row.points)
    following = [f"jxinspect rectify proceeding answer {number} --result 1=not --reason 1=… …"] if points else []
    facts: list[Any] = [("points", "意见", f"{points}条")] if points else [("waived", "放弃", "已登记书面放弃")]
    told("陈述、申辩已登记", one, [paper], copies, facts, following=following)


@proceeding.command(
    example="jxinspect rectify proceeding answer 2026-LA-001 --result "
    "1=not --reason 1=与签到表一致 --conclusion … --reviewer 孙科长"
)
def answer(
    number: Number,
    *,
    result: Annotated[
        list[str], text_option("--result", help="fully、partly、not：成立、部分成立、不成立", metavar="序号=结果")
    ],
    reason: Annotated[list[str], text_option("--reason", help="理由", metavar="序号=理由")],
    conclusion: Annotated[str, text_option("--conclusion", help="复核结论，写进决定书")],
    reviewer: Reviewer,
    out: OutFolder = None,
) -> None:
    """逐条复核陈述、申辩（D67a）；不因陈述、申辩给予更重的处罚。"""
    from jxinspect.acts import proceeding_defend as acts
    from jxinspect.acts.copies import write_copies
    from jxinspect.acts.proceeding_steps import find_proceeding
    from jxinspect.errors import Usage

    try:
        results = numbered("--result", result, Upheld.named)
    except ValueError as fault:
        raise Usage("--result 的值不能用", why=str(fault), todo="写成 序号=fully、序号=partly 或者 序号=not") from fault
    reasons = numbered("--reason", reason, str)
    answers = {n: (results[n], reasons.get(n, "")) for n in results}
    with act(f"{_STEP}answer") as case:
        _, paper = acts.answer(case, number, answers, conclusion=conclusion, reviewer=reviewer)
        one = find_proceeding(case, number)
        copies = write_copies(case, out, [paper])
    told("陈述、申辩已复核", one, [paper], copies)


@hear.command(
    "request", example="jxinspect rectify proceeding hear request 2026-LA-001 --applicant 蒋样立 --way 当面递交"
)
def request(
    number: Number,
    *,
    applicant: Annotated[str, text_option("--applicant", help="申请人", metavar="姓名")],
    way: Annotated[str, text_option("--way", help="提出的方式，如当面递交、邮寄")],
    reasons: Annotated[str, text_option("--reasons", help="申请听证的理由")] = "",
    posted: Annotated[datetime | None, moment_option("--posted", help="邮寄的，交邮时间；期满前交邮不算逾期")] = None,
    out: OutFolder = None,
) -> None:
    """登记听证申请（D66a）；超过五个工作日的不组织听证。"""
    from jxinspect.acts import proceeding_defend as acts
    from jxinspect.acts.copies import write_copies
    from jxinspect.acts.proceeding_steps import find_proceeding

    with act(f"{_STEP}hear.request") as case:
        _, paper = acts.request_hearing(case, number, applicant=applicant, way=way, reasons=reasons, posted=posted)
        one = find_proceeding(case, number)
        copies = write_copies(case, out, [paper])
    told("听证申请已登记，在法定期限内", one, [paper], copies)


@hear.command(example="jxinspect rectify proceeding hear withdraw 2026-LA-001 --text 当事人书面撤回")
def withdraw(number: Number, *, text: Annotated[str, text_option("--text", help="撤回的情况")]) -> None:
    """登记撤回听证申请，或者无正当理由不到场。"""
    from jxinspect.acts import proceeding_defend as acts
    from jxinspect.acts.proceeding_steps import find_proceeding

    with act(f"{_STEP}hear.withdraw") as case:
        acts.withdraw_hearing(case, number, text=text)
        one = find_proceeding(case, number)
    told("听证申请的撤回已登记", one, [], [])


@hear.command(
    "notice",
    example="jxinspect rectify proceeding hear notice 2026-LA-001 --time "
    "2026-08-10T09:00 --place 二楼会议室 --host 冯样听 --recorder 周档员",
)
def notice(
    number: Number,
    *,
    time: Annotated[datetime, moment_option("--time", help="听证的时间，通知送达后间隔7个完整工作日")],
    place: Annotated[str, text_option("--place", help="地点")],
    host: Annotated[str, text_option("--host", help="主持人，没有参加本案调查", metavar="姓名")],
    recorder: Annotated[str, text_option("--recorder", help="记录人", metavar="姓名")],
    private: Annotated[str, text_option("--private", help="不公开举行的理由；不写就是公开")] = "",
    external: External = None,
    out: OutFolder = None,
) -> None:
    """制发听证通知书（D66）。"""
    from jxinspect.acts import proceeding as filing
    from jxinspect.acts import proceeding_defend as acts
    from jxinspect.acts.copies import write_copies
    from jxinspect.acts.proceeding_steps import find_proceeding

    with act(f"{_STEP}hear.notice") as case:
        row, paper = acts.notice_hearing(
            case,
            number,
            hold_at=time,
            place=place,
            host=host,
            recorder=recorder,
            secret=private,
            external_number=external,
        )
        one = find_proceeding(case, number)
        inspection = filing.inspection_number(case, one)
        copies = write_copies(case, out, [paper])
    told("听证通知书已制发", one, [paper], copies, [("time", "听证时间", row.hold_at)], serve=inspection)


@hear.command(
    "record", example="jxinspect rectify proceeding hear record 2026-LA-001 --ended 11:30 --present 蒋样立（校长） …"
)
def record(
    number: Number,
    *,
    ended: Ended,
    present: Annotated[list[str], text_option("--present", help="当事人一方参加人及身份", metavar="姓名")],
    charges: Annotated[str, text_option("--charges", help="调查人员提出的事实、证据和建议")],
    defence: Annotated[str, text_option("--defence", help="当事人的申辩")],
    questions: Annotated[str, text_option("--questions", help="举证、质证的情况")],
    last_word: Annotated[str, text_option("--last-word", help="当事人的最后陈述")],
    opinion: Annotated[str, text_option("--opinion", help="主持人的意见，写进听证报告")],
    outcome: Outcome = SignOutcome.SIGNED,
    unsigned: Unsigned = "",
    out: OutFolder = None,
) -> None:
    """登记听证笔录（D66b），制作听证报告（D66c）。"""
    from jxinspect.acts import proceeding_defend as acts
    from jxinspect.acts.copies import write_copies
    from jxinspect.acts.proceeding_steps import find_proceeding

    with act(f"{_STEP}hear.record") as case:
        _, papers = acts.hold_hearing(
            case,
            number,
            ended_at=ended_at(case, ended),
            present=present,
            charges=charges,
            defence=defence,
            questions=questions,
            last_word=last_word,
            opinion=opinion,
            outcome=outcome,
            reason=unsigned,
        )
        one = find_proceeding(case, number)
        copies = write_copies(case, out, papers)
    told("听证已举行", one, papers, copies)
