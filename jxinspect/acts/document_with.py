"""Papers that carry the number of another and are made with it: void and made anew together, or not at all (G57)."""

from __future__ import annotations

from collections.abc import Mapping

from jxinspect.documents.catalogue import CATALOGUE
from jxinspect.errors import Refused
from jxinspect.law.identity import squeezed
from jxinspect.model.document import Document
from jxinspect.model.signed import DocumentVoid, SignedPaper
from jxinspect.store.casefile import CaseFile
from jxinspect.store.paper_text import paper_text

#: Kind → kinds that one act makes with it, about the same record.
MADE_WITH: Mapping[str, tuple[str, ...]] = {"D33": ("D34", "D35", "D35a", "D36")}


def with_number(case: CaseFile, document: Document) -> list[Document]:
    """Valid papers that are made anew with this one. Refused when one of them is signed, or another carries the number.

    What carries it was made later, upon it: an extension, a count, a release.
    """
    kinds = MADE_WITH.get(document.kind, ())
    if not kinds:
        return []
    void = {row.document_id for row in case.all(DocumentVoid, inspection_id=document.inspection_id)}
    others = [d for d in case.all(Document, inspection_id=document.inspection_id) if d.id not in void | {document.id}]
    group = CATALOGUE[document.kind].group
    told = [d for d in others if CATALOGUE[d.kind].group == group and _carries(case, d, document.number)]
    mine = sorted((d for d in told if d.subject_id == document.subject_id and d.kind in kinds), key=lambda d: d.kind)
    later = [d for d in told if d not in mine]
    signed = [d for d in mine if case.all(SignedPaper, document_id=d.id)]
    if later or signed:
        raise _bound(document, signed, later)
    return mine


def _carries(case: CaseFile, document: Document, number: str) -> bool:
    return squeezed(number) in paper_text(case.objects.get(document.sha256))


def _bound(document: Document, signed: list[Document], later: list[Document]) -> Refused:
    told = [f"{d.number} {d.title}：已经由当事人签署" for d in signed] + [
        f"{d.number} {d.title}：在其后制发" for d in later
    ]
    return Refused(
        f"{document.number}不能作废后重新制发",
        why="写有这个文号的文书已经签署或者据此制发，不能跟着更换（G55、G57）",
        todo="有笔误的，用 jxinspect doc correct 补正；决定确实有误的，解除封存（seal release）后另行申请",
        items=told,
        guards=("G55",),
    )
