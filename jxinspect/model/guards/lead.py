"""Guard of those who report: G63 (办法 9, 35, 38)."""

from __future__ import annotations

from collections.abc import Iterator

from jxinspect.law.identity import squeezed
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.document import Document
from jxinspect.model.guards.base import Breach, rule
from jxinspect.model.kinds import DocumentVoid, LeadInspection

#: Papers laid before one person, who may be the reporter himself and is named as whom he is questioned.
PERSONAL = frozenset({"D18", "D19"})


@rule("G63")
def reporter_stays_unknown(records: InspectionRecords) -> Iterator[Breach]:
    """G63: no paper of the inspection names who reported, unless he is on it anyway: as the unit's head or contact, or
    as one of the office. Where he is named as somebody else, an approver says so (O). It is never told which word.
    """
    leads = [link.lead_id for link in records.of(LeadInspection)]
    words = set(records.world.reporters(records.unit.id, leads))
    if words:  # few units have anybody who reported them
        words -= _named_anyway(records)
    if not words:
        return
    void = {row.document_id for row in records.of(DocumentVoid)}
    for document in records.of(Document):
        if document.kind in PERSONAL or document.id in void:
            continue
        text = records.world.text_of(document.sha256)
        if any(word in text for word in words):
            yield Breach("G63", document.id, f"{document.title}（{document.number}）的正文中有能看出举报人的内容")


def _named_anyway(records: InspectionRecords) -> set[str]:
    unit = records.unit
    people = [(person.name, person.phone) for person in records.staff.values()]
    known = (unit.head, unit.contact, unit.phone, unit.address, *(text for pair in people for text in pair))
    return {squeezed(text) for text in known if text}
