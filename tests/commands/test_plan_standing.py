"""Trainings and service agreements as an office registers them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.fixture
def at(
    jx: Run,
    case_path: Path,
    clock_at: Callable[[str], object],
    monkeypatch: pytest.MonkeyPatch,
    once: Callable[..., Any],
) -> Run:
    monkeypatch.setenv("JXINSPECT_CASE", str(case_path))
    monkeypatch.setenv("JXINSPECT_ACTOR", "测一鸣")
    clock_at("2026-06-05 09:00")

    def made() -> None:
        jx(*["plan", "staff", "add", "测一鸣", "--role", "archivist", "--department", "科", "--post", "员"])
        unit = "--address 路 --head 甲 --region-code 360100"
        jx(*f"plan unit add 样本学校 --type service_org {unit}".split())
        jx(*f"plan unit add 样本公司 --type employer {unit}".split())

    once(made)
    return lambda line: jx(*line.split())


def test_a_training_is_noted_when_it_is_over(at: Run) -> None:
    line = "plan staff training add 测一鸣 --topic 监督实务 --organiser 样本省厅 --hours 24"
    assert at(f"{line} --from 2026-03-02 --to 2026-03-04").code == 0
    assert at(f"{line} --from 2026-03-04 --to 2026-03-02").code == 5
    assert at(f"{line} --from 2026-06-05 --to 2026-06-08").code == 4
    assert at(f"{line} --from 三月 --to 2026-03-04").code == 2
    assert at(f"{line.replace('测一鸣', '空名')} --from 2026-03-02 --to 2026-03-04").code == 3
    rows = at("plan staff training list --json").json["rows"]
    assert [(row["staff"], row["topic"], row["hours"]) for row in rows] == [("测一鸣", "监督实务", 24)]


def test_an_agreement_is_registered_changed_and_ended(at: Run) -> None:
    line = "plan unit agreement add 样协1 --agency 样本中心 --from 2026-01-01 --to 2026-12-31 --unit"
    assert at(f"{line} 样本公司").code == 4
    assert at(f"{line.replace('2026-12-31', '2025-12-31')} 样本学校").code == 5
    assert at(f"{line} 样本学校").code == 0
    assert at(f"{line} 样本学校").code == 4
    assert at("plan unit agreement change 样协1 --on 2026-05-01 --text 增加工种").code == 0
    assert at("plan unit agreement change 样协1 --on 2027-05-01 --text 增加工种").code == 4
    assert at("plan unit agreement end 样协9 --on 2026-06-01 --reason 违约").code == 3
    assert at("plan unit agreement end 样协1 --on 2026-06-01 --reason 违约").code == 0
    assert at("plan unit agreement end 样协1 --on 2026-06-02 --reason 违约").code == 4
    (row,) = at("plan unit agreement list --json").json["rows"]
    assert (row["unit"], row["ended_on"], row["changes"]) == ("样本学校", "2026-06-01", "2026-05-01 增加工种")


def test_planning_a_service_organisation_without_agreement_in_force_is_warned_of(at: Run) -> None:
    at("plan year new 2026 --scope 全县 --focus 培训补贴")
    item = "plan year add 2026 --fund 失业 --form special --to 2025-12-31 --quarter 3 --unit 样本学校 --from"
    assert "没有登记有效的服务协议" in at(f"{item} 2025-01-01").err
    at("plan unit agreement add 样协1 --unit 样本学校 --agency 样本中心 --from 2026-01-01 --to 2026-12-31")
    assert "服务协议" not in at(f"{item} 2025-02-01").err
    at("plan unit agreement end 样协1 --on 2026-06-05 --reason 违约")
    assert "没有登记有效的服务协议" in at(f"{item} 2025-03-01").err
    assert "服务协议" not in at(f"{item.replace('样本学校', '样本公司')} 2025-01-01").err


def table(path: Path, *rows: str) -> str:
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return str(path)


def test_agreements_and_trainings_come_from_a_table(at: Run, tmp_path: Path) -> None:
    file = table(
        tmp_path / "协议.csv", "协议编号,乙方,甲方,有效期起,有效期至", "样协7,样本学校,样本中心,2026-01-01,2026-12-31"
    )
    ended = at(f"plan unit agreement import {file}")
    assert ended.code == 0, ended.err
    (row,) = at("plan unit agreement list --json").json["rows"]
    assert (row["number"], row["unit"], row["ends_on"]) == ("样协7", "样本学校", "2026-12-31")
    file = table(
        tmp_path / "培训.csv",
        "姓名,培训内容,举办单位,开始日期,结束日期,学时",
        "测一鸣,实务,样本省厅,2026-3-2,2026-3-4,24",
    )
    ended = at(f"plan staff training import {file}")
    assert ended.code == 0, ended.err
    (row,) = at("plan staff training list --json").json["rows"]
    assert (row["staff"], row["hours"], row["ends_on"]) == ("测一鸣", 24, "2026-03-04")


def test_every_faulty_row_is_named_and_none_is_imported(at: Run, tmp_path: Path) -> None:
    head = "协议编号,乙方,甲方,有效期起,有效期至"
    good = "样协1,样本学校,样本中心,2026-01-01,2026-12-31"
    rows = (good, good, "样协2,样本公司,样本中心,2026-01-01,2026-12-31", "样协3,空名,样本中心,2026-01-01,2026-12-31")
    ended = at(f"plan unit agreement import {table(tmp_path / '协议.csv', head, *rows)}")
    assert ended.code == 5
    told = ("有 3 行不能用", "样协1 已经登记", "样本公司不是社会保险服务机构", "没有登记单位 空名")
    assert all(words in ended.err for words in told), ended.err
    assert at("plan unit agreement list --json").json["rows"] == []
    file = table(tmp_path / "培训.csv", "姓名,培训内容,举办单位,开始日期,结束日期", "测一鸣,甲,乙,2026-6-5,2026-7-1")
    ended = at(f"plan staff training import {file}")
    assert (ended.code, "是将来" in ended.err) == (5, True)


@pytest.mark.parametrize("line", ["plan unit agreement import", "plan staff training import"])
def test_an_empty_workbook_is_written(at: Run, tmp_path: Path, line: str) -> None:
    file = tmp_path / "空白.xlsx"
    assert at(f"{line} {file} --template").code == 0
    ended = at(f"{line} {file}")
    assert (ended.code, "没有数据" in ended.err) == (5, True)


def test_a_plan_with_enterprises_waits_to_be_issued_and_then_to_be_filed(at: Run, clock_at: Callable[..., Any]) -> None:
    def waiting() -> list[tuple[str, str]]:
        lines = at("status --json").json["deadlines"]
        return [(line["deadline"], line["due_on"]) for line in lines if line["deadline"].startswith("T29")]

    own = "--name 样本局 --code 样 --level county --region-code 360100 --region 样 --department 科 --address 路"
    at(f"plan agency set {own} --phone 1 --complaint-phone 2 --government 府 --court 院")
    at("plan staff add 钱主任 --role approver --department 局 --post 局长")
    clock_at("2026-01-05 09:00")
    at("plan year new 2026 --scope 全县 --focus 缴费")
    item = "plan year add 2026 --fund 失业 --form special --from 2025-01-01 --to 2025-12-31 --quarter 3 --unit"
    at(f"{item} 样本学校")
    assert waiting() == []
    at(f"{item} 样本公司")
    assert waiting() == [("T29", "2026-03-31")]
    at("config set enterprise.plan_month_day 02-28")
    assert waiting() == [("T29", "2026-02-28")]
    at("plan year approve 2026 --approver 钱主任")
    at("plan year issue 2026")
    assert waiting() == [("T29.filing", "2026-02-04")]
    at("config set enterprise.layer false")
    assert waiting() == []
    at("config set enterprise.layer true")
    at("plan year file 2026 --on 2026-01-05")
    assert waiting() == []


def test_a_certificate_is_spoken_of_as_many_days_before_as_the_office_set(at: Run) -> None:
    def told() -> bool:
        return any(line["deadline"] == "T32" for line in at("status --json").json["deadlines"])

    at("plan staff add 样二航 --role inspector --department 科 --post 员 --certificate 1 --issuer 厅 "
       "--valid-from 2023-01-01 --valid-to 2026-08-05")  # fmt: skip
    assert not told()
    at("config set staff.certificate_warn_days 61")
    assert told()
    at("config set staff.certificate_warn_days 60")
    at("plan staff set 样二航 --valid-to 2026-08-04")
    assert told()
