"""`inspect evidence show`, `inspect finding show`: one record with all that hangs on it."""

from typing import Annotated, Any

import typer

from jxinspect.commands.inspect_options import of_code
from jxinspect.commands.options import Inspection, InspectionOpt, RecordId
from jxinspect.commands.session import Query, reading
from jxinspect.errors import NotFound
from jxinspect.ui.mode import mode
from jxinspect.ui.show import show_json, show_record, show_rows, show_text
from jxinspect.ui.values import Column, columns

LINKS = columns(("kind", "关联"), ("name", "编号"), Column("text", "内容", width=60))
CHAIN = columns(
    Column("at", "时间", "moment"),
    ("giver", "交出人"),
    ("taker", "接收人"),
    ("why", "事由"),
    ("condition", "状况"),
)


def evidence_show(code: RecordId, inspection: InspectionOpt = None) -> None:
    """显示一项证据：登记的全部内容、保管链，以及它关联的检查要点、问题、底稿和笔录。"""
    from jxinspect.commands.inspect_evidence import EVERY

    number = of_code(code, inspection)
    full = f"{number}-ZJ-{int(code):03d}" if code.isdecimal() else code.upper()
    with reading() as query:
        record = _one(query, "SELECT * FROM evidence_list WHERE code = ?", full, f"没有证据 {code}", "evidence")
        chain = query("SELECT * FROM custody_chain WHERE code = ?", [full])
        links = query("SELECT kind, name, text FROM evidence_links WHERE code = ?", [full])
    _show(record, EVERY, (("保管链", "custody", chain, CHAIN), ("关联", "links", links, LINKS)))


def finding_show(
    inspection: Inspection, seq: Annotated[int, typer.Argument(help="问题的序号", metavar="序号")]
) -> None:
    """显示一个问题：全部内容，以及它的证据、检查要点、底稿、取证记录单和整改事项。"""
    from jxinspect.commands.inspect_finding import FINDINGS

    with reading() as query:
        asked = "SELECT * FROM finding_list WHERE inspection = ? AND seq = ?"
        found = query(asked, [inspection, seq])
        if not found:
            raise _missing(f"检查 {inspection} 没有问题{seq}", f"finding list -i {inspection}")
        links = query("SELECT kind, name, text FROM finding_links WHERE inspection = ? AND seq = ?", [inspection, seq])
    more = columns(("matter", "事项"), ("facts", "事实"), ("demand", "整改要求"))
    _show(found[0], (*FINDINGS, *more), (("关联", "links", links, LINKS),))


def paper_links(code: str) -> list[str]:
    """What hangs together with a working paper, a line each."""
    with reading() as query:
        links = query("SELECT kind, name, text FROM paper_links WHERE code = ?", [code])
    return [f"{row['kind']} {row['name']}《{row['text']}》" for row in links]


def _one(query: Query, sql: str, key: str, what: str, of: str) -> dict[str, Any]:
    found = query(sql, [key])
    if not found:
        raise _missing(what, f"{of} list")
    return found[0]


def _missing(what: str, listing: str) -> NotFound:
    return NotFound(what, why="编号有误，或者还没有登记", todo=f"用 jxinspect inspect {listing} 核对编号")


def _show(
    record: dict[str, Any],
    described: tuple[Column, ...],
    lists: tuple[tuple[str, str, list[dict[str, Any]], tuple[Column, ...]], ...],
) -> None:
    if mode().json:
        show_json(record | {key: rows for _, key, rows, _ in lists})
        return
    show_record(record, described)
    for title, _, rows, shown in lists:
        show_text(f"\n{title}（{len(rows)}）")
        if rows:
            show_rows(rows, shown)
