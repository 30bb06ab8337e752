"""`inspect evidence extract`: electronic data taken from a system, with its record and list (D24, D24x)."""

from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from jxinspect.commands.inspect_intake import Ahead, tell_of
from jxinspect.commands.inspect_options import (
    SEEN,
    Ended,
    EvidenceCodes,
    Inspectors,
    Outcome,
    Place,
    Reason,
    Seen,
    Witness,
    within,
)
from jxinspect.commands.made import made
from jxinspect.commands.options import Inspection, OutFolder
from jxinspect.commands.session import act
from jxinspect.errors import Incomplete
from jxinspect.law.terms import SignOutcome
from jxinspect.ui import ask
from jxinspect.ui.progress import reading

#: What the clock of a system is usually compared with.
STANDARD = "国家授时中心标准时间"


class Wanted(NamedTuple):
    """A fact that the record must have: its column, the option that gives it, and the question that asks for it."""

    column: str
    flag: str
    question: str


WANTED = (
    Wanted("system", "--system", "系统或者载体的名称"),
    Wanted("version", "--version", "系统的版本"),
    Wanted("holder", "--holder", "电子数据持有人"),
    Wanted("method", "--method", "提取方法，如 现场提取、复制介质"),
    Wanted("tool", "--tool", "提取工具"),
    Wanted("tool_version", "--tool-version", "工具的版本"),
    Wanted("clock_ahead", "--clock-ahead", "系统时间比标准时间快几秒（慢的写负数，准的写 0）"),
    Wanted("why_copy", "--why-copy", "不提取原始载体的原因"),
)
Text = typer.Option


def extract(
    inspection: Inspection,
    files: Annotated[list[Path] | None, typer.Argument(help="提取出来的文件或者文件夹", metavar="文件...")] = None,
    *,
    evidence: EvidenceCodes = None,
    system: Annotated[str, Text("--system", help="系统或者载体的名称", metavar="名称")] = "",
    version: Annotated[str, Text("--version", help="系统的版本", metavar="版本")] = "",
    part: Annotated[str, Text("--part", help="库、表、模块", metavar="库表")] = "",
    device: Annotated[str, Text("--device", help="设备型号", metavar="型号")] = "",
    device_serial: Annotated[str, Text("--device-serial", help="设备序列号", metavar="号码")] = "",
    holder: Annotated[str, Text("--holder", help="电子数据持有人", metavar="姓名")] = "",
    holder_post: Annotated[str, Text("--holder-post", help="持有人的职务", metavar="职务")] = "",
    certificates: Seen = SEEN,
    method: Annotated[str, Text("--method", help="提取方法，如 现场提取、复制介质", metavar="方法")] = "",
    query: Annotated[str, Text("--query", help="命令或者查询语句，原样写", metavar="语句")] = "",
    query_file: Annotated[Path | None, Text("--query-file", help="语句写在文本文件里", metavar="文件")] = None,
    tool: Annotated[str, Text("--tool", help="提取工具", metavar="名称")] = "",
    tool_version: Annotated[str, Text("--tool-version", help="工具的版本", metavar="版本")] = "",
    clock_ahead: Ahead = None,
    clock_source: Annotated[str, Text("--clock-source", help="时钟与什么比对", metavar="时间源")] = STANDARD,
    writable: Annotated[bool, Text("--writable", help="提取时源数据不是只读的")] = False,
    medium: Annotated[str, Text("--medium", help="存储介质及其编号", metavar="编号")] = "",
    copies: Annotated[int, Text("--copies", help="副本数", min=1, metavar="份数")] = 1,
    why_copy: Annotated[str, Text("--why-copy", help="不提取原始载体的原因", metavar="原因")] = "",
    process: Annotated[str, Text("--process", help="提取的过程", metavar="过程")] = "",
    recording: Annotated[str, Text("--recording", help="照片、录音录像的编号", metavar="编号")] = "",
    proves: Annotated[str, Text("--proves", help="证明对象和内容", metavar="内容")] = "",
    ended: Ended = None,
    place: Place = None,
    inspector: Inspectors = None,
    opinion: Annotated[str, Text("--opinion", help="持有人的意见", metavar="意见")] = "",
    outcome: Outcome = SignOutcome.SIGNED,
    reason: Reason = "",
    witness: Witness = "",
    sm3: Annotated[bool | None, Text("--sm3/--no-sm3", help="一并计算 SM3；默认按设置 evidence.sm3")] = None,
    out: OutFolder = None,
) -> None:
    """提取电子数据：取入文件，制作电子数据提取笔录（D24）和电子数据清单（D24x）。缺少的事实在终端里逐项询问。"""
    from jxinspect.acts import evidence_extract
    from jxinspect.acts.copies import write_copies
    from jxinspect.acts.inspect_ask import read_text

    told = {
        "system": system,
        "version": version,
        "holder": holder,
        "method": method,
        "tool": tool,
        "tool_version": tool_version,
        "clock_ahead": clock_ahead,
        "why_copy": why_copy,
    }
    facts = _complete(told) | {
        "part": part,
        "device": device,
        "device_serial": device_serial,
        "holder_post": holder_post,
        "certificates": certificates,
        "query": read_text(query_file) if query_file else query,
        "clock_source": clock_source,
        "read_only": not writable,
        "medium": medium,
        "copies": copies,
        "process": process,
        "recordings": recording,
        "holder_opinion": opinion,
        "witness": witness,
    }
    with act("inspect.evidence.extract") as case, reading("取入") as watch:
        row, taken, papers = evidence_extract.extract(
            case,
            inspection,
            paths=files or [],
            evidence=evidence or [],
            ended_at=within(case, ended),
            proves=proves,
            names=inspector or [],
            place=place,
            outcome=outcome,
            reason=reason,
            sm3=sm3,
            watch=watch,
            **facts,
        )
        written = write_copies(case, out, papers)
        listed = tell_of(taken)
    made(
        f"电子数据已提取，清单{len(row.evidence)}项",
        papers,
        written,
        [
            ("system", "系统", f"{row.system} {row.version}"),
            ("from", "开始", row.at),
            ("to", "结束", row.ended_at),
            *listed,
        ],
        [f"打印后由持有人核对并逐页签名；再用 jxinspect doc signed {papers[0].number} 登记签名的笔录"],
    )


def _complete(told: dict[str, Any]) -> dict[str, Any]:
    """The facts, the missing ones asked one by one; Incomplete names all of them when nobody can answer."""
    missing = [one for one in WANTED if told[one.column] in ("", None)]
    if missing and not ask.possible():
        raise Incomplete(
            f"电子数据提取笔录缺少{len(missing)}项事实",
            why="提取电子数据要记明系统、版本、方法、工具、时钟和持有人（最高法证据规定 12）",
            todo="补齐上列选项",
            items=[f"{one.flag}　{one.question}" for one in missing],
        )
    return told | {one.column: _asked(one) for one in missing}


def _asked(one: Wanted) -> Any:
    while True:
        answer = ask.text(one.question, flag=one.flag)
        if one.column != "clock_ahead":
            if answer:
                return answer
        elif answer.lstrip("+-").isdecimal():
            return int(answer)
