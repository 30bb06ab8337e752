"""What a description is made of: blocks, which become pieces of a page once the layout is known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from templates.build.page import Look
from templates.build.xml import Par, paragraph, run

PLAIN = Par()


@dataclass(frozen=True)
class Piece:
    """A paragraph (runs and properties) or, when `raw` is given, finished block-level XML."""

    content: str = ""
    props: Par = PLAIN
    raw: str = ""

    def xml(self) -> str:
        return self.raw or paragraph(self.content, self.props)

    def kept(self) -> Piece:
        """The same piece, on one page with the next; a table stays as it is."""
        return self if self.raw else replace(self, props=self.props.kept())


Pieces = list[Piece]


@dataclass(frozen=True)
class Block:
    """A part of a document. `signs` marks what must not stand alone on a page; `light` what is no body text yet."""

    draw: Callable[[Look], Pieces]
    signs: bool = False
    light: bool = False


def control(tag: str) -> Piece:
    """A paragraph that holds one template tag and vanishes when the document is made."""
    return Piece(run("{%p " + tag + " %}"), Par(style="Body"))


def pieces_of(blocks: Sequence[Block], look: Look) -> Pieces:
    """All pieces in order, with the last body text before each signature kept beside it."""
    drawn = [block.draw(look) for block in blocks]
    for place, block in enumerate(blocks):
        if block.signs:
            _keep_before(blocks, drawn, place)
    return [piece for pieces in drawn for piece in pieces]


def _keep_before(blocks: Sequence[Block], drawn: list[Pieces], place: int) -> None:
    for before in range(place - 1, -1, -1):
        drawn[before] = [piece.kept() for piece in drawn[before]]
        if not blocks[before].light:
            return
