"""`jxinspect doc template`: the office's own templates, from the copy to the way back."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx as python_docx
import pytest

from jxinspect.acts.template_own import BASE, FORMER
from jxinspect.documents.template_folder import find_template

Jx = Callable[..., Any]


@pytest.fixture
def office(home: Path) -> Path:
    return home / "templates"


def reword(path: Path, old: str, new: str) -> None:
    """Change the words of a template as somebody would."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    text = parts["word/document.xml"].decode()
    assert old in text
    parts["word/document.xml"] = text.replace(old, new).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)


def state(jx: Jx, kind: str) -> tuple[str, str]:
    (row,) = [row for row in jx("doc", "template", "list", "--json").json["rows"] if row["id"] == kind]
    return row["origin"], row["state"]


def test_edit_copies_the_shipped_template_and_says_where_and_how_to_go_on(jx: Jx, office: Path) -> None:
    ended = jx("doc", "template", "edit", "d05")
    assert ended.code == 0
    assert str(office / "D05.docx") in ended.out
    assert "jxinspect doc template check D05" in ended.out
    assert (office / "D05.docx").read_bytes() == find_template("D05")
    assert state(jx, "D05") == ("本单位模板文件夹", "与随程序的相同")


def test_edit_does_not_overwrite_and_says_how_to_begin_anew(jx: Jx, office: Path) -> None:
    jx("doc", "template", "edit", "D05")
    reword(office / "D05.docx", "现将有关事项通知如下", "有关事项如下")
    mine = (office / "D05.docx").read_bytes()
    ended = jx("doc", "template", "edit", "D05")
    assert ended.code == 4
    assert "jxinspect doc template reset D05" in ended.err
    assert (office / "D05.docx").read_bytes() == mine
    assert state(jx, "D05") == ("本单位模板文件夹", "已修改")


def test_a_dry_run_copies_nothing(jx: Jx, office: Path) -> None:
    assert jx("doc", "template", "edit", "D05", "--dry-run").code == 0
    assert list(office.glob("**/*.docx")) == []


def test_a_workbook_has_no_template_to_edit(jx: Jx) -> None:
    ended = jx("doc", "template", "edit", "D49")
    assert ended.code == 3
    assert "由程序直接生成" in ended.err


def test_edit_opens_the_program_only_when_asked(jx: Jx, office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    def launch(path: str) -> int:
        opened.append(path)
        return 0

    monkeypatch.setattr("typer.launch", launch)
    jx("doc", "template", "edit", "D05")
    assert opened == []
    assert jx("doc", "template", "edit", "D05", "--open").code == 0
    assert jx("doc", "template", "edit", "D33", "--open").code == 0
    assert opened == [str(office / "D05.docx"), str(office / "D33.docx")]


def test_reset_keeps_a_dated_copy(jx: Jx, office: Path, clock_at: Callable[[str], Any]) -> None:
    clock_at("2026-11-26 09:30")
    jx("doc", "template", "edit", "D05")
    reword(office / "D05.docx", "现将有关事项通知如下", "有关事项如下")
    mine = (office / "D05.docx").read_bytes()
    assert jx("doc", "template", "reset", "D05").code == 0
    assert (office / FORMER / "D05_20261126-093000.docx").read_bytes() == mine
    assert state(jx, "D05") == ("随程序提供", "")
    again = jx("doc", "template", "reset", "D05")
    assert (again.code, "本来就用随程序的模板" in again.out) == (0, True)


def test_list_tells_when_a_newer_release_has_other_fields(jx: Jx, office: Path) -> None:
    jx("doc", "template", "edit", "D33")
    reword(office / "D33.docx", "予以封存", "依法予以封存")
    reword(office / BASE / "D33.docx", "{{ 救济 }}", "{{ 旧字段 }}")
    assert state(jx, "D33") == (
        "本单位模板文件夹",
        "已修改；随程序的模板已更新：增加字段 救济，不再有字段 旧字段",
    )


def test_a_template_put_there_by_hand_is_told_apart(jx: Jx, office: Path, tmp_path: Path) -> None:
    jx("doc", "template", "edit", "D33")
    reword(office / "D33.docx", "予以封存", "依法予以封存")
    (office / BASE / "D33.docx").unlink()
    assert state(jx, "D33")[1] == "与随程序的不同"


def test_the_configured_folder_is_the_offices_folder(jx: Jx, tmp_path: Path) -> None:
    shared = tmp_path / "共享模板"
    shared.mkdir()
    assert jx("config", "set", "templates", str(shared)).code == 0
    assert jx("doc", "template", "edit", "D05").code == 0
    assert (shared / "D05.docx").is_file()
    shared.rename(tmp_path / "断开")
    ended = jx("doc", "template", "preview", "D05", "--out", str(tmp_path))
    assert (ended.code, str(shared) in ended.err) == (3, True)


def test_check_takes_a_kind_a_file_or_all_and_names_every_fault(jx: Jx, office: Path, tmp_path: Path) -> None:
    """Of all: what Word keeps beside an open file and copies by other names are left alone."""
    jx("doc", "template", "edit", "D33")
    (office / "~$D05.docx").write_bytes(b"lock")
    (office / "D05 备份.docx").write_bytes(b"x")
    reword(office / "D33.docx", "{{ 救济 }}", "{{ 救挤 }}")
    for words in (["D33"], [], [str(office / "D33.docx")]):
        ended = jx("doc", "template", "check", *words, "--format", "json")
        assert ended.code == 5, words
        told = [(row["tag"], row["text"]) for row in ended.json["rows"]]
        assert [tag for tag, _ in told] == ["{{ 救挤 }}", "{{ 救济 }}"]
        assert "没有“救挤”这个字段" in told[0][1]
        assert "缺少“救济途径”" in told[1][1]
        assert all(row["file"] == str(office / "D33.docx") for row in ended.json["rows"])
    assert jx("doc", "template", "check", "D05").code == 0


def test_a_template_file_that_is_not_there_is_told_as_such(jx: Jx, tmp_path: Path) -> None:
    ended = jx("doc", "template", "check", str(tmp_path / "修改稿.docx"))
    assert (ended.code, "找不到文件" in ended.err) == (3, True), ended.err


def test_fields_say_which_are_wanted_by_law(jx: Jx) -> None:
    rows = {row["field"]: row for row in jx("doc", "template", "fields", "D33", "--json").json["rows"]}
    assert (rows["救济"]["wanted"], rows["救济"]["used"]) == (True, True)
    assert rows["机关.地址"]["wanted"] is False
    assert "六十日内" in rows["救济"]["example"]


def test_preview_shows_the_new_wording(jx: Jx, office: Path, tmp_path: Path) -> None:
    jx("doc", "template", "edit", "D05")
    reword(office / "D05.docx", "现将有关事项通知如下", "请做好准备，有关事项如下")
    assert jx("doc", "template", "preview", "D05", "--out", str(tmp_path / "样张")).code == 0
    (made,) = (tmp_path / "样张").iterdir()
    assert "请做好准备，有关事项如下" in "\n".join(p.text for p in python_docx.Document(str(made)).paragraphs)
