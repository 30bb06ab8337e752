"""Talks and inquiries that urge an overdue unit: notice, minutes, requirements, answers (办法 24(一))."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest

from jxinspect.errors import Incomplete, Refused
from jxinspect.law.terms import RectifyType, State

Line = Callable[[str], Any]
TALK = "rectify talk issue 2026-001 --reason overdue --time 2026-06-12T09:00"
MINUTES = (
    "rectify talk record 2026-001 --host 孙科长 --present 测一鸣 --recorder 测一鸣 --attended 赵样本（主任） "
    "--problem 第1项逾期 --statement 接受意见，月底前完成 --require 1:追回余款=2026-06-30 "
    "--require 每月报告进展=2026-07-10"
)
ANSWER = "rectify inquiry reply 2026-001 --received 2026-06-18 --signer 赵样本 --handling 继续督促"


@pytest.fixture
def rectifying(office: Any, fieldwork_done: Any) -> Any:
    """The office with a ledger of two lines, due on 2026-06-08 and 2026-06-30."""
    from jxinspect.model.inspect import Finding
    from jxinspect.model.rectify import LedgerItem, RectificationOpinion
    from jxinspect.store.records import inspection_records

    fieldwork_done(("多发养老金", 12_345_67), ("制度不完善", None))
    with office("fixture", at="2026-05-08 09:00") as case:
        records = inspection_records(case, "2026-001")
        of: dict[str, Any] = {"inspection_id": records.inspection.id}
        case.add(RectificationOpinion(**of, at=case.at, contact="测一鸣", phone="1"))
        days = (date(2026, 6, 8), date(2026, 6, 30))
        for one, due in zip(records.of(Finding), days, strict=True):
            case.add(
                LedgerItem(
                    **of, finding_id=one.id, seq=one.seq, type=RectifyType.AT_ONCE, demand="改正", due_on=due,
                    recover=one.amount or 0,
                )
            )  # fmt: skip
        records.inspection.state = State.RECTIFYING
    return office


def text_of(office: Any, kind: str) -> str:
    from jxinspect.documents.readback import read_paragraphs
    from jxinspect.store.records import inspection_records

    with office("look", dry_run=True) as case:
        paper = inspection_records(case, "2026-001").documents(kind)[-1]
        with ZipFile(BytesIO(case.objects.get(paper.sha256))) as package:
            return "\n".join(read_paragraphs(package.read("word/document.xml")))


def test_a_talk_about_what_is_overdue_leaves_requirements_with_days_in_ledger_and_status(
    rectifying: Any, line: Line
) -> None:
    status = line("2026-06-10 08:00 status 2026-001").out
    assert "整改逾期，可以约谈　jxinspect rectify talk issue 2026-001" in status
    told = line(f"2026-06-10 09:00 {TALK}")
    assert "整改意见书要求的1项整改事项逾期没有完成" in told.out
    notice = text_of(rectifying, "D51")
    assert "2026年6月12日9时00分" in notice.replace(" ", "")
    assert ("多发养老金" in notice, "制度不完善" in notice) == (True, False)
    held = line(f"2026-06-12 09:00 {MINUTES} --ended 10:00")
    assert "1. 追回余款（2026-06-30前）" in held.out
    minutes = text_of(rectifying, "D52")
    for words in ("接受意见，月底前完成。", "孙科长（科长）", "赵样本（主任）", "第1项", "2026年7月10日"):
        assert words in minutes
    assert "约谈要求1：追回余款" in line("2026-06-12 10:30 status 2026-001").out
    assert line("2026-06-12 10:40 rectify talk met 2026-001 1 --text 余款已退回").code == 0
    assert line("2026-06-12 10:45 rectify talk met 2026-001 1 --text 再记").code == 4
    rows = line("2026-06-12 10:50 rectify talk list --format json").json["rows"]
    assert [(row["seq"], row["line"], row["standing"]) for row in rows] == [(1, 1, "已落实"), (2, None, "逾期")]
    assert _course(rectifying) == (
        "2026年6月12日9时00分：约谈要求2026年6月30日前追回余款；2026年6月12日10时40分：约谈要求1已落实，余款已退回"
    )


def _course(office: Any) -> str:
    """进展 of the first line, as the workbook of the ledger tells it."""
    from jxinspect.documents.issue import facts_of
    from jxinspect.documents.rectify import d49
    from jxinspect.store.records import inspection_records

    with office("look", at="2026-06-12 11:00", dry_run=True) as case:
        records = inspection_records(case, "2026-001")
        fields: Any = d49(facts_of(case, records.inspection, records, case.at.date(), "x"))
        return str(fields["事项"][0]["进展"])


def test_a_talk_for_being_overdue_needs_something_overdue(rectifying: Any, line: Line) -> None:
    early = line("2026-06-05 09:00 rectify talk issue 2026-001 --reason overdue --time 2026-06-12T09:00")
    assert (early.code, "没有逾期的整改事项" in early.err) == (4, True)
    other = line(f"2026-06-10 09:00 {TALK} --line 2")
    assert (other.code, "第2项整改没有逾期" in other.err) == (4, True)
    assert line(f"2026-06-10 09:00 {TALK} --line 1").code == 0


@pytest.mark.parametrize("reason", ["agreement", "obstruction"])
def test_the_regulation_on_handling_reaches_no_handling_agency(rectifying: Any, line: Line, reason: str) -> None:
    refused = line(
        f"2026-06-10 09:00 rectify talk issue 2026-001 --reason {reason} --matter 违约 --time 2026-06-12T09:00"
    )
    assert refused.code == 4
    assert "社会保险经办条例 48、57" in refused.err


def test_a_service_organisation_that_refuses_is_called_under_the_regulation(office: Any, fieldwork_done: Any) -> None:
    from jxinspect.acts import rectify_talk
    from jxinspect.law.measure import TalkReason

    fieldwork_done(("签到不符", 12_000_00), unit_name="样本县示例职业培训学校")
    with office("rectify.talk", at="2026-05-10 09:00") as case:
        when = case.at.replace(day=12)
        row, _ = rectify_talk.notify(
            case, "2026-001", reason=TalkReason.OBSTRUCTION, matter="拒绝提供签到表", meet_at=when
        )
    assert row.basis == ["办法 24(一)", "社会保险经办条例 57"]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("--host 孙科长 --recorder 孙科长", "不足两人"),
        ("--host 孙科长 --present 测一鸣 --require 早了=2026-06-12", "不晚于约谈的日期"),
    ],
)
def test_minutes_want_two_of_the_agency_and_days_to_come(rectifying: Any, line: Line, wrong: str, told: str) -> None:
    line(f"2026-06-10 09:00 {TALK}")
    words = (
        "--attended 赵样本 --problem 逾期 --statement 接受 --require 完成=2026-06-30 --recorder 孙科长 --ended 10:00"
    )
    refused = line(f"2026-06-12 09:00 rectify talk record 2026-001 {words} {wrong}")
    assert (refused.code, told in refused.err) == (5, True)


def test_an_answer_to_an_inquiry_is_judged_point_by_point(rectifying: Any, line: Line) -> None:
    asked = line("2026-06-10 09:00 rectify inquiry issue 2026-001 --overdue --due 2026-06-17")
    assert "整改事项第1项没有按期完成的原因" in asked.out
    assert "2026年6月17日前（含当日）" in text_of(rectifying, "D53")
    waiting = line("2026-06-16 09:00 --json status 2026-001").json["deadlines"]
    assert [d["due_on"] for d in waiting if d["what"].startswith("函询回复")] == ["2026-06-17"]
    bare = line(f"2026-06-22 09:00 {ANSWER} --doubted 人已死亡")
    assert (bare.code, "没有写不采信的理由：人已死亡" in bare.err) == (5, True)
    assert line(f"2026-06-22 09:00 {ANSWER} --believed 已申请执行 --doubted 人已死亡=户籍显示健在").code == 0
    paper = text_of(rectifying, "D54")
    for words in ("否，逾期", "不采信", "户籍显示健在。", "继续督促。"):
        assert words in paper
    assert line(f"2026-06-22 09:30 {ANSWER} --believed 又来").code == 3
    assert "已回复（逾期）" in line("2026-06-22 09:30 rectify inquiry list --format lines").out


def test_an_inquiry_asks_something_and_by_a_day_to_come(office: Any, fieldwork_done: Any) -> None:
    from jxinspect.acts import rectify_inquiry

    fieldwork_done(("多发", 100))
    with office("rectify.inquiry", at="2026-05-10 09:00") as case, pytest.raises(Incomplete) as fault:
        rectify_inquiry.inquire(case, "2026-001", due_on=date(2026, 5, 10))
    assert len(fault.value.items) == 2


def test_a_talk_lies_in_the_future(rectifying: Any) -> None:
    from jxinspect.acts import rectify_talk
    from jxinspect.law.measure import TalkReason

    with rectifying("rectify.talk", at="2026-06-10 09:00") as case:
        with pytest.raises(Incomplete, match="约谈时间有误"):
            rectify_talk.notify(case, "2026-001", reason=TalkReason.OVERDUE, meet_at=case.at)
        with pytest.raises(Refused, match="不能以"):
            rectify_talk.notify(case, "2026-001", reason=TalkReason.AGREEMENT, meet_at=case.at)
