"""Photographs two by two, each with small text under it."""

from __future__ import annotations

from templates.build.block import Block, Piece, Pieces
from templates.build.page import Look
from templates.build.strip import code_lines
from templates.build.table import _control_row, _fit, _table
from templates.build.xml import Par, element, paragraph

#: The places of a row, by the names of their fields.
PLACES = ("甲", "乙")
#: Lines under a picture.
LINES = ("名称", "时间", "地点")


def photographs(over: str) -> Block:
    """Rows of two: photographs("行 in 照片") with 行.甲.缩略图, 行.甲.名称 …; the second place may be blank."""
    row = over.split(maxsplit=1)[0]

    def draw(look: Look) -> Pieces:
        grid = _fit([1.0 for _ in PLACES], look)
        cells = "".join(_cell(f"{row}.{place}", width) for place, width in zip(PLACES, grid, strict=True))
        inner = f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"
        rows = _control_row(f"for {over}", grid) + inner + _control_row("endfor", grid)
        return [Piece(raw=_table(grid, rows, borders=False)), Piece(raw=paragraph("", Par(style="Gap")))]

    return Block(draw)


def _cell(of: str, width: int) -> str:
    texts = [f"{{{{ {of}.缩略图|图|可空 }}}}", *(f"{{{{ {of}.{line}|可空 }}}}" for line in LINES)]
    return f"<w:tc><w:tcPr>{element('tcW', w=width, type='dxa')}</w:tcPr>{code_lines(texts, 9)}</w:tc>"
