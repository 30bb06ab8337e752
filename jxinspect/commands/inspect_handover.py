"""`inspect handover`, `inspect return`: materials from the unit and back to it (办法 14, 15)."""

from pathlib import Path
from typing import Annotated

import typer

from jxinspect.commands.importing import write_workbook
from jxinspect.commands.made import made
from jxinspect.commands.options import Inspection, OutFolder
from jxinspect.commands.session import act
from jxinspect.errors import Incomplete


def handover(
    inspection: Inspection,
    *,
    giver: Annotated[str, typer.Option("--from", help="交出人", metavar="姓名")] = "",
    taker: Annotated[str, typer.Option("--to", help="接收人", metavar="姓名")] = "",
    item: Annotated[
        list[str] | None,
        typer.Option("--item", help="一项资料：名称/原件或复制件/数量，还可加 /介质及序列号/SHA-256", metavar="资料"),
    ] = None,
    list_file: Annotated[Path | None, typer.Option("--list", help="资料清单（xlsx、csv）", metavar="文件")] = None,
    file: Annotated[
        list[Path] | None, typer.Option("--file", help="移交的电子文件或者文件夹；自动记大小和 SHA-256", metavar="文件")
    ] = None,
    carrier: Annotated[str, typer.Option("--carrier", help="电子文件的介质及序列号", metavar="介质")] = "",
    place: Annotated[str, typer.Option("--place", help="交接地点；默认单位地址", metavar="地点")] = "",
    note: Annotated[str, typer.Option("--note", help="备注", metavar="备注")] = "",
    template: Annotated[Path | None, typer.Option("--template", help="写出空白清单，不登记", metavar="文件")] = None,
    out: OutFolder = None,
) -> None:
    """从单位接收资料，逐项清点（D17）。"""
    from jxinspect.acts import inspect_handover
    from jxinspect.acts.copies import write_copies

    if template:
        following = f"jxinspect inspect handover {inspection} --from 交出人 --to 接收人 --list {template}"
        write_workbook(template, inspect_handover.template, following)
        return
    _named(giver, taker)
    lines = [inspect_handover.parse_item(text) for text in item or []]
    lines += inspect_handover.read_list(list_file) if list_file else []
    lines += inspect_handover.described(file or [], carrier)
    with act("inspect.handover") as case:
        _, document = inspect_handover.hand_over(
            case, inspection, giver=giver, taker=taker, items=lines, place=place, note=note
        )
        copies = write_copies(case, out, [document])
    made(
        f"已接收资料{len(lines)}项",
        [document],
        copies,
        [("from", "交出人", giver), ("to", "接收人", taker)],
        [f"jxinspect inspect return {inspection} --from {taker} --to {giver}（用完后归还）"],
    )


def _named(giver: str, taker: str) -> None:
    missing = [flag for flag, value in (("--from 交出人", giver), ("--to 接收人", taker)) if not value.strip()]
    if missing:
        raise Incomplete(
            "没有写明交接双方",
            why="交接清单由双方签名（办法 14、15）",
            todo="加上 " + "、".join(missing),
            items=missing,
        )


def return_(
    inspection: Inspection,
    *,
    giver: Annotated[str, typer.Option("--from", help="交出人（检查人员）", metavar="姓名")],
    taker: Annotated[str, typer.Option("--to", help="单位的接收人", metavar="姓名")],
    item: Annotated[
        list[int] | None, typer.Option("--item", help="交接清单里的序号；默认全部未归还的", metavar="序号")
    ] = None,
    place: Annotated[str, typer.Option("--place", help="归还地点；默认单位地址", metavar="地点")] = "",
    note: Annotated[str, typer.Option("--note", help="备注，如归还时的状况", metavar="备注")] = "",
    out: OutFolder = None,
) -> None:
    """向单位归还资料（D17）。"""
    from jxinspect.acts import inspect_handover
    from jxinspect.acts.copies import write_copies

    with act("inspect.return") as case:
        row, document = inspect_handover.hand_back(
            case, inspection, giver=giver, taker=taker, seqs=item or [], place=place, note=note
        )
        copies = write_copies(case, out, [document])
    made("资料已归还", [document], copies, [("at", "时间", row.at), ("to", "接收人", taker)])
