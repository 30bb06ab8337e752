"""The frame of a workbook: titles, head, styles, drop-downs, print set-up; two sample rows hold the styles of rows."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from jxinspect.documents.excel import CHOICES_SHEET, FORMATS, Column, Sheet, head_row, letters, row_height

_THIN = Side(style="thin", color="000000")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_BODY = Font(name="仿宋_GB2312", size=11)
_HEAD = Font(name="黑体", size=11)
_TITLE = Font(name="方正小标宋简体", size=16)
_GREY = PatternFill("solid", fgColor="E7E6E6")
_MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_ACROSS = Alignment(horizontal="centerContinuous", vertical="center")
_FREE = Alignment(vertical="center")
_PLACED = {
    "text": Alignment(horizontal="left", vertical="center", wrap_text=True),
    "number": Alignment(horizontal="right", vertical="center"),
    "money": Alignment(horizontal="right", vertical="center"),
    "date": Alignment(horizontal="center", vertical="center", wrap_text=True),
}
#: Excel keeps no longer input messages.
MAX_NOTE = 250
#: Paper by its number in Excel; characters across that A4 still prints legibly when the sheet is fitted to its width.
A4, A3 = 9, 8
A4_CHARACTERS = 190
FOOTER_POINTS = 9


def frame(sheets: Sequence[Sheet], *, explain: bool = False) -> bytes:
    """The workbook without its rows; `explain` adds a sheet that says what to fill in where."""
    book = Workbook()
    book.remove(book.worksheets[0])
    choices = _Choices()
    for sheet in sheets:
        page = book.create_sheet(sheet.name)
        top = head_row(sheet)
        if not sheet.blank:
            _above(page, sheet)
        _head(page, sheet, top)
        _samples(page, sheet, top + 1)
        last = top + (sheet.blank or max(len(sheet.rows), 1))
        _validate(page, sheet, top + 1, last, choices)
        _print_setup(page, sheet, top)
    if explain:
        _explain(book, sheets)
    choices.write(book)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _above(page: Worksheet, sheet: Sheet) -> None:
    """Title and lines, without merged cells: openpyxl would write those in no certain order."""
    lines = ([sheet.title] if sheet.title else []) + list(sheet.lines)
    for row, text in enumerate(lines, 1):
        title = bool(sheet.title) and row == 1
        for place in range(1, len(sheet.columns) + 1):
            page.cell(row, place).font = _TITLE if title else _BODY
            page.cell(row, place).alignment = _ACROSS if title else _FREE
        page.cell(row, 1).value, page.cell(row, 1).data_type = text, "s"
    if sheet.title:
        page.row_dimensions[1].height = 30


def _head(page: Worksheet, sheet: Sheet, top: int) -> None:
    for place, column in enumerate(sheet.columns, 1):
        cell = page.cell(top, place)
        cell.value, cell.data_type = column.title, "s"
        cell.font, cell.alignment, cell.border, cell.fill = _HEAD, _MIDDLE, _BOX, _GREY
        page.column_dimensions[letters(place)].width = column.width
        if sheet.blank:  # also below the prepared rows: digits of an identity number stay text
            page.column_dimensions[letters(place)].number_format = FORMATS[column.kind]
    page.row_dimensions[top].height = row_height([column.title for column in sheet.columns], sheet.columns)
    page.freeze_panes = f"A{top + 1}"


def _samples(page: Worksheet, sheet: Sheet, first: int) -> None:
    """Two rows that carry the formats: the second also marks text as text, and ends with the style of closing lines."""
    for row in (first, first + 1):
        for place, column in enumerate(sheet.columns, 1):
            cell = page.cell(row, place)
            cell.font, cell.border = _BODY, _BOX
            cell.alignment, cell.number_format = _PLACED[column.kind], FORMATS[column.kind]
            if row > first and not sheet.blank:
                cell.quotePrefix = True
    page.cell(first + 1, len(sheet.columns) + 1).font = _BODY


class _Choices:
    """Lists of drop-downs on a hidden sheet: inside a rule they may not be longer than 255 characters."""

    def __init__(self) -> None:
        self.lists: list[tuple[str, ...]] = []

    def formula(self, choices: tuple[str, ...]) -> str:
        if choices not in self.lists:
            self.lists.append(choices)
        name = letters(self.lists.index(choices) + 1)
        return f"'{CHOICES_SHEET}'!${name}$1:${name}${len(choices)}"

    def write(self, book: Workbook) -> None:
        if not self.lists:
            return
        page = book.create_sheet(CHOICES_SHEET)
        page.sheet_state = "hidden"
        for column, words in enumerate(self.lists, 1):
            for row, text in enumerate(words, 1):
                cell = page.cell(row, column)
                cell.value, cell.data_type = text, "s"


def _validate(page: Worksheet, sheet: Sheet, first: int, last: int, choices: _Choices) -> None:
    for place, column in enumerate(sheet.columns, 1):
        if not column.choices and not column.note:
            continue
        rule = _rule(column, choices)
        rule.add(f"{letters(place)}{first}:{letters(place)}{last}")
        page.add_data_validation(rule)


def _rule(column: Column, choices: _Choices) -> DataValidation:
    rule = DataValidation(allow_blank=True)
    if column.choices:
        rule = DataValidation(type="list", formula1=choices.formula(column.choices), allow_blank=True)
        rule.errorTitle, rule.error, rule.showErrorMessage = "不在可选范围内", "请从下拉列表中选择", True
    if column.note:
        rule.promptTitle, rule.prompt = column.title[:30], column.note[:MAX_NOTE]
        rule.showInputMessage = True
    return rule


def _print_setup(page: Worksheet, sheet: Sheet, top: int) -> None:
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = A4 if sum(column.width for column in sheet.columns) <= A4_CHARACTERS else A3
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = f"{top}:{top}"
    page.print_options.horizontalCentered = True
    page.page_margins.left = page.page_margins.right = 0.6
    foot = page.oddFooter
    assert foot is not None
    # On a sheet with a footer of its own the page number stands at the right: in the middle both would overlap.
    pages = foot.right if sheet.footer else foot.center
    pages.text = "第 &P 页　共 &N 页"
    foot.left.text = sheet.footer.replace("&", "&&")
    foot.left.size = pages.size = FOOTER_POINTS


def _explain(book: Workbook, sheets: Sequence[Sheet]) -> None:
    page = book.create_sheet("填写说明")
    lines = [["工作表", "栏目", "必填", "说明", "可选值"]]
    for sheet in sheets:
        for column in sheet.columns:
            must = "是" if column.required else ""
            lines.append([sheet.name, column.title, must, column.note, "、".join(column.choices)])
    for row, line in enumerate(lines, 1):
        for place, text in enumerate(line, 1):
            cell = page.cell(row, place)
            cell.value, cell.data_type = text, "s"
            cell.font, cell.alignment = _HEAD if row == 1 else _BODY, _PLACED["text"]
    for name, width in zip("ABCDE", (16, 18, 8, 50, 40), strict=True):
        page.column_dimensions[name].width = width
