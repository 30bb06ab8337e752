"""The digest of a dataset is what docs/format.md says, computed here without DuckDB, Arrow or numpy."""

from __future__ import annotations

from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

import duckdb

from jxinspect.analysis.arrow import Batches
from jxinspect.analysis.canonical import Canonical, values_of


def moment(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC).replace(tzinfo=None)  # type: ignore[misc,arg-type] # civil time, as senders write


ROWS: list[tuple[Any, ...]] = [
    ("测一鸣", 202501, 120000, date(2025, 1, 10), moment(2025, 1, 10, 9, 30), ""),
    ("a", None, -5, date(1899, 12, 31), moment(1969, 12, 31, 23, 59, 59), None),
    (None, 202503, None, None, None, "𬜬二"),
    ("ab", -2147483648, 10**18, date(9999, 12, 31), moment(9999, 12, 31), "行\n二"),
]
COLUMNS = ("name", "ym", "amount", "paid_on", "at", "note")


def by_the_book(rows: list[tuple[Any, ...]]) -> str:
    told = b"".join(column(list(values)) for values in zip(*rows, strict=True))
    return sha256(f"jxinspect dataset 2\npay\n{','.join(COLUMNS)}\n".encode() + told).hexdigest()


def column(values: list[Any]) -> bytes:
    if any(isinstance(value, str) for value in values):
        content = b"".join((value or "").encode() for value in values)
        lengths = (-1 if value is None else len(value.encode()) for value in values)
        return (
            sha256(content).digest() + sha256(b"".join(n.to_bytes(4, "little", signed=True) for n in lengths)).digest()
        )
    content = b"".join(number(value).to_bytes(8, "little", signed=True) for value in values)
    return sha256(content).digest() + sha256(b"").digest()


def number(value: Any) -> int:
    if isinstance(value, datetime):
        passed = value - moment(1970, 1, 1)
        return (passed.days * 86400 + passed.seconds) * 10**6
    if isinstance(value, date):
        return value.toordinal() - date(1970, 1, 1).toordinal()
    return -(2**63) if value is None else int(value)


def digest(*pieces: list[tuple[Any, ...]]) -> str:
    found = Canonical("pay", COLUMNS)
    con = duckdb.connect()
    con.execute("CREATE TABLE t (n TEXT, ym INTEGER, fen BIGINT, d DATE, moment TIMESTAMP, note TEXT)")
    for rows in pieces:
        con.execute("DELETE FROM t")
        con.executemany("INSERT INTO t VALUES (?, ?, ?, ?, ?, ?)", rows)
        kept = Batches(con.sql("FROM t"))
        found.update([values_of(kept, name) for name in ("n", "ym", "fen", "d", "moment", "note")])
    return found.hexdigest()


def test_the_digest_is_what_the_format_says_however_the_rows_are_cut() -> None:
    assert digest(ROWS) == by_the_book(ROWS)
    assert digest(ROWS[:1], ROWS[1:]) == by_the_book(ROWS)


def test_rows_that_differ_in_one_value_or_in_their_order_have_another_digest() -> None:
    changed = [
        [*ROWS[:1], ("", *ROWS[1][1:]), *ROWS[2:]],  # a text that is cut
        [*ROWS[:1], (*ROWS[1][:5], ""), *ROWS[2:]],  # an empty text where there was none
        [*ROWS[:1], ("ab", *ROWS[1][1:]), ROWS[2], ("a", *ROWS[3][1:])],  # the same signs, cut elsewhere
        [ROWS[1], ROWS[0], *ROWS[2:]],
        ROWS[:3],
    ]
    assert len({digest(rows) for rows in [ROWS, *changed]}) == 6
