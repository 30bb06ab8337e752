"""What papers of a sealing say: what they rest on, their term, their reason, who counted, who witnessed (办法 19)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta, timezone
from io import BytesIO
from typing import Any

import docx
import pytest

from jxinspect.acts import seal
from jxinspect.acts.seal_release import release
from jxinspect.acts.seal_reseal import reseal
from jxinspect.errors import Incomplete
from jxinspect.law.statutes import cite
from jxinspect.law.terms import ReleaseReason, SealReason, SignOutcome
from jxinspect.model.document import Document
from jxinspect.model.seal import Strip
from jxinspect.store.casefile import CaseFile

Act = Callable[..., Any]
N = "2026-001"
END = datetime(2026, 3, 3, 12, tzinfo=timezone(timedelta(hours=8)))
POWER = f"根据{cite('社会保险法 79 II(一)')}、{cite('办法 19')}"


def text_of(case: CaseFile, paper: Document) -> str:
    """The paragraphs of a paper and of its tables without lines or fields, one a line."""
    opened = docx.Document(BytesIO(case.objects.get(paper.sha256)))
    cells = [cell.text for table in opened.tables for row in table.rows for cell in row.cells]
    return "\n".join([p.text for p in opened.paragraphs] + cells)


ITEM: dict[str, Any] = {"name": "2025年凭证", "material": "voucher", "quantity": 2}


def sealed(on_site: Act, items: Sequence[dict[str, Any]] = (ITEM,), **more: Any) -> dict[str, str]:
    """One sealing from 3 to 10 March; the texts of its papers by kind."""
    with on_site("seal.request", at="2026-03-03 08:30") as case:
        seal.request(
            case, N, reasons=[SealReason.TRANSFER], facts="凭证被搬离", copy_suffices="数量大", keeper="李例子",
            custody_mode="原地封存。", items=items, days=7,
        )  # fmt: skip
    with on_site("seal.approve", at="2026-03-03 09:00") as case:
        seal.approve(case, N, approver="钱主任", text="同意")
    with on_site("seal.create", at="2026-03-03 09:30") as case:
        wanted: dict[str, Any] = {"attended": "李例子", "ended_at": END, "strips": ["2号柜门缝"]} | more
        papers = seal.create(case, N, process="清点装柜", notified="电话通知", **wanted)[1]
        return {paper.kind: text_of(case, paper) for paper in papers}


def extended(on_site: Act, reason: str = "凭证数量大") -> str:
    """The text of the extension to 17 March."""
    with on_site("seal.extend", at="2026-03-09 10:00") as case:
        paper = seal.extend(case, N, until=date(2026, 3, 17), reason=reason, approver="钱主任")[1]
        return text_of(case, paper)


def released(on_site: Act, ground: ReleaseReason = ReleaseReason.NOT_NEEDED, **more: Any) -> str:
    """The text of the release of all on 10 March."""
    with on_site("seal.release", at="2026-03-10 09:00") as case:
        papers = release(case, N, ground=ground, receiver="李例子", **({"opening": "逐册启封"} | more))[1]
        return text_of(case, papers[0])


def test_extension_and_release_rest_on_the_power_to_seal_and_follow_the_coercion_law_by_analogy(on_site: Act) -> None:
    sealed(on_site)
    assert f"{POWER}，参照《中华人民共和国行政强制法》第二十五条的规定，经本机关负责人批准" in extended(on_site)
    assert f"{POWER}，参照《中华人民共和国行政强制法》第二十八条的规定，本机关决定" in released(on_site)


def test_a_release_says_by_which_decision_the_end_of_an_extended_sealing_came(on_site: Act) -> None:
    sealed(on_site)
    extended(on_site)
    assert (
        "封存期限原至2026年3月10日止，经《延长封存期限决定书》（样人社监延封〔2026〕1号）延长至2026年3月17日止。"
    ) in released(on_site)


def test_a_release_says_the_end_of_the_decision_where_nothing_was_extended(on_site: Act) -> None:
    sealed(on_site)
    assert "予以封存，封存期限至2026年3月10日止。" in released(on_site)


@pytest.mark.parametrize(
    ("ground", "typed", "printed"),
    [
        (ReleaseReason.NOT_NEEDED, "有关资料已经全部复制核对", "现因有关资料已经全部复制核对，不再需要封存，根据"),
        (ReleaseReason.NOT_NEEDED, "因原件已经核对，不再需要封存。", "现因原件已经核对，不再需要封存，根据"),
        (ReleaseReason.NOT_NEEDED, "", "现因有关资料不再需要封存，根据"),
        (ReleaseReason.UNRELATED, "不在检查期间。", "现因封存的资料与监督事项无关（不在检查期间），根据"),
    ],
)
def test_the_reason_of_a_release_is_a_sentence_of_its_own(
    on_site: Act, ground: ReleaseReason, typed: str, printed: str
) -> None:
    sealed(on_site)
    assert printed in released(on_site, ground, text=typed)


def test_a_reason_that_begins_with_because_is_not_told_twice(on_site: Act) -> None:
    sealed(on_site)
    assert "\n因凭证数量大，在上述期限内" in extended(on_site, "因凭证数量大。")


def test_the_record_tells_the_remedy_against_the_decision_and_not_against_itself(on_site: Act) -> None:
    papers = sealed(on_site)
    assert "如不服封存决定，可以自收到《封存决定书》之日起六十日内向" in papers["D36"]
    assert "不停止封存决定的执行" in papers["D36"]
    assert "本决定" not in papers["D36"]
    assert "如不服本决定，可以自收到本决定书之日起六十日内向" in papers["D33"]


@pytest.mark.parametrize("end", ["", "。", ".", "。。", "，"])
def test_what_is_said_at_a_sealing_ends_with_one_full_stop_however_it_was_typed(on_site: Act, end: str) -> None:
    record = sealed(on_site, statement=f"没有异议{end}", answer=f"已记录{end}")["D36"]
    assert "\n陈述、申辩：没有异议。\n" in record
    assert "\n答复：已记录。\n" in record
    assert "启封情况：逐册启封。封条完好。" in released(on_site, opening=f"逐册启封{end}")


def test_how_it_is_kept_ends_with_one_full_stop_within_the_decision(on_site: Act) -> None:
    assert "保管方式：原地封存。保管人应当" in sealed(on_site)["D33"]


def test_who_did_not_sign_the_list_has_not_counted_it_with_the_inspectors(on_site: Act) -> None:
    refused: dict[str, Any] = {
        "outcome": SignOutcome.REFUSED, "reason": "称系移交", "witness": "金例见", "witness_capacity": "社区工作人员"
    }  # fmt: skip
    listed = sealed(on_site, **refused)["D34"]
    assert "以上资料由检查人员当场逐项清点，见证人金例见（社区工作人员）在场见证。" in listed
    assert "双方当场清点" not in listed
    assert "见证人（签名）：＿＿" in listed


def test_the_line_of_a_witness_is_struck_out_where_there_was_none(on_site: Act) -> None:
    papers = sealed(on_site)
    assert "以上资料经双方当场清点核对无误。" in papers["D34"]
    papers["D38"] = released(on_site)
    for kind in ("D34", "D36", "D38"):
        assert "\n见证人（签名）：/" in papers[kind], kind
        assert papers[kind].count("见证人（签名）") == 1, kind


TWO = ["2号柜门缝上部", "2号柜门缝下部"]
A, B, C, D = (f"2026-001-FC-01-0{n}" for n in (1, 2, 3, 4))


def test_two_strips_on_one_door_both_secure_a_material_that_names_none(on_site: Act) -> None:
    papers = sealed(on_site, strips=TWO)
    assert f"\n{A}\n{B}\n封存地点" in papers["D34"]  # a number is not broken in two
    assert f"{A}\n2号柜门缝上部\n第1项\n{B}\n2号柜门缝下部\n第1项" in papers["D36"]
    papers["D38"] = released(on_site, broken=["02"])
    assert f"{A}\n{B}\n否\n齐全" in papers["D38"]
    assert f"封条有损坏：{B}。" in papers["D38"]


def test_a_part_release_opens_both_strips_and_the_new_ones_secure_what_stays(on_site: Act) -> None:
    items = [{"name": f"第{n}盒", "material": "archive", "quantity": 1} for n in (1, 2)]
    sealed(on_site, strips=TWO, items=items)
    with pytest.raises(Incomplete, match="没有重新加封"):
        released(on_site, lines=[1])
    text = released(on_site, lines=[1], restrip=TWO)
    assert f"其余资料继续封存：第2项第2盒（封条{C}、{D}）。" in text
    assert f"{A}\n{B}\n是\n齐全" in text
    with on_site("seal.release", at="2026-03-10 09:30") as case:
        assert {strip.number: strip.intact for strip in case.all(Strip)} == {A: True, B: True, C: None, D: None}


def test_where_materials_name_their_strips_each_is_under_its_own(on_site: Act) -> None:
    items = [{"name": f"第{n}盒", "material": "archive", "quantity": 1, "strip": str(n)} for n in (1, 2)]
    papers = sealed(on_site, strips=[*TWO, "档案室门"], items=items)
    assert f"{A}\n2号柜门缝上部\n第1项\n{B}\n2号柜门缝下部\n第2项\n{C}\n档案室门\n/" in papers["D36"]


def test_the_strip_that_replaces_a_broken_one_beside_the_first_secures_the_same_materials(on_site: Act) -> None:
    sealed(on_site, strips=TWO)
    with on_site("seal.reseal", at="2026-03-04 09:00") as case:
        made = reseal(case, N, found="下部被揭起", broken=["02"], attended="李例子")[1]
        assert f"{B}\n{C}\n2号柜门缝下部\n第1项" in text_of(case, made[0])
    assert f"{A}\n{C}\n是\n齐全" in released(on_site)
