"""Reading filled-in tables: every kind of dirt that offices deliver, and faults with their place."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from jxinspect.analysis.empty_sheet import empty_template
from jxinspect.analysis.sheet import Field, RowCheck, read_table
from jxinspect.errors import Incomplete, NotFound
from jxinspect.law.terms import CheckMode, UnitType
from tests.analysis.sources import made

STAFF = (
    Field("name", "姓名", ("人员姓名", "检查人员"), kind="name", required=True),
    Field("number", "证件号码", ("身份证号", "执法证号"), kind="id", required=True),
    Field("since", "发证日期", kind="date"),
    Field("amount", "金额", ("涉及金额",), kind="amount"),
)

Book = Callable[..., Path]


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """Write a workbook from sheets given as lists of rows."""

    def write(*tables: Sequence[Sequence[Any]], name: str = "表.xlsx", titles: Sequence[str] = ()) -> Path:
        workbook = Workbook()
        workbook.remove(workbook.worksheets[0])
        for number, rows in enumerate(tables):
            sheet = workbook.create_sheet(titles[number] if titles else f"表{number + 1}")
            for row in rows:
                sheet.append(list(row))
        path = tmp_path / name
        workbook.save(path)
        return path

    return write


def faults(path: Path, fields: Sequence[Field] = STAFF, check: RowCheck | None = None) -> tuple[str, ...]:
    with pytest.raises(Incomplete) as caught:
        read_table(path, fields, check)
    return caught.value.items


def test_the_pages_of_the_programs_own_empty_workbook_are_not_told_as_left_out(book: Book) -> None:
    lines = [["姓名", "证件号码"], ["张三", "A01"]]
    path = book(lines, [["列", "说明"]], [["是"]], [["其他"]], titles=["人员", "填写说明", "选项", "备忘"])
    assert read_table(path, STAFF).skipped == ("工作表 备忘 没有这张表的表头",)


def test_a_table_below_a_title_of_two_lines_is_found_and_rows_keep_their_number(book: Book) -> None:
    path = book([["某某局检查人员名单"], ["填报日期：2026年1月"], ["姓名", "证件号码", "备注"], ["张三", "A01", "x"]])
    table = read_table(path, STAFF)
    assert [(row.sheet, row.row, row["name"], row["number"], row["since"]) for row in table] == [
        ("表1", 4, "张三", "A01", None)
    ]
    assert table.ignored == ("备注",)


def test_titles_are_known_by_synonym_and_whatever_is_added_to_them(book: Book) -> None:
    path = book([["*人员姓名", "身份证号\n（必填）", "涉及金额(元)"], ["张三", "A01", 12.5]])
    assert [dict(row.values) for row in read_table(path, STAFF)] == [
        {"name": "张三", "number": "A01", "since": None, "amount": 1250}
    ]


def test_blanks_apostrophes_full_width_digits_and_formula_wraps_are_taken_off(book: Book) -> None:
    path = book([["姓名", "证件号码"], ["　张　三\u00a0", "'３６０１２２\u200b"], ["李四", '="00123"']])
    # openpyxl stores ="00123" as a formula without result; a CSV holds it as text
    text = path.with_suffix(".csv")
    text.write_text('姓名,证件号码\n李四,"=""00123"""\n', encoding="utf-8")
    assert read_table(text, STAFF).rows[0]["number"] == "00123"
    assert faults(path) == ("工作表 表1 第 3 行 B 列（证件号码）：公式没有计算结果，在 WPS 中打开保存一次",)


@pytest.mark.parametrize(
    "cell",
    [
        "2026-8-4",
        "2026.08.04",
        "2026/8/4",
        "2026年8月4日",
        "20260804",
        "２０２６年８月４日",
        46238,
        date(2026, 8, 4),
        datetime(2026, 8, 4),  # noqa: DTZ001 — a cell has no zone
    ],
)
def test_a_date_is_read_in_every_way_it_is_written(book: Book, cell: object) -> None:
    path = book([["姓名", "证件号码", "发证日期"], ["张三", "A01", cell]])
    assert read_table(path, STAFF).rows[0]["since"] == date(2026, 8, 4)


@pytest.mark.parametrize(
    ("cell", "fen"),
    [
        ("1,234.50", 123450),
        ("1.2万元", 1200000),
        (0.1, 10),
        (1234567.89, 123456789),
        ("￥5元", 500),
        (-3, -300),
        ("１００", 10000),
    ],
)
def test_an_amount_becomes_integer_fen(book: Book, cell: object, fen: int) -> None:
    path = book([["姓名", "证件号码", "金额"], ["张三", "A01", cell]])
    assert read_table(path, STAFF).rows[0]["amount"] == fen


def test_an_identity_number_in_a_numeric_cell_is_refused_with_the_remedy(book: Book) -> None:
    path = book([["姓名", "证件号码"], ["张三", 360122199001011234], ["李四", "3.60122E+17"]])
    first, second = faults(path)
    assert first.startswith("工作表 表1 第 2 行 B 列（证件号码）：号码被存成了数值")
    assert "文本" in first
    assert "科学计数法（3.60122E+17）" in second


def test_a_short_number_in_a_numeric_cell_keeps_its_digits(book: Book) -> None:
    assert read_table(book([["姓名", "证件号码"], ["张三", 13800000000]]), STAFF).rows[0]["number"] == "13800000000"


def test_all_faults_of_all_sheets_are_told_at_once_and_nothing_is_yielded(book: Book) -> None:
    good = ["王五", "A09", "2026-1-1", 1]
    path = book(
        [["姓名", "证件号码", "发证日期", "金额"], good, ["", "A01", "昨天", "很多"]],
        [["姓名", "证件号码", "发证日期", "金额"], ["赵六", "", "2026-2-30", 1.234]],
        titles=["一股", "二股"],
    )
    assert faults(path) == (
        "工作表 一股 第 3 行 A 列（姓名）：不能为空",
        "工作表 一股 第 3 行 C 列（发证日期）：“昨天”不是日期；请写成 2026-11-23",
        "工作表 一股 第 3 行 D 列（金额）：“很多”不是金额：金额的写法不能识别；写成 1234.56、1,234.56 或者 12.5万元",
        "工作表 二股 第 2 行 B 列（证件号码）：不能为空",
        "工作表 二股 第 2 行 C 列（发证日期）：“2026-2-30”不是日期；请写成 2026-11-23",
        "工作表 二股 第 2 行 D 列（金额）：“1.234”的小数超过两位；金额到分为止",
    )


def test_a_missing_and_a_doubled_column_are_named(book: Book) -> None:
    assert faults(book([["姓名", "发证日期", "检查人员"], ["张三", "2026-1-1", "李四"]])) == (
        "工作表 表1 第 1 行：A、C 列都是“姓名”，只能留一列",
        "工作表 表1 第 1 行：缺少“证件号码”这一列",
    )


def test_cells_are_judged_as_well_when_a_column_is_missing(book: Book) -> None:
    path = book([["姓名", "金额"], ["张三", "多"], ["", "1.00"]])
    missing, amount, name = faults(path)
    assert missing == "工作表 表1 第 1 行：缺少“证件号码”这一列"
    assert amount.startswith("工作表 表1 第 2 行 B 列（金额）：“多”不是金额")
    assert name.startswith("工作表 表1 第 3 行 A 列（姓名）：")


def test_what_every_row_lacks_is_told_once_when_there_is_no_column_for_it(book: Book) -> None:
    def check(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        if row["since"] is None:
            yield "since", "没有发证日期"

    lines = [["姓名", "证件号码"], ["张三", "A01"], ["李四", "A02"]]
    assert faults(book(lines), check=check) == ("工作表 表1 各行都有：没有发证日期（没有“发证日期”这一列）",)
    dated = [["姓名", "证件号码", "发证日期"], ["张三", "A01", ""], ["李四", "A02", "2026-01-05"]]
    assert faults(book(dated), check=check) == ("工作表 表1 第 2 行 C 列（发证日期）：没有发证日期",)


def test_a_file_without_the_header_says_which_titles_are_wanted(book: Book) -> None:
    assert faults(book([["甲", "乙"], [1, 2]])) == ("没有找到表头；前 20 行里应当有一行写着：姓名、证件号码",)


def test_a_table_without_rows_is_a_fault_not_an_empty_import(book: Book) -> None:
    assert faults(book([["姓名", "证件号码"], ["", ""]])) == ("表头下面没有数据",)


def test_totals_repeated_headers_blank_rows_and_other_sheets_are_left_aside_and_said(book: Book) -> None:
    rows = [
        ["姓名", "证件号码", "金额"],
        ["张三", "A01", 1],
        [],
        ["姓名", "证件号码", "金额"],
        ["李四", "A02", 2],
        ["合  计", "", 3],
    ]
    table = read_table(book(rows, [["填表说明"], ["每人一行"]], titles=["名单", "说明"]), STAFF)
    assert [row["name"] for row in table] == ["张三", "李四"]
    assert table.skipped == ("工作表 名单 第 6 行：合  计", "工作表 说明 没有这张表的表头")


def test_a_row_of_totals_is_known_by_its_word_in_a_column_that_only_counts(book: Book) -> None:
    table = read_table(book([["序号", "姓名", "证件号码"], [1, "张三", "A01"], ["合计", 1, ""]]), STAFF)
    assert [row["name"] for row in table] == ["张三"]
    assert table.skipped == ("工作表 表1 第 3 行：合计",)


def test_choices_accept_label_or_value_and_list_what_is_possible(book: Book) -> None:
    fields = (Field("name", "名称", required=True), Field("types", "类型", choices=UnitType, many=True))
    first, second = list(UnitType)[:2]
    path = book([["名称", "类型"], ["甲局", f"{first.label}、{second.value}"]])
    assert read_table(path, fields).rows[0]["types"] == (first, second)
    (fault,) = faults(book([["名称", "类型"], ["乙局", "飞船"]]), fields)
    assert "“飞船”不在可选范围内（" in fault
    assert first.label in fault


def test_a_part_that_only_one_allowed_word_has_tells_which_is_meant(book: Book) -> None:
    fields = (Field("name", "名称", required=True), Field("type", "类型", choices=UnitType))
    path = book([["名称", "类型"], ["甲中心", "经办机构"]])
    assert read_table(path, fields).rows[0]["type"] == UnitType.HANDLING_AGENCY
    mode = (Field("mode", "检查方式", choices=CheckMode, required=True), Field("people", "人数", kind="integer"))
    line = read_table(book([["检查方式", "人数"], ["现场", "2人"]]), mode).rows[0]
    assert (line["mode"], line["people"]) == (CheckMode.ON_SITE, 2)
    (fault,) = faults(book([["名称", "类型"], ["乙医院", "服务机构"]]), fields)
    assert "“服务机构”可能是乡镇（街道）经办服务机构或者社会保险服务机构，写全称" in fault
    (fault,) = faults(book([["名称", "类型"], ["丙", "个人独资企业"]]), fields)
    assert "不在可选范围内" in fault


def test_columns_that_nobody_knows_are_told_with_the_faults_and_with_what_was_left(book: Book) -> None:
    told = faults(book([["姓名", "证件号码", "颜色"], ["", "A01", "红"]]))
    assert told == ("工作表 表1 第 2 行 A 列（姓名）：不能为空", "没有认出的列：颜色")
    assert read_table(book([["姓名", "证件号码", "颜色"], ["甲", "A01", "红"]]), STAFF).left == ("没有认出的列：颜色",)


def test_a_check_of_the_field_is_a_fault_with_its_place(book: Book) -> None:
    fields = (
        Field("name", "姓名", required=True),
        Field("n", "人数", kind="integer", check=lambda n: "太多" if n > 9 else None),
    )
    assert faults(book([["姓名", "人数"], ["甲", 10]]), fields) == ("工作表 表1 第 2 行 B 列（人数）：太多",)


def test_the_format_is_told_by_content_not_by_extension(book: Book) -> None:
    rows = [["姓名", "证件号码"], ["张三", "A01"]]
    assert len(read_table(book(rows, name="名单.xls"), STAFF)) == 1
    assert len(read_table(book(rows, name="名单.et"), STAFF)) == 1
    assert len(read_table(book(rows, name="名单.csv"), STAFF)) == 1


@pytest.mark.parametrize("suffix", ["xls", "ods"])
def test_old_excel_and_open_document_are_read(book: Book, suffix: str, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not here to make the file")
    path = book([["姓名", "证件号码", "发证日期"], ["张三", "A01", date(2026, 8, 4)]])
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [office, profile, "--headless", "--convert-to", suffix, "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True)
    row = read_table(path.with_suffix(f".{suffix}"), STAFF).rows[0]
    assert (row["name"], row["since"]) == ("张三", date(2026, 8, 4))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("mark", [",", "\t", "|"])
def test_text_is_read_in_the_encodings_and_with_the_separators_in_use(tmp_path: Path, encoding: str, mark: str) -> None:
    path = tmp_path / "名单.txt"
    path.write_bytes(f"姓名{mark}证件号码\r\n张䶮{mark}A01\r\n\r\n".encode(encoding))
    assert [(row.row, row["name"], row.place) for row in read_table(path, STAFF)] == [(2, "张䶮", "第 2 行")]


def test_bytes_that_are_no_text_are_named_with_line_and_byte(tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    path.write_bytes("姓名,证件号码\n张三,".encode("gb18030") + b"\xff\xff\n")
    assert faults(path) == ("第 2 行第 6 个字节（ff ff 0a）",)


def test_damaged_utf8_is_not_read_as_gb18030(tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    path.write_bytes("姓名,证件号码\n张三李四,".encode() + "某".encode()[:2] + b",\n")
    with pytest.raises(Incomplete, match="不能解读") as caught:
        read_table(path, STAFF)
    assert "UTF-8" in caught.value.why


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"<html><table><tr><td>1</td></tr></table></html>", "网页"),
        (b"%PDF-1.7", "PDF"),
        (b"\x03\x7a\x01\x00\x00\x00", "不是电子表格"),
        (b"PK\x03\x04 broken", "已经损坏"),
        (b"\xd0\xcf\x11\xe0 broken", "已经损坏"),
        (b"  \n", "空的"),
        (b'a,b\n"x,1\n', "引号"),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_what_it_is(tmp_path: Path, data: bytes, why: str) -> None:
    path = tmp_path / "名单.xls"
    path.write_bytes(data)
    with pytest.raises(Incomplete) as caught:
        read_table(path, STAFF)
    assert why in caught.value.why
    assert caught.value.todo


def test_a_missing_file_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        read_table(tmp_path / "没有.xlsx", STAFF)


def test_formula_errors_and_control_characters_are_faults(tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    path.write_text("姓名,证件号码\n#REF!,A\x0b1\n", encoding="utf-8")
    assert faults(path) == (
        "第 2 行 A 列（姓名）：单元格是公式错误 #REF!",
        "第 2 行 B 列（证件号码）：含有控制字符 U+000B",
    )


@pytest.mark.parametrize(
    ("data", "seen"),
    [
        (made.xls([("姓名", "证件号码"), ("测一鸣", "#DIV/0!")]), "单元格是公式错误 #DIV/0!"),
        (made.xlsx([("姓名", "证件号码"), ("测一鸣", "#N/A")]), "单元格是公式错误 #N/A"),
        (made.ods([("姓名", "证件号码"), ("测一鸣", "#DIV/0!")]), "单元格是公式错误 #DIV/0!"),
        (made.xlsx([("姓名", "证件号码"), ("测一鸣", "=A1&1")]), "公式没有计算结果，在 WPS 中打开保存一次"),
        (made.ods([("姓名", "证件号码"), ("测一鸣", "=A1&1")]), "公式没有计算结果，在 WPS 中打开保存一次"),
    ],
    ids=["xls", "xlsx", "ods", "not worked out in xlsx", "not worked out in ods"],
)
def test_a_formula_that_failed_or_was_not_worked_out_is_no_empty_cell(tmp_path: Path, data: bytes, seen: str) -> None:
    path = tmp_path / "名单.xlsx"
    path.write_bytes(data)
    (told,) = faults(path)
    assert told.endswith(f"第 2 行 B 列（证件号码）：{seen}")


def test_a_workbook_whose_sheet_is_broken_is_refused_and_not_a_traceback(tmp_path: Path) -> None:
    whole = zipfile.ZipFile(io.BytesIO(made.xlsx([("姓名", "证件号码"), ("测一鸣", "=A1")])))
    path = tmp_path / "名单.xlsx"
    with zipfile.ZipFile(path, "w") as broken:
        for name in whole.namelist():
            data = whole.read(name)
            broken.writestr(name, data[: data.index(b"</f>")] if b"<f>" in data else data)
    with pytest.raises(Incomplete):
        read_table(path, STAFF)


def test_a_list_with_a_stray_cell_so_far_off_that_memory_would_not_do_is_refused(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.worksheets[0].append(["姓名", "证件号码"])
    workbook.worksheets[0]["XFD1048576"] = "x"
    workbook.save(tmp_path / "名单.xlsx")
    with pytest.raises(Incomplete) as caught:
        read_table(tmp_path / "名单.xlsx", STAFF)
    assert "XFD1048576" in caught.value.why


def test_the_empty_template_tells_titles_notes_and_choices() -> None:
    fields = (
        *STAFF[:2],
        Field("type", "类型", choices=UnitType),
        Field("paid", "是否缴费", kind="flag", note="按上年"),
    )
    columns = empty_template(fields, "人员").columns
    assert [column.title for column in columns] == ["姓名", "证件号码", "类型", "是否缴费"]
    assert columns[2].choices == tuple(member.label for member in UnitType)
    assert columns[3].choices == ("是", "否")
    assert [column.required for column in columns] == [True, True, False, False]
    assert columns[1].note == "文本格式，避免末位变成 0"
