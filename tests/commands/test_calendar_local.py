"""`calendar local`: holidays that a government fixed for its region count, an office that is closed does not (C9)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

GOVERNMENT = "--authority 样本自治县人民政府 --number 样府发〔2026〕5号"
OFFICE = "--authority 样本县人力资源和社会保障局 --number 样人社办〔2026〕3号"
HOLIDAY = f"calendar local add 2026-02-26 --kind holiday --name 样本节 {GOVERNMENT}"
CLOSING = f"calendar local add 2026-02-26 --to 2026-02-27 --kind closing --name 办公楼停电 {OFFICE}"


@pytest.fixture
def run(jx: Any) -> Any:
    def run(line: str) -> Any:
        return jx(*line.split())

    return run


def last_day(run: Any) -> str:
    return str(run("calendar due T02 --from 2026-02-12 --json").json["last_day"])


def test_a_holiday_of_the_region_moves_a_deadline_and_is_shown_with_its_basis(run: Any) -> None:
    assert last_day(run) == "2026-03-04"
    made = run(HOLIDAY)
    assert (made.code, "不算工作日" in made.out) == (0, True), made.err
    assert last_day(run) == "2026-03-05"
    shown = run("calendar show 2026 --month 2").out
    assert "26休" in shown
    assert "全年 247 个工作日" in shown
    assert "地方放假 2026-02-26 样本节：不算工作日。依据：样本自治县人民政府 样府发〔2026〕5号" in shown


def test_an_office_that_is_closed_is_shown_and_moves_no_deadline(run: Any) -> None:
    made = run(CLOSING)
    assert (made.code, "仍算工作日，不影响期限" in made.out) == (0, True), made.err
    assert last_day(run) == "2026-03-04"
    shown = run("calendar show 2026 --month 2").out
    assert "26闭" in shown
    assert "全年 248 个工作日" in shown
    assert "本机关不办公 2026-02-26 至 2026-02-27 办公楼停电：仍算工作日，不影响期限" in shown
    told = run("calendar show 2026 --json").json["local"]
    assert [(one["kind"], one["last"], one["number"]) for one in told] == [
        ("closing", "2026-02-27", "样人社办〔2026〕3号")
    ]


def test_a_worked_weekend_day_may_become_a_holiday_of_the_region(run: Any) -> None:
    assert run(HOLIDAY.replace("02-26", "02-28")).code == 0
    assert "28休" in run("calendar show 2026 --month 2").out
    assert last_day(run) == "2026-03-05"


def test_what_was_registered_is_listed_and_taken_back(run: Any) -> None:
    assert run(HOLIDAY).code == 0
    assert [row["name"] for row in run("calendar local list --json").json["rows"]] == ["样本节"]
    assert run("calendar local remove 2026-02-26").code == 0
    assert run("calendar local list --json").json["rows"] == []
    assert last_day(run) == "2026-03-04"


@pytest.mark.parametrize(
    ("line", "code", "word"),
    [
        (HOLIDAY.replace("样本自治县人民政府", "样本县人社局"), 4, "--kind closing"),
        (CLOSING.replace("02-27", "02-25"), 5, "改正 --to"),
        ("calendar local remove 2026-02-26", 3, "calendar local list"),
        (HOLIDAY.replace("2026-02-26", "二月"), 5, "日期"),
    ],
)
def test_wrong_input_says_what_to_do_and_changes_nothing(run: Any, line: str, code: int, word: str) -> None:
    ended = run(line)
    assert (ended.code, word in ended.err) == (code, True), ended.err
    assert run("calendar local list --json").json["rows"] == []


def test_without_authority_and_number_nothing_is_registered(jx: Any, run: Any) -> None:
    ended = jx(*CLOSING.split()[:-1], " ")
    assert (ended.code, "没有内容：--number" in ended.err) == (5, True)


def test_the_same_day_is_registered_once(run: Any) -> None:
    assert run(HOLIDAY).code == 0
    again = run(HOLIDAY)
    assert (again.code, "已经登记过" in again.err) == (4, True)


def test_a_damaged_file_is_named_and_not_guessed(run: Any, home: Path) -> None:
    assert run(HOLIDAY).code == 0
    (file,) = home.rglob("local.toml")
    file.write_text("[[local]]\nname = 1\n", encoding="utf-8")
    ended = run("calendar due T02 --from 2026-02-12")
    assert (ended.code, "local.toml" in ended.err) == (5, True)


def test_a_dry_run_writes_nothing(run: Any) -> None:
    assert run(f"{HOLIDAY} --dry-run").code == 0
    assert run("calendar local list --json").json["rows"] == []
