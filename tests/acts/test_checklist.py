"""Checklists: what is asked of whom, answers that are kept, the workbook out and in, the office's own points."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from jxinspect.acts import checklist, inspect_finding
from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.checklist import lines_for
from jxinspect.law.terms import CheckResult
from jxinspect.model.checklist import CheckAnswer

Act = Callable[..., Any]
FINE, PROBLEM = CheckResult.FINE, CheckResult.PROBLEM
DAY = "2026-03-02 10:00"


def rows(data: bytes) -> list[dict[str, Any]]:
    """The rows of the exported checklist by title."""
    page = load_workbook(io.BytesIO(data)).worksheets[0]
    cells = [[cell.value for cell in row] for row in page.iter_rows()]
    head = next(n for n, row in enumerate(cells) if row[0] == "编号")
    titles = [str(title) for title in cells[head]]
    return [dict(zip(titles, row, strict=True)) for row in cells[head + 1 :] if str(row[0]).startswith("CL-")]


def filled(path: Path, *lines: dict[str, Any]) -> Path:
    book = Workbook()
    page = book.worksheets[0]
    titles = ["编号", "结论", "情况", "证据编号", "问题序号"]
    page.append(titles)
    for line in lines:
        page.append([line.get(title, "") for title in titles])
        for cell in page[page.max_row]:
            cell.data_type = "s" if cell.data_type == "f" else cell.data_type  # typed as text, not as a formula
    book.save(path)
    return path


def test_each_kind_of_unit_is_asked_the_steps_of_entry_and_its_own_matters() -> None:
    for kind, head in (("handling_agency", "CL-11"), ("service_org", "CL-12"), ("related_org", "CL-13")):
        codes = [line.code for line in lines_for(kind)]
        assert codes[0] == "CL-22-1"
        assert {code[:5] for code in codes} == {"CL-22", head, "CL-15"}
    assert {line.code[:5] for line in lines_for("employer")} == {"CL-22"}


def test_a_scheme_that_names_matters_asks_these_only() -> None:
    lines = lines_for("handling_agency", ["CL-11-4"])
    assert {line.matter for line in lines if not line.code.startswith("CL-22")} == {"CL-11-4"}
    assert all(line.method and line.materials for line in lines if line.matter == "CL-11-4")


def test_a_later_answer_stands_and_the_earlier_is_kept_with_its_note(on_site: Act) -> None:
    with on_site("inspect.checklist", at=DAY) as case:
        checklist.answer(case, "2026-001", "cl-22-1", result=CheckResult.PENDING, note="两人已出示")
    with on_site("inspect.checklist", at=DAY) as case:
        row = checklist.answer(case, "2026-001", "CL-22-1", result=FINE)
        assert (row.result, row.note) == (FINE, "两人已出示")
        assert [a.result for a in case.all(CheckAnswer)] == [CheckResult.PENDING, FINE]
        assert "CL-22-1" not in checklist.progress(case, "2026-001").unanswered


def test_a_problem_without_finding_is_told_until_one_is_registered(on_site: Act) -> None:
    with on_site("inspect.checklist", at=DAY) as case:
        assert checklist.unfinished(case, "2026-001") == []
        checklist.answer(case, "2026-001", "CL-22-2", result=PROBLEM, note="没有宣读")
        assert any("没有登记问题的：1项（CL-22-2）" in text for text in checklist.unfinished(case, "2026-001"))
        found = inspect_finding.finding(case, "2026-001", title="甲", facts="乙", no_amount=True)
        checklist.answer(case, "2026-001", "CL-22-2", result=PROBLEM, finding=found.seq)
        assert checklist.progress(case, "2026-001").without_finding == []


def test_an_unknown_line_names_the_range_and_before_entry_nothing_is_answered(on_site: Act, announced: Act) -> None:
    with pytest.raises(NotFound) as fault, on_site("inspect.checklist", at=DAY) as case:
        checklist.answer(case, "2026-001", "CL-99-1", result=FINE)
    assert "从 CL-22-1 到" in fault.value.why


def test_before_entry_nothing_is_answered(announced: Act) -> None:
    with pytest.raises(Refused) as fault, announced("inspect.checklist", at="2026-02-12 10:00") as case:
        checklist.answer(case, "2026-001", "CL-22-1", result=FINE)
    assert "按检查表逐项检查" in fault.value.what


def test_the_workbook_goes_out_with_the_answers_and_comes_back_with_the_new_ones(on_site: Act, tmp_path: Path) -> None:
    with on_site("inspect.checklist", at=DAY) as case:
        checklist.answer(case, "2026-001", "CL-22-1", result=FINE, note="=出示")
        out = rows(checklist.workbook(case, "2026-001"))
    assert (out[0]["编号"], out[0]["结论"], out[0]["情况"]) == ("CL-22-1", "正常", "=出示")
    assert all(line["检查要点"] and line["依据"] for line in out)
    file = filled(
        tmp_path / "检查表.xlsx",
        {"编号": "CL-22-1", "结论": "正常", "情况": "=出示"},
        {"编号": "CL-22-2", "结论": "不适用", "情况": "提前送达"},
        {"编号": "CL-22-3"},
    )
    with on_site("inspect.checklist", at=DAY) as case:
        made = checklist.take_in(case, "2026-001", file)
    assert [(row.line, row.result) for row in made] == [("CL-22-2", CheckResult.NOT_APPLICABLE)]


def test_a_faulty_workbook_records_nothing_and_names_every_fault(on_site: Act, tmp_path: Path) -> None:
    file = filled(
        tmp_path / "检查表.xlsx",
        {"编号": "CL-22-1", "结论": "正常"},
        {"编号": "CL-77-1", "结论": "正常"},
        {"编号": "CL-22-2", "结论": "很好"},
        {"编号": "CL-22-3", "结论": "有问题", "证据编号": "9", "问题序号": 4},
        {"编号": "CL-22-4", "情况": "没有写结论"},
    )
    with pytest.raises(Incomplete) as fault, on_site("inspect.checklist", at=DAY) as case:
        checklist.take_in(case, "2026-001", file)
    told = [item.split("：")[0].removeprefix("工作表 Sheet ") for item in fault.value.items]
    assert told == [
        "第 3 行 A 列（编号）",
        "第 4 行 B 列（结论）",
        "第 5 行 D 列（证据编号）",
        "第 5 行 E 列（问题序号）",
        "第 6 行 B 列（结论）",
    ]
    with on_site("look", at=DAY) as case:
        assert case.all(CheckAnswer) == []


def test_the_office_adds_points_under_matters_of_the_regulation(on_site: Act, tmp_path: Path) -> None:
    book = Workbook()
    page = book.worksheets[0]
    for line in (["事项代码", "检查要点", "方法"], ["CL-22-6", "汇报材料是否加盖公章", "查看"]):
        page.append(line)
    book.save(tmp_path / "要点.xlsx")
    with on_site("inspect.checklist.extend", at=DAY) as case:
        (point,) = checklist.add_points(case, tmp_path / "要点.xlsx").records
        assert point.code == "CL-22-6.A1"
        checklist.answer(case, "2026-001", "CL-22-6.a1", result=FINE)
        shown = next(r for r in rows(checklist.workbook(case, "2026-001")) if r["编号"] == "CL-22-6.A1")
        assert (shown["检查要点"], shown["结论"]) == ("汇报材料是否加盖公章", "正常")
    with pytest.raises(Incomplete), on_site("inspect.checklist.extend", at=DAY) as case:
        checklist.add_points(case, tmp_path / "要点.xlsx")
    page.append(["CL-99-9", "没有的事项", ""])
    book.save(tmp_path / "错.xlsx")
    with pytest.raises(Incomplete) as fault, on_site("inspect.checklist.extend", at=DAY) as case:
        checklist.add_points(case, tmp_path / "错.xlsx")
    assert "没有事项 CL-99-9" in fault.value.items[0]
