"""`plan lead`: leads from the channels of 办法 25, and who reported them."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from jxinspect.commands.lead_columns import LEAD, LEADS
from jxinspect.commands.made import made
from jxinspect.commands.numbered import numbered, show_beside
from jxinspect.commands.options import (
    AmountOpt,
    Format,
    Limit,
    ListFile,
    ListFormat,
    Offset,
    OutFolder,
    date_option,
    plain,
    term_option,
)
from jxinspect.commands.plan_year import funds
from jxinspect.commands.session import act, reading, rows
from jxinspect.commands.tree import App
from jxinspect.errors import NotFound, Refused, Usage
from jxinspect.law.lead import LeadSource, LeadState
from jxinspect.store import incoming
from jxinspect.store.reasons import answered
from jxinspect.ui import ask
from jxinspect.ui.mode import mode
from jxinspect.ui.show import show_json, show_record, show_rows
from jxinspect.ui.values import columns

lead = App(
    "线索：登记、审查、办理、告知；举报人的信息隔离加密保存。",
    example=[
        "jxinspect plan lead add --source tip --channel 来信 --unit 某培训学校 --matter 虚报培训人数",
        "jxinspect plan lead add --source tip --channel 电话 --unit 某公司 --matter 冒领养老金 --named",
        "jxinspect plan lead assess 2026-XS-001 --decision accept --by 孙科长",
    ],
)

REQUESTS = columns(("at", "查阅时间", "moment"), ("actor", "查阅人"), ("reason", "理由"))
REPORTER = columns(
    ("lead", "线索编号"),
    ("name", "姓名"),
    ("id_number", "身份证号"),
    ("phone", "电话"),
    ("address", "地址"),
    ("employer", "单位"),
    ("email", "邮箱"),
    ("note", "备注"),
)

LeadNumber = Annotated[str, typer.Argument(help="线索编号，如 2026-XS-001", metavar="线索编号", parser=plain)]
Named = Annotated[bool, typer.Option("--named", help="实名举报：在提示后逐项输入举报人信息")]
ReporterFile = Annotated[
    Path | None,
    typer.Option("--reporter-file", help="实名举报：从文件读举报人信息（每行“姓名：…”；- 是标准输入）", metavar="文件"),
]


@lead.command(
    "add",
    example=[
        "jxinspect plan lead add --source tip --channel 来信 --unit 某培训学校 --matter 虚报培训人数 --amount 12万元",
        "jxinspect plan lead add --source tip --unit 某公司 --matter 冒领养老金 --reporter-file 举报人.txt",
        "jxinspect plan lead add --source superior --origin 样函〔2026〕3号 --unit 某局 --matter … --due 2026-06-30",
    ],
)
def add(
    *,
    source: Annotated[LeadSource, term_option(LeadSource, "--source", help="来源（办法 25）")],
    matter: Annotated[str, typer.Option("--matter", help="反映的事项，不写举报人是谁", metavar="文字")],
    unit: Annotated[str | None, typer.Option("--unit", help="被反映的单位，须已登记", metavar="单位")] = None,
    about: Annotated[
        str | None, typer.Option("--about", help="被反映的对象：没有登记的单位，或者个人", metavar="文字")
    ] = None,
    channel: Annotated[
        str | None, typer.Option("--channel", help="接收方式：来信、来访、电话、网络", metavar="文字")
    ] = None,
    fund: Annotated[list[str] | None, typer.Option("--fund", help="险种，如 工伤、失业", metavar="险种")] = None,
    amount: AmountOpt = None,
    origin: Annotated[
        str | None, typer.Option("--origin", help="来源说明：交办、移送机关和文号，媒体，检查编号", metavar="文字")
    ] = None,
    due: Annotated[date | None, date_option("--due", help="交办机关要求的办结日期")] = None,
    proposal: Annotated[str | None, typer.Option("--proposal", help="拟办意见", metavar="文字")] = None,
    named: Named = False,
    reporter_file: ReporterFile = None,
    out: OutFolder = None,
) -> None:
    """登记线索，制作登记表（D31）；接收时间用 --at 写。举报人的信息只在提示后或者从文件读入，加密隔离保存。"""
    from jxinspect.acts import lead as leads
    from jxinspect.acts.copies import write_copies
    from jxinspect.acts.lead_notice import form

    identity = _identity(named, reporter_file)
    with act("plan.lead.add") as case:
        one = leads.add(
            case,
            source=source,
            matter=matter,
            unit_name=unit,
            funds=fund or (),
            identity=identity,
            about=about,
            channel=channel,
            amount=amount,
            origin=origin,
            due_on=due,
            proposal=proposal,
        )
        paper = form(case, one)
        copies = write_copies(case, out, [paper])
        told = [("number", "线索编号", one.number), ("reporter", "举报人", _said(one.source, one.named))]
    made(
        "线索已登记", [paper], copies, told, [f"jxinspect plan lead assess {one.number} --decision accept --by 负责人"]
    )


def _said(source: str, named: bool) -> str:
    if named:
        return "实名，已加密隔离保存"
    return "匿名" if source == LeadSource.TIP else ""


def _identity(named: bool, file: Path | None) -> dict[str, str] | None:
    """Who reported, from a file or from questions; never from the command line, where others could read it."""
    from jxinspect.acts.lead_reporter import read_identity
    from jxinspect.store.confidential import IDENTITY

    if file is not None:
        return read_identity(_text_of(file))
    if not named:
        return None
    flag = "--reporter-file 文件"
    asked = {column: ask.text(f"举报人{title}（没有的直接回车）", flag=flag) for column, title in IDENTITY.items()}
    return {column: text for column, text in asked.items() if text}


def _text_of(file: Path) -> str:
    try:
        return incoming.content(file).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Usage("举报人信息文件不是 UTF-8 文字", why="只认 UTF-8", todo="另存为 UTF-8 的文本文件") from None
    except OSError as fault:
        raise NotFound(f"读不出举报人信息文件：{file}", why=answered(fault), todo="核对 --reporter-file") from fault


@lead.command("list", example=["jxinspect plan lead list", "jxinspect plan lead list --state accepted"])
def list_(
    *,
    state: Annotated[LeadState | None, term_option(LeadState, "--state", help="只看某种状态的")] = None,
    source: Annotated[LeadSource | None, term_option(LeadSource, "--source", help="只看某种来源的")] = None,
    format: Format = ListFormat.TABLE,  # noqa: A002
    limit: Limit = 50,
    offset: Offset = 0,
    out: ListFile = None,
) -> None:
    """列出线索；不含举报人信息。"""
    found = [r for r in rows("lead_list") if state in (None, r["state"]) and source in (None, r["source"])]
    show_rows(found, LEADS, format.value, limit=limit, offset=offset, out=out)


@lead.command(example="jxinspect plan lead show 2026-XS-001")
def show(number: LeadNumber) -> None:
    """显示一条线索和谁查阅过举报人信息；不含举报人信息。"""
    with reading() as query:
        found = numbered(query, "lead_list", number, what="线索", listed="plan lead list")
        requests = query("SELECT at, actor, reason FROM reporter_requests WHERE number = ?", [found["number"]])
    one = {**found, "funds": funds(found["funds"])}
    if mode().json:
        show_json({**{column.key: one[column.key] for column in LEAD}, "requests": requests})
        return
    show_record(one, LEAD)
    show_beside("查阅举报人信息的记录", requests, REQUESTS)


@lead.command(example="jxinspect plan lead reporter 2026-XS-001 --reason 联系举报人核实培训时间")
def reporter(
    number: LeadNumber,
    *,
    reason: Annotated[str, typer.Option("--reason", help="为什么要查阅；记入日志", metavar="文字")],
) -> None:
    """查阅举报人信息：谁、何时、为什么查阅，先记入日志再显示。"""
    from jxinspect.acts import lead as leads
    from jxinspect.acts.lead_reporter import request

    if mode().dry_run:
        raise Refused("查阅举报人信息不能试运行", why="不留记录就不得查阅（办法 9、38）", todo="去掉 --dry-run")
    with act("plan.lead.reporter") as case:
        one = leads.find(case, number)
        _, identity = request(case, one, reason)
    show_record({"lead": one.number, **identity}, REPORTER)


@lead.command("form", example="jxinspect plan lead form 2026-XS-001 --out 文书")
def form_(number: LeadNumber, out: OutFolder = None) -> None:
    """按现在的办理情况重新制作登记表（D31）。"""
    from jxinspect.acts import lead as leads
    from jxinspect.acts.copies import write_copies
    from jxinspect.acts.lead_notice import form

    with act("plan.lead.form") as case:
        paper = form(case, leads.find(case, number))
        copies = write_copies(case, out, [paper])
    made("登记表已制作", [paper], copies)
