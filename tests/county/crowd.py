"""How large the county is, and the SQL of its crowd: in SQL, so that five million payments take seconds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

#: Months of the data; how many pensioners can have an identity number (half of 900 numbers of a day for each sex); how
#: many units have a number.
MONTHS = 24
_MOST = 900 * 3287
_MOST_UNITS = 5_000


class Size(NamedTuple):
    """How many of each. `payments` ≈ pensioners × 24 months; `deaths`: all in the list, most of them of strangers."""

    pensioners: int
    workers: int
    units: int
    deaths: int

    @staticmethod
    def of(payments: int, deaths: int | None = None) -> Size:
        """The county with about so many payments."""
        people = max(payments // MONTHS, 40)
        if people > _MOST:
            raise ValueError(f"at most {_MOST * MONTHS} payments")
        units = min(max(people // 60, 4), _MOST_UNITS)
        return Size(people, max(people // 3, 40), units, people if deaths is None else deaths)


def statements(name: str, **numbers: int) -> Iterator[tuple[str, str]]:
    """What each statement of an SQL file of ours is for, and its text with the numbers put in."""
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    for part in re.split(r"^--: ", text, flags=re.MULTILINE)[1:]:
        title, _, statement = part.partition("\n")
        for key, number in numbers.items():
            statement = statement.replace("{" + key + "}", str(number))
        yield title, statement.strip()
