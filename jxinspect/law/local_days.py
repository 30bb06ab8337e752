"""Days that a locality or an office adds to the national table: holidays that a people's government has fixed for its
region (全国年节及纪念日放假办法 4), which count, and closings of the office, which are shown and move no deadline.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.terms import Term
from jxinspect.law.year_table import YearTable

FILE = "local.toml"
_GOVERNMENT = "人民政府"


class LocalKind(Term):
    """Whether the days are rest days of the region, or the office is merely closed."""

    HOLIDAY = "holiday", "地方放假"
    CLOSING = "closing", "本机关不办公"

    @property
    def effect(self) -> str:
        """What the days do to deadlines."""
        return "不算工作日" if self is LocalKind.HOLIDAY else "仍算工作日，不影响期限"


class LocalDays(NamedTuple):
    """One entry: first and last day, who decided it and by which paper."""

    name: str
    kind: LocalKind
    first: date
    last: date
    authority: str
    number: str

    @property
    def days(self) -> frozenset[date]:
        """Its days."""
        return frozenset(self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1))


def read_local(folder: Path) -> tuple[LocalDays, ...]:
    """The entries by day; none when there is no file. Incomplete when the file cannot be used."""
    path = folder / FILE
    if not path.exists():
        return ()
    import tomllib

    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8")).get("local", ())
        return tuple(LocalDays(**(row | {"kind": LocalKind(row["kind"])})) for row in rows)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError, ValueError) as fault:
        raise Incomplete(
            f"地方放假表 {path} 不能用",
            why=f"表被改动或者损坏（{fault}）",
            todo="移走这个文件，用 jxinspect calendar local add 重新登记",
        ) from fault


def as_toml(entries: Iterable[LocalDays]) -> str:
    """The file that `read_local` reads back."""
    lines = list[str]()
    for one in sorted(entries, key=lambda entry: (entry.first, entry.name)):
        lines.append("[[local]]")
        told = one._asdict() | {"kind": one.kind.value}
        lines += [f"{key} = {value if isinstance(value, date) else _quoted(value)}" for key, value in told.items()]
        lines.append("")
    return "\n".join(lines)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def added(entries: tuple[LocalDays, ...], new: LocalDays) -> tuple[LocalDays, ...]:
    """The entries with a new one. Incomplete, or Refused when a holiday is not fixed by a people's government."""
    if new.last < new.first:
        raise Incomplete("结束早于开始", why=f"{new.first} 至 {new.last}", todo="改正 --to")
    if not (new.name and new.authority and new.number):
        raise Incomplete("没有写明依据", why="要写名称、决定的机关和文号", todo="补上 --name、--authority、--number")
    if new.kind is LocalKind.HOLIDAY and _GOVERNMENT not in new.authority:
        raise Refused(
            f"{new.authority}不能规定放假日",
            why="只有人民政府能够依少数民族习惯规定本地区的放假日；江西没有这样的规定（全国年节及纪念日放假办法 4）",
            todo="本机关自行休息的，写 --kind closing：照样显示，但不影响期限",
            guards=("G58",),
        )
    twice = [one for one in entries if one.kind is new.kind and one.days & new.days]
    if twice:
        items = [f"{one.first} 至 {one.last} {one.name}" for one in twice]
        raise Refused(
            "这些日子已经登记过", why="同一天只能登记一次", todo="先用 calendar local remove 撤去", items=items
        )
    return (*entries, new)


def removed(entries: tuple[LocalDays, ...], day: date) -> tuple[LocalDays, ...]:
    """The entries without those of that day. NotFound."""
    left = tuple(one for one in entries if day not in one.days)
    if left == entries:
        raise NotFound(
            f"{day} 没有登记地方放假", why="没有包含这一天的登记", todo="用 jxinspect calendar local list 查看"
        )
    return left


def with_local(table: YearTable, entries: Iterable[LocalDays]) -> YearTable:
    """The table with the holidays of the region; closings change nothing in it."""
    mine = [day for one in entries if one.kind is LocalKind.HOLIDAY for day in one.days if day.year == table.year]
    if not mine:
        return table
    return table._replace(holidays=table.holidays | set(mine), makeup=table.makeup - set(mine))
