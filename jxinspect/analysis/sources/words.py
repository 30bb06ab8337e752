"""Columns in which few texts are met again and again: these texts, and which of them each row has.

Which one it is, is told by a number made of its bytes; that it is the same to the last byte, is looked at afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from jxinspect.analysis.sources.cutting import Fields
from jxinspect.analysis.sources.windows import LONG, WORD, Near, nearby, numbers, words_for

#: So many different texts are few; or so many in a column in which each is met very often. Whether there may be more is
#: told by some of the rows.
FEW, MORE, OFTEN, SAMPLE = 255, 1000, 64, 1024
#: Longer texts, taken together, are too long for the statements of SQL that they stand in.
SHORT = 1 << 16
#: How often other places are tried for texts of which two have the same one.
_TRIES = 20
#: Odd, so that no two numbers become one by it.
_SCATTER = 0x9E3779B97F4A7C15


#: Of each row, which text it has.
Which: TypeAlias = NDArray[np.uint16]


class Words(NamedTuple):
    """The texts of a column in their order as bytes, and which of them each row has."""

    texts: list[bytes]
    which: Which


def words_in(fields: Fields) -> dict[int, Words]:
    """The columns in which few texts differ."""
    known = {column: _Known(sample, fields.rows, _few(fields.rows)) for column, sample in _samples(fields)}
    for near in nearby(fields) if known else ():
        for column in [column for column, one in known.items() if not one.take(near, column)]:
            del known[column]
    found = {column: one.words() for column, one in known.items()}
    return {column: words for column, words in found.items() if sum(map(len, words.texts)) <= SHORT}


def _samples(fields: Fields) -> Iterator[tuple[int, set[bytes]]]:
    """The columns in which some of the rows have few texts, and these texts."""
    rows = slice(0, fields.rows, max(1, fields.rows // SAMPLE))
    for column, (starts, ends) in enumerate(zip(fields.starts, fields.ends, strict=True)):
        bounds = zip(starts[rows].tolist(), ends[rows].tolist(), strict=True)
        sample = {bytes(fields.data[start:end]) for start, end in bounds}
        if fields.rows >= FEW and len(sample) <= _few(fields.rows) and int((ends - starts).max()) <= LONG:
            yield column, sample


def _few(rows: int) -> int:
    """How many texts are few among so many rows."""
    return max(min(FEW, rows // 2), min(MORE, rows // OFTEN))


class _Known:
    """The texts of a column that are known so far."""

    def __init__(self, texts: set[bytes], rows: int, few: int) -> None:
        self._few = few
        self._texts = numbers(texts, words_for(max(map(len, texts))))
        self._which = np.empty(rows, np.uint16)
        self._laid = self._lay()

    def take(self, near: Near, column: int) -> bool:
        """Look at more rows; False where there are more texts than few."""
        size = max(int(near.lengths[column].max()), self._texts.shape[1] * WORD)
        padded = near.padded(column, size)
        self._lengthen(padded.shape[1])
        while self._laid:
            which = self._slots.take(self._places(padded))
            differ = self._texts.take(which, axis=0) != padded
            if not differ.any():
                self._which[near.rows] = which
                return True
            self._learn(padded[differ.any(axis=1)])
        return False

    def words(self) -> Words:
        """What was found."""
        told = [row.tobytes().rstrip(b"\0") for row in self._texts]
        order = sorted(range(len(told)), key=told.__getitem__)
        return Words([told[at] for at in order], np.argsort(order).astype(np.uint16).take(self._which))

    def _lengthen(self, size: int) -> None:
        if size > self._texts.shape[1]:
            self._texts = np.pad(self._texts, ((0, 0), (0, size - self._texts.shape[1])))
            self._laid = self._lay()

    def _learn(self, new: NDArray[np.uint64]) -> None:
        """Add texts that are not known, once each."""
        _, firsts = np.unique(self._keys(new), return_index=True)
        self._texts = np.concatenate((self._texts, new[firsts]))
        self._laid = self._lay()

    def _lay(self) -> bool:
        """Give each text a place of its own; False where they are too many."""
        count, size = self._texts.shape
        # So many places that mostly each has one to itself.
        bits = max(16, 2 * count.bit_length())
        self._shift = np.uint64(64 - bits)
        for first in range(1, 1 + _TRIES * size, size) if count <= self._few else ():
            self._odd = [np.uint64(pow(_SCATTER, power, 1 << 64)) for power in range(first, first + size)]
            places = self._places(self._texts)
            if len(np.unique(places)) == count:
                self._slots = np.zeros(1 << bits, np.uint16)
                self._slots[places] = np.arange(count)
                return True
        return False

    def _keys(self, padded: NDArray[np.uint64]) -> NDArray[np.uint64]:
        """A number for each text: of different texts hardly ever the same."""
        keys = padded[:, 0] * self._odd[0]
        for place, odd in enumerate(self._odd[1:], 1):
            keys ^= padded[:, place] * odd
        return keys

    def _places(self, padded: NDArray[np.uint64]) -> NDArray[np.intp]:
        return (self._keys(padded) >> self._shift).view(np.intp)
