"""Declarations of the team, recusal and its decision, who takes the place (D04, D15, D16)."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import docx
import pytest

from jxinspect.acts import declaration, notify, plan, recusal
from jxinspect.acts.check import check
from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.team import RecusalBy
from jxinspect.law.terms import TeamRole
from jxinspect.model.interest import Interest
from jxinspect.model.plan import TeamMember
from jxinspect.store.records import inspection_records

if TYPE_CHECKING:
    from jxinspect.model.document import Document
    from jxinspect.store.casefile import CaseFile

Act = Callable[..., Any]
NUMBER = "2026-001"
ASKED: dict[str, Any] = {"by": RecusalBy.PARTY, "reason": "与本单位有利害关系。", "facts": "其配偶在财务股任职"}
GRANTED: dict[str, Any] = {"granted": True, "examined": "经查，情况属实", "reason": "近亲属关系可能影响公正"}
REJECTED: dict[str, Any] = {"granted": False, "examined": "经查，没有该关系", "reason": "所述情况不属实"}


def text_of(case: CaseFile, document: Document) -> str:
    paper = docx.Document(io.BytesIO(case.objects.get(document.sha256)))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in paper.paragraphs), *cells])


def members(case: CaseFile) -> list[tuple[str, str, bool]]:
    """Name, role and whether he is still there, in the order in which they joined."""
    records = inspection_records(case, NUMBER)
    return [(records.staff[m.staff_id].name, m.role.value, m.left_at is None) for m in records.of(TeamMember)]


# ---- declarations --------------------------------------------------------------------------------------------


def test_the_paper_holds_what_each_member_declared_and_who_verified_it(announced: Act) -> None:
    with announced("plan.team.declare", at="2026-02-11 09:00") as case:
        declaration.declare(case, NUMBER, "测一鸣", none=True, training="2026年1月业务培训（24学时）")
        declaration.declare(case, NUMBER, "样二航", former_job="任该中心科员。", former_until=date(2020, 6, 30))
    with announced("plan.team.verify", at="2026-02-12 09:00") as case:
        _, paper = declaration.verify(case, NUMBER, by="测一鸣", own_by="孙科长")
        text = text_of(case, paper)
    assert paper.number == "2026-001-DG-01"
    for words in (
        "测一鸣（组长）",
        "36012300002",
        "2023年1月1日至2027年12月31日",
        "2026年1月业务培训（24学时）",
        "任该中心科员（2020年6月30日离任）",
        "3年内",
        "没有应当回避的利害关系",
        "监督机构负责人：孙科长",
        "组长：测一鸣",
        "2026年2月12日",
    ):
        assert words in text, words


def test_a_declared_tie_stands_in_the_register_and_keeps_the_member_from_the_inspection(announced: Act) -> None:
    with announced("plan.team.declare", at="2026-02-11 09:00") as case:
        one, ties = declaration.declare(case, NUMBER, "样二航", relative="配偶在该中心财务股任职")
        assert (one.undertakes, [tie.text for tie in ties]) == (False, ["配偶在该中心财务股任职"])
        assert [(tie.kind, tie.declared) for tie in case.all(Interest)] == [("relative", True)]
        assert [found.guard for found in check(case) if found.severity == "R"] == ["G08"]
    with announced("plan.team", at="2026-02-12 09:00") as case:
        plan.set_team(case, NUMBER, leader="测一鸣", members=["例三川"])
        assert "G08" not in [found.guard for found in check(case)]


def test_a_former_job_that_ended_long_ago_is_declared_and_does_not_exclude(announced: Act) -> None:
    with announced("plan.team.declare", at="2026-02-11 09:00") as case:
        one, ties = declaration.declare(case, NUMBER, "样二航", former_job="任科员", former_until=date(2023, 2, 10))
        assert (one.undertakes, ties) == (True, [])
    with announced("plan.team.declare", at="2026-02-11 10:00") as case:
        one, ties = declaration.declare(case, NUMBER, "样二航", former_job="任科员", former_until=date(2023, 2, 11))
        assert (one.undertakes, len(ties)) == (False, 1)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, "没有写 --none"),
        ({"none": True, "other": "同学"}, "同时写了 --none"),
        ({"former_job": "任科员"}, "--until"),
        ({"other": "同学", "former_until": date(2024, 1, 1)}, "--former-job"),
        ({"former_job": "任科员", "former_until": date(2026, 3, 1)}, "晚于申报日期"),
    ],
)
def test_a_declaration_that_says_nothing_or_contradicts_itself_is_incomplete(
    announced: Act, given: dict[str, Any], told: str
) -> None:
    with pytest.raises(Incomplete) as fault, announced("plan.team.declare", at="2026-02-11 09:00") as case:
        declaration.declare(case, NUMBER, "样二航", **given)
    assert told in "；".join(fault.value.items)


def test_only_members_declare_and_only_the_leader_verifies_and_all_must_have_declared(announced: Act) -> None:
    with announced("x", at="2026-02-11 09:00") as case:
        with pytest.raises(Refused, match="例三川不是"):
            declaration.declare(case, NUMBER, "例三川", none=True)
        declaration.declare(case, NUMBER, "测一鸣", none=True)
        with pytest.raises(Incomplete, match="样二航"):
            declaration.verify(case, NUMBER, by="测一鸣")
        declaration.declare(case, NUMBER, "样二航", none=True)
        with pytest.raises(Refused, match="样二航不是检查 2026-001 的组长"):
            declaration.verify(case, NUMBER, by="样二航")
        with pytest.raises(Refused, match="不能核验自己"):
            declaration.verify(case, NUMBER, by="测一鸣", own_by="测一鸣")
        declaration.verify(case, NUMBER, by="测一鸣")
        with pytest.raises(Refused, match="都已核验"):
            declaration.verify(case, NUMBER, by="测一鸣")


def test_who_joins_later_declares_and_gets_a_paper_of_his_own(announced: Act) -> None:
    with announced("x", at="2026-02-11 09:00") as case:
        for name in ("测一鸣", "样二航"):
            declaration.declare(case, NUMBER, name, none=True)
        declaration.verify(case, NUMBER, by="测一鸣")
    with announced("x", at="2026-02-12 09:00") as case:
        plan.set_team(case, NUMBER, leader="测一鸣", members=["样二航", "例三川"])
        declaration.declare(case, NUMBER, "例三川", none=True)
        _, paper = declaration.verify(case, NUMBER, by="测一鸣")
        text = text_of(case, paper)
    assert paper.number == "2026-001-DG-02"
    assert "例三川（组员）" in text
    assert "样二航" not in text


# ---- recusal -------------------------------------------------------------------------------------------------


def test_a_party_asks_the_head_grants_and_the_place_is_taken_with_its_tasks(announced: Act) -> None:
    with announced("plan.team", at="2026-02-04 09:00") as case:
        plan.set_team(case, NUMBER, leader="测一鸣", members=["样二航"], duties={"样二航": "核对支付数据"})
    with announced("plan.team.recuse", at="2026-02-11 09:00") as case:
        _, asked = recusal.recuse(case, NUMBER, "样二航", **ASKED, capacity="被监督单位")
        text = text_of(case, asked)
        assert asked.number == "2026-001-HB-01"
        for words in ("□自行申请回避　■当事人申请回避", "样本县社会保险服务中心", "其配偶在财务股任职", "不停止检查"):
            assert words in text, words
    with announced("plan.team.decide", at="2026-02-12 09:00") as case:
        _, paper = recusal.decide(case, NUMBER, "样二航", **GRANTED, approver="钱主任", replacement="例三川")
        text = text_of(case, paper)
        assert paper.number == "样人社监回〔2026〕1号"
        for words in (
            "申请人：样本县社会保险服务中心（被监督单位）。",
            "申请样二航回避，理由是：与本单位有利害关系。",
            "审查情况：经查，情况属实。",
            "《中华人民共和国行政处罚法》第四十三条",
            "样二航回避，自本决定作出之时起退出本次检查",
            "由例三川（行政执法证号：36012300004）担任检查组组员，接替样二航的工作",
        ):
            assert words in text, words
        assert members(case) == [
            ("测一鸣", "leader", True),
            ("样二航", "member", False),
            ("例三川", "member", True),
        ]
        new = next(m for m in case.all(TeamMember) if m.left_at is None and m.role == TeamRole.MEMBER)
        assert new.duty == "核对支付数据"


def test_a_rejected_request_gives_reasons_and_changes_nothing(announced: Act) -> None:
    with announced("x", at="2026-02-11 09:00") as case:
        recusal.recuse(case, NUMBER, "样二航", **ASKED)
        before = members(case)
    with announced("x", at="2026-02-12 09:00") as case:
        _, paper = recusal.decide(case, NUMBER, "样二航", **REJECTED, approver="钱主任")
        text = text_of(case, paper)
        assert "驳回对样二航的回避申请，样二航继续履行职责。理由：所述情况不属实。" in text
        assert members(case) == before


def test_a_leader_who_is_recused_hands_over_to_a_member(announced: Act) -> None:
    with announced("x", at="2026-02-11 09:00") as case:
        plan.set_team(case, NUMBER, leader="测一鸣", members=["样二航", "例三川"])
        recusal.recuse(case, NUMBER, "测一鸣", by=RecusalBy.SELF, reason="同学", facts="与负责人是同学")
    with announced("x", at="2026-02-12 09:00") as case:
        with pytest.raises(Incomplete, match="组长"):
            recusal.decide(case, NUMBER, "测一鸣", **GRANTED, approver="钱主任")
        _, paper = recusal.decide(case, NUMBER, "测一鸣", **GRANTED, approver="钱主任", replacement="样二航")
        assert "测一鸣（一级科员）" in text_of(case, paper)
        assert [row for row in members(case) if row[2]] == [("例三川", "member", True), ("样二航", "leader", True)]


def test_two_inspectors_must_remain(announced: Act) -> None:
    with announced("x", at="2026-02-11 09:00") as case:
        recusal.recuse(case, NUMBER, "样二航", **ASKED)
    with pytest.raises(Refused) as fault, announced("x", at="2026-02-12 09:00") as case:
        recusal.decide(case, NUMBER, "样二航", **GRANTED, approver="钱主任")
    assert "G05" in fault.value.guards


def test_of_the_head_the_leading_officials_decide_together(announced: Act) -> None:
    with announced("x", at="2026-02-11 09:00") as case:
        recusal.recuse(case, NUMBER, "钱主任", **ASKED)
    with announced("x", at="2026-02-12 09:00") as case:
        with pytest.raises(Refused, match="集体讨论决定") as fault:
            recusal.decide(case, NUMBER, "钱主任", **REJECTED, approver="钱主任")
        assert "G13" in fault.value.guards
        _, paper = recusal.decide(case, NUMBER, "钱主任", **REJECTED, collective="2026年2月12日局务会议")
        text = text_of(case, paper)
    assert "经2026年2月12日局务会议集体讨论，决定如下" in text
    assert "不是检查组成员" in text


def test_who_is_out_by_decision_does_not_come_back(announced: Act) -> None:
    with announced("x", at="2026-02-11 09:00") as case:
        recusal.recuse(case, NUMBER, "样二航", **ASKED)
    with announced("x", at="2026-02-12 09:00") as case:
        recusal.decide(case, NUMBER, "样二航", **GRANTED, approver="钱主任", replacement="例三川")
    with pytest.raises(Refused) as fault, announced("x", at="2026-02-13 09:00") as case:
        plan.set_team(case, NUMBER, leader="测一鸣", members=["样二航", "例三川"])
    assert "G08" in fault.value.guards


@pytest.mark.parametrize(
    ("name", "more", "error", "told"),
    [
        ("例三川", {**REJECTED, "approver": "钱主任"}, NotFound, "没有对例三川"),
        ("样二航", {**REJECTED, "approver": "孙科长"}, Refused, "不是机关负责人"),
        ("样二航", {**REJECTED}, Incomplete, "由谁决定"),
        ("样二航", {**REJECTED, "examined": " ", "approver": "钱主任"}, Incomplete, "内容不全"),
        ("样二航", {**REJECTED, "approver": "钱主任", "replacement": "例三川"}, Refused, "不更换人员"),
        ("样二航", {**GRANTED, "approver": "钱主任", "replacement": "样二航"}, Refused, "接替自己"),
        ("样二航", {**GRANTED, "approver": "钱主任", "replacement": "测一鸣"}, Refused, "已经是检查组的组长"),
    ],
)
def test_a_decision_that_cannot_be_is_answered_with_what_to_do(
    announced: Act, name: str, more: dict[str, Any], error: type[Exception], told: str
) -> None:
    with announced("x", at="2026-02-11 09:00") as case:
        recusal.recuse(case, NUMBER, "样二航", **ASKED)
        with pytest.raises(Refused, match="已经登记"):
            recusal.recuse(case, NUMBER, "样二航", **ASKED)
    with pytest.raises(error, match=told), announced("x", at="2026-02-12 09:00") as case:
        recusal.decide(case, NUMBER, name, **more)


def test_a_decision_before_the_request_is_refused(announced: Act) -> None:
    with announced("x", at="2026-02-11 09:00") as case:
        recusal.recuse(case, NUMBER, "样二航", **ASKED)
    with pytest.raises(Refused) as fault, announced("x", at="2026-02-10 09:00") as case:
        recusal.decide(case, NUMBER, "样二航", **REJECTED, approver="钱主任")
    assert "G56" in fault.value.guards


def test_inspecting_goes_on_while_a_request_waits(announced: Act) -> None:
    with announced("x", at="2026-02-11 09:00") as case:
        recusal.recuse(case, NUMBER, "样二航", **ASKED)
    with announced("notify.materials", at="2026-02-12 09:00") as case:
        notify.materials(case, NUMBER, lines=[{"name": "2025年支付明细"}], due_on=date(2026, 3, 2), place="科室")
        assert [found.guard for found in check(case) if found.guard in {"G08", "G13"}] == []
