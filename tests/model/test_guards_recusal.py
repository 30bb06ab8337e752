"""Guards of recusal and of deciding apart from inspecting, on records by hand: G08 (decided), G13, G14."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest

from jxinspect.law.calendar import Calendar
from jxinspect.law.settings import value_of
from jxinspect.law.team import RecusalBy
from jxinspect.law.terms import InspectionForm, Level, ReleaseReason, Role, State, TeamRole, UnitType
from jxinspect.model.aggregate import InspectionRecords, World
from jxinspect.model.guards import RULES
from jxinspect.model.inspect import Entry
from jxinspect.model.plan import Agency, Approval, Inspection, Staff, TeamMember, Unit
from jxinspect.model.recusal import RecusalDecision, RecusalRequest
from jxinspect.model.report import Report
from jxinspect.model.seal import SealExtension, SealRelease

BEIJING = timezone(timedelta(hours=8))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BEIJING)


@pytest.fixture
def records() -> InspectionRecords:
    inspection = Inspection(
        id="i", number="2026-001", year=2026, unit_id="u", form=InspectionForm.SPECIAL, period_from=date(2025, 1, 1),
        period_to=date(2025, 12, 31), state=State.ENTERED,
    )  # fmt: skip
    agency = Agency(
        name="样本县局", code="样", level=Level.COUNTY, region_code="360100", region_name="样本县", department="科",
        address="", phone="", complaint_phone="", government="", court="",
    )  # fmt: skip
    unit = Unit(id="u", name="样本单位", type=UnitType.EMPLOYER, region_code="360100", address="", head="")
    roles = {"甲": Role.INSPECTOR, "乙": Role.INSPECTOR, "孙": Role.SUPERVISOR, "钱": Role.APPROVER}
    staff = {n: Staff(id=n, name=n, role=role, department="科", post="员") for n, role in roles.items()}
    world = World(
        at=at("2026-04-01 09:00"), calendar=Calendar.shipped(), setting=lambda key: value_of(key, lambda _: None)
    )
    found = InspectionRecords(inspection, agency, unit, staff, world)
    for who, role in (("甲", TeamRole.LEADER), ("乙", TeamRole.MEMBER)):
        joined = at("2026-02-02 09:00")
        found.add(TeamMember(id=f"m{who}", inspection_id="i", at=joined, staff_id=who, role=role))
    return found


def request(who: str = "孙", when: str = "2026-02-10 09:00") -> RecusalRequest:
    about: dict[str, Any] = {"inspection_id": "i", "staff_id": who, "by": RecusalBy.PARTY, "applicant": "样本单位"}
    return RecusalRequest(id="r", at=at(when), **about, reason="有关系", facts="同学")


def ruling(when: str = "2026-02-20 09:00", *, granted: bool = True, by: str | None = "钱") -> RecusalDecision:
    texts: dict[str, Any] = {"examined": "属实", "reason": "有关系"}
    return RecusalDecision(
        id="d", inspection_id="i", at=at(when), request_id="r", granted=granted, decided_by=by, **texts
    )


def approval(when: str, *, by: str = "钱", reviewed: str | None = None, prepared: str = "甲") -> Approval:
    return Approval(
        id=f"a{when}", inspection_id="i", at=at(when), subject="scheme", subject_id="s", prepared_by=prepared,
        reviewed_by=reviewed, approved_by=by, text="同意", granted=True,
    )  # fmt: skip


def entry(when: str, *who: str) -> Entry:
    return Entry(id=f"e{when}", inspection_id="i", at=at(when), place="", met="", met_post="", inspectors=list(who))


@pytest.fixture
def breaches(records: InspectionRecords) -> Callable[..., list[str]]:
    def look(guard: str, *rows: Any) -> list[str]:
        records.add(*rows)
        return [breach.text for breach in RULES[guard](records)]

    return look


Look = Callable[..., list[str]]


def test_who_reviews_while_a_request_about_him_waits_takes_part_in_the_decision(breaches: Look) -> None:
    assert breaches("G13", request(), approval("2026-02-09 09:00", reviewed="孙")) == []
    assert breaches("G13", approval("2026-02-11 09:00")) == []
    told = breaches("G13", approval("2026-02-12 09:00", reviewed="孙"))
    assert told == ["对孙的回避申请（2026年2月10日9时00分）尚未决定，孙不能审批检查方案"]


def test_after_a_rejected_request_he_may_decide_again(breaches: Look) -> None:
    assert breaches("G13", request(), ruling(granted=False), approval("2026-02-21 09:00", reviewed="孙")) == []
    assert breaches("G08") == []


def test_inspecting_and_preparing_are_no_decision(breaches: Look) -> None:
    rows = (request("甲"), entry("2026-02-11 09:00", "甲", "乙"), approval("2026-02-12 09:00", prepared="甲"))
    assert breaches("G13", *rows) == []


def test_nobody_decides_on_his_own_recusal(breaches: Look) -> None:
    assert "钱不能决定回避申请" in breaches("G13", request("钱"), ruling(granted=False, by="钱"))[0]


def test_a_collective_decision_has_no_one_who_decided_alone(breaches: Look) -> None:
    assert breaches("G13", request("钱"), ruling(granted=False, by=None)) == []


@pytest.mark.parametrize("kind", ["extension", "release", "report"])
def test_every_kind_of_decision_is_looked_at(breaches: Look, kind: str) -> None:
    about: dict[str, Any] = {"inspection_id": "i", "at": at("2026-02-12 09:00")}
    days: dict[str, Any] = {"old_end": date(2026, 2, 18), "new_end": date(2026, 2, 25)}
    texts: dict[str, Any] = dict.fromkeys(("background", "evaluation", "opinion", "suggestions"), "")
    kinds: dict[str, Callable[[], Any]] = {
        "extension": lambda: SealExtension(**about, seal_id="x", **days, reason="多", approved_by="钱"),
        "release": lambda: SealRelease(**about, seal_id="x", ground=ReleaseReason.DECIDED, approved_by="钱"),
        "report": lambda: Report(**about, draft_id="x", signed_by="钱", **texts),
    }
    assert len(breaches("G13", request("钱"), kinds[kind]())) == 1


def test_after_a_granted_request_he_neither_stays_nor_acts_nor_decides(
    breaches: Look, records: InspectionRecords
) -> None:
    assert breaches("G08", request("乙"), entry("2026-02-11 09:00", "甲", "乙")) == []
    assert breaches("G08", ruling()) == ["乙已于2026年2月20日9时00分决定回避，仍在检查组"]
    records.of(TeamMember)[1].left_at = at("2026-02-20 09:00")
    assert breaches("G08") == []
    assert "仍于2026年2月21日9时00分参加检查" in breaches("G08", entry("2026-02-21 09:00", "甲", "乙"))[0]
    assert "审批检查方案" in breaches("G08", approval("2026-02-22 09:00", reviewed="乙"))[-1]


def test_who_prepares_a_matter_does_not_approve_it(breaches: Look) -> None:
    assert breaches("G14", approval("2026-02-03 09:00")) == []
    assert breaches("G14", approval("2026-02-04 09:00", by="甲")) == ["审批检查方案：甲既是承办人又是决定人"]


def test_who_inspected_alone_does_not_decide(breaches: Look) -> None:
    rows = (entry("2026-02-11 09:00", "钱"), approval("2026-02-10 09:00"))
    assert breaches("G14", *rows) == []
    assert breaches("G14", approval("2026-02-12 09:00")) == ["审批检查方案：钱是本案唯一的检查人员"]
    assert breaches("G14", entry("2026-02-11 10:00", "甲", "钱")) == []


def test_a_decision_before_its_request_is_out_of_order(breaches: Look) -> None:
    assert breaches("G56", request(), ruling()) == []
    assert "早于回避申请" in breaches("G56", ruling("2026-02-09 09:00"))[-1]
