"""`seal`: request, approve, carry out, extend and release a sealing of materials (办法 19)."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from jxinspect.commands.importing import write_workbook
from jxinspect.commands.options import (
    Inspection,
    OutFolder,
    moment_option,
    term_option,
)
from jxinspect.commands.seal_count import count, label
from jxinspect.commands.seal_end import extend, release
from jxinspect.commands.seal_options import Code, External, Inspectors, Outcome, Reason, Witness, ends
from jxinspect.commands.seal_options import papers as named
from jxinspect.commands.seal_preserve import preserve
from jxinspect.commands.seal_reseal import reseal
from jxinspect.commands.seal_show import list_, show
from jxinspect.commands.session import act
from jxinspect.commands.tree import App
from jxinspect.law.terms import SealReason, SealState, SignOutcome
from jxinspect.ui import ask
from jxinspect.ui.show import done

app = App(
    "封存：申请、审批、实施、延长、解除。可能被转移、隐匿或者灭失的资料才可以封存（办法 19）。",
    example=[
        "jxinspect seal request 2026-001 --reason transfer --facts '…' --item 2025年会计凭证/会计凭证/12册 …",
        "jxinspect seal approve 2026-001 --approver 钱主任 --text 同意",
        "jxinspect seal create 2026-001 --strip 档案室2号柜门缝 --attended 李例子 …",
        "jxinspect seal release 2026-001 --ground unrelated --receiver 李例子 --opening …",
    ],
)
app.add_typer(preserve, name="preserve")


@app.command(
    example=[
        "jxinspect seal request 2026-001 --reason transfer --facts 凭证被搬出档案室 --item 2025年凭证/会计凭证/12册 …",
        "jxinspect seal request 2026-001 --list 封存资料.xlsx …",
    ]
)
def request(
    inspection: Inspection,
    *,
    reason: Annotated[list[Any], term_option(SealReason, "--reason", help="理由")],
    facts: Annotated[str, typer.Option("--facts", help="表明有上述可能的事实", metavar="事实")],
    keeper: Annotated[str, typer.Option("--keeper", help="保管人", metavar="保管人")],
    custody: Annotated[str, typer.Option("--custody", help="保管方式", metavar="方式")],
    copy_insufficient: Annotated[
        str | None, typer.Option("--copy-insufficient", help="复制为什么不够；不写就询问", metavar="原因")
    ] = None,
    item: Annotated[
        list[str] | None,
        typer.Option(
            "--item",
            help="资料：名称/种类/数量单位/期间/特征，还可加 编号=、页数=、介质=、校验值=、封条=",
            metavar="资料",
        ),
    ] = None,
    list_file: Annotated[Path | None, typer.Option("--list", help="资料清单（xlsx、csv）", metavar="文件")] = None,
    place: Annotated[str | None, typer.Option("--place", help="地点；默认单位地址", metavar="地点")] = None,
    days: Annotated[
        int | None, typer.Option("--days", help="封存几日；默认取设置 seal.default_days", metavar="日数")
    ] = None,
    urgent: Annotated[bool, typer.Option("--urgent", help="情况紧急，当场实施后24小时内补办批准")] = False,
    urgent_reason: Annotated[str, typer.Option("--urgent-reason", help="紧急的原因", metavar="原因")] = "",
    basis: Annotated[
        list[str] | None, typer.Option("--basis", help="依据；默认社会保险法 79 II(一)、办法 19", metavar="依据")
    ] = None,
) -> None:
    """申请封存资料。"""
    from jxinspect.acts import seal
    from jxinspect.acts.seal_list import parse_item, read_list

    lines = [parse_item(text) for text in item or []] + (read_list(list_file) if list_file else [])
    copy_suffices = _copy_first() if copy_insufficient is None else copy_insufficient
    with act("seal.request") as case:
        row = seal.request(
            case,
            inspection,
            reasons=reason,
            facts=facts,
            items=lines,
            copy_suffices=copy_suffices,
            keeper=keeper,
            custody_mode=custody,
            place=place,
            days=days,
            urgent=urgent,
            urgent_reason=urgent_reason,
            basis=basis or seal.BASIS,
        )
    following = "create" if urgent else "approve"
    done(
        "已申请封存" + ("（紧急）" if urgent else ""),
        [("code", "封存编号", row.code), ("items", "资料", f"{len(lines)}项"), ("days", "期限", f"{row.days}日")],
        [f"jxinspect seal {following} {inspection} --seal {row.code} …"],
    )


def _copy_first() -> str:
    """Why copying does not do, asked before originals are sealed (行政强制法 5); blank when nobody can answer."""
    question = "复制能够达到目的的，不封存（办法 15、行政强制法 5）。复制为什么不够？够的话直接回车"
    return ask.text(question, flag="--copy-insufficient") if ask.possible() else ""


@app.command("list-template", example="jxinspect seal list-template 封存资料.xlsx")
def list_template(file: Annotated[Path, typer.Argument(help="写到哪里", metavar="文件")]) -> None:
    """写出空白的资料清单，填好后用 seal request --list 读入。"""
    from jxinspect.acts.seal_list import template

    write_workbook(file, template, "jxinspect seal request -h")


@app.command(
    example="jxinspect seal approve 2026-001 --approver 钱主任 --text 同意封存七日 --reviewer 孙科长 --review 拟同意"
)
def approve(
    inspection: Inspection,
    *,
    approver: Annotated[str, typer.Option("--approver", help="机关负责人", metavar="姓名")],
    text: Annotated[str, typer.Option("--text", help="审批意见", metavar="意见")],
    code: Code = None,
    refuse: Annotated[bool, typer.Option("--refuse", help="不批准")] = False,
    reviewer: Annotated[str | None, typer.Option("--reviewer", help="审核人", metavar="姓名")] = None,
    review: Annotated[str, typer.Option("--review", help="审核意见", metavar="意见")] = "",
    out: OutFolder = None,
) -> None:
    """登记机关负责人对封存的审批意见（D32）。"""
    from jxinspect.acts import seal
    from jxinspect.acts.copies import write_copies
    from jxinspect.model.seal import Seal

    with act("seal.approve") as case:
        approval, paper = seal.approve(
            case,
            inspection,
            code,
            approver=approver,
            text=text,
            reviewer=reviewer,
            review_text=review,
            granted=not refuse,
        )
        row = case.get(Seal, approval.subject_id)
        active = row.state == SealState.ACTIVE
        copies = write_copies(case, out, [paper])
    following = _after_decision(f"{inspection} --seal {row.code}", refused=refuse, active=active)
    done(
        "机关负责人不批准封存" if refuse else "封存已批准",
        [("code", "封存编号", row.code), *named([paper], copies)],
        following,
    )


def _after_decision(which: str, *, refused: bool, active: bool) -> list[str]:
    if refused and active:
        return [f"jxinspect seal release {which} --ground not_approved …（应当立即解除，行政强制法 19）"]
    return [] if refused or active else [f"jxinspect seal create {which} …"]


@app.command(
    example="jxinspect seal create 2026-001 --at '2026-03-03 9:30' --ended 11:20 --notified 9时电话通知负责人到场 "
    "--attended 李例子 --post 档案室主任 --process 逐项清点后放入2号柜加贴封条 --strip 档案室2号柜门缝"
)
def create(
    inspection: Inspection,
    *,
    strip: Annotated[
        list[str], typer.Option("--strip", help="一张封条的位置；已印好编号的写 位置=编号", metavar="位置")
    ],
    process: Annotated[str, typer.Option("--process", help="封存经过，写入现场笔录", metavar="经过")],
    notified: Annotated[str, typer.Option("--notified", help="何时怎样通知当事人到场", metavar="通知")],
    ended: Annotated[datetime, moment_option("--ended", help="结束时间；开始时间用 --at")],
    code: Code = None,
    attended: Annotated[str, typer.Option("--attended", help="到场人员；没有到场的不写", metavar="姓名")] = "",
    post: Annotated[str, typer.Option("--post", help="到场人员的职务", metavar="职务")] = "",
    statement: Annotated[str, typer.Option("--statement", help="当事人的陈述、申辩", metavar="内容")] = "",
    answer: Annotated[str, typer.Option("--answer", help="对陈述、申辩的答复", metavar="内容")] = "",
    inspector: Inspectors = None,
    recorder: Annotated[str | None, typer.Option("--recorder", help="记录人；默认办理人", metavar="姓名")] = None,
    recording: Annotated[
        list[str] | None, typer.Option("--recording", help="照片、录音录像的编号", metavar="编号")
    ] = None,
    outcome: Outcome = SignOutcome.SIGNED,
    reason: Reason = "",
    witness: Witness = "",
    witness_capacity: Annotated[
        str, typer.Option("--witness-capacity", help="见证人的单位和身份", metavar="身份")
    ] = "",
    number: External = None,
    out: OutFolder = None,
) -> None:
    """实施封存：一次做成决定书、清单、封条、现场笔录（D33至D36）。"""
    from jxinspect.acts import seal
    from jxinspect.acts.copies import write_copies

    with act("seal.create") as case:
        row, papers = seal.create(
            case,
            inspection,
            code,
            strips=strip,
            process=process,
            notified=notified,
            ended_at=ended,
            attended=attended,
            attended_post=post,
            statement=statement,
            answer=answer,
            names=inspector or [],
            recorder=recorder,
            recordings=recording or [],
            outcome=outcome,
            reason=reason,
            witness=witness,
            witness_capacity=witness_capacity,
            external_number=number,
        )
        copies = write_copies(case, out, papers)
    following = [f"jxinspect notify serve {inspection} --doc {papers[0].number} …"]
    if row.urgent and row.acted_at:
        following.append(f"jxinspect seal approve {inspection} --seal {row.code} …（24小时内补办，行政强制法 19）")
    done(
        "已实施封存",
        [("code", "封存编号", row.code), *(ends(row.ends_on) if row.ends_on else []), *named(papers, copies)],
        following,
    )


app.command(
    example="jxinspect seal extend 2026-001 --until 2026-04-02 --reason 凭证数量大，尚未核对完毕 --approver 钱主任"
)(extend)
app.command(
    example=[
        "jxinspect seal release 2026-001 --ground decided --receiver 李例子 --opening 核对封条编号后逐一启封",
        "jxinspect seal release 2026-001 --ground unrelated --line 1 --restrip 2号柜门缝 --receiver 李例子 --opening …",
    ]
)(release)

app.command(example="jxinspect seal label 2026-001 --out 标签")(label)
app.command(
    example=[
        "jxinspect seal count 2026-001 --attended 李例子",
        "jxinspect seal count 2026-001 2026-001-FC-01-01 X001 X002 --broken 2026-001-FC-01-01",
    ]
)(count)
app.command(
    example=[
        "jxinspect seal reseal 2026-001 --found 右下角被揭起，柜内资料没有翻动 --attended 李例子",
        "jxinspect seal reseal 2026-001 --broken 01 --strip 2号柜门缝=监封00018 --found … --witness 吴证人",
    ]
)(reseal)
app.command("list", example=["jxinspect seal list", "jxinspect seal list --inspection 2026-001 --format csv"])(list_)
app.command(example="jxinspect seal show 2026-001-FC-01")(show)
