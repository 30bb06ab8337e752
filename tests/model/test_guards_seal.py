"""Guards of sealing, both ways, on records built by hand (G20-G30)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest

from jxinspect.law.calendar import Calendar
from jxinspect.law.settings import value_of
from jxinspect.law.terms import (
    FundType,
    InspectionForm,
    Level,
    ReleaseReason,
    Role,
    SealReason,
    SealState,
    SignOutcome,
    State,
    UnitType,
)
from jxinspect.model.aggregate import InspectionRecords, World
from jxinspect.model.document import Document
from jxinspect.model.guards import RULES
from jxinspect.model.plan import Agency, Approval, Inspection, Staff, Unit
from jxinspect.model.seal import Seal, SealExtension, SealItem, SealRelease, Strip

BEIJING = timezone(timedelta(hours=8))
ACT = datetime(2026, 3, 3, 9, 30, tzinfo=BEIJING)
HOUR = timedelta(hours=1)
REMEDY = "六十日内向样本县人民政府申请行政复议，六个月内向样本县人民法院提起行政诉讼"

Records = Callable[..., InspectionRecords]


@pytest.fixture
def at() -> Records:
    """Records of one inspection as they are seen at a moment, with the rows given."""

    def made(moment: datetime, *rows: Any) -> InspectionRecords:
        inspection = Inspection(
            id="i", number="2026-001", year=2026, unit_id="u", form=InspectionForm.SPECIAL,
            funds=[FundType.UNEMPLOYMENT], period_from=date(2025, 1, 1), period_to=date(2025, 12, 31),
            state=State.ENTERED,
        )  # fmt: skip
        agency = Agency(
            name="样本县人力资源和社会保障局", code="样人社", level=Level.COUNTY, region_code="360100",
            region_name="样本县", department="基金监督科", address="样本县示范路1号", phone="0791-00000001",
            complaint_phone="0791-00000002", government="样本县人民政府", court="样本县人民法院",
        )  # fmt: skip
        unit = Unit(
            id="u", name="样本县社会保险服务中心", type=UnitType.HANDLING_AGENCY, region_code="360100",
            address="样本县示范路2号", head="赵样本",
        )  # fmt: skip
        world = World(at=moment, calendar=Calendar.shipped(), setting=lambda key: value_of(key, lambda _: None))
        records = InspectionRecords(inspection, agency, unit, {}, world)
        records.add(*rows)
        return records

    return made


def seal(**changes: Any) -> Seal:
    """A sealing that breaks no guard, carried out at ACT, but for the changes."""
    fields: dict[str, Any] = {
        "id": "s",
        "inspection_id": "i",
        "at": ACT - HOUR,
        "code": "2026-001-FC-01",
        "seq": 1,
        "reasons": [SealReason.LOSS],
        "facts": "凭证正在被搬离",
        "basis": ["社会保险法 79 II(一)", "办法 19"],
        "copy_suffices": "数量大",
        "place": "档案室",
        "keeper": "李例子",
        "custody_mode": "原地",
        "days": 7,
        "state": SealState.ACTIVE,
        "requested_by": "p",
        "acted_at": ACT,
        "starts_on": date(2026, 3, 3),
        "ends_on": date(2026, 3, 10),
        "outcome": SignOutcome.SIGNED,
        "remedy": REMEDY,
    }
    return Seal(**{**fields, **changes})


def item(**changes: Any) -> SealItem:
    fields = {"inspection_id": "i", "seal_id": "s", "seq": 1, "name": "凭证", "material": "voucher", "quantity": 12}
    return SealItem(**{**fields, **changes})


def approval(moment: datetime, *, granted: bool = True) -> Approval:
    return Approval(
        inspection_id="i", at=moment, subject="seal", subject_id="s", prepared_by="p", approved_by="q", text="同意",
        granted=granted,
    )  # fmt: skip


def paper(kind: str, subject: str) -> Document:
    return Document(
        id=f"{kind}-{subject}", inspection_id="i", at=ACT, kind=kind, title="", subject_id=subject,
        number=f"{kind}-{subject}", year=2026, dated=date(2026, 3, 3), sha256="",
        facts_digest="", chain_head="", check_code="", file_name="", actor="",
    )  # fmt: skip


def extension(**changes: Any) -> SealExtension:
    fields: dict[str, Any] = {
        "id": "e",
        "inspection_id": "i",
        "at": datetime(2026, 3, 9, 10, 0, tzinfo=BEIJING),
        "seal_id": "s",
        "old_end": date(2026, 3, 10),
        "new_end": date(2026, 4, 2),
        "reason": "尚未核对完毕",
        "approved_by": "q",
    }
    return SealExtension(**{**fields, **changes})


def breaches(guard: str, records: InspectionRecords) -> list[str]:
    return [breach.text for breach in RULES[guard](records)]


def test_g20_wants_approval_not_later_than_the_act_unless_urgent(at: Records) -> None:
    assert not breaches("G20", at(ACT, seal(), approval(ACT)))
    assert breaches("G20", at(ACT, seal()))
    assert breaches("G20", at(ACT, seal(), approval(ACT + HOUR)))
    assert breaches("G20", at(ACT, seal(), approval(ACT - HOUR, granted=False)))
    assert not breaches("G20", at(ACT, seal(urgent=True)))
    assert not breaches("G20", at(ACT, seal(acted_at=None)))


@pytest.mark.parametrize("material", ["voucher", "ledger", "statement", "archive", "data", "other"])
def test_g21_lets_materials_be_sealed(at: Records, material: str) -> None:
    assert not breaches("G21", at(ACT, item(material=material)))


@pytest.mark.parametrize("material", ["现金", "房屋", "cash", ""])
def test_g21_refuses_what_is_no_material(at: Records, material: str) -> None:
    assert breaches("G21", at(ACT, item(material=material)))


@pytest.mark.parametrize(("name", "broken"), [("库存现金", True), ("2号档案室", True), ("现金日记账", False)])
def test_g21_is_not_passed_by_calling_money_or_a_room_other_material(at: Records, name: str, broken: bool) -> None:
    assert bool(breaches("G21", at(ACT, item(name=name, material="other")))) is broken


@pytest.mark.parametrize(
    ("seen", "rows", "broken"),
    [
        (24 * HOUR, (), False),
        (24 * HOUR + timedelta(minutes=1), (), True),
        (48 * HOUR, (approval(ACT + 24 * HOUR),), False),
        (48 * HOUR, (approval(ACT + 25 * HOUR),), True),
        (2 * HOUR, (approval(ACT + HOUR, granted=False),), True),
    ],
)
def test_g22_gives_an_urgent_sealing_24_hours_for_approval(
    at: Records, seen: timedelta, rows: tuple[Any, ...], broken: bool
) -> None:
    assert bool(breaches("G22", at(ACT + seen, seal(urgent=True), *rows))) is broken


def test_g22_is_settled_by_release_and_does_not_touch_sealings_that_are_not_urgent(at: Records) -> None:
    declined = approval(ACT + HOUR, granted=False)
    assert not breaches("G22", at(ACT + 48 * HOUR, seal(urgent=True, state=SealState.RELEASED), declined))
    assert not breaches("G22", at(ACT + 48 * HOUR, seal()))


@pytest.mark.parametrize(
    ("basis", "broken"),
    [
        (["社会保险法 79 II(一)", "办法 19"], False),
        (["社会保险法 79 II(一)"], False),
        (["办法 19"], True),
        (["并不存在的办法 3"], True),
        ([], True),
    ],
)
def test_g23_wants_a_law_or_regulation_among_the_basis(at: Records, basis: list[str], broken: bool) -> None:
    assert bool(breaches("G23", at(ACT, seal(basis=basis)))) is broken


def test_g24_wants_lines_with_quantities(at: Records) -> None:
    assert not breaches("G24", at(ACT, seal(), item()))
    assert breaches("G24", at(ACT, seal()))
    assert breaches("G24", at(ACT, seal(), item(quantity=0)))
    assert not breaches("G24", at(ACT, seal(acted_at=None)))


@pytest.mark.parametrize("outcome", [SignOutcome.REFUSED, SignOutcome.UNABLE, None])
def test_g24_wants_reason_and_witness_where_the_party_did_not_sign(at: Records, outcome: SignOutcome | None) -> None:
    unsigned = {"outcome": outcome}
    assert not breaches("G24", at(ACT, seal(**unsigned, reason="不认可", witness="周见证"), item()))
    assert breaches("G24", at(ACT, seal(**unsigned, reason="不认可"), item()))
    assert breaches("G24", at(ACT, seal(**unsigned, witness="周见证"), item()))


def test_g24_misses_the_list_once_the_act_is_over(at: Records) -> None:
    assert breaches("G24", at(ACT + HOUR, seal(), item()))
    assert not breaches("G24", at(ACT + HOUR, seal(), item(), paper("D34", "s")))


def test_g25_wants_one_of_the_three_reasons_with_facts(at: Records) -> None:
    assert not breaches("G25", at(ACT, seal()))
    assert breaches("G25", at(ACT, seal(reasons=[])))
    assert breaches("G25", at(ACT, seal(facts=" ")))


@pytest.mark.parametrize("missing", ["六十日", "六个月", "样本县人民政府", "样本县人民法院"])
def test_g26_wants_both_ways_of_remedy_with_their_periods(at: Records, missing: str) -> None:
    assert not breaches("G26", at(ACT, seal()))
    assert breaches("G26", at(ACT, seal(remedy=REMEDY.replace(missing, ""))))
    assert breaches("G26", at(ACT + HOUR, seal()))
    assert not breaches("G26", at(ACT + HOUR, seal(), paper("D33", "s")))


@pytest.mark.parametrize(
    ("seen", "state", "broken"),
    [
        (datetime(2026, 3, 10, 23, 59, tzinfo=BEIJING), SealState.ACTIVE, False),
        (datetime(2026, 3, 11, 0, 0, tzinfo=BEIJING), SealState.ACTIVE, True),
        (datetime(2026, 3, 11, 0, 0, tzinfo=BEIJING), SealState.RELEASED, False),
    ],
)
def test_g27_begins_the_day_after_the_last_day(at: Records, seen: datetime, state: SealState, broken: bool) -> None:
    assert bool(breaches("G27", at(seen, seal(state=state)))) is broken


def test_g27_does_not_roll_over_a_holiday(at: Records) -> None:
    ends = date(2026, 10, 2)
    assert breaches("G27", at(datetime(2026, 10, 3, 9, 0, tzinfo=BEIJING), seal(ends_on=ends)))


@pytest.mark.parametrize(("days", "broken"), [(1, False), (30, False), (31, True), (0, True), (-1, True)])
def test_g28_holds_a_sealing_to_its_longest_term(at: Records, days: int, broken: bool) -> None:
    assert bool(breaches("G28", at(ACT, seal(days=days)))) is broken


@pytest.mark.parametrize(
    ("changes", "broken"),
    [
        ({}, False),
        ({"new_end": date(2026, 4, 9)}, False),
        ({"new_end": date(2026, 4, 10)}, True),
        ({"new_end": date(2026, 3, 10)}, True),
        ({"reason": " "}, True),
        ({"at": datetime(2026, 3, 10, 23, 59, tzinfo=BEIJING)}, False),
        ({"at": datetime(2026, 3, 11, 0, 0, tzinfo=BEIJING)}, True),
    ],
)
def test_g28_lets_extend_once_before_the_end_for_a_reason(at: Records, changes: dict[str, Any], broken: bool) -> None:
    row = extension(**changes)
    assert bool(breaches("G28", at(row.at, seal(), row))) is broken


def test_g28_refuses_the_second_extension_and_more_than_sixty_days(at: Records) -> None:
    first = extension()
    later = ACT + 24 * 20 * HOUR
    second = extension(id="e2", at=later, old_end=date(2026, 4, 2), new_end=date(2026, 4, 20))
    texts = breaches("G28", at(later, seal(), first, second, paper("D37", "e")))
    assert len(texts) == 1
    assert "最多1次" in texts[0]
    long = seal(days=30, ends_on=date(2026, 4, 2))
    too_far = extension(old_end=date(2026, 4, 2), new_end=date(2026, 5, 3))
    assert any("总期限" in text for text in breaches("G28", at(too_far.at, long, too_far)))


def test_g28_misses_the_written_decision_of_an_extension_once_it_is_made(at: Records) -> None:
    row = extension()
    assert breaches("G28", at(row.at + HOUR, seal(), row))
    assert not breaches("G28", at(row.at + HOUR, seal(), row, paper("D37", "e")))


def test_g29_wants_strips_of_different_numbers(at: Records) -> None:
    strips = [Strip(inspection_id="i", seal_id="s", number=number, place="柜门") for number in ("1", "2", "1")]
    assert not breaches("G29", at(ACT, *strips[:2]))
    assert breaches("G29", at(ACT, *strips))


@pytest.mark.parametrize(
    ("role", "broken"), [(Role.THIRD_PARTY, True), (Role.INSPECTOR, False), (Role.SUPERVISOR, False)]
)
@pytest.mark.parametrize("place", ["inspector", "recorder", "release"])
def test_g30_keeps_third_parties_from_sealing_recording_and_opening(
    at: Records, role: Role, place: str, broken: bool
) -> None:
    person = Staff(id="h", name="例协助", role=role, department="审计部", post="会计师")
    took: dict[str, dict[str, Any]] = {"inspector": {"inspectors": ["h"]}, "recorder": {"recorder": "h"}}
    opened = SealRelease(
        inspection_id="i", at=ACT + HOUR, seal_id="s", ground=ReleaseReason.NOT_NEEDED, receiver="李例子",
        inspectors=["h"] if place == "release" else [],
    )  # fmt: skip
    records = at(ACT, seal(**took.get(place, {})), opened)
    records.staff = {"h": person}
    assert bool(breaches("G30", records)) is broken
