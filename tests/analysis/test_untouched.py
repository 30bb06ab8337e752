"""Texts of which numpy tells that nothing is to be done are those that the SQL of loading leaves alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import duckdb
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jxinspect.analysis.loading import dirt_in
from jxinspect.analysis.normalise import normalising, untouched
from jxinspect.analysis.sources.texts import joined
from jxinspect.law.data_tables import known_tables

TABLE = known_tables()["pay"]
COLUMNS = {column.name: column for column in TABLE.columns}
#: Signs that are nothing, blank, odd, wide, dots, and letters of words that stand for nothing.
TEXT = st.text(st.sampled_from("测a1.· 　•'NULnul=−Ａ\u200b"), max_size=6) | st.sampled_from(
    ["测" * 50, "测" * 51, "NULL"]
)


@pytest.fixture(scope="module")
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as found:
        yield found


def asked(con: duckdb.DuckDBPyConnection, name: str, texts: list[str], **more: Any) -> list[Any]:
    """What the SQL makes of the texts of a column, and its faults."""
    dirt = dirt_in(joined([text.encode() for text in texts]))
    way = normalising(TABLE, {name: 0}, dirt, wanted=[name], raw="sent", **more)
    con.execute("CREATE OR REPLACE TEMP TABLE sent (_n BIGINT, _line BIGINT, c0 VARCHAR)")
    con.executemany("INSERT INTO sent VALUES (?, ?, ?)", [[n, n, text or None] for n, text in enumerate(texts)])
    return con.execute(f'SELECT "{name}", _faults FROM ({way.sql}) ORDER BY _n').fetchall()


@example(name="account_no", texts=["6222000000000001"])
@example(name="account_name", texts=["测一鸣", "测"])
@example(name="account_name", texts=["阿.不"])
@example(name="handling_agency", texts=["样本县", ""])
@settings(max_examples=30, deadline=None)
@given(
    name=st.sampled_from(["person_no", "bank", "account_no", "account_name", "handling_agency", "fund"]),
    texts=st.lists(TEXT, min_size=1, max_size=3),
)
def test_untouched_texts_are_left_alone(con: duckdb.DuckDBPyConnection, name: str, texts: list[str]) -> None:
    told = joined([text.encode() for text in texts])
    if untouched(COLUMNS[name], told, dirt_in(told)):
        assert asked(con, name, texts) == [(text or None, 0) for text in texts]


@pytest.mark.parametrize(
    ("name", "texts", "alone"),
    [
        ("account_no", ["6222000000000001"], True),
        ("account_name", ["测一鸣", "阿·不"], True),
        ("account_name", ["阿.不"], False),
        ("account_no", ["6222 0000"], False),
        ("account_name", ["测" * 17], False),  # perhaps too long: 51 bytes
        ("person_no", [""], False),
        ("fund", ["失业"], False),
    ],
)
def test_only_what_may_need_nothing_is_left_alone(name: str, texts: list[str], *, alone: bool) -> None:
    told = joined([text.encode() for text in texts])
    assert untouched(COLUMNS[name], told, dirt_in(told)) is alone


@example(texts=["1200.00", "-3.5", "12345678901234.00"])
@example(texts=["5.", ".5", "."])
@settings(max_examples=30, deadline=None)
@given(texts=st.lists(st.text(st.sampled_from("0123.-e_"), max_size=6), min_size=1, max_size=3))
def test_amounts_with_one_point_are_read_as_all_others_are(con: duckdb.DuckDBPyConnection, texts: list[str]) -> None:
    if joined([text.encode() for text in texts]).pointed(2):
        for various in (True, False):
            quick = asked(con, "amount", texts, various=various, pointed=["amount"])
            assert quick == asked(con, "amount", texts, various=various)


@pytest.mark.parametrize(
    ("texts", "pointed"),
    [
        (["1200.00", "-3.5", "5."], True),
        (["1200.00", "3"], False),
        (["1.2.3", "3"], False),
        (["1.005"], False),
        (["1.5e"], False),
        ([".", ""], False),
        (["1200.00", "３.5"], False),
    ],
)
def test_one_point_and_few_digits_behind_it_are_seen(texts: list[str], *, pointed: bool) -> None:
    assert joined([text.encode() for text in texts]).pointed(2) is pointed
