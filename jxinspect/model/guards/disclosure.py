"""Guard of what papers disclose: G53 (个人信息保护法 28, 51)."""

from __future__ import annotations

from collections.abc import Iterator

from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.document import Document
from jxinspect.model.guards.base import Breach, rule


@rule("G53")
def numbers_covered(records: InspectionRecords) -> Iterator[Breach]:
    """G53: a paper that leaves the office shows no identity or bank number in full; void papers went nowhere."""
    kinds = {document.kind for document in records.of(Document) if document.exposes}
    for document in records.documents(*kinds):
        if document.exposes:
            where = "、".join(document.exposes)
            yield Breach("G53", document.id, f"{document.number}的“{where}”写有完整的公民身份号码或者银行账号")
