"""A sheet of adhesive labels: rows of equal labels, each a code and lines of small text."""

from __future__ import annotations

from collections.abc import Sequence

from jxinspect.law.label_sheet import PLACES, LabelSheet
from templates.build.block import Block, Piece, Pieces
from templates.build.page import Look
from templates.build.strip import code_lines
from templates.build.table import _control_row, _table
from templates.build.xml import HEI, Par, Run, element, paragraph, run, twips


def labels(sheet: LabelSheet, over: str, code: str, lines: Sequence[str]) -> Block:
    """Labels row by row: labels(sheet, "行 in 标签", "二维码", ["编号", "名称"]) with 行.一.二维码, 行.一.编号 …

    The first line is in 黑体. A place without label has blanks.
    """
    row = over.split(maxsplit=1)[0]

    def draw(look: Look) -> Pieces:
        places = PLACES[: sheet.columns]
        grid = [twips(width) for _ in places for width in (sheet.place, sheet.width - sheet.place)]
        cells = "".join(_label(sheet, f"{row}.{place}", code, lines) for place in places)
        properties = "<w:cantSplit/>" + element("trHeight", val=twips(sheet.height), hRule="exact")
        inner = f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>"
        rows = _control_row(f"for {over}", grid) + inner + _control_row("endfor", grid)
        return [Piece(raw=_table(grid, rows, borders=False))]

    return Block(draw)


def _label(sheet: LabelSheet, of: str, code: str, lines: Sequence[str]) -> str:
    shown = code_lines([f"{{{{ {of}.{code}|图|可空 }}}}"], 6)
    look = [Run(font=HEI, size=sheet.size + 1, spacing=0), *[Run(size=sheet.size, spacing=0) for _ in lines[1:]]]
    told = "".join(
        paragraph(run(f"{{{{ {of}.{line}|可空 }}}}", props), Par(align="left", line=round(sheet.size * 180 / 7)))
        for line, props in zip(lines, look, strict=True)
    )
    return _cell(sheet.place, shown) + _cell(sheet.width - sheet.place, told)


def _cell(width: float, inner: str) -> str:
    return (
        f'<w:tc><w:tcPr>{element("tcW", w=twips(width), type="dxa")}<w:vAlign w:val="center"/></w:tcPr>{inner}</w:tc>'
    )
