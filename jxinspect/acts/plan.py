"""The group plan: register (own agency, roster, units), annual plan, inspection with scheme and team.

The acts stand in `register`, `year` and `scheme`; other groups and the commands use them through this module.
"""

from __future__ import annotations

from jxinspect.acts.agency import add_agency, make_own, relation, set_agency, set_series
from jxinspect.acts.approval import approve_late, approve_scheme
from jxinspect.acts.lead import assign as assign_lead
from jxinspect.acts.register import add_staff, add_unit, declare_interest, set_staff, set_unit
from jxinspect.acts.scheme import new_scheme, open_inspection, set_team, team_of
from jxinspect.acts.year import (
    add_item,
    approve_plan,
    file_plan,
    fund_types,
    issue_plan,
    new_plan,
    plan_of,
    require_approver,
)
from jxinspect.acts.year_change import add_line, change_plan, drop_line
from jxinspect.model.team import inspectors, team

__all__ = [
    "add_agency",
    "add_item",
    "add_line",
    "add_staff",
    "add_unit",
    "approve_late",
    "approve_plan",
    "approve_scheme",
    "assign_lead",
    "change_plan",
    "declare_interest",
    "drop_line",
    "file_plan",
    "fund_types",
    "inspectors",
    "issue_plan",
    "make_own",
    "new_plan",
    "new_scheme",
    "open_inspection",
    "plan_of",
    "relation",
    "require_approver",
    "set_agency",
    "set_series",
    "set_staff",
    "set_team",
    "set_unit",
    "team",
    "team_of",
]
