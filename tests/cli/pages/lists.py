"""Lists as an office fills them in: the program's empty workbooks with lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import TypeAlias

from openpyxl import Workbook, load_workbook

#: Lines of a workbook: values by heading.
Lines: TypeAlias = Sequence[Mapping[str, object]]


def write_lists(folder: Path, lists: Mapping[str, tuple[str, Lines]]) -> None:
    """Write each list under its name; `lists`: kind of list → file name and lines."""
    from jxinspect.acts.imports import template

    for kind, (name, lines) in lists.items():
        (folder / name).write_bytes(filled(template(kind), lines))


def filled(empty: bytes, lines: Iterable[Mapping[str, object]]) -> bytes:
    """An empty template with these lines under its headings."""
    book = load_workbook(BytesIO(empty))
    assert isinstance(book, Workbook)
    sheet = book.worksheets[0]
    places = {str(cell.value).rstrip("*＊ "): int(cell.column or 0) for cell in sheet[1]}
    for n, line in enumerate(lines, 2):
        for heading, value in line.items():
            sheet.cell(n, places[heading]).value = value  # type: ignore[assignment]
    out = BytesIO()
    book.save(out)
    return out.getvalue()
