"""`inspect checklist` at the command line: list, answers, workbook, and the walk from line to line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from jxinspect.model.checklist import CheckAnswer
from jxinspect.model.inspect import Evidence, Finding

Act = Callable[..., Any]
Jx = Callable[..., Any]
Typing = Callable[..., list[str]]
AT = ("--as", "测一鸣", "--at", "2026-03-02 10:00")


@pytest.fixture
def cli(on_site: Act, case_path: Path, jx: Jx, clock_at: Callable[[str], object]) -> Jx:
    """One command on the case file of an inspection on site."""
    clock_at("2026-11-23 09:00")
    return lambda *words: jx("-C", str(case_path), *AT, *words)


@pytest.fixture
def answers(on_site: Act) -> Callable[[], Iterator[tuple[str, str, str]]]:
    def look() -> Iterator[tuple[str, str, str]]:
        with on_site("look", at="2026-03-02 11:00") as case:
            return iter([(a.line, a.result.value, a.note) for a in case.all(CheckAnswer)])

    return look


def test_the_list_shows_points_with_method_and_result_and_can_be_asked_for_what_is_open(cli: Jx) -> None:
    shown = cli("inspect", "checklist", "show", "2026-001", "--format", "json").json["rows"]
    assert shown[0]["result"] is None
    assert shown[0]["code"] == "CL-22-1"
    done = cli("inspect", "checklist", "set", "2026-001", "cl-22-1", "--result", "正常", "--note", "两人出示")
    assert (done.code, "CL-22-1 的结论已记下：正常" in done.out) == (0, True)
    left = cli("inspect", "checklist", "show", "2026-001", "--open", "--format", "json").json["rows"]
    assert len(left) == len(shown) - 1
    assert "CL-22-1" not in {row["code"] for row in left}


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("set", "2026-001", "CL-99-9", "--result", "fine"), 3, "检查表中没有 CL-99-9"),
        (("set", "2026-001", "CL-22-1", "--result", "好"), 2, "可选范围"),
        (("set", "2026-001", "CL-22-1", "--result", "fine", "--evidence", "7"), 3, "没有证据 7"),
        (("set", "2026-001", "CL-22-1", "--result", "fine", "--finding", "一"), 2, "--finding 的值不能用：一"),
        (("show", "2026-009"), 3, "没有编号为 2026-009 的检查"),
        (("walk", "2026-001"), 2, "不能逐项询问"),
        (("import", "2026-001", "没有.xlsx"), 3, "找不到文件"),
    ],
)
def test_wrong_input_is_told_with_its_code(cli: Jx, words: tuple[str, ...], code: int, said: str) -> None:
    ended = cli("inspect", "checklist", *words)
    assert (ended.code, said in ended.err) == (code, True), ended.err


def test_a_walk_keeps_each_answer_at_once_so_that_ctrl_c_loses_nothing(
    cli: Jx, typing: Typing, answers: Callable[[], Any]
) -> None:
    typing("1", "", "n", "宣读时主任在场", "３", "b", "x")
    ended = cli("inspect", "checklist", "walk", "2026-001")
    assert ended.code == 0
    assert "没有“x”这个选择" in ended.err
    assert list(answers()) == [
        ("CL-22-1", "fine", ""),
        ("CL-22-3", "pending", "宣读时主任在场"),
        ("CL-22-3", "not_applicable", "宣读时主任在场"),
    ]
    assert "下一项 CL-22-2" in ended.out


def test_a_walk_goes_on_where_the_last_one_stopped(cli: Jx, typing: Typing) -> None:
    typing("1", "q")
    cli("inspect", "checklist", "walk", "2026-001")
    typing("q")
    ended = cli("inspect", "checklist", "walk", "2026-001")
    assert "CL-22-2" in ended.err
    assert "CL-22-1　" not in ended.err


def test_evidence_and_a_finding_are_registered_on_the_way_and_hang_on_the_line(
    cli: Jx, typing: Typing, on_site: Act, tmp_path: Path
) -> None:
    (tmp_path / "照片.txt").write_text("样", encoding="utf-8")
    typing(
        "e",
        str(tmp_path / "没有.txt"),
        "办公室",
        "",
        "e",
        f"'{tmp_path / '照片.txt'}'",
        "办公室",
        "",
        "f",
        "未出示",
        "",
        "",
        "",
    )
    ended = cli("inspect", "checklist", "walk", "2026-001")
    assert "找不到证据文件" in ended.err
    with on_site("look", at="2026-03-02 11:00") as case:
        (item,), (found,) = case.all(Evidence), case.all(Finding)
        assert (item.source, item.proves) == ("办公室", "出示行政执法证件并记录证号")
        assert (found.title, found.facts, found.no_amount) == ("未出示", "未出示", True)
        last = case.all(CheckAnswer)[-1]
        assert (last.result.value, last.evidence, last.finding_id) == ("problem", [item.id], found.id)


def test_the_workbook_is_written_once_and_read_back(cli: Jx, tmp_path: Path) -> None:
    out = str(tmp_path / "检查表.xlsx")
    assert cli("inspect", "checklist", "export", "2026-001", "--out", out).code == 0
    assert cli("inspect", "checklist", "export", "2026-001", "--out", out).code == 9
    cli("inspect", "checklist", "set", "2026-001", "CL-22-1", "--result", "fine")
    ended = cli("inspect", "checklist", "import", "2026-001", out)
    assert (ended.code, "记下0项" in ended.out) == (0, True), ended.err
