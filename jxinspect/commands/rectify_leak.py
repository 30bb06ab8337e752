"""`rectify leak`: data that was leaked, tampered with, damaged or supplied unlawfully, and what was done (办法 38)."""

from datetime import date, datetime
from typing import Annotated, Any

import typer

from jxinspect.commands.leak_columns import LEAKS, MEASURES, ONE
from jxinspect.commands.numbered import numbered, show_beside
from jxinspect.commands.options import (
    Format,
    InspectionOpt,
    Limit,
    ListFile,
    ListFormat,
    Offset,
    date_option,
    moment_option,
    plain,
    term_argument,
    term_option,
)
from jxinspect.commands.session import act, reading, rows
from jxinspect.commands.tree import App
from jxinspect.law.leak import LeakData, LeakKind, LeakMeasureKind, LeakParty, LeakState
from jxinspect.ui.mode import mode
from jxinspect.ui.show import done, show_json, show_record, show_rows

leak = App(
    "信息安全事件：泄露、篡改、毁损、非法提供个人信息和商业秘密，采取的措施（办法 38）。",
    example=[
        "jxinspect rectify leak add --kind leak --data personal --text 待遇明细发到微信群 --whose 12名参保人 …",
        "jxinspect rectify leak measure 2026-XL-001 stop --text 要求删除群文件并逐人核实",
        "jxinspect rectify leak list",
    ],
)

Number = Annotated[str, typer.Argument(help="事件编号，如 2026-XL-001", metavar="事件编号", parser=plain)]
Text = Annotated[str, typer.Option("--text", help="经过、内容", metavar="文字")]


@leak.command(
    example="jxinspect rectify leak add --kind leak --data personal --text 待遇明细发到微信群 --whose 12名参保人 "
    "--persons 12 --party third_party --by 某会计师事务所某某 --how 来电反映 --found '2026-03-12 10:20' -i 2026-001"
)
def add(
    *,
    kind: Annotated[LeakKind, term_option(LeakKind, "--kind", help="行为（办法 38）")],
    data: Annotated[list[LeakData], term_option(LeakData, "--data", help="信息的种类，可多次")],
    text: Text,
    whose: Annotated[str, typer.Option("--whose", help="谁的信息", metavar="文字")],
    party: Annotated[LeakParty, term_option(LeakParty, "--party", help="行为方（办法 38）")],
    by: Annotated[str, typer.Option("--by", help="行为的单位和人员；不明的写“不明”", metavar="文字")],
    how: Annotated[str, typer.Option("--how", help="怎样发现的", metavar="文字")],
    found: Annotated[datetime | None, moment_option("--found", help="发现的时间；默认现在")] = None,
    happened: Annotated[date | None, date_option("--happened", help="发生的日期；不明的不写")] = None,
    persons: Annotated[int | None, typer.Option("--persons", help="涉及人数", min=0, metavar="人数")] = None,
    inspection: InspectionOpt = None,
) -> None:
    """登记一件信息安全事件：发生了什么，何时发现，谁的信息，谁的行为。"""
    from jxinspect.acts import leak as leaks

    with act("rectify.leak.add") as case:
        row = leaks.add(
            case,
            kind=kind,
            data=data,
            party=party,
            inspection_number=inspection,
            text=text,
            happened_on=happened,
            found_at=found or case.at,
            found_how=how,
            whose=whose,
            persons=persons,
            by_whom=by,
        )
    steps = [
        f"jxinspect rectify leak measure {row.number} {one.value} --text …　{one.label}"
        for one in (LeakMeasureKind.STOP, LeakMeasureKind.SECURE, LeakMeasureKind.REPORT, LeakMeasureKind.INFORM)
    ]
    done("信息安全事件已登记", [("number", "编号", row.number), ("kind", "行为", row.kind)], steps)


@leak.command(
    example=[
        "jxinspect rectify leak measure 2026-XL-001 stop --text 要求删除群文件并逐人核实",
        "jxinspect rectify leak measure 2026-XL-001 inform --to 12名参保人 --text 电话逐人告知泄露的内容和防范办法",
    ]
)
def measure(
    number: Number,
    kind: Annotated[LeakMeasureKind, term_argument(LeakMeasureKind, "措施", "措施")],
    *,
    text: Text,
    to: Annotated[str, typer.Option("--to", help="报告、移送的机关，告知的人", metavar="文字")] = "",
) -> None:
    """登记采取的措施：停止和补救、保全证据、报告、告知个人、责令改正、建议处分、移送；时间用 --at 写。"""
    from jxinspect.acts import leak as leaks

    with act("rectify.leak.measure") as case:
        row = leaks.measure(case, number, kind, text=text, toward=to)
    following = [f"jxinspect rectify leak close {number} --result … --by 负责人　处理完毕以后办结"]
    done(f"{number} 的措施已登记", [("kind", "措施", row.kind), ("at", "时间", row.at)], following)


@leak.command(example="jxinspect rectify leak close 2026-XL-001 --result 文件已全部删除，无扩散 --by 孙科长")
def close(
    number: Number,
    *,
    result: Annotated[str, typer.Option("--result", help="处理结果", metavar="文字")],
    by: Annotated[str, typer.Option("--by", help="决定办结的负责人", metavar="姓名")],
    no_inform: Annotated[
        str, typer.Option("--no-inform", help="不告知个人的理由（个人信息保护法 57 II）", metavar="文字")
    ] = "",
) -> None:
    """办结一件信息安全事件；没有采取措施的不能办结。"""
    from jxinspect.acts import leak as leaks

    with act("rectify.leak.close") as case:
        leaks.close(case, number, result=result, by=by, no_inform=no_inform)
    done(f"{number} 已办结", [("result", "处理结果", result)])


@leak.command("list", example=["jxinspect rectify leak list", "jxinspect rectify leak list --state untouched"])
def list_(
    *,
    state: Annotated[LeakState | None, term_option(LeakState, "--state", help="只看某种状态的")] = None,
    format: Format = ListFormat.TABLE,  # noqa: A002
    limit: Limit = 50,
    offset: Offset = 0,
    out: ListFile = None,
) -> None:
    """列出信息安全事件和采取的措施。"""
    found = [_worded(row) for row in rows("leak_list") if state in (None, row["state"])]
    show_rows(found, LEAKS, format.value, limit=limit, offset=offset, out=out)


def _worded(row: dict[str, Any]) -> dict[str, Any]:
    """With the kinds of data and of measures in words, each once."""
    import json

    data = [LeakData(one).label for one in json.loads(row["data"])]
    kinds = list(dict.fromkeys((row["measures"] or "").split(",")))
    measures = [LeakMeasureKind(one).label for one in kinds if one]
    return {**row, "data_words": "、".join(data), "measures_words": "、".join(measures)}


@leak.command(example="jxinspect rectify leak show 2026-XL-001")
def show(number: Number) -> None:
    """显示一件信息安全事件和全部措施。"""
    with reading() as query:
        one = _worded(numbered(query, "leak_list", number, what="信息安全事件", listed="rectify leak list"))
        measures = query("SELECT * FROM leak_measures WHERE number = ?", [one["number"]])
    if mode().json:
        show_json({**{column.key: one[column.key] for column in ONE}, "measures": measures})
        return
    show_record(one, ONE)
    show_beside("措施", measures, MEASURES)
