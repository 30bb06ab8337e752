"""Results on stdout: lists, records and what an act has done, for people or for programs.

One list is described once by its columns and comes out as table, lines, JSON, CSV or XLSX.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from jxinspect.errors import Usage
from jxinspect.ui import messages, terminal
from jxinspect.ui.catch import catching
from jxinspect.ui.cells import cells, pad, wrap
from jxinspect.ui.files import machine, written
from jxinspect.ui.mode import mode
from jxinspect.ui.private import Leaving, covered, leave, whole
from jxinspect.ui.table import table, texts
from jxinspect.ui.target import STDOUT, agree_to_replace, shape_of
from jxinspect.ui.terminal import BOLD, DIM, GREEN, paint
from jxinspect.ui.values import Column, plain, shown

Format = Literal["table", "lines", "json", "csv", "xlsx"]
Row = Mapping[str, Any]
Fact = tuple[str, str, object]


def show_rows(
    rows: Iterable[Row],
    columns: Sequence[Column],
    format: Format = "table",  # noqa: A002 — the name of the option
    *,
    limit: int | None = None,
    offset: int = 0,
    total: int | None = None,
    out: Path | None = None,
) -> None:
    """Show a list. `total` is given when `rows` is already one page of it; else the page is cut here."""
    page = list(rows)
    if total is None:
        total = len(page)
        page = page[offset : None if limit is None else offset + limit]
    if catching(page, columns, total):
        return
    shape = shape_of(format, out)
    shape = "json" if mode().json and shape == "table" else shape
    if shape == "json":
        _json_rows(page, columns, offset, total)
    elif shape in ("csv", "xlsx"):
        _file(page, columns, "csv" if shape == "csv" else "xlsx", out)
    else:
        _human(page, columns, shape)
    if len(page) < total and shape != "json":
        since = f"，从第 {offset + 1} 条起" if offset else ""
        verb, rest = ("写入", "写入其余，或者用 export rows 导出全部") if out else ("显示", "看其余")
        messages.note(f"{verb} {total} 条中的 {len(page)} 条{since}；用 --limit、--offset {rest}")


def _json_rows(page: Sequence[Row], columns: Sequence[Column], offset: int, total: int) -> None:
    safe, hidden = covered(page, columns)
    told = {"rows": [machine(row, columns) for row in safe], "shown": len(page), "offset": offset, "total": total}
    text = _json_text(told | ({"masked": hidden} if hidden else {}))
    if mode().unmasked:
        leave(Leaving(len(page), text.encode(), unmasked=mode().unmasked, whole=whole(page, columns)))
    terminal.for_machines()
    terminal.out(text)


def _human(page: Sequence[Row], columns: Sequence[Column], shape: str) -> None:
    if not page:
        messages.note("没有记录。")
        return
    body = [texts(columns, dict(row)) for row in page]
    if shape == "lines":
        lines = ["\t".join(cell.replace("\t", " ") for cell in row) for row in body]
    else:
        lines = table(columns, body, terminal.width() if terminal.is_terminal() else None)
    terminal.out("\n".join(lines) + "\n")


def show_record(record: Row, columns: Sequence[Column]) -> None:
    """Show one record, a line for each field that has a value; with --json all fields."""
    if mode().json:
        _json(machine(record, columns))
        return
    facts = [(column.title, shown(record.get(column.key), column)) for column in columns]
    terminal.out("\n".join(_fields([fact for fact in facts if fact[1]])) + "\n")


def _fields(facts: Sequence[tuple[str, str]], indent: str = "") -> list[str]:
    size = max((cells(title) for title, _ in facts), default=0)
    room = max(20, terminal.width() - size - 2 - len(indent)) if terminal.is_terminal() else 10**6
    lines = []
    for title, text in facts:
        first, *rest = wrap(text, room)
        lines.append(f"{indent}{paint(pad(title, size), BOLD)}  {first}".rstrip())
        lines += [indent + " " * (size + 2) + line for line in rest]
    return lines


def show_facts(title: str, facts: Sequence[Fact]) -> None:
    """Facts on which somebody is to decide; with --json nothing: `done` tells them at the end."""
    if not mode().json:
        lines = _fields([(name, shown(value)) for _, name, value in facts if value not in (None, "", [], ())], "  ")
        terminal.out("\n".join([title, *lines]) + "\n")


def done(text: str, facts: Sequence[Fact] = (), next_steps: Sequence[str] = ()) -> None:
    """What the act has changed, what it now is, and the commands that may follow.

    `facts`: (ASCII key, Chinese title, value). With --dry-run it says that nothing was written.
    """
    trial = mode().dry_run
    if mode().json:
        held = {key: plain(value) for key, _, value in facts}
        _json({"done": text, "dry_run": trial, **held, "next": list(next_steps)})
        return
    if mode().quiet:
        return
    lines = [paint("试运行，没有写入：", BOLD) + text if trial else paint(text, BOLD, GREEN)]
    lines += _fields([(title, shown(value)) for _, title, value in facts if value not in (None, "", [], ())], "  ")
    if next_steps and not trial:
        lines += [paint("接下来：", DIM), *(f"  {step}" for step in next_steps)]
    terminal.out("\n".join(lines) + "\n")


def show_text(text: str, key: str = "text") -> None:
    """Running text such as an article; with --json as {key: text}."""
    if mode().json:
        _json({key: text})
        return
    size = min(terminal.width(), 100) if terminal.is_terminal() else 10**6
    terminal.out("\n".join(line for paragraph in text.split("\n") for line in wrap(paragraph, size)) + "\n")


def show_json(value: object) -> None:
    """A structure of our own as JSON."""
    _json(plain(value))


def _json(value: object) -> None:
    terminal.for_machines()
    terminal.out(_json_text(value))


def _json_text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=None if not terminal.is_terminal() else 2) + "\n"


def _file(page: Sequence[Row], columns: Sequence[Column], kind: Literal["csv", "xlsx"], out: Path | None) -> None:
    if kind == "xlsx" and out in (None, STDOUT) and terminal.is_terminal():
        raise Usage("xlsx 不能显示在屏幕上", why="它是一个文件", todo="写 --out 文件.xlsx")
    safe, hidden = covered(page, columns)
    numbers = whole(page, columns)
    deliver(Leaving(len(page), written(safe, columns, kind), out, mode().unmasked, numbers), kind)
    say_hidden(hidden)


def say_hidden(cells: int) -> None:
    """Say that numbers of people are hidden in what was handed out."""
    if cells:
        messages.note(f"有 {cells} 处证件号码、账号或者电话已遮盖；确需原样的，写 --unmasked 理由，理由记入日志")


def deliver(leaving: Leaving, kind: str) -> None:
    """Hand out a file, or write it to standard output; the journal keeps that it left."""
    out = leaving.target
    if out is None or out == STDOUT:
        leaving = leaving._replace(target=None)
        terminal.raw((leave(leaving) if leaving.unmasked else leaving).data)
        return
    target = out / f"list.{kind}" if out.is_dir() else out
    if mode().dry_run:
        messages.note(f"试运行，没有写入：{leaving.rows} 条 {target}")
        return
    from jxinspect.store import durable

    agree_to_replace(target)
    left = leave(leaving._replace(target=target))
    assert left.target is not None
    with durable.writing(left.target):
        left.target.parent.mkdir(parents=True, exist_ok=True)
    durable.write(left.target, left.data)
    messages.note(f"{left.rows} 条已写入 {left.target}")
