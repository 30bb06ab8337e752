"""Documents that were wrong and not served: void with a reason, and issued anew (G55、G57)."""

from __future__ import annotations

import re

from jxinspect.acts.document import find, records_of
from jxinspect.acts.document_with import with_number
from jxinspect.acts.procedure import issue, judge
from jxinspect.acts.serial import code
from jxinspect.documents import issue as documents
from jxinspect.documents.catalogue import CATALOGUE
from jxinspect.documents.spec import Service
from jxinspect.documents.subjects import SUBJECTS
from jxinspect.errors import NotFound, Refused
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.base import Record
from jxinspect.model.document import Document
from jxinspect.model.kinds import DocumentVoid, IncidentDispatch, ProofOfService, ServiceFailure, SignedPaper
from jxinspect.store.casefile import CaseFile

#: The number of a document and its annex, as acts write them: 样人社监补〔2026〕1号附件, …附件2.
_ANNEX = re.compile(r"(.+)附件\d*")


def void(case: CaseFile, number: str, *, because: str, again: bool = False) -> tuple[DocumentVoid, list[Document]]:
    """Void a document that was not served; its number stays taken. `again` issues it anew from what is recorded now.

    Its annexes go with it. Papers of the same act that carry its number are made anew with it. With `again`, one that
    is void already is issued anew if nothing took its place.
    """
    document = find(case, number)
    _no_annex(case, document)
    gone = _waiting_for_another(case, document) if again else None
    if gone is None:
        _may_be_void(case, document, because)
    with_it = with_number(case, document) if again else []
    for one in with_it:
        _may_be_void(case, one, because)
    row, annexes = gone or _voided(case, document, because), _annexes(case, document)
    for one in with_it:
        _voided(case, one, f"{document.number}重新制发")
    for one in annexes:
        if not case.all(DocumentVoid, document_id=one.id):
            _voided(case, one, f"随{document.number}作废")
    records = records_of(case, document)
    if records is not None:
        judge(case, records, "doc.void")
    if not again:
        return row, []
    fresh = [_again(case, one, records) for one in (document, *with_it)]
    numbers = [one.number.replace(document.number, fresh[0].number, 1) for one in annexes]
    return row, [*fresh, *(_again(case, one, records, number=new) for one, new in zip(annexes, numbers, strict=True))]


def _annexes(case: CaseFile, document: Document) -> list[Document]:
    """What was made as its annex: the number is its own with 附件 behind."""
    there = case.all(Document, inspection_id=document.inspection_id)
    return [one for one in there if (found := _ANNEX.fullmatch(one.number)) and found[1] == document.number]


def _no_annex(case: CaseFile, document: Document) -> None:
    found = _ANNEX.fullmatch(document.number)
    if found and any(one.number == found[1] for one in case.all(Document, inspection_id=document.inspection_id)):
        raise Refused(
            f"{document.number}是附件，不能单独作废",
            why="附件和主件是一份文书（G57）",
            todo=f"作废主件，附件随同作废：jxinspect doc void {found[1]}",
            guards=("G57",),
        )


def _waiting_for_another(case: CaseFile, document: Document) -> DocumentVoid | None:
    """How it was made void, where no valid paper of its kind about the same record stands in its place."""
    void = {row.document_id: row for row in case.all(DocumentVoid)}
    alike = case.all(Document, kind=document.kind, subject_id=document.subject_id)
    return None if any(one.id not in void for one in alike) else void.get(document.id)


def _voided(case: CaseFile, document: Document, because: str) -> DocumentVoid:
    row = DocumentVoid(
        document_id=document.id, inspection_id=document.inspection_id, at=case.at, reason=because.strip()
    )
    case.add(row)
    return row


def _may_be_void(case: CaseFile, document: Document, because: str) -> None:
    if not because.strip():
        raise Refused(
            f"作废{document.number}没有写明理由",
            why="作废的文号不再使用，须写明理由，否则就是跳号（G57）",
            todo="用 --because 写明理由",
            guards=("G57",),
        )
    if case.all(DocumentVoid, document_id=document.id):
        raise Refused(f"{document.number}已经作废", why="一份文书只作废一次（G55）", todo="核对文号", guards=("G55",))
    if document.kind == "D47" and case.all(IncidentDispatch, report_id=document.subject_id):
        raise Refused(
            f"{document.number}已经报出，不能作废",
            why="已经报给上级机关的要情报告不得修改或者删除（办法 28；G55）",
            todo="有变化的，用 jxinspect report incident issue 续报",
            guards=("G55",),
        )
    returned = {failure.proof_id for failure in case.all(ServiceFailure)}
    if any(document.id in p.documents and p.id not in returned for p in case.all(ProofOfService)):
        raise Refused(
            f"{document.number}已经送达，不能作废",
            why="已送达的文书对外发生效力，不得修改或者删除（G55）",
            todo="有笔误的，用 jxinspect doc correct 补正；在途的邮件退回后先用 notify returned 登记",
            guards=("G55",),
        )
    if CATALOGUE[document.kind].served is Service.SIGNED and case.all(SignedPaper, document_id=document.id):
        raise Refused(
            f"{document.number}已经由当事人签署，不能作废",
            why="当场签署的笔录和清单是证据，不得修改或者删除（G55）",
            todo="有误的，另行制作补充的笔录或者清单",
            guards=("G55",),
        )


def _again(
    case: CaseFile, document: Document, records: InspectionRecords | None, *, number: str | None = None
) -> Document:
    """The same kind about the same record, from the facts as they are now. `number`: of an annex."""
    subject = next((found for kind in SUBJECTS[document.kind].kinds if (found := _get(case, kind, document))), None)
    if subject is None:
        raise NotFound(
            f"找不到{document.number}所依据的记录", why="这类文书不能单独重新制发", todo="用制发它的命令重新办理"
        )
    if records is None:
        number = number or _own_number(case, document)
        return documents.issue(case, document.kind, subject, records=None, number=number)
    return issue(case, records, document.kind, subject, number=number)


def _own_number(case: CaseFile, document: Document) -> str | None:
    """The next number of a paper of no inspection that no series counts; None: its series gives it."""
    if CATALOGUE[document.kind].series is not None:
        return None
    if document.kind == "D46":
        raise Refused(
            f"{document.number}不能单独重新制发",
            why="它的编号就是公布稿的编号，一份公布稿审批一次（社会保险法 79 I）",
            todo="作废时不写 --again，用 jxinspect report publish draft 另行拟制、审批",
        )
    stem = document.number.rpartition("-")[0]
    return code(case, stem, (paper.number for paper in case.all(Document, kind=document.kind)))


def _get(case: CaseFile, kind: type[Record], document: Document) -> Record | None:
    return next(iter(case.all(kind, id=document.subject_id)), None)
