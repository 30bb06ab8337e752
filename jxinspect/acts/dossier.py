"""The whole dossier of an inspection as a folder: papers, evidence, journal and a page to browse, as a BagIt bag.

The folder is made under another name beside its place and gets its own when all of it is there (RFC 8493).
"""

from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from jxinspect import __version__
from jxinspect.acts.dossier_cover import Cover
from jxinspect.acts.dossier_files import Files
from jxinspect.acts.dossier_journal import Told, told
from jxinspect.acts.dossier_parts import Ask, Row
from jxinspect.acts.dossier_view import JOURNAL, VERIFIED, Asked, page_of
from jxinspect.documents.dossier_page import render
from jxinspect.errors import Refused
from jxinspect.law.civil import beijing, day
from jxinspect.law.dossier import Audience
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.store import durable
from jxinspect.store.casefile import CaseFile

PAGE = "index.html"
#: Shows the progress over path and digest of the files.
Followed = Callable[[Sequence[tuple[str, str]]], Iterable[tuple[str, str]]]


@dataclass
class Made:
    """What was put together."""

    folder: Path
    files: int
    size: int
    papers: int
    evidence: int
    left_out: list[str]
    manifest: str = ""  #: SHA-256 of the manifest


def refuse_taken(folder: Path) -> None:
    """Refused when something is at the place: no dossier is mixed with another, or written over it."""
    if folder.exists() or folder.is_symlink():
        raise Refused(
            f"不覆盖已有的 {folder}",
            why="卷宗是完整的一个文件夹，不与别的文件混在一起",
            todo="用 --out 写一个还没有的文件夹；旧的卷宗不要了的，自行移走",
        )


def put_together(
    case: CaseFile,
    records: InspectionRecords,
    folder: Path,
    asked: Asked,
    *,
    permit: Callable[[int, str], None] = lambda _count, _digest: None,
    followed: Followed = lambda items: items,
) -> Made:
    """Make the dossier beside `folder`; it gets its name once the act is committed. Unwritable leaves nothing behind.

    `permit` is told how many files show full numbers of people, and the digest of all of them, before any is written.
    `followed` shows the progress over the files.
    """
    refuse_taken(folder)
    ask = _asking(case, records.inspection.number)
    cover = Cover([row["name"] for row in ask("dossier_persons")] if asked.audience is Audience.OUTSIDE else None)
    files = Files(case, records, asked.audience, cover)
    if count := files.in_full():
        permit(count, files.digest())
    part = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)  # of an attempt that was stopped
    try:
        with durable.writing(folder):
            part.parent.mkdir(parents=True, exist_ok=True)
            part.mkdir(mode=durable.PRIVATE_FOLDER)
            for path, sha in followed(list(files.objects().items())):
                (part / path).parent.mkdir(exist_ok=True)
                case.objects.copy_to(sha, part / path)
            journal = told(case, records.inspection.id, asked.audience)
            page = page_of(case, records, files, ask=ask, cover=cover, journal=journal, asked=asked)
            (part / PAGE).write_bytes(render(page))
            _write_journal(case, part, asked, journal)
            made = _made(part, files, folder)
            made.manifest = _bag(case, records, part, made, asked.audience)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    case.after_commit(lambda: _name(part, folder))
    return made


def _write_journal(case: CaseFile, part: Path, asked: Asked, journal: Told) -> None:
    (part / VERIFIED).write_text(_verification(case, asked, journal), encoding="utf-8")
    if asked.audience is not Audience.OUTSIDE:
        (part / JOURNAL).write_bytes(journal.lines)


def _name(part: Path, folder: Path) -> None:
    with durable.writing(folder):
        part.rename(folder)
        durable.sync_folder(folder.parent)


def drop(folder: Path) -> None:
    """Forget what was put together for an act that did not end well."""
    shutil.rmtree(folder.with_name(f".{folder.name}.part"), ignore_errors=True)


def _made(part: Path, files: Files, folder: Path) -> Made:
    sizes = [one.stat().st_size for one in part.rglob("*") if one.is_file()]
    shown = sum(1 for one in files.papers if one.path)
    return Made(folder, len(sizes), sum(sizes), shown, len(files.evidence), files.left_out())


def _asking(case: CaseFile, number: str) -> Ask:
    connection = case.session.connection()

    def ask(view: str) -> Sequence[Row]:
        sql = f"SELECT * FROM {view} WHERE inspection = ?"  # noqa: S608 — a view of the table of sections
        return [dict(row) for row in connection.exec_driver_sql(sql, (number,)).mappings()]

    return ask


def _verification(case: CaseFile, asked: Asked, journal: Told) -> str:
    told_ = {
        "program": f"jxinspect {__version__}",
        "at": beijing(case.clock).isoformat(),
        "whole": asked.whole,
        "findings": [one._asdict() for one in asked.verified],
        "entries": journal.entries,
        "chains": journal.chains,
        "heads": journal.heads,
    }
    return json.dumps(told_, ensure_ascii=False, indent=2)


def _bag(case: CaseFile, records: InspectionRecords, part: Path, made: Made, audience: Audience) -> str:
    """Turn the folder into a bag; the digest of its manifest."""
    import bagit

    logging.getLogger("bagit").addHandler(logging.NullHandler())
    info = {
        "Source-Organization": records.agency.name,
        "External-Identifier": records.inspection.number,
        "External-Description": f"{records.unit.name}{records.inspection.called}案卷（{audience.label}）",
        "Bagging-Date": str(day(case.at)),
        "Bag-Software-Agent": f"jxinspect {__version__}",
        "Papers-Count": str(made.papers),
        "Evidence-Count": str(made.evidence),
    }
    bag = bagit.make_bag(str(part), info, checksums=["sha256"])
    (part / "bagit.txt").write_text("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n", encoding="utf-8")
    bag.save()  # the tag manifest of what was just written
    return _synced(part)


def _synced(part: Path) -> str:
    for one in part.rglob("*"):
        if one.is_file():
            durable.sync_file(one)
    return sha256((part / "manifest-sha256.txt").read_bytes()).hexdigest()


def facts_of(made: Made) -> dict[str, Any]:
    """What the journal keeps of a dossier that leaves."""
    return {"to": made.folder.name, "files": made.files, "size": made.size, "manifest": made.manifest}
