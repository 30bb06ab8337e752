"""Guard of breaches of data protection: G69 (办法 38)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jxinspect.law.leak import LeakData
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.guards.base import Breach, Look, OfficeRecords, office_rule, rule
from jxinspect.model.kinds import Leak, LeakMeasure


@rule("G69")
def something_was_done(records: InspectionRecords) -> Iterator[Breach]:
    """G69: of what was leaked, changed, damaged or supplied in the inspection, something was done about each."""
    yield from _untouched(records.of, records.of(Leak))


@office_rule("G69")
def something_was_done_in_the_office(office: OfficeRecords) -> Iterator[Breach]:
    """G69 of what belongs to no inspection."""
    yield from _untouched(office.of, [row for row in office.of(Leak) if row.inspection_id is None])


def _untouched(look: Look, leaks: Sequence[Leak]) -> Iterator[Breach]:
    if not leaks:
        return
    done = {row.leak_id for row in look(LeakMeasure)}
    for leak in leaks:
        if leak.id not in done:
            data = "、".join(LeakData(one).label for one in leak.data)
            text = f"{leak.number}：{leak.kind.label}{leak.whose}的{data}，没有登记采取的措施"
            yield Breach("G69", leak.id, text)
