"""Records as rows: what the driver is given for one, and the record as the session knows it once that is written.

SQLAlchemy's own unit of work sorts, compiles and counts for every flush, which took a batch longer than all that the
law asks. A record needs none of it: it is one row, whose values are converted by the types of its columns.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Date, inspect
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import instance_state
from sqlmodel.sql.sqltypes import UTCDateTime

from jxinspect.model.base import Record, keys_of
from jxinspect.store.engine import dialect

#: So many days or moments of a column.
KEPT = 200


class Writes(NamedTuple):
    """How records of a kind are written: statement, and for each column the attribute and what converts its value."""

    table: str
    sql: str
    columns: tuple[tuple[str, Callable[[Any], Any] | None], ...]
    #: The table's natural keys, and why its rows may not stand in the journal (`info` of the table), if they may not.
    keys: list[tuple[str, ...]]
    withheld: str


@cache
def writes(cls: type[Record]) -> Writes:
    """How records of this class are written; worked out once for a process."""
    mapper = inspect(cls)
    table: Any = mapper.local_table
    pairs = [(attribute.key, attribute.columns[0]) for attribute in mapper.column_attrs]
    names = ", ".join(f'"{column.name}"' for _, column in pairs)
    marks = ", ".join("?" for _ in pairs)
    sql = f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})'  # noqa: S608 — names of mapped columns
    columns = tuple((key, _converter(column.type)) for key, column in pairs)
    return Writes(str(table.name), sql, columns, keys_of(table), table.info.get("withheld", ""))


def _converter(kind: Any) -> Callable[[Any], Any] | None:
    convert: Callable[[Any], Any] | None = kind.dialect_impl(dialect()).bind_processor(dialect())
    if convert is None or kind.should_evaluate_none:
        return convert

    def given(value: Any) -> Any:
        return None if value is None else convert(value)

    # The days and moments of a batch are few; SQLAlchemy writes each of them anew, figure by figure.
    return lru_cache(maxsize=KEPT)(given) if isinstance(kind, Date | UTCDateTime) else given


def values_of(record: Record) -> list[Any]:
    """The stored values of a record in the order of its columns; of what was never given, NULL."""
    given = record.__dict__.get
    return [convert(given(key)) if convert else given(key) for key, convert in writes(type(record)).columns]


def is_entered(record: Record) -> bool:
    """Whether the record has its row already."""
    return instance_state(record).key is not None


def assigned(record: Record) -> dict[str, Any]:
    """The stored values of what was assigned to a record since it was loaded or written, by column."""
    keys, given = instance_state(record).committed_state, record.__dict__
    columns = writes(type(record)).columns
    return {key: convert(given[key]) if convert else given[key] for key, convert in columns if key in keys}


def settled(session: Session, record: Record) -> None:
    """Make a record whose row is written one of the session's, as it stands: changes are noticed from now on."""
    state = instance_state(record)
    state._commit_all(record.__dict__, session.identity_map)  # noqa: SLF001 — as after a flush
    if state.key is None:
        state.key = state.mapper.identity_key_from_primary_key((record.id,))
        session._update_impl(state)  # noqa: SLF001 — `add`, without looking for relationships, of which there are none
