"""Tables of plain characters: columns by terminal cells, long cells wrapped, no line-drawing characters.

Box characters are of ambiguous width and break tables in Chinese consoles, so only "-" and blanks are used. Where a
terminal is too narrow for all columns, a row becomes a paragraph of its titles and values; no date is ever broken.
"""

from __future__ import annotations

from collections.abc import Sequence

from jxinspect.ui.cells import cells, pad, wrap
from jxinspect.ui.terminal import BOLD, paint
from jxinspect.ui.values import RIGHT, Column, shown

GAP = "  "
#: Cells that a column of words keeps, so that it can be read; of a digest so much is shown at least.
NARROWEST, BEGINNING = 10, 12
#: Kinds whose values are never broken into lines.
WHOLE = RIGHT | {"date", "flag"}
#: Between two values of a paragraph: one wide blank.
BETWEEN = "\u3000"
INDENT = "  "


def table(columns: Sequence[Column], rows: Sequence[Sequence[str]], limit: int | None) -> list[str]:
    """Lines of the table; `limit`: cells of the terminal, None when redirected (nothing is wrapped then)."""
    sizes = _sizes(columns, rows, limit)
    if limit is not None and _width(sizes) > limit:
        said = [i for i in range(len(columns)) if any(row[i] for row in rows)]
        columns, rows = [columns[i] for i in said], [[row[i] for i in said] for row in rows]
        sizes = _sizes(columns, rows, limit)
        if _width(sizes) > limit:
            return [line for row in rows for line in _paragraph(columns, row, limit)]
    right = [column.kind in RIGHT for column in columns]
    cut = [column.kind == "digest" for column in columns]
    head = _row([column.title for column in columns], sizes, right)
    rule = GAP.join("-" * size for size in sizes)
    lines = [*(paint(line, BOLD) for line in head), rule]
    for row in rows:
        told = [text[:size] if short else text for text, size, short in zip(row, sizes, cut, strict=True)]
        lines += _row(told, sizes, right)
    return lines


def texts(columns: Sequence[Column], row: dict[str, object]) -> list[str]:
    """The cells of one row as text of one line each."""
    return [" ".join(shown(row.get(column.key), column).split("\n")) for column in columns]


def _width(sizes: Sequence[int]) -> int:
    return sum(sizes) + len(GAP) * (len(sizes) - 1)


def _paragraph(columns: Sequence[Column], row: Sequence[str], limit: int) -> list[str]:
    """One row as titles with their values, as many to a line as fit; further lines are set in."""
    lines: list[str] = []
    for column, text in zip(columns, row, strict=True):
        said = f"{column.title} {text}"
        if text and lines and cells(f"{lines[-1]}{BETWEEN}{said}") <= limit:
            lines[-1] += f"{BETWEEN}{said}"
        elif text:
            indent = INDENT if lines else ""
            lines += [indent + line for line in wrap(said, limit - len(INDENT))]
    return [paint(lines[0], BOLD), *lines[1:]]


def _least(column: Column, needed: int) -> int:
    """How narrow a column may become."""
    return needed if column.kind in WHOLE else min(needed, BEGINNING if column.kind == "digest" else NARROWEST)


def _sizes(columns: Sequence[Column], rows: Sequence[Sequence[str]], limit: int | None) -> list[int]:
    needed = [max([cells(column.title), *(cells(row[i]) for row in rows)]) for i, column in enumerate(columns)]
    if limit is None:
        return needed
    sizes = [min(size, column.width or size) for size, column in zip(needed, columns, strict=True)]
    least = [_least(column, size) for column, size in zip(columns, sizes, strict=True)]
    while _width(sizes) > limit and sizes != least:
        widest = max((i for i, size in enumerate(sizes) if size > least[i]), key=sizes.__getitem__)
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
