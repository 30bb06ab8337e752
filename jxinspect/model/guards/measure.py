"""Guards of measures after a report: G47 (办法 24(一); 行政处罚法 9(一))."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import normalize

from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.guards.base import Breach, rule
from jxinspect.model.kinds import Circular

PENALTY = "通报批评"


@rule("G47")
def circular_is_no_penalty(records: InspectionRecords) -> Iterator[Breach]:
    """G47: 通报批评 is a penalty and stands in no circular, neither in its facts nor on its paper."""
    for row in records.of(Circular):
        fields = ("title", "about", "facts", "causes", "handling", "demands", "recipients", "approval")
        if any(_penal(str(getattr(row, name))) for name in fields):
            yield Breach("G47", row.id, f"通报“{row.title}”的文字中有“{PENALTY}”")
            continue
        paper = records.document_about("D55", row.id)
        if paper is not None and _penal(records.world.text_of(paper.sha256)):
            yield Breach("G47", row.id, f"通报{paper.number}的文书中有“{PENALTY}”")


def _penal(text: str) -> bool:
    return PENALTY in "".join(normalize("NFKC", text).split())
