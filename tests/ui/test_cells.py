"""Widths by terminal cell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jxinspect.ui.cells import cells, pad, wrap
from jxinspect.ui.mode import Mode, colorless, using


@pytest.mark.parametrize(
    ("text", "size"),
    [("", 0), ("abc", 3), ("检查", 4), ("（）：", 6), ("０９", 4), ("e\u0301", 1), ("𠮷", 2), ("\u200b", 0)],
)
def test_a_chinese_character_takes_two_cells(text: str, size: int) -> None:
    assert cells(text) == size


def test_ambiguous_characters_take_what_the_terminal_gives_them() -> None:
    with using(Mode(ambiguous=lambda: 1)):
        assert cells("“…×") == 3
    with using(Mode(ambiguous=lambda: 2)):
        assert cells("“…×") == 6
        assert pad("“", 4) == "“  "


def test_words_and_numbers_are_not_cut_and_closing_marks_do_not_begin_a_line() -> None:
    assert wrap("依据 jxinspect law 22，拒绝。", 12) == ["依据", "jxinspect", "law 22，拒", "绝。"]
    assert wrap("依据办法（二十二）", 10) == ["依据办法", "（二十二）"]
    assert wrap("检查人员，", 8) == ["检查人", "员，"]
    assert wrap("0〈000", 4) == ["0〈", "000"]  # what belongs together does not fit on one line


@given(st.text(st.characters(codec="gbk", exclude_categories=["Cc", "Zs"]), max_size=60), st.integers(4, 20))
def test_wrapping_loses_nothing_and_keeps_the_width(text: str, size: int) -> None:
    lines = wrap(text, size)
    assert "".join(lines) == text
    for line in lines:
        assert cells(line) <= size


@pytest.mark.parametrize(
    ("environment", "plain"),
    [
        ({}, False),
        ({"NO_COLOR": "1"}, True),
        ({"NO_COLOR": ""}, False),
        ({"JXINSPECT_NO_COLOR": "1"}, True),
        ({"TERM": "dumb"}, True),
    ],
)
def test_colour_is_off_where_the_environment_says_so(environment: dict[str, str], plain: bool) -> None:
    assert colorless(environment) is plain
