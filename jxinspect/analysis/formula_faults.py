"""Cells whose formula failed or was never worked out. python-calamine reads both as empty, which would lose them."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO, StringIO
from typing import Any

from jxinspect.analysis.marks import OLE

#: (row from 1, place from 0) → what stands there, e.g. #DIV/0!
Faults = Mapping[tuple[int, int], str]
#: Stands for a formula that no program has worked out since it was written.
NOT_WORKED_OUT = "#未计算"
#: Stands for a failure that the program names in words of its own.
FAILED = "#错误"
#: What stands in a cell whose formula failed; LibreOffice says 错误:502 in Chinese.
FAILURE = re.compile(rf"#(?:N/A|[A-Z0/]+[!?])|(?:Err|错误)[:：]\d{{3}}|{NOT_WORKED_OUT}|{FAILED}")
_BOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_CONTENT = "content.xml"
_TABLE, _OFFICE, _TEXT = (
    f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("table", "office", "text")
)
_CALC_KIND = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_CHUNK = 1 << 20
#: Beginnings of a cell with an error, and of a formula.
_TELLING = (b't="e"', b"t='e'", b"<f>", b"<f ", b":f>", b":f ")
#: The same of an OpenDocument sheet.
_TELLING_ODS = (b":formula=", b'-type="error"', b"-type='error'")
#: What the readers of zip, XML (its errors are syntax errors) and cell references raise for a file that is not whole.
DAMAGED = (
    KeyError, ValueError, TypeError, OSError, EOFError, SyntaxError, RuntimeError, zipfile.BadZipFile, zlib.error
)  # fmt: skip


def formula_faults(data: bytes) -> Mapping[str, Faults]:
    """Sheet → its faults, of a workbook that is whole (xlsx, xls, ods); nothing of what cannot be looked through."""
    try:
        found = dict(_of_xls(data) if data.startswith(OLE) else _of_package(data))
    except DAMAGED:
        return {}  # calamine, which reads the rest, says what is wrong
    return {sheet: faults for sheet, faults in found.items() if faults}


def put_in(rows: list[list[Any]], faults: Faults) -> None:
    """Write faults into rows that begin with the first cell of the sheet."""
    for (number, place), text in faults.items():
        rows.extend([] for _ in range(number - len(rows)))
        row = rows[number - 1]
        row.extend("" for _ in range(place + 1 - len(row)))
        row[place] = text


def _of_package(data: bytes) -> Iterator[tuple[str, Faults]]:
    with zipfile.ZipFile(BytesIO(data)) as book:
        if _CONTENT in book.namelist():
            yield from _of_ods(book)
            return
        for name, part in _parts(book):
            if _may_have_any(book, part, _TELLING):
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


def _may_have_any(book: zipfile.ZipFile, part: str, signs: Sequence[bytes]) -> bool:
    """Whether a sheet has errors or formulas at all; most have none, and its cells need not be told apart."""
    with book.open(part) as source:
        before = b""
        while chunk := source.read(_CHUNK):
            if any(sign in before + chunk for sign in signs):
                return True
            before = chunk[-max(map(len, signs)) :]
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
    from xlrd.compdoc import CompDocError

    try:
        book = xlrd.open_workbook(file_contents=data, logfile=StringIO(), on_demand=True)
        sheets = book.sheets()
    except (xlrd.XLRDError, CompDocError, AssertionError, LookupError, AttributeError, struct.error, *DAMAGED):
        return
    for sheet in sheets:
        yield (
            sheet.name,
            {
                (number + 1, place): xlrd.error_text_from_code[sheet.cell_value(number, place)]
                for number in range(sheet.nrows)
                for place, kind in enumerate(sheet.row_types(number))
                if kind == xlrd.XL_CELL_ERROR
            },
        )


def _of_ods(book: zipfile.ZipFile) -> Iterator[tuple[str, Faults]]:
    from lxml import etree

    if not _may_have_any(book, _CONTENT, _TELLING_ODS):
        return
    found: dict[tuple[int, int], str] = {}
    number = 1
    with book.open(_CONTENT) as source:
        tags = (f"{_TABLE}table", f"{_TABLE}table-row")
        for _, one in etree.iterparse(source, tag=tags, resolve_entities=False, no_network=True):
            tables = sum(1 for _ in one.iterancestors(tags[0]))
            if one.tag == tags[0] and not tables:
                yield one.get(f"{_TABLE}name", ""), found
                found, number = {}, 1
            elif one.tag == tags[1] and tables == 1:
                lines = range(number, number + int(one.get(f"{_TABLE}number-rows-repeated", "1")))
                found |= {(line, place): text for place, text in _row_of_ods(one) for line in lines}
                number = lines.stop
                one.clear()
                while one.getprevious() is not None:
                    del one.getparent()[0]


def _row_of_ods(row: Any) -> Iterator[tuple[int, str]]:
    place = 0
    for cell in row.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
        after = place + int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
        if text := _fault_of_ods(cell):
            yield from ((here, text) for here in range(place, after))
        place = after


def _fault_of_ods(cell: Any) -> str:
    """LibreOffice says that it is an error; others write the words only, and 0 as the value."""
    lines = list(cell.iterchildren(f"{_TEXT}p"))
    shown = "".join("".join(line.itertext()) for line in lines).strip()
    kind, formula = cell.get(f"{_OFFICE}value-type"), cell.get(f"{_TABLE}formula")
    if "error" in (kind, cell.get(_CALC_KIND)) or (formula and FAILURE.fullmatch(shown)):
        number = re.search(r"\d{3}$", shown)
        return f"Err:{number[0]}" if number else shown if FAILURE.fullmatch(shown) else FAILED
    # A formula that comes to an empty text has no kind and an empty line.
    valued = any(name.endswith("value") for name in cell.keys())  # noqa: SIM118 — an element has no items of its own
    return NOT_WORKED_OUT if formula and kind != "string" and not valued and not lines else ""
