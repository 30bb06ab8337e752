"""补正: a served document stays as it is; what was misspelt in it is mended by a notice of its own (D74, G55)."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from difflib import get_close_matches
from io import BytesIO

from jxinspect.acts.document import find
from jxinspect.acts.procedure import begin, issue, judge
from jxinspect.documents.catalogue import CATALOGUE
from jxinspect.documents.readback import read_paragraphs
from jxinspect.documents.spec import Service
from jxinspect.errors import Incomplete, Refused
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.correction import Correction
from jxinspect.model.document import Document
from jxinspect.model.plan import Inspection
from jxinspect.model.signed import DocumentVoid
from jxinspect.store.casefile import CaseFile

#: Longest wording that is mended; beyond, a paragraph is written anew and the document is not misspelt but wrong.
LONGEST = 200


def correct(
    case: CaseFile, number: str, *, lines: Sequence[tuple[str, str]], reason: str
) -> tuple[Correction, Document]:
    """Mend (wrong, right) places of a served document by a 补正通知书 (D74), which is to be served as well.

    Refused where the document was not served, and where party, basis or amount would change (G55). Incomplete names
    every wording that does not stand in the document as it was issued.
    """
    document = find(case, number)
    records = _mendable(case, document)
    correction = Correction(
        inspection_id=records.inspection.id,
        at=case.at,
        document_id=document.id,
        lines=_checked(case, records, document, [(wrong.strip(), right.strip()) for wrong, right in lines], reason),
        reason=reason.strip(),
    )
    case.add(correction)
    records.add(correction)
    judge(case, records, "doc.correct")
    return correction, issue(case, records, "D74", correction)


def _mendable(case: CaseFile, document: Document) -> InspectionRecords:
    if CATALOGUE[document.kind].served is not Service.SERVED or document.inspection_id is None:
        raise Refused(
            f"{document.number}（{document.title}）不用补正通知书补正",
            why="补正通知书只用于已经送达的文书；当场签署的笔录和内部文书不送达（G55）",
            todo="笔录和清单有误的，另行制作补充的笔录或者清单；内部文书作废后重新制发",
            guards=("G55",),
        )
    records = begin(case, case.get(Inspection, document.inspection_id).number, "notify.serve")
    if any(void.document_id == document.id for void in records.of(DocumentVoid)):
        raise Refused(f"{document.number}已经作废", why="作废的文书不再补正（G57）", todo="核对文号", guards=("G57",))
    if not any(p.received_at is None or p.received_at <= case.at for p in records.delivered(document)):
        raise Refused(
            f"{document.number}还没有送达，不用补正",
            why="送达以前发现有误的，作废后重新制发；送达以后才补正（G55）",
            todo=f"jxinspect doc void {document.number} --because 理由 --again",
            guards=("G55",),
        )
    return records


def _checked(
    case: CaseFile, records: InspectionRecords, document: Document, lines: Sequence[tuple[str, str]], reason: str
) -> list[dict[str, str]]:
    """The lines with the times that each wrong wording stands in the issued text."""
    text = paragraphs(case, document)
    mended = {line["wrong"] for c in records.of(Correction) if c.document_id == document.id for line in c.lines}
    faults = ["补正的理由（--reason）"] if not reason.strip() else []
    faults += ["错误的文字和正确的文字（--wrong、--right）"] if not lines else []
    for wrong, right in lines:
        faults += _faults(wrong, right, text, mended)
    if faults:
        raise Incomplete(
            f"{document.number}的补正写得不对",
            why="补正通知书要写明原文书的错误文字和正确文字，错误文字须与已经制发的文书一致（G55）",
            todo="对照原文书改正；原文书用 jxinspect doc export 导出",
            items=faults,
        )
    return [{"wrong": w, "right": r, "times": str(sum(one.count(w) for one in text))} for w, r in lines]


def _faults(wrong: str, right: str, text: Sequence[str], mended: set[str]) -> list[str]:
    if not wrong or not right:
        return ["每个 --wrong 都要有一个 --right，都不能空着"]
    if wrong == right:
        return [f"“{wrong}”与正确的文字相同"]
    if max(len(wrong), len(right)) > LONGEST:
        return [f"“{wrong[:20]}……”超过{LONGEST}字：只写有误的那一处"]
    if wrong in mended:
        return [f"“{wrong}”已经补正过"]
    if not any(wrong in one for one in text):
        near = get_close_matches(wrong, text, n=1, cutoff=0.3)
        return [f"原文书中没有“{wrong}”" + (f"；相近的一段：{near[0][:60]}" if near else "")]
    return []


def paragraphs(case: CaseFile, document: Document) -> list[str]:
    """The text of the body of a document as it was issued, by paragraphs."""
    with zipfile.ZipFile(BytesIO(case.objects.get(document.sha256))) as package:
        return [text for text in read_paragraphs(package.read("word/document.xml")) if text.strip()]
