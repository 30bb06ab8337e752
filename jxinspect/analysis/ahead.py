"""Preparing the next piece while the last one is worked on, and working on several at once."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from typing import TypeVar

T = TypeVar("T")
Desk = TypeVar("Desk")


def ahead(pieces: Iterable[T]) -> Iterator[T]:
    """The same pieces; one more is made ready by a thread of its own. What goes wrong there goes wrong here."""
    coming = iter(pieces)

    def more() -> list[T]:
        return list(islice(coming, 1))

    with ThreadPoolExecutor(1) as thread:
        next_ = thread.submit(more)
        while piece := next_.result():
            next_ = thread.submit(more)
            yield piece[0]


def side_by_side(jobs: Iterable[Callable[[Desk], T]], desk: Callable[[], Desk], desks: int) -> Iterator[T]:
    """What the jobs give, in their order. Each has a desk to itself; `desk` makes one when all are taken.

    One job more than there are desks waits, so that what is in memory stays bounded. What goes wrong in a job goes
    wrong here, in its turn.
    """
    free: list[Desk] = []

    def work(job: Callable[[Desk], T]) -> T:
        try:
            mine = free.pop()
        except IndexError:
            mine = desk()
        try:
            return job(mine)
        finally:
            free.append(mine)

    with ThreadPoolExecutor(desks) as threads:
        waiting: deque[Future[T]] = deque()
        for job in jobs:
            waiting.append(threads.submit(work, job))
            if len(waiting) > desks:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
