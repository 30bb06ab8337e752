"""The page of a dossier: one HTML file that needs nothing else, works from a disk and asks no network.

Everything comes through the template, which escapes it. Style and script stand in the page, and its policy (CSP) admits
these two by their digests and nothing else.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path

FOLDER = Path(__file__).with_name("pages")


@dataclass(frozen=True)
class Cell:
    """What stands in one place: text, or links with their words."""

    text: str = ""
    links: Sequence[tuple[str, str]] = ()
    look: str = ""  #: number, digest: classes of the style

    def __bool__(self) -> bool:
        return bool(self.text or self.links)


@dataclass(frozen=True)
class Table:
    """A table; columns in which nothing stands are left out."""

    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    title: str = ""


@dataclass(frozen=True)
class Card:
    """One thing with its facts and what hangs on it."""

    title: str
    anchor: str
    facts: Sequence[tuple[str, Cell]]
    tables: Sequence[Table] = ()
    picture: str = ""  #: data URI
    file: str = ""


@dataclass(frozen=True)
class Part:
    """One section, ready to be printed."""

    id: str
    title: str
    note: str = ""
    empty: str = ""
    tables: Sequence[Table] = ()
    cards: Sequence[Card] = ()
    facts: Sequence[tuple[str, Cell]] = ()


@dataclass(frozen=True)
class Leaf:
    """One paper in the index."""

    place: int
    anchor: str
    group: str
    volume: str
    number: str
    title: str
    responsible: str
    dated: str
    note: str = ""
    pages: str = ""
    file: str = ""
    scans: Sequence[tuple[str, str]] = ()
    digest: str = ""
    text: Sequence[Sequence[str]] = ()  #: lines, each of cells


@dataclass(frozen=True)
class Page:
    """All that the template prints."""

    title: str
    subtitle: str
    audience: str
    made: str
    head: Sequence[tuple[str, Cell]]
    whole: bool  #: the verification found nothing
    verified: Sequence[str]
    parts: Sequence[Part]
    leaves: Sequence[Leaf]
    journal: Part
    left_out: Sequence[str] = field(default_factory=tuple)


def thumbnail_uri(data: bytes) -> str:
    """A small copy of a picture as it can stand in the page; empty when it is none that can be read."""
    from jxinspect.documents.picture import thumbnail

    small = thumbnail(data, "")
    return "" if small is None else "data:image/jpeg;base64," + b64encode(small.data).decode()


def render(page: Page) -> bytes:
    """The page as a file."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    kept = Environment(loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    kept.lstrip_blocks = True
    style, script = _part("dossier.css"), _part("dossier.js")
    template = kept.get_template("dossier.html.j2")
    policy = (
        f"default-src 'none'; img-src data:; style-src {_digest(style)}; script-src {_digest(script)}; base-uri 'none'"
    )
    own = {"style": Markup(style), "script": Markup(script), "policy": policy}  # noqa: S704 — our own files
    return template.render(page=page, **own).encode()


@cache
def _part(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
