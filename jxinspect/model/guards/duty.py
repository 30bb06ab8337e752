"""Guards of the record itself: G55, G57, G59."""

from __future__ import annotations

from collections.abc import Iterator

from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.document import Document
from jxinspect.model.guards.base import Breach, rule
from jxinspect.model.guards.report import told_otherwise
from jxinspect.model.kinds import Correction, DocumentVoid, IncidentDispatch


@rule("G55")
def served_is_frozen(records: InspectionRecords) -> Iterator[Breach]:
    """G55: a document that was served is not voided; what is wrong in it is corrected by a further one."""
    for void in records.of(DocumentVoid):
        document = records.find(Document, void.document_id)
        if any(p.at <= void.at for p in records.delivered(document)):
            yield Breach("G55", void.id, f"{document.number}已经送达，不能作废")
        if any(d.report_id == document.subject_id and d.at <= void.at for d in records.of(IncidentDispatch)):
            yield Breach("G55", void.id, f"{document.number}已经报给上级机关，不能作废")
    for correction in records.of(Correction):
        yield from _beyond_spelling(records, correction)
    yield from told_otherwise(records)


def _beyond_spelling(records: InspectionRecords, correction: Correction) -> Iterator[Breach]:
    """A correction mends what was misspelt; what was decided is not changed by it."""
    from jxinspect.model.correction import BINDING, changes

    document = records.find(Document, correction.document_id)
    for line in correction.lines:
        for what in changes(line, records.unit.name):
            grave = what == "当事人" or (document.kind in BINDING and what != "日期")
            text = f"对{document.number}的补正改变了{what}：“{line['wrong']}”改为“{line['right']}”，不是笔误"
            yield Breach("G55", correction.id, text, mild=not grave)


@rule("G57")
def numbers_without_gap(records: InspectionRecords) -> Iterator[Breach]:
    """G57: none skipped, none void without reason. That none is given twice is looked at in lease.py."""
    world = records.world
    for document in (*records.of(Document), *world.apart()):
        if document.series is not None and (gap := world.missing_before(document)):
            yield Breach("G57", document.id, f"{document.number}之前缺少第{gap[0]}号至第{gap[1]}号")
    for void in records.of(DocumentVoid):
        if not void.reason.strip():
            number = records.find(Document, void.document_id).number
            yield Breach("G57", void.document_id, f"{number}作废没有写明理由")


@rule("G59")
def clock_not_turned_back(records: InspectionRecords) -> Iterator[Breach]:
    """G59: the machine's clock does not stand before the journal's last entry."""
    if records.world.clock_note:
        yield Breach("G59", records.world.journal_head, records.world.clock_note)
