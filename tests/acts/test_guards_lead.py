"""G63 both ways: refused when a paper is issued, and found on records put there behind the program's back."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest

from jxinspect.acts import lead
from jxinspect.acts.check import check
from jxinspect.acts.procedure import judge
from jxinspect.errors import Refused
from jxinspect.law.lead import LeadDecision, LeadSource
from jxinspect.model.document import Document
from jxinspect.store.records import inspection_records

Act = Callable[..., Any]
NUMBER = "2026-001"


def paper(text: str) -> bytes:
    """A file of Word whose text is split as Word splits it."""
    half = len(text) // 2
    runs = f"<w:p><w:r><w:t>{text[:half]}</w:t></w:r><w:r><w:t>{text[half:]}</w:t></w:r></w:p>"
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("word/document.xml", f"<w:document>{runs}</w:document>")
    return file.getvalue()


def issued(case: Any, text: str, kind: str = "D05", n: int = 2) -> Document:
    """Put a paper into the inspection behind the program's back."""
    row = Document(
        inspection_id=inspection_records(case, NUMBER).inspection.id,
        at=case.at,
        kind=kind,
        title="检查通知书",
        subject_id="x",
        number=f"{NUMBER}-X-{n:02d}",
        year=2026,
        dated=case.at.date(),
        sha256=case.objects.put(paper(text)),
        facts_digest="0" * 64,
        chain_head="0" * 64,
        check_code="0" * 12,
        file_name="x.docx",
        actor="测一鸣",
    )
    case.add(row)
    return row


def reported(case: Any, unit: str | None, name: str = "钟举报测", phone: str = "139-0000-1234") -> None:
    fields: dict[str, Any] = {"unit_name": unit} if unit else {"about": "某企业"}
    one = lead.add(case, source=LeadSource.TIP, matter="虚报", identity={"name": name, "phone": phone}, **fields)
    lead.assess(case, one.number, LeadDecision.ACCEPT, by="孙科长")


def found(case: Any) -> list[str]:
    return [one.text for one in check(case, NUMBER) if one.guard == "G63"]


@pytest.mark.parametrize("text", ["据钟举报测反映", "联系电话13900001234", "电话：139 0000 1234"])
def test_a_paper_about_the_unit_that_tells_who_reported_it_is_found_without_repeating_it(
    announced: Act, text: str
) -> None:
    with announced("x", at="2026-02-11 09:00") as case:
        reported(case, "样本县社会保险服务中心")
        issued(case, text)
        assert len(found(case)) == 1
        assert "钟" not in found(case)[0]
        with pytest.raises(Refused) as refusal:
            judge(case, inspection_records(case, NUMBER), "doc.issue")
    assert refusal.value.guards == ("G63",)


def test_a_lead_about_others_counts_once_it_is_linked(announced: Act) -> None:
    with announced("x", at="2026-02-11 09:00") as case:
        reported(case, None)
        issued(case, "据钟举报测反映")
        assert found(case) == []
        lead.assign(case, "2026-XS-001", handler=None, inspection_number=NUMBER)
        assert len(found(case)) == 1


def test_other_papers_pass_and_so_does_who_is_on_the_page_anyway(announced: Act) -> None:
    with announced("x", at="2026-02-11 09:00") as case:
        reported(case, "样本县社会保险服务中心", name="李例子", phone="0791-00000003")  # the unit's contact
        issued(case, "联系人李例子，电话0791-00000003")
        assert found(case) == []
        reported(case, "样本县社会保险服务中心")
        issued(case, "被询问人钟举报测", kind="D19", n=3)
        issued(case, "没有什么", n=4)
        assert found(case) == []


def test_an_approver_lets_him_pass_who_is_there_as_somebody_else(announced: Act) -> None:
    waived = [("G63", "作为待遇领取人出现，与举报无关", "钱主任")]
    with announced("x", at="2026-02-11 09:00", override=waived) as case:
        reported(case, "样本县社会保险服务中心")
        issued(case, "领取人钟举报测")
        judge(case, inspection_records(case, NUMBER), "doc.issue")
        assert found(case) == []
