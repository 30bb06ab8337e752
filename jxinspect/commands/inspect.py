"""`inspect`: what happens on site, from the showing of certificates to the end of the fieldwork (办法 14-16, 22)."""

from datetime import datetime
from typing import Annotated

import typer

from jxinspect.commands.inspect_checklist import checklist as checklist_app
from jxinspect.commands.inspect_data import data
from jxinspect.commands.inspect_evidence import evidence
from jxinspect.commands.inspect_finding import finding
from jxinspect.commands.inspect_flag import flag
from jxinspect.commands.inspect_handover import handover, return_
from jxinspect.commands.inspect_options import SEEN, Inspectors, Outcome, Place, Reason, Recusal, Seen, Witness
from jxinspect.commands.inspect_order import order
from jxinspect.commands.inspect_paper import paper
from jxinspect.commands.inspect_record import ask, record
from jxinspect.commands.inspect_recording import recording
from jxinspect.commands.inspect_request import request
from jxinspect.commands.inspect_rule import rule
from jxinspect.commands.inspect_rule_run import RUN as RULE_RUN
from jxinspect.commands.inspect_rule_run import run as rule_run
from jxinspect.commands.made import made
from jxinspect.commands.options import (
    Format,
    Inspection,
    InspectionOpt,
    Limit,
    ListFile,
    ListFormat,
    Offset,
    OutFolder,
    moment_option,
)
from jxinspect.commands.session import act, of_inspection
from jxinspect.commands.tree import App
from jxinspect.law.terms import EvidenceForm, SignOutcome
from jxinspect.ui.show import done, show_rows
from jxinspect.ui.values import Column, columns

app = App(
    "检查：进点、承诺、资料交接、询问、笔录、底稿、证据、问题、责令改正、结束现场检查。",
    example=[
        "jxinspect inspect enter 2026-001 --met 李例子 --post 办公室主任",
        "jxinspect inspect evidence add 照片/ 账册.pdf --source 财务科 --proves 多发待遇",
        "jxinspect inspect ask 2026-001 --person 吴业务 --file 笔录.txt --at '2026-03-02 14:00' --ended 15:20",
        "jxinspect inspect leave 2026-001",
    ],
)
app.add_typer(checklist_app, name="checklist")
app.add_typer(evidence, name="evidence")
app.add_typer(paper, name="paper")
app.add_typer(finding, name="finding")
app.add_typer(flag, name="flag")
app.add_typer(order, name="order")
app.add_typer(recording, name="recording")
app.add_typer(request, name="request")
app.add_typer(data, name="data")
app.add_typer(rule, name="rule")
rule.command("run", example=RULE_RUN)(rule_run)

HAPPENED = columns(
    ("inspection", "检查"),
    Column("at", "时间", "moment"),
    ("what", "行为"),
    ("about", "对象、内容"),
    ("document", "文书"),
)
GOODS = columns(
    ("inspection", "检查"),
    ("seq", "序号", "number"),
    ("name", "资料名称"),
    Column("form", "形式", terms=EvidenceForm),
    ("quantity", "数量"),
    ("giver", "交出人"),
    ("taker", "接收人"),
    Column("at", "交接时间", "moment"),
    Column("returned_at", "归还时间", "moment"),
    ("returned_to", "归还给"),
)


@app.command(
    example=[
        "jxinspect inspect enter 2026-001 --met 李例子 --post 办公室主任",
        "jxinspect inspect enter 2026-001 --met 李例子 --post 主任 --outcome refused --reason 称须请示",
    ]
)
def enter(
    inspection: Inspection,
    *,
    met: Annotated[str, typer.Option("--met", help="接待检查组的人", metavar="姓名")],
    post: Annotated[str, typer.Option("--post", help="接待人的职务", metavar="职务")],
    inspector: Inspectors = None,
    place: Place = None,
    certificates: Seen = SEEN,
    recusal: Recusal = "",
    outcome: Outcome = SignOutcome.SIGNED,
    reason: Reason = "",
    witness: Witness = "",
    out: OutFolder = None,
) -> None:
    """进点：出示执法证件，告知权利义务（D13）。"""
    from jxinspect.acts import inspect
    from jxinspect.acts.copies import write_copies

    with act("inspect.enter") as case:
        row, document = inspect.enter(
            case,
            inspection,
            met=met,
            met_post=post,
            names=inspector or [],
            place=place,
            certificates=certificates,
            recusal_asked=bool(recusal.strip()),
            recusal_reason=recusal,
            outcome=outcome,
            reason=reason,
            witness=witness,
        )
        names = "、".join(person.name for person in inspect.people_of(case, row.inspectors))
        copies = write_copies(case, out, [document])
    following = [
        f"jxinspect inspect commit {inspection} --signer 单位负责人 --post 职务",
        f"jxinspect inspect evidence add -i {inspection} 文件…",
    ]
    if recusal.strip():
        following.insert(0, "把回避申请报机关负责人决定；决定之前不停止检查（行政处罚法 43）")
    made(
        "已进点，证件已出示、权利义务已告知",
        [document],
        copies,
        [("at", "时间", row.at), ("inspectors", "出示人", names)],
        following,
    )


@app.command(
    example=[
        "jxinspect inspect commit 2026-001 --signer 赵样本 --post 主任 --finance 周会计 --business 吴业务",
        "jxinspect inspect commit 2026-001 --signer 赵样本 --post 主任 --refused --reason 称须请示上级",
    ]
)
def commit(
    inspection: Inspection,
    *,
    signer: Annotated[str, typer.Option("--signer", help="单位负责人", metavar="姓名")],
    post: Annotated[str, typer.Option("--post", help="单位负责人的职务", metavar="职务")],
    finance: Annotated[str, typer.Option("--finance", help="财务负责人", metavar="姓名")] = "",
    business: Annotated[str, typer.Option("--business", help="业务负责人", metavar="姓名")] = "",
    information: Annotated[str, typer.Option("--information", help="信息系统负责人", metavar="姓名")] = "",
    covers: Annotated[
        list[str] | None,
        typer.Option("--covers", help="所附资料清单的编号；默认全部调取清单和交接清单", metavar="编号"),
    ] = None,
    system: Annotated[str, typer.Option("--system", help="电子数据所在系统的名称和版本", metavar="系统")] = "",
    exported_at: Annotated[datetime | None, moment_option("--exported-at", help="电子数据的导出时间")] = None,
    refused: Annotated[bool, typer.Option("--refused", help="单位拒绝承诺")] = False,
    reason: Annotated[str, typer.Option("--reason", help="拒绝承诺的理由", metavar="理由")] = "",
    out: OutFolder = None,
) -> None:
    """登记单位的真实性、完整性承诺书（D14），或者拒绝承诺的情况。"""
    from jxinspect.acts import inspect
    from jxinspect.acts.copies import write_copies

    with act("inspect.commit") as case:
        row, document = inspect.commit(
            case,
            inspection,
            signer=signer,
            post=post,
            finance=finance,
            business=business,
            information=information,
            lists=covers or [],
            system=system,
            exported_at=exported_at,
            refused=refused,
            reason=reason,
        )
        copies = write_copies(case, out, [document] if document else [])
    if document is None:
        done(
            "已登记拒绝承诺的情况",
            [("reason", "理由", row.reason)],
            [f"jxinspect inspect order issue {inspection} --violation V34-2 …（办法 34）"],
        )
        return
    made(
        "承诺书已登记",
        [document],
        copies,
        [("signer", "承诺人", f"{signer}（{post}）"), ("lists", "所附清单", row.lists)],
    )


app.command(
    example=[
        "jxinspect inspect handover 2026-001 --from 李例子 --to 样二航 --item 2025年会计凭证/原件/12册",
        "jxinspect inspect handover 2026-001 --from 李例子 --to 样二航 --list 交接清单.xlsx --file 发放明细.xlsx",
        "jxinspect inspect handover 2026-001 --template 空白清单.xlsx",
    ]
)(handover)
app.command(
    "return",
    example=[
        "jxinspect inspect return 2026-001 --from 样二航 --to 李例子",
        "jxinspect inspect return 2026-001 --from 样二航 --to 李例子 --item 1 --item 3",
    ],
)(return_)
app.command(
    example=[
        "jxinspect inspect ask 2026-001 --person 吴业务 --file 笔录.txt --at '2026-03-02 14:00' --ended 15:20",
        "jxinspect inspect ask 2026-001 --person 吴业务 --post 股长 --matter 失业保险金审核情况",
    ]
)(ask)
app.command(
    example=[
        "jxinspect inspect record 2026-001 --topic 查阅资料 --companion 李例子 --step … --seen … --ended 11:30",
        "jxinspect inspect record 2026-001 --topic 听取汇报 --companion 李例子 --reporter 赵样本 --report … --ended …",
    ]
)(record)


@app.command(example="jxinspect inspect leave 2026-001 --note 向单位负责人通报了检查的基本情况")
def leave(
    inspection: Inspection,
    note: Annotated[str, typer.Option("--note", help="说明", metavar="说明")] = "",
) -> None:
    """结束现场检查：底稿都已复核，此后起草检查报告。"""
    from jxinspect.acts import checklist, inspect

    with act("inspect.leave") as case:
        row = inspect.leave(case, inspection, note=note)
        waiting = [*inspect.unfinished(case, inspection), *checklist.unfinished(case, inspection)]
    done(
        "现场检查已结束",
        [("at", "时间", row.at), ("waiting", "还须办理", waiting or None)],
        [f"jxinspect inspect evidence log -i {inspection}", f"jxinspect report draft {inspection} -h"],
    )


@app.command("list", example=["jxinspect inspect list", "jxinspect inspect list -i 2026-001 --goods"])
def list_(
    *,
    inspection: InspectionOpt = None,
    goods: Annotated[bool, typer.Option("--goods", help="列出交接的资料及其归还情况")] = False,
    format: Format = ListFormat.TABLE,  # noqa: A002 — the option's name
    limit: Limit = 50,
    offset: Offset = 0,
    out: ListFile = None,
) -> None:
    """列出现场的各项行为和文书，按发生的先后。"""
    view, shown = ("handover_list", GOODS) if goods else ("site_list", HAPPENED)
    found = of_inspection(view, inspection)
    show_rows(found, shown, format.value, limit=limit, offset=offset, out=out)
