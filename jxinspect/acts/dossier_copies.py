"""All papers of a dossier as files in the order of its index (D72)."""

from __future__ import annotations

from pathlib import Path

from jxinspect.acts.copies import safe_name
from jxinspect.documents.report_dossier import papers
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.document import Document
from jxinspect.store.casefile import CaseFile
from jxinspect.store.durable import write_once, writing


def write_dossier(case: CaseFile, folder: Path | None, records: InspectionRecords, cover: Document) -> list[Path]:
    """Have the papers written once the act is committed: 000 cover and index, then 001, 002 … as in the index.

    Letters of the unit that lie as scans go under their own number. The list holds the paths once they are written.
    """
    written: list[Path] = []
    if folder is None:
        return written
    chosen = folder.expanduser()
    wanted = [(f"000_{cover.number}_{cover.title}", Path(cover.file_name).suffix, cover.sha256)]
    for n, paper in enumerate(papers(records), 1):
        if paper.sha256:
            wanted.append((f"{n:03d}_{paper.number}_{paper.title}", paper.suffix, paper.sha256))

    def write() -> None:
        with writing(chosen):
            chosen.mkdir(parents=True, exist_ok=True)
        for stem, suffix, digest in wanted:
            target = chosen / safe_name(stem, suffix)
            with writing(target):
                if not target.exists():
                    write_once(target, case.objects.get(digest))
            written.append(target)

    case.after_commit(write)
    return written
