"""`inspect flag send`, `remind`, `reply`: flags on their way to the unit and back (D25, D26; 办法 23(三))."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from jxinspect.commands.leaving import lies_in, secret_in
from jxinspect.commands.made import made
from jxinspect.commands.options import InputFile, Inspection, date_option, id_option
from jxinspect.commands.session import act
from jxinspect.errors import Usage
from jxinspect.ui import ask
from jxinspect.ui.show import Fact, done
from jxinspect.ui.values import Each

PasswordFile = Annotated[Path | None, typer.Option("--password-file", help="写有口令的文件", metavar="文件")]
Document = Annotated[str, id_option("--document", help="疑点核查通知的文号；只有一份等待反馈的不用写", metavar="文号")]
SEND = [
    "jxinspect inspect flag send 2026-003 --out 导出/疑点",
    "jxinspect inspect flag send 2026-003 --out 导出/疑点 --password-file 口令.txt --days 15",
]
REMIND = "jxinspect inspect flag remind 2026-003 --how 电话 --whom 李例子 --note 称正在入户核查"
REPLY = [
    "jxinspect inspect flag reply 2026-003 反馈表.xlsx --from 李例子",
    "jxinspect inspect flag reply 2026-003 反馈表.xlsx --from 李例子 --password-file 口令.txt --part",
]


def send(
    inspection: Inspection,
    *,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="放在哪个文件夹；默认导出文件夹", metavar="文件夹")
    ] = None,
    demand: Annotated[str, typer.Option("--demand", help="核查要求，有默认文字", metavar="文字")] = "",
    days: Annotated[
        int | None, typer.Option("--days", help="送达后几个工作日内反馈，默认按设置", min=1, metavar="天数")
    ] = None,
    due: Annotated[date | None, date_option("--due", help="不按工作日计算，写明最后日期")] = None,
    contact: Annotated[str, typer.Option("--contact", help="联系人，默认组长", metavar="姓名")] = "",
    number: Annotated[
        str | None, typer.Option("--number", help="由办公室收发登记给的文号；不写的自动编号", metavar="文号")
    ] = None,
    password_file: PasswordFile = None,
) -> None:
    """下发拟下发的疑点：疑点核查通知（D25）、加密的疑点清单和反馈表（D26）；口令只显示一次。"""
    from jxinspect.acts import flag_send
    from jxinspect.acts.copies import write_copies
    from jxinspect.store.records import world

    if days is not None and due is not None:
        raise Usage("--days 和 --due 只能写一个", why="时限要么按工作日计算，要么写明日期", todo="去掉其中一个")
    secret = secret_in(password_file) if password_file else flag_send.password()
    with act("inspect.flag.send") as case:
        exports = world(case).text("export.folder")
        folder = out or (Path(exports) if exports else None)
        if folder is None:
            raise Usage(
                "没有写明放在哪个文件夹",
                why="没有设置导出文件夹",
                todo="用 --out 写明，或者 config set export.folder 路径",
            )
        sent = flag_send.send(
            case,
            inspection,
            folder=folder,
            secret=secret,
            demand=demand,
            days=days,
            due_on=due,
            contact=contact,
            external_number=number,
            inside=bool(exports) and lies_in(folder, Path(exports)),
        )
        copies = write_copies(case, folder, sent.papers[:1])
    paper = sent.papers[0].number
    facts: list[Fact] = [("locked", "加密的附件", Each(str(file) for file in sent.locked))]
    if password_file is None:
        facts.append(("password", "口令（只显示这一次，另行告知单位）", secret))
    who = "--received 时间 --receiver 姓名 --capacity 职务 --server 姓名 --server 姓名"
    following = [
        f"jxinspect notify serve {inspection} --doc {paper} --method direct {who}",
        f"jxinspect inspect flag reply {inspection} 反馈表.xlsx --from 姓名",
    ]
    made("疑点已下发", sent.papers, copies, facts, following)


def remind(
    inspection: Inspection,
    *,
    how: Annotated[str, typer.Option("--how", help="怎样催办，如 电话", metavar="方式")],
    whom: Annotated[str, typer.Option("--whom", help="对方", metavar="姓名")],
    note: Annotated[str, typer.Option("--note", help="对方的答复", metavar="文字")] = "",
    document: Document = "",
) -> None:
    """登记催办：向谁、怎样催的、对方怎么说。"""
    from jxinspect.acts import flag_send

    with act("inspect.flag.remind") as case:
        row = flag_send.remind(case, inspection, how=how, whom=whom, note=note, paper=document)
    done(
        "催办已登记",
        [("how", "方式", row.how), ("whom", "对方", row.whom), ("note", "答复", row.note)],
        [
            f"jxinspect inspect flag reply {inspection} 反馈表.xlsx --from 姓名",
            f"仍不反馈的：jxinspect rectify inquiry send {inspection} -h",
        ],
    )


def reply(
    inspection: Inspection,
    file: InputFile,
    *,
    giver: Annotated[str, typer.Option("--from", help="由谁交来", metavar="姓名")],
    document: Document = "",
    password_file: PasswordFile = None,
    part: Annotated[bool, typer.Option("--part", help="只反馈了一部分，没有填的以后再报")] = False,
) -> None:
    """读入单位填好的疑点核查反馈表；与下发的不一致之处逐项指出，有一处就一项也不登记。"""
    from jxinspect.acts import flag_reply

    secret = secret_in(password_file) if password_file else None
    if secret is None and ask.possible() and flag_reply.is_locked(file):
        secret = ask.secret("反馈表的口令", flag="--password-file 口令文件")
    with act("inspect.flag.reply") as case:
        taken = flag_reply.reply(case, inspection, file, giver=giver, secret=secret, paper=document, part=part)
    facts: list[Fact] = [(one.value, one.label, f"{count}个") for one, count in taken.counted.items()]
    facts += [("left", "还没有反馈", taken.left[:20]), ("evidence", "存为证据", taken.evidence)]
    done(
        f"疑点核查反馈已登记，共{sum(taken.counted.values())}个",
        facts,
        [f"jxinspect inspect flag confirm {inspection} --rule 规则", f"jxinspect inspect flag list -i {inspection}"],
    )
