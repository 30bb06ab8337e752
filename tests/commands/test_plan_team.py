"""`plan team declare|verify|recuse|decide`: what they print, and what `status` and `check` say meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
SCHEME = (
    "--ad-hoc 上级交办 --unit 服务中心 --form special --fund 工伤 --from 2025-01-01 --to 2025-12-31 --items 工伤基金 "
    "--scope 2025年度 --content 待遇审核 --starts 2026-03-02 --ends 2026-03-13 --method 查阅资料"
)
AGENCY = (
    "--name 样本县人力资源和社会保障局 --code 样人社 --level county --region-code 360100 --region 样本县 "
    "--department 基金监督科 --address 示范路1号 --phone 0791-1 --complaint-phone 0791-2 --government 样本县人民政府 "
    "--court 样本县人民法院"
)
CARD = "--valid-from 2023-01-01 --valid-to 2027-12-31"
ASK = "plan team recuse 2026-001 样二航 --reason 与本单位有利害关系 --facts 配偶在财务股任职"
DECIDE = "--approver 钱主任 --examined 经查属实 --reason 可能影响公正"


@pytest.fixture
def at(
    typed_at: Run,
    case_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    once: Callable[..., Any],
) -> Run:
    """An office with inspection 2026-001 whose scheme waits for approval; team 测一鸣 (leader), 样二航."""
    monkeypatch.setenv("JXINSPECT_CASE", str(case_path))
    monkeypatch.setenv("JXINSPECT_ACTOR", "测一鸣")
    monkeypatch.chdir(tmp_path)

    def made() -> None:
        for line in (
            f"plan agency set {AGENCY}",
            "plan staff add 钱主任 --role approver --department 局领导 --post 局长",
            f"plan staff add 孙科长 --role supervisor --department 科 --post 科长 --certificate 3600 {CARD}",
            f"plan staff add 测一鸣 --role inspector --department 科 --post 员 --certificate 3601 {CARD}",
            f"plan staff add 样二航 --role inspector --department 科 --post 员 --certificate 3602 {CARD}",
            f"plan staff add 例三川 --role inspector --department 科 --post 员 --certificate 3603 {CARD}",
            "plan unit add 样本县社会保险服务中心 --type handling_agency --address 路2号 --head 赵样本",
            f"plan scheme new {SCHEME} --leader 测一鸣 --member 样二航",
        ):
            ended = typed_at("2026-01-05 09:00", line)
            assert ended.code == 0, ended.err

    once(made)
    return typed_at


def waiting(at: Run, moment: str) -> list[str]:
    lines = at(moment, "status 2026-001 --json").json["deadlines"]
    return [line["what"] for line in lines if line["state"] == "waiting"]


def test_declarations_are_asked_for_made_verified_and_signed(at: Run, tmp_path: Path) -> None:
    assert waiting(at, "2026-01-06 09:00") == ["利害关系未申报：测一鸣、样二航"]
    assert at("2026-01-06 09:00", "plan team declare 2026-001 测一鸣 --none --training 2025年12月培训").code == 0
    assert "利害关系未申报：样二航" in waiting(at, "2026-01-06 09:10")
    told = at("2026-01-06 10:00", "plan team declare 2026-001 样二航 --none").out
    assert "申报的关系  无" in told
    assert waiting(at, "2026-01-06 10:10") == ["自查表（D04）待组长核验：测一鸣、样二航"]
    made = at("2026-01-06 11:00", "plan team verify 2026-001 --by 测一鸣 --own-by 孙科长 --out 文书")
    assert "2026-001-DG-01 检查组成员资格与回避自查表" in made.out
    assert len(list((tmp_path / "文书").iterdir())) == 1
    assert waiting(at, "2026-01-06 11:10") == []
    assert at("2026-01-06 12:00", "doc signed 2026-001-DG-01 --signer 样二航 --capacity 组员").code == 0
    rows = at("2026-01-06 12:00", "plan team show 2026-001 --json").json["rows"]
    assert [row["no_interest"] for row in rows] == [1, 1]


def test_a_team_is_asked_for_only_where_there_is_none(at: Run) -> None:
    def following(number: str) -> list[str]:
        (one,) = at("2026-01-06 09:10", f"status {number} --json").json["inspections"]
        return [step["title"] for step in one["next"]]

    assert at("2026-01-06 09:00", f"plan scheme new {SCHEME}").code == 0
    assert (following("2026-001"), following("2026-002")) == (["审批检查方案"], ["组成检查组", "审批检查方案"])


def test_who_declares_a_tie_stops_the_inspection_until_he_is_replaced(at: Run) -> None:
    declared = at("2026-01-06 09:00", "plan team declare 2026-001 样二航 --former-job 任副主任 --until 2024-06-30")
    assert declared.code == 0
    assert "应当回避" in declared.out
    assert "plan team recuse 2026-001 样二航 --self" in declared.out
    approve = "plan scheme approve 2026-001 --approver 钱主任 --text 同意"
    refused = at("2026-01-06 10:00", approve)
    assert (refused.code, "G08" in refused.err) == (4, True)
    found = at("2026-01-06 10:00", "check --json")
    assert [row["guard"] for row in found.json["rows"]] == ["G08"]
    assert at("2026-01-06 10:30", f"{ASK} --self").code == 0
    assert at("2026-01-06 11:00", f"plan team decide 2026-001 样二航 --grant {DECIDE} --replace-by 例三川").code == 0
    assert at("2026-01-06 12:00", approve).code == 0


def test_a_request_waits_in_status_and_its_decision_waits_for_service(at: Run) -> None:
    made = at("2026-01-06 09:00", f"{ASK} --capacity 被监督单位")
    assert "2026-001-HB-01 回避申请书" in made.out
    assert "回避申请待决定：样二航" in waiting(at, "2026-01-06 09:10")
    decided = at("2026-01-07 09:00", f"plan team decide 2026-001 样二航 --grant {DECIDE} --replace-by 例三川")
    assert "样人社监回〔2026〕1号 回避决定书" in decided.out
    assert "plan team declare 2026-001 例三川 --none" in decided.out
    assert "送达：样人社监回〔2026〕1号　回避决定书" in waiting(at, "2026-01-07 09:10")
    listed = at("2026-01-07 10:00", "plan team recusals 2026-001 --json").json["rows"]
    assert [(r["name"], r["granted"], r["decided"], r["replacement"], r["number"]) for r in listed] == [
        ("样二航", 1, "钱主任", "例三川", "样人社监回〔2026〕1号")
    ]
    team = at("2026-01-07 10:00", "plan team show 2026-001 --json").json["rows"]
    assert [(r["name"], r["left_reason"]) for r in team] == [
        ("测一鸣", ""),
        ("例三川", ""),
        ("样二航", "2026年1月7日决定回避"),
    ]


def test_a_decision_on_ones_own_request_waits_for_no_service(at: Run) -> None:
    assert at("2026-01-06 09:00", f"{ASK} --self").code == 0
    assert at("2026-01-07 09:00", f"plan team decide 2026-001 样二航 --reject {DECIDE}").code == 0
    assert [what for what in waiting(at, "2026-01-07 10:00") if "送达" in what] == []


def test_who_is_asked_to_step_back_does_not_review_the_scheme(at: Run) -> None:
    line = "plan team recuse 2026-001 孙科长 --reason 亲属 --facts 与负责人是亲属"
    assert at("2026-01-06 09:00", line).code == 0
    approve = "plan scheme approve 2026-001 --approver 钱主任 --text 同意"
    refused = at("2026-01-06 10:00", f"{approve} --reviewer 孙科长")
    assert (refused.code, "G13" in refused.err, "plan team decide" in refused.err) == (4, True, True)
    assert at("2026-01-06 10:00", approve).code == 0


def test_the_head_does_not_approve_what_he_prepared(at: Run) -> None:
    again = (
        "plan scheme new 2026-001 --items 甲 --scope 乙 --content 丙 --starts 2026-03-02 --ends 2026-03-13 --method 丁"
    )
    assert at("2026-01-06 09:00", again, "--as", "钱主任").code == 0
    approve = "plan scheme approve 2026-001 --approver 钱主任 --text 同意"
    refused = at("2026-01-06 10:00", approve)
    assert (refused.code, "G14" in refused.err) == (4, True)
    assert at("2026-01-06 11:00", again).code == 0
    assert at("2026-01-06 12:00", approve).code == 0


@pytest.mark.parametrize(
    ("line", "code", "word"),
    [
        ("plan team declare 2026-001 样二航", 5, "--none"),
        ("plan team declare 2026-001 查无此人 --none", 3, "人员名册中没有"),
        ("plan team declare 2026-009 样二航 --none", 3, "没有编号"),
        ("plan team verify 2026-001 --by 测一鸣", 5, "没有申报利害关系：测一鸣、样二航"),
        ("plan team recuse 2026-001 样二航 --reason 理由", 2, "--facts"),
        (f"{ASK} --self --applicant 某单位", 2, "只写一项"),
        (f"plan team decide 2026-001 样二航 {DECIDE}", 2, "--grant"),
        (f"plan team decide 2026-001 样二航 --grant {DECIDE}", 3, "没有对样二航"),
    ],
)
def test_wrong_input_is_answered_with_what_to_do(at: Run, line: str, code: int, word: str) -> None:
    ended = at("2026-01-06 09:00", line)
    assert (ended.code, word in ended.err) == (code, True), ended.err
