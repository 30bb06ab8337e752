"""Guards of notice and service: G09-G11, G56, G58 (办法 22(二))."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from jxinspect.errors import Incomplete
from jxinspect.law.civil import day
from jxinspect.law.deadlines import earliest_entry
from jxinspect.law.terms import InspectionForm, ServiceMethod
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.base import Dated
from jxinspect.model.document import Document, ProofOfService
from jxinspect.model.guards.base import Breach, rule
from jxinspect.model.guards.plan import approved, certified
from jxinspect.model.inspect import Entry, Notice
from jxinspect.model.plan import Scheme
from jxinspect.model.report import FieldworkEnd, Report


def notice_received(records: InspectionRecords) -> date | None:
    """Day on which the unit got the notice; None without proof of service."""
    moments = [records.received(d) for d in records.documents("D05", "D06")]
    days = [day(m) for m in moments if m]
    return min(days) if days else None


@rule("G09")
def notice_in_time(records: InspectionRecords) -> Iterator[Breach]:
    """G09: three working days between service and entry, except in a flight inspection (T01, C7)."""
    notice = records.last(Notice)
    if notice is None or notice.flight:
        return
    entry = records.last(Entry)
    received = notice_received(records)
    served = received or day(notice.at)
    enter_on = day(entry.at) if entry else notice.enter_on
    subject = entry or notice
    for reading, mild in (("A", False), ("B", True)):
        earliest = earliest_entry(served, records.world.calendar, reading)
        if enter_on < earliest:
            when = f"通知{served}送达" if received else f"通知最早{served}送达"
            how = "满3个完整工作日（从严计算）" if mild else "3个工作日"
            yield Breach("G09", subject.id, f"{when}，按{how}最早{earliest}进点，现定{enter_on}", mild=mild)
            return


@rule("G10")
def notice_served(records: InspectionRecords) -> Iterator[Breach]:
    """G10: entry only after the notice was received; a flight notice may be handed over on the spot."""
    for entry in records.of(Entry):
        received = [records.received(d) for d in records.documents("D05", "D06")]
        if not any(m and m <= entry.at for m in received):
            yield Breach("G10", entry.id, f"{day(entry.at)}进点之前没有检查通知书的送达记录")


@rule("G11")
def flight_reasoned(records: InspectionRecords) -> Iterator[Breach]:
    """G11: a flight inspection says why earlier notice could spoil it, and the head approved that."""
    flights = [n for n in records.of(Notice) if n.flight]
    inspection = records.inspection
    for notice in flights:
        if inspection.form != InspectionForm.FLIGHT:
            yield Breach("G11", notice.id, f"检查的组织形式是{inspection.form.label}，不是飞行检查")
        if inspection.flight_reason is None or not inspection.flight_text.strip():
            yield Breach("G11", notice.id, "没有写明提前通知可能影响检查结果的理由")
        if not any(approved(records, "scheme", scheme.id, notice.at) for scheme in records.of(Scheme)):
            yield Breach("G11", notice.id, "没有经机关负责人审批")


@rule("G56")
def in_order(records: InspectionRecords) -> Iterator[Breach]:
    """G56: nothing is dated before what it presupposes."""
    for proof in records.of(ProofOfService):
        yield from _served_after_issue(records, proof)
    end = records.last(FieldworkEnd)
    for report in records.of(Report):
        if end and report.at < end.at:
            yield Breach("G56", report.id, f"检查报告（{day(report.at)}）早于现场检查结束（{day(end.at)}）")
    for draft in records.documents("D40"):
        if end and draft.dated < day(end.at):
            yield Breach("G56", draft.id, f"征求意见稿（{draft.dated}）早于现场检查结束（{day(end.at)}）")


def _served_after_issue(records: InspectionRecords, proof: ProofOfService) -> Iterator[Breach]:
    received = proof.received_at
    for document in records.of(Document):
        if document.id in proof.documents and received and day(received) < document.dated:
            yield Breach("G56", proof.id, f"{document.number}成文于{document.dated}，却在{day(received)}送达")


@rule("G58")
def calendar_known(records: InspectionRecords) -> Iterator[Breach]:
    """G58: the working days of every year that a deadline of this inspection touches are known."""
    kinds: tuple[type[Dated], ...] = (Notice, Entry, Report)
    days = {day(record.at) for kind in kinds for record in records.of(kind)}
    for some in sorted(days):
        try:
            records.world.calendar.is_working_day(some)
        except Incomplete:
            yield Breach("G58", records.inspection.id, f"没有{some.year}年的工作日表")


PERSONAL = (ServiceMethod.DIRECT, ServiceMethod.LEFT)


def lone_servers(records: InspectionRecords) -> Iterator[Breach]:
    """G05 for service in person: fewer than two inspectors is a warning."""
    for proof in records.of(ProofOfService):
        on = day(proof.received_at or proof.at)
        valid = [p for p in records.people(proof.servers) if certified(p, on)]
        if proof.method in PERSONAL and len(valid) < 2:  # noqa: PLR2004  办法 26 I
            yield Breach("G05", proof.id, f"{proof.method.label}的送达人中只有{len(valid)}名持证人员", mild=True)
