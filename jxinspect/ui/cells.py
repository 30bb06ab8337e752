"""Widths in terminal cells: a Chinese character takes two."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from unicodedata import category, east_asian_width

from jxinspect.ui.mode import mode

#: Marks that may not end a line.
OPENING = frozenset("（《〈“‘「『【〔([{")
#: Marks that may not begin a line.
CLOSING = frozenset("，。；：、？！）》」』】〕”’,.;:?!)]}%")


#: In the place of a width: as many cells as the terminal gives to ambiguous characters.
AMBIGUOUS = -1


@lru_cache(maxsize=4096)
def _cell(char: str) -> int:
    if char < "\x7f":
        return 1 if char >= " " else 0
    if category(char) in {"Mn", "Me", "Cf", "Cc"}:
        return 0
    kind = east_asian_width(char)
    return 2 if kind in "WF" else AMBIGUOUS if kind == "A" else 1


def cells(text: str) -> int:
    """Cells that the text takes on the terminal."""
    if text.isascii():
        return len(text)
    sizes = [_cell(char) for char in text]
    unclear = sizes.count(AMBIGUOUS)
    return sum(sizes) + (unclear * (mode().ambiguous() - AMBIGUOUS) if unclear else 0)


def pad(text: str, size: int, *, right: bool = False) -> str:
    """The text filled with spaces to `size` cells, to the left edge or the right."""
    fill = " " * max(0, size - cells(text))
    return fill + text if right else text + fill


def wrap(text: str, size: int) -> list[str]:
    """Lines of at most `size` cells: Latin words stay whole if they fit, closing marks do not begin a line."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        if cells(paragraph) <= size:
            lines.append(paragraph.rstrip())
            continue
        line, used = list[str](), 0
        for piece in _pieces(paragraph, size):
            if line and used + cells(piece.rstrip()) > size:
                carried = _carried(line, piece, size)
                lines.append("".join(line[: len(line) - len(carried)]).rstrip())
                line, used = carried, cells("".join(carried))
            line.append(piece if line else piece.lstrip())
            used += cells(line[-1])
        lines.append("".join(line).rstrip())
    return lines


def _carried(line: list[str], piece: str, size: int) -> list[str]:
    """The end of a line that goes to the next one with `piece`; nothing when that is all of it or too long."""
    start = len(line)
    if piece in CLOSING:
        start -= 1
        while start > 0 and line[start] in CLOSING:
            start -= 1
    while start > 0 and line[start - 1] in OPENING:
        start -= 1
    fits = cells("".join([*line[start:], piece.rstrip()])) <= size
    return line[start:] if start > 0 and fits else []


def _pieces(text: str, size: int) -> Iterator[str]:
    """Where a line may break: after every wide character, after a run of narrow ones and its blank.

    A run that is longer than a line breaks behind a hyphen, if it has one.
    """
    run = ""
    for char in text:
        narrow = _cell(char) <= 1 and not char.isspace()
        if narrow and cells(run) < size:
            run += char
            continue
        if char == " " and run:
            yield run + char
            run = ""
            continue
        cut = run.rfind("-") + 1 if narrow else 0
        if run:
            yield run[:cut] if cut else run
        run = run[cut:] * bool(cut) + char if narrow else ""
        if not narrow:
            yield char
    if run:
        yield run
