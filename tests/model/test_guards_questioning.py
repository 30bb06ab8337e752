"""G16 both ways, on records made by hand: times, overlaps across inspections, signed pages."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest

from jxinspect.law.calendar import Calendar
from jxinspect.law.terms import FundType, InspectionForm, Level, Role, Severity, SignOutcome, State, UnitType
from jxinspect.model.aggregate import InspectionRecords, World
from jxinspect.model.document import Document
from jxinspect.model.guards import RULES, Breach
from jxinspect.model.inspect import Questioning
from jxinspect.model.plan import Agency, Inspection, Staff, Unit
from jxinspect.model.signed import SignedPaper

BEIJING = timezone(timedelta(hours=8))


def at(clock: str) -> datetime:
    return datetime.fromisoformat(f"2026-03-02 {clock}").replace(tzinfo=BEIJING)


def questioning(id_: str, start: str, end: str, person: str, people: str, **more: Any) -> Questioning:
    """Inspectors and recorder by their letters: the last one writes."""
    about: dict[str, Any] = {"id": id_, "inspection_id": "inspection", "seq": 1, "place": "财务股"}
    return Questioning(
        **about | more,
        at=at(start),
        ended_at=at(end),
        person=person,
        inspectors=list(people[:2]),
        recorder=people[-1],
    )


def breaches(*own: Questioning, elsewhere: tuple[Questioning, ...] = (), **more: Any) -> list[Breach]:
    inspection = Inspection(
        id="inspection",
        number="2026-001",
        year=2026,
        unit_id="unit",
        form=InspectionForm.SPECIAL,
        funds=[FundType.INJURY],
        period_from=date(2025, 1, 1),
        period_to=date(2025, 12, 31),
        state=more.pop("state", State.ENTERED),
    )
    agency = Agency(
        name="样本县人社局", code="样人社", level=Level.COUNTY, region_code="360100", region_name="样本县",
        department="科", address="路", phone="1", complaint_phone="2", government="政府", court="法院",
    )  # fmt: skip
    unit = Unit(
        id="unit", name="样本县社会保险服务中心", type=UnitType.HANDLING_AGENCY, region_code="360100",
        address="路", head="赵",
    )  # fmt: skip
    people = {
        letter: Staff(id=letter, name=f"样{letter}", role=Role.INSPECTOR, department="科", post="科员")
        for letter in "ABCDE"
    }
    world = World(
        at=at("20:00"),
        calendar=Calendar.shipped(),
        setting=lambda _: "",
        questionings=lambda: (*own, *elsewhere),
    )
    records = InspectionRecords(inspection, agency, unit, people, world)
    records.add(*own, *more.pop("papers", ()))
    return list(RULES["G16"](records))


@pytest.mark.parametrize(
    ("second", "overlaps"),
    [
        (("15:00", "16:00", "郑说明", "BCD"), False),  # begins when the other ends
        (("14:59", "16:00", "郑说明", "BCD"), True),  # B sits in both
        (("14:00", "16:00", "郑说明", "DED"), False),  # other people, another person
        (("14:00", "16:00", "郑说明", "DEC"), True),  # the recorder sits in both
        (("13:00", "14:01", "吴业务", "DED"), True),  # the person questioned sits in both
        (("14:10", "14:20", "郑说明", "ADD"), True),  # inside the other
    ],
)
def test_nobody_sits_in_two_questionings_at_a_time(second: tuple[str, str, str, str], overlaps: bool) -> None:
    first = questioning("1", "14:00", "15:00", "吴业务", "ABC")
    found = [(b.record_id, b.severity) for b in breaches(first, questioning("2", *second))]
    assert found == ([("2", Severity.REFUSE)] if overlaps else [])


def test_the_other_questioning_may_be_of_another_inspection_and_entered_earlier_or_later() -> None:
    own = questioning("2", "14:00", "15:00", "吴业务", "ABC")
    other = questioning("1", "14:30", "15:30", "吴业务", "CDE", inspection_id="another")
    (breach,) = breaches(own, elsewhere=(other,))
    assert "样C" in breach.text
    assert "14:30至15:30" in breach.text
    # Somebody of the same name in another inspection need not be the same person.
    namesake = questioning("1", "14:30", "15:30", "吴业务", "DED", inspection_id="another")
    assert breaches(own, elsewhere=(namesake,)) == []


def test_a_record_that_ends_before_it_begins_is_found() -> None:
    (breach,) = breaches(questioning("1", "15:00", "14:00", "吴业务", "ABC"))
    assert "结束时间不晚于开始时间" in breach.text


def test_after_the_fieldwork_a_record_without_its_signed_pages_is_a_warning() -> None:
    row = questioning("1", "14:00", "15:00", "吴业务", "ABC")
    paper = Document(
        id="paper", inspection_id="inspection", kind="D19", title="询问笔录", subject_id="1", number="2026-001-BL-02",
        year=2026, dated=date(2026, 3, 2), sha256="0" * 64, facts_digest="0", chain_head="0", check_code="0",
        file_name="a.docx", actor="样A", at=at("15:10"),
    )  # fmt: skip
    back = SignedPaper(
        document_id="paper", at=at("15:20"), signer="吴业务", capacity="被询问人", outcome=SignOutcome.SIGNED
    )
    assert breaches(row, papers=(paper,)) == []
    (breach,) = breaches(row, papers=(paper,), state=State.FIELD_CLOSED)
    assert breach.severity == Severity.WARN
    assert "2026-001-BL-02" in breach.text
    assert breaches(row, papers=(paper, back), state=State.FIELD_CLOSED) == []
