"""The check names every fault of a template in one run, with its place and what to write."""

from __future__ import annotations

from typing import Any

import pytest

from jxinspect.documents.faults import Fault
from jxinspect.documents.template_check import check
from jxinspect.documents.template_folder import shipped_templates
from templates.build import Layout, build, descriptions, document, form, label, para, table, value, written

KNOWN = {"文号", "校验码", "被监督单位", "被监督单位.名称", "被监督单位.地址", "检查组", "检查组.姓名", "检查组.证号"}


def told(faults: list[Fault]) -> list[tuple[str, str]]:
    return [(fault.tag, fault.text) for fault in faults]


def test_a_misspelt_field_gets_the_nearest_name(docx: Any) -> None:
    (fault,) = check(docx("单位：{{ 被监督单位.名程 }}"), KNOWN, "D05.docx")
    assert fault.text == "没有“被监督单位.名程”这个字段"
    assert "被监督单位.名称" in fault.todo
    assert (fault.file, fault.part, fault.paragraph) == ("D05.docx", "word/document.xml", 1)


def test_a_field_of_a_list_is_known_by_the_list_and_not_by_the_loop(docx: Any) -> None:
    text = "{% for 人 in 检查组 %}{{ 人.姓名 }}{{ 人.证件号 }}{% endfor %}"
    (fault,) = check(docx(text), KNOWN)
    assert fault.text == "没有“检查组.证件号”这个字段"
    assert "检查组.证号" in fault.todo


def test_a_fault_in_a_cell_is_named_by_table_row_and_cell() -> None:
    rows = [[label("名称"), value("{{ 被监督单位.名称 }}", 3)], [label("地址"), value("{{ 被监督单位.地止 }}", 3)]]
    template = build(document(Layout.FORM, "试验", [form(rows[:1]), para("其间"), form(rows)]))
    (fault,) = check(template, KNOWN, "D11.docx")
    assert (fault.table, fault.row, fault.cell) == (2, 2, 2)
    assert str(fault).startswith("D11.docx 正文第2表第2行第2格第1段 {{ 被监督单位.地止|或斜线 }}：没有")


def test_all_faults_come_in_one_run(docx: Any) -> None:
    faults = check(docx("{{ 甲 }}", "{{ range(3) }}", "{% for x in 检查组 %}", "{{ 乙", "好"), KNOWN)
    assert {fault.paragraph for fault in faults} == {1, 2, 3, 4}


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("{% for 人 in 检查组 %}{{ 人.姓名 }}", "没有结束标签"),
        ("{{ 人.姓名 }}{% endfor %}", "endfor 没有对应的开始标签"),
        ("{% if 文号 %}甲{% endfor %}", "这里应当是 endif"),
        ("{% if 文号 %}甲{% else %}乙{% else %}丙{% endif %}", "else 之后不能再写 else"),
        ("{% if 文号 %}甲{%p endif %}", "带有 {%p %} 标签的一段会整段消失"),
        ("{{ 文号 }", "花括号不成对"),
        ("{ 文号 }}", "花括号不成对"),
        ("地点为｛｛ 文号 ｝｝。", "花括号是全角的"),
        ("｛% if 文号 %｝", "花括号是全角的"),
        ("{{ 文号|大写 }}", "没有“大写”这个过滤器"),
        ("{{ _文号 }}", "不允许使用“_文号”"),
        ("{{ ＡＢＣ }}", "全角字母"),
        ("{% while 文号 %}", "不允许使用“while”"),
        ("{{ }}", "标签不完整"),
        ("{%tr for 人 in 检查组 %}", "标签放错了地方"),
    ],
)
def test_a_wrong_tag_is_explained(docx: Any, text: str, wrong: str) -> None:
    faults = check(docx(text), KNOWN | {"人", "人.姓名"})
    assert any(wrong in fault.text for fault in faults), told(faults)
    assert all(fault.todo for fault in faults)


def test_a_loop_over_rows_must_end_in_the_same_table() -> None:
    open_ = form([[written("{%tr for 人 in 检查组 %}", 4)], [written("{{ 人.姓名 }}", 4)]])
    close = form([[written("{%tr endfor %}", 4)]])
    template = build(document(Layout.FORM, "试验", [open_, para("其间"), close]))
    assert any("不在同一层" in fault.text for fault in check(template, KNOWN))


def test_a_row_that_would_vanish_with_its_text_is_named() -> None:
    rows = [
        [label("人员"), written("{%tr for 人 in 检查组 %}", 3)],
        [written("{{ 人.姓名 }}", 4)],
        [written("{%tr endfor %}", 4)],
    ]
    faults = check(build(document(Layout.FORM, "试验", [form(rows)])), KNOWN)
    assert "带有 {%tr %} 标签的一行会整行消失，其中还有别的内容" in {fault.text for fault in faults}


def test_a_tag_that_word_split_over_runs_is_read_as_one(docx: Any) -> None:
    runs = "".join(f"<w:r><w:t>{piece}</w:t></w:r>" for piece in ["{", "{ 被监督", "单位.名称 ", "}", "}"])
    assert check(docx("正文", add=f"<w:p>{runs}</w:p>"), KNOWN) == []


def test_tracked_changes_in_a_template_are_refused(docx: Any) -> None:
    deleted = '<w:p><w:del w:id="1" w:author="x"><w:r><w:delText>{{ 文号 }}</w:delText></w:r></w:del></w:p>'
    assert "有修订痕迹" in {fault.text for fault in check(docx("正文", add=deleted))}


@pytest.mark.parametrize("found", list(shipped_templates()), ids=lambda found: found.id)
def test_a_shipped_template_has_no_fault(found: Any) -> None:
    assert check(found.data, None, found.id) == []


def test_the_shipped_templates_are_built_from_their_descriptions() -> None:
    wanted = {id_: build(described) for id_, described in descriptions().items()}
    have = {found.id: found.data for found in shipped_templates()}
    stale = [id_ for id_ in wanted.keys() | have.keys() if wanted.get(id_) != have.get(id_)]
    assert stale == [], "run scripts/templates"


def test_a_table_row_must_span_the_grid() -> None:
    with pytest.raises(ValueError, match="spans 2 of 4 columns"):
        build(document(Layout.FORM, "试验", [form([[label("甲"), value("乙")]])]))


def test_the_same_description_gives_the_same_bytes() -> None:
    described = document(Layout.OFFICIAL, "试验", [para("甲"), table([("甲", 10, "{{ x.甲 }}")], "x in 列")])
    assert build(described) == build(described)
