"""Guards of notice and service, both ways: G05 (service), G09, G10, G11, G56, G58."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest

from jxinspect.law.calendar import Calendar
from jxinspect.law.settings import value_of
from jxinspect.law.terms import FlightReason, InspectionForm, Level, Role, ServiceMethod, Severity, UnitType
from jxinspect.model.aggregate import InspectionRecords, World
from jxinspect.model.document import Document
from jxinspect.model.guards import RULES
from jxinspect.model.guards.notify import lone_servers
from jxinspect.model.inspect import Entry
from jxinspect.model.notify import Notice
from jxinspect.model.plan import Agency, Approval, Inspection, Scheme, Staff, Unit
from jxinspect.model.service import ProofOfService, ServiceFailure

BEIJING = timezone(timedelta(hours=8))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BEIJING)


AT = at("2026-02-10 09:00")


@pytest.fixture
def records() -> InspectionRecords:
    inspection = Inspection(
        id="i", number="2026-001", year=2026, unit_id="u", form=InspectionForm.SPECIAL, period_from=date(2025, 1, 1),
        period_to=date(2025, 12, 31),
    )  # fmt: skip
    agency = Agency(
        name="样本县局", code="样", level=Level.COUNTY, region_code="360100", region_name="样本县", department="科",
        address="", phone="", complaint_phone="", government="", court="",
    )  # fmt: skip
    unit = Unit(id="u", name="样本单位", type=UnitType.EMPLOYER, region_code="360100", address="", head="")
    staff = {
        name: Staff(
            id=name, name=name, role=role, department="科", post="员", certificate="1",
            certificate_from=date(2023, 1, 1), certificate_to=date(2027, 1, 1),
        )
        for name, role in (("甲", Role.INSPECTOR), ("乙", Role.INSPECTOR), ("丙", Role.THIRD_PARTY))
    }  # fmt: skip
    return InspectionRecords(inspection, agency, unit, staff, world({}))


def world(settings: dict[str, object]) -> World:
    return World(at=AT, calendar=Calendar.shipped(), setting=lambda key: value_of(key, settings.get))


def notice(when: str = "2026-02-10 09:00", enter: str = "2026-03-02", *, flight: bool = False) -> Notice:
    return Notice(
        id="n", inspection_id="i", at=at(when), flight=flight, enter_on=date.fromisoformat(enter),
        leave_on=date.fromisoformat(enter),
    )  # fmt: skip


def paper(kind: str = "D05", dated: str = "2026-02-10") -> Document:
    return Document(
        id="d", inspection_id="i", at=AT, kind=kind, title="", subject_id="n", number="样监检通〔2026〕1号", year=2026,
        dated=date.fromisoformat(dated), sha256="", facts_digest="", chain_head="", check_code="", file_name="",
        actor="",
    )  # fmt: skip


def proof(received: str | None, **fields: Any) -> ProofOfService:
    usual: dict[str, Any] = {"method": ServiceMethod.DIRECT, "servers": ["甲", "乙"], "at": at("2026-02-12 12:00")}
    return ProofOfService(
        id="p", inspection_id="i", documents=["d"], addressee="", place="",
        received_at=at(received) if received else None, **{**usual, **fields},
    )  # fmt: skip


def failure(when: str, **fields: Any) -> ServiceFailure:
    usual: dict[str, Any] = {"method": ServiceMethod.DIRECT, "documents": ["d"], "reason": "大门紧锁"}
    return ServiceFailure(id="f", inspection_id="i", at=at(when), addressee="", place="", **{**usual, **fields})


def entry(when: str) -> Entry:
    return Entry(id="e", inspection_id="i", at=at(when), place="", met="", met_post="")


Look = Callable[..., list[tuple[str, Severity]]]


@pytest.fixture
def look(records: InspectionRecords) -> Look:
    """Text and severity of what a guard says after these records were added."""

    def run(guard: str, *rows: Any) -> list[tuple[str, Severity]]:
        for row in rows:
            records.add(row)
        return [(breach.text, breach.severity) for breach in RULES[guard](records)]

    return run


@pytest.mark.parametrize(
    ("served", "severity"),
    [("2026-02-25 18:00", None), ("2026-02-26 08:00", Severity.WARN), ("2026-02-27 08:00", Severity.REFUSE)],
)
def test_entry_on_2_march_wants_service_by_25_february_strictly_and_26_at_the_latest(
    look: Look, served: str, severity: Severity | None
) -> None:
    found = look("G09", notice(), paper(), proof(served), entry("2026-03-02 09:00"))
    assert [grade for _, grade in found] == ([severity] if severity else [])


def test_the_loose_reading_alone_counts_when_the_office_chose_it(records: InspectionRecords, look: Look) -> None:
    records.world = world({"notice.count": "A"})
    assert look("G09", notice(), paper(), proof("2026-02-26 08:00"), entry("2026-03-02 09:00")) == []
    records.rows.clear()
    assert look("G09", notice(), paper(), proof("2026-02-27 08:00"), entry("2026-03-02 09:00"))


def test_a_day_is_a_day_in_beijing_whatever_zone_the_moment_has(look: Look) -> None:
    evening = datetime(2026, 2, 25, 16, 30, tzinfo=timezone.utc)  # noqa: UP017  00:30 of the 26th in Beijing
    late = proof("2026-02-25 08:00")
    late.received_at = evening
    assert look("G09", notice(), paper(), late, entry("2026-03-02 09:00"))[0][1] == Severity.WARN


def test_before_service_the_day_of_the_notice_is_the_earliest_possible(look: Look) -> None:
    assert look("G09", notice("2026-02-25 09:00")) == []
    assert "最早2026-02-27送达" in look("G09", notice("2026-02-27 09:00"))[0][0]


def test_a_flight_inspection_needs_no_time_between(look: Look) -> None:
    assert look("G09", notice("2026-03-02 08:00", flight=True), paper("D06"), entry("2026-03-02 09:00")) == []


def test_entry_needs_a_proof_of_service_not_later_than_it(look: Look) -> None:
    assert look("G10", notice(), paper(), entry("2026-03-02 09:00"))
    assert look("G10", proof(None, method=ServiceMethod.POST))
    later = proof("2026-03-02 09:30")
    later.id = "later"
    assert look("G10", later)


def test_entry_after_service_passes(look: Look) -> None:
    assert look("G10", paper(), proof("2026-02-12 10:00"), entry("2026-03-02 09:00")) == []


def test_a_flight_notice_wants_form_reason_text_and_approval(records: InspectionRecords, look: Look) -> None:
    assert len(look("G11", notice(flight=True))) == 3
    records.inspection.form = InspectionForm.FLIGHT
    records.inspection.flight_reason = FlightReason.TIP
    assert len(look("G11")) == 2
    records.inspection.flight_text = "举报"
    scheme = Scheme(
        id="s", inspection_id="i", at=AT, items="", scope="", content="", starts_on=date(2026, 3, 2),
        ends_on=date(2026, 3, 2), method="", made_by="甲",
    )  # fmt: skip
    granted = Approval(
        inspection_id="i", at=AT, subject="scheme", subject_id="s", prepared_by="甲", approved_by="钱", text="",
        granted=True,
    )  # fmt: skip
    assert look("G11", scheme, granted) == []


def test_service_before_the_paper_was_made_is_out_of_order(look: Look) -> None:
    assert look("G56", paper(), proof("2026-02-10 09:00")) == []
    the_same_day = proof("2026-02-10 08:59")
    assert "（2026年2月10日8时59分）早于制发（2026年2月10日9时00分）" in look("G56", the_same_day)[0][0]


def test_service_on_a_day_before_the_paper_is_told_by_days(look: Look) -> None:
    assert "却在2026-02-09送达" in look("G56", paper(), proof("2026-02-09 23:50"))[0][0]


def test_a_receipt_before_posting_is_out_of_order(look: Look) -> None:
    posted = proof("2026-02-12 11:00", method=ServiceMethod.POST, tracking="E1")
    assert "早于交邮时间" in look("G56", paper(), posted)[0][0]


def test_an_item_that_came_back_before_it_was_posted_is_out_of_order(look: Look) -> None:
    posted = proof(None, method=ServiceMethod.POST, tracking="E1", at=at("2026-02-12 15:00"))
    ((told, _),) = look("G56", paper(), posted, failure("2026-02-12 14:00", proof_id=posted.id, tracking="E1"))
    assert told == "邮件E1的退回（2026年2月12日14时00分）早于交邮（2026年2月12日15时00分）"


def test_a_paper_that_was_not_issued_yet_was_not_tried_to_be_served(look: Look) -> None:
    ((told, _),) = look("G56", paper(), failure("2026-02-10 08:00"))
    assert "没有成功的送达（2026年2月10日8时00分）早于制发（2026年2月10日9时00分）" in told


def test_a_public_notice_appears_after_a_try_that_failed(look: Look) -> None:
    tried = failure("2026-02-13 10:00")
    public = {"method": ServiceMethod.PUBLIC, "attempts": [tried.id]}
    ((told, _),) = look("G56", paper(), tried, proof(None, published_on=date(2026, 2, 12), **public))
    assert told == "公告于2026-02-12发出，却在2026-02-13才有第一次未成的送达"


def test_a_year_without_working_days_is_named_once(look: Look) -> None:
    assert look("G58", notice()) == []
    assert [text for text, _ in look("G58", notice(enter="2031-03-03"))] == ["没有2031年的工作日表，期限不能计算"]


def test_a_missing_year_does_not_stop_the_other_guards(records: InspectionRecords, look: Look) -> None:
    records.world = replace(records.world, calendar=Calendar([]))
    assert look("G09", notice()) == []
    assert look("G58")


@pytest.mark.parametrize(
    ("method", "servers", "warned"),
    [
        (ServiceMethod.DIRECT, ["甲", "乙"], False),
        (ServiceMethod.DIRECT, ["甲"], True),
        (ServiceMethod.DIRECT, ["甲", "甲"], True),
        (ServiceMethod.LEFT, ["甲", "丙"], True),
        (ServiceMethod.POST, [], False),
        (ServiceMethod.ELECTRONIC, ["甲"], False),
    ],
)
def test_service_in_person_by_fewer_than_two_inspectors_is_a_warning(
    records: InspectionRecords, method: ServiceMethod, servers: list[str], warned: bool
) -> None:
    records.add(proof("2026-02-12 10:00", method=method, servers=servers))
    found = list(lone_servers(records))
    assert [breach.severity for breach in found] == ([Severity.WARN] if warned else [])
