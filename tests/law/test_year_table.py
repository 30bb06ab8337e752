"""Reading year tables: TOML, CSV, rows, and every way in which they can be wrong."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from jxinspect.errors import Incomplete
from jxinspect.law.calendar import Calendar, parse_year_table

HALF = "2027-01-01,休\n2027-05-01,休\n2027-10-01,休\n2027-10-02,休\n2027-10-03,休\n"
WHOLE = HALF + "".join(f"2027-02-{day:02d},休\n" for day in range(5, 13)) + "2027-02-14,班\n"


def faults_of(text: str) -> tuple[str, ...]:
    with pytest.raises(Incomplete) as fault:
        parse_year_table(text)
    return fault.value.items or (fault.value.what,)


def test_a_csv_with_heading_is_read() -> None:
    table = parse_year_table("日期,类别\n" + WHOLE)
    assert (table.year, len(table.holidays), table.makeup) == (2027, 13, frozenset({date(2027, 2, 14)}))


def test_a_byte_order_mark_blank_lines_and_full_width_digits_do_not_matter() -> None:
    assert parse_year_table("\ufeff\n" + WHOLE.replace("2027-10-03", "２０２７年10月3日")).same_days(
        parse_year_table(WHOLE)
    )


def test_rows_of_a_sheet_are_read() -> None:
    rows = [("日期", "类别"), *((line.split(",")[0], line.split(",")[1]) for line in WHOLE.splitlines())]
    dated = [*rows[:1], (datetime(2027, 1, 1), "放假"), *rows[2:]]  # noqa: DTZ001 — sheets hold naive days
    assert parse_year_table(dated).same_days(parse_year_table(WHOLE))


def test_the_digest_depends_on_the_days_only() -> None:
    lines = WHOLE.splitlines()
    assert parse_year_table("\n".join(reversed(lines))).digest() == parse_year_table(WHOLE).digest()
    assert Calendar.shipped().table(2026).digest() != Calendar.shipped().table(2025).digest()


def test_every_faulty_line_is_named_with_its_number() -> None:
    text = "日期,类别\n" + WHOLE + "2027-13-01,休\n某日,休\n2027-03-01,哈\n2027-03-02\n"
    assert [item.split("：")[0] for item in faults_of(text)] == ["第 16 行", "第 17 行", "第 18 行", "第 19 行"]


def test_a_worked_day_from_monday_to_friday_is_refused() -> None:
    assert faults_of(WHOLE + "2027-03-01,班\n") == ("第 15 行 2027-03-01：2027-03-01 是周一至周五，不能是调休上班日",)


def test_a_day_of_another_year_is_refused() -> None:
    assert faults_of(WHOLE + "2028-01-01,休\n") == ("第 15 行 2028-01-01：2028-01-01 不在 2027 年内",)


def test_a_day_given_twice_is_refused() -> None:
    assert faults_of(WHOLE + "2027-02-14,休\n") == ("第 15 行 2027-02-14：2027-02-14 重复",)


def test_a_table_without_a_statutory_holiday_is_refused() -> None:
    assert "2027-10-01" in faults_of(WHOLE.replace("2027-10-01,休\n", ""))[0]


def test_half_a_table_is_refused_by_its_number_of_working_days() -> None:
    assert faults_of(HALF) == ("全年 259 个工作日，通常为 244 至 256 个；表可能不全",)


@pytest.mark.parametrize("text", ["", "日期,类别\n", "哈\n"])
def test_text_without_days_is_refused(text: str) -> None:
    assert faults_of(text) == ("没有一行写着日期和类别",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("year = 2027\n[[holiday]\n", "TOML 不能读取"),
        ("year = 2027\n[[holiday]]\nname = '元旦'\nfrom = 2027-01-01\n", "TOML 不能读取"),
        ("year = 2027\n[[holiday]]\nfrom = '2027-01-01'\nto = '2027-01-03'\n", "日期要写成"),
        ("year = 2027\n[[holiday]]\nfrom = 2027-01-03\nto = 2027-01-01\n", "结束早于开始"),
        ("year = 2027\nmakeup = [2027-03-01]\n[[holiday]]\nfrom = 2027-01-01\nto = 2027-01-01\n", "周一至周五"),
    ],
)
def test_faulty_toml_is_refused_with_the_fault(text: str, said: str) -> None:
    assert any(said in item for item in faults_of(text))
