"""Who hears a complaint about an act of the office (行政复议法 24; 行政诉讼法 18)."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, Protocol


class Bodies(NamedTuple):
    """The government of the own level, and the court."""

    government: str
    court: str


class Office(Protocol):
    """What is registered of the agency."""

    government: str
    court: str


def remedy_bodies(office: Office, setting: Callable[[str], object]) -> Bodies:
    """As the settings say, else as registered: courts may have jurisdiction across districts."""
    government, court = str(setting("government.name")).strip(), str(setting("court.name")).strip()
    return Bodies(government or office.government, court or office.court)
