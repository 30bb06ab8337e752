"""Where the fields of a text lie when each of its lines is a whole row: found by numpy, a block at a time.

A block in which this holds need not be read by a reader of CSV. Its bytes may be UTF-8, and GB18030 where the mark is
never part of another sign (`between_signs`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Places: TypeAlias = NDArray[np.integer[Any]]
#: UTF-8, as it was read or put together.
Text: TypeAlias = bytes | bytearray
Bytes: TypeAlias = NDArray[np.uint8]
_NEWLINE, _RETURN, _QUOTE = b'\n\r"'
#: Bytes looked at together: they and what comes of them fit into the processor's own memory.
NEAR = 1 << 16


@dataclass(frozen=True)
class Fields:
    """Rows in a text: `starts` and `ends` say of each column where its field lies in each row."""

    data: Text
    #: Whether a quote stands before and behind every field; else there is none in the text.
    quoted: bool
    starts: Places
    ends: Places
    #: Number of each row's line in the sender's file.
    lines: Places

    @property
    def rows(self) -> int:
        """How many they are."""
        return len(self.lines)

    def of(self, row: int, encoding: str) -> list[str]:
        """The texts of a row, from 0. Raises UnicodeDecodeError."""
        bounds = zip(self.starts[:, row].tolist(), self.ends[:, row].tolist(), strict=True)
        return [self.data[start:end].decode(encoding) for start, end in bounds]

    def without(self, rows: list[int]) -> Fields:
        """The others."""
        if not rows:
            return self
        starts, ends = (np.delete(places, rows, axis=1) for places in (self.starts, self.ends))
        return replace(self, starts=starts, ends=ends, lines=np.delete(self.lines, rows))

    def line_starts(self) -> Places:
        """Where the line of each row begins."""
        first: Places = self.starts[0]
        return first - self.quoted

    def line_ends(self) -> Places:
        """Where it ends, before the line end."""
        last: Places = self.ends[-1]
        return last + self.quoted


def between_signs(mark: str, encoding: str) -> bool:
    """Whether a mark is never part of another sign, as quotes and line ends never are.

    In GB18030 a sign goes on with digits, with bytes from 0x40 to 0x7E, or from 0x80 on: | is one of them.
    """
    return mark.isascii() and (encoding == "utf-8" or (encoding == "gb18030" and mark in ",;\t"))


def count(data: Text | Bytes, sign: int) -> int:
    """How often a byte stands in a text: the same as the method of bytes in a third of its time."""
    text = np.frombuffer(data, np.uint8)
    return sum(int(np.count_nonzero(text[at : at + NEAR] == sign)) for at in range(0, text.size, NEAR))


def fields_of(data: Text, mark: str, width: int, first_line: int) -> Fields | None:
    """The fields of whole lines; None where a line is no row of so many, or quotes do not stand around all fields.

    `data` ends with a line end. Its lines end all alike, with or without a carriage return.
    """
    if len(mark) > 1 or not mark.isascii() or not data:
        return None
    text, quoted = np.frombuffer(data, np.uint8), b'"' in data
    returns = count(data, _RETURN) if b"\r" in data else 0
    found = (_quoted if quoted else _bare)(text, ord(mark), width, bool(returns))
    if found is None or returns not in (0, found[0].shape[1]):
        return None
    return Fields(data, quoted, *found, first_line + np.arange(found[0].shape[1]))


def _bare(text: Bytes, mark: int, width: int, returns: bool) -> tuple[Places, Places] | None:
    """Starts and ends where marks and line ends stand only between fields."""
    at, lines = _all_of(text, mark, _NEWLINE)
    # As many line ends as rows, each behind the last field of one: there are no others.
    if at.size != lines * width or (text[at[width - 1 :: width]] != _NEWLINE).any():
        return None
    ends = np.ascontiguousarray(at.reshape(-1, width).T)
    starts = np.empty_like(ends)
    np.add(ends[:-1], 1, out=starts[1:])
    starts[0, 0], starts[0, 1:] = 0, ends[-1, :-1] + 1
    if returns:
        ends[-1] -= 1
        if (ends[-1] < starts[-1]).any() or (text[ends[-1]] != _RETURN).any():
            return None
    return starts, ends


def _quoted(text: Bytes, mark: int, width: int, returns: bool) -> tuple[Places, Places] | None:
    """Starts and ends where each quote opens or closes a field, and between two fields is one mark or a line end."""
    at, _ = _all_of(text, _QUOTE)
    if at.size != count(text, _NEWLINE) * 2 * width:
        return None
    pairs = np.ascontiguousarray(at.reshape(-1, 2 * width).T)
    opens, closes = pairs[0::2], pairs[1::2]
    past = 2 + returns  # from the last quote of a line to the first of the next
    whole = (
        opens[0, 0] == 0
        and closes[-1, -1] + past == text.size
        and (opens[1:] - closes[:-1] == 2).all()  # noqa: PLR2004 — one sign between them
        and (opens[0, 1:] - closes[-1, :-1] == past).all()
        and (text[closes[:-1] + 1] == mark).all()
        and (text[closes[-1] + past - 1] == _NEWLINE).all()
        and (not returns or (text[closes[-1] + 1] == _RETURN).all())
    )
    return (opens + 1, closes) if whole else None


def _all_of(text: Bytes, *signs: int) -> tuple[Places, int]:
    """Where all of some signs stand, and how many are the last one; looked for a window at a time."""
    found, last = [], 0
    for start in range(0, text.size, NEAR):
        near = text[start : start + NEAR]
        wanted = near == signs[-1]
        last += int(np.count_nonzero(wanted))
        for sign in signs[:-1]:
            wanted |= near == sign
        at = np.flatnonzero(wanted).astype(np.int32)
        at += start
        found.append(at)
    return np.concatenate(found), last


def lines_of(data: Text) -> tuple[Places, Places]:
    """Where each line begins and ends. `data` ends with a line end, and has no carriage returns."""
    ends = np.flatnonzero(np.frombuffer(data, np.uint8) == _NEWLINE)
    return np.concatenate(([0], ends[:-1] + 1)), ends


def lines_with(data: Text, word: bytes, ends: Places) -> list[int]:
    """The lines that hold a word."""
    at = data.find(word)
    found = []
    while at >= 0:
        found.append(int(np.searchsorted(ends, at)))
        at = data.find(word, at + 1)
    return found
