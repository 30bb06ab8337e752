"""Tables as senders write them, for tests of loading: text of a page → a source of chunks."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from jxinspect.analysis.incoming import Columns


@dataclass
class Piece:
    """Some rows as CSV in UTF-8, each with its line number first."""

    text: bytes
    rows: int
    columns: None = None
    lines: None = None


@dataclass
class Told:
    """A source made of rows of text."""

    header: list[str]
    rows: Sequence[Sequence[str]]
    file: str = "发放.csv"
    sheet: str = ""
    form: str = "csv"
    encoding: str = "utf-8"
    skipped: Sequence[tuple[int, str]] = ()
    left: Sequence[str] = ()
    at_a_time: int = 1000
    spoiled: Mapping[str, int] = field(default_factory=dict)

    def chunks(self) -> Iterator[Piece]:
        for start in range(0, len(self.rows), self.at_a_time):
            out = io.StringIO()
            writer = csv.writer(out, lineterminator="\n")
            rows = self.rows[start : start + self.at_a_time]
            for line, row in enumerate(rows, start + 2):
                writer.writerow([line, *row])
            yield Piece(out.getvalue().encode(), len(rows))

    def failed(self, column: int) -> Sequence[int]:
        return ()

    def covered(self, column: int) -> Sequence[int]:
        return ()

    def numbers(self, column: str) -> int:
        return self.spoiled.get(column, 0)


def told(page: str, **more: object) -> tuple[Told, Columns]:
    """A source from a page of `column | column` with canonical names as header, and its columns."""
    lines = [[cell.strip() for cell in line.split("|")] for line in page.strip().splitlines()]
    source = Told(lines[0], lines[1:], **more)  # type: ignore[arg-type]
    return source, Columns(source.header, {name: place for place, name in enumerate(source.header)})
