"""A new case file, made beside its place and renamed when it is whole."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from sqlalchemy import MetaData

from jxinspect.errors import Refused
from jxinspect.store import durable, keys
from jxinspect.store.casefile import open_case_file
from jxinspect.store.database import DATABASE, connect, database_errors
from jxinspect.store.objects import FOLDER as OBJECTS
from jxinspect.store.schema import make


@contextmanager
def new_folder(path: Path) -> Iterator[Path]:
    """A folder being filled beside `path` and renamed to it at the end; an existing `path` is refused."""
    if path.exists():
        raise Refused(f"不覆盖已有的 {path}", why="该位置已有文件或者文件夹。", todo="换一个名称，或者先移走原有的。")
    durable.make_folder(path.parent)
    part = durable.temporary_beside(path)
    try:
        durable.make_folder(part)
        yield part
        with durable.writing(path):
            part.rename(path)
            durable.sync_folder(path.parent)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def create_case_file(
    path: Path, passphrase: str | None, *, clock: datetime, actor: str = "", tables: MetaData | None = None
) -> str:
    """Make an empty case file (plain without a passphrase) and leave it unlocked; returns the case id.

    Its first journal entry says who made it. Refused when `path` exists, Unwritable when it cannot be made.
    """
    case_id = uuid4().hex
    key = keys.new_key(case_id, encrypted=passphrase is not None)
    with new_folder(path) as part:
        keys.write_slots(part, key, passphrase)
        durable.make_folder(part / OBJECTS)
        make_database(part, key, clock, tables)
        keys.keep(key, at=clock)
        with open_case_file(part, actor=actor, act="init", clock=clock, why="init", tables=tables) as case:
            case.note(encrypted=key.encrypted)
    return case_id


def make_database(path: Path, key: keys.Key, clock: datetime, tables: MetaData | None = None) -> None:
    """An empty `case.db` of the newest schema."""
    durable.make_file(path / DATABASE)
    with database_errors(path):
        connection = connect(path, key, wait=0)
        try:
            make(connection, clock, tables)
            connection.execute("INSERT INTO case_info VALUES ('case', ?)", (key.case_id,))
        finally:
            connection.close()
