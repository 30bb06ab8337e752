"""Results of inspections for the public: drawn up, approved, published, withdrawn (D46, 社会保险法 79 I)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from jxinspect.acts.publication_hide import Choice, Hide, no_reporter, words_to_hide
from jxinspect.acts.serial import REGISTER, ordinal
from jxinspect.acts.year import require_approver
from jxinspect.documents import issue as documents
from jxinspect.documents.report_pieces import project
from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.civil import day
from jxinspect.law.deadlines import due
from jxinspect.law.terms import LedgerState, RectifyType
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.consultation import standing_findings
from jxinspect.model.document import Document
from jxinspect.model.inspect import Finding
from jxinspect.model.plan import Inspection
from jxinspect.model.publication import Publication, PublishedFinding, Redaction
from jxinspect.model.rectify import LedgerItem
from jxinspect.model.report import Report
from jxinspect.model.report_change import since
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import inspection_records, staff, world

__all__ = ["Choice", "approve", "draw_up", "find", "preview", "record", "withdraw"]


def draw_up(case: CaseFile, choice: Choice) -> tuple[Publication, list[PublishedFinding], list[Redaction]]:
    """A public version of the reports of a period, with the log of what was hidden. Nothing is public by that."""
    _period(choice)
    chosen = _chosen(case, choice)
    year = day(case.at).year
    n = ordinal(case, (one.n for one in case.all(Publication, year=year)), size=REGISTER)
    row = Publication(
        at=case.at,
        code=f"{year}-公布稿-{n:02d}",
        year=year,
        n=n,
        period_from=choice.period_from,
        period_to=choice.period_to,
        mask_units=choice.mask_units,
        brief=choice.brief,
        reports=[report.id for _, report in chosen],
        inspections=[records.inspection.id for records, _ in chosen],
        author=staff(case, case.actor).id,
    )
    case.add(row)
    lines, log = _composed(case, row, choice, [records for records, _ in chosen])
    case.add(*lines)
    case.add(*log)
    return row, lines, log


def _period(choice: Choice) -> None:
    if choice.period_to < choice.period_from:
        raise Incomplete(
            "公布的期间有误", why=f"{choice.period_to}早于{choice.period_from}", todo="核对 --from 和 --to"
        )
    if choice.why and not choice.secrets:
        raise Incomplete("没有写明哪些是商业秘密", why="写了 --why，没有写 --hide", todo="用 --hide 写明要隐去的文字")


def _chosen(case: CaseFile, choice: Choice) -> list[tuple[InspectionRecords, Report]]:
    numbers = choice.inspections or _reported(case, choice)
    loaded = [inspection_records(case, number) for number in sorted(numbers)]
    found = [(records, report) for records in loaded if (report := _of_period(records, choice))]
    if not found:
        raise NotFound(
            "这段期间没有出具检查报告",
            why=f"{choice.period_from}至{choice.period_to}没有（选定的检查的）检查报告",
            todo="用 jxinspect report show 查看检查报告的出具日期",
        )
    changing = [records.inspection.number for records, report in found if since(records, report)]
    if changing:
        raise Refused(
            "有的检查报告正在更正，还不能公布",
            why="公布的应当是生效的检查结果（社会保险法 79 I）",
            todo="先用 jxinspect report correct 更正",
            items=changing,
        )
    return found


def _reported(case: CaseFile, choice: Choice) -> list[str]:
    """Numbers of the inspections that have a report of the period."""
    dated = {row.inspection_id for row in case.all(Report) if choice.period_from <= day(row.at) <= choice.period_to}
    return [one.number for one in case.all(Inspection) if one.id in dated]


def _of_period(records: InspectionRecords, choice: Choice) -> Report | None:
    report = records.last(Report)
    inside = report is not None and choice.period_from <= day(report.at) <= choice.period_to
    return report if inside else None


def _composed(
    case: CaseFile, row: Publication, choice: Choice, chosen: Sequence[InspectionRecords]
) -> tuple[list[PublishedFinding], list[Redaction]]:
    words = words_to_hide(chosen, choice)
    lines: list[PublishedFinding] = []
    log: list[Redaction] = []
    for records in chosen:
        hide = Hide(case, row, records.inspection.number, words, choice.why)
        lines += _lines(row, records, hide, len(lines))
        log += hide.log
        no_reporter(records, [one for one in lines if one.inspection_id == records.inspection.id])
    return lines, log


def _lines(row: Publication, records: InspectionRecords, hide: Hide, start: int) -> list[PublishedFinding]:
    unit, subject = hide("单位名称", records.unit.name), hide("检查项目", project(records))
    told = standing_findings(records)
    return [
        PublishedFinding(
            publication_id=row.id,
            inspection_id=records.inspection.id,
            seq=start + n,
            unit=unit,
            project=subject,
            title=hide(f"问题{n}的标题", one.title) if one else "",
            facts=hide(f"问题{n}的事实", one.facts) if one and not row.brief else "",
            amount=one.amount if one else None,
            rectified=_rectified(records, one) if one else "",
        )
        for n, one in enumerate(told or [None], 1)
    ]


def _rectified(records: InspectionRecords, one: Finding) -> str:
    """Where the mending of a finding stands, in a word."""
    line = next((item for item in records.of(LedgerItem) if item.finding_id == one.id), None)
    if line is None:
        return "正在依法处理"
    if line.state == LedgerState.STRUCK:
        return "已经整改到位"
    return "持续整改" if line.type == RectifyType.LASTING else "正在整改"


def find(case: CaseFile, code: str) -> Publication:
    """A public version by its code; NotFound names those that there are."""
    row = next((one for one in case.all(Publication) if one.code == code.strip()), None)
    if row is None:
        known = "、".join(one.code for one in case.all(Publication)) or "无"
        raise NotFound(f"没有公布稿 {code}", why=f"已有：{known}", todo="用 jxinspect report publish list 查看")
    return row


def preview(case: CaseFile, code: str) -> tuple[str, bytes]:
    """File name and bytes of the paper as it would be issued."""
    return documents.preview(case, "D46", find(case, code), records=None)


def approve(case: CaseFile, code: str, *, approver: str, text: str) -> tuple[Publication, Document, date]:
    """The head approves what was drawn up, and it is issued (D46); with the day by which to publish it (T30).

    Refused when a report was corrected meanwhile.
    """
    row = find(case, code)
    _once(row, row.approved_at is None, "已经审批", "重新公布的，另行拟制")
    _not_withdrawn(row)
    corrected = {one.corrects for one in case.all(Report)}
    if set(row.reports) & corrected:
        raise Refused(
            f"{code} 拟制以后，检查报告已经更正",
            why="公布的应当是生效的检查结果（社会保险法 79 I）",
            todo="用 jxinspect report publish draft 重新拟制",
        )
    row.approved_by = require_approver(case, approver).id
    row.approved_at, row.approval_text = case.at, text
    around = world(case)
    last = due("T30.other", day(case.at), around.calendar, length=around.number("publish.other_days")).last_day
    return row, documents.issue(case, "D46", row, records=None, number=row.code), last


def record(case: CaseFile, code: str, *, on: date, where: str, url: str = "") -> Publication:
    """Record when and where it was published."""
    row = find(case, code)
    _once(row, row.published_on is None, "已经登记公布", "再次公布的，另行拟制")
    _not_withdrawn(row)
    if row.approved_at is None or on < day(row.approved_at):
        raise Refused(
            f"{code} 没有经过审批，不能公布" if row.approved_at is None else f"公布日期{on}早于审批",
            why="检查结果经机关负责人审批后公布（社会保险法 79 I）",
            todo=f"先用 jxinspect report publish approve {code} 登记审批，或者核对 --on",
            guards=("G56",),
        )
    row.published_on, row.published_in, row.published_url = on, where, url
    return row


def withdraw(case: CaseFile, code: str, *, on: date, why: str, changed_on: date | None = None) -> Publication:
    """Record that it was withdrawn, and why: what it rests on was changed or set aside (行政处罚法 48, T23)."""
    row = find(case, code)
    _not_withdrawn(row)
    if row.published_on and on < row.published_on:
        raise Incomplete("撤回日期有误", why=f"{on}早于公布日期{row.published_on}", todo="核对 --on")
    row.withdrawn_on, row.withdrawal, row.changed_on = on, why, changed_on
    return row


def _once(row: Publication, holds: bool, what: str, todo: str) -> None:
    if not holds:
        raise Refused(f"{row.code} {what}", why="同一公布稿只办理一次", todo=todo)


def _not_withdrawn(row: Publication) -> None:
    _once(row, row.withdrawn_on is None, f"已经于{row.withdrawn_on}撤回", "需要公布的，另行拟制")
