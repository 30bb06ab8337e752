"""What Word, WPS and LibreOffice leave behind in a template: taken as meant, or refused with its place."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import docx as python_docx
import pytest

from jxinspect.documents.catalogue import CATALOGUE
from jxinspect.documents.produce import faults_of, produce
from jxinspect.documents.proof import prove
from jxinspect.documents.readback import read_paragraphs
from jxinspect.documents.sample import sample_fields
from jxinspect.documents.template_check import check
from jxinspect.documents.template_folder import Found, find_template
from jxinspect.documents.word import compile_template

KNOWN = {"文号", "校验码", "单位", "单位.名称"}


def run(text: str, props: str = "") -> str:
    return f'<w:r w:rsidR="00A1B2C3"><w:rPr>{props}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


SPLIT = {
    "rsid": run("甲{{ 单") + run("位.名称 ") + run("}}乙"),
    "proofErr": run("甲{") + '<w:proofErr w:type="spellStart"/>' + run("{ 单位.名") + "<w:proofErr/>" + run("称 }}乙"),
    "smartTag ends inside": '<w:smartTag w:uri="x" w:element="y"><w:smartTagPr/>'
    + run("甲{{ 单位")
    + "</w:smartTag>"
    + run(".名称 }}乙"),
    "smartTag begins inside": run("甲{{ 单位")
    + '<w:smartTag w:uri="x" w:element="y">'
    + run(".名称 }}乙")
    + "</w:smartTag>",
    "content control": run("甲{{ ")
    + "<w:sdt><w:sdtPr/><w:sdtContent>"
    + run("单位.名称")
    + "</w:sdtContent></w:sdt>"
    + run(" }}乙"),
    "link to a bookmark": run("甲{{ 单")
    + '<w:hyperlink w:anchor="x">'
    + run("位.名称 }}")
    + "</w:hyperlink>"
    + run("乙"),
    "bookmark": run("甲{{ 单")
    + '<w:bookmarkStart w:id="0" w:name="_GoBack"/>'
    + run("位.名称 }}")
    + '<w:bookmarkEnd w:id="0"/>'
    + run("乙"),
    "formats": run("甲{{ 单", "<w:b/>") + run("位.名称 }}", '<w:color w:val="FF0000"/>') + run("乙"),
}


@pytest.mark.parametrize("runs", SPLIT.values(), ids=SPLIT.keys())
def test_a_tag_torn_by_editing_is_filled_in_whole(docx: Any, foot: dict[str, Any], runs: str) -> None:
    template = docx("正文", add=f"<w:p>{runs}</w:p>")
    assert check(template, KNOWN) == []
    fields = {**foot, "单位": {"名称": "样本县社保中心"}}
    made = compile_template(template)
    data = made.render(fields)
    prove(made, fields, data)
    assert "甲样本县社保中心乙" in {p.text for p in python_docx.Document(BytesIO(data)).paragraphs}


def test_a_content_control_around_paragraphs_is_taken_as_its_paragraphs(docx: Any, foot: dict[str, Any]) -> None:
    control = f"<w:sdt><w:sdtPr/><w:sdtContent><w:p>{run('{{ 单位.名称 }}')}</w:p></w:sdtContent></w:sdt>"
    data = compile_template(docx("正文", add=control)).render({**foot, "单位": {"名称": "样本"}})
    assert [p.text for p in python_docx.Document(BytesIO(data)).paragraphs] == ["正文", "样本"]


TRACES = {
    "inserted": ('<w:ins w:id="1" w:author="x">' + run("新") + "</w:ins>", "有修订痕迹"),
    "deleted": ('<w:del w:id="1" w:author="x"><w:r><w:delText>旧</w:delText></w:r></w:del>', "有修订痕迹"),
    "format": (run("甲", '<w:rPrChange w:id="1" w:author="x"><w:rPr/></w:rPrChange>'), "有修订痕迹"),
    "comment": (run("甲") + '<w:r><w:commentReference w:id="1"/></w:r>', "有批注，会随文书一起送出"),
    "hidden": (run("甲", "<w:vanish/>"), "有隐藏的文字，印出来看不到"),
}


@pytest.mark.parametrize(("trace", "text"), TRACES.values(), ids=TRACES.keys())
def test_a_trace_of_review_is_named_with_its_paragraph(docx: Any, trace: str, text: str) -> None:
    (fault,) = check(docx("第一段", "第二段", add=f"<w:p>{trace}</w:p>"), KNOWN, "D05.docx")
    assert (fault.text, fault.place) == (text, "正文第3段")
    assert fault.todo


def test_a_trace_of_review_in_a_cell_is_named_by_table_row_and_cell(docx: Any) -> None:
    cells = "".join(f"<w:tc><w:p>{inner}</w:p></w:tc>" for inner in (run("甲"), TRACES["inserted"][0]))
    (fault,) = check(docx("正文", add=f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"), KNOWN, "D11.docx")
    assert str(fault) == (
        "D11.docx 正文第1表第1行第2格第1段：有修订痕迹。在“审阅”中接受或者拒绝全部修订，关闭修订后再用"
    )


def test_visible_text_that_says_it_is_not_hidden_is_no_fault(docx: Any) -> None:
    shown = run("甲", '<w:vanish w:val="0"/>')
    assert check(docx("正文", add=f"<w:p>{shown}</w:p>"), KNOWN) == []


BOX = (
    '<w:p xmlns:v="urn:schemas-microsoft-com:vml"><w:r><w:pict><v:shape><v:textbox><w:txbxContent>'
    "<w:p><w:r><w:t>{{ 单位.名%s }}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
)


def test_a_tag_in_a_text_box_is_filled_in_and_checked(docx: Any, foot: dict[str, Any]) -> None:
    (fault,) = check(docx("正文", add=BOX % "程"), KNOWN)
    assert fault.text == "没有“单位.名程”这个字段"
    template = compile_template(docx("正文", add=BOX % "称"))
    fields = {**foot, "单位": {"名称": "样本"}}
    data = template.render(fields)
    prove(template, fields, data)
    with zipfile.ZipFile(BytesIO(data)) as package:
        assert "样本" in read_paragraphs(package.read("word/document.xml"))


def test_a_fault_in_a_footer_is_named_by_the_footer(docx: Any) -> None:
    (fault,) = check(docx("正文", change={"word/footer_default.xml": ("校验码 }}", "校验吗 }}")}), KNOWN)
    assert fault.place.startswith("页脚（footer_default）第")
    assert "校验码" in fault.todo


def test_a_document_with_macros_is_refused_by_its_type(docx: Any) -> None:
    kind = ("document.main+xml", "document.macroEnabled.main+xml")
    faults = check(docx("正文", change={"[Content_Types].xml": kind}))
    assert "模板中有宏或者嵌入的程序、对象" in {fault.text for fault in faults}


def test_new_wording_from_libreoffice_stands_in_the_document(tmp_path: Path) -> None:
    """LibreOffice rewrites styles and splits every run; the notice says what the supervisor wrote."""
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed here")
    source = tmp_path / "D05.docx"
    source.write_bytes(find_template("D05"))
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to"]
    subprocess.run([*command, "fodt", "--outdir", str(tmp_path), str(source)], check=True, capture_output=True)
    flat = tmp_path / "D05.fodt"
    text = flat.read_text("utf-8")
    assert "现将有关事项通知如下" in text
    flat.write_text(text.replace("现将有关事项通知如下", "请做好准备，有关事项如下"), "utf-8")
    made = tmp_path / "made"
    subprocess.run(
        [*command, "docx:MS Word 2007 XML", "--outdir", str(made), str(flat)], check=True, capture_output=True
    )
    data = (made / "D05.docx").read_bytes()
    assert faults_of(data, "D05", "D05.docx") == []
    paper = produce(CATALOGUE["D05"], sample_fields("D05"), own=Found("D05", data, "本单位模板文件夹", "D05.docx"))
    assert "请做好准备，有关事项如下" in "".join(p.text for p in python_docx.Document(BytesIO(paper.data)).paragraphs)
