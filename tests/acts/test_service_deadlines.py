"""The day that counts and what begins with it, against a slow loop over single days, for any way and day 2024-2026."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from jxinspect.acts.service import publish
from jxinspect.acts.service_deadlines import counted
from jxinspect.law.calendar import Calendar
from jxinspect.law.deadlines import DEADLINES
from jxinspect.law.service import PUBLIC_DAYS
from jxinspect.law.settings import value_of
from jxinspect.law.terms import ServiceMethod
from jxinspect.model.service import ProofOfService

ONE, BEIJING = timedelta(days=1), timezone(timedelta(hours=8))
CALENDAR = Calendar.shipped()
#: So that every deadline ends within the tables.
DAYS = st.dates(date(2024, 1, 1), date(2026, 6, 30))


def works(day: date) -> bool:
    table = CALENDAR.table(day.year)
    return day in table.makeup or (day.weekday() < 5 and day not in table.holidays)


def working_day(start: date, number: int) -> date:
    while number:
        start += ONE
        number -= works(start)
    return start


def rolled(day: date) -> date:
    while not works(day):
        day += ONE
    return day


def months_later(day: date, number: int) -> date:
    """The same day-number so many months on; where it is missing, the last day that is there (C6)."""
    wanted, month = day.day, (day.month - 1 + number) % 12 + 1
    year = day.year + (day.month - 1 + number) // 12
    while True:
        try:
            return date(year, month, wanted)
        except ValueError:
            wanted -= 1


def slow(deadline: str, day: date, reading: str) -> date:
    return {
        "T01": lambda: working_day(day, 3 if reading == "A" else 4),
        "T02": lambda: working_day(day, 10),
        "T17": lambda: rolled(day + 60 * ONE),
        "T18": lambda: rolled(months_later(day, 6)),
        "T27": lambda: rolled(day + 30 * ONE),
    }[deadline]()


def day_that_counts(method: ServiceMethod, day: date, days: int) -> date:
    """By the program: of a public notice it is computed, of any other way it is the day that was noted."""
    moment = datetime(day.year, day.month, day.day, 10, 5, tzinfo=BEIJING)
    noted = None if method == ServiceMethod.PUBLIC else moment
    proof = ProofOfService(
        inspection_id="i", at=moment, documents=["d"], addressee="样本单位", method=method, place="路1号",
        received_at=noted, published_on=day, public_days=days,
    )  # fmt: skip
    if method == ServiceMethod.PUBLIC:
        publish(proof, CALENDAR, days)
    assert proof.received_at is not None
    return proof.received_at.astimezone(BEIJING).date()


@settings(max_examples=150, deadline=None)
@given(
    method=st.sampled_from(list(ServiceMethod)),
    day=DAYS,
    days=st.sampled_from(PUBLIC_DAYS),
    deadline=st.sampled_from(["T01", "T02", "T17", "T18", "T27"]),
    reading=st.sampled_from("AB"),
)
def test_the_day_that_counts_and_what_it_starts_equal_a_slow_loop(
    method: ServiceMethod, day: date, days: int, deadline: str, reading: str
) -> None:
    served = day_that_counts(method, day, days)
    assert served == (rolled(day + days * ONE) if method == ServiceMethod.PUBLIC else day)
    if served > date(2026, 6, 15):
        return  # what begins there may end in a year without a table
    own: dict[str, Any] = {"notice.count": reading}
    found = counted(
        DEADLINES[deadline], "样人社监检通〔2026〕1号", served, calendar=CALENDAR,
        setting=lambda key: value_of(key, own.get),
    )  # fmt: skip
    assert found.day == slow(deadline, served, reading)


def test_what_ends_in_a_year_without_a_table_says_which_year() -> None:
    found = counted(
        DEADLINES["T02"], "号", date(2026, 12, 25), calendar=CALENDAR, setting=lambda key: value_of(key, lambda _: None)
    )
    assert found.day is None
    assert "2027" in found.note
    assert "算不出" in str(found)
