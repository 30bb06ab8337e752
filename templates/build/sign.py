"""What stands at the end: seal and date of the agency, signature lines, receipts, strips."""

from __future__ import annotations

from collections.abc import Sequence

from templates.build.block import Block, Piece, Pieces, control
from templates.build.page import Look
from templates.build.table import Cell, form, label, plain_table, written
from templates.build.xml import Par, Run, lines_below_each, run, twips

#: Width (characters) of the column in which agency and date are centred, by length class of the agency's name.
SEAL_COLUMN = {"短": 15, "中": 15, "长": 21}


def signature_agency(date: str = "{{ 成文日期 }}", agency: str = "{{ 机关.名称 }}") -> Block:
    """署名 and 成文日期 for a sealed paper: date four characters from the right, agency centred on it."""

    def draw(look: Look) -> Pieces:
        character = round(look.size * 20)
        short, long = (look.width - SEAL_COLUMN[name] * character for name in ("短", "长"))
        return [
            control("if 机关.标志 == '长'"),
            *_sealed(agency, date, long, look),
            control("else"),
            *_sealed(agency, date, short, look),
            control("endif"),
        ]

    return Block(draw, signs=True)


def _sealed(agency: str, date: str, left: int, look: Look) -> Pieces:
    above = Par(style="Signature", before=look.line * 2, left=left, keep_next=True)
    below = Par(style="Signature", left=left)
    return [Piece(run(agency), above), Piece(run(date), below)]


def signatures(roles: Sequence[str], *, dated: bool = True) -> Block:
    """A signature line with date for each role, never alone on a page: signatures(["检查人员", "记录人"])."""

    def draw(look: Look) -> Pieces:
        when_ = "　　　　年　　月　　日" if dated else ""
        size = Run(size=look.cell)
        last = len(roles) - 1
        pieces = []
        for place, role in enumerate(roles):
            text = f"{role}（签名）：\t{when_}"
            tab = f'<w:tabs><w:tab w:val="left" w:leader="underscore" w:pos="{twips(100)}"/></w:tabs>'
            props = Par(style="FormSign", tabs=tab, keep_next=place != last)
            pieces.append(Piece(run(text, size), props))
        return pieces

    return Block(draw, signs=True)


#: A line to sign on, in a column of side_by_side().
SIGN_LINE = "＿＿＿＿＿＿＿＿"


def signature_if(who: str, role: str) -> Block:
    """The signature line of somebody who need not be there: struck out when the record names nobody
    (没有内容的栏目以“/”划去). `who` is the field with the name."""

    def draw(look: Look) -> Pieces:
        none = Piece(run(f"{role}（签名）：/", Run(size=look.cell)), Par(style="FormSign"))
        return [control(f"if {who}"), *signatures([role]).draw(look), control("else"), none, control("endif")]

    return Block(draw, signs=True)


def statement_by_hand(prompt: str, lines: int = 2) -> Block:
    """Empty ruled lines for what somebody writes by hand, after a printed prompt."""

    def draw(look: Look) -> Pieces:
        size = Run(size=look.cell)
        rule = Par(style="FormSign", border_bottom=lines_below_each(4))
        return [
            Piece(run(prompt, size), Par(style="FormSign", keep_next=True)),
            *[Piece("", rule) for _ in range(lines)],
        ]

    return Block(draw)


def opinions(rows: Sequence[tuple[str, str]], height: float = 28) -> Block:
    """审批栏: (承办意见, text or blank) with signature and date in each box; labels as wide as those above."""
    end = "\n\n签名：　　　　　　　　　　　　年　　月　　日"
    return form([[label(name), written(text + end, height=height)] for name, text in rows], widths=(27, 129))


def receipt(name: str, lines: Sequence[str], *, mark: str = "", addressee: str = "") -> Block:
    """回执 on a page of its own, which the unit fills in, seals and sends back; a line of text stays with the seal.

    `mark`: 附件3 above the title where the letter lists it among its attachments. `addressee` stands flush left.
    """

    def draw(look: Look) -> Pieces:
        head = Piece(run(name), Par(style="AnnexTitle", page_break=not mark))
        above = [Piece(run(mark), Par(style="AnnexMark")), head] if mark else [head]
        to = [Piece(run(addressee), Par(style="Flush"))] if addressee else []
        *most, last = [Piece(run(line), Par(style="Body")) for line in lines]
        sign = Par(style="Signature", left=look.width // 2, keep_next=True, before=look.line * 2)
        date = Par(style="Signature", left=look.width // 2)
        sealed = [Piece(run("单位（盖章）"), sign), Piece(run("＿＿＿＿年＿＿月＿＿日"), date)]
        return [*above, *to, *most, last.kept(), *sealed]

    return Block(draw)


#: Millimetres of a row in which an office or a unit puts its seal beside the words.
ROOM_FOR_SEAL = 11.0


def side_by_side(left: Sequence[str], right: Sequence[str], room: float = 0) -> Block:
    """Two signature columns without borders (一式两份, 双方签名), kept together on a page.

    `room`: least height of the row in which somebody puts a seal, in millimetres.
    """

    def draw(look: Look) -> Pieces:
        rows = [[Cell(a, height=room if "盖章" in a else 0), Cell(b)] for a, b in zip(left, right, strict=True)]
        return [Piece(raw=plain_table(rows, (78, 78), look, keep=True)), Piece("", Par(style="Gap", line=20))]

    return Block(draw, signs=True)
