"""Words about loaded data, and what can be wrong with them (办法 23(二))."""

from __future__ import annotations

from typing import NamedTuple

from jxinspect.law.source import Table, load
from jxinspect.law.terms import Term


class PartKind(Term):
    """What an encrypted piece of a dataset holds."""

    ROWS = "rows", "数据行"
    REFUSED = "refused", "拒收的行"


class FaultKind(NamedTuple):
    """What can be wrong: `problem` tells the unit, `ask` what it is asked for."""

    problem: str
    ask: str


def _read() -> dict[str, FaultKind]:
    return {key: FaultKind(row["problem"], row["ask"]) for key, row in load("data_faults.toml").items()}


FAULTS: Table[FaultKind] = Table(_read)
