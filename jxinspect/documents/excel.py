"""Workbooks from a small description: the frame by openpyxl, the rows spliced into it as XML.

openpyxl lays out titles, styles, drop-downs and print set-up with one sample row; the rows then take over the styles
of the sample. That writes long lists many times faster than cell by cell, and the same rows give the same bytes. Text
is always stored as text: what begins with = + - @ is shown, never computed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from hashlib import sha256
from html import escape
from io import BytesIO
from typing import Literal, TypeAlias

from lxml import etree

from jxinspect.documents.outline import parse_xml
from jxinspect.documents.package import entries, read_package, write_package
from jxinspect.documents.values import normal
from jxinspect.errors import Damaged, Incomplete

Value: TypeAlias = str | int | date | None
Kind: TypeAlias = Literal["text", "number", "money", "date"]
FORMATS = {"text": "@", "number": "0", "money": "#,##0.00", "date": "yyyy-mm-dd"}
#: First characters that spreadsheet programs take for the beginning of a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
#: Text that needs neither escaping nor a second look: by far the most.
_PLAIN = re.compile("[ !-%'-;=?-~\u3000-\u303f\u4e00-\u9fff\uff00-\uff5e]*").fullmatch
MAX_ROWS = 1_000_000
MAX_CELL = 32_767
LINE_POINTS = 16
#: What a row is higher than its lines, so that no character touches the border.
ROOM_POINTS = 6
#: Height of the lines below a table, some of which are signed by hand.
CLOSING_POINTS = 24
#: Rows of an empty import template that carry formats and drop-downs.
EMPTY_ROWS = 2_000
CHOICES_SHEET = "选项"
_EPOCH = date(1899, 12, 30)
_FIXED = "2026-01-01T00:00:00Z"


@dataclass(frozen=True)
class Column:
    """One column: `width` in characters; money is whole fen and shown in 元; `choices` become a drop-down."""

    title: str
    width: float = 14
    kind: Kind = "text"
    note: str = ""
    choices: tuple[str, ...] = ()
    required: bool = False
    summed: bool = True  #: money: its sum stands below the rows


@dataclass(frozen=True)
class Sheet:
    """One sheet. `lines` stand under the title (文号, 单位, 期间), `closing` under the rows (signatures)."""

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]] = ()
    title: str = ""
    lines: Sequence[str] = ()
    closing: Sequence[str] = ()
    footer: str = ""
    tall: bool = False  #: rows as high as their longest cell; for short lists to be printed
    blank: int = 0  #: so many empty rows to be filled in below a head in the first row, and nothing else

    @cached_property
    def digest(self) -> str:
        """SHA-256 over titles and rows, by which an export is compared with the case file."""
        titles = [column.title for column in self.columns]
        told = json.dumps([titles, self.rows], ensure_ascii=False, separators=(",", ":"), default=_told)
        return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()

    @cached_property
    def summary(self) -> list[str]:
        """Closing lines of every export: number of rows, sums of money, digest."""
        sums = [
            f"{column.title}合计 {_yuan(sum(row[place] or 0 for row in self.rows)):,.2f} 元"  # type: ignore[misc]
            for place, column in enumerate(self.columns)
            if column.kind == "money" and column.summed
        ]
        return ["，".join([f"共 {len(self.rows)} 行", *sums]) + "。", f"内容摘要（SHA-256）：{self.digest}"]


def _told(value: object) -> str:
    assert isinstance(value, date)
    return value.isoformat()


def _yuan(fen: int) -> Decimal:
    return Decimal(fen) / 100


def build(sheets: Sheet | Sequence[Sheet]) -> bytes:
    """A workbook to print and to hand over. Raises Incomplete for what cannot be written, Damaged when reading back
    does not give the same rows."""
    chosen = [sheets] if isinstance(sheets, Sheet) else list(sheets)
    for sheet in chosen:
        _check(sheet)
    data = _spliced(chosen)
    _prove(chosen, data)
    return data


def import_template(sheets: Sheet | Sequence[Sheet]) -> bytes:
    """An empty workbook to fill in: head in the first row, formats, notes, drop-downs, and a sheet of explanations."""
    chosen = [sheets] if isinstance(sheets, Sheet) else list(sheets)
    return _spliced([replace(sheet, blank=EMPTY_ROWS) for sheet in chosen], explain=True)


def _check(sheet: Sheet) -> None:
    wrong = [
        f"第 {n} 行有 {len(row)} 格，应为 {len(sheet.columns)} 格"
        for n, row in enumerate(sheet.rows, 1)
        if len(row) != len(sheet.columns)
    ]
    if len(sheet.rows) > MAX_ROWS:
        wrong.append(f"多于 {MAX_ROWS} 行")
    if wrong:
        raise Incomplete(f"工作表“{sheet.name}”不能生成", why=wrong[0], todo="请报告开发人员", items=wrong[:20])


def _spliced(sheets: Sequence[Sheet], *, explain: bool = False) -> bytes:
    from jxinspect.documents.excel_frame import frame

    parts = read_package(frame(sheets, explain=explain))
    for place, sheet in enumerate(sheets, 1):
        name, fill = f"xl/worksheets/sheet{place}.xml", _with_blanks if sheet.blank else _with_rows
        parts[name] = fill(parts[name].decode(), sheet).encode()
    core = re.sub(r"(<dcterms:(?:created|modified)[^>]*>)[^<]*", rf"\g<1>{_FIXED}", parts["docProps/core.xml"].decode())
    parts["docProps/core.xml"] = core.encode()
    parts["xl/styles.xml"] = _ordered_fonts(parts["xl/styles.xml"])
    return write_package(entries(parts).values())


#: Children of a font in the order of the schema; openpyxl has one of its own.
_FONT_ORDER = [
    "b",
    "i",
    "strike",
    "outline",
    "shadow",
    "u",
    "vertAlign",
    "sz",
    "color",
    "name",
    "family",
    "charset",
    "scheme",
]


def _ordered_fonts(styles: bytes) -> bytes:
    root = parse_xml(styles)
    for font in root.iter(f"{{{root.nsmap[None]}}}font"):
        font[:] = sorted(font, key=lambda child: _FONT_ORDER.index(etree.QName(child).localname))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def head_row(sheet: Sheet) -> int:
    """The row of the column titles."""
    return 1 if sheet.blank else 1 + bool(sheet.title) + len(sheet.lines)


def _with_rows(xml: str, sheet: Sheet) -> str:
    """The sheet with its rows instead of the two sample rows (plain and quoted style of each column)."""
    first = head_row(sheet) + 1
    plain, quoted = (_row_styles(xml, row) for row in (first, first + 1))
    last = first + len(sheet.rows) + len(sheet.summary) + len(sheet.closing) - 1
    return _filled(xml, sheet, "".join(_rows(sheet, first, plain, quoted)), last)


def _with_blanks(xml: str, sheet: Sheet) -> str:
    """The sheet with its first sample row repeated for every row to be filled in."""
    first = head_row(sheet) + 1
    begin = xml.index(f'<row r="{first}"')
    sample = re.sub(rf' r="([A-Z]*){first}"', r' r="\1#"', xml[begin : xml.index("</row>", begin)]) + "</row>"
    rows = "".join(sample.replace("#", str(row)) for row in range(first, first + sheet.blank))
    return _filled(xml, sheet, rows, first + sheet.blank - 1)


def _filled(xml: str, sheet: Sheet, rows: str, last: int) -> str:
    """The sheet with these rows, which end at `last`, instead of the sample rows."""
    xml = xml[: xml.index(f'<row r="{head_row(sheet) + 1}"')] + rows + xml[xml.index("</sheetData>") :]
    return re.sub(r'<dimension ref="[^"]*"', f'<dimension ref="A1:{letters(len(sheet.columns))}{last}"', xml)


def _row_styles(xml: str, row: int) -> list[str]:
    begin = xml.index(f'<row r="{row}"')
    found = re.findall(r'<c r="[A-Z]+\d+" s="(\d+)"', xml[begin : xml.index("</row>", begin)])
    return [str(style) for style in found]


def _rows(sheet: Sheet, first: int, plain: list[str], quoted: list[str]) -> Iterator[str]:
    names = [letters(n) for n in range(1, len(sheet.columns) + 1)]
    number = first
    for row in sheet.rows:
        cells = [
            _cell(f"{name}{number}", value, column, styles)
            for name, value, column, styles in zip(
                names, row, sheet.columns, zip(plain, quoted, strict=False), strict=True
            )
        ]
        height = f' ht="{row_height(row, sheet.columns)}" customHeight="1"' if sheet.tall else ""
        yield f'<row r="{number}"{height}>{"".join(cells)}</row>'
        number += 1
    for line in [*sheet.summary, *sheet.closing]:
        cell = _text(f"A{number}", line, quoted[len(sheet.columns)])
        yield f'<row r="{number}" ht="{CLOSING_POINTS}" customHeight="1">{cell}</row>'
        number += 1


def row_height(row: Sequence[Value], columns: Sequence[Column]) -> int:
    """Points that the row needs when its text is wrapped in the columns' widths."""
    lines = [_lines(value, column.width) for value, column in zip(row, columns, strict=True) if isinstance(value, str)]
    return LINE_POINTS * max(lines, default=1) + ROOM_POINTS


def _lines(text: str, width: float) -> int:
    """Lines of the text in a column; a Chinese character is two wide."""
    room = max(2, int(width) - 1)
    return sum(max(1, -(-sum(1 if c.isascii() else 2 for c in part) // room)) for part in text.split("\n"))


def _cell(place: str, value: Value, column: Column, styles: tuple[str, str]) -> str:
    if value is None or value == "":
        return f'<c r="{place}" s="{styles[0]}"/>'
    if isinstance(value, str):
        return _string(place, value, column, styles)
    number: int | Decimal = _days(value) if isinstance(value, date) else value
    if column.kind == "money":
        number = _yuan(int(number))
    return f'<c r="{place}" s="{styles[0]}"><v>{number}</v></c>'


def _string(place: str, value: str, column: Column, styles: tuple[str, str]) -> str:
    style = styles[value[0] in FORMULA_STARTS]
    if len(value) > MAX_CELL:
        raise Incomplete(
            f"“{column.title}”一格超过 {MAX_CELL} 字", why="工作表的一格放不下", todo="请分开填写或者另附文件"
        )
    if _PLAIN(value):
        return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{value}</t></is></c>'
    return _text(place, normal(value, column.title), style)


def _text(place: str, text: str, style: str) -> str:
    shown = escape(text, quote=False)
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{shown}</t></is></c>'


def _days(day: date) -> int:
    """Excel counts days from the end of 1899."""
    return day.toordinal() - _EPOCH.toordinal()


def letters(column: int) -> str:
    """1 is A, 27 is AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def _prove(sheets: Sequence[Sheet], data: bytes) -> None:
    """Read the finished workbook back by another library and compare every cell."""
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(BytesIO(data))
    wrong = []
    for place, sheet in enumerate(sheets):
        if sheet.blank:
            continue
        rows = book.get_sheet_by_index(place).to_python(skip_empty_area=False)
        found = rows[head_row(sheet) : head_row(sheet) + len(sheet.rows)]
        width = len(sheet.columns)
        same = len(found) == len(sheet.rows) and all(
            have[:width] == row or have[:width] == [_as_read(v, c) for v, c in zip(row, sheet.columns, strict=True)]
            for have, row in zip(found, sheet.rows, strict=True)
        )
        lines = [str(row[0]) for row in rows[head_row(sheet) + len(sheet.rows) :]]
        if not same or lines[: len(sheet.summary)] != sheet.summary:
            wrong.append(sheet.name)
    if wrong:
        raise Damaged(
            f"工作表{'、'.join(wrong)}与案卷库内容不一致，未导出", why="读回的行数或者内容不同", todo="请报告开发人员"
        )


def _as_read(value: Value, column: Column) -> object:
    if value is None:
        return ""
    if isinstance(value, str):
        return normal(value, column.title)
    if isinstance(value, date):
        return date(value.year, value.month, value.day) if isinstance(value, datetime) else value
    return float(_yuan(value)) if column.kind == "money" else float(value)
