"""One table-like thing in a sender's file, as CSV text in pieces (办法 23(一))."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jxinspect.analysis.sources.cutting import Places, Text

if TYPE_CHECKING:
    from jxinspect.analysis.sources.texts import Texts

#: Bytes of text in a chunk, about: DuckDB takes some hundredths of a second to plan for each of them.
CHUNK = 16 << 20


@dataclass(frozen=True)
class Chunk:
    """Complete rows in UTF-8, with their numbers in the sender's file, as an editor or a spreadsheet counts.

    `text` is CSV (RFC 4180, \\n, no header) in which each row has its number before its fields; or `columns` are the
    texts of each column, as the sender wrote them, and `lines` the numbers.
    """

    text: Text
    rows: int
    columns: list[Texts] | None = None
    lines: Places | None = None


@dataclass
class Source:
    """One table. `chunks` reads the file anew each time; a fault anywhere raises Incomplete at the end."""

    #: Name for people; a.zip/b.csv for a member of a ZIP.
    file: str
    #: Name of the sheet; empty for a text.
    sheet: str
    #: What the file really is, and what its name pretends.
    form: str
    #: Of a text; empty for a workbook.
    encoding: str
    #: Titles of the columns; empty where a column has none. A header of two lines is joined with ／.
    header: list[str]
    _read: Callable[[Source], Iterator[Chunk]] = field(repr=False)
    #: Unit of each column's amounts, where its title or a line above the table says it: 元, 千元, 万元; else empty.
    units: list[str] = field(default_factory=list)
    #: Lines above the header: titles, who filled it in, units.
    above: list[str] = field(default_factory=list)
    #: What the same file holds beside its tables and nobody read: sheets without a header, pictures in a ZIP.
    left: list[str] = field(default_factory=list)
    #: Rows left out so far, with the reason: totals, blank rows, headers printed again. Complete after `chunks`.
    skipped: list[tuple[int, str]] = field(default_factory=list)
    _aside: set[int] = field(default_factory=set, repr=False)
    _damaged: Counter[int] = field(default_factory=Counter, repr=False)
    _failed: dict[int, list[int]] = field(default_factory=dict, repr=False)
    _covered: dict[int, list[int]] = field(default_factory=dict, repr=False)

    def chunks(self) -> Iterator[Chunk]:
        """The rows below the header, in about 16 MB of text each."""
        self.skipped, self._damaged, self._aside = [], Counter(), set()
        self._failed, self._covered = {}, {}
        yield from self._read(self)

    def skip(self, line: int, reason: str) -> None:
        """Note a row that is no datum."""
        self.skipped.append((line, reason))

    def aside(self, column: int, letter: str, line: int) -> None:
        """Note a cell beside the table: what stands below no title is not read, which is told once for each column."""
        if column not in self._aside:
            self._aside.add(column)
            self.skip(line, f"{letter} 列没有表头，从这一行起没有读（本行其余照读）")

    def damage(self, column: int) -> None:
        """Note a cell that was kept as a number of more than 15 digits."""
        self._damaged[column] += 1

    def fail(self, column: int, line: int) -> None:
        """Note a cell in which there is only that its formula failed."""
        self._failed.setdefault(column, []).append(line)

    def failed(self, column: int) -> list[int]:
        """Lines of a column (place from 0) whose formula failed or was not worked out; known after `chunks`."""
        return self._failed.get(column, [])

    def cover(self, column: int, line: int) -> None:
        """Note a cell of a row of data that lies under a merged one."""
        self._covered.setdefault(column, []).append(line)

    def covered(self, column: int) -> list[int]:
        """Lines of a column (place from 0) whose value stands in a merged cell elsewhere; known after `chunks`.

        Whether it was meant for each of the rows, as a name is, or for all together, as an amount may be, nobody knows.
        """
        return self._covered.get(column, [])

    def numbers(self, column: str | int) -> int:
        """Cells of a column (by title or place from 0) that were kept as numbers of more than 15 digits.

        A spreadsheet has turned what follows the fifteenth digit into 0: they cannot be put right.
        Known after `chunks`.
        """
        place = self.header.index(column) if isinstance(column, str) else column
        return self._damaged[place]
