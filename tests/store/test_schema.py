from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import MetaData
from sqlmodel import Field

from jxinspect.errors import Refused, Unwritable
from jxinspect.model.base import Record, listing, object_ref, ref, word
from jxinspect.store import layout, schema
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
    names = []
    for text in layout.view_texts():
        found = layout._VIEW.match(text)
        assert found, text
        names.append(found[1])
    with open_reading(path, at=now) as connection:
        for name in names:
            rows(connection, name)


def test_a_reader_cannot_write(case_path: Path, now: datetime) -> None:
    with pytest.raises(Unwritable), open_reading(case_path, at=now) as connection:
        connection.execute("DELETE FROM journal")


def test_reading_imports_nothing_heavy() -> None:
    heavy = {"sqlalchemy", "sqlmodel", "pydantic", "cryptography", "pyrage"}
    code = f"import sys, jxinspect.store.reading; print(sorted({heavy} & set(sys.modules)))"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )
