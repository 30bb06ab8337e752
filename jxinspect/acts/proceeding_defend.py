"""What the party says before a decision, and the hearing (D66, D67; 行政处罚法 45, 63-65)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from jxinspect.acts.inspect import lasted, signature_explained
from jxinspect.acts.procedure import issue
from jxinspect.acts.proceeding_steps import about, admit, begin, ids_of, supervisor, written
from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.civil import day
from jxinspect.law.proceeding import Upheld
from jxinspect.law.terms import SignOutcome
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.document import Document
from jxinspect.model.proceeding import Defence, DefenceReview, Proceeding
from jxinspect.model.proceeding_course import hearing_until, notice_in_force, of, open_request, told, unanswered
from jxinspect.model.proceeding_hearing import HearingNotice, HearingRecord, HearingRequest
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import staff

_STEP = "rectify.proceeding."


def defend(
    case: CaseFile,
    number: str,
    *,
    speaker: str,
    points: Sequence[str] = (),
    waived: bool = False,
    waives_hearing: bool = False,
    ended_at: datetime | None = None,
    listeners: Sequence[str] = (),
    outcome: SignOutcome = SignOutcome.SIGNED,
    reason: str = "",
    **fields: Any,
) -> tuple[Defence, Document]:
    """Take down what the party says to the prior notice, or that it gives up saying anything (D67)."""
    one, records = begin(case, number, f"{_STEP}defend")
    _told(records, one, case.at)
    said = [text.strip() for text in points if text.strip()]
    if (said and waived) or not (said or waived or waives_hearing):
        raise Incomplete(
            "陈述、申辩的内容不清楚",
            why="笔录逐条写明陈述、申辩的意见；放弃的须有书面声明（行政处罚法 45、64）",
            todo="用 --point 逐条写明，或者只用 --waive、--waive-hearing 登记书面放弃",
        )
    signature_explained(outcome, reason)
    if said:
        _lasted(case, ended_at)
    row = Defence(
        **about(case, one),
        waived=waived,
        waives_hearing=waives_hearing,
        speaker=speaker,
        points=said,
        ended_at=ended_at if said else None,
        listeners=ids_of(case, listeners) or list(one.handlers),
        outcome=outcome,
        reason=reason,
        **{column: text for column, text in fields.items() if text},
    )
    admit(case, records, one, f"{_STEP}defend", row)
    return row, issue(case, records, "D67", row)


def _lasted(case: CaseFile, ended_at: datetime | None) -> None:
    if ended_at is None:
        raise Incomplete("陈述申辩笔录没有结束时间", why="笔录要有起止时间", todo="用 --ended 写明，开始时间用 --at")
    lasted(case, ended_at, "陈述、申辩")


def _told(records: InspectionRecords, one: Proceeding, at: datetime) -> None:
    notice = notice_in_force(records, one)
    received = told(records, notice) if notice else None
    if received is None or received > at:
        raise Refused(
            "事先告知书还没有送达",
            why="当事人接到告知以后陈述、申辩（行政处罚法 44、45；办法 25 II）",
            todo="先用 jxinspect notify serve 登记送达",
            guards=("G37",),
        )


def answer(
    case: CaseFile, number: str, answers: Mapping[int, tuple[Upheld, str]], *, conclusion: str, reviewer: str
) -> tuple[DefenceReview, Document]:
    """Review a statement point by point (D67a); nothing becomes heavier because of it (行政处罚法 45 II)."""
    one, records = begin(case, number, f"{_STEP}answer")
    waiting = unanswered(records, one, case.at)
    if not waiting:
        raise Refused("没有待复核的陈述、申辩", why="登记过的都已复核", todo="先用 rectify proceeding defend 登记")
    defence = waiting[0]
    wanted = set(range(1, len(defence.points) + 1))
    if set(answers) != wanted:
        missing, stray = sorted(wanted - set(answers)), sorted(set(answers) - wanted)
        raise Incomplete(
            "复核没有逐条写明",
            why=f"陈述、申辩共{len(defence.points)}条；缺{missing or '无'}，多{stray or '无'}（行政处罚法 45）",
            todo="用 --result 序号=fully|partly|not 和 --reason 序号=理由 逐条写明",
        )
    row = DefenceReview(
        **about(case, one),
        defence_id=defence.id,
        answers=[
            {
                "result": answers[n][0].value,
                "reason": written(answers[n][1], f"第{n}条的理由", "采纳与否要说明理由", "--reason"),
            }
            for n in sorted(answers)
        ],
        conclusion=written(conclusion, "复核结论", "复核意见书写明结论", "--conclusion"),
        reviewed_by=supervisor(case, reviewer),
    )
    admit(case, records, one, f"{_STEP}answer", row)
    return row, issue(case, records, "D67a", row)


# ---- hearing -------------------------------------------------------------------------------------------------


def request_hearing(
    case: CaseFile, number: str, *, applicant: str, way: str, reasons: str = "", posted: datetime | None = None
) -> tuple[HearingRequest, Document]:
    """Register a request for a hearing (D66a). One that was posted in time is in time (民事诉讼法 85 IV)."""
    one, records = begin(case, number, f"{_STEP}hear.request")
    _told(records, one, case.at)
    notice = notice_in_force(records, one)
    last = hearing_until(records, notice) if notice else None
    row = HearingRequest(
        **about(case, one),
        applicant=applicant,
        way=way,
        reasons=reasons,
        in_time=last is not None and day(posted or case.at) <= last,
    )
    if not row.in_time:
        raise Refused(
            "听证申请已经超过期限",
            why=f"申请听证的期限到{last}（行政处罚法 64(一)）",
            todo="期满前交邮的用 --posted 写明交邮时间；逾期的可以作为陈述、申辩登记（rectify proceeding defend）",
        )
    admit(case, records, one, f"{_STEP}hear.request", row)
    return row, issue(case, records, "D66a", row)


def _request(records: InspectionRecords, one: Proceeding) -> HearingRequest:
    found = open_request(records, one)
    if found is None:
        raise NotFound("没有待办理的听证申请", why="没有登记，或者已经撤回", todo="用 hear request 登记听证申请")
    return found


def withdraw_hearing(case: CaseFile, number: str, *, text: str) -> HearingRequest:
    """The applicant withdraws his request, or stays away without good reason (行政处罚法 64(六))."""
    one, records = begin(case, number, f"{_STEP}hear.withdraw")
    row = _request(records, one)
    row.withdrawn_at = case.at
    row.withdrawn_text = written(text, "撤回的情况", "撤回听证申请要有书面记录", "--text")
    admit(case, records, one, f"{_STEP}hear.withdraw")
    return row


def notice_hearing(
    case: CaseFile,
    number: str,
    *,
    hold_at: datetime,
    place: str,
    host: str,
    recorder: str,
    secret: str = "",
    external_number: str | None = None,
) -> tuple[HearingNotice, Document]:
    """Tell time, place and host of the hearing (D66), seven full working days before it (T13)."""
    one, records = begin(case, number, f"{_STEP}hear.notice")
    row = HearingNotice(
        **about(case, one),
        request_id=_request(records, one).id,
        hold_at=hold_at,
        place=place,
        host=staff(case, host).id,
        recorder=staff(case, recorder).id,
        public=not secret,
        secret=secret,
    )
    admit(case, records, one, f"{_STEP}hear.notice", row)
    return row, issue(case, records, "D66", row, number=external_number)


def hold_hearing(
    case: CaseFile,
    number: str,
    *,
    ended_at: datetime,
    present: Sequence[str],
    charges: str,
    defence: str,
    questions: str,
    last_word: str,
    opinion: str,
    outcome: SignOutcome = SignOutcome.SIGNED,
    reason: str = "",
) -> tuple[HearingRecord, list[Document]]:
    """Record the hearing (D66b) and the host's report (D66c)."""
    one, records = begin(case, number, f"{_STEP}hear.record")
    signature_explained(outcome, reason)
    lasted(case, ended_at, "听证")
    row = HearingRecord(
        **about(case, one),
        notice_id=_announced(records, one).id,
        ended_at=ended_at,
        present=list(present),
        charges=written(charges, "调查人员提出的事实、证据和建议", "行政处罚法 64(七)", "--charges"),
        defence=written(defence, "当事人的申辩", "行政处罚法 64(七)", "--defence"),
        questions=written(questions, "举证、质证的情况", "行政处罚法 64(七)", "--questions"),
        last_word=written(last_word, "最后陈述", "听证笔录记明最后陈述", "--last-word"),
        outcome=outcome,
        reason=reason,
        opinion=written(opinion, "听证意见", "听证报告写明主持人的意见", "--opinion"),
    )
    admit(case, records, one, f"{_STEP}hear.record", row)
    return row, [issue(case, records, kind, row) for kind in ("D66b", "D66c")]


def _announced(records: InspectionRecords, one: Proceeding) -> HearingNotice:
    asked = _request(records, one)
    made = [n for n in of(records, HearingNotice, one) if n.request_id == asked.id]
    made = [n for n in made if records.document_about("D66", n.id)]
    if not made:
        raise Refused(
            "还没有通知听证的时间、地点",
            why="举行听证的7个工作日前通知当事人及有关人员（行政处罚法 64(二)）",
            todo="先用 rectify proceeding hear notice 制发听证通知书并送达",
            guards=("G38",),
        )
    return made[-1]
