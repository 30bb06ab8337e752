"""G53: identity and bank numbers in papers that leave the office."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import docx
import pytest

from jxinspect.acts import config, notify, notify_letters
from jxinspect.acts.check import check
from jxinspect.documents import issue as documents
from jxinspect.documents.catalogue import CATALOGUE
from jxinspect.documents.disclosure import covered
from jxinspect.documents.picture import Picture
from jxinspect.errors import Refused
from jxinspect.model.document import Document
from jxinspect.model.duty import Override
from jxinspect.model.notify import MaterialItem, MaterialsList
from jxinspect.store.records import inspection_records

if TYPE_CHECKING:
    from jxinspect.store.casefile import CaseFile

Act = Callable[..., Any]
NUMBER = "2026-001"
IDENTITY = "360100199001010015"
BANK = "6200111111111111119"
OVERRIDE = [("G53", "公安机关凭号码核查", "钱主任")]
#: Kinds that name the person whom they address (G53), as far as the catalogue has them. D29 is that person's own word.
IDENTIFYING = {"D16", "D18", "D19", "D27", "D29", "D58", "D59", *(f"D{n}" for n in range(61, 71))}
#: The further papers of a hearing, a defence, a decision and an urging.
IDENTIFYING |= {"D66a", "D66b", "D66c", "D67a", "D69a", "D70a"}


def text_of(case: CaseFile, document: Document) -> str:
    paper = docx.Document(io.BytesIO(case.objects.get(document.sha256)))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in paper.paragraphs), *cells])


def listed(case: CaseFile, *names: str) -> Document:
    lines = [{"name": name} for name in names]
    return notify.materials(case, NUMBER, lines=lines, due_on=date(2026, 3, 9), place="样本县示范路1号")


def test_the_catalogue_says_which_papers_identify_whom_they_address() -> None:
    assert {kind for kind, spec in CATALOGUE.items() if spec.identifies} == IDENTIFYING & CATALOGUE.keys()


def test_a_field_that_is_nothing_but_a_number_is_masked(announced: Act) -> None:
    with announced("notify.materials", at="2026-02-20 09:00") as case:
        text = text_of(case, listed(case, IDENTITY, BANK))
    assert "360100********0015" in text
    assert "***************1119" in text
    assert IDENTITY not in text
    assert BANK not in text


@pytest.mark.parametrize("number", [IDENTITY, BANK, f"{IDENTITY[:6]} {IDENTITY[6:14]} {IDENTITY[14:]}"])
def test_a_number_in_running_text_is_refused_and_nothing_is_issued(announced: Act, number: str) -> None:
    with pytest.raises(Refused) as refusal, announced("notify.materials", at="2026-02-20 09:00") as case:
        listed(case, f"李例子（{number}）的待遇核定表")
    assert refusal.value.guards == ("G53",)
    assert "资料.名称" in refusal.value.what
    assert "个人信息保护法 28、51" in refusal.value.why
    assert "--override G53" in refusal.value.todo
    with announced("look") as case:
        assert not case.all(Document, kind="D08")


def test_the_head_may_allow_a_number_in_full_and_his_reason_stays(announced: Act) -> None:
    with announced("notify.materials", at="2026-02-20 09:00", override=OVERRIDE) as case:
        assert IDENTITY in text_of(case, listed(case, f"李例子（{IDENTITY}）的待遇核定表"))
    with announced("look") as case:
        assert [(o.guard, o.because) for o in case.all(Override)] == [("G53", "公安机关凭号码核查")]
        assert "G53" not in {one.guard for one in check(case, NUMBER)}


def test_check_finds_a_number_that_nobody_allowed(announced: Act) -> None:
    with announced("notify.materials", at="2026-02-20 09:00") as case:
        listed(case, "待遇核定表")
        case.all(MaterialItem)[0].name = f"李例子（{IDENTITY}）的待遇核定表"
        # Past the guards, as a merge of another machine's records would come.
        records = inspection_records(case, NUMBER)
        paper = documents.issue(case, "D08", case.all(MaterialsList)[0], records=records)
        assert paper.exposes == ["资料.名称"]
    with announced("look") as case:
        assert "G53" in {one.guard for one in check(case, NUMBER)}


def test_a_notice_that_identifies_the_person_shows_the_number(announced: Act) -> None:
    moment = datetime(2026, 3, 5, 9, 30, tzinfo=timezone(timedelta(hours=8)))
    with announced("notify.questioning", at="2026-02-20 09:00") as case:
        paper = notify_letters.questioning(
            case, NUMBER, person="李例子", identity_no=IDENTITY, matter="待遇支付", ask_at=moment
        )
        assert IDENTITY in text_of(case, paper)
        assert paper.exposes == []


def test_an_office_that_turns_the_mask_off_prints_the_number(announced: Act) -> None:
    with announced("config", at="2026-02-20 08:00") as case:
        config.change(case, "mask.id", "否")
    with announced("notify.materials", at="2026-02-20 09:00") as case:
        text = text_of(case, listed(case, IDENTITY, BANK))
    assert IDENTITY in text
    assert BANK not in text


def test_papers_that_stay_in_the_office_keep_what_they_say() -> None:
    fields: dict[str, Any] = {
        "事实": f"李例子（{IDENTITY}）",
        "号码": IDENTITY,
        "行": [{"账号": BANK}],
        "图": {"缩略图": Picture("柜.jpg", b"", 40, 30)},
        "有": True,
        "数": 1,
    }
    assert covered(CATALOGUE["D21"], fields, lambda _: True) == (fields, [])
    hidden, exposed = covered(CATALOGUE["D08"], fields, lambda _: True)
    assert hidden == {**fields, "号码": "360100********0015", "行": [{"账号": "***************1119"}]}
    assert exposed == ["事实"]
