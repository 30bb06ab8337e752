from __future__ import annotations

import json
import sqlite3
import stat
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, text, update

from jxinspect.errors import Damaged, NotFound, Refused, Unwritable
from jxinspect.store.database import connect
from jxinspect.store.keys import key_of
from jxinspect.store.reading import read_rows
from jxinspect.store.verify import verify

ENTRIES = "SELECT * FROM journal ORDER BY pos"
ODD = [
    "江西A&B <C>公司", "𠮷", "名称 有  空格 ", "'; DROP TABLE thing; --", "\x07\t\n", "0", "1e5", "",
]  # fmt: skip


def entries(path: Path, now: datetime) -> list[dict[str, Any]]:
    return read_rows(path, ENTRIES, at=now)


def test_a_record_comes_back_as_it_was_written(
    case_path: Path, Thing: Any, Kind: Any, opened: Any, now: datetime
) -> None:
    made = Thing(
        name="某县社保中心",
        n=2**53 - 1,
        kind=Kind.OFF_SITE,
        day=date(2026, 2, 28),
        at=now,
        flag=False,
        words=["甲", "乙"],
    )
    with opened(case_path) as case:
        case.add(made)
    with opened(case_path) as case:
        back = case.get(Thing, made.id)
    assert (back.name, back.n, back.kind, back.day, back.at, back.flag, back.words) == (
        "某县社保中心", 2**53 - 1, Kind.OFF_SITE, date(2026, 2, 28), now, False, ["甲", "乙"],
    )  # fmt: skip


@pytest.mark.parametrize("name", ODD)
def test_odd_text_survives_and_still_folds(
    name: str, plain_path: Path, Thing: Any, opened: Any, now: datetime, tables: Any
) -> None:
    with opened(plain_path) as case:
        case.add(Thing(name=name, words=[name]))
    with opened(plain_path) as case:
        (back,) = case.all(Thing)
    assert (back.name, back.words) == (name, [name])
    assert verify(plain_path, at=now, tables=tables, deep=True) == []


def test_an_update_is_journaled_with_old_and_new_value(case_path: Path, Thing: Any, opened: Any, now: datetime) -> None:
    with opened(case_path) as case:
        case.add(thing := Thing(name="甲", n=1))
    with opened(case_path, act="test.change", actor="王五") as case:
        case.get(Thing, thing.id).n = 2
    last = entries(case_path, now)[-1]
    assert json.loads(last["body"]) == {"old": {"n": 1}, "new": {"n": 2}}
    assert (last["actor"], last["act"], last["op"], last["record_table"], last["record_id"]) == (
        "王五", "test.change", "update", "thing", thing.id,
    )  # fmt: skip


def test_one_act_leaves_one_entry_per_record_and_signs_the_last(
    case_path: Path, Thing: Any, opened: Any, now: datetime
) -> None:
    with opened(case_path) as case:
        case.add(first := Thing(name="甲"), Thing(name="乙"))
        first.n = 5
        case.session.flush()
        first.n = 6
    written = entries(case_path, now)[1:]
    assert [row["op"] for row in written] == ["insert", "insert"]
    assert json.loads(written[0]["body"])["new"]["n"] == 6
    assert [row["signature"] is not None for row in written] == [False, True]


def test_words_are_stored_by_their_stable_ascii_value(
    case_path: Path, Thing: Any, Kind: Any, opened: Any, now: datetime
) -> None:
    with opened(case_path) as case:
        case.add(Thing(name="甲", kind=Kind.OFF_SITE))
    assert read_rows(case_path, "SELECT kind FROM thing", at=now) == [{"kind": "off_site"}]


def test_an_act_that_fails_leaves_nothing(case_path: Path, Thing: Any, opened: Any, now: datetime) -> None:
    before = entries(case_path, now)
    for failure in (ValueError, KeyboardInterrupt):
        with pytest.raises(failure), opened(case_path) as case:
            case.add(Thing(name="甲", photo=case.objects.put(b"photo")))
            raise failure
    assert entries(case_path, now) == before
    assert read_rows(case_path, "thing", at=now) == []
    assert [file for file in (case_path / "objects").rglob("*") if file.is_file()] == []
    assert not (case_path / "holder.json").exists()


def test_a_dry_run_leaves_nothing_and_calls_nothing_back(
    case_path: Path, Thing: Any, opened: Any, now: datetime, home: Path
) -> None:
    before, seen = entries(case_path, now), {file.name: file.read_bytes() for file in (home / "heads").iterdir()}
    done: list[str] = []
    with opened(case_path, dry_run=True) as case:
        case.add(thing := Thing(name="甲", photo=case.objects.put(b"photo")))
        case.after_commit(lambda: done.append("copy"))
        assert case.get(Thing, thing.id).name == "甲"
    assert (entries(case_path, now), done) == (before, [])
    assert read_rows(case_path, "thing", at=now) == []
    assert [file for file in (case_path / "objects").rglob("*") if file.is_file()] == []
    assert {file.name: file.read_bytes() for file in (home / "heads").iterdir()} == seen


def test_after_commit_runs_only_when_the_act_is_durable(
    case_path: Path, Thing: Any, opened: Any, now: datetime
) -> None:
    found: list[Any] = []
    with opened(case_path) as case:
        case.add(Thing(name="甲"))
        case.after_commit(lambda: found.extend(read_rows(case_path, "SELECT name FROM thing", at=now)))
        assert found == []
    assert found == [{"name": "甲"}]


def test_an_act_that_changes_nothing_writes_no_entry(case_path: Path, Thing: Any, opened: Any, now: datetime) -> None:
    with opened(case_path) as case:
        case.add(thing := Thing(name="甲"))
    before = entries(case_path, now)
    with opened(case_path) as case:
        again = case.get(Thing, thing.id)
        again.name = "乙"
        case.session.flush()
        again.name = "甲"
    assert entries(case_path, now) == before


def test_a_part_of_an_act_can_fail_alone(case_path: Path, Thing: Any, opened: Any, now: datetime, tables: Any) -> None:
    with opened(case_path) as case:
        case.add(kept := Thing(name="甲"))
        with pytest.raises(ValueError), case.savepoint():
            case.add(Thing(name="乙"))
            kept.n = 9
            case.session.flush()
            raise ValueError
        kept.n += 1
    assert read_rows(case_path, "SELECT name, n FROM thing", at=now) == [{"name": "甲", "n": 1}]
    assert verify(case_path, at=now, tables=tables) == []


def test_what_would_escape_the_journal_is_refused(case_path: Path, Thing: Any, opened: Any, now: datetime) -> None:
    with opened(case_path) as case:
        case.add(Thing(name="甲"))
    table = Thing.__table__
    ways: dict[str, Callable[[Any], object]] = {
        "bulk update": lambda case: case.session.execute(update(Thing).values(n=1)),
        "core insert": lambda case: case.session.connection().execute(insert(table).values(id="x", name="乙", n=0)),
        "text": lambda case: case.session.connection().execute(text("UPDATE thing SET n = 1")),
        "driver": lambda case: case.session.connection().exec_driver_sql("DELETE FROM thing"),
        "with": lambda case: case.session.connection().exec_driver_sql("WITH a AS (SELECT 1) UPDATE thing SET n = 1"),
        "pragma": lambda case: case.session.connection().exec_driver_sql("PRAGMA writable_schema = ON"),
        "session": lambda case: (case.session.add(Thing(name="丙")), case.session.flush()),
        "bulk_save": lambda case: case.session.bulk_save_objects([Thing(name="丙")]),
        "delete": lambda case: (case.session.delete(case.all(Thing)[0]), case.session.flush()),
        "commit": lambda case: case.session.commit(),
    }
    for way, do in ways.items():
        with pytest.raises(RuntimeError), opened(case_path) as case:
            do(case)
        assert read_rows(case_path, "SELECT name, n FROM thing", at=now) == [{"name": "甲", "n": 0}], way


def test_writing_on_after_a_rollback_is_refused(case_path: Path, Thing: Any, opened: Any, now: datetime) -> None:
    with pytest.raises(RuntimeError, match="transaction"), opened(case_path) as case:
        case.add(Thing(name="甲"))
        case.session.rollback()
        case.add(Thing(name="乙"))
    assert read_rows(case_path, "thing", at=now) == []


@pytest.mark.parametrize(
    "tampering",
    [
        "DELETE FROM thing",
        "DELETE FROM journal",
        "UPDATE journal SET header = '{}'",
        "UPDATE journal SET signature = NULL",
        "UPDATE journal SET body = 'x'",
        "UPDATE journal SET body = NULL, salt = NULL",
        "DELETE FROM chain",
        "UPDATE chain SET why = 'x'",
        "DELETE FROM migration",
    ],
)
def test_the_database_itself_forbids(tampering: str, plain_path: Path, Thing: Any, opened: Any) -> None:
    with opened(plain_path) as case:
        case.add(Thing(name="甲"))
    other = sqlite3.connect(plain_path / "case.db")
    with pytest.raises(sqlite3.IntegrityError):
        other.execute(tampering)
    other.close()


def test_the_missing_record_is_named(case_path: Path, Thing: Any, opened: Any) -> None:
    with pytest.raises(NotFound), opened(case_path) as case:
        case.get(Thing, "0" * 32)
    with pytest.raises(NotFound), opened(case_path) as case:
        case.one(Thing, name="没有")


def test_records_are_found_by_their_columns_in_the_order_they_were_made(
    case_path: Path, Thing: Any, opened: Any
) -> None:
    with opened(case_path) as case:
        case.add(Thing(name="乙", n=1))
        case.add(Thing(name="甲", n=1), Thing(name="丙", n=2))
    with opened(case_path) as case:
        assert [thing.name for thing in case.all(Thing, n=1)] == ["乙", "甲"]
        assert case.one(Thing, n=2).name == "丙"


def test_a_float_never_gets_into_the_journal(case_path: Path, opened: Any, now: datetime) -> None:
    with pytest.raises(TypeError), opened(case_path) as case:
        case.note(amount=0.1)
    assert len(entries(case_path, now)) == 1


def test_only_the_owner_may_read_a_case_file(case_path: Path, Thing: Any, opened: Any, home: Path) -> None:
    with opened(case_path) as case:
        case.add(Thing(name="甲", photo=case.objects.put(b"x")))
    for top in (case_path, home):
        for part in top.rglob("*"):
            assert stat.S_IMODE(part.stat().st_mode) == (0o700 if part.is_dir() else 0o600), part


def test_an_encrypted_case_file_shows_nothing_of_its_content(case_path: Path, Thing: Any, opened: Any) -> None:
    with opened(case_path) as case:
        case.add(Thing(name="NAME-IN-CLEAR", photo=case.objects.put(b"PHOTO-IN-CLEAR")))
    everything = b"".join(file.read_bytes() for file in case_path.rglob("*") if file.is_file())
    assert b"IN-CLEAR" not in everything
    assert b"SQLite format 3" not in everything


def test_a_plain_case_file_opens_with_any_sqlite(plain_path: Path, Thing: Any, opened: Any) -> None:
    with opened(plain_path) as case:
        case.add(Thing(name="甲"))
    other = sqlite3.connect(plain_path / "case.db")
    assert other.execute("SELECT name FROM thing").fetchall() == [("甲",)]
    assert other.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    other.close()


def test_the_clock_going_back_is_an_entry_of_its_own(
    case_path: Path, Thing: Any, opened: Any, now: datetime, tables: Any
) -> None:
    with opened(case_path, clock=now) as case:
        case.add(Thing(name="甲"))
        assert (case.clock_stepped_back, case.clock_note) == (None, "")
    with opened(case_path, clock=now - timedelta(hours=1)) as case:
        assert case.clock_stepped_back == timedelta(hours=1)
        assert "早" in case.clock_note
        case.add(Thing(name="乙"))
    note = entries(case_path, now)[-2]
    assert json.loads(note["body"]) == {
        "clock_back_from": "2026-11-23T01:00:00.000000Z", "clock_back_to": "2026-11-23T00:00:00.000000Z",
    }  # fmt: skip
    assert verify(case_path, at=now, tables=tables, deep=True) == []


def test_waiting_for_the_lock_is_no_step_back(case_path: Path, Thing: Any, opened: Any, now: datetime) -> None:
    with opened(case_path) as case:
        case.add(Thing(name="甲"))
    with opened(case_path, clock=now - timedelta(seconds=30)) as case:
        assert case.clock_stepped_back is None


def test_the_zone_of_the_machine_does_not_change_what_is_stored(
    case_path: Path, Thing: Any, opened: Any, now: datetime
) -> None:
    with opened(case_path, clock=now.astimezone(UTC)) as case:
        case.add(Thing(name="甲", at=now))
    header = json.loads(entries(case_path, now)[-1]["header"])
    assert (header["utc"], header["local"]) == ("2026-11-23T01:00:00.000000Z", "2026-11-23T01:00:00+00:00")
    assert read_rows(case_path, "SELECT at FROM thing", at=now)[0]["at"].startswith("2026-11-23 01:00:00")


def test_an_older_copy_put_back_is_reported(
    case_path: Path, Thing: Any, opened: Any, now: datetime, tables: Any
) -> None:
    with opened(case_path) as case:
        case.add(Thing(name="甲"))
    yesterday = (case_path / "case.db").read_bytes()
    with opened(case_path) as case:
        case.add(Thing(name="乙"))
    (case_path / "case.db").write_bytes(yesterday)
    with pytest.raises(Damaged) as refusal, opened(case_path):
        pass
    assert "旧的副本" in refusal.value.why
    with pytest.raises(Damaged):
        read_rows(case_path, "thing", at=now)
    assert [problem.kind for problem in verify(case_path, at=now, tables=tables)] == ["head"]


def test_a_copy_on_another_machine_starts_that_machines_own_chain(
    case_path: Path, Thing: Any, opened: Any, now: datetime, home: Path, tables: Any
) -> None:
    with opened(case_path) as case:
        case.add(Thing(name="甲"))
    (home / "device.json").unlink()
    for file in (home / "heads").iterdir():
        file.unlink()
    with opened(case_path) as case:
        case.add(Thing(name="乙"))
    with opened(case_path) as case:
        case.add(Thing(name="丙"))
    assert [(row["why"], row["seq"]) for row in read_rows(case_path, "journal_heads", at=now)] == [
        ("init", 2),
        ("copy", 2),
    ]
    assert verify(case_path, at=now, tables=tables, deep=True) == []


def test_a_damaged_memory_of_heads_is_told(case_path: Path, opened: Any, home: Path) -> None:
    (file,) = (home / "heads").iterdir()
    file.write_bytes(b"{")
    with pytest.raises(Damaged, match="链头"), opened(case_path):
        pass


def test_the_settings_that_keep_what_was_acknowledged(case_path: Path, now: datetime) -> None:
    connection = connect(case_path, key_of(case_path, at=now), wait=1)
    found = [
        str(connection.execute(f"PRAGMA {name}").fetchone()[0])
        for name in ("journal_mode", "synchronous", "foreign_keys")
    ]
    connection.close()
    assert found == ["delete", "3", "1"]


def test_a_case_file_that_is_not_there(tmp_path: Path, opened: Any, now: datetime) -> None:
    with pytest.raises(NotFound), opened(tmp_path / "没有.jxcase"):
        pass
    with pytest.raises(NotFound):
        read_rows(tmp_path / "没有.jxcase", "thing", at=now)


def test_a_lost_folder_is_unwritable(tmp_path: Path, now: datetime, tables: Any) -> None:
    from jxinspect.store.create import create_case_file

    (tmp_path / "file").write_text("x")
    with pytest.raises(Unwritable):
        create_case_file(tmp_path / "file" / "案卷.jxcase", None, clock=now, tables=tables)


def test_no_act_gives_a_number_twice(plain_path: Path, Thing: Any, opened: Any, now: datetime) -> None:
    with opened(plain_path) as case:
        case.add(Thing(name="甲", code="2026-001"), Thing(name="没有编号"), Thing(name="也没有编号"))
    with pytest.raises(Refused, match="code=2026-001"), opened(plain_path) as case:
        case.add(Thing(name="乙", code="2026-001"))
    with opened(plain_path) as case:
        case.add(Thing(name="丙", code="2026-002"))
    with pytest.raises(Refused, match="code=2026-001"), opened(plain_path) as case:
        (other,) = case.all(Thing, name="丙")
        other.code = "2026-001"
    with opened(plain_path) as case:
        (first,) = case.all(Thing, code="2026-001")
        first.name = "甲甲"
    assert [row["name"] for row in read_rows(plain_path, "SELECT name FROM thing WHERE code IS NOT NULL", at=now)] == [
        "甲甲",
        "丙",
    ]
