"""Who is in the team of an inspection, and since when (办法 26)."""

from __future__ import annotations

from datetime import datetime

from jxinspect.law.terms import TeamRole
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.plan import Staff, TeamMember

#: Who may inspect; assistants only help (办法 26, 27).
INSPECTORS = (TeamRole.LEADER, TeamRole.MEMBER)
_RANK = {role: rank for rank, role in enumerate(TeamRole)}


def present(records: InspectionRecords, *roles: TeamRole, at: datetime | None = None) -> list[TeamMember]:
    """The members now or at a moment, leader first; of these roles or of all."""
    there = [m for m in records.of(TeamMember) if _there(m, at) and (not roles or m.role in roles)]
    return sorted(there, key=lambda m: _RANK[m.role])


def _there(member: TeamMember, at: datetime | None) -> bool:
    if at is None:
        return member.left_at is None
    return member.at <= at and (member.left_at is None or member.left_at > at)


def team(records: InspectionRecords, *roles: TeamRole) -> list[Staff]:
    """The people in the team now, leader first."""
    return [records.staff[m.staff_id] for m in present(records, *roles)]


def inspectors(records: InspectionRecords) -> list[Staff]:
    """Leader and members, without assistants."""
    return team(records, *INSPECTORS)
