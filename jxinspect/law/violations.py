"""Violations of 办法 29-38 and what usually follows from them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal, NamedTuple

from jxinspect.errors import NotFound
from jxinspect.law.source import Table, load
from jxinspect.law.statutes import refs


class Measure(NamedTuple):
    """What the agency may do. `penalty`: an administrative penalty, which needs the whole proceeding (行政处罚法 9)."""

    code: str
    label: str
    documents: tuple[str, ...]
    ref: str
    penalty: bool = False


class Violation(NamedTuple):
    """One entry of the catalogue; see the head of `data/violations.toml`."""

    code: str
    ref: str
    text: str
    who: tuple[str, ...]
    statutes: tuple[str, ...]
    measures: tuple[str, ...]
    #: Name of the range of fines in the settings: fraud, assessment, obstruction.
    fine: Literal["fraud", "assessment", "obstruction"] | None = None
    #: A 要情 assessment is needed (G46).
    incident: bool = False
    #: The question whether to refer to the police or 监察 is asked (G44).
    crime: bool = False
    #: Penalties only after an order to correct and a recorded refusal (G40).
    order_first: bool = False
    note: str = ""

    def basis_on(self, day: date) -> tuple[str, ...]:
        """Refs that apply to an act of that day, the 办法 first (G42)."""
        return tuple(ref for ref in (self.ref, *self.statutes) if all(one.statute.applies(day) for one in refs(ref)))


def _measures() -> dict[str, Measure]:
    rows = load("violations.toml")["measure"]
    return {row["code"]: Measure(**(row | {"documents": tuple(row["documents"])})) for row in rows}


def _violations() -> dict[str, Violation]:
    rows = load("violations.toml")["violation"]
    lists = ("who", "statutes", "measures")
    return {row["code"]: Violation(**(row | {key: tuple(row[key]) for key in lists})) for row in rows}


MEASURES: Mapping[str, Measure] = Table(_measures)
VIOLATIONS: Mapping[str, Violation] = Table(_violations)


def violation(code: str) -> Violation:
    """The violation of a code such as V32-1; NotFound when there is none."""
    if code not in VIOLATIONS:
        raise NotFound(
            f"没有违法情形 {code}", why="违法情形来自办法 29 至 38", todo="查编号：jxinspect law list violations"
        )
    return VIOLATIONS[code]


def violations_of(unit_type: str) -> tuple[Violation, ...]:
    """What a kind of unit can be found to have done (value of UnitType)."""
    return tuple(one for one in VIOLATIONS.values() if unit_type in one.who)
