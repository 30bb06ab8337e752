"""The hits of a rule as Parquet in memory: what a flag rests on, to be kept encrypted and looked up again.

Nothing is written to disk: DuckDB reads and writes a file system in memory, from which the file is taken at once.
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import uuid4

from jxinspect.analysis.duck import duck

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


class Hit(NamedTuple):
    """One row that a rule found, with both source rows (`_row` of the rule's left and right table). Amount in fen."""

    number: str  #: of the flag
    klass: str
    subject: str
    person_no: str | None
    ym: int | None
    amount: int | None
    left_row: int
    right_row: int | None
    detail: str | None


_TYPES = {
    "number": "VARCHAR",
    "klass": "VARCHAR",
    "subject": "VARCHAR",
    "person_no": "VARCHAR",
    "ym": "INTEGER",
    "amount": "BIGINT",
    "left_row": "BIGINT",
    "right_row": "BIGINT",
    "detail": "VARCHAR",
}


def packed(hits: Iterable[Hit]) -> bytes:
    """The hits as a Parquet file, in their order."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows(hits)
    with _memory() as (connection, files, name):
        rows = connection.read_csv(
            BytesIO(text.getvalue().encode()),
            header=False,
            names=list(_TYPES),
            dtype=_TYPES,
            na_values=[""],
            delimiter=",",
            quotechar='"',
            escapechar='"',
        )
        rows.write_parquet(f"memory://{name}")
        return bytes(files.cat(name))


def unpacked(data: bytes, numbers: Collection[str] | None = None) -> list[Hit]:
    """The hits of a file, or those of some flags, in the order in which they were kept."""
    with _memory() as (connection, files, name):
        files.pipe(name, data)
        wanted = "" if numbers is None else "WHERE list_contains(?, number)"
        columns = ", ".join(_TYPES)
        sql = f"SELECT {columns} FROM read_parquet('memory://{name}', file_row_number = true) {wanted} ORDER BY file_row_number"  # noqa: E501
        found = connection.execute(sql, [] if numbers is None else [list(numbers)]).fetchall()
    return [Hit(*row) for row in found]


@contextmanager
def _memory() -> Iterator[tuple[DuckDBPyConnection, Any, str]]:
    """A connection that sees a file system in memory, and a name in it that is gone afterwards."""
    import fsspec

    files = fsspec.filesystem("memory")
    name = f"{uuid4().hex}.parquet"
    connection = duck()
    try:
        connection.register_filesystem(files)
        yield connection, files, name
    finally:
        connection.close()
        if files.exists(name):
            files.rm(name)
