"""要情 in words and numbers: which level an incident has and when it is to be reported (办法 28, 36)."""

from __future__ import annotations

from datetime import datetime, time
from typing import NamedTuple

from jxinspect.law.calendar import Calendar
from jxinspect.law.civil import BEIJING, beijing
from jxinspect.law.deadlines import Due, deadline, due
from jxinspect.law.settings import Lookup, value_of
from jxinspect.law.terms import Term
from jxinspect.law.violations import VIOLATIONS


class IncidentLevel(Term):
    """How grave an incident is (人社部发〔2020〕21号)."""

    NONE = "none", "不属于要情"
    ORDINARY = "ordinary", "普通要情"
    MAJOR = "major", "重大要情"

    @property
    def rank(self) -> int:
        """0 for what is none, 2 for the gravest."""
        return list(IncidentLevel).index(self)


class IncidentSource(Term):
    """How the agency came to know."""

    FINDING = "finding", "检查发现"
    AGENCY = "agency", "经办机构报告"


class IncidentStage(Term):
    """Which report on an incident it is."""

    FIRST = "first", "首报"
    FOLLOW = "follow", "续报"
    FINAL = "final", "终报"


class IncidentState(Term):
    """Where an incident stands."""

    UNASSESSED = "unassessed", "待评估"
    NONE = "none", "不属于要情"
    TO_REPORT = "to_report", "待报告"
    REPORTED = "reported", "已报告"
    ENDED = "ended", "已终报"


class Suggested(NamedTuple):
    """The level that amount and circumstances suggest, and why."""

    level: IncidentLevel
    why: str


def suggest(amount: int | None, lookup: Lookup, *, filed: bool = False, grave: bool = False) -> Suggested:
    """The level by 人社部发〔2020〕21号: from 50万元 on, or with bad consequences, major; from 1万元 on, or less but
    with a case filed, ordinary. `amount` in fen, the gross one; None is not known yet.
    """
    major, ordinary = (int(value_of(f"incident.{key}_amount", lookup)) for key in ("major", "ordinary"))
    told = "金额未确定" if amount is None else f"涉及金额{_ten_thousands(amount)}"
    fen = amount or 0
    if grave:
        return Suggested(IncidentLevel.MAJOR, "造成恶劣影响")
    if amount is not None and fen >= major:
        return Suggested(IncidentLevel.MAJOR, f"{told}，达到{_ten_thousands(major)}")
    if amount is not None and fen >= ordinary:
        return Suggested(IncidentLevel.ORDINARY, f"{told}，达到{_ten_thousands(ordinary)}、不足{_ten_thousands(major)}")
    if filed:
        return Suggested(IncidentLevel.ORDINARY, f"{told}，已经被立案")
    return Suggested(IncidentLevel.NONE, f"{told}，不足{_ten_thousands(ordinary)}，没有被立案")


def _ten_thousands(fen: int) -> str:
    """1万元, 1.25万元, 9999.99元."""
    if fen < 100 * 10_000:
        return f"{fen / 100:.2f}元"
    whole, rest = divmod(fen, 100 * 10_000)
    return f"{whole}{f'.{rest:06d}'.rstrip('0') if rest else ''}万元"


def needs_assessment(violation: str | None) -> bool:
    """Whether a finding of that violation is to be assessed (G46)."""
    return violation is not None and violation in VIOLATIONS and VIOLATIONS[violation].incident


def limit(level: IncidentLevel, since: datetime, calendar: Calendar, lookup: Lookup) -> Due | None:
    """When an incident of that level, known since that moment, is to be reported (T26); None for what is none."""
    if level is IncidentLevel.NONE:
        return None
    mark = "T26.major" if level is IncidentLevel.MAJOR else "T26"
    return due(mark, beijing(since), calendar, length=deadline(mark).length_with(lookup))


def last_moment(found: Due) -> datetime:
    """The moment until which a report is in time: that of the clock, or the end of the last day."""
    return found.last_moment or datetime.combine(found.last_day, time.max, BEIJING)


def limit_text(found: Due) -> str:
    """2026-03-10 09:30, or the last day."""
    return f"{found.last_moment:%Y-%m-%d %H:%M}" if found.last_moment else f"{found.last_day}"
