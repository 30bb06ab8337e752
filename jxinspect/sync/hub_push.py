"""Pushing to a hub: objects first, each read back there; then the entries that name them, act by act.

Cut off anywhere, nothing is half: what has arrived is known by the hub's heads, and the next push sends the rest.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from jxinspect.errors import Refused
from jxinspect.store.database import Connection
from jxinspect.store.device import device_key, public_hex
from jxinspect.store.exchange import Entry, Have, chains, have, holds, lacking
from jxinspect.sync import hub_case, peers
from jxinspect.sync.hub import Hub
from jxinspect.sync.hub_batch import Place
from jxinspect.sync.hub_case import Errand, Memory, Visit, visiting
from jxinspect.sync.hub_objects import send
from jxinspect.sync.named import named

ACT = "sync.push"
#: A batch is closed behind the act in which it has grown to so many entries.
BATCH = 5_000


class Pushed(NamedTuple):
    """What was sent, or would be, and the objects that are not here to be sent."""

    url: str
    entries: int
    objects: int
    size: int
    absent: list[str]


class _Load(NamedTuple):
    """What the hub lacks: places of entries in order, each with whether it is signed; the objects that they name."""

    places: list[tuple[Place, bool]]
    objects: set[str]


def push(errand: Errand, *, again: bool = False) -> Pushed:
    """Send what the hub lacks. `again`: hold everything against it anew, after an older state of it was put back.

    Refused as by `visiting`, and where the case file is older than the hub; Damaged when the hub is not what it was.
    """
    with visiting(errand, ACT, sending=True) as visit:
        seen = Memory({}) if again else hub_case.memory(visit.connection, visit.terms.id)
        hub_case.check_memory(visit, seen)
        _check_own(visit.connection, visit.hub)
        load = _load(visit.connection, {} if again else hub_case.known_heads(visit.hub, seen))
        names = _unproven(visit, load.objects, again=again)
        here = [sha for sha in names if visit.objects.lies_here(sha)]
        there = visit.hub.objects(names)
        absent = [sha for sha in names if sha not in there and not visit.objects.lies_here(sha)]
        size = sum(visit.objects.size_of(sha) for sha in here)
        if not errand.dry_run:
            _send_objects(visit, here)
            seen = _send_entries(visit, load.places, seen)
            _remember(visit, seen, len(load.places), len(here))
        return Pushed(visit.terms.url, len(load.places), len(here), size, absent)


def _check_own(connection: Connection, hub: Hub) -> None:
    """Refused when the hub has entries of this machine that the case file lacks: an older one was put back here."""
    heads, mine = hub.heads(), public_hex(device_key())
    own = {start.id for start in hub.chains(sorted(heads)) if start.device_key == mine}
    for chain, ends in heads.items():
        for seq, hash_ in ends:
            if chain in own and not holds(connection, hash_):
                raise Refused(
                    "本机的案卷库比汇集端旧，没有推送",
                    why=f"汇集端有本机写的第 {seq} 条（{chain}），这里却没有：本机被恢复成了旧的副本，或者本机被克隆",
                    todo="先执行 jxinspect sync pull 取回，再推送；本机没有恢复过的，请机关端查明",
                )


def _load(connection: Connection, theirs: Have) -> _Load:
    load = _Load([], set())
    for entry in lacking(connection, theirs):
        load.places.append((_place(entry), entry.signature is not None))
        load.objects.update(named([entry]))
    return load


def _place(entry: Entry) -> Place:
    fields = json.loads(entry.header)
    return fields["chain"], fields["seq"], entry.hash


def _unproven(visit: Visit, names: Iterable[str], *, again: bool) -> list[str]:
    """Those of the objects that are not known to lie in the store."""
    if again:
        return sorted(names)
    known, hub = "SELECT 1 FROM copy WHERE sha256 = ? AND peer = ? AND proof IS NOT NULL", visit.terms.id
    return sorted(sha for sha in names if not visit.connection.execute(known, (sha, hub)).fetchone())


def _send_objects(visit: Visit, names: Sequence[str]) -> None:
    advance = visit.errand.watch("推送对象", len(names))
    for group in send(visit.objects, names, visit.depot, visit.terms.identity):
        for sha, size in group:
            visit.hub.add_object(sha, size, visit.at)
        with visit.remembering() as writing:
            writing.executemany(
                "INSERT OR REPLACE INTO copy (sha256, peer, at, proof) VALUES (?, ?, ?, ?)",
                [(sha, visit.terms.id, visit.at, f"read back, {size} bytes") for sha, size in group],
            )
        advance(len(group))


def _send_entries(visit: Visit, places: Sequence[tuple[Place, bool]], seen: Memory) -> Memory:
    """Send entries; what is then to be remembered of the hub."""
    advance = visit.errand.watch("推送日志", len(places))
    starts, key = {start.id: start for start in chains(visit.connection)}, device_key()
    for batch in batches(places):
        entries = [_entry(visit.connection, hash_) for _, _, hash_ in batch]
        push = visit.hub.add(
            [starts[chain] for chain in sorted({chain for chain, _, _ in batch})],
            entries,
            device=public_hex(key),
            at=visit.at,
            sign=lambda said: key.sign(said).hex(),
            withheld=_withheld(visit.connection, entries),
        )
        if push is not None and push.first == seen.arrived + 1:  # nobody else's came between: not to be read back
            seen = seen._replace(arrived=push.last, hash=visit.hub.hash_at(push.last) or "")
        advance(len(batch))
    return seen


def _remember(visit: Visit, seen: Memory, entries: int, objects: int) -> None:
    """Keep what was seen of the hub, and tell it what this machine has; nothing when nothing was sent."""
    ours = have(visit.connection)
    if not entries and not objects and seen.have == ours:
        return
    with visit.remembering() as writing:
        hub_case.remember(writing, visit.terms, seen._replace(have=ours), visit.at)
        visit.note(writing, peers.OUT, entries, objects)
    hub_case.tell(visit)


def batches(places: Iterable[tuple[Place, bool]]) -> Iterator[list[Place]]:
    """Groups of entries that may be taken in alone: every chain ends with an entry that its device signed."""
    batch: list[Place] = []
    unsigned: set[str] = set()
    for place, signed in places:
        batch.append(place)
        (unsigned.discard if signed else unsigned.add)(place[0])
        if len(batch) >= BATCH and not unsigned:
            yield batch
            batch = []
    if batch:
        yield batch


def _entry(connection: Connection, hash_: str) -> Entry:
    sql = "SELECT hash, header, body, salt, signature FROM journal WHERE hash = ?"
    return Entry(*connection.execute(sql, (hash_,)).fetchone())


def _withheld(connection: Connection, entries: Iterable[Entry]) -> list[Place]:
    """The entries whose bodies these ones withhold."""
    fields = [json.loads(entry.header) for entry in entries]
    return [_place(_entry(connection, one["record"])) for one in fields if one["op"] == "withhold"]
