"""Sums of the fen of many rows, exact however large, and by month."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from jxinspect.law.data_tables import ColumnType

#: An amount in two parts, of which as many as a chunk has rows do not exceed a number of 64 bits together.
_LOW = 32
_MASK = (1 << _LOW) - 1


def total(fen: NDArray[np.int64]) -> int:
    """The sum."""
    return (int((fen >> _LOW).sum()) << _LOW) + int((fen & _MASK).sum())


def by_month(months: NDArray[np.int64], fen: NDArray[np.int64]) -> list[tuple[int, int, int]]:
    """Each month, how many rows have it, and the sum of their fen."""
    if not months.size:
        return []
    first = int(months.min())
    which = months - first
    # Numbers of two bytes are put in order without comparing them.
    if int(which.max()) < 1 << 16:
        which = which.astype(np.uint16)
    order = np.argsort(which, kind="stable")
    sorted_months, sorted_fen = months[order], fen[order]
    starts = np.concatenate(([0], np.flatnonzero(np.diff(sorted_months)) + 1, [months.size])).tolist()
    return [(int(sorted_months[at]), stop - at, total(sorted_fen[at:stop])) for at, stop in pairwise(starts)]


def months_of(values: NDArray[Any], kind: ColumnType) -> NDArray[np.int64]:
    """Months as 202501, of months as they stand, of days or of moments since 1970."""
    if kind == "month":
        return values.astype(np.int64)
    unit = "D" if kind == "date" else "us"
    since = values.astype(np.int64).view(f"M8[{unit}]").astype("M8[M]").astype(np.int64)
    found: NDArray[np.int64] = (since // 12 + 1970) * 100 + since % 12 + 1
    return found
