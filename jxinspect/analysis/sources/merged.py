"""Merged cells: what stands in a block is in its first cell only, and a reader of rows finds the others empty."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Block(NamedTuple):
    """A merged cell. Rows as the user counts them, places from 0; the last ones belong to it."""

    top: int
    left: int
    bottom: int
    right: int


def beside(blocks: Iterable[Block], rows: Iterable[tuple[int, Sequence[str]]]) -> dict[tuple[int, int], str]:
    """(row number, place) → text of the merged cell that begins to its left, of these rows."""
    texts = dict(rows)
    return {
        (block.top, place): texts[block.top][block.left]
        for block in blocks
        if block.top in texts and block.left < len(texts[block.top])
        for place in range(block.left + 1, block.right + 1)
    }


class Covered:
    """Which cells of the rows of a table lie under a merged cell that says something. Rows are asked in their order."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        self._beginning: dict[int, list[Block]] = {}
        for block in blocks:
            self._beginning.setdefault(block.top, []).append(block)
        self._open: list[Block] = []

    def places(self, number: int, texts: Sequence[str]) -> list[int]:
        """The covered places of a row; `texts` are its cells."""
        self._open = [block for block in self._open if block.bottom >= number]
        found = [place for block in self._open for place in range(block.left, block.right + 1)]
        for block in self._beginning.pop(number, ()):
            if block.left < len(texts) and texts[block.left].strip():
                self._open.append(block)
                found += range(block.left + 1, block.right + 1)
        return found
