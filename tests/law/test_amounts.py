"""Money in fen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jxinspect.errors import Incomplete
from jxinspect.law.amounts import LIMIT, capital_amount, format_amount, parse_amount

DIGITS = "零壹贰叁肆伍陆柒捌玖"


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("1234.56", 123456),
        ("1,234.56", 123456),
        ("１，２３４．５６元", 123456),
        ("￥1,234.5", 123450),
        ("¥0.05", 5),
        ("12.5万元", 12500000),
        ("1.23456789亿", 12345678900),
        ("0.000001万元", 1),
        ("-20", -2000),
        ("人民币100元整", 10000),
        ("1.2300", 123),
        ("9007199254740993.01", 900719925474099301),
    ],
)
def test_an_amount_is_read_exactly(text: str, fen: int) -> None:
    assert parse_amount(text) == fen


@pytest.mark.parametrize(
    "text", ["", "元", "1,23", "12,34.5", "1.234", "1e3", "约100", "1.2.3", "1万5千", "0.0000001万", ".5", "5."]
)
def test_what_is_no_amount_of_whole_fen_is_refused(text: str) -> None:
    with pytest.raises(Incomplete):
        parse_amount(text)


@pytest.mark.parametrize(
    ("fen", "capital"),
    [
        (123456, "人民币壹仟贰佰叁拾肆元伍角陆分"),
        (0, "人民币零元整"),
        (5, "人民币伍分"),
        (50, "人民币伍角整"),
        (55, "人民币伍角伍分"),
        (1005, "人民币壹拾元零伍分"),
        (100000, "人民币壹仟元整"),
        (100100, "人民币壹仟零壹元整"),
        (140950, "人民币壹仟肆佰零玖元伍角整"),
        (600714, "人民币陆仟零柒元壹角肆分"),
        (10700053, "人民币壹拾万柒仟元伍角叁分"),
        (100000000, "人民币壹佰万元整"),
        (1000500000, "人民币壹仟万伍仟元整"),
        (1000000100000, "人民币壹佰亿零壹仟元整"),
        (10005000000, "人民币壹亿零伍万元整"),
    ],
)
def test_capitals(fen: int, capital: str) -> None:
    assert capital_amount(fen) == capital


@pytest.mark.parametrize("fen", [-1, LIMIT])
def test_amounts_that_have_no_capitals_are_refused(fen: int) -> None:
    with pytest.raises(Incomplete):
        capital_amount(fen)


def test_amounts_for_people() -> None:
    assert [format_amount(fen) for fen in (123456, -5, 100000000)] == ["1,234.56元", "-0.05元", "1,000,000.00元"]


@given(st.integers(-(10**17), 10**17))
def test_a_formatted_amount_is_read_back(fen: int) -> None:
    assert parse_amount(format_amount(fen)) == fen


def value_of(capital: str) -> int:
    """Reads capitals by adding place values; independent of how they are written."""
    yuan = section = digit = fen = 0
    for sign in capital.removeprefix("人民币").removesuffix("整"):
        if sign in DIGITS:
            digit = DIGITS.index(sign)
        elif sign in "拾佰仟":
            section, digit = section + digit * {"拾": 10, "佰": 100, "仟": 1000}[sign], 0
        elif sign in "万亿元":
            yuan, section, digit = yuan + (section + digit) * {"万": 10**4, "亿": 10**8, "元": 1}[sign], 0, 0
        else:
            fen, digit = fen + digit * {"角": 10, "分": 1}[sign], 0
    return yuan * 100 + fen


@given(st.one_of(st.integers(0, LIMIT - 1), st.integers(0, 10**6).map(lambda thousands: thousands * 10**6 + 5)))
def test_capitals_mean_the_amount_and_hold_no_double_zero(fen: int) -> None:
    capital = capital_amount(fen)
    assert value_of(capital) == fen
    assert "零零" not in capital
    assert fen == 0 or "零元" not in capital
    assert "零万" not in capital
    assert "零亿" not in capital
