"""What tests of sources share: the one table of a file, and its rows."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from jxinspect.analysis.sources import Source, open_sources


def source_of(path: Path, password: str | None = None) -> Source:
    (found,) = open_sources(path, password=password)
    return found


def rows_of(source: Source) -> list[list[str]]:
    """All rows with their numbers, as a CSV reader understands the chunks."""
    text = b"".join(chunk.text for chunk in source.chunks()).decode()
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))
