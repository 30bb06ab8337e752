"""Results of inspections for the public: what is hidden, the log, approval, publication, withdrawal (D46)."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jxinspect.acts import publication
from jxinspect.acts.document_void import void
from jxinspect.errors import NotFound, Refused
from jxinspect.law.redaction import LEFT_OUT, Hidden, Hiding, named, person_names, redact
from jxinspect.law.terms import Adopted, ReplyMethod
from tests.acts.test_report import FINDINGS, adopt, consulted, deem, final, object_, text_of

IDENTITY, CARD = "360100199001010015", "6222021234567890128"
#: As they stand in papers that leave the office (G53).
COVERED, COVERED_CARD = "360100********0015", "***************0128"
YEAR = publication.Choice(date(2026, 1, 1), date(2026, 12, 31))


def test_names_numbers_and_secrets_are_hidden_and_counted_by_kind() -> None:
    words = [named("李例子"), named("李例"), Hidden(Hiding.SECRET, "甲型配方", LEFT_OUT)]
    text = f"李例子（{IDENTITY}，电话13800000000）把甲型配方的款项转入{CARD}，李例子签字，见360100********0015。"
    shown, counted = redact(text, words)
    assert shown == "李某（（略），电话（略））把（略）的款项转入（略），李某签字，见（略）。"
    assert counted == {Hiding.NAME: 2, Hiding.IDENTITY: 2, Hiding.PHONE: 1, Hiding.SECRET: 1, Hiding.BANK: 1}
    assert redact("没有什么可以隐去", words) == ("没有什么可以隐去", {})


def test_names_are_told_from_posts_and_organs() -> None:
    assert person_names(
        ["李例子（办公室主任）", "赵样本、钱示例", "财务股", "样本县社会保险服务中心", "", "一名会计"]
    ) == {
        "李例子",
        "赵样本",
        "钱示例",
    }


@pytest.fixture
def reported(office: Any, fieldwork_done: Any) -> Any:
    """`act` on a case file whose report of 2026-05-18 names people and numbers in its first finding."""
    from jxinspect.model.inspect import Finding

    facts = f"赵样本安排李例子向卡号{COVERED_CARD}支付，经手人孙不在册（{COVERED}）"
    fieldwork_done(*FINDINGS)
    with office("changed", at="2026-04-25 09:00") as case:
        case.all(Finding)[0].facts = facts
    from jxinspect.acts import report, report_round
    from tests.acts.test_report import TEXTS, serve

    with office("report.draft", at="2026-04-26 09:00") as case:
        report.draft(case, "2026-001", TEXTS)
    with office("report.consult", at="2026-04-26 15:00") as case:
        report_round.consult(case, "2026-001")
    serve(office, "D41", "2026-04-27 10:00")
    deem(office, "2026-05-17 09:00")
    final(office, "2026-05-18 09:00")
    return office


def test_the_public_reads_no_person_and_the_log_says_what_was_hidden_without_saying_it(reported: Any) -> None:
    from dataclasses import replace

    choice = replace(YEAR, mask_units=True, names=["孙不在册"], secrets=["重复领取"], why="单位申请保密")
    with reported("report.publish.draft", at="2026-06-01 09:00") as case:
        row, _, log = publication.draw_up(case, choice)
        assert row.code == "2026-公布稿-01"
        assert {(one.place, one.kind, one.times, one.why) for one in log} == {
            ("单位名称", Hiding.UNIT, 1, "本次公布不写明单位名称"),
            ("问题1的事实", Hiding.BANK, 1, "个人信息不公开（个人信息保护法 25）"),
            ("问题1的事实", Hiding.IDENTITY, 1, "个人信息不公开（个人信息保护法 25）"),
            ("问题1的事实", Hiding.NAME, 3, "个人信息不公开（个人信息保护法 25；办法 9）"),
            ("问题2的标题", Hiding.SECRET, 1, "单位申请保密"),
            ("问题2的事实", Hiding.SECRET, 1, "单位申请保密"),
        }
    with reported("report.publish.approve", at="2026-06-02 09:00") as case:
        _, paper, _ = publication.approve(case, row.code, approver="钱主任", text="同意公布")
        text = text_of(case, paper)
    assert "某社会保险经办机构（甲）" in text
    assert "1.向死亡人员发放养老金。赵某安排李某向卡号（略）支付，经手人孙某（（略））。涉及金额12,345.67元。" in text
    assert "涉及金额合计22,346.00元" in text
    for hidden in ("赵样本", "李例子", "孙不在册", "0015", "0128", "重复领取", "样本县社会保险服务中心"):
        assert hidden not in text


def test_it_is_published_after_the_approval_of_the_head_and_withdrawn_with_a_reason(reported: Any) -> None:
    with reported("report.publish.draft", at="2026-06-01 09:00") as case:
        code = publication.draw_up(case, YEAR)[0].code
    with pytest.raises(Refused) as fault, reported("report.publish.record", at="2026-06-02 08:00") as case:
        publication.record(case, code, on=date(2026, 6, 2), where="网站")
    assert fault.value.guards == ("G56",)
    with pytest.raises(Refused, match="不是机关负责人"), reported("x", at="2026-06-02 08:30") as case:
        publication.approve(case, code, approver="测一鸣", text="同意")
    with reported("report.publish.approve", at="2026-06-02 09:00") as case:
        publication.approve(case, code, approver="钱主任", text="同意")
    with pytest.raises(Refused, match="不能单独重新制发"), reported("doc.void", at="2026-06-02 10:00") as case:
        void(case, code, because="写错了", again=True)
    with pytest.raises(Refused, match="早于审批"), reported("x", at="2026-06-03 09:00") as case:
        publication.record(case, code, on=date(2026, 6, 1), where="网站")
    with reported("report.publish.record", at="2026-06-03 09:00") as case:
        publication.record(case, code, on=date(2026, 6, 3), where="网站")
    with reported("report.publish.withdraw", at="2026-06-10 09:00") as case:
        row = publication.withdraw(case, code, on=date(2026, 6, 10), why="决定被撤销")
        assert row.withdrawal == "决定被撤销"
    with pytest.raises(Refused, match="已经于2026-06-10撤回"), reported("x", at="2026-06-11 09:00") as case:
        publication.withdraw(case, code, on=date(2026, 6, 11), why="再撤")


def test_a_period_without_reports_has_nothing_to_publish(reported: Any) -> None:
    with pytest.raises(NotFound), reported("x", at="2026-06-01 09:00") as case:
        publication.draw_up(case, publication.Choice(date(2026, 1, 1), date(2026, 4, 30)))


def test_a_report_that_was_corrected_meanwhile_is_not_approved_for_the_public(office: Any, fieldwork_done: Any) -> None:
    from jxinspect.acts import report

    consulted(office, fieldwork_done)
    deem(office, "2026-05-17 09:00")
    final(office, "2026-05-18 09:00")
    with office("report.publish.draft", at="2026-05-18 10:00") as case:
        code = publication.draw_up(case, YEAR)[0].code
    object_(office, "2026-05-19 09:00", "有误", method=ReplyMethod.POST, posted_on=date(2026, 5, 13))
    right = {"reason": "属实", "change": "改正", "finding": 2, "corrected": {"amount": 500_000}}
    adopt(office, "2026-05-20 09:00", 1, result=Adopted.FULLY, **right)
    with pytest.raises(Refused, match="正在更正"), office("report.publish.draft", at="2026-05-20 10:00") as case:
        publication.draw_up(case, YEAR)
    with office("report.correct", at="2026-05-21 09:00") as case:
        report.correct(case, "2026-001", signed_by="钱主任")
    with pytest.raises(Refused, match="已经更正"), office("report.publish.approve", at="2026-05-22 09:00") as case:
        publication.approve(case, code, approver="钱主任", text="同意")


def test_publishing_on_the_command_line(jx: Callable[..., Any], case_path: Path, reported: Any, tmp_path: Path) -> None:
    def line(text: str) -> Any:
        day, hour, *words = shlex.split(text)
        return jx("-C", str(case_path), "--as", "测一鸣", "--at", f"{day} {hour}", *words)

    drawn = line("2026-06-01 09:00 report publish draft --from 2026-01-01 --to 2026-06-30")
    assert (drawn.code, "公布稿已拟制：2026-公布稿-01" in drawn.out) == (0, True)
    code = "2026-公布稿-01"
    assert line(f"2026-06-01 09:10 report publish preview {code} --out {tmp_path}").code == 0
    assert any(path.suffix == ".docx" for path in tmp_path.iterdir())
    logged = line(f"2026-06-01 09:20 report publish log {code} --format json").json["rows"]
    assert {row["kind"] for row in logged} == {"name", "identity", "bank"}
    assert "0128" not in str(logged)
    approved = line(f"2026-06-02 09:00 report publish approve {code} --approver 钱主任 --text 同意")
    assert "2026-07-01" in approved.out  # twenty working days; the 19th of June is a holiday
    assert "公布检查结果：2026-公布稿-01" in line("2026-06-03 09:00 status").out
    assert line(f"2026-06-03 10:00 report publish record {code} --where 网站").code == 0
    late = line(f"2026-08-10 10:00 report publish withdraw {code} --why 决定被撤销 --changed-on 2026-08-03")
    assert "应当在2026-08-06以前" in late.err
    assert line("2026-08-10 11:00 report publish list --format json").json["rows"][0]["state"] == "withdrawn"
    shown = line(f"2026-08-10 11:00 --json report publish show {code}").json
    assert shown["withdrawal"] == "决定被撤销"
