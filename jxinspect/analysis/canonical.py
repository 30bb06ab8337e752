"""The digest of a dataset: the same for the same rows, whatever file, encoding, cutting or DuckDB they came by.

It is SHA-256 over a heading (`jxinspect dataset 2`, the key of the table, its columns) and, for each column, over two
digests: that of all its values, one behind the other, and that of their lengths. A text is its bytes in UTF-8, its
length a number of four bytes, -1 where there is none. Any other value is a number of eight bytes, the lowest where
there is none: fen, a month as 202501, days or microseconds since 1970. All numbers are little-endian.

Lengths tell where each value ends, so no other rows have the same digest unless SHA-256 is broken.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from jxinspect.analysis.arrow import Batches, there, values
from jxinspect.analysis.sources.texts import joined
from jxinspect.analysis.sources.words import Which

#: What `Dataset.digest_version` says of this definition. The first one was SHA-256 over the rows as CSV.
VERSION = 2
_NOTHING = memoryview(b"")
_NOWHERE = np.iinfo(np.int64).min
_TEXTS = ("u", "U")


class Values(NamedTuple):
    """Some values of one column, or lengths of some, as they go into its two digests; numbers have no lengths."""

    content: memoryview
    lengths: memoryview


class Canonical:
    """The digest of rows that come piece by piece, in their order."""

    def __init__(self, table: str, columns: Sequence[str]) -> None:
        self._heading = f"jxinspect dataset {VERSION}\n{table}\n{','.join(columns)}\n".encode()
        self._columns = [(sha256(), sha256()) for _ in columns]

    def update(self, piece: Sequence[Iterable[Values]]) -> None:
        """More rows: of each column its values, in as many pieces as they come."""
        for (content, lengths), pieces in zip(self._columns, piece, strict=True):
            for one in pieces:
                content.update(one.content)
                lengths.update(one.lengths)

    def hexdigest(self) -> str:
        """The digest of the rows so far."""
        told = b"".join(one.digest() for column in self._columns for one in column)
        return sha256(self._heading + told).hexdigest()


def values_of(rows: Batches, column: str) -> list[Values]:
    """The values of a column, as `Canonical` takes them."""
    return [_values(part) for part in rows.column(column)]


def values_of_words(words: Sequence[str | None], which: Which) -> Iterator[Values]:
    """The same of a column of texts, made as they are taken. `which`: which of the words each row has."""
    told = joined([(word or "").encode() for word in words])
    lengths = np.where([word is None for word in words], np.int32(-1), told.lengths).astype("<i4")
    yield Values(_NOTHING, lengths[which].data)
    for content in told.of_rows(which):
        yield Values(memoryview(content), _NOTHING)


def _values(column: Any) -> Values:
    if column.schema.format in _TEXTS:
        view = column.view()
        places = np.frombuffer(view.buffer(1), np.int32 if column.schema.format == "u" else np.int64)
        return Values(memoryview(view.buffer(2)), _with(np.diff(places).astype("<i4"), there(view), np.int32(-1)))
    numbers, present = values(column)
    return Values(_with(numbers.astype("<i8"), present, np.int64(_NOWHERE)), _NOTHING)


def _with(found: NDArray[Any], present: NDArray[np.bool_] | None, nothing: np.integer[Any]) -> memoryview:
    return (found if present is None else np.where(present, found, nothing)).data
