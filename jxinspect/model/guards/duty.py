"""Guards of the record itself: G55, G57, G59."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.document import Document, DocumentVoid
from jxinspect.model.guards.base import Breach, rule


@rule("G55")
def served_is_frozen(records: InspectionRecords) -> Iterator[Breach]:
    """G55: a document that was served is not voided; what is wrong in it is corrected by a further one."""
    for void in records.of(DocumentVoid):
        document = records.find(Document, void.document_id)
        if any(p.at <= void.at for p in records.proofs(document)):
            yield Breach("G55", void.id, f"{document.number}已经送达，不能作废")


@rule("G57")
def numbers_without_gap(records: InspectionRecords) -> Iterator[Breach]:
    """G57: no number twice, none skipped, none void without reason."""
    world = records.world
    register, void, first = world.register(), world.void(), world.first_numbers()
    series: dict[tuple[str, int], list[Document]] = {}
    for document in register:
        if document.series and document.n is not None:
            series.setdefault((document.series, document.year), []).append(document)
    for key, documents in series.items():
        yield from _gaps(documents, first.get(key, 1))
    for document in register:
        if document.id in void and not void[document.id].strip():
            yield Breach("G57", document.id, f"{document.number}作废没有写明理由")


def _gaps(documents: Sequence[Document], first: int) -> Iterator[Breach]:
    expected = first
    for document in sorted(documents, key=lambda d: d.n or 0):
        number = document.n or 0
        if number < expected:
            yield Breach("G57", document.id, f"文号重复：{document.number}")
        elif number > expected:
            yield Breach("G57", document.id, f"{document.number}之前缺少第{expected}号至第{number - 1}号")
        expected = max(expected, number + 1)


@rule("G59")
def clock_not_turned_back(records: InspectionRecords) -> Iterator[Breach]:
    """G59: the machine's clock does not stand before the journal's last entry."""
    if records.world.clock_note:
        yield Breach("G59", records.inspection.id, records.world.clock_note)
