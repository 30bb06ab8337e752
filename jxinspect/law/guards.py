"""The guards: what is refused (R), may be overridden by an approver (O), or must be acknowledged (W).

Only the table is read here. What a guard looks at is the function of the same id in `jxinspect.model.guards`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from jxinspect.law.source import load
from jxinspect.law.terms import Severity


class Guard(NamedTuple):
    """One rule of procedure. `steps` are the commands that it stops; `jxinspect check` runs all of them."""

    id: str
    severity: Severity
    basis: str
    text: str
    todo: str
    steps: tuple[str, ...]
    milder: Severity | None = None  #: severity of its lesser case, where the law knows one
    graver: Severity | None = None  #: severity of its gravest case
    spares: tuple[str, ...] = ()  #: steps that "*" leaves out: they mend the breach, or note what others did

    @property
    def groups(self) -> frozenset[str]:
        """The command groups that it concerns; what every step is asked ("*") concerns all of them."""
        return frozenset(step.partition(".")[0] for step in self.steps)

    def stops(self, step: str) -> bool:
        """Whether the guard is asked at `step`."""
        return step in self.steps or ("*" in self.steps and step not in self.spares)


class OverrideGiven(NamedTuple):
    """`--override G12 --because TEXT --approved-by NAME`."""

    guard: str
    because: str
    approved_by: str


class Waivers(NamedTuple):
    """What the caller of an act brings along: overrides of O guards and acknowledgements of W guards."""

    overrides: tuple[OverrideGiven, ...] = ()
    acks: frozenset[str] = frozenset()


def _read() -> dict[str, Guard]:
    table = load("guards.toml")
    return {
        key: Guard(
            id=key,
            severity=Severity(row["severity"]),
            basis=row["basis"],
            text=row["text"],
            todo=row["todo"],
            steps=tuple(row["steps"]),
            milder=Severity(row["milder"]) if "milder" in row else None,
            graver=Severity(row["graver"]) if "graver" in row else None,
            spares=tuple(row.get("spares", ())),
        )
        for key, row in table.items()
    }


GUARDS: dict[str, Guard] = _read()


@cache
def asked(step: str) -> tuple[str, ...]:
    """Ids of the guards that are asked at `step`."""
    return tuple(guard.id for guard in GUARDS.values() if guard.stops(step))


def chosen(ids: Iterable[str], groups: Iterable[str]) -> list[str]:
    """Ids of the guards named by id or by command group; all of them when nothing is named."""
    ids, groups = set(ids), set(groups)
    if not ids and not groups:
        return list(GUARDS)
    return [g.id for g in GUARDS.values() if g.id in ids or (groups and g.groups & (groups | {"*"}))]
