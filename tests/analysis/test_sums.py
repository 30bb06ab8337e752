"""Sums of fen and their months are those that Python's own numbers give."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jxinspect.analysis.sums import by_month, months_of, total
from jxinspect.law.data_tables import ColumnType

FEN = st.integers(-(1 << 63), (1 << 63) - 1) | st.integers(-500, 500)


@settings(max_examples=30)
@given(rows=st.lists(st.tuples(st.sampled_from([180001, 202412, 202501, 999912]), FEN), max_size=40))
def test_sums_are_exact_beyond_64_bits_and_every_row_is_in_its_month(rows: list[tuple[int, int]]) -> None:
    fen = np.array([fen for _, fen in rows], np.int64)
    assert total(fen) == sum(fen for _, fen in rows)
    expected: dict[int, list[int]] = defaultdict(list)
    for month, one in rows:
        expected[month].append(one)
    found = by_month(np.array([month for month, _ in rows], np.int64), fen)
    assert found == [(month, len(those), sum(those)) for month, those in sorted(expected.items())]


@pytest.mark.parametrize(
    "day", [date(1800, 1, 1), date(1899, 12, 31), date(1969, 12, 31), date(2024, 2, 29), date(9999, 12, 31)]
)
def test_the_month_of_a_day_or_a_moment_is_the_one_of_the_calendar(day: date) -> None:
    moment = datetime(day.year, day.month, day.day, 23, 59, 59, 999999, UTC)
    since = (day - date(1970, 1, 1)).days
    kinds: list[tuple[ColumnType, np.ndarray]] = [
        ("month", np.array([day.year * 100 + day.month], np.int32)),
        ("date", np.array([since], np.int32)),
        ("moment", np.array([since * 86400 * 10**6 + (moment.hour * 3600 + 59 * 60 + 59) * 10**6 + 999999])),
    ]
    for kind, values in kinds:
        assert months_of(values, kind).tolist() == [day.year * 100 + day.month]
