"""Rows of incidents with what the law counts: suggested levels, limits, what was late. Reads views, not records."""

from datetime import UTC, datetime
from typing import Any

from jxinspect.commands.clock import clock
from jxinspect.commands.due import working_days
from jxinspect.commands.session import Query
from jxinspect.errors import Incomplete
from jxinspect.law.calendar import Calendar
from jxinspect.law.incident import IncidentLevel, IncidentSource, IncidentState, last_moment, limit, limit_text, suggest
from jxinspect.law.settings import Lookup

Row = dict[str, Any]


def _own(query: Query) -> Lookup:
    own = {row["key"]: row["value"] for row in query("SELECT key, value FROM setting")}
    return own.get


def pending(query: Query) -> list[Row]:
    """Findings that wait for their assessment, as rows of the list of incidents."""
    lookup = _own(query)
    return [
        {
            **row,
            "number": "",
            "state": IncidentState.UNASSESSED.value,
            "source": IncidentSource.FINDING.value,
            "level": None,
            "suggested": suggest(row["amount"], lookup).level.value,
            "discovered_at": row["at"],
            "sent_at": None,
        }
        for row in query("incident_pending")
    ]


def timeliness(query: Query) -> list[Row]:
    """Every incident that was to be reported: discovered and reported when, by the agency and by us, and what was late.

    What was not reported yet is late from its limit on.
    """
    lookup, calendar = _own(query), working_days()
    return [
        _timed(row, calendar, lookup)
        for row in query("incident_list")
        if row["level"] in (IncidentLevel.ORDINARY, IncidentLevel.MAJOR)
    ]


def _timed(row: Row, calendar: Calendar, lookup: Lookup) -> Row:
    level, since, sent = IncidentLevel(row["level"]), _moment(row["since"]), _moment(row["sent_at"])
    assert since is not None
    told = _compared(level, since, sent or clock(), calendar, lookup)
    by_unit, received = _moment(row["unit_discovered_at"]), _moment(row["discovered_at"])
    of_unit: Row = {"limit": None, "late": None}
    if by_unit is not None and received is not None:
        of_unit = _compared(level, by_unit, received, calendar, lookup)
    return {
        **row,
        **told,
        "hours": int((sent - since).total_seconds() // 3600) if sent else None,
        "unit_reported_at": row["discovered_at"] if by_unit else None,
        "unit_limit": of_unit["limit"],
        "unit_late": of_unit["late"],
    }


def _compared(level: IncidentLevel, since: datetime, until: datetime, calendar: Calendar, lookup: Lookup) -> Row:
    """The limit in words, and whether it was missed; unknown where a year has no calendar."""
    try:
        found = limit(level, since, calendar, lookup)
    except Incomplete as fault:
        return {"limit": fault.what, "late": None}
    assert found is not None
    return {"limit": limit_text(found), "late": until > last_moment(found)}


def _moment(text: str | None) -> datetime | None:
    """A moment as the case file stores it: in UTC, without saying so."""
    if not text:
        return None
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)
