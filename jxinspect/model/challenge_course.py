"""Where reconsideration and suits stand: what is pending, suspended, decided, and what is left of a decision."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from jxinspect.law.challenge import ANSWER_BY, ChallengeState, ChallengeStepKind, Turn
from jxinspect.law.deadlines import due
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.kinds import Challenge, ChallengeOutcome, ChallengeStep


class Standing(NamedTuple):
    """The outcome in force that touches a paper most lately."""

    challenge: Challenge
    outcome: ChallengeOutcome
    since: date


def against(records: InspectionRecords, document_ids: set[str]) -> list[Challenge]:
    """Those against one of these papers, in the order in which they were filed."""
    found = [one for one in records.of(Challenge) if one.document_id in document_ids]
    return sorted(found, key=lambda one: (one.filed_on, one.id))


def steps(records: InspectionRecords, one: Challenge, *kinds: ChallengeStepKind) -> list[ChallengeStep]:
    """What happened on the way, in the order in which it happened."""
    found = [s for s in records.of(ChallengeStep) if s.challenge_id == one.id and (not kinds or s.kind in kinds)]
    return sorted(found, key=lambda s: (s.on, s.id))


def _outcomes(records: InspectionRecords, one: Challenge) -> list[ChallengeOutcome]:
    found = [row for row in records.of(ChallengeOutcome) if row.challenge_id == one.id]
    return sorted(found, key=lambda row: row.id)


def outcome(records: InspectionRecords, one: Challenge) -> ChallengeOutcome | None:
    """The latest outcome: that of the highest court."""
    found = _outcomes(records, one)
    return found[-1] if found else None


def contradicted(records: InspectionRecords, one: Challenge) -> bool:
    """Whether machines that worked apart noted different outcomes that nobody has put right: then none is in force.

    A second one after an appeal is that of the higher court.
    """
    found = _outcomes(records, one)
    since = max((n for n, row in enumerate(found) if row.corrects), default=0)
    appeals = [s.id for s in steps(records, one, ChallengeStepKind.APPEALED)]
    return any(
        (a.result, a.reference) != (b.result, b.reference) and not any(a.id < appeal < b.id for appeal in appeals)
        for a, b in pairwise(found[since:])
    )


def effective_on(records: InspectionRecords, one: Challenge) -> date | None:
    """Since when its outcome is in force; None while it is not."""
    row = None if contradicted(records, one) else outcome(records, one)
    if row is None or row.effective_on:
        return row.effective_on if row else None
    later = [s.on for s in steps(records, one, ChallengeStepKind.EFFECTIVE) if s.id > row.id]
    return later[-1] if later else None


def state(records: InspectionRecords, one: Challenge) -> ChallengeState:
    """Where it stands now."""
    if outcome(records, one) is None:
        return ChallengeState.PENDING
    return ChallengeState.OVER if effective_on(records, one) else ChallengeState.DECIDED


def pending(records: InspectionRecords, one: Challenge, on: date) -> bool:
    """Whether it was going on that day: filed, and nothing in force before that day."""
    end = effective_on(records, one)
    return one.filed_on <= on and (end is None or on < end)


def suspended(records: InspectionRecords, one: Challenge, on: date) -> bool:
    """Whether execution was suspended that day (行政复议法 42; 行政诉讼法 56); that ends with the outcome in force."""
    said = [s for s in steps(records, one, ChallengeStepKind.SUSPENDED, ChallengeStepKind.RESUMED) if s.on <= on]
    return bool(said) and said[-1].kind == ChallengeStepKind.SUSPENDED and pending(records, one, on)


def turns(records: InspectionRecords, found: list[Challenge]) -> list[Turn]:
    """For the counting of the law."""
    counted = []
    for one in found:
        row = outcome(records, one)
        ended = (row.result, row.served_on, effective_on(records, one)) if row else (None, None, None)
        counted.append(Turn(one.kind, *ended))
    return counted


def standing(records: InspectionRecords, found: list[Challenge], by: date | None = None) -> Standing | None:
    """The latest outcome in force (by that day) that touches what is contested; None while it stands as it was made."""
    touching = [
        Standing(one, row, since)
        for one in found
        if (row := outcome(records, one)) and row.result.touches and (since := effective_on(records, one))
        if by is None or since <= by
    ]
    return max(touching, key=lambda one: one.since, default=None)


def uncounted(records: InspectionRecords, found: list[Challenge], first: date, last: date) -> set[date]:
    """Days on which nothing is added for delay: those of reconsideration and suit (行政处罚法 73 III)."""
    days = {first + timedelta(days=n) for n in range((last - first).days + 1)}
    return {day for day in days for one in found if pending(records, one, day)}


def answer_by(records: InspectionRecords, one: Challenge) -> date | None:
    """The last day for the office's answer (T28); None before the copy has come. What was noted last holds."""
    came = sorted(steps(records, one, ChallengeStepKind.COPY), key=lambda s: s.id)
    counted = ANSWER_BY[one.kind, one.simple]
    return due(counted, came[-1].on, records.world.calendar).last_day if came else None


def unanswered(records: InspectionRecords, on: date) -> Iterator[tuple[Challenge, date]]:
    """Those which the office did not answer in time, with the last day."""
    for one in records.of(Challenge):
        last = answer_by(records, one)
        said = [s.on for s in steps(records, one, ChallengeStepKind.ANSWERED)]
        row = outcome(records, one)
        until = min([*said, *([row.decided_on] if row else []), on])
        if last and until > last:
            yield one, last
