"""Lines of the rectification ledger on the command line: list, set, progress."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from jxinspect.commands.clock import today
from jxinspect.commands.due import working_days
from jxinspect.commands.options import (
    NUMBER,
    Format,
    Inspection,
    Limit,
    ListFile,
    ListFormat,
    Offset,
    amount_option,
    date_option,
    plain,
    term_option,
)
from jxinspect.commands.session import Query, act, of_one, reading
from jxinspect.errors import Usage
from jxinspect.law.deadlines import due
from jxinspect.law.settings import value_of
from jxinspect.law.terms import LedgerState, RectifyType
from jxinspect.ui.show import done, show_rows
from jxinspect.ui.values import Column, columns

if TYPE_CHECKING:
    from jxinspect.model.aggregate import InspectionRecords
    from jxinspect.model.rectify import LedgerItem

LEDGER = columns(
    ("inspection", "检查"),
    ("unit", "被监督单位"),
    ("seq", "序号", "number"),
    ("title", "问题"),
    Column("type", "类型", terms=RectifyType),
    ("last_day", "期限"),
    Column("recover", "应追回（元）", "amount"),
    Column("recovered", "已追回（元）", "amount"),
    Column("owed", "未追回（元）", "amount"),
    ("standing", "状态"),
    ("latest", "最近进展"),
    ("extension", "延期批准"),
)
Line = Annotated[int, typer.Argument(help="台账序号", metavar="台账序号", min=1)]
NO_DAY = "待送达"


def list_(
    inspection: Annotated[
        str | None, typer.Argument(help=f"{NUMBER}；不写则列出全部", metavar="[检查编号]", parser=plain)
    ] = None,
    *,
    open_: Annotated[bool, typer.Option("--open", help="只列没有销号的")] = False,
    overdue: Annotated[bool, typer.Option("--overdue", help="只列逾期的")] = False,
    format: Format = ListFormat.TABLE,  # noqa: A002 — the option's name
    limit: Limit = 50,
    offset: Offset = 0,
    out: ListFile = None,
) -> None:
    """列出整改台账：期限、追回金额、状态。"""
    with reading() as query:
        found = [_dated(query, row) for row in of_one(query, "ledger", inspection)]
    chosen = [row for row in found if not (open_ and row["state"] == LedgerState.STRUCK)]
    chosen = [row for row in chosen if row["overdue"] or not overdue]
    show_rows(chosen, LEDGER, format.value, limit=limit, offset=offset, out=out)


def _dated(query: Query, row: dict[str, Any]) -> dict[str, Any]:
    """The row with its last day and its state as of today (T27)."""
    last = date.fromisoformat(row["due_on"]) if row["due_on"] else None
    if last is None and row["received_on"]:
        own = {one["key"]: one["value"] for one in query("SELECT key, value FROM setting")}
        days = value_of("rectify.days", own.get)
        assert isinstance(days, int)
        last = due("T27", date.fromisoformat(row["received_on"]), working_days(), length=days).last_day
    state = LedgerState(row["state"])
    late = last is not None and last < today() and state not in (LedgerState.STRUCK, LedgerState.DONE)
    shown = "逾期" if late else state.label
    return {**row, "last_day": str(last) if last else NO_DAY, "overdue": late, "standing": shown}


def set_(
    inspection: Inspection,
    line: Line,
    *,
    demand: Annotated[str | None, typer.Option("--demand", help="整改要求", metavar="文字")] = None,
    measure: Annotated[str | None, typer.Option("--measure", help="整改措施", metavar="文字")] = None,
    type_: Annotated[Any, term_option(RectifyType, "--type", help="整改类型")] = None,
    due_on: Annotated[date | None, date_option("--due", help="整改期限；延期的须写批准人和理由")] = None,
    responsible: Annotated[str | None, typer.Option("--responsible", help="责任单位（人）", metavar="名称")] = None,
    recover: Annotated[int | None, amount_option("--recover", help="应追回金额")] = None,
    allowed_by: Annotated[str, typer.Option("--allowed-by", help="批准延期的人", metavar="姓名")] = "",
    reason: Annotated[str, typer.Option("--reason", help="延期的理由", metavar="理由")] = "",
) -> None:
    """改整改台账的一项：要求、措施、类型、期限、责任人、应追回金额。"""
    from jxinspect.acts import rectify

    with act("rectify.set") as case:
        row, records = rectify.set_line(
            case,
            inspection,
            line,
            allowed_by=allowed_by,
            because=reason,
            demand=demand,
            measure=measure,
            type=type_,
            due_on=due_on,
            responsible=responsible,
            recover=recover,
        )
        facts = _facts(records, row)
    done(f"台账第{line}项已改", facts, [f"jxinspect rectify progress {inspection} {line} …　登记整改进展"])


def _facts(records: "InspectionRecords", line: "LedgerItem") -> list[tuple[str, str, object]]:
    from jxinspect.law.amounts import format_amount
    from jxinspect.model.ledger import line_due, owed, state_text

    facts: list[tuple[str, str, object]] = [
        ("state", "状态", state_text(records, line, today())),
        ("due_on", "期限", line_due(records, line) or NO_DAY),
    ]
    if line.recover:
        money = f"应追回{format_amount(line.recover)}，已追回{format_amount(line.recovered)}"
        facts += [("money", "金额", money), ("owed", "未追回", format_amount(owed(line)))]
    return facts


def progress(
    inspection: Inspection,
    line: Line,
    *,
    text: Annotated[str, typer.Option("--text", help="做了什么", metavar="文字")],
    recovered: Annotated[int, amount_option("--recovered", help="本次追回的金额", show_default=False)] = 0,
    finished: Annotated[bool, typer.Option("--done", help="单位报告已整改完成，等待核查")] = False,
    impossible: Annotated[bool, typer.Option("--impossible", help="无法整改，原因写在 --text")] = False,
    measure: Annotated[str | None, typer.Option("--measure", help="整改措施", metavar="文字")] = None,
    evidence: Annotated[list[str] | None, typer.Option("--evidence", help="佐证的证据编号", metavar="编号")] = None,
) -> None:
    """登记一项的整改进展、追回金额和佐证。"""
    from jxinspect.acts import rectify
    from jxinspect.model.ledger import open_lines, report_due

    if finished and impossible:
        raise Usage("--done 和 --impossible 不能同时写", why="一项要么完成，要么无法整改", todo="只写一个")
    state = LedgerState.DONE if finished else LedgerState.IMPOSSIBLE if impossible else LedgerState.RUNNING
    with act("rectify.progress") as case:
        _, row, records = rectify.progress(
            case,
            inspection,
            line,
            text=text,
            recovered=recovered,
            state=state,
            measure=measure,
            evidence=evidence or [],
        )
        facts = _facts(records, row)
        waiting = [one.seq for one in open_lines(records) if one.state == LedgerState.DONE]
        last = report_due(records)
    following = [f"jxinspect rectify progress {inspection} {line} …　继续登记，期限见上"]
    if waiting:
        listed = "、".join(map(str, waiting))
        following = [f"jxinspect rectify recheck {inspection} …　第{listed}项已报告完成，待核查销号"]
    if last:
        facts.append(("report_due", "报告整改结果", last))
    done(f"台账第{line}项进展已登记", facts, following)
