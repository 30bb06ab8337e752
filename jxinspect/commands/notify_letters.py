"""`notify questioning`, `notify assist`: who is to answer questions, whom the agency asks for help (办法 8, 16)."""

from datetime import date, datetime
from typing import Annotated, Any

import typer

from jxinspect.commands.made import made
from jxinspect.commands.options import Inspection, OutFolder, date_option, id_option, moment_option
from jxinspect.commands.session import act

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
