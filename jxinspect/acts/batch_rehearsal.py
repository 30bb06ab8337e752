"""Trying all rows of a batch before one is issued: what forbids each, and nothing kept of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from jxinspect.acts.batch_rows import Wish
from jxinspect.acts.notify_batch import Head, carried_out, meant, prepare
from jxinspect.errors import Incomplete, JxinspectError
from jxinspect.store.casefile import CaseFile

#: Rows that are taken back together when one of them is at fault, and rows for which the case file is asked at once.
GROUP = 100
AHEAD = 2 * GROUP


def rehearse(case: CaseFile, wishes: Sequence[Wish], head: Head | None) -> Iterator[JxinspectError | None]:
    """Carry out every row without making files; for each what forbids it. Nothing of it is kept."""
    taken: dict[str, Wish] = {}
    for start in range(0, len(wishes), GROUP):
        group = wishes[start : start + GROUP]
        if start % AHEAD == 0:
            case.forget()
            prepare(case, wishes[start : start + AHEAD])
        if _faultless(case, group, head, taken):
            yield from (None for _ in group)
        else:
            yield from (_forbids(case, partial(_rehearsed, case, wish, head, taken)) for wish in group)


def unknown(case: CaseFile, wish: Wish, head: Head | None) -> JxinspectError | None:
    """What forbids a row besides the cells that cannot be used: the inspection that it means is not to be had."""
    if not any(wish.values[name] for name in ("number", "item", "unit")):
        return None
    return _forbids(case, partial(meant, case, wish, head), keep=False)


def _forbids(case: CaseFile, trial: Callable[[], object], *, keep: bool = True) -> JxinspectError | None:
    """Carry it out by itself; what forbids it, if anything does."""
    try:
        with case.savepoint():
            trial()
            if not keep:
                raise _TakenBack
    except _TakenBack:
        return None
    except JxinspectError as fault:
        return fault
    return None


class _TakenBack(Exception):
    """Takes a trial back that went well."""


def _faultless(case: CaseFile, wishes: Sequence[Wish], head: Head | None, taken: dict[str, Wish]) -> bool:
    """Carry out rows together, which is quicker; False, and nothing done, when one of them is at fault."""
    new = dict(taken)
    try:
        with case.savepoint():
            for wish in wishes:
                _rehearsed(case, wish, head, new)
    except JxinspectError:
        return False
    taken.update(new)
    return True


def _rehearsed(case: CaseFile, wish: Wish, head: Head | None, taken: dict[str, Wish]) -> None:
    _require_free(wish, taken)
    made = carried_out(case, wish, head)
    taken.update({made.number: wish, made.unit: wish})


def _require_free(wish: Wish, taken: Mapping[str, Wish]) -> None:
    """A second row for the same would else be refused for the state into which the first one brought it."""
    meant = wish.values["number"] or (not wish.values["item"] and wish.values["unit"])
    before = taken.get(meant) if meant else None
    if before is not None:
        what = f"与{before.place}重复：{meant}"
        raise Incomplete(what, why="一项检查只通知一次", todo="删去其中一行；同一单位有几项检查的写检查编号")
