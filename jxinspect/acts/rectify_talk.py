"""Talk with the unit: notice, minutes, what was asked and whether it was done (D51, D52; 办法 24(一))."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from jxinspect.acts.awaited import Letter, awaited
from jxinspect.acts.inspect import citable, find_evidence, lasted, signature_explained
from jxinspect.acts.inspect_finding import find_finding
from jxinspect.acts.procedure import admit, begin, issue
from jxinspect.acts.rectify import find_line
from jxinspect.acts.serial import ordinals
from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.civil import day
from jxinspect.law.dates import chinese_date, chinese_moment
from jxinspect.law.measure import TalkReason
from jxinspect.law.terms import SignOutcome, UnitType
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.consultation import standing_findings
from jxinspect.model.document import Document
from jxinspect.model.inspect import Finding
from jxinspect.model.ledger import overdue, overdue_lines
from jxinspect.model.rectify import LedgerItem
from jxinspect.model.talk import Talk, TalkFulfilment, TalkMinutes, TalkRequirement
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import staff

#: At least two of the agency take part (办法 26 I).
TALKERS = 2
#: Whom the regulations on handling name for a reason of theirs (社会保险经办条例 48, 57).
_FOR = {
    TalkReason.AGREEMENT: (UnitType.SERVICE_ORG, UnitType.EMPLOYER),
    TalkReason.OBSTRUCTION: (UnitType.SERVICE_ORG,),
}
_NOTICE = Letter(
    kind="D51",
    unknown="没有这份约谈通知书",
    unnamed="没有写明是哪一次约谈",
    none="没有待进行的约谈",
    known="还没有纪要的约谈通知书",
    todo="先用 jxinspect rectify talk issue 通知；有几份的，用 --notice 写明文号",
)


def notify(
    case: CaseFile,
    number: str,
    *,
    reason: TalkReason,
    meet_at: datetime,
    matter: str = "",
    lines: Sequence[int] = (),
    findings: Sequence[int] = (),
    basis: Sequence[str] = (),
    external_number: str | None = None,
    **fields: Any,
) -> tuple[Talk, Document]:
    """Call the unit, or somebody of it, to a talk (D51).

    Overdue: about the overdue lines of the ledger, all when none is named. Serious: about findings, all when none is.
    `fields`: party, party_post, place, attend, prepare, contact, phone.
    """
    records = begin(case, number, "rectify.talk")
    about, serious = _overdue(case, records, reason, lines), _serious(records, reason, findings)
    _meant_for(records, reason)
    _in_future(case, meet_at)
    given = {column: value for column, value in fields.items() if value}
    row = Talk(
        inspection_id=records.inspection.id,
        at=case.at,
        reason=reason,
        matter=_matter(matter, reason, about, serious),
        basis=citable(basis) or list(reason.basis),
        ledger_items=[line.id for line in about],
        findings=[one.id for one in serious],
        meet_at=meet_at,
        **{
            "party": records.unit.name,
            "place": records.agency.address,
            "contact": case.actor,
            "phone": records.agency.phone,
            **given,
        },
    )
    admit(case, records, "rectify.talk", row)
    return row, issue(case, records, "D51", row, number=external_number)


def _overdue(
    case: CaseFile, records: InspectionRecords, reason: TalkReason, numbers: Sequence[int]
) -> list[LedgerItem]:
    on = day(case.at)
    chosen = [find_line(records, seq) for seq in numbers]
    if reason != TalkReason.OVERDUE:
        return chosen
    early = [str(line.seq) for line in chosen if not overdue(records, line, on)]
    found = chosen or overdue_lines(records, on)
    if early or not found:
        raise Refused(
            f"第{'、'.join(early)}项整改没有逾期" if early else "没有逾期的整改事项",
            why=f"到{on}为止没有过期限，或者已经报告完成、销号（办法 24(一)）",
            todo="用 jxinspect rectify list --overdue 查看；因其他原因约谈的，改写 --reason",
        )
    return found


def _serious(records: InspectionRecords, reason: TalkReason, numbers: Sequence[int]) -> list[Finding]:
    chosen = [find_finding(records, seq) for seq in numbers]
    if reason != TalkReason.SERIOUS or chosen:
        return chosen
    found = standing_findings(records)
    if not found:
        raise Incomplete(
            "没有写明约谈哪些问题",
            why="这项检查还没有登记问题",
            todo="先用 inspect finding add 登记，再用 --finding 写明",
        )
    return found


def _meant_for(records: InspectionRecords, reason: TalkReason) -> None:
    kinds = _FOR.get(reason)
    if kinds is not None and records.unit.type not in kinds:
        named = "、".join(kind.label for kind in kinds)
        raise Refused(
            f"不能以“{reason.label}”为由约谈{records.unit.name}",
            why=f"该单位是{records.unit.type.label}；这一条只适用于{named}（社会保险经办条例 48、57）",
            todo="改用 --reason overdue 或者 --reason serious（办法 24(一)）",
        )


def _in_future(case: CaseFile, meet_at: datetime) -> None:
    if meet_at <= case.at:
        raise Incomplete(
            "约谈时间有误",
            why=f"约谈时间{chinese_moment(meet_at)}不晚于通知时间{chinese_moment(case.at)}",
            todo="用 --time 写以后的时间",
        )


def _matter(matter: str, reason: TalkReason, lines: Sequence[LedgerItem], findings: Sequence[Finding]) -> str:
    """As written, else from what the talk is about."""
    if matter.strip():
        return matter.strip()
    if reason == TalkReason.OVERDUE:
        return f"整改意见书要求的{len(lines)}项整改事项逾期没有完成"
    if findings:
        return "检查发现的" + "、".join(f"“{one.title}”" for one in findings) + "问题"
    raise Incomplete("没有写约谈事由", why="通知书要写明为什么约谈（办法 24(一)）", todo="用 --matter 写明")


@dataclass(frozen=True)
class Required:
    """What is asked at the talk, by when; `line`: number in the ledger where it belongs to one."""

    text: str
    due_on: date
    line: int | None = None


def record(
    case: CaseFile,
    number: str,
    *,
    ended_at: datetime,
    host: str,
    recorder: str,
    present: Sequence[str],
    attended: Sequence[str],
    problems: str,
    statement: str,
    requirements: Sequence[Required],
    notice: str = "",
    place: str = "",
    outcome: SignOutcome = SignOutcome.SIGNED,
    reason: str = "",
    witness: str = "",
) -> tuple[TalkMinutes, list[TalkRequirement], Document]:
    """Take the minutes of the talk (D52), which began at the moment of the act; what is asked gets its dates."""
    records = begin(case, number, "rectify.talk.record")
    done = {row.talk_id for row in records.of(TalkMinutes)}
    talk = awaited(records, Talk, _NOTICE, done, notice)
    lasted(case, ended_at, "约谈")
    signature_explained(outcome, reason)
    people = list(dict.fromkeys([host, recorder, *present]))
    _complete(
        case,
        people,
        attended,
        {"约谈的问题（--problem）": problems, "单位表态（--statement）": statement},
        requirements,
    )
    row = TalkMinutes(
        inspection_id=records.inspection.id,
        at=case.at,
        talk_id=talk.id,
        ended_at=ended_at,
        place=place or talk.place,
        host=staff(case, host).id,
        recorder=staff(case, recorder).id,
        present=[staff(case, name).id for name in people],
        attended=list(attended),
        problems=problems.strip(),
        statement=statement.strip(),
        outcome=outcome,
        reason=reason,
        witness=witness,
    )
    asked = _asked(case, records, row, requirements)
    admit(case, records, "rectify.talk.record", row, *asked)
    return row, asked, issue(case, records, "D52", row)


def _complete(
    case: CaseFile,
    people: Sequence[str],
    attended: Sequence[str],
    texts: dict[str, str],
    requirements: Sequence[Required],
) -> None:
    faults = [f"没有写{name}" for name, text in texts.items() if not text.strip()]
    if len(people) < TALKERS:
        faults.append("本机关参加约谈的不足两人（--present）")
    if not attended:
        faults.append("没有写对方参加约谈的人（--attended）")
    if not requirements:
        faults.append("没有写约谈要求和期限（--require）")
    faults += [
        f"要求“{one.text}”的期限{one.due_on}不晚于约谈的日期" for one in requirements if one.due_on <= day(case.at)
    ]
    if faults:
        raise Incomplete(
            "约谈纪要的内容不全或者有误",
            why="纪要写明参加人、问题、单位表态、要求和期限，双方签名（办法 24(一)、26 I）",
            todo="补齐后重新办理",
            items=faults,
        )


def _asked(
    case: CaseFile, records: InspectionRecords, row: TalkMinutes, requirements: Sequence[Required]
) -> list[TalkRequirement]:
    seqs = ordinals(case, (one.seq for one in records.of(TalkRequirement)))
    return [
        TalkRequirement(
            inspection_id=records.inspection.id,
            minutes_id=row.id,
            seq=next(seqs),
            text=one.text.strip(),
            due_on=one.due_on,
            ledger_item_id=find_line(records, one.line).id if one.line else None,
        )
        for one in requirements
    ]


def met(case: CaseFile, number: str, seq: int, *, text: str, evidence: Sequence[str] = ()) -> TalkFulfilment:
    """Note that a requirement of a talk was met, and what shows it."""
    records = begin(case, number, "rectify.talk.met")
    asked = next((row for row in records.of(TalkRequirement) if row.seq == seq), None)
    if asked is None:
        known = "、".join(f"{row.seq}.{row.text}" for row in records.of(TalkRequirement)) or "无"
        raise NotFound(f"没有约谈要求{seq}", why=f"登记的约谈要求：{known}", todo="用 jxinspect rectify talk list 查看")
    done = next((row for row in records.of(TalkFulfilment) if row.requirement_id == asked.id), None)
    if done is not None:
        raise Refused(
            f"约谈要求{seq}已经登记落实",
            why=f"{chinese_date(day(done.at))}登记：{done.text}",
            todo="有新情况的，用 jxinspect rectify progress 登记整改进展",
        )
    if not text.strip():
        raise Incomplete("没有写落实情况", why="落实情况要写明做了什么（办法 24(一)）", todo="用 --text 写明")
    row = TalkFulfilment(
        inspection_id=records.inspection.id,
        at=case.at,
        requirement_id=asked.id,
        text=text.strip(),
        evidence=[one.id for one in find_evidence(records, evidence)],
    )
    admit(case, records, "rectify.talk.met", row)
    return row
