"""Readable copies of a batch: names that sort as the rows do, a manifest, and a comparison with the case file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from jxinspect.acts.batch_rows import Batch
from jxinspect.acts.copies import copy_name, require_usable, write_copy, write_many
from jxinspect.acts.notify_batch import Issued
from jxinspect.documents.excel import Column, Sheet, build
from jxinspect.model.document import Document
from jxinspect.model.plan import Inspection
from jxinspect.store.casefile import CaseFile
from jxinspect.store.durable import sweep, write, writing

#: Digits of the number that each name begins with; enough to sort any list that one file holds.
DIGITS = 5
COLUMNS = (
    Column("序号", 8, "number"),
    Column("检查编号", 14),
    Column("被监督单位", 32),
    Column("文书", 24),
    Column("文号", 28),
    Column("文件", 48),
    Column("SHA-256", 68),
    Column("清单中的位置", 18),
)


@dataclass(frozen=True)
class Copied:
    """The readable copy of one document."""

    issued: Issued
    document: Document
    path: Path


@dataclass(frozen=True)
class Manifest:
    """What lies in the folder: the copies, the list of them, and the digests for `sha256sum -c`."""

    copies: tuple[Copied, ...]
    workbook: Path
    digests: Path
    sha256: str


def write_group(case: CaseFile, folder: Path | None, made: Sequence[Issued]) -> None:
    """Have the copies of a group written once it is committed."""
    if folder is None:
        return
    require_usable(folder)
    wanted = [(document, name) for (_, document), name in _names(case, made)]
    case.after_commit(lambda: write_many(case, folder, wanted))


def write_manifest(case: CaseFile, folder: Path, batch: Batch, made: Sequence[Issued]) -> Manifest:
    """Write what is missing of the copies, compare each with the case file, list them all, and clear away what killed
    runs left of them.

    The case file is asked for every document anew: what the manifest says is what is stored.
    """
    case.ahead(Inspection, "number", [one.number for one in made])
    case.ahead(Document, "id", [document.id for one in made for document in one.documents])
    copies = tuple(
        Copied(one, document, write_copy(case, folder, name, case.get(Document, document.id)))
        for (one, document), name in _names(case, made)
    )
    stem = f"批次清单_{batch.id[:12]}"
    data = build(_sheet(batch, copies))
    workbook, digests = folder / f"{stem}.xlsx", folder / f"{stem}.sha256"
    lines = [f"{copy.document.sha256}  {copy.path.name}\n" for copy in copies]
    lines.append(f"{sha256(data).hexdigest()}  {workbook.name}\n")
    for path, content in ((workbook, data), (digests, "".join(lines).encode())):
        with writing(path):
            write(path, content)
    sweep(folder, {copy.path.name for copy in copies} | {workbook.name, digests.name})
    return Manifest(copies, workbook, digests, sha256(data).hexdigest())


def _names(case: CaseFile, made: Iterable[Issued]) -> Iterator[tuple[tuple[Issued, Document], str]]:
    """00001_2026-001_样人社监检通(2026)1号_检查通知书.docx: in the order of the rows, then of the documents."""
    for one in made:
        for document in one.documents:
            yield (one, document), copy_name(case, document, lead=f"{one.wish.order:0{DIGITS}}_")


def _sheet(batch: Batch, copies: Sequence[Copied]) -> Sheet:
    rows = [
        (
            place,
            copy.issued.number,
            copy.issued.unit,
            copy.document.title,
            copy.document.number,
            copy.path.name,
            copy.document.sha256,
            copy.issued.wish.place,
        )
        for place, copy in enumerate(copies, 1)
    ]
    lines = (f"清单：{batch.name}", f"批次：{batch.id}", f"行数：{len(batch.wishes)}")
    return Sheet("批次清单", COLUMNS, rows, title="通知书批次清单", lines=lines)
