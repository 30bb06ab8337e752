"""What rules find of what was planted: cases found and missed, innocents hit, hits that nobody planted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from jxinspect.analysis.run import FlagResult, RuleResult
from tests.county.cases import Case


class Line(NamedTuple):
    """The count of one rule. `missed`, `wrong`, `strays`: what there is to say about each failure."""

    rule: str
    title: str
    planted: int
    found: int
    innocents: int
    hit: int
    missed: tuple[str, ...]
    wrong: tuple[str, ...]
    strays: tuple[str, ...]
    skipped: str | None

    @property
    def right(self) -> bool:
        """Everything planted was found, no innocent was hit, nothing else came up."""
        return not (self.skipped or self.missed or self.wrong or self.strays) and self.planted > 0


def judge(result: RuleResult, cases: Sequence[Case]) -> Line:
    """How one rule did; only flags that count are looked at."""
    own = [case for case in cases if case.rule == result.rule]
    flags = [flag for flag in result.flags if flag.counts]
    expected = [case for case in own if case.guilty]
    innocents = [case for case in own if not case.guilty]
    missed = [f"{case.title}：{_instead(case, flags)}" for case in expected if not _is_found(case, flags)]
    wrong = [case.title for case in innocents if _about(case, flags)]
    known = {one for case in cases if case in expected or result.rule in case.also for one in case.expected.subjects}
    known |= {one for case in innocents for one in case.expected.subjects}
    strays = [_told(flag) + _whose(flag, cases) for flag in flags if flag.subject not in known]
    counts = (len(expected), len(expected) - len(missed), len(innocents), len(wrong))
    return Line(result.rule, result.title, *counts, tuple(missed), tuple(wrong), tuple(strays), result.skipped)


def _about(case: Case, flags: Iterable[FlagResult]) -> list[FlagResult]:
    return [flag for flag in flags if flag.subject in case.expected.subjects]


def _is_found(case: Case, flags: Iterable[FlagResult]) -> bool:
    return any(_fits(case, flag) for flag in _about(case, flags))


def _fits(case: Case, flag: FlagResult) -> bool:
    at = tuple(sorted({hit.ym for hit in flag.hits if hit.ym is not None}))
    _, months, amount = case.expected
    return (months is None or months == at) and (amount is None or amount == flag.amount)


def _instead(case: Case, flags: Iterable[FlagResult]) -> str:
    about = "；".join(_told(flag) for flag in _about(case, flags)) or "没有疑点"
    return f"应为 {case.expected.months} {case.expected.amount}，实为 {about}"


def _told(flag: FlagResult) -> str:
    when = f"{flag.first_ym}-{flag.last_ym} {flag.months}个月"
    return f"{flag.klass} {flag.subject} {when} {flag.amount} {flag.hits[0].detail}"


def _whose(flag: FlagResult, cases: Iterable[Case]) -> str:
    whose = [f"{case.rule} {case.title}" for case in cases if flag.subject in case.expected.subjects]
    return f"（{'、'.join(whose) or '人群'}）"


def table(lines: Sequence[Line]) -> str:
    """One line per rule, as a report."""
    head = "| rule | planted | found | innocents | hit | others |\n|---|---|---|---|---|---|"
    rows = (
        f"| {one.rule} {one.title} | {one.planted} | {one.found} | {one.innocents} | {one.hit} | {len(one.strays)} |"
        for one in lines
    )
    return "\n".join([head, *rows])
