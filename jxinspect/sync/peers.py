"""What this copy remembers of the others: what each has by its own word, which objects lie where, what came and went.

Rows of the store alone, in no journal: two copies that exchanged everything are equal though their memories differ.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from jxinspect.errors import Refused
from jxinspect.store.canonical import canonical
from jxinspect.store.database import Connection, database_errors
from jxinspect.store.exchange import Have
from jxinspect.store.journal import utc_text
from jxinspect.store.keys import key_of
from jxinspect.store.lent import lender
from jxinspect.store.transaction import checked, commit, transaction, writer
from jxinspect.sync import setback
from jxinspect.sync.statement import Signed, Statement, proven

DEVICE = "device"
BUNDLE, OUT, IN = "bundle", "out", "in"


class Passage(NamedTuple):
    """One line of the list of what came and went. `peer`: names of devices; `digest`: of the bundle."""

    at: datetime
    actor: str
    peer: str
    carrier: str
    direction: str
    entries: int
    objects: int
    digest: str
    note: str = ""


def said(connection: Connection, public_key: str) -> Statement | None:
    """What a device said last of what it has; None when it was never heard."""
    row = connection.execute("SELECT proof FROM peer WHERE id = ? AND kind = ?", (public_key, DEVICE)).fetchone()
    found = proven(row[0]) if row and row[0] else None
    return found.statement if found else None


def learn(connection: Connection, word: Signed, name: str) -> list[str]:
    """Keep what a device says of itself, unless it said something later before.

    In words what it, or this machine, has less than before: there somebody put an older copy back, or cloned it.
    """
    now, before = word.statement, said(connection, word.statement.device)
    if before is not None and now.at < before.at:
        return []
    had: tuple[Have, str] = (before.heads, before.at) if before is not None else ({}, "")
    found = setback.noticed(connection, (now.device, name), had, now.heads, now.at)
    setback.keep(connection, now.device, now.heads, found, now.at)
    have, proof = canonical(now.model_dump(mode="json")["have"]), word.model_dump_json()
    connection.execute(
        "INSERT OR REPLACE INTO peer (id, kind, name, have, at, proof) VALUES (?, ?, ?, ?, ?, ?)",
        (now.device, DEVICE, name, have, now.at, proof),
    )
    connection.execute("DELETE FROM copy WHERE peer = ?", (now.device,))
    connection.executemany(
        "INSERT INTO copy (sha256, peer, at) VALUES (?, ?, ?)", ((sha, now.device, now.at) for sha in now.objects)
    )
    return [one.told for one in found]


def note(connection: Connection, passage: Passage) -> None:
    """Add a line to the list of what came and went."""
    row = passage._replace(at=utc_text(passage.at))  # type: ignore[arg-type]  # as the table keeps it
    names = ", ".join(passage._fields)
    connection.execute(f"INSERT INTO exchange ({names}) VALUES ({', '.join('?' * len(row))})", row)  # noqa: S608


@contextmanager
def remembering(path: Path, *, actor: str, act: str, clock: datetime) -> Iterator[Connection]:
    """A transaction for such rows alone."""
    alone(act)
    key = key_of(path, at=clock)
    with (
        database_errors(path),
        writer(path, key, 10.0) as connection,
        transaction(connection, path, actor, act, clock),
    ):
        checked(connection, key, path, restoring=False)
        yield connection
        commit(connection, path)


def alone(act: str) -> None:
    """Refused inside a batch that is one transaction: what others send is taken by itself or not at all."""
    if lender.get() is not None:
        raise Refused(
            f"{act.replace('.', ' ')} 不能放在整批一次写入的命令里",
            why="同步包要么自己整个收下，要么不收，和别的命令不是一件事",
            todo="单独执行，或者让 batch 逐条执行",
        )
