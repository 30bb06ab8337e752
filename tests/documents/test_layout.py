"""The printed page: GB/T 9704 on the PDF that LibreOffice makes, fonts pinned, and font names in the file."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest

from jxinspect.documents.template_folder import find_template
from jxinspect.documents.word import compile_template
from templates.build import (
    Description,
    Layout,
    build,
    descriptions,
    document,
    number,
    para,
    receipt,
    signature_agency,
    signatures,
    table,
    title,
)

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FONTS = ["仿宋_GB2312", "楷体_GB2312", "方正小标宋简体", "宋体", "黑体"]
XML = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
INSTALLED = "Noto Serif CJK SC"
HEAD = {"红头": "样本省人力资源和社会保障厅", "红头字号": "中", "套红": True}
DECISION_FACTS: dict[str, Any] = {
    "机关": {"名称": "样本省人力资源和社会保障厅", "标志": "中", **HEAD},
    "成文日期": "2026年8月4日",
}


def pages(folder: Path, files: dict[str, bytes]) -> dict[str, list[str]]:
    """The text of every page of every document, converted in one LibreOffice call."""
    if not (shutil.which("soffice") and shutil.which("pdftotext") and shutil.which("fc-list")):
        pytest.skip("LibreOffice or poppler is not installed here")
    if INSTALLED not in subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, check=True).stdout:
        pytest.skip(f"{INSTALLED} is not installed here")
    aliases = "".join(
        f'<alias binding="same"><family>{name}</family><prefer><family>{INSTALLED}</family></prefer></alias>'
        for name in FONTS
    )
    system = '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
    config = folder / "fonts.conf"
    config.write_text(f"{XML}<fontconfig>{system}{aliases}</fontconfig>")
    for name, data in files.items():
        (folder / f"{name}.docx").write_bytes(data)
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "pdf"]
    paths = [str(folder / f"{name}.docx") for name in files]
    environment = {**os.environ, "FONTCONFIG_FILE": str(config), "HOME": str(folder)}
    subprocess.run(
        [*command, "--outdir", str(folder), *paths], check=True, capture_output=True, env=environment, timeout=180
    )
    return {name: _text(folder / f"{name}.pdf") for name in files}


def _text(pdf: Path) -> list[str]:
    done = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True)
    return done.stdout.rstrip("\f").split("\f")


def lines(page: str) -> list[str]:
    """Lines of the type area: without page number and check code."""
    found = [line.strip() for line in page.splitlines() if line.strip()]
    return [
        line
        for line in found
        if "校验码" not in line and not re.fullmatch(r"—\s*\d+\s*—|第 *\d+ *页\s*共 *\d+ *页", line)
    ]


def rendered(described: Description, **facts: Any) -> bytes:
    return compile_template(build(described)).render(
        {"文号": "一〔2026〕1号", "校验码": "abc-def", **DECISION_FACTS, **facts}
    )


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    full = document(Layout.DECISION, "满页", [para("一" * 28 * 70)])
    columns = [("证据编号", 30, "{{ 行.号 }}"), ("名称", 126, "{{ 行.名 }}")]
    long_table = document(Layout.FORM, "长表", [title("证据目录"), table(columns, "行 in 证据")])
    rows = [{"号": f"QZ-{n:02d}", "名": f"第{n}项证据"} for n in range(1, 91)]
    files = {"full": rendered(full), "table": rendered(long_table, 证据=rows)}
    for n in range(14, 24):
        body = [title("决定书"), number(), *[para(f"第{i}段。") for i in range(n)]]
        files[f"seal{n}"] = rendered(document(Layout.DECISION, "落款", [*body, signature_agency()]))
    for n in range(13, 19):
        body = [title("通知书"), receipt("回执", [f"第{i}段。" for i in range(n)])]
        files[f"seal-receipt{n}"] = rendered(document(Layout.OFFICIAL, "回执", body))
    for n in range(26, 34):
        roles = ["检查人员", "记录人", "被检查单位负责人"]
        body = [title("笔录"), *[para(f"第{i}段。") for i in range(n)], signatures(roles)]
        files[f"sign{n}"] = rendered(document(Layout.FORM, "签名", body))
    return pages(tmp_path_factory.mktemp("layout"), files)


def test_a_full_page_has_22_lines_of_28_characters(printed: dict[str, list[str]]) -> None:
    first, second = (lines(page) for page in printed["full"][:2])
    assert [len(line) for line in first] == [26] + [28] * 21
    assert [len(line) for line in second] == [28] * 22


def test_the_head_row_is_repeated_on_every_page(printed: dict[str, list[str]]) -> None:
    found = printed["table"]
    assert len(found) > 1
    assert all("证据编号" in page for page in found)
    assert sum(page.count("QZ-") for page in found) == 90


def test_no_signature_stands_alone_on_a_page(printed: dict[str, list[str]]) -> None:
    two_pages = 0
    for name, found in printed.items():
        if not name.startswith(("seal", "sign")):
            continue
        last = lines(found[-1])
        assert any(re.fullmatch(r"第 ?\d+ ?段。", line) for line in last), (name, last)
        two_pages += len(found) > 1
    assert two_pages, "no document of this test was long enough to break before its signature"


def test_the_signature_lines_stay_together(printed: dict[str, list[str]]) -> None:
    for name, found in printed.items():
        if name.startswith("sign"):
            assert sum("签名" in line for line in lines(found[-1])) == 3, name


def test_the_fonts_are_asked_for_by_name_for_every_script(notice: dict[str, Any], model: bytes) -> None:
    from lxml import etree

    with zipfile.ZipFile(BytesIO(compile_template(model).render(notice))) as package:
        trees = [etree.fromstring(package.read(f"word/{part}.xml")) for part in ("styles", "document")]
    asked = [dict(fonts.attrib) for tree in trees for fonts in tree.iter(f"{WORD}rFonts")]
    names = {fonts[f"{WORD}eastAsia"] for fonts in asked}
    assert {"仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋简体", "宋体"} == names
    assert all(fonts[f"{WORD}ascii"] == fonts[f"{WORD}eastAsia"] == fonts[f"{WORD}hAnsi"] for fonts in asked)
    languages = [lang.get(f"{WORD}eastAsia") for lang in trees[0].iter(f"{WORD}lang")]
    assert languages == ["zh-CN"]


@pytest.mark.parametrize("kind", sorted(descriptions()))
def test_a_template_has_only_parts_of_its_own(kind: str) -> None:
    with zipfile.ZipFile(BytesIO(find_template(kind))) as package:
        names = package.namelist()
        document_xml = package.read("word/document.xml").decode()
    assert not [name for name in names if "theme" in name or "stylesWithEffects" in name or "docProps/app" in name]
    assert "<w:tblHeader w:val" not in document_xml
    assert 'w:pgSz w:w="11906" w:h="16838"' in document_xml or 'w:orient="landscape"' in document_xml


def test_an_official_paper_has_the_margins_and_grid_of_the_standard(model: bytes) -> None:
    with zipfile.ZipFile(BytesIO(model)) as package:
        xml = package.read("word/document.xml").decode()
        settings = package.read("word/settings.xml").decode()
    assert '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"' in xml
    assert '<w:docGrid w:type="lines" w:linePitch="579"/>' in xml
    assert "<w:evenAndOddHeaders/>" in settings


@pytest.mark.parametrize("kind", ["D13", "D19", "D20"])
def test_the_question_that_shows_certificates_is_not_stretched_to_the_margin(kind: str) -> None:
    questions = [p for p in docx.Document(BytesIO(find_template(kind))).paragraphs if p.text == "问：{{ 轮.问 }}"]
    assert str(questions[0].alignment) == "LEFT (0)"
