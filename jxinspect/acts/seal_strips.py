"""Strips (封条): numbered, each with its place, never used twice (G29)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from unicodedata import normalize

from jxinspect.acts.serial import ordinals
from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.seal import LABEL_MARK, Reseal, Seal, SealItem, SealRelease, Strip
from jxinspect.store.casefile import CaseFile


def apply_strips(
    case: CaseFile,
    records: InspectionRecords,
    seal: Seal,
    places: Sequence[str],
    *,
    again: SealRelease | Reseal | None = None,
    instead: Collection[str] = (),
) -> list[Strip]:
    """Numbered strips for the places; a line names its strip by number or position, else it is under the first; where
    no line names one, the others secure the same materials (`covers`).

    With a partial release or a resealing (`again`) only the lines whose strip is in `instead` get a new one: strips are
    replaced in their order where there is a new one for each, else all by the first.
    """
    if not places:
        raise Incomplete(
            "没有写明封条加贴的位置",
            why="现场笔录记明封条的位置和编号（行政强制法 18(七)）",
            todo="用 --strip 写明每一张封条的位置",
        )
    made = _numbered(case, records, seal, places, again)
    opened = sorted(instead)
    replaced = dict(zip(opened, made if len(made) == len(opened) else made[:1] * len(opened), strict=True))
    if isinstance(again, Reseal):
        for old, new in replaced.items():
            new.replaces = "、".join(filter(None, (new.replaces, old)))
    for line in records.of(SealItem):
        if line.seal_id != seal.id or line.released_id is not None:
            continue
        if again is None:
            line.strip = _chosen(line.strip, made)
        elif line.strip in instead:
            line.strip = replaced[line.strip].number
    return made


def _numbered(
    case: CaseFile,
    records: InspectionRecords,
    seal: Seal,
    places: Sequence[str],
    again: SealRelease | Reseal | None,
) -> list[Strip]:
    """The strips with numbers of their own or the next of the sealing; none that any strip of the case file has."""
    taken = {strip.number.upper() for strip in case.all(Strip)}
    following = (f"{seal.code}-{n:02d}" for n in ordinals(case, _given(records, seal)))
    made = []
    for place, own in map(_place_and_number, places):
        number = own or next(number for number in following if number.upper() not in taken)
        if LABEL_MARK in number.upper() or number.upper() in taken:
            raise _reused(number)  # the labels of materials have numbers of that form
        taken.add(number.upper())
        made.append(
            Strip(
                inspection_id=seal.inspection_id,
                seal_id=seal.id,
                number=number,
                place=place,
                release_id=again.id if isinstance(again, SealRelease) else None,
                reseal_id=again.id if isinstance(again, Reseal) else None,
            )
        )
    return made


def _given(records: InspectionRecords, seal: Seal) -> Iterator[int]:
    """The running numbers of a sealing's strips; a strip with a number of its own counts as one of them."""
    strips = [strip.number for strip in records.of(Strip) if strip.seal_id == seal.id]
    for place, number in enumerate(strips, 1):
        tail = number.removeprefix(f"{seal.code}-")
        yield int(tail) if tail.isdecimal() and tail != number else place


def _place_and_number(text: str) -> tuple[str, str]:
    """Where a strip is, and the number printed on it beforehand, if it has one: 柜门缝=监封00017."""
    place, _, own = text.replace("＝", "=").partition("=")
    if not place.strip():
        raise Incomplete(
            f"没有写明封条加贴的位置：{text}",
            why="现场笔录记明封条的位置和编号（行政强制法 18(七)）",
            todo="写成 位置，或者 位置=编号",
        )
    return place.strip(), normalize("NFKC", own).strip()


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
