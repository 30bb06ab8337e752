"""Asking the database the same thing again and again, as a batch does: prepared questions, registers asked once."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, bindparam, event, inspect, select
from sqlalchemy.orm import Session, UOWTransaction
from sqlmodel import col

from jxinspect.model.base import Record
from jxinspect.model.kinds import defined, is_defined

R = TypeVar("R", bound=Record)
#: Values in one question; SQLite takes many more, but the text of the question grows with them.
MOST = 200
_Question = tuple[type[Record], tuple[tuple[str, Hashable], ...]]

#: Small tables that every document needs and that few acts write, by name: their classes may not be defined yet.
REGISTERS = frozenset({"agency", "staff", "setting", "numbering", "seriescode", "lease", "leaseend"})


class Answers:
    """The records a session finds. An answer that is kept stands until a record that would belong to it is written."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[_Question, list[Record]] = {}
        #: Columns by which `ahead` asked for records of a kind.
        self._columns: dict[type[Record], set[str]] = {}
        event.listen(session, "before_flush", self._before_flush)
        event.listen(session, "after_soft_rollback", self._rolled_back)

    def all(self, cls: type[R], where: Mapping[str, Any]) -> list[R]:
        """The records whose columns equal `where`, in the order they were made (by id)."""
        if not is_defined(cls) and not self._any(str(cls.__tablename__)):
            return []
        cls = defined(cls)
        if not self._kept(cls, where):
            return self._ask(cls, where)
        if self._waiting(cls, where):
            self._session.flush()  # a query would have done it
        question = (cls, tuple(where.items()))
        if question not in self._known:
            self._known[question] = list(self._ask(cls, where))
        return [row for row in self._known[question] if isinstance(row, cls)]

    def _any(self, table: str) -> bool:
        """Whether a table has rows. Of a class that is not defined no record waits to be written."""
        found = self._session.connection().exec_driver_sql(f'SELECT EXISTS (SELECT 1 FROM "{table}")')  # noqa: S608 — a mapped table
        return bool(found.scalar())

    def _waiting(self, cls: type[Record], where: Mapping[str, Any]) -> bool:
        """Whether something is still to be written that this answer may have to tell."""
        if any(type(one) is cls and _belongs(one, where) for one in self._session.new):
            return True
        changed = [one for one in self._session.dirty if type(one) is cls]
        return bool(changed) and (
            _is_register(cls) or any(_has_moved(one, column) for one in changed for column in where)
        )

    def _kept(self, cls: type[Record], where: Mapping[str, Any]) -> bool:
        return _is_register(cls) or (len(where) == 1 and not self._columns.get(cls, frozenset()).isdisjoint(where))

    def ahead(self, cls: type[R], column: str, values: Sequence[Hashable]) -> None:
        """Ask for all records whose `column` is one of `values`, so that `all` need not ask for each value."""
        cls = defined(cls)
        self._session.flush()
        self._columns.setdefault(cls, set()).add(column)
        self._known.update({(cls, ((column, value),)): [] for value in values})
        for start in range(0, len(values), MOST):
            some = values[start : start + MOST]
            for row in self._session.scalars(_any_of(cls, column), {_key(column): some}):
                self._known[cls, ((column, getattr(row, column)),)].append(row)

    def clear(self) -> None:
        """Forget every answer."""
        self._known.clear()
        self._columns.clear()

    def _ask(self, cls: type[R], where: Mapping[str, Any]) -> list[R]:
        empty = frozenset(name for name, value in where.items() if value is None)
        given = {_key(name): value for name, value in where.items() if value is not None}
        return list(self._session.scalars(_question(cls, tuple(where), empty), given))

    def _before_flush(self, session: Session, _context: UOWTransaction, _instances: object) -> None:
        for record in session.new:
            kind = type(record)
            for column in self._columns.get(kind, ()):
                self._known.pop((kind, ((column, getattr(record, column)),)), None)
        written = {type(record) for record in (*session.new, *session.dirty)}
        self._forget(*(kind for kind in written if _is_register(kind)), *self._moved(session.dirty))

    def _moved(self, changed: Iterable[Record]) -> Iterator[type[Record]]:
        """Kinds of which a record went from one answer to another."""
        for record in changed:
            columns = self._columns.get(type(record), ())
            if any(_has_moved(record, column) for column in columns):
                yield type(record)

    def _forget(self, *kinds: type[Record]) -> None:
        if kinds:
            self._known = {question: rows for question, rows in self._known.items() if question[0] not in kinds}

    def _rolled_back(self, _session: Session, _previous: object) -> None:
        self._known.clear()


def _is_register(cls: type[Record]) -> bool:
    return cls.__tablename__ in REGISTERS


def _has_moved(record: Record, column: str) -> bool:
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
