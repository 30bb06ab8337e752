"""Working papers that change: the review is lost, what they said before stays, and no report rests on the old one."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest

from jxinspect.acts import inspect, inspect_paper, inspect_paper_revise
from jxinspect.acts.check import check
from jxinspect.errors import Incomplete, Refused
from jxinspect.model.document import Document
from jxinspect.model.inspect import WorkingPaper
from jxinspect.model.paper import PaperVersion
from jxinspect.model.signed import DocumentVoid

if TYPE_CHECKING:
    from jxinspect.store.casefile import CaseFile

Act = Callable[..., Any]
NUMBER = "2026-001"
CODE = "2026-001-DG-01"
PAPER: dict[str, Any] = {
    "matter": "CL-11-4",
    "author": "测一鸣",
    "basis": ["办法 11(四)"],
    "method": "抽查档案312卷",
    "facts": "向17名已再就业人员发放失业保险金。",
    "persons": 17,
    "amount": 8640000,
}


def text_of(case: CaseFile, document: Document) -> str:
    with zipfile.ZipFile(BytesIO(case.objects.get(document.sha256))) as package:
        xml = package.read("word/document.xml").decode()
    return "\n".join("".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", par)) for par in xml.split("</w:p>"))


@pytest.fixture
def reviewed(on_site: Act, once: Callable[..., Any]) -> Act:
    """`act` on a case file with one working paper, reviewed."""

    def made() -> None:
        with on_site("inspect.paper", at="2026-03-03 10:00") as case:
            inspect_paper.paper(case, NUMBER, **PAPER)
        with on_site("inspect.review", at="2026-03-03 15:00") as case:
            inspect_paper.review(case, NUMBER, CODE, reviewer="孙科长", text="同意")

    once(made)
    return on_site


def revise(act: Act, at: str, **fields: Any) -> PaperVersion:
    with act("inspect.revise", at=at) as case:
        row: PaperVersion = inspect_paper_revise.revise(case, NUMBER, CODE, **fields)
    return row


def test_a_change_loses_the_review_voids_its_paper_and_keeps_what_was_said_before(reviewed: Act) -> None:
    version = revise(reviewed, "2026-03-04 09:00", reason="补充核实2人", persons=19, amount=9360000)
    assert version.changes == [
        {"name": "persons", "old": "17", "new": "19"},
        {"name": "amount", "old": "86,400.00元", "new": "93,600.00元"},
    ]
    with reviewed("look", at="2026-03-04 10:00", dry_run=True) as case:
        (paper,) = case.all(WorkingPaper)
        assert (paper.version, paper.reviewer, paper.reviewed_at) == (2, None, None)
        (void,) = case.all(DocumentVoid)
        assert void.reason == "底稿已经改动（第2版）：补充核实2人"
        now, (before,), records = inspect_paper_revise.history(case, NUMBER, "1")
    assert (now.persons, before.review_text) == (19, "同意")
    assert records.staff[before.reviewer or ""].name == "孙科长"


def test_the_new_version_is_reviewed_anew_and_its_paper_has_a_number_of_its_own(reviewed: Act) -> None:
    revise(reviewed, "2026-03-04 09:00", reason="补充核实2人", persons=19)
    with reviewed("inspect.review", at="2026-03-04 08:59") as case, pytest.raises(Refused, match="早于编制或者改动"):
        inspect_paper.review(case, NUMBER, CODE, reviewer="孙科长", text="同意")
    with reviewed("inspect.review", at="2026-03-04 15:00") as case:
        _, document = inspect_paper.review(case, NUMBER, CODE, reviewer="孙科长", text="同意")
        text = text_of(case, document)
    assert document.number == "2026-001-DG-01-2"
    assert "检查工作底稿（第2版）" in text
    assert "人数：19人" in text
    with reviewed("inspect.paper", at="2026-03-04 16:00") as case:
        assert inspect_paper.paper(case, NUMBER, **PAPER).code == "2026-001-DG-02"


def test_the_fieldwork_does_not_end_while_a_changed_paper_waits_for_its_review(reviewed: Act) -> None:
    revise(reviewed, "2026-03-04 09:00", reason="补充核实", persons=19)
    with pytest.raises(Refused) as refused, reviewed("inspect.leave", at="2026-03-05 17:00") as case:
        inspect.leave(case, NUMBER)
    assert refused.value.guards == ("G67",)
    assert f"底稿{CODE}改动以后没有重新复核" in refused.value.what
    with reviewed("inspect.review", at="2026-03-04 15:00") as case:
        inspect_paper.review(case, NUMBER, CODE, reviewer="孙科长", text="同意")
    with reviewed("inspect.leave", at="2026-03-05 17:00") as case:
        inspect.leave(case, NUMBER)


def test_a_paper_that_changes_after_the_fieldwork_is_found_by_check_until_it_is_reviewed(reviewed: Act) -> None:
    def found() -> list[str]:
        with reviewed("check", at="2026-03-07 09:00", dry_run=True) as case:
            return [one.text for one in check(case, NUMBER) if one.guard == "G67"]

    with reviewed("inspect.leave", at="2026-03-05 17:00") as case:
        inspect.leave(case, NUMBER)
    assert found() == []
    revise(reviewed, "2026-03-06 09:00", reason="更正笔误", facts="向十七名已再就业人员发放失业保险金。")
    assert found() == [f"底稿{CODE}改动以后没有重新复核"]
    with reviewed("inspect.review", at="2026-03-06 15:00") as case:
        inspect_paper.review(case, NUMBER, CODE, reviewer="孙科长", text="同意")
    assert found() == []


def test_check_finds_a_paper_that_its_author_reviewed(reviewed: Act) -> None:
    with reviewed("look", at="2026-03-04 10:00") as case:
        (paper,) = case.all(WorkingPaper)
        paper.reviewer = paper.author
    with reviewed("check", at="2026-03-07 09:00", dry_run=True) as case:
        (breach,) = [one for one in check(case, NUMBER) if one.guard == "G67"]
    assert breach.text == f"底稿{CODE}的复核人就是编制人测一鸣"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"reason": " ", "persons": 19}, "没有写明理由"),
        ({"reason": "更正", "persons": 17}, "没有改动"),
        ({"reason": "更正"}, "没有改动"),
    ],
)
def test_a_change_without_reason_or_without_difference_is_told_and_leaves_the_review(
    reviewed: Act, fields: dict[str, Any], words: str
) -> None:
    with pytest.raises(Incomplete, match=words):
        revise(reviewed, "2026-03-04 09:00", **fields)
    with reviewed("look", at="2026-03-04 10:00", dry_run=True) as case:
        assert case.all(WorkingPaper)[0].reviewed_at is not None
