"""How a proceeding stands: what was told and received, what may be asked for until when, what is paid and owed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from jxinspect.errors import JxinspectError
from jxinspect.law import challenge as remedies
from jxinspect.law.civil import day
from jxinspect.law.deadlines import due
from jxinspect.law.fine import FineRange, fine_range, hearing_threshold
from jxinspect.law.proceeding import DecisionKind, ProceedingState, ReviewConclusion
from jxinspect.law.terms import UnitType
from jxinspect.law.violations import violation
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.challenge_course import Standing, against, standing, turns, uncounted
from jxinspect.model.kinds import (
    Challenge,
    Decision,
    Defence,
    DefenceReview,
    Discussion,
    Document,
    HearingNotice,
    HearingRecord,
    HearingRequest,
    LegalReview,
    Payment,
    Preservation,
    PriorNotice,
    Proceeding,
    Urging,
)

if TYPE_CHECKING:
    from jxinspect.model.base import Dated

R = TypeVar("R", bound="Dated")

#: 每日按罚款数额的百分之三加处罚款 (行政处罚法 72 I(一)).
SURCHARGE_PERCENT = 3
#: Kinds of paper about what is decided, by the kind of decision.
PAPERS = {DecisionKind.HANDLING: "D68", DecisionKind.PENALTY: "D69", DecisionKind.NONE: "D69a"}


def of(records: InspectionRecords, cls: type[R], proceeding: Proceeding) -> list[R]:
    """Records of a kind that belong to the proceeding, in their order."""
    return [row for row in records.of(cls) if getattr(row, "proceeding_id", None) == proceeding.id]


def proceeding_of(records: InspectionRecords, row: Dated) -> Proceeding:
    """The proceeding that a record belongs to."""
    return records.find(Proceeding, str(getattr(row, "proceeding_id", row.id)))


def party_of(records: InspectionRecords, subject_id: str) -> str | None:
    """Whom a paper about that record addresses when it is one of a proceeding; None otherwise."""
    if not records.of(Proceeding):
        return None
    kinds: tuple[type[Dated], ...] = (PriorNotice, HearingNotice, Decision, Urging, Preservation)
    for row in (row for kind in kinds for row in records.of(kind)):
        if row.id == subject_id:
            return proceeding_of(records, row).party
    return None


# ---- what was told -------------------------------------------------------------------------------------------


def notice_in_force(records: InspectionRecords, one: Proceeding, by: datetime | None = None) -> PriorNotice | None:
    """The latest prior notice (D65) whose paper is not void, made by that moment."""
    made = [n for n in of(records, PriorNotice, one) if records.document_about("D65", n.id)]
    made = [n for n in made if by is None or n.at <= by]
    return made[-1] if made else None


def told(records: InspectionRecords, notice: PriorNotice) -> datetime | None:
    """When the party received the prior notice; None while that is not proven."""
    paper = records.document_about("D65", notice.id)
    return records.received(paper) if paper else None


def statement_until(records: InspectionRecords, notice: PriorNotice) -> date | None:
    """The last day for statement and defence (T11); None before service."""
    received = told(records, notice)
    return due("T11", received, records.world.calendar, length=notice.days).last_day if received else None


def hearing_until(records: InspectionRecords, notice: PriorNotice) -> date | None:
    """The last day on which a hearing may be asked for (T12); None before service."""
    received = told(records, notice)
    return due("T12", received, records.world.calendar).last_day if received else None


def hearing_wanted(records: InspectionRecords, one: Proceeding, fine: int, confiscate: int, on: date) -> bool:
    """Whether what is announced on that day reaches the threshold of a hearing (行政处罚法 63; K16)."""
    threshold, _ = hearing_threshold(records.world.setting, on, person=one.person)
    return max(fine, confiscate) >= threshold


def statements(records: InspectionRecords, one: Proceeding, notice: PriorNotice, by: datetime) -> list[Defence]:
    """What the party said, or gave up, after it was told and by that moment."""
    return [d for d in of(records, Defence, one) if notice.at <= d.at <= by]


def unanswered(records: InspectionRecords, one: Proceeding, by: datetime) -> list[Defence]:
    """Statements whose points were not reviewed by that moment (行政处罚法 45)."""
    answered = {r.defence_id for r in of(records, DefenceReview, one) if r.at <= by}
    return [d for d in of(records, Defence, one) if d.points and d.at <= by and d.id not in answered]


def open_request(records: InspectionRecords, one: Proceeding) -> HearingRequest | None:
    """The request for a hearing that was made in time, not withdrawn, and not followed by a hearing."""
    held = {
        n.request_id
        for n in of(records, HearingNotice, one)
        for r in of(records, HearingRecord, one)
        if r.notice_id == n.id
    }
    asked = [r for r in of(records, HearingRequest, one) if r.in_time and r.withdrawn_at is None and r.id not in held]
    return asked[-1] if asked else None


def heard(records: InspectionRecords, one: Proceeding) -> HearingRecord | None:
    """The hearing that was held."""
    held = of(records, HearingRecord, one)
    return held[-1] if held else None


# ---- what has to be weighed ----------------------------------------------------------------------------------


def range_of(records: InspectionRecords, one: Proceeding) -> FineRange:
    """The range of fines for the act; raises as `law.fine.fine_range`."""
    kind = UnitType.PERSON if one.person else records.unit.type
    return fine_range(
        violation(one.violation), one.ended_on, records.world.setting, unit_type=kind.value, amount=one.amount
    )


def below_range(records: InspectionRecords, one: Proceeding, fine: int) -> bool:
    """Whether a fine lies below the range; a fine of nothing is none."""
    try:
        return bool(fine) and range_of(records, one).below(fine)
    except JxinspectError:
        return False


def needs_review(records: InspectionRecords, one: Proceeding, row: PriorNotice | Decision) -> str:
    """Why the legal review is demanded before the decision (行政处罚法 58); empty when it is not."""
    if heard(records, one):
        return "经过听证程序"
    if one.complex:
        return "案件情况疑难复杂或者重大"
    return "在法定幅度以下处罚" if below_range(records, one, row.fine) else ""


def passed_review(records: InspectionRecords, one: Proceeding, by: datetime) -> LegalReview | None:
    """The latest legal review before that moment and after the hearing, if its conclusion is 同意."""
    hearing = heard(records, one)
    made = [r for r in of(records, LegalReview, one) if r.at <= by and (hearing is None or r.at >= hearing.at)]
    return made[-1] if made and made[-1].conclusion == ReviewConclusion.AGREE else None


def discussed(records: InspectionRecords, one: Proceeding, by: datetime) -> bool:
    """Whether the heads of the agency discussed it by that moment (行政处罚法 57 II)."""
    return any(d.at <= by for d in of(records, Discussion, one))


def decide_by(one: Proceeding, records: InspectionRecords) -> date:
    """The last day of the ninety for a penalty decision, not rolled (T14)."""
    return due("T14", one.at, records.world.calendar).last_day


# ---- what was decided, paid, owed ----------------------------------------------------------------------------


def decisions(records: InspectionRecords, one: Proceeding, *kinds: DecisionKind) -> list[Decision]:
    """Decisions whose paper is not void."""
    made = [d for d in of(records, Decision, one) if records.document_about(PAPERS[d.kind], d.id)]
    return [d for d in made if not kinds or d.kind in kinds]


def received(records: InspectionRecords, row: Decision) -> datetime | None:
    """When the party received the decision."""
    paper = records.document_about(PAPERS[row.kind], row.id)
    return records.received(paper) if paper else None


def became(records: InspectionRecords, row: Decision) -> str:
    """What became of the decision by reconsideration or suit, in words; empty while it stands as it was made."""
    now = touched(records, row)
    if now is None:
        return ""
    return (
        f"{now.challenge.body}{now.outcome.reference}{now.outcome.result.said(now.challenge.kind)}（{now.since}生效）"
    )


class Sums(NamedTuple):
    """What a decision demands, in fen."""

    fine: int
    confiscate: int
    refund: int


def contested(records: InspectionRecords, row: Decision) -> list[Challenge]:
    """Reconsideration and suits against the decision, in the order in which they were filed."""
    if not records.of(Challenge):
        return []
    papers = {d.id for d in records.of(Document) if d.kind == PAPERS[row.kind] and d.subject_id == row.id}
    return against(records, papers)


def touched(records: InspectionRecords, row: Decision, by: date | None = None) -> Standing | None:
    """What was decided on the decision and is in force (by that day); None while it stands as it was made."""
    return standing(records, contested(records, row), by)


def sums(records: InspectionRecords, row: Decision) -> Sums:
    """What the decision demands now: nothing when set aside, else the amounts as changed (行政复议法 63, 64)."""
    now = touched(records, row)
    if now and now.outcome.result.falls:
        return Sums(0, 0, 0)
    made = Sums(row.fine, row.confiscate, row.refund)
    if now is None or not now.outcome.result.alters:
        return made
    said = (now.outcome.fine, now.outcome.confiscate, now.outcome.refund)
    return Sums(*(old if new is None else new for old, new in zip(made, said, strict=True)))


def demanded(records: InspectionRecords, row: Decision) -> int:
    """What the decision demands now, in fen."""
    return sum(sums(records, row))


def paid(records: InspectionRecords, row: Decision, *, surcharge: bool = False, by: date | None = None) -> int:
    """What was paid on it by that day: of the decision itself, or of what was added for delay."""
    rows = [p for p in records.of(Payment) if p.decision_id == row.id and p.surcharge == surcharge]
    return sum(p.amount for p in rows if by is None or p.paid_on <= by)


def owed(records: InspectionRecords, row: Decision) -> int:
    """What is still to be paid on the decision itself."""
    return max(0, demanded(records, row) - paid(records, row))


def pay_until(records: InspectionRecords, row: Decision) -> date | None:
    """The last day for paying: 15 days after receipt for a penalty (T16), else as decided; None if unserved."""
    got = received(records, row)
    if got is None:
        return None
    length = None if row.kind == DecisionKind.PENALTY else row.days
    return due("T16", got, records.world.calendar, length=length).last_day


def surcharge(records: InspectionRecords, row: Decision, on: date) -> int:
    """加处罚款 by that day: 3 % of the unpaid fine for each day of delay, never more than the fine (行政处罚法 72).

    Days of reconsideration or suit do not count (行政处罚法 73 III).
    """
    last, fine = pay_until(records, row), sums(records, row).fine
    if last is None or not fine or on <= last:
        return 0
    first = last + timedelta(days=1)
    spared = uncounted(records, contested(records, row), first, on)
    days = {first + timedelta(days=n) for n in range((on - last).days)} - spared
    unpaid = (max(0, fine - paid(records, row, by=one - timedelta(days=1))) for one in days)
    return min(fine, sum(each * SURCHARGE_PERCENT for each in unpaid) // 100)


def surcharge_owed(records: InspectionRecords, row: Decision, on: date) -> int:
    """加处罚款 by that day, as `surcharge`, less what was paid on it."""
    return max(0, surcharge(records, row, on) - paid(records, row, surcharge=True))


def remedies_end(records: InspectionRecords, row: Decision) -> date | None:
    """The last day of reconsideration and suit (T17, T18); None before service and while one of them goes on."""
    got = received(records, row)
    if got is None:
        return None
    return remedies.remedies_end(day(got), turns(records, contested(records, row)), records.world.calendar)


def enforce_until(records: InspectionRecords, row: Decision) -> date | None:
    """The last day on which the court may be asked to enforce it (T19)."""
    end = remedies_end(records, row)
    return due("T19", end, records.world.calendar).last_day if end else None


def running(records: InspectionRecords) -> list[Proceeding]:
    """Proceedings that are not closed."""
    return [one for one in records.of(Proceeding) if one.state != ProceedingState.CLOSED]
