"""Guards of source, jurisdiction and enterprises, both ways: G01, G04, G60."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest

from jxinspect.law.calendar import Calendar
from jxinspect.law.settings import value_of
from jxinspect.law.terms import InspectionForm, Level, Role, Severity, State, TeamRole, UnitType
from jxinspect.model.aggregate import InspectionRecords, World
from jxinspect.model.document import Document
from jxinspect.model.guards import RULES
from jxinspect.model.notify import Notice
from jxinspect.model.plan import Agency, Approval, Inspection, Scheme, Staff, TeamMember, Unit

AT = datetime(2026, 2, 2, 9, 0, tzinfo=timezone(timedelta(hours=8)))
LATER = AT + timedelta(days=8)
R, O, W = Severity.REFUSE, Severity.OVERRIDE, Severity.WARN  # noqa: E741 — the letters of the law's table
Look = Callable[..., list[tuple[Severity, str]]]


@pytest.fixture
def settings() -> dict[str, str]:
    return {}


@pytest.fixture
def records(settings: dict[str, str]) -> InspectionRecords:
    inspection = Inspection(
        id="i", number="2026-001", year=2026, unit_id="u", plan_item_id="p", form=InspectionForm.SPECIAL,
        period_from=date(2025, 1, 1), period_to=date(2025, 12, 31), state=State.APPROVED,
    )  # fmt: skip
    agency = Agency(
        name="样本市局", code="样", level=Level.CITY, region_code="360100", region_name="样本市", department="科",
        address="", phone="", complaint_phone="", government="", court="",
    )  # fmt: skip
    unit = Unit(id="u", name="样本单位", type=UnitType.EMPLOYER, region_code="360100", address="", head="")
    hired = Staff(id="丙", name="丙", role=Role.THIRD_PARTY, department="", post="", organisation="样本事务所")
    world = World(at=AT, calendar=Calendar.shipped(), setting=lambda key: value_of(key, settings.get))
    scheme = Scheme(
        id="s", inspection_id="i", at=AT, items="", scope="", content="", starts_on=date(2026, 3, 2),
        ends_on=date(2026, 3, 13), method="", made_by="甲",
    )  # fmt: skip
    records = InspectionRecords(inspection, agency, unit, {"丙": hired}, world)
    records.add(scheme)
    return records


def approval(limit: int | None = 1, **columns: Any) -> Approval:
    return Approval(
        id="a", inspection_id="i", at=AT + timedelta(days=1), subject="scheme", subject_id="s", prepared_by="甲",
        approved_by="钱", text="", granted=True, yearly_limit=limit, **columns,
    )  # fmt: skip


def notice() -> Notice:
    return Notice(
        id="n", inspection_id="i", at=LATER, flight=False, enter_on=date(2026, 3, 2), leave_on=date(2026, 3, 13)
    )


def form() -> Document:
    return Document(
        id="d", inspection_id="i", at=LATER, kind="D03", title="行政检查审批表", subject_id="a", number="1", year=2026,
        dated=AT.date(), sha256="", facts_digest="", chain_head="", check_code="", file_name="", actor="甲",
    )  # fmt: skip


@pytest.fixture
def breaches(records: InspectionRecords) -> Look:
    """Severity and text of what a guard says after these records were added."""

    def look(guard: str, *rows: Any) -> list[tuple[Severity, str]]:
        records.add(*rows)
        return [(breach.severity, breach.text) for breach in RULES[guard](records)]

    return look


def test_a_line_of_the_plan_is_source_enough(breaches: Look) -> None:
    assert breaches("G01", notice()) == []


def test_without_a_line_of_the_plan_reason_and_approval_are_wanted(breaches: Look, records: InspectionRecords) -> None:
    records.inspection.plan_item_id = None
    ((severity, text),) = breaches("G01")
    assert (severity, "没有写明计划外检查的理由" in text) == (O, True)
    records.inspection.ad_hoc_reason = "举报线索"
    assert breaches("G01") == []
    assert "还没有经机关负责人批准" in breaches("G01", notice())[0][1]
    assert breaches("G01", approval()) == []


@pytest.mark.parametrize(
    ("code", "severity"), [("360100", None), ("360101", None), ("360121", O), ("360200", R), ("360000", R)]
)
def test_a_unit_outside_is_forbidden_and_one_of_a_lower_level_is_for_the_head(
    breaches: Look, records: InspectionRecords, code: str, severity: Severity | None
) -> None:
    records.unit.region_code = code
    assert [found for found, _ in breaches("G04")] == ([severity] if severity else [])


@pytest.mark.parametrize("code", ["360121", "360200"])
def test_an_order_from_above_opens_both_unless_it_is_younger_than_the_scheme(
    breaches: Look, records: InspectionRecords, code: str
) -> None:
    one, records.unit.region_code = records.inspection, code
    one.ordered_by, one.order_number, one.order_on = "样本省厅", "样人社函〔2026〕5号", date(2026, 2, 2)
    assert breaches("G04", notice(), approval()) == []
    one.order_on = date(2026, 2, 3)
    assert len(breaches("G04")) == 1
    one.order_on, one.order_number = date(2026, 2, 2), " "
    assert len(breaches("G04")) == 1


def test_a_major_matter_of_a_lower_level_needs_reason_and_approval(breaches: Look, records: InspectionRecords) -> None:
    records.unit.region_code = "360121"
    records.inspection.major_reason = "金额特别巨大"
    assert breaches("G04") == []
    assert [severity for severity, _ in breaches("G04", notice())] == [O]
    assert breaches("G04", approval()) == []


def test_a_major_matter_is_no_way_out_of_the_region(breaches: Look, records: InspectionRecords) -> None:
    records.unit.region_code, records.inspection.major_reason = "360200", "金额特别巨大"
    assert [severity for severity, _ in breaches("G04")] == [R]


def test_the_rules_for_enterprises_bind_for_them_alone_and_when_switched_on(
    breaches: Look, records: InspectionRecords, settings: dict[str, str]
) -> None:
    member = TeamMember(id="m", inspection_id="i", at=AT, staff_id="丙", role=TeamRole.MEMBER)
    assert breaches("G60", notice(), approval(None), member) == []
    records.unit.is_enterprise = True
    assert sorted(severity for severity, _ in breaches("G60")) == sorted([R, O, W])
    settings["enterprise.layer"] = "false"
    assert breaches("G60") == []


def test_form_frequency_limit_and_code_are_each_wanted_of_an_enterprise(
    breaches: Look, records: InspectionRecords, settings: dict[str, str]
) -> None:
    records.unit.is_enterprise = True
    one = approval(None)
    assert [severity for severity, _ in breaches("G60", notice(), one)] == [O, W]
    assert [severity for severity, _ in breaches("G60", form())] == [W]
    one.yearly_limit = 1
    assert breaches("G60") == []
    settings["enterprise.action_code"] = "true"
    assert "行政行为码" in breaches("G60")[0][1]
    one.action_code = "示码1"
    assert breaches("G60") == []
    one.yearly_limit = 0
    assert [severity for severity, _ in breaches("G60")] == [O]


def test_an_assistant_from_a_firm_is_no_inspector(breaches: Look, records: InspectionRecords) -> None:
    records.unit.is_enterprise = True
    helper = TeamMember(id="m", inspection_id="i", at=AT, staff_id="丙", role=TeamRole.ASSISTANT)
    assert breaches("G60", helper) == []
