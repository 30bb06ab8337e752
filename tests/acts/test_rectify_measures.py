"""Circular and recommendation: approval, words of a penalty, what the violations propose (办法 24, G47)."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest

from jxinspect.law.recommend import KINDS, proposed
from jxinspect.law.terms import State
from jxinspect.law.violations import VIOLATIONS

Line = Callable[[str], Any]
CIRCULAR = "rectify circular issue 2026-001 --cause 内控不健全 --demand 自查 --to 各乡镇便民服务中心 --to 各培训机构"
RECOMMEND = "rectify recommend issue 2026-001 --organ 样本县纪委监委"


@pytest.fixture
def reported(office: Any, fieldwork_done: Any) -> Any:
    """A report with a handling agency's violation of 办法 29(一) and a finding without a code."""
    from jxinspect.model.inspect import Finding
    from jxinspect.store.records import inspection_records

    fieldwork_done(("多发养老金", 12_345_67), ("制度不完善", None))
    with office("fixture", at="2026-05-08 09:00") as case:
        records = inspection_records(case, "2026-001")
        records.of(Finding)[0].violation = "V29-1"
        records.inspection.state = State.REPORTED
    return office


def text_of(office: Any, kind: str) -> str:
    from jxinspect.documents.readback import read_paragraphs
    from jxinspect.store.records import inspection_records

    with office("look", dry_run=True) as case:
        paper = inspection_records(case, "2026-001").documents(kind)[-1]
        with ZipFile(BytesIO(case.objects.get(paper.sha256))) as package:
            return "\n".join(read_paragraphs(package.read("word/document.xml")))


def test_a_circular_needs_the_head_and_holds_no_words_of_a_penalty(reported: Any, line: Line) -> None:
    refused = line(f"2026-05-10 09:00 {CIRCULAR} --handling 责令整改 --approver 孙科长")
    assert (refused.code, "孙科长不是机关负责人" in refused.err) == (4, True)
    penal = line(f"2026-05-10 09:00 {CIRCULAR} --handling 给予通报批评 --approver 钱主任")
    assert penal.code == 4
    for words in ("G47", "通报批评是行政处罚", "行政处罚法 9(一)", "另行立案"):
        assert words in penal.err
    assert line(f"2026-05-10 09:00 {CIRCULAR} --handling 责令整改 --approver 钱主任").code == 0
    text = text_of(reported, "D55")
    for words in (
        "各乡镇便民服务中心、各培训机构：",
        "多发养老金：经查，存在多发养老金的情形。",
        "责令整改。",
        "自查。",
    ):
        assert words in text


def test_what_the_violations_propose_becomes_a_recommendation_with_its_evidence(reported: Any, line: Line) -> None:
    rows = line("2026-05-10 09:00 rectify recommend suggest 2026-001 --format json").json["rows"]
    assert [(row["code"], row["findings"]) for row in rows] == [("discipline", "1.多发养老金（V29-1）")]
    assert line(f"2026-05-10 09:00 {RECOMMEND} --kind agreement").code == 5, "no finding proposes it, none is named"
    assert line(f"2026-05-10 09:00 {RECOMMEND} --kind 无此项").code == 3
    assert line(f"2026-05-10 09:00 {RECOMMEND} --kind discipline --reply-due 2026-06-10").code == 0
    text = text_of(reported, "D56")
    for words in (
        "样本县纪委监委：",
        "《中华人民共和国社会保险法》第八十九条第（一）项",
        "依法对直接负责的主管人员和其他直接责任人员给予处分。",
        "2026-001-ZJ-001",
        "2026年6月10日前（含当日）",
    ):
        assert words in text
    assert "2026-001-ZJ-002" not in text
    waiting = line("2026-05-11 09:00 --json status 2026-001").json["deadlines"]
    assert [d["due_on"] for d in waiting if "处理建议的反馈" in d["what"]] == ["2026-06-10"]


def test_the_answer_to_a_recommendation_ends_the_waiting_once(reported: Any, line: Line) -> None:
    line(f"2026-05-10 09:00 {RECOMMEND} --kind discipline")
    answer = "rectify recommend reply 样人社监建〔2026〕1号 --received 2026-05-20 --adopted fully --text 已给予警告处分"
    assert line(f"2026-05-20 09:00 {answer} --more").code == 0
    assert line(f"2026-05-20 10:00 {answer}").code == 0
    again = line(f"2026-05-20 11:00 {answer}")
    assert (again.code, "已经登记完毕" in again.err) == (4, True)
    waiting = line("2026-05-21 09:00 --json status 2026-001").json["deadlines"]
    assert not [d for d in waiting if "处理建议的反馈" in d["what"]]
    assert "已给予警告处分" in line("2026-05-21 09:00 rectify recommend list --format lines").out


def test_every_violation_for_which_a_recommendation_is_a_measure_proposes_one() -> None:
    for code, violation in VIOLATIONS.items():
        assert bool(proposed([code])) == ("recommend" in violation.measures), code
    assert {code for one in KINDS.values() for code in one.violations} <= VIOLATIONS.keys()
