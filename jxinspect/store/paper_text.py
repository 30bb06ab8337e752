"""The text of an issued file, for comparison and for reading. Independent of what made the file."""

from __future__ import annotations

import re
import zipfile
from html import unescape
from io import BytesIO

from jxinspect.law.identity import squeezed

_TAG = re.compile(r"<[^>]*>")
#: Where a paragraph or a cell ends: what stands on both sides is not one word.
_END = re.compile(r"</(w:p|si|is|c)>")


#: Parts of a DOCX whose text people read, and its breaks: cells by a tab, rows and paragraphs by a line.
_PARTS = re.compile(r"word/(document|header\d*|footer\d*|footnotes)\.xml")
_CELL = re.compile(r"<w:tc[ >].*?</w:tc>", re.DOTALL)
_BREAK = re.compile(r"</w:(p|tr)>|<w:br/>")


def paper_lines(data: bytes) -> str:
    """The text of a DOCX or XLSX as people read it, line by line, the cells of a row parted by tabs; else nothing."""
    if not data.startswith(b"PK"):
        return ""
    with zipfile.ZipFile(BytesIO(data)) as package:
        names = package.namelist()
        if "xl/workbook.xml" not in names:
            text = "\n".join(_read(package.read(name)) for name in sorted(names) if _PARTS.fullmatch(name))
            return "\n".join(line.strip() for line in text.split("\n") if line.strip())
    return _cells(data)


def _read(part: bytes) -> str:
    text = _CELL.sub(lambda cell: _BREAK.sub("", cell[0]) + "\t", part.decode("utf-8", "replace"))
    return unescape(_TAG.sub("", _BREAK.sub("\n", text.replace("<w:tab/>", " "))))


def _cells(data: bytes) -> str:
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(BytesIO(data))
    rows = (row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python())
    lines = ("\t".join(map(_cell, row)).rstrip() for row in rows)
    return "\n".join(line for line in lines if line)


def _cell(value: object) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def paper_text(data: bytes) -> str:
    """All text of a DOCX or XLSX, squeezed; of other files nothing."""
    if not data.startswith(b"PK"):
        return ""
    with zipfile.ZipFile(BytesIO(data)) as package:
        parts = [package.read(name).decode("utf-8", "replace") for name in package.namelist() if name.endswith(".xml")]
    return squeezed("".join(unescape(_TAG.sub("", _END.sub("|", part))) for part in parts))
