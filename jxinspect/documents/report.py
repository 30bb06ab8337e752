"""Contexts of the group report: draft, letter, report (D40, D41, D44); see report_round.py and report_dossier.py."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from jxinspect.documents.headline import headline
from jxinspect.documents.publication import SPECS as PUBLIC
from jxinspect.documents.report_annex import SPECS as ANNEXES
from jxinspect.documents.report_change import correction, since_draft
from jxinspect.documents.report_dossier import LETTER
from jxinspect.documents.report_dossier import SPECS as DOSSIER
from jxinspect.documents.report_pieces import (
    SUPERVISION,
    about,
    findings,
    project,
    texts,
    totals,
    work,
)
from jxinspect.documents.report_round import SPECS as ROUND
from jxinspect.documents.report_round import outcome
from jxinspect.documents.spec import Facts, Fields, Layout, Service, Spec
from jxinspect.law.civil import day
from jxinspect.law.dates import chinese_date
from jxinspect.law.deadlines import due
from jxinspect.law.statutes import cite

if TYPE_CHECKING:
    from jxinspect.model.inspect import Finding
    from jxinspect.model.report import Report, ReportDraft

ANNEX = "检查发现问题汇总表"
WORKBOOK = "检查发现问题明细和汇总表（电子表格）"
#: What D41 says of the period when the day of receipt is not known yet.
BY_RECEIPT = "以送达回证记载的接到日期起算"


def d40(facts: Facts) -> Fields:
    """检查报告（征求意见稿）."""
    return _report(facts, facts.subject)


def d44(facts: Facts) -> Fields:
    """检查报告, with what the comment round came to."""
    return {
        **_report(facts, facts.subject),
        "征求意见": outcome(facts.inspection, facts.subject.at),
        "修改": since_draft(facts.inspection, facts.subject),
        **correction(facts.inspection, facts.subject),
    }


def _report(facts: Facts, row: ReportDraft | Report) -> dict[str, Any]:
    from jxinspect.model.consultation import standing_findings

    records = facts.inspection
    chosen: list[Finding] = standing_findings(records)
    return {
        **about(facts),
        "标题": headline(f"关于{records.unit.name}", f"{project(records)}情况的检查报告{_mark(row)}"),
        "依据": cite(f"{SUPERVISION}; 办法 21、22"),
        "检查情况": work(records, row.work),
        "文字": texts(row),
        "问题": findings(records, chosen),
        "合计": totals(chosen),
        "附表": f"{facts.number}附件" if chosen else "",
        "附件": [ANNEX] if chosen else [],
    }


def _mark(row: ReportDraft | Report) -> str:
    """A corrected report says so in its title."""
    return "（更正）" if getattr(row, "corrects", None) else ""


def d41(facts: Facts) -> Fields:
    """征求意见函: the last day stands in it only when the letter is handed over at once (办法 22(四), T02)."""
    from jxinspect.model.report import ReportDraft

    letter, records = facts.subject, facts.inspection
    draft = records.find(ReportDraft, letter.draft_id)
    paper = records.document_about("D40", draft.id)
    report = f"{about(facts)['检查']['报告名称']}（征求意见稿）"
    attached = [report, *([WORKBOOK] if draft.findings else []), LETTER]
    return {
        **about(facts),
        "依据": cite("办法 22(四)"),
        "期限": term(facts, day(letter.at) if letter.on_the_spot else None),
        "征求意见稿": {"编号": paper.number if paper else "", "日期": chinese_date(paper.dated) if paper else ""},
        "联系人": {"姓名": letter.contact, "电话": letter.phone},
        "书面意见": {"名称": LETTER, "标号": f"附件{len(attached)}"},
        "附件": attached,
    }


def term(facts: Facts, received: date | None) -> str:
    """The sentence on the period: with the last day when receipt is known, else by the proof of service."""
    if received is None:
        return f"请你单位在接到本函之日起10个工作日内提出书面意见，期限{BY_RECEIPT}"
    last = due("T02", received, facts.calendar).last_day
    return (
        f"请你单位在接到本函之日起10个工作日内提出书面意见。本函于{chinese_date(received)}当场送达，"
        f"提出书面意见的最后一日为{chinese_date(last)}"
    )


SPECS: tuple[Spec, ...] = (
    Spec(
        id="D40",
        title="检查报告（征求意见稿）",
        group="report",
        layout=Layout.DECISION,
        basis=("办法 22(四)",),
        signers=("G", "H"),
        served=Service.INTERNAL,
        may_leave=True,
        series=None,
        archive="稿",
        context=d40,
    ),
    Spec(
        id="D41",
        title="征求意见函",
        group="report",
        layout=Layout.OFFICIAL,
        basis=("办法 22(四)",),
        signers=("L",),
        served=Service.SERVED,
        series="监征",
        archive=None,
        context=d41,
    ),
    Spec(
        id="D44",
        title="检查报告",
        group="report",
        layout=Layout.OFFICIAL,
        basis=("办法 22(四)",),
        signers=("L",),
        served=Service.SERVED,
        series="监报",
        archive=None,
        context=d44,
    ),
    *ANNEXES,
    *ROUND,
    *PUBLIC,
    *DOSSIER,
)
