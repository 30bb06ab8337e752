"""How units were chosen for the plan, complete enough to be replayed by anybody (办法 21; docs/pick.md)."""

from __future__ import annotations

from typing import Any

from jxinspect.model.base import Dated, Record, key_field, listing, ref


class Pick(Dated, table=True):
    """One choice of units. Nothing outside this row is needed to make it again."""

    number: str = key_field()  #: 2027-CQ-01
    year: int
    top: int  #: how many by risk
    drawn: int  #: how many by lot, out of the others
    seed: str = ""
    weighted: bool = False  #: lots in proportion to the risk
    parameters: list[dict[str, Any]] = listing()  #: name, value: weights and full marks
    population: list[dict[str, Any]] = listing()  #: the units with their factors, score and tickets
    digest: str  #: of the population
    chosen: list[dict[str, Any]] = listing()  #: unit, way (risk, draw), rank, lot
    left_out: list[dict[str, Any]] = listing()  #: unit, why
    actor: str


class PickedItem(Record, table=True):
    """A line of the annual plan that came from a pick."""

    pick_id: str = ref("pick")
    plan_item_id: str = ref("planitem")
    unit: str
    reason: str
