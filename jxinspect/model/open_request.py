"""Which requests still wait for an answer, and which query rights still stand (办法 8, 18)."""

from __future__ import annotations

from jxinspect.law.request import RequestKind
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.kinds import DataReceipt, DataRequest, QueryRight, QueryRightEnd


def unanswered(records: InspectionRecords) -> list[DataRequest]:
    """Requests that were neither met in full nor refused; one for a right is met when the right is granted."""
    settled = {r.request_id for r in records.of(DataReceipt) if r.complete or r.refused}
    granted = {r.request_id for r in records.of(QueryRight)}
    return [
        r
        for r in records.of(DataRequest)
        if r.id not in settled and not (r.kind == RequestKind.QUERY and r.id in granted)
    ]


def standing(records: InspectionRecords) -> list[QueryRight]:
    """Query rights that nobody has withdrawn; a day that is over does not withdraw an account."""
    ended = {e.right_id for e in records.of(QueryRightEnd)}
    return [r for r in records.of(QueryRight) if r.id not in ended]
