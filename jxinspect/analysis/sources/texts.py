"""The texts of each column, gathered from the fields of a block and made UTF-8; a text that is often met is kept once.

Only columns with signs beyond ASCII are decoded, and of these each text once where few differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from jxinspect.analysis.sources.cutting import Fields, Places, Text
from jxinspect.analysis.sources.decoding import in_utf8, odd
from jxinspect.analysis.sources.windows import NEAR, gathered, nearby
from jxinspect.analysis.sources.words import Which, Words, words_in

_BLANK, _NEWLINE, _POINT = b" \n."
_NUL, _END = b"\0", b"\n"
#: A byte that no text in UTF-8 has.
_FILLER = b"\xff"


@dataclass(frozen=True)
class Texts:
    """Texts in UTF-8, one behind the other: each begins where `places` says, and ends where the next one begins.

    They are the texts of the rows; or `which` says which of them each row has.
    """

    data: Text
    places: Places
    which: Which | None = None

    @property
    def lengths(self) -> Places:
        """How many bytes each has."""
        return np.diff(self.places)

    def of(self, text: int) -> Text:
        """One of them, from 0."""
        return self.data[self.places[text] : self.places[text + 1]]

    def between(self, rows: slice) -> tuple[Text, Places]:
        """The texts of rows that follow each other, and where each begins among them."""
        places = self.places[rows.start : rows.stop + 1]
        return self.data[places[0] : places[-1]], places - places[0]

    def all(self) -> list[Text]:
        """All of them."""
        return [self.data[start:end] for start, end in pairwise(self.places.tolist())]

    def row(self, row: int) -> str:
        """What stands in a row, from 0."""
        return self.of(row if self.which is None else int(self.which[row])).decode()

    def of_rows(self, which: Which) -> Iterator[bytes]:
        """Those that rows have, one behind the other, of some thousand rows at a time."""
        lengths = self.lengths
        longest = max(1, int(lengths.max()))
        fill = int(lengths.min()) < longest
        filled = b"".join(text.ljust(longest, _FILLER) for text in self.all())
        texts = np.frombuffer(filled, np.uint8).reshape(-1, longest)
        for first in range(0, len(which), NEAR):
            rows = texts.take(which[first : first + NEAR], axis=0).tobytes()
            yield rows.translate(None, _FILLER) if fill else rows

    def pointed(self, most: int) -> bool:
        """Whether each of them has one point, no more than so many digits behind it, and else digits and - only."""
        if self.data.translate(None, b"0123456789.-"):
            return False
        points = np.flatnonzero(np.frombuffer(self.data, np.uint8) == _POINT)
        starts, ends = self.places[:-1], self.places[1:]
        if len(points) != len(starts):
            return False
        return bool((points >= starts).all() and (points < ends).all() and (ends - points - 1 <= most).all())

    def blank_at_ends(self) -> bool:
        """Whether one of them begins or ends with a blank."""
        data, there = np.frombuffer(self.data, np.uint8), self.lengths > 0
        starts, ends = self.places[:-1][there], self.places[1:][there]
        return bool((data[starts] == _BLANK).any() or (data[ends - 1] == _BLANK).any())


def texts_of(fields: Fields, charset: str) -> list[Texts] | None:
    """The texts of each column; None where bytes are no text, or not what was written."""
    if not fields.rows:
        return []
    if _NUL in fields.data:
        return None
    words = words_in(fields)
    found: dict[int, Texts | None] = {column: _words_decoded(one, charset) for column, one in words.items()}
    if None in found.values():
        return None
    found |= _others(fields, [column for column in range(len(fields.starts)) if column not in found], charset)
    told = [found[column] for column in sorted(found)]
    return None if None in told else [texts for texts in told if texts is not None]


def _others(fields: Fields, columns: Sequence[int], charset: str) -> dict[int, Texts | None]:
    """Columns in which many texts differ: in ASCII as they stand, else with a line end behind each field to decode."""
    first = next(nearby(fields))
    ends = {column: b"" if first.gathered(column).isascii() else _END for column in columns}
    pieces = gathered(fields, ends)
    late = [column for column in columns if not ends[column] and not all(map(bytes.isascii, pieces[column]))]
    ends |= dict.fromkeys(late, _END)
    pieces |= gathered(fields, dict.fromkeys(late, _END))
    return {
        column: _decoded(told, charset) if ends[column] else _plain(b"".join(told), fields, column)
        for column, told in pieces.items()
    }


def joined(texts: Sequence[Text]) -> Texts:
    """Texts one behind the other."""
    return Texts(b"".join(texts), _places([len(text) for text in texts]))


def _words_decoded(words: Words, charset: str) -> Texts | None:
    told = _decoded([b"".join(text + _END for text in words.texts)], charset)
    return told and replace(told, which=words.which)


def _plain(data: bytes, fields: Fields, column: int) -> Texts | None:
    """A column in ASCII."""
    return None if odd(data) else Texts(data, _places(fields.ends[column] - fields.starts[column]))


def _decoded(pieces: Iterable[bytes], charset: str) -> Texts | None:
    """A column of fields with a line end behind each, so that none reaches into the next."""
    told = [in_utf8(piece, charset) for piece in pieces]
    if None in told:
        return None
    lines = b"".join(piece for piece in told if piece is not None)
    stops = np.flatnonzero(np.frombuffer(lines, np.uint8) == _NEWLINE)
    return Texts(lines.translate(None, _END), _places(np.diff(stops, prepend=-1) - 1))


def _places(lengths: Places | Sequence[int]) -> Places:
    places = np.zeros(len(lengths) + 1, np.int32)
    np.cumsum(lengths, out=places[1:])
    return places
