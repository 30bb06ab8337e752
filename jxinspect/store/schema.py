"""Numbered migrations: each with its record in one transaction; a case file is never taken back a version."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import MetaData, Table
from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.schema import CreateIndex, CreateTable

from jxinspect.store import layout
from jxinspect.store.database import Connection, connect, database_errors
from jxinspect.store.keys import key_of


class Migration(NamedTuple):
    """One step of the schema. `apply` runs inside a transaction that also writes its record."""

    version: int
    name: str
    apply: Callable[[Connection, MetaData], None]


def all_tables() -> MetaData:
    """The tables of all records of the program."""
    import jxinspect.model  # noqa: F401 — importing it makes every table known
    from jxinspect.model.base import Record

    return Record.metadata


def _initial(connection: Connection, tables: MetaData) -> None:
    for text in layout.TABLES:
        connection.execute(text)
    for table in tables.sorted_tables:
        _make(connection, table)


def _make(connection: Connection, table: Table) -> None:
    sqlite = dialect()
    connection.execute(str(CreateTable(table).compile(dialect=sqlite)))
    for index in sorted(table.indexes, key=lambda one: str(one.name)):
        connection.execute(str(CreateIndex(index).compile(dialect=sqlite)))


def _adding(*names: str) -> Callable[[Connection, MetaData], None]:
    """Makes the tables of these names that are not there yet; a new case file has them from its first version."""

    def apply(connection: Connection, tables: MetaData) -> None:
        there = layout.record_tables(connection)
        for table in tables.sorted_tables:
            if table.name in names and table.name not in there:
                _make(connection, table)

    return apply


#: Columns of later versions by table, as SQLite is told of them.
SERVICE = {
    "proofofservice": (
        ("standing", "VARCHAR(40)"),
        ("through", "VARCHAR NOT NULL DEFAULT ''"),
        ("address_id", "VARCHAR(32) REFERENCES serviceaddress (id)"),
        ("published_in", "VARCHAR NOT NULL DEFAULT ''"),
        ("public_days", "INTEGER"),
        ("attempts", "JSON NOT NULL DEFAULT '[]'"),
    )
}


def _service(connection: Connection, tables: MetaData) -> None:
    """Tries at service that failed, and what each way of service records."""
    _adding("serviceaddress", "servicefailure")(connection, tables)
    for table, columns in SERVICE.items():
        there = {row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')}
        for name, kind in columns if there else ():
            if name not in there:
                connection.execute(f'ALTER TABLE "{table}" ADD COLUMN "{name}" {kind}')


LEADS = (
    *("lead", "reporter", "reporterrequest", "leadassessment", "leadassignment", "leadinspection", "leadextension"),
    *("leadclosing", "cooperation", "cooperationanswer", "pick", "pickeditem"),
)
#: A column added later must be nullable, or NOT NULL with a constant default: `fold` fills it in for older entries.
MIGRATIONS: tuple[Migration, ...] = (
    Migration(1, "initial", _initial),
    Migration(2, "ways of service", _service),
    Migration(3, "leads, cooperation and picks", _adding(*LEADS)),
    Migration(4, "corrections", _adding("correction")),
)


def upgrade(connection: Connection, path: Path, clock: datetime, tables: MetaData | None = None) -> None:
    """Bring an open case file to the newest schema and views. Refused (naming both versions) when it is newer."""
    if layout.is_current(connection, path):
        return
    if connection.in_transaction:
        msg = "a migration has its own transaction"
        raise RuntimeError(msg)
    for step in MIGRATIONS:
        connection.execute("BEGIN IMMEDIATE")
        try:
            if step.version > layout.version_of(connection):
                step.apply(connection, tables if tables is not None else all_tables())
                connection.execute(
                    "INSERT INTO migration VALUES (?, ?, ?)", (step.version, step.name, clock.isoformat())
                )
                _protect(connection)
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
    _refresh_views(connection)


def _protect(connection: Connection) -> None:
    there = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'")}
    for name, text in layout.triggers(layout.record_tables(connection)).items():
        if name not in there:
            connection.execute(text)


def _refresh_views(connection: Connection) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        layout.make_views(connection)
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def bring_up_to_date(path: Path, *, at: datetime, tables: MetaData | None = None) -> None:
    """Migrate the unlocked case file at `path` to the newest schema and views."""
    with database_errors(path), closing(connect(path, key_of(path, at=at), wait=10.0)) as connection:
        upgrade(connection, path, at, tables)
