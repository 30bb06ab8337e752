"""What is said of a path that cannot be read or written: by its own name, in words of people."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from jxinspect.errors import Incomplete, NotFound, Unwritable
from jxinspect.store import durable, incoming
from jxinspect.store.create import new_folder
from jxinspect.store.passing import regular
from jxinspect.store.reasons import answered


def test_a_folder_in_place_of_a_file_is_told_as_one_with_the_files_in_it(tmp_path: Path) -> None:
    for name in ("1.csv", "2.csv", "3.csv", "4.csv", ".锁"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    for read in (incoming.content, regular):
        with pytest.raises(Incomplete, match="是文件夹，不是文件") as told:
            read(tmp_path)
        assert told.value.todo == f"写其中一个文件的路径，如 {tmp_path / '1.csv'}（共有4个文件）"
        with pytest.raises(NotFound, match="找不到文件"):
            read(tmp_path / "没有.csv")


def test_an_empty_folder_and_a_pipe_are_no_files_either(tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    with pytest.raises(Incomplete) as told:
        incoming.existing(tmp_path / "空")
    assert told.value.todo == "里面没有文件；核对路径"
    os.mkfifo(tmp_path / "管道")
    with pytest.raises(Incomplete, match="不是普通文件"):
        incoming.existing(tmp_path / "管道")


def test_a_write_that_fails_names_the_file_that_was_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(Unwritable) as told, new_folder(tmp_path / "案卷.jxcase") as part:
        durable.write(part / "keys" / "key.age", b"x")
    assert (told.value.what, told.value.why) == (f"不能写入 {tmp_path / '案卷.jxcase/keys/key.age'}", "路径不存在。")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Unwritable) as told:
        durable.write(tmp_path / "通知书.docx", b"x")
    assert (told.value.what, told.value.why) == (f"不能写入 {tmp_path / '通知书.docx'}", "磁盘已满。")
    assert list(tmp_path.iterdir()) == []


def test_what_windows_says_of_a_folder_is_no_want_of_leave(tmp_path: Path) -> None:
    assert answered(PermissionError(errno.EACCES, "Permission denied", str(tmp_path))) == "这是文件夹，不是文件"
    assert answered(PermissionError(errno.EACCES, "Permission denied", str(tmp_path / "甲"))) == "没有权限"
