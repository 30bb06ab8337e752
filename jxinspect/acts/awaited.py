"""Which letter of an inspection a reply or a record belongs to, when only some of them still wait for one."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple, TypeVar

from jxinspect.errors import NotFound
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.base import Record

R = TypeVar("R", bound=Record)


class Letter(NamedTuple):
    """A kind of document that is answered, and what is said when none of them, or more than one, is meant.

    `known` comes before the numbers of those that wait.
    """

    kind: str
    unknown: str
    unnamed: str
    none: str
    known: str
    todo: str


def awaited(records: InspectionRecords, cls: type[R], letter: Letter, answered: Collection[str], number: str) -> R:
    """The one whose letter has this number, or the only one that waits. NotFound otherwise.

    `answered`: ids of those that wait no more.
    """
    numbers = {paper.subject_id: paper.number for paper in records.documents(letter.kind)}
    waiting = [row for row in records.of(cls) if row.id not in answered and row.id in numbers]
    found = [row for row in waiting if number in ("", numbers[row.id])]
    if len(found) == 1:
        return found[0]
    known = "、".join(numbers[row.id] for row in waiting) or "无"
    what = letter.unknown if number else letter.unnamed if waiting else letter.none
    raise NotFound(what, why=f"{letter.known}：{known}", todo=letter.todo)
