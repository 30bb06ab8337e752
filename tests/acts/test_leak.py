"""Breaches of 办法 38: registered, measures, closing; the guard that asks for a measure (G69); publicity work."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from jxinspect.acts import leak, publicity
from jxinspect.acts.check import check
from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.leak import LeakData, LeakKind, LeakMeasureKind, LeakParty
from jxinspect.law.publicity import PublicityForm
from tests.acts.conftest import moment

Act = Callable[..., Any]
STOP, INFORM, REPORT = LeakMeasureKind.STOP, LeakMeasureKind.INFORM, LeakMeasureKind.REPORT
FACTS: dict[str, Any] = {
    "kind": LeakKind.LEAK,
    "data": [LeakData.PERSONAL],
    "party": LeakParty.THIRD_PARTY,
    "text": "待遇明细发到微信群",
    "found_at": moment("2026-03-12 10:20"),
    "found_how": "参保人来电反映",
    "whose": "12名参保人",
    "by_whom": "样本会计师事务所某甲",
}


def add(office: Act, **changed: Any) -> None:
    with office("rectify.leak.add", at="2026-03-12 11:00") as case:
        assert leak.add(case, **{**FACTS, **changed}).number == "2026-XL-001"


def measure(office: Act, kind: LeakMeasureKind, at: str = "2026-03-12 12:00", **given: Any) -> None:
    with office("rectify.leak.measure", at=at) as case:
        leak.measure(case, "2026-XL-001", kind, **{"text": "已删除", **given})


def close(office: Act, **given: Any) -> None:
    with office("rectify.leak.close", at="2026-03-13 09:00") as case:
        leak.close(case, "2026-xl-001", **{"result": "没有扩散", "by": "孙科长", **given})


def objected(office: Act) -> list[tuple[str, str, str]]:
    with office("look", at="2026-03-13 10:00") as case:
        return [(one.inspection, one.guard, one.severity) for one in check(case)]


def test_a_breach_without_a_measure_is_told_until_there_is_one(office: Act) -> None:
    add(office)
    assert objected(office) == [("", "G69", "W")]
    measure(office, STOP)
    assert objected(office) == []


def test_a_breach_in_an_inspection_is_told_of_that_inspection(office: Act, fieldwork_done: Any) -> None:
    fieldwork_done(("没有对账", None))
    add(office, inspection_number="2026-001")
    assert ("2026-001", "G69", "W") in objected(office)
    measure(office, STOP)
    assert "G69" not in {guard for _, guard, _ in objected(office)}


def test_a_breach_is_registered_whole_and_not_before_it_was_found(office: Act) -> None:
    with office("x", at="2026-03-12 11:00") as case:
        with pytest.raises(Incomplete) as lacking:
            leak.add(case, **{**FACTS, "text": " ", "whose": "", "data": []})
        assert len(lacking.value.items) == 3
        with pytest.raises(Refused, match="发现的时间不对"):
            leak.add(case, **{**FACTS, "found_at": moment("2026-03-12 11:01")})
        with pytest.raises(NotFound, match="2026-XL-007"):
            leak.find(case, "2026-XL-007")


def test_reporting_and_informing_say_to_whom(office: Act) -> None:
    add(office)
    for kind in (REPORT, INFORM, LeakMeasureKind.REFER):
        with pytest.raises(Incomplete) as lacking:
            measure(office, kind)
        assert list(lacking.value.items) == ["对谁（--to）"]
    measure(office, REPORT, toward="样本县委网信办")
    with pytest.raises(Refused, match="时间早于发现"):
        measure(office, STOP, at="2026-03-12 10:19")


def test_it_is_closed_when_something_was_done_and_the_persons_know_or_it_is_said_why_not(office: Act) -> None:
    add(office)
    with pytest.raises(Refused, match="没有采取措施"):
        close(office)
    measure(office, STOP)
    with pytest.raises(Incomplete) as lacking:
        close(office, result=" ")
    assert len(lacking.value.items) == 2
    with pytest.raises(Refused, match="不能决定办结"):
        close(office, by="测一鸣", no_inform="已经有效避免危害")
    close(office, no_inform="已经有效避免危害")
    with pytest.raises(Refused, match="已经办结"):
        measure(office, STOP, at="2026-03-14 09:00")


def test_trade_secrets_are_closed_without_telling_persons(office: Act) -> None:
    add(office, data=[LeakData.TRADE])
    measure(office, LeakMeasureKind.SECURE)
    close(office)


def test_publicity_is_numbered_by_year_and_names_who_took_part(office: Act) -> None:
    with office("plan.publicity.add", at="2026-03-15 09:00") as case:
        row = publicity.add(case, form=PublicityForm.LECTURE, subject="基金监督办法", audience=80)
        assert (row.number, len(row.staff)) == ("2026-XC-001", 1)
        more = publicity.add(case, form=PublicityForm.MEDIA, subject="案例", people=["测一鸣", "样二航", "测一鸣"])
        assert (more.number, len(more.staff)) == ("2026-XC-002", 2)
        with pytest.raises(Incomplete):
            publicity.add(case, form=PublicityForm.MEDIA, subject=" ")
