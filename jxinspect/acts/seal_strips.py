"""Strips (封条): numbered, each with its place, never used twice (G29)."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.seal import LABEL_MARK, Seal, SealItem, SealRelease, Strip
from jxinspect.store.casefile import CaseFile


def apply_strips(
    case: CaseFile,
    records: InspectionRecords,
    seal: Seal,
    places: Sequence[str],
    *,
    release: SealRelease | None = None,
    instead: Collection[str] = (),
) -> list[Strip]:
    """Numbered strips for the places; a line names its strip by number or position, else it is under the first.

    After a partial `release` only the lines whose strip is in `instead` get a new one.
    """
    if not places:
        raise Incomplete(
            "没有写明封条加贴的位置",
            why="现场笔录记明封条的位置和编号（行政强制法 18(七)）",
            todo="用 --strip 写明每一张封条的位置",
        )
    used = sum(1 for s in records.of(Strip) if s.seal_id == seal.id)
    made = [_strip(case, seal, text, used + n, release) for n, text in enumerate(places, 1)]
    doubled = {s.number for s in made if [t.number for t in made].count(s.number) > 1}
    if doubled:
        raise _reused("、".join(sorted(doubled)))
    for line in records.of(SealItem):
        if line.seal_id != seal.id or line.released_id is not None:
            continue
        if release is None:
            line.strip = _chosen(line.strip, made)
            line.kept_at = line.kept_at or seal.place
        elif line.strip in instead:
            line.strip = made[0].number
    return made


def _strip(case: CaseFile, seal: Seal, text: str, n: int, release: SealRelease | None) -> Strip:
    place, _, own = (part.strip() for part in text.partition("="))
    number = own or f"{seal.code}-{n:02d}"
    if LABEL_MARK in number or case.all(Strip, number=number):
        raise _reused(number)  # the labels of materials have numbers of that form
    return Strip(
        inspection_id=seal.inspection_id,
        seal_id=seal.id,
        number=number,
        place=place,
        release_id=release.id if release else None,
    )


def _reused(number: str) -> Refused:
    return Refused(
        f"封条编号重复：{number}", why="封条编号只能使用一次（G29）", todo="换用没有用过的封条", guards=("G29",)
    )


def _chosen(wanted: str, made: Sequence[Strip]) -> str:
    """The strip that a line asks for, by its number or by its position among the strips."""
    if not wanted:
        return made[0].number
    by_position = {str(n): s.number for n, s in enumerate(made, 1)}
    number = by_position.get(wanted, wanted)
    if number not in by_position.values():
        raise NotFound(
            f"没有封条 {wanted}",
            why=f"这次加贴{len(made)}张封条",
            todo="清单中的封条写第几张，如 封条=2，并用 --strip 写明位置",
        )
    return number
