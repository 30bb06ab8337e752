"""`rectify blacklist`: seriously untrustworthy parties, pushed only after a determination (D60; 办法 24(二))."""

from datetime import date
from typing import Annotated

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
    term_option,
)
from jxinspect.commands.rectify_options import MaybeNumber
from jxinspect.commands.session import act, of_inspection
from jxinspect.commands.tree import App
from jxinspect.law.blacklist import CIRCUMSTANCES, ListStep, Remedy
from jxinspect.ui.show import done, show_rows
from jxinspect.ui.values import Column, columns

blacklist = App(
    "严重失信主体名单：登记认定、推送、回执、修复和移出（办法 24(二)）。",
    example=[
        "jxinspect rectify blacklist cases",
        "jxinspect rectify blacklist add 2026-001 --name 样本县示例职业培训学校 --code 代码 --ground SX-3 …",
        "jxinspect rectify blacklist push 2026-001 --channel 省社会信用信息共享平台",
    ],
)
LISTED = columns(
    ("inspection", "检查"),
    ("seq", "序号", "number"),
    ("name", "主体"),
    ("person", "个人", "flag"),
    ("code", "代码（身份号码）"),
    ("circumstance", "情形"),
    ("determination", "认定文书"),
    ("determined_on", "认定日期", "date"),
    ("organ", "认定机关"),
    Column("remedy", "复议、诉讼", terms=Remedy),
    ("valid_from", "有效期起", "date"),
    ("valid_to", "有效期止", "date"),
    ("pushed_on", "推送", "date"),
    ("receipt", "回执"),
    Column("ended", "移出", terms=ListStep),
)
CASES = columns(("code", "代码"), ("text", "情形"), ("source", "文字来源"))
Seq = Annotated[int, typer.Argument(help="名单序号，见 rectify blacklist list", metavar="名单序号", min=1)]
ADD = (
    "jxinspect rectify blacklist add 2026-001 --name 李例子 --person --code 360100199001010015 --ground SX-3 "
    "--fact 骗取待遇1.2万元 "
    "--determination 样人社失信〔2026〕1号 --told 2026-06-01 --determined 2026-06-10 --received 2026-06-12 "
    "--from 2026-06-10 --to 2029-06-09"
)


@blacklist.command("cases", example="jxinspect rectify blacklist cases")
def cases(
    *,
    format: Format = ListFormat.TABLE,  # noqa: A002 — the option's name
    limit: Limit = 50,
    offset: Offset = 0,
    out: ListFile = None,
) -> None:
    """列出列入名单的情形、代码和文字来源；认定以原文为准。"""
    found = [{"code": one.code, "text": one.text, "source": one.source} for one in CIRCUMSTANCES.values()]
    show_rows(found, CASES, format.value, limit=limit, offset=offset, out=out)


@blacklist.command(example=ADD)
def add(
    inspection: Inspection,
    *,
    name: Annotated[str, typer.Option("--name", help="单位名称或者姓名", metavar="名称")],
    code: Annotated[str, id_option("--code", help="统一社会信用代码或者公民身份号码", metavar="代码")],
    ground: Annotated[str, typer.Option("--ground", help="情形代码，见 rectify blacklist cases", metavar="代码")],
    fact: Annotated[str, typer.Option("--fact", help="事实", metavar="文字")],
    determination: Annotated[str, typer.Option("--determination", help="认定文书号", metavar="文号")],
    told: Annotated[date, date_option("--told", help="认定前告知的日期")],
    determined: Annotated[date, date_option("--determined", help="认定日期")],
    received: Annotated[date, date_option("--received", help="认定文书送达日期")],
    start: Annotated[date, date_option("--from", help="有效期起")],
    end: Annotated[date, date_option("--to", help="有效期止")],
    person: Annotated[bool, typer.Option("--person", help="是个人")] = False,
    organ: Annotated[str, typer.Option("--organ", help="认定机关；默认本机关", metavar="机关")] = "",
) -> None:
    """登记人力资源社会保障部门认定的严重失信主体；不推送。"""
    from jxinspect.acts import rectify_blacklist
    from jxinspect.model.guards.blacklist import remedies_end
    from jxinspect.store.records import inspection_records

    with act("rectify.blacklist") as opened:
        row = rectify_blacklist.add(
            opened, inspection, name=name, code=code, person=person, case_code=ground, facts=fact,
            determination=determination, told_on=told, determined_on=determined, received_on=received,
            valid_from=start, valid_to=end, organ=organ,
        )  # fmt: skip
        last = remedies_end(inspection_records(opened, inspection), row)
    done(
        f"{row.name}已登记",
        [("determination", "认定文书", row.determination), ("remedies_end", "复议、诉讼期限届满", last)],
        [f"jxinspect rectify blacklist push {inspection} --channel …　{last}以后推送"],
    )


@blacklist.command(example="jxinspect rectify blacklist push 2026-001 --channel 省社会信用信息共享平台 --out 文书")
def push(
    inspection: Inspection,
    *,
    channel: Annotated[str, typer.Option("--channel", help="推送方式和平台", metavar="文字")],
    entry: Annotated[
        list[int] | None, typer.Option("--entry", help="名单序号，可多次；默认全部待推送的", min=1, metavar="序号")
    ] = None,
    on: Annotated[date | None, date_option("--on", help="推送日期；默认今天")] = None,
    out: OutFolder = None,
) -> None:
    """登记推送并制作推送表（D60，身份号码遮盖）；认定、告知和救济期限由规则 G45 核对。"""
    from jxinspect.acts import rectify_blacklist
    from jxinspect.acts.copies import write_copies

    with act("rectify.blacklist") as case:
        chosen, paper = rectify_blacklist.push(case, inspection, entry or [], channel=channel, on=on)
        names = [row.name for row in chosen]
        copies = write_copies(case, out, [paper])
    whole = (
        f"jxinspect rectify blacklist list {inspection} --format xlsx -o 名单.xlsx --unmasked 推送 --encrypt-to 公钥"
    )
    made(
        f"检查 {inspection} 的名单推送已登记",
        [paper],
        copies,
        [("names", "主体", names)],
        [f"{whole}　加密的完整名单", f"jxinspect rectify blacklist step {inspection} 1 --step receipt …　登记回执"],
    )


@blacklist.command(
    example=[
        "jxinspect rectify blacklist step 2026-001 1 --step remedy --remedy upheld --reference 样府复〔2026〕8号",
        "jxinspect rectify blacklist step 2026-001 1 --step receipt --reference 平台回执20261218001",
        "jxinspect rectify blacklist step 2026-001 1 --step repaired --reference 样人社信修〔2027〕2号",
    ]
)
def step(
    inspection: Inspection,
    seq: Seq,
    *,
    what: Annotated[ListStep, term_option(ListStep, "--step", help="发生了什么")],
    on: Annotated[date | None, date_option("--on", help="日期；默认今天")] = None,
    remedy: Annotated[Remedy | None, term_option(Remedy, "--remedy", help="复议、诉讼的情况")] = None,
    reference: Annotated[str, typer.Option("--reference", help="文书号或者回执号", metavar="编号")] = "",
    text: Annotated[str, typer.Option("--text", help="说明", metavar="文字")] = "",
) -> None:
    """登记复议诉讼情况、推送回执、信用修复、移出。"""
    from jxinspect.acts import rectify_blacklist

    with act("rectify.blacklist") as case:
        row, entry = rectify_blacklist.step(
            case, inspection, seq, what, on=on, remedy=remedy, reference=reference, text=text
        )
        name = entry.name
    done(f"{name}已登记：{row.kind.label}", [("on", "日期", row.on), ("reference", "编号", row.reference)])


@blacklist.command("list", example="jxinspect rectify blacklist list")
def list_(
    inspection: MaybeNumber = None,
    *,
    format: Format = ListFormat.TABLE,  # noqa: A002 — the option's name
    limit: Limit = 50,
    offset: Offset = 0,
    out: ListFile = None,
) -> None:
    """列出名单：认定、推送、回执、移出；身份号码默认遮盖。"""
    found = of_inspection("blacklist", inspection)
    show_rows(found, LISTED, format.value, limit=limit, offset=offset, out=out)
