"""补正: what was misspelt in a served document is mended by a notice; nothing of substance is (G55)."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from typing import Any

import docx
import pytest

from jxinspect.acts import document_void, notify, plan, service, service_failed
from jxinspect.acts.correction import correct
from jxinspect.documents.report_dossier import papers
from jxinspect.errors import Incomplete, Refused
from jxinspect.law.terms import InspectionForm, ServiceMethod
from jxinspect.model.correction import Correction, changes
from jxinspect.store.records import inspection_records

Act = Callable[..., Any]
NUMBER, NOTICE, CENTRE = "2026-001", "样人社监检通〔2026〕1号", "样本县社会保险服务中心"
MISSPELT = ("工伤保险待域", "工伤保险待遇")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=timezone(timedelta(hours=8)))


@pytest.fixture
def served(issued: Act, once: Callable[..., Any]) -> Act:
    once(lambda: hand_over(issued, NOTICE, "2026-02-11 10:05"))
    return issued


@pytest.fixture
def issued(office: Act, once: Callable[..., Any]) -> Act:
    """The notice of an inspection, in whose scope 待遇 was misspelt; it was not served yet."""

    def made() -> None:
        ad_hoc = {
            "ad_hoc_reason": "上级交办", "unit_name": CENTRE, "form": InspectionForm.SPECIAL, "funds": ["工伤"],
            "period_from": date(2025, 1, 1), "period_to": date(2025, 12, 31),
        }  # fmt: skip
        with office("plan.scheme.new", at="2026-02-02 09:00") as case:
            plan.open_inspection(case, year=2026, item=None, ad_hoc=ad_hoc)
            plan.set_team(case, NUMBER, leader="测一鸣", members=["样二航"])
            plan.new_scheme(
                case, NUMBER, items="工伤保险基金", scope="2025年度工伤保险待域", content="待遇审核", method="查阅",
                materials=["支付明细"], starts_on=date(2026, 3, 2), ends_on=date(2026, 3, 13),
            )  # fmt: skip
        with office("plan.scheme.approve", at="2026-02-03 09:00") as case:
            plan.approve_scheme(case, NUMBER, approver="钱主任", text="同意", reviewer="孙科长")
        with office("notify.onsite", at="2026-02-10 09:00") as case:
            notify.onsite(case, NUMBER, enter_on=date(2026, 3, 2))

    once(made)
    return office


def hand_over(act: Act, number: str, on: str) -> None:
    with act("notify.serve", at=on) as case:
        service.serve(
            case, NUMBER, documents=[number], method=ServiceMethod.DIRECT, servers=["测一鸣", "样二航"],
            received_at=at(on), receiver="李例子", capacity="办公室主任",
        )  # fmt: skip


def mend(
    act: Act, *lines: tuple[str, str], number: str = NOTICE, reason: str = "录入错误", ack: tuple[str, ...] = ()
) -> str:
    with act("doc.correct", at="2026-02-12 09:00", ack=ack) as case:
        _, paper = correct(case, number, lines=lines, reason=reason)
        opened = docx.Document(io.BytesIO(case.objects.get(paper.sha256)))
        cells = [cell.text for table in opened.tables for row in table.rows for cell in row.cells]
        return "\n".join([paper.number, *(p.text for p in opened.paragraphs), *cells])


def test_the_notice_names_the_document_with_its_day_and_both_wordings(served: Act) -> None:
    text = mend(served, MISSPELT)
    for word in ("样人社监补正〔2026〕1号", NOTICE, "2026年2月10日", "2026年2月11日送达", *MISSPELT, "1处", "录入错误"):
        assert word in text, word


def test_before_service_a_document_is_made_anew_instead(issued: Act) -> None:
    with pytest.raises(Refused, match="还没有送达") as refused:
        mend(issued, MISSPELT)
    assert "doc void" in refused.value.todo
    assert refused.value.guards == ("G55",)


def test_what_is_not_in_the_document_cannot_be_misspelt_there_and_every_fault_is_named(served: Act) -> None:
    with pytest.raises(Incomplete) as fault:
        mend(served, ("失业保险待域", "失业保险待遇"), ("待遇", "待遇"), ("", "x"), reason=" ")
    assert [item[:5] for item in fault.value.items] == ["补正的理由", "原文书中没", "“待遇”与", "每个 --"]


def test_the_same_place_is_mended_once(served: Act) -> None:
    mend(served, MISSPELT)
    with pytest.raises(Incomplete) as fault:
        mend(served, MISSPELT)
    assert "已经补正过" in fault.value.items[0]


@pytest.mark.parametrize("number", ["2026-001-SD-01", "样人社监调〔2026〕1号"])
def test_papers_that_are_signed_on_the_spot_are_not_mended_so(served: Act, number: str) -> None:
    with pytest.raises(Refused, match="不用补正通知书补正") as refused:
        mend(served, ("送达", "送到"), number=number)
    assert "另行制作补充的笔录或者清单" in refused.value.todo


def test_what_was_void_because_the_post_brought_it_back_is_not_mended(issued: Act) -> None:
    with issued("notify.serve", at="2026-02-11 09:00") as case:
        service.serve(case, NUMBER, documents=[NOTICE], method=ServiceMethod.POST, tracking="EMS1")
    with issued("notify.returned", at="2026-02-11 15:00") as case:
        service_failed.returned(case, NUMBER, tracking="EMS1", reason="查无此单位")
    with issued("doc.void", at="2026-02-11 16:00") as case:
        document_void.void(case, NOTICE, because="地址有误")
    with pytest.raises(Refused, match="已经作废"):
        mend(issued, MISSPELT)


def test_another_party_is_a_prohibition_and_another_day_a_warning(served: Act) -> None:
    with pytest.raises(Refused, match="改变了当事人") as refused:
        mend(served, (CENTRE, "样本县劳动能力鉴定办公室"), ack=("G55",))
    assert refused.value.guards == ("G55",)
    with pytest.raises(Refused, match="改变了日期") as warned:
        mend(served, ("2026年3月13日", "2026年3月20日"))
    assert "--ack G55" in warned.value.todo
    assert "2026年3月20日" in mend(served, ("2026年3月13日", "2026年3月20日"), ack=("G55",))


@pytest.mark.parametrize(
    ("wrong", "right", "what"),
    [
        ("样本县社保中新", "样本单位", []),
        ("样本单位", "另一单位", ["当事人"]),
        ("《社会保险法》第八十七条", "《社会保险法》第八十八条", ["法律依据"]),
        ("12000元", "120000元", ["增加金额"]),
        ("120,000.00", "12,000.00", []),
        ("1.2万元", "12万元", ["增加金额"]),
        ("2026年3月2日", "2026年3月9日", ["日期"]),
        ("待域", "待遇", []),
    ],
)
def test_a_misspelling_changes_neither_party_nor_basis_nor_amount_nor_day(
    wrong: str, right: str, what: list[str]
) -> None:
    assert list(changes({"wrong": wrong, "right": right, "times": "1"}, "样本单位")) == what


def test_the_dossier_lists_the_notice_behind_what_it_mends(served: Act) -> None:
    mend(served, MISSPELT)
    hand_over(served, "样人社监补正〔2026〕1号", "2026-02-12 15:00")
    with served("look", at="2026-02-13 09:00", dry_run=True) as case:
        titles = [paper.title for paper in papers(inspection_records(case, NUMBER))]
    start = titles.index("检查通知书")
    assert titles[start + 1].startswith("送达回证")
    assert titles[start + 2] == f"补正通知书（补正{NOTICE}）"
    assert titles[start + 3] == "送达回证（样人社监补正〔2026〕1号）"
    assert titles.count(titles[start + 2]) == 1


def test_a_correction_is_kept_as_it_was_made(served: Act) -> None:
    mend(served, MISSPELT)
    with pytest.raises(Exception, match="mended by a further record"), served("x", at="2026-02-13 09:00") as case:
        row = case.all(Correction)[0]
        row.reason = "别的"
