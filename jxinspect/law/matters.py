"""Matters of supervision by kind of unit (办法 11-13, 15) with their points of checking."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from jxinspect.errors import NotFound
from jxinspect.law.source import Table, load


class Point(NamedTuple):
    """A point of checking (检查要点): advice, with the method, the materials to ask for, and its basis."""

    text: str
    method: str
    materials: str
    basis: str


class Matter(NamedTuple):
    """A matter of supervision. `units` are values of UnitType."""

    code: str
    text: str
    ref: str
    units: tuple[str, ...]
    points: tuple[Point, ...] = ()


class Checklist(NamedTuple):
    """One list, e.g. CL-11 for handling agencies."""

    code: str
    title: str
    units: tuple[str, ...]
    ref: str
    matters: tuple[Matter, ...]


@cache
def _read() -> tuple[dict[str, Checklist], dict[str, Matter]]:
    data = load("matters.toml")
    heads = {row["code"]: row for row in data["checklist"]}
    entries = {
        row["code"]: Matter(
            row["code"],
            row["text"],
            row["ref"],
            tuple(heads[row["code"].rpartition("-")[0]]["units"]),
            tuple(Point(**point) for point in row.get("point", ())),
        )
        for row in (*data["matter"], *data["step"])
    }
    lists = {
        code: Checklist(
            code,
            row["title"],
            tuple(row["units"]),
            row["ref"],
            tuple(one for key, one in entries.items() if key.rpartition("-")[0] == code),
        )
        for code, row in heads.items()
    }
    return lists, {row["code"]: entries[row["code"]] for row in data["matter"]}


#: CL-11, CL-12, CL-13, CL-15, and CL-22 with the steps of entry.
CHECKLISTS: Mapping[str, Checklist] = Table(lambda: _read()[0])
#: The matters of 办法 11-13 and 15 by code, CL-11-1 and so on.
MATTERS: Mapping[str, Matter] = Table(lambda: _read()[1])


def matter(code: str) -> Matter:
    """The matter of a code; NotFound when there is none."""
    if code not in MATTERS:
        raise NotFound(
            f"没有监督事项 {code}", why="监督事项来自办法 11 至 13、15", todo="查编号：jxinspect law list matters"
        )
    return MATTERS[code]


def matters_of(unit_type: str) -> tuple[Matter, ...]:
    """The matters that apply to a kind of unit (value of UnitType)."""
    return tuple(one for one in MATTERS.values() if unit_type in one.units)
