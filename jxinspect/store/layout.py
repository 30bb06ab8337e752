"""What stands in every `case.db` beside the records: case id, migrations, chains, journal, guards. Light."""

from __future__ import annotations

import re
from pathlib import Path

from jxinspect.errors import Damaged, Refused
from jxinspect.store.database import Connection
from jxinspect.store.versions import LATEST as LATEST  # noqa: PLC0414 — read from here
from jxinspect.store.view import digest_of, stored_views

#: The database as it was before an upgrade, by the version it had.
KEPT = "case.v{}.db"
#: Tables of the store itself; every other table holds records.
OWN = ("case_info", "migration", "chain", "journal", "conflict", "peer", "exchange", "copy")

TABLES = (
    "CREATE TABLE case_info (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE TABLE migration (version INTEGER PRIMARY KEY, name TEXT NOT NULL, at TEXT NOT NULL) STRICT",
    """CREATE TABLE chain (
      id TEXT PRIMARY KEY, device_key TEXT NOT NULL, since TEXT NOT NULL, why TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    # Searchable columns are computed from the signed header, so they cannot say anything else.
    """CREATE TABLE journal (
      pos INTEGER PRIMARY KEY AUTOINCREMENT,
      hash TEXT NOT NULL,
      header TEXT NOT NULL,
      body TEXT,
      salt TEXT,
      signature TEXT,
      chain TEXT GENERATED ALWAYS AS (json_extract(header, '$.chain')) VIRTUAL,
      seq INTEGER GENERATED ALWAYS AS (json_extract(header, '$.seq')) VIRTUAL,
      utc TEXT GENERATED ALWAYS AS (json_extract(header, '$.utc')) VIRTUAL,
      actor TEXT GENERATED ALWAYS AS (json_extract(header, '$.actor')) VIRTUAL,
      act TEXT GENERATED ALWAYS AS (json_extract(header, '$.act')) VIRTUAL,
      op TEXT GENERATED ALWAYS AS (json_extract(header, '$.op')) VIRTUAL,
      record_table TEXT GENERATED ALWAYS AS (json_extract(header, '$.table')) VIRTUAL,
      record_id TEXT GENERATED ALWAYS AS (json_extract(header, '$.record')) VIRTUAL
    ) STRICT""",
    # Not unique: a cloned device gives two entries the same place, and both are evidence.
    "CREATE INDEX journal_place ON journal (chain, seq)",
    "CREATE UNIQUE INDEX journal_hash ON journal (hash)",
    "CREATE INDEX journal_record ON journal (record_table, record_id)",
    # What waits for a ruling; computed from the journal.
    """CREATE TABLE conflict (
      id TEXT PRIMARY KEY, kind TEXT NOT NULL, record_table TEXT NOT NULL, record_id TEXT NOT NULL,
      field TEXT NOT NULL, sides TEXT NOT NULL, before TEXT
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX conflict_record ON conflict (record_id)",
    # What this copy alone remembers of its exchanges; no entry of the journal, or two copies would never be equal.
    """CREATE TABLE peer (
      id TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, have TEXT NOT NULL, at TEXT NOT NULL, proof TEXT
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE exchange (
      n INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, actor TEXT NOT NULL, peer TEXT NOT NULL,
      carrier TEXT NOT NULL, direction TEXT NOT NULL, entries INTEGER NOT NULL, objects INTEGER NOT NULL,
      digest TEXT, note TEXT
    ) STRICT""",
    """CREATE TABLE copy (
      sha256 TEXT NOT NULL, peer TEXT NOT NULL, at TEXT NOT NULL, proof TEXT, PRIMARY KEY (sha256, peer)
    ) STRICT, WITHOUT ROWID""",
)

_NAME = re.compile(r"CREATE (?:UNIQUE )?(?:TABLE|INDEX) (\w+)")

_APPEND_ONLY = {
    "journal_kept": "BEFORE DELETE ON journal",
    "chain_kept": "BEFORE DELETE ON chain",
    "chain_fixed": "BEFORE UPDATE ON chain",
    "migration_kept": "BEFORE DELETE ON migration",
    "migration_fixed": "BEFORE UPDATE ON migration",
}

# The one change a journal row permits: its body goes, after an entry has said so.
_FIXED = """CREATE TRIGGER journal_fixed BEFORE UPDATE ON journal WHEN
  OLD.pos IS NOT NEW.pos OR OLD.hash IS NOT NEW.hash OR OLD.header IS NOT NEW.header
  OR OLD.signature IS NOT NEW.signature OR NEW.body IS NOT NULL OR NEW.salt IS NOT NULL
  OR NOT EXISTS (SELECT 1 FROM journal said WHERE said.record_table = 'journal' AND said.record_id = OLD.hash
                 AND said.op = 'withhold')
BEGIN SELECT RAISE(ABORT, 'journal entries are never changed'); END"""


#: Tables whose rows never change once written (G55).
FROZEN = frozenset(
    {
        *("document", "documentvoid", "signedpaper", "custody", "override", "acknowledgement", "correction"),
        "extraction",
        *("pick", "reporter", "reporterrequest"),
    }
)


def triggers(tables: list[str]) -> dict[str, str]:
    """Name → SQL of every trigger a case file with these record tables must have."""
    wanted = {
        name: f"CREATE TRIGGER {name} {when} BEGIN SELECT RAISE(ABORT, 'rows of this table are kept for ever'); END"
        for name, when in _APPEND_ONLY.items()
    }
    wanted["journal_fixed"] = _FIXED
    for table in tables:
        wanted[f"{table}_kept"] = (
            f'CREATE TRIGGER "{table}_kept" BEFORE DELETE ON "{table}" '
            "BEGIN SELECT RAISE(ABORT, 'records are voided or corrected, never deleted'); END"
        )
    for table in FROZEN.intersection(tables):
        wanted[f"{table}_frozen"] = (
            f'CREATE TRIGGER "{table}_frozen" BEFORE UPDATE ON "{table}" '
            "BEGIN SELECT RAISE(ABORT, 'what was issued is mended by a further record (G55)'); END"
        )
    return wanted


def complete(connection: Connection) -> None:
    """Create the tables and indexes of the store that are not there, or not as they should be."""
    there = dict(connection.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL").fetchall())
    for text in TABLES:
        name = _NAME.match(text)[1]  # type: ignore[index]
        if name in there and "INDEX" in text and there[name] != text:
            connection.execute(f"DROP INDEX {name}")
        elif name in there:
            continue
        connection.execute(text)


def record_tables(connection: Connection) -> list[str]:
    """The tables that hold records, by name."""
    rows = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    )
    return [name for (name,) in rows if name not in OWN]


def has_table(connection: Connection, name: str) -> bool:
    """Whether an open case file has a table: one of an older program lacks what came later."""
    return connection.execute(f'PRAGMA table_info("{name}")').fetchone() is not None


def version_of(connection: Connection) -> int:
    """The schema version of an open case file; 0 while it is being made."""
    if not has_table(connection, "migration"):
        return 0
    return int(connection.execute("SELECT max(version) FROM migration").fetchone()[0] or 0)


def check_version(version: int, path: Path, *, reading: bool = False) -> None:
    """Refuse a case file that a newer program wrote, and reading one that still has to be brought up to date."""
    if version > LATEST:
        raise Refused(
            f"案卷库 {path} 的结构是第 {version} 版，本程序只认识到第 {LATEST} 版",
            why="它由新版程序写成，旧程序改动它会丢失内容。",
            todo="升级 jxinspect 后再打开。",
        )
    if reading and version < LATEST:
        raise Refused(
            f"案卷库 {path} 的结构是第 {version} 版，需要升级到第 {LATEST} 版",
            why="只读命令不改动案卷库。",
            todo="运行一次 jxinspect unlock。",
        )


def is_current(connection: Connection, path: Path) -> bool:
    """Whether an open case file has the newest schema and stores its views; Refused when a newer program wrote it."""
    version = version_of(connection)
    check_version(version, path)
    return version == LATEST and has_views(connection)


def kept(connection: Connection, name: str) -> str | None:
    """What the store keeps in `case_info` under a name; no record, and not journaled."""
    row = connection.execute("SELECT value FROM case_info WHERE name = ?", (name,)).fetchone()
    return None if row is None else str(row[0])


def keep(connection: Connection, name: str, value: str) -> None:
    """Put a value there, or another in its place; inside the caller's transaction."""
    connection.execute("INSERT OR REPLACE INTO case_info VALUES (?, ?)", (name, value))


def check_case_id(connection: Connection, case_id: str, path: Path) -> None:
    """Damaged when the database belongs to another case than `keys/` says."""
    if kept(connection, "case") != case_id:
        raise Damaged(
            f"案卷库 {path} 的数据库与钥匙不配套",
            why="两处的案卷库编号不同。",
            todo="数据库或者 keys 被换过：从备份恢复。",
        )


def has_views(connection: Connection) -> bool:
    """Whether a case file stores the views that it should."""
    return kept(connection, "views") == digest_of(stored_views(connection))


def make_views(connection: Connection) -> None:
    """Store the views anew, or none; inside the caller's transaction."""
    old = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'view'").fetchall()
    for (name,) in old:
        connection.execute(f'DROP VIEW "{name}"')
    wanted = stored_views(connection)
    for text in wanted.values():
        connection.execute(f"CREATE VIEW {text}")
    keep(connection, "views", digest_of(wanted))
