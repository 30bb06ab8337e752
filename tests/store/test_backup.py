from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from jxinspect.errors import Damaged, Refused
from jxinspect.store.backup import backup, restore
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
