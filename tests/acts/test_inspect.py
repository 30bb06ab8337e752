"""What happens on site: entry, commitment, materials, questioning, records, papers, the end of the fieldwork."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from jxinspect.acts import evidence, inspect, inspect_ask, inspect_handover, inspect_paper
from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.identity import identity_check
from jxinspect.law.terms import EvidenceForm, SignOutcome, State
from jxinspect.model.inspect import Commitment, Entry, HandoverItem, Questioning, WorkingPaper
from jxinspect.model.plan import Inspection

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


# ---- entry and commitment ------------------------------------------------------------------------------------


def test_the_entry_record_asks_whether_the_certificates_were_seen_and_whether_recusal_is_wanted(announced: Act) -> None:
    with announced("inspect.enter", at="2026-03-02 09:00") as case:
        _, document = inspect.enter(case, NUMBER, met="李例子", met_post="办公室主任")
        text = text_of(case, document)
        assert case.one(Inspection, number=NUMBER).state == State.ENTERED
    assert document.number == "2026-001-BL-01"
    assert "测一鸣（行政执法证号：36012300002）、样二航（行政执法证号：36012300003）" in text
    assert "请过目，是否看清？\n答：看清了。" in text
    assert "是否申请回避？\n答：不申请回避。" in text
    assert "第三十四条" in text  # what follows from obstruction is told
    assert "样人社监检通〔2026〕1号" in text


def test_an_application_for_recusal_and_a_refused_signature_stand_in_the_entry_record(announced: Act) -> None:
    with announced("inspect.enter", at="2026-03-02 09:00") as case:
        _, document = inspect.enter(
            case,
            NUMBER,
            met="李例子",
            met_post="办公室主任",
            recusal_asked=True,
            recusal_reason="样二航的配偶曾在本单位任职",
            outcome=SignOutcome.REFUSED,
            reason="须请示上级",
            witness="周见证",
        )
        text = text_of(case, document)
    assert "答：申请回避。理由：样二航的配偶曾在本单位任职。" in text
    assert "不停止检查" in text
    assert "接待人李例子拒绝签名，原因：须请示上级。上述情况由见证人周见证在场见证。" in text
    assert "我单位已经知悉" not in text


def test_a_refused_signature_without_a_reason_is_incomplete(announced: Act) -> None:
    with announced("inspect.enter", at="2026-03-02 09:00") as case, pytest.raises(Incomplete, match="没有写明原因"):
        inspect.enter(case, NUMBER, met="李例子", met_post="主任", outcome=SignOutcome.REFUSED)


def test_recusal_without_a_reason_is_incomplete(announced: Act) -> None:
    with announced("inspect.enter", at="2026-03-02 09:00") as case, pytest.raises(Incomplete, match="回避"):
        inspect.enter(case, NUMBER, met="李例子", met_post="主任", recusal_asked=True)


def test_one_inspector_alone_cannot_enter_and_nothing_is_kept(announced: Act) -> None:
    with pytest.raises(Refused) as refused, announced("inspect.enter", at="2026-03-02 09:00") as case:
        inspect.enter(case, NUMBER, met="李例子", met_post="主任", names=["测一鸣", "测一鸣"])
    assert "G05" in refused.value.guards
    with announced("look") as case:
        assert case.all(Entry) == []
        assert case.one(Inspection, number=NUMBER).state == State.NOTIFIED


def test_somebody_without_certificate_cannot_enter(announced: Act) -> None:
    with pytest.raises(Refused) as refused, announced("inspect.enter", at="2026-03-02 09:00") as case:
        inspect.enter(case, NUMBER, met="李例子", met_post="主任", names=["测一鸣", "样二航", "周档员"])
    assert "G06" in refused.value.guards


def test_nobody_enters_twice(on_site: Act) -> None:
    with on_site("inspect.enter", at="2026-03-03 09:00") as case, pytest.raises(Refused, match="已进点"):
        inspect.enter(case, NUMBER, met="李例子", met_post="主任")


def test_the_commitment_names_the_lists_that_it_covers_and_the_system_of_the_data(on_site: Act) -> None:
    with on_site("inspect.handover", at="2026-03-02 09:40") as case:
        items = [inspect_handover.parse_item("2025年会计凭证/原件/12册")]
        inspect_handover.hand_over(case, NUMBER, giver="李例子", taker="样二航", items=items)
    with on_site("inspect.commit", at="2026-03-02 10:00") as case:
        _, document = inspect.commit(
            case,
            NUMBER,
            signer="赵样本",
            post="主任",
            finance="周会计",
            system="样本经办系统 3.2",
            exported_at=at("2026-03-01 16:05"),
        )
        text = text_of(case, document)
    assert "资料清单：资料交接清单（2026-001-QZ-01）。" in text
    assert "系统名称和版本：样本经办系统 3.2；导出时间：2026年3月1日16时05分。" in text
    assert "姓名：/" in text  # no head of business was named


def test_a_refused_commitment_is_recorded_with_its_reason_and_makes_no_document(on_site: Act) -> None:
    with on_site("inspect.commit", at="2026-03-02 10:00") as case:
        row, document = inspect.commit(case, NUMBER, signer="赵样本", post="主任", refused=True, reason="须请示上级")
        assert document is None
        assert case.get(Commitment, row.id).reason == "须请示上级"


def test_a_refused_commitment_without_reason_is_incomplete(on_site: Act) -> None:
    with on_site("inspect.commit", at="2026-03-02 10:00") as case, pytest.raises(Incomplete, match="理由"):
        inspect.commit(case, NUMBER, signer="赵样本", post="主任", refused=True, reason=" ")


# ---- materials -----------------------------------------------------------------------------------------------


def test_materials_are_handed_over_and_returned_with_a_list_each(on_site: Act) -> None:
    lines = [
        inspect_handover.parse_item("2025年会计凭证/原件/12册"),
        inspect_handover.parse_item("12月对账单/复印件/3页/U盘 SN-7/" + "ab" * 32),
    ]
    with on_site("inspect.handover", at="2026-03-02 09:40") as case:
        _, taken = inspect_handover.hand_over(case, NUMBER, giver="李例子", taker="样二航", items=lines)
        listed = text_of(case, taken)
    with on_site("inspect.handover", at="2026-03-06 16:00") as case:
        _, given = inspect_handover.hand_back(case, NUMBER, giver="样二航", taker="李例子", seqs=[1])
        returned = text_of(case, given)
        assert [i.returned_id is None for i in case.all(HandoverItem)] == [False, True]
    assert "资料交接清单" in listed
    assert "共2项，其中原件1项、复制件1项" in listed
    assert "ab" * 32 in listed
    assert "资料归还清单" in returned
    assert "2026-03-02 09:40" in returned  # when it had been taken
    assert "12月对账单" not in returned
    assert "交出方（检查机关）样二航" in returned


def test_what_was_returned_cannot_be_returned_again(on_site: Act) -> None:
    with on_site("inspect.handover", at="2026-03-02 09:40") as case:
        items = [inspect_handover.parse_item("账簿/原件/3册")]
        inspect_handover.hand_over(case, NUMBER, giver="李例子", taker="样二航", items=items)
        inspect_handover.hand_back(case, NUMBER, giver="样二航", taker="李例子")
        with pytest.raises(NotFound, match="第1项"):
            inspect_handover.hand_back(case, NUMBER, giver="样二航", taker="李例子", seqs=[1])


def test_materials_are_not_returned_before_they_came(on_site: Act) -> None:
    with on_site("inspect.handover", at="2026-03-03 09:40") as case:
        items = [inspect_handover.parse_item("账簿/原件/3册")]
        inspect_handover.hand_over(case, NUMBER, giver="李例子", taker="样二航", items=items)
    with on_site("inspect.handover", at="2026-03-02 10:00") as case, pytest.raises(Refused, match="早于"):
        inspect_handover.hand_back(case, NUMBER, giver="样二航", taker="李例子")


@pytest.mark.parametrize(
    "text", ["账簿/原件", "/原件/3册", "账簿/真本/3册", "账簿/原件/3册/U盘/12ab", "账簿/原件/3册/U盘/x/多余"]
)
def test_an_item_that_cannot_be_read_is_told_with_an_example(text: str) -> None:
    with pytest.raises(Incomplete) as fault:
        inspect_handover.parse_item(text)
    assert "名称/原件或复制件/数量" in fault.value.todo


def test_electronic_files_are_listed_with_size_and_digest(tmp_path: Path) -> None:
    file = tmp_path / "发放明细.csv"
    file.write_bytes(b"abc")
    (line,) = inspect_handover.described([file], "U盘 SN-1")
    assert line["quantity"] == "3字节"
    assert line["sha256"] == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_the_list_of_materials_is_read_from_the_workbook_that_the_program_writes(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    file = tmp_path / "清单.xlsx"
    file.write_bytes(inspect_handover.template())
    book = load_workbook(file)
    page = book.worksheets[0]
    for column, value in enumerate(["会计凭证", "原件", "12册"], 1):
        page.cell(2, column, value)
    book.save(file)
    assert inspect_handover.read_list(file) == [{"name": "会计凭证", "form": EvidenceForm.ORIGINAL, "quantity": "12册"}]


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


# ---- site record ---------------------------------------------------------------------------------------------


def test_a_site_record_tells_steps_facts_evidence_and_recordings(on_site: Act, tmp_path: Path) -> None:
    photo = tmp_path / "照片.jpg"
    photo.write_bytes(b"no picture, but called one")
    with on_site("inspect.evidence", at="2026-03-02 10:00") as case:
        evidence.add(case, NUMBER, title="申领表", source="档案", proves="时间")
        evidence.add(case, NUMBER, paths=[photo], source="现场", proves="现状")
    with on_site("inspect.record", at="2026-03-03 09:00") as case:
        _, document = inspect.record(
            case,
            NUMBER,
            topic="查阅资料",
            ended_at=at("2026-03-03 11:30"),
            companion="李例子",
            recorder="样二航",
            steps=["查阅资料：抽查312卷", "盘点：空白票据与登记簿一致"],
            seen="有17人同期有缴费记录。",
            evidence=["1", "2026-001-ZJ-002"],
        )
        text = text_of(case, document)
    assert "1.查阅资料：抽查312卷。" in text
    assert "2.盘点：空白票据与登记簿一致。" in text
    assert "提取的证据：2026-001-ZJ-001《申领表》" in text
    assert "照片、录音录像：2026-001-ZJ-002《照片》" in text
    assert "没有提出意见。" in text


def test_the_oral_report_of_the_unit_is_recorded(on_site: Act) -> None:
    with on_site("inspect.record", at="2026-03-03 09:00") as case:
        _, document = inspect.record(
            case,
            NUMBER,
            topic="听取汇报",
            ended_at=at("2026-03-03 09:30"),
            companion="李例子",
            recorder="样二航",
            steps=[],
            seen="",
            reporter="赵样本（主任）",
            reported="2025年支出987万元。\n已经整改。",
        )
        text = text_of(case, document)
    assert "汇报人：赵样本（主任）。\n2025年支出987万元。\n已经整改。" in text


@pytest.mark.parametrize(
    ("more", "missing"),
    [
        ({"steps": ["  "], "seen": "x"}, "检查过程（--step）"),
        ({"steps": ["查阅资料"], "seen": ""}, "现场情况（--seen）"),
        ({"steps": ["x"], "seen": "x", "reporter": "赵样本"}, "听取汇报的记录不全"),
    ],
)
def test_a_site_record_without_course_or_facts_is_incomplete(on_site: Act, more: dict[str, Any], missing: str) -> None:
    with on_site("inspect.record", at="2026-03-03 09:00") as case, pytest.raises(Incomplete) as fault:
        inspect.record(
            case, NUMBER, topic="查阅", ended_at=at("2026-03-03 10:00"), companion="李", recorder="样二航", **more
        )
    assert missing in fault.value.what


# ---- working papers ------------------------------------------------------------------------------------------


def test_a_working_paper_becomes_a_document_when_somebody_else_has_reviewed_it(on_site: Act) -> None:
    with on_site("inspect.paper", at="2026-03-04 09:00") as case:
        row = inspect_paper.paper(case, NUMBER, **PAPER)
    assert row.code == "2026-001-DG-01"
    with on_site("inspect.review", at="2026-03-05 09:00") as case:
        _, document = inspect_paper.review(case, NUMBER, "1", reviewer="孙科长", text="事实清楚。")
        text = text_of(case, document)
        assert case.get(WorkingPaper, row.id).review_text == "事实清楚。"
    assert document.number == row.code
    assert "人数：17人；笔数：68笔；金额：86,400.00元。" in text
    assert "CL-11-4 社会保险待遇审核和基金支付情况" in text
    assert "第十一条第（四）项" in text


def test_an_author_does_not_review_his_own_paper(on_site: Act) -> None:
    with on_site("inspect.paper", at="2026-03-04 09:00") as case:
        inspect_paper.paper(case, NUMBER, **PAPER)
        with pytest.raises(Refused, match="编制人测一鸣"):
            inspect_paper.review(case, NUMBER, "2026-001-DG-01", reviewer="测一鸣", text="同意")


def test_a_paper_is_reviewed_once_and_not_before_it_was_written(on_site: Act) -> None:
    with on_site("inspect.paper", at="2026-03-04 09:00") as case:
        inspect_paper.paper(case, NUMBER, **PAPER)
    with on_site("inspect.review", at="2026-03-03 09:00") as case, pytest.raises(Refused, match="早于"):
        inspect_paper.review(case, NUMBER, "1", reviewer="孙科长", text="同意")
    with on_site("inspect.review", at="2026-03-05 09:00") as case:
        inspect_paper.review(case, NUMBER, "1", reviewer="孙科长", text="同意")
        with pytest.raises(Refused) as refused:
            inspect_paper.review(case, NUMBER, "1", reviewer="例三川", text="不同意")
    assert refused.value.guards == ("G55",)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"matter": "CL-99-1"}, NotFound),
        ({"basis": ["不存在的规定 3"]}, NotFound),
        ({"basis": []}, Incomplete),
        ({"facts": ""}, Incomplete),
        ({"evidence": ["7"]}, NotFound),
    ],
)
def test_a_paper_names_a_matter_a_basis_facts_and_evidence_that_exist(
    on_site: Act, change: dict[str, Any], error: type[Exception]
) -> None:
    with on_site("inspect.paper", at="2026-03-04 09:00") as case, pytest.raises(error):
        inspect_paper.paper(case, NUMBER, **(PAPER | change))


def test_papers_that_wait_for_review_have_codes_of_their_own(on_site: Act) -> None:
    with on_site("inspect.paper", at="2026-03-04 09:00") as case:
        codes = [inspect_paper.paper(case, NUMBER, **PAPER).code for _ in range(3)]
        inspect_paper.review(case, NUMBER, codes[2], reviewer="孙科长", text="同意")
        inspect_paper.review(case, NUMBER, codes[0], reviewer="孙科长", text="同意")
        codes.append(inspect_paper.paper(case, NUMBER, **PAPER).code)
    assert codes == [f"2026-001-DG-0{n}" for n in (1, 2, 3, 4)]


# ---- end of the fieldwork ------------------------------------------------------------------------------------


def test_the_fieldwork_ends_only_when_every_paper_is_reviewed(on_site: Act) -> None:
    with on_site("inspect.paper", at="2026-03-04 09:00") as case:
        inspect_paper.paper(case, NUMBER, **PAPER)
        with pytest.raises(Refused, match="2026-001-DG-01"):
            inspect.leave(case, NUMBER)
    with on_site("inspect.review", at="2026-03-05 09:00") as case:
        inspect_paper.review(case, NUMBER, "1", reviewer="孙科长", text="同意")
    with on_site("inspect.leave", at="2026-03-06 17:00") as case:
        inspect.leave(case, NUMBER)
        assert case.one(Inspection, number=NUMBER).state == State.FIELD_CLOSED
        assert inspect.unfinished(case, NUMBER) == ["收取承诺书（inspect commit）：承诺书"]
    with pytest.raises(Refused, match="现场检查结束"):
        ask(on_site, "14:00", "15:00")


def test_nobody_leaves_before_he_came(on_site: Act) -> None:
    with on_site("inspect.leave", at="2026-03-02 08:00") as case, pytest.raises(Refused, match="早于进点"):
        inspect.leave(case, NUMBER)


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
