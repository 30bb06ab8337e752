"""Workbooks: text stays text, numbers stay numbers, nothing is cut, the bytes are stable."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jxinspect.documents import excel
from jxinspect.documents.excel import Column, Sheet, build, import_template
from jxinspect.errors import Damaged, Incomplete

LEDGER = [Column("序号", 6, "number"), Column("问题", 40), Column("金额", 16, "money"), Column("期限", 12, "date")]


def sheet_of(rows: list[list[excel.Value]]) -> Sheet:
    return Sheet("台账", LEDGER, rows, title="整改台账", lines=["单位：样本县社会保险服务中心"])


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(BytesIO(data)).worksheets[0]


@pytest.mark.parametrize(
    "text", ["=cmd|' /C calc'!A0", "+86", "-5 人", "@SUM(A1)", "\t=1", "＝1+1", "－1", '=HYPERLINK("x")']
)
def test_text_that_looks_like_a_formula_is_stored_as_text(text: str) -> None:
    cell = opened(build(sheet_of([[1, text, 0, None]])))["B4"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_numbers_stay_numbers_also_below_zero() -> None:
    row = opened(build(sheet_of([[-3, "甲", -123456789, date(2026, 2, 28)]])))[4]
    assert [cell.value for cell in row][:3] == [-3, "甲", -1234567.89]
    assert row[3].value.date() == date(2026, 2, 28)
    assert row[2].number_format == "#,##0.00"


def test_every_export_ends_with_counts_and_digest() -> None:
    sheet = sheet_of([[1, "甲", 100, None], [2, "乙", 250, None]])
    page = opened(build(sheet))
    assert page["A6"].value == "共 2 行，金额合计 3.50 元。"
    assert page["A7"].value == f"内容摘要（SHA-256）：{sheet.digest}"


def test_an_empty_list_is_a_workbook_too() -> None:
    assert opened(build(sheet_of([])))["A4"].value == "共 0 行，金额合计 0.00 元。"


def test_odd_text_arrives_unchanged() -> None:
    texts = ["a & b < c > \"d\" 'e' ]]>", "𠮷𬭛\ue000", "😀", "第一行\n第二行", "  空格  ", "{{ x }}", "长" * 10_000]
    page = opened(build(sheet_of([[n, text, 0, None] for n, text in enumerate(texts)])))
    assert [page.cell(4 + n, 2).value for n in range(len(texts))] == texts


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029\ufffe\uffff")),
        max_size=5,
    )
)
def test_any_text_is_read_back_as_it_was(texts: list[str]) -> None:
    page = opened(build(sheet_of([[1, text, 0, None] for text in texts])))
    assert [page.cell(4 + n, 2).value or "" for n in range(len(texts))] == texts


def test_a_control_character_is_refused_with_the_column() -> None:
    with pytest.raises(Incomplete, match="问题"):
        build(sheet_of([[1, "甲\x0b", 0, None]]))


def test_a_row_with_a_missing_cell_is_refused() -> None:
    with pytest.raises(Incomplete, match="台账"):
        build(sheet_of([[1, "甲", 0]]))


def test_rows_that_got_lost_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = excel._rows
    monkeypatch.setattr(excel, "_rows", lambda *a: [row for row in whole(*a) if 'r="A5"' not in row])
    with pytest.raises(Damaged, match="台账"):
        build(sheet_of([[1, "甲", 0, None], [2, "乙", 0, None]]))


def test_the_same_rows_give_the_same_bytes_in_another_process() -> None:
    code = (
        "import hashlib; from jxinspect.documents.excel import *; "
        "print(hashlib.sha256(build(Sheet('a', [Column('甲', note='注', choices=('是', '否'))], [['是']], "
        "title='题'))).hexdigest())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    here = build(Sheet("a", [Column("甲", note="注", choices=("是", "否"))], [["是"]], title="题"))
    assert done.stdout.strip() == hashlib.sha256(here).hexdigest()


def test_it_prints_on_a4_across_with_the_head_on_every_page() -> None:
    page = opened(build(sheet_of([[1, "甲", 0, None]])))
    assert page.page_setup.orientation == "landscape"
    assert int(page.page_setup.paperSize) == 9
    assert page.print_title_rows == "$3:$3"
    assert page.freeze_panes == "A4"


@pytest.fixture
def full_length(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excel, "EMPTY_ROWS", 2_000)


@pytest.mark.usefixtures("full_length")
def test_every_row_to_be_filled_in_has_the_formats_of_its_columns() -> None:
    page = opened(import_template(Sheet("台账", LEDGER)))

    assert page.dimensions == "A1:D2001"
    for row in (2, 3, 1000, 2001):
        assert [cell.number_format for cell in page[row]] == ["0", "@", "#,##0.00", "yyyy-mm-dd"]
        assert not any(cell.quotePrefix or cell.value for cell in page[row])
    assert not any(cell.has_style for cell in page[2002])


@pytest.mark.usefixtures("full_length")
def test_an_import_template_has_its_head_in_the_first_row_with_notes_and_choices() -> None:
    columns = [Column("单位名称", required=True, note="全称"), Column("单位类型", choices=("经办机构", "服务机构"))]
    book = openpyxl.load_workbook(BytesIO(import_template(Sheet("单位", columns))))
    assert [cell.value for cell in book["单位"][1]][:2] == ["单位名称", "单位类型"]
    rules = {str(rule.sqref): rule for rule in book["单位"].data_validations.dataValidation}
    assert rules["A2:A2001"].prompt == "全称"
    assert rules["B2:B2001"].formula1 == "'选项'!$A$1:$A$2"
    assert [row[1].value for row in book["填写说明"].iter_rows(min_row=2)] == ["单位名称", "单位类型"]
    assert book["选项"].sheet_state == "hidden"


def test_a_sheet_too_wide_to_be_read_on_a4_prints_on_a3() -> None:
    wide = [Column(f"栏{n}", 24) for n in range(8)]
    narrow = opened(build(Sheet("台账", wide[:7], [["甲"] * 7])))
    assert [int(narrow.page_setup.paperSize), int(opened(build(Sheet("台账", wide, []))).page_setup.paperSize)] == [
        9,
        8,
    ]


def test_a_row_is_higher_than_its_lines_so_that_no_character_touches_the_border() -> None:
    page = opened(build(Sheet("台账", [Column("名称", 9)], [["样本县社会保险"]], tall=True)))
    assert page.row_dimensions[2].height == 2 * excel.LINE_POINTS + excel.ROOM_POINTS


def test_the_head_row_is_as_high_as_its_longest_title() -> None:
    page = opened(build(Sheet("台账", [Column("原件或者复制件", 9), Column("名称", 30)], [])))
    assert page.row_dimensions[1].height == 2 * excel.LINE_POINTS + excel.ROOM_POINTS
