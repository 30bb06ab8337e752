"""`report incident` as an office uses it: register, assess, report, send; lists, status, check and files."""

from __future__ import annotations

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
SETUP = (
    f"plan agency set {AGENCY}",
    "plan staff add 钱主任 --role approver --department 局 --post 局长",
    "plan staff add 孙科长 --role supervisor --department 科 --post 科长",
    "plan unit add 样本县社会保险服务中心 --type handling_agency --address 路2号 --head 赵样本",
)
RECEIVE = (
    "report incident receive --from 社会保险服务中心 --title 挪用养老保险费 --discovered 2026-03-09T16:20 "
    "--how 对账发现 --amount 60万元 --persons 某甲 --happened 2025年"
)
ISSUE = (
    "report incident issue 2026-YQ-001 --to 样本市局 --signed-by 钱主任 --circumstances 单人保管印鉴 "
    "--handling 已停权限"
)


@pytest.fixture
def at(typed_at: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """`at("2026-03-10 09:00", "report incident list")` on a plain case file in the current folder."""
    monkeypatch.setenv("JXINSPECT_ACTOR", "孙科长")
    monkeypatch.chdir(tmp_path)

    assert typed_at("2026-01-05 09:00", "init 案卷.jxcase --plain").code == 0
    for line in SETUP:
        assert typed_at("2026-01-05 09:00", line).code == 0
    return typed_at


def test_status_counts_the_hours_and_turns_red_when_they_are_over(at: Run) -> None:
    assert "建议等级  重大要情（涉及金额60万元，达到50万元）" in at("2026-03-10 09:30", RECEIVE).out
    assert "2026-03-11 09:30  　  要情2026-YQ-001评估等级" in at("2026-03-10 10:00", "status").out
    assessed = at("2026-03-10 10:00", "report incident assess 2026-YQ-001 --reason 挪用 --by 孙科长")
    assert "报告期限  2026-03-11 09:30" in assessed.out

    (line,) = at("2026-03-11 09:30", "status --json").json["deadlines"]
    assert (line["deadline"], line["state"], line["what"]) == (
        "T26.major",
        "today",
        "要情2026-YQ-001向上级报告（重大）",
    )
    assert at("2026-03-11 09:31", "status --json").json["deadlines"][0]["state"] == "overdue"

    assert at("2026-03-10 14:00", ISSUE).code == 0
    assert at("2026-03-10 15:00", "report incident send 2026-YQ-001 --channel 专网").code == 0
    assert at("2026-03-20 09:00", "status --json").json["deadlines"] == []


def test_an_ordinary_incident_has_working_days(at: Run) -> None:
    at("2026-03-10 09:30", RECEIVE.replace("60万元", "1万元"))
    at("2026-03-10 10:00", "report incident assess 2026-YQ-001 --reason 挪用 --by 孙科长")
    (line,) = at("2026-03-17 23:59", "status --json").json["deadlines"]
    assert (line["deadline"], line["due_on"], line["state"]) == ("T26", "2026-03-17", "today")
    assert at("2026-03-18 00:00", "status --json").json["deadlines"][0]["state"] == "overdue"
    assert at("2026-03-18 00:00", "check").code == 4


def test_the_list_of_timeliness_tells_agency_and_office_apart_and_leaves_as_a_workbook(at: Run, tmp_path: Path) -> None:
    at("2026-03-10 17:00", RECEIVE)
    at("2026-03-10 17:10", "report incident assess 2026-YQ-001 --reason 挪用 --by 孙科长")
    at("2026-03-11 10:00", ISSUE)
    refused = at("2026-03-11 17:01", "report incident send 2026-YQ-001 --channel 专网")
    assert (refused.code, "2026-03-11 17:00" in refused.err, "--late-reason" in refused.err) == (5, True, True)
    at("2026-03-11 17:01", "report incident send 2026-YQ-001 --channel 专网 --late-reason 专网中断")

    (row,) = at("2026-03-20 09:00", "report incident timeliness --late --json").json["rows"]
    told = {key: row[key] for key in ("unit_limit", "unit_late", "limit", "late", "hours", "late_reason")}
    assert told == {
        "unit_limit": "2026-03-10 16:20",
        "unit_late": True,
        "limit": "2026-03-11 17:00",
        "late": True,
        "hours": 24,
        "late_reason": "专网中断",
    }
    at("2026-03-20 09:00", "report incident timeliness --format xlsx --out 时效.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "时效.xlsx").active
    assert sheet is not None
    head, line = ([cell.value for cell in cells] for cells in sheet.iter_rows())
    assert dict(zip(head, line, strict=True))["逾期原因"] == "专网中断"
    checked = at("2026-03-20 09:00", "check --json").json["rows"]
    assert [(one["guard"], one["severity"]) for one in checked] == [("G68", "W"), ("G68", "W")]


def test_one_incident_is_shown_with_its_decisions_and_reports(at: Run) -> None:
    at("2026-03-10 09:30", RECEIVE)
    at("2026-03-10 10:00", "report incident assess 2026-YQ-001 --reason 挪用 --by 孙科长")
    at("2026-03-10 14:00", ISSUE)
    shown = at("2026-03-10 15:00", "report incident show 2026-yq-001 --json").json
    assert (shown["state"], shown["limit"], shown["late"]) == ("to_report", "2026-03-11 09:30", False)
    assert [one["level"] for one in shown["assessments"]] == ["major"]
    assert [(one["stage"], one["document"]) for one in shown["reports"]] == [("first", "样人社监要〔2026〕1号")]
    assert at("2026-03-10 15:00", "report incident show 2026-YQ-009").code == 3
    assert at("2026-03-10 15:00", "show 2026-YQ-001 --json").json["kind"] == "incident"
    listed = at("2026-03-10 15:00", "report incident list --state to_report --json").json["rows"]
    assert [one["number"] for one in listed] == ["2026-YQ-001"]
    assert at("2026-03-10 15:00", "report incident list --state ended --json").json["rows"] == []


def test_the_view_knows_the_violations_that_need_an_assessment() -> None:
    import re

    from jxinspect.law.violations import VIOLATIONS
    from jxinspect.store.view import views

    view = views()["incident_pending"]
    assert set(re.findall(r'"(V[\d-]+)"', view)) == {one.code for one in VIOLATIONS.values() if one.incident}
