"""Fixtures of the store's tests: case files with one small table of their own, so that the real records can change.

`Thing`, `Kind`   a record with one column of each sort; `tables` its metadata.
`case_path`       encrypted and unlocked, with that table; `plain_path` the same without a passphrase.
`opened(path)`    `open_case_file` with an actor, an act and a clock already given.
`nearly_full`     a block in which no file grows beyond so many bytes, as on a disk that fills up.
"""

from __future__ import annotations

import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import MetaData

from jxinspect.model.base import Record, key_field, listing, object_ref, word

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=timezone(timedelta(hours=8)))
TABLES = MetaData()


class _Kind(StrEnum):
    ON_SITE = "on_site"
    OFF_SITE = "off_site"


class _Thing(Record, table=True):
    metadata = TABLES
    __tablename__ = "thing"

    name: str
    n: int = 0
    photo: str | None = object_ref(default=None)
    words: list[str] = listing()
    kind: _Kind = word(_Kind, default=_Kind.ON_SITE)
    day: date | None = None
    at: datetime | None = None
    flag: bool | None = None
    code: str | None = key_field(default=None)


@pytest.fixture
def Thing() -> type[_Thing]:
    return _Thing


@pytest.fixture
def Kind() -> type[_Kind]:
    return _Kind


@pytest.fixture
def tables() -> MetaData:
    return TABLES


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture(scope="session")
def thing_template(make_template: Callable[[str, MetaData | None], Path]) -> Path:
    return make_template("things", TABLES)


@pytest.fixture
def case_path(thing_template: Path, home: Path, tmp_path: Path) -> Path:
    shutil.copytree(thing_template / "home", home)
    path = tmp_path / "案卷.jxcase"
    shutil.copytree(thing_template / path.name, path)
    return path


@pytest.fixture
def plain_path(tmp_path: Path) -> Path:
    from jxinspect.store.create import create_case_file

    path = tmp_path / "明文.jxcase"
    create_case_file(path, None, clock=NOW, actor="张三", tables=TABLES)
    return path


@pytest.fixture
def opened() -> Callable[..., AbstractContextManager[Any]]:
    from jxinspect.store.casefile import open_case_file

    def open_it(path: Path, **given: Any) -> AbstractContextManager[Any]:
        usual: dict[str, Any] = {"actor": "李四", "act": "test.write", "clock": NOW, "tables": TABLES}
        return open_case_file(path, **(usual | given))

    return open_it


@pytest.fixture
def nearly_full() -> Callable[[int], AbstractContextManager[None]]:
    resource = pytest.importorskip("resource")

    @contextmanager
    def room_for(size: int) -> Iterator[None]:
        before, limit = signal.signal(signal.SIGXFSZ, signal.SIG_IGN), resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, limit[1]))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limit)
            signal.signal(signal.SIGXFSZ, before)

    return room_for
