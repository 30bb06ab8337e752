"""`status` and `check`: where everything stands, and whether it was done lawfully."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from jxinspect.acts.status import DueLine, next_commands, renewing_commands, serving_commands, urging_commands
from jxinspect.commands.challenge_columns import CHALLENGES, show_contests
from jxinspect.commands.clock import today
from jxinspect.commands.due import machine, open_lines, show_due, where_any
from jxinspect.commands.options import Format, ListFile, ListFormat, plain
from jxinspect.commands.session import guard_id, looking, reading, unknown_inspection
from jxinspect.commands.sync_signatures import show_unsettled, unsettled_if_any
from jxinspect.commands.sync_standing import show_leases, standing
from jxinspect.commands.tree import App
from jxinspect.errors import NotFound, Refused, Usage
from jxinspect.law.challenge import ChallengeState
from jxinspect.law.proceeding import ProceedingState
from jxinspect.law.states_proceeding import steps_in
from jxinspect.law.terms import Severity, State, inspection_label
from jxinspect.ui.mode import mode
from jxinspect.ui.show import show_json, show_rows, show_text
from jxinspect.ui.terminal import BOLD, GREEN, YELLOW, paint
from jxinspect.ui.values import Column, columns

app = App("案卷库的总体情况。")

BREACHES = columns(
    ("inspection", "检查"),
    ("guard", "规则"),
    Column("severity", "程度", terms=Severity),
    ("text", "情况"),
    ("rule", "规则内容"),
    ("basis", "依据"),
    ("todo", "怎么办"),
)
GROUPS = ("plan", "notify", "inspect", "seal", "report", "rectify", "doc")


def _group(text: str) -> str:
    if text.strip().lower() not in GROUPS:
        raise Usage(f"没有这一组命令：{text}", why=f"可以是：{'、'.join(GROUPS)}", todo="换一个名字")
    return text.strip().lower()


Number = Annotated[str | None, typer.Argument(help="检查编号；不写则是全部", metavar="[检查编号]", parser=plain)]


@app.command(example=["jxinspect status", "jxinspect status 2026-001"])
def status(
    number: Number = None, everything: Annotated[bool, typer.Option("--all", help="也列出已办结的检查")] = False
) -> None:
    """每项检查的阶段和合法的下一步，到期和过期的事项。"""
    with reading() as query:
        formed = {row["number"] for row in query("SELECT number FROM team_list WHERE left_at IS NULL")}
        void = {row["inspection"]: row["number"] for row in query("void_notices")}
        inspections = [
            row | {"formed": row["number"] in formed, "void": void.get(row["number"])} for row in query("inspections")
        ]
        known = where_any(query, "proceeding", "proceeding_list")
        cases = [row for row in known if row["state"] != ProceedingState.CLOSED]
        contests = [
            row for row in where_any(query, "challenge", "challenge_list") if row["state"] != ChallengeState.OVER
        ]
        lines = open_lines(query, number)
        agency = query("SELECT name FROM agency WHERE own")
        leases = standing(query)
        waiting = query("SELECT count(*) AS n FROM conflict")[0]["n"]
        unsigned = unsettled_if_any(query, number)
    if number is not None:
        inspections = [row for row in inspections if row["number"] == number]
        cases = [row for row in cases if row["inspection"] == number]
        contests = [row for row in contests if row["inspection"] == number]
        if not inspections:
            raise unknown_inspection(number)
    elif not everything:
        inspections = [row for row in inspections if row["state"] != State.CLOSED]
    if mode().json:
        told = {"proceedings": [_case(row) for row in cases], "leases": leases, "conflicts": waiting}
        told["challenges"] = [{column.key: row[column.key] for column in CHALLENGES} for row in contests]
        told["signatures"] = unsigned
        show_json(_machine(inspections, lines) | told)
        return
    name = agency[0]["name"] if agency else "尚未登记本机关（jxinspect plan agency set）"
    show_text(paint(f"{name}　{today()}", BOLD))
    if waiting:
        show_text(paint(f"\n待裁定 {waiting} 项，裁定之前有关文书不能制发：jxinspect sync conflicts", YELLOW))
    _show_inspections(inspections, lines)
    _show_cases(cases)
    show_contests(contests)
    show_leases(leases)
    show_unsettled(unsigned)
    show_text("\n期限")
    show_due(lines)


def _machine(inspections: list[dict[str, Any]], lines: list[DueLine]) -> dict[str, Any]:
    return {
        "on": today().isoformat(),
        "inspections": [
            {
                **{key: row[key] for key in ("number", "unit", "mode", "form", "state")},
                "next": [{"title": title, "command": command} for title, command in _next(row, lines)],
            }
            for row in inspections
        ],
        "deadlines": machine(lines),
    }


def _next(row: dict[str, Any], lines: list[DueLine]) -> list[tuple[str, str]]:
    number = row["number"]
    late = any((line.inspection, line.deadline, line.state) == (number, "T27", "overdue") for line in lines)
    serve = any((line.inspection, line.deadline) == (number, "T01.service") for line in lines)
    usual = next_commands(number, row["state"], row["form"], row["mode"], formed=row["formed"])
    first = renewing_commands(row["void"]) if row["void"] else serving_commands(number) if serve else ()
    return [*first, *usual, *(urging_commands(number) if late else ())]


def _show_inspections(inspections: list[dict[str, Any]], lines: list[DueLine]) -> None:
    show_text("\n检查")
    if not inspections:
        show_text("  没有在办的检查。新的检查：jxinspect plan scheme new")
    for row in inspections:
        form, state = inspection_label(row["mode"], row["form"]), State(row["state"]).label
        show_text(f"  {paint(row['number'], BOLD)}  {row['unit']}  {form}  {paint(state, GREEN)}")
        for title, command in _next(row, lines):
            show_text(f"            下一步：{title}　{command}")


def _case(row: dict[str, Any]) -> dict[str, Any]:
    following = steps_in(ProceedingState(row["state"]))
    return {
        **{key: row[key] for key in ("number", "inspection", "party", "cause", "state")},
        "next": [{"title": step.title, "command": step.command(row["number"])} for step in following],
    }


def _show_cases(cases: list[dict[str, Any]]) -> None:
    """Proceedings that are not closed; nothing when there are none."""
    if cases:
        show_text("\n案件")
    for row in cases:
        state = ProceedingState(row["state"]).label
        show_text(f"  {paint(row['number'], BOLD)}  {row['party']}  {row['cause']}  {paint(state, GREEN)}")
        for step in _case(row)["next"]:
            show_text(f"               下一步：{step['title']}　{step['command']}")


@app.command(
    example=["jxinspect check", "jxinspect check 2026-001 --group seal", "jxinspect check --guard G09 --guard G12"]
)
def check(
    number: Number = None,
    guard: Annotated[
        list[str] | None, typer.Option("--guard", help="只看这一条规则，可多次", metavar="Gnn", parser=guard_id)
    ] = None,
    group: Annotated[
        list[str] | None,
        typer.Option("--group", help="只看这一组命令的规则，可多次", metavar="|".join(GROUPS), parser=_group),
    ] = None,
    format: Format = ListFormat.TABLE,  # noqa: A002
    out: ListFile = None,
) -> None:
    """对照程序规则检查案卷库的全部记录；有违反的退出码是 4。"""
    from jxinspect.acts.check import check as run

    guards = _chosen(guard or [], group or [])
    with looking("check") as case:
        found = [asdict(one) for one in run(case, number, guards)]
    _show_breaches(found, format.value, out)
    grave = [one for one in found if one["severity"] != Severity.WARN]
    if grave:
        raise Refused(
            f"有{len(grave)}处不符合程序规定",
            why="见上；每条规则的说明见 docs/guards.md",
            todo="按每一处的“怎么办”补正；不能补正的，写入履职记录",
            items=[f"{one['inspection']} {one['guard']}：{one['todo']}" for one in grave] if mode().json else (),
            guards=tuple(dict.fromkeys(one["guard"] for one in grave)),
        )
    if not found and not mode().json:
        named = "、".join([*(guard or []), *(f"{one}组的规则" for one in group or [])])
        show_text(f"全部记录符合{named or '程序规定'}。")


def _chosen(ids: list[str], groups: list[str]) -> list[str]:
    from jxinspect.law.guards import GUARDS, chosen

    unknown = [one for one in ids if one not in GUARDS]
    if unknown:
        raise NotFound(
            f"没有这条规则：{'、'.join(unknown)}", why="规则的编号是固定的", todo="全部规则见 docs/guards.md"
        )
    return chosen(ids, groups)


def _show_breaches(found: list[dict[str, Any]], shape: str, out: Path | None) -> None:
    """As a list where one was asked for; else each in full, since a table would cut the sentences."""
    if mode().json or shape != ListFormat.TABLE:
        show_rows(found, BREACHES, shape, out=out)  # type: ignore[arg-type]
        return
    for one in found:
        severity, what = Severity(one["severity"]).label, f"{one['rule']}（{one['basis']}）"
        show_text(paint(f"{one['inspection']}　{one['guard']}　{severity}", BOLD, YELLOW) + f"\n  {what}")
        show_text(f"  情况：{one['text']}\n  怎么办：{one['todo']}\n")
