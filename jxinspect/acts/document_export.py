"""Copies of many documents at once: whole ones are handed out, the others named."""

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

#: The name of the package in which encrypted copies leave.
PACKAGE = "文书.zip"


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
