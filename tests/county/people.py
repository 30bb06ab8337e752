"""Invented people: names that look made up, identity numbers of region 360100 with their check digit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

SURNAMES = "测例虚样试拟演练"
_GIVEN = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CODE = "0123456789ABCDEFGHJKLMNPQRTUWXY"
#: Planted people have the last order numbers of a day, the crowd those below.
_FIRST_ORDER = 900


class Who(NamedTuple):
    """A person as every table names it."""

    no: str
    name: str
    id_no: str
    born: date
    sex: str

    @property
    def subjects(self) -> frozenset[str]:
        """What a flag about this person may be grouped by."""
        return frozenset((self.id_no, self.no))


def checked(first17: str) -> str:
    """An identity number from its first 17 digits (GB 11643-1999)."""
    total = sum(int(digit) * weight for digit, weight in zip(first17, _WEIGHTS, strict=True))
    return first17 + "10X98765432"[total % 11]


def credit_code(number: int) -> str:
    """A unified social credit code of a made-up company (GB 32100-2015)."""
    first17 = f"91360100MA{number:07d}"
    total = sum(_CODE.index(sign) * pow(3, place, 31) for place, sign in enumerate(first17))
    return first17 + _CODE[(31 - total % 31) % 31]


class Registry:
    """Gives out names and numbers, each once."""

    def __init__(self) -> None:
        self._orders: dict[tuple[date, bool], Iterator[int]] = defaultdict(lambda: iter(()))
        self._count = 0

    def person(self, born: date, sex: str, name: str | None = None) -> Who:
        """The next planted person born on that day."""
        self._count += 1
        number = self._count
        own = SURNAMES[number % 8] + "种" + _GIVEN[number // 8 % 22] + _GIVEN[number // 176 % 22]
        return Who(f"36010090{number:05d}", name or own, self.identity(born, sex), born, sex)

    def identity(self, born: date, sex: str) -> str:
        """A number that nobody else has."""
        male = sex == "男"
        if (born, male) not in self._orders:
            self._orders[born, male] = iter(range(_FIRST_ORDER + male, 1000, 2))
        return checked(f"360100{born:%Y%m%d}{next(self._orders[born, male]):03d}")
