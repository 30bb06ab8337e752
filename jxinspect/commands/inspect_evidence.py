"""`inspect evidence`: taking evidence in, describing, listing and checking it (办法 15; 行政处罚法 46)."""

import re
from pathlib import Path
from typing import Annotated, Any

import typer

from jxinspect.commands.inspect_custody import custody, give_back, sheet
from jxinspect.commands.inspect_options import Inspectors, Place, chosen, of_code
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
    term_option,
)
from jxinspect.commands.session import act, rows
from jxinspect.commands.tree import App
from jxinspect.errors import Damaged
from jxinspect.law.terms import EvidenceForm, EvidenceKind, EvidenceState
from jxinspect.ui import messages
from jxinspect.ui.show import done, show_rows
from jxinspect.ui.values import Column, columns

evidence = App(
    "证据：取入文件、照片，登记纸质证据和物证，取证单、登记表、保管链、校验、归还原件。",
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
        ("folder", "文件夹"),
        ("file_name", "文件名"),
        ("photo_at", "照片自身时间"),
        ("photo_place", "照片自身地点"),
        ("sha256", "SHA-256"),
        ("note", "备注"),
    ),
)
CHECKED = columns(("code", "证据编号"), ("name", "名称"), ("result", "结果"), ("sha256", "SHA-256"))
RESULTS = {"ok": "一致", "missing": "缺失或者读不出", "changed": "不一致", "none": "没有文件"}
#: So many new items are named one by one.
NAMED = 10
_NUMBER = re.compile(r"\d{4}-\d{3,}")

Kind = Annotated[Any, term_option(EvidenceKind, "--kind", help="证据种类；默认按文件类型")]
Source = Annotated[str, typer.Option("--source", help="来源、提供人", metavar="来源")]
Proves = Annotated[str, typer.Option("--proves", help="证明对象和内容", metavar="内容")]
Kept = Annotated[str, typer.Option("--kept-at", help="存放处", metavar="地点")]
Pages = Annotated[int | None, typer.Option("--pages", help="页数", min=0, metavar="页数")]
Pieces = Annotated[int | None, typer.Option("--pieces", help="件数", min=0, metavar="件数")]


@evidence.command(
    example=[
        "jxinspect inspect evidence add 照片/ 发放明细.xlsx --source 失业保险股 --proves 多发失业保险金",
        "jxinspect inspect evidence add --title 失业保险金申领表 --pages 3 --source 业务档案第12卷 --proves 申领时间",
        "jxinspect inspect evidence add --title 会计凭证第3册 --form original --to-return --source 财务科 --proves …",
    ]
)
def add(
    files: Annotated[
        list[Path] | None, typer.Argument(help="文件或者文件夹，可以多个；任何类型和大小", metavar="文件...")
    ] = None,
    *,
    inspection: InspectionOpt = None,
    title: Annotated[str, typer.Option("--title", help="名称；默认文件名。没有文件的证据必须写", metavar="名称")] = "",
    kind: Kind = None,
    form: Annotated[Any, term_option(EvidenceForm, "--form", help="原件还是复制件")] = EvidenceForm.COPY,
    source: Source = "",
    place: Place = None,
    proves: Proves = "",
    inspector: Inspectors = None,
    pages: Pages = None,
    pieces: Pieces = None,
    kept_at: Kept = "",
    to_return: Annotated[bool, typer.Option("--to-return", help="是借来的原件，用完须归还")] = False,
    note: Annotated[str, typer.Option("--note", help="备注", metavar="备注")] = "",
) -> None:
    """取入证据：文件原样保存并计算 SHA-256，照片读出自身的时间和地点。要么全部取入，要么一项也不取。"""
    from jxinspect.acts import evidence as acts

    paths, named = _inspection_first(files or [], inspection)
    number = chosen(named)
    with act("inspect.evidence") as case:
        taken = acts.add(
            case,
            number,
            paths=paths,
            names=inspector or [],
            kind=kind,
            form=form,
            title=title,
            to_return=to_return,
            place=place,
            source=source,
            proves=proves,
            pages=pages,
            pieces=pieces,
            kept_at=kept_at,
            note=note,
        )
        told = [(item.code, acts.told(item)) for item in taken.items[:NAMED]]
    for new, old in taken.same[:NAMED]:
        messages.warn(f"{new.code} 与 {old.code} 的内容完全相同（SHA-256 相同）")
    if taken.left:
        messages.note(f"文件夹里的隐藏文件和系统文件没有取入：{'、'.join(taken.left[:NAMED])}")
    more = len(taken.items) - len(told)
    size = sum(item.size or 0 for item in taken.items)
    last = [("more", "其余", f"{more}项，到 {taken.items[-1].code}")] if more else []
    done(
        f"已登记证据{len(taken.items)}项" + (f"，{size:,}字节" if size else ""),
        [*((code.replace("-", "_"), code, text) for code, text in told), *last],
        [
            f"jxinspect inspect evidence list -i {number}",
            "jxinspect inspect evidence sheet -h（一事一单，制作取证记录单）",
        ],
    )


def _inspection_first(files: list[Path], inspection: str | None) -> tuple[list[Path], str | None]:
    """The number of the inspection may also stand before the files, as it does in the other commands."""
    if inspection is None and files and _NUMBER.fullmatch(plain(str(files[0]))) and not files[0].exists():
        return files[1:], plain(str(files[0]))
    return files, inspection


@evidence.command(
    "set",
    example=[
        "jxinspect inspect evidence set 2026-001-ZJ-001 --source 失业保险股 --proves 多发失业保险金",
        "jxinspect inspect evidence set 1 2 3 --proves 申领时间 --reason 原来写错了证明对象",
    ],
)
def set_(
    codes: Annotated[list[str], typer.Argument(help="证据编号，可以多个", metavar="编号...")],
    *,
    inspection: InspectionOpt = None,
    title: Annotated[str, typer.Option("--title", help="名称", metavar="名称")] = "",
    kind: Kind = None,
    form: Annotated[Any, term_option(EvidenceForm, "--form", help="原件还是复制件")] = None,
    source: Source = "",
    place: Place = None,
    proves: Proves = "",
    inspector: Inspectors = None,
    pages: Pages = None,
    pieces: Pieces = None,
    kept_at: Kept = "",
    reason: Annotated[str, typer.Option("--reason", help="更正已经登记的内容的理由", metavar="理由")] = "",
) -> None:
    """补充证据的来源、证明对象等；更正须写理由，文件本身不变。"""
    from jxinspect.acts import evidence as acts

    number = of_code(codes[0], inspection)
    with act("inspect.evidence") as case:
        items = acts.describe(
            case,
            number,
            [plain(code) for code in codes],
            names=inspector or [],
            because=reason,
            name=title,
            kind=kind,
            form=form,
            source=source,
            place=place,
            proves=proves,
            pages=pages,
            pieces=pieces,
            kept_at=kept_at,
        )
    done(f"已补充证据{len(items)}项", [("codes", "编号", [item.code for item in items])])


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
    found = [row for row in rows("evidence_list") if inspection in (None, row["inspection"])]
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
def log(inspection: InspectionOpt = None, out: OutFolder = None) -> None:
    """制作证据登记表（D23，工作簿）：逐项的来源、证明对象、SHA-256，末尾有合计和摘要。"""
    from jxinspect.acts import evidence as acts
    from jxinspect.acts.copies import write_copies

    number = chosen(inspection)
    with act("inspect.evidence") as case:
        document = acts.log(case, number)
        copies = write_copies(case, out, [document])
    made("证据登记表已制作", [document], copies)


@evidence.command(example=["jxinspect inspect evidence verify", "jxinspect inspect evidence verify 2026-001-ZJ-001"])
def verify(
    codes: Annotated[list[str] | None, typer.Argument(help="证据编号；默认全部", metavar="编号...")] = None,
    inspection: InspectionOpt = None,
    format: Format = ListFormat.TABLE,  # noqa: A002 — the option's name
) -> None:
    """重新计算每个证据文件的 SHA-256，与登记时比对；有不一致的退出码是 8。"""
    from jxinspect.acts import evidence as acts

    number = of_code(codes[0], inspection) if codes else chosen(inspection)
    with act("inspect.evidence") as case:
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
