"""Guards of scheme and team, both ways: G02, G03, G03a, G05 (team), G06, G07, G08."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest

from jxinspect.law.calendar import Calendar
from jxinspect.law.settings import value_of
from jxinspect.law.terms import InspectionForm, Level, Role, Severity, State, TeamRole, UnitType
from jxinspect.model.aggregate import InspectionRecords, World
from jxinspect.model.guards import RULES
from jxinspect.model.guards.plan import foreign_matter, small_team
from jxinspect.model.inspect import Entry
from jxinspect.model.interest import Interest
from jxinspect.model.notify import Notice
from jxinspect.model.plan import Agency, Approval, Inspection, Scheme, Staff, TeamMember, Unit

BEIJING = timezone(timedelta(hours=8))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BEIJING)


AT = at("2026-02-02 09:00")


def person(id: str, last: str = "2027-12-31", role: Role = Role.INSPECTOR, card: str | None = "3601") -> Staff:  # noqa: A002
    ends = date.fromisoformat(last)
    return Staff(
        id=id, name=id, role=role, department="科", post="员", certificate=card, certificate_from=date(2023, 1, 1),
        certificate_to=ends,
    )  # fmt: skip


@pytest.fixture
def records() -> InspectionRecords:
    inspection = Inspection(
        id="i", number="2026-001", year=2026, unit_id="u", form=InspectionForm.SPECIAL, period_from=date(2025, 1, 1),
        period_to=date(2025, 12, 31), state=State.SCHEMED,
    )  # fmt: skip
    agency = Agency(
        name="样本县局", code="样", level=Level.COUNTY, region_code="360100", region_name="样本县", department="科",
        address="", phone="", complaint_phone="", government="", court="",
    )  # fmt: skip
    unit = Unit(id="u", name="样本单位", type=UnitType.EMPLOYER, region_code="360100", address="", head="")
    staff = {p.id: p for p in (person("甲"), person("乙"), person("丙", last="2026-03-05"))}
    world = World(at=AT, calendar=Calendar.shipped(), setting=lambda key: value_of(key, lambda _: None))
    return InspectionRecords(inspection, agency, unit, staff, world)


def scheme(id: str = "s", when: datetime = AT, **fields: Any) -> Scheme:  # noqa: A002
    usual = {"items": "待遇", "scope": "全县", "content": "审核", "method": "查阅资料"}
    return Scheme(
        id=id, inspection_id="i", at=when, starts_on=date(2026, 3, 2), ends_on=date(2026, 3, 13), made_by="甲",
        **{**usual, **fields},
    )  # fmt: skip


def approval(of: str = "s", when: str = "2026-02-03 09:00", *, granted: bool = True) -> Approval:
    return Approval(
        inspection_id="i", at=at(when), subject="scheme", subject_id=of, prepared_by="甲", approved_by="钱", text="",
        granted=granted,
    )  # fmt: skip


def member(who: str, role: TeamRole = TeamRole.MEMBER, joined: str = "2026-02-02 09:00") -> TeamMember:
    return TeamMember(id=f"m{who}", inspection_id="i", at=at(joined), staff_id=who, role=role)


def notice(when: str = "2026-02-10 09:00", *, flight: bool = False) -> Notice:
    return Notice(
        id="n", inspection_id="i", at=at(when), flight=flight, enter_on=date(2026, 3, 2), leave_on=date(2026, 3, 13)
    )


@pytest.fixture
def breaches(records: InspectionRecords) -> Callable[..., list[str]]:
    """What a guard says after these records were added."""

    def look(guard: str, *rows: Any) -> list[str]:
        for row in rows:
            records.add(row)
        return [breach.text for breach in RULES[guard](records)]

    return look


Look = Callable[..., list[str]]


def test_a_notice_needs_a_scheme_approved_before_it(breaches: Look) -> None:
    assert breaches("G02", scheme()) == []
    assert "制发通知时没有经审批" in breaches("G02", notice())[0]
    assert breaches("G02", approval()) == []


def test_an_approval_after_the_act_or_refused_does_not_help(breaches: Look) -> None:
    rows = (scheme(), notice("2026-02-10 09:00"), approval(when="2026-02-11 09:00"), approval(granted=False))
    assert len(breaches("G02", *rows)) == 1


def test_a_scheme_drawn_up_anew_must_be_approved_anew(breaches: Look) -> None:
    assert breaches("G02", scheme(), approval(), scheme("s2", at("2026-02-05 09:00")), notice())
    assert breaches("G02", approval("s2", "2026-02-06 09:00")) == []


def test_an_entry_without_approved_scheme_is_named_as_such(breaches: Look) -> None:
    entry = Entry(id="e", inspection_id="i", at=at("2026-03-02 09:00"), place="", met="", met_post="")
    assert "进点时" in breaches("G02", entry)[0]


@pytest.mark.parametrize("column", ["items", "scope", "content", "method"])
def test_each_part_of_a_scheme_is_wanted(breaches: Look, column: str) -> None:
    one = scheme()
    setattr(one, column, " ")
    assert len(breaches("G03", one)) == 1


def test_a_complete_scheme_passes_and_reversed_days_do_not(breaches: Look, records: InspectionRecords) -> None:
    one = scheme()
    assert breaches("G03", one) == []
    one.ends_on = date(2026, 3, 1)
    assert "检查时间" in breaches("G03")[0]


@pytest.mark.parametrize("text", ["基本医疗保险基金", "医保基金", "生育保险", "生育津贴", "基金委托投资运营"])
def test_matters_of_others_are_found(breaches: Look, text: str) -> None:
    assert len(breaches("G03a", scheme(content=text))) == 1


@pytest.mark.parametrize("text", ["工伤医疗费用", "工伤保险协议医疗机构", "职工生育情况统计", "投资风险"])
def test_matters_of_the_own_funds_that_sound_alike_pass(text: str) -> None:
    assert foreign_matter(text) is None


def test_a_team_needs_two_inspectors_once_it_is_formed(records: InspectionRecords) -> None:
    assert list(small_team(records)) == []
    records.add(member("甲", TeamRole.LEADER), member("乙", TeamRole.ASSISTANT))
    (breach,) = small_team(records)
    assert (breach.guard, breach.severity) == ("G05", Severity.REFUSE)
    assert "现有：甲" in breach.text
    records.add(member("丙"))
    assert list(small_team(records)) == []


def test_a_notice_or_an_approval_without_team_is_found(records: InspectionRecords) -> None:
    records.add(approval())
    assert list(small_team(records))


def test_a_certificate_must_be_valid_on_the_day_of_joining(breaches: Look, records: InspectionRecords) -> None:
    assert breaches("G06", member("甲"), member("丙", joined="2026-03-05 23:30")) == []
    late = member("丙", joined="2026-03-06 00:30")
    late.id = "late"
    assert "有效期2023-01-01至2026-03-05" in breaches("G06", late)[0]


def test_who_left_and_who_only_helps_needs_no_certificate(breaches: Look, records: InspectionRecords) -> None:
    assert isinstance(records.staff, dict)
    records.staff["丁"] = person("丁", card=None)
    gone = member("丁")
    gone.left_at = AT
    assert breaches("G06", gone, member("丁", TeamRole.ASSISTANT)) == []
    assert "没有登记证件" in breaches("G06", member("丁"))[0]


def test_a_third_party_is_no_inspector_whatever_his_card(breaches: Look, records: InspectionRecords) -> None:
    assert isinstance(records.staff, dict)
    records.staff["戊"] = person("戊", role=Role.THIRD_PARTY)
    assert "第三方人员不能担任" in breaches("G06", member("戊"))[0]


def test_a_certificate_that_ends_before_the_inspection_is_warned_of(breaches: Look) -> None:
    assert breaches("G07", scheme(), member("甲")) == []
    assert "2026-03-05到期" in breaches("G07", member("丙"))[0]


def test_a_declared_tie_excludes_and_a_found_one_warns(records: InspectionRecords) -> None:
    tie: dict[str, Any] = {"at": AT, "staff_id": "甲", "unit_id": "u", "kind": "relative", "text": "配偶"}
    records.add(member("甲"), Interest(**tie))
    (declared,) = RULES["G08"](records)
    assert declared.severity == Severity.REFUSE
    records.rows[Interest] = [Interest(**tie, declared=False)]
    (found,) = RULES["G08"](records)
    assert found.severity == Severity.WARN


@pytest.mark.parametrize(("until", "found"), [("2023-02-01", False), ("2023-02-02", True)])
def test_a_former_job_counts_for_three_years(breaches: Look, until: str, found: bool) -> None:
    tie = Interest(at=AT, staff_id="甲", unit_id="u", kind="former_job", text="任职", until=date.fromisoformat(until))
    assert bool(breaches("G08", member("甲"), tie)) is found
