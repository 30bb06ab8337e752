"""What tests of sources share: the one table of a file, and its rows."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from jxinspect.analysis.sources import Source, open_sources
from jxinspect.analysis.sources.source import Chunk


def source_of(path: Path, password: str | None = None) -> Source:
    (found,) = open_sources(path, password=password)
    return found


def rows_of(source: Source) -> list[list[str]]:
    """All rows with their numbers, as a CSV reader understands the chunks."""
    return [row for chunk in source.chunks() for row in numbered(chunk)]


def numbered(chunk: Chunk) -> list[list[str]]:
    """The rows of a chunk with their numbers."""
    if chunk.columns is not None and chunk.lines is not None:
        assert len(chunk.lines) == chunk.rows
        return [[str(line), *(column.row(at) for column in chunk.columns)] for at, line in enumerate(chunk.lines)]
    rows = list(csv.reader(io.StringIO(chunk.text.decode(), newline=""), strict=True))
    assert len(rows) == chunk.rows
    return rows
