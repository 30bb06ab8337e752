"""Workbooks: xls, xlsx, xlsb, ods, and et that is one of them inside (python-calamine)."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

from jxinspect.analysis.extent import too_far
from jxinspect.analysis.formula_faults import Faults, formula_faults
from jxinspect.analysis.marks import OLE
from jxinspect.analysis.panic import panic_is_damage
from jxinspect.analysis.sheet import HEADER_WITHIN, OWN_PAGES
from jxinspect.analysis.sources.cells import chunks_of, shown
from jxinspect.analysis.sources.content import Content
from jxinspect.analysis.sources.header import Head, Line, head_of
from jxinspect.analysis.sources.merged import Block, beside
from jxinspect.analysis.sources.source import Chunk, Source

#: Rows in which a sheet is full: what follows stands on the next sheet, often without a header.
FULL = (65_536, 1_048_576)
WORKBOOK_STREAMS = ("Workbook", "Book")
OTHER_STREAMS = {"WordDocument": "Word 文档", "PowerPoint Document": "演示文稿", "VisioDocument": "Visio 图"}
LOCKED = ("工作簿设有密码", "用 --password-file 写明密码；不知道密码的，请提供单位去掉密码后重新报送")
#: Bytes of the head of an OLE file, which says where its directory lies.
HEAD = 512
SAVE_AS = "请提供单位在 WPS 中打开核对，另存为 xlsx 后重新报送"
DAMAGED = f"核对复制是否完整；{SAVE_AS}"
FAR = f"请提供单位删去表以外的行和列（在 WPS 中按 Ctrl+End 查看写到哪里）；{SAVE_AS}"


def workbook_sources(content: Content, form: str, password: str | None) -> list[Source]:
    """Every sheet with a table. Incomplete when the workbook cannot be read."""
    found: list[tuple[str, Any, Head]] = []
    left = []
    for name, sheet in _sheets(content, _opened(content, password)):
        head = _continued(sheet, found[-1] if found else None) or _head(sheet)
        if head is not None:
            found.append((name, sheet, head))
        elif sheet.start is not None and name not in OWN_PAGES:
            left.append(f"工作表 {name}：没有表头")
    return [
        Source(content.name, name, form, "", head.titles, _reader(sheet, head), head.units, head.above, [*left])
        for name, sheet, head in found
    ]


def _opened(content: Content, password: str | None) -> bytes:
    """The workbook without its password, in memory."""
    data = content.whole()
    if not data.startswith(OLE):
        return data
    folder = (int.from_bytes(data[48:52], "little") + 2) << data[30] if len(data) > HEAD else len(data) + 1
    if folder > len(data):
        content.unusable(f"工作簿不完整：文件只有 {len(data)} 字节，目录应当在第 {folder} 字节以前", DAMAGED)
    plain = any(_utf16(word) in data for word in WORKBOOK_STREAMS)
    if not plain and _utf16("EncryptedPackage") not in data:
        kind = next((kind for word, kind in OTHER_STREAMS.items() if _utf16(word) in data), "旧式 Office 文件")
        content.unusable(f"这是{kind}，里面没有能读的工作簿（有的 .et 是 WPS 自己的格式）", SAVE_AS)
    if not plain and password is None:
        content.locked(*LOCKED)
    return data if password is None else _decrypted(content, data, password)


def _utf16(word: str) -> bytes:
    """As the directory of an OLE file has it."""
    return word.encode("utf-16-le") + b"\0\0"


def _decrypted(content: Content, data: bytes, password: str) -> bytes:
    from jxinspect.analysis.unlocking import BrokenLock, WrongPassword, unlocked

    try:
        return unlocked(data, password) or data
    except WrongPassword:
        content.locked("工作簿的密码不对", "核对密码（大小写、全角半角）；仍然不对的，请提供单位去掉密码后重新报送")
    except BrokenLock:
        content.unusable("工作簿加密的部分已经损坏", DAMAGED)


def _sheets(content: Content, data: bytes) -> Iterator[tuple[str, Any]]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

    if cell := too_far(data):
        content.unusable(f"工作簿写到了 {cell}，中间几乎都是空的：多半误输了内容，或者文件已经损坏", FAR)
    try:
        with panic_is_damage():
            book = CalamineWorkbook.from_filelike(BytesIO(data))
            names = [about.name for about in book.sheets_metadata if about.typ == SheetTypeEnum.WorkSheet]
        faults = formula_faults(data)
        for name in names:
            with panic_is_damage():
                sheet = book.get_sheet_by_name(name)
            yield name, _Told(sheet, faults[name]) if name in faults else sheet
    except PasswordError:
        content.locked(*LOCKED)
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError):
        content.unusable("工作簿不完整，或者已经损坏", DAMAGED)


class _Told:
    """A sheet that also tells where a formula failed."""

    def __init__(self, sheet: Any, faults: Faults) -> None:
        self.start, self.end, self.merged_cell_ranges = sheet.start, sheet.end, sheet.merged_cell_ranges
        self._sheet = sheet
        self._faults: dict[int, dict[int, str]] = {}
        for (number, place), text in faults.items():
            self._faults.setdefault(number, {})[place] = text

    def iter_rows(self) -> Iterator[list[Any]]:
        """All rows, from the first column that has cells."""
        _, left = self.start
        for number, cells in enumerate(self._sheet.iter_rows(), 1):
            here = self._faults.get(number, {})
            yield [here.get(left + place, cell) for place, cell in enumerate(cells)] if here else cells


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


def _head(sheet: Any) -> Head | None:
    first = list(_first(sheet))
    return head_of(first, beside(_blocks(sheet), first))


def _blocks(sheet: Any) -> list[Block]:
    return [Block(top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()]


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
        rows = ((number, cells) for number, cells in _rows(sheet) if number >= start)
        yield from chunks_of(source, rows, _blocks(sheet))

    return read
