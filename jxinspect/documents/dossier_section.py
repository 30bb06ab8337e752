"""How a section of a dossier's page is described: the view it shows, its columns and its shape."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Literal

#: document, evidence: numbers that lead to their places on the page. digest: in full, in small type. basis: of a kind
#: of document, from the catalogue, where the record names none. guard: its text from the table of guards.
Kind = Literal[
    "text", "amount", "number", "date", "moment", "flag", "term", "document", "evidence", "digest", "basis", "guard"
]


@dataclass(frozen=True)
class Column:
    """One column of a table or one line of a card."""

    key: str
    title: str
    kind: Kind = "text"
    terms: type[Enum] | None = None


def columns(*described: tuple[str, str] | tuple[str, str, Kind] | Column) -> tuple[Column, ...]:
    """Columns written short: ("name", "姓名"), ("at", "时间", "moment")."""
    return tuple(one if isinstance(one, Column) else Column(*one) for one in described)


@dataclass(frozen=True)
class Child:
    """A table inside each card of a section."""

    title: str
    view: str
    key: str
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class Section:
    """One section of the page."""

    id: str
    title: str
    view: str
    columns: tuple[Column, ...]
    shape: Literal["table", "cards", "facts"] = "table"
    #: Of a card: its title with columns in braces.
    head: str = ""
    #: Of a card: what its anchor is called, with the column that names it.
    anchor: str = ""
    children: tuple[Child, ...] = ()
    #: What stands there when there is nothing.
    empty: str = "没有。"
    #: Not for people outside.
    inner: bool = False
    note: str = ""
