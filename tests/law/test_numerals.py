"""Chinese and roman numerals."""

from __future__ import annotations

import pytest

from jxinspect.law.numerals import chinese, from_chinese, from_roman, roman


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (42, "四十二"),
        (100, "一百"),
        (101, "一百零一"),
        (110, "一百一十"),
        (111, "一百一十一"),
        (266, "二百六十六"),
        (300, "三百"),
        (306, "三百零六"),
        (999, "九百九十九"),
    ],
)
def test_numerals_as_laws_print_them(number: int, text: str) -> None:
    assert chinese(number) == text


def test_every_numeral_up_to_999_is_read_back() -> None:
    assert [from_chinese(chinese(number)) for number in range(1, 1000)] == list(range(1, 1000))


@pytest.mark.parametrize("text", ["", "零", "一十", "一百一", "十百", "百", "二二", "千", "1", "一百零十"])
def test_other_text_is_no_numeral(text: str) -> None:
    with pytest.raises(ValueError):
        from_chinese(text)


@pytest.mark.parametrize("number", [0, 1000, -1])
def test_numbers_outside_the_range_are_refused(number: int) -> None:
    with pytest.raises(ValueError):
        chinese(number)


def test_every_roman_number_is_read_back() -> None:
    assert [from_roman(roman(number)) for number in range(1, 40)] == list(range(1, 40))


@pytest.mark.parametrize("text", ["", "IIII", "VV", "IIX", "2", "XL"])
def test_other_text_is_no_roman_number(text: str) -> None:
    with pytest.raises(ValueError):
        from_roman(text)
