"""What `status` tells of the site: orders whose day is over, originals that were not given back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from jxinspect.law.terms import EvidenceForm, FundType, InspectionForm, Level, OrderOutcome, Role, State, UnitType
from jxinspect.model.inspect import Handover, HandoverItem, Order, OrderRecheck
from jxinspect.model.plan import Agency, Inspection, Staff, Unit

BEIJING = timezone(timedelta(hours=8))
MADE = datetime(2026, 3, 2, 9, 0, tzinfo=BEIJING)


@pytest.fixture
def kept(case_path: Path) -> Callable[..., None]:
    """Adds records of inspection 2026-001, made on 2 March, whose fieldwork is over."""
    from jxinspect.store.casefile import open_case_file

    def add(*rows: Any) -> None:
        with open_case_file(case_path, actor="测一鸣", act="setup", clock=MADE) as case:
            case.add(*rows)

    unit = Unit(
        id="u", name="样本县社保中心", type=UnitType.HANDLING_AGENCY, region_code="360100", address="路", head="赵样本"
    )  # fmt: skip
    agency = Agency(
        name="样本县人社局", code="样人社", level=Level.COUNTY, region_code="360100", region_name="样本县",
        department="科", address="路", phone="1", complaint_phone="2", government="政府", court="法院",
    )  # fmt: skip
    person = Staff(id="p", name="测一鸣", role=Role.INSPECTOR, department="科", post="科员", certificate="36012300002")
    one = Inspection(
        id="i", number="2026-001", year=2026, unit_id="u", form=InspectionForm.SPECIAL, funds=[FundType.INJURY],
        period_from=date(2025, 1, 1), period_to=date(2025, 12, 31), ad_hoc_reason="交办", state=State.FIELD_CLOSED,
    )  # fmt: skip
    add(unit, agency, person)
    add(one)
    return add


@pytest.fixture
def told(case_path: Path, jx: Any, clock_at: Any) -> Callable[[str], list[tuple[str, str]]]:
    """State and text of what status says on a day."""

    def lines(day: str) -> list[tuple[str, str]]:
        clock_at(f"{day} 10:00")
        ended = jx("-C", str(case_path), "--as", "测一鸣", "status", "--json")
        assert ended.code == 0, ended.err
        return [(row["state"], row["what"]) for row in ended.json["deadlines"]]

    return lines


def order(**more: Any) -> Order:
    known: dict[str, Any] = {
        "id": "o", "inspection_id": "i", "at": MADE, "party": "样本县社保中心", "violation": "V34-2",
        "facts": "没有提供", "basis": ["办法 34(二)"], "demand": "提供对账单", "due_on": date(2026, 3, 9),
        "inspectors": ["p"], "contact": "p",
    }  # fmt: skip
    return Order(**(known | more))


def of_orders(lines: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [line for line in lines if "责令改正" in line[1]]


def test_an_order_waits_until_its_day_and_is_overdue_after_it_until_a_recheck_says_so(kept: Any, told: Any) -> None:
    kept(order())
    ((before, text),) = of_orders(told("2026-03-06"))
    assert "提供对账单" in text
    assert before != "overdue"
    assert [state for state, _ in of_orders(told("2026-03-10"))] == ["overdue"]
    found: dict[str, Any] = {"inspection_id": "i", "order_id": "o", "at": MADE, "seen": "部分提供", "inspectors": ["p"]}
    kept(OrderRecheck(**found, outcome=OrderOutcome.PARTLY, due_on=date(2026, 3, 16)))
    assert [state for state, _ in of_orders(told("2026-03-10"))] != ["overdue"]
    assert [state for state, _ in of_orders(told("2026-03-17"))] == ["overdue"]
    kept(OrderRecheck(**found, outcome=OrderOutcome.CORRECTED))
    assert of_orders(told("2026-03-17")) == []


def test_originals_that_the_team_still_has_after_the_fieldwork_stand_in_status_until_they_are_back(
    kept: Any, told: Any, case_path: Path
) -> None:
    given: dict[str, Any] = {"inspection_id": "i", "at": MADE, "giver": "李例子", "taker": "测一鸣", "place": "路"}
    common: dict[str, Any] = {"inspection_id": "i", "handover_id": "h", "quantity": "12册"}
    kept(Handover(id="h", **given))
    kept(
        HandoverItem(**common, id="x", seq=1, name="2025年凭证", form=EvidenceForm.ORIGINAL),
        HandoverItem(**common, id="y", seq=2, name="明细表", form=EvidenceForm.COPY),
    )
    assert ("waiting", "归还原件：2025年凭证") in told("2026-03-06")
    given_back(case_path)
    assert [text for _, text in told("2026-03-06") if "归还原件" in text] == []


def given_back(case_path: Path) -> None:
    from jxinspect.store.casefile import open_case_file

    with open_case_file(case_path, actor="测一鸣", act="setup", clock=MADE) as case:
        case.add(Handover(id="b", inspection_id="i", at=MADE, back=True, giver="测一鸣", taker="李例子"))
        case.get(HandoverItem, "x").returned_id = "b"
