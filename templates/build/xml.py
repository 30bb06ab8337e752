"""WordprocessingML as text: elements, runs and paragraphs with their properties in schema order."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from xml.sax.saxutils import escape

#: Fonts by the names that offices in Jiangxi have installed (GB/T 9704-2012). None is shipped.
MARK = "方正小标宋简体"
SONG = "宋体"
FANG = "仿宋_GB2312"
KAI = "楷体_GB2312"
HEI = "黑体"

TWIPS_PER_MM = 1440 / 25.4


def twips(millimetres: float) -> int:
    """Twentieths of a point."""
    return round(millimetres * TWIPS_PER_MM)


def element(name: str, content: str = "", **attributes: str | int | None) -> str:
    """One element of the w namespace; attributes that are None are left out."""
    attrs = "".join(f' w:{key}="{value}"' for key, value in attributes.items() if value is not None)
    return f"<w:{name}{attrs}>{content}</w:{name}>" if content else f"<w:{name}{attrs}/>"


@dataclass(frozen=True)
class Run:
    """Character properties; None means as the style says."""

    font: str | None = None
    size: float | None = None
    bold: bool = False
    color: str | None = None
    spacing: int | None = None
    scale: int | None = None
    underline: bool = False

    def xml(self) -> str:
        """`w:rPr`, empty when nothing is said."""
        half = None if self.size is None else round(self.size * 2)
        parts = [
            fonts(self.font) if self.font else "",
            "<w:b/>" if self.bold else "",
            element("color", val=self.color) if self.color else "",
            element("spacing", val=self.spacing) if self.spacing is not None else "",
            element("w", val=self.scale) if self.scale else "",
            element("sz", val=half) + element("szCs", val=half) if half else "",
            element("u", val="single") if self.underline else "",
        ]
        inner = "".join(parts)
        return f"<w:rPr>{inner}</w:rPr>" if inner else ""


@dataclass(frozen=True)
class Par:
    """Paragraph properties; lengths in twips, None means as the style says."""

    style: str | None = None
    keep_next: bool = False
    keep_lines: bool = False
    page_break: bool = False
    border_bottom: str = ""
    border_top: str = ""
    tabs: str = ""
    before: int | None = None
    after: int | None = None
    line: int | None = None
    line_rule: str = "exact"
    left: int | None = None
    right: int | None = None
    first: int | None = None
    first_chars: int | None = None
    hanging: int | None = None
    align: str | None = None
    outline: int | None = None
    snap: bool = True  #: False: lines of a large font stand closer than two lines of the grid

    def inner(self) -> str:
        """The content of `w:pPr` without the style, as a style definition needs it."""
        rule = self.line_rule if self.line is not None else None
        spacing = element("spacing", before=self.before, after=self.after, line=self.line, lineRule=rule)
        indent = element(
            "ind",
            left=self.left,
            right=self.right,
            firstLineChars=self.first_chars,
            firstLine=self.first,
            hanging=self.hanging,
        )
        parts = [
            "<w:keepNext/>" if self.keep_next else "",
            "<w:keepLines/>" if self.keep_lines else "",
            "<w:pageBreakBefore/>" if self.page_break else "",
            f"<w:pBdr>{self.border_top}{self.border_bottom}</w:pBdr>" if self.border_top or self.border_bottom else "",
            self.tabs,
            "" if self.snap else '<w:snapToGrid w:val="0"/>',
            spacing if spacing != "<w:spacing/>" else "",
            indent if indent != "<w:ind/>" else "",
            element("jc", val=self.align) if self.align else "",
            element("outlineLvl", val=self.outline) if self.outline is not None else "",
        ]
        return "".join(parts)

    def xml(self) -> str:
        """`w:pPr`, empty when nothing is said."""
        inner = (element("pStyle", val=self.style) if self.style else "") + self.inner()
        return f"<w:pPr>{inner}</w:pPr>" if inner else ""

    def kept(self) -> Par:
        """The same paragraph, on one page with the next."""
        return replace(self, keep_next=True)


def fonts(name: str) -> str:
    """The font for every script, so that neither Word nor WPS falls back to another for the Chinese."""
    return element("rFonts", ascii=name, hAnsi=name, eastAsia=name, cs=name)


def run(text: str, props: Run | None = None) -> str:
    """Text in one format; a line feed is a line break, a tab a tab."""
    look = props.xml() if props else ""
    pieces = []
    for piece in re.split(r"([\n\t])", text):
        if piece == "\n":
            pieces.append("<w:br/>")
        elif piece == "\t":
            pieces.append("<w:tab/>")
        elif piece:
            pieces.append(f'<w:t xml:space="preserve">{escape(piece)}</w:t>')
    return f"<w:r>{look}{''.join(pieces)}</w:r>" if pieces else ""


def paragraph(content: str, props: Par | None = None) -> str:
    """One paragraph around finished runs."""
    return f"<w:p>{props.xml() if props else ''}{content}</w:p>"


def field(code: str, props: Run | None = None) -> str:
    """A field that Word computes (PAGE, NUMPAGES); 1 stands until it does."""
    look = props.xml() if props else ""
    return (
        f'<w:r>{look}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{look}<w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        f'<w:r>{look}<w:fldChar w:fldCharType="separate"/></w:r>'
        f"<w:r>{look}<w:t>1</w:t></w:r>"
        f'<w:r>{look}<w:fldChar w:fldCharType="end"/></w:r>'
    )


def line_below(size: int, color: str = "000000", space: int = 1, kind: str = "single") -> str:
    """A rule under a paragraph; size in eighths of a point, space in points."""
    return element("bottom", val=kind, sz=size, space=space, color=color)


def lines_below_each(size: int) -> str:
    """A rule under each of several paragraphs; without `between` programs draw only the last."""
    return line_below(size) + element("between", val="single", sz=size, space=1, color="000000")


def line_above(size: int, color: str = "000000", kind: str = "single") -> str:
    """A rule over a paragraph."""
    return element("top", val=kind, sz=size, space=1, color=color)
