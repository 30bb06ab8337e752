"""封条: strips to be cut out and pasted, with places for the seal of the agency at both ends."""

from __future__ import annotations

from collections.abc import Sequence

from templates.build.block import Block, Piece, Pieces
from templates.build.page import Look
from templates.build.table import _control_row, _fit, _table
from templates.build.xml import MARK, Par, Run, element, paragraph, run, twips

#: Texts larger than this (points) are set in 小标宋.
HEADLINE = 20
#: Height of one strip in millimetres: two fill a page of A4 landscape.
HALF = 88
#: Widths (mm) of the place for the seal, the text, the code, and the other place for the seal.
_STRIP = (42, 141, 42, 42)
_SEAL_HERE = ("骑", "缝", "盖", "章", "处")


def strips(loop: str, big: str, above: Sequence[str], below: Sequence[str], code: Sequence[str]) -> Block:
    """封条 to be cut out and pasted, two to a page of A4 landscape: text in the middle, places for the seal beside.

    `code`: the picture, and what stands under it.
    """

    def draw(look: Look) -> Pieces:
        side = "".join(_strip_line(character, 10.5, 300) for character in _SEAL_HERE)
        middle = (
            "".join(_strip_line(line, 26, 840) for line in above)
            + _strip_line(big, 90, 2100)
            + "".join(_strip_line(line, 18 if not place else 14, 520) for place, line in enumerate(below))
        )
        beside = code_lines(code, 9)
        return [Piece(raw=_cut_out(loop, (side, middle, beside, side), look))]

    return Block(draw)


def _strip_line(text: str, size: float, line: int) -> str:
    font = MARK if size > HEADLINE else None
    return paragraph(run(text, Run(font=font, size=size, spacing=0)), Par(style="Centred", line=line))


def code_lines(texts: Sequence[str], size: float) -> str:
    """A picture as high as it is, and small text under it."""
    picture, *below = texts
    shown = paragraph(run(picture, Run(spacing=0)), Par(style="Centred", line=240, line_rule="auto", snap=False))
    lines = [
        paragraph(run(text, Run(size=size, spacing=0)), Par(style="Centred", line=round(size * 26))) for text in below
    ]
    return shown + "".join(lines)


def _cut_out(over: str, cells: Sequence[str], look: Look) -> str:
    """One row of finished paragraphs per item, each exactly half a page high, with lines to cut along."""
    grid = _fit(_STRIP, look)
    inner = "".join(
        f'<w:tc><w:tcPr>{element("tcW", w=width, type="dxa")}<w:vAlign w:val="center"/></w:tcPr>{cell}</w:tc>'
        for width, cell in zip(grid, cells, strict=True)
    )
    properties = "<w:cantSplit/>" + element("trHeight", val=twips(HALF), hRule="exact")
    row = f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"
    return _table(grid, _control_row(f"for {over}", grid) + row + _control_row("endfor", grid), line="dashed")
