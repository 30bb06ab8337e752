"""G74: what the law reserves to somebody is signed by his own key, once he has one."""

from __future__ import annotations

from collections.abc import Iterator

from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.guards.base import Breach, OfficeRecords, office_rule, rule


@rule("G74")
def signed_by_himself(records: InspectionRecords) -> Iterator[Breach]:
    """G74: a signature that does not hold stops what rests on it; a missing one is to be known."""
    for record, text, mild in records.world.unsigned(records.inspection.id):
        yield Breach("G74", record, text, mild=mild)


@office_rule("G74")
def signed_for_the_office(office: OfficeRecords) -> Iterator[Breach]:
    """G74, of plans, leads and what else hangs on no inspection."""
    for record, text, mild in office.world.unsigned(None):
        yield Breach("G74", record, text, mild=mild)
