"""Tables of plain characters: columns by terminal cells, long cells wrapped, no line-drawing characters.

Box characters are of ambiguous width and break tables in Chinese consoles, so only "-" and blanks are used.
"""

from __future__ import annotations

from collections.abc import Sequence

from jxinspect.ui.cells import cells, pad, wrap
from jxinspect.ui.terminal import BOLD, paint
from jxinspect.ui.values import RIGHT, Column, shown

GAP = "  "
NARROWEST = 6


def table(columns: Sequence[Column], rows: Sequence[Sequence[str]], limit: int | None) -> list[str]:
    """Lines of the table; `limit`: cells of the terminal, None when redirected (nothing is wrapped then)."""
    sizes = _sizes(columns, rows, limit)
    right = [column.kind in RIGHT for column in columns]
    head = _row([column.title for column in columns], sizes, right)
    rule = GAP.join("-" * size for size in sizes)
    lines = [*(paint(line, BOLD) for line in head), rule]
    for row in rows:
        lines += _row(row, sizes, right)
    return lines


def texts(columns: Sequence[Column], row: dict[str, object]) -> list[str]:
    """The cells of one row as text of one line each."""
    return [" ".join(shown(row.get(column.key), column).split("\n")) for column in columns]


def _sizes(columns: Sequence[Column], rows: Sequence[Sequence[str]], limit: int | None) -> list[int]:
    needed = [max([cells(column.title), *(cells(row[i]) for row in rows)]) for i, column in enumerate(columns)]
    if limit is None:
        return needed
    sizes = [min(size, column.width or size) for size, column in zip(needed, columns, strict=True)]
    room = limit - len(GAP) * (len(sizes) - 1)
    while sum(sizes) > room and max(sizes) > NARROWEST:
        widest = max(range(len(sizes)), key=sizes.__getitem__)
        sizes[widest] -= 1
    return sizes


def _row(texts_: Sequence[str], sizes: Sequence[int], right: Sequence[bool]) -> list[str]:
    wrapped = [wrap(text, size) for text, size in zip(texts_, sizes, strict=True)]
    height = max(len(lines) for lines in wrapped)
    return [
        GAP.join(
            pad(lines[n] if n < len(lines) else "", size, right=side)
            for lines, size, side in zip(wrapped, sizes, right, strict=True)
        ).rstrip()
        for n in range(height)
    ]
