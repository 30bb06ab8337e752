"""`jxinspect calendar`: month pages, counting, importing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from jxinspect.law.terms import Role
from jxinspect.model.plan import Staff
from jxinspect.store.casefile import open_case_file

Jx = Callable[..., Any]
MADE = datetime(2026, 4, 1, 9, 0, tzinfo=timezone(timedelta(hours=8)))
DAYS = ["01-01", "05-01", "10-01", "10-02", "10-03", *(f"02-{day:02d}" for day in range(5, 13))]
TABLE = "日期,类别\n" + "".join(f"2027-{day},休\n" for day in DAYS)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "2027年.csv"
    path.write_text(TABLE, encoding="gb18030")
    return path


def test_a_month_marks_holidays_and_worked_weekends(jx: Jx) -> None:
    lines = jx("calendar", "show", "2026", "--month", "2").out.splitlines()
    assert lines[0] == "2026年2月"
    assert lines[4].split() == ["9", "10", "11", "12", "13", "14班", "15休"]
    assert lines[6].split() == ["23休", "24", "25", "26", "27", "28班"]
    assert "全年 248 个工作日" in lines[-1]


def test_without_a_year_the_current_one_is_shown(jx: Jx, clock_at: Callable[[str], object]) -> None:
    clock_at("2025-06-01 09:00")
    assert jx("calendar", "show").out.startswith("2025年1月")


def test_a_month_as_json_lists_its_days(jx: Jx) -> None:
    told = jx("calendar", "show", "2026", "-m", "10", "--json").json
    assert (len(told["holidays"]), told["makeup"], told["working_days"]) == (7, ["2026-10-10"], 248)


def test_a_deadline_is_counted_and_explained(jx: Jx) -> None:
    out = jx("calendar", "due", "T02", "--from", "2026-02-12").out
    assert "最后一日：2026-03-04" in out
    assert "次日起：2026-03-05" in out
    assert "调休上班 02-14、02-28" in out


def test_entry_is_told_in_both_readings(jx: Jx) -> None:
    out = jx("calendar", "due", "t01", "--from", "2026年4月27日").out
    assert "最早：2026-05-06" in out
    assert "（A）最早：2026-04-30" in out


def test_hours_are_counted_from_a_moment(jx: Jx) -> None:
    assert "2026-10-01T17:30:00+08:00" in jx("calendar", "due", "T08", "--time", "2026-09-30 17:30").out


def test_a_deadline_as_json_has_iso_days(jx: Jx) -> None:
    told = jx("calendar", "due", "T07", "--from", "2026-09-02", "--length", "30", "--json").json
    assert told["last_day"] == "2026-10-02"
    assert told["alarms"] == ["2026-09-22", "2026-09-29", "2026-10-01", "2026-10-02"]


def test_a_year_without_a_table_is_incomplete(jx: Jx) -> None:
    ended = jx("calendar", "due", "T17", "--from", "2026-11-20")
    assert ended.code == 5
    assert "2027" in ended.err
    assert "jxinspect calendar import" in ended.err


def test_an_imported_year_can_be_counted(jx: Jx, file: Path) -> None:
    ended = jx("calendar", "import", str(file))
    assert ended.code == 0
    assert "放假天数" in ended.out
    assert "最后一日：2027-01-19" in jx("calendar", "due", "T17", "--from", "2026-11-20").out


def test_importing_twice_changes_nothing(jx: Jx, file: Path) -> None:
    jx("calendar", "import", str(file))
    assert "已有同样的工作日表" in jx("calendar", "import", str(file)).out


def test_a_differing_table_needs_replace(jx: Jx, file: Path) -> None:
    jx("calendar", "import", str(file))
    file.write_text(TABLE + "2027-02-14,班\n", encoding="utf-8")
    ended = jx("calendar", "import", str(file))
    assert ended.code == 4
    assert "2027-02-14" in ended.err
    assert jx("calendar", "import", str(file), "--replace").code == 0
    assert "14班" in jx("calendar", "show", "2027", "-m", "2").out


def test_a_trial_run_stores_nothing(jx: Jx, file: Path, home: Path) -> None:
    assert "试运行" in jx("calendar", "import", str(file), "--dry-run").out
    assert not (home / "calendars").exists()


def test_a_faulty_table_names_each_line_and_stores_nothing(jx: Jx, file: Path, home: Path) -> None:
    file.write_text(TABLE + "2027-03-01,班\n某日,休\n", encoding="utf-8")
    ended = jx("calendar", "import", str(file))
    assert ended.code == 5
    assert "第 15 行" in ended.err
    assert "第 16 行" in ended.err
    assert not (home / "calendars").exists()


def test_a_file_that_is_no_text_or_missing_is_refused(jx: Jx, file: Path) -> None:
    file.write_bytes(b"\xff\xff\x00\x80")
    assert jx("calendar", "import", str(file)).code == 5
    assert jx("calendar", "import", str(file) + "x").code == 3


@pytest.fixture
def certificate_ends(case_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Puts an inspector with a certificate into the case file of this test."""
    monkeypatch.setenv("JXINSPECT_CASE", str(case_path))

    def put(day: date, name: str = "测一鸣") -> None:
        with open_case_file(case_path, actor="测一鸣", act="plan.staff.add", clock=MADE) as case:
            case.add(
                Staff(
                    name=name,
                    role=Role.INSPECTOR,
                    department="基金监督科",
                    post="科员",
                    certificate="36012300002",
                    certificate_from=date(2023, 1, 1),
                    certificate_to=day,
                )
            )

    return put


def test_without_a_deadline_what_is_open_in_the_case_file_is_listed_as_in_status(
    jx: Jx, clock_at: Callable[[str], object], certificate_ends: Callable[..., None]
) -> None:
    clock_at("2026-04-10 09:00")
    certificate_ends(date(2026, 4, 15))
    lines = jx("calendar", "due").out
    assert lines.split() == ["将到期", "2026-04-15", "测一鸣的执法证到期"]
    assert jx("status").out.endswith(lines)


def test_open_deadlines_as_json_carry_day_state_and_basis(
    jx: Jx, clock_at: Callable[[str], object], certificate_ends: Callable[..., None]
) -> None:
    clock_at("2026-04-16 09:00")
    certificate_ends(date(2026, 4, 15))
    told = jx("calendar", "due", "--json").json
    assert [(one["deadline"], one["due_on"], one["state"]) for one in told] == [("T32", "2026-04-15", "overdue")]


def test_open_deadlines_are_written_for_a_calendar_program(
    jx: Jx, clock_at: Callable[[str], object], certificate_ends: Callable[..., None], tmp_path: Path
) -> None:
    clock_at("2026-04-10 09:00")
    certificate_ends(date(2026, 4, 15))
    assert jx("calendar", "due", "--ics", str(tmp_path / "期限.ics")).code == 0
    text = (tmp_path / "期限.ics").read_bytes().decode()
    assert "DTSTART;VALUE=DATE:20260415\r\n" in text
    assert jx("calendar", "due", "T02", "--ics", str(tmp_path / "期限.ics")).code == 2


def test_what_goes_to_a_telephone_has_numbers_of_people_hidden(
    jx: Jx, clock_at: Callable[[str], object], certificate_ends: Callable[..., None], tmp_path: Path
) -> None:
    clock_at("2026-04-10 09:00")
    certificate_ends(date(2026, 4, 15), "测一鸣360100198506150035")
    assert jx("calendar", "due", "--ics", str(tmp_path / "期限.ics")).code == 0
    for text in ((tmp_path / "期限.ics").read_text(encoding="utf-8"), jx("calendar", "due", "--json").out):
        assert "360100********0035的执法证到期" in text


def test_a_start_without_a_deadline_is_a_usage_error(jx: Jx) -> None:
    ended = jx("calendar", "due", "--from", "2026-02-12")
    assert ended.code == 2
    assert "没有写计算哪个期限" in ended.err
