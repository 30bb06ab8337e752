"""Every deadline of an inspection and whether it was kept, for the page of its dossier."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from jxinspect.acts.status import counted_day
from jxinspect.errors import Incomplete
from jxinspect.law.deadlines import DEADLINES, deadline, due
from jxinspect.model.aggregate import World

Row = Mapping[str, Any]


@dataclass(frozen=True)
class _Counted:
    """The day to compare with, or the moment as text, and whether it is the first one and not the last."""

    day: date
    moment: str = ""
    first: bool = False

    @property
    def text(self) -> str:
        return ("最早" if self.first else "") + (self.moment or str(self.day))


def term_row(row: Row, world: World) -> dict[str, Any]:
    """The row of `dossier_deadlines` with its last day, how it ended, and the law."""
    mark = row["deadline"] or ""
    row = {**row, "done_on": str(row["done_on"])[:16] if row["done_on"] else None}
    law = f"{mark} {'、'.join(deadline(mark).basis)}" if mark in DEADLINES else "文书载明的日期"
    try:
        counted = _counted(row, mark, world)
    except Incomplete as fault:
        return {**row, "last": fault.what, "outcome": _told(row), "law": law}
    return {**row, "last": counted.text, "outcome": _outcome(row, counted, world.today), "law": law}


def _counted(row: Row, mark: str, world: World) -> _Counted:
    if row["due_on"]:
        text = str(row["due_on"])
        return _Counted(date.fromisoformat(text[:10]), text[:16] if len(text) > len("2026-03-02") else "")
    start = date.fromisoformat(row["starts_on"])
    if mark == "T03":
        return _Counted(due("T02", start, world.calendar).opens_after_post(0), first=True)
    one = deadline(mark)
    last = counted_day(one, start, world.calendar, world.setting, length=row["length"])
    return _Counted(last, first=one.kind == "wait")


def _outcome(row: Row, counted: _Counted, today: date) -> str:
    told = row["told"] or ""
    if not row["done_on"]:
        return told or ("未到期" if counted.day >= today else "没有登记办理")
    done = date.fromisoformat(str(row["done_on"])[:10])
    late = (done - counted.day) // timedelta(days=1)
    if counted.first:
        kept = "符合" if late >= 0 else f"早了{-late}天"
    elif counted.moment:
        kept = "按期" if row["done_on"] <= counted.moment else "逾期"
    else:
        kept = f"逾期{late}天" if late > 0 else "按期"
    return "，".join(text for text in (kept, told) if text)


def _told(row: Row) -> str:
    return str(row["told"] or "")
