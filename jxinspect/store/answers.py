"""Asking the database the same thing again and again, as a batch does: prepared questions, registers asked once."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, TypeVar, cast

from sqlalchemy import ColumnElement, Select, bindparam, event, inspect, select
from sqlalchemy.orm import Session, UOWTransaction
from sqlalchemy.orm.attributes import instance_state
from sqlmodel import col

from jxinspect.model.base import Record
from jxinspect.model.kinds import defined, is_defined
from jxinspect.store.database import Connection

R = TypeVar("R", bound=Record)
#: Values in one question; SQLite takes many more, but the text of the question grows with them.
MOST = 200
#: Table, and the values of the columns that were asked for.
_Question = tuple[str, tuple[tuple[str, Hashable], ...]]

#: Small tables that every document needs and that few acts write, by name: their classes may not be defined yet.
REGISTERS = frozenset({"agency", "staff", "setting", "numbering", "seriescode", "lease", "leaseend"})


class Answers:
    """The records a session finds. An answer that is kept stands until a record that would belong to it is written."""

    def __init__(self, session: Session, connection: Connection) -> None:
        self._session = session
        self._connection = connection
        self._known: dict[_Question, list[Record]] = {}
        #: Table → columns by which `ahead` asked for its records.
        self._columns: dict[str, set[str]] = {}
        #: Tables that had no rows when somebody asked. Only this act writes meanwhile.
        self.empty: set[str] = set()
        #: Column → values that were asked ahead of any table; who asks for so many will ask what was empty, too.
        self._ahead: dict[str, set[Hashable]] = {}
        event.listen(session, "before_flush", self._before_flush, insert=True)  # before the changes are written
        event.listen(session, "after_soft_rollback", self._rolled_back)

    def all(self, cls: type[R], where: Mapping[str, Any]) -> list[R]:
        """The records whose columns equal `where`, in the order they were made (by id)."""
        table = str(cls.__tablename__)
        if table in self.empty:
            return []
        if not self._keeps(table, where):
            return self._ask(cls, where)
        if self._session.identity_map.check_modified():
            self._session.flush()  # a query would have done it
        found = self._found(table, where)
        if found is None:
            found = self._ask(cls, where)
            if table in REGISTERS or len(where) == 1:
                self._known[table, tuple(where.items())] = [*found]
        return cast("list[R]", found)

    def by_id(self, cls: type[R], id_: str) -> R | None:
        """The record with this id; None where there is none. `Session.get` takes long to see that it is at hand."""
        cls = defined(cls)
        found = cast("R | None", self._session.identity_map.get((cls, (id_,), None)))
        return self._session.get(cls, id_) if found is None or instance_state(found).expired else found

    def _keeps(self, table: str, where: Mapping[str, Any]) -> bool:
        return table in REGISTERS or not self._columns.get(table, frozenset()).isdisjoint(where)

    def _found(self, table: str, where: Mapping[str, Any]) -> list[Record] | None:
        """The answer to this question, or to a wider one; None when neither was asked."""
        found = self._known.get((table, tuple(where.items())))
        if found is not None:
            return [*found]
        for column in self._columns.get(table, frozenset()).intersection(where):
            wider = self._known.get((table, ((column, where[column]),)))
            if wider is not None:
                return [row for row in wider if _belongs(row, where)]
        return None

    def ahead(self, cls: type[R], column: str, values: Sequence[Hashable]) -> None:
        """Ask for all records whose `column` is one of `values`, so that `all` need not ask for each value."""
        self._session.flush()
        table = str(cls.__tablename__)
        self._ahead.setdefault(column, set()).update(values)
        self._none_for(table, column, values)
        if not self._any(cls):
            return
        cls = defined(cls)
        for start in range(0, len(values), MOST):
            some = values[start : start + MOST]
            for row in self._session.scalars(_any_of(cls, column), {_key(column): some}):
                self._known[table, ((column, getattr(row, column)),)].append(row)

    def added(self, record: Record) -> None:
        """Let a record that was written stand in the answers to which it belongs."""
        table = str(record.__tablename__)
        if table in self.empty:
            self._no_longer_empty(table, type(record))
        if table in REGISTERS:
            self._forget({table})
        for column in self._columns.get(table, ()):
            rows = self._known.get((table, ((column, getattr(record, column)),)))
            if rows is not None:
                rows.append(record)
                rows.sort(key=_by_id)

    def _no_longer_empty(self, table: str, cls: type[Record]) -> None:
        """Of what was asked ahead there was nothing in it so far."""
        self.empty.discard(table)
        for column in self._ahead.keys() & cls.model_fields.keys():
            self._none_for(table, column, self._ahead[column])

    def _none_for(self, table: str, column: str, values: Iterable[Hashable]) -> None:
        self._columns.setdefault(table, set()).add(column)
        self._known.update({(table, ((column, value),)): [] for value in values})

    def clear(self) -> None:
        """Forget every answer."""
        self._known.clear()
        self._columns.clear()
        self._ahead.clear()

    def _ask(self, cls: type[R], where: Mapping[str, Any]) -> list[R]:
        if not self._any(cls):
            return []
        empty = frozenset(name for name, value in where.items() if value is None)
        given = {_key(name): value for name, value in where.items() if value is not None}
        return list(self._session.scalars(_question(defined(cls), tuple(where), empty), given))

    def _any(self, cls: type[Record]) -> bool:
        """Whether there may be records of a kind. A class that nobody has defined is asked for only if there are."""
        if is_defined(cls):
            return True
        table = str(cls.__tablename__)
        found = self._connection.execute(f'SELECT EXISTS (SELECT 1 FROM "{table}")').fetchone()  # noqa: S608 — a mapped table
        if not found[0]:
            self.empty.add(table)
        return bool(found[0])

    def none_of(self, tables: Iterable[str]) -> None:
        """Be told that these tables have no rows."""
        self.empty.update(tables)

    def knows(self, table: str, column: str, value: Hashable) -> bool:
        """Whether the answer to this question is at hand."""
        return table in self.empty or (table, ((column, value),)) in self._known

    def _before_flush(self, session: Session, _context: UOWTransaction, _instances: object) -> None:
        changed = {str(record.__tablename__) for record in session.dirty}
        self._forget((changed & REGISTERS).union(self._moved(session.dirty)))

    def _moved(self, changed: Iterable[Record]) -> Iterator[str]:
        """Tables of which a record went from one answer to another."""
        for record in changed:
            columns = self._columns.get(str(record.__tablename__), ())
            if any(_has_moved(record, column) for column in columns):
                yield str(record.__tablename__)

    def _forget(self, tables: Collection[str]) -> None:
        if tables:
            self._known = {question: rows for question, rows in self._known.items() if question[0] not in tables}

    def _rolled_back(self, _session: Session, _previous: object) -> None:
        self._known.clear()


def _by_id(record: Record) -> str:
    return record.id


def _has_moved(record: Record, column: str) -> bool:
    if column not in instance_state(record).committed_state:
        return False
    return bool(inspect(record).attrs[column].history.has_changes())


def _belongs(record: Record, where: Mapping[str, Any]) -> bool:
    return all(getattr(record, column) == value for column, value in where.items())


@cache
def _any_of(cls: type[Record], column: str) -> Select[Any]:
    wanted = col(getattr(cls, column)).in_(bindparam(_key(column), expanding=True))
    return select(cls).where(wanted).order_by(col(cls.id))


@cache
def _question(cls: type[Record], names: tuple[str, ...], empty: frozenset[str]) -> Select[Any]:
    """Built once for each set of columns: building it costs SQLAlchemy more than asking it."""
    return select(cls).where(*(_equal(cls, name, none=name in empty) for name in names)).order_by(col(cls.id))


def _equal(cls: type[Record], name: str, *, none: bool) -> ColumnElement[bool]:
    column = col(getattr(cls, name))
    return column.is_(None) if none else column == bindparam(_key(name))


def _key(name: str) -> str:
    return f"is_{name}"
