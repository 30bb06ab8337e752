"""Guard on recordings of sound and pictures: G65 (行政处罚法 47; 国办发〔2018〕118号)."""

from __future__ import annotations

from collections.abc import Iterator

from jxinspect.law.dates import chinese_moment
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.coverage import recorded, staged, wanted
from jxinspect.model.guards.base import Breach, rule


@rule("G65")
def stages_recorded(records: InspectionRecords) -> Iterator[Breach]:
    """G65: the stages that the office wants recorded have a recording that meets their time."""
    for act in staged(records):
        if wanted(records, act) and not recorded(records, act):
            yield Breach("G65", act.record.id, f"{chinese_moment(act.at)}{act.stage.label}（{act.what}）没有音像记录")
