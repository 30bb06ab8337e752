"""Reading that only shows: views and SELECTs, without SQLModel, so that lists are fast."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from jxinspect.store import heads, layout
from jxinspect.store.database import Connection, connect, database_errors
from jxinspect.store.keys import key_of
from jxinspect.store.lent import lender
from jxinspect.store.trace import step
from jxinspect.store.view import lend

_NAME = re.compile(r"\w+\Z")


@contextmanager
def open_reading(path: Path, *, at: datetime, wait: float = 10.0) -> Iterator[Connection]:
    """A connection that can only read, its schema, case id and heads checked. Raises Locked, Busy, Damaged, Refused."""
    lent = lender.get()
    if lent is not None:
        with lent.reading(path) as shared:
            yield shared
        return
    step(f"读 {path}")
    key = key_of(path, at=at)
    with database_errors(path):
        connection = connect(path, key, wait=wait, writing=False)
        try:
            layout.check_version(layout.version_of(connection), path, reading=True)
            layout.check_case_id(connection, key.case_id, path)
            heads.check(connection, key.case_id, path)
            yield connection
        finally:
            connection.close()


def rows(connection: Connection, sql_or_view: str, params: Sequence[Any] = ()) -> list[dict[str, Any]]:
    """All rows of a view (by its name) or of a SELECT, column name → stored value."""
    sql = f'SELECT * FROM "{sql_or_view}"' if _NAME.match(sql_or_view) else sql_or_view  # noqa: S608 — a bare name
    step(f"查 {sql_or_view}" if sql != sql_or_view else "查 SELECT")
    lend(connection, sql)
    cursor = connection.execute(sql, tuple(params))
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def read_rows(
    path: Path, sql_or_view: str, params: Sequence[Any] = (), *, at: datetime, wait: float = 10.0
) -> list[dict[str, Any]]:
    """Rows of one view or SELECT of the case file at `path`; `at` is machine time (is it still unlocked?)."""
    with open_reading(path, at=at, wait=wait) as connection:
        return rows(connection, sql_or_view, params)
