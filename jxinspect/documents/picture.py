"""Pictures in documents: a QR code, a thumbnail. In a template {{ 封条.二维码|图 }} prints one.

A picture is a text with an image: the text is what it shows (the words of a code, the digest of a photograph), so that
facts, digests and lists treat it like any other fact.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Mapping
from hashlib import sha256
from io import BytesIO
from itertools import count
from typing import Self

from lxml import etree
from markupsafe import Markup, escape

from jxinspect.documents import heic
from jxinspect.documents.package import Entry, entry

#: The filter that prints a picture instead of its text.
PICTURE = "图"
#: How a JPEG begins.
_JPEG = b"\xff\xd8"
#: English Metric Units in a millimetre.
_EMU = 36_000
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_SHOWN = b'r:embed="jx'
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
    """What a picture shows in words, with its PNG or JPEG and its size on paper in millimetres."""

    __slots__ = ("data", "height", "width")
    data: bytes
    width: float
    height: float

    def __new__(cls, text: str, data: bytes, width: float, height: float) -> Self:
        made = super().__new__(cls, text)
        made.data, made.width, made.height = data, width, height
        return made

    @property
    def id(self) -> str:
        """Its relation in the package: of its content, so that the same facts give the same bytes."""
        return "jx" + sha256(self.data).hexdigest()[:32]

    @property
    def suffix(self) -> str:
        """What its file in the package ends with."""
        return "jpeg" if self.data.startswith(_JPEG) else "png"


def drawing(picture: Picture) -> Markup:
    """The picture inside a run of text."""
    size = {"w": round(picture.width * _EMU), "h": round(picture.height * _EMU)}
    return Markup(_SHAPE.format(id=picture.id, text=escape(str.__str__(picture)), **size))  # noqa: S704 — all escaped


def embedded(
    rendered: Mapping[str, bytes], fields: object, originals: Mapping[str, bytes]
) -> Iterator[tuple[str, Entry]]:
    """The parts that change where rendered parts hold pictures: themselves, relations, media, content types."""
    if not any(_SHOWN in data for data in rendered.values()):
        return
    known = {picture.id: picture for picture in pictures_in(fields)}
    for name, data in rendered.items():
        ids = sorted({found.decode() for found in _EMBEDDED.findall(data)})
        if ids:
            numbers = count(1)
            numbered = _UNNUMBERED.sub(lambda _: b'<wp:docPr id="%d"' % next(numbers), data)  # noqa: B023 — used at once
            yield name, entry(name, numbered)
            yield _related(name, [known[one] for one in ids], originals)
            yield from ((_media(known[one]), entry(_media(known[one]), known[one].data)) for one in ids)
    types = "[Content_Types].xml"
    yield types, entry(types, _with_types(originals[types], sorted({one.suffix for one in known.values()})))


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


def _media(picture: Picture) -> str:
    return f"word/media/{picture.id}.{picture.suffix}"


def _related(part: str, pictures: list[Picture], originals: Mapping[str, bytes]) -> tuple[str, Entry]:
    folder, _, file = part.rpartition("/")
    name = f"{folder}/_rels/{file}.rels"
    root = etree.fromstring(originals.get(name, f'<Relationships xmlns="{_RELATIONS}"/>'.encode()))
    for one in pictures:
        target = _media(one).removeprefix("word/")
        etree.SubElement(root, f"{{{_RELATIONS}}}Relationship", Id=one.id, Type=_IMAGE, Target=target)
    return name, entry(name, etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _with_types(types: bytes, suffixes: list[str]) -> bytes:
    root = etree.fromstring(types)
    there = {child.get("Extension", "").lower() for child in root}
    for suffix in suffixes:
        if suffix not in there:
            root.insert(0, etree.Element(f"{{{_TYPES}}}Default", Extension=suffix, ContentType=f"image/{suffix}"))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


#: Largest size of a thumbnail on paper (mm), and its pixels in a millimetre (150 dpi).
THUMBNAIL = (72.0, 54.0)
_PIXELS = 6


def thumbnail(data: bytes, text: str) -> Picture | None:
    """A small upright copy of a photograph, without what the camera wrote into it; None when it cannot be read."""
    from PIL import Image, ImageOps

    box = tuple(round(side * _PIXELS) for side in THUMBNAIL)
    small = BytesIO()
    heic.prepare(data)
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(BytesIO(data)) as image:
            image.draft("RGB", (box[0] * 2, box[1] * 2))  # a JPEG is decoded no larger than this
            upright = ImageOps.exif_transpose(image).convert("RGB")
        upright.thumbnail((box[0], box[1]))
        upright.save(small, "JPEG", quality=80)
    except Exception:  # a damaged picture may break the library in any way; the sheet is made all the same
        return None
    return Picture(text, small.getvalue(), upright.width / _PIXELS, upright.height / _PIXELS)
