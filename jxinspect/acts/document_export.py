"""Copies of many documents at once: whole ones are handed out, the others named."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from jxinspect.acts.copies import write_copies
from jxinspect.acts.document import Export, find
from jxinspect.errors import Damaged, NotFound
from jxinspect.model.document import Document
from jxinspect.store.casefile import CaseFile


def export_each(
    case: CaseFile,
    numbers: Sequence[str],
    folder: Path,
    followed: Callable[[Iterable[Document]], Iterable[Document]] = lambda documents: documents,
) -> tuple[Export, list[str]]:
    """Hand out copies of these documents; the journal notes it. Also what cannot be handed out, and why.

    A copy that lies in the folder already is not written again, so an export that was stopped goes on.
    `followed` shows the progress.
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
        handed.paths = write_copies(case, folder, whole)
    return handed, failed
