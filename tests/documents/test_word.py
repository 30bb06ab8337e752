"""Rendering: every fact arrives on paper, nothing else does, and the bytes are stable."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import docx as python_docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jxinspect.documents.proof import prove
from jxinspect.documents.template_folder import Found, shipped_templates
from jxinspect.documents.word import compile_template
from jxinspect.errors import Incomplete
from templates.build import Layout, build, document, form, label, para, value


def texts(data: bytes) -> list[str]:
    """The paragraphs of the body as python-docx reads them."""
    return [paragraph.text for paragraph in python_docx.Document(BytesIO(data)).paragraphs if paragraph.text]


ROOT = Path(__file__).resolve().parents[2]
PRINTABLE = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029\ufffe\uffff")
ONE_FIELD = build(document(Layout.FORM, "试验", [para("甲方：{{ 单位.名称 }}。"), para("固定的下一段 & <不变>")]))

ODD_TEXTS = [
    "江西A&B <C>公司",
    "引号\"'“”‘’]]>",
    "{{ 7*7 }}{% for x in y %}{# 注 #}{{ 单位 }}",
    "表情😀🏛️",
    "生僻字𠮷𬭛\ue000",
    "从右到左\u202eabc مرحبا",
    "&amp; &lt;w:p/&gt; &#x0A;",
    "长" * 10_000,
    "制表\t符",
    "尾随空格  ",
    "\\n %s ${x} #{y} <%= z %>",
]


@pytest.mark.parametrize("text", ODD_TEXTS, ids=range(len(ODD_TEXTS)))
def test_any_text_arrives_unchanged_beside_the_fixed_text(text: str, foot: dict[str, Any]) -> None:
    fields = {**foot, "单位": {"名称": text}}
    made = compile_template(ONE_FIELD).render(fields)
    assert texts(made) == [f"甲方：{text}。", "固定的下一段 & <不变>"]
    prove(compile_template(ONE_FIELD), fields, made)


@settings(max_examples=60, deadline=None)
@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029\ufffe\uffff"), min_size=1)
)
def test_any_printable_text_arrives_unchanged(text: str) -> None:
    fields: dict[str, Any] = {"文号": "一号", "校验码": "x", "单位": {"名称": "甲" + text}}
    template = compile_template(ONE_FIELD)
    made = template.render(fields)
    prove(template, fields, made)
    assert texts(made)[0] == f"甲方：甲{text}。"


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\x0c", "\x1b", "\x7f", "\x85", "\ufffe", "\ud800"])
def test_a_control_character_is_refused_with_the_name_of_the_field(sign: str, foot: dict[str, Any]) -> None:
    with pytest.raises(Incomplete) as refused:
        compile_template(ONE_FIELD).render({**foot, "单位": {"名称": f"样本{sign}公司"}})
    assert "单位.名称" in refused.value.what
    assert f"U+{ord(sign):04X}" in refused.value.what


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028"])
def test_line_ends_become_one_line_break(end: str, foot: dict[str, Any]) -> None:
    made = compile_template(ONE_FIELD).render({**foot, "单位": {"名称": f"第一行{end}第二行"}})
    assert texts(made)[0] == "甲方：第一行\n第二行。"


def test_lines_become_paragraphs_of_the_same_look_with_the_filter_for_it(foot: dict[str, Any]) -> None:
    template = compile_template(build(document(Layout.FORM, "试验", [para("{{ 经过|分段 }}")])))
    fields = {**foot, "经过": "第一段 & 甲\n第二段\n第三段"}
    made = template.render(fields)
    paragraphs = [p for p in python_docx.Document(BytesIO(made)).paragraphs if p.text]
    assert [(p.text, p.style.style_id) for p in paragraphs if p.style] == [
        ("第一段 & 甲", "Body"),
        ("第二段", "Body"),
        ("第三段", "Body"),
    ]
    prove(template, fields, made)


def test_all_missing_facts_are_named_at_once(notice: dict[str, Any], model: bytes) -> None:
    del notice["联系人"]["电话"]
    notice["检查事项"][1] = " "
    notice["依据"] = ""
    with pytest.raises(Incomplete) as refused:
        compile_template(model).render(notice)
    assert refused.value.items == ("依据", "检查事项第2项", "联系人.电话")


def test_a_blank_cell_of_a_form_prints_a_slash(foot: dict[str, Any]) -> None:
    template = compile_template(build(document(Layout.FORM, "试验", [form([[label("备注"), value("{{ 备注 }}", 3)]])])))
    table = python_docx.Document(BytesIO(template.render({**foot, "备注": ""}))).tables[0]
    assert table.rows[0].cells[1].text == "/"


def test_a_value_that_is_no_text_is_refused(foot: dict[str, Any]) -> None:
    with pytest.raises(Incomplete, match="单位"):
        compile_template(ONE_FIELD).render({**foot, "单位": {"名称": ["甲", "乙"]}})


def test_the_same_facts_give_the_same_bytes_in_another_process(
    notice: dict[str, Any], model: bytes, tmp_path: Path
) -> None:
    (tmp_path / "model.docx").write_bytes(model)
    (tmp_path / "facts.json").write_text(json.dumps(notice), "utf-8")
    code = (
        "import json; from hashlib import sha256; from pathlib import Path; "
        "from jxinspect.documents.word import compile_template; "
        "template = compile_template(Path('model.docx').read_bytes()); "
        "print(sha256(template.render(json.loads(Path('facts.json').read_text('utf-8')))).hexdigest())"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "7"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == sha256(compile_template(model).render(notice)).hexdigest()


def test_every_part_carries_the_fixed_date(notice: dict[str, Any], model: bytes) -> None:
    made = compile_template(model).render(notice)
    with zipfile.ZipFile(BytesIO(made)) as package:
        assert package.testzip() is None
        assert {info.date_time for info in package.infolist()} == {(2026, 1, 1, 0, 0, 0)}


def test_header_and_footer_are_filled_in(notice: dict[str, Any], model: bytes) -> None:
    made = python_docx.Document(BytesIO(compile_template(model).render(notice)))
    foot = "\n".join(p.text for p in made.sections[0].footer.paragraphs)
    even = "\n".join(p.text for p in made.sections[0].even_page_footer.paragraphs)
    assert "赣人社监检通〔2026〕1号　校验码：3f9c2ab81c04-9b1e77aa02d3" in foot
    assert "校验码：3f9c2ab81c04-9b1e77aa02d3" in even


@pytest.mark.parametrize("found", list(shipped_templates()), ids=lambda found: found.id)
def test_the_compiled_template_says_the_same_as_docxtpl(found: Found, invented: Callable[..., dict[str, Any]]) -> None:
    from docxtpl import DocxTemplate
    from jinja2 import Environment, StrictUndefined

    template = compile_template(found.data, found.id)
    fields = invented(template)
    environment = Environment(undefined=StrictUndefined, autoescape=True)
    environment.filters |= dict.fromkeys(("或斜线", "或无", "可空", "分段"), str) | {"图": lambda _: ""}
    reference = DocxTemplate(BytesIO(found.data))
    reference.render(fields, environment, autoescape=True)
    buffer = BytesIO()
    reference.save(buffer)
    ours = template.render(fields)
    assert _everything(ours) == _everything(buffer.getvalue())
    prove(template, fields, ours)


def _everything(data: bytes) -> list[str]:
    made = python_docx.Document(BytesIO(data))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    return [p.text for p in made.paragraphs] + cells + [p.text for p in made.sections[0].footer.paragraphs]


def test_a_template_names_its_fields_with_those_of_lists(model: bytes) -> None:
    fields = compile_template(model).fields
    assert {"被监督单位.名称", "检查组", "检查组.证号", "附件", "校验码"} <= fields
    assert not {name for name in fields if name.startswith(("人.", "loop", "项"))}
