"""Giving up objects of closed inspections on a laptop: only what two other places are proven to have, and one keeps.

A device proves by its signed word with the digest in it, a hub by a copy that was read back and compared. The office
and a hub never give anything up, so that two laptops that rely on each other cannot lose it both.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from jxinspect.errors import Refused
from jxinspect.store import trust
from jxinspect.store.casefile import CaseFile
from jxinspect.store.database import Connection
from jxinspect.store.device import device_key, public_hex
from jxinspect.store.journal import utc_text
from jxinspect.store.layout import record_tables
from jxinspect.store.reading import rows
from jxinspect.sync.statement import proven

ACT = "sync.thin"
ENOUGH = 2
_CLOSED = "SELECT inspection_id FROM closing WHERE at <= ?"
_HUBS = (
    "SELECT copy.sha256, peer.name FROM copy JOIN peer ON peer.id = copy.peer WHERE kind = 'hub' AND copy.proof <> ''"
)
_THINNED = """
SELECT chain.device_key, journal.utc, journal.body FROM journal JOIN chain ON chain.id = journal.chain
WHERE act = ? AND op = 'note' AND body IS NOT NULL ORDER BY journal.pos
"""


class Proof(NamedTuple):
    """A place that is proven to have an object; `keeps`: it never gives it up."""

    name: str
    keeps: bool


class Thing(NamedTuple):
    """An object of closed inspections that lies here, and who is proven to have it."""

    sha256: str
    size: int
    proofs: tuple[Proof, ...]

    @property
    def lacks(self) -> str:
        """What is missing before it may leave; empty when nothing is."""
        if len(self.proofs) < ENOUGH:
            have = "、".join(proof.name for proof in self.proofs) or "没有"
            return f"已证实的别处副本：{have}；还差 {ENOUGH - len(self.proofs)} 处"
        if not any(proof.keeps for proof in self.proofs):
            return f"已证实的别处副本都在笔记本上（{'、'.join(one.name for one in self.proofs)}），机关端和汇集端没有"
        return ""


class Thinned(NamedTuple):
    """What leaves, and what cannot yet."""

    gone: list[Thing]
    stays: list[Thing]

    @property
    def size(self) -> int:
        """Bytes of content that leave."""
        return sum(thing.size for thing in self.gone)


def thin(case: CaseFile, *, older_than: int = 0) -> Thinned:
    """Let objects of inspections leave that were closed at least so many days ago; the journal says which.

    Refused on the office's machine, on one that is not enrolled, and where nothing may leave: what each one lacks.
    """
    connection = case.connection
    own = trust.check_sender(connection, public_hex(device_key()))
    if own.office:
        raise Refused(
            "机关端不移出对象",
            why="机关端的一份是保底的：别的电脑移出时以它为准",
            todo="磁盘不够的，扩大磁盘；笔记本上可以移出",
        )
    found = list(_things(case, case.at - timedelta(days=older_than)))
    result = Thinned([one for one in found if not one.lacks], [one for one in found if one.lacks])
    if result.stays and not result.gone:
        raise Refused(
            f"{len(result.stays)} 个对象都还不能移出本机",
            why="办结检查的对象，至少有两处别的副本得到证实（其中一处是机关端或者汇集端）才可以移出",
            todo="先用 sync push 或者 sync bundle 送出，再收一次对方的同步包（回执），然后重新执行",
            items=[f"{one.sha256[:12]}：{one.lacks}" for one in result.stays],
        )
    if result.gone:
        case.note(thinned={one.sha256: [proof.name for proof in one.proofs] for one in result.gone})
        case.after_commit(lambda: case.objects.remove([one.sha256 for one in result.gone]))
    return result


def _things(case: CaseFile, until: datetime) -> Iterator[Thing]:
    connection = case.connection
    closed = {id_ for (id_,) in connection.execute(_CLOSED, (trust.as_stored(utc_text(until)),)).fetchall()}
    over, others = set[str](), set[str]()
    for sha, inspection in _naming(connection):
        (over if inspection in closed else others).add(sha)
    proofs = _proofs(connection)
    for sha in sorted(over - others):
        if case.objects.lies_here(sha):
            yield Thing(sha, case.objects.size_of(sha), tuple(proofs.get(sha, ())))


def _naming(connection: Connection) -> Iterator[tuple[str, str | None]]:
    """Every object with the inspection of each record that names it; none where it belongs to no inspection."""
    from jxinspect.store.schema import all_tables

    stored = set(record_tables(connection))
    for table in all_tables().sorted_tables:
        for column in (column.name for column in table.columns if column.info.get("object") and table.name in stored):
            of = "inspection_id" if "inspection_id" in table.columns else "NULL"
            sql = f'SELECT "{column}", {of} FROM "{table.name}" WHERE "{column}" <> \'\''  # noqa: S608 — of our tables
            yield from connection.execute(sql).fetchall()


def _proofs(connection: Connection) -> Mapping[str, list[Proof]]:
    """Object → the places that are proven to have it."""
    found: dict[str, list[Proof]] = {}
    for sha, name in connection.execute(_HUBS).fetchall():
        found.setdefault(sha, []).append(Proof(f"汇集端 {name}", keeps=True))
    devices, gone = trust.devices(connection), given_up(connection)
    for row in rows(connection, "SELECT id, proof FROM peer WHERE kind = 'device' AND proof <> '' ORDER BY name"):
        word, device = proven(row["proof"]), devices.get(row["id"])
        if word is None or device is None or device.revoked_at is not None or word.statement.device != row["id"]:
            continue
        for sha in word.statement.objects:
            if gone.get((row["id"], sha), "") < word.statement.at:
                found.setdefault(sha, []).append(Proof(device.name, keeps=device.office))
    return found


def given_up(connection: Connection) -> dict[tuple[str, str], str]:
    """Device and object → when it said in the journal that the object left it."""
    return {
        (key, sha): utc
        for key, utc, body in connection.execute(_THINNED, (ACT,)).fetchall()
        for sha in json.loads(body).get("thinned", {})
    }
