"""Titles are broken where the meaning is, in as few lines as do not tear a word."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from jxinspect.documents.headline import ROOM, headline


def test_a_title_breaks_after_the_unit_and_after_words() -> None:
    project = "工伤保险基金、失业保险基金、企业职工基本养老保险基金收支、管理"
    assert headline("关于样本县示例职业培训学校", f"{project}情况的检查报告").split("\n") == [
        "关于样本县示例职业培训学校",
        "工伤保险基金、失业保险基金、",
        "企业职工基本养老保险基金",
        "收支、管理情况的检查报告",
    ]


def test_a_short_title_stands_on_one_line() -> None:
    assert headline("关于培训补贴情况的检查报告") == "关于培训补贴情况的检查报告"


@settings(max_examples=40)
@given(st.text(st.sampled_from("甲乙、的基金（）情况"), max_size=70))
def test_no_line_is_too_long_and_nothing_is_lost(text: str) -> None:
    lines = headline(text).split("\n")
    assert "".join(lines) == text
    assert all(len(line) <= ROOM for line in lines)
