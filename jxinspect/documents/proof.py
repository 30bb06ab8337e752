"""Proof that a finished document says what it must: read back from the file and compared with template and facts.

The renderer works on XML text with Jinja; the proof walks the tree of the template with its own reading of the tags,
computes every paragraph that has to stand on paper, and compares with the paragraphs of the finished file. Nothing is
issued unless they are the same, one by one.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from lxml import etree

from jxinspect.documents.expression import Condition, For, If, Path, Print, Unknown, Word, holds, look_up, paths_of
from jxinspect.documents.faults import part_name
from jxinspect.documents.outline import (
    BR,
    RUN,
    TAB,
    WORD,
    Outline,
    P,
    Start,
    T,
    Tag,
    Text,
    Token,
    paragraph_text,
    parse_xml,
)
from jxinspect.documents.picture import PICTURE, Picture
from jxinspect.documents.spec import Fields
from jxinspect.documents.values import KEPT, missing, normal, printable, unprintable
from jxinspect.errors import Damaged

if TYPE_CHECKING:
    from jxinspect.documents.word import Template

_TEXT_BOX = f"{{{WORD}}}txbxContent"
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
#: What a blank fact prints after a filter; written down here again, on purpose.
_BLANK = {"或斜线": "/", "或无": "无", "可空": ""}
#: Between paragraphs while the expected text is put together; facts cannot contain it.
_END = "\x00"
#: Words of a run without anything that XML reads otherwise than it stands; what else there is is parsed as it is.
_WORDS = re.compile('(<w:t xml:space="preserve">)([^<>&\x00-\x1f\x7f-\x9f\ufffe\uffff]*)(?=</w:t>)')
#: Stand for words where a build is parsed: characters for private use, which seldom a paper has itself, and how such
#: characters begin in UTF-8.
_MARKS, _MARKED = range(0xF0000, 0xFFFFE), (b"\xf3", b"\xf4")
#: The renderer stops at as many; beyond, there is no document to prove.
MAX_ROUNDS = 200_000


def prove(template: Template, fields: Fields, document: bytes) -> None:
    """Raise Damaged, naming the first places, unless the document holds every paragraph and every value."""
    try:
        with zipfile.ZipFile(BytesIO(document)) as package:
            found = {outline.part: package.read(outline.part) for outline in template.outlines}
    except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, ValueError) as error:
        raise _damaged(template.name, [f"文件打不开（{error}）"]) from error
    wrong = []
    for outline in template.outlines:
        told = _told(outline, fields)
        wrong += _differences(outline, told, found[outline.part]) or _other_pictures(outline, told, document)
    if wrong:
        raise _damaged(template.name, wrong)


def _damaged(name: str, items: list[str]) -> Damaged:
    return Damaged(
        f"文书 {name} 与事实不一致，未制发",
        why="制成的文书须包含模板的全部固定文字和全部事实",
        todo="请检查模板后重试；模板无误的，请报告开发人员",
        items=items[:20],
    )


def _differences(outline: Outline, told: _Telling, data: bytes) -> list[str]:
    try:
        actual = read_paragraphs(data)
    except etree.XMLSyntaxError as error:
        return [f"{part_name(outline.part)}：XML 有误（{error}）"]
    expected = told.paragraphs()
    if actual == expected:
        return []
    places = enumerate(zip_longest(expected, actual), 1)
    return [
        f"{part_name(outline.part)}第{place}段应为“{_short(want)}”，实为“{_short(have)}”"
        for place, (want, have) in places
        if want != have
    ]


def _other_pictures(outline: Outline, told: _Telling, document: bytes) -> list[str]:
    """Whether the pictures in the file are those that the facts have, in their order."""
    if told.pictures == (found := read_pictures(document, outline.part) if told.pictures else []):
        return []
    return [f"{part_name(outline.part)}应有{len(told.pictures)}幅图片，实有{len(found)}幅，或者内容、次序不同"]


def read_pictures(document: bytes, part: str) -> list[str]:
    """The SHA-256 of every picture that a part shows, in order."""
    folder, _, file = part.rpartition("/")
    with zipfile.ZipFile(BytesIO(document)) as package:
        relations = parse_xml(package.read(f"{folder}/_rels/{file}.rels"))
        targets = {one.get("Id"): f"{folder}/{one.get('Target')}" for one in relations.iterchildren()}
        shown = [blip.get(_EMBED) for blip in parse_xml(package.read(part)).iter(_BLIP)]
        return [sha256(package.read(targets[one])).hexdigest() for one in shown]


def _short(text: str | None) -> str:
    return "（没有）" if text is None else text if len(text) <= 40 else text[:40] + "…"  # noqa: PLR2004


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
    found = _paragraphs("".join(pieces)).translate(dict(zip(_MARKS, words, strict=False)))
    return found.split(_END)[1:]


@lru_cache(maxsize=64)
def _paragraphs(text: str) -> str:
    """Paragraphs, each with _END before it."""
    return "".join(_END + paragraph for paragraph in _parsed(text.encode()))


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


def expected_paragraphs(outline: Outline, fields: Fields) -> list[str]:
    """The paragraphs that a part must have for these facts. Raises Incomplete when facts are missing."""
    return _told(outline, fields).paragraphs()


def _told(outline: Outline, fields: Fields) -> _Telling:
    told = _Telling()
    told.run(_pieces_of(outline), fields)
    return told


def missing_fields(outlines: Sequence[Outline], fields: Fields) -> list[str]:
    """The names of all facts that a document needs and that are absent or blank."""
    told = _Telling()
    for outline in outlines:
        told.run(_pieces_of(outline), fields)
    return list(dict.fromkeys(told.missing))


@dataclass(frozen=True)
class _Loop:
    """`for … endfor` with what stands inside."""

    statement: For
    inside: tuple[Piece, ...]


@dataclass(frozen=True)
class _Choice:
    """`if … endif`: condition (None for else) and content of every branch."""

    branches: tuple[tuple[Condition | None, tuple[Piece, ...]], ...]


#: A part as the proof reads it: fixed text of any length, fields, loops, choices.
Piece = str | Print | _Loop | _Choice


@lru_cache(maxsize=256)
def _pieces_of(outline: Outline) -> tuple[Piece, ...]:
    """Read once for each template: in a batch, finding the ends of loops took longer than telling the text."""
    return _arranged(outline.tokens)


def _arranged(tokens: Sequence[Token]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    place = 0
    while place < len(tokens):
        end = place
        for piece in _piece(tokens, place):
            if isinstance(piece, str) and pieces and isinstance(pieces[-1], str):
                pieces[-1] += piece
            else:
                pieces.append(piece)
            end = _end_of(tokens, place) if isinstance(piece, _Loop | _Choice) else place
        place = end + 1
    return tuple(pieces)


def _piece(tokens: Sequence[Token], place: int) -> Iterator[Piece]:
    """What the token at this place says, with all that belongs to it; nothing for the end of a loop or choice."""
    token = tokens[place]
    if isinstance(token, Text):
        yield token.text
    elif isinstance(token, Start):
        yield _END
    elif isinstance(token.statement, Print):
        yield token.statement
    elif isinstance(token.statement, For):
        yield _Loop(token.statement, _arranged(tokens[place + 1 : _end_of(tokens, place)]))
    elif isinstance(token.statement, If):
        inside = tokens[place : _end_of(tokens, place) + 1]
        yield _Choice(tuple((condition, _arranged(branch)) for condition, branch in _branches(inside)))


class _Telling:
    """Follows the pieces of a template with the facts in hand and tells the text."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.pictures: list[str] = []
        self.missing: list[str] = []
        self.items: dict[str, str] = {}
        self.rounds = 0

    def paragraphs(self) -> list[str]:
        """What was told, by paragraphs. Raises Incomplete when facts were missing."""
        if self.missing:
            raise missing(self.missing)
        return "".join(self.pieces).split(_END)[1:]

    def run(self, pieces: Sequence[Piece], scope: Mapping[str, Any]) -> None:
        for piece in pieces:
            if isinstance(piece, str):
                self.pieces.append(piece)
            elif isinstance(piece, Print):
                self.pieces.append(self.told(piece.path, piece.filters, scope))
            elif isinstance(piece, _Loop):
                self.loop(piece, scope)
            else:
                self.choice(piece, scope)

    def told(self, path: Path, filters: tuple[str, ...], scope: Mapping[str, Any]) -> str:
        try:
            value = look_up(path, scope)
        except Unknown:
            self.lacks(path)
            return ""
        if not printable(value):
            raise unprintable(str(path))
        text = _on_paper(value, path.parts, filters)
        if text is None:
            self.lacks(path)
            return ""
        if PICTURE in filters:
            self.pictures += [sha256(value.data).hexdigest()] if isinstance(value, Picture) else []
            return ""
        return text

    def lacks(self, path: Path) -> None:
        self.missing.append(self.named(path))

    def named(self, path: Path) -> str:
        """The path as somebody looks for it: 检查组第2项.证号 instead of the name of the loop."""
        first, *rest = path.parts
        return ".".join([self.items.get(first, first), *rest])

    def loop(self, loop: _Loop, scope: Mapping[str, Any]) -> None:
        statement = loop.statement
        try:
            rows = look_up(statement.path, scope)
        except Unknown:
            self.lacks(statement.path)
            return
        last = len(rows)
        for index, row in enumerate(rows, 1):
            counted = {"index": index, "first": index == 1, "last": index == last, "length": last}
            self.rounds += 1
            if self.rounds > MAX_ROUNDS:
                return
            self.items[statement.name] = f"{self.named(statement.path)}第{index}项"
            self.run(loop.inside, {**scope, statement.name: row, "loop": counted})

    def choice(self, choice: _Choice, scope: Mapping[str, Any]) -> None:
        for condition, branch in choice.branches:
            try:
                chosen = condition is None or holds(condition, scope)
            except Unknown:
                assert condition is not None
                self.missing += [self.named(path) for path in paths_of(condition) if not _known(path, scope)]
                return
            if chosen:
                self.run(branch, scope)
                return


@lru_cache(maxsize=KEPT, typed=True)
def _on_paper(value: str | int, names: tuple[str, ...], filters: tuple[str, ...]) -> str | None:
    """The text of the field of these names; None when it is blank and no filter allows that."""
    text = normal(value, ".".join(names))
    if not text.strip():
        wanted = [name for name in filters if name in _BLANK]
        if not wanted:
            return None
        text = _BLANK[wanted[0]] or text
    return text.replace("\n", _END) if "分段" in filters else text


def _known(path: Path, scope: Mapping[str, Any]) -> bool:
    try:
        look_up(path, scope)
    except Unknown:
        return False
    return True


def _depth(token: Token) -> int:
    if not isinstance(token, Tag):
        return 0
    match token.statement:
        case For() | If(_, False):
            return 1
        case Word("endif" | "endfor"):
            return -1
        case _:
            return 0


def _end_of(tokens: Sequence[Token], start: int) -> int:
    depth = 0
    for place in range(start, len(tokens)):
        depth += _depth(tokens[place])
        if depth == 0:
            return place
    return len(tokens) - 1


def _branches(tokens: Sequence[Token]) -> Iterator[tuple[Any, Sequence[Token]]]:
    """Condition (None for else) and tokens of every branch of an if … endif."""
    depth, begin, condition = 0, 1, getattr(getattr(tokens[0], "statement", None), "condition", None)
    for place, token in enumerate(tokens):
        if depth == 1 and isinstance(token, Tag) and isinstance(token.statement, If | Word):
            statement = token.statement
            if isinstance(statement, If) and statement.alternative:
                yield condition, tokens[begin:place]
                begin, condition = place + 1, statement.condition
            elif isinstance(statement, Word) and statement.word == "else":
                yield condition, tokens[begin:place]
                begin, condition = place + 1, None
        depth += _depth(token)
    yield condition, tokens[begin:-1]
