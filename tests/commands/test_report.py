"""How `report` and `rectify` read what people type."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from jxinspect.commands.report_options import numbered, sequence
from jxinspect.errors import Usage


def test_values_by_number_are_read_with_either_equals_sign() -> None:
    assert numbered("--demand", ["1=全额追回", "2＝修订 a=b"], str) == {1: "全额追回", 2: "修订 a=b"}
    assert numbered("--demand", None, str) == {}


@pytest.mark.parametrize("values", [["全额追回"], ["=全额"], ["1="], ["一=改"], ["1=改", "1=再改"]])
def test_values_without_number_or_content_or_twice_are_refused(values: list[str]) -> None:
    with pytest.raises(Usage):
        numbered("--demand", values, str)


def test_numbers_may_be_listed_as_people_list_them() -> None:
    assert sequence("--strike", ["1、2", "3，4", "5"]) == [1, 2, 3, 4, 5]
    with pytest.raises(Usage, match="一"):
        sequence("--strike", ["一"])


@pytest.mark.parametrize(
    "words", ["report", "report reply", "report deem", "rectify", "rectify opinion", "rectify set"]
)
def test_help_shows_an_example(jx: Callable[..., Any], words: str) -> None:
    ended = jx(*words.split(), "-h")
    assert ended.code == 0
    assert f"jxinspect {words}" in ended.out
    assert "例子" in ended.out


def test_an_unknown_way_of_reply_is_a_usage_error_that_lists_the_known(jx: Callable[..., Any]) -> None:
    ended = jx("report", "reply", "2026-001", "--method", "鸽子", "--point", "x")
    assert ended.code == 2
    assert "当面递交" in ended.err


def test_an_outline_needs_a_place(jx: Callable[..., Any]) -> None:
    ended = jx("report", "draft", "2026-001", "--template")
    assert ended.code == 2
    assert "--file" in ended.err
