"""How orders to correct stand: what the latest recheck found, until when, what is overdue (办法 34; T25)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from jxinspect.law.civil import beijing, day
from jxinspect.law.terms import OrderOutcome
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.challenge_course import against, standing, suspended
from jxinspect.model.kinds import Challenge, Document, Order, OrderRecheck
from jxinspect.model.plan import Approval

#: Hours within which the head's approval of an order given on the spot is made up for, as for sealing (行政强制法 19).
APPROVAL_HOURS = 24


def rechecks(records: InspectionRecords, order: Order) -> list[OrderRecheck]:
    """The rechecks of an order, oldest first."""
    return sorted((r for r in records.of(OrderRecheck) if r.order_id == order.id), key=lambda r: (r.at, r.id))


def outcome(records: InspectionRecords, order: Order) -> OrderOutcome | None:
    """What the latest recheck found; None before the first. A recorded refusal opens the way to a penalty (G40)."""
    done = rechecks(records, order)
    return done[-1].outcome if done else None


def last_day(records: InspectionRecords, order: Order, at: datetime | None = None) -> date | None:
    """The last day for what is left, as it was known at a moment (default: now); None means at once."""
    known = [r.due_on for r in rechecks(records, order) if r.due_on and (at is None or r.at < at)]
    return known[-1] if known else order.due_on


def in_force(records: InspectionRecords, order: Order) -> bool:
    """Whether its paper was not void, nor set aside; one that was is made anew."""
    papers = [d for d in records.of(Document) if d.kind == "D27" and d.subject_id == order.id]
    now = standing(records, contested(records, order))
    aside = now is not None and now.outcome.result.falls
    return not aside and (not papers or records.document_about("D27", order.id) is not None)


def contested(records: InspectionRecords, order: Order) -> list[Challenge]:
    """Reconsideration and suits against the order."""
    if not records.of(Challenge):
        return []
    return against(records, {d.id for d in records.of(Document) if d.kind == "D27" and d.subject_id == order.id})


def received(records: InspectionRecords, order: Order) -> datetime | None:
    """When the party got the order; None while that is not proven."""
    paper = records.document_about("D27", order.id)
    return records.received(paper) if paper else None


def overdue(records: InspectionRecords, order: Order, on: date) -> bool:
    """Whether its day is over and no recheck says that it was obeyed or refused."""
    last = last_day(records, order) or day(order.at)
    return last < on and outcome(records, order) in (None, OrderOutcome.PARTLY)


def approval_late(records: InspectionRecords, order: Order, at: datetime) -> bool:
    """Whether an order given on the spot still lacks the head's approval after a day."""
    approved = any(a.subject_id == order.id for a in records.of(Approval))
    return order.on_spot and not approved and at > order.at + timedelta(hours=APPROVAL_HOURS)


def too_soon(records: InspectionRecords, order: Order, at: datetime) -> list[str]:
    """Why nobody can have refused to obey by that moment: he was not told, or still has time (办法 34)."""
    told, last = received(records, order), last_day(records, order, at)
    reasons = []
    if told is None:
        reasons.append("没有送达记录")
    elif at < told:
        reasons.append(f"送达时间是{beijing(told):%Y-%m-%d %H:%M}")
    if last is not None and day(at) <= last:
        reasons.append(f"改正期限到{last}")
    if now := standing(records, contested(records, order), day(at)):
        reasons += [f"已经被{now.outcome.reference}撤销"] if now.outcome.result.falls else []
    reasons += [f"{one.number}已经停止执行" for one in contested(records, order) if suspended(records, one, day(at))]
    return reasons
