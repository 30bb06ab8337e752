"""The proof reads the finished file and finds whatever is not as template and facts say."""

from __future__ import annotations

import contextlib
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from markupsafe import escape

from jxinspect.documents.outline import WORD, P, paragraph_text
from jxinspect.documents.package import Unreadable, entries, read_back, read_package, write_package
from jxinspect.documents.proof import prove
from jxinspect.documents.readback import read_paragraphs
from jxinspect.documents.word import compile_template
from jxinspect.errors import Damaged


def changed(data: bytes, change: Callable[[str], str], part: str = "word/document.xml") -> bytes:
    parts = read_package(data)
    before = parts[part].decode()
    parts[part] = change(before).encode()
    assert parts[part].decode() != before
    return write_package(entries(parts).values())


def without_paragraph(containing: str) -> Callable[[str], str]:
    def change(xml: str) -> str:
        at = xml.index(containing)
        begin = max(xml.rfind("<w:p>", 0, at), xml.rfind("<w:p ", 0, at))
        end = xml.index("</w:p>", at) + len("</w:p>")
        return xml[:begin] + xml[end:]

    return change


@pytest.fixture
def made(notice: dict[str, Any], model: bytes) -> bytes:
    return compile_template(model).render(notice)


def test_a_finished_document_is_proven(made: bytes, notice: dict[str, Any], model: bytes) -> None:
    prove(compile_template(model), notice, made)


@pytest.mark.parametrize(
    "text",
    ["一、检查事项、范围和期间", "行政执法证号", "测二白", "资料真实性、完整性承诺书（格式）", "检查通知书回执"],
)
def test_a_dropped_paragraph_is_found(made: bytes, notice: dict[str, Any], text: str, model: bytes) -> None:
    with pytest.raises(Damaged) as found:
        prove(compile_template(model), notice, changed(made, without_paragraph(text)))
    assert found.value.items


@pytest.mark.parametrize("text", ["36000000002", "2026年11月30日", "样本市社会保险事业管理中心", "0791-00000000"])
def test_a_dropped_value_is_found(made: bytes, notice: dict[str, Any], text: str, model: bytes) -> None:
    with pytest.raises(Damaged):
        prove(compile_template(model), notice, changed(made, lambda xml: xml.replace(text, "", 1)))


def test_a_dropped_check_code_in_the_footer_is_found(made: bytes, notice: dict[str, Any], model: bytes) -> None:
    damaged = changed(made, lambda xml: xml.replace("3f9c2ab81c04", ""), "word/footer_even.xml")
    with pytest.raises(Damaged) as found:
        prove(compile_template(model), notice, damaged)
    assert "页脚" in found.value.items[0]


def test_an_added_paragraph_is_found(made: bytes, notice: dict[str, Any], model: bytes) -> None:
    more = changed(made, lambda xml: xml.replace("<w:sectPr", "<w:p><w:r><w:t>另加</w:t></w:r></w:p><w:sectPr", 1))
    with pytest.raises(Damaged):
        prove(compile_template(model), notice, more)


def test_the_branch_not_taken_is_not_demanded(notice: dict[str, Any], model: bytes) -> None:
    template = compile_template(model)
    plain = template.render(notice)
    notice["检查纪律"] = ["严禁逐利检查。"]
    with pytest.raises(Damaged):
        prove(template, notice, plain)
    prove(template, notice, template.render(notice))


def test_a_file_that_is_cut_off_is_no_document(made: bytes, notice: dict[str, Any], model: bytes) -> None:
    with pytest.raises(Damaged):
        prove(compile_template(model), notice, made[: len(made) // 2])


@given(st.dictionaries(st.text("ab页.", min_size=1, max_size=8), st.binary(max_size=300), max_size=4))
@settings(max_examples=30)
def test_a_package_reads_back_as_any_other_program_reads_it(parts: dict[str, bytes]) -> None:
    written = write_package(entries(parts).values())
    with zipfile.ZipFile(BytesIO(written)) as package:
        assert read_back(written, parts) == {name: package.read(name) for name in package.namelist()}


def test_a_package_with_any_byte_of_its_parts_or_directory_changed_reads_back_as_it_was_or_not_at_all() -> None:
    parts = {"一.xml": b"<a>1</a>", "二.xml": b"<b>2</b>"}
    whole = write_package(entries(parts).values())
    assert read_back(whole, parts) == parts
    for place in range(len(whole)):
        damaged = whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]
        with contextlib.suppress(Unreadable):
            assert read_back(damaged, parts) == parts, place
    for length in range(len(whole)):
        with pytest.raises(Unreadable):
            read_back(whole[:length], parts)


def test_conditions_mean_the_same_to_renderer_and_proof(docx: Any, foot: dict[str, Any]) -> None:
    text = (
        "{% if 甲 and not 乙 %}一{% elif 丙 == '现场' or (乙 and 丁 != 3) %}二{% else %}三{% endif %}"
        "{% for 项 in 列表 %}{% if loop.first %}首{% endif %}{{ loop.index }}/{{ loop.length }}{{ 项.名 }}"
        "{% if not loop.last %}、{% endif %}{% endfor %}"
    )
    template = compile_template(docx(text))
    for first in ("", "有"):
        for second in ("", "有"):
            for third in ("现场", "非现场"):
                for fourth in (0, 3):
                    facts = {"甲": first, "乙": second, "丙": third, "丁": fourth, "列表": [{"名": "a"}, {"名": "b"}]}
                    prove(template, {**foot, **facts}, template.render({**foot, **facts}))


def _part(*paragraphs: str) -> bytes:
    """A part whose paragraphs have these runs, written as they are."""
    body = "".join(f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>' for text in paragraphs)
    document = f"<w:document xmlns:w='{WORD}'><w:body>{body}</w:body></w:document>"
    return f"<?xml version='1.0' encoding='UTF-8'?>{document}".encode()


@settings(max_examples=40)
@given(
    st.lists(
        st.text(st.sampled_from("甲乙丙 &<>'\"]\t\n\u3000\U00020000\U000f0000\U000f0001\U00100000 %{}"), max_size=6),
        max_size=5,
    )
)
def test_papers_of_one_build_are_read_as_a_parser_reads_each_of_them(texts: list[str]) -> None:
    part = _part(*map(escape, texts))
    tree = etree.fromstring(part)

    assert read_paragraphs(part) == [paragraph_text(one) for one in tree.iter(P)] == texts


def test_a_part_that_is_no_xml_is_never_read_as_if_it_were() -> None:
    assert read_paragraphs(_part("同一样式的甲")) == ["同一样式的甲"]

    for broken in ("甲]]>乙", "甲&乙", "甲<乙", "甲\x01乙", "甲\ufffe乙"):
        with pytest.raises(etree.XMLSyntaxError):
            read_paragraphs(_part(broken))
    with pytest.raises(etree.XMLSyntaxError):
        read_paragraphs(_part("甲乙").replace("乙".encode(), b"\xff"))


def test_words_in_another_place_are_another_paper() -> None:
    assert read_paragraphs(_part("甲", "乙")) == ["甲", "乙"]
    assert read_paragraphs(_part("乙", "甲")) == ["乙", "甲"]
    assert read_paragraphs(_part("甲<w:br/>乙".replace("<w:br/>", '</w:t><w:br/><w:t xml:space="preserve">'))) == [
        "甲\n乙"
    ]
