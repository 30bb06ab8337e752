from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import MetaData
from sqlcipher3 import dbapi2
from sqlmodel import Field

from jxinspect.errors import Refused, Unwritable
from jxinspect.model.base import Record, listing, object_ref, ref, word
from jxinspect.store import layout, schema, view
from jxinspect.store.database import connect
from jxinspect.store.keys import key_of
from jxinspect.store.reading import open_reading, read_rows, rows
from jxinspect.store.verify import verify
from jxinspect.store.versions import VERSIONS, Version


class Grade(StrEnum):
    NONE = "none"
    HIGH = "high"


def test_versions_are_numbered_without_gap() -> None:
    assert [version.number for version in VERSIONS] == list(range(1, layout.LATEST + 1))


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


#: What a later program knows: a table more, three columns more, two of them filled in older rows; `kind` may be empty,
#: and `n` is no longer known.
LATER = MetaData()


class Graded(Record, table=True):
    metadata = LATER
    __tablename__ = "thing"

    name: str
    photo: str | None = object_ref(default=None)
    words: list[str] = listing()
    kind: str | None = "on_site"
    day: date | None = None
    at: datetime | None = None
    grade: Grade = word(Grade, default=Grade.NONE)
    remarks: list[str] = listing()
    until: date | None = None


class Part(Record, table=True):
    metadata = LATER

    thing_id: str = ref("thing")
    name: str = Field(unique=True)


NEWEST = layout.LATEST + 1


def know_later(patch: pytest.MonkeyPatch) -> None:
    """From here on the program knows the version that `LATER` describes."""
    patch.setattr(layout, "LATEST", NEWEST)
    patch.setattr(schema, "VERSIONS", (*VERSIONS, Version(NEWEST, "grades")))


def test_a_migrated_case_file_still_folds(
    case_path: Path, Thing: Any, opened: Any, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(case_path) as case:
        case.add(Thing(name="甲"))
    know_later(monkeypatch)
    with pytest.raises(Refused) as refusal:
        read_rows(case_path, "thing", at=now)
    assert "jxinspect unlock" in refusal.value.todo
    done = schema.bring_up_to_date(case_path, actor="李四", at=now, tables=LATER)
    assert done is not None
    assert sorted(done.added) == sorted(
        ["part", "thing.grade", "thing.remarks", "thing.until", "thing.n", "thing.kind"]
    )
    assert read_rows(case_path, "SELECT grade, remarks, until FROM thing", at=now) == [
        {"grade": "none", "remarks": "[]", "until": None}
    ]
    with opened(case_path, tables=LATER) as case:
        old = case.one(Graded)
        old.grade, old.remarks = Grade.HIGH, ["已定级"]
        case.add(Part(thing_id=old.id, name="一"), Graded(name="乙", kind=None))
    assert [row["version"] for row in read_rows(case_path, "migration", at=now)] == list(range(1, NEWEST + 1))
    assert verify(case_path, at=now, tables=LATER) == []


def test_an_upgrade_that_fails_leaves_the_version_before(
    case_path: Path, opened: Any, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        know_later(patch)
        patch.setattr(schema, "append", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError), opened(case_path, tables=LATER):
            pass
    assert "grade" not in read_rows(case_path, "SELECT sql FROM sqlite_schema WHERE name = 'thing'", at=now)[0]["sql"]
    assert [row["version"] for row in read_rows(case_path, "migration", at=now)] == list(range(1, layout.LATEST + 1))


@pytest.fixture
def two_views(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    text = "-- a remark; with a semicolon\nCREATE VIEW one AS\nSELECT 1 AS n;\n\n"
    (tmp_path / "a.sql").write_text(text + "CREATE VIEW two (m) AS SELECT n + 1 FROM one;\n-- the end;\n")
    monkeypatch.setattr(view, "VIEWS", tmp_path)
    view.views.cache_clear()
    yield
    view.views.cache_clear()


TEMPORARY = "SELECT name FROM temp.sqlite_schema"
STORED = "SELECT name FROM sqlite_schema WHERE type = 'view' ORDER BY name"


@pytest.mark.usefixtures("two_views")
def test_a_view_comes_with_the_question_that_names_it(case_path: Path, now: datetime) -> None:
    assert read_rows(case_path, "two", at=now) == [{"m": 2}]
    assert read_rows(case_path, "SELECT m FROM two, one WHERE m > n", at=now) == [{"m": 2}]
    assert read_rows(case_path, "WITH x AS (SELECT m FROM two) SELECT m FROM x", at=now) == [{"m": 2}]


@pytest.mark.usefixtures("two_views")
def test_only_what_a_question_names_is_lent_and_only_once(case_path: Path, now: datetime) -> None:
    with open_reading(case_path, at=now) as connection:
        for sql, there in (("SELECT t.one FROM thing AS t", []), ("one", ["one"]), ("two", ["one", "two"])):
            view.lend(connection, sql)
            view.lend(connection, sql)
            assert [name for (name,) in connection.execute(f"{TEMPORARY} ORDER BY name")] == there
        with pytest.raises(dbapi2.Error, match="readonly"):
            connection.execute("DELETE FROM journal")


@pytest.mark.usefixtures("two_views")
def test_a_view_that_was_rolled_back_is_lent_anew(opened: Any, case_path: Path) -> None:
    with opened(case_path) as case:
        with suppress(ZeroDivisionError), case.savepoint():
            assert rows(case.connection, "two") == [{"m": 2}]
            raise ZeroDivisionError
        assert case.connection.execute(TEMPORARY).fetchall() == []
        assert rows(case.connection, "two") == [{"m": 2}]


@pytest.mark.usefixtures("two_views")
def test_changed_views_are_stored_by_the_next_act_where_other_programs_can_open_the_case_file(
    plain_path: Path, Thing: Any, opened: Any, now: datetime
) -> None:
    with opened(plain_path) as case:
        case.add(Thing(name="甲"))
    with closing(sqlite3.connect(plain_path / "case.db")) as other:
        assert other.execute(STORED).fetchall() == [("one",), ("two",)]
        assert other.execute("SELECT m FROM two").fetchall() == [(2,)]


def test_an_encrypted_case_file_stores_no_view_and_loses_those_of_an_older_program(
    case_path: Path, Thing: Any, opened: Any, now: datetime
) -> None:
    assert read_rows(case_path, STORED, at=now) == []
    connection = connect(case_path, key_of(case_path, at=now), wait=1)
    connection.execute("CREATE VIEW one AS SELECT 1 AS n")
    layout.keep(connection, "views", "of then")
    connection.close()
    assert read_rows(case_path, "SELECT n FROM one", at=now) == [{"n": 1}]
    with opened(case_path) as case:
        case.add(Thing(name="甲"))
    assert read_rows(case_path, STORED, at=now) == []


def test_the_shipped_views_run_for_us_and_for_other_programs(now: datetime, tmp_path: Path) -> None:
    from jxinspect.store.create import create_case_file

    path = tmp_path / "全.jxcase"
    create_case_file(path, None, clock=now)
    with open_reading(path, at=now) as connection, closing(sqlite3.connect(path / "case.db")) as other:
        assert {name for (name,) in other.execute(STORED)} == set(view.views())
        for name in view.views():
            theirs = other.execute(f"SELECT * FROM {name}")
            view.lend(connection, name)
            ours = connection.execute(f"SELECT * FROM {name}")
            assert [column[0] for column in ours.description] == [column[0] for column in theirs.description]


def test_a_reader_cannot_write(case_path: Path, now: datetime) -> None:
    with pytest.raises(Unwritable), open_reading(case_path, at=now) as connection:
        connection.execute("DELETE FROM journal")


def test_reading_imports_nothing_heavy() -> None:
    heavy = {"sqlalchemy", "sqlmodel", "pydantic", "cryptography", "pyrage"}
    code = f"import sys, jxinspect.store.reading; print(sorted({heavy} & set(sys.modules)))"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )
