"""The registry of statutes that documents cite: title, number, rank and the days between which they apply."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple

from jxinspect.errors import NotFound
from jxinspect.law.source import load


class Rank(StrEnum):
    """Rank of a statute, highest first. What it may set decides which basis a decision needs."""

    LAW = "法律"
    ADMINISTRATIVE_REGULATION = "行政法规"
    LOCAL_REGULATION = "地方性法规"
    DEPARTMENT_RULE = "部门规章"
    GOVERNMENT_RULE = "地方政府规章"
    JUDICIAL_INTERPRETATION = "司法解释"
    NORMATIVE_DOCUMENT = "规范性文件"
    NATIONAL_STANDARD = "国家标准"

    @property
    def order(self) -> int:
        """0 for the highest rank."""
        return list(Rank).index(self)

    @property
    def may_set_penalty(self) -> bool:
        """Laws, regulations and rules may set penalties, other documents not (行政处罚法 10-16, G41)."""
        return self.order <= Rank.GOVERNMENT_RULE.order

    @property
    def may_set_compulsion(self) -> bool:
        """Only laws and regulations may set compulsory measures (行政强制法 10, G23)."""
        return self.order <= Rank.LOCAL_REGULATION.order


class Statute(NamedTuple):
    """One statute. `in_force_from`/`in_force_to` bound the acts to which it applies, the last day included."""

    key: str
    title: str
    number: str
    level: Rank
    in_force_from: date | None = None
    in_force_to: date | None = None
    #: First day of the wording whose article numbers refs mean.
    wording_from: date | None = None
    issued: date | None = None
    last_article: int | None = None
    short: str = ""
    aliases: tuple[str, ...] = ()
    #: A read in full, B existence and date read, C uncertain.
    confidence: str = "A"
    note: str = ""
    #: How the authority acts: judged by the day of the act, not by that of the fact (程序从新、实体从旧).
    procedural: bool = False
    #: First and last article about liability, where the others are about procedure.
    liability: tuple[int, int] | None = None

    def is_procedural(self, article: int | None) -> bool:
        """Whether that article (None: the whole) tells how to act, and not what is right or wrong."""
        if self.liability is None or article is None:
            return self.procedural or self.liability is not None
        return not self.liability[0] <= article <= self.liability[1]

    def applies(self, on: date) -> bool:
        """Whether an act of that day falls under it."""
        return (self.in_force_from is None or self.in_force_from <= on) and (
            self.in_force_to is None or on <= self.in_force_to
        )


@cache
def statutes() -> dict[str, Statute]:
    """The whole registry by key, in the order of the file."""
    rows = load("statutes.toml")
    return {
        key: Statute(**(row | {"key": key, "level": Rank(row["level"])} | _tuples(row))) for key, row in rows.items()
    }


def _tuples(row: dict[str, Any]) -> dict[str, Any]:
    return {"aliases": ()} | {name: tuple(row[name]) for name in ("aliases", "liability") if name in row}


@cache
def names() -> dict[str, str]:
    """Every key and alias, without blanks, with the key it means."""
    found: dict[str, str] = {}
    for key, one in statutes().items():
        for name in (key, *one.aliases):
            found[squeeze(name)] = key
    return found


_EVEN = str.maketrans("[]", "〔〕", "《》 \u3000")


def squeeze(name: str) -> str:
    """A name without blanks and title marks and with one kind of brackets, so that 《社会保险法》 is found."""
    return name.translate(_EVEN)


def statute(key: str) -> Statute:
    """The statute of a key or alias; NotFound when the registry does not know it."""
    found = names().get(squeeze(key))
    if found is None:
        raise NotFound(
            f"法规库里没有“{key}”",
            why="只能引用法规库登记的法律、法规和文件",
            todo="查简称：jxinspect law list statutes",
        )
    return statutes()[found]


def in_force(key: str, on: date) -> bool:
    """Whether the statute applied to acts of that day (G42, 办法 42)."""
    return statute(key).applies(on)
