"""Running text: mark of the issuer, title, number, addressee, paragraphs, headings, lists, attachments, conditions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from jxinspect.documents.spec import Layout
from templates.build.block import Block, Piece, Pieces, control, pieces_of
from templates.build.page import PITCH, RED, TWO, Look, letter_line
from templates.build.xml import HEI, KAI, Par, Run, line_below, run, twips

#: Size and character scale of the mark by the length class that the context gives (机关.红头字号).
MARK_SIZES = {"短": (36, 100), "中": (36, 80), "长": (34, 66)}


def _plain(style: str, text: str, props: Run | None = None) -> Block:
    return Block(lambda look: [Piece(run(text, props), Par(style=style))])


def issuer(suffix: str = "") -> Block:
    """发文机关标志 in red, narrower characters for long names; its place stays free on paper that has it already."""

    def draw(look: Look) -> Pieces:
        pieces: Pieces = [control("if not 机关.套红"), Piece("", _free(look))]
        for name, (size, scale) in MARK_SIZES.items():
            pieces.append(control(f"elif 机关.红头字号 == '{name}'"))
            mark = Run(size=size, scale=scale, spacing=0)
            pieces.append(Piece(run("{{ 机关.红头 }}" + suffix, mark), Par(style="Mark")))
            pieces += [Piece(raw=letter_line(18)), Piece(raw=letter_line(6))] if look.layout is Layout.LETTER else []
        return [*pieces, control("endif")]

    return Block(draw)


def _free(look: Look) -> Par:
    """As high as the mark, without its line."""
    letter = look.layout is Layout.LETTER
    return Par(
        style="Centred",
        before=0 if letter else twips(35),
        after=0 if letter else PITCH * 2,
        line=720 if letter else 800,
    )


def number(text: str = "{{ 文号 }}") -> Block:
    """发文字号: centred above the red line on 公文, else right aligned under the title."""

    def draw(look: Look) -> Pieces:
        plain = Piece(run(text), Par(style="Number"))
        if look.layout is not Layout.OFFICIAL:
            return [plain]
        ruled = Piece(run(text), Par(style="Number", border_bottom=line_below(18, RED, 11)))
        return [control("if 机关.套红"), ruled, control("else"), plain, control("endif")]

    return Block(draw)


def upward(text: str = "{{ 文号 }}", signer: str = "{{ 签发人 }}") -> Block:
    """发文字号 and 签发人 of a 上行文 on one line, each one character from its edge."""

    def draw(look: Look) -> Pieces:
        one = round(look.size * 20)
        stop = f'<w:tabs><w:tab w:val="right" w:pos="{look.width - one}"/></w:tabs>'
        line = run(f"{text}\t签发人：") + run(signer, Run(font=KAI))
        plain = Par(style="Number", align="left", left=one, tabs=stop)
        ruled = replace(plain, border_bottom=line_below(18, RED, 11), left=0)
        led = run("　")
        return [
            control("if 机关.套红"), Piece(led + line, ruled), control("else"), Piece(line, plain), control("endif")
        ]  # fmt: skip

    return Block(draw)


def title(text: str) -> Block:
    """标题: 2号小标宋, centred; a line feed breaks it where the meaning does."""
    return _plain("Title", text)


def to(text: str = "{{ 被监督单位.名称 }}") -> Block:
    """主送机关, flush left one line under the title, with its full-width colon."""

    def draw(look: Look) -> Pieces:
        # The title of a 公文 brings the line under it, for those that address nobody too.
        before = None if look.layout is Layout.OFFICIAL else look.line
        return [Piece(run(f"{text}："), Par(style="Flush", before=before))]

    return Block(draw)


def para(text: str) -> Block:
    """A body paragraph, first line indented by two characters."""
    return _plain("Body", text)


def ragged(text: str) -> Block:
    """A body paragraph that is not stretched to the margin: file names, addresses and other long words."""
    return Block(lambda look: [Piece(run(text), Par(style="Body", align="left"))])


def flush(text: str, *, keep: bool = False) -> Block:
    """A body paragraph without indent. `keep`: on the page of what comes next."""
    return Block(lambda look: [Piece(run(text), Par(style="Flush", keep_next=keep))])


def note(text: str, *, keep: bool = False) -> Block:
    """Small explanatory text (填写说明, 注). `keep`: on the page of what comes next."""
    return Block(lambda look: [Piece(run(text), Par(style="Note", keep_next=keep))], light=True)


def centred(text: str) -> Block:
    """A centred body line."""
    return _plain("Centred", text)


def blank(lines: int = 1) -> Block:
    """Empty lines."""
    return Block(lambda look: [Piece("", Par(style="Flush")) for _ in range(lines)], light=True)


def heading(level: int, text: str) -> Block:
    """A numbered heading; the text brings its number: 1 一、黑体, 2 （一）楷体, 3 1.仿宋."""
    return _plain({1: "HeadingOne", 2: "HeadingTwo", 3: "HeadingThree"}[level], text)


def section(text: str, body: str) -> Block:
    """A paragraph that begins with its heading in 黑体 and goes on in the body font."""
    return Block(lambda look: [Piece(run(text, Run(font=HEI)) + run(body), Par(style="Body"))])


def items(loop: str, text: str) -> Block:
    """One body paragraph per item: items("项 in 配合事项", "{{ loop.index }}.{{ 项.内容 }}")."""
    return Block(lambda look: [control(f"for {loop}"), Piece(run(text), Par(style="Body")), control("endfor")])


def entries(loop: str, text: str) -> Block:
    """One body paragraph per entry; one alone has no number. For what may begin with a figure."""
    numbered = run("（{{ loop.index }}）" + text)
    alone = [control("if loop.length == 1"), Piece(run(text), Par(style="Body"))]
    several = [control("else"), Piece(numbered, Par(style="Body")), control("endif")]
    return Block(lambda look: [control(f"for {loop}"), *alone, *several, control("endfor")])


def each(loop: str, blocks: Sequence[Block]) -> Block:
    """Several blocks per item of a list."""
    return Block(lambda look: [control(f"for {loop}"), *pieces_of(blocks, look), control("endfor")])


def when(condition: str, blocks: Sequence[Block], otherwise: Sequence[Block] = ()) -> Block:
    """Blocks that stand only if the condition holds: a field, `not`, `and`, `or`, `==`, `!=`.

    They may fall away, so a signature below them is also kept beside what stands above them.
    """

    def draw(look: Look) -> Pieces:
        other = [control("else"), *pieces_of(otherwise, look)] if otherwise else []
        return [control(f"if {condition}"), *pieces_of(blocks, look), *other, control("endif")]

    return Block(draw, light=True)


def basis(then: str, lead: str = "根据") -> Block:
    """依据 in one sentence: 根据《…》第…条规定, then what follows from it."""
    return para(f"{lead}{{{{ 依据 }}}}的规定，{then}")


def rights() -> Block:
    """权利义务告知 (行政处罚法 43, 45, 55; 办法 14, 26, 34): rights, duties, discipline and where to complain."""
    return each("项 in 权利义务", [para("{{ loop.index }}.{{ 项 }}")])


def remedy() -> Block:
    """救济途径: reconsideration by the own government within 60 days, court within six months (行政复议法 20, 24)."""
    return para("{{ 救济 }}")


def attachments(loop: str = "件 in 附件") -> Block:
    """附件说明, one line under the body; several are numbered, names without punctuation after them."""

    def draw(look: Look) -> Pieces:
        one = round(look.size * 20)
        first = Par(style="Attachment", before=look.line, left=TWO + 4 * one, hanging=4 * one)
        alone = Par(style="Attachment", before=look.line, left=TWO + 3 * one, hanging=3 * one)
        later = Par(style="Attachment", left=TWO + 4 * one, hanging=one)
        return [
            control(f"for {loop}"),
            control("if loop.length == 1"),
            Piece(run("附件：{{ 件 }}"), alone),
            control("elif loop.first"),
            Piece(run("附件：{{ loop.index }}.{{ 件 }}"), first),
            control("else"),
            Piece(run("{{ loop.index }}.{{ 件 }}"), later),
            control("endif"),
            control("endfor"),
        ]

    return Block(draw, light=True)


def annex(mark: str, name: str) -> Block:
    """The head of an attachment on a page of its own: "附件1" in 黑体, title centred on the third line."""
    return Block(lambda look: [Piece(run(mark), Par(style="AnnexMark")), Piece(run(name), Par(style="AnnexTitle"))])


def qa(loop: str = "轮 in 问答", *, ragged: bool = False) -> Block:
    """Questions and answers of a record: 问：… 答：…, taken down word by word.

    `ragged`: not stretched to the margin, for questions with names and long numbers.
    """
    align = "left" if ragged else None

    def draw(look: Look) -> Pieces:
        question = Piece(
            run("问：", Run(font=HEI)) + run("{{ 轮.问 }}"), Par(style="Body", keep_next=True, align=align)
        )
        answer = Piece(run("答：", Run(font=HEI)) + run("{{ 轮.答 }}"), Par(style="Body"))
        return [control(f"for {loop}"), question, answer, control("endfor")]

    return Block(draw)


def page_break() -> Block:
    """What follows begins a new page."""
    return Block(lambda look: [Piece("", Par(style="Gap", page_break=True))])


def line_space() -> Block:
    """One line of air."""
    return Block(lambda look: [Piece("", Par(style="Flush", line=PITCH if look.formal else look.line))], light=True)
