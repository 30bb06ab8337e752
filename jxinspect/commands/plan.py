"""`plan`: own office, roster, units, annual plan, scheme and approval of an inspection, team."""

from jxinspect.commands import plan_lead_steps  # noqa: F401 — adds its commands to `lead`
from jxinspect.commands.plan_agency import agency
from jxinspect.commands.plan_cooperation import cooperation
from jxinspect.commands.plan_lead import lead
from jxinspect.commands.plan_pick import pick
from jxinspect.commands.plan_publicity import publicity
from jxinspect.commands.plan_scheme import scheme
from jxinspect.commands.plan_standing import staff, unit
from jxinspect.commands.plan_team import team
from jxinspect.commands.plan_third_party import third_party
from jxinspect.commands.plan_year_change import year
from jxinspect.commands.tree import App

app = App(
    "计划：本机关、名册、年度计划、选取检查对象、线索、协同、检查方案、检查组。",
    example=[
        "jxinspect plan year show 2026",
        "jxinspect plan scheme new --item 1 --items 基金收支管理 …",
        "jxinspect plan team set 2026-001 --leader 测一鸣 --member 样二航",
    ],
)
for group, name in (
    (agency, "agency"),
    (staff, "staff"),
    (unit, "unit"),
    (year, "year"),
    (pick, "pick"),
    (lead, "lead"),
    (cooperation, "cooperation"),
    (publicity, "publicity"),
    (scheme, "scheme"),
    (team, "team"),
    (third_party, "third-party"),
):
    app.add_typer(group, name=name)
