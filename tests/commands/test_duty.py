"""`report duty`: what each did, from the journal; every override with guard, reason and approver (办法 6, 37)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from jxinspect.commands.act_words import act_words

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
    "plan staff add 测一鸣 --role inspector --department 科 --post 员",
    "plan unit add 样本县社会保险服务中心 --type handling_agency --address 路2号 --head 赵样本",
)
SCHEME = (
    "plan scheme new --unit 样本县社会保险服务中心 --items 基金收支 --scope 2025年 --content 支付 --method 查阅 "
    "--from 2025-01-01 --to 2025-12-31 --fund 失业 --form special --starts 2026-03-10 --ends 2026-03-20"
)


@pytest.fixture
def at(typed_at: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    monkeypatch.setenv("JXINSPECT_ACTOR", "测一鸣")
    monkeypatch.chdir(tmp_path)

    assert typed_at("2026-01-05 09:00", "init 案卷.jxcase --plain").code == 0
    for line in SETUP:
        ended = typed_at("2026-01-05 09:00", line)
        assert ended.code == 0, ended.err
    overridden = typed_at(
        "2026-03-02 09:00", SCHEME, "--ad-hoc", " ", "--override", "G01", "--because", "上级口头交办",
        "--approved-by", "钱主任",
    )  # fmt: skip
    assert overridden.code == 0, overridden.err
    return typed_at


def test_an_override_is_told_with_guard_reason_actor_and_approver(at: Run) -> None:
    (row,) = at("2026-03-03 09:00", "report duty --kind override --json").json["rows"]
    assert {key: row[key] for key in ("person", "guard", "because", "approved_by", "inspection")} == {
        "person": "测一鸣",
        "guard": "G01",
        "because": "上级口头交办",
        "approved_by": "钱主任",
        "inspection": "2026-001",
    }
    assert "没有列入年度计划" in row["what"]


def test_acts_come_from_the_journal_in_words_with_inspection_and_documents(at: Run) -> None:
    acts = at("2026-03-03 09:00", "report duty --kind act --json").json["rows"]
    assert [row["what"] for row in acts][:2] == ["新建案卷库", "登记或者更正本机关的信息"]
    scheme = acts[-1]
    assert scheme["inspection"] == "2026-001"
    assert scheme["documents"] == "样人社监案〔2026〕1号"


def test_it_is_filtered_by_person_inspection_and_period(at: Run) -> None:
    def told(*options: str) -> list[str]:
        rows = at("2026-03-03 09:00", "report duty --limit 500 --json", *options).json["rows"]
        return [row["kind"] for row in rows]

    assert told("--person", "钱主任") == ["override"]  # he did nothing himself, and approved that
    assert told("--person", "孙科长") == []
    assert sorted(told("--inspection", "2026-001")) == ["act", "override"]
    assert told("--from", "2026-03-02", "--to", "2026-03-02") == told("--inspection", "2026-001")
    assert told("--from", "2026-03-03") == []
    assert "override" not in told("--to", "2026-03-01")


def test_the_sums_by_person_agree_with_the_list_and_leave_as_a_workbook(at: Run, tmp_path: Path) -> None:
    whole = at("2026-03-03 09:00", "report duty --limit 500 --json").json["rows"]
    rows = {row["person"]: row for row in at("2026-03-03 09:00", "report duty --by-person --json").json["rows"]}
    mine = rows["测一鸣"]
    assert mine["acts"] == sum(row["kind"] == "act" for row in whole)
    assert (mine["overrides"], mine["inspections"], mine["approved"]) == (1, 1, 0)
    assert (rows["钱主任"]["acts"], rows["钱主任"]["approved"]) == (0, 1)

    at("2026-03-03 09:00", "report duty --kind override --format xlsx --out 履职.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "履职.xlsx").active
    assert sheet is not None
    head, line = ([cell.value for cell in cells] for cells in sheet.iter_rows())
    assert dict(zip(head, line, strict=True))["批准人"] == "钱主任"


def test_acts_have_the_words_of_their_commands() -> None:
    told = [act_words(act) for act in ("plan.lead.add", "report.incident.assess", "init", "nothing.such")]
    assert told == ["登记线索，制作登记表", "评估是否属于要情和等级", "新建案卷库", "nothing.such"]


def test_every_act_of_the_program_has_words() -> None:
    import re

    from jxinspect.commands import registry

    folder = Path(registry.__file__).parent
    acts = {
        name for file in folder.glob("*.py") for name in re.findall(r'\bact\("([a-z_.]+)"', file.read_text("utf-8"))
    }
    assert len(acts) > 80
    assert [act for act in sorted(acts) if act_words(act) == act] == []
