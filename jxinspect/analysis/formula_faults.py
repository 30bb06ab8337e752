"""Cells whose formula failed or was never worked out. python-calamine reads both as empty, which would lose them."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO, StringIO
from typing import Any

#: (row from 1, place from 0) → what stands there, e.g. #DIV/0!
Faults = Mapping[tuple[int, int], str]
#: Stands for a formula that no program has worked out since it was written.
NOT_WORKED_OUT = "#未计算"
_BOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_CHUNK = 1 << 20
#: Beginnings of a cell with an error, and of a formula.
_TELLING = (b't="e"', b"t='e'", b"<f>", b"<f ", b":f>", b":f ")
_OLE = b"\xd0\xcf\x11\xe0"
#: What the readers of zip, XML (its errors are syntax errors) and cell references raise for a file that is not whole.
_DAMAGED = (
    KeyError, ValueError, TypeError, OSError, EOFError, SyntaxError, RuntimeError, zipfile.BadZipFile, zlib.error
)  # fmt: skip


def formula_faults(data: bytes) -> Mapping[str, Faults]:
    """Sheet → its faults, of a workbook that is whole (xlsx, xls); nothing of what cannot be looked through."""
    try:
        found = dict(_of_xls(data) if data.startswith(_OLE) else _of_xlsx(data))
    except _DAMAGED:
        return {}  # calamine, which reads the rest, says what is wrong
    return {sheet: faults for sheet, faults in found.items() if faults}


def put_in(rows: list[list[Any]], faults: Faults) -> None:
    """Write faults into rows that begin with the first cell of the sheet."""
    for (number, place), text in faults.items():
        rows.extend([] for _ in range(number - len(rows)))
        row = rows[number - 1]
        row.extend("" for _ in range(place + 1 - len(row)))
        row[place] = text


def _of_xlsx(data: bytes) -> Iterator[tuple[str, Faults]]:
    with zipfile.ZipFile(BytesIO(data)) as book:
        for name, part in _parts(book):
            if _may_have_any(book, part):
                yield name, dict(_cells(book, part))


def _parts(book: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Each sheet's name and its part of the file."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    if _BOOK not in book.namelist():
        return
    targets = {one.get("Id"): one.get("Target", "") for one in etree.fromstring(book.read(_RELATIONS), parser)}
    for sheet in etree.fromstring(book.read(_BOOK), parser).iter("{*}sheet"):
        relation = next((value for key, value in sheet.attrib.items() if str(key).endswith("}id")), "")
        target = targets.get(relation, "")
        part = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        if part in book.namelist():
            yield sheet.get("name", ""), part


def _may_have_any(book: zipfile.ZipFile, part: str) -> bool:
    """Whether a sheet has errors or formulas at all; most have none, and its cells need not be told apart."""
    with book.open(part) as source:
        before = b""
        while chunk := source.read(_CHUNK):
            if any(sign in before + chunk for sign in _TELLING):
                return True
            before = chunk[-len(_TELLING[0]) :]
    return False


def _cells(book: zipfile.ZipFile, part: str) -> Iterator[tuple[tuple[int, int], str]]:
    from lxml import etree
    from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

    with book.open(part) as source:
        for _, row in etree.iterparse(source, tag="{*}row", resolve_entities=False, no_network=True):
            for cell in row:
                if text := _fault(cell):
                    column, number = coordinate_from_string(cell.get("r"))
                    yield (number, column_index_from_string(column) - 1), text
            row.clear()
            while row.getprevious() is not None:
                del row.getparent()[0]


def _fault(cell: Any) -> str:
    value = cell.findtext("{*}v") or ""
    if cell.get("t") == "e":
        return value
    return NOT_WORKED_OUT if not value and cell.get("t") != "str" and cell.find("{*}f") is not None else ""


def _of_xls(data: bytes) -> Iterator[tuple[str, Faults]]:
    import xlrd

    try:
        book = xlrd.open_workbook(file_contents=data, logfile=StringIO(), on_demand=True)
    except (xlrd.XLRDError, AssertionError, LookupError, AttributeError, NotImplementedError, struct.error):
        return
    for sheet in book.sheets():
        yield (
            sheet.name,
            {
                (number + 1, place): xlrd.error_text_from_code[sheet.cell_value(number, place)]
                for number in range(sheet.nrows)
                for place, kind in enumerate(sheet.row_types(number))
                if kind == xlrd.XL_CELL_ERROR
            },
        )
