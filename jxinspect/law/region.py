"""Whose area a place belongs to, by its code of GB/T 2260 (办法 4)."""

from __future__ import annotations

import re
from functools import cache

from jxinspect.law.source import load
from jxinspect.law.terms import Level, Standing

#: Leading digits of a code that stand for the area of an agency.
DIGITS = {Level.PROVINCE: 2, Level.CITY: 4, Level.COUNTY: 6}
_CODE = re.compile(r"[1-9]\d{5}")
#: 市辖区: the districts of a city taken together, which is the city itself.
_DISTRICTS = "01"


def region_fault(code: str, level: Level | None = None) -> str | None:
    """What is wrong with a code, for an agency also with regard to its level; None when nothing is."""
    if not _CODE.fullmatch(code):
        return "应为六位数字（GB/T 2260）"
    if level is not None and code[DIGITS[level] :].strip("0"):
        return f"{level.label}机关的代码后 {6 - DIGITS[level]} 位应为 0（GB/T 2260）"
    return None


def standing(level: Level, own: str, code: str) -> Standing:
    """How a place stands to an agency of that level and area: its own, of a lower level inside, or outside."""
    if code == own or (level is Level.CITY and code == own[:4] + _DISTRICTS):
        return Standing.OWN
    inside = code[: DIGITS[level]] == own[: DIGITS[level]]
    return Standing.LOWER if inside else Standing.OUTSIDE


@cache
def id_prefixes() -> tuple[str, ...]:
    """First four digits that an identity number may have: codes in use now or at any time since 1980, in order."""
    provinces: dict[str, str] = load("regions.toml")["prefixes"]
    return tuple(sorted(province + city for province, cities in provinces.items() for city in cities.split()))
