"""`notify questioning`, `notify assist`: who is to answer questions, whom the agency asks for help (办法 8, 16)."""

from datetime import date, datetime
from typing import Annotated, Any

import typer

from jxinspect.commands.made import made
from jxinspect.commands.options import (
    Format,
    Inspection,
    Limit,
    ListFile,
    ListFormat,
    Offset,
    OutFolder,
    date_option,
    id_option,
    moment_option,
)
from jxinspect.commands.session import act, of_inspection
from jxinspect.ui.show import done, show_rows
from jxinspect.ui.values import columns

Contact = Annotated[str, typer.Option("--contact", help="联系人，默认组长", metavar="姓名")]
Number = Annotated[
    str | None, typer.Option("--number", help="由办公室收发登记给的文号；不写的自动编号", metavar="文号")
]
QUESTIONING = [
    "jxinspect notify questioning 2026-001 --person 李例子 --matter 待遇审核 --time '2026-03-05 09:00' --out 文书",
    "jxinspect notify questioning 2026-001 --matter 账户管理 --time '2026-03-05 14:30' --bring 财务账簿",
]
ASSIST = [
    (
        "jxinspect notify assist 2026-001 --organ 样本县公安局 --matter 核实参保人员死亡信息 --table x_death "
        "--use 核查死亡后领取待遇 --due 2026-03-20 --out 文书"
    ),
    (
        "jxinspect notify assist 2026-001 --organ 样本县民政局 --matter 核实火化信息 "
        "--scope 2025年度火化人员姓名和日期 …"
    ),
]


def questioning(
    number: Inspection,
    *,
    matter: Annotated[str, typer.Option("--matter", help="询问事项", metavar="文字")],
    time: Annotated[datetime, moment_option("--time", help="询问时间")],
    person: Annotated[str, typer.Option("--person", help="被询问人；不写的是被监督单位", metavar="姓名")] = "",
    identity: Annotated[str, id_option("--identity", help="被询问人的公民身份号码", metavar="号码")] = "",
    employer: Annotated[str, typer.Option("--employer", help="被询问人的工作单位", metavar="单位")] = "",
    post: Annotated[str, typer.Option("--post", help="被询问人的职务", metavar="职务")] = "",
    address: Annotated[str, typer.Option("--address", help="被询问人的住址；单位默认其地址", metavar="地址")] = "",
    phone: Annotated[str, typer.Option("--phone", help="被询问人的电话；单位默认其电话", metavar="电话")] = "",
    place: Annotated[str, typer.Option("--place", help="询问地点，默认本机关地址", metavar="地点")] = "",
    bring: Annotated[
        list[str] | None, typer.Option("--bring", help="应携带的材料，可以多次；有默认文字", metavar="文字")
    ] = None,
    contact: Contact = "",
    external: Number = None,
    out: OutFolder = None,
) -> None:
    """制发询问通知书（D18），送达后在写明的时间、地点询问。"""
    from jxinspect.acts import notify_letters
    from jxinspect.acts.copies import write_copies

    about: dict[str, Any] = {"identity_no": identity, "employer": employer, "post": post, "address": address}
    more: dict[str, Any] = {"phone": phone, "place": place, "contact": contact, "external_number": external}
    with act("notify.questioning") as case:
        paper = notify_letters.questioning(
            case, number, matter=matter, ask_at=time, person=person, bring=bring or [], **about, **more
        )
        copies = write_copies(case, out, [paper])
    addressee = f"--addressee {person} " if person else ""
    serve = f"jxinspect notify serve {number} --doc {paper.number} {addressee}--method direct …"
    made(f"检查 {number} 的询问通知书已制发", [paper], copies, [("time", "询问时间", time)], [serve])


def assist(
    number: Inspection,
    *,
    organ: Annotated[str, typer.Option("--organ", help="协查机关全称", metavar="机关")],
    matter: Annotated[str, typer.Option("--matter", help="协查事项", metavar="文字")],
    use: Annotated[str, typer.Option("--use", help="数据、资料的用途", metavar="文字")],
    due: Annotated[date, date_option("--due", help="函复期限")],
    scope: Annotated[list[str] | None, typer.Option("--scope", help="需要的最小范围，可以多次", metavar="文字")] = None,
    table: Annotated[
        list[str] | None, typer.Option("--table", help="需要的数据表，只列必需字段，可以多次", metavar="表")
    ] = None,
    basis: Annotated[list[str] | None, typer.Option("--basis", help="依据，有默认；可以多次", metavar="条文")] = None,
    secrecy: Annotated[str, typer.Option("--secrecy", help="保密要求，有默认文字", metavar="文字")] = "",
    contact: Contact = "",
    external: Number = None,
    out: OutFolder = None,
) -> None:
    """制发协查函（D26a），请有关部门提供检查所必需的数据、资料。"""
    from jxinspect.acts import notify_letters
    from jxinspect.acts.copies import write_copies

    lists: dict[str, Any] = {"scope": scope or [], "tables": table or [], "basis": basis or []}
    with act("notify.assist") as case:
        paper = notify_letters.assist(
            case, number, organ=organ, matter=matter, use=use, due_on=due, confidentiality=secrecy, contact=contact,
            external_number=external, **lists,
        )  # fmt: skip
        copies = write_copies(case, out, [paper])
    serve = f"jxinspect notify serve {number} --doc {paper.number} --addressee {organ} --method post --tracking 邮件号"
    made(
        f"检查 {number} 的协查函已制发", [paper], copies, [("organ", "协查机关", organ), ("due", "期限", due)], [serve]
    )


ANSWER = [
    "jxinspect notify answer 样人社监函〔2026〕1号 --received 2026-03-26 --text 提供死亡人员数据128条（加密光盘1张）",
    "jxinspect notify answer 样人社监函〔2026〕1号 --received 2026-03-26 --text 先提供上半年数据 --partial",
]
LETTERS = ["jxinspect notify letters", "jxinspect notify letters 2026-001 --format csv"]
LETTER_LIST = columns(
    ("inspection", "检查编号"),
    ("number", "文号"),
    ("organ", "协查机关"),
    ("matter", "事项"),
    ("asked_on", "发函", "date"),
    ("due_on", "期限", "date"),
    ("reached_on", "送达", "date"),
    ("answered_on", "复函", "date"),
    ("reference", "复函文号"),
    ("text", "提供内容"),
    ("complete", "是否答复完毕", "flag"),
)


def answer(
    letter: Annotated[str, typer.Argument(help="协查函的文号", metavar="文号")],
    *,
    received: Annotated[date, date_option("--received", help="收到复函的日期")],
    text: Annotated[str, typer.Option("--text", help="提供了什么，或者没有什么", metavar="文字")],
    reference: Annotated[str, typer.Option("--reference", help="复函的文号", metavar="文号")] = "",
    partial: Annotated[bool, typer.Option("--partial", help="还没有答复完，期限继续提醒")] = False,
) -> None:
    """登记协查函（D26a）的复函：何时收到、提供了什么。"""
    from jxinspect.acts import notify_letters

    with act("notify.answer") as case:
        reply = notify_letters.answer(
            case, letter, received_on=received, text=text, reference=reference, complete=not partial
        )
    done("复函已登记", [("received", "收到日期", reply.received_on), ("text", "提供内容", reply.text)])


def letters(
    number: Annotated[str | None, typer.Argument(help="检查编号，不写则全部", metavar="检查编号")] = None,
    *,
    format: Format = ListFormat.TABLE,  # noqa: A002 — the option's name
    limit: Limit = 50,
    offset: Offset = 0,
    out: ListFile = None,
) -> None:
    """列出协查函：何时发出、期限、何时答复、提供了什么。"""
    found = of_inspection("assistance_list", number)
    show_rows(found, LETTER_LIST, format.value, limit=limit, offset=offset, out=out)
