"""Versions of a report: texts, what each told of its findings, annexes that add up, corrections (办法 3, 22(四))."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from jxinspect.documents.report_annex import agree
from jxinspect.errors import Incomplete, NotFound, Refused, Usage
from jxinspect.law.terms import Adopted, FundType, ReplyMethod, State
from tests.acts.test_report import FINDINGS, TEXTS, adopt, consulted, deem, final, object_, serve, text_of


def change(office: Any, seq: int, at: str = "2026-04-25 09:00", **columns: Any) -> None:
    from jxinspect.acts.inspect_finding import set_finding

    with office("inspect.finding", at=at) as case:
        set_finding(case, "2026-001", seq, **columns)


def drafted(office: Any, at: str = "2026-04-26 09:00", **texts: str) -> Any:
    from jxinspect.acts import report

    with office("report.draft", at=at) as case:
        row, papers = report.draft(case, "2026-001", TEXTS | texts)
        return row, [case.objects.get(paper.sha256) for paper in papers], papers


def sheets(data: bytes) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_the_annex_sums_the_findings_by_matter_violation_fund_and_year(office: Any, fieldwork_done: Any) -> None:
    fieldwork_done(("死亡冒领", 100_00), ("重复领取", 250_50), ("制度不全", None))
    change(office, 1, violation_code="V29-5", matter="CL-11-4", fund=FundType.PENSION_ENTERPRISE)
    change(office, 2, matter="CL-11-4", fund=FundType.PENSION_RESIDENT, period_from=row_day("2024-03-01"))
    _, (_, workbook), papers = drafted(office)
    assert [paper.number for paper in papers] == ["2026-001-稿1", "2026-001-稿1附件"]
    book = sheets(workbook)
    assert list(book) == ["问题明细", "按检查事项汇总", "按违法情形汇总", "按险种汇总", "按所属年度汇总"]
    assert [[row[0], row[1], row[8], row[9], row[11]] for row in book["问题明细"][4:7]] == [
        [1.0, "死亡冒领", 100.0, 3.0, "2026-001-ZJ-001"],
        [2.0, "重复领取", 250.5, 3.0, "2026-001-ZJ-002"],
        [3.0, "制度不全", "", "", "2026-001-ZJ-003"],
    ]
    assert book["按险种汇总"][4:6] == [
        ["企业职工基本养老保险基金", 2.0, 100.0, 3.0],
        ["城乡居民基本养老保险基金", 1.0, 250.5, 3.0],
    ]
    assert [row[:3] for row in book["按所属年度汇总"] if row[0] in ("2025", "2024-2025")] == [
        ["2024-2025", 1.0, 250.5],
        ["2025", 2.0, 100.0],
    ]
    told = "".join(str(cell) for row in book["按检查事项汇总"] for cell in row)
    assert "涉及金额（元）合计 350.50 元" in told
    assert "核对：按检查事项汇总的合计与问题明细一致，共3项，金额350.50元，6人次。" in told


def test_an_annex_whose_sums_are_not_those_of_the_findings_is_not_made() -> None:
    rows = [{"金额": 100, "人次": 1}, {"金额": 50, "人次": 0}]
    agree("险种", [{"项数": 2, "金额": 150, "人次": 1}], rows)
    with pytest.raises(Incomplete, match="不一致"):
        agree("险种", [{"项数": 2, "金额": 149, "人次": 1}], rows)


def test_a_draft_names_every_finding_that_lacks_something_at_once(office: Any, fieldwork_done: Any) -> None:
    from jxinspect.model.inspect import Finding

    fieldwork_done(*FINDINGS, ("制度不全", None))
    with office("changed", at="2026-04-25 09:00") as case:
        first, _, third = case.all(Finding)
        first.evidence, third.basis = [], []
    with pytest.raises(Refused) as fault:
        drafted(office)
    assert fault.value.guards == ("G35",)
    assert ["证据" in fault.value.items[0], "依据条款" in fault.value.items[1]] == [True, True]


def test_a_letter_asks_about_the_findings_as_they_are(office: Any, fieldwork_done: Any) -> None:
    from jxinspect.acts import report_round

    fieldwork_done(*FINDINGS)
    drafted(office)
    change(office, 2, at="2026-04-26 10:00", amount=9_000_00)
    with pytest.raises(Refused) as fault, office("report.consult", at="2026-04-26 15:00") as case:
        report_round.consult(case, "2026-001")
    assert fault.value.items == ("修改：重复领取养老金",)
    assert "形成稿2" in fault.value.todo
    drafted(office, "2026-04-26 11:00")
    with office("report.consult", at="2026-04-26 15:00") as case:
        _, letter, _ = report_round.consult(case, "2026-001")
        assert "检查发现问题明细和汇总表（电子表格）" in text_of(case, letter)


def test_texts_are_kept_in_versions_and_compared_sentence_by_sentence(office: Any, fieldwork_done: Any) -> None:
    from jxinspect.acts import report_version
    from jxinspect.store.records import inspection_records

    fieldwork_done(*FINDINGS)
    with office("report.text", at="2026-04-25 09:00") as case:
        row, state = report_version.write(case, "2026-001", TEXTS, "初稿")
        assert (row.n, state) == (1, State.FIELD_CLOSED)
    with pytest.raises(Refused, match="没有变化"), office("report.text", at="2026-04-25 10:00") as case:
        report_version.write(case, "2026-001", {"opinion": "责令限期改正。"})
    with office("report.text", at="2026-04-25 11:00") as case:
        given = {"evaluation": "基金收支管理总体规范，内部控制不严。", "prevention": "接入死亡信息共享。"}
        report_version.write(case, "2026-001", given, "按科长意见")
    row, (paper, _), _ = drafted(office, prevention="")
    assert row.prevention == "接入死亡信息共享。"
    with office("looks") as case:
        records = inspection_records(case, "2026-001")
        first, second = (report_version.version(records, n) for n in (1, 2))
        assert [(d.title, d.pieces) for d in report_version.compared(first, second)] == [
            ("检查评价", (("-", TEXTS["evaluation"]), ("+", given["evaluation"]))),
            ("预防性建议", (("+", "接入死亡信息共享。"),)),
        ]
        assert report_version.version(records, None).n == 3  # TEXTS were given again with the draft
        assert first.evaluation == TEXTS["evaluation"]
    assert paper


def test_texts_are_edited_in_the_editor_of_the_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from jxinspect.ui import editor

    script = tmp_path / "ed.py"
    script.write_text(
        "import sys, pathlib\np = pathlib.Path(sys.argv[1])\n"
        "p.write_text(p.read_text('utf-8').replace('规范', '不规范'), 'utf-8')\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("VISUAL", f"{sys.executable} {script}")
    monkeypatch.setattr(sys, "stdin", type("Terminal", (), {"isatty": lambda self: True})())
    assert editor.edit("# 检查评价\n规范\n", flag="--file 文件") == "# 检查评价\n不规范\n"
    assert editor.edit("# 检查评价\n好\n", flag="--file 文件") is None
    monkeypatch.setenv("VISUAL", "no-such-editor-here")
    with pytest.raises(Usage, match="编辑器打不开"):
        editor.edit("", flag="--file 文件")


def test_evidence_for_and_against_the_unit_stands_in_the_draft_once_it_was_checked(
    office: Any, fieldwork_done: Any
) -> None:
    from jxinspect.acts import report, report_version

    fieldwork_done(*FINDINGS)
    given = {"against": "支付明细与死亡登记逐人比对", "favour": "已调取停发申请，予以采信"}
    with pytest.raises(Incomplete), office("report.objectivity", at="2026-04-25 08:00") as case:
        report_version.check_objectivity(case, "2026-001", against="比对", favour=" ")
    with office("report.objectivity", at="2026-04-25 09:00") as case:
        report_version.check_objectivity(case, "2026-001", **given, gaps="还没有询问经办人")
        assert report.unchecked_objectivity(case, "2026-001") == "证据还没有收集齐全：还没有询问经办人"
    _, _, (paper, _) = drafted(office)
    with office("report.objectivity", at="2026-04-26 10:00") as case:
        assert "有利的证据" not in text_of(case, paper)
        report_version.check_objectivity(case, "2026-001", **given)
        assert report.unchecked_objectivity(case, "2026-001") == ""
    _, _, (paper, _) = drafted(office, "2026-04-26 11:00")
    with office("looks", at="2026-04-26 12:00") as case:
        assert "对你单位有利的证据：已调取停发申请，予以采信。" in text_of(case, paper)


def correct(office: Any, at: str) -> str:
    from jxinspect.acts import report

    with office("report.correct", at=at) as case:
        _, (paper, *_) = report.correct(case, "2026-001", signed_by="钱主任")
        assert paper.title == "检查报告（更正）"
        return text_of(case, paper)


def test_an_opinion_posted_in_time_that_comes_after_the_report_corrects_it_where_it_is_right(
    office: Any, fieldwork_done: Any
) -> None:
    consulted(office, fieldwork_done)
    deem(office, "2026-05-17 09:00")
    assert "与征求意见稿相比，本报告的问题没有变化。" in final(office, "2026-05-18 09:00")
    with pytest.raises(Refused, match="没有可以更正检查报告的意见"):
        correct(office, "2026-05-19 08:00")
    row, _, _ = object_(
        office, "2026-05-19 09:00", "第二项金额有误", method=ReplyMethod.POST, posted_on=row_day("2026-05-13")
    )
    assert row.in_time
    object_(office, "2026-05-19 10:00", "还有一条", method=ReplyMethod.POST, posted_on=row_day("2026-05-13"))
    right = {"reason": "核对回单属实", "change": "金额改正", "finding": 2, "corrected": {"amount": 500_000}}
    adopt(office, "2026-05-20 09:00", 1, result=Adopted.FULLY, **right)
    with pytest.raises(Refused) as fault:
        correct(office, "2026-05-20 10:00")
    assert fault.value.guards == ("G33",)
    adopt(office, "2026-05-20 11:00", 2, result=Adopted.NOT, reason="凭证与账簿一致")
    text = correct(office, "2026-05-21 09:00")
    assert "我机关2026年5月18日出具检查报告（样人社监报〔2026〕1号）以后，收到你单位在期限内提出的书面意见" in text
    assert "与原检查报告相比，本报告的问题修改1项。" in text
    assert "重复领取养老金\n修改\n10,000.33元\n5,000.00元\n采纳第1条意见：核对回单属实。" in text
    with pytest.raises(Refused, match="没有可以更正检查报告的意见"):
        correct(office, "2026-05-22 09:00")


def row_day(text: str) -> Any:
    from datetime import date

    return date.fromisoformat(text)


def test_an_opinion_after_the_report_that_is_not_right_leaves_it(office: Any, fieldwork_done: Any) -> None:
    consulted(office, fieldwork_done)
    deem(office, "2026-05-17 09:00")
    final(office, "2026-05-18 09:00")
    object_(office, "2026-05-19 09:00", "不属实", method=ReplyMethod.POST, posted_on=row_day("2026-05-13"))
    adopt(office, "2026-05-20 09:00", 1, result=Adopted.NOT, reason="凭证与账簿一致")
    with pytest.raises(Refused, match="没有可以更正检查报告的意见"):
        correct(office, "2026-05-21 09:00")


def test_an_opinion_that_came_too_late_is_answered_and_the_report_says_when(office: Any, fieldwork_done: Any) -> None:
    from jxinspect.acts import report_round

    consulted(office, fieldwork_done)
    object_(office, "2026-05-14 08:00", "期间有误")
    deem(office, "2026-05-17 09:00")
    with office("report.answer", at="2026-05-17 10:00") as case:
        row, late = report_round.answer_late(case, "2026-001", text="逾期", method=ReplyMethod.HANDED)
        assert row.objection_id == late.id
    with pytest.raises(NotFound), office("report.answer", at="2026-05-17 11:00") as case:
        report_round.answer_late(case, "2026-001", text="再答", method=ReplyMethod.HANDED)
    text = final(office, "2026-05-18 09:00")
    assert "2026年5月14日，我机关收到你单位逾期提出的书面意见，已经登记，并于2026年5月17日答复你单位。" in text


def test_days_around_the_national_holiday_decide_what_is_late(office: Any, fieldwork_done: Any) -> None:
    consulted(office, fieldwork_done, received="2026-09-17 09:00")  # the tenth working day is the 8th of October
    with pytest.raises(Refused) as fault:
        deem(office, "2026-10-11 23:00")
    assert "最早2026-10-12可以记录" in fault.value.what
    last, _, _ = object_(office, "2026-10-12 09:00", "有误", method=ReplyMethod.POST, posted_on=row_day("2026-10-08"))
    late, _, _ = object_(office, "2026-10-12 10:00", "有误", method=ReplyMethod.POST, posted_on=row_day("2026-10-09"))
    assert (last.in_time, late.in_time) == (True, False)


def test_what_changed_since_a_draft_is_shown_before_the_report_is_out(
    jx: Any, case_path: Path, office: Any, fieldwork_done: Any
) -> None:
    consulted(office, fieldwork_done)
    shown = jx("-C", str(case_path), "report", "changes", "2026-001")
    assert "问题与稿1相比没有变化" in shown.err
    object_(office, "2026-05-08 09:00", "第二项金额有误")
    right = {"reason": "核对回单属实", "change": "金额改正", "finding": 2, "corrected": {"amount": 500_000}}
    adopt(office, "2026-05-11 09:00", 1, result=Adopted.FULLY, **right)
    (row,) = jx("-C", str(case_path), "report", "changes", "2026-001", "--format", "json").json["rows"]
    assert (row["kind"], row["before"], row["after"], row["columns"]) == ("修改", 1_000_033, 500_000, "金额")
    assert jx("-C", str(case_path), "report", "changes", "2026-001", "--draft", "7").code == 3
    edited = jx("-C", str(case_path), "--as", "测一鸣", "report", "text", "edit", "2026-001")
    assert (edited.code, "改用 --file 文件" in edited.err) == (2, True)


def test_check_finds_a_finding_that_was_changed_after_the_unit_had_been_told(
    jx: Any, case_path: Path, office: Any, fieldwork_done: Any
) -> None:
    from jxinspect.model.inspect import Finding

    def breaches() -> list[bool]:
        found = jx("-C", str(case_path), "--json", "check", "2026-001", "--guard", "G55").out
        return ["重复领取养老金" in found, "没有采纳意见的记录" in found]

    consulted(office, fieldwork_done)
    assert breaches() == [False, False]
    with office("behind the back", at="2026-05-08 09:00") as case:
        case.all(Finding)[1].amount = 100
    assert breaches() == [True, True]


def test_an_opinion_posted_in_time_is_examined_even_when_the_inspection_is_closed(
    office: Any, fieldwork_done: Any
) -> None:
    from jxinspect.model.plan import Inspection

    consulted(office, fieldwork_done)
    deem(office, "2026-05-17 09:00")
    final(office, "2026-05-18 09:00")
    with office("closed", at="2026-05-18 10:00") as case:
        case.all(Inspection)[0].state = State.CLOSED
    object_(office, "2026-05-19 09:00", "有误", method=ReplyMethod.POST, posted_on=row_day("2026-05-13"))
    right = {"reason": "属实", "change": "删去", "finding": 2, "withdraws": True}
    adopt(office, "2026-05-20 09:00", 1, result=Adopted.FULLY, **right)
    assert "重复领取养老金\n删去\n10,000.33元\n—\n采纳第1条意见：属实。" in correct(office, "2026-05-21 09:00")
    serve(office, "D44", "2026-05-21 10:00")
