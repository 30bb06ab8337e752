"""The whole dossier of an inspection as a folder: papers, evidence, journal and a page to browse, as a BagIt bag.

The folder is made under another name beside its place and gets its own when all of it is there (RFC 8493).
"""

from __future__ import annotations

import json
import logging
import shutil
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

from jxinspect import __version__
from jxinspect.acts.dossier_cover import Cover
from jxinspect.acts.dossier_files import Files
from jxinspect.acts.dossier_journal import Told, told
from jxinspect.acts.dossier_parts import Ask, Row
from jxinspect.acts.dossier_view import JOURNAL, VERIFIED, Asked, page_of
from jxinspect.documents.dossier_page import render
from jxinspect.errors import Incomplete, Refused
from jxinspect.law.civil import beijing, day
from jxinspect.law.dossier import Audience
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.store import durable, home
from jxinspect.store.casefile import CaseFile
from jxinspect.store.lock_file import Lock, locked_name
from jxinspect.store.reading import rows
from jxinspect.store.signatures import told_of

PAGE = "index.html"
#: The largest dossier that is encrypted as one file.
_LARGEST = 256 << 20
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
    lock: Lock | None = None,
    permit: Callable[[int, str], None] = lambda _count, _digest: None,
    followed: Followed = lambda items: items,
) -> Made:
    """Make the dossier beside `folder`; it gets its name once the act is committed. Unwritable leaves nothing behind.

    With `lock` it becomes one encrypted package, and what is not yet encrypted lies in the user's own folder meanwhile.
    `permit` is told how many files show full numbers of people, and the digest of all of them, before any is written.
    `followed` shows the progress over the files.
    """
    target = place_of(folder, lock)
    refuse_taken(target)
    ask = asking(case, records.inspection.number)
    cover = Cover([row["name"] for row in ask("dossier_persons")] if asked.audience is Audience.OUTSIDE else None)
    files = Files(case, records, asked.audience, cover)
    if count := files.in_full():
        permit(count, files.digest())
    part = _part(folder, lock)
    drop(folder)  # what an attempt that was stopped has left
    try:
        with durable.writing(folder):
            target.parent.mkdir(parents=True, exist_ok=True)
            part.mkdir(mode=durable.PRIVATE_FOLDER)
            for path, sha in followed(list(files.objects().items())):
                (part / path).parent.mkdir(exist_ok=True)
                case.objects.copy_to(sha, part / path)
            journal = told(case, records.inspection.id, asked.audience, part / JOURNAL)
            page = page_of(case, records, files, ask=ask, cover=cover, journal=journal, asked=asked)
            (part / PAGE).write_bytes(render(page))
            (part / VERIFIED).write_text(_verification(case, asked, journal), encoding="utf-8")
            made = _made(part, files, target)
            made.manifest = _bag(case, records, part, made, asked.audience)
            ready = part if lock is None else _locked(part, target, folder.name, lock)
    except BaseException:
        drop(folder)
        raise
    case.after_commit(lambda: _name(ready, target))
    return made


def place_of(folder: Path, lock: Lock | None) -> Path:
    """Where it will lie: the folder itself, or 卷宗.zip.age."""
    return folder if lock is None else locked_name(folder.with_name(f"{folder.name}.zip"))


def _part(folder: Path, lock: Lock | None) -> Path:
    return folder.with_name(f".{folder.name}.part") if lock is None else home.part("dossiers") / _key(folder)


def _key(folder: Path) -> str:
    """What tells unfinished dossiers from each other."""
    return sha256(str(folder.absolute()).encode()).hexdigest()[:16]


def _locked(part: Path, target: Path, name: str, lock: Lock) -> Path:
    """The folder as an encrypted package beside its place; the folder itself is removed."""
    size = sum(one.stat().st_size for one in part.rglob("*"))
    if size > _LARGEST:
        raise Incomplete(
            f"卷宗有 {size >> 20} MB，不能写成一个加密的文件",
            why=f"加密要一次放进内存，最多 {_LARGEST >> 20} MB",
            todo="写到加密的磁盘上，去掉 --encrypt-to，按 G50 经机关负责人批准",
        )
    package = BytesIO()
    with zipfile.ZipFile(package, "w") as inside:  # documents and photographs are compressed already
        for one in sorted(part.rglob("*")):
            if one.is_file():
                inside.write(one, f"{name}/{one.relative_to(part)}")
    ready = target.with_name(f".{target.name}.part")
    durable.write(ready, lock(package.getvalue()))
    shutil.rmtree(part)
    return ready


def _name(part: Path, folder: Path) -> None:
    with durable.writing(folder):
        part.rename(folder)
        durable.sync_folder(folder.parent)


def drop(folder: Path) -> None:
    """Forget what was put together for an act that did not end well."""
    for locked in (None, _same):
        shutil.rmtree(_part(folder, locked), ignore_errors=True)
    place = place_of(folder, _same)
    durable.forget(place.with_name(f".{place.name}.part"))


def _same(data: bytes) -> bytes:
    """A lock that locks nothing, to ask where a locked one would lie."""
    return data


def _made(part: Path, files: Files, folder: Path) -> Made:
    sizes = [one.stat().st_size for one in part.rglob("*") if one.is_file()]
    shown = sum(1 for one in files.papers if one.path)
    return Made(folder, len(sizes), sum(sizes), shown, len(files.evidence), files.left_out())


def asking(case: CaseFile, number: str) -> Ask:
    """The rows of any view that belong to one inspection, with the signatures under their records."""
    signed = told_of(case.connection)

    def ask(view: str) -> Sequence[Row]:
        sql = f"SELECT * FROM {view} WHERE inspection = ?"  # noqa: S608 — a view of the table of sections
        found = rows(case.connection, sql, [number])
        return [row | {"signature": signed.get(row["record"], "无")} if row.get("record") else row for row in found]

    return ask


def _verification(case: CaseFile, asked: Asked, journal: Told) -> str:
    told_ = {
        "program": f"jxinspect {__version__}",
        "at": beijing(case.clock).isoformat(),
        "case": case.objects.key.case_id,
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
