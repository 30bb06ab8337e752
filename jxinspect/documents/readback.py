"""What a finished part says: its paragraphs, and the digests of its pictures."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256
from io import BytesIO

from jxinspect.documents.outline import BR, RUN, TAB, WORD, P, T, paragraph_text, parse_xml

_TEXT_BOX = f"{{{WORD}}}txbxContent"
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
#: Between paragraphs while they are put together; XML cannot contain it.
_END = "\x00"
#: Words of a run without anything that XML reads otherwise than it stands; what else there is is parsed as it is.
_WORDS = re.compile('(<w:t xml:space="preserve">)([^<>&\x00-\x1f\x7f-\x9f\ufffe\uffff]*)(?=</w:t>)')
#: Stand for words where a build is parsed: characters for private use, which seldom a paper has itself, and how such
#: characters begin in UTF-8.
_MARKS, _MARKED = range(0xF0000, 0xFFFFE), (b"\xf3", b"\xf4")
_MARK = re.compile("([\U000f0000-\U000ffffd])")


def read_paragraphs(data: bytes) -> list[str]:
    """The text of every paragraph of a part, in order.

    Papers of a batch differ in their words and seldom in their build: a build is parsed once, with marks for the words
    that can be nothing but words, and these are put in the places where the marks were found.
    """
    try:
        pieces = _WORDS.split(data.decode())
    except UnicodeDecodeError:
        return _parsed(data)  # which tells what is wrong with it
    words = pieces[2::3]
    if len(words) > len(_MARKS) or any(byte in data for byte in _MARKED):
        return _parsed(data)
    pieces[2::3] = map(chr, _MARKS[: len(words)])
    fixed, places = _build("".join(pieces))
    found = list(fixed)
    found[1::2] = [words[place] for place in places]
    return "".join(found).split(_END)[1:]


@lru_cache(maxsize=64)
def _build(text: str) -> tuple[Sequence[str], Sequence[int]]:
    """What a build says, _END before each paragraph, cut at the marks; and which words stand at each of them."""
    cut = _MARK.split("".join(_END + paragraph for paragraph in _parsed(text.encode())))
    return cut, [ord(mark) - _MARKS.start for mark in cut[1::2]]


def _parsed(data: bytes) -> list[str]:
    root = parse_xml(data)
    if next(root.iter(_TEXT_BOX), None) is not None:
        return [paragraph_text(paragraph) for paragraph in root.iter(P)]
    paragraphs: list[list[str]] = []
    for element in root.iter(P, T, BR, TAB):
        if element.tag == P:
            paragraphs.append([])
        elif element.tag == T:
            paragraphs[-1].append(element.text or "")
        else:
            parent = element.getparent()
            if parent is not None and parent.tag == RUN:
                paragraphs[-1].append("\t" if element.tag == TAB else "\n")
    return ["".join(pieces) for pieces in paragraphs]


def read_pictures(document: bytes, part: str) -> list[str]:
    """The SHA-256 of every picture that a part shows, in order."""
    folder, _, file = part.rpartition("/")
    with zipfile.ZipFile(BytesIO(document)) as package:
        relations = parse_xml(package.read(f"{folder}/_rels/{file}.rels"))
        targets = {one.get("Id"): f"{folder}/{one.get('Target')}" for one in relations.iterchildren()}
        shown = [blip.get(_EMBED) for blip in parse_xml(package.read(part)).iter(_BLIP)]
        return [sha256(package.read(targets[one])).hexdigest() for one in shown]
