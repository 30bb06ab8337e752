"""Which strips secure a material: its own, and those beside it under which nothing is listed by itself.

Two strips on one door secure what is behind it together. A list that names no strip has all its materials under the
first strip; the others of the same act then secure them as well. Where lines name strips, each line is under its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.kinds import Seal, SealItem, Strip


def strips_over(records: InspectionRecords, seal: Seal) -> dict[str, tuple[str, ...]]:
    """As covers(), of all strips and lines of a sealing."""
    strips = [strip for strip in records.of(Strip) if strip.seal_id == seal.id]
    return covers(strips, [item for item in records.of(SealItem) if item.seal_id == seal.id])


def covers(strips: Sequence[Strip], items: Sequence[SealItem]) -> dict[str, tuple[str, ...]]:
    """By the id of each line of a sealing the numbers of its strips, its own first.

    `strips`: all of the sealing in the order in which they were applied.
    """
    replaced = {strip.number: tuple(filter(None, strip.replaces.split("、"))) for strip in strips}
    under = {item.id: _origins(item.strip, replaced) for item in items}
    listed = frozenset().union(*under.values())
    found = {item.id: [item.strip] if item.strip else [] for item in items}
    for first, *others in _acts(strips):
        here = [item for item in items if under[item.id] & {first, *others}]
        if all(first in under[item.id] for item in here):
            beside = [_latest(number, replaced) for number in others if number not in listed]
            for item in here:
                found[item.id] += beside
    return {id_: tuple(dict.fromkeys(numbers)) for id_, numbers in found.items()}


def _acts(strips: Sequence[Strip]) -> list[list[str]]:
    """The numbers applied by the sealing itself, then those of each partial release; none that replaced others."""
    acts: dict[str | None, list[str]] = {}
    for strip in strips:
        if strip.reseal_id is None:
            acts.setdefault(strip.release_id, []).append(strip.number)
    return list(acts.values())


def _origins(number: str, replaced: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """The strips in whose place this one is, back to those that replaced none."""
    older = replaced.get(number, ())
    return frozenset().union(*(_origins(old, replaced) for old in older)) if older else frozenset({number})


def _latest(number: str, replaced: Mapping[str, Sequence[str]]) -> str:
    """The strip that is now in the place of this one."""
    newer = next((new for new, older in replaced.items() if number in older), None)
    return number if newer is None else _latest(newer, replaced)
