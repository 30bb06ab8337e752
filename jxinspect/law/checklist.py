"""The lines of a checklist: points of checking of the matters that apply to a unit (办法 11-13, 15, 22(三))."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from jxinspect.law.matters import CHECKLISTS, Matter

#: Steps of entry; every inspection on site has them, whatever its scheme names.
ENTRY_STEPS = "CL-22"


@dataclass(frozen=True)
class Line:
    """One line to be answered. `code`: that of its matter and its number in it, CL-11-4.2; CL-22-1 for a step."""

    code: str
    matter: str
    text: str
    method: str
    materials: str
    basis: str
    heading: str = ""  #: text of the matter


def lines_for(unit_type: str, matters: Collection[str] = (), own: Iterable[Line] = ()) -> list[Line]:
    """What is asked of a kind of unit (value of UnitType): the steps of entry, then each matter with the office's own
    points after those that ship. `matters` are those of the scheme; without any, all that apply to the unit.
    """
    added = list(own)
    return [line for matter in _chosen(unit_type, matters) for line in (*_shipped(matter), *_of(matter, added))]


def own_code(matter: str, number: int) -> str:
    """The code of a point that the office added to a matter."""
    return f"{matter}.A{number}"


def _chosen(unit_type: str, matters: Collection[str]) -> Iterator[Matter]:
    for one in sorted(CHECKLISTS.values(), key=lambda listed: listed.code != ENTRY_STEPS):
        if unit_type in one.units:
            asked = one.code == ENTRY_STEPS or not matters
            yield from (matter for matter in one.matters if asked or matter.code in matters)


def _shipped(matter: Matter) -> list[Line]:
    if not matter.points:
        return [Line(matter.code, matter.code, matter.text, "", "", matter.ref, matter.text)]
    return [
        Line(f"{matter.code}.{n}", matter.code, p.text, p.method, p.materials, p.basis, matter.text)
        for n, p in enumerate(matter.points, 1)
    ]


def _of(matter: Matter, own: Iterable[Line]) -> list[Line]:
    return [replace(line, heading=matter.text) for line in own if line.matter == matter.code]
