"""What is in a file: the real format by its bytes, strict decoding, sheets of raw cells. The extension is not asked."""

from __future__ import annotations

import codecs
import csv
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from jxinspect.analysis.extent import too_far
from jxinspect.analysis.formula_faults import Faults, formula_faults, put_in
from jxinspect.analysis.marks import OLE, ZIP
from jxinspect.analysis.panic import panic_is_damage
from jxinspect.errors import Incomplete
from jxinspect.store import incoming

DELIMITERS = "\t|,;，"
#: Unpacked size of a workbook; above it a file is an attack or belongs to `inspect data load`.
LARGEST = 1 << 30
#: So many good characters of more than one byte before a bad one: the file is damaged UTF-8, not GB18030.
CONVINCING = 8
SAVE_AS = "在 WPS 或者 Excel 中打开，另存为 xlsx，再导入"


@dataclass(frozen=True)
class Sheet:
    """Cells as the file holds them; `name` is empty for a text file."""

    name: str
    rows: Sequence[Sequence[Any]]
    #: What the user counts the first of `rows` as; JSON lines have no line for their titles.
    first: int = 1

    def at(self, number: int) -> str:
        """“工作表 X 第 3 行” of the row with this index."""
        named = f"工作表 {self.name} " if self.name else ""
        return f"{named}第 {self.first + number} 行" if self.first + number else f"{named}表头"


def sheets(path: Path) -> list[Sheet]:
    """All sheets of a workbook or the one table of a text file. Raises NotFound or Incomplete."""
    return sheets_of(incoming.content(path), Path(incoming.name(path)))


def sheets_of(data: bytes, path: Path) -> list[Sheet]:
    """The same of a content that may have come another way; `path` names it in messages."""
    if not data.strip():
        _unusable(path, "文件是空的", "核对是不是选错了文件")
    if data.startswith((ZIP, OLE)):
        return _workbook(path, data)
    _refuse_disguise(path, data)
    text = decoded(data, path)
    if text.lstrip().startswith("{"):
        return [json_lines(path, text)]
    return [Sheet("", _table(path, text))]


def _unusable(path: Path, why: str, todo: str) -> NoReturn:
    raise Incomplete(f"文件不能用：{path.name}", why=why, todo=todo)


def _refuse_disguise(path: Path, data: bytes) -> None:
    """HTML under the name of a workbook, PDF, DBF and other bytes that are no table."""
    head = data[:1024].lstrip(codecs.BOM_UTF8 + b" \r\n\t").lower()
    if head.startswith((b"<html", b"<!doctype", b"<table", b"<?xml", b"mime-version")):
        _unusable(path, "文件内容是网页，只是改了扩展名", SAVE_AS)
    if head.startswith(b"%pdf"):
        _unusable(path, "这是 PDF 文件", "请提供单位导出电子表格")
    if b"\x00" in data[:4096] and not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        _unusable(path, "文件内容不是电子表格，也不是文本", SAVE_AS)


def _workbook(path: Path, data: bytes) -> list[Sheet]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        if data.startswith(ZIP):
            with zipfile.ZipFile(io.BytesIO(data)) as packed:
                if sum(entry.file_size for entry in packed.infolist()) > LARGEST:
                    _unusable(path, "解压后超过 1 GB", "删去多余的工作表，或者拆成几个文件")
        if cell := too_far(data):
            _unusable(path, f"工作簿写到了 {cell}，中间几乎都是空的", "删去表以外的行和列，再导入")
        faults = formula_faults(data)
        with panic_is_damage():
            book = CalamineWorkbook.from_filelike(io.BytesIO(data))
            sheets = {name: book.get_sheet_by_name(name) for name in _worksheets(book)}
        return [Sheet(name, _rows(sheet, faults.get(name, {}))) for name, sheet in sheets.items()]
    except PasswordError:
        _unusable(path, "文件设有密码", "在 WPS 或者 Excel 中去掉密码后另存，再导入")
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError) as fault:
        _unusable(path, f"不是可以读取的电子表格，或者已经损坏（{fault}）", SAVE_AS)


def _worksheets(book: Any) -> list[str]:
    from python_calamine import SheetTypeEnum

    return [found.name for found in book.sheets_metadata if found.typ == SheetTypeEnum.WorkSheet]


def _rows(sheet: Any, faults: Faults) -> list[list[Any]]:
    """Rows from the first of the sheet, so that numbers agree with what the user sees; the empty end cut off."""
    rows: list[list[Any]] = sheet.to_python(skip_empty_area=False)
    put_in(rows, faults)
    while rows and not any(str(cell).strip() for cell in rows[-1]):
        rows.pop()
    return rows


def decoded(data: bytes, path: Path) -> str:
    """Text by its byte order mark, else strict UTF-8, else strict GB18030; Incomplete names the place of bad bytes."""
    for mark, charset in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            return _strict(data[len(mark) :], charset, path)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as fault:
        before = data[: fault.start].decode("utf-8")
        if sum(char > "\x7f" for char in before) >= CONVINCING:
            return _strict(data, "utf-8", path)
    return _strict(data, "gb18030", path)


def _strict(data: bytes, charset: str, path: Path) -> str:
    try:
        return data.decode(charset)
    except UnicodeDecodeError as fault:
        before = data[: fault.start]
        line, column = before.count(b"\n") + 1, fault.start - (before.rfind(b"\n") + 1) + 1
        place = f"第 {line} 行第 {column} 个字节（{data[fault.start : fault.start + 4].hex(' ')}）"
        raise Incomplete(
            f"文件有不能解读的字节：{path.name}",
            why=f"{place}不是 {charset.upper()} 编码的文字；程序不猜、不丢字",
            todo="请提供单位重新导出，或者在 WPS 中打开核对后另存为 xlsx",
            items=[place],
        ) from fault


def json_lines(path: Path, text: str) -> Sheet:
    """A table whose lines are JSON objects; Incomplete names every line that is none."""
    import json

    found: list[dict[str, Any]] = []
    faults = []
    for number, line in enumerate(text.splitlines(), 1):
        try:
            value = json.loads(line) if line.strip() else {}
        except ValueError as fault:
            faults.append(f"第 {number} 行：不是 JSON（{fault}）")
            continue
        wrong = _unsuitable(value)
        faults += [f"第 {number} 行：{wrong}"] if wrong else []
        found.append(value if isinstance(value, dict) else {})
    if faults:
        why = "每行应当是一个 JSON 对象，值是文字、数字、真假或者它们的列表"
        raise Incomplete(f"{path.name} 有 {len(faults)} 行不能用", why=why, todo="逐行改正后重试", items=faults)
    titles = list(dict.fromkeys(title for one in found for title in one))
    return Sheet("", [titles, *([_cell(one.get(title)) for title in titles] for one in found)], first=0)


def _unsuitable(value: Any) -> str | None:
    if not isinstance(value, dict):
        return "不是 JSON 对象"
    plain = (str, int, float, bool, type(None))
    for title, cell in value.items():
        if not all(isinstance(one, plain) for one in (cell if isinstance(cell, list) else [cell])):
            return f"“{title}”的值不是文字、数字、真假或者它们的列表"
    return None


def _cell(value: Any) -> Any:
    return "" if value is None or value == [] else value


def _table(path: Path, text: str) -> list[list[str]]:
    delimiter = delimiter_of([line for line in text.splitlines() if line.strip()][:20])
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as fault:
        _unusable(path, f"引号不成对（{fault}）", "请提供单位重新导出，或者另存为 xlsx")
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    return rows


def delimiter_of(lines: Sequence[str]) -> str:
    """The mark that most of the lines have equally often."""
    return max(DELIMITERS, key=lambda mark: (_agreement(lines, mark), -DELIMITERS.index(mark)))


def _agreement(lines: Sequence[str], mark: str) -> int:
    """Lines that have as many of this mark as the most usual count, which is not zero."""
    counts = [line.count(mark) for line in lines]
    seen = [count for count in counts if count]
    return max((counts.count(count) * 2 + count for count in seen), default=0)
