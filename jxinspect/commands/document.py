"""`doc`: issued documents, drafts, signed papers, void numbers, copies, templates."""

from pathlib import Path
from typing import Annotated, Any

import typer

from jxinspect.commands import template
from jxinspect.commands.document_correct import EXAMPLE, correct
from jxinspect.commands.options import (
    Format,
    InspectionOpt,
    Limit,
    ListFile,
    ListFormat,
    Offset,
    plain,
    term_option,
)
from jxinspect.commands.session import Query, act, looking, reading, unknown_inspection
from jxinspect.commands.tree import App
from jxinspect.errors import NotFound, Usage
from jxinspect.law.challenge import Contested
from jxinspect.law.terms import ServiceMethod, SignOutcome
from jxinspect.ui.mode import mode
from jxinspect.ui.show import done, show_json, show_record, show_rows, show_text
from jxinspect.ui.values import Column, columns
from jxinspect.ui.values import plain as machine

app = App(
    "文书：查找、草稿、导出，登记签名情况，作废，补正；模板。",
    example=[
        "jxinspect doc list --inspection 2026-001",
        "jxinspect doc export --inspection 2026-001 --out 文书",
        "jxinspect doc signed 2026-001-BL-01 --scan 扫描件.pdf --signer 李例子 --capacity 档案室主任",
    ],
)
app.add_typer(template.app, name="template")
app.command(example=EXAMPLE)(correct)

DOCUMENTS = columns(
    ("number", "文号"),
    ("kind", "种类"),
    ("title", "名称"),
    ("inspection", "检查"),
    ("dated", "成文日期"),
    ("received_on", "送达日期"),
    Column("signed", "已签", "number"),
    Column("unsigned", "未签", "number"),
    Column("void", "作废", "flag"),
    ("corrected_by", "已由此补正"),
    Column("contested", "复议、诉讼", terms=Contested),
)
ONE = (
    *DOCUMENTS,
    *columns(("corrects", "所补正的文书"), ("challenges", "复议、诉讼编号")),
    *columns(("void_reason", "作废理由"), ("file_name", "文件名"), ("actor", "制发人"), ("check_code", "校验码")),
    *columns(("sha256", "SHA-256")),
)
SIGNED = columns(
    ("signer", "签名人"),
    ("capacity", "身份"),
    Column("outcome", "情况", terms=SignOutcome),
    ("at", "时间", "moment"),
    ("reason", "原因"),
    ("witness", "见证人"),
    ("scan_name", "扫描件"),
)
SERVED = columns(
    Column("method", "送达方式", terms=ServiceMethod),
    ("received_at", "送达时间", "moment"),
    ("receiver", "收件人"),
    ("capacity", "身份"),
    ("place", "地点"),
)

CORRECTED = columns(
    ("notice", "补正通知书"),
    ("wrong", "错误的文字"),
    ("right", "正确的文字"),
    ("reason", "理由"),
    ("at", "时间", "moment"),
)

Number = Annotated[
    str, typer.Argument(help="文号或者编号，如 样人社监封〔2026〕1号；括号怎样输入都可以", metavar="文号")
]
Kind = Annotated[str, typer.Argument(help="文书种类，如 D33", metavar="种类")]
Folder = Annotated[Path, typer.Option("--out", "-o", help="放在哪个文件夹", metavar="文件夹")]


@app.command("list", example=["jxinspect doc list", "jxinspect doc list --inspection 2026-001 --kind D33 --valid"])
def list_(
    inspection: InspectionOpt = None,
    *,
    kind: Annotated[str | None, typer.Option("--kind", "-k", help="只列一种，如 D33", metavar="种类")] = None,
    void: Annotated[bool | None, typer.Option("--void/--valid", help="只列作废的，或者只列有效的")] = None,
    format: Format = ListFormat.TABLE,  # noqa: A002 — the option's name
    limit: Limit = 50,
    offset: Offset = 0,
    out: ListFile = None,
) -> None:
    """列出文书；检查方案、笔录等内部文书按编号列出。"""
    conditions = {"inspection": inspection, "upper(kind)": plain(kind).upper() if kind else None, "void": void}
    wanted = {column: value for column, value in conditions.items() if value is not None}
    where = " AND ".join(f"{column} = ?" for column in wanted) or "1"
    with reading() as query:
        if inspection and not query("SELECT 1 FROM inspections WHERE number = ?", [inspection]):
            raise unknown_inspection(inspection)
        parameters = list(wanted.values())
        total = query(f"SELECT count(*) AS n FROM documents WHERE {where}", parameters)[0]["n"]  # noqa: S608 — own names
        sql = f"SELECT * FROM documents WHERE {where} LIMIT ? OFFSET ?"  # noqa: S608 — own names
        page = query(sql, [*parameters, limit, offset])
    if kind and not total:
        from jxinspect.acts.template import spec_of

        spec_of(plain(kind))
    show_rows(page, DOCUMENTS, format.value, offset=offset, total=total, out=out)


@app.command(example=["jxinspect doc show 样人社监封[2026]1号", "jxinspect doc show 2026-001-BL-01"])
def show(number: Number) -> None:
    """显示一份文书：送达、签名、作废、补正、校验码。"""
    with reading() as query:
        found = _found(query, number)
        papers = query("SELECT * FROM signed_papers WHERE number = ?", [found["number"]])
        services = query("SELECT * FROM document_services WHERE number = ?", [found["number"]])
        mended = query("SELECT * FROM document_corrections WHERE number = ?", [found["number"]])
    if mode().json:
        show_json({**machine(found), "signatures": papers, "services": services, "corrections": mended})
        return
    show_record(found, ONE)
    for title, rows, described in (("送达", services, SERVED), ("签名", papers, SIGNED), ("补正", mended, CORRECTED)):
        if rows:
            show_text(f"\n{title}")
            show_rows(rows, described)


def _found(query: Query, number: str) -> dict[str, Any]:
    from jxinspect.documents.numbering import spelled

    wanted = spelled(number)
    found = query("SELECT * FROM documents WHERE number = ?", [wanted])
    if not found:
        raise NotFound(
            f"没有文号或者编号为 {wanted} 的文书", why="编号有误，或者文书还没有制发", todo="用 jxinspect doc list 查看"
        )
    return found[0]


@app.command(example=["jxinspect doc preview D33 2026-001 --out 草稿", "jxinspect doc preview D01 2026"])
def preview(
    kind: Kind,
    of: Annotated[str, typer.Argument(help="检查编号；年度检查计划写年度", metavar="检查编号")],
    *,
    out: Folder = Path(),
) -> None:
    """按已登记的事实生成草稿：文号空着，什么也不记录。"""
    from jxinspect.acts import document
    from jxinspect.acts.copies import write_draft

    with looking("doc.preview") as case:
        name, data = document.preview(case, plain(kind).upper(), of)
    written = write_draft(out, name, data)
    done("草稿已生成，没有编号，没有记录", [("file", "文件", str(written))])


@app.command(
    example=[
        "jxinspect doc export 样人社监封[2026]1号 --out 文书",
        "jxinspect doc export --inspection 2026-001 --out 文书",
    ]
)
def export(
    numbers: Annotated[list[str] | None, typer.Argument(help="文号或者编号", metavar="[文号...]")] = None,
    *,
    inspection: InspectionOpt = None,
    out: Folder,
) -> None:
    """导出文书的副本：写出前后都与案卷库核对，最后给出份数和校验值；写 --encrypt-to 的，加密成一个包。"""
    from jxinspect.acts.document_export import export, of_persons
    from jxinspect.commands.leaving import hand_out, lock_asked

    if not numbers and inspection is None:
        raise Usage("没有写明导出哪些文书", why="文号和检查编号都没有写", todo="写文号，或者写 --inspection 检查编号")
    with act("doc.export") as case:
        handed = export(case, numbers or [], inspection, out, lock_asked())
        if lists := of_persons(handed.documents):
            hand_out(case, out, what="doc export", count=len(lists), sha256=handed.digest)
    handed.compare()
    done(
        f"已导出 {len(handed.documents)} 份文书，与案卷库核对一致" if handed.paths else "没有写出文件",
        [
            ("count", "份数", len(handed.documents) if handed.paths else 0),
            ("files", "文件", [str(path) for path in handed.paths]),
            ("digest", "总校验值", handed.digest),
        ],
    )


@app.command(
    example=[
        "jxinspect doc signed 2026-001-BL-01 --scan 扫描件.pdf --signer 李例子 --capacity 档案室主任",
        "jxinspect doc signed 2026-001-QD-01 --signer 李例子 --capacity 主任 --outcome refused --reason … --witness …",
    ]
)
def signed(
    number: Number,
    *,
    signer: Annotated[str, typer.Option("--signer", help="签名人，或者拒绝签名的人", metavar="姓名")],
    capacity: Annotated[str, typer.Option("--capacity", help="职务或者身份", metavar="身份")],
    outcome: Annotated[Any, term_option(SignOutcome, "--outcome", help="签名的情况")] = SignOutcome.SIGNED,
    reason: Annotated[str, typer.Option("--reason", help="拒绝或者不能签名的原因", metavar="原因")] = "",
    witness: Annotated[str, typer.Option("--witness", help="见证人", metavar="姓名")] = "",
    scan: Annotated[Path | None, typer.Option("--scan", help="签名后的扫描件，存入案卷库", metavar="文件")] = None,
) -> None:
    """登记纸质文书的签名情况和扫描件；几个人签名的，每人登记一次。签名时间用 --at。"""
    from jxinspect.acts import document

    with act("doc.signed") as case:
        paper = document.signed(
            case,
            number,
            signer=signer,
            capacity=capacity,
            outcome=outcome,
            reason=reason,
            witness=witness,
            scan=scan,
        )
    done(
        "签名情况已登记",
        [
            ("signer", "签名人", f"{paper.signer}（{paper.capacity}）"),
            ("outcome", "情况", paper.outcome),
            ("at", "时间", paper.at),
            ("scan", "扫描件", paper.scan_name),
            ("sha256", "SHA-256", paper.scan),
        ],
        [f"jxinspect doc show {number}"],
    )


@app.command(example="jxinspect doc void 样人社监封[2026]1号 --because 当事人名称有误，尚未送达 --again")
def void(
    number: Number,
    *,
    because: Annotated[str, typer.Option("--because", "--reason", help="作废的理由", metavar="理由")],
    again: Annotated[bool, typer.Option("--again", help="按现在登记的事实重新制发，取新的文号")] = False,
) -> None:
    """作废没有送达的文书，文号不再使用；已经作废、没有重新制发的，加 --again 重新制发。"""
    from jxinspect.acts import document_void

    with act("doc.void") as case:
        row, fresh = document_void.void(case, number, because=because, again=again)
    done(
        "文书已作废，文号不再使用；引用这个文号的其他文书也要核对",
        [("because", "理由", row.reason), ("again", "重新制发", [f"{one.number} {one.title}" for one in fresh])],
        [] if again else [f"jxinspect doc void {number} --because 理由 --again　还要这份文书的，取新的文号重新制发"],
    )
