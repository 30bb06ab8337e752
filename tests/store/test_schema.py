from __future__ import annotations

import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.schema import CreateTable

from jxinspect.errors import Refused, Unwritable
from jxinspect.store import layout, schema
from jxinspect.store.database import connect
from jxinspect.store.keys import key_of
from jxinspect.store.reading import open_reading, read_rows
from jxinspect.store.verify import verify


def test_the_newest_version_is_that_of_the_last_migration() -> None:
    assert [step.version for step in schema.MIGRATIONS] == list(range(1, layout.LATEST + 1))


def test_a_newer_case_file_is_refused_naming_both_versions_and_left_alone(
    case_path: Path, opened: Any, now: datetime
) -> None:
    connection = connect(case_path, key_of(case_path, at=now), wait=1)
    connection.execute("INSERT INTO migration VALUES (99, 'future', 'x')")
    connection.close()
    before = (case_path / "case.db").read_bytes()
    for attempt in (lambda: opened(case_path).__enter__(), lambda: read_rows(case_path, "thing", at=now)):
        with pytest.raises(Refused, match=f"第 99 版.*第 {layout.LATEST} 版"):
            attempt()
    assert (case_path / "case.db").read_bytes() == before


def add_column(connection: Any, _tables: Any) -> None:
    connection.execute("ALTER TABLE thing ADD COLUMN grade TEXT NOT NULL DEFAULT 'none'")
    connection.execute("ALTER TABLE thing ADD COLUMN remark TEXT")


def add_version(patch: pytest.MonkeyPatch, apply: Any) -> None:
    newest = layout.LATEST + 1
    patch.setattr(layout, "LATEST", newest)
    patch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, schema.Migration(newest, "grade", apply)))


@pytest.fixture
def next_version(monkeypatch: pytest.MonkeyPatch) -> None:
    add_version(monkeypatch, add_column)


def test_a_migrated_case_file_still_folds(
    case_path: Path, Thing: Any, opened: Any, now: datetime, tables: Any, request: Any
) -> None:
    with opened(case_path) as case:
        case.add(Thing(name="甲"))
    request.getfixturevalue("next_version")
    with pytest.raises(Refused) as refusal:
        read_rows(case_path, "thing", at=now)
    assert "jxinspect unlock" in refusal.value.todo
    schema.bring_up_to_date(case_path, at=now, tables=tables)
    assert read_rows(case_path, "SELECT grade, remark FROM thing", at=now) == [{"grade": "none", "remark": None}]
    assert [row["version"] for row in read_rows(case_path, "migration", at=now)] == list(range(1, layout.LATEST + 1))
    assert verify(case_path, at=now, tables=tables) == []


def test_a_migration_that_fails_leaves_the_version_before(
    case_path: Path, opened: Any, now: datetime, tables: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(connection: Any, _tables: Any) -> None:
        add_column(connection, _tables)
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        add_version(patch, broken)
        with pytest.raises(ZeroDivisionError), opened(case_path):
            pass
    assert verify(case_path, at=now, tables=tables) == []
    assert [row["version"] for row in read_rows(case_path, "migration", at=now)] == list(range(1, layout.LATEST + 1))


def test_a_case_file_of_the_first_version_gets_what_service_records(tmp_path: Path, now: datetime) -> None:
    from jxinspect.store.create import create_case_file

    path = tmp_path / "旧.jxcase"
    create_case_file(path, None, clock=now, actor="张三")
    connection = connect(path, key_of(path, at=now), wait=1)
    for name in [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'view'")]:
        connection.execute(f'DROP VIEW "{name}"')
    for name, _ in schema.SERVICE["proofofservice"]:
        if name != "address_id":  # SQLite keeps a column that an index is on
            connection.execute(f'ALTER TABLE proofofservice DROP COLUMN "{name}"')
    connection.execute("DROP TABLE servicefailure")
    connection.execute("DROP TRIGGER migration_kept")
    connection.execute("DELETE FROM migration WHERE version > 1")
    connection.close()
    schema.bring_up_to_date(path, at=now)
    asked = "SELECT standing, through, published_in, public_days, attempts FROM proofofservice"
    assert read_rows(path, asked, at=now) == []
    assert read_rows(path, "SELECT reason FROM servicefailure", at=now) == []
    assert verify(path, at=now) == []


def test_a_case_file_of_the_fifth_version_gets_what_is_told_of_originals_and_recordings(
    tmp_path: Path, now: datetime
) -> None:
    from jxinspect.store.create import create_case_file

    path = tmp_path / "旧.jxcase"
    create_case_file(path, None, clock=now, actor="张三")
    connection = connect(path, key_of(path, at=now), wait=1)
    for name in [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'view'")]:
        connection.execute(f'DROP VIEW "{name}"')
    for name, _ in schema.EVIDENCE["evidence"]:
        connection.execute(f'ALTER TABLE evidence DROP COLUMN "{name}"')
    for table in ("extraction", "recording"):
        connection.execute(f'DROP TABLE "{table}"')
    connection.execute("DROP TRIGGER migration_kept")
    connection.execute("DELETE FROM migration WHERE version > 5")
    connection.close()
    schema.bring_up_to_date(path, at=now)
    assert read_rows(path, "SELECT sm3, original_at, clock_ahead FROM evidence", at=now) == []
    assert read_rows(path, "SELECT r.code, x.query FROM recording r, extraction x", at=now) == []
    assert verify(path, at=now) == []


def test_changed_views_are_lent_to_readers_and_kept_by_the_next_act(
    case_path: Path, Thing: Any, opened: Any, now: datetime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "-- a remark; with a semicolon\nCREATE VIEW one AS\nSELECT 1 AS n;\n\n"
    (tmp_path / "a.sql").write_text(text + "CREATE VIEW two AS SELECT n + 1 AS n FROM one;\n")
    monkeypatch.setattr(layout, "VIEWS", tmp_path)
    layout.view_texts.cache_clear()
    try:
        assert read_rows(case_path, "two", at=now) == [{"n": 2}]
        with opened(case_path) as case:
            case.add(Thing(name="甲"))
        kept = read_rows(case_path, "SELECT name FROM sqlite_schema WHERE type = 'view' ORDER BY name", at=now)
        assert kept == [{"name": "one"}, {"name": "two"}]
    finally:
        layout.view_texts.cache_clear()


def test_the_shipped_views_run(plain_path: Path, now: datetime, tmp_path: Path) -> None:
    from jxinspect.store.create import create_case_file

    path = tmp_path / "全.jxcase"
    create_case_file(path, None, clock=now)
    for text in layout.view_texts():
        found = layout._VIEW.match(text)
        assert found, text
        read_rows(path, found[1], at=now)


def test_a_reader_cannot_write(case_path: Path, now: datetime) -> None:
    with pytest.raises(Unwritable), open_reading(case_path, at=now) as connection:
        connection.execute("DELETE FROM journal")


def test_reading_imports_nothing_heavy() -> None:
    heavy = {"sqlalchemy", "sqlmodel", "pydantic", "cryptography", "pyrage"}
    code = f"import sys, jxinspect.store.reading; print(sorted({heavy} & set(sys.modules)))"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )


def test_a_case_file_of_the_first_version_gets_the_tables_of_leads(
    plain_path: Path, now: datetime, tmp_path: Path
) -> None:
    from jxinspect.store.create import create_case_file

    path = tmp_path / "旧.jxcase"
    create_case_file(path, None, clock=now)
    connection = connect(path, key_of(path, at=now), wait=1)
    for name in ("migration_kept", "lead_kept"):
        connection.execute(f"DROP TRIGGER {name}")
    for view in [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'view'").fetchall()]:
        connection.execute(f"DROP VIEW {view}")
    for table in schema.LEADS[::-1]:
        connection.execute(f"DROP TABLE {table}")
    connection.execute("DELETE FROM migration WHERE version > 1")
    connection.execute(layout.triggers([])["migration_kept"])
    connection.close()
    schema.bring_up_to_date(path, at=now)
    assert read_rows(path, "lead_list", at=now) == []
    assert verify(path, at=now) == []


def test_an_older_case_file_learns_of_inspections_off_site(tmp_path: Path, now: datetime) -> None:
    from jxinspect.model.notify import MaterialsList
    from jxinspect.store.create import create_case_file

    path = tmp_path / "旧.jxcase"
    create_case_file(path, None, clock=now)
    connection = connect(path, key_of(path, at=now), wait=1)
    connection.execute("DROP TRIGGER migration_kept")
    for view in [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'view'").fetchall()]:
        connection.execute(f"DROP VIEW {view}")
    for table in ("supplementfault", "supplement", "offsitenotice", "questioningnotice", "assistance", "materialslist"):
        connection.execute(f"DROP TABLE {table}")
    made = str(CreateTable(MaterialsList.__table__).compile(dialect=dialect()))  # type: ignore[attr-defined]
    connection.execute(made.replace("notice_id VARCHAR(32)", "notice_id VARCHAR(32) NOT NULL"))
    connection.execute('ALTER TABLE inspection DROP COLUMN "mode"')
    connection.execute('ALTER TABLE document DROP COLUMN "exposes"')
    connection.execute("DELETE FROM migration WHERE version > 4")
    connection.execute(layout.triggers([])["migration_kept"])
    connection.close()

    schema.bring_up_to_date(path, at=now)

    assert read_rows(path, "own_terms", at=now) == []
    assert read_rows(path, "SELECT mode FROM inspection", at=now) == []
    with open_reading(path, at=now) as reading:
        must = {row[1]: row[3] for row in reading.execute("PRAGMA table_info(materialslist)")}
    assert (must["notice_id"], must["inspection_id"]) == (0, 1)
    assert verify(path, at=now) == []
