"""Numbered migrations: each with its record in one transaction; a case file is never taken back a version."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
    from jxinspect.model.base import Record
    from jxinspect.model.kinds import define_all

    define_all()
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
    _widen(connection, SERVICE)


def _widen(connection: Connection, columns: Mapping[str, Sequence[tuple[str, str]]]) -> None:
    """Adds the columns that a table does not have yet."""
    for table, wanted in columns.items():
        there = {row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')}
        for name, kind in wanted if there else ():
            if name not in there:
                connection.execute(f'ALTER TABLE "{table}" ADD COLUMN "{name}" {kind}')


OFF_SITE = {
    "inspection": (("mode", "VARCHAR(40) NOT NULL DEFAULT 'on_site'"),),
    "document": (("exposes", "JSON NOT NULL DEFAULT '[]'"),),
}


def _off_site(connection: Connection, tables: MetaData) -> None:
    """Inspections off site, letters, and lists of materials that hang on no notice of entry."""
    _adding("offsitenotice", "supplement", "supplementfault", "questioningnotice", "assistance")(connection, tables)
    _widen(connection, OFF_SITE)
    _without_not_null(connection, "materialslist", "notice_id VARCHAR(32)")


LATE = {"approval": (("late_for", "DATETIME"), ("late_reason", "VARCHAR NOT NULL DEFAULT ''"))}


def _late(connection: Connection, tables: MetaData) -> None:
    """Approvals that are made up for."""
    _widen(connection, LATE)


def _without_not_null(connection: Connection, table: str, column: str) -> None:
    """Lets a column be empty, in the way that sqlite.org/lang_altertable.html gives for what ALTER TABLE cannot do."""
    version = connection.execute("PRAGMA schema_version").fetchone()[0]
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute(
        "UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE type = 'table' AND name = ?",
        (f"{column} NOT NULL", column, table),
    )
    connection.execute(f"PRAGMA schema_version = {version + 1}")
    connection.execute("PRAGMA writable_schema = OFF")


_BLANK = "VARCHAR NOT NULL DEFAULT ''"
EVIDENCE = {
    "evidence": (
        *((name, _BLANK) for name in ("method", "original_at", "compared_by", "carrier", "carrier_serial")),
        *((name, _BLANK) for name in ("carrier_seal", "sm3", "photo_gps_at", "photo_camera")),
        *((name, "INTEGER") for name in ("copies", "lines", "clock_ahead")),
    )
}


def _evidence(connection: Connection, tables: MetaData) -> None:
    """Originals, carriers, SM3 and clocks of evidence; extraction of electronic data; recordings."""
    _adding("extraction", "recording")(connection, tables)
    _widen(connection, EVIDENCE)


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
    Migration(5, "off-site notices and letters", _off_site),
    Migration(6, "originals, carriers, extraction, recordings", _evidence),
    Migration(7, "approvals made up for", _late),
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
