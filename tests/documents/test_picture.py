"""Pictures in documents: they arrive as they are, in order, in a valid package, and a lost one is noticed."""

from __future__ import annotations

import zipfile
from hashlib import sha256
from io import BytesIO
from typing import Any

import docx as python_docx
import pytest
from PIL import Image

from jxinspect.documents.package import entries, read_package, write_package
from jxinspect.documents.picture import Picture
from jxinspect.documents.proof import prove
from jxinspect.documents.spec import Layout
from jxinspect.documents.word import compile_template
from jxinspect.errors import Damaged, Incomplete
from templates.build import build, document, label, para, table, value
from templates.build.table import form


def picture(color: str, text: str = "样") -> Picture:
    buffer = BytesIO()
    Image.new("RGB", (8, 8), color).save(buffer, "PNG")
    return Picture(text, buffer.getvalue(), 20, 15)


TWO = build(
    document(
        Layout.FORM,
        "试验",
        [
            para("首图：{{ 首图|图 }}"),
            table([("名称", 40, "{{ 件.名称 }}"), ("图", 60, "{{ 件.图|图|可空 }}")], "件 in 清单"),
        ],
    )
)


@pytest.fixture
def facts(foot: dict[str, Any]) -> dict[str, Any]:
    return {
        **foot,
        "首图": picture("red", '编号"甲"<&>'),
        "清单": [{"名称": "一", "图": picture("blue")}, {"名称": "二", "图": ""}, {"名称": "三", "图": picture("red")}],
    }


def test_pictures_stand_where_the_template_says_once_stored_however_often_shown(facts: dict[str, Any]) -> None:
    template = compile_template(TWO)
    made = template.render(facts)
    prove(template, facts, made)
    opened = python_docx.Document(BytesIO(made))
    shown = [opened.part.related_parts[b.get(R)].blob for b in opened.element.iter(BLIP)]
    wanted = [facts["首图"].data, facts["清单"][0]["图"].data, facts["清单"][2]["图"].data]
    assert [sha256(p).digest() for p in shown] == [sha256(p).digest() for p in wanted]
    with zipfile.ZipFile(BytesIO(made)) as package:
        assert len([n for n in package.namelist() if n.startswith("word/media/")]) == 2
    assert opened.paragraphs[0].text.startswith("首图：")
    shapes = opened.inline_shapes
    assert round(shapes[0].width.mm) == 20
    ids = [s._inline.docPr.get("id") for s in shapes]
    assert ids == ["1", "2", "3"]
    assert shapes[0]._inline.docPr.get("descr") == '编号"甲"<&>'


R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"


def test_the_same_pictures_give_the_same_bytes(facts: dict[str, Any]) -> None:
    assert compile_template(TWO).render(facts) == compile_template(TWO).render(dict(facts))


@pytest.mark.parametrize("how", ["exchanged", "left out"])
def test_a_picture_that_is_not_that_of_the_facts_is_noticed(how: str, facts: dict[str, Any]) -> None:
    template = compile_template(TWO)
    parts = read_package(template.render(facts))
    media = [name for name in parts if name.startswith("word/media/")]
    if how == "exchanged":
        parts[media[0]], parts[media[1]] = parts[media[1]], parts[media[0]]
    else:
        body = parts["word/document.xml"]
        start = body.index(b"<w:drawing>")
        parts["word/document.xml"] = body[:start] + body[body.index(b"</w:drawing>") + len(b"</w:drawing>") :]
    with pytest.raises(Damaged, match="不一致"):
        prove(template, facts, write_package(entries(parts).values()))


@pytest.mark.parametrize("wrong", ["不是图片", 3, ""])
def test_a_text_where_a_picture_must_stand_is_refused(wrong: str | int, facts: dict[str, Any]) -> None:
    with pytest.raises(Incomplete, match="首图"):
        compile_template(TWO).render({**facts, "首图": wrong})


def test_a_picture_without_the_filter_prints_what_it_shows(foot: dict[str, Any]) -> None:
    template = compile_template(build(document(Layout.FORM, "试验", [form([[label("图"), value("{{ 图 }}", 3)]])])))
    facts = {**foot, "图": picture("red", "封条甲")}
    made = template.render(facts)
    prove(template, facts, made)
    assert python_docx.Document(BytesIO(made)).tables[0].rows[0].cells[1].text == "封条甲"
