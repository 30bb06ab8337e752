"""`journal`: who did what when, as the hash chain keeps it."""

from typing import Annotated, Any

import typer

from jxinspect.commands.options import Format, Limit, ListFile, ListFormat, Offset
from jxinspect.commands.session import reading, rows
from jxinspect.commands.tree import App
from jxinspect.errors import NotFound
from jxinspect.ui.show import show_record, show_rows
from jxinspect.ui.values import Column, columns

app = App(
    "日志：谁在什么时候做了什么，改了什么。日志只增不改，每一条与前一条相扣。",
    example=["jxinspect journal list --by 张三", "jxinspect journal show 12", "jxinspect journal head"],
)

LIST = columns(
    ("pos", "行", "number"),
    ("local", "时间", "moment"),
    ("actor", "办理人"),
    ("act", "操作"),
    ("op", "方式"),
    ("record_table", "记录"),
    ("record_id", "编号"),
    ("entry", "摘要", "digest"),
)
ONE = columns(
    *LIST,
    ("chain", "链"),
    ("seq", "序号", "number"),
    ("signed", "签名", "flag"),
    ("withheld", "正文隐去", "flag"),
    ("previous", "该记录的前一条"),
    ("body", "正文"),
)
HEADS = columns(
    ("entry", "链头"),
    ("seq", "序号", "number"),
    ("utc", "最后一条", "moment"),
    ("chain", "链"),
    ("since", "开始", "moment"),
    ("why", "缘由"),
    Column("device_key", "设备公钥", width=20),
)
#: Shortest part of a hash that names an entry; documents print twelve digits of it.
SHORTEST = 8


@app.command("list", example=["jxinspect journal list --limit 20", "jxinspect journal list --record 编号"])
def list_(
    *,
    by: Annotated[str, typer.Option("--by", help="只看某人的", metavar="姓名")] = "",
    action: Annotated[str, typer.Option("--act", help="只看某种操作，如 notify.onsite", metavar="操作")] = "",
    record: Annotated[str, typer.Option("--record", help="只看某条记录的", metavar="编号")] = "",
    format: Format = ListFormat.TABLE,  # noqa: A002
    limit: Limit = 50,
    offset: Offset = 0,
    out: ListFile = None,
) -> None:
    """列出日志，新的在前。"""
    wanted = {"actor": by, "act": action, "record_id": record}
    where = " AND ".join(f"{name} = ?" for name, value in wanted.items() if value) or "1"  # only our own column names
    params = [value for value in wanted.values() if value]
    with reading() as query:
        total = query("SELECT count(*) AS n FROM journal WHERE " + where, params)[0]["n"]  # noqa: S608
        # The page is cut before header and local time are looked at.
        page = "SELECT pos FROM journal WHERE " + where + " ORDER BY pos DESC LIMIT ? OFFSET ?"  # noqa: S608
        chosen = "SELECT * FROM journal_list WHERE pos IN (" + page + ") ORDER BY pos DESC"  # noqa: S608
        found = query(chosen, [*params, limit, offset])
    show_rows(found, LIST, format.value, total=total, limit=limit, offset=offset, out=out)


@app.command(example=["jxinspect journal show 12", "jxinspect journal show 3f9a0c1b77de"])
def show(
    entry: Annotated[str, typer.Argument(help="行号，或者摘要的开头（文书页脚上的 12 位）", metavar="行号|摘要")],
) -> None:
    """显示一条日志和它的正文（改前、改后的值）。"""
    found = _find(entry.strip().lower())
    if len(found) != 1:
        why = "有几条的摘要这样开头。" if found else "日志中没有这一行，也没有这样开头的摘要。"
        raise NotFound(f"找不到日志条目 {entry}", why=why, todo="用 jxinspect journal list 查看。")
    show_record(found[0], ONE)


_ONE = """SELECT l.*, j.body, json_extract(j.header, '$.previous') AS previous
FROM journal_list l JOIN journal j USING (pos) """


def _find(entry: str) -> list[dict[str, Any]]:
    if entry.isdecimal() and entry.isascii() and len(entry) < SHORTEST:
        return rows(_ONE + "WHERE l.pos = ?", [int(entry)])
    if len(entry) < SHORTEST:
        return []
    return rows(_ONE + "WHERE j.hash >= ? AND j.hash < ? LIMIT 2", [entry, entry + "g"])


@app.command(example="jxinspect journal head")
def head(format: Format = ListFormat.TABLE) -> None:  # noqa: A002
    """显示每条链的链头；抄在纸上或者交给上级，日后即可证明日志没有被截短或者改写。"""
    show_rows(rows("journal_heads"), HEADS, format.value)
