"""Breaches of 办法 38 by office, handling agency or third party: what happened, and what was done about it."""

from __future__ import annotations

from datetime import date, datetime

from jxinspect.law.leak import LeakData, LeakKind, LeakMeasureKind, LeakParty
from jxinspect.model.base import Dated, key_field, listing, ref, word


class Leak(Dated, table=True):
    """Data that was leaked, tampered with, damaged or supplied unlawfully (`at` = registered)."""

    number: str = key_field()  #: 2026-XL-001
    year: int
    kind: LeakKind = word(LeakKind)
    data: list[LeakData] = listing()
    text: str  #: what happened
    happened_on: date | None = None  #: null: not known yet
    found_at: datetime
    found_how: str
    whose: str  #: whose data
    persons: int | None = None  #: how many persons; null: not known yet
    party: LeakParty = word(LeakParty)
    by_whom: str  #: unit and person, as far as known
    inspection_id: str | None = ref("inspection", default=None)
    registered_by: str = ref("staff")


class LeakMeasure(Dated, table=True):
    """What was done about it, by whom, towards whom."""

    leak_id: str = ref("leak")
    inspection_id: str | None = ref("inspection", default=None)
    kind: LeakMeasureKind = word(LeakMeasureKind)
    text: str
    toward: str = ""  #: organ to which it was reported or referred, or who was informed
    done_by: str = ref("staff")


class LeakClosing(Dated, table=True):
    """The end of the matter."""

    leak_id: str = ref("leak", only=True)
    inspection_id: str | None = ref("inspection", default=None)
    result: str
    no_inform: str = ""  #: why the persons were not informed (个人信息保护法 57 II)
    decided_by: str = ref("staff")
