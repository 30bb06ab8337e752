"""What the tables of the records look like, and adding to a case file what an older program did not know."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple, cast

from sqlalchemy import Column, MetaData, Table, UniqueConstraint
from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlalchemy.sql.schema import CallableColumnDefault, ScalarElementColumnDefault

from jxinspect.store.database import Connection
from jxinspect.store.layout import record_tables

SQLITE = dialect()


class Shape(NamedTuple):
    """One column or index as SQLite keeps it."""

    kind: str
    required: bool
    #: It can be added to rows that are there: it may be empty, or has a constant default.
    addable: bool


def shapes(tables: MetaData) -> dict[tuple[str, str], Shape]:
    """Table and column → what it looks like; an index stands there too, as its columns in brackets."""
    found = {}
    for table in tables.sorted_tables:
        for column in table.columns:
            found[table.name, column.name] = Shape(_kind(column), not column.nullable, _addable(column))
        for columns, unique in sorted(_wanted(table)):
            found[table.name, f"({', '.join(columns)})"] = Shape("UNIQUE" if unique else "INDEX", False, True)
    return found


def make_table(connection: Connection, table: Table) -> None:
    """Create a table with its indexes."""
    connection.execute(str(CreateTable(table).compile(dialect=SQLITE)))
    for index in sorted(table.indexes, key=lambda one: str(one.name)):
        connection.execute(str(CreateIndex(index).compile(dialect=SQLITE)))


def add_missing(connection: Connection, tables: MetaData) -> list[str]:
    """Create the tables, columns and indexes that are not there; names what was added. Inside the caller's transaction.

    A column that rows already there need is added with its constant default, which `fold` fills in for older entries.
    """
    there = set(record_tables(connection))
    added = []
    for table in tables.sorted_tables:
        if table.name not in there:
            make_table(connection, table)
            added.append(str(table.name))
        else:
            added += list(_complete(connection, table))
    return added


def _complete(connection: Connection, table: Table) -> Iterator[str]:
    there = connection.execute(f'PRAGMA table_info("{table.name}")').fetchall()
    for column in table.columns:
        if column.name not in {name for _, name, *_ in there}:
            connection.execute(f'ALTER TABLE "{table.name}" ADD COLUMN {_definition(connection, column)}')
            yield f"{table.name}.{column.name}"
    for _, name, kind, required, default, key in there:
        known = table.columns.get(name)
        if required and not key and (known.nullable if known is not None else default is None):
            _loosen(connection, table.name, name, kind)
            yield f"{table.name}.{name}"
    wanted = _wanted(table)
    for index in [one for one in _indexed(connection, table.name) if one[1] and one not in wanted]:
        _release(connection, table.name, index[0])
    indexed = set(_indexed(connection, table.name))
    for index, text in wanted.items():
        if index not in indexed:
            connection.execute(text)


def _release(connection: Connection, table: str, columns: tuple[str, ...]) -> None:
    """Take a UNIQUE from a table. One that stands in the table's own text needs the table made anew.

    So sqlite.org/lang_altertable.html tells to do it, with foreign keys off (`schema.upgrade`).
    """
    for name, origin in _unique(connection, table, columns):
        if origin == "c":
            connection.execute(f'DROP INDEX "{name}"')
            return
    (text,) = connection.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (table,)).fetchone()
    named = ", ".join(f'"?{column}"?' for column in columns)
    rest, found = re.subn(rf",\s*UNIQUE \({named}\)", "", text)
    fresh, renamed = re.subn(rf'^CREATE TABLE "?{table}"?', f'CREATE TABLE "{table}_new"', rest)
    if (found, renamed) != (1, 1):
        msg = f"the text of {table} does not show its key {columns}"
        raise RuntimeError(msg)
    indexes = connection.execute(
        "SELECT sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL", (table,)
    ).fetchall()
    connection.execute(fresh)
    connection.execute(f'INSERT INTO "{table}_new" SELECT * FROM "{table}"')  # noqa: S608 — names of mapped tables
    connection.execute(f'DROP TABLE "{table}"')
    connection.execute("PRAGMA legacy_alter_table = ON")
    connection.execute(f'ALTER TABLE "{table}_new" RENAME TO "{table}"')
    connection.execute("PRAGMA legacy_alter_table = OFF")
    for (index,) in indexes:
        connection.execute(index)


def _unique(connection: Connection, table: str, columns: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Name and origin of the unique indexes over these columns: "c" by CREATE INDEX, "u" in the table's text."""
    for _, name, unique, origin, _ in connection.execute(f'PRAGMA index_list("{table}")').fetchall():
        of = tuple(row[2] for row in connection.execute(f'PRAGMA index_info("{name}")'))
        if unique and of == columns:
            yield name, origin


def _loosen(connection: Connection, table: str, column: str, kind: str) -> None:
    """Let a column be empty, in the way that sqlite.org/lang_altertable.html gives for what ALTER TABLE cannot do."""
    plain, quoted = f"\t{column} {kind}", f'"{column}" {kind}'
    version = connection.execute("PRAGMA schema_version").fetchone()[0]
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute(
        "UPDATE sqlite_schema SET sql = replace(replace(sql, ?, ?), ?, ?) WHERE type = 'table' AND name = ?",
        (f"{plain} NOT NULL", plain, f"{quoted} NOT NULL", quoted, table),
    )
    connection.execute(f"PRAGMA schema_version = {version + 1}")
    connection.execute("PRAGMA writable_schema = RESET")


def _indexed(connection: Connection, table: str) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Columns and uniqueness of every index that is there, those of UNIQUE constraints too; not that of the id."""
    for _, name, unique, origin, _ in connection.execute(f'PRAGMA index_list("{table}")').fetchall():
        if origin == "pk":
            continue
        yield tuple(row[2] for row in connection.execute(f'PRAGMA index_info("{name}")')), bool(unique)


def _wanted(table: Table) -> dict[tuple[tuple[str, ...], bool], str]:
    """Columns and uniqueness → SQL of every index; SQLite adds a UNIQUE constraint to a table only as an index."""
    found = {}
    for index in sorted(table.indexes, key=lambda one: str(one.name)):
        columns = tuple(column.name for column in index.columns)
        found[columns, bool(index.unique)] = str(CreateIndex(index).compile(dialect=SQLITE))
    for constraint in table.constraints:
        if isinstance(constraint, UniqueConstraint):
            columns = tuple(column.name for column in constraint.columns)
            names = ", ".join(f'"{name}"' for name in columns)
            found[columns, True] = (
                f'CREATE UNIQUE INDEX "uq_{table.name}_{"_".join(columns)}" ON "{table.name}" ({names})'
            )
    return found


def _definition(connection: Connection, column: Column[object]) -> str:
    text = f'"{column.name}" {_kind(column)}'
    if not column.nullable:
        text += f" NOT NULL DEFAULT {_default(connection, column)}"
    for key in column.foreign_keys:
        table, name = key.target_fullname.split(".")
        text += f' REFERENCES "{table}" ("{name}")'
    return text


def _kind(column: Column[object]) -> str:
    return str(column.type.compile(dialect=SQLITE))


def _addable(column: Column[object]) -> bool:
    return bool(column.nullable) or _constant(column) is not None


def _constant(column: Column[object]) -> object:
    """The constant that stands for a required column in older rows; None where there is none."""
    default = column.default
    if isinstance(default, ScalarElementColumnDefault):
        return default.arg
    if isinstance(default, CallableColumnDefault) and (made := default.arg(cast("Any", None))) in ([], {}):
        return made
    return None


def _default(connection: Connection, column: Column[object]) -> str:
    value = _constant(column)
    if value is None:
        msg = f"{column.table.name}.{column.name} is required and has no constant default"
        raise RuntimeError(msg)
    process = column.type.dialect_impl(SQLITE).bind_processor(SQLITE)
    stored = process(value) if process is not None else value
    return str(connection.execute("SELECT quote(?)", (stored,)).fetchone()[0])
