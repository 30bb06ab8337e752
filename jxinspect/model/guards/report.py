"""Guards of the report and the comment round: G31-G35 (办法 22(四))."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from jxinspect.law.civil import day
from jxinspect.law.deadlines import due
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.guards.base import Breach, rule
from jxinspect.model.inspect import Finding
from jxinspect.model.report import Adoption, Consultation, DeemedConsent, Objection, ObjectionItem, Report


def consultation_received(records: InspectionRecords) -> date | None:
    """接到检查报告之日: when the letter of consultation reached the unit; None while not proven."""
    consultation = records.last(Consultation)
    letter = records.document_about("D41", consultation.id) if consultation else None
    moment = records.received(letter) if letter else None
    return day(moment) if moment else None


def objection_deadline(records: InspectionRecords) -> date | None:
    """Last day for the unit's written opinion (T02); None while service is not proven."""
    received = consultation_received(records)
    return due("T02", received, records.world.calendar).last_day if received else None


def timely(records: InspectionRecords) -> list[Objection]:
    """Objections in time that object to something."""
    return [o for o in records.of(Objection) if o.in_time and not o.agrees]


@rule("G31")
def consulted(records: InspectionRecords) -> Iterator[Breach]:
    """G31: the draft was sent to the unit for comment, and service is proven."""
    report = records.last(Report)
    if report and consultation_received(records) is None:
        yield Breach("G31", report.id, "没有征求意见函的送达记录")


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
    wanted = {o.id for o in timely(records) if o.at <= report.at}
    open_points = [i for i in records.of(ObjectionItem) if i.objection_id in wanted and i.id not in answered]
    if open_points:
        points = "、".join(f"第{i.seq}条" for i in open_points)
        yield Breach("G33", report.id, f"书面意见的{points}没有说明是否采纳及理由")


@rule("G34")
def silence_established(records: InspectionRecords) -> Iterator[Breach]:
    """G34: deemed consent only after the last day, with post on its way accounted for, and no objection in time."""
    for record in records.of(DeemedConsent):
        faults = list(_silence_faults(records, record))
        if faults:
            yield Breach("G34", record.id, "不能视同无异议：" + "；".join(faults))


def _silence_faults(records: InspectionRecords, record: DeemedConsent) -> Iterator[str]:
    last_day = objection_deadline(records)
    if last_day is None:
        yield "没有征求意见函的送达记录，期限没有起算"
        return
    extra = records.world.number("objection.extra_mail_days") if record.post_possible else 0
    first = last_day + timedelta(days=max(1, extra + 1))
    if day(record.at) < first:
        waiting = f"，另留邮件在途{extra}日" if extra else ""
        yield f"书面意见期限到{last_day}{waiting}，最早{first}"
    if not (record.register_checked and record.mail_checked):
        yield "没有核对收发登记和在途邮件"
    if timely(records):
        yield "期限内收到过书面意见"


@rule("G35")
def finding_founded(records: InspectionRecords) -> Iterator[Breach]:
    """G35: basis, evidence, amount (or "no amount") and period for every finding."""
    for finding in records.of(Finding):
        missing = [
            title
            for title, known in (
                ("依据条款", finding.basis),
                ("证据", finding.evidence),
                ("金额（或者注明不涉及金额）", finding.amount is not None or finding.no_amount),
                ("所属期间", finding.period_from and finding.period_to),
            )
            if not known
        ]
        if missing:
            yield Breach("G35", finding.id, f"问题{finding.seq}“{finding.title}”缺少：" + "、".join(missing))
