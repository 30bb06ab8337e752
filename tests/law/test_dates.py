"""Dates and moments as people write them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jxinspect.errors import Incomplete
from jxinspect.law.civil import BEIJING
from jxinspect.law.dates import chinese_date, chinese_moment, parse_date, parse_moment

TODAY = date(2026, 4, 27)
NOW = datetime(2026, 4, 27, 8, 0, tzinfo=BEIJING)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-23",
        "2026/11/23",
        "2026.11.23",
        "20261123",
        "2026年11月23日",
        "２０２６年１１月２３日",
        " 2026 年 11 月 23 日 ",
        "2026－11－23",
        "2026年11月23",
    ],
)
def test_one_day_written_in_many_ways(text: str) -> None:
    assert parse_date(text, TODAY) == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("今天", "2026-04-27"),
        ("明天", "2026-04-28"),
        ("昨天", "2026-04-26"),
        ("后天", "2026-04-29"),
        ("前天", "2026-04-25"),
        ("+3天", "2026-04-30"),
        ("-2日", "2026-04-25"),
        ("+3工作日", "2026-04-30"),
        ("+4个工作日", "2026-05-06"),
        ("＋４工作日", "2026-05-06"),
        ("-1工作日", "2026-04-24"),
    ],
)
def test_days_relative_to_today(text: str, day: str) -> None:
    assert parse_date(text, TODAY) == date.fromisoformat(day)


@pytest.mark.parametrize(
    "text",
    ["", "26-11-23", "11-23", "2026-11", "2026-02-30", "2026-13-01", "2026-11/23", "20261131", "大后年", "+工作日"],
)
def test_nothing_is_guessed(text: str) -> None:
    with pytest.raises(Incomplete):
        parse_date(text, TODAY)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-23 09:30", "2026-11-23T09:30:00+08:00"),
        ("2026-11-23 9:30", "2026-11-23T09:30:00+08:00"),
        ("2026-11-23T09:30:15+08:00", "2026-11-23T09:30:15+08:00"),
        ("2026年11月23日9时30分", "2026-11-23T09:30:00+08:00"),
        ("2026年11月23日 9时", "2026-11-23T09:00:00+08:00"),
        ("2026年11月23日9点30", "2026-11-23T09:30:00+08:00"),
        ("２０２６-１１-２３　０９：３０", "2026-11-23T09:30:00+08:00"),
        ("09:30", "2026-04-27T09:30:00+08:00"),
        ("昨天 17:05", "2026-04-26T17:05:00+08:00"),
        ("20261123 0:00", "2026-11-23T00:00:00+08:00"),
    ],
)
def test_a_moment_is_aware_and_in_beijing(text: str, moment: str) -> None:
    found = parse_moment(text, NOW)
    assert found.isoformat() == moment


@pytest.mark.parametrize(
    "text", ["", "2026-11-23", "2026-11-23 25:00", "2026-11-23 9:60", "2026-11-239:30", "9", "上午"]
)
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(Incomplete):
        parse_moment(text, NOW)


def test_a_time_alone_is_of_the_day_in_beijing() -> None:
    assert parse_moment("09:30", datetime(2026, 4, 26, 20, 0, tzinfo=UTC)).date() == date(2026, 4, 27)


def test_chinese_dates_are_not_padded() -> None:
    assert chinese_date(date(2026, 8, 4)) == "2026年8月4日"
    assert chinese_moment(datetime(2026, 8, 4, 1, 5, tzinfo=UTC)) == "2026年8月4日9时05分"


@given(st.dates(date(1900, 1, 1), date(9999, 12, 31)))
def test_a_chinese_date_is_read_back(day: date) -> None:
    assert parse_date(chinese_date(day), TODAY) == day


@given(st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)))  # noqa: DTZ001 — made aware below
def test_a_chinese_moment_is_read_back(moment: datetime) -> None:
    aware = moment.replace(second=0, microsecond=0, tzinfo=BEIJING)
    assert parse_moment(chinese_moment(aware), NOW) == aware
