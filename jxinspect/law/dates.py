"""Dates and moments as people write and as documents print them. Civil time is UTC+08:00."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from unicodedata import normalize

from jxinspect.errors import Incomplete
from jxinspect.law.civil import BEIJING, beijing

if TYPE_CHECKING:
    from jxinspect.law.calendar import Calendar

_DATE = re.compile(
    r"(\d{4})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|\.(\d{1,2})\.(\d{1,2})|年(\d{1,2})月(\d{1,2})[日号]?)",
    re.ASCII,
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_SHIFT = re.compile(r"([+-])(\d{1,4})(个?工作日|天|日)", re.ASCII)
_TIME = re.compile(r"(\d{1,2})(?::(\d{2})(?::(\d{2}))?|[时点](?:(\d{1,2})分?)?(?:(\d{1,2})秒)?)$", re.ASCII)
_WORDS = {"前天": -2, "昨天": -1, "昨日": -1, "今天": 0, "今日": 0, "明天": 1, "明日": 1, "后天": 2}


def parse_date(text: str, today: date, calendar: Calendar | None = None) -> date:
    """The day that the text means: 2026-11-23, 20261123, 2026年11月23日, 今天, +3工作日. Incomplete for any other text.

    A year must have four digits and no part is guessed. `calendar` counts working days; the shipped one by default.
    """
    plain = re.sub(r"\s+", "", normalize("NFKC", text))
    if plain in _WORDS:
        return today + timedelta(days=_WORDS[plain])
    shift = _SHIFT.fullmatch(plain)
    if shift:
        return _shifted(today, int(shift[1] + shift[2]), shift[3], calendar)
    found = _DATE.fullmatch(plain) or _COMPACT.fullmatch(plain)
    if found is None:
        raise _unreadable(text)
    year, month, day = (int(part) for part in found.groups() if part)
    try:
        return date(year, month, day)
    except ValueError:
        raise _unreadable(text, f"{year}年没有{month}月{day}日") from None


def _shifted(today: date, number: int, unit: str, calendar: Calendar | None) -> date:
    if unit.endswith("工作日"):
        from jxinspect.law.calendar import Calendar

        return (calendar or Calendar.shipped()).add_working_days(today, number)
    return today + timedelta(days=number)


def parse_moment(text: str, now: datetime) -> datetime:
    """The moment that the text means, aware, UTC+08:00: 2026-11-23 09:30, 2026年11月23日9时30分, 09:30 (of today).

    A date alone is not a moment: Incomplete, as for any other text.
    """
    plain = normalize("NFKC", text).strip().replace("T", " ").removesuffix("+08:00")
    found = _TIME.search(plain)
    if found is None:
        raise _unreadable(text, "没有写时间，或者时间不能识别", "写成“2026-11-23 09:30”或者“09:30”")
    before = plain[: found.start()].strip()
    glued = before and before[-1].isdigit() and plain[found.start() - 1] != " "
    if glued:
        raise _unreadable(text)
    today = beijing(now).date()
    hour, minute, second = (int(part) if part else 0 for part in _clock(found))
    try:
        at = time(hour, minute, second)
    except ValueError:
        raise _unreadable(text, f"没有{hour}时{minute}分这个时间") from None
    return datetime.combine(parse_date(before, today) if before else today, at, tzinfo=BEIJING)


def _clock(found: re.Match[str]) -> tuple[str, str | None, str | None]:
    return found[1], found[2] or found[4], found[3] or found[5]


def _unreadable(
    text: str, why: str = "日期的写法不能识别", todo: str = "写成 2026-11-23 或者 2026年11月23日"
) -> Incomplete:
    return Incomplete(f"日期“{text}”不能用", why=why, todo=todo)


def chinese_date(day: date) -> str:
    """2026年8月4日, without padding (GB/T 9704)."""
    return f"{day.year}年{day.month}月{day.day}日"


def chinese_moment(moment: datetime) -> str:
    """2026年8月4日9时05分, in civil time."""
    local = beijing(moment)
    return f"{chinese_date(local.date())}{local.hour}时{local.minute:02d}分"
