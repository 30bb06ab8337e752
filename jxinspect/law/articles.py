"""The regulation itself, word for word: 42 articles with their paragraphs (款) and items (项)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NamedTuple
from unicodedata import normalize

from jxinspect.errors import NotFound
from jxinspect.law.source import load


class Paragraph(NamedTuple):
    """A paragraph (款); items (项) keep their number, e.g. （一）."""

    text: str
    items: tuple[str, ...] = ()

    def lines(self) -> tuple[str, ...]:
        """The paragraph as printed, one line for each item."""
        return (self.text, *self.items)


class Article(NamedTuple):
    """One article (条)."""

    number: int
    label: str
    chapter: str
    paragraphs: tuple[Paragraph, ...]

    def lines(self) -> tuple[str, ...]:
        """All lines as printed."""
        return tuple(line for paragraph in self.paragraphs for line in paragraph.lines())

    def item_paragraph(self) -> int | None:
        """Which paragraph, counted from 1, has the items; None without items."""
        return next((place for place, one in enumerate(self.paragraphs, 1) if one.items), None)


@dataclass(frozen=True)
class Regulation:
    """The regulation with its dates: issued 2023-01-04, in force from 2023-01-01 (办法 42)."""

    title: str
    number: str
    issuer: str
    issued: date
    effective: date
    repeals: tuple[str, ...]
    articles: tuple[Article, ...]


@dataclass(frozen=True)
class Hit:
    """A line of an article in which all words occur."""

    article: Article
    text: str


@cache
def regulation() -> Regulation:
    """The whole text."""
    data = load("regulation.toml")
    return Regulation(
        title=data["title"],
        number=data["number"],
        issuer=data["issuer"],
        issued=data["issued"],
        effective=data["effective"],
        repeals=tuple(data["repeals"]),
        articles=tuple(
            Article(
                row["number"],
                row["label"],
                row["chapter"],
                tuple(Paragraph(part["text"], tuple(part.get("items", ()))) for part in row["paragraph"]),
            )
            for row in data["article"]
        ),
    )


def article(number: int) -> Article:
    """The article; NotFound outside 1 to 42."""
    found = regulation().articles
    if not 1 <= number <= len(found):
        raise NotFound(f"办法没有第 {number} 条", why=f"办法共 {len(found)} 条", todo="查全文目录：jxinspect law list")
    return found[number - 1]


def search(words: str) -> tuple[Hit, ...]:
    """Lines that hold every word; width of letters and blanks do not matter."""
    wanted = [_even(word) for word in words.split()]
    if not wanted:
        return ()
    return tuple(
        Hit(one, line)
        for one in regulation().articles
        for line in one.lines()
        if all(word in _even(line) for word in wanted)
    )


def _even(text: str) -> str:
    return normalize("NFKC", text).casefold()
