"""The ledger that comes back filled in: `rectify import` (办法 24)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from jxinspect.errors import Incomplete
from jxinspect.law.terms import LedgerState
from jxinspect.model.rectify import LedgerItem, Progress
from tests.acts.test_rectify import progress, proof, recheck, rectifying, seen

AT = "2026-05-21 09:00"
Cells = tuple[tuple[int, str, object], ...]


@pytest.fixture
def mending(office: Any, fieldwork_done: Any) -> Any:
    """Two lines, the first of 12345.67 yuan to be recovered, and evidence 3; the opinion is of 2026-05-07."""
    rectifying(office, fieldwork_done)
    proof(office, "银行回单")
    return office


def ledger(office: Any, file: Path, at: str = "2026-05-20 10:00") -> Path:
    """The ledger itself (D49)."""
    from jxinspect.acts import rectify

    with office("rectify.ledger", at=at) as case:
        paper, _ = rectify.ledger(case, "2026-001")
        file.write_bytes(case.objects.get(paper.sha256))
    return file


def form(office: Any, file: Path) -> Path:
    """The workbook of --template."""
    from jxinspect.acts import rectify_import

    with office("look", at="2026-05-20 10:00", dry_run=True) as case:
        file.write_bytes(rectify_import.workbook(case, "2026-001"))
    return file


def fill(file: Path, *cells: tuple[int, str, object]) -> Path:
    """Cells by line of the ledger and title; texts that begin with + are added to what stands there."""
    book = openpyxl.load_workbook(file)
    sheet: Any = book.active
    rows = {str(sheet.cell(row, 1).value): row for row in range(1, sheet.max_row + 1)}
    titles = [cell.value for cell in sheet[rows["问题编号"]]]
    for seq, title, value in cells:
        cell = sheet.cell(rows[f"2026-001-{seq}"], titles.index(title) + 1)
        added = isinstance(value, str) and value.startswith("+")
        cell.value = f"{cell.value or ''}{str(value)[1:]}" if added else value
    book.save(file)
    return file


def taken(office: Any, file: Path, at: str = AT) -> list[int]:
    from jxinspect.acts import rectify_import

    with office("rectify.progress", at=at) as case:
        return [one.seq for one in rectify_import.take_in(case, "2026-001", file)[0]]


def lines(office: Any) -> dict[int, LedgerItem]:
    with office("look", at=AT, dry_run=True) as case:
        return {line.seq: line for line in case.all(LedgerItem)}


def texts(office: Any) -> list[str]:
    with office("look", at=AT, dry_run=True) as case:
        return [row.text for row in case.all(Progress)]


MAKERS = pytest.mark.parametrize("make", [ledger, form])


@MAKERS
def test_what_was_filled_in_is_registered_and_read_again_registers_nothing(
    mending: Any, tmp_path: Path, make: Callable[..., Path]
) -> None:
    file = fill(
        make(mending, tmp_path / "台账.xlsx"),
        *((1, "进展", "全额退回"), (1, "已追回", 12345.67), (1, "佐证", "3"), (1, "状态", "已整改待核查")),
        *((2, "进展", "正在修订制度"), (2, "整改措施", "每月对账")),
    )
    assert taken(mending, file) == [1, 2]
    first, second = lines(mending)[1], lines(mending)[2]
    assert (first.recovered, first.state) == (1_234_567, LedgerState.DONE)
    assert (second.measure, second.state) == ("每月对账", LedgerState.RUNNING)
    assert texts(mending) == ["全额退回", "正在修订制度"]
    assert taken(mending, file, "2026-05-22 09:00") == []


@MAKERS
def test_a_workbook_that_nobody_touched_registers_nothing(
    mending: Any, tmp_path: Path, make: Callable[..., Path]
) -> None:
    progress(mending, "2026-05-20 09:30", 1, text="退回一部分。", recovered=100_00, evidence=["3"])
    assert taken(mending, make(mending, tmp_path / "台账.xlsx")) == []


def test_only_what_was_added_behind_the_recorded_progress_is_new(mending: Any, tmp_path: Path) -> None:
    progress(mending, "2026-05-20 09:30", 2, text="已发通知。")
    file = ledger(mending, tmp_path / "台账.xlsx")
    assert taken(mending, fill(file, (2, "进展", "+；制度已印发"))) == [2]
    assert texts(mending) == ["已发通知。", "制度已印发"]
    assert taken(mending, fill(file, (2, "进展", "+；已经培训")), "2026-05-22 09:00") == [2]
    assert texts(mending)[-1] == "已经培训"


def test_the_day_and_the_note_stand_in_the_progress(mending: Any, tmp_path: Path) -> None:
    file = fill(
        form(mending, tmp_path / "表.xlsx"),
        *((2, "进展", "制度已修订"), (2, "进展日期", date(2026, 5, 18)), (2, "备注", "另附制度文本")),
    )
    assert taken(mending, file) == [2]
    assert texts(mending) == ["2026年5月18日，制度已修订（备注：另附制度文本）"]
    assert taken(mending, file, "2026-05-25 09:00") == []


FAULTS: list[tuple[Cells, str]] = [
    (
        ((1, "问题编号", "2026-001-9"),),
        "A 列（问题编号）：整改台账没有 2026-001-9；台账的编号有：2026-001-1、2026-001-2",
    ),
    (((2, "问题编号", "2026-001-1"),), "A 列（问题编号）：2026-001-1 与本文件前面的重复"),
    (((2, "进展", "已改"), (2, "进展日期", date(2026, 6, 1))), "I 列（进展日期）：2026-06-01在将来"),
    (((2, "进展", "已改"), (2, "进展日期", "2026-05-01")), "早于整改意见书的日期2026-05-07"),
    (((2, "进展日期", "2026-05-18"),), "H 列（进展）：写了进展日期，没有写进展"),
    (
        ((1, "进展", "退回"), (1, "已追回", 12345.68), (1, "佐证", "3")),
        "F 列（已追回）：已追回12,345.68元多于应追回的12,345.67元",
    ),
    (((1, "应追回", 1),), "E 列（应追回）：应追回应为12,345.67元"),
    (((2, "状态", "弄好了"),), "K 列（状态）：“弄好了”不在可选范围内"),
    (((2, "状态", "已销号"),), "K 列（状态）：销号须经核查"),
    (((2, "状态", "整改中"),), "H 列（进展）：金额、状态、措施或者佐证有变化，没有写新的进展"),
    (((2, "进展", "2026年5月1日9时0分：改写过的"),), "已有的进展被改动了"),
    (((2, "进展", "已改"), (2, "佐证", "7")), "J 列（佐证）：没有证据 7；这项检查的证据有："),
    (((1, "进展", "退回"), (1, "已追回", 100)), "J 列（佐证）：追回金额没有新的佐证"),
    (((2, "进展", "已改"), (2, "状态", "已整改待核查")), "J 列（佐证）：报告整改完成没有佐证"),
]


def test_each_fault_is_named_by_its_place_and_nothing_is_registered(mending: Any, tmp_path: Path) -> None:
    blank = form(mending, tmp_path / "表.xlsx").read_bytes()
    for cells, words in FAULTS:
        (tmp_path / "错.xlsx").write_bytes(blank)
        with pytest.raises(Incomplete, match="一行也没有导入") as told:
            taken(mending, fill(tmp_path / "错.xlsx", *cells))
        assert any(words in item and item.startswith("工作表 整改进展 第 ") for item in told.value.items), (
            told.value.items
        )
    assert texts(mending) == []


def test_all_faults_are_told_in_one_run_and_the_sound_line_is_left_too(mending: Any, tmp_path: Path) -> None:
    file = fill(
        form(mending, tmp_path / "表.xlsx"),
        *((1, "进展", "退回"), (1, "已追回", "很多"), (1, "进展日期", "2027-01-01"), (1, "状态", "好了")),
        (2, "进展", "制度已修订"),
    )
    with pytest.raises(Incomplete) as told:
        taken(mending, file)
    assert len(told.value.items) == 3
    assert texts(mending) == []


def test_what_was_struck_off_takes_no_progress_and_an_old_row_of_it_does_no_harm(mending: Any, tmp_path: Path) -> None:
    file = fill(
        form(mending, tmp_path / "表.xlsx"),
        *((2, "进展", "制度已修订"), (2, "状态", "已整改待核查"), (2, "佐证", "003")),
    )
    assert taken(mending, file) == [2]
    recheck(mending, "2026-06-08 09:00", seen(2))
    assert taken(mending, file, "2026-06-09 09:00") == []
    assert taken(mending, ledger(mending, tmp_path / "台账.xlsx", "2026-06-09 09:00"), "2026-06-09 10:00") == []
    with pytest.raises(Incomplete) as told:
        taken(mending, fill(file, (2, "进展", "又改了")), "2026-06-09 09:00")
    assert "第2项已经销号（2026-06-08核查）" in told.value.items[0]


def test_money_that_is_recorded_is_not_taken_back_by_an_old_workbook(mending: Any, tmp_path: Path) -> None:
    file = form(mending, tmp_path / "表.xlsx")
    progress(mending, "2026-05-20 11:00", 1, text="退回一部分", recovered=100_00, evidence=["3"])
    with pytest.raises(Incomplete) as told:
        taken(mending, file)
    assert "案卷库中已追回100.00元，不能减少；可能是旧表" in told.value.items[0]


# ---- at the command line -------------------------------------------------------------------------------------


@pytest.fixture
def cli(mending: Any, case_path: Path, jx: Callable[..., Any], clock_at: Callable[[str], object]) -> Callable[..., Any]:
    """One command on the case file of these lines."""
    clock_at("2026-11-23 09:00")
    return lambda *words: jx("-C", str(case_path), "--as", "测一鸣", "--at", AT, *words)


def test_the_template_goes_out_and_comes_in_at_the_command_line(cli: Any, tmp_path: Path) -> None:
    file = tmp_path / "进展.xlsx"
    out = cli("rectify", "import", "2026-001", str(file), "--template")
    assert (out.code, f"jxinspect rectify import 2026-001 {file}" in out.out) == (0, True)
    fill(file, (1, "进展", "退回一部分"), (1, "已追回", 100), (1, "佐证", "3"))
    read = cli("rectify", "import", "2026-001", str(file))
    assert "整改台账已读入，登记进展1项" in read.out
    assert "整改中，本次追回100.00元：退回一部分" in read.out
    assert "未导入" not in read.out
    assert "整改台账已读入，没有新的进展" in cli("rectify", "import", "2026-001", str(file)).out


def test_a_faulty_workbook_ends_with_its_faults_and_the_exit_code_of_incomplete(cli: Any, tmp_path: Path) -> None:
    file = tmp_path / "进展.xlsx"
    cli("rectify", "import", "2026-001", str(file), "--template")
    ended = cli("rectify", "import", "2026-001", str(fill(file, (1, "状态", "已销号"))))
    assert ended.code == Incomplete.code
    assert "K 列（状态）：销号须经核查" in ended.err


def test_the_ledger_tells_how_it_comes_back_while_a_line_is_open(cli: Any) -> None:
    assert "jxinspect rectify import 2026-001 文件　填好进展后读入" in cli("rectify", "ledger", "2026-001").out
