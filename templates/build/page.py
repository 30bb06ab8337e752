"""The typography of each layout: paper, margins, styles, headers and footers (GB/T 9704-2012)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from jxinspect.documents.spec import Layout
from templates.build.xml import (
    FANG,
    HEI,
    KAI,
    MARK,
    SONG,
    Par,
    Run,
    element,
    field,
    fonts,
    line_above,
    paragraph,
    run,
    twips,
)

#: Exact line pitch: 22 × 28.95 pt fill the 225 mm of the type area; 29 pt would leave 21 lines.
PITCH = 579
#: With this spacing 28 characters of 16 pt fill the 156 mm of the type area.
CHARACTER_SPACING = -5
#: Two characters of the body, for first lines.
TWO = 630
RED = "FF0000"
#: How far (mm) the lines of a letter reach beyond the type area, left and right: 170 mm in the middle of the paper.
WIDER = (8, 6)


@dataclass(frozen=True)
class Look:
    """Paper and body text of a layout; margins in millimetres, sizes in points, lines in twips."""

    layout: Layout
    top: float
    left: float
    bottom: float
    right: float
    footer: float
    size: float
    line: int
    landscape: bool = False

    @property
    def formal(self) -> bool:
        """Whether the page has the grid and page numbers of GB/T 9704."""
        return self.layout not in (Layout.FORM, Layout.LABEL, Layout.SHEET)

    @property
    def paper(self) -> tuple[int, int]:
        """Width and height in twips."""
        return (16838, 11906) if self.landscape else (11906, 16838)

    @property
    def width(self) -> int:
        """Width of the type area in twips."""
        return self.paper[0] - twips(self.left) - twips(self.right)

    @property
    def cell(self) -> float:
        """Size of text in tables, in points."""
        return 12 if self.formal else 10.5 if self.layout is Layout.LABEL else 12


def _formal(layout: Layout) -> Look:
    return Look(layout, top=37, left=28, bottom=35, right=26, footer=20, size=16, line=PITCH)


LOOKS = {layout: _formal(layout) for layout in (Layout.OFFICIAL, Layout.DECISION, Layout.MINUTES)} | {
    Layout.LETTER: Look(Layout.LETTER, top=30, left=28, bottom=35, right=26, footer=20, size=16, line=PITCH),
    Layout.FORM: Look(Layout.FORM, top=25, left=28, bottom=24, right=26, footer=12, size=14, line=480),
    Layout.LABEL: Look(Layout.LABEL, top=12, left=15, bottom=12, right=15, footer=5, size=16, line=560, landscape=True),
    # Labels of 70 × 37 mm fill the sheet to its edges; a millimetre is left for the paragraph after the table.
    Layout.SHEET: Look(Layout.SHEET, top=0, left=0, bottom=0, right=0, footer=0, size=8, line=200),
}


def turned(look: Look) -> Look:
    """The same layout on turned paper, with margins for a wide list."""
    return replace(look, landscape=True, top=20, bottom=18, left=18, right=18, footer=9)


def _style(id_: str, name: str, par: Par, chars: Run, based: str | None = "Body") -> str:
    inner = [
        element("name", val=name),
        element("basedOn", val=based) if based else "",
        element("qFormat"),
        f"<w:pPr>{par.inner()}</w:pPr>" if par.inner() else "",
        chars.xml(),
    ]
    return f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{id_}">{"".join(inner)}</w:style>'


def _text_styles(look: Look) -> list[str]:
    two = TWO if look.formal else round(look.size * 40)
    indent = Par(first=two, first_chars=200, align="both")
    return [
        _style("Body", "公文正文", indent, Run(), None),
        _style("Flush", "顶格正文", Par(align="both"), Run(), None),
        _style("HeadingOne", "一级标题", Par(first=two, first_chars=200, keep_next=True, outline=0), Run(font=HEI)),
        _style("HeadingTwo", "二级标题", Par(first=two, first_chars=200, keep_next=True, outline=1), Run(font=KAI)),
        _style("HeadingThree", "三级标题", Par(first=two, first_chars=200, keep_next=True, outline=2), Run()),
        _style(
            "Attachment", "附件说明", Par(left=two + round(look.size * 80), hanging=round(look.size * 80)), Run(), None
        ),
        _style("AnnexMark", "附件标识", Par(page_break=True, align="left"), Run(font=HEI), None),
        _style("Centred", "居中正文", Par(align="center"), Run(), None),
        _style("Signature", "署名", Par(align="center", keep_lines=True), Run(), None),
        _style("FormSign", "签名行", Par(keep_lines=True, before=120), Run(), None),
    ]


def _title_styles(look: Look) -> list[str]:
    right = look.layout in (Layout.DECISION, Layout.LETTER) or not look.formal
    letter = look.layout is Layout.LETTER
    mark = Par(align="center", before=twips(35), after=PITCH * 2, line=800)
    if letter:  # 30 mm from the upper edge, in the middle of the paper; the double line follows after 4 mm
        mark = Par(align="center", line=720, after=twips(4), left=-twips(WIDER[0]), right=-twips(WIDER[1]), snap=False)
    official = look.layout in (Layout.OFFICIAL, Layout.LETTER)
    before, after = (PITCH * 2, PITCH) if official else (0, 0)
    title = Par(align="center", before=before, after=after, line=660, keep_next=True, snap=official)
    plain = Par(align="center", before=0, after=120, line=600, keep_next=True)
    return [
        _style("Mark", "发文机关标志", mark, Run(font=MARK, size=36, color=RED), None),
        _style("Title", "公文标题", title if look.formal else plain, Run(font=MARK, size=22, spacing=0), None),
        _style(
            "AnnexTitle",
            "附件标题",
            Par(align="center", before=PITCH, after=PITCH, line=660, keep_next=True),
            Run(font=MARK, size=22),
            None,
        ),
        _style(
            "Number",
            "发文字号",
            Par(align="right" if right else "center", after=0 if look.formal else 80),
            Run(size=None if look.formal else 12),
            None,
        ),
    ]


def _small_styles(look: Look) -> list[str]:
    cell = Run(size=look.cell, spacing=0)
    air = 80 if look.formal else 30
    pitch = Par(
        align="left", before=air, after=air, line=round(look.cell * 28), line_rule="atLeast", snap=not look.formal
    )
    middle = replace(pitch, align="center")
    return [
        _style("Cell", "表格文字", pitch, cell, None),
        _style("CellCentred", "表格居中", middle, cell, None),
        _style("Label", "表格栏目", middle, cell, None),
        _style("HeadCell", "表头", middle, Run(font=HEI, size=look.cell, spacing=0), None),
        _style(
            "Note",
            "说明文字",
            Par(align="left", line=round(look.cell * 28), line_rule="atLeast"),
            Run(size=look.cell - 1.5, spacing=0),
            None,
        ),
        _style("PageNumber", "页码", Par(line=300), Run(font=SONG, size=14 if look.formal else 10.5, spacing=0), None),
        _style("CheckLine", "校验行", Par(line=220, align="center"), Run(font=SONG, size=7.5, spacing=0), None),
        _style("Gap", "空隙", Par(line=120), Run(size=4, spacing=0), None),
    ]


def styles(look: Look) -> str:
    """`styles.xml`: defaults and the styles that supervisors see by Chinese names."""
    half = round(look.size * 2)
    spacing = element("spacing", val=CHARACTER_SPACING) if look.formal else ""
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts(FANG)}{spacing}{element('kern', val=0)}{element('sz', val=half)}"
        f'{element("szCs", val=half)}<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f'<w:pPrDefault><w:pPr><w:widowControl/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
        f"{element('spacing', before=0, after=0, line=look.line, lineRule='exact')}</w:pPr></w:pPrDefault>"
        "</w:docDefaults>"
    )
    base = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
    table = (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/>'
        '<w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    )
    return defaults + base + table + "".join(_title_styles(look) + _text_styles(look) + _small_styles(look))


def footers(look: Look, page_signers: tuple[str, ...] = ()) -> dict[str, str]:
    """Footer by type (default, even): page number, then number and check code in small type."""
    check = paragraph(run("{{ 文号|可空 }}　校验码：{{ 校验码 }}"), Par(style="CheckLine"))
    if look.layout is Layout.SHEET:
        return {}
    if look.layout is Layout.LABEL:
        return {"default": check}
    if not look.formal:
        numbers = run("第 ") + field("PAGE") + run(" 页　共 ") + field("NUMPAGES") + run(" 页")
        centred = paragraph(numbers, Par(style="PageNumber", align="center"))
        return {"default": _page_signatures(page_signers, look) + centred + check}
    number = run("— ") + field("PAGE") + run(" —")
    odd = paragraph(number, Par(style="PageNumber", align="right", right=280))
    even = paragraph(number, Par(style="PageNumber", align="left", left=280))
    feet = {"default": odd + check, "even": even + check}
    if look.layout is Layout.LETTER:
        feet["first"] = check + _last_lines()
    return feet


def letter_line(size: int) -> str:
    """A red line of a letter; size in eighths of a point."""
    line = line_above(size, RED)
    wide = Par(style="Gap", border_top=line, line=50, left=-twips(WIDER[0]), right=-twips(WIDER[1]), snap=False)
    return paragraph("", wide)


def _last_lines() -> str:
    """The double line 20 mm above the lower edge of a letter's first page, thin over thick; printed paper has it."""
    begin, end = (paragraph(run("{%p " + tag + " %}"), Par(style="CheckLine")) for tag in ("if 机关.套红", "endif"))
    return begin + letter_line(6) + letter_line(18) + end


def _page_signatures(roles: tuple[str, ...], look: Look) -> str:
    if not roles:
        return ""
    text = "　".join(f"{role}（签名）：＿＿＿＿＿＿＿＿" for role in roles)
    return paragraph(run(text, Run(size=look.cell)), Par(style="Flush", after=60, line=360))


def section(look: Look, references: str, *, first_page: bool = False) -> str:
    """`w:sectPr` with paper, margins and, for official papers, the grid of 22 lines."""
    width, height = look.paper
    size = element("pgSz", w=width, h=height, orient="landscape" if look.landscape else None)
    margins = element(
        "pgMar",
        top=twips(look.top),
        right=twips(look.right),
        bottom=twips(look.bottom),
        left=twips(look.left),
        header=twips(12),
        footer=twips(look.footer),
        gutter=0,
    )
    grid = element("docGrid", type="lines", linePitch=PITCH) if look.formal else ""
    return f"<w:sectPr>{references}{size}{margins}{'<w:titlePg/>' if first_page else ''}{grid}</w:sectPr>"
