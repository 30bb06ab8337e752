"""The files of a dossier: papers with their signed scans, evidence, recordings, and whatever else the records keep."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath

from sqlalchemy import inspect

from jxinspect.acts.copies import safe_name
from jxinspect.acts.dossier_cover import Cover
from jxinspect.documents.catalogue import CATALOGUE
from jxinspect.documents.report_dossier import CORRECTION, ORDER, OWN, SERVICE, Paper, papers
from jxinspect.documents.spec import Service
from jxinspect.law.disclosure import full_numbers
from jxinspect.law.dossier import SIDE, Audience, volume
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.base import Record
from jxinspect.model.kinds import Evidence, Recording, of_table
from jxinspect.model.signed import SignedPaper
from jxinspect.store.casefile import CaseFile
from jxinspect.store.paper_text import paper_lines

EVIDENCE, RECORDINGS, OTHERS = "证据", "音像记录", "附件"
#: Columns with files that have their place, or that are no part of the dossier (the template of a paper).
_PLACED = {
    *("document.sha256", "document.template_sha256", "signedpaper.scan", "objection.scan"),
    "challengeoutcome.scan",
    *("evidence.sha256", "recording.stored"),
}
_READABLE, _LARGEST = {".docx", ".xlsx", ".csv", ".txt"}, 64 << 20
COVER = "封面、目录和备考表"


@dataclass(frozen=True)
class Listed:
    """A paper of the index with its place in the folder; without path it is not handed out."""

    place: int
    group: str
    paper: Paper
    path: str = ""
    scans: tuple[tuple[str, str, str], ...] = ()  #: words, path, digest
    text: str = ""

    @property
    def anchor(self) -> str:
        return f"paper-{self.place}"


@dataclass(frozen=True)
class Kept:
    """Evidence or a recording that the case file keeps."""

    code: str
    path: str
    sha256: str
    picture: bool = False


class Files:
    """What goes into the folder for an audience, and what is left out and why."""

    def __init__(self, case: CaseFile, records: InspectionRecords, audience: Audience, cover: Cover) -> None:
        self._case, self._records, self._audience, self._cover = case, records, audience, cover
        self.papers = [self._listed(n, paper) for n, paper in self._index()]
        self.evidence = [] if audience is Audience.OUTSIDE else list(self._evidence())
        self.recordings = [] if audience is Audience.OUTSIDE else list(self._recordings())
        self.others = list(self._others()) if audience is Audience.ARCHIVE else []

    def objects(self) -> Mapping[str, str]:
        """Path in the folder → digest of the object."""
        found = {one.path: one.paper.sha256 or "" for one in self.papers if one.path}
        found |= {path: sha for one in self.papers for _, path, sha in one.scans}
        return found | {one.path: one.sha256 for one in (*self.evidence, *self.recordings, *self.others)}

    def left_out(self) -> list[str]:
        """In words what is not handed out to this audience."""
        gone = [one for one in self.papers if not one.path and one.paper.sha256]
        told = ["副卷的文书"] if self._audience is not Audience.ARCHIVE else []
        told += [f"含有个人信息或者内部使用的文书{len(gone)}件（能够公开的，正文遮盖后列在本页）"] if gone else []
        if self._audience is Audience.OUTSIDE:
            told += ["证据和音像记录的文件、签名的扫描件", "审批和内部办理情况"]
        return told

    def in_full(self) -> int:
        """How many of the files show an identity or bank number in full (G50); what cannot be read is not judged."""
        texts = [one.text for one in self.papers if one.path]
        return sum(1 for text in (*texts, *map(self._text_of, self.evidence)) if full_numbers(text))

    def digest(self) -> str:
        """SHA-256 over names and contents of all files."""
        return sha256("".join(f"{sha}  {path}\n" for path, sha in sorted(self.objects().items())).encode()).hexdigest()

    def _text_of(self, kept: Kept) -> str:
        """The text of evidence in which numbers can stand; digits are the same in every charset."""
        if Path(kept.path).suffix.lower() not in _READABLE:
            return ""
        if self._case.objects.path_of(kept.sha256).stat().st_size > _LARGEST:
            return ""
        data = self._case.objects.get(kept.sha256)
        return paper_lines(data) or data.decode("latin-1")

    def _index(self) -> Iterator[tuple[int, Paper]]:
        """The newest cover as number 0, then the papers by their numbers; the 副卷 for the archive alone."""
        for own in self._records.documents(OWN)[-1:]:
            responsible = self._records.agency.name
            yield 0, Paper(own.number, responsible, own.title, own.dated, "", own.sha256, ".docx", OWN, own.id)
        yield from ((n, paper) for n, paper in enumerate(papers(self._records), 1) if self._shown(paper))

    def _shown(self, paper: Paper) -> bool:
        return self._audience is Audience.ARCHIVE or volume(paper.kind) != SIDE

    def _listed(self, place: int, paper: Paper) -> Listed:
        if not paper.sha256:
            return Listed(place, group_of(paper), paper)
        text = paper_lines(self._case.objects.get(paper.sha256)) if paper.kind else ""
        if not self._may_leave(paper, text):
            return Listed(place, group_of(paper), paper, text=self._cover(text) if self._discloses(paper) else "")
        folder = PurePosixPath(volume(paper.kind))
        stem = f"{place:03d}_{paper.number}_{paper.title}"
        path = str(folder / safe_name(stem, paper.suffix))
        return Listed(place, group_of(paper), paper, path, tuple(self._scans(paper, folder, place)), text)

    def _may_leave(self, paper: Paper, text: str) -> bool:
        """Outside go papers that leave the office anyway, and of these what shows nobody's numbers or name."""
        return self._audience is not Audience.OUTSIDE or (self._discloses(paper) and not self._cover.hides(text))

    def _discloses(self, paper: Paper) -> bool:
        """Papers that were handed to somebody; records of what people said and showed are evidence, and stay."""
        spec = CATALOGUE.get(paper.kind)
        return spec is not None and spec.discloses and spec.served is not Service.SIGNED

    def _scans(self, paper: Paper, folder: PurePosixPath, place: int) -> Iterator[tuple[str, str, str]]:
        if self._audience is Audience.OUTSIDE:
            return
        signed = [row for row in self._records.of(SignedPaper) if row.document_id == paper.document_id and row.scan]
        for n, row in enumerate(signed, 1):
            name = safe_name(f"{place:03d}_{paper.number}_签名件{n}_{row.signer}", Path(row.scan_name).suffix)
            yield f"签名件（{row.signer}）", str(folder / name), row.scan or ""

    def _evidence(self) -> Iterator[Kept]:
        for row in self._records.of(Evidence):
            if row.sha256:
                name = safe_name(f"{row.code}_{row.name}", Path(row.file_name).suffix)
                yield Kept(row.code, f"{EVIDENCE}/{name}", row.sha256, row.media_type.startswith("image/"))

    def _recordings(self) -> Iterator[Kept]:
        for row in self._records.of(Recording):
            if row.stored:
                yield Kept(row.code, f"{RECORDINGS}/{safe_name(row.code, Path(row.file_name).suffix)}", row.stored)

    def _others(self) -> Iterator[Kept]:
        """What other records of the inspection keep, so that nothing is missing of a kind that has no place yet."""
        for table in self._case.hanging:
            cls = of_table(table)
            names = [column.name for column in inspect(cls).columns if column.info.get("object")]
            for row in self._records.of(cls) if names else ():
                yield from self._attached(table, row, [name for name in names if f"{table}.{name}" not in _PLACED])

    def _attached(self, table: str, row: Record, names: list[str]) -> Iterator[Kept]:
        for name in names:
            sha = getattr(row, name)
            if sha:
                told = getattr(row, f"{name}_name", "") or getattr(row, "file_name", "")
                code = f"{table}_{row.id}"
                yield Kept(code, f"{OTHERS}/{safe_name(code, Path(told).suffix)}", sha)


def group_of(paper: Paper) -> str:
    """The class of the index that a paper stands in; proofs of service and corrections stand with what they follow."""
    if paper.kind == OWN:
        return COVER
    found = next((name for name, kinds in ORDER if paper.kind in kinds), "")
    return found or ("" if paper.kind in {SERVICE, CORRECTION, ""} else "其他")
