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
NEAR = 8192
#: Fields of so many different lengths, all less than so long, are copied length by length.
KINDS, LONG = 16, 1000
#: So many different texts are few. Whether there may be more is told by some of the rows.
FEW, SAMPLE = 255, 1024
#: Longer texts, taken together, are too long for the statements of SQL that they stand in.
SHORT = 1 << 16
_BLANK, _NEWLINE = b" \n"
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

    data: Text
    places: Places
    which: NDArray[np.uint8] | None = None

    @property
    def lengths(self) -> Places:
        """How many bytes each has."""
        return np.diff(self.places)

    def of(self, text: int) -> Text:
        """One of them, from 0."""
        return self.data[self.places[text] : self.places[text + 1]]

    def all(self) -> list[Text]:
        """All of them."""
        return [self.data[start:end] for start, end in pairwise(self.places.tolist())]

    def row(self, row: int) -> str:
        """What stands in a row, from 0."""
        return self.of(row if self.which is None else int(self.which[row])).decode()

    def of_rows(self, which: NDArray[np.uint8]) -> Text:
        """Those that rows have, one behind the other."""
        if len(self.lengths) == 1:
            return self.data * len(which)
        pieces = _Pieces(self.data, self.places[:-1][which], self.places[1:][which])
        return pieces.together()

    def blank_at_ends(self) -> bool:
        """Whether one of them begins or ends with a blank."""
        data, there = np.frombuffer(self.data, np.uint8), self.lengths > 0
        starts, ends = self.places[:-1][there], self.places[1:][there]
        return bool((data[starts] == _BLANK).any() or (data[ends - 1] == _BLANK).any())


def texts_of(fields: Fields, charset: str) -> list[Texts] | None:
    """The texts of each column; None where bytes are no text, or not what was written."""
    if not fields.rows:
        return []
    columns = [_column(gathered, charset) for gathered in _gathered(fields)]
    found = [column for column in columns if column is not None]
    return found if len(found) == len(columns) else None


def joined(texts: Sequence[Text]) -> Texts:
    """Texts one behind the other."""
    return Texts(b"".join(texts), _places([len(text) for text in texts]))


def _column(gathered: Texts, charset: str) -> Texts | None:
    column = repeated(gathered)
    if column.which is not None:
        return _each_decoded(column, charset)
    if column.data.isascii():
        return None if odd(column.data) else column
    return _decoded(column, charset)


def _each_decoded(column: Texts, charset: str) -> Texts | None:
    told = [in_utf8(word, charset) for word in column.all()]
    return None if None in told else replace(joined([word for word in told if word is not None]), which=column.which)


def _decoded(column: Texts, charset: str) -> Texts | None:
    """A column decoded with a line end behind each field, so that nothing reaches over it."""
    rows = len(column.lengths)
    pieces = _Pieces(column.data, column.places[:-1], column.places[1:])
    lines = np.full(len(column.data) + rows, _NEWLINE, np.uint8)
    places = np.add(column.places, np.arange(rows + 1))
    told = bytearray()
    for near in _near(rows):
        pieces.copy(near, lines, places)
        utf8 = in_utf8(lines[places[near.start] : places[near.stop]].tobytes(), charset)
        if utf8 is None:
            return None
        told += utf8
    stops = np.flatnonzero(np.frombuffer(told, np.uint8) == _NEWLINE)
    return Texts(told.translate(None, b"\n"), _places(np.diff(stops, prepend=-1) - 1))


def _gathered(fields: Fields) -> list[Texts]:
    """The bytes of each column as they stand there. All columns of near rows are copied together."""
    columns = [_Pieces(fields.data, *bounds) for bounds in zip(fields.starts, fields.ends, strict=True)]
    places = [_places(column.lengths) for column in columns]
    data = [bytearray(behind[-1]) for behind in places]
    into = [np.frombuffer(out, np.uint8) for out in data]
    for near in _near(fields.rows):
        for column, out, behind in zip(columns, into, places, strict=True):
            column.copy(near, out, behind)
    return list(map(Texts, data, places))


def _places(lengths: Places | Sequence[int]) -> Places:
    places = np.zeros(len(lengths) + 1, np.int32)
    np.cumsum(lengths, out=places[1:])
    return places


def _near(rows: int) -> Iterator[slice]:
    yield from (slice(first, min(rows, first + NEAR)) for first in range(0, rows, NEAR))


class _Pieces:
    """The fields of a column in a text."""

    def __init__(self, data: Text, starts: Places, ends: Places) -> None:
        self._data = np.frombuffer(data, np.uint8)
        self._starts = starts
        self.lengths = ends - starts
        #: The lengths there are.
        self._kinds = np.flatnonzero(np.bincount(np.minimum(self.lengths, LONG))).tolist()

    def together(self) -> Text:
        """All fields one behind the other."""
        places = _places(self.lengths)
        data = bytearray(places[-1])
        for near in _near(len(self.lengths)):
            self.copy(near, np.frombuffer(data, np.uint8), places)
        return data

    def copy(self, rows: slice, out: Bytes, places: Places) -> None:
        """Copy the fields of some rows to their places."""
        starts, lengths, to = self._starts[rows], self.lengths[rows], places[rows]
        if len(self._kinds) > KINDS or self._kinds[-1] == LONG:
            each = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
            out[each + np.repeat(to, lengths)] = self._data[each + np.repeat(starts, lengths)]
            return
        for size in filter(None, self._kinds):
            alike = slice(None) if len(self._kinds) == 1 else np.flatnonzero(lengths == size)
            _windows(out, size)[to[alike]] = _windows(self._data, size)[starts[alike]]


def _windows(data: Bytes, size: int) -> NDArray[np.void]:
    """All pieces of a length, each beginning a byte behind the one before."""
    return np.ndarray((data.size - size + 1,), f"V{size}", data, strides=(1,))


# ---- texts that are often met ----------------------------------------------------------------------------------


def repeated(column: Texts) -> Texts:
    """The same with each text once where few differ; else the column itself."""
    rows = len(column.places) - 1
    sample = {bytes(column.of(row)) for row in range(0, rows, max(1, rows // SAMPLE))}
    if rows < FEW or len(sample) > min(FEW, rows // 2) or sum(map(len, sample)) > SHORT:
        return column
    lengths = column.lengths
    found = _sorted_out(_keys(column, lengths)) if len(sample) > 1 else ([0], np.zeros(rows, np.uint8))
    if found is None:
        return column
    firsts, which = found
    words = joined([column.of(row) for row in firsts])
    alike = len(words.data) <= SHORT and (words.lengths[which] == lengths).all() and words.of_rows(which) == column.data
    return replace(words, which=which) if alike else column


def _keys(column: Texts, lengths: Places) -> NDArray[np.uint64]:
    """A number for each text: of different texts hardly ever the same."""
    padded = column.data + bytes(_WORD)
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
