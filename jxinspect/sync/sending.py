"""Making a bundle of what a case file has and the named devices lack."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from jxinspect.errors import Refused
from jxinspect.store import keys
from jxinspect.store.database import Connection
from jxinspect.store.device import box
from jxinspect.store.objects import Objects
from jxinspect.store.passing import Advance
from jxinspect.store.reading import open_reading
from jxinspect.sync import peers
from jxinspect.sync.bundle import Making, making
from jxinspect.sync.manifest import Manifest
from jxinspect.sync.parcel import Parcel, pack

ACT = "sync.bundle"


class Made(NamedTuple):
    """A bundle that is there: what it says, its size in bytes, and how many frames were there from the last time."""

    manifest: Manifest
    unheard: list[str]
    size: int
    kept: int


def survey(path: Path, names: Sequence[str], *, actor: str, clock: datetime, everything: bool = False) -> Parcel:
    """What a bundle for these devices would hold. Nothing is written."""
    peers.alone(ACT)
    objects = Objects(path, keys.key_of(path, at=clock))
    with _snapshot(path, clock) as connection:
        return pack(connection, objects, names, actor=actor, clock=clock, everything=everything)


def make(
    path: Path,
    out: Path,
    names: Sequence[str],
    *,
    actor: str,
    clock: datetime,
    everything: bool = False,
    watch: Callable[[int], Advance],
) -> Made:
    """Write the bundle at `out`; one that was begun there before is continued. `watch` is told the size of its objects.

    Refused when `out` exists, Unwritable (what was written stays for the next run), NotFound, Damaged.
    """
    peers.alone(ACT)
    if out.exists():
        raise Refused(f"不覆盖已有的 {out}", why="该位置已有文件或者文件夹。", todo="换一个名称，或者先移走原有的。")
    objects = Objects(path, keys.key_of(path, at=clock))
    with ExitStack() as reads:
        connection = reads.enter_context(_snapshot(path, clock))
        parcel = pack(connection, objects, names, actor=actor, clock=clock, everything=everything)
        with making(out, parcel.manifest, str(box())) as work:
            work.entries(parcel.frames(connection))
            reads.close()  # objects do not change: others may write while they are copied
            _objects(work, objects, watch)
            work.finish()
    made = Made(work.manifest, parcel.unheard, out.stat().st_size, work.kept)
    _note(path, made, actor=actor, clock=clock)
    return made


def _objects(work: Making, objects: Objects, watch: Callable[[int], Advance]) -> None:
    advance = watch(work.manifest.size)
    for thing in work.manifest.objects:
        work.thing(objects, thing, advance)


def _note(path: Path, made: Made, *, actor: str, clock: datetime) -> None:
    manifest, names = made.manifest, "、".join(party.name for party in made.manifest.recipients)
    counts = (manifest.entries, len(manifest.objects))
    with peers.remembering(path, actor=actor, act=ACT, clock=clock) as connection:
        peers.note(connection, peers.Passage(clock, actor, names, peers.BUNDLE, peers.OUT, *counts, manifest.bundle))


@contextmanager
def _snapshot(path: Path, clock: datetime) -> Iterator[Connection]:
    """One state of the case file for several reads."""
    with open_reading(path, at=clock) as connection:
        connection.execute("BEGIN")
        try:
            yield connection
        finally:
            connection.execute("ROLLBACK")
