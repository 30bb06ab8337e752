"""A sender's table on its way in: what loading needs of it, and how its header is understood."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from jxinspect.analysis.sources.cutting import Places
    from jxinspect.analysis.sources.texts import Texts

#: Units of amounts that are more than yuan.
UNITS = {"千元": 1000, "万元": 10000}


class Chunk(Protocol):
    """Complete rows of a source in UTF-8, with their numbers in the sender's file."""

    @property
    def text(self) -> bytes | bytearray:
        """The rows: CSV without a header, the number of each row before its fields, unless `columns` are there."""

    @property
    def rows(self) -> int:
        """How many they are."""

    @property
    def columns(self) -> Sequence[Texts] | None:
        """The texts of each column."""

    @property
    def lines(self) -> Places | None:
        """The numbers of the rows, where there are columns."""


class Source(Protocol):
    """One table-like thing in a sender's file, as `analysis.sources` reads it."""

    @property
    def file(self) -> str:
        """Name for people; inside a ZIP a.zip/b.csv."""

    @property
    def sheet(self) -> str:
        """Name of the sheet, or nothing."""

    @property
    def form(self) -> str:
        """What the file really is."""

    @property
    def encoding(self) -> str:
        """Of a text."""

    @property
    def header(self) -> Sequence[str]:
        """Titles of the columns."""

    @property
    def left(self) -> Sequence[str]:
        """What the same file holds beside its tables and nobody reads."""

    @property
    def skipped(self) -> Sequence[tuple[int, str]]:
        """Rows that are no data, with the reason; complete when the chunks were read."""

    def chunks(self) -> Iterable[Chunk]:
        """The rows."""

    def failed(self, column: int) -> Sequence[int]:
        """Lines of a column (place from 0) whose formula failed; known when the chunks were read."""

    def covered(self, column: int) -> Sequence[int]:
        """Lines of a column (place from 0) that lie under a merged cell; known when the chunks were read."""

    def numbers(self, column: str) -> int:
        """How many cells of a column were kept as numbers of more than 15 digits; known when the chunks were read."""


def named(header: Sequence[str], place: int, words: Collection[str]) -> str | None:
    """The one of the words that means a column: its title, or 第N列 counted from 1."""
    return next((word for word in (f"第{place + 1}列", header[place]) if word in words), None)


@dataclass(frozen=True)
class Columns:
    """How the header of a source is understood: canonical column → place, from 0."""

    header: Sequence[str]
    places: Mapping[str, int]
    #: Unit of each column's amounts where its title, or a line above the table, says it.
    units: Sequence[str] = ()

    @property
    def scales(self) -> dict[str, int]:
        """Columns in 千元 or 万元 → by how much they are more than yuan."""
        said = {name: self.units[place] for name, place in self.places.items() if place < len(self.units)}
        return {name: UNITS[unit] for name, unit in said.items() if unit in UNITS}

    @property
    def mapping(self) -> list[dict[str, str]]:
        """As it is kept: each title of the sender's with its canonical column or nothing."""
        known = {place: name for name, place in self.places.items()}
        return [{"title": title, "column": known.get(place, "")} for place, title in enumerate(self.header)]
