"""Subtypes of supervised units (办法 12, 13, 40), and which of them are enterprises as a rule."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from unicodedata import normalize

from jxinspect.errors import Incomplete
from jxinspect.law.source import load


@dataclass(frozen=True)
class Subtype:
    """One subtype of `unit`, a value of UnitType. `enterprise` None: the name of the unit tells."""

    unit: str
    name: str
    words: tuple[str, ...]
    enterprise: bool | None = None


@cache
def subtypes(unit_type: str) -> tuple[Subtype, ...]:
    """The subtypes that the regulation knows for a type of unit; none where it does not divide the type."""
    rows = load("subtypes.toml")["subtype"]
    return tuple(Subtype(**row | {"words": tuple(row["words"])}) for row in rows if row["unit"] == unit_type)


def subtype(unit_type: str, text: str) -> Subtype | None:
    """The subtype meant by `text`: its name, a usual short form, or a part that no other name has.

    None when nothing is said or the type is not divided. Incomplete (5) for a word that the type does not have.
    """
    known, word = subtypes(unit_type), _plain(text)
    if not word or not known:
        return None
    exact = [one for one in known if word in map(_plain, (one.name, *one.words))]
    meant = exact or [one for one in known if word in _plain(one.name)]
    if len(meant) == 1:
        return meant[0]
    raise Incomplete(
        f"这类单位没有细分类型“{text}”",
        why="细分类型按办法 12、13、40 划分，统计和违法情形的对应都用它",
        todo="写其中一个：" + "、".join(one.name for one in known),
    )


def _plain(text: str) -> str:
    return "".join(normalize("NFKC", text).split())
