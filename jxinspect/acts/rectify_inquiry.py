"""Inquiry by letter, and what is made of the answer (D53, D54; 办法 24(一))."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from jxinspect.acts.awaited import Letter, awaited
from jxinspect.acts.inspect import citable, find_evidence
from jxinspect.acts.procedure import admit, begin, issue
from jxinspect.acts.rectify import find_line
from jxinspect.errors import Incomplete
from jxinspect.law.civil import day
from jxinspect.model.document import Document
from jxinspect.model.ledger import overdue_lines
from jxinspect.model.talk import Inquiry, InquiryReply
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import staff

BASIS = ("办法 24(一)",)
_LETTER = Letter(
    kind="D53",
    unknown="没有这份待回复的函询函",
    unnamed="没有写明是哪一份函询函",
    none="没有待回复的函询函",
    known="还没有登记回复的函询函",
    todo="用 jxinspect rectify inquiry list 查看；有几份的，用 --letter 写明文号",
)


def inquire(
    case: CaseFile,
    number: str,
    *,
    due_on: date,
    questions: Sequence[str] = (),
    matter: str = "",
    lines: Sequence[int] = (),
    overdue: bool = False,
    basis: Sequence[str] = (),
    external_number: str | None = None,
    **fields: Any,
) -> tuple[Inquiry, Document]:
    """Ask for a written explanation (D53). `overdue`: about every overdue line. `fields`: party, contact, phone."""
    records = begin(case, number, "rectify.inquiry")
    about = [find_line(records, seq) for seq in lines]
    if overdue:
        about = overdue_lines(records, day(case.at))
    asked = [one.strip() for one in questions if one.strip()]
    asked += [f"整改事项第{line.seq}项没有按期完成的原因、现在的进展和完成时间" for line in about if not asked]
    _complete(case, asked, due_on)
    given = {column: value for column, value in fields.items() if value}
    row = Inquiry(
        inspection_id=records.inspection.id,
        at=case.at,
        matter=matter.strip() or ("整改逾期的有关情况" if about else "检查中的有关情况"),
        questions=asked,
        basis=citable(basis) or list(BASIS),
        ledger_items=[line.id for line in about],
        due_on=due_on,
        **{"party": records.unit.name, "contact": case.actor, "phone": records.agency.phone, **given},
    )
    admit(case, records, "rectify.inquiry", row)
    return row, issue(case, records, "D53", row, number=external_number)


def _complete(case: CaseFile, questions: Sequence[str], due_on: date) -> None:
    faults = [] if questions else ["没有写函询的问题（--question），也没有逾期的整改事项"]
    if due_on <= day(case.at):
        faults.append(f"期限{due_on}不晚于今天{day(case.at)}（--due）")
    if faults:
        raise Incomplete(
            "函询函的事实不全或者有误",
            why="函询要写明问题、依据和书面说明的期限（办法 24(一)）",
            todo="补齐或者改正后重新办理",
            items=faults,
        )


@dataclass(frozen=True)
class Point:
    """One point of the answer, and whether it is believed: yes, partly or no."""

    text: str
    accepted: str
    reason: str = ""


def reply(
    case: CaseFile,
    number: str,
    *,
    received_on: date,
    signer: str,
    points: Sequence[Point],
    handling: str,
    letter: str = "",
    evidence: Sequence[str] = (),
) -> tuple[InquiryReply, Document]:
    """Register the answer and what is made of it (D54). `letter`: number of the D53 where several wait."""
    records = begin(case, number, "rectify.inquiry.reply")
    answered = {row.inquiry_id for row in records.of(InquiryReply)}
    asked = awaited(records, Inquiry, _LETTER, answered, letter)
    _judged(case, asked, received_on, points, {"回复的签署人（--signer）": signer, "处理意见（--handling）": handling})
    row = InquiryReply(
        inspection_id=records.inspection.id,
        at=case.at,
        inquiry_id=asked.id,
        received_on=received_on,
        signer=signer.strip(),
        points=[{"text": one.text.strip(), "accepted": one.accepted, "reason": one.reason.strip()} for one in points],
        handling=handling.strip(),
        recorder=staff(case, case.actor).id,
        evidence=[one.id for one in find_evidence(records, evidence)],
    )
    admit(case, records, "rectify.inquiry.reply", row)
    return row, issue(case, records, "D54", row)


def _judged(case: CaseFile, asked: Inquiry, received_on: date, points: Sequence[Point], texts: dict[str, str]) -> None:
    faults = []
    if not day(asked.at) <= received_on <= day(case.at):
        faults.append(f"收到日期{received_on}应当在发函{day(asked.at)}至今天{day(case.at)}之间（--received）")
    faults += [f"没有写{name}" for name, text in texts.items() if not text.strip()]
    if not points:
        faults.append("没有写说明要点（--believed、--doubted 或者 --partly）")
    faults += [
        f"没有写不采信的理由：{one.text}（写成 要点=理由）"
        for one in points
        if one.accepted != "yes" and not one.reason
    ]
    if faults:
        raise Incomplete(
            "函询回复的登记不全或者有误",
            why="逐条写明是否采信和理由，并写明处理（办法 24(一)）",
            todo="补齐或者改正后重新登记",
            items=faults,
        )
