"""Notice of questioning and letter of assistance (D18, D26a)."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import docx
import pytest

from jxinspect.acts import notify_letters
from jxinspect.errors import Incomplete, NotFound
from jxinspect.model.letters import QuestioningNotice

if TYPE_CHECKING:
    from jxinspect.model.document import Document
    from jxinspect.store.casefile import CaseFile

Act = Callable[..., Any]
NUMBER = "2026-001"
IDENTITY = "360100199001010015"
ASSIST: dict[str, Any] = {
    "organ": "样本县公安局",
    "matter": "核实参保人员死亡信息",
    "use": "核查死亡后继续领取待遇的情况",
    "due_on": date(2026, 3, 20),
}


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=timezone(timedelta(hours=8)))


def text_of(case: CaseFile, document: Document) -> str:
    paper = docx.Document(io.BytesIO(case.objects.get(document.sha256)))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in paper.paragraphs), *cells])


def test_a_person_is_told_when_where_why_and_what_to_bring(announced: Act) -> None:
    with announced("notify.questioning", at="2026-02-20 09:00") as case:
        paper = notify_letters.questioning(
            case, NUMBER, person="李例子", identity_no=IDENTITY, employer="样本县社会保险服务中心", post="出纳",
            matter="失业保险待遇的支付", ask_at=at("2026-03-05 09:30"), bring=["身份证", "支付凭证"],
        )  # fmt: skip
        text = text_of(case, paper)
    assert paper.number == "样人社监询〔2026〕1号"
    for words in (
        "李例子：",
        IDENTITY,
        "样本县社会保险服务中心　出纳",
        "失业保险待遇的支付",
        "2026年3月5日9时30分",
        "样本县示范路1号",
        "1.身份证\n2.支付凭证",
        "测一鸣（行政执法证号：36012300002）、样二航",
        "有权申请回避",
        "不能按时接受询问的",
        "第三十四条",
        "第十六条、第二十六条",
    ):
        assert words in text


def test_without_a_person_the_unit_is_asked_with_its_papers(announced: Act) -> None:
    with announced("notify.questioning", at="2026-02-20 09:00") as case:
        paper = notify_letters.questioning(case, NUMBER, matter="账户管理", ask_at=at("2026-03-05 09:30"))
        text = text_of(case, paper)
        assert case.all(QuestioningNotice)[0].person is False
    assert "样本县社会保险服务中心：" in text
    assert "授权委托书" in text


def test_a_notice_of_questioning_names_every_fault_at_once(announced: Act) -> None:
    with pytest.raises(Incomplete) as fault, announced("notify.questioning", at="2026-02-20 09:00") as case:
        notify_letters.questioning(
            case, NUMBER, person="李例子", identity_no="360100199001010010", matter=" ", ask_at=at("2026-02-20 08:00")
        )
    told = "；".join(fault.value.items)
    for words in ("--matter", "2026年2月20日8时00分不晚于通知时间", "校验码应为 5"):
        assert words in told


def test_a_letter_names_organ_matter_least_scope_use_term_and_secrecy(announced: Act) -> None:
    with announced("notify.assist", at="2026-02-20 09:00") as case:
        paper = notify_letters.assist(
            case, NUMBER, **ASSIST, tables=["x_death"], scope=["2025年度失业保险待遇领取人员范围内"]
        )
        text = text_of(case, paper)
    assert paper.number == "样人社监函〔2026〕1号"
    for words in (
        "样本县公安局：",
        "第七十九条第一款",
        "第八条",
        "核实参保人员死亡信息。",
        "1.2025年度失业保险待遇领取人员范围内。",
        "2.死亡人员：证件号码、姓名、死亡日期、来源、登记日期。",
        "最小范围",
        "核查死亡后继续领取待遇的情况。",
        "2026年3月20日前书面函复",
        "加密保存",
    ):
        assert words in text


def test_the_basis_of_a_letter_may_be_another(announced: Act) -> None:
    with announced("notify.assist", at="2026-02-20 09:00") as case:
        paper = notify_letters.assist(case, NUMBER, **ASSIST, scope=["查询权限"], basis=["办法 18"])
        assert "第十八条的规定" in text_of(case, paper)
    with pytest.raises(NotFound, match="第 99 条"), announced("notify.assist", at="2026-02-20 09:00") as case:
        notify_letters.assist(case, NUMBER, **ASSIST, scope=["查询权限"], basis=["办法 99"])


def test_a_letter_without_scope_or_with_a_past_term_is_incomplete(announced: Act) -> None:
    with pytest.raises(Incomplete) as fault, announced("notify.assist", at="2026-02-20 09:00") as case:
        notify_letters.assist(case, NUMBER, **{**ASSIST, "use": "", "due_on": date(2026, 2, 20)})
    told = "；".join(fault.value.items)
    for words in ("--use", "最小范围", "不晚于今天"):
        assert words in told
