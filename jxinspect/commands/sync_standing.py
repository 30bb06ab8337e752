"""What `status` says of the blocks of official numbers: who may still give how many, and where they run out."""

from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from jxinspect.commands.clock import today
from jxinspect.commands.session import Query
from jxinspect.law.lease import LOW, LeaseState, asked_for
from jxinspect.ui.show import show_text
from jxinspect.ui.terminal import BOLD, YELLOW, paint

#: So many blocks of a device are told one by one.
SHOWN = 6
_LIST = "jxinspect sync lease list"
_KEPT = ("device", "series", "year", "first", "last", "state", "next", "left", "free")


def standing(query: Query) -> list[dict[str, Any]]:
    """The blocks that run, those used up this year without another, and those of which numbers wait to be used."""
    found = query("lease_list")
    running = {_of(row) for row in found if row["state"] == LeaseState.RUNNING}
    return [{key: row[key] for key in _KEPT} for row in found if _worth_telling(row, running)]


def _of(row: dict[str, Any]) -> tuple[object, ...]:
    return row["device"], row["series"], row["year"]


def _worth_telling(row: dict[str, Any], running: set[tuple[object, ...]]) -> bool:
    if row["state"] == LeaseState.USED_UP:
        return _of(row) not in running and row["year"] == today().year
    return row["state"] == LeaseState.RUNNING or bool(row["free"])


def show_leases(leases: Sequence[dict[str, Any]]) -> None:
    """One line for each block; nothing when there are none."""
    if leases:
        show_text("\n号段")
    for device, of in groupby(sorted(leases, key=itemgetter("device")), key=itemgetter("device")):
        _show_device(device, list(of))
    for device, series, year, left in _short(leases):
        told = f"只剩{left}个号" if left else "已经用完"
        text = f"{device}的{series}〔{year}〕{told}，在机关端再发：{asked_for(device, series, year)}"
        show_text(f"            {paint(text, YELLOW)}")


def _show_device(device: str, leases: Sequence[dict[str, Any]]) -> None:
    """Each block; of very many only how many there are."""
    if len(leases) > SHOWN:
        show_text(
            f"  {paint(device, BOLD)}  {len(leases)}个号段，还剩{sum(row['left'] for row in leases)}个号：{_LIST}"
        )
        return
    for row in leases:
        head = f"{row['series']}〔{row['year']}〕{row['first']}至{row['last']}号"
        show_text(f"  {paint(row['device'], BOLD)}  {head}  {_state(row)}")


def _state(row: dict[str, Any]) -> str:
    if row["state"] == LeaseState.RUNNING:
        return f"下一号{row['next']}号，还剩{row['left']}个"
    if row["state"] == LeaseState.USED_UP:
        return LeaseState.USED_UP.label
    return f"已交回，待用{row['free']}个，由机关端的下一份文书使用"


def _short(leases: Sequence[dict[str, Any]]) -> list[tuple[str, str, int, int]]:
    """Device, series, year and what is left, where that is little."""
    left: dict[tuple[str, str, int], int] = {}
    for row in leases:
        if row["state"] != LeaseState.RETURNED:
            of = (row["device"], row["series"], row["year"])
            left[of] = left.get(of, 0) + row["left"]
    return [(*of, rest) for of, rest in left.items() if rest <= LOW]
