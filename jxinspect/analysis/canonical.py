"""The digest of a dataset: the same for the same rows, whatever file, encoding, cutting or DuckDB they came by.

It is SHA-256 over a heading (`jxinspect dataset 2`, the key of the table, its columns) and, for each column, over two
digests: that of all its values, one behind the other, and that of their lengths. A text is its bytes in UTF-8, its
length a number of four bytes, -1 where there is none. Any other value is a number of eight bytes, the lowest where
there is none: fen, a month as 202501, days or microseconds since 1970. All numbers are little-endian.

Lengths tell where each value ends, so no other rows have the same digest unless SHA-256 is broken.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from jxinspect.analysis.arrow import Batches

#: What `Dataset.digest_version` says of this definition. The first one was SHA-256 over the rows as CSV.
VERSION = 2
_NOWHERE = np.iinfo(np.int64).min
_TEXTS = ("u", "U")
#: Formats of Arrow that are numbers of so many bytes: integers, days, microseconds.
_NUMBERS = {"i": np.int32, "l": np.int64, "tdD": np.int32, "tsu:": np.int64}


class Values(NamedTuple):
    """Values of one column, as they go into its two digests; `lengths` is empty for numbers."""

    content: memoryview
    lengths: memoryview


class Canonical:
    """The digest of rows that come piece by piece, in their order."""

    def __init__(self, table: str, columns: Sequence[str]) -> None:
        self._heading = f"jxinspect dataset {VERSION}\n{table}\n{','.join(columns)}\n".encode()
        self._columns = [(sha256(), sha256()) for _ in columns]

    def update(self, piece: Iterable[Sequence[Values]]) -> None:
        """More rows: in each batch of them the values of all columns."""
        for batch in piece:
            for (content, lengths), values in zip(self._columns, batch, strict=True):
                content.update(values.content)
                lengths.update(values.lengths)

    def hexdigest(self) -> str:
        """The digest of the rows so far."""
        told = b"".join(one.digest() for column in self._columns for one in column)
        return sha256(self._heading + told).hexdigest()


def values_of(rows: Batches, columns: Sequence[str]) -> list[list[Values]]:
    """The values of some columns, as `Canonical` takes them."""
    return [[_values(part.child(place)) for place in rows.places(columns)] for part in rows.parts]


def _values(column: Any) -> Values:
    kind, view = column.schema.format, column.view()
    there = _there(view) if view.null_count else None
    if kind in _TEXTS:
        places = np.frombuffer(view.buffer(1), np.int32 if kind == "u" else np.int64)
        lengths = np.diff(places).astype("<i4")
        return Values(memoryview(view.buffer(2)), _with(lengths, there, np.int32(-1)))
    numbers = np.frombuffer(view.buffer(1), _NUMBERS[kind]).astype("<i8")
    return Values(_with(numbers, there, np.int64(_NOWHERE)), memoryview(b""))


def _with(values: NDArray[Any], there: NDArray[np.bool_] | None, nothing: np.integer[Any]) -> memoryview:
    return (values if there is None else np.where(there, values, nothing)).data


def _there(view: Any) -> NDArray[np.bool_]:
    return np.unpackbits(np.frombuffer(view.buffer(0), np.uint8), count=view.length, bitorder="little").astype(bool)
