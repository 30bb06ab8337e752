"""The sections of a dossier's page from the views of the case file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from jxinspect.acts.dossier_cover import Cover
from jxinspect.acts.dossier_terms import term_row
from jxinspect.documents.catalogue import CATALOGUE
from jxinspect.documents.dossier_page import Card, Cell, Part, Table
from jxinspect.documents.dossier_section import Child, Column, Section
from jxinspect.documents.dossier_sections import SECTIONS
from jxinspect.documents.spec import Service
from jxinspect.law.amounts import format_amount
from jxinspect.law.civil import beijing
from jxinspect.law.dossier import SIDE, Audience, volume
from jxinspect.law.guards import GUARDS
from jxinspect.model.aggregate import World

Row = dict[str, Any]
#: Rows of a view of one inspection.
Ask = Callable[[str], Sequence[Row]]
#: Groups whose served papers decide something.
_DECIDING = ("inspect", "seal", "report", "rectify")


@dataclass(frozen=True)
class Around:
    """What cells need to know: where numbers lead, what is hidden, and the files of evidence."""

    ask: Ask
    world: World
    cover: Cover
    anchors: Mapping[str, str]
    files: Mapping[str, str] = field(default_factory=dict)  #: code of evidence → path beside the page
    pictures: Mapping[str, str] = field(default_factory=dict)  #: code of evidence → data URI


def parts(around: Around, audience: Audience) -> list[Part]:
    """Every section for this audience."""
    outside = audience is Audience.OUTSIDE
    return [_part(around, section, audience) for section in SECTIONS if not (outside and section.inner)]


def _part(around: Around, section: Section, audience: Audience) -> Part:
    rows = [row for row in around.ask(section.view) if _belongs(row, section) and _may_read(row, audience)]
    rows = [_more(row, section, around.world) for row in rows]
    made: dict[str, Any] = {"id": section.id, "title": section.title, "note": section.note, "empty": section.empty}
    if section.shape == "facts":
        return Part(**made, facts=[pair for row in rows for pair in _facts(around, section.columns, row)])
    if section.shape == "cards":
        return Part(**made, cards=_cards(around, section, rows))
    return Part(**made, tables=[table(around, section.columns, rows)] if rows else [])


def _may_read(row: Row, audience: Audience) -> bool:
    """The 副卷 is for the archive: what a view marks so, and what tells of one of its papers."""
    side = bool(row.get("side")) or volume(row.get("kind") or "") == SIDE
    inner = bool(row.get("inner")) and audience is Audience.OUTSIDE
    return audience is Audience.ARCHIVE or not (side or inner)


def _belongs(row: Row, section: Section) -> bool:
    """Of the papers, those that decide."""
    if section.id != "decisions":
        return True
    spec = CATALOGUE[row["kind"]]
    return spec.group in _DECIDING and spec.served is Service.SERVED


def _more(row: Row, section: Section, world: World) -> Row:
    return term_row(row, world) if section.id == "deadlines" else row


def _cards(around: Around, section: Section, rows: Iterable[Row]) -> list[Card]:
    inside = {child.view: list(around.ask(child.view)) for child in section.children}
    return [_card(around, section, row, inside) for row in rows]


def _card(around: Around, section: Section, row: Row, inside: Mapping[str, Sequence[Row]]) -> Card:
    name = str(row[section.anchor])
    tables = [_child(around, child, row, inside[child.view]) for child in section.children]
    return Card(
        title=around.cover(section.head.format_map(row)),
        anchor=f"{section.id}-{name}",
        facts=_facts(around, section.columns, row),
        tables=[one for one in tables if one.rows],
        picture=around.pictures.get(name, ""),
        file=around.files.get(name, ""),
    )


def _child(around: Around, child: Child, row: Row, rows: Sequence[Row]) -> Table:
    return table(around, child.columns, [one for one in rows if one[child.key] == row[child.key]], child.title)


def table(around: Around, columns: Sequence[Column], rows: Sequence[Row], title: str = "") -> Table:
    """A table of the columns in which anything stands."""
    cells = [[_cell(around, column, row) for column in columns] for row in rows]
    used = [n for n in range(len(columns)) if any(line[n] for line in cells)]
    return Table([columns[n].title for n in used], [[line[n] for n in used] for line in cells], title)


def _facts(around: Around, columns: Sequence[Column], row: Row) -> list[tuple[str, Cell]]:
    return [(column.title, cell) for column in columns if (cell := _cell(around, column, row))]


def _cell(around: Around, column: Column, row: Row) -> Cell:
    value = row.get(column.key)
    if column.kind == "basis":
        value = value or "；".join(CATALOGUE[row["kind"]].basis)
    if value is None or value == "":
        return Cell()
    if column.kind in {"document", "evidence"}:
        return Cell(links=[(number, around.anchors.get(number, "")) for number in str(value).split("、")])
    look = column.kind if column.kind in {"number", "amount", "date", "moment", "digest"} else ""
    return Cell(text=around.cover(_text(column, value)), look=look)


def _text(column: Column, value: Any) -> str:
    shown = _SHOWN.get(column.kind)
    if shown is not None:
        return shown(value)
    if column.terms is not None:
        return next((str(getattr(one, "label", one)) for one in column.terms if one.value == value), str(value))
    return str(value)


def moment(value: Any) -> str:
    """Civil time of a stored moment, to the minute; a day alone stays a day."""
    text = str(value)
    if len(text) <= len("2026-03-02"):
        return text
    at = datetime.fromisoformat(text)
    return f"{beijing(at if at.tzinfo else at.replace(tzinfo=UTC)):%Y-%m-%d %H:%M}"


def _guard(value: Any) -> str:
    return f"{value}　{GUARDS[value].text}（{GUARDS[value].basis}）" if value in GUARDS else str(value)


_SHOWN: Mapping[str, Callable[[Any], str]] = {
    "amount": format_amount,
    "flag": lambda value: "是" if value else "否",
    "moment": moment,
    "guard": _guard,
}
