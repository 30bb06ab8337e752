"""Copies of documents that are handed out: those named, or many at once, of which the damaged are named."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from jxinspect.acts.copies import copy_name, require_usable, write_copies
from jxinspect.acts.document import Export, find
from jxinspect.documents.catalogue import CATALOGUE
from jxinspect.errors import Damaged, NotFound
from jxinspect.law.disclosure import full_numbers
from jxinspect.model.document import Document
from jxinspect.store import durable
from jxinspect.store.casefile import CaseFile
from jxinspect.store.lock_file import Lock, locked_name
from jxinspect.store.paper_text import paper_text
from jxinspect.store.records import inspection_records

#: The name of the package in which encrypted copies leave.
PACKAGE = "文书.zip"


def export(
    case: CaseFile, numbers: Sequence[str], inspection: str | None, folder: Path, lock: Lock | None = None
) -> Export:
    """Hand out copies of documents: those named, or all valid ones of an inspection. The journal notes it.

    Each is compared with its digest before anything is written; what was written is compared by `Export.compare`.
    With `lock` they leave as one encrypted package.
    """
    chosen = [find(case, number) for number in numbers]
    if inspection is not None:
        records = inspection_records(case, inspection)
        chosen += [d for d in records.documents(*CATALOGUE) if d not in chosen]
    if not chosen:
        raise NotFound(
            f"检查 {inspection} 没有可以导出的文书" if inspection else "没有写明导出哪些文书",
            why="还没有制发文书，或者全部作废",
            todo="用 jxinspect doc list 查看",
        )
    for document in chosen:
        case.objects.get(document.sha256)
    out = Export(chosen)
    case.note(exported=[d.number for d in chosen], digest=out.digest)
    if lock is None:
        out.paths = write_copies(case, folder, chosen)
    else:
        _write_locked(case, folder, out, lock)
    return out


def export_each(
    case: CaseFile,
    numbers: Sequence[str],
    folder: Path,
    followed: Callable[[Iterable[Document]], Iterable[Document]] = lambda documents: documents,
    lock: Lock | None = None,
) -> tuple[Export, list[str]]:
    """Hand out copies of these documents; the journal notes it. Also what cannot be handed out, and why.

    A copy that lies in the folder already is not written again, so an export that was stopped goes on.
    `followed` shows the progress; with `lock` they leave as one encrypted package.
    """
    whole, failed = list[Document](), list[str]()
    for document in followed([find(case, number) for number in numbers]):
        try:
            case.objects.check(document.sha256)
        except (Damaged, NotFound) as fault:
            failed.append(f"{document.number}：{fault.what}；{fault.why}")
        else:
            whole.append(document)
    handed = Export(whole)
    if whole:
        case.note(exported=[document.number for document in whole], digest=handed.digest)
        if lock is None:
            handed.paths = write_copies(case, folder, whole)
        else:
            _write_locked(case, folder, handed, lock)
    return handed, failed


def _write_locked(case: CaseFile, folder: Path, handed: Export, lock: Lock) -> None:
    """Have one encrypted package of the copies written once the act is durable; it takes the place of a former one."""
    target = locked_name(folder.expanduser() / PACKAGE)
    require_usable(target.parent)
    wanted = [(copy_name(case, document), document.sha256) for document in handed.documents]

    def write() -> None:
        with durable.writing(target.parent):
            target.parent.mkdir(parents=True, exist_ok=True)
        package = BytesIO()
        with zipfile.ZipFile(package, "w") as inside:  # documents are compressed already
            for name, digest in wanted:
                inside.writestr(zipfile.ZipInfo(name), case.objects.get(digest))
        data = lock(package.getvalue())
        durable.write(target, data)
        handed.paths.append(target)
        handed.package = sha256(data).hexdigest()

    case.after_commit(write)


def of_persons(documents: Iterable[Document]) -> list[Document]:
    """Those of the documents that are lists of persons: no papers to print and to sign, but data (办法 23 末款)."""
    return [document for document in documents if CATALOGUE[document.kind].persons]


def in_full(case: CaseFile, documents: Iterable[Document]) -> list[Document]:
    """Those of the documents that show an identity or bank number in full, or are lists of persons.

    Papers that leave the office have them hidden, but those that identify whom they address, and those let pass (G53).
    """
    return [document for document in documents if _is_private(case, document)]


def _is_private(case: CaseFile, document: Document) -> bool:
    spec = CATALOGUE[document.kind]
    if spec.persons or (spec.discloses and not document.exposes):
        return spec.persons
    return bool(full_numbers(paper_text(case.objects.get(document.sha256))))
