"""`rectify proceeding fine, list, show`: the calculator of fines, and where each case stands."""

from datetime import date
from typing import Annotated

import typer

from jxinspect.commands.numbered import numbered, show_beside
from jxinspect.commands.options import (
    Format,
    InspectionOpt,
    Limit,
    ListFile,
    ListFormat,
    Offset,
    amount_option,
    date_option,
    id_option,
    term_option,
)
from jxinspect.commands.proceeding_app import proceeding
from jxinspect.commands.proceeding_columns import CASE, CASES
from jxinspect.commands.proceeding_options import Number
from jxinspect.commands.session import of_inspection, reading, rows
from jxinspect.errors import JxinspectError
from jxinspect.law.proceeding import ProceedingState
from jxinspect.law.states_proceeding import steps_in
from jxinspect.law.terms import UnitType
from jxinspect.ui.mode import mode
from jxinspect.ui.show import show_json, show_record, show_rows, show_text
from jxinspect.ui.terminal import BOLD, GREEN, RED, paint
from jxinspect.ui.values import columns

PAPERS = columns(
    ("kind", "文书"), ("number", "文号"), ("title", "名称"), ("dated", "日期", "date"), ("received_on", "送达", "date")
)


@proceeding.command(
    example=[
        "jxinspect rectify proceeding fine --violation V31-3 --amount 7500 --ended 2025-05-31",
        "jxinspect rectify proceeding fine --violation V34-2 --ended 2025-05-31 --fine 20000",
        "jxinspect rectify proceeding fine --violation V32-1 --type person --amount 1500 --ended 2025-05-31",
    ]
)
def fine(
    *,
    violation: Annotated[str, id_option("--violation", help="违法情形代码，如 V31-3")],
    ended: Annotated[date, date_option("--ended", help="违法行为终了的日期")],
    amount: Annotated[int | None, amount_option("--amount", help="骗取的金额")] = None,
    type_: Annotated[UnitType, term_option(UnitType, "--type", help="当事人的类型")] = UnitType.SERVICE_ORG,
    fine_: Annotated[int | None, amount_option("--fine", help="打算罚多少；看是否在幅度以内、是否要告知听证")] = None,
    on: Annotated[date | None, date_option("--on", help="告知的日期；默认今天")] = None,
) -> None:
    """算罚款幅度和听证标准，逐步写明依据、金额、倍数。"""
    from jxinspect.commands.clock import today
    from jxinspect.law.amounts import format_amount
    from jxinspect.law.fine import fine_range, hearing_threshold
    from jxinspect.law.statutes import cite
    from jxinspect.law.violations import violation as wrong_of

    own = _own_settings()
    limits = fine_range(wrong_of(violation.upper()), ended, own.get, unit_type=type_.value, amount=amount)
    threshold, rule = hearing_threshold(own.get, on or today(), person=type_ == UnitType.PERSON)
    least_told = fine_ if fine_ is not None else limits.least
    steps = [
        *limits.steps,
        f"听证标准：{'公民' if type_ == UnitType.PERSON else '法人、其他组织'}罚款{format_amount(threshold)}以上"
        f"（{cite(rule, 'short')}）；{format_amount(least_told)}"
        + ("达到，应当告知听证权" if least_told >= threshold else "没有达到"),
    ]
    inside = None if fine_ is None else not (limits.below(fine_) or limits.above(fine_))
    if mode().json:
        show_json(
            {
                "least": limits.least,
                "most": limits.most,
                "ref": limits.ref,
                "hearing": threshold,
                "steps": steps,
                "inside": inside,
            }
        )
        return
    for line in steps:
        show_text(f"  {line}")
    show_text(paint(f"罚款幅度：{format_amount(limits.least)} 至 {format_amount(limits.most)}", BOLD))
    if fine_ is not None:
        show_text(_verdict(fine_, limits.below(fine_), limits.above(fine_)))


def _verdict(fen: int, below: bool, above: bool) -> str:
    from jxinspect.law.amounts import format_amount

    if above:
        return paint(f"{format_amount(fen)}高于上限，不得作出（G42）", RED)
    if below:
        return paint(
            f"{format_amount(fen)}低于下限：要有行政处罚法 32、33 的情形，通过法制审核，并经机关负责人批准（G42）", RED
        )
    return paint(f"{format_amount(fen)}在幅度以内", GREEN)


def _own_settings() -> dict[str, str]:
    """What the office set; nothing without a case file."""
    try:
        return {row["key"]: row["value"] for row in rows("SELECT key, value FROM setting")}
    except JxinspectError:
        return {}


@proceeding.command("list", example=["jxinspect rectify proceeding list", "jxinspect rectify proceeding list --open"])
def list_(
    *,
    inspection: InspectionOpt = None,
    open_: Annotated[bool, typer.Option("--open", help="只列没有结案的")] = False,
    format: Format = ListFormat.TABLE,  # noqa: A002 — the option's name
    limit: Limit = 50,
    offset: Offset = 0,
    out: ListFile = None,
) -> None:
    """列出案件：当事人、案由、阶段、罚款和履行情况。"""
    found = [
        row
        for row in of_inspection("proceeding_list", inspection)
        if not (open_ and row["state"] == ProceedingState.CLOSED)
    ]
    show_rows(found, CASES, format.value, limit=limit, offset=offset, out=out)


@proceeding.command(example="jxinspect rectify proceeding show 2026-LA-001")
def show(number: Number) -> None:
    """一个案件：阶段、下一步、全部文书和送达日期。"""
    with reading() as query:
        one = numbered(query, "proceeding_list", number, what="案件", listed="rectify proceeding list")
        papers = query("SELECT * FROM proceeding_papers WHERE proceeding = ?", [one["number"]])
    following = [f"{step.title}　{step.command(one['number'])}" for step in steps_in(ProceedingState(one["state"]))]
    if mode().json:
        kept = {key: value for key, value in one.items() if key not in ("id", "inspection_id")}
        show_json(kept | {"papers": papers, "next": following})
        return
    show_record(one, CASE)
    for line in following:
        show_text(f"下一步：{line}")
    show_beside("文书", papers, PAPERS)
