"""Changing a template changes what is issued from then on, and nothing that was issued before."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

from docx import Document

Scene = Any

Scenes = Callable[[str], Scene]


def text_of(folder: Path) -> str:
    (path,) = folder.glob("*.docx")
    return "\n".join(paragraph.text for paragraph in Document(str(path)).paragraphs)


def reword(path: Path, old: str, new: str) -> None:
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    assert old.encode() in parts["word/document.xml"]
    parts["word/document.xml"] = parts["word/document.xml"].replace(old.encode(), new.encode())
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)


def test_an_issued_notice_stays_as_it_was_and_names_its_template(scene: Scenes, home: Path, tmp_path: Path) -> None:
    here = scene("notify onsite")
    assert here.run("doc", "template", "edit", "D05").code == 0
    own = home / "templates" / "D05.docx"
    reword(own, "现将有关事项通知如下", "请做好准备，有关事项如下")
    issued = here.tell()
    assert issued.code == 0, issued.err
    (row,) = here.rows("SELECT number, sha256, template_sha256 FROM document WHERE kind = 'D05'")
    assert row["template_sha256"] == sha256(own.read_bytes()).hexdigest()

    reword(own, "请做好准备，有关事项如下", "事项如下")
    assert here.run("doc", "export", row["number"], "--out", str(tmp_path / "旧")).code == 0
    assert "请做好准备，有关事项如下" in text_of(tmp_path / "旧")
    (path,) = (tmp_path / "旧").glob("*.docx")
    assert sha256(path.read_bytes()).hexdigest() == row["sha256"]

    drawn = ("doc", "template", "preview", "D05", "--inspection", "2026-001", "--out", str(tmp_path / "新"))
    assert here.run(*drawn).code == 0
    assert "事项如下" in (text := text_of(tmp_path / "新"))
    assert "请做好准备" not in text
    assert here.rows("SELECT count(*) AS n FROM document WHERE kind = 'D05'") == [{"n": 1}]


def test_a_notice_from_a_template_without_the_rights_block_is_not_issued(scene: Scenes, home: Path) -> None:
    here = scene("notify onsite")
    here.run("doc", "template", "edit", "D05")
    own = home / "templates" / "D05.docx"
    reword(own, "{%p for 项 in 权利义务 %}", "{%p for 项 in 配合事项 %}")
    before = here.head()
    ended = here.tell()
    assert (ended.code, here.head()) == (5, before)
    assert "缺少“权利和义务”" in ended.err
    assert "D05.docx（本单位模板文件夹）" in ended.err
