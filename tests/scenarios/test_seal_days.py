"""Sealings in time, as commands and `check` see them: 24 hours, terms over holidays, what an expired seal blocks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Typed = Callable[..., Any]
N, CODE = "2026-001", "2026-001-FC-01"
REQUEST = (
    *("seal", "request", N, "--reason", "transfer", "--facts", "凭证正被搬离", "--copy-insufficient", "数量大"),
    *("--keeper", "陈例文", "--custody", "原地封存", "--item", "2025年会计凭证/会计凭证/12册"),
)
CREATE = (
    *("seal", "create", N, "--strip", "柜门缝", "--process", "清点装柜加贴封条", "--notified", "电话通知负责人"),
    *("--attended", "陈例文", "--post", "主任", "--ended"),
)
APPROVE = ("seal", "approve", N, "--approver", "钱样明", "--text", "同意")
RELEASE = ("seal", "release", N, "--receiver", "陈例文", "--opening", "启封", "--ground")
URGENT = ("--urgent", "--urgent-reason", "有人正把凭证装车")


@pytest.fixture
def typed(scene: Callable[[str], Any]) -> Typed:
    """`typed("2026-09-30 17:00", "seal", …)`: a command typed at that moment; inspectors are on site since 11 March."""
    here = scene("seal request")

    def go(at: str, *words: str) -> Any:
        here.clock_at(at)
        return here.jx(*words, "-C", str(here.path), "--as", "李示华", "--no-input")

    return go


@pytest.fixture
def sealed(typed: Typed) -> Callable[..., None]:
    """Asks for, lets approve and carries out a sealing on that day at 9:30 (urgent: at 17:00, without approval)."""

    def make(on: str, days: int = 7, *, urgent: bool = False) -> None:
        steps = [
            (f"{on} 09:00", (*REQUEST, "--days", str(days))),
            (f"{on} 09:20", APPROVE),
            (f"{on} 10:30", (*CREATE, f"{on} 10:20", "--at", f"{on} 09:30")),
        ]
        if urgent:
            late = (*CREATE, f"{on} 17:30", "--at", f"{on} 17:00")
            steps = [(f"{on} 16:50", (*REQUEST, *URGENT)), (f"{on} 17:40", late)]
        for at, words in steps:
            ended = typed(at, *words)
            assert ended.code == 0, ended.err

    return make


def found(typed: Typed, at: str) -> set[str]:
    """The guards that `check` finds broken, of sealing."""
    rows = typed(at, "check", "--json").json["rows"]
    return {row["guard"] for row in rows if "G20" <= row["guard"] <= "G30"}


def due(typed: Typed, at: str, deadline: str) -> list[dict[str, Any]]:
    return [line for line in typed(at, "status", "--json").json["deadlines"] if line["deadline"] == deadline]


def test_the_24_hours_of_an_urgent_sealing_run_on_through_a_holiday(typed: Typed, sealed: Any) -> None:
    sealed("2026-09-30", urgent=True)  # Wednesday; 1 to 7 October nobody works
    assert found(typed, "2026-10-01 17:00") == set()
    (line,) = due(typed, "2026-10-01 17:00", "T08")
    assert (line["at"], line["state"]) == ("2026-10-01T17:00:00+08:00", "today")
    assert [moment[11:16] for moment in line["alarms"]] == ["05:00", "13:00", "16:00"]
    assert found(typed, "2026-10-01 17:01") == {"G22"}
    assert due(typed, "2026-10-01 17:01", "T08")[0]["state"] == "overdue"
    assert "G22" in typed("2026-10-08 09:00", "inspect", "leave", N).err


def test_approval_within_24_hours_settles_an_urgent_sealing(typed: Typed, sealed: Any) -> None:
    sealed("2026-09-30", urgent=True)
    assert typed("2026-10-01 16:59", *APPROVE).code == 0
    assert found(typed, "2026-10-02 09:00") == set()
    assert due(typed, "2026-10-02 09:00", "T08") == []


def test_an_urgent_sealing_that_the_head_declines_is_released_at_once_and_nothing_else_is_done(
    typed: Typed, sealed: Any
) -> None:
    sealed("2026-03-14", urgent=True)
    declined = typed("2026-03-14 18:00", *APPROVE[:-1], "理由不足", "--refuse")
    assert "应当立即解除" in declined.out
    assert "--ground not_approved" in declined.out
    assert found(typed, "2026-03-14 18:01") == {"G22"}
    (line,) = due(typed, "2026-03-14 18:01", "T08")
    assert (line["what"], line["state"]) == (f"紧急封存{CODE}未获批准，应当立即解除", "overdue")
    assert "G22" in typed("2026-03-14 18:02", "seal", "count", N, "01").err
    assert "G22" in typed("2026-03-14 18:02", *APPROVE).err + typed("2026-03-14 18:02", *REQUEST).err
    assert typed("2026-03-14 18:05", *RELEASE, "not_approved").code == 0
    assert found(typed, "2026-03-15 09:00") == set()
    assert typed("2026-03-15 09:00", *REQUEST).code == 0


def test_approval_after_24_hours_does_not_heal_an_urgent_sealing(typed: Typed, sealed: Any) -> None:
    sealed("2026-03-14", urgent=True)
    assert typed("2026-03-15 17:01", *APPROVE).code == 0
    (line,) = due(typed, "2026-03-15 17:02", "T08")
    assert line["what"] == f"紧急封存{CODE}补办批准超过24小时，应当立即解除"
    assert found(typed, "2026-03-15 17:02") == {"G22"}
    assert typed("2026-03-15 17:05", *RELEASE, "not_needed").code == 0
    assert found(typed, "2026-03-15 17:06") == set()


@pytest.mark.parametrize(
    ("on", "days", "last", "after", "rings"),
    [
        ("2026-09-25", 7, "2026-10-02", "2026-10-03", "2026-09-30"),  # the last day is a holiday
        ("2026-09-20", 20, "2026-10-10", "2026-10-11", "2026-09-30"),  # from a working Sunday to a working Saturday
        ("2026-09-02", 30, "2026-10-02", "2026-10-03", "2026-09-22"),  # ten days before, for terms over 14 days
    ],
)
def test_a_term_ends_on_its_day_whatever_the_calendar_and_rings_while_people_work(
    typed: Typed, sealed: Any, on: str, days: int, last: str, after: str, rings: str
) -> None:
    sealed(on, days)
    (line,) = due(typed, f"{on} 12:00", "T07")
    assert line["due_on"] == last
    assert rings in line["alarms"]
    assert found(typed, f"{last} 23:59") == set()
    assert found(typed, f"{after} 00:00") == {"G27"}
    assert due(typed, f"{after} 08:00", "T07")[0]["state"] == "overdue"


def test_who_seals_into_a_holiday_is_told_the_last_working_day(typed: Typed) -> None:
    for at, words in (("2026-09-25 09:00", REQUEST), ("2026-09-25 09:20", APPROVE)):
        assert typed(at, *words).code == 0
    sealed = typed("2026-09-25 10:30", *CREATE, "2026-09-25 10:20", "--at", "2026-09-25 09:30", "--json").json
    assert (sealed["ends_on"], sealed["last_working_day"]) == ("2026-10-02", "2026-09-30")
    extended = typed(
        "2026-09-29 09:00", "seal", "extend", N, "--until", "2026-10-10", "--reason", "未完", "--approver", "钱样明",
        "--json",
    ).json  # fmt: skip
    assert extended["ends_on"] == "2026-10-10"  # a Saturday that is worked
    assert "last_working_day" not in extended


def test_an_extension_is_decided_on_the_last_day_also_of_a_holiday_but_not_after_it(typed: Typed, sealed: Any) -> None:
    sealed("2026-09-25")
    extend = ("seal", "extend", N, "--until", "2026-10-20", "--reason", "尚未核对完毕", "--approver", "钱样明")
    late = typed("2026-10-03 09:00", *extend)
    assert (late.code, "G28" in late.err, "G27" in late.err) == (4, True, True)
    assert typed("2026-10-02 23:00", *extend).code == 0
    assert found(typed, "2026-10-20 23:59") == set()
    again = typed("2026-10-10 09:00", *extend[:4], "2026-10-25", *extend[5:])
    assert (again.code, "已经延长过1次" in again.err) == (4, True)
    assert found(typed, "2026-10-21 00:00") == {"G27"}


DESCRIBED = ("--source", "财务股", "--place", "财务股", "--proves", "没有对账", "--by", "李示华", "--by", "吴仿真")
OTHERS: dict[str, tuple[str, ...]] = {
    "evidence": ("inspect", "evidence", "add", "-i", N, "--title", "说明", "--pages", "1", *DESCRIBED),
    "checklist": ("inspect", "checklist", "set", N, "CL-22-6", "--result", "fine"),
    "finding": ("inspect", "finding", "add", N, "--title", "没有对账", "--facts", "没有对账", "--matter", "CL-11-6"),
    "handover": ("inspect", "handover", N, "--from", "陈例文", "--to", "李示华", "--item", "凭证/原件/1册"),
    "commit": ("inspect", "commit", N, "--signer", "赵样本", "--post", "主任"),
    "order": (
        *("inspect", "order", "issue", N, "--violation", "V29-5", "--facts", "没有对账", "--demand", "对账"),
        *("--due", "2026-03-20", "--evidence", "4", "--approver", "钱样明"),
    ),
    "leave": ("inspect", "leave", N),
    "request": REQUEST,
    "label": ("seal", "label", N),
    "count": ("seal", "count", N, "01", "X001"),
    "extend": ("seal", "extend", N, "--until", "2026-03-20", "--reason", "未完", "--approver", "钱样明"),
    "serve": (
        *("notify", "serve", N, "--doc", "样人社监封〔2026〕1号", "--method", "direct", "--receiver", "陈例文"),
        *("--received", "2026-03-15 08:30", "--capacity", "主任", "--server", "李示华", "--server", "吴仿真"),
    ),
}


def test_an_expired_sealing_stops_every_other_command_until_it_is_released(typed: Typed, sealed: Any) -> None:
    sealed("2026-03-13", 1)
    for name, words in OTHERS.items():
        stopped = typed("2026-03-15 09:00", *words)
        assert (stopped.code, "G27" in stopped.err) == (4, True), (name, stopped.err)
        assert "seal release" in stopped.err, name
    assert typed("2026-03-15 09:30", *RELEASE, "expired").code == 0
    for name in ("evidence", "checklist", "serve", "leave"):
        gone = typed("2026-03-15 10:00", *OTHERS[name])
        assert gone.code == 0 or "G27" not in gone.err, (name, gone.err)
