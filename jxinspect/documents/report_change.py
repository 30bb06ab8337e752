"""What the final report says otherwise than the draft or the report before it, as fields of D44 (办法 22(四))."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from jxinspect.documents.report_pieces import codes, money, span
from jxinspect.documents.sentences import sentence
from jxinspect.documents.spec import Fields
from jxinspect.law.dates import chinese_date

if TYPE_CHECKING:
    from jxinspect.model.aggregate import InspectionRecords
    from jxinspect.model.inspect import Finding
    from jxinspect.model.report import Report, ReportDraft
    from jxinspect.model.report_change import Change
    from jxinspect.model.report_version import ReportedFinding

NOTHING = "—"


def since_draft(records: InspectionRecords, row: Report) -> Fields:
    """修改: each finding changed, added or dropped since the version before, amounts before and after, with reason."""
    from jxinspect.model.report_change import since, text_changes

    before = _before(records, row)
    found = since(records, before)
    return {
        "概述": _summary(_name(row), found, text_changes(before, row)),
        "前稿": _name(row),
        "逐项": [_line(records, before, one) for one in found],
    }


def _before(records: InspectionRecords, row: Report) -> ReportDraft | Report:
    from jxinspect.model.report import Report, ReportDraft
    from jxinspect.model.report_change import consulted_draft

    if row.corrects:
        return records.find(Report, row.corrects)
    assert row.draft_id is not None  # only a report of an off-site inspection has none
    return consulted_draft(records) or records.find(ReportDraft, row.draft_id)


def _name(row: Report) -> str:
    return "原检查报告" if row.corrects else "征求意见稿"


def _summary(name: str, found: Sequence[Change], texts: Sequence[str]) -> str:
    from jxinspect.model.report_change import KINDS

    counted = [(word, sum(one.kind == kind for one in found)) for kind, word in KINDS.items()]
    said = "、".join(f"{word}{n}项" for word, n in counted if n)
    first = f"与{name}相比，本报告的问题{said}" if said else f"与{name}相比，本报告的问题没有变化"
    second = f"；文字有修改的部分：{'、'.join(texts)}" if texts else ""
    return f"{first}{second}。"


def _line(records: InspectionRecords, before: ReportDraft | Report, change: Change) -> Fields:
    from jxinspect.model.report_change import KINDS, told_by

    old = next((f for f in told_by(records, before) if f.finding_id == change.finding), None)
    return {
        "问题": change.title,
        "变化": KINDS[change.kind],
        "前金额": NOTHING if change.kind == "added" else money(change.before),
        "后金额": NOTHING if change.kind == "dropped" else money(change.after),
        "理由": (sentence(_columns(records, old, change)) + sentence(change.reason)) or NOTHING,
    }


def _columns(records: InspectionRecords, old: ReportedFinding | None, change: Change) -> str:
    from jxinspect.model.inspect import Finding
    from jxinspect.model.report_change import COMPARED

    if old is None or change.kind != "changed":
        return ""
    now = records.find(Finding, change.finding)
    told = [
        f"{COMPARED[c]}由{_shown(records, c, old)}改为{_shown(records, c, now)}"
        for c in change.columns
        if c not in ("amount", "facts")
    ]
    return "；".join([*(["事实有修改"] if "facts" in change.columns else []), *told])


def _shown(records: InspectionRecords, column: str, of: ReportedFinding | Finding) -> str:
    plain = {
        "evidence": codes(records, of.evidence) or "无",
        "basis": "；".join(of.basis) or "无",
        "persons": "无" if of.persons is None else f"{of.persons}人次",
        "period_from": span(of.period_from, None),
        "period_to": span(None, of.period_to),
    }
    return plain.get(column) or f"“{getattr(of, column)}”"


def correction(records: InspectionRecords, row: Report) -> Fields:
    """更正: the report that this one takes the place of, when an opinion in time came after it (T03)."""
    if not row.corrects:
        return {"更正": {"是": False, "原文号": "", "原日期": ""}}
    paper = records.document_about("D44", row.corrects)
    return {
        "文书名称": "检查报告（更正）",
        "更正": {
            "是": True,
            "原文号": paper.number if paper else "",
            "原日期": chinese_date(paper.dated) if paper else "",
        },
    }
