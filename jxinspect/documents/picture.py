"""Pictures in documents: a QR code, a thumbnail. In a template {{ 封条.二维码|图 }} prints one.

A picture is a text with an image: the text is what it shows (the words of a code, the digest of a photograph), so that
facts, digests and lists treat it like any other fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from itertools import count
from typing import Self

from lxml import etree
from markupsafe import Markup, escape

from jxinspect.documents.package import Entry, entry

#: The filter that prints a picture instead of its text.
PICTURE = "图"
#: English Metric Units in a millimetre.
_EMU = 36_000
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_EMBEDDED = re.compile(rb'r:embed="(jx[0-9a-f]{32})"')
_UNNUMBERED = re.compile(rb'<wp:docPr id="0"')
_SHAPE = (
    "</w:t><w:drawing>"
    '<wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{w}" cy="{h}"/>'
    '<wp:docPr id="0" name="图" descr="{text}"/>'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:nvPicPr><pic:cNvPr id="0" name="图"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
    '<a:blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:embed="{id}"/>'
    '<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="{w}" cy="{h}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
    '</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing><w:t xml:space="preserve">'
)


class Picture(str):
    """What a picture shows in words, with the PNG and its size on paper in millimetres."""

    __slots__ = ("height", "png", "width")
    png: bytes
    width: float
    height: float

    def __new__(cls, text: str, png: bytes, width: float, height: float) -> Self:
        made = super().__new__(cls, text)
        made.png, made.width, made.height = png, width, height
        return made

    @property
    def id(self) -> str:
        """Its relation in the package: of its content, so that the same facts give the same bytes."""
        return "jx" + sha256(self.png).hexdigest()[:32]


def drawing(picture: Picture) -> Markup:
    """The picture inside a run of text."""
    size = {"w": round(picture.width * _EMU), "h": round(picture.height * _EMU)}
    return Markup(_SHAPE.format(id=picture.id, text=escape(str.__str__(picture)), **size))  # noqa: S704 — all escaped


def embedded(
    rendered: Mapping[str, bytes], fields: object, originals: Mapping[str, bytes]
) -> Iterator[tuple[str, Entry]]:
    """The parts that change where rendered parts hold pictures: themselves, relations, media, content types."""
    known = {picture.id: picture for picture in pictures_in(fields)}
    if not known:
        return
    for name, data in rendered.items():
        ids = sorted({found.decode() for found in _EMBEDDED.findall(data)})
        if ids:
            numbers = count(1)
            numbered = _UNNUMBERED.sub(lambda _: b'<wp:docPr id="%d"' % next(numbers), data)  # noqa: B023 — used at once
            yield name, entry(name, numbered)
            yield _related(name, ids, originals)
            yield from ((_media(one), entry(_media(one), known[one].png)) for one in ids)
    types = "[Content_Types].xml"
    yield types, entry(types, _with_png(originals[types]))


def pictures_in(fields: object) -> Iterator[Picture]:
    """Every picture among the facts."""
    if isinstance(fields, Picture):
        yield fields
    elif isinstance(fields, Mapping):
        for value in fields.values():
            yield from pictures_in(value)
    elif isinstance(fields, list | tuple):
        for value in fields:
            yield from pictures_in(value)


def _media(id_: str) -> str:
    return f"word/media/{id_}.png"


def _related(part: str, ids: list[str], originals: Mapping[str, bytes]) -> tuple[str, Entry]:
    folder, _, file = part.rpartition("/")
    name = f"{folder}/_rels/{file}.rels"
    root = etree.fromstring(originals.get(name, f'<Relationships xmlns="{_RELATIONS}"/>'.encode()))
    for one in ids:
        etree.SubElement(root, f"{{{_RELATIONS}}}Relationship", Id=one, Type=_IMAGE, Target=f"media/{one}.png")
    return name, entry(name, etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _with_png(types: bytes) -> bytes:
    root = etree.fromstring(types)
    if not any(child.get("Extension", "").lower() == "png" for child in root):
        root.insert(0, etree.Element(f"{{{_TYPES}}}Default", Extension="png", ContentType="image/png"))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
