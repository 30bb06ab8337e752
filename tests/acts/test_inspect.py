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
from jxinspect.law.terms import SignOutcome, State
from jxinspect.model.inspect import Commitment, Entry, Questioning, WorkingPaper
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


def test_data_that_was_exported_after_the_commitment_is_out_of_order(on_site: Act) -> None:
    with (
        on_site("inspect.commit", at="2026-03-02 10:00") as case,
        pytest.raises(Refused, match="导出时间2026年3月2日10时30分晚于承诺的时间") as refused,
    ):
        inspect.commit(case, NUMBER, signer="赵样本", post="主任", exported_at=at("2026-03-02 10:30"))
    assert refused.value.guards == ("G56",)


def test_a_refused_commitment_is_recorded_with_its_reason_and_makes_no_document(on_site: Act) -> None:
    with on_site("inspect.commit", at="2026-03-02 10:00") as case:
        row, document = inspect.commit(case, NUMBER, signer="赵样本", post="主任", refused=True, reason="须请示上级")
        assert document is None
        assert case.get(Commitment, row.id).reason == "须请示上级"


def test_a_refused_commitment_without_reason_is_incomplete(on_site: Act) -> None:
    with on_site("inspect.commit", at="2026-03-02 10:00") as case, pytest.raises(Incomplete, match="理由"):
        inspect.commit(case, NUMBER, signer="赵样本", post="主任", refused=True, reason=" ")


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
            reported="2025年支出987万元。\n已经整改",
        )
        text = text_of(case, document)
    assert "1.听取汇报：汇报人为赵样本（主任）。\n汇报内容：2025年支出987万元。\n已经整改。" in text
    assert "2." not in text


def test_an_oral_report_is_the_step_after_the_others(on_site: Act) -> None:
    with on_site("inspect.record", at="2026-03-03 09:00") as case:
        _, document = inspect.record(
            case, NUMBER, topic="听取汇报", ended_at=at("2026-03-03 09:30"), companion="李例子", recorder="样二航",
            steps=["查阅资料：抽查312卷"], seen="一致", reporter="赵样本。", reported="支出987万元",
        )  # fmt: skip
        assert "1.查阅资料：抽查312卷。\n2.听取汇报：汇报人为赵样本。\n汇报内容：支出987万元。" in text_of(
            case, document
        )


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
    with pytest.raises(Refused, match="2026-001-DG-01"), on_site("inspect.leave", at="2026-03-04 17:00") as case:
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
