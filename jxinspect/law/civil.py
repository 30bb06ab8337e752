"""Civil time: the law's days are days in Beijing (UTC+08:00), whatever zone a moment was stored in."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

BEIJING = timezone(timedelta(hours=8))


def beijing(moment: datetime) -> datetime:
    """The same moment as clocks in China show it. The case file gives moments back in UTC."""
    return moment.astimezone(BEIJING)


def day(moment: datetime) -> date:
    """The civil day of a moment."""
    return beijing(moment).date()
