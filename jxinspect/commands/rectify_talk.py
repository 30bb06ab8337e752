"""`rectify talk`: notice, minutes, what was asked of the unit (D51, D52; 办法 24(一))."""

from datetime import date, datetime
from typing import Annotated, Any

import typer

from jxinspect.commands.clock import today
from jxinspect.commands.inspect_options import EvidenceCodes, Outcome, Reason, Recorder, Witness, within
from jxinspect.commands.made import made
from jxinspect.commands.options import (
    Format,
    Inspection,
    Limit,
    ListFile,
    ListFormat,
    Offset,
    OutFolder,
    moment_option,
    term_option,
)
from jxinspect.commands.rectify_options import MaybeNumber
from jxinspect.commands.report_options import Contact, External, Phone
from jxinspect.commands.session import act, reading
from jxinspect.commands.tree import App
from jxinspect.errors import JxinspectError, Usage
from jxinspect.law.measure import TalkReason
from jxinspect.law.terms import SignOutcome
from jxinspect.ui.show import done, show_rows
from jxinspect.ui.values import Column, columns

talk = App(
    "约谈：通知书、纪要、要求的落实（办法 24(一)）。",
    example=[
        "jxinspect rectify talk issue 2026-001 --reason overdue --time '2026-06-12 09:00'",
        "jxinspect rectify talk record 2026-001 --host 孙科长 --present 测一鸣 --attended 赵样本（主任） …",
        "jxinspect rectify talk met 2026-001 1 --text 已完成追回 --evidence 5",
    ],
)
TALKS = columns(
    ("inspection", "检查"),
    ("number", "通知书"),
    ("party", "约谈对象"),
    Column("reason", "原因", terms=TalkReason),
    ("matter", "事由"),
    ("meet_at", "约谈时间", "moment"),
    ("held_at", "进行", "moment"),
    ("statement", "单位表态"),
)
REQUIREMENTS = columns(
    ("inspection", "检查"),
    ("seq", "序号", "number"),
    ("line", "台账序号", "number"),
    ("text", "要求"),
    ("due_on", "期限", "date"),
    ("done_on", "落实日期", "date"),
    ("done", "落实情况"),
    ("standing", "状态"),
)


@talk.command(
    example=[
        "jxinspect rectify talk issue 2026-001 --reason overdue --time '2026-06-12 09:00' --out 文书",
        "jxinspect rectify talk issue 2026-001 --reason serious --finding 1 --time '2026-06-12 09:00' …",
    ]
)
def issue(
    inspection: Inspection,
    *,
    reason: Annotated[TalkReason, term_option(TalkReason, "--reason", help="约谈的原因")],
    time: Annotated[datetime, moment_option("--time", help="约谈时间")],
    matter: Annotated[str, typer.Option("--matter", help="事由；逾期、问题严重的有默认文字", metavar="文字")] = "",
    line: Annotated[
        list[int] | None, typer.Option("--line", help="台账序号，可多次；逾期的默认全部逾期事项", min=1, metavar="序号")
    ] = None,
    finding: Annotated[
        list[int] | None,
        typer.Option("--finding", help="问题序号，可多次；问题严重的默认全部问题", min=1, metavar="序号"),
    ] = None,
    party: Annotated[str, typer.Option("--party", help="约谈对象；默认被监督单位", metavar="名称")] = "",
    post: Annotated[str, typer.Option("--post", help="约谈对象的职务", metavar="职务")] = "",
    place: Annotated[str, typer.Option("--place", help="地点；默认本机关地址", metavar="地点")] = "",
    attend: Annotated[list[str] | None, typer.Option("--attend", help="应参加的人，可多次", metavar="人员")] = None,
    prepare: Annotated[list[str] | None, typer.Option("--prepare", help="应准备的材料，可多次", metavar="材料")] = None,
    basis: Annotated[list[str] | None, typer.Option("--basis", help="依据；有默认，可多次", metavar="条文")] = None,
    contact: Contact = "",
    phone: Phone = "",
    number: External = None,
    out: OutFolder = None,
) -> None:
    """制发约谈通知书（D51），送达后约谈。"""
    from jxinspect.acts import rectify_talk
    from jxinspect.acts.copies import write_copies

    lists: dict[str, Any] = {"lines": line or [], "findings": finding or [], "basis": basis or []}
    more: dict[str, Any] = {"attend": attend or [], "prepare": prepare or [], "contact": contact, "phone": phone}
    with act("rectify.talk") as case:
        row, paper = rectify_talk.notify(
            case, inspection, reason=reason, meet_at=time, matter=matter, party=party, party_post=post, place=place,
            external_number=number, **lists, **more,
        )  # fmt: skip
        copies = write_copies(case, out, [paper])
    made(
        f"检查 {inspection} 的约谈通知书已制发",
        [paper],
        copies,
        [("matter", "事由", row.matter), ("time", "约谈时间", row.meet_at), ("place", "地点", row.place)],
        [
            f"jxinspect notify serve {inspection} --doc {paper.number} …　登记送达",
            f"jxinspect rectify talk record {inspection} …　约谈后制作纪要",
        ],
    )


def _required(texts: list[str]) -> list[Any]:
    """要求=日期, or 台账序号:要求=日期 when it belongs to a line of the ledger."""
    from jxinspect.acts.rectify_talk import Required
    from jxinspect.law.dates import parse_date

    found = []
    for text in texts:
        words, mark, until = text.replace("＝", "=").rpartition("=")
        number, colon, wanted = words.replace("：", ":").partition(":")
        line = int(number) if colon and number.strip().isdecimal() else None
        try:
            due = parse_date(until, today())
        except JxinspectError as fault:
            raise Usage(f"--require 的写法不对：{text}", why=fault.why, todo="写成 [台账序号:]要求=日期") from fault
        if not mark or not (wanted if line else words).strip():
            raise Usage(f"--require 的写法不对：{text}", why="没有写要求的内容", todo="写成 [台账序号:]要求=日期")
        found.append(Required((wanted if line else words).strip(), due, line))
    return found


@talk.command(
    example="jxinspect rectify talk record 2026-001 --at '2026-06-12 09:00' --ended 10:00 --host 孙科长 "
    "--present 测一鸣 --attended 赵样本（主任） --problem 第1项整改逾期 --statement 接受意见 "
    "--require 1:追回全部款项=2026-06-30"
)
def record(
    inspection: Inspection,
    *,
    host: Annotated[str, typer.Option("--host", help="主持人", metavar="姓名")],
    attended: Annotated[list[str], typer.Option("--attended", help="对方参加的人，可多次", metavar="姓名（职务）")],
    problem: Annotated[str, typer.Option("--problem", help="约谈中指出的问题", metavar="文字")],
    statement: Annotated[str, typer.Option("--statement", help="对方的表态", metavar="文字")],
    require: Annotated[
        list[str],
        typer.Option("--require", help="要求和期限，可多次；属于台账事项的写台账序号", metavar="[序号:]要求=日期"),
    ],
    ended: Annotated[
        str | None, typer.Option("--ended", help="结束时间，如 10:30；开始时间用 --at", metavar="时间")
    ] = None,
    present: Annotated[
        list[str] | None, typer.Option("--present", help="本机关参加的人，可多次；至少两人", metavar="姓名")
    ] = None,
    recorder: Recorder = None,
    notice: Annotated[
        str, typer.Option("--notice", help="约谈通知书文号；只有一份待约谈的不用写", metavar="文号")
    ] = "",
    place: Annotated[str, typer.Option("--place", help="地点；默认通知书写明的地点", metavar="地点")] = "",
    outcome: Outcome = SignOutcome.SIGNED,
    reason: Reason = "",
    witness: Witness = "",
    out: OutFolder = None,
) -> None:
    """制作约谈纪要（D52），双方签名；要求和期限列入台账和待办。"""
    from jxinspect.acts import rectify_talk
    from jxinspect.acts.copies import write_copies

    wanted = _required(require)
    with act("rectify.talk.record") as case:
        row, asked, paper = rectify_talk.record(
            case, inspection, ended_at=within(case, ended), host=host, recorder=recorder or case.actor,
            present=present or [], attended=attended, problems=problem, statement=statement, requirements=wanted,
            notice=notice, place=place, outcome=outcome, reason=reason, witness=witness,
        )  # fmt: skip
        copies = write_copies(case, out, [paper])
    made(
        f"检查 {inspection} 的约谈纪要已制作",
        [paper],
        copies,
        [
            ("statement", "表态", row.statement),
            ("requirements", "要求", [f"{r.seq}. {r.text}（{r.due_on}前）" for r in asked]),
        ],
        [
            f"jxinspect doc signed {paper.number} …　登记双方签名的纪要",
            f"jxinspect rectify talk met {inspection} {asked[0].seq} …　登记要求的落实",
        ],
    )


@talk.command(example="jxinspect rectify talk met 2026-001 1 --text 已全部追回 --evidence 5")
def met(
    inspection: Inspection,
    seq: Annotated[int, typer.Argument(help="约谈要求的序号", metavar="要求序号", min=1)],
    *,
    text: Annotated[str, typer.Option("--text", help="落实情况", metavar="文字")],
    evidence: EvidenceCodes = None,
) -> None:
    """登记一项约谈要求的落实情况。"""
    from jxinspect.acts import rectify_talk

    with act("rectify.talk.met") as case:
        row = rectify_talk.met(case, inspection, seq, text=text, evidence=evidence or [])
    done(f"约谈要求{seq}已登记落实", [("text", "落实情况", row.text)], [f"jxinspect rectify talk list {inspection}"])


@talk.command("list", example=["jxinspect rectify talk list", "jxinspect rectify talk list 2026-001 --talks"])
def list_(
    inspection: MaybeNumber = None,
    *,
    talks: Annotated[bool, typer.Option("--talks", help="列约谈，不列要求")] = False,
    format: Format = ListFormat.TABLE,  # noqa: A002 — the option's name
    limit: Limit = 50,
    offset: Offset = 0,
    out: ListFile = None,
) -> None:
    """列出约谈的要求：期限和落实情况；--talks 列出每次约谈。"""
    with reading() as query:
        found = [r for r in query("talks" if talks else "talk_requirements") if inspection in (None, r["inspection"])]
    shown = found if talks else [{**row, "standing": _standing(row)} for row in found]
    show_rows(shown, TALKS if talks else REQUIREMENTS, format.value, limit=limit, offset=offset, out=out)


def _standing(row: dict[str, Any]) -> str:
    if row["done_on"]:
        return "已落实"
    return "逾期" if date.fromisoformat(row["due_on"]) < today() else "未落实"
