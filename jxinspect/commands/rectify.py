"""`rectify`: opinion, ledger, progress, recheck, closing (办法 24)."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, TypeVar

import typer

from jxinspect.commands.clock import today
from jxinspect.commands.options import Inspection, OutFolder, date_option
from jxinspect.commands.rectify_blacklist import blacklist
from jxinspect.commands.rectify_challenge import challenge
from jxinspect.commands.rectify_circular import circular
from jxinspect.commands.rectify_import import import_
from jxinspect.commands.rectify_inquiry import inquiry
from jxinspect.commands.rectify_leak import leak
from jxinspect.commands.rectify_lines import list_, progress, set_
from jxinspect.commands.rectify_proceeding import proceeding
from jxinspect.commands.rectify_recheck import recheck
from jxinspect.commands.rectify_recommend import recommend
from jxinspect.commands.rectify_refer import refer
from jxinspect.commands.rectify_talk import talk
from jxinspect.commands.report_options import Contact, External, Phone, known, numbered, paper_facts
from jxinspect.commands.session import act
from jxinspect.commands.tree import App
from jxinspect.errors import JxinspectError, Usage
from jxinspect.law.amounts import format_amount
from jxinspect.law.terms import RectifyType
from jxinspect.ui import messages
from jxinspect.ui.show import done

app = App(
    "整改和处理：整改意见、台账、核查，约谈、函询、移送，立案处罚，办结（办法 24、25）。",
    example=[
        "jxinspect rectify opinion 2026-001 --due 2=2026-06-30 --type 2=staged",
        "jxinspect rectify progress 2026-001 1 --text 全额退回 --recovered 12345.67 --evidence 003 --done",
        "jxinspect rectify recheck 2026-001 --seen 1=查看回单属实 --method 1=核对银行回单 --strike 1 …",
        "jxinspect rectify list --open",
        "jxinspect rectify close 2026-001 --result 问题全部销号 --archivist 周档员",
    ],
)
app.add_typer(proceeding, name="proceeding")
app.add_typer(challenge, name="challenge")
T = TypeVar("T")
FROM_SERVICE = "从整改意见书送达之日起算"


def _days(text: str) -> date:
    from jxinspect.law.dates import parse_date

    return _read("--due", text, lambda words: parse_date(words, today()))


def _types(text: str) -> RectifyType:
    return _read("--type", text, RectifyType.named)


def _money(text: str) -> int:
    from jxinspect.law.amounts import parse_amount

    return _read("--recover", text, parse_amount)


def _read(flag: str, text: str, reader: Callable[[str], T]) -> T:
    try:
        return reader(text)
    except (JxinspectError, ValueError) as fault:
        why = fault.why if isinstance(fault, JxinspectError) else str(fault)
        raise Usage(f"{flag} 的值不能用：{text}", why=why, todo=f"改正 {flag}") from fault


def _periods(values: list[str] | None) -> tuple[dict[int, date], date | None]:
    """Days by number of the finding, and the one that stands alone and is for all others."""
    alone = [text for text in values or [] if "=" not in text.replace("＝", "=")]
    if len(alone) > 1:
        raise Usage("--due 写了几个总的期限", why="、".join(alone), todo="总的期限只写一个，其余写成 序号=日期")
    each = numbered("--due", [text for text in values or [] if text not in alone], _days)
    return each, _days(alone[0]) if alone else None


@app.command(
    example=[
        "jxinspect rectify opinion 2026-001 --out 文书",
        "jxinspect rectify opinion 2026-001 --demand 1=全额追回 --due 2=2026-06-30 --recover 1=12345.67",
    ]
)
def opinion(
    inspection: Inspection,
    *,
    demand: Annotated[
        list[str] | None, typer.Option("--demand", help="整改要求；默认取问题登记的要求", metavar="问题=要求")
    ] = None,
    due: Annotated[
        list[str] | None,
        typer.Option("--due", help="整改期限，日期（用于全部）或者 问题=日期；默认送达后30日", metavar="[问题=]日期"),
    ] = None,
    type_: Annotated[
        list[str] | None, typer.Option("--type", help="at_once、staged、lasting；默认立行立改", metavar="问题=类型")
    ] = None,
    recover: Annotated[
        list[str] | None,
        typer.Option("--recover", help="应追回金额，包括已经追回的；默认问题的金额", metavar="问题=金额"),
    ] = None,
    responsible: Annotated[
        list[str] | None, typer.Option("--responsible", help="责任单位（人）；默认被监督单位", metavar="问题=名称")
    ] = None,
    report_due: Annotated[date | None, date_option("--report-due", help="报告整改结果的日期；默认送达后30日")] = None,
    contact: Contact = "",
    phone: Phone = "",
    number: External = None,
    out: OutFolder = None,
) -> None:
    """下达整改意见书（D48），建立整改台账（D49）。"""
    from jxinspect.acts import rectify
    from jxinspect.acts.copies import write_copies

    each, all_ = _periods(due)
    demands = rectify.Demands(
        demand=numbered("--demand", demand, str),
        due_on=each,
        type=numbered("--type", type_, _types),
        recover=numbered("--recover", recover, _money),
        responsible=numbered("--responsible", responsible, str),
    )
    with act("rectify.opinion") as case:
        row, papers, lines = rectify.opinion(
            case,
            inspection,
            demands,
            due_on=all_,
            report_due=report_due,
            contact=contact,
            phone=phone,
            external_number=number,
        )
        copies = write_copies(case, out, papers)
        told = [f"{line.seq}. {known(line.due_on, FROM_SERVICE)}" for line in lines]
        back = [f"{line.seq}. {format_amount(line.recovered)}" for line in lines if line.recovered]
        late = "、".join(f"第{line.seq}项{line.due_on}" for line in rectify.due_after_report(row, lines))
    if late:
        messages.warn(f"整改期限晚于报告整改结果的日期{row.report_due}：{late}；核对 --due、--report-due")
    done(
        f"整改意见书已下达，台账{len(lines)}项",
        [
            ("due", "整改期限", told),
            *([("recovered", "此前已追回", back)] if back else []),
            ("report_due", "报告整改结果", known(row.report_due, FROM_SERVICE)),
            *paper_facts(papers, copies),
        ],
        [
            f"jxinspect notify serve {inspection} --doc {papers[0].number} …　登记送达，期限{FROM_SERVICE}",
            f"jxinspect rectify progress {inspection} 1 …　登记整改进展",
        ],
    )


@app.command(example="jxinspect rectify ledger 2026-001 --out 文书")
def ledger(inspection: Inspection, *, out: OutFolder = None) -> None:
    """按现在的情况写出整改台账（D49，XLSX）。"""
    from jxinspect.acts import rectify
    from jxinspect.acts.copies import write_copies
    from jxinspect.acts.status import urging_commands
    from jxinspect.model.ledger import open_lines
    from jxinspect.store.records import inspection_records

    with act("rectify.ledger") as case:
        paper, late = rectify.ledger(case, inspection)
        waiting = open_lines(inspection_records(case, inspection))
        copies = write_copies(case, out, [paper])
    following = [f"jxinspect rectify list {inspection}　查看各项期限和状态"]
    if waiting:
        following.append(f"jxinspect rectify import {inspection} 文件　填好进展后读入")
    if late:
        following += [f"{command}　{title}" for title, command in urging_commands(inspection)]
    done("整改台账已写出", paper_facts([paper], copies), following)


app.command(
    "import",
    example=[
        "jxinspect rectify import 2026-001 整改进展.xlsx --template",
        "jxinspect rectify import 2026-001 整改进展.xlsx",
    ],
)(import_)
app.command(
    example=[
        "jxinspect rectify progress 2026-001 1 --text 全额退回 --recovered 12345.67 --evidence 003 --done",
        "jxinspect rectify progress 2026-001 2 --text 正在修订制度",
    ]
)(progress)
app.command(
    example="jxinspect rectify recheck 2026-001 --met 李例子 --met-post 科长 --method 1=核对银行回单 "
    "--seen 1=12345.67元已全额退回 --strike 1 --evidence 1=003 --conclusion 已整改到位 "
    "--inspector 测一鸣 --inspector 样二航"
)(recheck)


@app.command(
    example=[
        "jxinspect rectify close 2026-001 --result 问题全部销号 --archivist 周档员 --checker 孙科长",
        "jxinspect rectify close 2026-001 --result 未发现问题 --archivist 周档员 --dossier-no 20260001",
    ]
)
def close(
    inspection: Inspection,
    *,
    result: Annotated[str, typer.Option("--result", help="办理结果，印在卷宗封面", metavar="文字")],
    archivist: Annotated[str, typer.Option("--archivist", help="立卷人", metavar="姓名")],
    checker: Annotated[str | None, typer.Option("--checker", help="卷宗检查人", metavar="姓名")] = None,
    retention: Annotated[
        str | None, typer.Option("--retention", help="保管期限；默认取设置 retention.inspection", metavar="期限")
    ] = None,
    dossier_no: Annotated[str | None, typer.Option("--dossier-no", help="归档号", metavar="编号")] = None,
    fonds: Annotated[str | None, typer.Option("--fonds", help="全宗号", metavar="编号")] = None,
    pages: Annotated[int | None, typer.Option("--pages", help="全卷页数", min=1, metavar="页数")] = None,
    note: Annotated[str | None, typer.Option("--note", help="备考表中的本卷情况说明", metavar="文字")] = None,
    out: OutFolder = None,
) -> None:
    """办结检查，制作卷宗封面、卷内目录和备考表（D72）。"""
    from jxinspect.acts import rectify
    from jxinspect.acts.copies import write_copies

    with act("rectify.close") as case:
        row, paper = rectify.close(
            case,
            inspection,
            result=result,
            archived_by=archivist,
            checked_by=checker,
            retention=retention,
            dossier_no=dossier_no,
            fonds_no=fonds,
            pages=pages,
            note=note,
        )
        copies = write_copies(case, out, [paper])
    done(
        f"检查 {inspection} 已办结",
        [("result", "办理结果", row.result), ("retention", "保管期限", row.retention), *paper_facts([paper], copies)],
        [
            f"jxinspect report dossier {inspection} --out 卷宗　按目录次序写出全卷文书",
            "jxinspect verify　校验案卷库；jxinspect backup 备份",
        ],
    )


app.command(
    "list", example=["jxinspect rectify list --open", "jxinspect rectify list 2026-001 --format xlsx -o 台账.xlsx"]
)(list_)
app.command(
    "set",
    example=[
        "jxinspect rectify set 2026-001 1 --due 2026-07-31 --allowed-by 钱主任 --reason 涉及外省人员",
        "jxinspect rectify set 2026-001 2 --type lasting --measure 每季度比对一次",
    ],
)(set_)
app.add_typer(talk, name="talk")
app.add_typer(inquiry, name="inquiry")
app.add_typer(circular, name="circular")
app.add_typer(recommend, name="recommend")
app.add_typer(refer, name="refer")
app.add_typer(blacklist, name="blacklist")
app.add_typer(leak, name="leak")
