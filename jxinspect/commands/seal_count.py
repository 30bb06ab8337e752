"""`seal label` and `seal count`: labels with codes, and the recount with a scanner, which is a keyboard (办法 19)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from jxinspect.commands.made import made
from jxinspect.commands.options import Inspection, OutFolder
from jxinspect.commands.seal_options import Code, Inspectors
from jxinspect.commands.session import act
from jxinspect.errors import Usage
from jxinspect.store import incoming
from jxinspect.ui import ask, messages, terminal

if TYPE_CHECKING:
    from jxinspect.acts.seal_count import Tally

_HELP = (
    "逐件扫描封条和标签上的二维码，或者输入编号（末尾几位也行，如 X003），每件一行。\n"
    "封条破损的，在编号前写 坏，如：坏 2026-001-FC-01-01。什么也不写就回车，清点结束。\n"
)
BROKEN = ("坏", "破")


def label(inspection: Inspection, *, code: Code = None, out: OutFolder = None) -> None:
    """制作封存资料的标签（D35a）：每件一张，带二维码；A4 标签纸的规格用 config set label.sheet 选。"""
    from jxinspect.acts import seal_count
    from jxinspect.acts.copies import write_copies

    with act("seal.label") as case:
        document = seal_count.labels(case, inspection, code)
        copies = write_copies(case, out, [document])
    made("封存资料标签已制作", [document], copies, [], [f"jxinspect seal count {inspection}"])


def count(
    inspection: Inspection,
    numbers: Annotated[
        list[str] | None, typer.Argument(help="读到的编号；不写就逐件询问，写 - 从标准输入读", metavar="编号...")
    ] = None,
    *,
    code: Code = None,
    broken: Annotated[list[str] | None, typer.Option("--broken", help="破损的封条的编号", metavar="编号")] = None,
    inspector: Inspectors = None,
    attended: Annotated[str, typer.Option("--attended", help="在场人员", metavar="姓名")] = "",
    note: Annotated[str, typer.Option("--note", help="说明", metavar="说明")] = "",
    out: OutFolder = None,
) -> None:
    """清点封存的资料：扫描或者输入编号，说明缺少什么、多出什么、哪张封条破损，作成记录（D36a）。"""
    from jxinspect.acts import seal_count
    from jxinspect.acts.copies import write_copies
    from jxinspect.documents.seal_label import result

    read, damaged = _read(inspection, code, numbers or [])
    with act("seal.count") as case:
        row, document = seal_count.count(
            case,
            inspection,
            code,
            read=read,
            broken=[*damaged, *(broken or [])],
            names=inspector or [],
            attended=attended,
            note=note,
        )
        copies = write_copies(case, out, [document])
        outcome = result(row)
    following = [f"jxinspect doc signed {document.number} …"]
    if row.broken:
        following.append(f"jxinspect seal reseal {inspection} --found 破损的情况 …（换上新的封条）")
    if row.missing or row.broken:
        following.append(
            f"查明原因；隐匿、转移、毁损的，用 jxinspect inspect order issue {inspection} …（办法 19、34）"
        )
    made("清点已记录", [document], copies, [("result", "结果", outcome)], following)


def _read(inspection: str, code: str | None, numbers: list[str]) -> tuple[list[str], list[str]]:
    """The codes read and the strips found broken: as given, from standard input, or asked one by one."""
    if numbers == ["-"]:
        return _sorted(incoming.content(incoming.STDIN).decode("utf-8-sig", "replace").splitlines())
    if numbers:
        return numbers, []
    if not ask.possible():
        raise Usage(
            "没有写明编号", why="当前不是交互终端，或者用了 --no-input、--json", todo="写明编号，或者写 - 从标准输入读"
        )
    return _asked(_expected(inspection, code))


def _sorted(lines: list[str]) -> tuple[list[str], list[str]]:
    typed = [line.strip() for line in lines if line.strip()]
    damaged = [line[1:].strip() for line in typed if line.startswith(BROKEN)]
    return [line for line in typed if not line.startswith(BROKEN)], damaged


def _expected(inspection: str, code: str | None) -> Tally:
    from jxinspect.acts.seal_count import tally
    from jxinspect.store.records import inspection_records

    with act("seal.count") as case:
        return tally(inspection_records(case, inspection), code)[1]


def _asked(found: Tally) -> tuple[list[str], list[str]]:
    """Ask until an empty line, with a live tally. Ctrl-C gives the count up: a half count is none."""
    terminal.err(_HELP)
    read: list[str] = []
    while line := ask.text(f"已点{len(found.present)}/{len(found.expected)}", flag="编号"):
        if line.startswith(BROKEN):
            number = found.damage(line[1:])
            terminal.err(f"    封条破损：{number}\n" if number else "    没有这样的封条\n")
            continue
        came = found.read(line)
        known = found.known(line.split()[0])
        terminal.err(f"    {_SAID[came]}　{known or line}　{found.expected.get(known or '', '')}\n".rstrip() + "\n")
        read.append(line)
    if found.missing:
        messages.warn("还缺：" + "、".join(f"{number}（{found.expected[number]}）" for number in found.missing))
    return read, found.broken


_SAID = {"present": "有", "again": "已经点过", "extra": "不在清单", "": ""}
