"""Guards of notice and service: G09-G11, G56, G58 (办法 22(二))."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from jxinspect.errors import Incomplete
from jxinspect.law.civil import day
from jxinspect.law.dates import chinese_moment
from jxinspect.law.deadlines import Reading, earliest_entry
from jxinspect.law.terms import InspectionForm, ServiceMethod
from jxinspect.model.aggregate import InspectionRecords, World
from jxinspect.model.base import Dated
from jxinspect.model.document import Document
from jxinspect.model.guards.base import Breach, rule
from jxinspect.model.guards.offsite import offsite_order
from jxinspect.model.guards.order import order_order
from jxinspect.model.guards.plan import TWO, approved, certified
from jxinspect.model.guards.proceeding import proceeding_order
from jxinspect.model.guards.rectify import rectify_order
from jxinspect.model.guards.recusal import recusal_order
from jxinspect.model.guards.report import early, report_order
from jxinspect.model.guards.seal import seal_order
from jxinspect.model.kinds import Entry, Notice, Override, ProofOfService, Report, ServiceFailure
from jxinspect.model.plan import Approval, Scheme

#: How the two readings of “3个工作日前” are told to people (C7).
READINGS: dict[Reading, str] = {"A": "通知送达后第3个工作日", "B": "通知送达后间隔满3个工作日，从严计算"}


def readings(world: World) -> list[tuple[Reading, bool]]:
    """The readings of T01 to test, with True for the one that only warns. The setting notice.count = A drops B."""
    strict: list[tuple[Reading, bool]] = [("B", True)] if world.text("notice.count") == "B" else []
    return [("A", False), *strict]


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
    for reading, mild in readings(records.world):
        try:
            earliest = earliest_entry(served, records.world.calendar, reading)
        except Incomplete:  # G58 tells that
            return
        if enter_on < earliest:
            when = f"通知{served}送达" if received else f"通知最早{served}送达"
            text = f"{when}，最早{earliest}进点（{READINGS[reading]}），现定{enter_on}"
            yield Breach("G09", (entry or notice).id, text, mild=mild)
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
    inspection = records.inspection
    for notice in records.of(Notice):
        if not notice.flight:
            continue
        if inspection.form != InspectionForm.FLIGHT:
            yield Breach("G11", notice.id, f"检查的组织形式是{inspection.form.label}，不是飞行检查")
        if inspection.flight_reason is None or not inspection.flight_text.strip():
            yield Breach("G11", notice.id, "没有写明提前通知可能影响检查结果的理由")
        granted = any(approved(records, "scheme", scheme.id, notice.at) for scheme in records.of(Scheme))
        if not granted and not _allowed_ahead(records, notice):
            yield Breach("G11", notice.id, "飞行检查没有经机关负责人审批")


def _allowed_ahead(records: InspectionRecords, notice: Notice) -> bool:
    """Whether the head let the flight inspection begin in writing; the form is made up for (D03 补办)."""
    return any((one.guard, one.record_id) == ("G02", notice.id) for one in records.of(Override))


@rule("G56")
def in_order(records: InspectionRecords) -> Iterator[Breach]:
    """G56: nothing is dated before what it presupposes."""
    yield from _approved_after_scheme(records)
    for proof in records.of(ProofOfService):
        yield from _served_after_issue(records, proof)
        yield from _published_after_tries(records, proof)
    for failure in records.of(ServiceFailure):
        yield from _failed_in_order(records, failure)
    yield from recusal_order(records)
    yield from offsite_order(records)
    yield from report_order(records)
    yield from rectify_order(records)
    yield from order_order(records)
    yield from proceeding_order(records)
    yield from seal_order(records)


def _approved_after_scheme(records: InspectionRecords) -> Iterator[Breach]:
    made = {scheme.id: scheme.at for scheme in records.of(Scheme)}
    for approval in records.of(Approval):
        drawn_up = made.get(approval.subject_id)
        if drawn_up and approval.at < drawn_up:
            text = f"审批时间{chinese_moment(approval.at)}早于方案拟定时间{chinese_moment(drawn_up)}"
            yield Breach("G56", approval.id, text)


def _served_after_issue(records: InspectionRecords, proof: ProofOfService) -> Iterator[Breach]:
    earliest = min(moment for moment in (proof.at, proof.received_at) if moment)
    for document in records.of(Document):
        if document.id not in proof.documents:
            continue
        first = min(day(earliest), proof.published_on or day(earliest))
        if first < document.dated:
            yield Breach("G56", proof.id, f"{document.number}成文于{document.dated}，却在{first}送达")
        elif earliest < document.at:
            name = f"{document.number}的送达"
            yield early(proof.id, name, earliest, "制发", document.at)
    if proof.method == ServiceMethod.POST and proof.received_at and proof.received_at < proof.at:
        text = (
            f"邮件{proof.tracking}的签收时间{chinese_moment(proof.received_at)}早于交邮时间{chinese_moment(proof.at)}"
        )
        yield Breach("G56", proof.id, text)


def _published_after_tries(records: InspectionRecords, proof: ProofOfService) -> Iterator[Breach]:
    """A public notice rests on tries that failed before it appeared (民事诉讼法 95)."""
    tried = [day(failure.at) for failure in records.of(ServiceFailure) if failure.id in proof.attempts]
    if proof.published_on and tried and proof.published_on < min(tried):
        text = f"公告于{proof.published_on}发出，却在{min(tried)}才有第一次未成的送达"
        yield Breach("G56", proof.id, text)


def _failed_in_order(records: InspectionRecords, failure: ServiceFailure) -> Iterator[Breach]:
    """Nothing is tried before it is issued, and nothing comes back before it is posted."""
    for document in records.of(Document):
        if document.id in failure.documents and failure.at < document.at:
            yield early(failure.id, f"{document.number}没有成功的送达", failure.at, "制发", document.at)
    for proof in records.of(ProofOfService):
        if proof.id == failure.proof_id and failure.at < proof.at:
            yield early(failure.id, f"邮件{failure.tracking}的退回", failure.at, "交邮", proof.at)


@rule("G58")
def calendar_known(records: InspectionRecords) -> Iterator[Breach]:
    """G58: the working days of every year that a deadline of this inspection touches are known."""
    calendar = records.world.calendar
    kinds: tuple[type[Dated], ...] = (Notice, Entry, Report)
    days = {day(record.at) for kind in kinds for record in records.of(kind)}
    for notice in records.of(Notice):
        if not notice.flight:
            days |= {day(notice.at), notice.enter_on}
    for year in sorted({some.year for some in days} - set(calendar.years)):
        yield Breach("G58", records.inspection.id, f"没有{year}年的工作日表，期限不能计算")


PERSONAL = (ServiceMethod.DIRECT, ServiceMethod.LEFT)


def lone_servers(records: InspectionRecords) -> Iterator[Breach]:
    """G05 for service in person: fewer than two inspectors is a warning."""
    for proof in records.of(ProofOfService):
        on = day(proof.received_at or proof.at)
        valid = [p for p in records.people(dict.fromkeys(proof.servers)) if certified(p, on)]
        if proof.method in PERSONAL and len(valid) < TWO:
            yield Breach("G05", proof.id, f"{proof.method.label}的送达人中只有{len(valid)}名持证人员", mild=True)
