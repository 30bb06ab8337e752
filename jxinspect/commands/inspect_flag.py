"""`inspect flag`: doubtful cases of a comparison, from the list to the finding (办法 23(三))."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from jxinspect.commands.inspect_flag_confirm import (
    CONFIRM,
    ESCALATE,
    STATISTICS,
    VERIFY,
    confirm,
    escalate,
    stats,
    verify,
)
from jxinspect.commands.inspect_flag_send import REMIND, REPLY, SEND, remind, reply, send
from jxinspect.commands.inspect_flag_show import SHOW, show
from jxinspect.commands.inspect_flag_triage import triage
from jxinspect.commands.options import (
    Format,
    InspectionOpt,
    Limit,
    ListFile,
    ListFormat,
    Offset,
    id_option,
    term_option,
)
from jxinspect.commands.session import of_one, reading
from jxinspect.commands.tree import App
from jxinspect.law.flag import BESIDE, FlagState, Strength
from jxinspect.ui.show import show_rows
from jxinspect.ui.values import Column, columns

flag = App(
    "疑点：列出、查看、筛查、下发、登记反馈、转为问题、转现场检查（办法 23(三)）。",
    example=[
        "jxinspect inspect flag list -i 2026-003",
        "jxinspect inspect flag list -i 2026-003 --each --rule R01 --state pending",
    ],
)
flag.add_typer(triage, name="triage")
flag.command(example=SHOW)(show)
flag.command(example=SEND)(send)
flag.command(example=REMIND)(remind)
flag.command(example=REPLY)(reply)
flag.command(example=VERIFY)(verify)
flag.command(example=CONFIRM)(confirm)
flag.command(example=ESCALATE)(escalate)
flag.command(example=STATISTICS)(stats)

CASES = columns(
    ("inspection", "检查"),
    ("subject", "对象"),
    ("strength", "强度"),
    ("amount", "金额", "amount"),
    ("rules", "规则"),
    ("flags", "疑点数", "number"),
    ("first_ym", "起"),
    ("last_ym", "止"),
    ("states", "状态"),
    Column("numbers", "疑点编号", width=40),
)
FLAGS = columns(
    ("number", "编号"),
    ("inspection", "检查"),
    Column("title", "规则", width=24),
    ("klass", "类别"),
    ("strength", "强度"),
    ("subject", "对象"),
    ("amount", "金额", "amount"),
    ("months", "月数", "number"),
    ("first_ym", "起"),
    ("last_ym", "止"),
    ("hits", "行数", "number"),
    Column("state", "状态", terms=FlagState),
    Column("ground_text", "排除理由", width=24),
    ("finding", "问题"),
)
RuleIds = Annotated[list[str] | None, id_option("--rule", help="只看这些规则，可以多次", metavar="规则")]
States = Annotated[Any, term_option(FlagState, "--state", help="只看处于这一状态的")]
#: Strength by the rank that the view of cases gives.
_RANKED = (*(one.label for one in Strength), "")


@flag.command(
    "list",
    example=[
        "jxinspect inspect flag list -i 2026-003",
        "jxinspect inspect flag list -i 2026-003 --each --rule R01 --state pending",
        "jxinspect inspect flag list -i 2026-003 --beside",
    ],
)
def list_(
    inspection: InspectionOpt = None,
    *,
    each: Annotated[bool, typer.Option("--each", help="一个疑点一行；默认一个对象一行")] = False,
    rule: RuleIds = None,
    state: States = None,
    beside: Annotated[
        bool, typer.Option("--beside", help="只看不单独作为疑点的类别（弱匹配、边界月、已有说明、应暂停）")
    ] = False,
    format: Format = ListFormat.TABLE,  # noqa: A002 — the option's name
    limit: Limit = 50,
    offset: Offset = 0,
    out: ListFile = None,
) -> None:
    """列出疑点：同一对象命中几条规则的合为一件，按强度和金额排列；对象只显示代号。"""
    if each or beside or rule or state:
        found = [told(row) for row in _flags(inspection, rule or [], state, beside=beside)]
        show_rows(found, FLAGS, format.value, limit=limit, offset=offset, out=out)
        return
    with reading() as query:
        cases = of_one(query, "flag_cases", inspection)
    show_rows([_case(row) for row in cases], CASES, format.value, limit=limit, offset=offset, out=out)


def _flags(inspection: str | None, rules: list[str], state: FlagState | None, *, beside: bool) -> list[dict[str, Any]]:
    conditions = {
        "inspection = ?": [inspection] if inspection else None,
        f"upper(rule) IN ({', '.join('?' * len(rules))})": [rule.upper() for rule in rules] or None,
        "state = ?": [state.value] if state else None,
        "strength = ''": [] if beside else None,
        "strength <> ''": None if beside else [],
        "state <> 'superseded'": None if state else [],
    }
    held = {condition: values for condition, values in conditions.items() if values is not None}
    with reading() as query:
        return query(
            f"SELECT * FROM flag_list WHERE {' AND '.join(held)}",  # noqa: S608 — the conditions above
            [value for values in held.values() for value in values],
        )


def told(row: dict[str, Any]) -> dict[str, Any]:
    """A flag with its words instead of the stored values."""
    return row | {
        "title": f"{row['rule']} {row['title']}",
        "klass": BESIDE.get(row["klass"], "疑点"),
        "strength": Strength(row["strength"]).label if row["strength"] else "",
    }


def _case(row: dict[str, Any]) -> dict[str, Any]:
    states = [FlagState(state) for state in row["states"].split(",")]
    shown = [state.label for state in FlagState if state in states]
    rules, numbers = sorted(row["rules"].split(",")), sorted(row["numbers"].split("、"))
    return row | {"strength": _RANKED[row["rank"]], "states": shown, "rules": rules, "numbers": numbers}
