"""Context of the dossier: cover, index 卷内目录 and closing sheet 备考表 (D72, 行政处罚法 47)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from jxinspect.documents.report_pieces import REPORTS, about, paper_number
from jxinspect.documents.sentences import sentence
from jxinspect.documents.spec import Facts, Fields, Layout, Service, Spec
from jxinspect.law.civil import day
from jxinspect.law.dates import chinese_date

if TYPE_CHECKING:
    from jxinspect.model.aggregate import InspectionRecords
    from jxinspect.model.document import Document
    from jxinspect.model.report import Closing

#: Classes of the dossier of an inspection in their order; inside a class by time. Proofs of service (D11)
#: follow what they prove.
ORDER: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("方案和审批", ("D02", "D03", "D04", "D15", "D16", "D29", "D30", "D31")),
    ("通知", ("D05", "D06", "D07", "D08", "D09", "D10", "D10x", "D12", "D18", "D26a")),
    ("告知和承诺", ("D13", "D14", "D17")),
    ("底稿和取证", ("D21", "D22", "D23", "D23a", "D24", "D24x", "D73")),
    ("笔录", ("D19", "D20")),
    ("疑点核查", ("D25", "D25x", "D26")),
    ("责令改正", ("D27", "D28")),
    ("封存", ("D32", "D33", "D34", "D35", "D35a", "D36", "D36a", "D36b", "D37", "D38")),
    ("征求意见", ("D40", "D40x", "D41", "D42", "D43")),
    ("检查报告", ("D44", "D44x", "D45", "D45x", "D46", "D47")),
    ("整改", ("D48", "D49", "D50", "D51", "D52", "D53", "D54", "D55", "D56", "D60")),
    ("移送", ("D57", "D57x", "D58", "D59")),
    ("立案和决定", ("D61", "D65", "D67", "D68", "D69", "D69a", "D71")),
    ("听证", ("D66", "D66a", "D66b")),
    ("执行", ("D70", "D70a")),
    ("先行登记保存", ("D39", "D39a", "D39b")),
    ("调查终结、审核和讨论", ("D62", "D63", "D64", "D66c", "D67a")),
    # Last, since it is made when the dossier is closed and its pages are counted.
    ("数据销毁", ("D75",)),
)
SERVICE, OWN, CORRECTION = "D11", "D72", "D74"
#: Kinds that the unit makes or gives.
BY_UNIT = frozenset({"D14", "D26"})
#: The unit's written opinion, which is no document of ours; D41 brings a form of this name for it.
LETTER = "关于检查报告（征求意见稿）的书面意见"
BLANK = "　"


@dataclass(frozen=True)
class Paper:
    """One line of the index."""

    number: str
    responsible: str
    title: str
    dated: date
    note: str = ""
    sha256: str | None = None
    suffix: str = ""
    kind: str = ""  #: of the document; empty for what is none of ours
    document_id: str = ""


def papers(records: InspectionRecords) -> list[Paper]:
    """Everything that belongs in the dossier, in its order."""
    known = [kind for _, kinds in ORDER for kind in kinds]
    listed: list[Paper] = []
    for _, kinds in ORDER:
        listed += _class(records, kinds)
    others = {d.kind for d in valid(records)} - {*known, SERVICE, OWN, CORRECTION}
    return [*listed, *_class(records, tuple(sorted(others)))]


def valid(records: InspectionRecords) -> list[Document]:
    """Documents that are not void, oldest first."""
    from jxinspect.model.document import Document

    return records.documents(*{d.kind for d in records.of(Document)})


def _class(records: InspectionRecords, kinds: tuple[str, ...]) -> Iterator[Paper]:
    for document in sorted(records.documents(*kinds), key=lambda d: (d.at, d.id)):
        if document.kind == "D42":
            yield from _letters(records, document)
        yield _paper(records, document, document.title)
        yield from _services(records, document)
        yield from _corrections(records, document)
        yield from _outcomes(records, document)


def _outcomes(records: InspectionRecords, document: Document) -> Iterator[Paper]:
    """What the organ or the court decided on it, behind it."""
    from jxinspect.model.kinds import Challenge, ChallengeOutcome

    against = {one.id: one for one in records.of(Challenge) if one.document_id == document.id}
    for row in records.of(ChallengeOutcome) if against else ():
        if row.challenge_id in against:
            one = against[row.challenge_id]
            title = f"{one.kind.label}结果（{document.number}，{row.result.said(one.kind)}）"
            dated, suffix = row.decided_on, Path(row.scan_name).suffix
            yield Paper(row.reference, one.body, title, dated, one.number, row.scan, suffix)


def _services(records: InspectionRecords, document: Document) -> Iterator[Paper]:
    """Proofs of service that name this document first."""
    numbers = {d.id: d.number for d in valid(records)}
    for proof in records.proofs(document):
        served = [i for i in proof.documents if i in numbers]
        paper = records.document_about(SERVICE, proof.id)
        if paper is not None and served[0] == document.id:
            yield _paper(records, paper, f"{paper.title}（{'、'.join(numbers[i] for i in served)}）")


def _corrections(records: InspectionRecords, document: Document) -> Iterator[Paper]:
    """Notices that mend the document, each with its proof of service."""
    from jxinspect.model.correction import Correction

    mending = {row.id for row in records.of(Correction) if row.document_id == document.id}
    for notice in records.documents(CORRECTION):
        if notice.subject_id in mending:
            yield _paper(records, notice, f"{notice.title}（补正{document.number}）")
            yield from _services(records, notice)
            yield from _corrections(records, notice)


def _letters(records: InspectionRecords, document: Document) -> Iterator[Paper]:
    """The unit's own letter stands before its registration."""
    from jxinspect.model.report import Objection

    for row in records.of(Objection):
        if row.id == document.subject_id:
            yield Paper("", records.unit.name, LETTER, day(row.at), "原件", row.scan, Path(row.scan_name).suffix)


def _paper(records: InspectionRecords, document: Document, title: str) -> Paper:
    return Paper(
        number=document.number,
        responsible=_author(records, document),
        title=title,
        dated=document.dated,
        note=_became(records, document),
        sha256=document.sha256,
        suffix=Path(document.file_name).suffix,
        kind=document.kind,
        document_id=document.id,
    )


def _author(records: InspectionRecords, document: Document) -> str:
    """责任者: who made the paper, which is not always the agency."""
    from jxinspect.model.kinds import RecusalRequest, Undertaking

    if document.kind in BY_UNIT:
        return records.unit.name
    if document.kind == "D15":
        return records.find(RecusalRequest, document.subject_id).applicant
    if document.kind == "D29":
        return records.staff[records.find(Undertaking, document.subject_id).staff_id].name
    return records.agency.name


def _became(records: InspectionRecords, document: Document) -> str:
    """In the column of remarks: that the paper is not any more what it was."""
    from jxinspect.model.challenge_course import against, standing

    now = standing(records, against(records, {document.id}))
    return f"{now.outcome.result.said(now.challenge.kind)}（{now.outcome.reference}）" if now else ""


def d72(facts: Facts) -> Fields:
    """卷宗封面、卷内目录、备考表. Page numbers that are not counted are written by hand once the papers are bound."""
    closing, records = facts.subject, facts.inspection
    listed = papers(records)
    numbers, last = page_numbers(closing, listed)
    shared = about(facts)
    return {
        **shared,
        "卷宗": _cover(facts, closing, len(listed), last or closing.pages),
        "文件": [
            {
                "序号": str(n),
                "编号": paper.number,
                "责任者": paper.responsible,
                "题名": paper.title,
                "日期": f"{paper.dated:%Y%m%d}",
                "页号": page or BLANK,
                "备注": paper.note,
            }
            for n, (paper, page) in enumerate(zip(listed, numbers, strict=True), 1)
        ],
        "备考": {
            "说明": sentence(closing.note) or _state(records, len(listed)),
            "立卷人": records.staff[closing.archived_by].name,
            "检查人": records.staff[closing.checked_by].name if closing.checked_by else BLANK,
            "立卷时间": chinese_date(facts.dated),
        },
    }


def page_numbers(closing: Closing, listed: list[Paper]) -> tuple[list[str], int | None]:
    """Page numbers of the papers (3-5), and the last one; from a paper on whose pages are not known there are none."""
    counted = {row["sha256"]: int(row["pages"]) for row in closing.counted}
    numbers: list[str] = []
    last: int | None = 0
    for paper in listed:
        pages = counted.get(paper.sha256 or "")
        if last is None or not pages:
            last = None
            numbers.append("")
            continue
        numbers.append(str(last + 1) if pages == 1 else f"{last + 1}-{last + pages}")
        last += pages
    return numbers, last or None


def _cover(facts: Facts, closing: Closing, count: int, pages: int | None) -> Fields:
    from jxinspect.model.team import inspectors

    records = facts.inspection
    return {
        "全宗号": closing.fonds_no or BLANK,
        "归档号": closing.dossier_no or BLANK,
        "题名": f"对{records.unit.name}实施的社会保险基金{records.inspection.called}案卷",
        "报告文号": paper_number(records, *REPORTS),
        "整改文号": paper_number(records, "D48"),
        "承办": records.agency.department,
        "检查组": "、".join(p.name for p in inspectors(records)),
        "立项日期": _opened(records),
        "办结日期": chinese_date(day(closing.at)),
        "结果": sentence(closing.result),
        "保管期限": closing.retention,
        "件数": f"{count}件",
        "页数": f"{pages}页" if pages else f"{BLANK}{BLANK}{BLANK}页",
    }


def _opened(records: InspectionRecords) -> str:
    """The day of approval; else of the first document."""
    from jxinspect.model.plan import Approval

    granted = [a.at for a in records.of(Approval) if a.subject == "scheme" and a.granted]
    first = min(granted or [d.at for d in valid(records)])
    return chinese_date(day(first))


def _state(records: InspectionRecords, count: int) -> str:
    from jxinspect.model.inspect import Evidence
    from jxinspect.model.kinds import DocumentVoid

    void = len(records.of(DocumentVoid))
    digital = sum(1 for e in records.of(Evidence) if e.sha256)
    parts = [f"本卷共有文件材料{count}件"]
    if digital:
        parts.append(f"另有电子证据{digital}件，连同完整性校验值保存在案卷库中")
    if void:
        parts.append(f"作废文书{void}件，文号和理由记录在案卷库中，未入卷")
    return "；".join(parts) + "。"


SPECS: tuple[Spec, ...] = (
    Spec(
        id=OWN,
        title="卷宗封面、卷内目录和备考表",
        group="report",
        layout=Layout.FORM,
        basis=("行政处罚法 47",),
        signers=(),
        served=Service.INTERNAL,
        series=None,
        archive="JZ",
        context=d72,
    ),
)
