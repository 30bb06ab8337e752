"""The tables as the journal tells them: replaying every entry gives every record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jxinspect.store.called import called
from jxinspect.store.database import Connection
from jxinspect.store.layout import record_tables
from jxinspect.store.problem import Problem

Row = dict[str, Any]


class Fold:
    """Records rebuilt entry by entry: table → id → stored values (columns that are NULL may be absent)."""

    def __init__(self, defaults: dict[str, Row] | None = None) -> None:
        #: Table → column → what an entry that does not name the column stands for.
        self.defaults = defaults or {}
        self.tables: dict[str, dict[str, Row]] = {}
        #: Records of which an entry is withheld: what they should hold can no longer be told.
        self.unknown: set[tuple[str, str]] = set()

    def apply(self, op: str, table: str, record: str, body: dict[str, Any] | None) -> str | None:
        """Replay an insert or an update; says what does not fit, or None."""
        if body is None:
            self.unknown.add((table, record))
            self.tables.setdefault(table, {}).setdefault(record, {})
            return None
        rows = self.tables.get(table)
        if rows is None:
            rows = self.tables[table] = {}
        if op == "insert":
            if record in rows:
                return "同一记录登记了两次"
            rows[record] = body["new"]
            return None
        row = rows.get(record)
        if row is None:
            return "更改的记录没有登记过"
        fault = None
        for name, old in body["old"].items():
            if row.get(name) != old and (table, record) not in self.unknown and not self._added(table, row, name, old):
                fault = "更改前的值与日志此前的内容不符"
        row.update(body["new"])
        return fault

    def _added(self, table: str, row: Row, name: str, old: Any) -> bool:
        """The column came after the record, which then held its default."""
        return name not in row and self.defaults.get(table, {}).get(name) == old


def defaults(connection: Connection) -> dict[str, Row]:
    """Table → column → the value an entry made before the column existed stands for."""
    return {table: _defaults(connection, table) for table in record_tables(connection)}


def differences(connection: Connection, fold: Fold, *, partial: bool = False) -> Iterator[Problem]:
    """Where the tables of the case file are not what its journal folds to; a `partial` copy lacks what is withheld."""
    stored = record_tables(connection)
    for table in stored:
        yield from _table_differences(connection, table, fold, partial=partial)
    for table in sorted(fold.tables.keys() - set(stored)):
        yield Problem("fold", table, "日志中有这张表的记录，案卷库中没有这张表")


def _table_differences(connection: Connection, table: str, fold: Fold, *, partial: bool) -> Iterator[Problem]:
    told = fold.tables.get(table, {})
    missing = _defaults(connection, table)
    names = list(missing)
    columns = ", ".join(f'"{name}"' for name in names)
    found = set()
    for values in connection.execute(f'SELECT {columns} FROM "{table}"'):  # noqa: S608 — names from the schema
        row = dict(zip(names, values, strict=True))
        id_ = row["id"]
        found.add(id_)
        if (table, id_) in fold.unknown:
            continue
        if id_ not in told:
            yield Problem("fold", f"{table} {id_}", f"记录不是经由日志写入的{_named(table, row, fold)}")
            continue
        expected = missing | told[id_]
        if row != expected:
            wrong = (name for name in expected if expected[name] != row.get(name))
            text = f"与日志不符的字段：{'，'.join(wrong)}{_named(table, expected, fold)}"
            yield Problem("fold", f"{table} {id_}", text)
    for id_ in told.keys() - found:
        if partial and (table, id_) in fold.unknown:
            continue
        yield Problem("fold", f"{table} {id_}", f"日志中有的记录在表中不见了{_named(table, told[id_], fold)}")


def _named(table: str, row: Row, fold: Fold) -> str:
    name = called(table, row, lambda owner, id_: fold.tables.get(owner, {}).get(id_))
    return f"（{name}）" if name else ""


def _defaults(connection: Connection, table: str) -> Row:
    values: Row = {}
    for _, name, _, required, default, _ in connection.execute(f'PRAGMA table_info("{table}")').fetchall():
        constant = required and default is not None
        values[name] = connection.execute(f"SELECT {default}").fetchone()[0] if constant else None
    return values
