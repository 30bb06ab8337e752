"""Materials that are handed over and go back, item by item (D17)."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from jxinspect.acts import inspect_ask, inspect_handover
from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.identity import identity_check
from jxinspect.law.terms import EvidenceForm
from jxinspect.model.inspect import HandoverItem, Questioning

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
    # Two inspectors at least act for the agency (办法 26), and one of them takes or gives.
    assert all(paper.count("\n检查人员（签名）：") == 1 for paper in (listed, returned))


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
