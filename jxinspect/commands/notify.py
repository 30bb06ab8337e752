"""`notify`: days of notice, notices of inspection, materials lists, service (办法 22(二), 14)."""

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from jxinspect.commands import notify_address, notify_batch, notify_letters, notify_offsite
from jxinspect.commands.due import working_days
from jxinspect.commands.importing import write_template
from jxinspect.commands.made import made
from jxinspect.commands.notify_dates import dates
from jxinspect.commands.notify_service import service
from jxinspect.commands.options import (
    Inspection,
    OutFolder,
    date_option,
    term_option,
)
from jxinspect.commands.session import act
from jxinspect.commands.tree import App
from jxinspect.errors import Usage
from jxinspect.law.terms import EvidenceForm
from jxinspect.ui.messages import note

app = App(
    "通知和送达：检查通知书、资料清单、补报、询问、协查、送达地址、送达回证。",
    example=[
        "jxinspect notify dates --enter 2026-03-02",
        "jxinspect notify onsite 2026-001 --enter 2026-03-02 --out 文书",
        "jxinspect notify serve 2026-001 --doc 样人社监检通〔2026〕1号 --method direct …",
    ],
)
app.add_typer(service)
app.command(example=["jxinspect notify dates --enter 2026-03-02", "jxinspect notify dates --served 2026-02-12"])(dates)
app.command(example=notify_offsite.OFFSITE)(notify_offsite.offsite)
app.command(example=notify_offsite.SUPPLEMENT)(notify_offsite.supplement)
app.command(example=notify_letters.QUESTIONING)(notify_letters.questioning)
app.command(example=notify_letters.ASSIST)(notify_letters.assist)
app.command(example=notify_letters.ANSWER)(notify_letters.answer)
app.command(example=notify_letters.LETTERS)(notify_letters.letters)
app.command(example=notify_address.EXAMPLE)(notify_address.address)
app.command(example=notify_batch.EXAMPLE)(notify_batch.batch)

Enter = Annotated[date, date_option("--enter", help="进点日期")]
Leave = Annotated[date | None, date_option("--leave", help="结束日期，默认按方案")]
MaterialsDue = Annotated[date | None, date_option("--materials-due", help="提供资料的期限，默认进点日期")]
Item = Annotated[list[str] | None, typer.Option("--item", help="需要的资料；默认按方案的资料清单", metavar="名称")]
ItemFile = Annotated[Path | None, typer.Option("--items-file", help="资料清单表格（xlsx、csv）", metavar="文件")]
Cooperation = Annotated[
    list[str] | None, typer.Option("--cooperation", help="需要配合的事项，有默认文字", metavar="文字")
]
Conditions = Annotated[str, typer.Option("--conditions", help="工作条件，有默认文字", metavar="文字")]
ReportWanted = Annotated[str, typer.Option("--report", help="自查和汇报要求，有默认文字", metavar="文字")]
Place = Annotated[str, typer.Option("--place", help="检查地点，默认单位地址", metavar="地点")]
Contact = Annotated[str, typer.Option("--contact", help="检查组联系人，默认组长", metavar="姓名")]
Number = Annotated[
    str | None, typer.Option("--number", help="由办公室收发登记给的文号；不写的自动编号", metavar="文号")
]


@app.command(
    example=[
        "jxinspect notify onsite 2026-001 --enter 2026-03-02 --out 文书",
        "jxinspect notify onsite 2026-001 --enter 2026-03-02 --item 支付明细 --materials-due 2026-02-27",
    ]
)
def onsite(
    number: Inspection,
    *,
    enter: Enter,
    leave: Leave = None,
    materials_due: MaterialsDue = None,
    item: Item = None,
    items_file: ItemFile = None,
    cooperation: Cooperation = None,
    conditions: Conditions = "",
    report: ReportWanted = "",
    place: Place = "",
    contact: Contact = "",
    external: Number = None,
    out: OutFolder = None,
) -> None:
    """制发检查通知书（D05）和资料清单（D08）；须在进点 3 个工作日前送达。"""
    fields = {"cooperation": cooperation or [], "conditions": conditions, "report_wanted": report}
    more = {"leave_on": leave, "materials_due": materials_due, "place": place, "contact": contact}
    _notify("onsite", number, enter, _lines(item, items_file), out, external_number=external, **fields, **more)


@app.command(example="jxinspect notify flight 2026-002 --enter 2026-03-02 --out 文书")
def flight(
    number: Inspection,
    *,
    enter: Enter,
    leave: Leave = None,
    materials_due: MaterialsDue = None,
    item: Item = None,
    items_file: ItemFile = None,
    cooperation: Cooperation = None,
    conditions: Conditions = "",
    report: ReportWanted = "",
    place: Place = "",
    contact: Contact = "",
    external: Number = None,
    out: OutFolder = None,
) -> None:
    """制发飞行检查通知书（D06），进点时当场送达；须有经审批的事由。"""
    fields = {"cooperation": cooperation or [], "conditions": conditions, "report_wanted": report}
    more = {"leave_on": leave, "materials_due": materials_due, "place": place, "contact": contact}
    _notify("flight", number, enter, _lines(item, items_file), out, external_number=external, **fields, **more)


def _notify(kind: str, number: str, enter: date, lines: list[dict[str, Any]], out: Path | None, **fields: Any) -> None:
    from jxinspect.acts import hints, notify
    from jxinspect.acts.copies import write_copies

    make = {"onsite": notify.onsite, "flight": notify.flight}[kind]
    with act(f"notify.{kind}") as case:
        papers = make(case, number, enter_on=enter, materials=lines, **fields)
        copies = write_copies(case, out, papers)
        told = hints.of_agreement(case, number, enter)
        facts: list[tuple[str, str, object]] = [("enter", "进点", enter)]
        if kind == "onsite":
            loose, strict = notify.latest(enter, working_days())
            facts += [("serve_by", "最晚送达", strict.day), ("serve_by_loose", "按宽松算法", loose.day)]
    for line in told:
        note(line)
    docs = " ".join(f"--doc {paper.number}" for paper in papers)
    serve_ = f"jxinspect notify serve {number} {docs} --method direct --received 时间 --receiver 姓名 --capacity 职务"
    made(f"检查 {number} 的通知书已制发", papers, copies, facts, [f"{serve_} --server 姓名 --server 姓名"])


def _lines(names: list[str] | None, file: Path | None) -> list[dict[str, Any]]:
    """Lines of a materials list from the options and from a file."""
    lines: list[dict[str, Any]] = [{"name": name} for name in names or []]
    if file is not None:
        from jxinspect.acts.imports import read_materials

        lines += read_materials(file)
    return lines


@app.command(
    example=[
        "jxinspect notify materials 2026-001 --item 银行对账单 --due 2026-03-04 --out 文书",
        "jxinspect notify materials 2026-001 --items-file 清单.xlsx --due 2026-03-04",
        "jxinspect notify materials 2026-001 --items-file 清单.xlsx --template",
    ]
)
def materials(
    number: Inspection,
    *,
    item: Item = None,
    items_file: ItemFile = None,
    due: Annotated[date | None, date_option("--due", help="提供期限")] = None,
    period: Annotated[str, typer.Option("--period", help="所属期间，默认按检查", metavar="文字")] = "",
    form: Annotated[EvidenceForm | None, term_option(EvidenceForm, "--form", help="格式")] = None,
    copies_: Annotated[int, typer.Option("--copies", help="份数", min=1, metavar="份数")] = 1,
    purpose: Annotated[str, typer.Option("--purpose", help="用途或者对应事项", metavar="文字")] = "",
    department: Annotated[str, typer.Option("--department", help="责任部门", metavar="部门")] = "",
    place: Annotated[str, typer.Option("--place", help="交到哪里，默认检查地点", metavar="地点")] = "",
    template: Annotated[bool, typer.Option("--template", help="把空白清单写到 --items-file")] = False,
    out: OutFolder = None,
) -> None:
    """制发又一份资料（数据）调取清单（D08）。"""
    from jxinspect.acts import notify
    from jxinspect.acts.copies import write_copies

    if template:
        write_template("materials", items_file or Path("资料清单.xlsx"), "jxinspect notify materials … --items-file")
        return
    if due is None:
        raise Usage("没有写提供期限", why="资料清单要写明提供期限（办法 14）", todo="写 --due 日期")
    usual = {"period": period, "form": form, "copies": copies_, "purpose": purpose, "department": department}
    lines = [{**usual, **line} for line in _lines(item, items_file)]
    with act("notify.materials") as case:
        paper = notify.materials(case, number, lines=lines, due_on=due, place=place)
        copies = write_copies(case, out, [paper])
    serve_ = f"jxinspect notify serve {number} --doc {paper.number} --method direct …"
    made(
        f"检查 {number} 的资料清单已制发",
        [paper],
        copies,
        [("items", "资料", len(lines)), ("due", "期限", due)],
        [serve_],
    )
