"""Bringing a case file to the newest schema: one journaled transaction, with the database before it kept aside."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import MetaData

from jxinspect.store import durable, heads, layout
from jxinspect.store.database import Connection, copy_database, database_errors
from jxinspect.store.journal import Draft, append, own_chain, set_back
from jxinspect.store.keys import Key, key_of
from jxinspect.store.shape import add_missing
from jxinspect.store.transaction import checked, commit, transaction, writer
from jxinspect.store.versions import VERSIONS

ACT = "migrate"


class Upgrade(NamedTuple):
    """What bringing a case file up to date has done: the versions, what was added, where the state before is kept."""

    before: int
    after: int
    added: list[str]
    kept: Path


def all_tables() -> MetaData:
    """The tables of all records of the program."""
    from jxinspect.model.base import Record, point
    from jxinspect.model.kinds import define_all

    define_all()
    point(Record.metadata)
    return Record.metadata


def make(connection: Connection, clock: datetime, tables: MetaData | None = None) -> None:
    """The newest schema in an empty database."""
    connection.execute("BEGIN IMMEDIATE")
    _complete(connection, 0, clock, tables)
    connection.execute("COMMIT")


def upgrade(
    connection: Connection,
    path: Path,
    key: Key,
    *,
    actor: str,
    clock: datetime,
    why: str = "copy",
    dry_run: bool = False,
    tables: MetaData | None = None,
) -> Upgrade | None:
    """Bring an open case file to the newest schema and views; None when its tables were so already.

    Refused when it is newer (naming both versions), or older and `dry_run`. Cut off at any moment, it is as before.
    """
    if layout.is_current(connection, path):
        return None
    version = layout.version_of(connection)
    layout.check_version(version, path, reading=dry_run)
    with _unwatched(connection), transaction(connection, path, actor, ACT, clock):
        version = layout.version_of(connection)
        if version == layout.LATEST:  # changed views are no record of anything; or somebody else was faster
            layout.make_views(connection)
            commit(connection, path)
            return None
        chain = own_chain(
            connection, key.case_id, checked(connection, key, path, restoring=why == "restore"), clock, why
        )
        kept = _keep(path, key, version)
        done = Upgrade(version, layout.LATEST, _complete(connection, version, clock, tables), kept)
        append(connection, chain, [*set_back(chain, clock), _told(done)], actor=actor, act=ACT, clock=clock)
        commit(connection, path)
    heads.remember(key.case_id, chain.id, heads.heads_of(connection))
    _drop_older(path, kept)
    return done


@contextmanager
def _unwatched(connection: Connection) -> Iterator[None]:
    """Without foreign keys, as making a table anew needs; they can be switched outside a transaction only."""
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        connection.execute("PRAGMA foreign_keys = ON")


def bring_up_to_date(
    path: Path, *, actor: str, at: datetime, why: str = "copy", tables: MetaData | None = None
) -> Upgrade | None:
    """Migrate the unlocked case file at `path` to the newest schema and views."""
    key = key_of(path, at=at)
    with database_errors(path), writer(path, key, 10.0) as connection:
        return upgrade(connection, path, key, actor=actor, clock=at, why=why, tables=tables)


def _complete(connection: Connection, before: int, clock: datetime, tables: MetaData | None) -> list[str]:
    layout.complete(connection)
    added = add_missing(connection, tables if tables is not None else all_tables())
    _sound(connection)
    _protect(connection)
    layout.make_views(connection)
    rows = [(version.number, version.what, clock.isoformat()) for version in VERSIONS if version.number > before]
    connection.executemany("INSERT INTO migration VALUES (?, ?, ?)", rows)
    return added


def _sound(connection: Connection) -> None:
    if found := connection.execute("PRAGMA foreign_key_check").fetchall():
        msg = f"the upgrade would leave {len(found)} references without their record, the first {found[0]}"
        raise RuntimeError(msg)


def _protect(connection: Connection) -> None:
    there = dict(connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall())
    for name, text in layout.triggers(layout.record_tables(connection)).items():
        if name in there and there[name] != text:
            connection.execute(f'DROP TRIGGER "{name}"')
        if there.get(name) != text:
            connection.execute(text)


def _told(done: Upgrade) -> Draft:
    body: dict[str, Any] = {"from": done.before, "to": done.after, "added": done.added, "kept": done.kept.name}
    return Draft("note", "", "", {"schema": body})


def _keep(path: Path, key: Key, version: int) -> Path:
    """The database as it is before the change, beside it and under the same key.

    Read by a connection of its own: SQLite copies nothing through one that is writing; nobody else writes meanwhile.
    """
    kept = path / layout.KEPT.format(version)
    part = durable.temporary_beside(kept)
    try:
        copy_database(path, key, path, name=part.name)
        with durable.writing(kept):
            part.replace(kept)
            durable.sync_folder(path)
    finally:
        durable.forget(part)
    return kept


def _drop_older(path: Path, kept: Path) -> None:
    """One state before an upgrade is enough: an older one may hold what has been withheld since."""
    for file in path.glob(layout.KEPT.format("*")):
        if file != kept:
            file.unlink(missing_ok=True)
