"""Lines of the annual plan after they were drawn up, its workbook, and how far it is."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from openpyxl import load_workbook

from jxinspect.acts import plan
from jxinspect.acts.imports import import_items
from jxinspect.acts.year import lines
from jxinspect.acts.year_progress import progress, quarter_of, totals
from jxinspect.acts.year_sheet import export_items
from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.calendar import Calendar
from jxinspect.law.terms import ChangeKind, FundType, InspectionForm, ItemState
from jxinspect.model.year import PlanChange, PlanItem

Act = Callable[..., Any]
CENTRE, FIRM, SCHOOL = "样本县社会保险服务中心", "江西样品制造有限公司", "样本县示例职业培训学校"
HEAD = {"reason": "人员调整", "approver": "钱主任"}


def line(unit: str, **more: Any) -> dict[str, Any]:
    usual = {"unit_name": unit, "funds": ["工伤"], "form": InspectionForm.SPECIAL, "quarter": 1, "days": 10}
    period = {"period_from": date(2025, 1, 1), "period_to": date(2025, 12, 31)}
    return {**usual, **period, **more}


@pytest.fixture
def drawn_up(office: Act, once: Callable[..., Any]) -> Act:
    """A plan of three lines that nobody approved yet."""

    def made() -> None:
        with office("plan.year.new") as case:
            plan.new_plan(case, 2026, guidance="防范风险", scope="全县", focus="待遇支付")
            for unit in (CENTRE, SCHOOL, FIRM):
                plan.add_item(case, 2026, **line(unit, cost=600_000, lead="测一鸣", people=2))

    once(made)
    return office


@pytest.fixture
def approved(drawn_up: Act, once: Callable[..., Any]) -> Act:
    def made() -> None:
        with drawn_up("plan.year.approve", at="2026-01-06 09:00") as case:
            plan.approve_plan(case, 2026, approver="钱主任", text="同意")

    once(made)
    return drawn_up


def seqs(case: Any) -> list[tuple[int, str]]:
    plan_ = plan.plan_of(case, 2026)
    return [(item.seq, item.unit_id) for item in lines(case, plan_)]


def test_before_approval_a_line_is_put_right_without_a_record_and_those_after_a_dropped_one_move_up(
    drawn_up: Act,
) -> None:
    with drawn_up("plan.year.change") as case:
        before = dict(seqs(case))
        text, record = plan.change_plan(case, 2026, 1, quarter=2, cost=700_000, funds=["失业"])
        assert record is None
        assert text == ("实施季度由1改为2；险种由工伤保险基金改为失业保险基金；经费预算由6,000.00元改为7,000.00元")
        assert plan.drop_line(case, 2026, 2)[1] is None
        assert seqs(case) == [(1, before[1]), (2, before[3])]
        assert case.all(PlanChange) == []
        plan.add_item(case, 2026, **line(SCHOOL))
        assert [seq for seq, _ in seqs(case)] == [1, 2, 3]


def test_after_approval_every_change_has_reason_and_approver_and_is_printed(approved: Act) -> None:
    with approved("plan.year.issue", at="2026-01-07 09:00") as case:
        plan.issue_plan(case, 2026)
    with approved("plan.year.change", at="2026-05-06 09:00") as case:
        added, _ = plan.add_line(case, 2026, **HEAD, **line("样本县虚构镇便民服务中心", quarter=3))
        plan.change_plan(case, 2026, 1, **HEAD, form=InspectionForm.ROUTINE)
        plan.drop_line(case, 2026, 2, **HEAD)
        kinds = [(change.kind, change.seq) for change in case.all(PlanChange)]
        again, annex = plan.issue_plan(case, 2026)
        paper = docx.Document(io.BytesIO(case.objects.get(again.sha256)))
        text = "\n".join([*(p.text for p in paper.paragraphs), *(c.text for c in paper.tables[0].columns[1].cells)])
        sheet = load_workbook(io.BytesIO(case.objects.get(annex.sha256))).worksheets[0]
        numbers = [row[0] for row in sheet.iter_rows(values_only=True) if isinstance(row[0], int)]
    assert added.seq == 4
    assert kinds == [(ChangeKind.ADD, 4), (ChangeKind.ALTER, 1), (ChangeKind.DROP, 2)]
    assert "（1）2026年5月6日，增加第4项：样本县虚构镇便民服务中心，工伤保险基金，专项检查，第三季度，10人天。" in text
    assert "（2）2026年5月6日，调整第1项：组织形式由专项检查改为日常检查。理由：人员调整。批准人：钱主任。" in text
    assert f"（3）2026年5月6日，取消第2项：{SCHOOL}" in text
    assert "检查项目3项" in text
    assert "经费预算共计12,000.00元" in text
    assert f"{SCHOOL}\n" not in text.split("取消第2项")[1].split("\n", 1)[1]
    assert numbers == [1, 3, 4]
    heads = [row[0] for row in sheet.iter_rows(values_only=True, max_row=8) if isinstance(row[0], str)]
    assert heads[0] == "2026年度社会保险基金监督检查项目表"
    assert "附件：2026年度社会保险基金监督检查项目表" in text
    assert "调整：2026年5月6日，调整第1项：组织形式由专项检查改为日常检查。理由：人员调整。批准人：钱主任。" in heads


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({"reason": "人员调整"}, ["--approver 机关负责人"]),
        ({"approver": "钱主任"}, ["--reason 理由"]),
        ({"reason": " ", "approver": "钱主任"}, ["--reason 理由"]),
        ({}, ["--reason 理由", "--approver 机关负责人"]),
    ],
)
def test_what_an_adjustment_lacks_is_named(approved: Act, given: dict[str, str], missing: list[str]) -> None:
    changes: tuple[Callable[[Any], object], ...] = (
        lambda case: plan.change_plan(case, 2026, 1, quarter=2, **given),
        lambda case: plan.drop_line(case, 2026, 1, **given),
    )
    for change in changes:
        with pytest.raises(Incomplete) as fault, approved("plan.year.change") as case:
            change(case)
        assert list(fault.value.items) == missing


def test_only_the_head_grants_an_adjustment_and_an_unapproved_plan_needs_none(approved: Act, office: Act) -> None:
    with pytest.raises(Refused, match="不是机关负责人"), approved("plan.year.change") as case:
        plan.change_plan(case, 2026, 1, quarter=2, reason="人员调整", approver="孙科长")
    with pytest.raises(Refused) as told, approved("plan.year.add") as case:
        plan.add_item(case, 2026, **line("样本县虚构镇便民服务中心"))
    assert "--reason 理由 --approver 机关负责人" in told.value.todo
    with pytest.raises(Refused, match="还没有审批"), office("plan.year.add") as case:
        plan.new_plan(case, 2027, guidance="", scope="甲", focus="乙")
        plan.add_line(case, 2027, **HEAD, **line(CENTRE))


def test_a_dropped_line_is_gone_for_good_and_one_that_was_begun_stays(approved: Act) -> None:
    with approved("plan.scheme.new", at="2026-02-02 09:00") as case:
        plan.drop_line(case, 2026, 2, **HEAD)
        plan.open_inspection(case, year=2026, item=1, ad_hoc=None)
    with pytest.raises(Refused, match="已于2026-02-02取消"), approved("x", at="2026-02-03 09:00") as case:
        plan.open_inspection(case, year=2026, item=2, ad_hoc=None)
    with pytest.raises(Refused, match="已于2026-02-02取消"), approved("x", at="2026-02-03 09:00") as case:
        plan.change_plan(case, 2026, 2, **HEAD, quarter=3)
    with pytest.raises(Refused, match="已经开展检查：2026-001"), approved("x", at="2026-02-03 09:00") as case:
        plan.drop_line(case, 2026, 1, **HEAD)
    with pytest.raises(NotFound, match="没有第9项"), approved("x", at="2026-02-03 09:00") as case:
        plan.drop_line(case, 2026, 9, **HEAD)


# ---- workbook ------------------------------------------------------------------------------------------------


def test_the_workbook_of_a_plan_read_again_gives_the_same_lines(drawn_up: Act, tmp_path: Path) -> None:
    path = tmp_path / "项目表.xlsx"
    columns = ("unit_id", "funds", "mode", "form", "period_from", "period_to", "quarter", "times", "lead", "people")
    with drawn_up("plan.year.change") as case:
        plan.change_plan(case, 2026, 2, focus="=培训补贴", quarter=4, times=2, funds=["工伤", "失业"])
        data, count, _ = export_items(case, 2026)
        plan.new_plan(case, 2027, guidance="", scope="甲", focus="乙")
        path.write_bytes(data)
        import_items(case, 2027, path)
        both = [
            [[getattr(i, c) for c in (*columns, "days", "cost", "focus")] for i in lines(case, plan.plan_of(case, y))]
            for y in (2026, 2027)
        ]
    assert count == 3
    assert both[0] == both[1]
    assert both[0][1][1] == [FundType.INJURY, FundType.UNEMPLOYMENT]


def test_a_plan_without_lines_has_no_workbook(office: Act) -> None:
    with pytest.raises(NotFound, match="没有项目"), office("plan.year.export") as case:
        plan.new_plan(case, 2026, guidance="", scope="甲", focus="乙")
        export_items(case, 2026)


def test_quarters_are_read_as_offices_write_them(drawn_up: Act, tmp_path: Path) -> None:
    rows = [f"{CENTRE},失业,专项检查,2024-01-01,2024-12-31,{quarter}" for quarter in ("一", "第二季度", "三季度", "4")]
    rows = [row.replace("2024", str(2020 + n)) for n, row in enumerate(rows)]
    path = tmp_path / "项目.csv"
    path.write_text("被监督单位,险种,组织形式,检查期间起,检查期间止,季度\n" + "\n".join(rows), "utf-8")
    with drawn_up("plan.year.import") as case:
        import_items(case, 2026, path)
        assert [item.quarter for item in lines(case, plan.plan_of(case, 2026))][3:] == [1, 2, 3, 4]
    path.write_text(path.read_text("utf-8").replace("第二季度", "五"), "utf-8")
    with pytest.raises(Incomplete) as fault, drawn_up("plan.year.import") as case:
        import_items(case, 2026, path)
    assert any("拟实施季度" in item and "五" in item for item in fault.value.items)


# ---- progress ------------------------------------------------------------------------------------------------


def row(seq: int, **columns: Any) -> dict[str, Any]:
    usual = {"year": 2026, "unit": f"单位{seq}", "quarter": 2, "times": 1, "days": 10, "cost": 100, "dropped_on": None}
    none = dict.fromkeys(("number", "state", "entered_on", "left_on"))
    return {**usual, **none, "people": 0, "seq": seq, **columns}


@pytest.mark.parametrize(
    ("columns", "today", "state"),
    [
        ({}, "2026-03-31", ItemState.WAITING),
        ({}, "2026-04-01", ItemState.DUE),
        ({}, "2026-06-30", ItemState.DUE),
        ({}, "2026-07-01", ItemState.OVERDUE),
        ({"number": "2026-001", "state": "entered"}, "2026-07-01", ItemState.RUNNING),
        ({"number": "2026-001", "state": "entered", "times": 2}, "2026-07-01", ItemState.OVERDUE),
        ({"number": "2026-001", "state": "closed"}, "2026-07-01", ItemState.DONE),
        ({"dropped_on": "2026-05-06"}, "2026-07-01", ItemState.DROPPED),
    ],
)
def test_a_line_is_where_its_inspections_and_its_quarter_say(
    columns: dict[str, Any], today: str, state: ItemState
) -> None:
    (found,) = progress([row(1, **columns)], Calendar.shipped(), date.fromisoformat(today))
    assert found.state == state


def test_work_on_site_counts_inspectors_times_working_days_over_holidays_and_worked_weekends() -> None:
    # 2026-09-17 (Thu) to 09-28: 17, 18, 20 (worked Sunday), 21-24, 28; 25 to 27 are holidays.
    there = {"number": "2026-001", "state": "closed", "entered_on": "2026-09-17", "left_on": "2026-09-28", "people": 3}
    running = {"number": "2026-002", "state": "entered", "entered_on": "2026-09-28", "people": 2}
    lines_ = progress([row(1, **there), row(1, **running), row(2)], Calendar.shipped(), date(2026, 9, 30))
    assert [line_.worked for line_ in lines_] == [3 * 8 + 2 * 3, 0]
    assert totals(lines_) == {
        "items": 2, "times": 2, "begun": 2, "closed": 1, "overdue": 1, "days": 20, "worked": 30, "cost": 200,
    }  # fmt: skip


def test_without_a_calendar_the_work_is_not_guessed() -> None:
    there = {"number": "2031-001", "state": "entered", "entered_on": "2031-01-06", "people": 2}
    (found,) = progress([row(1, **there, year=2031)], Calendar.shipped(), date(2031, 1, 10))
    assert found.worked is None


def test_quarters_have_their_first_and_last_days() -> None:
    assert [quarter_of(2026, n) for n in (1, 2, 4)] == [
        (date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 4, 1), date(2026, 6, 30)),
        (date(2026, 10, 1), date(2026, 12, 31)),
    ]


def test_a_dropped_line_counts_nowhere(approved: Act) -> None:
    with approved("plan.year.drop") as case:
        plan.drop_line(case, 2026, 2, **HEAD)
        assert [i.seq for i in case.all(PlanItem) if i.dropped_on] == [2]
    dropped = progress([row(1, dropped_on="2026-01-01"), row(2)], Calendar.shipped(), date(2026, 1, 5))
    assert totals(dropped)["items"] == 1
