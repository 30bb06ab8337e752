"""`inspect evidence`: taking evidence in, describing, listing and checking it (办法 15; 行政处罚法 46)."""

from typing import Annotated

import typer

from jxinspect.commands.inspect_custody import custody, give_back, sheet
from jxinspect.commands.inspect_extract import extract
from jxinspect.commands.inspect_intake import add, set_
from jxinspect.commands.inspect_links import evidence_show
from jxinspect.commands.inspect_options import chosen, of_code
from jxinspect.commands.made import made
from jxinspect.commands.options import (
    Format,
    InspectionOpt,
    Limit,
    ListFile,
    ListFormat,
    Offset,
    OutFolder,
    plain,
)
from jxinspect.commands.session import act, of_inspection
from jxinspect.commands.tree import App
from jxinspect.errors import Damaged
from jxinspect.law.terms import EvidenceForm, EvidenceKind, EvidenceState
from jxinspect.ui import messages
from jxinspect.ui.show import show_rows
from jxinspect.ui.values import Column, columns

evidence = App(
    "证据：取入文件、照片，提取电子数据，登记纸质证据和物证，取证单、登记表、保管链、校验、归还原件。",
    example=[
        "jxinspect inspect evidence add 照片/ 发放明细.xlsx --source 失业保险股 --proves 多发失业保险金",
        "jxinspect inspect evidence list",
        "jxinspect inspect evidence log --out 文书",
    ],
)

EVIDENCE = columns(
    ("code", "证据编号"),
    Column("name", "名称", width=30),
    Column("kind", "种类", terms=EvidenceKind),
    Column("form", "形式", terms=EvidenceForm),
    ("source", "来源"),
    ("takers", "取证人"),
    Column("at", "取得时间", "moment"),
    ("size", "字节", "number"),
    ("findings", "问题"),
    Column("state", "状态", terms=EvidenceState),
    ("lacking", "还缺"),
)
EVERY = (
    *EVIDENCE,
    *columns(
        ("proves", "证明对象"),
        ("place", "取证地点"),
        ("pages", "页数", "number"),
        ("pieces", "件数", "number"),
        ("kept_at", "存放处"),
        ("original_at", "原件所在"),
        ("compared_by", "核对人"),
        ("carrier", "载体"),
        ("carrier_serial", "载体序列号"),
        ("carrier_seal", "载体封签号"),
        ("folder", "文件夹"),
        ("file_name", "文件名"),
        ("lines", "行数", "number"),
        ("photo_at", "照片自身时间"),
        ("photo_gps_at", "照片卫星时间"),
        ("photo_place", "照片自身地点"),
        ("photo_camera", "拍摄设备"),
        ("clock_ahead", "设备时钟快（秒）", "number"),
        ("sha256", "SHA-256"),
        ("sm3", "SM3"),
        ("note", "备注"),
    ),
)
CHECKED = columns(("code", "证据编号"), ("name", "名称"), ("result", "结果"), ("sha256", "SHA-256"))
RESULTS = {"ok": "一致", "missing": "缺失或者读不出", "changed": "不一致", "none": "没有文件"}

evidence.command(
    example=[
        "jxinspect inspect evidence add 照片/ 发放明细.xlsx --source 失业保险股 --proves 多发失业保险金",
        "jxinspect inspect evidence add --title 申领表 --pages 3 --original-at 业务股3号柜 --compared-by 吴业务 …",
        "jxinspect inspect evidence add --title 会计凭证第3册 --form original --to-return --source 财务科 --proves …",
        "jxinspect inspect evidence add --title 监控录像 --carrier 移动硬盘 --serial SN123 --seal 0007 --source …",
    ]
)(add)
evidence.command(
    "set",
    example=[
        "jxinspect inspect evidence set 2026-001-ZJ-001 --source 失业保险股 --proves 多发失业保险金",
        "jxinspect inspect evidence set 1 2 3 --proves 申领时间 --reason 原来写错了证明对象",
    ],
)(set_)


evidence.command(
    "show", example=["jxinspect inspect evidence show 2026-001-ZJ-003", "jxinspect inspect evidence show 3"]
)(evidence_show)


@evidence.command(
    "list", example=["jxinspect inspect evidence list", "jxinspect inspect evidence list --format xlsx --out 证据.xlsx"]
)
def list_(
    *,
    inspection: InspectionOpt = None,
    lacking: Annotated[bool, typer.Option("--lacking", help="只列还缺来源、证明对象等内容的")] = False,
    format: Format = ListFormat.TABLE,  # noqa: A002 — the option's name
    limit: Limit = 50,
    offset: Offset = 0,
    out: ListFile = None,
) -> None:
    """列出证据；表格以外的格式含全部栏目。"""
    found = of_inspection("evidence_list", inspection)
    found = [row for row in found if row["lacking"]] if lacking else found
    show_rows(
        found,
        EVIDENCE if format is ListFormat.TABLE else EVERY,
        format.value,
        limit=limit,
        offset=offset,
        out=out,
    )


@evidence.command(example="jxinspect inspect evidence log --out 文书")
def log(
    inspection: InspectionOpt = None,
    index: Annotated[bool, typer.Option("--index", help="另作纸面的证据目录（D23a），入卷用")] = False,
    out: OutFolder = None,
) -> None:
    """制作证据登记表（D23，工作簿）：逐项的来源、证明对象、SHA-256，末尾有合计和摘要。"""
    from jxinspect.acts import evidence as acts
    from jxinspect.acts.copies import write_copies

    number = chosen(inspection)
    with act("inspect.evidence.log") as case:
        papers = [acts.log(case, number), *([acts.log(case, number, kind="D23a")] if index else [])]
        copies = write_copies(case, out, papers)
    made("证据登记表已制作", papers, copies)


@evidence.command(example=["jxinspect inspect evidence verify", "jxinspect inspect evidence verify 2026-001-ZJ-001"])
def verify(
    codes: Annotated[list[str] | None, typer.Argument(help="证据编号；默认全部", metavar="编号...")] = None,
    inspection: InspectionOpt = None,
    format: Format = ListFormat.TABLE,  # noqa: A002 — the option's name
) -> None:
    """重新计算每个证据文件的 SHA-256，与登记时比对；有不一致的退出码是 8。"""
    from jxinspect.acts import evidence as acts

    number = of_code(codes[0], inspection) if codes else chosen(inspection)
    with act("inspect.evidence.verify") as case:
        checked = acts.verify(case, number, [plain(code) for code in codes or []])
        found = [
            {
                "code": c.item.code,
                "name": c.item.name,
                "result": RESULTS[c.state],
                "sha256": c.item.sha256 or "",
                "state": c.state,
            }
            for c in checked
        ]
    show_rows(found, CHECKED, format.value)
    bad = [
        f"{row['code']}《{row['name']}》：{row['result']}" for row in found if row["state"] in ("missing", "changed")
    ]
    if bad:
        raise Damaged(
            f"{len(bad)}项证据的文件与登记时不符",
            why="SHA-256 对不上，或者文件读不出；这样的证据在查明原因之前不能使用（电子签名法 5，G18）",
            todo="不要覆盖案卷库；从备份取回文件，并运行 jxinspect verify --deep",
            items=bad,
        )
    messages.note(f"{sum(row['state'] == 'ok' for row in found)}个文件与登记时一致")


evidence.command(
    example="jxinspect inspect evidence extract 2026-001 发放明细.csv --system 失业保险系统 --version 3.2 "
    "--holder 吕样办 --method 现场提取 --query 'select …' --tool SQL工具 --tool-version 14 --clock-ahead 12 "
    "--why-copy 系统正在运行 --ended 11:20"
)(extract)
evidence.command(
    example="jxinspect inspect evidence sheet 2026-001 --matter CL-11-4 --fact … --evidence 1 --evidence 2 "
    "--provider 吴业务 --origin 业务档案第12卷 --method 复制"
)(sheet)
evidence.command(
    example=[
        "jxinspect inspect evidence custody 2026-001-ZJ-003 --from 样二航 --to 周档员 --why 入库保管",
        "jxinspect inspect evidence custody 2026-001-ZJ-003",
    ]
)(custody)
evidence.command("return", example="jxinspect inspect evidence return 2026-001-ZJ-004 --to 李例子")(give_back)
