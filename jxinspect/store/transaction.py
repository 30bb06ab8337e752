"""The one immediate transaction of an act: opened under a note of who holds it, checked, committed."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from datetime import datetime
from pathlib import Path

from sqlcipher3 import dbapi2

from jxinspect.errors import Unwritable
from jxinspect.store import heads, layout
from jxinspect.store.database import HOLDER, Connection, connect, translate
from jxinspect.store.durable import forget, writing
from jxinspect.store.keys import Key


@contextmanager
def writer(path: Path, key: Key, wait: float) -> Iterator[Connection]:
    """A connection for writing, closed at the end."""
    connection = connect(path, key, wait=wait)
    try:
        yield connection
    finally:
        connection.close()


@contextmanager
def transaction(
    connection: Connection, path: Path, actor: str, act: str, clock: datetime, *, dry_run: bool = False
) -> Iterator[None]:
    """BEGIN IMMEDIATE with a note of the holder for `Busy`; what is not committed inside is rolled back.

    A dry run goes without the note where none can be written: a case file on a CD can be looked at, and checked.
    """
    connection.execute("BEGIN IMMEDIATE")
    note = path / HOLDER
    about = {"who": actor, "act": act, "since": clock.isoformat(), "pid": os.getpid(), "host": platform.node()}
    try:
        with suppress(Unwritable) if dry_run else nullcontext(), writing(path):
            note.write_text(json.dumps(about), encoding="utf-8")
            note.chmod(0o600)
        yield
    finally:
        if connection.in_transaction:
            forget(note)
            connection.execute("ROLLBACK")


def checked(connection: Connection, key: Key, path: Path, *, restoring: bool) -> heads.Seen:
    """What this machine remembers, after the case file was held against it. Damaged, Refused."""
    layout.check_version(layout.version_of(connection), path)
    layout.check_case_id(connection, key.case_id, path)
    return heads.Seen() if restoring else heads.check(connection, key.case_id, path)


def commit(connection: Connection, path: Path) -> None:
    """An error here leaves open whether the act is written: the last step of a COMMIT can fail after it took place."""
    (path / HOLDER).unlink(missing_ok=True)
    try:
        connection.execute("COMMIT")
    except dbapi2.Error as error:
        known = translate(error, path)
        if not isinstance(known, Unwritable):
            raise
        todo = "排除故障后先用 jxinspect journal list 核对这一步是否已经写入，没有写入的再重新执行。"
        raise Unwritable(known.what, why=known.why, todo=todo) from error
