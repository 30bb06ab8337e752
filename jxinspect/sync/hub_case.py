"""Going to the hub that a case file knows, and what it remembers of it: a hub that was put back or exchanged shows."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from jxinspect.errors import Damaged, NotFound, Refused
from jxinspect.store import keys, trust
from jxinspect.store.database import Connection
from jxinspect.store.device import device_key, public_hex
from jxinspect.store.exchange import Have, have
from jxinspect.store.journal import utc_text
from jxinspect.store.objects import Objects
from jxinspect.store.reading import open_reading
from jxinspect.sync import hub_connection, peers, setback
from jxinspect.sync.depot import Depot, open_depot
from jxinspect.sync.hub import Hub
from jxinspect.sync.hub_batch import Place
from jxinspect.sync.statement import Head, stated

#: Told what is being done and how much of it there is; gives what is told of how many more are done.
Watch = Callable[[str, int], Callable[[int], object]]

HUB, IDENTITY, SCOPE = "hub", "sync_identity", "scope"
#: Kind of the row of `peer`, and the carrier in the list of what came and went.
KIND = "hub"


class Terms(NamedTuple):
    """Where the hub is, which one it is, and the age identity that opens the objects there."""

    url: str
    objects: str
    id: str
    identity: str


class Memory(NamedTuple):
    """What was seen of the hub last: heads, up to which arrival it was read, and the entry there."""

    have: Have
    arrived: int = 0
    hash: str = ""
    #: Objects that were to be fetched are not all here.
    pending: bool = False


def terms(connection: Connection, *, url: str = "", objects: str = "") -> Terms:
    """What the case file knows of its hub; `url` and `objects` are other ways to the same one.

    NotFound when it has none, Refused in a partial copy.
    """
    rows = dict(connection.execute("SELECT name, value FROM case_info").fetchall())
    if SCOPE in rows:
        raise _partial()
    if HUB not in rows:
        raise NotFound(
            "本案卷库还没有汇集端",
            why="机关端没有设立，或者设立以后还没有把同步包给过本机",
            todo="机关端执行 jxinspect sync init --hub 地址 --objects 地址；其他电脑收一次机关端的同步包",
        )
    kept = json.loads(rows[HUB])
    return Terms(
        hub_connection.tidy(url) if url else kept["url"], objects or kept["objects"], kept["id"], rows[IDENTITY]
    )


def _partial() -> Refused:
    return Refused(
        "这台电脑只能有一部分内容，不能使用汇集端",
        why="汇集端上是全部内容，超出了交给本机的范围（办法 27）",
        todo="和机关端用同步包交换：jxinspect sync bundle --for 机关端",
    )


def memory(connection: Connection, hub_id: str) -> Memory:
    """What was seen of this hub last."""
    row = connection.execute("SELECT have, proof FROM peer WHERE id = ? AND kind = ?", (hub_id, KIND)).fetchone()
    if row is None:
        return Memory({})
    heads = {chain: [(int(seq), str(hash_)) for seq, hash_ in ends] for chain, ends in json.loads(row[0]).items()}
    return Memory(heads, **json.loads(row[1]))


def remember(connection: Connection, found: Terms, seen: Memory, at: str) -> None:
    """Keep what was seen of the hub; inside the caller's transaction."""
    rest = seen._asdict()
    have = rest.pop("have")
    connection.execute(
        "INSERT OR REPLACE INTO peer (id, kind, name, have, at, proof) VALUES (?, ?, ?, ?, ?, ?)",
        (found.id, KIND, found.url, json.dumps(have, sort_keys=True), at, json.dumps(rest)),
    )
    setback.keep(connection, found.id, seen.have, [], at)


@dataclass(frozen=True, kw_only=True)
class Errand:
    """Who goes to the hub for which case file, when; `url` and `objects` are other ways to it than the office's."""

    path: Path
    actor: str
    clock: datetime
    url: str = ""
    objects: str = ""
    dry_run: bool = False
    watch: Watch = lambda _what, _count: lambda _done: None


@dataclass(frozen=True, kw_only=True)
class Visit:
    """At the hub, with the case file open for reading."""

    errand: Errand
    act: str
    connection: Connection
    objects: Objects
    terms: Terms
    hub: Hub
    depot: Depot

    @property
    def at(self) -> str:
        """When, as the journal writes it."""
        return utc_text(self.errand.clock)

    def remembering(self) -> AbstractContextManager[Connection]:
        """A transaction for what this copy alone remembers."""
        return peers.remembering(self.errand.path, actor=self.errand.actor, act=self.act, clock=self.errand.clock)

    def note(self, connection: Connection, direction: str, entries: int, objects: int) -> None:
        """Add a line to the list of what came and went."""
        passage = peers.Passage(
            self.errand.clock, self.errand.actor, self.terms.url, KIND, direction, entries, objects, ""
        )
        peers.note(connection, passage)


@contextmanager
def visiting(errand: Errand, act: str, *, sending: bool = False) -> Iterator[Visit]:
    """Go to the hub of a case file. Refused in a partial copy, and for a device that is revoked.

    Who is `sending` must be enrolled; an empty copy that only takes learns of that by what it takes.
    """
    peers.alone(act)
    key = keys.key_of(errand.path, at=errand.clock)
    with open_reading(errand.path, at=errand.clock) as connection:
        own = public_hex(device_key())
        if sending or own in trust.devices(connection):
            device = trust.check_sender(connection, own)
            if device.third_party or device.inspections:
                raise _partial()
        found = terms(connection, url=errand.url, objects=errand.objects)
        with opened(found, key.case_id) as (hub, depot):
            objects = Objects(errand.path, key)
            yield Visit(
                errand=errand, act=act, connection=connection, objects=objects, terms=found, hub=hub, depot=depot
            )


@contextmanager
def opened(found: Terms, case_id: str) -> Iterator[tuple[Hub, Depot]]:
    """The hub and its store of objects. Damaged when it is another hub than the one that the case file knows."""
    depot = open_depot(found.objects, case_id)
    with hub_connection.connected(found.url) as connection:
        hub_id = hub_connection.opened(connection)
        if hub_id != found.id:
            raise Damaged(
                f"这不是原来的汇集端：{found.url}",
                why=f"本案卷库认的是 {found.id[:8]}，这里是 {hub_id[:8]}；数据库被重建过，或者地址指到了别处",
                todo="请管理员核对。确实换了汇集端的，机关端再执行一次 jxinspect sync init --hub 地址 --objects 地址，"
                "并给各台电脑同步包",
            )
        yield Hub(connection, case_id, hub_id, found.url), depot


def known_heads(hub: Hub, seen: Memory) -> Have:
    """What the hub has: its heads, and those branches of forked chains that it was seen to have."""
    theirs = hub.heads()
    for chain, ends in seen.have.items():
        if len(ends) > 1:
            theirs[chain] = sorted({*theirs.get(chain, []), *ends})
    return theirs


def tell(visit: Visit) -> None:
    """Tell the hub what this machine has, for the others."""
    heads = {chain: [Head(*end) for end in ends] for chain, ends in have(visit.connection).items()}
    word = stated(visit.hub.case_id, visit.at, heads, visit.objects.all_here())
    visit.hub.add_receipt(word.statement.device, visit.at, word.model_dump_json())


def check_memory(visit: Visit, seen: Memory) -> None:
    """Damaged when the hub lacks what it had: an older state was put back, or this is a clone of it. Remembered."""
    hub = visit.hub
    places = [(chain, seq, hash_) for chain, ends in seen.have.items() for seq, hash_ in ends]
    gone = hub.lacks(places)
    arrived = hub.arrived()
    if not gone and arrived >= seen.arrived and (not seen.arrived or hub.hash_at(seen.arrived) == seen.hash):
        return
    heads = hub.heads()
    if not visit.errand.dry_run:
        _note_setback(visit, seen, heads, gone)
    raise Damaged(
        f"汇集端比本机上次见到的旧：{hub.url}（{hub.id[:8]}）",
        why=f"上次它有 {seen.arrived} 条，现在有 {arrived} 条，缺少本机见过的链头："
        "它被恢复成了旧的备份，或者这是它的一份拷贝",
        todo="请管理员核对。确认是恢复了备份的，执行 jxinspect sync push --again，把汇集端缺少的补上",
        items=[f"{chain}：第 {seq} 条 {hash_[:12]}，那里到第 {_last(heads, chain)} 条" for chain, seq, hash_ in gone],
    )


def _note_setback(visit: Visit, seen: Memory, heads: Have, gone: Sequence[Place]) -> None:
    """Let `sync status` name it from now on, until the hub has all of it again."""
    [(said,)] = visit.connection.execute("SELECT at FROM peer WHERE id = ?", (visit.terms.id,)).fetchall()
    lost = {chain: max(seq for one, seq, _ in gone if one == chain) for chain, _, _ in gone}
    found = [
        setback.Setback(visit.terms.id, "汇集端", chain, "", setback.BEHIND, seq, _last(heads, chain), said, visit.at)
        for chain, seq in lost.items()
    ]
    with visit.remembering() as writing:
        setback.keep(writing, visit.terms.id, {}, found, visit.at)


def _last(heads: Have, chain: str) -> int:
    return max((seq for seq, _ in heads.get(chain, [])), default=0)
