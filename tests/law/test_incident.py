"""Levels of incidents at their thresholds, and limits over holidays and nights (办法 28; T26)."""

from __future__ import annotations

from datetime import datetime

import pytest

from jxinspect.errors import Incomplete
from jxinspect.law.calendar import Calendar
from jxinspect.law.civil import BEIJING
from jxinspect.law.incident import IncidentLevel, last_moment, limit, limit_text, needs_assessment, suggest
from jxinspect.law.violations import VIOLATIONS

NONE, ORDINARY, MAJOR = IncidentLevel.NONE, IncidentLevel.ORDINARY, IncidentLevel.MAJOR


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BEIJING)


def default(_: str) -> None:
    return None


@pytest.mark.parametrize(
    ("yuan", "level"),
    [
        ("0", NONE),
        ("9999.99", NONE),
        ("10000", ORDINARY),
        ("499999.99", ORDINARY),
        ("500000", MAJOR),
        ("12000000", MAJOR),
    ],
)
def test_the_amount_decides_the_level_from_ten_thousand_and_from_half_a_million_on(yuan: str, level: str) -> None:
    assert suggest(round(float(yuan) * 100), default).level == level


def test_a_filed_case_makes_a_small_amount_ordinary_and_bad_consequences_make_any_major() -> None:
    assert suggest(999_999, default, filed=True).level is ORDINARY
    assert suggest(None, default, filed=True).level is ORDINARY
    assert suggest(None, default).level is NONE
    assert suggest(1, default, grave=True).level is MAJOR


def test_an_office_may_set_other_thresholds() -> None:
    own = {"incident.ordinary_amount": "500000", "incident.major_amount": "2000000"}
    assert [suggest(fen, own.get).level for fen in (499_999, 500_000, 2_000_000)] == [NONE, ORDINARY, MAJOR]


def test_the_suggestion_says_why() -> None:
    assert suggest(50_000_000, default).why == "涉及金额50万元，达到50万元"
    assert suggest(1_250_000, default).why == "涉及金额1.25万元，达到1万元、不足50万元"
    assert suggest(999_999, default).why == "涉及金额9999.99元，不足1万元，没有被立案"
    assert suggest(None, default).why == "金额未确定，不足1万元，没有被立案"


@pytest.mark.parametrize(
    ("since", "until"),
    [
        ("2026-09-30 17:50", "2026-10-01 17:50"),  # a holiday does not stop the clock
        ("2026-03-10 09:30", "2026-03-11 09:30"),
        ("2026-02-28 23:59", "2026-03-01 23:59"),
    ],
)
def test_a_major_incident_is_reported_within_24_hours_of_the_clock(since: str, until: str) -> None:
    found = limit(MAJOR, at(since), Calendar.shipped(), default)
    assert found is not None
    assert limit_text(found) == until
    assert last_moment(found) == at(until)


@pytest.mark.parametrize(
    ("since", "last"),
    [
        ("2026-03-10 09:30", "2026-03-17"),
        ("2026-09-30 17:50", "2026-10-13"),  # over the holidays, 10 October is worked
        ("2026-10-03 10:00", "2026-10-13"),  # found on a holiday
        ("2026-02-13 23:30", "2026-02-27"),  # Spring Festival; 14 and 28 February are worked
    ],
)
def test_an_ordinary_incident_is_reported_within_five_working_days(since: str, last: str) -> None:
    found = limit(ORDINARY, at(since), Calendar.shipped(), default)
    assert found is not None
    assert limit_text(found) == last
    assert last_moment(found) >= at(f"{last} 23:59")


def test_a_moment_of_another_zone_counts_from_the_day_in_beijing() -> None:
    late_in_utc = datetime.fromisoformat("2026-03-09T17:00+00:00")  # the 10th, 1:00 in Beijing
    found = limit(ORDINARY, late_in_utc, Calendar.shipped(), default)
    assert found is not None
    assert limit_text(found) == "2026-03-17"


def test_an_office_may_set_other_limits_and_what_is_none_has_none() -> None:
    own = {"incident.major_hours": "2", "incident.ordinary_days": "1"}
    ends = [limit(level, at("2026-03-10 23:30"), Calendar.shipped(), own.get) for level in (MAJOR, ORDINARY, NONE)]
    assert [one and limit_text(one) for one in ends] == ["2026-03-11 01:30", "2026-03-11", None]


def test_days_of_a_year_without_calendar_cannot_be_counted() -> None:
    with pytest.raises(Incomplete):
        limit(ORDINARY, at("2029-12-31 10:00"), Calendar.shipped(), default)


def test_what_cheats_or_misappropriates_needs_an_assessment_and_nothing_else() -> None:
    assert needs_assessment("V30")
    assert needs_assessment("V32-1")
    assert not needs_assessment("V29-5")
    assert not needs_assessment(None)
    assert not needs_assessment("V99-9")
    assert sum(map(needs_assessment, VIOLATIONS)) == 12
