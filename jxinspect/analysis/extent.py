"""How far a sheet reaches: python-calamine takes memory for every cell up to the last one, filled or not.

One stray character in the last cell of an empty sheet would take hundreds of gigabytes, and end the process.
"""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Iterator
from io import BytesIO, StringIO

from jxinspect.analysis.formula_faults import DAMAGED
from jxinspect.analysis.marks import OLE

#: Cells of a sheet, filled or not: a full sheet of 1,048,576 rows and 200 columns has fewer; about 7 GB.
MOST = 210_000_000
#: Rows and columns that a sheet of xls can have.
XLS_ROWS, XLS_COLUMNS = 65_536, 256
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_DIMENSION = re.compile(rb'<(?:\w+:)?dimension ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_CELL = re.compile(rb'<(?:\w+:)?c [^>]*?r="([A-Z]{1,3})(\d{1,7})"')
#: Records of xls that begin with a row and a column: cells of every kind.
_CELLS = {0x0006, 0x00BD, 0x00BE, 0x00D6, 0x00FD, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E}
#: The record with the rows and columns of a sheet: the first, and the one after the last.
_DIMENSIONS = 0x0200
_RECORD, _PLACE, _EXTENT = struct.Struct("<HH"), struct.Struct("<HH"), struct.Struct("<IIHH")
_CHUNK = 1 << 20


def too_far(data: bytes) -> str | None:
    """The cell of a workbook (xlsx, xls) that lies too far off, as the user would call it; None when all is well."""
    from xlrd.compdoc import CompDocError

    try:
        return next(_far_in_xls(data) if data.startswith(OLE) else _far_in_package(data), None)
    except (CompDocError, AssertionError, LookupError, AttributeError, struct.error, *DAMAGED):
        return None  # the reader of the workbook says what is wrong


def _far_in_package(data: bytes) -> Iterator[str]:
    """What the sheet says of itself is believed where it is little, and looked into where it is much."""
    with zipfile.ZipFile(BytesIO(data)) as book:
        for part in filter(_SHEET.fullmatch, book.namelist()):
            with book.open(part) as source:
                told = _DIMENSION.search(source.read(1 << 12))
            if told and _cells(told[1], told[2], told[3], told[4]) > MOST:
                yield from _last_cell(book, part)


def _last_cell(book: zipfile.ZipFile, part: str) -> Iterator[str]:
    bottom, right = 0, 0
    with book.open(part) as source:
        before = b""
        while chunk := source.read(_CHUNK):
            text = before + chunk
            for cell in _CELL.finditer(text):
                bottom, right = max(bottom, int(cell[2])), max(right, _place(cell[1]))
                if bottom * right > MOST:
                    yield (cell[1] + cell[2]).decode()
                    return
            before = text[text.rfind(b"<") :]


def _cells(left: bytes, top: bytes, right: bytes, bottom: bytes) -> int:
    return (_place(right) - _place(left) + 1) * (int(bottom) - int(top) + 1)


def _place(letters: bytes) -> int:
    """A column by its letters, from 1."""
    place = 0
    for letter in letters:
        place = place * 26 + letter - ord("A") + 1
    return place


def _far_in_xls(data: bytes) -> Iterator[str]:
    """A row or column that xls has not: only damage says so."""
    from xlrd.compdoc import CompDoc

    file = CompDoc(data, logfile=StringIO(), ignore_workbook_corruption=True)
    stream = file.get_named_stream("Workbook") or file.get_named_stream("Book") or b""
    at = 0
    while at + _RECORD.size <= len(stream):
        kind, size = _RECORD.unpack_from(stream, at)
        at += _RECORD.size
        row, column, backwards = 0, 0, False
        if kind in _CELLS and size >= _PLACE.size:
            row, column = (place + 1 for place in _PLACE.unpack_from(stream, at))
        elif kind == _DIMENSIONS and size >= _EXTENT.size:
            top, row, left, column = _EXTENT.unpack_from(stream, at)
            backwards = top > row or left > column
        if backwards or row > XLS_ROWS or column > XLS_COLUMNS:
            yield f"第 {row} 行第 {column} 列"
            return
        at += size
