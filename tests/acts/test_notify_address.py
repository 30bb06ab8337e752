"""Confirmation of address and electronic service (D12)."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import docx
import pytest

from jxinspect.acts import notify_address
from jxinspect.errors import Incomplete
from jxinspect.model.address import ServiceAddress

if TYPE_CHECKING:
    from jxinspect.model.document import Document
    from jxinspect.store.casefile import CaseFile

Act = Callable[..., Any]
NUMBER = "2026-001"


def text_of(case: CaseFile, document: Document) -> str:
    paper = docx.Document(io.BytesIO(case.objects.get(document.sha256)))
    return "\n".join(cell.text for table in paper.tables for row in table.rows for cell in row.cells)


def test_consent_to_electronic_service_is_on_record_and_on_paper(announced: Act) -> None:
    with announced("notify.address", at="2026-02-11 09:00") as case:
        _, paper = notify_address.address(
            case, NUMBER, consents=True, electronic="danwei@example.invalid", postcode="３３００００"
        )
        text = text_of(case, paper)
    assert paper.number == "2026-001-SD-01"
    for words in ("■同意采用电子方式送达　□不同意", "danwei@example.invalid", "330000", "样本县示范路2号", "李例子"):
        assert words in text
    assert "《中华人民共和国行政处罚法》第六十一条" in text
    assert "《中华人民共和国民事诉讼法》第九十条" in text
    assert "应当及时书面告知本机关" in text
    with announced("look") as case:
        kept = case.all(ServiceAddress)[0]
    assert (kept.consents, kept.electronic, kept.party) == (True, "danwei@example.invalid", "样本县社会保险服务中心")


def test_whoever_refuses_electronic_service_needs_no_electronic_address(announced: Act) -> None:
    with announced("notify.address", at="2026-02-11 09:00") as case:
        _, paper = notify_address.address(case, NUMBER, consents=False)
        assert "■不同意采用电子方式送达" in text_of(case, paper)


def test_everything_missing_is_named_at_once_and_nothing_is_kept(announced: Act) -> None:
    with (
        pytest.raises(Incomplete) as fault,
        announced("notify.address", at="2026-02-11 09:00") as case,
    ):
        notify_address.address(case, NUMBER, consents=True, party="王某虚构", postcode="3300")
    told = "；".join(fault.value.items)
    for words in ("--address", "--receiver", "--phone", "--electronic", "六位数字，现为 3300"):
        assert words in told
    with announced("look") as case:
        assert case.all(ServiceAddress) == []
