"""The report of an off-site inspection (D45, 办法 23(三)), and that asking for comment is reminded of (G62)."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from jxinspect.acts import evidence, flag_confirm, flag_reply, flag_triage, inspect, rectify, report
from jxinspect.acts.check import check
from jxinspect.documents.readback import read_paragraphs
from jxinspect.errors import Incomplete, Refused
from jxinspect.law.flag import DecisionKind
from jxinspect.law.terms import State
from jxinspect.model.dataset import Dataset, DatasetFile
from jxinspect.model.evidence import Evidence
from jxinspect.model.plan import Inspection, Staff
from jxinspect.model.report import Report
from tests.flags import NUMBER, filled

Act = Callable[..., Any]
TEXTS: dict[str, Any] = {
    "background": "该中心发放全县城乡居民养老待遇。",
    "evaluation": "基金收支基本规范，死亡信息比对不及时。",
    "opinion": "责成追回多发的待遇。",
    "suggestions": "建立与民政部门按月比对的制度。",
}


@pytest.fixture
def answered(sent: Act, once: Callable[..., Any], tmp_path: Path) -> Act:
    """The unit has answered: R01-0001 is true (6400 yuan), R01-0002 is not; the first is a finding."""

    def made() -> None:
        file = filled(sent, tmp_path / "反馈.xlsx")
        with sent("inspect.flag.reply", at="2026-03-13 09:00") as case:
            flag_reply.reply(case, NUMBER, file, giver="李例子")
        with sent("inspect.commit", at="2026-03-13 10:00") as case:
            inspect.commit(case, NUMBER, signer="赵样本", post="主任", refused=True, reason="须请示上级")
        with sent("inspect.finding", at="2026-03-16 09:00") as case:
            flag_confirm.confirm(case, NUMBER, ["R01-0001"])

    once(made)
    return sent


def test_a_commitment_off_site_names_the_system_its_moment_and_the_notice_that_asked_for_the_data(sent: Act) -> None:
    with sent("inspect.commit", at="2026-03-13 10:00") as case:
        with pytest.raises(Incomplete) as missing:
            inspect.commit(case, NUMBER, signer="赵样本", post="主任")
        assert list(missing.value.items) == [
            "电子数据所在系统的名称和版本（--system）",
            "电子数据的导出时间（--exported-at）",
        ]
        moment = case.at - timedelta(days=2)
        _, paper = inspect.commit(
            case, NUMBER, signer="赵样本", post="主任", system="样本经办系统 3.2", exported_at=moment
        )
        assert paper is not None
        text = text_of(case.objects.get(paper.sha256))
    assert "资料清单：非现场检查通知书（样人社监非通〔2026〕1号）" in text
    assert "系统名称和版本：样本经办系统 3.2；导出时间：2026年3月11日10时00分。" in text


def text_of(paper: bytes) -> str:
    with zipfile.ZipFile(BytesIO(paper)) as package:
        return "\n".join(read_paragraphs(package.read("word/document.xml")))


def reported(act: Act, **more: Any) -> tuple[str, bytes]:
    """The text of the report, and its workbook."""
    with act("report.offsite", at="2026-03-20 09:00", ack=("G62",)) as case:
        _, (paper, book) = report.offsite(case, NUMBER, signed_by="钱主任", texts=TEXTS, **more)
        return text_of(case.objects.get(paper.sha256)), case.objects.get(book.sha256)


def test_the_report_tells_data_rules_flags_and_what_came_of_them(answered: Act) -> None:
    text, _ = reported(answered, on_site="冒领集中在两个乡镇，建议飞行检查。")
    assert "实施了非现场检查" in text
    assert "死亡后继续领取待遇" in text
    assert "0123456789ab" in text  # the version of the rule
    assert "属实金额6,400.00元" in text
    assert "冒领集中在两个乡镇，建议飞行检查。" in text
    assert "本次非现场检查没有征求被监督单位的意见。" in text
    with answered("look", dry_run=True) as case:
        assert case.all(Inspection)[0].state == State.REPORTED


def test_the_opinion_and_its_ledger_take_over_what_the_unit_said_had_come_back(answered: Act) -> None:
    # The unit's answer: 6400 yuan too much, of which 1400 came back.
    reported(answered)
    with answered("rectify.opinion", at="2026-03-23 09:00") as case:
        _, (letter, book), (line,) = rectify.opinion(case, NUMBER)
        text = text_of(case.objects.get(letter.sha256))
        sheet = openpyxl.load_workbook(BytesIO(case.objects.get(book.sha256)))["整改台账"]
    assert (line.recover, line.recovered) == (640_000, 140_000)
    assert "应追回6,400.00元（人民币陆仟肆佰元整），其中已追回1,400.00元，未追回5,000.00元。" in text
    assert "应追回金额合计6,400.00元（人民币陆仟肆佰元整），其中已追回1,400.00元，未追回5,000.00元。" in text
    assert "下发核查属实或者部分属实1个。" in text  # a letter to the unit does not speak of 被监督单位
    assert "出具了非现场检查报告（样人社监报〔2026〕1号）" in text
    titles, row = ([cell.value for cell in sheet[n]] for n in (4, 5))
    told = {title: row[place] for place, title in enumerate(titles)}
    assert (told["应追回"], told["已追回"], told["未追回"]) == (6400, 1400, 5000)
    assert (told["整改期限"], told["延期批准"]) == ("自收到之日起30日内", "/")


def test_the_command_says_what_it_took_over(
    answered: Act, case_path: Path, jx: Callable[..., Any], clock_at: Callable[[str], object]
) -> None:
    reported(answered)
    clock_at("2026-11-23 09:00")
    ended = jx("-C", str(case_path), "--as", "测一鸣", "--at", "2026-03-23 09:00", "rectify", "opinion", NUMBER)
    assert (ended.code, "此前已追回    1. 1,400.00元" in ended.out) == (0, True), ended.err + ended.out


def test_less_to_be_recovered_than_came_back_leaves_nothing_owed(answered: Act) -> None:
    reported(answered)
    with answered("rectify.opinion", at="2026-03-23 09:00") as case:
        line = rectify.opinion(case, NUMBER, rectify.Demands(recover={1: 100_000}))[2][0]
    assert (line.recover, line.recovered) == (100_000, 100_000)


def loaded(act: Act, title: str, source: str, table: str) -> None:
    """A dataset of one file, which somebody handed over."""
    with act("inspect.evidence", at="2026-03-13 11:00") as case:
        evidence.add(case, NUMBER, title=title, source=source, proves="比对的数据")
    with act("look", at="2026-03-13 11:05") as case:
        inspection, file = case.all(Inspection)[0].id, case.all(Evidence)[-1].id
        data = Dataset(
            inspection_id=inspection, at=case.at, number=title, table=table, extract_on=case.at.date(),
            rows_read=3, rows_kept=3, rows_refused=0, digest="0" * 64,
        )  # fmt: skip
        case.add(data)
        case.add(
            DatasetFile(
                inspection_id=inspection, dataset_id=data.id, evidence_id=file, file=title, form="csv",
                rows_read=3, rows_kept=3, rows_refused=0,
            )
        )  # fmt: skip


def test_each_table_is_told_with_who_handed_it_over(answered: Act) -> None:
    loaded(answered, "发放", "样本县社会保险服务中心", "pay")
    loaded(answered, "死亡", "样本县民政局", "x_death")
    text, _ = reported(answered)
    assert "样本县社会保险服务中心报送（1个文件）" in text
    assert "样本县民政局提供（1个文件）" in text


def test_the_workbook_has_every_rule_with_its_figures(answered: Act) -> None:
    with answered("inspect.flag.triage", at="2026-03-16 10:00") as case:
        flag_triage.decide(case, NUMBER, DecisionKind.EXCLUDE, flag_triage.Wanted(rules=("R15",)), ground="minor")
    _, book = reported(answered)
    sheet = openpyxl.load_workbook(BytesIO(book))["规则和疑点"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    heads = next(row for row in rows if row[0] == "规则")
    told = {row[0]: dict(zip(heads, row, strict=True)) for row in rows if row[0] in ("R01", "R15")}
    assert {**told["R01"], "版本": ""} == {
        **told["R01"],
        "版本": "",
        "命中行": 5,
        "疑点": 2,
        "属实": 1,
        "属实金额（元）": 6400,
    }
    assert (told["R15"]["排除"], told["R15"]["排除的理由"]) == (1, "金额轻微，另行督促整改1个")


def objections(act: Act) -> list[str]:
    with act("check", dry_run=True) as case:
        return [one.guard for one in check(case) if one.guard in ("G31", "G62")]


def test_who_did_not_ask_the_unit_for_comment_has_to_say_that_he_knows(answered: Act) -> None:
    with pytest.raises(Refused) as refusal, answered("report.offsite", at="2026-03-20 09:00") as case:
        report.offsite(case, NUMBER, signed_by="钱主任", texts=TEXTS)
    assert refusal.value.guards == ("G62",)
    reported(answered)
    assert objections(answered) == []


def test_check_finds_a_report_without_comment_that_nobody_acknowledged(answered: Act) -> None:
    with answered("look", at="2026-03-20 09:00") as case:
        signer = next(one for one in case.all(Staff) if one.name == "钱主任")
        inspection = case.all(Inspection)[0]
        case.add(Report(inspection_id=inspection.id, at=case.at, signed_by=signer.id, **TEXTS))
    assert objections(answered) == ["G62"]
