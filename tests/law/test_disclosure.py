"""Identity and bank numbers in running text (G53)."""

from __future__ import annotations

import pytest

from jxinspect.law.disclosure import full_numbers, hidden, hidden_phone, masked, whole_number
from jxinspect.law.identity import identity_check

#: Invented: region 360100, born on 1 January 1990.
IDENTITY = "360100199001010015"
#: Invented: all ones but for issuer and check digit.
BANK = "6200111111111111119"


def test_the_invented_numbers_are_well_formed() -> None:
    assert identity_check(IDENTITY[:17]) == IDENTITY[17]
    assert full_numbers(BANK) == [("bank", BANK)]


@pytest.mark.parametrize(
    "text",
    [
        f"李例子（身份证号{IDENTITY}）多领待遇。",
        f"身份证 {IDENTITY[:6]} {IDENTITY[6:14]} {IDENTITY[14:]}",
        "身份证３６０１００１９９００１０１００１５",
        f"2026-03-01 {IDENTITY} 2026-03-02",
        f"证号：{IDENTITY}，账号见附表",
    ],
)
def test_an_identity_number_is_found_however_it_is_written(text: str) -> None:
    assert full_numbers(text) == [("identity", IDENTITY)]


def test_a_bank_number_is_found_whole_or_in_groups_of_four() -> None:
    groups = " ".join(BANK[at : at + 4] for at in range(0, 19, 4))
    for text in (f"转入{BANK}账户", f"卡号 {groups}"):
        assert full_numbers(text) == [("bank", BANK)]


@pytest.mark.parametrize(
    "text",
    [
        "360100********0015",
        "36010019900101001X",  # wrong check digit
        "6200111111111111118",  # Luhn does not hold
        "12360100MB00000000",
        "样人社监检通〔2026〕1号，2026年3月2日9时30分",
        "电话 0791-00000001、0791-00000002",
        "执法证号 36012300002 36012300003",
        "a" * 8 + IDENTITY + "f",  # part of a digest
        "金额 1234567890123456 元",
        "0000000000000000",
        "",
    ],
)
def test_what_is_no_such_number_is_left_alone(text: str) -> None:
    assert full_numbers(text) == []


def test_a_field_that_is_nothing_but_a_number_is_told_from_text() -> None:
    assert whole_number(IDENTITY) == "identity"
    assert whole_number(BANK) == "bank"
    assert whole_number(f"李例子 {IDENTITY}") is None
    assert whole_number("2026-001") is None


def test_masks_keep_six_and_four_or_four() -> None:
    assert masked("identity", IDENTITY) == "360100********0015"
    assert masked("bank", BANK) == "***************1119"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("身份证360100198506150035，手机13800138000。", "身份证360100********0035，手机138****8000。"),
        ("３６０１００１９８５０６１５００３５", "360100********0035"),
        ("卡号 6222 0212 3456 7894", "卡号 ************7894"),
        ("138-0013-8000、138 0013 8000", "138-****-8000、138 **** 8000"),
        (
            "文号样人社监检通〔2026〕1号，2026-03-10，金额39938.30元",
            "文号样人社监检通〔2026〕1号，2026-03-10，金额39938.30元",
        ),
        ("证据编号2026-001-ZJ-01，执法证36012300002", "证据编号2026-001-ZJ-01，执法证36012300002"),
        ("360100********0035", "360100********0035"),
        ("", ""),
    ],
)
def test_numbers_in_a_text_lose_their_middle_and_nothing_else_changes(text: str, shown: str) -> None:
    assert hidden(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("0791-00000003", "0791-****0003"),
        ("079100000003", "0791****0003"),
        ("13800138000", "138****8000"),
        ("0791-0000003转801", "0791-***0003转801"),
        ("12345", "12345"),
    ],
)
def test_a_phone_number_keeps_its_area_code_and_its_last_four(text: str, shown: str) -> None:
    assert hidden_phone(text) == shown
