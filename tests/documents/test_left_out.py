"""A template may be worded and arranged at will, but what the law wants on the paper has to stay."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from jxinspect.documents.catalogue import CATALOGUE
from jxinspect.documents.left_out import paragraphs, unprinted
from jxinspect.documents.mandatory import MANDATORY
from jxinspect.documents.produce import faults_of, produce, rehearse
from jxinspect.documents.sample import sample_fields
from jxinspect.documents.spec import field_names
from jxinspect.documents.template_folder import Found, find_template, shipped_templates
from jxinspect.documents.word import compile_template
from jxinspect.errors import Incomplete

Change = Callable[[str], str]


def changed(kind: str, change: Change, parts: str = "word/document") -> bytes:
    """The shipped template of that kind with some parts changed, as somebody would in Word."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(find_template(kind))) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            new.writestr(name, change(text) if name.startswith(parts) else text)
    return buffer.getvalue()


def without_paragraph(words: str) -> Change:
    """Deletes the paragraph in which the words stand."""

    def change(xml: str) -> str:
        found = [p for p in re.findall(r"<w:p>.*?</w:p>", xml) if words in p]
        assert found, words
        return xml.replace(found[0], "", 1)

    return change


@pytest.mark.parametrize(
    ("kind", "words", "missing"),
    [
        ("D33", "{{ 救济 }}", "救济途径"),
        ("D33", "陈述、申辩，", "陈述和申辩"),
        ("D33", "不得启封", "不得启封、转移、损毁的义务"),
        ("D27", "{{ 救济 }}", "救济途径"),
        ("D41", "视同无异议", "逾期的后果"),
        ("D19", "{{ 核对", "核对语"),
    ],
)
def test_a_template_without_a_mandatory_paragraph_is_refused_naming_it(kind: str, words: str, missing: str) -> None:
    faults = faults_of(changed(kind, without_paragraph(words)), kind, f"{kind}.docx")
    assert any(f"缺少“{missing}”" in fault.text for fault in faults), [str(fault) for fault in faults]
    assert all(fault.todo.startswith("写回") for fault in faults)


def test_a_number_in_the_footer_alone_does_not_pass_for_the_number_of_a_notice() -> None:
    (fault,) = faults_of(changed("D05", lambda xml: xml.replace("{{ 文号 }}", "样人社〔2026〕号")), "D05", "D05.docx")
    assert fault.text == "缺少“文号（编号）”，法定内容不得删去（办法 6）"
    assert re.fullmatch(r"写回 \{\{ 文号 \}\}；随程序的模板写在正文第\d+段", fault.todo)


def test_the_fault_says_how_and_where_the_shipped_template_says_it() -> None:
    (fault,) = faults_of(changed("D33", without_paragraph("{{ 救济 }}")), "D33", "D33.docx")
    assert re.fullmatch(
        r"D33\.docx 正文 \{\{ 救济 \}\}：缺少“救济途径”，法定内容不得删去（行政复议法 20、24; 行政诉讼法 46）。"
        r"写回 \{\{ 救济 \}\}；随程序的模板写在正文第\d+段",
        str(fault),
    )


def test_a_notice_without_its_rights_block_is_refused() -> None:
    loop = re.compile(r"<w:p>(?:(?!</w:p>).)*for 项 in 权利义务.*?endfor.*?</w:p>", re.DOTALL)
    faults = faults_of(changed("D05", lambda xml: loop.sub("", xml, count=1)), "D05", "D05.docx")
    assert [fault.text for fault in faults] == [
        "缺少“权利和义务”，法定内容不得删去（办法 14、26、34; 行政处罚法 43、55）"
    ]


def test_a_paper_whose_footers_lost_the_check_code_cannot_be_matched_with_the_journal() -> None:
    (fault,) = faults_of(changed("D33", lambda xml: xml.replace("{{ 校验码 }}", ""), "word/footer"), "D33", "D33.docx")
    assert fault.text == "缺少“校验码”，法定内容不得删去（办法 6）"


def test_a_block_hidden_behind_a_condition_is_refused_when_the_paper_is_made() -> None:
    hide = changed("D33", lambda xml: xml.replace("{{ 救济 }}", "{% if not 救济 %}{{ 救济 }}{% endif %}"))
    assert faults_of(hide, "D33", "D33.docx") == []
    with pytest.raises(Incomplete) as refused:
        produce(CATALOGUE["D33"], sample_fields("D33"), own=Found("D33", hide, "本单位模板文件夹", "D33.docx"))
    assert refused.value.items == ("救济途径",)


def test_a_rehearsal_finds_what_a_condition_hides(tmp_path: Path) -> None:
    hide = changed("D33", lambda xml: xml.replace("{{ 救济 }}", "{% if not 救济 %}{{ 救济 }}{% endif %}"))
    (tmp_path / "D33.docx").write_bytes(hide)
    with pytest.raises(Incomplete, match="救济途径"):
        rehearse(CATALOGUE["D33"], sample_fields("D33"), office=tmp_path)


def test_other_words_around_the_mandatory_fields_are_the_offices_own_affair() -> None:
    reworded = changed("D33", lambda xml: xml.replace("予以封存", "依法予以封存"))
    made = produce(CATALOGUE["D33"], sample_fields("D33"), own=Found("D33", reworded, "本单位模板文件夹", "D33.docx"))
    with zipfile.ZipFile(BytesIO(made.data)) as package:
        assert "依法予以封存" in package.read("word/document.xml").decode()


@pytest.mark.parametrize("found", list(shipped_templates()), ids=lambda found: found.id)
def test_a_shipped_template_leaves_nothing_out(found: Any) -> None:
    fields = sample_fields(found.id)
    assert faults_of(found.data, found.id, found.id) == []
    assert unprinted(CATALOGUE[found.id], fields, paragraphs(compile_template(found.data).render(fields))) == []


@pytest.mark.parametrize("kind", sorted(MANDATORY))
def test_what_is_mandatory_are_fields_of_the_document(kind: str) -> None:
    wanted = {name for must in CATALOGUE[kind].must for name in must.fields}
    assert wanted <= field_names(sample_fields(kind))
    assert all(must.fields or must.words for must in CATALOGUE[kind].must)
