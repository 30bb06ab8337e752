"""Templates come from strangers: nothing in them runs, and nothing in them exhausts the machine."""

from __future__ import annotations

import struct
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from jxinspect.documents.template_check import check
from jxinspect.documents.word import compile_template
from jxinspect.errors import Incomplete

PAYLOADS = [
    "{{ self.__init__.__globals__.__builtins__.__import__('os').system('touch MARK') }}",
    "{{ cycler.__init__.__globals__.os.system('touch MARK') }}",
    "{{ joiner.__init__.__globals__.os.popen('touch MARK').read() }}",
    "{{ namespace.__init__.__globals__.os.system('touch MARK') }}",
    "{{ lipsum.__globals__['os'].system('touch MARK') }}",
    "{{ lipsum.__globals__.os.system('touch MARK') }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ [].__class__.__base__.__subclasses__() }}",
    "{{ {}.__class__ }}",
    "{{ ().__class__.__bases__[0] }}",
    "{{ 单位.__class__ }}",
    "{{ 单位['__class__'] }}",
    "{{ 单位[0] }}",
    "{{ 单位|attr('__class__') }}",
    "{{ 单位|attr('\\x5f\\x5fclass\\x5f\\x5f') }}",
    "{{ ''|attr('format') }}",
    "{{ '%s'|format(单位) }}",
    "{{ '{0.__class__}'.format(单位) }}",
    "{{ 单位.名称.format(单位) }}",
    "{{ 单位.名称.__class__ }}",
    "{{ 单位.keys() }}",
    "{{ 单位.items() }}",
    "{{ 单位.pop('名称') }}",
    "{{ request.application.__globals__ }}",
    "{{ get_flashed_messages.__globals__ }}",
    "{{ range(10**9)|list }}",
    "{{ 'a'*300000000 }}",
    "{{ 10**1000000 }}",
    "{{ 1+1 }}",
    "{{ 1 if 单位 else 2 }}",
    "{{ [1,2,3] }}",
    "{{ {'a': 1} }}",
    "{{ 单位|map('upper')|list }}",
    "{{ 单位|tojson }}",
    "{{ 单位|safe }}",
    "{{ 单位.名称|safe }}",
    "{{ 单位.名称|replace('a', 'b') }}",
    "{{ 单位 is defined }}",
    "{{ loop.__class__ }}",
    "{{ loop.cycle('a', 'b') }}",
    "{% set x = 1 %}",
    "{% macro m() %}{{ m() }}{% endmacro %}",
    "{% import 'os' as os %}",
    "{% include '/etc/passwd' %}",
    "{% extends '/etc/passwd' %}",
    "{% raw %}{{ x }}{% endraw %}",
    "{% for i in range(10) %}x{% endfor %}",
    "{% for a, b in 单位.items() %}x{% endfor %}",
    "{% for i in 列表 recursive %}{{ loop(i) }}{% endfor %}",
    "{% for i in 列表 if i %}x{% endfor %}",
    "{% if 单位.名称.__class__ %}x{% endif %}",
    "{% if lipsum() %}x{% endif %}",
    "{% filter upper %}x{% endfilter %}",
    "{% call m() %}{% endcall %}",
    "{% with x = 1 %}{% endwith %}",
    "{% do 单位.clear() %}",
    "{% autoescape false %}{{ 单位.名称 }}{% endautoescape %}",
    "{%- if 单位 -%}x{%- endif -%}",
    "{# 注释 #}",
    "{{ 单位.名称 ~ 单位.名称 }}",
    "{{ -1 }}",
    "{{ not 单位 }}",
    "{{ 'text' }}",
    "{{r 单位.名称 }}",
    "{%r if 单位 %}x{%r endif %}",
    "{% colspan 单位 %}",
    "{% cellbg 单位 %}",
    "{% vm %}",
    "{% hm %}",
]


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("part", ["body", "footer", "core", "styles", "attribute"])
def test_code_in_a_template_is_refused(
    docx: Any, payload: str, part: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    escaped = payload.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    places = {
        "body": lambda: docx(payload),
        "footer": lambda: docx("正文", change={"word/footer_default.xml": ("校验码：", f"校验码：{escaped}")}),
        "core": lambda: docx("正文", change={"docProps/core.xml": ("试验", escaped)}),
        "styles": lambda: docx("正文", change={"word/styles.xml": ("公文正文", escaped)}),
        "attribute": lambda: docx("正文", add=f'<w:p><w:r><w:t xml:space="{escaped}">甲</w:t></w:r></w:p>'),
    }
    template = places[part]()
    with pytest.raises(Incomplete) as refused:
        compile_template(template, "试验")
    assert refused.value.items
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("payload", PAYLOADS)
def test_code_in_a_value_is_printed_as_text(docx: Any, payload: str, foot: dict[str, Any]) -> None:
    import docx as python_docx

    made = compile_template(docx("{{ 值 }}")).render({**foot, "值": payload})
    assert python_docx.Document(BytesIO(made)).paragraphs[0].text == payload


def test_names_of_python_are_not_reachable_even_past_the_grammar() -> None:
    from jinja2.exceptions import SecurityError

    from jxinspect.documents.prepared import _check_tree
    from jxinspect.documents.word import _environment

    environment = _environment()
    for source in ("{{ a() }}", "{{ a['b'] }}", "{{ a._b }}", "{{ a * 9 }}", "{% set a = 1 %}", "{{ true }}"):
        with pytest.raises(SecurityError):
            _check_tree(environment.parse(source), {})
    with pytest.raises(SecurityError):
        environment.call(None, print)


def test_loops_within_loops_stop_at_the_limit(docx: Any, foot: dict[str, Any]) -> None:
    text = (
        "{% for a in 行 %}{% for b in 行 %}{% for c in 行 %}{% if a %}{% endif %}{% endfor %}{% endfor %}{% endfor %}"
    )
    template = compile_template(docx(text))
    with pytest.raises(Incomplete, match="循环"):
        template.render({**foot, "行": [str(n) for n in range(200)]})


def test_output_stops_at_the_limit(docx: Any, foot: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jxinspect.documents.word.MAX_OUTPUT", 1_000_000)
    template = compile_template(docx("{% for a in 行 %}{{ 长文 }}{% endfor %}"))
    with pytest.raises(Incomplete, match="过大"):
        template.render({**foot, "长文": "长" * 90_000, "行": ["x"] * 100})


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<w:document", '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document'),
        ("<w:document", '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><w:document'),
        ("<w:document", '<!DOCTYPE d SYSTEM "http://example.invalid/x.dtd"><w:document'),
        ("正文", "&unbekannt;"),
        ("</w:body>", ""),
        ("正文", "<?php echo 1 ?>"),
    ],
)
def test_entities_and_broken_xml_are_refused_with_the_part(docx: Any, old: str, new: str) -> None:
    faults = check(docx("正文", change={"word/document.xml": (old, new)}))
    assert [fault.part for fault in faults] == ["word/document.xml"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("word/vbaProject.bin", b"\xd0\xcf"),
        ("word/embeddings/oleObject1.bin", b"x"),
        ("word/activeX/activeX1.xml", b"<a/>"),
        (
            "word/_rels/settings.xml.rels",
            (
                b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                b'<Relationship Id="rId1" Type="x/attachedTemplate" Target="http://example.invalid/a.dotm" '
                b'TargetMode="External"/></Relationships>'
            ),
        ),
        (
            "word/_rels/footer_default.xml.rels",
            (
                b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                b'<Relationship Id="rId1" Type="x/image" Target="\\\\server\\share\\a.png"/></Relationships>'
            ),
        ),
    ],
)
def test_macros_objects_and_remote_parts_are_refused(docx: Any, name: str, data: bytes) -> None:
    faults = check(docx("正文", parts={name: data}))
    assert name in {fault.part for fault in faults}


def test_a_field_that_reads_other_files_is_refused(docx: Any) -> None:
    field = '<w:p><w:r><w:instrText> INCLUDETEXT "c:/x.docx" </w:instrText></w:r></w:p>'
    assert [fault.text for fault in check(docx("正文", add=field))] == ["有会读取外部内容的域代码"]


def _zip(entries: list[tuple[str, bytes]]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in entries:
            package.writestr(name, data)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "损坏"),
        (b"PK\x03\x04 not a zip", "损坏"),
        (_zip([("word/document.xml", b"0" * 20_000_000)]), "压缩比"),
        (_zip([(f"{n}.xml", b"") for n in range(600)]), "多于"),
        (_zip([("../word/document.xml", b"x")]), "名称异常"),
        (_zip([("word\\document.xml", b"x")]), "名称异常"),
        (_zip([("C:/document.xml", b"x")]), "名称异常"),
        (_zip([("word/a.xml", b"x"), ("word/A.xml", b"x")]), "同名"),
    ],
)
def test_bombs_and_odd_packages_are_refused(data: bytes, word: str) -> None:
    (fault,) = check(data)
    assert word in fault.text


def test_a_part_larger_than_declared_is_refused(docx: Any) -> None:
    data = bytearray(docx("正文"))
    at = data.index(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 10)
    (fault,) = check(bytes(data))
    assert fault.todo


def test_cutting_a_template_anywhere_never_crashes(docx: Any) -> None:
    data = docx("正文 {{ 单位 }}")
    for end in range(0, len(data), 97):
        assert check(data[:end])
