"""Choosing units for the plan: points of risk, and a draw by SHA-256 that anybody can replay (docs/pick.md).

Only whole numbers and SHA-256 of plain text: the result does not depend on a language, a library or a machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

#: Factors of the risk, with what they are called.
FACTORS: Mapping[str, str] = {
    "months": "距上次检查（月）",
    "findings": "问题数",
    "amount": "问题金额",
    "flags": "疑点数",
    "leads": "线索数",
}
#: Points of a factor at its full mark, and of the whole.
FULL = 100
#: Months of a unit that was never inspected.
NEVER = -1


@dataclass(frozen=True)
class Candidate:
    """A unit of the population with what speaks for inspecting it. `months` is NEVER without an inspection."""

    unit: str
    months: int
    findings: int
    amount: int  #: fen
    leads: int
    score: int = 0
    tickets: int = 1
    flags: int = 0  #: last, since the records of picks made before flags counted have none


def scored(one: Candidate, parameters: Mapping[str, int], *, weighted: bool) -> Candidate:
    """With its score (0-100) and the tickets it has in the draw: one, or weighted one more for each ten points.

    A factor whose weight is not among the parameters counts nothing: a pick made before it was a factor still holds.
    """
    weights = {factor: parameters.get(f"weight_{factor}", 0) for factor in FACTORS}
    total = sum(weights.values())
    score = sum(weights[f] * points(one, f, parameters) for f in FACTORS if weights[f]) // total if total else 0
    facts = {name: getattr(one, name) for name in ("unit", *FACTORS)}
    return Candidate(**facts, score=score, tickets=1 + score // 10 if weighted else 1)


def points(one: Candidate, factor: str, parameters: Mapping[str, int]) -> int:
    """0-100 in proportion to the full mark of the factor; never inspected counts full."""
    value = int(getattr(one, factor))
    return FULL if value == NEVER else min(FULL, value * FULL // parameters[f"full_{factor}"])


def by_risk(population: Iterable[Candidate], count: int) -> list[Candidate]:
    """The units of the highest scores; of equal ones the first by name (code points, as `LC_ALL=C sort`)."""
    return sorted(population, key=lambda one: (-one.score, one.unit))[:count]


def value(seed: str, unit: str, tickets: int) -> str:
    """The lot of a unit: the least SHA-256 (hex) of "seed|unit|n" over its tickets n = 1, 2 …"""
    return min(sha256(f"{seed}|{unit}|{n}".encode()).hexdigest() for n in range(1, tickets + 1))


def by_draw(population: Iterable[Candidate], seed: str, count: int) -> list[tuple[Candidate, str]]:
    """The units with the least lots, each with its lot. A unit of k tickets is k times as likely to come first."""
    lots = [(one, value(seed, one.unit, one.tickets)) for one in population]
    return sorted(lots, key=lambda pair: (pair[1], pair[0].unit))[:count]


def digest(population: Sequence[Candidate]) -> str:
    """SHA-256 over the lines "unit TAB score TAB tickets LF", sorted by unit: what the draw was made from."""
    lines = (f"{one.unit}\t{one.score}\t{one.tickets}\n" for one in sorted(population, key=lambda one: one.unit))
    return sha256("".join(lines).encode()).hexdigest()
