"""Guards on site, both ways, on records made by hand: G05, G12, G15, G17, G18."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest

from jxinspect.law.calendar import Calendar
from jxinspect.law.terms import (
    EvidenceForm,
    EvidenceKind,
    FundType,
    InspectionForm,
    Level,
    Role,
    Severity,
    State,
    TeamRole,
    UnitType,
)
from jxinspect.model.aggregate import InspectionRecords, World
from jxinspect.model.base import Record
from jxinspect.model.guards import RULES, Breach
from jxinspect.model.inspect import Commitment, Entry, Evidence, EvidenceSheet, Order, Questioning, SiteRecord
from jxinspect.model.plan import Agency, Inspection, Staff, TeamMember, Unit
from jxinspect.model.report import Report
from jxinspect.model.seal import Seal

BEIJING = timezone(timedelta(hours=8))
HERE: dict[str, Any] = {"inspection_id": "inspection"}


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-03-{text}").replace(tzinfo=BEIJING)


def person(name: str, role: Role = Role.INSPECTOR, until: date | None = date(2027, 12, 31)) -> Staff:
    return Staff(
        id=name,
        name=name,
        role=role,
        department="基金监督科",
        post="科员",
        certificate="36012300001" if until else None,
        certificate_from=date(2023, 1, 1) if until else None,
        certificate_to=until,
    )


STAFF = [
    person("甲"),
    person("乙"),
    person("过期", until=date(2026, 3, 1)),
    person("无证", until=None),
    person("第三方", Role.THIRD_PARTY),
]


def records(*rows: Record, state: State = State.ENTERED, stored: dict[str, str] | None = None) -> InspectionRecords:
    """The inspection of a team of two with these records; `stored`: digest registered → digest found."""
    inspection = Inspection(
        id="inspection",
        number="2026-001",
        year=2026,
        unit_id="unit",
        form=InspectionForm.SPECIAL,
        funds=[FundType.INJURY],
        period_from=date(2025, 1, 1),
        period_to=date(2025, 12, 31),
        state=state,
    )
    agency = Agency(
        name="样本县人社局", code="样人社", level=Level.COUNTY, region_code="360100", region_name="样本县",
        department="科", address="路", phone="1", complaint_phone="2", government="政府", court="法院",
    )  # fmt: skip
    unit = Unit(
        id="unit",
        name="样本县社会保险服务中心",
        type=UnitType.HANDLING_AGENCY,
        region_code="360100",
        address="路",
        head="赵",
    )
    found = stored or {}
    world = World(at=at("09 09:00"), calendar=Calendar.shipped(), setting=lambda _: "", digest_of=found.get)
    made = InspectionRecords(inspection, agency, unit, {one.id: one for one in STAFF}, world)
    for name, role in (("甲", TeamRole.LEADER), ("乙", TeamRole.MEMBER)):
        made.add(TeamMember(**HERE, at=at("01 09:00"), staff_id=name, role=role, no_interest=True))
    made.add(*rows)
    return made


def breaches(guard: str, made: InspectionRecords) -> list[Breach]:
    return list(RULES[guard](made))


def entry(moment: str = "02 09:00", people: tuple[str, ...] = ("甲", "乙")) -> Entry:
    return Entry(**HERE, at=at(moment), place="路", inspectors=list(people), met="李", met_post="主任")


def asked(moment: str, people: tuple[str, ...] = ("甲", "乙")) -> Questioning:
    start = at(moment)
    return Questioning(
        **HERE, at=start, seq=1, ended_at=start + timedelta(hours=1), place="路", person="吴", inspectors=list(people),
        recorder="甲",
    )  # fmt: skip


def looked(moment: str) -> SiteRecord:
    start = at(moment)
    return SiteRecord(
        **HERE, at=start, seq=1, topic="盘点", ended_at=start + timedelta(hours=1), place="路", companion="李",
        inspectors=["甲", "乙"], recorder="甲", seen="x",
    )  # fmt: skip


def sheet(moment: str) -> EvidenceSheet:
    return EvidenceSheet(
        **HERE, at=at(moment), code="c", matter="CL-11-4", fact="x", origin="x", method="x", place="路",
        inspectors=["甲", "乙"], provider="李",
    )  # fmt: skip


def item(moment: str = "02 10:00", **more: Any) -> Evidence:
    known: dict[str, Any] = {"source": "档案", "place": "路", "takers": ["甲", "乙"], "proves": "时间"}
    return Evidence(
        **HERE, at=at(moment), code="2026-001-ZJ-001", seq=1, kind=EvidenceKind.DOCUMENT, form=EvidenceForm.COPY,
        name="申领表", **(known | more),
    )  # fmt: skip


def order(moment: str, *, on_spot: bool, people: tuple[str, ...] = ("甲", "乙")) -> Order:
    return Order(
        **HERE, at=at(moment), party="中心", violation="V34-2", facts="x", demand="x", on_spot=on_spot,
        inspectors=list(people), contact="甲",
    )  # fmt: skip


def seal(acted: str | None) -> Seal:
    return Seal(
        **HERE, at=at("01 09:00"), code="FC", seq=1, facts="x", copy_suffices="x", place="路", keeper="李",
        custody_mode="x", days=7, requested_by="甲", acted_at=at(acted) if acted else None, inspectors=["甲", "乙"],
    )  # fmt: skip


def commitment(moment: str, *, refused: bool = False, reason: str = "") -> Commitment:
    return Commitment(**HERE, at=at(moment), signer="赵", post="主任", refused=refused, reason=reason)


def report(moment: str) -> Report:
    return Report(**HERE, at=at(moment), draft_id="draft")


# ---- G05 -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("people", [("甲",), ("甲", "甲"), ("甲", "过期"), ("甲", "无证"), ("甲", "第三方"), ()])
def test_fewer_than_two_valid_inspectors_are_refused(people: tuple[str, ...]) -> None:
    found = breaches("G05", records(asked("02 10:00", people)))
    assert [b.severity for b in found] == [Severity.REFUSE]


def test_two_valid_inspectors_are_enough_whoever_else_is_there() -> None:
    assert breaches("G05", records(entry(), asked("02 10:00", ("甲", "乙", "无证")), sheet("02 11:00"))) == []


def test_a_certificate_counts_on_the_day_of_the_act() -> None:
    assert breaches("G05", records(entry("01 09:00", ("甲", "过期")))) == []
    assert len(breaches("G05", records(entry("02 09:00", ("甲", "过期"))))) == 1


def test_an_order_on_the_spot_needs_two_and_one_from_the_head_does_not() -> None:
    assert len(breaches("G05", records(order("03 09:00", on_spot=True, people=("甲",))))) == 1
    assert breaches("G05", records(order("03 09:00", on_spot=False, people=("甲",)))) == []


# ---- G12 -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "act", [asked("02 08:59"), looked("02 08:00"), sheet("02 08:00"), item("02 08:00"), seal("02 08:30")]
)
def test_an_act_on_site_before_the_certificates_were_shown_is_a_breach(act: Record) -> None:
    (found,) = breaches("G12", records(entry("02 09:00"), act))
    assert found.record_id == act.id
    assert found.severity == Severity.OVERRIDE
    assert "2026年3月2日9时00分" in found.text


@pytest.mark.parametrize(
    "act",
    [asked("02 09:00"), looked("02 09:01"), sheet("03 08:00"), item("02 10:00"), seal("02 09:30"), seal(None)],
)
def test_an_act_on_site_after_the_certificates_were_shown_is_lawful(act: Record) -> None:
    assert breaches("G12", records(entry("02 09:00"), act)) == []


def test_without_entry_every_act_on_site_is_a_breach_but_an_order_from_the_office() -> None:
    made = records(asked("02 10:00"), order("02 10:00", on_spot=True), order("02 11:00", on_spot=False))
    assert [b.text.split("的")[0] for b in breaches("G12", made)] == ["询问", "当场责令改正"]


# ---- G15 -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "rows",
    [(), (commitment("10 09:00"),), (commitment("03 09:00", refused=True, reason=" "),)],
    ids=["none", "after the report", "refused without reason"],
)
def test_a_report_without_commitment_is_a_breach(rows: tuple[Record, ...]) -> None:
    (found,) = breaches("G15", records(*rows, report("08 09:00")))
    assert found.severity == Severity.OVERRIDE


@pytest.mark.parametrize("row", [commitment("03 09:00"), commitment("03 09:00", refused=True, reason="须请示上级")])
def test_a_report_with_commitment_or_recorded_refusal_is_lawful(row: Commitment) -> None:
    assert breaches("G15", records(row, report("08 09:00"))) == []


def test_without_report_no_commitment_is_asked_for() -> None:
    assert breaches("G15", records()) == []


# ---- G17 -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("gap", "named"),
    [
        ({"source": " "}, "来源"),
        ({"takers": ["甲"]}, "两名取证人"),
        ({"takers": ["甲", "甲"]}, "两名取证人"),
        ({"place": ""}, "取证地点"),
        ({"proves": ""}, "证明对象"),
    ],
)
def test_evidence_that_lacks_something_warns_in_the_field_and_is_refused_for_the_report(
    gap: dict[str, Any], named: str
) -> None:
    (field,) = breaches("G17", records(item(**gap), state=State.ENTERED))
    (reporting,) = breaches("G17", records(item(**gap), state=State.DRAFTED))
    assert (field.severity, reporting.severity) == (Severity.WARN, Severity.REFUSE)
    assert field.text == f"证据2026-001-ZJ-001缺少：{named}"


def test_evidence_that_is_fully_described_is_lawful() -> None:
    assert breaches("G17", records(item(), state=State.CONSULTING)) == []


# ---- G18 -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("stored", [{}, {"a" * 64: "b" * 64}], ids=["missing", "changed"])
def test_evidence_whose_file_is_gone_or_changed_is_refused(stored: dict[str, str]) -> None:
    (found,) = breaches("G18", records(item(sha256="a" * 64), stored=stored))
    assert found.severity == Severity.REFUSE


def test_evidence_whose_file_is_unchanged_or_that_has_none_is_lawful() -> None:
    assert breaches("G18", records(item(sha256="a" * 64), item(), stored={"a" * 64: "a" * 64})) == []
