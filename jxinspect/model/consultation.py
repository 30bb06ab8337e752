"""The comment round as the records show it: when it began, when it ends, what came of it (办法 22(四); T02, T03)."""

from __future__ import annotations

from datetime import date, datetime

from jxinspect.law.civil import day
from jxinspect.law.deadlines import deemed_consent_from, due
from jxinspect.law.terms import ServiceMethod
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.document import Document
from jxinspect.model.kinds import Adoption, Consultation, DeemedConsent, Finding, LateAnswer, Objection, ObjectionItem


def letter(records: InspectionRecords) -> Document | None:
    """The letter of consultation (D41) that counts: of the latest round, not void."""
    consultation = records.last(Consultation)
    return records.document_about("D41", consultation.id) if consultation else None


def received_at(records: InspectionRecords) -> datetime | None:
    """When the letter with the draft reached the unit; None while no proof of service says so."""
    document = letter(records)
    return records.received(document) if document else None


def consultation_received(records: InspectionRecords) -> date | None:
    """接到检查报告之日; None while not proven."""
    moment = received_at(records)
    return day(moment) if moment else None


def objection_deadline(records: InspectionRecords) -> date | None:
    """Last day for the unit's written opinion (T02); None while service is not proven."""
    received = consultation_received(records)
    return due("T02", received, records.world.calendar).last_day if received else None


def served_by_post(records: InspectionRecords) -> bool:
    """Whether the letter itself went by post; then an answer may come the same way."""
    document = letter(records)
    return document is not None and any(p.method == ServiceMethod.POST for p in records.proofs(document))


def deemed_from(records: InspectionRecords, *, post_possible: bool) -> date | None:
    """First day on which 视同无异议 may be recorded (T03, C3); None while service is not proven."""
    received = consultation_received(records)
    if received is None:
        return None
    waits = post_possible or served_by_post(records)
    extra = records.world.number("objection.extra_mail_days") if waits else 0
    return deemed_consent_from(received, records.world.calendar, extra_mail_days=extra)


def timely(records: InspectionRecords, by: datetime | None = None) -> list[Objection]:
    """Objections in time that object to something; those registered by a moment, or all."""
    return [o for o in records.of(Objection) if o.in_time and not o.agrees and (by is None or o.at <= by)]


def late_unanswered(records: InspectionRecords) -> list[Objection]:
    """Opinions that came too late and that nobody has answered yet."""
    answered = {a.objection_id for a in records.of(LateAnswer)}
    return [o for o in records.of(Objection) if not o.in_time and o.id not in answered]


def points_of(records: InspectionRecords, objection: Objection) -> list[ObjectionItem]:
    """The points of one written opinion, in order."""
    return [i for i in records.of(ObjectionItem) if i.objection_id == objection.id]


def open_points(records: InspectionRecords) -> list[ObjectionItem]:
    """Points of objections in time that were not answered yet."""
    answered = {a.item_id for a in records.of(Adoption)}
    return [i for o in timely(records) for i in points_of(records, o) if i.id not in answered]


def resolved(records: InspectionRecords) -> bool:
    """Whether the unit has answered, or its silence is on record, and every point is dealt with."""
    answered = any(o.in_time for o in records.of(Objection)) or bool(records.of(DeemedConsent))
    return answered and not open_points(records)


def standing_findings(records: InspectionRecords) -> list[Finding]:
    """Findings that the comment round has not withdrawn."""
    withdrawn = {a.finding_id for a in records.of(Adoption) if a.withdraws}
    return [f for f in records.of(Finding) if f.id not in withdrawn]
