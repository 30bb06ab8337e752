"""What two values make together that two laptops wrote apart, where that is no decision of anybody. All else is ruled.

The table of the kinds of fields: a field that is not named here holds a legal fact, and differences wait for a ruling.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from jxinspect.law.terms import State
from jxinspect.store.dag import Join

_ORDER = {state.value: place for place, state in enumerate(State)}


def further(before: Any, values: Sequence[Any]) -> Any | None:
    """The later of the stages of an inspection, since the acts that led to them all stand as records of their own.

    None when a branch went back, or holds no stage.
    """
    places = [_ORDER.get(value, -1) for value in values]
    if min(places) < _ORDER.get(before, len(_ORDER)):
        return None
    return values[places.index(max(places))]


#: Table → field → how values of branches unite.
JOINS: Mapping[str, Mapping[str, Join]] = {"inspection": {"state": further}}


def joins_of(table: str) -> Mapping[str, Join]:
    """The fields of a table that unite without a ruling."""
    return JOINS.get(table, {})
