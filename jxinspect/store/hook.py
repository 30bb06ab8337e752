"""Writes the records of one session and notes each; whatever else would write is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection as Bind
from sqlalchemy import event, inspect
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction

from jxinspect.errors import Refused
from jxinspect.model.base import Record
from jxinspect.store.answers import MOST
from jxinspect.store.conflicts import disputed, unresolved
from jxinspect.store.database import Connection
from jxinspect.store.journal import Draft
from jxinspect.store.rows import Writes, assigned, is_entered, settled, values_of, writes

Row = dict[str, Any]
_READS = re.compile(
    r"\s*(SELECT|VALUES|SAVEPOINT|RELEASE|ROLLBACK TO|WITH(?!.*\b(INSERT|UPDATE|DELETE|REPLACE)\b))\b",
    re.IGNORECASE | re.DOTALL,
)


class Watch:
    """What a session did, as the difference between the stored rows before the act and at its end.

    Stored values, not attributes: no default, type or missing attribute history can come between journal and table.
    """

    def __init__(self, connection: Connection, session: Session, bind: Bind) -> None:
        self.connection = connection
        self.session = session
        #: (table, id) → the row before the act, None when there was none; in the order of first touch.
        self._before: dict[tuple[str, str], Row | None] = {}
        #: Table → how its records are written.
        self._tables: dict[str, Writes] = {}
        event.listen(session, "before_flush", self._before_flush)
        event.listen(session, "before_commit", _no_commit)
        event.listen(session, "do_orm_execute", _no_bulk)
        event.listen(bind, "before_cursor_execute", self._before_statement)
        #: What was written since the last savepoint, and whether it was new; None outside any.
        self._revocable: list[tuple[Record, bool]] | None = None

    def insert(self, record: Record) -> bool:
        """Write the row of a new record; False when it is one of the session's already."""
        if is_entered(record):
            return False
        self._require_transaction()
        place = self._place(record)
        self.connection.execute(writes(type(record)).sql, values_of(record))
        self._before.setdefault(place, None)
        self._written(record, new=True)
        return True

    def _update(self, record: Record) -> None:
        """Write what was assigned to a record since it was loaded or written."""
        place = self._place(record)
        if inspect(record).identity != (place[1],):
            msg = f"the id of a record never changes: {inspect(record).identity} to {place[1]}"
            raise RuntimeError(msg)
        stored = next(self._stored(place[0], [place[1]]), {})
        self._before.setdefault(place, stored)
        new = {name: value for name, value in assigned(record).items() if value != stored[name]}
        if new:
            marks = ", ".join(f'"{name}" = ?' for name in new)
            self.connection.execute(f'UPDATE "{place[0]}" SET {marks} WHERE id = ?', (*new.values(), place[1]))  # noqa: S608 — names of mapped columns
        self._written(record, new=False)

    def _written(self, record: Record, *, new: bool) -> None:
        settled(self.session, record)
        if self._revocable is not None:
            self._revocable.append((record, new))

    @contextmanager
    def taken_back(self) -> Iterator[None]:
        """A part that may be rolled back: the session then forgets what was written in it."""
        outer, self._revocable = self._revocable, []
        try:
            yield
        except BaseException:
            for record, new in self._revocable:
                if new:
                    self.session.expunge(record)
                elif record in self.session:  # else it was new as well
                    self.session.expire(record)
            self._revocable = []
            raise
        finally:
            self._revocable = None if outer is None else outer + self._revocable

    def drafts(self) -> list[Draft]:
        """One entry for each record that the act added or changed. Refused when two records would share a key."""
        found = []
        stored = self._rows()
        for (table, id_), old in self._before.items():
            new = stored.get((table, id_))
            if new is None or new == old:
                continue
            self._only_one(table, new, old or {})
            if old is not None:
                self._undisputed(table, id_, {name for name in new if new[name] != old[name]})
            if old is None:
                body: Row = {"new": {k: v for k, v in new.items() if v is not None}}
                found.append(Draft("insert", table, id_, body, self._tables[table].withheld))
            else:
                changed = [name for name in new if new[name] != old[name]]
                body = {"new": {name: new[name] for name in changed}, "old": {name: old[name] for name in changed}}
                found.append(Draft("update", table, id_, body, self._tables[table].withheld))
        return found

    def _only_one(self, table: str, new: Row, old: Row) -> None:
        for names in self._tables[table].keys:
            values = [new[name] for name in names]
            if None in values or values == [old.get(name) for name in names]:
                continue
            same = " AND ".join(f'"{name}" = ?' for name in names)
            sql = f'SELECT 1 FROM "{table}" WHERE {same} AND id <> ?'  # noqa: S608 — names of mapped columns
            if self.connection.execute(sql, (*values, new["id"])).fetchone():
                raise _taken(table, dict(zip(names, values, strict=True)))

    def _undisputed(self, table: str, id_: str, changed: set[str]) -> None:
        """What waits for a ruling is not decided by whoever happens to write next (architecture 7)."""
        found = disputed(self.connection, table, id_, changed)
        if found:
            raise unresolved(found, f"{table} 的{'、'.join(sorted(changed))}正待裁定，不能更改")

    def _before_flush(self, session: Session, _context: UOWTransaction, _instances: object) -> None:
        self._require_transaction()
        if session.deleted:
            msg = "records are voided or corrected, never deleted"
            raise RuntimeError(msg)
        if session.new:
            msg = "new records are written by CaseFile.add"
            raise RuntimeError(msg)
        for record in session.dirty:
            self._update(record)

    def _require_transaction(self) -> None:
        if not self.connection.in_transaction:
            msg = "the transaction of the act is gone; writing on would escape the journal"
            raise RuntimeError(msg)

    def _place(self, record: Record) -> tuple[str, str]:
        how = writes(type(record))
        self._tables[how.table] = how
        return how.table, record.id

    def _rows(self) -> dict[tuple[str, str], Row]:
        """What is stored now of all that was written, asked for many records at once."""
        touched: dict[str, list[str]] = {}
        for table, id_ in self._before:
            touched.setdefault(table, []).append(id_)
        return {
            (table, row["id"]): row
            for table, ids in touched.items()
            for start in range(0, len(ids), MOST)
            for row in self._stored(table, ids[start : start + MOST])
        }

    def _stored(self, table: str, ids: Sequence[str]) -> Iterator[Row]:
        marks = ", ".join("?" for _ in ids)
        cursor = self.connection.execute(f'SELECT * FROM "{table}" WHERE id IN ({marks})', ids)  # noqa: S608 — a mapped table
        names = [column[0] for column in cursor.description]
        return (dict(zip(names, row, strict=True)) for row in cursor.fetchall())

    def _before_statement(self, _conn: Bind, _cursor: object, statement: str, *_rest: object) -> None:
        if not _READS.match(statement):
            msg = f"this statement would escape the journal: {statement[:60]}"
            raise RuntimeError(msg)


def _taken(table: str, key: Row) -> Refused:
    told = "，".join(f"{name}={value}" for name, value in key.items())
    return Refused(
        f"已有同样的记录：{table} {told}",
        why="同一编号或者名称只能登记一次。",
        todo="用相应的 list 命令查看已有的记录；确有两个的，换用能区别的编号或者名称。",
    )


def _no_commit(session: Session) -> None:
    if not session.in_nested_transaction():
        msg = "an act is committed as a whole at its end, by open_case_file alone"
        raise RuntimeError(msg)


def _no_bulk(state: ORMExecuteState) -> None:
    if not state.is_select:
        msg = "bulk statements would escape the journal"
        raise RuntimeError(msg)
