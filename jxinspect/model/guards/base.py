"""The registry of guard functions and what they report."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from jxinspect.law.guards import GUARDS
from jxinspect.law.terms import Severity
from jxinspect.model.aggregate import InspectionRecords


@dataclass(frozen=True)
class Breach:
    """A guard that does not hold, at one record, with the facts that show it."""

    guard: str
    record_id: str
    text: str
    mild: bool = False  #: the lesser case of a guard that knows several
    grave: bool = False  #: its gravest case

    @property
    def severity(self) -> Severity:
        guard = GUARDS[self.guard]
        special = guard.milder if self.mild else guard.graver if self.grave else None
        return special or guard.severity


Rule = Callable[[InspectionRecords], Iterator[Breach]]

RULES: dict[str, Rule] = {}


def rule(guard_id: str) -> Callable[[Rule], Rule]:
    """Enter the function as what the guard of that id looks at."""
    if guard_id not in GUARDS:
        msg = f"no guard {guard_id} in law/data/guards.toml"
        raise LookupError(msg)

    def enter(function: Rule) -> Rule:
        RULES[guard_id] = function
        return function

    return enter
