"""Flags go to the unit and come back: notice, locked workbooks, every inconsistency of the answer (D25, D26)."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
import msoffcrypto
import openpyxl
import pytest

from jxinspect.acts import config, flag_send
from jxinspect.acts.service_deadlines import started_by
from jxinspect.errors import Incomplete, Locked, NotFound, Refused
from jxinspect.law.terms import State
from jxinspect.model.document import Document
from jxinspect.model.evidence import Evidence
from jxinspect.model.flag import Flag
from jxinspect.model.flag_reply import FlagAnswer, FlagBatch
from jxinspect.model.handout import Handout
from jxinspect.model.plan import Inspection
from jxinspect.model.service import ProofOfService
from tests.flags import DEAD, FINE, NUMBER, SECRET, chosen, filled, replied, send, serve

if TYPE_CHECKING:
    from jxinspect.store.casefile import CaseFile

Act = Callable[..., Any]


def opened(file: Path) -> Any:
    plain = io.BytesIO()
    book = msoffcrypto.OfficeFile(io.BytesIO(file.read_bytes()))
    book.load_key(password=SECRET)
    book.decrypt(plain)
    return openpyxl.load_workbook(plain)


def told(book: Any) -> str:
    return "\n".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value)


def text_of(case: CaseFile, document: Document) -> str:
    paper = docx.Document(io.BytesIO(case.objects.get(document.sha256)))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in paper.paragraphs), *cells])


# ---- out -----------------------------------------------------------------------------------------------------


def test_the_notice_says_what_is_asked_until_when_and_names_nobody(analysed: Act, known: None, tmp_path: Path) -> None:
    chosen(analysed)
    papers = send(analysed, tmp_path).papers
    assert [paper.number for paper in papers] == [
        "样人社监核〔2026〕1号", "样人社监核〔2026〕1号附件1", "样人社监核〔2026〕1号附件2",
    ]  # fmt: skip
    with analysed("look", dry_run=True) as case:
        text = text_of(case, papers[0])
        assert case.all(Inspection)[0].state == State.DOUBT_OUT
        assert [flag.state.value for flag in case.all(Flag)] == ["sent", "sent", "pending", "pending", "pending"]
    for words in (
        "第二十三条第一款第（三）项",
        "待遇发放明细、死亡人员",
        "数据截止2026年2月28日",
        "共有疑点2个，涉及金额9,600.00元",
        "死亡后继续领取待遇",
        "自收到本通知书之日起10个工作日内",
        "属实、不属实、部分或者无法核实",
        "不得复制、传播或者用于其他用途",
        "疑点核查反馈表（电子表格，已加密）",
    ):
        assert words in text
    assert "死一者" not in text


def test_list_and_form_leave_locked_with_no_more_than_the_unit_needs(
    analysed: Act, known: None, tmp_path: Path
) -> None:
    chosen(analysed)
    listed, form = send(analysed, tmp_path).locked
    for file in (listed, form):
        assert not file.read_bytes().startswith(b"PK")
        with pytest.raises(Exception, match=r".*"):
            openpyxl.load_workbook(file)
    text = told(opened(listed))
    for words in ("R01-0001", "死一者", "3601000000001", "360100********0025", "6400", "发放.csv", "202502", "补发"):
        assert words in text
    assert DEAD not in text
    sheet = opened(form).active
    assert [cell.value for cell in sheet[4]][:7] == [
        "序号", "疑点编号", "疑点类型", "对象", "涉及金额", "是否属实", "核查方式",
    ]  # fmt: skip
    assert sheet.data_validations.dataValidation
    assert "多发金额合计" not in told(opened(form))


def test_what_leaves_is_recorded_and_must_lie_in_the_folder_for_exports(
    analysed: Act, known: None, tmp_path: Path
) -> None:
    chosen(analysed)
    with pytest.raises(Refused, match="不在导出文件夹"):
        send(analysed, tmp_path / "别处", inside=False)
    assert not (tmp_path / "别处").exists()
    send(analysed, tmp_path / "别处", inside=False, override=[("G50", "单位当场领取", "钱主任")])
    with analysed("look", dry_run=True) as case:
        left = case.all(Handout)[0]
        assert (left.count, left.encrypted, left.inside) == (2, True, False)


def test_a_plain_copy_of_the_list_leaves_by_leave_of_the_head_only(
    sent: Act, jx: Any, case_path: Path, clock_at: Any, tmp_path: Path
) -> None:
    clock_at("2026-11-23 09:00")
    cli = ("-C", str(case_path), "--as", "测一鸣", "export", "docs", "--kind", "D25x", "--out", str(tmp_path / "出"))
    refused = jx(*cli)
    assert (refused.code, "G50" in refused.err) == (4, True)
    assert not (tmp_path / "出").exists()
    assert jx(*cli[:6], "--kind", "D25", "--out", str(tmp_path / "出")).code == 0


def test_nothing_is_sent_without_a_choice_a_good_password_or_a_day_to_come(
    analysed: Act, known: None, tmp_path: Path
) -> None:
    with pytest.raises(Refused, match="没有拟下发的疑点"):
        send(analysed, tmp_path)
    chosen(analysed)
    with pytest.raises(Incomplete, match="口令太短"):
        send(analysed, tmp_path, secret="1234567")
    with pytest.raises(Incomplete, match="反馈期限有误"):
        send(analysed, tmp_path, due_on=date(2026, 3, 4))


def test_passwords_can_be_read_out_and_differ() -> None:
    assert len({flag_send.password() for _ in range(20)}) == 20
    assert len(flag_send.password()) == 19
    assert not set("lo01i") & set(flag_send.password())


def test_the_term_is_that_of_the_setting_and_runs_from_service(
    sent: Act, jx: Any, case_path: Path, clock_at: Any
) -> None:
    clock_at("2026-03-06 09:00")
    due = jx("-C", str(case_path), "calendar", "due", "--json").json
    waiting = next(line for line in due if line["deadline"] == "T06")
    assert (waiting["due_on"], waiting["what"]) == ("2026-03-19", "反馈疑点核查结果：样人社监核〔2026〕1号，2个")
    with sent("inspect.flag.remind", at="2026-03-20 09:00") as case:
        flag_send.remind(case, NUMBER, how="电话", whom="李例子")
    clock_at("2026-03-20 10:00")
    due = jx("-C", str(case_path), "calendar", "due", "--json").json
    assert "已催办1次" in next(line for line in due if line["deadline"] == "T06")["what"]


def test_another_length_may_be_set(analysed: Act, known: None, tmp_path: Path) -> None:
    with analysed("config", at="2026-03-03 08:00") as case:
        config.change(case, "flag.reply_days", "15")
    chosen(analysed)
    sent = send(analysed, tmp_path)
    assert sent.batch.days == 15
    serve(analysed, sent.papers[0].number, "2026-03-05 10:00")
    with analysed("look", dry_run=True) as case:
        (started,) = started_by(case, NUMBER, case.all(ProofOfService)[-1])
        assert str(started.day) == "2026-03-26"


# ---- back ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lock", [False, True])
def test_answers_are_read_back_and_the_form_is_in_evidence(sent: Act, tmp_path: Path, lock: bool) -> None:
    file = filled(sent, tmp_path / "反馈.xlsx", lock=lock)
    taken = replied(sent, file, secret=SECRET if lock else None)
    assert {one.value: count for one, count in taken.counted.items()} == {"true": 1, "false": 1}
    with sent("look", dry_run=True) as case:
        assert case.all(Inspection)[0].state == State.DOUBT_BACK
        assert [flag.state.value for flag in case.all(Flag)][:2] == ["true", "false"]
        answer = case.all(FlagAnswer)[0]
        assert (answer.overpaid, answer.recovered, answer.outstanding) == (640000, 140000, 500000)
        assert DEAD not in answer.facts
        item = case.all(Evidence)[0]
        assert item.code == taken.evidence
        assert case.objects.get(str(item.sha256)).startswith(b"PK")


@pytest.mark.parametrize(
    ("line", "changes", "words"),
    [
        ("R01-0001", {"是否属实": None}, "F 列（是否属实）：没有写是否属实"),
        ("R01-0001", {"是否属实": "大概"}, "不在可选范围内"),
        ("R01-0001", {"多发金额": 6000}, "J 列（多发金额）：多发金额不等于已追回与未追回之和"),
        ("R01-0001", {"未追回": None}, "L 列（未追回）：属实的没有写未追回"),
        ("R01-0001", {"涉及金额": 1}, "E 列（涉及金额）：涉及金额与下发的不同"),
        ("R01-0001", {"对象": "他人"}, "D 列（对象）：对象与下发的不同"),
        ("R01-0001", {"核查人": None}, "没有写核查人"),
        ("R01-0001", {"核查日期": "2026-03-01"}, "早于下发日期"),
        ("R01-0001", {"核查日期": "2026-04-01"}, "晚于今天"),
        ("R01-0001", {"疑点编号": "R01-0077"}, "没有下发过编号为 R01-0077 的疑点"),
        ("R01-0001", {"疑点编号": "R01-0002"}, "第 5 行重复"),
        ("R01-0002", {"多发金额": 100}, "不属实，却写了多发金额"),
        ("R01-0002", {"是否属实": "部分", "多发金额": 9999, "已追回": 0, "未追回": 9999}, "大于涉及金额"),
    ],
)  # fmt: skip
def test_each_inconsistency_is_named_with_its_place_and_nothing_is_taken(
    sent: Act, tmp_path: Path, line: str, changes: dict[str, Any], words: str
) -> None:
    file = filled(sent, tmp_path / "反馈.xlsx", {line: changes})
    with pytest.raises(Incomplete, match="一项也没有登记") as fault:
        replied(sent, file)
    assert words in "\n".join(fault.value.items)
    with sent("look", dry_run=True) as case:
        assert not case.all(FlagAnswer)
        assert not case.all(Evidence)


def test_all_inconsistencies_are_told_at_once(sent: Act, tmp_path: Path) -> None:
    file = filled(sent, tmp_path / "反馈.xlsx", {"R01-0001": {"疑点编号": "R02-0009"}, "R01-0002": {"核查人": None}})
    with pytest.raises(Incomplete) as fault:
        replied(sent, file)
    assert len(fault.value.items) == 3  # the unknown one, what it leaves unanswered, the missing name


BLANK = dict.fromkeys(FINE["R01-0001"])


def test_a_line_with_a_fault_is_not_missing_as_well(sent: Act, tmp_path: Path) -> None:
    with pytest.raises(Incomplete) as fault:
        replied(sent, filled(sent, tmp_path / "反馈.xlsx", {"R01-0001": {"是否属实": "大概"}}))
    assert len(fault.value.items) == 1
    (tmp_path / "别的.csv").write_text("姓名,电话\n测一鸣,1\n", encoding="utf-8")
    with pytest.raises(Incomplete, match="有 1 处"):
        replied(sent, tmp_path / "别的.csv")


def test_a_part_may_come_first_and_the_rest_later(sent: Act, tmp_path: Path) -> None:
    part = filled(sent, tmp_path / "部分.xlsx", {"R01-0001": BLANK})
    with pytest.raises(Incomplete, match="一项也没有登记"):
        replied(sent, part)
    assert replied(sent, part, part=True).left == ["R01-0001"]
    with pytest.raises(Incomplete) as fault:
        replied(sent, filled(sent, tmp_path / "全部.xlsx"))
    assert "R01-0002 已经反馈过" in "\n".join(fault.value.items)
    assert not replied(sent, filled(sent, tmp_path / "其余.xlsx", {"R01-0002": BLANK}), part=True).left
    with pytest.raises(NotFound, match="没有等待反馈"):
        replied(sent, part)


def test_a_locked_form_needs_its_password(sent: Act, tmp_path: Path) -> None:
    file = filled(sent, tmp_path / "反馈.xlsx", lock=True)
    with pytest.raises(Locked, match="设有口令"):
        replied(sent, file)
    with pytest.raises(Locked, match="打不开"):
        replied(sent, file, secret="wrong-password")


@pytest.mark.parametrize("kept", [0.5, 0.95])
def test_a_locked_form_that_was_cut_is_told_as_incomplete_and_not_as_a_wrong_password(
    sent: Act, tmp_path: Path, kept: float
) -> None:
    file = filled(sent, tmp_path / "反馈.xlsx", lock=True)
    data = file.read_bytes()
    file.write_bytes(data[: int(len(data) * kept)])
    with pytest.raises(Locked) as fault:
        replied(sent, file, secret=SECRET)
    assert "文件不完整" in fault.value.why
    assert "重新加密后报送" in fault.value.todo


def test_what_comes_after_the_inspection_has_gone_on_leaves_it_there(sent: Act, tmp_path: Path) -> None:
    with sent("look") as case:
        case.all(Inspection)[0].state = State.ESCALATED
    replied(sent, filled(sent, tmp_path / "反馈.xlsx"))
    with sent("look", dry_run=True) as case:
        assert case.all(Inspection)[0].state == State.ESCALATED
        assert len(case.all(FlagBatch)) == 1
