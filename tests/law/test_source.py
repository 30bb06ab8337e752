"""Data files of the law: parsed once, kept as Python keeps its modules, read anew when they change."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import pytest

from jxinspect.law import source


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(source, "DATA", tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    path = tmp_path / "年.toml"
    path.write_text("day = 2026-03-09\nname = '甲'\n", encoding="utf-8")
    return path


def test_a_table_is_parsed_once(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = source.load("年.toml")
    monkeypatch.setattr(tomllib, "loads", lambda _: pytest.fail("parsed again"))
    assert source.load("年.toml") == first


def test_a_table_that_changed_is_read_anew(file: Path) -> None:
    source.load("年.toml")
    file.write_text("day = 2026-03-09\nname = '甲乙'\n", encoding="utf-8")
    assert source.load("年.toml")["name"] == "甲乙"


@pytest.mark.parametrize("name", [str(one.relative_to(source.DATA)) for one in source.DATA.rglob("*.toml")])
def test_every_table_says_what_its_file_says(name: str) -> None:
    assert source.load(name) == tomllib.loads((source.DATA / name).read_text(encoding="utf-8"))
