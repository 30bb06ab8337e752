"""Counting: the vectors of the specification, the rules one by one, and laws that hold for all days."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jxinspect.errors import Incomplete, NotFound
from jxinspect.law.calendar import Calendar
from jxinspect.law.deadlines import (
    DEADLINES,
    Reading,
    add_months,
    deadline,
    deemed_consent_from,
    due,
    earliest_entry,
    earliest_hearing,
    latest_service,
)
from jxinspect.law.settings import SETTINGS

CALENDAR = Calendar.shipped()
BEIJING = timezone(timedelta(hours=8))
INSIDE = st.dates(date(2024, 2, 20), date(2026, 10, 31))


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("served", "a", "b"),
    [
        ("2026-02-12", "2026-02-24", "2026-02-25"),
        ("2026-04-27", "2026-04-30", "2026-05-06"),
        ("2026-09-17", "2026-09-21", "2026-09-22"),
        ("2026-09-28", "2026-10-08", "2026-10-09"),
    ],
)
def test_entry_after_service(served: str, a: str, b: str) -> None:
    assert earliest_entry(day(served), CALENDAR, "A") == day(a)
    assert earliest_entry(day(served), CALENDAR, "B") == day(b)
    assert due("T01", day(served), CALENDAR).opens == day(b)


@pytest.mark.parametrize(
    ("entry", "a", "b"), [("2026-03-02", "2026-02-26", "2026-02-25"), ("2026-02-25", "2026-02-13", "2026-02-12")]
)
def test_latest_service_for_an_entry(entry: str, a: str, b: str) -> None:
    assert latest_service(day(entry), CALENDAR, "A") == day(a)
    assert latest_service(day(entry), CALENDAR, "B") == day(b)


@pytest.mark.parametrize(
    ("received", "last"),
    [
        ("2026-04-27", "2026-05-13"),
        ("2026-02-12", "2026-03-04"),
        ("2026-09-17", "2026-10-08"),
        ("2026-06-10", "2026-06-25"),
    ],
)
def test_the_tenth_working_day_for_objections(received: str, last: str) -> None:
    assert due("T02", day(received), CALENDAR).last_day == day(last)


def test_deemed_consent_opens_the_day_after_and_later_when_post_is_possible() -> None:
    assert deemed_consent_from(day("2026-04-27"), CALENDAR) == day("2026-05-14")
    assert deemed_consent_from(day("2026-04-27"), CALENDAR, extra_mail_days=3) == day("2026-05-17")
    assert due("T03", day("2026-04-27"), CALENDAR).opens == day("2026-05-14")


@pytest.mark.parametrize(
    ("id_", "start", "length", "last"),
    [
        ("T12", "2026-04-27", None, "2026-05-07"),
        ("T10", "2026-04-27", None, "2026-05-09"),
        ("T17", "2026-08-04", None, "2026-10-08"),
        ("T07", "2026-09-02", 30, "2026-10-02"),
        ("T14", "2026-07-06", None, "2026-10-04"),
        ("T18", "2025-08-31", None, "2026-02-28"),
        ("T18", "2026-04-02", None, "2026-10-08"),
        ("T16", "2026-09-20", None, "2026-10-08"),
        ("T20", "2026-09-02", None, "2026-10-08"),
        ("T21", "2024-02-29", None, "2026-02-28"),
        ("T29.entry", "2026-03-02", None, "2026-02-13"),
    ],
)
def test_last_day(id_: str, start: str, length: int | None, last: str) -> None:
    assert due(id_, day(start), CALENDAR, length=length).last_day == day(last)


def test_a_burden_on_the_unit_shows_the_unrolled_day_and_only_mentions_the_other() -> None:
    sealed = due("T07", day("2026-09-02"), CALENDAR, length=30)
    assert (sealed.last_day, sealed.rolled_day) == (day("2026-10-02"), day("2026-10-08"))
    assert "不顺延" in sealed.rules[-1]


def test_a_last_day_on_a_worked_weekend_does_not_roll() -> None:
    assert due("T16", day("2026-04-24"), CALENDAR).last_day == day("2026-05-09")


@pytest.mark.parametrize(
    ("length", "alarms"),
    [
        (7, ["2026-09-06", "2026-09-08", "2026-09-09"]),
        (14, ["2026-09-13", "2026-09-15", "2026-09-16"]),
        (15, ["2026-09-07", "2026-09-14", "2026-09-16", "2026-09-17"]),
    ],
)
def test_a_seal_alarms_three_one_and_no_days_before_and_ten_for_long_terms(length: int, alarms: list[str]) -> None:
    assert [str(one) for one in due("T07", day("2026-09-02"), CALENDAR, length=length).alarms] == alarms


def test_a_penalty_decision_alarms_on_days_sixty_eighty_ninety() -> None:
    found = due("T14", day("2026-07-06"), CALENDAR)
    assert [(one - found.start).days for one in found.alarms] == [60, 80, 90]


def test_hours_are_clock_hours_over_rest_days() -> None:
    found = due("T08", datetime(2026, 9, 30, 17, 30, tzinfo=BEIJING), CALENDAR)
    assert found.last_moment == datetime(2026, 10, 1, 17, 30, tzinfo=BEIJING)
    assert found.last_day == day("2026-10-01")


def test_hours_from_a_day_without_time_are_refused() -> None:
    with pytest.raises(Incomplete, match="小时"):
        due("T22.police", day("2026-09-30"), CALENDAR)


def test_a_moment_counts_by_its_day_in_beijing() -> None:
    late = datetime(2026, 4, 26, 17, 0, tzinfo=timezone.utc)  # noqa: UP017 — 01:00 on the 27th in Beijing
    assert due("T02", late, CALENDAR) == due("T02", day("2026-04-27"), CALENDAR)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [("2026-08-31", 1, "2026-09-30"), ("2025-08-29", 6, "2026-02-28"), ("2026-12-15", 1, "2027-01-15")],
)
def test_months_end_on_the_same_number_or_the_months_last_day(start: str, months: int, end: str) -> None:
    assert add_months(day(start), months) == day(end)


def test_a_hearing_needs_seven_full_working_days_between() -> None:
    assert earliest_hearing(day("2026-04-27"), CALENDAR) == day("2026-05-11")


def test_a_deadline_set_in_the_document_needs_its_length() -> None:
    with pytest.raises(Incomplete, match="T25"):
        due("T25", day("2026-04-27"), CALENDAR)
    assert due("T25", day("2026-04-27"), CALENDAR, length=10).last_day == day("2026-05-07")


def test_an_unknown_deadline_is_not_found() -> None:
    with pytest.raises(NotFound, match="T33"):
        deadline("T33")


def test_a_period_that_protects_the_unit_needs_the_calendar_of_its_last_day() -> None:
    with pytest.raises(Incomplete, match="2027"):
        due("T17", day("2026-11-20"), CALENDAR)


def test_a_period_that_limits_the_agency_does_not_need_it() -> None:
    assert due("T14", day("2026-11-20"), CALENDAR).last_day == day("2027-02-18")


def test_the_table_has_all_thirty_two() -> None:
    assert {id_.partition(".")[0] for id_ in DEADLINES} == {f"T{number:02d}" for number in range(1, 33)}


@pytest.mark.parametrize("id_", [id_ for id_, one in DEADLINES.items() if one.setting and one.kind != "wait"])
def test_a_length_equals_the_default_of_its_setting(id_: str) -> None:
    one = DEADLINES[id_]
    assert one.setting is not None
    assert one.length == SETTINGS[one.setting].default == one.length_with(lambda _: None)


def test_an_offices_setting_changes_the_length() -> None:
    assert DEADLINES["T04"].length_with({"offsite.submit_days": "15"}.get) == 15


@pytest.mark.parametrize("id_", list(DEADLINES))
def test_every_deadline_can_be_counted_and_says_how(id_: str) -> None:
    start = datetime(2024, 3, 1, 9, 0, tzinfo=BEIJING)
    length = 10 if DEADLINES[id_].unit == "none" and DEADLINES[id_].kind == "within" else None
    found = due(id_, start, CALENDAR, length=length)
    assert found.rules
    assert found.last_day >= found.start or DEADLINES[id_].kind == "advance"


@given(INSIDE, st.sampled_from(["A", "B"]))
def test_the_latest_service_is_the_last_working_day_that_still_allows_the_entry(entry: date, reading: Reading) -> None:
    served = latest_service(entry, CALENDAR, reading)
    assert earliest_entry(served, CALENDAR, reading) <= entry
    assert earliest_entry(CALENDAR.next_working_day(served), CALENDAR, reading) > entry


@given(INSIDE)
def test_the_strict_reading_leaves_three_full_working_days(served: date) -> None:
    entry = earliest_entry(served, CALENDAR, "B")
    assert len(CALENDAR.working_days_between(served, entry - timedelta(days=1))) == 3
    assert earliest_entry(served, CALENDAR, "A") < entry


@given(INSIDE, st.sampled_from([id_ for id_, one in DEADLINES.items() if one.unit == "working_day" and one.length]))
def test_a_period_in_working_days_never_ends_on_a_rest_day(start: date, id_: str) -> None:
    length = min(DEADLINES[id_].length or 1, 20)
    assert CALENDAR.is_working_day(due(id_, start, CALENDAR, length=length).last_day)


@given(INSIDE, st.integers(1, 30))
def test_a_protecting_period_in_days_ends_on_the_first_working_day_from_its_last_day_on(
    start: date, length: int
) -> None:
    last = due("T16", start, CALENDAR, length=length).last_day
    plain = date.fromordinal(start.toordinal() + length)
    while not CALENDAR.is_working_day(plain):
        plain = date.fromordinal(plain.toordinal() + 1)
    assert last == plain
