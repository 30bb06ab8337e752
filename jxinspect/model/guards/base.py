"""The registry of guard functions and what they report."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol, TypeVar

from jxinspect.law.guards import GUARDS
from jxinspect.law.terms import Severity
from jxinspect.model.aggregate import InspectionRecords, World
from jxinspect.model.base import Record

R = TypeVar("R", bound=Record)


class Breach(NamedTuple):
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


class Look(Protocol):
    """Gives the records of one kind in the order in which they were made."""

    def __call__(self, cls: type[R], /) -> Sequence[R]: ...


@dataclass(frozen=True)
class OfficeRecords:
    """Records of the whole case file, for what may belong to no inspection."""

    world: World
    of: Look


Rule = Callable[[InspectionRecords], Iterator[Breach]]
OfficeRule = Callable[[OfficeRecords], Iterator[Breach]]

RULES: dict[str, Rule] = {}
#: What some guards look at besides, once for the case file: records that hang on no inspection.
OFFICE_RULES: dict[str, OfficeRule] = {}


def rule(guard_id: str) -> Callable[[Rule], Rule]:
    """Enter the function as what the guard of that id looks at."""
    if guard_id not in GUARDS:
        msg = f"no guard {guard_id} in law/data/guards.toml"
        raise LookupError(msg)

    def enter(function: Rule) -> Rule:
        RULES[guard_id] = function
        return function

    return enter


def office_rule(guard_id: str) -> Callable[[OfficeRule], OfficeRule]:
    """Enter the function as what the guard of that id looks at beyond inspections; `rule` has entered the guard."""

    def enter(function: OfficeRule) -> OfficeRule:
        OFFICE_RULES[guard_id] = function
        return function

    return enter
