"""Refs and citations."""

from __future__ import annotations

from datetime import date

import pytest

from jxinspect.errors import Incomplete, NotFound
from jxinspect.law.articles import regulation
from jxinspect.law.numerals import chinese, roman
from jxinspect.law.statutes import Rank, basis_level, cite, in_force, refs, statute, statutes

OWN = "《江西省社会保险基金行政监督实施办法》（赣人社规〔2023〕1号）"


@pytest.mark.parametrize(
    ("ref", "full"),
    [
        ("办法 22(二)", OWN + "第二十二条第（二）项"),
        ("办法 14 II", OWN + "第十四条第二款"),
        ("办法 23(一)", OWN + "第二十三条第一款第（一）项"),
        ("办法 23 II", OWN + "第二十三条第二款"),
        ("社会保险法 79 II(一)", "《中华人民共和国社会保险法》第七十九条第二款第（一）项"),
        ("社会保险法 87、88", "《中华人民共和国社会保险法》第八十七条、第八十八条"),
        ("办法 25 II; 26 I", OWN + "第二十五条第二款、第二十六条第一款"),
        ("办法 19;行政强制法 18(一)", OWN + "第十九条、《中华人民共和国行政强制法》第十八条第（一）项"),
        ("社会保险经办条例 57", "《社会保险经办条例》第五十七条"),
        ("部令第48号", "《社会保险基金行政监督办法》（人力资源和社会保障部令第48号）"),
        ("赣府厅发〔2025〕7号", "《江西省人民政府办公厅关于严格规范涉企行政检查的实施意见》（赣府厅发〔2025〕7号）"),
        ("公安行政案件程序规定 266", "《公安机关办理行政案件程序规定》（公安部令第125号）第二百六十六条"),
        ("人社厅发〔2021〕77号", "人社厅发〔2021〕77号"),
        ("GB/T 9704-2012", "《党政机关公文格式》（GB/T 9704-2012）"),
        ("刑法第266条解释", "《全国人民代表大会常务委员会关于〈中华人民共和国刑法〉第二百六十六条的解释》"),
    ],
)
def test_the_full_citation(ref: str, full: str) -> None:
    assert cite(ref) == full


@pytest.mark.parametrize(
    ("ref", "short"),
    [
        ("办法 22(二)", "《实施办法》第二十二条第（二）项"),
        ("社会保险法 79 II(一)", "《社会保险法》第七十九条第二款第（一）项"),
    ],
)
def test_the_short_citation(ref: str, short: str) -> None:
    assert cite(ref, "short") == short


@pytest.mark.parametrize(
    "written",
    [
        "办法 22(四)",
        "办法22（四）",
        "办法第二十二条第（四）项",
        "办法第22条第四项",
        "《江西省社会保险基金行政监督实施办法》第二十二条第四项",
        "办法 ２２(4)",
    ],
)
def test_one_place_written_in_many_ways(written: str) -> None:
    assert [str(ref) for ref in refs(written)] == ["办法 22(四)"]


@pytest.mark.parametrize(
    "ref",
    ["办法 43", "办法 0", "办法 22(五)", "办法 14 III", "办法 2(一)", "办法 23 II(一)", "社会保险法 99", "没有的法 1"],
)
def test_a_place_that_does_not_exist_is_not_found(ref: str) -> None:
    with pytest.raises(NotFound):
        cite(ref)


@pytest.mark.parametrize("ref", ["", " ; ", "办法 二十二", "办法 22 IIII", "办法 22(二", "办法 22-23", "办法第十百条"])
def test_an_unreadable_ref_is_incomplete(ref: str) -> None:
    with pytest.raises(Incomplete):
        cite(ref)


def test_every_article_paragraph_and_item_can_be_cited_and_read_back() -> None:
    for one in regulation().articles:
        assert cite(f"办法 {one.number}") == OWN + one.label
        for place, paragraph in enumerate(one.paragraphs, 1):
            assert cite(f"办法 {one.number} {roman(place)}").endswith(f"{one.label}第{chinese(place)}款")
            for item in range(1, len(paragraph.items) + 1):
                ref = refs(f"办法 {one.number} {roman(place)}({chinese(item)})")[0]
                assert refs(str(ref)) == refs(cite(str(ref)).replace("（赣人社规〔2023〕1号）", "")) == (ref,)


def test_the_level_is_the_highest_of_what_is_named() -> None:
    assert basis_level("办法 19") == "规范性文件"
    assert basis_level("办法 19; 社会保险法 79 II(一)") is Rank.LAW
    assert basis_level("办法 34; 部令第48号") is Rank.DEPARTMENT_RULE


def test_only_laws_and_regulations_set_compulsion_and_rules_may_set_penalties() -> None:
    assert [rank.value for rank in Rank if rank.may_set_compulsion] == ["法律", "行政法规", "地方性法规"]
    assert Rank.DEPARTMENT_RULE.may_set_penalty
    assert not Rank.NORMATIVE_DOCUMENT.may_set_penalty


@pytest.mark.parametrize(
    ("key", "on", "applies"),
    [
        ("办法", "2022-12-31", False),
        ("办法", "2023-01-01", True),
        ("暂行办法", "2022-12-31", True),
        ("暂行办法", "2023-01-01", False),
        ("经办条例", "2023-11-30", False),
        ("经办条例", "2023-12-01", True),
        ("部令第48号", "2022-03-18", True),
    ],
)
def test_in_force(key: str, on: str, applies: bool) -> None:
    assert in_force(key, date.fromisoformat(on)) is applies


def test_an_unknown_statute_is_not_found() -> None:
    with pytest.raises(NotFound, match="某法"):
        statute("某法")


def test_no_name_means_two_statutes() -> None:
    named = [name for key, one in statutes().items() for name in {key, *one.aliases}]
    assert len(named) == len(set(named))


@pytest.mark.parametrize("key", list(statutes()))
def test_what_is_not_certain_says_why(key: str) -> None:
    one = statutes()[key]
    assert one.confidence in {"A", "B", "C"}
    assert one.note or one.confidence != "C"
    assert one.title or one.number
    assert one.in_force_from or one.note
