"""Lists, records and results, for people and for programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from jxinspect.errors import Unwritable, Usage
from jxinspect.law.terms import UnitType
from jxinspect.ui.cells import cells
from jxinspect.ui.mode import Mode, using
from jxinspect.ui.show import Format, done, show_record, show_rows
from jxinspect.ui.values import Column, amount, columns

UNITS = columns(
    ("name", "名称"),
    Column("type", "类型", "term", terms=UnitType),
    ("amount", "金额", "amount"),
    ("seen", "时间", "moment"),
)
ROWS: list[dict[str, Any]] = [
    {
        "name": "某某县社保中心",
        "type": UnitType.HANDLING_AGENCY.value,
        "amount": 123456789,
        "seen": "2026-11-23T01:30:00+00:00",
    },
    {"name": "=cmd|'/c calc'!A1", "type": None, "amount": -5, "seen": None},
]


@pytest.fixture(autouse=True)
def mode() -> Iterator[None]:
    with using(Mode()):
        yield


def test_a_table_aligns_chinese_by_cells_amounts_to_the_right_and_shows_labels(
    capsys: pytest.CaptureFixture[str],
) -> None:
    show_rows(ROWS, UNITS)
    assert capsys.readouterr().out.splitlines() == [
        "名称               类型                      金额  时间",
        "-----------------  ----------------  ------------  ----------------",
        "某某县社保中心     社会保险经办机构  1,234,567.89  2026-11-23 09:30",
        "=cmd|'/c calc'!A1                           -0.05",
    ]


def test_every_shape_has_the_same_rows(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    printed = {}
    shapes: tuple[Format, ...] = ("table", "lines", "json", "csv", "xlsx")
    for shape in shapes:
        show_rows(ROWS, UNITS, shape)
        printed[shape] = capsysbinary.readouterr().out
    assert json.loads(printed["json"])["rows"][0] == {
        "name": "某某县社保中心",
        "type": "handling_agency",
        "amount": 123456789,
        "seen": "2026-11-23T01:30:00+00:00",
    }
    assert printed["lines"].decode().splitlines()[0].split("\t") == [
        "某某县社保中心",
        "社会保险经办机构",
        "1,234,567.89",
        "2026-11-23 09:30",
    ]
    read = list(csv.reader(io.StringIO(printed["csv"].decode("utf-8-sig"))))
    assert [row[0] for row in read] == ["名称", "某某县社保中心", "'=cmd|'/c calc'!A1"]
    sheet: Any = load_workbook(io.BytesIO(printed["xlsx"])).active
    assert [cell.value for cell in sheet[2]] == ["某某县社保中心", "社会保险经办机构", 1234567.89, "2026-11-23 09:30"]
    assert (sheet["A3"].value, sheet["A3"].data_type) == ("=cmd|'/c calc'!A1", "s")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "＝", "＠"])
def test_what_a_spreadsheet_would_compute_is_marked_as_text_in_csv(
    start: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    show_rows([{"a": f"{start}1+1"}], columns(("a", "甲")), "csv")
    (_, (cell,)) = csv.reader(io.StringIO(capsysbinary.readouterr().out.decode("utf-8-sig"), newline=""))
    assert cell == f"'{start}1+1"


def test_a_negative_amount_stays_a_number_in_csv(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    show_rows([{"a": -123456}], columns(("a", "甲", "amount")), "csv")
    assert b'"-1,234.56"' in capsysbinary.readouterr().out


def test_a_page_says_how_much_of_the_list_it_is_on_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [{"n": n} for n in range(213)]
    show_rows(rows, columns(("n", "序号", "number")), "lines", limit=50, offset=100)
    printed = capsys.readouterr()
    assert printed.out.split() == [str(n) for n in range(100, 150)]
    assert printed.err == "显示 213 条中的 50 条，从第 101 条起；用 --limit、--offset 看其余\n"
    show_rows(rows[:50], columns(("n", "序号", "number")), "json", total=213)
    told = json.loads(capsys.readouterr().out)
    assert (told["shown"], told["total"]) == (50, 213)


def test_an_empty_list_says_so_to_people_and_is_empty_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    show_rows([], UNITS)
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", "没有记录。\n")
    with using(Mode(json=True)):
        show_rows([], UNITS)
    assert json.loads(capsys.readouterr().out)["rows"] == []


def test_a_file_is_written_as_a_whole_and_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    show_rows(ROWS, UNITS, "xlsx", out=tmp_path / "单位.xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["单位.xlsx"]
    assert "2 条已写入" in capsys.readouterr().err


def test_a_workbook_on_a_screen_is_refused_with_the_flag(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jxinspect.ui.terminal.is_terminal", lambda _name="stdout": True)
    with pytest.raises(Usage) as caught:
        show_rows(ROWS, UNITS, "xlsx")
    assert "--out" in caught.value.todo


def test_a_narrow_terminal_wraps_cells_and_keeps_columns(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("jxinspect.ui.terminal.is_terminal", lambda _name="stdout": True)
    monkeypatch.setenv("COLUMNS", "30")
    with using(Mode(color=False)):
        show_rows(
            [{"a": "2026-001", "b": "未按规定的程序核定待遇，多发养老金。"}], columns(("a", "编号"), ("b", "问题"))
        )
    assert capsys.readouterr().out.splitlines() == [
        "编号      问题",
        "--------  --------------------",
        "2026-001  未按规定的程序核定待",
        "          遇，多发养老金。",
    ]


def test_a_record_shows_what_it_has_and_json_shows_all(capsys: pytest.CaptureFixture[str]) -> None:
    show_record(ROWS[1], UNITS)
    assert capsys.readouterr().out == "名称  =cmd|'/c calc'!A1\n金额  -0.05\n"
    with using(Mode(json=True)):
        show_record(ROWS[1], UNITS)
    assert json.loads(capsys.readouterr().out)["seen"] is None


def test_what_was_done_comes_with_facts_and_next_steps(capsys: pytest.CaptureFixture[str]) -> None:
    facts = [("number", "文号", "赣监检通〔2026〕1号"), ("on", "日期", date(2026, 11, 23)), ("none", "无", None)]
    done("通知书已制发", facts, ["jxinspect notify serve 2026-001"])
    assert capsys.readouterr().out.splitlines() == [
        "通知书已制发",
        "  文号  赣监检通〔2026〕1号",
        "  日期  2026-11-23",
        "接下来：",
        "  jxinspect notify serve 2026-001",
    ]
    with using(Mode(json=True)):
        done("通知书已制发", facts, ["x"])
    told = json.loads(capsys.readouterr().out)
    assert (told["number"], told["on"], told["next"], told["dry_run"]) == (
        "赣监检通〔2026〕1号",
        "2026-11-23",
        ["x"],
        False,
    )


@pytest.mark.parametrize(
    ("fen", "text"), [(0, "0.00"), (5, "0.05"), (-5, "-0.05"), (100, "1.00"), (-123456789, "-1,234,567.89")]
)
def test_amounts_are_written_from_fen(fen: int, text: str) -> None:
    assert amount(fen) == text


def test_moments_are_shown_in_civil_time_whatever_zone_they_are_stored_in(capsys: pytest.CaptureFixture[str]) -> None:
    stored = datetime(2026, 11, 22, 16, 30, tzinfo=UTC)
    show_record({"a": stored, "b": stored.isoformat()}, columns(("a", "甲", "moment"), ("b", "乙", "moment")))
    assert capsys.readouterr().out == "甲  2026-11-23 00:30\n乙  2026-11-23 00:30\n"


@pytest.mark.parametrize(("name", "begins"), [("单位.csv", "\ufeff名称".encode()), ("单位.XLSX", b"PK")])
def test_a_file_is_of_the_kind_that_its_name_says(name: str, begins: bytes, tmp_path: Path) -> None:
    show_rows(ROWS, UNITS, out=tmp_path / "导出" / name)
    assert (tmp_path / "导出" / name).read_bytes().startswith(begins)


@pytest.mark.parametrize(
    ("shape", "name", "told"),
    [("table", "单位", "哪种文件"), ("csv", "单位.xlsx", "文件名却是"), ("lines", "单位.csv", "不写成文件")],
)
def test_a_list_is_never_dropped_beside_its_file(shape: Format, name: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(Usage) as caught:
        show_rows(ROWS, UNITS, shape, out=tmp_path / name)
    assert told in caught.value.what
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_is_replaced_only_when_somebody_agrees(tmp_path: Path) -> None:
    file = tmp_path / "单位.csv"
    file.write_text("我自己的表", encoding="utf-8")
    with pytest.raises(Unwritable, match="不覆盖已有文件") as caught:
        show_rows(ROWS, UNITS, out=file)
    assert ("--yes" in caught.value.todo, file.read_text(encoding="utf-8")) == (True, "我自己的表")
    with using(Mode(yes=True)):
        show_rows(ROWS, UNITS, out=file)
    assert "某某县社保中心" in file.read_text(encoding="utf-8-sig")


def test_a_file_with_one_page_of_a_list_says_where_all_of_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    show_rows(ROWS, UNITS, limit=1, out=tmp_path / "单位.csv")
    assert "写入 2 条中的 1 条；用 --limit、--offset 写入其余，或者用 export rows 导出全部" in capsys.readouterr().err


PLAN = columns(
    ("seq", "序号", "number"), ("unit", "被监督单位"), ("dropped_on", "取消", "date"), ("since", "期间起", "date"),
    ("cost", "经费", "amount"),
)  # fmt: skip
ITEM = {"seq": 1, "unit": "样本县社会保险服务中心", "dropped_on": None, "since": "2025-01-01", "cost": 123456789}


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    def run(size: int, row: dict[str, Any] = ITEM) -> list[str]:
        monkeypatch.setattr("jxinspect.ui.terminal.is_terminal", lambda _name="stdout": True)
        monkeypatch.setenv("COLUMNS", str(size))
        with using(Mode(color=False)):
            show_rows([row, row], PLAN)
        return capsys.readouterr().out.splitlines()

    return run


def test_a_narrow_terminal_breaks_no_date_and_no_amount_and_leaves_out_what_no_row_has(printed: Any) -> None:
    assert printed(60)[2] == "   1  样本县社会保险服务中心        2025-01-01  1,234,567.89"
    assert printed(42)[:4] == [
        "序号  被监督单位  期间起              经费",
        "----  ----------  ----------  ------------",
        "   1  样本县社会  2025-01-01  1,234,567.89",
        "      保险服务中",
    ]


def test_a_terminal_too_narrow_for_the_columns_gets_a_paragraph_for_each_row(printed: Any) -> None:
    assert printed(36) == 2 * [
        "序号 1",
        "  被监督单位 样本县社会保险服务中心",
        "  期间起 2025-01-01",
        "  经费 1,234,567.89",
    ]
    assert printed(41) == 2 * ["序号 1　被监督单位 样本县社会保险服务中心", "  期间起 2025-01-01　经费 1,234,567.89"]


@pytest.mark.parametrize("size", range(12, 90, 7))
def test_no_line_is_wider_than_the_terminal(size: int, printed: Any) -> None:
    assert max(cells(line) for line in printed(size)) <= size


def test_a_narrow_terminal_shows_the_beginning_of_a_digest(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("jxinspect.ui.terminal.is_terminal", lambda _name="stdout": True)
    told: dict[str, str] = {}
    for size in ("30", "80"):
        monkeypatch.setenv("COLUMNS", size)
        with using(Mode(color=False)):
            show_rows(
                [{"act": "notify.onsite", "entry": "0123456789abcdef" * 4}],
                columns(("act", "操作"), ("entry", "摘要", "digest")),
            )
        told[size] = capsys.readouterr().out.splitlines()[2]
    assert told == {"30": "notify.onsite  0123456789abcde", "80": "notify.onsite  " + "0123456789abcdef" * 4}
