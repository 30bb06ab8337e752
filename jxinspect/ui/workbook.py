"""A plain list as XLSX: text stays text, amounts are numbers in yuan."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from typing import Any

from jxinspect.ui.cells import cells
from jxinspect.ui.values import Column, shown

WIDEST, NARROWEST = 60, 8
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def workbook(rows: Sequence[Mapping[str, Any]], columns: Sequence[Column]) -> bytes:
    """The list as one sheet with a frozen, bold head."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    book = Workbook(write_only=True)
    sheet = book.create_sheet("清单")
    sheet.freeze_panes = "A2"
    for number, column in enumerate(columns):
        longest = max([cells(column.title), *(cells(shown(row.get(column.key), column)) for row in rows[:200])])
        sheet.column_dimensions[chr(65 + number) if number < 26 else "A" + chr(39 + number)].width = (  # noqa: PLR2004
            min(WIDEST, max(NARROWEST, longest + 2))
        )
    head = []
    for column in columns:
        cell = WriteOnlyCell(sheet, column.title)
        cell.font = Font(bold=True)
        head.append(cell)
    sheet.append(head)
    for row in rows:
        sheet.append([_cell(WriteOnlyCell(sheet), row, column) for column in columns])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _cell(cell: Any, row: Mapping[str, Any], column: Column) -> Any:
    cell.value = value_of(row, column)
    if column.kind == "amount" and isinstance(cell.value, float):
        cell.number_format = "#,##0.00"
    elif isinstance(cell.value, str):
        cell.data_type = "s"  # a text that begins with "=" is a text
    return cell


def value_of(row: Mapping[str, Any], column: Column) -> float | int | str:
    """What a cell holds: yuan, a number or text; control characters, which XML cannot hold, become U+FFFD."""
    value = row.get(column.key)
    if isinstance(value, int) and not isinstance(value, bool):
        if column.kind == "amount":
            return value / 100
        if column.kind == "number":
            return value
    return _CONTROLS.sub("\ufffd", shown(value, column))
