"""Deadlines as an iCalendar file, read back with another parser (RFC 5545)."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest
from icalendar import Calendar

from jxinspect.acts.agenda import agenda
from jxinspect.acts.status import DueLine, due_lines
from jxinspect.law.calendar import Calendar as WorkingDays

BEIJING = timezone(timedelta(hours=8))
NOW = datetime(2026, 4, 1, 9, 0, tzinfo=BEIJING)
SEAL = DueLine(
    "2026-001",
    date(2026, 4, 10),
    "soon",
    "封存FC-01到期，应当在此之前解除",
    "T07",
    "行政强制法 25",
    (date(2026, 4, 9),),
)


def events(*lines: DueLine, at: datetime = NOW) -> list[Any]:
    """The events as the other parser reads them; it must find nothing to complain about."""
    read = Calendar.from_ical(agenda(lines, at))
    assert not read.errors
    assert read["VERSION"] == "2.0"
    found = list(read.walk("VEVENT"))
    assert not any(event.errors for event in found)
    return found


def test_a_deadline_becomes_an_all_day_event_with_the_alarms_of_its_days() -> None:
    (event,) = events(SEAL)
    assert event["SUMMARY"] == "2026-001 封存FC-01到期，应当在此之前解除"
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (date(2026, 4, 10), date(2026, 4, 11))
    assert event.decoded("DTSTAMP") == NOW
    (alarm,) = event.walk("VALARM")
    assert alarm.decoded("TRIGGER") == datetime(2026, 4, 9, 9, 0, tzinfo=BEIJING)
    assert alarm["ACTION"] == "DISPLAY"


def test_what_counts_by_the_hour_stands_at_its_hour_in_the_time_of_china() -> None:
    row = {"inspection": "2026-001", "deadline": "T08", "what": "补办批准", "starts_on": None}
    lines = due_lines([row | {"due_on": "2026-04-02 14:30:00"}], WorkingDays.shipped(), NOW.date())
    (event,) = events(*lines)
    ends = datetime(2026, 4, 2, 14, 30, tzinfo=BEIJING)
    assert event.decoded("DTSTART") == ends
    rung = [alarm.decoded("TRIGGER") for alarm in event.walk("VALARM")]
    assert rung == [ends - timedelta(hours=12), ends - timedelta(hours=4), ends - timedelta(hours=1)]
    assert event["DTSTART"].params["TZID"] == "Asia/Shanghai"
    assert "TZOFFSETTO:+0800\r\n" in agenda(lines, NOW)


@pytest.mark.parametrize(
    ("mark", "starts_on", "due_on", "days"),
    [
        ("T02", "2026-04-27", None, ["2026-05-10", "2026-05-13"]),
        ("T07", None, "2026-04-10", ["2026-04-07", "2026-04-09", "2026-04-10"]),
        ("T07", "2026-03-11", "2026-04-10", ["2026-03-31", "2026-04-07", "2026-04-09", "2026-04-10"]),
        # the National Day holidays: nobody works from 1 to 7 October, and the term does not wait
        ("T07", "2026-09-25", "2026-10-02", ["2026-09-29", "2026-09-30", "2026-10-01", "2026-10-02"]),
        # Saturday, 10 October is a working day by exchange
        ("T07", "2026-10-03", "2026-10-10", ["2026-10-07", "2026-10-09", "2026-10-10"]),
        (None, None, "2026-04-10", ["2026-04-09"]),
    ],
)
def test_each_deadline_rings_on_the_days_that_the_law_table_names(
    mark: str | None, starts_on: str | None, due_on: str | None, days: list[str]
) -> None:
    row = {"inspection": "1", "deadline": mark, "what": "某事", "starts_on": starts_on, "due_on": due_on}
    (event,) = events(*due_lines([row], WorkingDays.shipped(), NOW.date()))
    assert [f"{a.decoded('TRIGGER').astimezone(BEIJING):%Y-%m-%d}" for a in event.walk("VALARM")] == days


def test_reading_a_later_file_in_again_changes_the_entry_and_makes_no_second_one() -> None:
    moved = DueLine("2026-001", date(2026, 5, 10), "later", SEAL.what, "T07")
    (first,), (second,) = events(SEAL), events(moved, at=NOW + timedelta(minutes=1))
    assert first["UID"] == second["UID"]
    assert second["SEQUENCE"] > first["SEQUENCE"]


def test_a_list_of_what_is_wanted_stays_one_entry_while_it_shrinks_and_two_deadlines_stay_two() -> None:
    both, one = (DueLine("2026-001", date(2026, 4, 10), "soon", f"提供资料：{names}", "") for names in ("甲、乙", "乙"))
    assert events(both)[0]["UID"] == events(one)[0]["UID"]
    other = DueLine("2026-002", date(2026, 4, 10), "soon", "提供资料：甲、乙", "")
    assert len({event["UID"] for event in events(both, other, SEAL)}) == 3


def test_what_cannot_be_counted_is_left_out() -> None:
    unknown = DueLine("2026-001", None, "unknown", "书面意见", "T02", "没有2027年的工作日表")
    assert events(unknown) == []


def test_long_chinese_lines_are_folded_by_octets_and_come_back_whole() -> None:
    what = "核对：" + "会计凭证, 账簿; 路径 C:\\凭证\n" * 12
    text = agenda([DueLine("2026-001", date(2026, 4, 10), "soon", what, "")], NOW)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\n" not in text.replace("\r\n", "")
    (event,) = Calendar.from_ical(text).walk("VEVENT")
    assert event["SUMMARY"] == f"2026-001 {what}"
