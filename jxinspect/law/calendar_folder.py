"""Year tables that an office has imported: one TOML file for each year in a folder."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

from jxinspect.errors import Incomplete, Refused, Unwritable
from jxinspect.law.calendar import Calendar
from jxinspect.law.local_days import FILE, LocalDays, read_local, with_local
from jxinspect.law.local_days import as_toml as as_local
from jxinspect.law.year_table import YearTable, parse_year_table


def read_tables(folder: Path) -> tuple[YearTable, ...]:
    """The tables in the folder by year; none when there is no folder. Incomplete names a file that cannot be used."""
    return tuple(_table(path) for path in sorted(folder.glob("[0-9][0-9][0-9][0-9].toml")))


def _table(path: Path) -> YearTable:
    try:
        table = parse_year_table(path.read_text(encoding="utf-8"))
    except (Incomplete, UnicodeDecodeError) as fault:
        items = fault.items if isinstance(fault, Incomplete) else (str(fault),)
        raise Incomplete(
            f"工作日表 {path} 不能用",
            why="导入的表被改动或者损坏",
            todo="用 jxinspect calendar import 文件 --replace 重新导入",
            items=items,
        ) from fault
    if table.year != int(path.stem):
        raise Incomplete(f"工作日表 {path} 不能用", why=f"文件名与内容的年份 {table.year} 不一致", todo="改正文件名")
    return table


def calendar_of(folder: Path) -> Calendar:
    """The shipped calendar with the folder's tables and the holidays of the region (C9)."""
    found, local = Calendar.shipped().with_tables(read_tables(folder)), read_local(folder)
    return found.with_tables(with_local(found.table(year), local) for year in found.years) if local else found


def keep_local(folder: Path, entries: Iterable[LocalDays]) -> None:
    """Store the local days."""
    _write(folder / FILE, as_local(entries))


def keep_table(folder: Path, table: YearTable, *, replace: bool = False) -> bool:
    """Store the table as `<year>.toml`; True when something was written.

    The same days again are no change. Refused when another table is in force for that year, unless `replace`.
    """
    path = folder / f"{table.year}.toml"
    if not replace and (path.exists() or table.year in Calendar.shipped().years):
        old = _table(path) if path.exists() else Calendar.shipped().table(table.year)
        if old.same_days(table):
            return False
        raise Refused(
            f"{table.year} 年已有另一张工作日表",
            why="换表会改变已经算出的期限（G58）",
            todo="核对国务院办公厅的通知，确认后加 --replace",
            items=differences(old, table),
            guards=("G58",),
        )
    _write(path, as_toml(table))
    return True


def differences(old: YearTable, new: YearTable) -> list[str]:
    """The days that the tables give another kind."""
    days = sorted(day for one in (old, new) for day in one.holidays | one.makeup)
    kinds = ((day, old.mark(day) or "平日", new.mark(day) or "平日") for day in dict.fromkeys(days))
    return [f"{day}：现为{before}，新表为{after}" for day, before, after in kinds if before != after]


def as_toml(table: YearTable) -> str:
    """The table as a file that `parse_year_table` reads back."""
    told = {"title": table.title, "number": table.number, "confidence": table.confidence, "note": table.note}
    lines = [f"year = {table.year}"]
    lines += [f"{key} = {json.dumps(text, ensure_ascii=False)}" for key, text in told.items() if text]
    lines += [f"makeup = [{', '.join(map(str, sorted(table.makeup)))}]"]
    for name, first, last in table.names or _spans(table):
        lines += [
            "",
            "[[holiday]]",
            f"name = {json.dumps(name, ensure_ascii=False)}",
            f"from = {first}",
            f"to = {last}",
        ]
    return "\n".join(lines) + "\n"


def _spans(table: YearTable) -> list[tuple[str, object, object]]:
    days = sorted(table.holidays)
    breaks = [place for place, (one, after) in enumerate(pairwise(days), 1) if (after - one).days > 1]
    edges = [0, *breaks, len(days)]
    return [("放假", days[first], days[last - 1]) for first, last in pairwise(edges)]


def _write(path: Path, text: str) -> None:
    """The whole file or nothing."""
    from tempfile import NamedTemporaryFile

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(
            "w", encoding="utf-8", newline="\n", dir=path.parent, suffix=".new", delete=False
        ) as part:
            fresh = Path(part.name)
            part.write(text)
            part.flush()
            os.fsync(part.fileno())
        fresh.replace(path)
    except OSError as fault:
        raise Unwritable(f"不能写入 {path}", why=str(fault), todo="检查磁盘空间和文件夹权限") from fault
