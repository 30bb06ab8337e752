"""The comment round on the command line: written opinion, silence, answers (`report reply|deem|adopt`)."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from jxinspect.commands.options import Inspection, OutFolder, amount_option, date_option, term_option
from jxinspect.commands.report_options import paper_facts
from jxinspect.commands.session import act
from jxinspect.law.civil import day
from jxinspect.law.terms import Adopted, ReplyMethod, State
from jxinspect.ui.show import done

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jxinspect.model.aggregate import InspectionRecords
    from jxinspect.model.report import ObjectionItem


def reply(
    inspection: Inspection,
    *,
    method: Annotated[Any, term_option(ReplyMethod, "--method", help="收到的方式")],
    point: Annotated[list[str] | None, typer.Option("--point", help="一条意见", metavar="意见")] = None,
    agrees: Annotated[bool, typer.Option("--agrees", help="书面表示无异议")] = False,
    posted_on: Annotated[date | None, date_option("--posted-on", help="邮寄的，邮戳载明的交邮日期")] = None,
    signer: Annotated[str, typer.Option("--signer", help="书面意见的签署人", metavar="姓名")] = "",
    scan: Annotated[
        Path | None,
        typer.Option("--scan", help="书面意见的扫描件，存入案卷库", exists=True, dir_okay=False, metavar="文件"),
    ] = None,
    note: Annotated[str, typer.Option("--note", help="备注", metavar="文字")] = "",
    out: OutFolder = None,
) -> None:
    """登记被监督单位的书面意见（D42）；收到的时间用 --at。"""
    from jxinspect.acts import report_round
    from jxinspect.acts.copies import write_copies

    given = report_round.Reply(
        method=method, points=point or [], agrees=agrees, posted_on=posted_on, signer=signer, scan=scan, note=note
    )
    with act("report.reply") as case:
        row, paper, records = report_round.reply(case, inspection, given)
        following = _after_reply(records)
        copies = write_copies(case, out, [paper])
    done(
        f"书面意见已登记：{'在期限内' if row.in_time else '逾期'}",
        [
            ("received_on", "接到征求意见函", row.received_on),
            ("last_day", "书面意见最后一日", row.last_day),
            ("in_time", "在期限内", row.in_time),
            ("points", "意见", f"{len(given.points)}条" if given.points else "无异议"),
            *paper_facts([paper], copies),
        ],
        following,
    )


def _after_reply(records: "InspectionRecords") -> list[str]:
    """The next lawful step and the day that it waits for."""
    from jxinspect.model.consultation import late_unanswered, open_points

    number, left = records.inspection.number, open_points(records)
    late = f"jxinspect report answer {number} --method 方式 --text 答复　逾期的意见不影响出具报告，但应当答复"
    return [*_next_step(records, left), *([late] if late_unanswered(records) else [])]


def _next_step(records: "InspectionRecords", left: "Sequence[ObjectionItem]") -> list[str]:
    number, state = records.inspection.number, records.inspection.state
    reported = state in (State.REPORTED, State.RECTIFYING, State.RECHECKED, State.CLOSED)
    answer = (
        f"jxinspect report adopt {number} {left[0].seq} …　逐条说明采纳情况和理由，还有{len(left)}条没有答复"
        if left
        else ""
    )
    if left and reported:
        return [answer, f"jxinspect report correct {number} …　审查后意见成立的，更正已经出具的检查报告"]
    if left:
        return [answer, f"jxinspect report final {number} …　全部答复后即可出具检查报告"]
    if state == State.RESOLVED:
        return [f"jxinspect report final {number} --signed-by 机关负责人　可以出具检查报告"]
    return [_silence_step(records)] if state == State.CONSULTING else [f"jxinspect report show {number}"]


def _silence_step(records: "InspectionRecords") -> str:
    """From when silence may be recorded."""
    from jxinspect.model.consultation import deemed_from, served_by_post

    number = records.inspection.number
    with_post, without = (deemed_from(records, post_possible=way) for way in (True, False))
    plain = "" if served_by_post(records) else f"（写明不可能邮寄的 {without} 起）"
    return f"jxinspect report deem {number} …　期限内没有意见的，{with_post} 起可以记录视同无异议{plain}"


def deem(
    inspection: Inspection,
    *,
    register: Annotated[str, typer.Option("--register", help="怎样核对收发登记，结果如何", metavar="情况")],
    mail: Annotated[str, typer.Option("--mail", help="怎样核对在途邮件，结果如何", metavar="情况")],
    recorder: Annotated[list[str], typer.Option("--recorder", help="记录人，两名", metavar="姓名")],
    no_post: Annotated[
        str, typer.Option("--no-post", help="不可能邮寄送交意见的理由；写明的不再等在途日数", metavar="理由")
    ] = "",
    note: Annotated[str, typer.Option("--note", help="备注", metavar="文字")] = "",
    out: OutFolder = None,
) -> None:
    """期限届满没有收到书面意见的，记录视同无异议（D42）。"""
    from jxinspect.acts import report_round
    from jxinspect.acts.copies import write_copies

    with act("report.deem") as case:
        row, paper = report_round.deem(
            case,
            inspection,
            register_check=register,
            mail_check=mail,
            recorders=recorder,
            no_post_reason=no_post,
            note=note,
        )
        copies = write_copies(case, out, [paper])
    done(
        "已记录视同无异议",
        [
            ("received_on", "接到征求意见函", row.received_on),
            ("last_day", "书面意见最后一日", row.last_day),
            *paper_facts([paper], copies),
        ],
        [
            f"jxinspect report final {inspection} --signed-by 机关负责人　可以出具检查报告",
            f"jxinspect report reply {inspection} …　此后收到期满前交邮的意见，照样登记，按期限内意见处理",
        ],
    )


def adopt(
    inspection: Inspection,
    point: Annotated[int, typer.Argument(help="意见序号", metavar="意见序号")],
    *,
    result: Annotated[Any, term_option(Adopted, "--result", help="采纳情况")],
    reason: Annotated[str, typer.Option("--reason", help="理由", metavar="理由")],
    change: Annotated[str, typer.Option("--change", help="采纳的，报告哪里怎样修改", metavar="修改")] = "",
    evidence: Annotated[list[str] | None, typer.Option("--evidence", help="证据编号", metavar="编号")] = None,
    finding: Annotated[int | None, typer.Option("--finding", help="改动的问题序号", metavar="序号")] = None,
    amount: Annotated[int | None, amount_option("--amount", help="问题的金额改为")] = None,
    persons: Annotated[int | None, typer.Option("--persons", help="问题的人次改为", min=0, metavar="人次")] = None,
    facts: Annotated[str | None, typer.Option("--facts", help="问题的事实改为", metavar="文字")] = None,
    title: Annotated[str | None, typer.Option("--title", help="问题的标题改为", metavar="文字")] = None,
    withdraw: Annotated[bool, typer.Option("--withdraw", help="问题不成立，从报告中删去")] = False,
    out: OutFolder = None,
) -> None:
    """答复一条书面意见；最后一条答复后制作意见采纳情况说明（D43）。"""
    from jxinspect.acts import report_round
    from jxinspect.acts.copies import write_copies
    from jxinspect.model.consultation import open_points

    columns = {"amount": amount, "persons": persons, "facts": facts, "title": title}
    answer = report_round.Answer(
        result=result,
        reason=reason,
        change=change,
        evidence=evidence or [],
        finding=finding,
        withdraws=withdraw,
        corrected={column: value for column, value in columns.items() if value is not None},
    )
    with act("report.adopt") as case:
        row, paper, records = report_round.adopt(case, inspection, point, answer)
        papers = [paper] if paper else []
        following = _after_answer(records, [item.seq for item in open_points(records)])
        copies = write_copies(case, out, papers)
    done(
        f"第{point}条意见：{row.result.label}",
        [("change", "报告修改处", row.change), *(paper_facts(papers, copies) if papers else [])],
        following,
    )


def answer(
    inspection: Inspection,
    *,
    text: Annotated[str, typer.Option("--text", help="怎样答复", metavar="文字")],
    method: Annotated[Any, term_option(ReplyMethod, "--method", help="怎样送交答复")],
) -> None:
    """登记对逾期意见的答复；逾期的意见不影响出具检查报告。"""
    from jxinspect.acts import report_round

    with act("report.answer") as case:
        row, late = report_round.answer_late(case, inspection, text=text, method=method)
    done(
        "逾期意见的答复已登记",
        [("received", "意见收到", day(late.at)), ("text", "答复", row.text), ("method", "方式", row.method.label)],
        [f"jxinspect report show {inspection}"],
    )


def _after_answer(records: "InspectionRecords", left: list[int]) -> list[str]:
    number = records.inspection.number
    if left:
        return [f"jxinspect report adopt {number} {left[0]} …　还有{len(left)}条没有答复"]
    if records.inspection.state == State.RESOLVED:
        return [f"jxinspect report final {number} --signed-by 机关负责人　可以出具检查报告"]
    return [f"jxinspect report correct {number} --signed-by 机关负责人　意见成立的，更正已经出具的检查报告"]
