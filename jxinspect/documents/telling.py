"""What a template says with these facts, told by a reading of its tags that is not the renderer's.

It walks the text of the template with the facts in hand and computes every paragraph that has to stand on paper.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Any

from jxinspect.documents.expression import Condition, For, If, Path, Print, Unknown, Word, holds, look_up, paths_of
from jxinspect.documents.outline import Outline, Start, Tag, Text, Token
from jxinspect.documents.picture import PICTURE, Picture
from jxinspect.documents.spec import Fields
from jxinspect.documents.values import KEPT, missing, normal, printable, unprintable

#: What a blank fact prints after a filter; written down here again, on purpose.
_BLANK = {"或斜线": "/", "或无": "无", "可空": ""}
#: Between paragraphs while the expected text is put together; facts cannot contain it.
_END = "\x00"
#: The renderer stops at as many; beyond, there is no document to prove.
MAX_ROUNDS = 200_000


def expected_paragraphs(outline: Outline, fields: Fields) -> list[str]:
    """The paragraphs that a part must have for these facts. Raises Incomplete when facts are missing."""
    return told_by(outline, fields).paragraphs()


def told_by(outline: Outline, fields: Fields) -> Telling:
    """The telling of a whole part."""
    told = Telling()
    told.run(_pieces_of(outline), fields)
    return told


def missing_fields(outlines: Sequence[Outline], fields: Fields) -> list[str]:
    """The names of all facts that a document needs and that are absent or blank."""
    told = Telling()
    for outline in outlines:
        told.run(_pieces_of(outline), fields)
    return list(dict.fromkeys(told.missing))


@dataclass(frozen=True, eq=False)
class _Loop:
    """`for … endfor` with what stands inside; `alone`: no fact but its rows is looked at there."""

    statement: For
    inside: tuple[Piece, ...]
    alone: bool


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
        inside = tokens[place + 1 : _end_of(tokens, place)]
        yield _Loop(token.statement, _arranged(inside), _looked_at(inside) <= {token.statement.name, "loop"})
    elif isinstance(token.statement, If):
        whole = tokens[place : _end_of(tokens, place) + 1]
        yield _Choice(tuple((condition, _arranged(branch)) for condition, branch in _branches(whole)))


def _looked_at(tokens: Sequence[Token]) -> set[str]:
    """The names that tags look up, without what follows their first dot."""
    statements = [token.statement for token in tokens if isinstance(token, Tag)]
    paths = [one.path for one in statements if isinstance(one, Print | For)]
    paths += [path for one in statements if isinstance(one, If) for path in paths_of(one.condition)]
    return {path.parts[0] for path in paths}


class Telling:
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
        if loop.alone and all(type(row) is str for row in rows):
            text = _told_alone(loop, tuple(rows))
            if text is not None:
                self.pieces.append(text)
                return
        self.each(loop, rows, scope)

    def each(self, loop: _Loop, rows: Sequence[Any], scope: Mapping[str, Any]) -> None:
        statement, last = loop.statement, len(rows)
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


@lru_cache(maxsize=KEPT)
def _told_alone(loop: _Loop, rows: tuple[str, ...]) -> str | None:
    """What a loop says of these rows, which come again from paper to paper; None when something is missing."""
    told = Telling()
    told.each(loop, rows, {})
    return None if told.missing else "".join(told.pieces)


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
