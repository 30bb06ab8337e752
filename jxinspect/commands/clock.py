"""The only place that reads the machine's clock; everything below `commands/` is told the time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone

#: Civil time of the People's Republic, all year and everywhere.
CHINA = timezone(timedelta(hours=8))

#: Tests put another clock here.
SOURCE: Callable[[], datetime] = lambda: datetime.now(CHINA)  # noqa: E731 — a named function could not be replaced


def clock() -> datetime:
    """Machine time, aware, UTC+08:00, to the second."""
    return SOURCE().astimezone(CHINA).replace(microsecond=0)


def today() -> date:
    """Civil date in China."""
    return clock().date()
