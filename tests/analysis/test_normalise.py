"""What senders write becomes what is meant, or is told to be wrong (办法 23(二))."""

from __future__ import annotations

from datetime import date, datetime
from itertools import product
from typing import Any

import duckdb
import pytest

from jxinspect.analysis.clean import Dirt, dirt_of
from jxinspect.analysis.normalise import normalising
from jxinspect.law.data_tables import known_tables

#: As a sender's system writes it: without a zone.
NINE_THIRTY = datetime(2025, 6, 1, 9, 30)  # noqa: DTZ001


@pytest.fixture(scope="module")
def con() -> Any:
    return duckdb.connect(config={"threads": 1})


def read(con: Any, table: str, column: str, text: str | None, **scales: int) -> tuple[Any, set[str], bool]:
    """The value of one field, what is wrong with it, and whether the row is refused."""
    way = normalising(known_tables()[table], {column: 0}, dirt_of(f"1,{text or ''}\n".encode()), scales=scales)
    con.execute(
        "CREATE OR REPLACE TEMP TABLE raw AS SELECT 0 AS _n, 1::BIGINT AS _line, ?::VARCHAR AS c0", [text or None]
    )
    ((_, _, value, mask),) = con.execute(way.sql).fetchall()
    return value, {check.kind for bit, check in enumerate(way.checks) if mask >> bit & 1}, bool(mask & way.refusing)


@pytest.mark.parametrize(
    "text",
    [
        "2025-01-05", "2025-1-5", "2025/01/05", "2025/1/5",
        "2025.1.5", "2025.01.05", "20250105", "2025年1月5日", "2025年01月05日",
        "2025年1月5号", "2025-01-05 00:00:00", "2025/1/5 0:00",
        "20250105000000", "2025-01-05T08:00:00", "45662", "45662.0",
        "２０２５－０１－０５", "２０２５年１月５日",
        " 2025-01-05 ", "\t2025-01-05", "'2025-01-05", '="2025-01-05"', "2025-01-05\xa0",
    ],
)  # fmt: skip
def test_every_form_of_a_day_is_the_same_day(con: Any, text: str) -> None:
    assert read(con, "pay", "paid_on", text) == (date(2025, 1, 5), set(), False)


@pytest.mark.parametrize(
    "text", ["2025-02-30", "0000-00-00", "不详", "25-1-5", "infinity", "epoch", "1", "2025-13-01", "0001-01-01"]
)
def test_what_is_no_day_refuses_the_row_where_the_day_must_be_there(con: Any, text: str) -> None:
    assert read(con, "pay", "paid_on", text) == (None, {"unreadable"}, True)
    assert read(con, "pension", "approved_on", text) == (None, {"unreadable"}, False)


@pytest.mark.parametrize("text", ["196503", "1965-03", "1965年3月", "1965.3"])
def test_a_day_of_which_only_the_month_is_known_is_its_first_and_told(con: Any, text: str) -> None:
    assert read(con, "pension", "file_born", text) == (date(1965, 3, 1), {"only_month"}, False)


@pytest.mark.parametrize(
    "text",
    [
        "202608",
        "2026-08",
        "2026-8",
        "2026.8",
        "2026/08",
        "2026年8月",
        "2026年08月",
        "20260804",
        "2026-08-04",
        "46235",
        "２０２６０８",
    ],
)
def test_every_form_of_a_month_is_the_same_month(con: Any, text: str) -> None:
    assert read(con, "pay", "pay_ym", text) == (202608, set(), False)


@pytest.mark.parametrize("text", ["202613", "202600", "2026", "八月", "1e5", "2025.1x"])
def test_what_is_no_month_refuses_the_row(con: Any, text: str) -> None:
    assert read(con, "pay", "pay_ym", text) == (None, {"unreadable"}, True)


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("3200.00", 320000), ("3200", 320000), ("3200.5", 320050), ("3200.500", 320050), ("3,200.00", 320000),
        ("1,234,567.89", 123456789), ("￥3200.00", 320000), ("3200.00元", 320000), ("-12.30", -1230),
        ("(12.30)", -1230), ("12.30-", -1230), ("0", 0), (".5", 50), ("３２００．００", 320000),
        ("0.32万元", 320000), ("1.5万", 1500000), (" 3200.00 ", 320000), ("+5", 500),
    ],
)  # fmt: skip
def test_amounts_become_fen(con: Any, text: str, fen: int) -> None:
    assert read(con, "pay", "amount", text) == (fen, set(), False)


def test_a_column_in_ten_thousands_of_yuan_becomes_fen(con: Any) -> None:
    assert read(con, "pay", "amount", "1.23456", amount=10000)[0] == 1234560
    assert read(con, "pay", "amount", "-0.5", amount=10000)[0] == -500000


def test_an_amount_finer_than_fen_is_rounded_and_told(con: Any) -> None:
    assert read(con, "pay", "amount", "10.005") == (1001, {"rounded"}, False)


@pytest.mark.parametrize("text", ["1e5", "1_000", "3.200.00", "三千", "12,34.00", "0x10", "NaN元"])
def test_what_is_no_amount_refuses_the_row(con: Any, text: str) -> None:
    assert read(con, "pay", "amount", text) == (None, {"unreadable"}, True)


@pytest.mark.parametrize("text", ["", "NULL", "null", "\\N", "(null)", "  ", "　", "None"])
def test_words_for_nothing_are_nothing(con: Any, text: str) -> None:
    assert read(con, "pay", "amount", text) == (None, {"empty"}, True)
    assert read(con, "pay", "bank", text) == (None, {"empty"}, False)
    assert read(con, "pension", "approved_on", text) == (None, set(), False)


@pytest.mark.parametrize(
    ("column", "text", "value"),
    [
        ("deemed_months", "120", 120), ("deemed_months", "120.0", 120), ("deemed_months", "10年3个月", 123),
        ("deemed_months", "10年", 120), ("deemed_months", "1,200", 1200), ("deemed_months", "120个月", 120),
    ],
)  # fmt: skip
def test_numbers_of_months_are_read_in_years_too(con: Any, column: str, text: str, value: int) -> None:
    assert read(con, "pension", column, text) == (value, set(), False)


def test_grades_are_read_as_words_too(con: Any) -> None:
    assert [read(con, "inj_assess", "grade", text)[0] for text in ("7", "7级", "七级", "十级", "07")] == [
        7,
        7,
        7,
        10,
        7,
    ]


def test_a_fraction_is_no_integer(con: Any) -> None:
    assert read(con, "pension", "paid_months", "12.7") == (None, {"unreadable"}, True)


@pytest.mark.parametrize(
    "text",
    [
        "2025-06-01 09:30:00",
        "2025/6/1 9:30:00",
        "20250601093000",
        "2025年6月1日 09:30:00",
        "45809.395833333",
        "2025-06-01T09:30:00",
    ],
)
def test_every_form_of_a_moment_is_the_same(con: Any, text: str) -> None:
    assert read(con, "auth", "certified_at", text) == (NINE_THIRTY, set(), False)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("36010019500101005x", "36010019500101005X"), ("'36010019500101005X", "36010019500101005X"),
        ('="36010019500101005X"', "36010019500101005X"), ("３６０１００１９５００１０１００５Ｘ", "36010019500101005X"),
        ("\t36010019500101005X ", "36010019500101005X"), ("360100 19500101 005X", "36010019500101005X"),
        ("36010019500101005X\u200b", "36010019500101005X"),
    ],
)  # fmt: skip
def test_identity_numbers_lose_what_sheets_and_typists_put_around_them(con: Any, text: str, value: str) -> None:
    assert read(con, "person", "id_no", text) == (value, set(), False)


def test_an_identity_number_that_is_wrong_is_told_and_stays(con: Any) -> None:
    assert read(con, "person", "id_no", "360100195001010011") == ("360100195001010011", {"identity"}, False)
    assert read(con, "person", "id_no", "360100500101001") == ("360100500101001", set(), False)  # 15 digits


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("测　一鸣", "测一鸣"), ("测 一 鸣　", "测一鸣"), ("阿•样布", "阿·样布"), ("阿.样布", "阿·样布"),
        ("Li  Wei", "Li  Wei"), ("王\ue863", "王䶮"), ("测一鸣（小）", "测一鸣(小)"), ("\ue81e测", "龴测"),
    ],
)  # fmt: skip
def test_names_are_written_in_one_way(con: Any, text: str, value: str) -> None:
    assert read(con, "pay", "account_name", text) == (value, set(), False)


def test_words_of_other_systems_become_those_of_the_list(con: Any) -> None:
    assert [read(con, "pay", "pay_state", t)[0] for t in ("发放成功", "退汇", "成功")] == ["成功", "退票", "成功"]
    assert read(con, "person", "sex", "1") == ("男", set(), False)
    assert read(con, "pay", "pay_state", "待定") == ("待定", {"code"}, False)


def test_clean_text_and_dirty_text_are_read_alike(con: Any) -> None:
    table = known_tables()["pay"]
    values = [
        "3601000000001",
        "工伤",
        "伤残津贴",
        "202501",
        "2025-01-10",
        "3200.00",
        "样本银行",
        "6222000000000001",
        "测一鸣",
        "成功",
        "样本中心",
    ]
    columns = ", ".join(f"'{v}' AS c{n}" for n, v in enumerate(values))
    con.execute(f"CREATE OR REPLACE TEMP TABLE raw AS SELECT 0 AS _n, 1::BIGINT AS _line, {columns}")
    places = {column.name: n for n, column in enumerate(table.columns[: len(values)])}
    ways = [normalising(table, places, Dirt(*dirt)).sql for dirt in product((True, False), repeat=4)]
    assert len({con.execute(sql).fetchall()[0] for sql in ways}) == 1


def test_every_table_can_be_read(con: Any) -> None:
    for table in known_tables().values():
        columns = ", ".join(f"'1' AS c{n}" for n in range(len(table.columns)))
        con.execute(f"CREATE OR REPLACE TEMP TABLE raw AS SELECT 0 AS _n, 1::BIGINT AS _line, {columns}")
        way = normalising(table, {column.name: n for n, column in enumerate(table.columns)}, dirt_of(b""))
        assert len(con.execute(way.sql).fetchall()) == 1
