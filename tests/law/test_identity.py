"""Check digits and masks. All numbers are invented, region 360100."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jxinspect.law.identity import (
    birth_date,
    credit_code_check,
    credit_code_fault,
    identity_check,
    identity_fault,
    is_male,
    mask_bank,
    mask_identity,
)

SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def test_the_standards_own_example_is_right() -> None:
    assert identity_fault("11010519491231002X") is None


def test_an_invented_number_of_nanchang_is_right_and_tells_birth_and_sex() -> None:
    number = "36010019600101001" + identity_check("36010019600101001")
    assert identity_fault(number) is None
    assert birth_date(number) == date(1960, 1, 1)
    assert is_male(number)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("", "18 位"),
        ("360100196001010", "18 位"),
        ("36010019600101001A", "数字"),
        ("3601001960010100\u06611", "数字"),
        ("36010019600230001X", "出生日期"),
        ("110105194912310021", "校验码应为 X"),
    ],
)
def test_a_faulty_identity_number_says_what_is_wrong(number: str, said: str) -> None:
    fault = identity_fault(number)
    assert fault is not None
    assert said in fault


def test_a_birth_after_the_day_is_a_fault() -> None:
    assert identity_fault("11010519491231002X", date(1949, 12, 30)) == "出生日期 1949-12-31 晚于 1949-12-30"


def test_small_x_blanks_width_and_apostrophe_do_not_matter() -> None:
    assert identity_fault("'１１０１０５ 19491231 002x") is None


@given(
    st.from_regex(r"360100(19[3-9][0-9]|200[0-9])(0[1-9]|1[0-2])(0[1-9]|1[0-9]|2[0-8])[0-9]{3}", fullmatch=True),
    st.data(),
)
def test_one_changed_digit_is_always_noticed(first: str, data: st.DataObject) -> None:
    number = first + identity_check(first)
    place = data.draw(st.sampled_from([0, 1, 2, 3, 4, 5, 14, 15, 16]))
    other = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != number[place]]))
    assert identity_fault(number) is None
    assert identity_fault(number[:place] + other + number[place + 1 :]) is not None


@pytest.mark.parametrize("code", ["91350100M000100Y43", "91350100m000100y43"])
def test_the_credit_code_of_the_standard_is_right(code: str) -> None:
    assert credit_code_fault(code) is None


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("91350100M000100Y4", "18 位"),
        ("91350100M000100Y44", "校验码应为 3"),
        ("9135010OM000100Y43", "不允许"),
        ("913501A0M000100Y43", "行政区划"),
    ],
)
def test_a_faulty_credit_code_says_what_is_wrong(code: str, said: str) -> None:
    fault = credit_code_fault(code)
    assert fault is not None
    assert said in fault


@given(st.text(SIGNS, min_size=9, max_size=9), st.integers(0, 8), st.sampled_from(SIGNS))
def test_one_changed_sign_of_a_credit_code_is_always_noticed(body: str, place: int, other: str) -> None:
    first = "12360100" + body
    code = first + credit_code_check(first)
    assert credit_code_fault(code) is None
    changed = code[: 8 + place] + other + code[9 + place :]
    assert (credit_code_fault(changed) is None) == (changed == code)


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("36010019600101001X", "360100********001X"),
        ("360100600101001", "360100*****1001"),
        ("H1234567", "****4567"),
        ("12345", "*****"),
        ("", ""),
    ],
)
def test_the_middle_of_an_identity_number_is_masked(number: str, masked: str) -> None:
    assert mask_identity(number) == masked


def test_only_the_last_four_of_an_account_stay() -> None:
    assert mask_bank("6222 0000 1234 5678") == "************5678"


@given(st.text("0123456789X", max_size=25))
def test_a_mask_keeps_the_length_and_hides_something(number: str) -> None:
    for masked in (mask_identity(number), mask_bank(number)):
        assert len(masked) == len(number)
        assert not number or "*" in masked
