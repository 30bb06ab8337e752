"""Workbooks: cells by meaning, headers with merged cells, many sheets for one table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from jxinspect.analysis.formula_faults import formula_faults
from jxinspect.analysis.sources import open_sources
from jxinspect.errors import Incomplete
from tests.analysis.sources import made
from tests.analysis.sources.reading import rows_of, source_of


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return tmp_path / "发放.xlsx"


def write(path: Path, *sheets: Sequence[Sequence[Any]], merged: str = "") -> None:
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for number, rows in enumerate(sheets, 1):
        sheet = workbook.create_sheet(f"表{number}")
        for row in rows:
            sheet.append(list(row))
        if merged:
            sheet.merge_cells(merged)
    workbook.save(path)


@pytest.mark.parametrize("written", [made.xls, made.xlsx, made.ods])
def test_a_failed_formula_stands_where_it_failed(book: Path, written: Any) -> None:
    book.write_bytes(written([("个人编号", "金额"), ("1", "#DIV/0!"), ("2", 3.5)]))
    assert rows_of(source_of(book)) == [["2", "1", "#DIV/0!"], ["3", "2", "3.5"]]


def test_a_second_table_below_the_first_is_not_read_as_rows_of_it(book: Path) -> None:
    titles = ["个人编号", "金额", "所属期"]
    first: list[list[Any]] = [titles, ["1", 2.5, "202501"], ["2", 3.5, "202501"], titles, ["3", 1, 202502]]
    write(book, first)
    assert [row[0] for row in rows_of(source_of(book))] == ["2", "3", "5"]
    other = [["证件号码", "姓名", "死亡日期"], ["360100199001010015", "测一鸣", "2025-01-01"]]
    write(book, [*first, [], ["死亡人员"], *other])
    with pytest.raises(Incomplete) as told:
        rows_of(source_of(book))
    assert told.value.why == "第 8 行又是表头（证件号码、姓名、死亡日期）：一个工作表里有两张表"


def test_formulas_of_an_opendocument_sheet_that_failed_are_told_from_those_that_come_to_nothing(book: Path) -> None:
    def cell(more: str, shown: str = "") -> str:
        return f"<table:table-cell {more}>{f'<text:p>{shown}</text:p>' if shown else ''}</table:table-cell>"

    failed = 'office:value-type="string" office:string-value="" calcext:value-type="error"'
    lines = (
        cell('office:value-type="string"', "个人编号") + cell('office:value-type="string"', "金额"),
        cell('office:value-type="string" table:number-columns-repeated="2"', "备注"),
        cell('office:value-type="float" office:value="1"') + cell(f'table:formula="of:=SQRT(-1)" {failed}', "错误:502"),
        # LibreOffice says nothing of the kind where a formula comes to an empty text.
        '<table:covered-table-cell/><table:table-cell table:formula="of:=&quot;&quot;"><text:p/></table:table-cell>',
        cell('table:formula="of:=A1" office:value-type="float" office:value="0"', "#REF!")
        + cell('table:formula="of:=2" office:value-type="float" office:value="2"', "2"),
        cell('table:formula="of:=A1" office:value-type="float" table:number-columns-repeated="2"'),
        cell(f'table:formula="of:=FOO()" {failed}', "#名称?") + cell('office:value-type="float" office:value="9"', "9"),
    )
    rows = f"<table:table-row>{lines[0]}{lines[1]}</table:table-row><table:table-row-group>"
    rows += f"<table:table-row>{lines[2]}{lines[3]}</table:table-row></table:table-row-group>"
    rows += f'<table:table-row table:number-rows-repeated="2">{lines[4]}</table:table-row>'
    rows += "".join(f"<table:table-row>{line}</table:table-row>" for line in lines[5:])
    data = made.ods_of(rows)
    book.write_bytes(data)
    assert formula_faults(data) == {
        "发放": {
            (2, 1): "Err:502", (3, 0): "#REF!", (4, 0): "#REF!", (5, 0): "#未计算", (5, 1): "#未计算", (6, 0): "#错误",
        }
    }  # fmt: skip
    assert rows_of(source_of(book))[1:3] == [["3", "#REF!", "2", "", ""], ["4", "#REF!", "2", "", ""]]


def test_cells_come_out_as_text_by_their_meaning(book: Path) -> None:
    moment = datetime(2025, 6, 1, 9, 30)  # noqa: DTZ001 — a workbook knows no zone
    write(
        book,
        [
            ["个人编号", "发放日期", "金额", "所属期", "认证时间", "完全丧失劳动能力标志", "备注"],
            [3601000000001, date(2025, 1, 10), 1234.56, 202501, moment, True, 0.1 + 0.2],
            ["00042", "2025.1.10", "3,200.00", "2025-01", None, False, 1e-7],
        ],
    )
    source = source_of(book)
    assert rows_of(source) == [
        ["2", "3601000000001", "2025-01-10", "1234.56", "202501", "2025-06-01 09:30:00", "是", "0.3"],
        ["3", "00042", "2025.1.10", "3,200.00", "2025-01", "", "否", "0.0000001"],
    ]
    assert (source.sheet, source.form, source.encoding) == ("表1", "xlsx 或者 ods 工作簿", "")


def test_numbers_that_lost_their_last_digits_are_counted_by_column(book: Path) -> None:
    write(
        book,
        [["个人编号", "证件号码"], [1, 360100195001010000.0], [2, "36010019500101001X"], [3, 360100195001011000.0]],
    )
    source = source_of(book)
    rows_of(source)
    assert (source.numbers("证件号码"), source.numbers("个人编号"), source.numbers(1)) == (2, 0, 2)


def test_a_header_of_two_lines_with_merged_cells_is_joined_and_rows_keep_their_number(book: Path) -> None:
    rows: list[list[Any]] = [
        ["样本县养老金发放表", None, None, None],
        ["填报日期：2025年2月", None, None, "单位：元"],
        ["个人编号", "待遇", None, "备注"],
        [None, "项目", "金额", None],
        [1, "基本养老金", 3200, None],
        [None, None, None, None],
        [2, "基本养老金", 3300, "x"],
        ["合计", None, 6500, None],
    ]
    write(book, rows, merged="B3:C3")
    source = source_of(book)
    assert source.header == ["个人编号", "待遇／项目", "待遇／金额", "备注"]
    assert source.units == ["元"] * 4
    assert rows_of(source) == [["5", "1", "基本养老金", "3200", ""], ["7", "2", "基本养老金", "3300", "x"]]
    assert source.skipped == [(6, "空行"), (8, "合计行（合计）")]


def test_cells_of_rows_of_data_under_a_merged_one_are_noted_by_column_and_row(book: Path) -> None:
    rows: list[list[Any]] = [
        ["个人编号", "姓名", "金额"],
        ["1", "测一", 1],
        ["", "", 2],
        ["合计", "", 3],
        ["2", "测二", 4],
        ["", "", ""],
    ]
    write(book, rows, merged="A2:B3")
    source = source_of(book)
    assert rows_of(source) == [["2", "1", "", "1"], ["3", "", "", "2"], ["5", "2", "测二", "4"]]
    assert [source.covered(place) for place in range(3)] == [[3], [2, 3], []]


def test_a_merged_cell_that_says_nothing_or_stands_in_no_row_of_data_hides_nothing(book: Path) -> None:
    rows: list[list[Any]] = [["个人编号", "姓名", "金额"], ["1", "", 1], ["2", "", 2], ["合计", "", 3]]
    workbook = Workbook()
    for row in rows:
        workbook.worksheets[0].append(row)
    for cells in ("B2:B3", "A4:B4"):
        workbook.worksheets[0].merge_cells(cells)
    workbook.save(book)
    source = source_of(book)
    assert len(rows_of(source)) == 2
    assert [source.covered(place) for place in range(3)] == [[], [], []]


def test_numbers_below_the_titles_of_a_statistical_table_are_no_row(book: Path) -> None:
    write(book, [["个人编号", "姓名", "金额"], ["甲", 1, 2], [1, "测一鸣", 3]])
    source = source_of(book)
    assert rows_of(source) == [["3", "1", "测一鸣", "3"]]
    assert source.skipped == [(2, "栏次行")]


def test_every_sheet_with_a_header_is_a_table_and_others_are_told(book: Path) -> None:
    write(book, [["个人编号", "姓名"], [1, "测一鸣"]], [["个人编号", "姓名"], [2, "测二航"]], [["说明：由系统导出"]])
    sources = list(open_sources(book))
    assert [(source.sheet, rows_of(source)) for source in sources] == [
        ("表1", [["2", "1", "测一鸣"]]),
        ("表2", [["2", "2", "测二航"]]),
    ]
    assert sources[0].left == ["工作表 表3：没有表头"]


def test_a_sheet_that_goes_on_where_the_last_one_was_full_has_its_header(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jxinspect.analysis.sources.workbook.FULL", (3,))
    write(book, [["个人编号", "姓名"], [1, "测一鸣"], [2, "测二航"]], [[3, "测三江"], [4, "测四海"]])
    sources = list(open_sources(book))
    assert [source.header for source in sources] == [["个人编号", "姓名"]] * 2
    assert rows_of(sources[1]) == [["1", "3", "测三江"], ["2", "4", "测四海"]]


def test_cells_beside_the_table_are_told_and_a_table_need_not_begin_at_the_corner(book: Path) -> None:
    write(book, [[], [None, "个人编号", "姓名"], [None, 1, "测一鸣", None, "已核"], [None, 2, "测二", None, "x"]])
    source = source_of(book)
    assert source.header == ["", "个人编号", "姓名"]
    assert rows_of(source) == [["3", "", "1", "测一鸣"], ["4", "", "2", "测二"]]
    assert source.skipped == [(3, "E 列没有表头，从这一行起没有读（本行其余照读）")]
