"""Case files that earlier programs made, opened by this one: tests/store/older/*.sql, an agency, a roster, a plan."""

from __future__ import annotations

import hashlib
import json
import os
import signal
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from jxinspect.errors import Refused, Unwritable
from jxinspect.store import layout, schema
from jxinspect.store.backup import backup, restore
from jxinspect.store.casefile import open_case_file
from jxinspect.store.database import connect
from jxinspect.store.keys import key_of
from jxinspect.store.reading import read_rows
from jxinspect.store.verify import verify

OLDER = Path(__file__).with_name("older")
VERSIONS = [1, 4]

MakeOlder = Callable[[int], Path]


@pytest.fixture
def older(tmp_path: Path) -> MakeOlder:
    """Makes the case file of this version as the program of that time left it."""

    def make(version: int) -> Path:
        path = tmp_path / f"旧{version}.jxcase"
        (path / "keys").mkdir(parents=True)
        (path / "objects").mkdir()
        connection = dbapi2.connect(str(path / "case.db"))
        connection.executescript((OLDER / f"v{version}.sql").read_text(encoding="utf-8"))
        (case_id,) = connection.execute("SELECT value FROM case_info WHERE name = 'case'").fetchone()
        connection.close()
        about = json.dumps({"case": case_id, "encrypted": False, "format": 1}).encode()
        (path / "keys" / "case.json").write_bytes(about)
        (path / "keys" / "case.json.sha256").write_text(hashlib.sha256(about).hexdigest() + "\n")
        return path

    return make


@pytest.mark.parametrize("version", VERSIONS)
def test_an_older_case_file_gets_the_tables_of_a_new_one(
    older: MakeOlder, version: int, now: datetime, case_path: Path, tmp_path: Path
) -> None:
    from jxinspect.store.create import create_case_file

    path, new = older(version), tmp_path / "新.jxcase"
    create_case_file(new, None, clock=now)
    schema.bring_up_to_date(path, actor="孙例平", at=now)
    assert _columns(path, now) == _columns(new, now)
    assert _indexes(path, now) == _indexes(new, now)
    triggers = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY name"
    assert read_rows(path, triggers, at=now) == read_rows(new, triggers, at=now)
    assert verify(path, at=now, deep=True) == []


def _columns(path: Path, now: datetime) -> list[dict[str, Any]]:
    """Every column, type, whether it must be filled. Not its default: only one that was added has it."""
    sql = """SELECT t.name AS "table", c.name, c.type, c."notnull", c.pk
      FROM sqlite_schema t, pragma_table_xinfo(t.name) c WHERE t.type = 'table' ORDER BY 1, 2"""
    return read_rows(path, sql, at=now)


def _indexes(path: Path, now: datetime) -> list[dict[str, Any]]:
    sql = """SELECT t.name AS "table", i."unique",
        (SELECT group_concat(c.name) FROM pragma_index_info(i.name) c) AS columns
      FROM sqlite_schema t, pragma_index_list(t.name) i WHERE t.type = 'table' ORDER BY 1, 2, 3"""
    return read_rows(path, sql, at=now)


@pytest.mark.parametrize("version", VERSIONS)
def test_the_upgrade_is_an_entry_of_the_journal_and_leaves_the_old_database_beside_it(
    older: MakeOlder, version: int, now: datetime
) -> None:
    path = older(version)
    before = _records(path)
    schema.bring_up_to_date(path, actor="孙例平", at=now)
    (entry,) = read_rows(path, "SELECT actor, body FROM journal WHERE act = 'migrate'", at=now)
    told = json.loads(entry["body"])["schema"]
    assert (entry["actor"], told["from"], told["to"], told["kept"]) == (
        *("孙例平", version, layout.LATEST),
        f"case.v{version}.db",
    )
    assert "engagement" in told["added"]
    assert ("proofofservice.attempts" in told["added"]) is (version == 1)
    assert _records(path, f"case.v{version}.db") == before
    assert oct((path / f"case.v{version}.db").stat().st_mode)[-3:] == "600"


def _records(path: Path, name: str = "case.db") -> list[Any]:
    connection = dbapi2.connect(str(path / name))
    try:
        return [
            connection.execute(f"SELECT * FROM {table}").fetchall()
            for table in ("journal", "staff", "plan", "migration")
        ]
    finally:
        connection.close()


def test_work_goes_on_in_a_case_file_of_the_first_version(
    older: MakeOlder, jx: Any, clock_at: Any, tmp_path: Path
) -> None:
    path = older(1)
    clock_at("2026-01-06 09:00")
    case = ("-C", str(path), "--as", "孙例平")
    refused = jx(*case, "status")
    assert refused.code == 4
    assert "jxinspect unlock" in refused.err
    unlocked = jx(*case, "unlock")
    assert unlocked.code == 0, unlocked.err
    assert f"第 1 版 → 第 {layout.LATEST} 版" in unlocked.out
    assert "case.v1.db" in unlocked.out
    assert "结构" not in jx(*case, "unlock").out
    changed = jx(*case, "plan", "agency", "set", "--letterhead", "样本县人力资源和社会保障局监督科")
    assert changed.code == 0, changed.err
    issued = jx(*case, "plan", "year", "issue", "2026", "--out", str(tmp_path / "文书"))
    assert issued.code == 0, issued.err
    assert jx(*case, "verify").code == 0
    assert jx(*case, "check").code == 0


def test_a_column_that_came_later_may_be_changed_in_a_row_from_before(
    older: MakeOlder, jx: Any, clock_at: Any, now: datetime
) -> None:
    """Its entry of insertion does not name the column; the change names the default as the old value."""
    from jxinspect.model.plan import Agency

    path = older(1)
    with open_case_file(path, actor="孙例平", act="test", clock=now) as case:
        case.one(Agency).letterhead = "样本县人社局"
    assert verify(path, at=now) == []


def test_the_first_act_on_an_older_case_file_upgrades_it_and_a_dry_run_does_not(
    older: MakeOlder, jx: Any, clock_at: Any
) -> None:
    path = older(4)
    moment = clock_at("2026-01-06 09:00")
    words = ("-C", str(path), "--as", "孙例平", "plan", "agency", "set", "--phone", "0791-00000008")
    before = (path / "case.db").read_bytes()
    refused = jx(*words, "--dry-run")
    assert refused.code == 4
    assert f"第 4 版，需要升级到第 {layout.LATEST} 版" in refused.err
    assert (path / "case.db").read_bytes() == before
    assert jx(*words).code == 0
    acts = [row["act"] for row in read_rows(path, "SELECT act FROM journal ORDER BY pos", at=moment)]
    assert acts[-2:] == ["migrate", "plan.agency.set"]


def test_an_older_backup_is_restored_and_upgraded(older: MakeOlder, now: datetime, tmp_path: Path) -> None:
    source, out = older(1), tmp_path / "恢复.jxcase"
    before = (source / "case.db").read_bytes()
    restore(source, out, actor="孙例平", clock=now)
    assert (source / "case.db").read_bytes() == before
    assert verify(out, at=now) == []
    assert [row["why"] for row in read_rows(out, "SELECT why FROM chain ORDER BY since", at=now)] == ["init", "restore"]
    acts = [row["act"] for row in read_rows(out, "SELECT act FROM journal ORDER BY pos", at=now)]
    assert acts[-2:] == ["migrate", "restore"]


def test_a_copy_is_made_without_the_state_before_the_upgrade(older: MakeOlder, now: datetime, tmp_path: Path) -> None:
    path = older(4)
    schema.bring_up_to_date(path, actor="孙例平", at=now)
    backup(path, tmp_path / "备份.jxcase", at=now)
    assert sorted(file.name for file in (tmp_path / "备份.jxcase").iterdir()) == ["case.db", "keys"]


def test_a_newer_case_file_is_refused_by_every_door(older: MakeOlder, now: datetime, tmp_path: Path) -> None:
    path = older(4)
    connection = connect(path, key_of(path, at=now), wait=1)
    connection.execute("INSERT INTO migration VALUES (99, 'future', 'x')")
    connection.close()
    before = (path / "case.db").read_bytes()
    for attempt in (
        lambda: schema.bring_up_to_date(path, actor="孙例平", at=now),
        lambda: open_case_file(path, actor="孙例平", act="test", clock=now).__enter__(),
        lambda: read_rows(path, "staff", at=now),
        lambda: restore(path, tmp_path / "恢复.jxcase", actor="孙例平", clock=now),
    ):
        with pytest.raises(Refused, match=f"第 99 版.*第 {layout.LATEST} 版"):
            attempt()
    assert (path / "case.db").read_bytes() == before
    assert sorted(file.name for file in path.iterdir()) == ["case.db", "keys", "objects"]


def test_a_disk_without_room_for_the_state_before_stops_the_upgrade_and_leaves_nothing(
    older: MakeOlder, nearly_full: Any, now: datetime
) -> None:
    path = older(4)
    before = _records(path)
    with nearly_full((path / "case.db").stat().st_size // 2), pytest.raises(Unwritable) as refusal:
        schema.bring_up_to_date(path, actor="孙例平", at=now)
    assert str(path) in refusal.value.what
    assert sorted(file.name for file in path.iterdir()) == ["case.db", "keys", "objects"]
    assert _records(path) == before


#: Places of an upgrade at which the process is killed.
MOMENTS = [
    *("jxinspect.store.schema._keep", "jxinspect.store.schema.add_missing", "jxinspect.store.schema._protect"),
    *("jxinspect.store.layout.make_views", "jxinspect.store.schema.append", "jxinspect.store.schema.commit"),
    *("jxinspect.store.heads.remember", "jxinspect.store.schema._drop_older"),
]


@pytest.mark.skipif(os.name != "posix", reason="forks and kills")
@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("after", [False, True])
def test_killed_during_the_upgrade_it_is_the_old_or_the_new_one(
    older: MakeOlder, now: datetime, moment: str, after: bool
) -> None:
    path = older(1)
    before = _records(path)
    child = os.fork()
    if child == 0:
        _killed_at(moment, after=after, path=path, now=now)
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL
    connection = connect(path, key_of(path, at=now), wait=1)
    try:
        version = layout.version_of(connection)
    finally:
        connection.close()
    assert version == (layout.LATEST if moment in MOMENTS[-2:] or (moment, after) == (MOMENTS[-3], True) else 1)
    assert verify(path, at=now) == []
    if version == 1:
        assert _records(path) == before
    schema.bring_up_to_date(path, actor="孙例平", at=now)
    assert verify(path, at=now) == []
    assert len(read_rows(path, "SELECT 1 FROM journal WHERE act = 'migrate'", at=now)) == 1


def _killed_at(moment: str, *, after: bool, path: Path, now: datetime) -> None:
    """Bring the case file up to date, and be killed before or after the function of this name."""
    module, _, name = moment.rpartition(".")
    place = __import__(module, fromlist=[name])
    real = getattr(place, name)

    def deadly(*words: Any, **named: Any) -> Any:
        if after:
            real(*words, **named)
        os.kill(os.getpid(), signal.SIGKILL)

    try:
        setattr(place, name, deadly)
        schema.bring_up_to_date(path, actor="孙例平", at=now)
    finally:
        os._exit(1)
