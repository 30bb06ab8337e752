"""Guards of the report and the comment round: G31-G35, and the order of its acts for G56 (办法 22(四))."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from jxinspect.law.civil import day
from jxinspect.law.dates import chinese_moment
from jxinspect.law.on_the_day import not_in_force
from jxinspect.law.terms import CheckMode
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.base import Dated
from jxinspect.model.consultation import (
    consultation_received,
    deemed_from,
    letter,
    objection_deadline,
    points_of,
    received_at,
    standing_findings,
    timely,
)
from jxinspect.model.guards.base import Breach, rule
from jxinspect.model.kinds import (
    Adoption,
    Consultation,
    DeemedConsent,
    FieldworkEnd,
    Finding,
    Objection,
    Report,
    ReportDraft,
)
from jxinspect.model.report_change import COMPARED, KINDS, consulted_draft, since

#: Two people look for what may still be on its way (办法 26 I).
RECORDERS = 2


@rule("G31")
def consulted(records: InspectionRecords) -> Iterator[Breach]:
    """G31: the draft was sent to the unit for comment, and service before the report is proven."""
    report = records.last(Report)
    if report is None or records.inspection.mode == CheckMode.OFF_SITE:
        return
    received = received_at(records)
    if received is None:
        document = letter(records)
        what = f"征求意见函{document.number}没有送达记录" if document else "没有制发征求意见函"
        yield Breach("G31", report.id, what)
    elif received > report.at:
        text = f"征求意见函{chinese_moment(received)}才送达，晚于检查报告（{chinese_moment(report.at)}）"
        yield Breach("G31", report.id, text)


@rule("G62")
def asked_for_comment(records: InspectionRecords) -> Iterator[Breach]:
    """G62: off site the unit should be asked for comment too before the report is out (K3); nobody is bound to."""
    report, received = records.last(Report), received_at(records)
    if report is None or records.inspection.mode != CheckMode.OFF_SITE:
        return
    if received is None or received > report.at:
        yield Breach("G62", report.id, "出具非现场检查报告以前，没有将征求意见函送达被监督单位")


@rule("G32")
def period_over_or_answered(records: InspectionRecords) -> Iterator[Breach]:
    """G32: no report before the ten working days are over, unless the unit has answered."""
    report, last_day = records.last(Report), objection_deadline(records)
    if report is None or last_day is None:
        return
    answered = any(o.in_time and o.at <= report.at for o in records.of(Objection))
    if not answered and day(report.at) <= last_day:
        yield Breach("G32", report.id, f"书面意见期限到{last_day}，{day(report.at)}尚未届满，也没有收到答复")
    elif not answered and not any(d.at <= report.at for d in records.of(DeemedConsent)):
        yield Breach("G32", report.id, f"书面意见期限已于{last_day}届满，但没有视同无异议的记录（report deem）")


@rule("G33")
def every_point_answered(records: InspectionRecords) -> Iterator[Breach]:
    """G33: each point of an objection in time has its line of adoption with a reason."""
    report = records.last(Report)
    if report is None:
        return
    answered = {a.item_id for a in records.of(Adoption) if a.at <= report.at and a.reason.strip()}
    points = [i for o in timely(records, report.at) for i in points_of(records, o) if i.id not in answered]
    if points:
        listed = "、".join(f"第{i.seq}条" for i in points)
        yield Breach("G33", report.id, f"书面意见的{listed}没有说明是否采纳及理由")


@rule("G34")
def silence_established(records: InspectionRecords) -> Iterator[Breach]:
    """G34: deemed consent only after the last day, with post on its way accounted for, and no objection in time."""
    for record in records.of(DeemedConsent):
        faults = list(_silence_faults(records, record))
        if faults:
            yield Breach("G34", record.id, "不能视同无异议：" + "；".join(faults))


def _silence_faults(records: InspectionRecords, record: DeemedConsent) -> Iterator[str]:
    last_day = objection_deadline(records)
    first = deemed_from(records, post_possible=record.post_possible)
    if last_day is None or first is None:
        yield "没有征求意见函的送达记录，期限没有起算"
        return
    if day(record.at) < first:
        extra = (first - last_day).days - 1
        waiting = f"，另留邮件在途{extra}日" if extra else ""
        yield f"书面意见期限到{last_day}{waiting}，最早{first}可以记录"
    if not record.register_check.strip():
        yield "没有核对收发登记"
    if not record.mail_check.strip():
        yield "没有核对在途邮件"
    if len(set(record.recorders)) < RECORDERS:
        yield "记录人不足两名"
    if timely(records, record.at):
        yield "期限内收到过书面意见"


@rule("G35")
def finding_founded(records: InspectionRecords) -> Iterator[Breach]:
    """G35: basis, evidence, amount (or "no amount") and period for every finding."""
    for finding in standing_findings(records):
        missing = [title for title, known in _foundations(finding) if not known]
        if missing:
            yield Breach("G35", finding.id, f"问题{finding.seq}“{finding.title}”缺少：" + "、".join(missing))
        elif finding.period_to and (wrong := _not_in_force(finding)):
            text = f"问题{finding.seq}“{finding.title}”的依据在行为时没有施行：" + "、".join(wrong)
            yield Breach("G35", finding.id, text)


def _not_in_force(finding: Finding) -> list[str]:
    assert finding.period_to
    return not_in_force(finding.basis, fact=finding.period_to, act=day(finding.at))


def _foundations(finding: Finding) -> tuple[tuple[str, object], ...]:
    return (
        ("依据条款", [text for text in finding.basis if text.strip()]),
        ("证据", finding.evidence),
        ("金额（或者注明不涉及金额）", finding.amount is not None or finding.no_amount),
        ("所属期间", finding.period_from and finding.period_to),
    )


#: Act → what it presupposes, in words for people (G56). The first of the earlier ones is compared.
ORDER: tuple[tuple[type[Dated], str, type[Dated], str], ...] = (
    (ReportDraft, "征求意见稿", FieldworkEnd, "现场检查结束"),
    (Consultation, "征求意见函", ReportDraft, "征求意见稿形成"),
    (Adoption, "意见答复", Objection, "收到书面意见"),
    (Report, "检查报告", FieldworkEnd, "现场检查结束"),
    (Report, "检查报告", ReportDraft, "征求意见稿形成"),
)


def late(records: InspectionRecords, order: tuple[tuple[type[Dated], str, type[Dated], str], ...]) -> Iterator[Breach]:
    """Acts that are dated before what they presuppose (G56), by a table such as ORDER."""
    for kind, name, earlier, condition in order:
        rows = records.of(kind)
        first = min((row.at for row in records.of(earlier)), default=None) if rows else None
        for row in rows:
            if first is not None and row.at < first:
                yield early(row.id, name, row.at, condition, first)


def early(record_id: str, name: str, at: datetime, condition: str, first: datetime) -> Breach:
    """G56: `name` is dated before `condition`."""
    return Breach("G56", record_id, f"{name}（{chinese_moment(at)}）早于{condition}（{chinese_moment(first)}）")


def report_order(records: InspectionRecords) -> Iterator[Breach]:
    """G56 for the comment round; also a printed last day that the proof of service contradicts."""
    yield from late(records, ORDER)
    received = received_at(records)
    if received is not None:
        for objection in records.of(Objection):
            if objection.at < received and objection.received_on == consultation_received(records):
                yield early(objection.id, "书面意见", objection.at, "接到征求意见函", received)
    consultation = records.last(Consultation)
    if consultation and consultation.on_the_spot and received and day(received) != day(consultation.at):
        text = f"征求意见函按{day(consultation.at)}当场送达印明了最后日期，送达回证记载的接到日期却是{day(received)}"
        yield Breach("G56", consultation.id, text)


def told_otherwise(records: InspectionRecords) -> Iterator[Breach]:
    """G55: what the unit was told of a finding changes only by the answer to its opinion, never silently."""
    report = records.last(Report)
    before = report or consulted_draft(records)
    name = "检查报告" if report else "送去征求意见的征求意见稿"
    for change in since(records, before):
        if not change.reason:
            what = "、".join(COMPARED[column] for column in change.columns) or KINDS[change.kind]
            yield Breach("G55", change.finding, f"问题“{change.title}”与{name}不一致（{what}），没有采纳意见的记录")
