"""Guards of loaded data: G54 (办法 23 II, 27, 38)."""

from __future__ import annotations

from collections.abc import Iterator

from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.guards.base import Breach, rule
from jxinspect.model.kinds import Closing, DatasetUse


@rule("G54")
def used_for_the_inspection_only(records: InspectionRecords) -> Iterator[Breach]:
    """G54: rows are there for the inspection; when it is closed, another purpose is for the head to allow."""
    closing = records.last(Closing)
    for use in records.of(DatasetUse) if closing else ():
        if closing and use.at > closing.at:
            yield Breach("G54", use.id, f"检查办结后又要使用装入的数据：{use.purpose}")
