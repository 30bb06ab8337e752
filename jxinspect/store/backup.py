"""Copies of a case file: consistent while it is in use, verified before they bear their name."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import MetaData

from jxinspect.errors import Refused
from jxinspect.store import durable, heads, layout
from jxinspect.store.casefile import open_case_file
from jxinspect.store.create import new_folder
from jxinspect.store.database import DATABASE, HOLDER, connect, copy_database, database_errors, unreadable
from jxinspect.store.keys import Key, key_of
from jxinspect.store.reading import open_reading
from jxinspect.store.texts import FILE as TEXTS
from jxinspect.store.verify import raise_damage, verify


def backup(path: Path, out: Path, *, at: datetime, tables: MetaData | None = None, wait: float = 10.0) -> None:
    """Copy the case file at `path` to `out` (refused when it exists) while others may go on writing.

    The copy is verified first; Damaged, listing all findings, when it does not hold, and then there is no copy.
    So it is for a case file that is older than the one last seen here.
    """
    _refuse_inside(path, out)
    with open_reading(path, at=at, wait=wait):
        pass  # it is no older copy put back, which would pass for the newest state
    key = key_of(path, at=at)
    with new_folder(out) as part:
        _copy(path, part, key, wait)
        raise_damage(path, verify(part, at=at, against_heads=False, tables=tables))


def restore(
    source: Path, out: Path, *, actor: str, clock: datetime, tables: MetaData | None = None
) -> dict[str, tuple[int, str]]:
    """Make a case file at `out` from a backup; it starts a new chain here and its journal names the heads given up.

    Returns those heads: entries this machine has seen that the backup does not hold.
    """
    _refuse_inside(source, out)
    key = key_of(source, at=clock)
    with new_folder(out) as part:
        _copy(source, part, key)
        raise_damage(source, verify(part, at=clock, against_heads=False, tables=tables))
        with database_errors(part), closing(connect(part, key, wait=10.0, writing=False)) as connection:
            given_up = heads.lost(connection, heads.seen(key.case_id).heads)
        with open_case_file(part, actor=actor, act="restore", clock=clock, why="restore", tables=tables) as case:
            told: dict[str, Any] = {chain: {"seq": seq, "hash": hash_} for chain, (seq, hash_) in given_up.items()}
            case.note(given_up=told)
    return given_up


def _refuse_inside(path: Path, out: Path) -> None:
    """A copy within what is copied would be copied with it, the next time too; and it goes where the original goes."""
    if path.resolve() in out.resolve().parents:
        raise Refused(
            f"不能放在这里：{out}",
            why=f"它在案卷库里面（{path}），案卷库丢了、坏了，这一份也没有了。",
            todo="写一个案卷库以外的位置，最好在另一个磁盘上。",
        )


def _copy(path: Path, part: Path, key: Key, wait: float = 10.0) -> None:
    """Database first, then objects: what the rows name was there before them."""
    copy_database(path, key, part, wait=wait)
    _copy_files(path, part)


_CHUNK = 1 << 20
#: Not copied: the database (copied by SQLite), its rollback journal, the note of who writes just now, the cache for
#: searching; nor its state before an upgrade.
_LEFT = {DATABASE, f"{DATABASE}-journal", HOLDER, TEXTS, f"{TEXTS}-journal"}


def _stays(place: Path) -> bool:
    return str(place) in _LEFT or place.match(layout.KEPT.format("*"))


def _copy_files(source: Path, target: Path) -> None:
    """Everything else: keys, objects, own templates and settings, without unfinished files. All of it, or an error."""
    for file in sorted(_files(source)):
        place = file.relative_to(source)
        if file.name.startswith(".") or _stays(place):
            continue
        copy = target / place
        durable.make_folder(copy.parent)
        with durable.writing(copy), open(copy, "xb", opener=durable.private) as out:
            out.writelines(_pieces(file))
            out.flush()
            os.fsync(out.fileno())
    with durable.writing(target):
        for folder in [target, *(entry for entry in target.rglob("*") if entry.is_dir())]:
            durable.sync_folder(folder)


def _files(folder: Path) -> Iterator[Path]:
    """All files below; a folder that cannot be read is an error, where `rglob` would pass over it."""

    def refuse(error: OSError) -> None:
        raise unreadable(Path(error.filename), error)

    for place, _, names in os.walk(folder, onerror=refuse):
        yield from (Path(place, name) for name in names)


def _pieces(file: Path) -> Iterator[bytes]:
    """The content; what goes wrong in reading it is no fault of the place where it is written."""
    try:
        with file.open("rb") as source:
            while data := source.read(_CHUNK):
                yield data
    except OSError as error:
        raise unreadable(file, error) from error
