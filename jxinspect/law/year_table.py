"""The table of one year's holidays (放假) and worked weekend days (上班), read from TOML, CSV or rows of a sheet.

TOML, as shipped:            CSV, as offices keep it (header optional):
    year = 2026                  日期,类别
    makeup = [2026-01-04]        2026-01-01,休
    [[holiday]]                  2026-01-04,班
    name = "元旦"
    from = 2026-01-01
    to = 2026-01-03
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from jxinspect.errors import Incomplete, JxinspectError
from jxinspect.law.dates import parse_date

REST = ("休", "放假", "休息", "节假日", "holiday")
WORK = ("班", "上班", "调休", "补班", "工作日", "workday")
SATURDAY = 5
#: Statutory holidays on fixed days (年节放假办法 2): every table has them, so half a table is noticed.
FIXED = ((1, 1), (5, 1), (10, 1), (10, 2), (10, 3))
#: 365 days less 104 weekend days and 11 to 13 statutory holidays, give or take a few weekends that are worked.
PLAUSIBLE = range(244, 257)


class YearTable(NamedTuple):
    """Holidays, weekends inside them included, and weekend days that are worked."""

    year: int
    holidays: frozenset[date]
    makeup: frozenset[date]
    title: str = ""
    number: str = ""
    confidence: str = ""
    note: str = ""
    names: tuple[tuple[str, date, date], ...] = ()

    def is_working_day(self, day: date) -> bool:
        """Whether people work on that day of the year (C5)."""
        return day in self.makeup or (day.weekday() < SATURDAY and day not in self.holidays)

    def mark(self, day: date) -> str:
        """休 for a holiday, 班 for a worked weekend day, else nothing."""
        return "班" if day in self.makeup else "休" if day in self.holidays else ""

    def working_days(self) -> int:
        """How many working days the year has."""
        first = date(self.year, 1, 1)
        length = (date(self.year + 1, 1, 1) - first).days
        weekdays = sum((first.weekday() + number) % 7 < SATURDAY for number in range(length))
        return weekdays + len(self.makeup) - sum(day.weekday() < SATURDAY for day in self.holidays | self.makeup)

    def same_days(self, other: YearTable) -> bool:
        """Whether both tables give every day the same kind."""
        return (self.year, self.holidays, self.makeup) == (other.year, other.holidays, other.makeup)

    def digest(self) -> str:
        """SHA-256 of the days, for comparing with another office's table."""
        from hashlib import sha256

        days = [f"{day} {self.mark(day)}" for day in sorted(self.holidays | self.makeup)]
        return sha256("\n".join(days).encode()).hexdigest()


def parse_year_table(source: str | Iterable[Sequence[object]]) -> YearTable:
    """A table from TOML text, CSV text or rows (date, kind). Incomplete lists every faulty line."""
    if not isinstance(source, str):
        return _from_rows(enumerate(source, 1))
    text = source.removeprefix("\ufeff")
    if "[[holiday]]" in text or text.lstrip().startswith(("#", "year")):
        return _from_toml(text)
    import csv

    return _from_rows(enumerate(csv.reader(text.splitlines()), 1))


def _from_toml(text: str) -> YearTable:
    import tomllib

    try:
        return year_table(tomllib.loads(text))
    except tomllib.TOMLDecodeError as fault:
        raise _unreadable(fault) from fault


def year_table(data: Mapping[str, Any]) -> YearTable:
    """The table that the keys of a TOML file describe. Incomplete as `parse_year_table`."""
    try:
        spans = [(str(row.get("name", "")), row["from"], row["to"]) for row in data.get("holiday", ())]
        year, makeup = int(data["year"]), list(data.get("makeup", ()))
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise _unreadable(fault) from fault
    odd = [one for span in spans for one in span[1:]] + makeup
    if not all(type(one) is date for one in odd):
        raise _unusable(["日期要写成 2026-01-01，不加引号和时间"])
    held = [(day, "休", f"{name} {first}至{last}") for name, first, last in spans for day in _days(first, last)]
    empty = [f"{name} {first}至{last}：结束早于开始" for name, first, last in spans if last < first]
    told = {key: str(data.get(key, "")) for key in ("title", "number", "confidence", "note")}
    return _built(year, held + [(day, "班", f"makeup {day}") for day in makeup], empty, names=tuple(spans), **told)


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _from_rows(rows: Iterable[tuple[int, Sequence[object]]]) -> YearTable:
    marked: list[tuple[date, str, str]] = []
    faults: list[str] = []
    for line, row in rows:
        cells = [str(cell).strip() for cell in row if cell is not None and str(cell).strip()]
        if not cells or (not marked and not faults and not _starts_with_digit(cells[0])):
            continue  # blank lines, and headings above the first date
        try:
            marked.append((*_row(cells), f"第 {line} 行 {cells[0]}"))
        except JxinspectError as fault:
            faults.append(f"第 {line} 行：{fault.what}")
    if not marked:
        raise _unusable(faults or ["没有一行写着日期和类别"])
    return _built(marked[0][0].year, marked, faults)


def _starts_with_digit(text: str) -> bool:
    return text[0].isdigit()


def _row(cells: list[str]) -> tuple[date, str]:
    day = parse_date(cells[0].removesuffix(" 00:00:00"), date.min)
    kind = cells[1].casefold() if len(cells) > 1 else ""
    if kind not in REST + WORK:
        raise _unusable([], f"类别“{kind}”不能识别，只能写休或者班")
    return day, "休" if kind in REST else "班"


def _built(year: int, marked: list[tuple[date, str, str]], faults: list[str], **told: Any) -> YearTable:
    """The table, unless a day is outside the year, given twice, or a worked day is no weekend."""
    seen: dict[date, str] = {}
    for day, kind, place in marked:
        if day.year != year:
            faults.append(f"{place}：{day} 不在 {year} 年内")
        elif day in seen:
            faults.append(f"{place}：{day} 重复")
        elif kind == "班" and day.weekday() < SATURDAY:
            faults.append(f"{place}：{day} 是周一至周五，不能是调休上班日")
        seen[day] = kind
    missing = [day for day in (date(year, *fixed) for fixed in FIXED) if seen.get(day) != "休"]
    faults += [f"{day} 是法定节假日，表里没有放假（年节放假办法 2）" for day in missing]
    if faults:
        raise _unusable(faults)
    rest, work = (frozenset(day for day, kind in seen.items() if kind == wanted) for wanted in "休班")
    table = YearTable(year, rest, work, **told)
    if table.working_days() not in PLAUSIBLE:
        raise _unusable(
            [f"全年 {table.working_days()} 个工作日，通常为 {PLAUSIBLE[0]} 至 {PLAUSIBLE[-1]} 个；表可能不全"]
        )
    return table


def _unreadable(fault: Exception) -> Incomplete:
    return _unusable([f"TOML 不能读取：{fault}"])


def _unusable(items: list[str], what: str = "工作日表不能用") -> Incomplete:
    return Incomplete(
        what,
        why="工作日表决定每一个期限，有一处不清楚就不能采用（G58）",
        todo="对照国务院办公厅的通知改正后重新导入；每行写“日期,休”或者“日期,班”",
        items=items,
    )
