"""What was typed ends with one full stop on paper, whatever it ended with."""

from __future__ import annotations

import pytest

from jxinspect.documents.sentences import cause, clause, sentence, sentences


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("没有异议", "没有异议。"),
        ("没有异议.", "没有异议。"),
        ("没有异议。。", "没有异议。"),
        ("没有异议， ", "没有异议。"),
        ("他说“没有。”", "他说“没有。”"),
        ("状态为“正常”", "状态为“正常”。"),
        ("是否属实？", "是否属实？"),
        ("如此等等……", "如此等等……"),
        ("第1.5项", "第1.5项。"),
        (" ", ""),
    ],
)
def test_a_sentence_is_closed_exactly_once(typed: str, printed: str) -> None:
    assert sentence(typed) == printed


def test_every_line_is_a_sentence_and_a_blank_one_stays_blank() -> None:
    assert sentences("一\n\n二。") == "一。\n\n二。"


@pytest.mark.parametrize("typed", ["凭证缺页。", "因凭证缺页", "由于凭证缺页；", "凭证缺页"])
def test_a_reason_stands_behind_its_because_without_another_and_without_full_stop(typed: str) -> None:
    assert cause(typed) == "凭证缺页"
    assert not clause(typed).endswith(("。", "；"))
