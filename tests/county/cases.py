"""What cases say: what is planted under which rule, and what must be found of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from tests.county.people import Who

if TYPE_CHECKING:
    from tests.county.cast import Cast


class Expected(NamedTuple):
    """What must be found: one of these subjects, exactly these months, this sum in fen; None where nothing is said."""

    subjects: frozenset[str]
    months: tuple[int, ...] | None = None
    amount: int | None = None


class Case(NamedTuple):
    """One planted case (`guilty`) or one that only looks like it. `also`: rules that rightly find the same people."""

    rule: str
    title: str
    guilty: bool
    expected: Expected
    also: tuple[str, ...]


Told = Expected | Who | str | Iterable[Who]
Planting = tuple[str, str, bool, tuple[str, ...], Callable[["Cast"], Told]]
PLANTINGS: list[Planting] = []


def guilty(rule: str, title: str, *, also: Sequence[str] = ()) -> Callable[[Callable[[Cast], Told]], None]:
    """A case that the rule must find."""
    return lambda plant: PLANTINGS.append((rule, title, True, tuple(also), plant))


def innocent(rule: str, title: str, *, also: Sequence[str] = ()) -> Callable[[Callable[[Cast], Told]], None]:
    """A case that looks like one of the rule and must not count as a flag."""
    return lambda plant: PLANTINGS.append((rule, title, False, tuple(also), plant))


def months(first: int, last: int) -> list[int]:
    """All months yyyymm from one to the other."""
    numbers = range(first // 100 * 12 + first % 100 - 1, last // 100 * 12 + last % 100)
    return [number // 12 * 100 + number % 12 + 1 for number in numbers]


def day(ym: int, of_month: int) -> date:
    """A day of a month."""
    return date(ym // 100, ym % 100, of_month)


def later(on: date, *, years: int = 0, count: int = 0) -> date:
    """The same day so many years and months later, the last of February for one that is not there."""
    number = on.year * 12 + on.month - 1 + years * 12 + count
    return date(number // 12, number % 12 + 1, min(on.day, 28))


def found(who: Who | str | Iterable[Who], at: Iterable[int] | None = None, amount: int | None = None) -> Expected:
    """What a case expects of a person, of somebody among several, or of a number."""
    return Expected(subjects(who), None if at is None else tuple(sorted(at)), amount)


def subjects(told: Told) -> frozenset[str]:
    if isinstance(told, Expected):
        return told.subjects
    if isinstance(told, Who):
        return told.subjects
    if isinstance(told, str):
        return frozenset((told,))
    return frozenset().union(*(who.subjects for who in told))


def expected(told: Told) -> Expected:
    return told if isinstance(told, Expected) else Expected(subjects(told))
