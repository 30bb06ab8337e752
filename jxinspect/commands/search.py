"""`search`: full text over the records and the issued documents of the case file."""

from itertools import groupby
from typing import Annotated, Any

import typer

from jxinspect.commands.clock import clock
from jxinspect.commands.options import InspectionOpt, Limit, Offset
from jxinspect.commands.session import Query, case_path, own_staff, reading, unlocked
from jxinspect.commands.tree import App
from jxinspect.errors import Usage
from jxinspect.ui import messages, terminal
from jxinspect.ui.mode import mode
from jxinspect.ui.progress import track
from jxinspect.ui.show import show_rows
from jxinspect.ui.terminal import BOLD, DIM, YELLOW, paint
from jxinspect.ui.values import columns

app = App("全文查找。")

HITS = columns(
    ("kind", "种类"), ("name", "编号和名称"), ("inspection", "检查"), ("excerpt", "摘录"), ("command", "查看")
)


@app.command(
    example=[
        "jxinspect search 失业保险金",
        "jxinspect search 账册 原件 --inspection 2026-001",
        "jxinspect search 拒签 --kind 文书 --json",
    ]
)
def search(
    text: Annotated[list[str], typer.Argument(help="要找的文字；写几个的，须同时出现", metavar="文字")],
    *,
    kind: Annotated[
        list[str] | None, typer.Option("--kind", "-k", help="只找这一种，如 文书、证据；可以写几次", metavar="种类")
    ] = None,
    inspection: InspectionOpt = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> None:
    """在全部记录和已制发文书（DOCX、XLSX）的正文中查找，不分大小写和全半角；举报人信息查不到。"""
    from jxinspect.acts.search import search as find
    from jxinspect.store.texts import open_texts, words_of

    words = words_of(" ".join(text))
    if not words:
        raise Usage("没有写要找的文字", why="空白找不到东西", todo="写出要找的词，如 jxinspect search 失业保险金")
    _known(kind or [])
    path = case_path()
    with unlocked(path):
        own_staff(path)
        with reading() as query, open_texts(path, _key(path)) as texts:
            _read_new(query, texts, path)
            found = [vars(hit) for hit in find(query, texts, words, chosen=kind or [], inspection=inspection or "")]
    if mode().json:
        show_rows(found, HITS, limit=limit, offset=offset)
        return
    page = found[offset : offset + limit]
    _show(page, words)
    if len(page) < len(found):
        messages.note(f"找到 {len(found)} 处，显示其中的 {len(page)} 处；用 --limit、--offset 看其余")


def _known(kind: list[str]) -> None:
    from jxinspect.acts.search import kinds

    unknown = [word for word in kind if word not in kinds()]
    if unknown:
        raise Usage(f"没有这一种：{'、'.join(unknown)}", why=f"可以找的有：{'、'.join(kinds())}", todo="改正 --kind")


def _key(path: Any) -> Any:
    from jxinspect.store.keys import key_of

    return key_of(path, at=clock())


def _read_new(query: Query, texts: Any, path: Any) -> None:
    """Read the documents that were issued since the last search."""
    from jxinspect.acts.search import read, unread
    from jxinspect.store.objects import Objects

    new = unread(query, texts)
    if new:
        read(texts, Objects(path, _key(path)), track(new, "读取文书", len(new)))


def _show(found: list[dict[str, Any]], words: list[str]) -> None:
    if not found:
        messages.note("没有找到。")
        return
    lines: list[str] = []
    for kind, group in groupby(found, key=lambda hit: hit["kind"]):
        hits = list(group)
        lines.append(paint(f"{kind}（{len(hits)}）", BOLD))
        for hit in hits:
            where = f"　检查{hit['inspection']}" if hit["inspection"] and not _told(hit) else ""
            lines.append(f"  {hit['name']}{where}")
            lines += [f"    {_marked(hit['excerpt'], words)}", paint(f"    {hit['command']}", DIM)]
    terminal.out("\n".join(lines) + "\n")


def _told(hit: dict[str, Any]) -> bool:
    """Whether the name says already which inspection it is."""
    return bool(hit["name"].startswith(hit["inspection"]))


def _marked(text: str, words: list[str]) -> str:
    """The text with the words in colour, where there are colours."""
    from jxinspect.store.texts import folded

    plain, marked, place = folded(text), "", 0
    while place < len(text):
        word = next((word for word in words if plain.startswith(word, place)), text[place])
        piece = text[place : place + len(word)]
        marked += paint(piece, BOLD, YELLOW) if word in words else piece
        place += len(word)
    return marked
