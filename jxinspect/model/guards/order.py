"""Guards of orders to correct: G64, and the order of their acts for G56 (办法 19, 20, 34)."""

from __future__ import annotations

from collections.abc import Iterator

from jxinspect.law.civil import day
from jxinspect.law.terms import OrderOutcome
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.guards.base import Breach, rule
from jxinspect.model.kinds import Order, OrderRecheck
from jxinspect.model.order import approval_late, in_force, last_day, overdue, too_soon


@rule("G64")
def orders_followed_up(records: InspectionRecords) -> Iterator[Breach]:
    """G64: an order whose day is over is rechecked, and one given on the spot is approved afterwards."""
    for order in records.of(Order):
        paper = records.document_about("D27", order.id)
        faults = list(_neglected(records, order)) if in_force(records, order) else []
        if faults:
            yield Breach("G64", order.id, f"{paper.number if paper else '责令改正'}{'；'.join(faults)}")


def _neglected(records: InspectionRecords, order: Order) -> Iterator[str]:
    now = records.world.at
    if overdue(records, order, day(now)):
        until = last_day(records, order)
        since = f"的改正期限{until}已经届满" if until else f"于{day(order.at)}责令立即改正"
        yield f"{since}，还没有复查结论"
    if approval_late(records, order, now):
        yield "当场作出后没有补办机关负责人的批准"


def order_order(records: InspectionRecords) -> Iterator[Breach]:
    """G56: no recheck before the order; no refusal before the party was told and had its time (办法 34)."""
    for again in records.of(OrderRecheck):
        order = records.find(Order, again.order_id)
        if again.at < order.at:
            yield Breach("G56", again.id, "责令改正的复查早于责令改正")
        elif again.outcome == OrderOutcome.REFUSED and (reasons := too_soon(records, order, again.at)):
            yield Breach("G56", again.id, f"{day(again.at)}认定拒不改正，条件不具备：{'；'.join(reasons)}")
