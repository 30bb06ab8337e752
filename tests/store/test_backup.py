from __future__ import annotations

import json
import os
import shutil
import subprocess
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from jxinspect.errors import Busy, Damaged, Locked, Refused, Unwritable
from jxinspect.store.backup import backup, restore
from jxinspect.store.create import create_case_file
from jxinspect.store.database import connect
from jxinspect.store.keys import key_of
from jxinspect.store.reading import read_rows
from jxinspect.store.verify import verify


def test_a_backup_made_while_an_act_is_open_is_the_state_before_it(
    case_path: Path, Thing: Any, opened: Any, now: datetime, tmp_path: Path, tables: Any
) -> None:
    with opened(case_path) as case:
        case.add(Thing(name="甲", photo=case.objects.put(b"photo")))
    with opened(case_path) as case:
        case.add(Thing(name="乙"))
        backup(case_path, tmp_path / "备份.jxcase", at=now, tables=tables)
    assert read_rows(case_path, "SELECT name FROM thing", at=now) == [{"name": "甲"}, {"name": "乙"}]
    assert verify(tmp_path / "备份.jxcase", at=now, tables=tables, against_heads=False) == []


def test_a_backup_never_overwrites(case_path: Path, now: datetime, tmp_path: Path, tables: Any) -> None:
    (tmp_path / "备份.jxcase").mkdir()
    with pytest.raises(Refused):
        backup(case_path, tmp_path / "备份.jxcase", at=now, tables=tables)
    with pytest.raises(Refused):
        restore(case_path, case_path, actor="张三", clock=now, tables=tables)


def test_a_case_file_does_not_take_its_own_copy_in(
    case_path: Path, now: datetime, tables: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sorted(case_path.rglob("*"))
    monkeypatch.chdir(case_path / "keys")  # commands work in the folder of the case file as well
    for out in (Path("备份.jxcase"), case_path / "备份.jxcase"):
        with pytest.raises(Refused) as refusal:
            backup(case_path, out, at=now, tables=tables)
        assert "在案卷库里面" in refusal.value.why
        with pytest.raises(Refused):
            restore(case_path, out, actor="张三", clock=now, tables=tables)
    assert sorted(case_path.rglob("*")) == before


def test_a_damaged_case_file_gives_no_backup(
    case_path: Path, Thing: Any, opened: Any, now: datetime, tmp_path: Path, tables: Any
) -> None:
    with opened(case_path) as case:
        case.add(Thing(name="甲", photo=case.objects.put(b"photo")))
    (photo,) = (file for file in (case_path / "objects").rglob("*") if file.is_file())
    photo.write_bytes(b"")
    with pytest.raises(Damaged) as refusal:
        backup(case_path, tmp_path / "备份.jxcase", at=now, tables=tables)
    assert refusal.value.items
    assert [entry.name for entry in tmp_path.iterdir() if "备份" in entry.name] == []


def test_restoring_starts_a_chain_and_names_what_is_given_up(
    case_path: Path, Thing: Any, opened: Any, now: datetime, tmp_path: Path, tables: Any
) -> None:
    with opened(case_path) as case:
        case.add(Thing(name="甲"))
    backup(case_path, tmp_path / "备份.jxcase", at=now, tables=tables)
    with opened(case_path) as case:
        case.add(Thing(name="乙"))
    (lost,) = read_rows(case_path, "journal_heads", at=now)
    restored = tmp_path / "恢复.jxcase"
    given_up = restore(tmp_path / "备份.jxcase", restored, actor="张三", clock=now, tables=tables)
    assert given_up == {lost["chain"]: (3, lost["entry"])}
    body = read_rows(restored, "SELECT body FROM journal WHERE act = 'restore'", at=now)[0]["body"]
    assert json.loads(body) == {"given_up": {lost["chain"]: {"hash": lost["entry"], "seq": 3}}}
    with opened(restored) as case:
        case.add(Thing(name="丙"))
    assert [row["why"] for row in read_rows(restored, "journal_heads", at=now)] == ["init", "restore"]
    assert verify(restored, at=now, tables=tables, deep=True) == []
    with pytest.raises(Damaged), opened(case_path):
        pass


def test_writing_into_the_backup_itself_is_refused_once_work_went_on(
    case_path: Path, Thing: Any, opened: Any, now: datetime, tmp_path: Path, tables: Any
) -> None:
    backup(case_path, tmp_path / "备份.jxcase", at=now, tables=tables)
    with opened(case_path) as case:
        case.add(Thing(name="乙"))
    with pytest.raises(Damaged), opened(tmp_path / "备份.jxcase"):
        pass


def test_an_older_copy_put_back_is_not_backed_up_as_if_it_were_the_newest(
    case_path: Path, Thing: Any, opened: Any, now: datetime, tmp_path: Path, tables: Any
) -> None:
    shutil.copytree(case_path, tmp_path / "旧.jxcase")
    with opened(case_path) as case:
        case.add(Thing(name="甲"))
    with pytest.raises(Damaged) as refusal:
        backup(tmp_path / "旧.jxcase", tmp_path / "备份.jxcase", at=now, tables=tables)
    assert "比本机上次见到的旧" in refusal.value.what
    assert not (tmp_path / "备份.jxcase").exists()


def test_a_target_without_room_is_named_and_nothing_is_left_there(
    case_path: Path, nearly_full: Any, now: datetime, tmp_path: Path, tables: Any
) -> None:
    out = tmp_path / "U盘" / "备份.jxcase"
    with nearly_full(40_000), pytest.raises(Unwritable) as refusal:
        backup(case_path, out, at=now, tables=tables)
    assert str(out) in refusal.value.what
    assert list(out.parent.iterdir()) == []
    with nearly_full(40_000), pytest.raises(Unwritable) as refusal:
        restore(case_path, out, actor="张三", clock=now, tables=tables)
    assert str(out) in refusal.value.what
    assert list(out.parent.iterdir()) == []
    assert verify(case_path, at=now, tables=tables, deep=True) == []


def test_a_new_case_file_without_room_is_called_by_the_name_it_was_to_have(
    home: Path, nearly_full: Any, now: datetime, tmp_path: Path, tables: Any
) -> None:
    with nearly_full(20_000), pytest.raises(Unwritable) as refusal:
        create_case_file(tmp_path / "新.jxcase", None, clock=now, tables=tables)
    assert f"{tmp_path / '新.jxcase'}" in refusal.value.what
    assert list(tmp_path.glob("*新*")) == []


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="mounting a small tmpfs needs root")
def test_a_stick_that_is_really_full_is_named(case_path: Path, now: datetime, tmp_path: Path, tables: Any) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=60k", "tmpfs", str(stick)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("this container may not mount")
    try:
        with pytest.raises(Unwritable) as refusal:
            backup(case_path, stick / "备份.jxcase", at=now, tables=tables)
        assert str(stick / "备份.jxcase") in refusal.value.what
        assert "磁盘已满" in refusal.value.why
        assert list(stick.iterdir()) == []
    finally:
        subprocess.run(["umount", "-l", str(stick)], check=True)


def test_a_backup_waits_for_a_writer_who_never_ends_no_longer_than_its_time(
    case_path: Path, now: datetime, tmp_path: Path, tables: Any
) -> None:
    with closing(connect(case_path, key_of(case_path, at=now), wait=0)) as stuck:
        stuck.execute("BEGIN EXCLUSIVE")
        with pytest.raises(Busy) as refusal:
            backup(case_path, tmp_path / "备份.jxcase", at=now, tables=tables, wait=0.2)
    assert str(case_path) in refusal.value.what
    assert [entry.name for entry in tmp_path.iterdir() if "备份" in entry.name] == []


@pytest.mark.usefixtures("bound_by_permissions")
@pytest.mark.parametrize("closed", ["objects", "one"])
def test_what_cannot_be_read_is_not_left_out_of_a_backup(
    closed: str, case_path: Path, Thing: Any, opened: Any, now: datetime, tmp_path: Path, tables: Any
) -> None:
    with opened(case_path) as case:
        case.add(Thing(name="甲", photo=case.objects.put(b"photo")))
    (photo,) = (file for file in (case_path / "objects").rglob("*") if file.is_file())
    place = photo.parent if closed == "objects" else photo
    mode = place.stat().st_mode
    place.chmod(0)
    try:
        with pytest.raises(Locked) as refusal:
            backup(case_path, tmp_path / "备份.jxcase", at=now, tables=tables)
        found = verify(case_path, at=now, tables=tables)
    finally:
        place.chmod(mode)
    assert refusal.value.what == f"不能读取 {place}"
    assert [entry.name for entry in tmp_path.iterdir() if "备份" in entry.name] == []
    assert [(problem.part, problem.severity) for problem in found] == [
        (photo.relative_to(case_path).as_posix(), "damaged")
    ]
    assert "没有" in found[0].text


@pytest.mark.usefixtures("bound_by_permissions")
def test_a_database_without_permission_to_read_is_locked(case_path: Path, now: datetime, tables: Any) -> None:
    (case_path / "case.db").chmod(0)
    with pytest.raises(Locked) as refusal:
        verify(case_path, at=now, tables=tables)
    assert refusal.value.what == f"不能读取 {case_path / 'case.db'}"
