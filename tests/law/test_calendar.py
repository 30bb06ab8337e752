"""Working days of the shipped years, against two independent libraries and a slow loop."""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar
import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jxinspect.errors import Incomplete
from jxinspect.law.calendar import Calendar

CALENDAR = Calendar.shipped()
YEARS = (2024, 2025, 2026)
DAYS = [date(2024, 1, 1) + timedelta(days=number) for number in range(366 + 365 + 365)]
INSIDE = st.dates(date(2024, 3, 1), date(2026, 10, 31))


def test_chinesecalendar_agrees_on_every_day() -> None:
    assert [day for day in DAYS if chinese_calendar.is_workday(day) != CALENDAR.is_working_day(day)] == []


def test_holidays_agrees_on_every_day() -> None:
    china = holidays.country_holidays("CN", years=YEARS)
    assert [day for day in DAYS if china.is_working_day(day) != CALENDAR.is_working_day(day)] == []


@pytest.mark.parametrize(("year", "days"), [(2024, 251), (2025, 248), (2026, 248)])
def test_a_year_has_its_known_number_of_working_days(year: int, days: int) -> None:
    assert CALENDAR.table(year).working_days() == days


@pytest.mark.parametrize("day", ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"])
def test_a_weekend_day_that_is_worked_counts(day: str) -> None:
    assert date.fromisoformat(day).weekday() >= 5
    assert CALENDAR.is_working_day(date.fromisoformat(day))


def slow(day: date, number: int) -> date:
    """Independent of our tables and of our loop: look at each day, count down."""
    left, step = abs(number), 1 if number > 0 else -1
    while left:
        day = date.fromordinal(day.toordinal() + step)
        left -= chinese_calendar.is_workday(day)
    return day


@given(INSIDE, st.integers(-30, 30))
def test_adding_working_days_equals_a_slow_loop(day: date, number: int) -> None:
    assert CALENDAR.add_working_days(day, number) == slow(day, number)


@given(INSIDE, st.integers(1, 30))
def test_as_many_working_days_lie_between_as_were_added(day: date, number: int) -> None:
    end = CALENDAR.add_working_days(day, number)
    between = CALENDAR.working_days_between(day, end)
    assert len(between) == number
    assert between[-1] == end


@given(INSIDE)
def test_rolling_gives_the_first_working_day_from_the_day_on(day: date) -> None:
    rolled = CALENDAR.roll(day)
    assert CALENDAR.is_working_day(rolled)
    assert not any(CALENDAR.is_working_day(day + timedelta(days=n)) for n in range((rolled - day).days))


def test_zero_working_days_is_the_day_itself() -> None:
    assert CALENDAR.add_working_days(date(2026, 10, 1), 0) == date(2026, 10, 1)


def test_a_year_without_a_table_names_the_year_and_the_way_out() -> None:
    with pytest.raises(Incomplete) as fault:
        CALENDAR.add_working_days(date(2026, 12, 30), 3)
    assert "2027" in fault.value.what
    assert "G58" in fault.value.why
    assert "jxinspect calendar import" in fault.value.todo


def test_a_further_table_makes_a_further_year_countable_and_leaves_the_shipped_one_alone() -> None:
    more = CALENDAR.with_tables([CALENDAR.table(2026)])
    assert more.years == CALENDAR.years
    assert more is not CALENDAR
