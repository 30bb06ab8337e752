"""A new passphrase is long enough to be a lock, and what cannot be read is told in Chinese."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from jxinspect.ui import ask


@pytest.mark.parametrize(
    ("word", "enough"), [("abd", False), ("      abcdefg", False), ("abcdefgh", True), ("案卷库", True)]
)
def test_eight_letters_or_three_characters_are_enough(word: str, enough: bool) -> None:
    assert (ask.short(word) == "") is enough


def test_a_short_one_is_asked_again_and_a_case_file_is_made_with_the_long_one(
    monkeypatch: pytest.MonkeyPatch, jx: Any, tmp_path: Path
) -> None:
    typed = iter(["abd", "abcdefgh", "abcdefgh"])
    monkeypatch.setattr("jxinspect.ui.ask.possible", lambda: True)
    monkeypatch.setattr("getpass.getpass", lambda *_, **__: next(typed))
    ended = jx("init", str(tmp_path / "新.jxcase"), "--as", "孙例平")
    assert (ended.code, "口令太短" in ended.err, next(typed, None)) == (0, True, None), ended.err


def test_a_short_one_in_a_file_makes_nothing(jx: Any, tmp_path: Path) -> None:
    (tmp_path / "口令.txt").write_text("abd\n", encoding="utf-8")
    ended = jx("init", str(tmp_path / "新.jxcase"), "--as", "孙例平", "--passphrase-file", str(tmp_path / "口令.txt"))
    assert (ended.code, "口令太短" in ended.err, (tmp_path / "新.jxcase").exists()) == (4, True, False)


@pytest.mark.parametrize(("content", "why"), [(None, "没有这个文件"), (b"\xc4\xe3", "不是 UTF-8 编码的文本")])
def test_a_passphrase_file_that_cannot_be_read_is_told_in_chinese(
    content: bytes | None, why: str, jx: Any, tmp_path: Path, case_path: Path
) -> None:
    file = tmp_path / "口令.txt"
    if content is not None:
        file.write_bytes(content)
    ended = jx("-C", str(case_path), "unlock", "--passphrase-file", str(file))
    assert (ended.code, f"原因：{why}" in ended.err, "Errno" in ended.err) == (7, True, False)


def test_a_line_of_a_batch_names_the_key_that_nobody_knows(jx: Any, tmp_path: Path) -> None:
    (tmp_path / "批.jsonl").write_text('{"line": "status", "comand": 1}\n{"line"\n', encoding="utf-8")
    told = jx("batch", str(tmp_path / "批.jsonl")).err
    assert ("第1行：不认识 comand" in told, "第2行：不是一个 JSON 对象" in told, "Expecting" in told) == (
        True,
        True,
        False,
    )
