"""SQLAlchemy on a connection that is open already. What it has worked out of a statement serves every later act."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Dialect, Engine, create_engine
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

from jxinspect.store.database import Connection

#: Compiled statements of the process: compiling them anew for each act took longer than the act's own work. They are
#: as many as the program has kinds of questions.
_COMPILED: dict[Any, Any] = {}


def engine_on(connection: Connection) -> Engine:
    """An engine that knows this one connection and never closes it."""
    pool = StaticPool(lambda: connection, dialect=dialect())  # type: ignore[arg-type]
    return Engine(pool, dialect(), _pattern().url, execution_options={"compiled_cache": _COMPILED})


@cache
def _pattern() -> Engine:
    return create_engine("sqlite://", module=dbapi2)


@cache
def dialect() -> Dialect:
    """One for all engines, since compiled statements are found by it; it learns what SQLite can do on a first visit."""
    with _pattern().connect():
        return _pattern().dialect
