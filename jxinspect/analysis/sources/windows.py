"""The fields of a text as rows of numbers of eight bytes: some thousand rows at a time, which the processor keeps near.

The text has no NUL bytes: they stand for what is behind the end of a field.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from jxinspect.analysis.sources.cutting import Bytes, Fields, Places

#: Rows looked at together: their bytes, and what is made of one column, fit into the processor's own memory.
NEAR = 4096
#: Longer fields than this are copied one by one.
LONG = 256
#: Bytes of a number.
WORD = 8
_NUL = b"\0"


class Near(NamedTuple):
    """Some rows. `starts`, `lengths`: where in the data the fields of each column lie; `rows`: which rows they are."""

    data: Bytes
    starts: Places
    lengths: Places
    rows: slice

    def padded(self, column: int, size: int) -> NDArray[np.uint64]:
        """The fields of a column, none longer than `size`, each in as many numbers; behind its end they are nought."""
        words = words_for(size)
        found: NDArray[np.uint64] = self._windows(words * WORD)[self.starts[column]].view(np.uint64)
        found = found.reshape(-1, words)
        found &= _within(words).take(self.lengths[column], axis=0)
        return found

    def gathered(self, column: int, end: bytes = b"") -> bytes:
        """The fields of a column one behind the other, each with `end` (no sign or one) behind it."""
        lengths = self.lengths[column]
        longest = int(lengths.max())
        if longest > LONG:
            bounds = zip(self.starts[column].tolist(), lengths.tolist(), strict=True)
            return b"".join([self.data[start : start + length].tobytes() + end for start, length in bounds])
        if not end and longest == lengths.min():
            return self._windows(longest)[self.starts[column]].tobytes() if longest else b""
        padded = self.padded(column, longest + len(end))
        if end:
            padded |= _behind(words_for(longest + 1), *end).take(lengths, axis=0)
        return padded.tobytes().translate(None, _NUL)

    def _windows(self, size: int) -> NDArray[np.void]:
        """All pieces of a length, each beginning a byte behind the one before."""
        return np.ndarray((self.data.size - size + 1,), f"V{size}", self.data, strides=(1,))


def words_for(size: int) -> int:
    """How many numbers hold so many bytes."""
    return max(1, -(-size // WORD))


def nearby(fields: Fields) -> Iterator[Near]:
    """All rows. Behind each field there are more than `LONG` bytes, whatever they are."""
    data, room = np.frombuffer(fields.data, np.uint8), LONG + 2 * WORD
    for first in range(0, fields.rows, NEAR):
        rows = slice(first, min(fields.rows, first + NEAR))
        starts, lengths = fields.starts[:, rows], fields.ends[:, rows] - fields.starts[:, rows]
        if int(fields.ends[-1, rows.stop - 1]) + room > data.size:
            before = int(starts[0, 0])
            yield Near(np.pad(data[before:], (0, room)), starts - before, lengths, rows)
        else:
            yield Near(data, starts, lengths, rows)


def gathered(fields: Fields, ends: Mapping[int, bytes]) -> dict[int, list[bytes]]:
    """Of some columns the fields, one behind the other, each with the `ends` of its column behind it; in pieces."""
    found: dict[int, list[bytes]] = {column: [] for column in ends}
    for near in nearby(fields) if ends else ():
        for column, end in ends.items():
            found[column].append(near.gathered(column, end))
    return found


@cache
def _within(words: int) -> NDArray[np.uint64]:
    """For each length the numbers of which those bytes are all ones that belong to a field of this length."""
    sizes = range(words * WORD + 1)
    return numbers([b"\xff" * size for size in sizes], words)


@cache
def _behind(words: int, sign: int) -> NDArray[np.uint64]:
    """For each length a sign in the byte behind it."""
    return numbers([_NUL * size + bytes([sign]) for size in range(words * WORD)], words)


def numbers(texts: Iterable[bytes], words: int) -> NDArray[np.uint64]:
    """Texts as `Near.padded` has fields, each in so many numbers."""
    return np.frombuffer(b"".join(text.ljust(words * WORD, _NUL) for text in texts), np.uint64).reshape(-1, words)
