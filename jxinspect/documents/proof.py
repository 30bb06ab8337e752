"""Proof that a finished document says what it must: read back from the file and compared with template and facts.

The renderer works on XML text with Jinja; the proof has the template tell its text by a reading of the tags of its own
(`telling.py`) and compares that, paragraph by paragraph, with what the finished file says (`readback.py`). Nothing is
issued unless they are the same.
"""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from lxml import etree

from jxinspect.documents.faults import part_name
from jxinspect.documents.outline import Outline
from jxinspect.documents.package import Unreadable, read_back
from jxinspect.documents.readback import read_paragraphs, read_pictures
from jxinspect.documents.spec import Fields
from jxinspect.documents.telling import Telling, told_by
from jxinspect.errors import Damaged

if TYPE_CHECKING:
    from jxinspect.documents.word import Template


def prove(template: Template, fields: Fields, document: bytes) -> None:
    """Raise Damaged, naming the first places, unless the document holds every paragraph and every value."""
    try:
        found = read_back(document, [outline.part for outline in template.outlines])
    except Unreadable as error:
        raise _damaged(template.name, [f"文件打不开（{error}）"]) from error
    wrong = []
    for outline in template.outlines:
        told = told_by(outline, fields)
        wrong += _differences(outline, told, found[outline.part]) or _other_pictures(outline, told, document)
    if wrong:
        raise _damaged(template.name, wrong)


def _damaged(name: str, items: list[str]) -> Damaged:
    return Damaged(
        f"文书 {name} 与事实不一致，未制发",
        why="制成的文书须包含模板的全部固定文字和全部事实",
        todo="请检查模板后重试；模板无误的，请报告开发人员",
        items=items[:20],
    )


def _differences(outline: Outline, told: Telling, data: bytes) -> list[str]:
    try:
        actual = read_paragraphs(data)
    except etree.XMLSyntaxError as error:
        return [f"{part_name(outline.part)}：XML 有误（{error}）"]
    expected = told.paragraphs()
    if actual == expected:
        return []
    places = enumerate(zip_longest(expected, actual), 1)
    return [
        f"{part_name(outline.part)}第{place}段应为“{_short(want)}”，实为“{_short(have)}”"
        for place, (want, have) in places
        if want != have
    ]


def _other_pictures(outline: Outline, told: Telling, document: bytes) -> list[str]:
    """Whether the pictures in the file are those that the facts have, in their order."""
    if told.pictures == (found := read_pictures(document, outline.part) if told.pictures else []):
        return []
    return [f"{part_name(outline.part)}应有{len(told.pictures)}幅图片，实有{len(found)}幅，或者内容、次序不同"]


def _short(text: str | None) -> str:
    return "（没有）" if text is None else text if len(text) <= 40 else text[:40] + "…"  # noqa: PLR2004
