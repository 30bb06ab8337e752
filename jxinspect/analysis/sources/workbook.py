"""Workbooks: xls, xlsx, xlsb, ods, and et that is one of them inside (python-calamine)."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

from jxinspect.analysis.sheet import HEADER_WITHIN, OWN_PAGES
from jxinspect.analysis.sources.cells import chunks_of, shown
from jxinspect.analysis.sources.content import Content
from jxinspect.analysis.sources.header import Head, Line, head_of
from jxinspect.analysis.sources.source import Chunk, Source

#: Rows in which a sheet is full: what follows stands on the next sheet, often without a header.
FULL = (65_536, 1_048_576)
SAVE_AS = "请提供单位在 WPS 中打开核对，另存为 xlsx 后重新报送"


def workbook_sources(content: Content, form: str, data: bytes) -> Iterator[Source]:
    """Every sheet with a table. Incomplete when the workbook cannot be read or none of its sheets has a header."""
    found: list[tuple[str, Any, Head]] = []
    left = []
    for name, sheet in _sheets(content, data):
        head = _continued(sheet, found[-1] if found else None) or head_of(list(_first(sheet)), _merged(sheet))
        if head is not None:
            found.append((name, sheet, head))
        elif sheet.start is not None and name not in OWN_PAGES:
            left.append(f"工作表 {name}：没有表头")
    if not found:
        content.unusable(
            f"没有一张工作表在前 {HEADER_WITHIN} 行里有表头" if left else "工作簿里没有数据",
            "请提供单位补上表头（每列一个名称）后重新报送；或者核对是不是选错了文件",
            tuple(left),
        )
    for name, sheet, head in found:
        source = Source(content.name, name, form, "", head.titles, _reader(sheet, head), head.units, head.above, left)
        yield source


def _sheets(content: Content, data: bytes) -> Iterator[tuple[str, Any]]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        for about in book.sheets_metadata:
            if about.typ == SheetTypeEnum.WorkSheet:
                yield about.name, book.get_sheet_by_name(about.name)
    except PasswordError:
        content.unusable("工作簿设有密码", "用 --password-file 写明密码；没有密码的，请提供单位去掉密码后重新报送")
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError) as fault:
        content.unusable(f"工作簿不完整，或者已经损坏（{fault}）", f"核对复制是否完整；{SAVE_AS}")


def _rows(sheet: Any) -> Iterator[tuple[int, list[Any]]]:
    """Rows with the numbers that the user sees, from the first column of the sheet."""
    if sheet.start is None:
        return
    top, left = sheet.start
    empty = [""] * left
    for number, cells in enumerate(sheet.iter_rows(), 1):
        if number > top:
            yield number, [*empty, *cells] if left else cells


def _first(sheet: Any) -> Iterator[Line]:
    seen = 0
    for number, cells in _rows(sheet):
        texts = [shown(cell) for cell in cells]
        if any(text.strip() for text in texts):
            seen += 1
            yield number, texts
        if seen > HEADER_WITHIN:
            return


def _merged(sheet: Any) -> dict[tuple[int, int], str]:
    """(row number, place) → text of the merged cell that covers it, in the first rows."""
    covered: dict[tuple[int, int], str] = {}
    texts = {(number, place): text for number, cells in _first(sheet) for place, text in enumerate(cells) if text}
    for (top, left), (_, right) in sheet.merged_cell_ranges or ():
        for place in range(left + 1, right + 1):
            covered[top + 1, place] = texts.get((top + 1, left), "")
    return covered


def _continued(sheet: Any, before: tuple[str, Any, Head] | None) -> Head | None:
    """The header of the sheet before, where that one was full and this one goes on without a header."""
    if before is None or sheet.start is None or _height(before[1]) not in FULL:
        return None
    head = before[2]
    first = next(_rows(sheet), None)
    if first is None or len(first[1]) < len(head.titles) or head_of(list(_first(sheet))) is not None:
        return None
    return Head(0, 0, head.titles, head.units, [], [])


def _height(sheet: Any) -> int:
    """Number of the last row that a cell stands in."""
    return int(sheet.end[0]) + 1


def _reader(sheet: Any, head: Head) -> Callable[[Source], Iterator[Chunk]]:
    lines = [number for number, _ in _first(sheet)]
    start = lines[head.data] if head.data < len(lines) else _height(sheet) + 1

    def read(source: Source) -> Iterator[Chunk]:
        for number, reason in head.passed:
            source.skip(number, reason)
        yield from chunks_of(source, ((n, cells) for n, cells in _rows(sheet) if n >= start))

    return read
