"""Numbers of documents."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jxinspect.documents.numbering import archive_code, draft_number, number_text, parse_number
from jxinspect.errors import Incomplete


def test_a_number_has_the_brackets_of_the_standard_and_no_padding() -> None:
    assert number_text("赣人社", "监检通", 2026, 1) == "赣人社监检通〔2026〕1号"


def test_a_draft_has_no_number_yet() -> None:
    assert draft_number("赣人社", "监检通", 2026) == "赣人社监检通〔2026〕__号"


def test_an_internal_record_has_an_archive_code() -> None:
    assert archive_code("2026-007", "BL", 1) == "2026-007-BL-01"
    assert archive_code("2026-007", "YD", 123) == "2026-007-YD-123"


@given(st.integers(1, 10**6), st.integers(2000, 2100))
def test_a_number_read_back_is_the_same(n: int, year: int) -> None:
    found = parse_number(number_text("洪人社", "监责改", year, n))
    assert (found.head, found.year, found.n) == ("洪人社监责改", year, n)


@pytest.mark.parametrize(
    "text", ["赣人社监检通[2026]1号", "赣人社监检通（２０２６）１号", " 赣人社监检通〔2026〕 1 号 "]
)
def test_a_number_is_understood_as_people_type_it(text: str) -> None:
    assert str(parse_number(text)) == "赣人社监检通〔2026〕1号"


@pytest.mark.parametrize(
    "text",
    ["", "赣人社监检通〔2026〕01号", "赣人社监检通〔2026〕第1号", "〔2026〕1号", "赣人社〔26〕1号", "赣人社〔2026〕1"],
)
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(Incomplete):
        parse_number(text)


def test_numbers_begin_at_one() -> None:
    with pytest.raises(ValueError, match="begins at 1"):
        number_text("赣人社", "监检通", 2026, 0)
