"""All guards over all that is recorded: a linter for procedure."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from jxinspect.acts.procedure import breaches
from jxinspect.law.guards import GUARDS
from jxinspect.model.guards import OFFICE_RULES, Breach, OfficeRecords
from jxinspect.model.plan import Inspection
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import inspection_records, world
from jxinspect.store.scope import partial

#: Guards that only a whole case file can answer: whether numbers were left out.
_OF_THE_WHOLE = {"G57"}


@dataclass(frozen=True)
class Objected:
    """A guard that does not hold over what is recorded, ready to be shown."""

    inspection: str
    guard: str
    severity: str
    text: str
    rule: str
    basis: str
    todo: str


def check(case: CaseFile, number: str | None = None, guards: Collection[str] = GUARDS) -> list[Objected]:
    """Every unsettled breach of `guards` in every inspection, or in one. What touches several is told once."""
    if partial(case.connection):  # what was not given to this copy is not missing
        guards = frozenset(guards) - _OF_THE_WHOLE
    told: set[tuple[str, str]] = set()
    found = [] if number is not None else [_objected("", b) for b in _of_the_office(case) if b.guard in guards]
    for inspection in _chosen(case, number):
        for breach in breaches(inspection_records(case, inspection), guards):
            if (breach.guard, breach.record_id) not in told:
                told.add((breach.guard, breach.record_id))
                found.append(_objected(inspection, breach))
    return found


def _of_the_office(case: CaseFile) -> Iterator[Breach]:
    """Breaches in what hangs on no inspection."""
    office = OfficeRecords(world(case), case.all)
    for rule in OFFICE_RULES.values():
        yield from rule(office)


def _chosen(case: CaseFile, number: str | None) -> Iterator[str]:
    if number is not None:
        yield number
        return
    yield from sorted(i.number for i in case.all(Inspection))


def _objected(number: str, breach: Breach) -> Objected:
    guard = GUARDS[breach.guard]
    return Objected(number, breach.guard, breach.severity.value, breach.text, guard.text, guard.basis, guard.todo)
