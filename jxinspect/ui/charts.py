"""A workbook of several tables, each with a bar chart beside it where it has one, and formulas that count again."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jxinspect.ui.cells import cells
from jxinspect.ui.values import Column, shown
from jxinspect.ui.workbook import value_of

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

WIDEST, NARROWEST = 60, 8
A4 = 9
#: Bars that a chart can show legibly.
MOST_BARS = 25


@dataclass(frozen=True)
class Table:
    """One table: where a chart is wanted, the column that names its bars and the one that measures them.

    `formulas`: column key → a formula in which {row} stands for the row's number.
    """

    title: str
    columns: Sequence[Column]
    rows: Sequence[Mapping[str, Any]]
    bars: tuple[str, str] | None = None
    formulas: Mapping[str, str] | None = None


def charted(sheets: Sequence[tuple[str, Sequence[Table]]]) -> bytes:
    """The workbook: a sheet for each name, its tables below each other, and each chart right of its table."""
    from openpyxl import Workbook
    from openpyxl.worksheet.properties import PageSetupProperties

    book = Workbook()
    book.remove(book.worksheets[0])
    for name, tables in sheets:
        sheet = book.create_sheet(name)
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = A4
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_setup.fitToHeight = 0  # as many pages as it takes, each as wide as the paper
        row = 1
        for table in tables:
            row = _put(sheet, table, row) + 2
        _widths(sheet, tables)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _put(sheet: Worksheet, table: Table, at: int) -> int:
    """Write the table from row `at` on; the last row that it or its chart takes."""
    from openpyxl.styles import Font

    bold = Font(bold=True)
    sheet.cell(at, 1, table.title).font = Font(bold=True, size=13)
    for number, column in enumerate(table.columns, 1):
        sheet.cell(at + 1, number, column.title).font = bold
    for line, row in enumerate(table.rows, at + 2):
        for number, column in enumerate(table.columns, 1):
            again = (table.formulas or {}).get(column.key)
            _fill(sheet.cell(line, number), again.format(row=line) if again else value_of(row, column), column)
            if again:
                sheet.cell(line, number).data_type = "f"
    last = at + 1 + len(table.rows)
    return max(last, _chart(sheet, table, at)) if table.bars and table.rows else last


def _fill(cell: Any, value: object, column: Column) -> None:
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"  # a text that begins with "=" is a text
    elif column.kind == "amount":
        cell.number_format = "#,##0.00"


def _chart(sheet: Worksheet, table: Table, at: int) -> int:
    from openpyxl.chart import BarChart, Reference
    from openpyxl.utils import get_column_letter

    assert table.bars is not None
    keys = [column.key for column in table.columns]
    name, measure = (keys.index(key) + 1 for key in table.bars)
    last = at + 1 + min(len(table.rows), MOST_BARS)
    chart = BarChart()
    chart.type, chart.title, chart.legend = "bar", table.title, None
    chart.add_data(Reference(sheet, min_col=measure, min_row=at + 1, max_row=last), titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=name, min_row=at + 2, max_row=last))
    chart.x_axis.scaling.orientation = "maxMin"  # the first row on top, as in the table
    chart.y_axis.scaling.min = 0  # a bar that is twice as long is twice as much
    chart.x_axis.delete = chart.y_axis.delete = False
    bars = min(len(table.rows), MOST_BARS)
    chart.height, chart.width = 3 + 0.7 * bars, 18
    sheet.add_chart(chart, f"{get_column_letter(len(table.columns) + 2)}{at}")
    return at + int(chart.height * 2)


def _widths(sheet: Worksheet, tables: Sequence[Table]) -> None:
    from openpyxl.utils import get_column_letter

    widths: dict[int, int] = {}
    for table in tables:
        for number, column in enumerate(table.columns, 1):
            texts = [column.title, *(shown(row.get(column.key), column) for row in table.rows[:200])]
            widths[number] = max(widths.get(number, NARROWEST), *(cells(text) + 2 for text in texts))
    for number, width in widths.items():
        sheet.column_dimensions[get_column_letter(number)].width = min(WIDEST, width)
