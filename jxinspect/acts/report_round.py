"""The comment round: letter, written opinion or silence, and the answer to each point (办法 22(四); T02, T03)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from jxinspect.acts.inspect import find_evidence
from jxinspect.acts.procedure import admit, begin, issue
from jxinspect.acts.report_opinion import Reply, complete, objection, running
from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.civil import day
from jxinspect.law.deadlines import due
from jxinspect.law.terms import Adopted, ReplyMethod, State
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.consultation import (
    late_unanswered,
    letter,
    open_points,
    resolved,
    served_by_post,
    standing_findings,
)
from jxinspect.model.document import Document
from jxinspect.model.inspect import Finding
from jxinspect.model.report import (
    Adoption,
    Consultation,
    DeemedConsent,
    LateAnswer,
    Objection,
    ObjectionItem,
    Report,
    ReportDraft,
)
from jxinspect.model.report_change import KINDS, since
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import staff

__all__ = ["Answer", "Reply", "adopt", "answer_late", "consult", "deem", "reply"]


def consult(
    case: CaseFile,
    number: str,
    *,
    on_the_spot: bool = False,
    contact: str = "",
    phone: str = "",
    external_number: str | None = None,
) -> tuple[Consultation, Document, date | None]:
    """Send the draft for comment (D41). Only its service starts the ten working days (T02).

    The last day is given, and printed, only when the letter is handed over at once (`on_the_spot`).
    """
    records = begin(case, number, "report.consult")
    sent = letter(records)
    if sent is not None:
        raise Refused(
            f"征求意见函 {sent.number} 已经制发",
            why="一份征求意见稿只发一次征求意见函（办法 22(四)）",
            todo=f"用 jxinspect notify serve 登记送达；内容有误、尚未送达的先作废：jxinspect doc void {sent.number}",
        )
    latest = records.last(ReportDraft)
    assert latest is not None
    _up_to_date(records, latest)
    row = Consultation(
        inspection_id=records.inspection.id,
        at=case.at,
        draft_id=latest.id,
        on_the_spot=on_the_spot,
        contact=contact or case.actor,
        phone=phone or records.agency.phone,
    )
    admit(case, records, "report.consult", row)
    last_day = due("T02", day(case.at), records.world.calendar).last_day if on_the_spot else None
    return row, issue(case, records, "D41", row, number=external_number), last_day


def _up_to_date(records: InspectionRecords, latest: ReportDraft) -> None:
    """The unit is asked about what the case file says, not about what it said before."""
    moved = since(records, latest)
    if moved:
        raise Refused(
            f"稿{latest.n}形成以后，问题有变化",
            why="送达征求意见的应当是检查组认定的全部问题（办法 22(四)）",
            todo=f"先用 jxinspect report draft {records.inspection.number} 形成稿{latest.n + 1}",
            items=[f"{KINDS[one.kind]}：{one.title}" for one in moved],
        )


def reply(case: CaseFile, number: str, given: Reply) -> tuple[Objection, Document, InspectionRecords]:
    """Register the unit's written opinion (D42): in time by the day it came in, or by its postmark (C3).

    What is late is registered as late and blocks nothing; what was posted in time reopens a round closed by silence.
    """
    complete(given, day(case.at))
    records = begin(case, number, "report.reply")
    row, items = objection(case, records, given)
    objecting = row.in_time and not row.agrees
    admit(case, records, "report.reply", row, *items)
    if objecting and records.inspection.state == State.RESOLVED:
        admit(case, records, "report.reopen")
    document = issue(case, records, "D42", row)
    _settle(case, records)
    return row, document, records


def answer_late(case: CaseFile, number: str, *, text: str, method: ReplyMethod) -> tuple[LateAnswer, Objection]:
    """Note what the unit was told about the first opinion that came too late and is not answered yet."""
    records = begin(case, number, "report.answer")
    waiting = late_unanswered(records)
    if not waiting:
        raise NotFound(
            "没有待答复的逾期意见",
            why="逾期的意见都已答复，或者没有登记过",
            todo=f"用 jxinspect report show {number} 查看",
        )
    row = LateAnswer(
        inspection_id=records.inspection.id, at=case.at, objection_id=waiting[0].id, text=text.strip(), method=method
    )
    admit(case, records, "report.answer", row)
    return row, waiting[0]


def _settle(case: CaseFile, records: InspectionRecords) -> bool:
    """Close the round when the unit has answered and every point is dealt with."""
    if records.inspection.state == State.CONSULTING and resolved(records):
        admit(case, records, "report.resolve")
        return True
    return False


def deem(
    case: CaseFile,
    number: str,
    *,
    register_check: str,
    mail_check: str,
    recorders: Sequence[str],
    no_post_reason: str = "",
    note: str = "",
) -> tuple[DeemedConsent, Document]:
    """Record that no objection came in time (D42, T03); G34 says when that may be done.

    Replies by post are possible unless `no_post_reason` says why they are not.
    """
    records = begin(case, number, "report.deem")
    received, last_day = running(records)
    by_post = served_by_post(records)
    if by_post and no_post_reason:
        raise Incomplete(
            "征求意见函是邮寄送达的，不能免去在途时间",
            why="期间不包括在途时间，期满前交邮的不算逾期（民事诉讼法 85 IV）",
            todo="去掉 --no-post",
        )
    consultation = records.last(Consultation)
    assert consultation is not None
    row = DeemedConsent(
        inspection_id=records.inspection.id,
        at=case.at,
        consultation_id=consultation.id,
        received_on=received,
        last_day=last_day,
        register_check=register_check,
        mail_check=mail_check,
        post_possible=by_post or not no_post_reason,
        no_post_reason=no_post_reason,
        recorders=[staff(case, name).id for name in recorders],
        note=note,
    )
    admit(case, records, "report.deem", row)
    return row, issue(case, records, "D42", row)


@dataclass(frozen=True)
class Answer:
    """What the team makes of one point, and what it changes in a finding."""

    result: Adopted
    reason: str
    change: str = ""  #: where the report changes
    evidence: Sequence[str] = ()
    finding: int | None = None
    withdraws: bool = False
    corrected: dict[str, Any] | None = None  #: columns of the finding → new values


def adopt(
    case: CaseFile, number: str, point: int, answer: Answer
) -> tuple[Adoption, Document | None, InspectionRecords]:
    """Answer one point of the written opinion. After the last one the explanation (D43) is made."""
    records = begin(case, number, "report.adopt")
    _explained(answer)
    item = next((i for i in open_points(records) if i.seq == point), None)
    if item is None:
        left = "、".join(f"第{i.seq}条" for i in open_points(records)) or "无"
        raise NotFound(f"没有待答复的第{point}条意见", why=f"待答复的有：{left}", todo="核对意见序号")
    finding = _corrected(records, item, answer) if answer.finding is not None else None
    row = Adoption(
        inspection_id=records.inspection.id,
        at=case.at,
        item_id=item.id,
        result=answer.result,
        reason=answer.reason,
        change=answer.change,
        evidence=[e.id for e in find_evidence(records, answer.evidence)],
        finding_id=finding.id if finding else None,
        withdraws=answer.withdraws,
    )
    admit(case, records, "report.adopt", row)
    if open_points(records):
        return row, None, records
    document = issue(case, records, "D43", records.inspection)
    _settle(case, records)
    return row, document, records


def _explained(answer: Answer) -> None:
    if not answer.reason.strip():
        raise Incomplete("没有写明理由", why="采纳或者不采纳都应当说明理由（G33）", todo="用 --reason 写明理由")
    if answer.result != Adopted.NOT and not answer.change.strip():
        raise Incomplete(
            "没有写明报告怎样修改",
            why="采纳的意见应当反映在检查报告中（办法 22(四)）",
            todo="用 --change 写明修改处和修改内容",
        )
    if answer.result == Adopted.NOT and answer.finding is not None:
        raise Incomplete(
            "不采纳的意见不改动问题", why="只有采纳才修改报告", todo="去掉 --finding，或者改为采纳、部分采纳"
        )
    if (answer.withdraws or answer.corrected) and answer.finding is None:
        raise Incomplete("没有写明改动哪个问题", why="改动要落到具体的问题", todo="用 --finding 写明问题序号")


def _corrected(records: InspectionRecords, item: ObjectionItem, answer: Answer) -> Finding:
    """The finding that the answer corrects or withdraws. A report that is out is then corrected by a further one."""
    report = records.last(Report)
    if report is not None and records.find(Objection, item.objection_id).at <= report.at:
        raise Refused(
            "检查报告已经出具，不能直接改动问题",
            why="已经送达的文书以更正文书补正（G55）",
            todo="答复时不写 --finding；确需更正的，另行制发更正文书",
            guards=("G55",),
        )
    finding = next((f for f in standing_findings(records) if f.seq == answer.finding), None)
    if finding is None:
        known = "、".join(f"{f.seq}.{f.title}" for f in standing_findings(records)) or "无"
        raise NotFound(f"没有问题{answer.finding}", why=f"这项检查的问题：{known}", todo="核对问题序号")
    for column, value in (answer.corrected or {}).items():
        setattr(finding, column, value)
    if "amount" in (answer.corrected or {}):
        finding.no_amount = False
    return finding
