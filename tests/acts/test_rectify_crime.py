"""The question whether a crime is suspected: who decides, and what closing asks for (办法 39, G44)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from jxinspect.errors import Incomplete, Refused

Line = Callable[..., Any]
NONE = "rectify refer none 2026-001 --reason 停发不及时，没有骗取的证据 --approver"


def test_only_the_head_of_the_agency_decides_that_no_crime_is_suspected(line: Line, fieldwork_done: Any) -> None:
    fieldwork_done(("多发养老金", 12_345_67), ("制度不完善", None))
    refused = line(f"2026-05-08 09:00 {NONE} 孙科长")
    assert (refused.code, "孙科长不是机关负责人" in refused.err) == (4, True)
    decided = line(f"2026-05-08 09:00 {NONE} 钱主任")
    assert "1. 多发养老金" in decided.out
    assert "制度不完善" not in decided.out
    listed = line("2026-05-08 10:00 rectify refer decisions --format json").json["rows"]
    assert [(row["findings"], row["verdict"], row["decided_by"]) for row in listed] == [
        ("1.多发养老金", "none", "钱主任")
    ]


def test_a_decision_needs_a_reason_and_a_question(office: Any, fieldwork_done: Any) -> None:
    from jxinspect.acts import rectify_crime

    fieldwork_done(("多发养老金", 2_999_99))
    with office("rectify.refer.crime", at="2026-05-08 09:00") as case:
        with pytest.raises(Incomplete, match="没有写不涉嫌犯罪的决定的理由"):
            rectify_crime.no_crime(case, "2026-001", reason=" ", approver="钱主任", findings=[1])
        with pytest.raises(Refused, match="没有需要决定是否移送的问题"):
            rectify_crime.no_crime(case, "2026-001", reason="没有", approver="钱主任")
