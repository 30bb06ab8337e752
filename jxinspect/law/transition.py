"""One row of the tables that say how an inspection goes on."""

from __future__ import annotations

from typing import NamedTuple

from jxinspect.law.terms import CheckMode, State

#: Steps that are the same on site and off site.
BOTH = (CheckMode.ON_SITE, CheckMode.OFF_SITE)
#: While the team is at the unit.
AT_THE_UNIT = (State.ENTERED,)
#: From entry until closing.
FROM_ENTRY = tuple(s for s in State if list(State).index(s) >= list(State).index(State.ENTERED) and s != State.CLOSED)


class Transition(NamedTuple):
    """One step of the procedure. `target` None leaves the state as it is."""

    step: str  #: the command, e.g. notify.onsite
    title: str
    sources: tuple[State, ...]
    target: State | None
    basis: str
    proposed: tuple[State, ...] = ()  #: states in which `status` names it as a next step
    flight: bool | None = None  #: only in flight inspections, or only in others; None: in all
    verb: str = ""  #: the rest of the command where the step names a group of commands, e.g. add
    modes: tuple[CheckMode, ...] = (CheckMode.ON_SITE,)  #: in which course the step stands

    def command(self, number: str) -> str:
        """The command line that takes the step in an inspection."""
        return " ".join(filter(None, ("jxinspect", *self.step.split("."), self.verb, number)))
