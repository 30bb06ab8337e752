"""Tables: lists with a repeated head row, and forms of labels and values."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from types import MappingProxyType

from templates.build.block import Block, Piece, Pieces
from templates.build.page import Look
from templates.build.xml import Par, element, paragraph, run, twips

_BARE = re.compile(r"\{\{\s*([^{}|]+?)\s*\}\}")


def slashed(text: str) -> str:
    """The text with every placeholder printing "/" when the fact is blank, unless it says otherwise."""
    return _BARE.sub(lambda m: m[0] if m[1].startswith("loop.") else "{{ " + m[1] + "|或斜线 }}", text)


@dataclass(frozen=True)
class Cell:
    """One cell: text, columns and (height in millimetres) of its row, style of its paragraphs."""

    text: str
    span: int = 1
    style: str = "Cell"
    height: float = 0
    down: str = ""

    def xml(self, width: int, *, keep: bool = False) -> str:
        """`w:tc` of the given width in twips; every line of the text is a paragraph."""
        properties = (
            element("tcW", w=width, type="dxa")
            + (element("gridSpan", val=self.span) if self.span > 1 else "")
            + (element("vMerge", val="restart" if self.down == "restart" else None) if self.down else "")
            + element("vAlign", val="center")
        )
        props = Par(style=self.style, keep_next=keep)
        lines = self.text.split("\n") if self.text else [""]
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(paragraph(run(line), props) for line in lines)}</w:tc>"


def label(text: str, span: int = 1, down: str = "") -> Cell:
    """A cell with a printed label, centred. `down`: "restart" begins a merge downwards, "go" continues it."""
    return Cell(text, span, "Label", down=down)


def value(text: str, span: int = 1, height: float = 0) -> Cell:
    """A cell with a fact; blank facts print "/". `height` in millimetres is the least height of the row."""
    return Cell(slashed(text), span, "Cell", height)


def middle(text: str, span: int = 1) -> Cell:
    """As value(), centred."""
    return Cell(slashed(text), span, "CellCentred")


def written(text: str, span: int = 1, height: float = 0) -> Cell:
    """A cell that people fill in by hand: printed as it is, without "/"."""
    return Cell(text, span, "Cell", height)


@dataclass(frozen=True)
class Loop:
    """Rows of a form that are repeated for each item of a list."""

    over: str
    rows: Sequence[Sequence[Cell]]


def rows_of(over: str, rows: Sequence[Sequence[Cell]]) -> Loop:
    """Repeated rows inside a form: rows_of("件 in 文书", [[value("{{ 件.名称 }}", 3), …]])."""
    return Loop(over, rows)


@dataclass(frozen=True)
class If:
    """Rows of a form that stand only if a condition holds."""

    condition: str
    rows: Sequence[Sequence[Cell]]


def rows_when(condition: str, rows: Sequence[Sequence[Cell]]) -> If:
    """Rows of a form that stand only if the condition holds."""
    return If(condition, rows)


FormRow = Sequence[Cell] | Loop | If


def form(
    rows: Sequence[FormRow], widths: Sequence[float] = (24, 54, 24, 54), keep: int = 0, *, whole: bool = False
) -> Block:
    """执法文书 form: bordered rows of label and value cells on a grid of widths in millimetres.

    `keep`: so many of the last rows go to the next page together, with the paragraph below the form.
    `whole`: all rows stand on one page, where one has the room.
    """

    def draw(look: Look) -> Pieces:
        grid = _fit(widths, look)
        loose = len(rows) - keep
        bound = [place >= loose or (whole and place < len(rows) - 1) for place in range(len(rows))]
        inner = "".join(_form_row(row, grid, keep=kept) for row, kept in zip(rows, bound, strict=True))
        return [Piece(raw=_table(grid, inner))]

    return Block(draw)


def _form_row(row: FormRow, grid: Sequence[int], *, keep: bool = False) -> str:
    if isinstance(row, Loop | If):
        begin, end = ("for " + row.over, "endfor") if isinstance(row, Loop) else ("if " + row.condition, "endif")
        inner = "".join(_row(cells, grid) for cells in row.rows)
        return _control_row(begin, grid) + inner + _control_row(end, grid)
    return _row(row, grid, keep=keep)


def table(
    columns: Sequence[tuple[str, float, str]],
    loop: str,
    total: Sequence[Cell] = (),
    styles: Mapping[str, str] = MappingProxyType({}),
    *,
    signed: bool = False,
) -> Block:
    """A list: (title, width in mm, text with placeholders) per column, one row per item, head row on every page.

    `styles`: title → style of the column's text, where it is not that of other cells. `signed`: signatures follow; the
    last row goes to their page, so that they do not stand there alone.
    """

    def draw(look: Look) -> Pieces:
        grid = _fit([width for _, width, _ in columns], look)
        head = _row([Cell(name, style="HeadCell") for name, _, _ in columns], grid, head=True)
        cells = [_column_cell(width, text, styles.get(name)) for name, width, text in columns]
        body = _body(cells, grid) if signed else _row(cells, grid)
        last = _row(total, grid, keep=signed) if total else ""
        inner = head + _control_row(f"for {loop}", grid) + body + _control_row("endfor", grid) + last
        return [Piece(raw=_table(grid, inner)), Piece("", Par(style="Gap", keep_next=signed))]

    return Block(draw)


def _body(cells: Sequence[Cell], grid: Sequence[int]) -> str:
    """The row of each item, the last one kept with what follows the table."""
    kept, loose = _row(cells, grid, keep=True), _row(cells, grid)
    return "".join(
        (_control_row("if loop.last", grid), kept, _control_row("else", grid), loose, _control_row("endif", grid))
    )


#: Columns up to this width (mm) hold short words and are centred.
NARROW = 30


def _column_cell(width: float, text: str, style: str | None = None) -> Cell:
    return Cell(slashed(text), style=style or ("CellCentred" if width <= NARROW else "Cell"))


def _fit(widths: Sequence[float], look: Look) -> list[int]:
    """The widths in twips, scaled so that the table fills the type area exactly."""
    ends = [round(end / sum(widths) * look.width) for end in accumulate(widths)]
    return [end - start for start, end in zip([0, *ends], ends, strict=False)]


def _row(cells: Sequence[Cell], grid: Sequence[int], *, head: bool = False, keep: bool = False) -> str:
    if sum(cell.span for cell in cells) != len(grid):
        msg = f"row {[cell.text for cell in cells]} spans {sum(cell.span for cell in cells)} of {len(grid)} columns"
        raise ValueError(msg)
    height = max(cell.height for cell in cells)
    properties = "<w:cantSplit/>" + (element("trHeight", val=twips(height), hRule="atLeast") if height else "")
    inner = f"<w:trPr>{properties}{'<w:tblHeader/>' if head else ''}</w:trPr>"
    start = 0
    for cell in cells:
        inner += cell.xml(sum(grid[start : start + cell.span]), keep=keep or head)
        start += cell.span
    return f"<w:tr>{inner}</w:tr>"


def _control_row(tag: str, grid: Sequence[int]) -> str:
    cell = Cell("{%tr " + tag + " %}", span=len(grid))
    return f"<w:tr>{cell.xml(sum(grid))}</w:tr>"


def _table(grid: Sequence[int], rows: str, *, borders: bool = True, line: str = "single") -> str:
    sides = ["top", "left", "bottom", "right", "insideH", "insideV"]
    lines = "".join(element(side, val=line, sz=6, space=0, color="000000") for side in sides)
    properties = (
        element("tblW", w=sum(grid), type="dxa")
        + '<w:jc w:val="center"/>'
        + (f"<w:tblBorders>{lines}</w:tblBorders>" if borders else "")
        + '<w:tblLayout w:type="fixed"/>'
        + '<w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>'
    )
    columns = "".join(element("gridCol", w=width) for width in grid)
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"


def plain_table(rows: Sequence[Sequence[Cell]], widths: Sequence[float], look: Look, *, keep: bool = False) -> str:
    """A table without lines, for things that stand side by side."""
    grid = _fit(widths, look)
    kept = [_row([replace(cell) for cell in row], grid, keep=keep and row is not rows[-1]) for row in rows]
    return _table(grid, "".join(kept), borders=False)
