"""Whether a basis was in force on the day that counts: that of the fact for what is right or wrong, that of the act for
how the authority proceeds (程序从新、实体从旧).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from jxinspect.law.statutes import Ref, refs


def not_in_force(basis: Iterable[str], *, fact: date, act: date) -> list[str]:
    """The refs of `basis` that did not apply, with their dates in words; `fact`: the last day of what was found."""
    return [
        f"{text}（{_dates(one)}）"
        for text in basis
        for one in refs(text)
        if not one.statute.applies(act if one.statute.is_procedural(one.article) else fact)
    ]


def from_midway(basis: Iterable[str], *, first: date, fact: date) -> list[str]:
    """The refs that apply on the last day of what was found, but did not yet on its first."""
    return [
        f"{text}（{_dates(one)}）"
        for text in basis
        for one in refs(text)
        if not one.statute.is_procedural(one.article) and one.statute.applies(fact) and not one.statute.applies(first)
    ]


def _dates(one: Ref) -> str:
    begins, ends = one.statute.in_force_from, one.statute.in_force_to
    told = (f"自{begins}起施行" if begins else "", f"{ends}后不再适用" if ends else "")
    return "，".join(filter(None, told))
