"""What may be recommended to other organs, and for which violations it is proposed (办法 24(三), 29-38)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from jxinspect.errors import NotFound
from jxinspect.law.source import Table, load


@dataclass(frozen=True)
class Kind:
    """One entry; see the head of `data/recommendations.toml`."""

    code: str
    label: str
    organ: str
    text: str
    statutes: tuple[str, ...]
    violations: tuple[str, ...]


def _kinds() -> dict[str, Kind]:
    rows = load("recommendations.toml")["recommendation"]
    lists = ("statutes", "violations")
    return {row["code"]: Kind(**(row | {key: tuple(row[key]) for key in lists})) for row in rows}


KINDS: Mapping[str, Kind] = Table(_kinds)


def kind(code: str) -> Kind:
    """The entry of a code or a label; NotFound lists what there is."""
    wanted = code.strip()
    for one in KINDS.values():
        if wanted in (one.code, one.label):
            return one
    known = "、".join(f"{one.code}（{one.label}）" for one in KINDS.values())
    raise NotFound(
        f"没有处理建议 {code}", why=f"可以建议：{known}", todo="换一个代码；用 rectify recommend suggest 查看"
    )


def proposed(violations: Iterable[str]) -> tuple[Kind, ...]:
    """What is proposed for these violations."""
    found = set(violations)
    return tuple(one for one in KINDS.values() if found & set(one.violations))
