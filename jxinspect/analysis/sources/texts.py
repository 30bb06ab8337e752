"""The texts of each column, gathered from the fields of a block and made UTF-8; a text that is often met is kept once.

Only columns with signs beyond ASCII are decoded, and of these each text once where few differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from jxinspect.analysis.sources.cutting import Bytes, Fields, Places, Text
from jxinspect.analysis.sources.decoding import in_utf8, odd

#: Rows gathered together: their bytes fit into the processor's own memory.
NEAR = 4096
#: A column of which these many rows have at most half as many different texts may have few of them.
SAMPLE = 128
#: So many different texts are few.
FEW = 255
_ASCII = 0x80
_BLANK = 0x20
_WORD = 8
#: Of a word of eight bytes, the first so many.
_FIRST = np.array([(1 << 8 * size) - 1 for size in range(_WORD + 1)], np.uint64)
#: Odd, so that no two words become one by it.
_SCATTER = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True)
class Texts:
    """Texts in UTF-8, one behind the other: each begins where `places` says, and ends where the next one begins.

    They are the texts of the rows; or `which` says which of them each row has.
    """

    data: Bytes
    places: Places
    which: NDArray[np.uint8] | None = None

    @property
    def lengths(self) -> Places:
        """How many bytes each has."""
        return np.diff(self.places)

    def of(self, text: int) -> bytes:
        """One of them, from 0."""
        return self.data[self.places[text] : self.places[text + 1]].tobytes()

    def all(self) -> list[bytes]:
        """All of them."""
        whole, bounds = self.data.tobytes(), self.places.tolist()
        return [whole[start:end] for start, end in pairwise(bounds)]

    def row(self, row: int) -> str:
        """What stands in a row, from 0."""
        return self.of(row if self.which is None else int(self.which[row])).decode()

    def blank_at_ends(self) -> bool:
        """Whether one of them begins or ends with a blank."""
        there = self.lengths > 0
        starts, ends = self.places[:-1][there], self.places[1:][there]
        return bool((self.data[starts] == _BLANK).any() or (self.data[ends - 1] == _BLANK).any())


def texts_of(fields: Fields, charset: str) -> list[Texts] | None:
    """The texts of each column; None where bytes are no text, or not what was written."""
    if not fields.rows:
        return []
    starts, ends = np.ascontiguousarray(fields.starts.T), np.ascontiguousarray(fields.ends.T)
    pieces = [_Pieces(fields.data, *bounds) for bounds in zip(starts, ends, strict=True)]
    columns = [_column(*column, charset) for column in zip(_gathered(pieces), pieces, strict=True)]
    found = [column for column in columns if column is not None]
    return found if len(found) == len(columns) else None


def _column(gathered: Texts, pieces: _Pieces, charset: str) -> Texts | None:
    column = repeated(gathered)
    if column.which is not None:
        return _each_decoded(column, charset)
    if len(column.data) == 0 or column.data.max() < _ASCII:
        return None if odd(column.data.tobytes()) else column
    return _decoded(pieces.with_next(), charset)


def _each_decoded(column: Texts, charset: str) -> Texts | None:
    told = [in_utf8(word, charset) for word in column.all()]
    return None if None in told else replace(_joined([word for word in told if word is not None]), which=column.which)


def _joined(words: Sequence[Text]) -> Texts:
    places = np.concatenate(([0], np.cumsum([len(word) for word in words]))).astype(np.int32)
    return Texts(np.frombuffer(b"".join(words), np.uint8), places)


def _decoded(pieces: _Pieces, charset: str) -> Texts | None:
    """A column decoded with the one sign that stands behind each of its fields, so that nothing reaches over it."""
    between = pieces.last
    told = bytearray()
    for rows in pieces.near():
        utf8 = in_utf8(pieces.of(rows).tobytes(), charset)
        if utf8 is None:
            return None
        told += utf8
    stops = np.flatnonzero(np.frombuffer(told, np.uint8) == between)
    places = np.zeros(len(stops) + 1, np.int32)
    np.subtract(stops, np.arange(len(stops)), out=places[1:], casting="unsafe")
    return Texts(np.frombuffer(told.translate(None, bytes([between])), np.uint8), places)


def _gathered(columns: list[_Pieces]) -> list[Texts]:
    """The bytes of each column as they stand there. All columns of near rows are copied together."""
    data = [np.empty(column.places[-1], np.uint8) for column in columns]
    for rows in columns[0].near():
        for column, all_ in zip(columns, data, strict=True):
            all_[column.places[rows.start] : column.places[rows.stop]] = column.of(rows)
    return [Texts(all_, column.places) for column, all_ in zip(columns, data, strict=True)]


class _Pieces:
    """The bytes of a column in a text, one field behind the other."""

    def __init__(self, data: Text, starts: Places, ends: Places) -> None:
        self._text, self._starts, self._ends = data, starts, ends
        self._data = np.frombuffer(data, np.uint8)
        self._lengths = ends - starts
        self.places = np.zeros(len(starts) + 1, np.int32)
        np.cumsum(self._lengths, out=self.places[1:])
        longest = int(self._lengths.max())
        #: The text as pieces of the one length that all fields have, each beginning a byte behind the one before.
        self._equal = None
        if longest and longest == self._lengths.min():
            self._equal = np.ndarray((self._data.size - longest + 1,), f"V{longest}", data, strides=(1,))

    def with_next(self) -> _Pieces:
        """The same with the byte behind each field."""
        return _Pieces(self._text, self._starts, self._ends + np.int32(1))

    @property
    def last(self) -> int:
        """The last byte of the first field."""
        return int(self._data[self._ends[0] - 1])

    def near(self) -> Iterator[slice]:
        """All rows, some at a time."""
        rows = len(self._starts)
        yield from (slice(first, min(rows, first + NEAR)) for first in range(0, rows, NEAR))

    def of(self, rows: slice) -> Bytes:
        """The bytes of some rows."""
        starts = self._starts[rows]
        if self._equal is not None:
            return np.asarray(self._equal[starts]).view(np.uint8)
        behind, lengths = self.places[rows.start : rows.stop], self._lengths[rows]
        first = behind[0]
        places = np.arange(first, first + lengths.sum()) + np.repeat(starts - behind, lengths)
        return np.asarray(self._data[places])


# — texts that are often met —


def repeated(column: Texts) -> Texts:
    """The same with each text once where few differ; else the column itself."""
    rows = len(column.places) - 1
    sample = {column.of(row) for row in range(0, rows, max(1, rows // SAMPLE))}
    if len(sample) > SAMPLE // 2 or rows < SAMPLE:
        return column
    lengths = column.lengths
    found = _sorted_out(_keys(column, lengths)) if len(sample) > 1 else ([0], np.zeros(rows, np.uint8))
    if found is None:
        return column
    firsts, which = found
    words = replace(_joined([column.of(row) for row in firsts]), which=which)
    alike = (words.lengths[which] == lengths).all() and spread(words.all(), which) == column.data.tobytes()
    return words if alike else column


def spread(words: Sequence[bytes], which: NDArray[np.uint8]) -> bytes:
    """The words of all rows, one behind the other."""
    if len(words) == 1:
        return words[0] * len(which)
    if len({len(word) for word in words}) == 1:
        return np.array(words, f"V{len(words[0])}")[which].tobytes() if words[0] else b""
    return b"".join(np.array(words, object)[which].tolist())


def _keys(column: Texts, lengths: Places) -> NDArray[np.uint64]:
    """A number for each text: of different texts hardly ever the same."""
    padded = np.concatenate((column.data, np.zeros(_WORD, np.uint8)))
    words = np.ndarray((len(column.data) + 1,), np.uint64, padded, strides=(1,))
    keys = lengths.astype(np.uint64)
    for at in range(0, int(lengths.max()), _WORD):
        word = words[np.minimum(column.places[:-1] + at, len(column.data))]
        keys = (keys ^ (word & _FIRST[np.clip(lengths - at, 0, _WORD)])) * _SCATTER
    return keys


def _sorted_out(keys: NDArray[np.uint64]) -> tuple[list[int], NDArray[np.uint8]] | None:
    """The first row of each key, and which of these keys each row has; None where they are many."""
    known = np.unique(keys[:: max(1, len(keys) // SAMPLE)])
    which = np.searchsorted(known, keys)
    new = known[np.minimum(which, len(known) - 1)] != keys
    if new.any():
        known = np.union1d(known, keys[new])
        which = np.searchsorted(known, keys)
    if len(known) > FEW:
        return None
    firsts = np.empty(len(known), np.intp)
    firsts[which[::-1]] = np.arange(len(keys))[::-1]
    return firsts.tolist(), which.astype(np.uint8)
