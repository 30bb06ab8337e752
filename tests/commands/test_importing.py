"""Empty workbooks to fill in, of every command that reads one: written once, not in a dry run, never over a file."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

LINES = (
    "plan unit import FILE --template",
    "plan staff import FILE --template",
    "plan staff training import FILE --template",
    "plan unit agreement import FILE --template",
    "notify batch FILE --template",
    "inspect checklist extend FILE --template",
    "inspect handover 2026-001 --template FILE",
    "seal list-template FILE",
)


def test_an_empty_workbook_is_not_written_under_the_name_of_another_kind_of_file(jx: Any, tmp_path: Path) -> None:
    done = jx("plan", "unit", "import", str(tmp_path / "单位 表.csv"), "--template")
    assert (done.code, "单位 表.xlsx" in done.err, list(tmp_path.glob("单位*"))) == (2, True, [])
    made = jx("plan", "unit", "import", str(tmp_path / "单位 表.xlsx"), "--template")
    assert f"import '{tmp_path / '单位 表.xlsx'}'" in made.out


@pytest.mark.parametrize("line", LINES)
def test_an_empty_workbook_is_written_once(line: str, jx: Any, tmp_path: Path) -> None:
    file = tmp_path / "空白.xlsx"
    words = line.replace("FILE", str(file)).split()
    assert (jx(*words, "--dry-run").code, file.exists()) == (0, False)
    made = jx(*words)
    assert (made.code, "空白模板已写出" in made.out, str(file) in made.out) == (0, True, True), made.err
    assert load_workbook(file).worksheets[0].max_column > 1
    before = file.read_bytes()
    again = jx(*words)
    assert (again.code, "不覆盖已有文件" in again.err, file.read_bytes()) == (9, True, before)


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A disk that takes small files into memory and finds no room for them when they are to be kept."""

    def refuse(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", refuse)
    return monkeypatch


@pytest.mark.parametrize("line", [*LINES, "calendar due --ics FILE"])
def test_a_full_disk_leaves_no_half_of_a_file_that_a_second_try_would_stumble_over(
    line: str, jx: Any, tmp_path: Path, case_path: Path, full_disk: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "空白.xlsx"
    words = ["-C", str(case_path), *line.replace("FILE", str(file)).split()]
    full = jx(*words)
    assert (full.code, str(file) in full.err, list(tmp_path.glob("*空白*"))) == (9, True, []), full.err


def test_a_full_disk_leaves_the_settings_as_they_were_and_is_named(
    jx: Any, home: Path, full_disk: pytest.MonkeyPatch
) -> None:
    home.mkdir(exist_ok=True)
    (home / "config.toml").write_text('actor = "样二航"\n', encoding="utf-8")
    full = jx("config", "set", "actor", "测一鸣")
    assert (full.code, str(home / "config.toml") in full.err) == (9, True), full.err
    assert [file.read_text(encoding="utf-8") for file in home.glob("*config*")] == ['actor = "样二航"\n']
