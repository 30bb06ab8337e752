"""Draft, report and dossier (办法 22(四)); the comment round is in report_round.py."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jxinspect.acts.procedure import admit, begin, issue
from jxinspect.acts.report_texts import complete
from jxinspect.acts.report_version import as_version, unchecked
from jxinspect.acts.serial import ordinal
from jxinspect.acts.year import require_approver
from jxinspect.errors import Refused
from jxinspect.law.terms import Adopted
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.base import Record
from jxinspect.model.consultation import standing_findings, timely
from jxinspect.model.document import Document
from jxinspect.model.report import Adoption, Closing, ObjectionItem, Report, ReportDraft
from jxinspect.model.report_change import TEXTS, latest_texts, since, snapshot, text_changes
from jxinspect.model.service import ProofOfService
from jxinspect.model.signed import DocumentVoid
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import inspection_records, staff


def draft(case: CaseFile, number: str, texts: Mapping[str, str | None]) -> tuple[ReportDraft, list[Document]]:
    """Form the report for comment (D40, with its annex) from the findings; the texts are the team's judgement.

    A further version takes over what is not written anew.
    """
    records = begin(case, number, "report.draft")
    written = complete(texts, latest_texts(records))
    row = ReportDraft(
        inspection_id=records.inspection.id,
        at=case.at,
        n=ordinal(case, (one.n for one in records.of(ReportDraft))),
        author=staff(case, case.actor).id,
        findings=len(standing_findings(records)),
        **written,
    )
    kept = (*as_version(case, records, written, f"稿{row.n}"), *snapshot(records, draft=row.id))
    admit(case, records, "report.draft", row, *kept)
    return row, _papers(case, records, "D40", row)


def unchecked_objectivity(case: CaseFile, number: str) -> str:
    """Why the evidence does not count as gathered on both sides (办法 3); blank when it does."""
    return unchecked(inspection_records(case, number))


def _papers(
    case: CaseFile, records: InspectionRecords, kind: str, row: ReportDraft | Report, number: str | None = None
) -> list[Document]:
    """The paper, and the workbook of its findings and sums where there are any."""
    paper = issue(case, records, kind, row, number=number)
    if not row.findings:
        return [paper]
    return [paper, issue(case, records, f"{kind}x", row, number=f"{paper.number}附件")]


def final(
    case: CaseFile,
    number: str,
    *,
    signed_by: str,
    texts: Mapping[str, str | None] | None = None,
    external_number: str | None = None,
) -> tuple[Report, list[Document]]:
    """Issue the inspection report (D44) after the comment round (G31-G33). Texts that changed are given anew."""
    records = begin(case, number, "report.final")
    latest = records.last(ReportDraft)
    assert latest is not None
    row = _report(case, records, latest.id, texts, signed_by=signed_by)
    admit(case, records, "report.final", row, *_kept(case, records, row, "检查报告"))
    return row, _papers(case, records, "D44", row, external_number)


def offsite(
    case: CaseFile,
    number: str,
    *,
    signed_by: str,
    texts: Mapping[str, str | None] | None = None,
    on_site: str = "",
    external_number: str | None = None,
) -> tuple[Report, list[Document]]:
    """Issue the report of an off-site inspection with its workbook (D45, 办法 23(三)); takes over texts of a draft."""
    records = begin(case, number, "report.offsite")
    latest = records.last(ReportDraft)
    row = _report(case, records, latest.id if latest else None, texts, signed_by=signed_by)
    row.on_site = on_site
    admit(case, records, "report.offsite", row, *_kept(case, records, row, "非现场检查报告"))
    paper = issue(case, records, "D45", row, number=external_number)
    return row, [paper, issue(case, records, "D45x", row, number=f"{paper.number}附件")]


def _report(
    case: CaseFile,
    records: InspectionRecords,
    draft_id: str | None,
    texts: Mapping[str, str | None] | None,
    *,
    signed_by: str,
    corrects: str | None = None,
) -> Report:
    return Report(
        inspection_id=records.inspection.id,
        at=case.at,
        draft_id=draft_id,
        signed_by=require_approver(case, signed_by).id,
        corrects=corrects,
        findings=len(standing_findings(records)),
        **complete(texts or {}, latest_texts(records)),
    )


def _kept(case: CaseFile, records: InspectionRecords, row: Report, note: str) -> list[Record]:
    texts = {column: getattr(row, column) for column in TEXTS}
    return [*as_version(case, records, texts, note), *snapshot(records, report=row.id)]


def correct(
    case: CaseFile,
    number: str,
    *,
    signed_by: str,
    texts: Mapping[str, str | None] | None = None,
    external_number: str | None = None,
) -> tuple[Report, list[Document]]:
    """Correct the report by a further one (D44, 更正), after an opinion in time that came when it was out (T03).

    Refused while nobody was right: an opinion that changes nothing is answered and leaves the report as it is.
    """
    records = begin(case, number, "report.correct")
    before = records.last(Report)
    assert before is not None
    _justified(records, before)
    row = _report(case, records, before.draft_id, texts, signed_by=signed_by, corrects=before.id)
    if not since(records, before) and not text_changes(before, row):
        raise Refused(
            "没有要更正的内容",
            why="问题和文字都与已经出具的检查报告相同",
            todo=f"先用 jxinspect report adopt {number} 意见序号 --finding … 改动问题，或者用 --opinion 等写明文字",
        )
    admit(case, records, "report.correct", row, *_kept(case, records, row, "更正检查报告"))
    return row, _papers(case, records, "D44", row, external_number)


def _justified(records: InspectionRecords, before: Report) -> None:
    late = {o.id for o in timely(records) if o.at > before.at}
    points = {i.id for i in records.of(ObjectionItem) if i.objection_id in late}
    if not any(a.item_id in points and a.result != Adopted.NOT for a in records.of(Adoption)):
        raise Refused(
            "没有可以更正检查报告的意见",
            why="检查报告出具后收到的、期限内提出的书面意见，经审查成立的，才更正检查报告（办法 22(四)，T03）",
            todo=f"先用 jxinspect report reply {records.inspection.number} 登记意见，再用 report adopt 逐条审查；"
            "只是文字错漏的，用 jxinspect doc correct 补正",
        )


def dossier(
    case: CaseFile, number: str, *, issued: bool = True, **fields: Any
) -> tuple[InspectionRecords, Document | None]:
    """Cover, index and closing sheet of the dossier (D72) as it is now; `fields` complete what was noted at closing.

    It is made anew only when something has come to the dossier since, or `fields` say more. Not `issued`: of an
    inspection in any state, for a court or people outside, with the cover that there is.
    """
    if not issued:
        return inspection_records(case, number), None
    records = begin(case, number, "report.dossier")
    closing = records.last(Closing)
    if closing is None:
        raise Refused("这项检查没有办结记录", why="办结后立卷归档", todo=f"先用 jxinspect rectify close {number} 办结")
    covers = records.documents("D72")
    if covers and not any(fields.values()) and _is_latest(records, covers[-1]):
        return records, covers[-1]
    if covers and not _is_latest(records, covers[-1]):
        closing.pages = None  # it counted the papers that there were; now it is asked for again, or written by hand
    for column, value in fields.items():
        if value is not None:
            setattr(closing, column, value)
    return records, issue(case, records, "D72", closing)


def pages_known(records: InspectionRecords) -> bool:
    """Whether the newest cover says how many pages the dossier has."""
    closing = records.last(Closing)
    return closing is not None and bool(closing.pages or closing.counted)


def count_pages(case: CaseFile, number: str) -> list[dict[str, str]]:
    """The pages of every paper of the dossier. NotFound without LibreOffice, Incomplete when it fails."""
    from jxinspect.documents.page_count import count_pages as count
    from jxinspect.documents.report_dossier import papers
    from jxinspect.store import home

    kept = [(one.sha256, one.suffix) for one in papers(inspection_records(case, number)) if one.sha256]
    files = {sha: (suffix, case.objects.get(sha)) for sha, suffix in kept}
    return [{"sha256": sha, "pages": str(pages)} for sha, pages in count(files, home.part("dossiers")).items()]


def _is_latest(records: InspectionRecords, cover: Document) -> bool:
    """Whether no document was issued, voided or served after the cover; ids sort by the time they were made."""
    later = (row.id for cls in (Document, DocumentVoid, ProofOfService) for row in records.of(cls) if row.id > cover.id)
    return next(later, None) is None
