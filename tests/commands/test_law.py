"""`jxinspect law`: showing, searching, citing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Jx = Callable[..., Any]


@pytest.mark.parametrize("written", ["22", "第二十二条", "办法22", "二十二", "２２"])
def test_an_article_is_shown_however_it_is_written(jx: Jx, written: str) -> None:
    ended = jx("law", "show", written)
    assert ended.code == 0
    assert "第二十二条　人力资源社会保障行政部门实施现场检查" in ended.out
    assert "（四）形成检查报告。" in ended.out


def test_an_article_as_json_keeps_paragraphs_and_items(jx: Jx) -> None:
    shown = jx("law", "show", "23", "--json").json
    assert [len(part["items"]) for part in shown["paragraphs"]] == [3, 0]
    assert shown["label"] == "第二十三条"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("T02", "被监督单位提出书面意见"),
        ("t22.Police", "24小时"),
        ("v32-1", "违规补缴"),
        ("CL-13", "提前退休审批情况"),
        ("cl-11-3", "收入户月末有无余额"),
        ("社会保险法", "2011-07-01"),
    ],
)
def test_other_things_are_shown_by_their_code(jx: Jx, code: str, said: str) -> None:
    ended = jx("law", "show", code)
    assert ended.code == 0
    assert said in ended.out


@pytest.mark.parametrize("code", ["43", "T33", "V39", "CL-99", "没有的法"])
def test_what_does_not_exist_is_not_found(jx: Jx, code: str) -> None:
    ended = jx("law", "show", code)
    assert (ended.code, ended.out) == (3, "")
    assert "怎么办：" in ended.err


@pytest.mark.parametrize(
    ("shelf", "rows"), [("articles", 42), ("matters", 19), ("violations", 26), ("deadlines", None), ("statutes", None)]
)
def test_every_shelf_is_listed_as_json(jx: Jx, shelf: str, rows: int | None) -> None:
    listed = jx("law", "list", shelf, "--json").json
    assert listed["total"] == len(listed["rows"])
    assert rows in {None, listed["total"]}
    assert listed["total"] > 18


def test_search_names_the_article(jx: Jx) -> None:
    rows = jx("law", "search", "视同无异议", "--json").json["rows"]
    assert [row["number"] for row in rows] == [22]


def test_search_without_a_hit_is_not_found(jx: Jx) -> None:
    assert jx("law", "search", "区块链").code == 3


def test_a_ref_becomes_the_citation_of_a_document(jx: Jx) -> None:
    ended = jx("law", "cite", "办法", "22(四)")
    assert ended.out == "《江西省社会保险基金行政监督实施办法》（赣人社规〔2023〕1号）第二十二条第（四）项\n"


def test_a_citation_as_json_tells_the_level(jx: Jx) -> None:
    told = jx("law", "cite", "办法 19; 社会保险法 79 II(一)", "--style", "short", "--json").json
    assert told["refs"] == ["办法 19", "社会保险法 79 II(一)"]
    assert told["level"] == "法律"
    assert told["citation"] == "《实施办法》第十九条、《社会保险法》第七十九条第二款第（一）项"


def test_a_statute_that_was_not_in_force_is_not_cited(jx: Jx) -> None:
    ended = jx("law", "cite", "社会保险经办条例 57", "--on", "2023-11-30")
    assert ended.code == 4
    assert "《社会保险经办条例》" in ended.err
    assert jx("law", "cite", "社会保险经办条例 57", "--on", "2023-12-01").code == 0
