"""`inspect recording`: recordings of sound and pictures of the process, and the stages without one (行政处罚法 47)."""

import json
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from jxinspect.commands.inspect_options import chosen, within
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
    id_option,
    moment_option,
    term_option,
)
from jxinspect.commands.session import act, of_inspection
from jxinspect.commands.tree import App
from jxinspect.law.recording import Stage
from jxinspect.ui import messages
from jxinspect.ui.progress import reading
from jxinspect.ui.show import done, show_rows
from jxinspect.ui.values import Column, columns

recording = App(
    "全过程音像记录：登记录音录像，列出没有音像记录的环节，制作清单（D73）。",
    example=[
        "jxinspect inspect recording add 2026-001 封存.mp4 --stage seal --device 执法记录仪03 --from 16:25 --to 17:15",
        "jxinspect inspect recording list",
        "jxinspect inspect recording missing",
        "jxinspect inspect recording log --out 文书",
    ],
)

RECORDINGS = columns(
    ("code", "编号"),
    Column("stages", "环节"),
    Column("at", "开始", "moment"),
    Column("ended_at", "结束", "moment"),
    ("about", "内容"),
    ("device", "设备号"),
    ("recorder", "录制人"),
    ("file_name", "文件名"),
    ("size", "字节", "number"),
    ("kept_at", "保存位置"),
)
EVERY = (*RECORDINGS, *columns(("evidence", "证据"), ("sha256", "SHA-256"), ("sm3", "SM3"), ("note", "备注")))
MISSING = columns(
    ("inspection", "检查"),
    Column("stage", "环节", terms=Stage),
    Column("at", "时间", "moment"),
    ("what", "内容"),
    Column("wanted", "须有", "flag"),
)


@recording.command(
    example=[
        "jxinspect inspect recording add 2026-001 封存.mp4 --stage seal --device 执法记录仪03 --from 16:25 --to 17:15",
        "jxinspect inspect recording add 2026-001 --evidence 12 --stage questioning --device 记录仪03 --from … --to …",
        "jxinspect inspect recording add 2026-001 全程.mp4 --stage site --not-kept --kept-at 采集工作站 --device … …",
    ]
)
def add(
    inspection: Inspection,
    file: Annotated[Path | None, typer.Argument(help="录音录像的文件", metavar="文件")] = None,
    *,
    stage: Annotated[list[Any], term_option(Stage, "--stage", help="录的是哪个环节，可多次")],
    device: Annotated[str, typer.Option("--device", help="设备号", metavar="编号")],
    started: Annotated[datetime, moment_option("--from", help="录制开始的时间")],
    ended: Annotated[str | None, typer.Option("--to", help="录制结束的时间，如 17:15", metavar="时间")] = None,
    by: Annotated[str | None, typer.Option("--by", help="录制人；默认办理人", metavar="姓名")] = None,
    about: Annotated[str, typer.Option("--about", help="录的内容", metavar="内容")] = "",
    place: Annotated[str, typer.Option("--place", help="录制的地点", metavar="地点")] = "",
    evidence: Annotated[str, id_option("--evidence", help="已经作为证据取入的，写证据编号")] = "",
    not_kept: Annotated[bool, typer.Option("--not-kept", help="文件不存入案卷库，只登记校验值和保存位置")] = False,
    kept_at: Annotated[str, typer.Option("--kept-at", help="保存位置", metavar="地点")] = "",
    sm3: Annotated[bool, typer.Option("--sm3", help="一并计算 SM3")] = False,
    note: Annotated[str, typer.Option("--note", help="备注", metavar="备注")] = "",
) -> None:
    """登记一段录音录像：环节、设备、录制人、起止时间和校验值。"""
    from jxinspect.acts import recording as acts

    with act("inspect.recording.add") as case, reading("取入") as watch:
        case.at = started
        row = acts.add(
            case,
            inspection,
            stages=stage,
            device=device,
            ended_at=within(case, ended, "--to"),
            recorder=by or case.actor,
            path=file,
            evidence=evidence,
            keep=not not_kept,
            sm3=sm3,
            watch=watch,
            about=about,
            place=place,
            kept_at=kept_at,
            note=note,
        )
    done(
        "音像记录已登记",
        [
            ("code", "编号", row.code),
            ("stages", "环节", [stage.label for stage in row.stages]),
            ("file", "文件", f"{row.file_name}，{row.size:,}字节，SHA-256 {row.sha256[:16]}…"),
        ],
        [f"jxinspect inspect recording missing -i {inspection}"],
    )


@recording.command("list", example="jxinspect inspect recording list -i 2026-001")
def list_(
    inspection: InspectionOpt = None,
    format: Format = ListFormat.TABLE,  # noqa: A002 — the option's name
    limit: Limit = 50,
    offset: Offset = 0,
    out: ListFile = None,
) -> None:
    """列出录音录像。"""
    found = [_read(row) for row in of_inspection("recording_list", inspection)]
    shown = RECORDINGS if format is ListFormat.TABLE else EVERY
    show_rows(found, shown, format.value, limit=limit, offset=offset, out=out)


def _read(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"stages": "、".join(Stage(value).label for value in json.loads(row["stages"]))}


@recording.command(example=["jxinspect inspect recording missing", "jxinspect inspect recording missing --all"])
def missing(
    inspection: InspectionOpt = None,
    every: Annotated[bool, typer.Option("--all", help="连同可以没有音像记录的环节")] = False,
    format: Format = ListFormat.TABLE,  # noqa: A002 — the option's name
) -> None:
    """列出没有音像记录的环节；哪些环节须有，见 jxinspect config list（recording.…）。"""
    lacking = [row for row in of_inspection("staged", inspection) if not row["recorded"]]
    shown = [row for row in lacking if every or row["wanted"]]
    show_rows(shown, MISSING, format.value)
    if len(shown) < len(lacking):
        messages.note(f"另有{len(lacking) - len(shown)}个可以没有音像记录的环节没有录音录像；用 --all 查看")


@recording.command(example="jxinspect inspect recording log -i 2026-001 --out 文书")
def log(inspection: InspectionOpt = None, out: OutFolder = None) -> None:
    """制作执法全过程记录（音像）清单（D73，工作簿）：各段录音录像，各环节有没有。"""
    from jxinspect.acts import recording as acts
    from jxinspect.acts.copies import write_copies

    number = chosen(inspection)
    with act("inspect.recording.log") as case:
        document = acts.log(case, number)
        copies = write_copies(case, out, [document])
    made("音像记录清单已制作", [document], copies)
