"""Working days (工作日): Monday to Friday without the holidays, with the weekend days that are worked instead (C5).

Each year's table comes from the notice of 国务院办公厅. A year without a table is never guessed (G58).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache

from jxinspect.errors import Incomplete
from jxinspect.law.source import DATA, load
from jxinspect.law.year_table import YearTable, parse_year_table, year_table

__all__ = ["Calendar", "YearTable", "parse_year_table"]

ONE = timedelta(days=1)


class Calendar:
    """Working days of the years for which there are tables. Immutable."""

    def __init__(self, tables: Iterable[YearTable]) -> None:
        self._tables = {table.year: table for table in tables}

    @classmethod
    def shipped(cls) -> Calendar:
        """The tables that come with the program."""
        return _shipped()

    def with_tables(self, extra: Iterable[YearTable]) -> Calendar:
        """A calendar with further tables; for a year that is already there the new table counts."""
        return Calendar([*self._tables.values(), *extra])

    @property
    def years(self) -> tuple[int, ...]:
        """Years with a table, ascending."""
        return tuple(sorted(self._tables))

    def table(self, year: int) -> YearTable:
        """The table of a year; Incomplete when there is none (G58)."""
        if year not in self._tables:
            raise Incomplete(
                f"没有 {year} 年的工作日表",
                why="该年放假调休安排未公布或者尚未导入，工作日不能推测（G58）",
                todo="公布后导入：jxinspect calendar import 文件",
            )
        return self._tables[year]

    def is_working_day(self, day: date) -> bool:
        """Whether people work on that day (C5)."""
        return self.table(day.year).is_working_day(day)

    def next_working_day(self, day: date) -> date:
        """The first working day after the day."""
        return self.add_working_days(day, 1)

    def add_working_days(self, day: date, number: int) -> date:
        """The `number`-th working day after the day, the day itself not counted (C1); negative counts back.

        Zero gives the day itself, working or not.
        """
        step = ONE if number > 0 else -ONE
        for _ in range(abs(number)):
            day += step
            while not self.is_working_day(day):
                day += step
        return day

    def roll(self, day: date) -> date:
        """The day, or the first working day after it when it is a rest day (C2)."""
        return day if self.is_working_day(day) else self.next_working_day(day)

    def working_days_between(self, start: date, end: date) -> tuple[date, ...]:
        """The working days after `start` up to and including `end`."""
        days = (start + ONE * number for number in range(1, (end - start).days + 1))
        return tuple(day for day in days if self.is_working_day(day))


@cache
def _shipped() -> Calendar:
    years = DATA.joinpath("calendars").glob("2*.toml")
    return Calendar(year_table(load(f"calendars/{one.name}")) for one in years)
