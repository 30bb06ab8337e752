"""Questioning of one person by two inspectors, and the texts that it is read from."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from jxinspect.acts import inspect, inspect_ask
from jxinspect.errors import Incomplete, Refused
from jxinspect.law.identity import identity_check
from jxinspect.law.terms import SignOutcome
from jxinspect.model.inspect import Questioning

if TYPE_CHECKING:
    from jxinspect.model.document import Document
    from jxinspect.store.casefile import CaseFile

Act = Callable[..., Any]
BEIJING = timezone(timedelta(hours=8))
NUMBER = "2026-001"
ANSWERS = [
    {"q": "请说明失业保险金的审核经过。", "a": "先由经办人录入，\n再由复核岗复核。"},
    {"q": "有没有比对再就业信息？", "a": "3月以后没有比对。"},
]
IDENTITY = "36010019850307001" + identity_check("36010019850307001")
PAPER: dict[str, Any] = {
    "matter": "CL-11-4",
    "author": "测一鸣",
    "basis": ["办法 11(四)"],
    "method": "抽查档案312卷",
    "facts": "向17名已再就业人员发放失业保险金。",
    "persons": 17,
    "entries": 68,
    "amount": 8640000,
}


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BEIJING)


def text_of(case: CaseFile, document: Document | None, part: str = "word/document.xml") -> str:
    """All printed text of a stored DOCX, paragraph by paragraph."""
    assert document is not None
    with zipfile.ZipFile(BytesIO(case.objects.get(document.sha256))) as package:
        xml = package.read(part).decode()
    return "\n".join("".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", par)) for par in xml.split("</w:p>"))


def ask(act: Act, start: str, end: str, person: str = "吴业务", **more: Any) -> tuple[Questioning, str]:
    """Question somebody on 2026-03-02 from `start` to `end`; the row and the text of the record."""
    with act("inspect.ask", at=f"2026-03-02 {start}") as case:
        facts: dict[str, Any] = {"recorder": "样二航", "answers": ANSWERS, **more}
        row, document = inspect_ask.ask(case, NUMBER, person=person, ended_at=at(f"2026-03-02 {end}"), **facts)
        return row, text_of(case, document)


# ---- questioning ---------------------------------------------------------------------------------------------


def test_a_questioning_record_holds_questions_and_answers_in_order_word_by_word(on_site: Act) -> None:
    row, text = ask(on_site, "14:00", "15:20", identity_no=IDENTITY, post="股长", corrections=2)
    assert (row.sex, row.age) == ("男", 40)
    assert IDENTITY in text  # the person questioned is identified in full (G53)
    assert "2026年3月2日14时00分至15时20分" in text
    first, second = text.index("问：请说明失业保险金的审核经过。"), text.index("问：有没有比对再就业信息？")
    assert first < text.index("答：先由经办人录入，再由复核岗复核。") < second < text.index("答：3月以后没有比对。")
    assert "以上笔录我已看过，与我说的相符。修改2处，由被询问人捺指印。" in text
    assert "询问笔录（第1次）" in text
    assert "\n记录人\n样二航（行政执法证号：36012300003）\n" in text


def test_corrections_are_told_one_by_one_and_marked_by_the_person_questioned(on_site: Act) -> None:
    row, text = ask(on_site, "14:00", "15:20", corrected=["第1答：录入改为初审", "第2答：3月改为4月"])
    assert row.corrections == 2
    assert "修改2处（第1答：录入改为初审；第2答：3月改为4月），由被询问人捺指印。" in text


def test_every_page_of_the_questioning_record_has_a_line_for_the_person_questioned(on_site: Act) -> None:
    with on_site("inspect.ask", at="2026-03-02 14:00") as case:
        _, document = inspect_ask.ask(
            case, NUMBER, person="吴业务", answers=ANSWERS, ended_at=at("2026-03-02 15:20"), recorder="样二航"
        )
        feet = [text_of(case, document, f"word/footer_{kind}.xml") for kind in ("default", "first")]
        head = text_of(case, document, "word/header_default.xml")
    assert all("被询问人（签名）：" in foot for foot in feet)
    assert "续页" in head


def test_a_second_questioning_of_the_same_person_is_counted(on_site: Act) -> None:
    ask(on_site, "14:00", "15:00")
    _, text = ask(on_site, "16:00", "17:00", read_aloud=True)
    assert "询问笔录（第2次）" in text
    assert "以上笔录已向我宣读，与我说的相符。" in text


def test_a_refused_signature_puts_no_words_into_the_mouth_of_the_person(on_site: Act) -> None:
    _, text = ask(on_site, "14:00", "15:00", outcome=SignOutcome.REFUSED, reason="认为记录不全", witness="周见证")
    assert "与我说的相符" not in text
    assert "\n翻译人员（签名）：/\n" in text
    assert text.splitlines()[-1].startswith("见证人（签名）：") or "\n见证人（签名）：\n" in text
    assert "被询问人吴业务拒绝签名，原因：认为记录不全。上述情况由见证人周见证在场见证。" in text


@pytest.mark.parametrize(
    ("start", "end"), [("15:00", "16:00"), ("13:00", "14:01"), ("14:10", "14:20"), ("13:00", "17:00")]
)
def test_one_inspector_cannot_question_two_people_at_the_same_time(on_site: Act, start: str, end: str) -> None:
    ask(on_site, "14:00", "15:20")
    with pytest.raises(Refused) as refused:
        ask(on_site, start, end, person="郑信息")
    assert refused.value.guards == ("G16",)
    assert "样二航" in refused.value.what
    with on_site("look") as case:
        assert len(case.all(Questioning)) == 1


def test_questionings_that_follow_each_other_or_by_other_inspectors_are_kept(on_site: Act) -> None:
    ask(on_site, "14:00", "15:20")
    ask(on_site, "15:20", "16:00", person="郑信息")
    row, _ = ask(on_site, "14:30", "15:00", person="周会计", names=["孙科长", "例三川"], recorder="例三川")
    assert row.seq == 3


def test_the_same_person_is_not_questioned_twice_at_once_by_different_inspectors(on_site: Act) -> None:
    ask(on_site, "14:00", "15:20")
    with pytest.raises(Refused, match="吴业务"):
        ask(on_site, "14:30", "15:00", names=["孙科长", "例三川"], recorder="例三川")


@pytest.mark.parametrize("end", ["14:00", "13:59"])
def test_a_questioning_ends_after_it_begins(on_site: Act, end: str) -> None:
    with pytest.raises(Refused) as refused:
        ask(on_site, "14:00", end)
    assert refused.value.guards == ("G16",)


def test_a_questioning_that_has_not_ended_yet_is_refused(on_site: Act) -> None:
    with on_site("inspect.ask", at="2026-11-23 08:00") as case, pytest.raises(Refused, match="还没有结束"):
        inspect_ask.ask(case, NUMBER, person="吴", answers=ANSWERS, ended_at=at("2026-11-23 09:30"), recorder="样二航")


def test_a_questioning_needs_questions_each_with_an_answer(on_site: Act) -> None:
    with pytest.raises(Incomplete, match="没有问答"):
        ask(on_site, "14:00", "15:00", answers=[])
    with pytest.raises(Incomplete) as fault:
        ask(on_site, "14:00", "15:00", answers=[*ANSWERS, {"q": "还有补充吗？", "a": " "}])
    assert fault.value.items == ("第3条",)


def test_a_wrong_identity_number_is_told(on_site: Act) -> None:
    wrong = IDENTITY[:-1] + ("0" if IDENTITY[-1] != "0" else "1")
    with pytest.raises(Incomplete, match="公民身份号码有误"):
        ask(on_site, "14:00", "15:00", identity_no=wrong)


def test_what_would_refuse_a_questioning_is_told_before_anybody_types(on_site: Act) -> None:
    ask(on_site, "14:00", "15:20")
    with on_site("inspect.ask", at="2026-03-02 14:30") as case, pytest.raises(Refused, match="重叠"):
        inspect_ask.may_ask(case, NUMBER, names=[], recorder="样二航")
    with on_site("inspect.ask", at="2026-03-02 16:00") as case:
        inspect_ask.may_ask(case, NUMBER, names=[], recorder="样二航")
        assert len(case.all(Questioning)) == 1


# ---- dialogue ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_dialogue_is_read_from_utf8_and_gb18030(tmp_path: Path, charset: str) -> None:
    file = tmp_path / "笔录.txt"
    file.write_bytes("1、问:你的姓名？\r\n答：吴业务，\r\n住𠮷祥路。\r\n\r\n问：完了？\r\n答：（沉默）".encode(charset))
    assert inspect_ask.read_dialogue(file) == [
        {"q": "你的姓名？", "a": "吴业务，\n住𠮷祥路。"},
        {"q": "完了？", "a": "（沉默）"},
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("笔录\n问：甲？\n答：乙。", "第1行：在第一个“问：”之前"),
        ("问：甲？\n答：乙。\n答：丙。", "第3行：一个问题有两个“答：”"),
        ("问：甲？\n问：乙？\n答：丙。", "第1个问题没有回答：甲？"),
        ("问：甲？\n答：", "第1个问题没有回答：甲？"),
        ("", "没有以“问：”开头的行"),
    ],
)
def test_a_dialogue_that_cannot_be_read_names_the_place(text: str, fault: str) -> None:
    with pytest.raises(Incomplete) as raised:
        inspect_ask.dialogue(text)
    assert raised.value.why == fault


@pytest.mark.parametrize("data", [b"\xff\xfe\x95\xee", b"PK\x03\x04\x00\x00", "问：甲\x07？".encode()])
def test_a_file_that_is_no_text_is_refused_and_not_guessed(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "笔录.doc"
    file.write_bytes(data)
    with pytest.raises(Incomplete, match="不是能识别的文本文件"):
        inspect_ask.read_dialogue(file)


def test_what_was_typed_can_be_saved_and_read_back() -> None:
    assert inspect_ask.dialogue(inspect_ask.as_text(ANSWERS)) == ANSWERS


def test_what_is_urgent_may_come_before_the_certificates_when_the_head_allows_it_in_writing(announced: Act) -> None:
    with pytest.raises(Refused) as refused:
        ask(announced, "08:00", "08:30")
    assert refused.value.guards == ("G12",)
    with announced("inspect.ask", at="2026-03-02 08:00", override=[("G12", "当事人即将离开", "钱主任")]) as case:
        inspect_ask.ask(
            case, NUMBER, person="吴业务", answers=ANSWERS, ended_at=at("2026-03-02 08:30"), recorder="样二航"
        )
    with announced("inspect.enter", at="2026-03-02 09:00") as case:
        inspect.enter(case, NUMBER, met="李例子", met_post="主任")
    ask(announced, "10:00", "11:00", person="郑信息")
