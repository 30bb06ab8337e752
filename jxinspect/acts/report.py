"""Draft, report and dossier (办法 22(四)); the comment round is in report_round.py."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jxinspect.acts.procedure import admit, begin, issue
from jxinspect.acts.report_texts import HEADINGS, complete
from jxinspect.acts.year import require_approver
from jxinspect.errors import Refused
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.base import Record
from jxinspect.model.document import Document
from jxinspect.model.report import Closing, Report, ReportDraft
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import staff


def draft(case: CaseFile, number: str, texts: Mapping[str, str | None]) -> tuple[ReportDraft, Document]:
    """Form the report for comment (D40) from the findings; the texts are the team's judgement.

    A further version takes over what is not written anew.
    """
    records = begin(case, number, "report.draft")
    row = ReportDraft(
        inspection_id=records.inspection.id,
        at=case.at,
        n=len(records.of(ReportDraft)) + 1,
        author=staff(case, case.actor).id,
        **complete(texts, _texts(records.last(ReportDraft))),
    )
    admit(case, records, "report.draft", row)
    return row, issue(case, records, "D40", row)


def _texts(row: Record | None) -> dict[str, str]:
    return {column: getattr(row, column) for column in HEADINGS} if row else {}


def final(
    case: CaseFile,
    number: str,
    *,
    signed_by: str,
    texts: Mapping[str, str | None] | None = None,
    external_number: str | None = None,
) -> tuple[Report, Document]:
    """Issue the inspection report (D44) after the comment round (G31-G33). Texts that changed are given anew."""
    records = begin(case, number, "report.final")
    latest = records.last(ReportDraft)
    assert latest is not None
    row = Report(
        inspection_id=records.inspection.id,
        at=case.at,
        draft_id=latest.id,
        signed_by=require_approver(case, signed_by).id,
        **complete(texts or {}, _texts(latest)),
    )
    admit(case, records, "report.final", row)
    return row, issue(case, records, "D44", row, number=external_number)


def dossier(case: CaseFile, number: str, **fields: Any) -> tuple[InspectionRecords, Document]:
    """Cover, index and closing sheet of the dossier (D72) as it is now; `fields` complete what was noted at closing."""
    records = begin(case, number, "report.dossier")
    closing = records.last(Closing)
    if closing is None:
        raise Refused("这项检查没有办结记录", why="办结后立卷归档", todo=f"先用 jxinspect rectify close {number} 办结")
    for column, value in fields.items():
        if value is not None:
            setattr(closing, column, value)
    return records, issue(case, records, "D72", closing)
