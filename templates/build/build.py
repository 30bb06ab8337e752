"""From a description to the bytes of a DOCX: same description, same bytes."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from io import BytesIO
from xml.sax.saxutils import escape

from jxinspect.documents.spec import Layout
from templates.build.block import Block, pieces_of
from templates.build.page import LOOKS, Look, footers, section, styles, turned
from templates.build.xml import FANG, HEI, KAI, MARK, SONG, Par, paragraph, run

GROUPS = (
    "plan",
    "team",
    "third_party",
    "lead",
    "notify",
    "correction",
    "inspect",
    "evidence",
    "seal",
    "seal_label",
    "report",
    "report_offsite",
    "incident",
    "flag",
    "data_purge",
    "rectify",
    "talk",
    "circular",
    "proceeding",
    "proceeding_decision",
    "referral",
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


@dataclass(frozen=True)
class Description:
    """A template before it is built."""

    layout: Layout
    name: str
    blocks: tuple[Block, ...]
    page_signers: tuple[str, ...] = ()
    continued: str = ""
    landscape: bool = False


def document(
    layout: Layout,
    name: str,
    blocks: Sequence[Block],
    *,
    page_signers: Sequence[str] = (),
    continued: str = "",
    landscape: bool = False,
) -> Description:
    """Describe a template. `page_signers` sign every page (逐页签名); `continued` heads the second page and on (续页);
    `landscape` turns the paper for wide lists."""
    return Description(layout, name, tuple(blocks), tuple(page_signers), continued, landscape)


def descriptions() -> dict[str, Description]:
    """All described templates by document id."""
    found: dict[str, Description] = {}
    for group in GROUPS:
        entries: Mapping[str, Description] = import_module(f"templates.build.{group}").TEMPLATES
        double = found.keys() & entries.keys()
        if double:
            msg = f"described twice: {sorted(double)}"
            raise ValueError(msg)
        found.update(entries)
    return dict(sorted(found.items()))


def build(description: Description) -> bytes:
    """The template as DOCX."""
    look = LOOKS[description.layout]
    look = turned(look) if description.landscape else look
    parts = dict(_parts(description, look))
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package:
        for name in sorted(parts, key=lambda n: (n != "[Content_Types].xml", n)):
            entry = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            entry.create_system = 3
            package.writestr(entry, _HEAD + parts[name])
    return buffer.getvalue()


def _parts(description: Description, look: Look) -> Iterator[tuple[str, str]]:
    feet = _feet(description, look)
    heads = {"default": _continued(description.continued)} if description.continued else {}
    pages = [("footer", kind, f"footer_{kind}.xml", xml) for kind, xml in feet.items()]
    pages += [("header", kind, f"header_{kind}.xml", xml) for kind, xml in heads.items()]
    references = "".join(
        f'<w:{what}Reference w:type="{kind}" r:id="rId{place}"/>' for place, (what, kind, _, _) in enumerate(pages, 10)
    )
    body = "".join(piece.xml() for piece in pieces_of(description.blocks, look))
    body = _close_last_table(body) + section(look, references, first_page="first" in feet)
    yield "word/document.xml", f"<w:document {_W} {_R}><w:body>{body}</w:body></w:document>"
    for what, _, name, xml in pages:
        root = "ftr" if what == "footer" else "hdr"
        yield f"word/{name}", f"<w:{root} {_W} {_R}>{xml}</w:{root}>"
    yield "word/styles.xml", f"<w:styles {_W}>{styles(look)}</w:styles>"
    yield "word/settings.xml", _settings(look)
    yield "word/fontTable.xml", _font_table()
    yield from _package_parts(description, [(what, name) for what, _, name, _ in pages])


def _feet(description: Description, look: Look) -> dict[str, str]:
    feet = footers(look, description.page_signers)
    return feet | ({"first": feet["default"]} if description.continued else {})


def _continued(text: str) -> str:
    return paragraph(run(text), Par(style="Note", align="right"))


def _close_last_table(body: str) -> str:
    """Word wants a paragraph after the last table; a small one keeps it on the page."""
    return body + paragraph("", Par(style="Gap")) if body.endswith("</w:tbl>") else body


def _settings(look: Look) -> str:
    both = "<w:evenAndOddHeaders/>" if look.formal else ""
    inner = (
        '<w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/>'
        f'<w:defaultTabStop w:val="420"/>{both}<w:characterSpacingControl w:val="doNotCompress"/>'
        "<w:compat><w:ulTrailSpace/>"
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        '</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>'
    )
    return f"<w:settings {_W}>{inner}</w:settings>"


def _font_table() -> str:
    alternatives = {MARK: "宋体", SONG: "SimSun", FANG: "仿宋", KAI: "楷体", HEI: "SimHei"}
    inner = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
        for name, other in sorted(alternatives.items())
    )
    return f"<w:fonts {_W}>{inner}</w:fonts>"


def _package_parts(description: Description, pages: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    fixed = [("styles", "styles.xml"), ("settings", "settings.xml"), ("fontTable", "fontTable.xml")]
    related = [(kind, name, f"rId{place}") for place, (kind, name) in enumerate(fixed, 1)]
    related += [(kind, name, f"rId{place}") for place, (kind, name) in enumerate(pages, 10)]
    yield "word/_rels/document.xml.rels", _relations([(f"{_REL}/{kind}", name, id_) for kind, name, id_ in related])
    yield (
        "_rels/.rels",
        _relations(
            [
                (f"{_REL}/officeDocument", "word/document.xml", "rId1"),
                (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml", "rId2"),
            ]
        ),
    )
    overrides = {f"/word/{name}": f"{_WML}.{kind}+xml" for kind, name, _ in related}
    overrides |= {
        "/word/document.xml": f"{_WML}.document.main+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    types = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in sorted(overrides.items()))
    defaults = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
    )
    yield "[Content_Types].xml", f'<Types xmlns="{_PACKAGE}/content-types">{defaults}{types}</Types>'
    yield "docProps/core.xml", _core(description.name)


def _relations(related: Sequence[tuple[str, str, str]]) -> str:
    inner = "".join(f'<Relationship Id="{id_}" Type="{kind}" Target="{name}"/>' for kind, name, id_ in related)
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def _core(name: str) -> str:
    """Core properties that never change: no author, no clock."""
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(name)}</dc:title><dc:creator>jxinspect</dc:creator>"
        '<dcterms:created xsi:type="dcterms:W3CDTF">2026-01-01T00:00:00Z</dcterms:created></cp:coreProperties>'
    )
