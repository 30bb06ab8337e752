"""Broken strips are replaced, losses told at the release, D33 made anew with its papers."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest

from jxinspect.acts import document, document_void, seal, seal_count
from jxinspect.acts.check import check
from jxinspect.acts.seal_release import release
from jxinspect.acts.seal_reseal import reseal
from jxinspect.errors import Incomplete, NotFound, Refused, Usage
from jxinspect.law.loss import Loss
from jxinspect.law.terms import ReleaseReason, SealReason, SignOutcome
from jxinspect.model.document import Document
from jxinspect.model.seal import Reseal, SealItem, SealRelease, Strip
from jxinspect.store.records import staff

Act = Callable[..., Any]
NUMBER, CODE = "2026-001", "2026-001-FC-01"
ITEMS = [
    {"name": "2025年度会计凭证", "material": "voucher", "quantity": 12, "unit": "册"},
    {"name": "待遇审核档案", "material": "archive", "quantity": 3, "unit": "盒"},
    {"name": "移动硬盘", "material": "data", "quantity": 1, "unit": "个", "strip": "2"},
]
ALL = [f"{CODE}-01", f"{CODE}-02", f"{CODE}-X001", f"{CODE}-X002", f"{CODE}-X003"]
FOUND: dict[str, Any] = {
    "found": "右下角被揭起约2厘米，柜内资料没有翻动",
    "attended": "李例子",
    "attended_post": "主任",
}
GONE: dict[str, Any] = {"ground": ReleaseReason.DECIDED, "receiver": "李例子", "opening": "核对编号后启封"}


@pytest.fixture
def sealed(on_site: Act) -> Act:
    """A sealing of three materials under two strips, of 3 March."""
    with on_site("seal.request", at="2026-03-03 08:30") as case:
        seal.request(
            case, NUMBER, reasons=[SealReason.TRANSFER], facts="凭证被搬离档案室。", items=ITEMS,
            copy_suffices="不能防止灭失", keeper="李例子", custody_mode="原地封存",
        )  # fmt: skip
        seal.approve(case, NUMBER, approver="钱主任", text="同意", reviewer="孙科长", review_text="拟同意")
    with on_site("seal.create", at="2026-03-03 09:30") as case:
        seal.create(
            case, NUMBER, strips=["2号柜门缝", "保险箱"], process="清点后加贴封条。", notified="9时电话通知",
            attended="李例子", attended_post="主任",
        )  # fmt: skip
    return on_site


@pytest.fixture
def broken(sealed: Act) -> Act:
    """The recount of 4 March found the first strip broken."""
    with sealed("seal.count", at="2026-03-04 09:00") as case:
        seal_count.count(case, NUMBER, read=ALL, broken=["01"], attended="李例子")
    return sealed


def text_of(case: Any, paper: Document) -> str:
    with zipfile.ZipFile(BytesIO(case.objects.get(paper.sha256))) as package:
        xml = package.read("word/document.xml").decode()
    return "\n".join("".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", par)) for par in xml.split("</w:p>"))


def objections(act: Act, *guards: str) -> list[str]:
    with act("check", at="2026-03-05 12:00") as case:
        return [row.text for row in check(case, NUMBER) if row.guard in guards]


# ---- resealing -----------------------------------------------------------------------------------------------


def test_a_strip_that_a_recount_found_broken_is_replaced_by_a_new_number_in_its_place(broken: Act) -> None:
    with broken("seal.reseal", at="2026-03-04 10:00") as case:
        row, papers = reseal(case, NUMBER, **FOUND)
        assert row.broken == [f"{CODE}-01"]
        strips = {strip.number: strip for strip in case.all(Strip)}
        fresh = strips[f"{CODE}-03"]
        assert (fresh.place, fresh.replaces, fresh.intact) == ("2号柜门缝", f"{CODE}-01", None)
        assert strips[f"{CODE}-01"].intact is False
        assert [i.strip for i in sorted(case.all(SealItem), key=lambda i: i.seq)] == [
            f"{CODE}-03", f"{CODE}-03", f"{CODE}-02"
        ]  # fmt: skip
        assert [paper.kind for paper in papers] == ["D36b", "D35"]
        record, labels = (text_of(case, paper) for paper in papers)
    for said in ("右下角被揭起约2厘米，柜内资料没有翻动。", f"{CODE}-01", f"{CODE}-03", "第1项至第2项", "李例子"):
        assert said in record
    assert f"封条编号：{CODE}-03" in labels
    assert f"{CODE}-02" not in labels
    assert objections(broken, "G05", "G24", "G29", "G30") == []


def test_the_recount_and_the_release_know_the_new_strip_and_the_old_one_no_more(broken: Act) -> None:
    with broken("seal.reseal", at="2026-03-04 10:00") as case:
        reseal(case, NUMBER, **FOUND)
    with broken("seal.count", at="2026-03-05 09:00") as case:
        row, _ = seal_count.count(case, NUMBER, read=[f"{CODE}-03", *ALL[1:]])
        assert (row.missing, row.extra, len(row.present)) == ([], [], 5)
    with broken("seal.release", at="2026-03-05 10:00") as case:
        ended, _ = release(case, NUMBER, **GONE)
        assert (ended.strips_intact, ended.broken) == (True, [])


def test_another_strip_is_named_and_may_bear_a_number_of_its_own_that_was_never_used(broken: Act) -> None:
    with broken("seal.reseal", at="2026-03-04 10:00") as case:
        row, _ = reseal(case, NUMBER, **FOUND, broken=["2"], strips=["保险箱门=监封00018"])
        assert row.broken == [f"{CODE}-02"]
    with pytest.raises(Refused) as refused, broken("seal.reseal", at="2026-03-04 11:00") as case:
        reseal(case, NUMBER, **FOUND, strips=["2号柜门缝=监封00018"])
    assert refused.value.guards == ("G29",)


def test_only_a_strip_that_is_on_and_broken_is_replaced(sealed: Act) -> None:
    with pytest.raises(Incomplete, match="哪一张封条破损"), sealed("seal.reseal", at="2026-03-04 09:00") as case:
        reseal(case, NUMBER, **FOUND)
    with sealed("seal.reseal", at="2026-03-04 10:00") as case:
        reseal(case, NUMBER, **FOUND, broken=["01"])
    with pytest.raises(NotFound, match="没有封条 01"), sealed("seal.reseal", at="2026-03-04 11:00") as case:
        reseal(case, NUMBER, **FOUND, broken=["01"])


def test_without_the_party_a_witness_signs(broken: Act) -> None:
    with pytest.raises(Refused) as refused, broken("seal.reseal", at="2026-03-04 10:00") as case:
        reseal(case, NUMBER, found="被撕开")
    assert refused.value.guards == ("G24",)
    with broken("seal.reseal", at="2026-03-04 10:00") as case:
        _, (record, _) = reseal(case, NUMBER, found="被撕开", witness="吴证人", witness_capacity="居委会干部")
        assert "当事人没有到场，没有签名，原因：当事人经通知没有到场。" in text_of(case, record)


def test_one_inspector_alone_does_not_reseal(broken: Act) -> None:
    with pytest.raises(Refused) as refused, broken("seal.reseal", at="2026-03-04 10:00") as case:
        reseal(case, NUMBER, **FOUND, names=["测一鸣"])
    assert refused.value.guards == ("G05",)


def test_the_check_finds_a_resealing_without_strip_paper_or_signature(broken: Act) -> None:
    with broken("setup", at="2026-03-04 10:00") as case:
        of = case.all(Strip)[0]
        people = [staff(case, name).id for name in ("测一鸣", "样二航")]
        facts = {"inspection_id": of.inspection_id, "seal_id": of.seal_id, "at": case.at, "inspectors": people}
        case.add(Reseal(**facts, broken=[of.number], found="x", outcome=SignOutcome.REFUSED))
    assert objections(broken, "G24") == [
        f"封存{CODE}重新加封：没有登记新的封条；当事人没有签名，也没有注明原因和见证人"
    ]


# ---- order of the acts ---------------------------------------------------------------------------------------


def test_nothing_is_released_extended_or_counted_before_it_was_sealed(sealed: Act) -> None:
    """The sealing was carried out on 3 March at 09:30."""
    acts: dict[str, Callable[[Any], object]] = {
        "封存的解除": lambda case: release(case, NUMBER, **GONE),
        "封存的延长": lambda case: seal.extend(
            case, NUMBER, until=date(2026, 3, 20), reason="须与银行逐笔核对", approver="钱主任"
        ),
        "封存的清点": lambda case: seal_count.count(case, NUMBER, read=ALL),
    }
    for name, act in acts.items():
        with pytest.raises(Refused) as refused, sealed("seal", at="2026-03-03 09:00") as case:
            act(case)
        assert "G56" in refused.value.guards
        assert f"{name}（2026年3月3日9时00分）早于封存{CODE}的实施（" in refused.value.what


def test_check_finds_a_release_before_the_sealing(sealed: Act) -> None:
    with sealed("seal.release", at="2026-03-05 10:00") as case:
        row, _ = release(case, NUMBER, **GONE)
    assert objections(sealed, "G56") == []
    with sealed("merged", at="2026-03-05 11:00") as case:
        case.get(SealRelease, row.id).at = row.at.replace(day=2)
    (told,) = objections(sealed, "G56")
    assert told.startswith("封存的解除（2026年3月2日")


# ---- losses --------------------------------------------------------------------------------------------------


def test_the_return_list_tells_what_is_missing_or_damaged_and_the_record_keeps_it(sealed: Act) -> None:
    lost = {1: (Loss.DAMAGED, "第3册被撕去5页"), 3: (Loss.MISSING, "保险箱是空的")}
    with sealed("seal.release", at="2026-03-05 10:00") as case:
        _, (paper,) = release(case, NUMBER, **GONE, losses=lost)
        told = text_of(case, paper)
        kept = {item.seq: (item.loss, item.loss_note) for item in case.all(SealItem)}
    assert kept == {**lost, 2: (None, "")}
    assert "启封时发现第1项毁损（第3册被撕去5页）、第3项缺失（保险箱是空的），本机关将依法查明原因并处理。" in told
    assert "除第1项毁损（第3册被撕去5页）、第3项缺失（保险箱是空的）外，确认无误后接收。" in told
    assert "共2项，12册、3盒" in told
    assert told.count("齐全") == 1


def test_a_loss_is_told_of_a_line_that_is_given_back(sealed: Act) -> None:
    with pytest.raises(NotFound, match="这次退还的没有第3项"), sealed("seal.release", at="2026-03-05 10:00") as case:
        release(case, NUMBER, **GONE, lines=[1], restrip=["2号柜门缝"], losses={3: (Loss.MISSING, "")})


def test_what_the_last_recount_missed_is_accounted_for(sealed: Act) -> None:
    with sealed("seal.count", at="2026-03-04 09:00") as case:
        seal_count.count(case, NUMBER, read=ALL[:-1])
    with pytest.raises(Incomplete, match="清点时缺少第3项移动硬盘，解除时没有说明"):  # noqa: SIM117
        with sealed("seal.release", at="2026-03-05 10:00") as case:
            release(case, NUMBER, **GONE)
    with sealed("seal.count", at="2026-03-05 11:00") as case:
        seal_count.count(case, NUMBER, read=ALL)
    with sealed("seal.release", at="2026-03-05 12:00") as case:
        release(case, NUMBER, **GONE)


# ---- the decision made anew ----------------------------------------------------------------------------------


def test_a_decision_made_anew_takes_list_strips_and_record_with_it(sealed: Act) -> None:
    with sealed("look", at="2026-03-03 10:00") as case:
        old = {paper.kind: paper for paper in case.all(Document) if paper.kind in ("D33", "D34", "D35", "D36")}
    with sealed("doc.void", at="2026-03-03 10:30") as case:
        _, fresh = document_void.void(case, old["D33"].number, because="当事人名称有误，尚未送达", again=True)
        assert [paper.kind for paper in fresh] == ["D33", "D34", "D35", "D36"]
        assert not {paper.number for paper in fresh} & {paper.number for paper in old.values()}
        for paper in fresh[1:]:
            assert fresh[0].number in text_of(case, paper)
            assert old["D33"].number not in text_of(case, paper)
    assert objections(sealed, "G24", "G26", "G57") == []


def test_a_decision_is_not_made_anew_when_its_list_is_signed(sealed: Act) -> None:
    with sealed("doc.signed", at="2026-03-03 10:00") as case:
        decision, listed = (case.one(Document, kind=kind).number for kind in ("D33", "D34"))
        document.signed(case, listed, signer="李例子", capacity="主任")
    with pytest.raises(Refused) as refused, sealed("doc.void", at="2026-03-03 10:30") as case:
        document_void.void(case, decision, because="当事人名称有误", again=True)
    assert refused.value.items == (f"{listed} 封存清单：已经由当事人签署",)
    assert "doc correct" in refused.value.todo


def test_a_decision_is_not_made_anew_when_something_was_done_upon_it(broken: Act) -> None:
    with pytest.raises(Refused) as refused, broken("doc.void", at="2026-03-05 10:30") as case:
        document_void.void(case, case.one(Document, kind="D33").number, because="当事人名称有误", again=True)
    assert [item.split(" ")[1] for item in refused.value.items] == ["封存清点记录：在其后制发"]


def test_losses_are_typed_as_line_and_what_was_found() -> None:
    from jxinspect.commands.seal_end import losses

    assert losses(["3=档案袋是空的"], ["２＝第5页被撕去", "1"]) == {
        3: (Loss.MISSING, "档案袋是空的"),
        2: (Loss.DAMAGED, "第5页被撕去"),
        1: (Loss.DAMAGED, ""),
    }
    for missing, damaged in ((["凭证"], []), (["2"], ["2"])):
        with pytest.raises(Usage, match="缺损的资料不能这样写"):
            losses(missing, damaged)
