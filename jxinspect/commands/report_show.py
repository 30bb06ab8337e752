"""`report show`: where the comment round stands and what the next day is."""

from datetime import date
from typing import Annotated, Any

import typer

from jxinspect.commands.due import working_days
from jxinspect.commands.options import NUMBER, Format, Inspection, Limit, ListFormat, Offset, plain
from jxinspect.commands.session import Query, looking, reading, unknown_inspection
from jxinspect.law.deadlines import due
from jxinspect.law.settings import value_of
from jxinspect.law.terms import Adopted, ReplyMethod, State
from jxinspect.ui import messages
from jxinspect.ui.mode import mode
from jxinspect.ui.show import show_json, show_record, show_rows
from jxinspect.ui.values import Column, columns
from jxinspect.ui.values import plain as machine

ROUNDS = columns(
    ("inspection", "检查"),
    ("unit", "被监督单位"),
    Column("state", "阶段", terms=State),
    ("letter", "征求意见函"),
    ("received_on", "接到日期"),
    ("last_day", "书面意见最后一日"),
    ("open_points", "待答复", "number"),
    ("report", "检查报告"),
)
ONE = columns(
    ("inspection", "检查"),
    ("unit", "被监督单位"),
    Column("state", "阶段", terms=State),
    ("texts", "文字版次", "number"),
    ("objectivity", "客观性核对"),
    ("draft", "征求意见稿"),
    ("letter", "征求意见函"),
    ("letter_dated", "成文日期"),
    ("received_on", "接到日期"),
    ("last_day", "书面意见最后一日"),
    ("deem_from", "视同无异议最早记录"),
    ("deem_from_no_post", "（不可能邮寄的）"),
    ("objections", "期限内的意见", "number"),
    ("agreements", "书面无异议", "number"),
    ("late", "逾期的意见", "number"),
    ("late_open", "逾期未答复", "number"),
    ("open_points", "待答复的条数", "number"),
    ("deemed_on", "视同无异议记录"),
    ("report", "检查报告"),
    ("report_dated", "出具日期"),
)
POINTS = columns(
    ("seq", "序号", "number"),
    ("text", "意见"),
    Column("method", "方式", terms=ReplyMethod),
    ("received_on", "收到"),
    ("posted_on", "交邮"),
    Column("in_time", "期限内", "flag"),
    Column("result", "采纳情况", terms=Adopted),
    ("reason", "理由"),
    ("change", "修改处"),
)
CHANGES = columns(
    ("kind", "变化"),
    ("title", "问题"),
    Column("before", "原金额", "amount"),
    Column("after", "现金额", "amount"),
    ("columns", "改动"),
    ("reason", "理由"),
)
Number = Annotated[str | None, typer.Argument(help=f"{NUMBER}；不写则列出全部", metavar="[检查编号]", parser=plain)]


def show(
    inspection: Number = None,
    format: Format = ListFormat.TABLE,  # noqa: A002 — the option's name
    limit: Limit = 50,
    offset: Offset = 0,
) -> None:
    """征求意见到了哪一步：接到日期、最后一日、意见和采纳情况。"""
    with reading() as query:
        rounds = [_dated(query, row) for row in query("report_rounds")]
        points = query("report_points")
    if inspection is None:
        begun = [row for row in rounds if row["draft"]]
        show_rows(begun, ROUNDS, format.value, limit=limit, offset=offset)
        return
    chosen = next((row for row in rounds if row["inspection"] == inspection), None)
    if chosen is None:
        raise unknown_inspection(inspection)
    said = [row for row in points if row["inspection"] == inspection]
    if mode().json:
        show_json({**machine(chosen), "points": said})
        return
    show_record(chosen, ONE)
    if said:
        show_rows(said, POINTS, format.value)


def _dated(query: Query, row: dict[str, Any]) -> dict[str, Any]:
    """The row with the days that follow from receipt (T02, T03)."""
    if not row["received_on"]:
        waiting = "送达后起算" if row["letter"] else None
        return {**row, "last_day": waiting, "deem_from": None, "deem_from_no_post": None}
    found = due("T02", date.fromisoformat(row["received_on"]), working_days())
    own = {one["key"]: one["value"] for one in query("SELECT key, value FROM setting")}
    extra = value_of("objection.extra_mail_days", own.get)
    assert isinstance(extra, int)
    alone = None if row["by_post"] else str(found.opens_after_post(0))
    days = {"deem_from": str(found.opens_after_post(extra)), "deem_from_no_post": alone}
    return {**row, "last_day": str(found.last_day), **days}


def changes(
    inspection: Inspection,
    draft: Annotated[int | None, typer.Option("--draft", help="与第几稿相比", min=1, metavar="稿次")] = None,
    format: Format = ListFormat.TABLE,  # noqa: A002 — the option's name
) -> None:
    """问题与检查报告（没有出具的，与送去征求意见的稿）相比有什么变化：金额、改动和理由。"""
    from jxinspect.acts.report_version import moved
    from jxinspect.model.report_change import COMPARED, KINDS

    with looking("report.changes") as case:
        name, found = moved(case, inspection, draft)
    told = [
        {
            "kind": KINDS[one.kind],
            "title": one.title,
            "before": one.before,
            "after": one.after,
            "columns": "、".join(COMPARED[column] for column in one.columns),
            "reason": one.reason,
        }
        for one in found
    ]
    if not told and format == ListFormat.TABLE and not mode().json:
        messages.note(f"问题与{name}相比没有变化。")
        return
    show_rows(told, CHANGES, format.value)
