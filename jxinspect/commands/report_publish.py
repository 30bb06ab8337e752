"""`report publish`: results of inspections for the public, and what was hidden in them (D46, 社会保险法 79 I)."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from jxinspect.commands.due import working_days
from jxinspect.commands.options import Format, Limit, ListFile, ListFormat, Offset, OutFolder, date_option, id_option
from jxinspect.commands.report_options import paper_facts
from jxinspect.commands.session import act, looking, reading, rows
from jxinspect.commands.tree import App
from jxinspect.errors import NotFound
from jxinspect.law.civil import day
from jxinspect.law.deadlines import due
from jxinspect.law.redaction import Hiding
from jxinspect.law.terms import Term
from jxinspect.ui import messages
from jxinspect.ui.mode import mode
from jxinspect.ui.show import done, show_json, show_record, show_rows
from jxinspect.ui.values import Column, columns
from jxinspect.ui.values import plain as machine

publish = App(
    "向社会公布检查结果：拟制、隐去个人信息和商业秘密、审批、登记公布、撤回（社会保险法 79 I）。",
    example=[
        "jxinspect report publish draft --from 2026-01-01 --to 2026-06-30",
        "jxinspect report publish preview 2026-公布稿-01 --out 文书",
        "jxinspect report publish approve 2026-公布稿-01 --approver 钱主任 --text 同意公布",
        "jxinspect report publish record 2026-公布稿-01 --on 2026-07-10 --where 本机关网站",
    ],
)


class Stage(Term):
    """Where a public version stands."""

    DRAFT = "draft", "待审批"
    APPROVED = "approved", "待公布"
    PUBLISHED = "published", "已公布"
    WITHDRAWN = "withdrawn", "已撤回"


LIST = columns(
    ("code", "编号"),
    ("period_from", "期间起"),
    ("period_to", "期间止"),
    ("inspections", "检查", "number"),
    ("findings", "问题", "number"),
    ("redactions", "隐去", "number"),
    Column("state", "状态", terms=Stage),
    ("published_on", "公布日期"),
    ("published_in", "公布载体"),
)
ONE = columns(
    ("code", "编号"),
    ("period_from", "期间起"),
    ("period_to", "期间止"),
    ("inspections", "检查", "number"),
    ("findings", "问题", "number"),
    Column("mask_units", "不写明单位名称", "flag"),
    Column("state", "状态", terms=Stage),
    ("approved_on", "审批日期"),
    ("approved_by", "审批人"),
    ("published_on", "公布日期"),
    ("published_in", "公布载体"),
    ("published_url", "网址"),
    ("withdrawn_on", "撤回日期"),
    ("withdrawal", "撤回理由"),
)
LOG = columns(
    ("code", "公布稿"),
    ("inspection", "检查"),
    ("place", "位置"),
    Column("kind", "种类", terms=Hiding),
    ("times", "处数", "number"),
    ("by", "办理人"),
    ("why", "理由"),
)
Code = Annotated[str, typer.Argument(help="公布稿编号", metavar="编号")]


@publish.command(
    example=[
        "jxinspect report publish draft --from 2026-01-01 --to 2026-06-30",
        "jxinspect report publish draft --from 2026-01-01 --to 2026-06-30 --hide 甲型配方 --why 该公司申请保密",
    ]
)
def draft(
    period_from: Annotated[date, date_option("--from", help="检查报告出具日期自")],
    period_to: Annotated[date, date_option("--to", help="检查报告出具日期至")],
    *,
    inspection: Annotated[
        list[str] | None, id_option("--inspection", "-i", help="只公布这些检查", metavar="检查编号")
    ] = None,
    mask_units: Annotated[bool, typer.Option("--mask-units", help="不写明单位名称")] = False,
    brief: Annotated[bool, typer.Option("--brief", help="不写问题的事实，只写标题、金额和整改情况")] = False,
    name: Annotated[list[str] | None, typer.Option("--name", help="另要隐去的姓名", metavar="姓名")] = None,
    keep: Annotated[list[str] | None, typer.Option("--keep", help="不是姓名、不要隐去的词", metavar="词")] = None,
    secret: Annotated[list[str] | None, typer.Option("--hide", help="商业秘密，隐去", metavar="文字")] = None,
    why: Annotated[str, typer.Option("--why", help="为什么是商业秘密", metavar="理由")] = "",
) -> None:
    """拟制公布稿：姓名、证件号码、账号、电话自动隐去，记录隐去了什么、在哪里、为什么。"""
    from jxinspect.acts import publication

    choice = publication.Choice(
        period_from,
        period_to,
        inspection or [],
        mask_units=mask_units,
        brief=brief,
        names=name or [],
        keep=keep or [],
        secrets=secret or [],
        why=why,
    )
    with act("report.publish.draft") as case:
        row, lines, log = publication.draw_up(case, choice)
        found = sum(bool(one.title) for one in lines)
    done(
        f"公布稿已拟制：{row.code}",
        [
            ("code", "编号", row.code),
            ("inspections", "检查", len(row.inspections)),
            ("findings", "问题", found),
            ("redactions", "隐去", f"{sum(one.times for one in log)}处"),
        ],
        [
            f"jxinspect report publish preview {row.code} --out 文件夹　通读一遍，确认没有不应公布的内容",
            f"jxinspect report publish log {row.code}　隐去了什么、在哪里、为什么",
            f"jxinspect report publish approve {row.code} --approver 机关负责人 --text 意见",
        ],
    )


@publish.command(example="jxinspect report publish preview 2026-公布稿-01 --out 文书")
def preview(code: Code, *, out: OutFolder = None) -> None:
    """公布稿的样子；不制发，不记录。"""
    from jxinspect.acts import publication
    from jxinspect.acts.copies import write_draft

    with looking("report.publish.preview") as case:
        name, data = publication.preview(case, code)
    written = write_draft(out or Path(), name, data)
    done("公布稿的草稿已生成，没有记录", [("file", "文件", str(written))])


@publish.command(example="jxinspect report publish approve 2026-公布稿-01 --approver 钱主任 --text 同意公布 --out 文书")
def approve(
    code: Code,
    *,
    approver: Annotated[str, typer.Option("--approver", help="审批的机关负责人", metavar="姓名")],
    text: Annotated[str, typer.Option("--text", help="审批意见", metavar="意见")],
    out: OutFolder = None,
) -> None:
    """登记机关负责人的审批，制发公布稿（D46）。"""
    from jxinspect.acts import publication
    from jxinspect.acts.copies import write_copies

    with act("report.publish.approve") as case:
        row, paper, last = publication.approve(case, code, approver=approver, text=text)
        copies = write_copies(case, out, [paper])
    done(
        f"公布稿 {row.code} 已审批",
        [("publish_by", "公布期限", last), *paper_facts([paper], copies)],
        [f"jxinspect report publish record {row.code} --on 日期 --where 公布载体　公布以后登记"],
    )


@publish.command(
    example="jxinspect report publish record 2026-公布稿-01 --on 2026-07-10 --where 本机关网站 --url https://example.invalid/1"
)
def record(
    code: Code,
    *,
    on: Annotated[date | None, date_option("--on", help="公布日期；默认今天")] = None,
    where: Annotated[str, typer.Option("--where", help="在哪里公布", metavar="载体")],
    url: Annotated[str, typer.Option("--url", help="网址", metavar="网址")] = "",
) -> None:
    """登记什么时候、在哪里公布。"""
    from jxinspect.acts import publication

    with act("report.publish.record") as case:
        row = publication.record(case, code, on=on or day(case.at), where=where, url=url)
    done(
        f"公布稿 {row.code} 已登记公布",
        [("published_on", "公布日期", row.published_on), ("published_in", "公布载体", row.published_in)],
        [f"jxinspect report publish withdraw {row.code} …　所依据的决定、报告被变更或者撤销的，3个工作日内撤回"],
    )


@publish.command(
    example="jxinspect report publish withdraw 2026-公布稿-01 --why 处罚决定被撤销 --changed-on 2026-08-03"
)
def withdraw(
    code: Code,
    *,
    why: Annotated[str, typer.Option("--why", help="撤回的理由，向社会说明", metavar="理由")],
    on: Annotated[date | None, date_option("--on", help="撤回日期；默认今天")] = None,
    changed_on: Annotated[date | None, date_option("--changed-on", help="所依据的决定、报告变更或者撤销的日期")] = None,
) -> None:
    """登记撤回：所依据的处罚决定、检查报告被变更、撤销、确认违法或者无效（行政处罚法 48）。"""
    from jxinspect.acts import publication

    with act("report.publish.withdraw") as case:
        row = publication.withdraw(case, code, on=on or day(case.at), why=why, changed_on=changed_on)
    done(
        f"公布稿 {row.code} 已登记撤回",
        [("withdrawn_on", "撤回日期", row.withdrawn_on), ("why", "理由", row.withdrawal)],
        ["jxinspect report publish draft …　更正以后重新公布的，另行拟制"],
    )
    if changed_on and row.withdrawn_on:
        last = due("T23", changed_on, working_days()).last_day
        if row.withdrawn_on > last:
            messages.warn(f"撤回晚于期限：{changed_on}变更，应当在{last}以前（3个工作日内）撤回（行政处罚法 48）")


@publish.command("list", example="jxinspect report publish list")
def list_(
    format: Format = ListFormat.TABLE,  # noqa: A002 — the option's name
    limit: Limit = 50,
    offset: Offset = 0,
    out: ListFile = None,
) -> None:
    """列出公布稿：期间、隐去的处数、状态、公布日期和载体。"""
    show_rows(rows("publication_list"), LIST, format.value, limit=limit, offset=offset, out=out)


@publish.command(example="jxinspect report publish show 2026-公布稿-01")
def show(code: Code) -> None:
    """一份公布稿的办理情况和隐去记录。"""
    with reading() as query:
        found = next((row for row in query("publication_list") if row["code"] == code), None)
        hidden = [row for row in query("redaction_list") if row["code"] == code]
    if found is None:
        raise NotFound(f"没有公布稿 {code}", why="编号有误", todo="用 jxinspect report publish list 查看")
    if mode().json:
        show_json({**machine(found), "redacted": hidden})
        return
    show_record(found, ONE)
    show_rows(hidden, LOG, "table")


@publish.command(
    example=["jxinspect report publish log 2026-公布稿-01", "jxinspect report publish log -f xlsx --out 隐去记录.xlsx"]
)
def log(
    code: Annotated[str | None, typer.Argument(help="公布稿编号；不写则列出全部", metavar="[编号]")] = None,
    format: Format = ListFormat.TABLE,  # noqa: A002 — the option's name
    limit: Limit = 50,
    offset: Offset = 0,
    out: ListFile = None,
) -> None:
    """隐去记录：什么种类、在哪里、几处、谁、为什么；不写被隐去的内容。"""
    found = [row for row in rows("redaction_list") if code in (None, row["code"])]
    show_rows(found, LOG, format.value, limit=limit, offset=offset, out=out)
