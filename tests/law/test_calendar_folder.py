"""The office's folder of imported year tables."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from jxinspect.errors import Incomplete, Refused, Unwritable
from jxinspect.law.calendar import Calendar, YearTable, parse_year_table
from jxinspect.law.calendar_folder import as_toml, calendar_of, keep_table, read_tables

FIXED = "".join(f"2027-{day},休\n" for day in ("01-01", "05-01", "10-01", "10-02", "10-03"))
SPRING = "".join(f"2027-02-{day:02d},休\n" for day in range(5, 13))


def table(extra: str = "") -> YearTable:
    return parse_year_table(FIXED + SPRING + extra)


def test_a_stored_table_is_read_back_with_the_same_days(tmp_path: Path) -> None:
    assert keep_table(tmp_path / "表", table())
    assert [one.same_days(table()) for one in read_tables(tmp_path / "表")] == [True]
    assert calendar_of(tmp_path / "表").is_working_day(date(2027, 1, 1)) is False


@pytest.mark.parametrize("year", Calendar.shipped().years)
def test_a_shipped_table_survives_writing_and_reading(year: int) -> None:
    shipped = Calendar.shipped().table(year)
    again = parse_year_table(as_toml(shipped))
    assert again == shipped
    assert again.names == shipped.names


def test_the_same_days_again_are_no_change(tmp_path: Path) -> None:
    keep_table(tmp_path, table())
    assert keep_table(tmp_path, table()) is False


def test_a_differing_table_is_refused_and_the_old_one_stays(tmp_path: Path) -> None:
    keep_table(tmp_path, table())
    with pytest.raises(Refused) as fault:
        keep_table(tmp_path, table("2027-02-14,班\n"))
    assert fault.value.items == ("2027-02-14：现为平日，新表为班",)
    assert read_tables(tmp_path)[0].same_days(table())


def test_a_differing_table_replaces_when_told_to(tmp_path: Path) -> None:
    keep_table(tmp_path, table())
    assert keep_table(tmp_path, table("2027-02-14,班\n"), replace=True)
    assert read_tables(tmp_path)[0].makeup == {date(2027, 2, 14)}
    assert [path.name for path in tmp_path.iterdir()] == ["2027.toml"]


def test_a_shipped_year_is_not_replaced_by_accident(tmp_path: Path) -> None:
    other = parse_year_table(as_toml(Calendar.shipped().table(2026)).replace("2026-10-10", "2026-10-11"))
    with pytest.raises(Refused):
        keep_table(tmp_path, other)
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_file_is_named_and_can_be_imported_anew(tmp_path: Path) -> None:
    (tmp_path / "2027.toml").write_text("year = 2027\n", encoding="utf-8")
    with pytest.raises(Incomplete) as fault:
        read_tables(tmp_path)
    assert "2027.toml" in fault.value.what
    assert keep_table(tmp_path, table(), replace=True)
    assert read_tables(tmp_path)[0].same_days(table())


def test_a_file_under_another_years_name_is_refused(tmp_path: Path) -> None:
    (tmp_path / "2028.toml").write_text(as_toml(table()), encoding="utf-8")
    with pytest.raises(Incomplete) as fault:
        read_tables(tmp_path)
    assert "2027" in fault.value.why


def test_a_missing_folder_holds_no_tables(tmp_path: Path) -> None:
    assert read_tables(tmp_path / "没有") == ()


def test_a_path_that_cannot_be_written_is_unwritable(tmp_path: Path) -> None:
    (tmp_path / "表").write_text("", encoding="utf-8")
    with pytest.raises(Unwritable):
        keep_table(tmp_path / "表", table())
