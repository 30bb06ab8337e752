"""`report stats`: each figure is the number of the rows that it lists, in its period; workbook (办法 5, 10)."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

Run = Callable[..., Any]
AGENCY = (
    "--name 样本县人力资源和社会保障局 --code 样人社 --level county --region-code 360100 --region 样本县 "
    "--department 基金监督科 --address 示范路1号 --phone 0791-1 --complaint-phone 0791-2 --government 样本县人民政府 "
    "--court 样本县人民法院"
)
CERTIFIED = "--department 科 --post 员 --issuer 省厅 --valid-from 2024-01-01 --valid-to 2028-12-31 --certificate"
RECEIVE = "report incident receive --from 社会保险服务中心 --title 挪用 --discovered 2026-03-09T16:20"
#: Moment and command of an office's year; on the last and the first day of a year, and just after midnight in Beijing.
YEAR = (
    ("2025-01-05 09:00", f"plan agency set {AGENCY}"),
    ("2025-01-05 09:00", "plan staff add 钱主任 --role approver --department 局 --post 局长"),
    ("2025-01-05 09:00", f"plan staff add 孙科长 --role supervisor {CERTIFIED} 36012300001"),
    ("2025-01-05 09:00", f"plan staff add 测一鸣 --role inspector {CERTIFIED} 36012300002"),
    ("2025-01-05 09:00", "plan unit add 样本县社会保险服务中心 --type handling_agency --address 路2号 --head 赵样本"),
    ("2025-12-31 23:59", "plan lead add --source tip --channel 电话 --unit 社会保险服务中心 --matter 冒领养老金"),
    ("2026-01-01 00:01", "plan lead add --source tip --channel 来信 --unit 社会保险服务中心 --matter 挪用"),
    ("2026-01-02 09:00", "plan lead add --source media --origin 样报 --unit 社会保险服务中心 --matter 拖欠"),
    ("2026-01-05 09:00", "plan lead assess 2026-XS-001 --decision accept --by 孙科长"),
    ("2026-02-01 09:00", "plan publicity add --form lecture --subject 监督办法 --audience 80"),
    ("2026-02-02 09:00", "plan publicity add --form media --subject 典型案例"),
    ("2026-02-03 09:00", "plan cooperation add --partner police --organ 样本县公安局 --subject 查询户籍"),
    ("2026-03-10 09:30", f"{RECEIVE} --how 对账 --amount 60万元"),
    ("2026-03-10 10:00", "report incident assess 2026-YQ-001 --reason 挪用 --by 孙科长"),
    (
        "2026-03-12 10:00",
        "rectify leak add --kind leak --data trade --text 报价外泄 --whose 某公司 --party agency --by 不明 --how 来电",
    ),
)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the year is kept once it was played; empty before."""
    return tmp_path_factory.mktemp("year")


@pytest.fixture
def at(typed_at: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, home: Path, kept: Path) -> Run:
    """Commands on the case file of that year, which is played for the first test and copied for the others."""
    monkeypatch.setenv("JXINSPECT_ACTOR", "孙科长")
    monkeypatch.chdir(tmp_path)

    if (kept / "案卷.jxcase").exists():
        shutil.copytree(kept / "案卷.jxcase", tmp_path / "案卷.jxcase")
        shutil.copytree(kept / "home", home, dirs_exist_ok=True)
        return typed_at
    assert typed_at("2025-01-05 09:00", "init 案卷.jxcase --plain").code == 0
    for moment, line in YEAR:
        ended = typed_at(moment, line)
        assert ended.code == 0, (line, ended.err)
    shutil.copytree(tmp_path / "案卷.jxcase", kept / "案卷.jxcase")
    shutil.copytree(home, kept / "home")
    return typed_at


def counts(told: Any) -> dict[str, int]:
    return {one["figure"]: one["count"] for one in told["rows"] if one["count"]}


def test_each_figure_counts_the_rows_of_its_period_by_days_in_beijing(at: Run) -> None:
    this = at("2026-11-23 09:00", "report stats --json").json
    assert (this["from"], this["to"]) == ("2026-01-01", "2026-12-31")
    assert counts(this) == {
        "tips": 1, "tips_accepted": 1, "leads": 1, "incidents": 1, "publicity": 2, "asked": 1, "leaks": 1,
    }  # fmt: skip
    assert counts(at("2026-11-23 09:00", "report stats --year 2025 --json").json) == {"tips": 1}
    both = at("2026-11-23 09:00", "report stats --from 2025-12-31 --to 2026-01-01 --json").json
    assert counts(both) == {"tips": 2}
    assert [(row["year"], row["tips"], row["publicity"]) for row in this["years"]] == [("2025", 1, 0), ("2026", 1, 2)]


def test_every_figure_says_what_it_counts_and_lists_exactly_that(at: Run) -> None:
    told = at("2026-11-23 09:00", "report stats --json").json
    for one in told["rows"]:
        assert all(one[key] for key in ("definition", "basis"))
        rows = at("2026-11-23 09:00", f"report stats --figure {one['figure']} --limit 500 --json").json["rows"]
        assert len(rows) == one["count"]
        assert sum(row["amount"] or 0 for row in rows) == (one["amount"] or 0)
    (incident,) = at("2026-11-23 09:00", "report stats --figure incidents --json").json["rows"]
    assert (incident["number"], incident["amount"], incident["day"]) == ("2026-YQ-001", 60_000_000, "2026-03-10")


def test_inspections_per_head_divide_by_inspectors_with_a_certificate(at: Run) -> None:
    head = at("2026-11-23 09:00", "report stats --json").json["per_head"]
    assert head == {"inspections": 0, "participation": 0, "inspectors": 2, "average": 0.0}
    assert "人均检查数：0.0项" in at("2026-11-23 09:00", "report stats").out


def test_a_terminal_shows_bars_of_characters_that_every_console_has(at: Run) -> None:
    shown = at("2026-11-23 09:00", "report stats").out
    assert "█" in shown
    shown.encode("gbk")
    assert "要情：等级" in shown


def test_periods_that_mean_nothing_are_refused(at: Run) -> None:
    assert at("2026-11-23 09:00", "report stats --year 2026 --to 2026-03-01").code == 2
    assert at("2026-11-23 09:00", "report stats --from 2026-03-01 --to 2026-02-01").code == 2
    assert at("2026-11-23 09:00", "report stats --figure nothing").code == 3


def test_the_workbook_has_charts_definitions_and_every_row_and_counts_again(at: Run, tmp_path: Path) -> None:
    assert at("2026-11-23 09:00", "report stats --workbook 统计.xlsx").code == 0
    book = openpyxl.load_workbook(tmp_path / "统计.xlsx")
    assert book.sheetnames == ["汇总", "分类", "整改和人均", "年度", "明细"]
    summary: Any = book["汇总"]
    assert len(summary._charts) == 1
    head = [cell.value for cell in summary[2]]
    rows = [dict(zip(head, (cell.value for cell in cells), strict=False)) for cells in summary.iter_rows(min_row=3)]
    listed = [row[0].value for row in book["明细"].iter_rows(min_row=3)]
    for n, row in enumerate(rows, 3):
        assert row["数量"] == listed.count(row["代号"])
        assert row["按明细复算"] == f"=COUNTIF('明细'!$A:$A,$B{n})"
        assert row["口径"]
    assert "2026-YQ-001" in [cells[2].value for cells in book["明细"].iter_rows(min_row=3)]


def test_the_figures_are_a_list_that_export_hands_out(at: Run, tmp_path: Path) -> None:
    ended = at("2026-11-23 09:00", "export rows report stats --out 指标.csv")
    assert ended.code == 0, ended.err
    lines = (tmp_path / "指标.csv").read_text("utf-8-sig").splitlines()
    assert lines[0].split(",")[:4] == ["职责", "代号", "指标", "数量"]
    assert any(line.startswith("宣传,publicity,宣传活动,2,") for line in lines)


def test_every_figure_has_its_view_and_every_view_its_figure() -> None:
    import re

    from jxinspect.store.view import views

    defined, counted = views()["stats_figures"], views()["stats_rows"]
    figures = re.findall(r"^ \(\d+, '(\w+)'", defined, flags=re.MULTILINE)
    assert sorted(figures) == sorted(re.findall(r"SELECT '(\w+)'", counted))
