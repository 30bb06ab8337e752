"""Asking the database the same thing again and again, as a batch does: prepared questions, registers asked once."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, bindparam, event, select
from sqlalchemy.orm import Session, UOWTransaction
from sqlmodel import col

from jxinspect.model.base import Record
from jxinspect.model.document import Numbering
from jxinspect.model.duty import Setting
from jxinspect.model.plan import Agency, Staff

R = TypeVar("R", bound=Record)
_Question = tuple[type[Record], tuple[tuple[str, Hashable], ...]]

#: Small tables that every document needs and that few acts write.
REGISTERS: frozenset[type[Record]] = frozenset({Agency, Staff, Setting, Numbering})


class Answers:
    """The records a session finds. What it found in a register stands until a record of that register is written."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[_Question, list[Record]] = {}
        event.listen(session, "before_flush", self._before_flush)
        event.listen(session, "after_soft_rollback", self._rolled_back)

    def all(self, cls: type[R], where: Mapping[str, Any]) -> list[R]:
        """The records whose columns equal `where`, in the order they were made (by id)."""
        if cls not in REGISTERS:
            return self._ask(cls, where)
        self._session.flush()  # a query would have done it
        question = (cls, tuple(where.items()))
        if question not in self._known:
            self._known[question] = list(self._ask(cls, where))
        return [row for row in self._known[question] if isinstance(row, cls)]

    def _ask(self, cls: type[R], where: Mapping[str, Any]) -> list[R]:
        empty = frozenset(name for name, value in where.items() if value is None)
        given = {_key(name): value for name, value in where.items() if value is not None}
        return list(self._session.scalars(_question(cls, tuple(where), empty), given))

    def _before_flush(self, session: Session, _context: UOWTransaction, _instances: object) -> None:
        touched = {type(record) for record in (*session.new, *session.dirty)}
        if not touched.isdisjoint(REGISTERS):
            self._known.clear()

    def _rolled_back(self, _session: Session, _previous: object) -> None:
        self._known.clear()


@cache
def _question(cls: type[Record], names: tuple[str, ...], empty: frozenset[str]) -> Select[Any]:
    """Built once for each set of columns: building it costs SQLAlchemy more than asking it."""
    return select(cls).where(*(_equal(cls, name, none=name in empty) for name in names)).order_by(col(cls.id))


def _equal(cls: type[Record], name: str, *, none: bool) -> ColumnElement[bool]:
    column = col(getattr(cls, name))
    return column.is_(None) if none else column == bindparam(_key(name))


def _key(name: str) -> str:
    return f"is_{name}"
