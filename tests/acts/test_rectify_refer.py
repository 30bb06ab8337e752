"""Referral of crimes: who decides, the clocks, the five papers, and what the police answers (移送规定 3-12, G70)."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest

Line = Callable[[str], Any]
DECIDE = "rectify refer decide 2026-001 --grant --approver 钱主任"
POLICE = (
    "rectify refer police 2026-001 --organ 样本县公安局 --title 骗取养老金 --reason 达到追诉标准 --person 李例子=亲属 "
    "--identity 李例子=360100199001010015 --item 存折/1本 --copy-to 样本县人民检察院"
)
STEP = "rectify refer step 样人社监刑移〔2026〕1号 --step"


@pytest.fixture
def suspected(office: Any, fieldwork_done: Any, line: Line) -> Line:
    """In an inspection that has no report yet, the team has proposed to refer; the head is known as such."""
    fieldwork_done(("冒领养老金", 12_345_67))
    line("2026-05-08 08:00 plan staff set 钱主任 --head-from 2024-01-01")
    assert line("2026-05-08 09:00 rectify refer report 2026-001 --finding 1 --offence 诈骗罪").code == 0
    return line


def text_of(office: Any, kind: str) -> str:
    from jxinspect.documents.readback import read_paragraphs
    from jxinspect.store.records import inspection_records

    with office("look", dry_run=True) as case:
        paper = inspection_records(case, "2026-001").documents(kind)[-1]
        with ZipFile(BytesIO(case.objects.get(paper.sha256))) as package:
            return "\n".join(read_paragraphs(package.read("word/document.xml")))


def waiting(line: Line, at: str) -> dict[str, str]:
    """Deadline → its day or moment, as status tells them."""
    rows = line(f"{at} --json status 2026-001").json["deadlines"]
    return {row["deadline"]: row.get("at") or row["due_on"] for row in rows if row["deadline"].startswith("T22")}


def test_the_clocks_of_a_referral_run_in_days_and_hours(suspected: Line) -> None:
    assert waiting(suspected, "2026-05-08 10:00") == {"T22": "2026-05-11"}
    assert suspected(f"2026-05-09 10:30 {DECIDE}").code == 0
    assert waiting(suspected, "2026-05-09 11:00")["T22.police"].startswith("2026-05-10T10:30")
    assert suspected(f"2026-05-09 15:00 {POLICE}").code == 0
    served = suspected(
        "2026-05-09 16:00 notify serve 2026-001 --doc 样人社监刑移〔2026〕1号 --method direct --receiver 何例警 "
        "--capacity 民警 --place 样本县公安局 --server 测一鸣 --server 样二航"
    )
    assert "样本县公安局" in served.out, "the addressee is the organ"
    assert suspected(f"2026-05-09 16:10 {STEP} accepted").code == 0
    assert waiting(suspected, "2026-05-09 17:00") == {"T22.answer": "2026-05-12"}
    assert suspected(f"2026-05-11 09:00 {STEP} handed").code == 4, "nothing is handed over before the filing"
    assert suspected(f"2026-05-11 10:00 {STEP} not_filed --text 数额不足").code == 0
    assert waiting(suspected, "2026-05-11 11:00") == {"T22.review": "2026-05-14"}
    assert suspected(f"2026-05-12 10:00 {STEP} review").code == 0
    assert suspected(f"2026-05-20 10:00 {STEP} filed").code == 0
    assert waiting(suspected, "2026-05-20 11:00") == {"T22.handover": "2026-05-23"}
    assert suspected(f"2026-05-21 10:00 {STEP} handed").code == 0
    assert waiting(suspected, "2026-05-21 11:00") == {}


def test_the_letter_holds_the_five_papers_and_the_approval(suspected: Line, office: Any) -> None:
    suspected(f"2026-05-09 10:30 {DECIDE}")
    suspected(f"2026-05-09 15:00 {POLICE}")
    text = text_of(office, "D58")
    for words in (
        "涉嫌诈骗罪",
        "经钱主任（局长）于2026年5月9日10时30分批准",
        "360100199001010015",
        "附件：1.涉嫌犯罪案件情况的调查报告",
        "涉案物品清单",
        "存折",
        "有关检验报告或者鉴定结论",
        "冒领养老金的凭证（2026-001-ZJ-001，复制件）",
        "抄送：样本县人民检察院。",
        "三日内作出立案或者不予立案的决定",
    ):
        assert words in text.replace("\n", "") or words in text, words
    assert "专案组：测一鸣、样二航。" in text
    form = text_of(office, "D57x")
    assert "批准移送。同意移送公安机关。" in form
    assert "金额12,345.67元达到3,000.00元" in form


@pytest.mark.parametrize("approver", ["孙科长", "钱主任"])
def test_only_who_leads_the_agency_decides(line: Line, fieldwork_done: Any, approver: str) -> None:
    """孙科长 is no head at all; of 钱主任 nobody has registered that he leads the agency."""
    fieldwork_done(("冒领养老金", 12_345_67))
    line("2026-05-08 09:00 rectify refer report 2026-001 --offence 诈骗罪")
    refused = line(f"2026-05-09 10:30 rectify refer decide 2026-001 --grant --approver {approver}")
    assert refused.code == 4
    assert "机关负责人" in refused.err or "正职负责人" in refused.err


def test_nothing_goes_to_the_police_before_the_decision(suspected: Line) -> None:
    early = suspected(f"2026-05-09 09:00 {POLICE}")
    assert (early.code, "没有待执行的移送决定" in early.err) == (4, True)


def test_not_to_refer_needs_a_reason_and_answers_the_question(suspected: Line, office: Any) -> None:
    bare = suspected("2026-05-09 09:00 rectify refer decide 2026-001 --refuse --approver 钱主任")
    assert (bare.code, "没有写不批准移送的决定的理由" in bare.err) == (5, True)
    given = "--refuse --approver 钱主任 --reason 没有非法占有的证据"
    assert suspected(f"2026-05-09 09:00 rectify refer decide 2026-001 {given}").code == 0
    again = suspected("2026-05-09 10:00 rectify refer none 2026-001 --reason 没有 --approver 钱主任")
    assert (again.code, "没有需要决定是否移送的问题" in again.err) == (4, True)
    assert suspected("2026-05-09 10:00 rectify refer decide 2026-001 --grant --approver 钱主任").code == 3


def test_other_organs_get_a_list_of_materials_and_discipline_inspection_the_people(
    suspected: Line, office: Any
) -> None:
    agency = (
        "rectify refer agency 2026-001 --organ 样本县医保局 --title 医保事项 --reason 属于医保部门 --approver 钱主任"
    )
    assert suspected(f"2026-05-09 09:00 {agency} --material 收据/1/3").code == 0
    assert "收据" in text_of(office, "D57")
    assert "样本县医保局" in text_of(office, "D57x")
    clue = "rectify refer clue 2026-001 --organ 样本县纪委 --title 失职 --reason 公职人员 --approver 钱主任 --person"
    assert suspected(f"2026-05-09 10:00 {clue} 赵样本").code == 2
    assert suspected(f"2026-05-09 10:00 {clue} 赵样本=主任 --secrecy confidential").code == 0
    text = text_of(office, "D59")
    for words in ("秘密", "机要交换", "赵样本", "主任"):
        assert words in text
    assert suspected("2026-05-09 11:00 rectify refer step 样人社监移〔2026〕2号 --step filed").code == 4
    rows = suspected("2026-05-09 11:00 rectify refer list --format json").json["rows"]
    assert [(row["kind"], row["organ"]) for row in rows] == [("agency", "样本县医保局"), ("discipline", "样本县纪委")]
