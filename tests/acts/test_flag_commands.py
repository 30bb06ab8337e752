"""`inspect flag` at the command line: lists, decisions, the draw, and the walk from case to case."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.flags import DEAD

Act = Callable[..., Any]
Jx = Callable[..., Any]
Typing = Callable[..., list[str]]
AT = ("--as", "测一鸣", "--at", "2026-03-03 10:00")


@pytest.fixture
def cli(analysed: Act, case_path: Path, jx: Jx, clock_at: Callable[[str], object]) -> Jx:
    """One command on the case file of an inspection whose data were compared."""
    clock_at("2026-11-23 09:00")
    return lambda *words: jx("-C", str(case_path), *AT, *words)


@pytest.fixture
def taking_the_first(typing: Typing, monkeypatch: pytest.MonkeyPatch) -> Typing:
    """The same, who always takes the first ground."""
    monkeypatch.setattr("jxinspect.ui.ask.choose", lambda question, choices, *, flag: next(iter(choices)))
    return typing


def states(cli: Jx) -> dict[str, str]:
    shown = cli("inspect", "flag", "list", "--each", "--format", "json").json["rows"]
    return {row["number"]: row["state"] for row in shown}


def test_the_list_has_one_line_for_a_person_and_no_name_or_number_of_anybody(cli: Jx) -> None:
    shown = cli("inspect", "flag", "list", "-i", "2026-001", "--format", "json").json["rows"]
    assert [(row["strength"], row["rules"], row["amount"]) for row in shown] in (
        [("高", ["R01"], 640000), ("高", ["R01", "R14"], 640000), ("低", ["R15"], 1500)],
        [("高", ["R01", "R14"], 640000), ("高", ["R01"], 640000), ("低", ["R15"], 1500)],
    )
    assert DEAD not in str(shown)
    beside = cli("inspect", "flag", "list", "--beside", "--format", "json").json["rows"]
    assert [(row["number"], row["klass"], row["strength"]) for row in beside] == [("R01-0003", "弱匹配", "")]


def test_what_was_decided_is_told_with_what_follows(cli: Jx) -> None:
    done = cli("inspect", "flag", "triage", "exclude", "2026-001", "--rule", "r15", "--max", "20", "--ground", "minor")
    assert (done.code, "1个疑点已登记为“排除”" in done.out) == (0, True)
    done = cli("inspect", "flag", "triage", "choose", "2026-001", "R01-0001")
    assert "jxinspect inspect flag send 2026-001" in done.out
    listed = cli("inspect", "flag", "triage", "list", "--format", "json").json["rows"]
    assert [(row["number"], row["kind"], row["count"]) for row in listed] == [
        ("2026-001-SC-01", "exclude", 1),
        ("2026-001-SC-02", "choose", 1),
    ]


def test_a_draw_is_told_with_its_seed_and_verified(cli: Jx) -> None:
    assert cli("inspect", "flag", "triage", "draw", "2026-001", "--count", "1", "--dry-run").code == 4
    done = cli("inspect", "flag", "triage", "draw", "2026-001", "--count", "2", "--seed", "3412.08")
    assert "从4个疑点中抽取了2个" in done.out
    checked = cli("inspect", "flag", "triage", "verify", "2026-001-cy-01")
    assert (checked.code, "与记录一致" in checked.out) == (0, True)
    assert cli("inspect", "flag", "triage", "verify", "2026-001-CY-09").code == 3


def test_a_walk_decides_case_by_case_and_keeps_each_at_once(cli: Jx, taking_the_first: Typing) -> None:
    taking_the_first("s", "1", "7", "2")
    ended = cli("inspect", "flag", "triage", "walk", "2026-001")
    assert ended.code == 0
    assert "[1/3] P-" in ended.err
    assert "202501  3,200.00元" in ended.err
    assert "没有“7”这个选择" in ended.err
    assert "还没有决定  1件" in ended.out
    assert DEAD not in ended.out + ended.err
    assert sorted(states(cli).values()).count("pending") == 1


def test_a_walk_goes_back_and_stops_and_can_undo(cli: Jx, taking_the_first: Typing) -> None:
    taking_the_first("1", "b", "3", "手误", "q")
    ended = cli("inspect", "flag", "triage", "walk", "2026-001")
    assert ended.code == 0
    assert set(states(cli).values()) == {"pending"}


def test_without_a_terminal_the_walk_names_the_other_ways(cli: Jx) -> None:
    ended = cli("inspect", "flag", "triage", "walk", "2026-001")
    assert (ended.code, "triage export" in ended.err) == (2, True)


def test_the_workbook_goes_out_once_and_comes_back(cli: Jx, tmp_path: Path) -> None:
    file = tmp_path / "筛查.xlsx"
    assert cli("inspect", "flag", "triage", "export", "2026-001", "--out", str(file)).code == 0
    assert cli("inspect", "flag", "triage", "export", "2026-001", "--out", str(file)).code == 9
    ended = cli("inspect", "flag", "triage", "import", "2026-001", str(file))
    assert (ended.code, "没有一行写了新的决定" in ended.err) == (5, True)


def test_a_third_party_sees_no_flag_and_his_attempt_is_kept(
    analysed: Act, case_path: Path, jx: Jx, clock_at: Callable[[str], object]
) -> None:
    from jxinspect.acts import plan
    from jxinspect.law.terms import Role

    with analysed("plan.staff.add") as case:
        plan.add_staff(
            case, name="卫审样", role=Role.THIRD_PARTY, department="所", post="审计员", organisation="样本所"
        )
    clock_at("2026-11-23 09:00")
    for words in (("list",), ("stats",), ("show", "2026-001", "R01-0001"), ("triage", "list")):
        refused = jx("-C", str(case_path), "--as", "卫审样", "inspect", "flag", *words)
        assert (refused.code, "第三方人员卫审样" in refused.err) == (4, True), words
    with analysed("look", dry_run=True) as case:
        assert len(case.notes("third_party.refused")) == 4
