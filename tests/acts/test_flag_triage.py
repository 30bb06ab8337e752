"""Triage: sent on, excluded on a ground, drawn by lot, by command and by workbook."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from jxinspect.acts import flag_table, flag_triage
from jxinspect.acts.flag import keep
from jxinspect.acts.flag_triage import Wanted
from jxinspect.analysis import rule
from jxinspect.errors import Damaged, Incomplete, NotFound, Refused
from jxinspect.law.flag import DecisionKind
from jxinspect.model.flag import Flag, FlagDecision, FlagDraw
from tests.flags import ALIVE, DEAD, NUMBER, PAID, found, result

Act = Callable[..., Any]
CHOOSE, EXCLUDE, REOPEN = DecisionKind.CHOOSE, DecisionKind.EXCLUDE, DecisionKind.REOPEN


def decided(act: Act, kind: DecisionKind, wanted: Wanted, at: str = "2026-03-03 09:00", **more: str) -> list[str]:
    with act("inspect.flag.triage", at=at) as case:
        return flag_triage.decide(case, NUMBER, kind, wanted, **more).flags


def states(act: Act) -> dict[str, str]:
    with act("look", dry_run=True) as case:
        return {row.number: row.state.value for row in case.all(Flag)}


def test_flags_are_chosen_by_rule_and_amount_and_those_that_count_for_nothing_are_left(analysed: Act) -> None:
    assert decided(analysed, CHOOSE, Wanted(rules=("R01",), least=300000)) == ["R01-0001", "R01-0002"]
    assert states(analysed)["R01-0003"] == "pending"
    with pytest.raises(Refused, match="不单独作为疑点"):
        decided(analysed, CHOOSE, Wanted(numbers=("R01-0003",)))


def test_many_are_excluded_on_one_ground_which_is_recorded(analysed: Act) -> None:
    assert decided(analysed, EXCLUDE, Wanted(most=5000), ground="minor") == ["R15-0001"]
    with analysed("look", dry_run=True) as case:
        row = case.all(FlagDecision)[0]
    assert (row.number, row.ground, row.ground_text) == ("2026-001-SC-01", "minor", "金额轻微，另行督促整改")
    assert row.conditions == [{"name": "most", "value": 5000}]


def test_what_was_chosen_by_hand_or_by_lot_is_no_part_of_the_rest_that_is_excluded(
    analysed: Act, line: Callable[[str], Any]
) -> None:
    decided(analysed, CHOOSE, Wanted(numbers=("R01-0001",)))
    rest = line(f"2026-03-03 08:00 inspect flag triage exclude {NUMBER} --rule R01 --ground settled")
    assert rest.code == 0, rest.err
    assert "已经拟下发的1个" in rest.out
    assert (states(analysed)["R01-0001"], states(analysed)["R01-0002"]) == ("chosen", "excluded")
    assert decided(analysed, EXCLUDE, Wanted(numbers=("R01-0001",)), ground="settled") == ["R01-0001"]


def test_a_rule_and_its_flags_are_named_whatever_the_case_of_their_letters(
    analysed: Act, line: Callable[[str], Any]
) -> None:
    late = result(found(ALIVE, PAID), rule="R23b", title="失业保险金资格、期限不符")
    with analysed("inspect.data.run", at="2026-03-02 10:00") as case:
        keep(case, NUMBER, [late], extract_on=date(2026, 2, 28), region="360100")
    assert [one.id for one in rule.chosen(["r23b", "R23B"])] == ["R23b"]
    for typed in ("r23b", "R23b", "R23B"):
        assert "R23b-0001" in line(f"2026-03-03 08:00 inspect flag list -i {NUMBER} --each --rule {typed}").out
    assert decided(analysed, CHOOSE, Wanted(numbers=("R23B-0001",))) == ["R23b-0001"]
    assert decided(analysed, REOPEN, Wanted(rules=("R23b",)), note="再看") == ["R23b-0001"]
    assert "R23b  " in line("2026-03-03 08:00 inspect flag triage grounds --rule r23b").out


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({}, "没有写明排除的理由"),
        ({"ground": "nonsense"}, "没有理由 nonsense"),
        ({"ground": "other"}, "“其他”理由没有写明"),
    ],
)
def test_without_a_ground_nothing_is_excluded(analysed: Act, more: dict[str, str], words: str) -> None:
    with pytest.raises(Incomplete, match=words):
        decided(analysed, EXCLUDE, Wanted(rules=("R15",)), **more)
    assert states(analysed)["R15-0001"] == "pending"


def test_a_decision_needs_a_condition_a_known_number_and_a_flag_that_stands_so(analysed: Act) -> None:
    with pytest.raises(Incomplete, match="没有写明哪些疑点"):
        decided(analysed, CHOOSE, Wanted())
    with pytest.raises(NotFound, match="R99-0001"):
        decided(analysed, CHOOSE, Wanted(numbers=("R99-0001",)))
    decided(analysed, EXCLUDE, Wanted(numbers=("R01-0001",)), ground="settled")
    with pytest.raises(Refused, match="有疑点不能“拟下发”") as refusal:
        decided(analysed, CHOOSE, Wanted(numbers=("R01-0001", "R01-0002")))
    assert refusal.value.items == ("R01-0001：排除",)


def test_what_was_excluded_is_opened_again_with_a_reason(analysed: Act) -> None:
    decided(analysed, EXCLUDE, Wanted(numbers=("R01-0001",)), ground="settled")
    with pytest.raises(Incomplete, match="恢复的理由"):
        decided(analysed, REOPEN, Wanted(numbers=("R01-0001",)))
    decided(analysed, REOPEN, Wanted(numbers=("R01-0001",)), note="款项实际没有追回")
    assert states(analysed)["R01-0001"] == "pending"


def test_a_draw_can_be_made_again_by_anybody_and_shows_what_was_changed(analysed: Act) -> None:
    with analysed("inspect.flag.triage", at="2026-03-03 09:00") as case:
        row = flag_triage.draw(case, NUMBER, 2, Wanted(), seed="3412.08")
        assert row.population == ["R01-0001", "R01-0002", "R14-0001", "R15-0001"]
        assert [one["flag"] for one in row.chosen] == [
            one["flag"] for one in flag_triage.lots(row.population, "3412.08", 2)
        ]
        record = row.model_dump()
    flag_triage.require_sound(record)
    for wrong in ({"seed": "3412.09"}, {"population": ["R01-0001"]}):
        with pytest.raises(Damaged, match="不成立"):
            flag_triage.require_sound(record | wrong)
    chosen = {one["flag"] for one in record["chosen"]}
    assert {number for number, state in states(analysed).items() if state == "chosen"} == chosen


@pytest.mark.parametrize(("count", "seed"), [(5, "1"), (0, "1"), (1, "a|b"), (1, " ")])
def test_no_more_is_drawn_than_waits_and_only_by_a_seed_of_one_line(analysed: Act, count: int, seed: str) -> None:
    with analysed("inspect.flag.triage") as case, pytest.raises(Incomplete):
        flag_triage.draw(case, NUMBER, count, Wanted(), seed=seed)
    with analysed("look", dry_run=True) as case:
        assert not case.all(FlagDraw)


# ---- workbook ------------------------------------------------------------------------------------------------


def exported(act: Act, file: Path) -> Any:
    with act("inspect.flag.export", at="2026-03-03 09:00") as case:
        file.write_bytes(flag_table.workbook(case, NUMBER, Wanted()))
    book = openpyxl.load_workbook(file)
    return book, book.active


def rows_of(sheet: Any) -> dict[str, int]:
    return {str(sheet.cell(row, 1).value): row for row in range(1, sheet.max_row + 1)}


def column(sheet: Any, title: str) -> int:
    head = rows_of(sheet)["编号"]
    return next(n for n in range(1, sheet.max_column + 1) if sheet.cell(head, n).value == title)


def filled(act: Act, file: Path, *cells: tuple[str, str, object]) -> None:
    book, sheet = exported(act, file)
    for number, title, value in cells:
        sheet.cell(rows_of(sheet)[number], column(sheet, title)).value = value
    book.save(file)


def taken(act: Act, file: Path) -> list[FlagDecision]:
    with act("inspect.flag.triage", at="2026-03-04 09:00") as case:
        return flag_table.take_in(case, NUMBER, file)


def test_the_workbook_lists_persons_together_and_hides_their_numbers(analysed: Act, tmp_path: Path) -> None:
    _, sheet = exported(analysed, tmp_path / "筛查.xlsx")
    places = rows_of(sheet)
    listed = [number for number in places if number.startswith("R")]
    assert abs(listed.index("R14-0001") - listed.index("R01-0002")) == 1
    assert listed[-1] == "R15-0001"
    told = "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row)
    assert DEAD not in told
    assert "360100********0025" in told
    assert "补发" in told


def test_decisions_come_back_from_the_workbook(analysed: Act, tmp_path: Path) -> None:
    file = tmp_path / "筛查.xlsx"
    filled(
        analysed,
        file,
        ("R01-0001", "决定", "下发"),
        ("R15-0001", "决定", "排除"),
        ("R15-0001", "排除理由", "金额轻微，另行督促整改"),
        ("R01-0002", "决定", "排除"),
        ("R01-0002", "排除理由", "两个编号已经合并"),
    )
    made = taken(analysed, file)
    assert {(row.kind.value, row.ground, row.ground_text, *row.flags) for row in made} == {
        ("choose", "", "", "R01-0001"),
        ("exclude", "other", "两个编号已经合并", "R01-0002"),
        ("exclude", "minor", "金额轻微，另行督促整改", "R15-0001"),
    }
    assert states(analysed) == {
        "R01-0001": "chosen", "R01-0002": "excluded", "R01-0003": "pending", "R14-0001": "pending",
        "R15-0001": "excluded",
    }  # fmt: skip


def test_every_inconsistency_of_the_workbook_is_named_with_its_place_and_nothing_is_decided(
    analysed: Act, tmp_path: Path
) -> None:
    file = tmp_path / "筛查.xlsx"
    filled(
        analysed,
        file,
        ("R01-0001", "决定", "删除"),
        ("R01-0002", "决定", "排除"),
        ("R14-0001", "金额", 1),
        ("R15-0001", "排除理由", "金额轻微，另行督促整改"),
    )
    with pytest.raises(Incomplete, match="一项也没有登记") as fault:
        taken(analysed, file)
    told = "\n".join(fault.value.items)
    for words in ("L 列（决定）：“删除”不在可选范围内", "排除没有写理由", "金额与案卷库中的不同", "没有写决定"):
        assert words in told
    assert set(states(analysed).values()) == {"pending"}


def test_a_table_of_another_inspection_or_with_a_line_twice_is_told(analysed: Act, tmp_path: Path) -> None:
    file = tmp_path / "筛查.xlsx"
    book, sheet = exported(analysed, file)
    sheet.cell(rows_of(sheet)["R01-0002"], 1).value = "R01-0001"
    sheet.cell(rows_of(sheet)["R14-0001"], 1).value = "R77-0001"
    book.save(file)
    with pytest.raises(Incomplete) as fault:
        taken(analysed, file)
    told = "\n".join(fault.value.items)
    assert "没有编号为 R77-0001 的疑点" in told
    assert "R01-0001 与" in told
