"""Pulling from a hub: what arrived there since the last time, in groups that are each taken whole; then the objects.

Cut off anywhere, nothing is half: up to where the hub was read is written together with what was read.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jxinspect.errors import Damaged
from jxinspect.store import trust
from jxinspect.store.database import Connection
from jxinspect.store.device import device_key, public_hex, spelled
from jxinspect.store.exchange import ChainStart, Entry, holds
from jxinspect.store.merge import Taken, take
from jxinspect.sync import hub_case, peers
from jxinspect.sync.hub_batch import Push, digest_of
from jxinspect.sync.hub_case import Errand, Memory, Visit, visiting
from jxinspect.sync.hub_doubt import Doubt, doubtful
from jxinspect.sync.hub_fetch import fetch_all
from jxinspect.sync.named import everything_named, named
from jxinspect.sync.statement import proven, signed_by
from jxinspect.sync.thin import given_up

ACT = "sync.pull"
#: Batches are taken together up to so many entries; each group is one transaction.
GROUP = 20_000


class Pulled(NamedTuple):
    """What was taken, or would be."""

    url: str
    taken: list[Taken]
    objects: int
    size: int
    #: Objects that records name, that are not here and were left on the hub.
    left: int
    #: Objects that nobody has pushed yet.
    absent: list[str]
    #: What was not taken, and which device looks older than it was.
    doubts: list[str]

    @property
    def entries(self) -> int:
        """New entries."""
        return sum(one.entries for one in self.taken)


class _Come(NamedTuple):
    """An entry that came, with the batch that it came in."""

    push: Push
    chain: str
    seq: int
    entry: Entry


def pull(errand: Errand, *, with_objects: bool = True, again: bool = False) -> Pulled:
    """Take what arrived on the hub. `again`: read it from the beginning, after an older state of it was put back.

    Refused as by `visiting`; Damaged when the hub is not what it was, or something on it was changed.
    """
    with visiting(errand, ACT) as visit:
        seen = Memory({}, pending=True) if again else hub_case.memory(visit.connection, visit.terms.id)
        hub_case.check_memory(visit, seen)
        run = _Run(visit, seen)
        run.take()
        if not errand.dry_run:
            run.learn()
            run.finish(with_objects=with_objects)
        return run.told()


class _Run:
    """One pull, behind its checks."""

    def __init__(self, visit: Visit, seen: Memory) -> None:
        self._visit = visit
        self._errand = visit.errand
        self._hub = visit.hub
        self._connection = visit.connection
        self._before = self._seen = seen
        self._taken: list[Taken] = []
        self._named: set[str] = set()
        self._fetched = self._size = self._left = 0
        self._absent: list[str] = []
        self._doubts: list[str] = []

    def take(self) -> None:
        """Take the entries that arrived after what was seen; in a dry run only the first group can be tried."""
        pushes = self._hub.pushes(self._before.arrived)
        _whole(pushes, self._before.arrived, self._hub.arrived(), self._hub.url)
        advance = self._errand.watch("收日志", sum(push.last - push.first + 1 for push in pushes))
        for group in _groups(pushes):
            come = [one for push in group for one in self._new(push)]
            self._named |= named(one.entry for one in come)
            self._seen = self._seen._replace(arrived=group[-1].last, hash=self._hub.hash_at(group[-1].last) or "")
            if come:
                self._taken.append(self._group(come))
            advance(sum(push.last - push.first + 1 for push in group))
            if self._errand.dry_run and come:
                break

    def _new(self, push: Push) -> Iterator[_Come]:
        """The entries of a batch that are not here, the batch held against the word of who brought it."""
        hashes = self._hub.hashes(push.first, push.last)
        if digest_of(hashes) != push.digest or not signed_by(
            push.device_key, push.statement(self._hub.case_id, self._hub.id), bytes.fromhex(push.signature)
        ):
            raise Damaged(
                f"汇集端第 {push.first} 至 {push.last} 条被改动过",
                why=f"与送来它们的设备（{self._name(push.device_key)}）签名的不符；汇集端：{self._hub.url}",
                todo="这一批没有收下。请管理员查明汇集端；内容仍在送来它们的设备上，可以改用同步包",
            )
        numbers = [number for number, hash_ in enumerate(hashes, push.first) if not holds(self._connection, hash_)]
        for entry in self._hub.entries(numbers):
            try:
                fields = json.loads(entry.header)
                yield _Come(push, str(fields["chain"]), int(fields["seq"]), entry)
            except (ValueError, KeyError, TypeError) as error:
                raise Damaged(
                    f"汇集端的一条日志不能解读：{entry.hash[:12]}",
                    why=f"送来它的设备是{self._name(push.device_key)}",
                    todo="没有收下。请管理员查明汇集端；可以改用同步包",
                ) from error

    def _group(self, come: Sequence[_Come]) -> Taken:
        """Take a group, without what must not be taken from whom."""
        doubts: set[Doubt] = set()
        while True:
            rest = [one for one in come if not any(doubt.covers(one.push, one.chain, one.seq) for doubt in doubts)]
            try:
                return self._union(rest, doubts)
            except _Doubtful as stopped:
                doubts |= stopped.doubts
                self._doubts += sorted(doubt.why for doubt in stopped.doubts)

    def _union(self, come: Sequence[_Come], doubts: set[Doubt]) -> Taken:
        pushes = list(dict.fromkeys(one.push for one in come))

        def admit(connection: Connection, fresh: Sequence[ChainStart]) -> None:
            more = doubtful(connection, self._hub, fresh, pushes) - doubts
            if any(doubt.covers(one.push, one.chain, one.seq) for doubt in more for one in come):
                raise _Doubtful(more)

        def after(connection: Connection, taken: Taken) -> None:
            hub_case.remember(connection, self._visit.terms, self._seen._replace(pending=True), self._visit.at)
            self._visit.note(connection, peers.IN, taken.entries, 0)

        return take(
            self._errand.path,
            self._hub.chains(sorted({one.chain for one in come})),
            [one.entry for one in come],
            actor=self._errand.actor,
            act=ACT,
            clock=self._errand.clock,
            admit=admit,
            after=after,
            dry_run=self._errand.dry_run,
        )

    def learn(self) -> None:
        """Take note of what the other devices say they have."""
        own = public_hex(device_key())
        known = self._connection.execute("SELECT id, at FROM peer WHERE kind = ?", (peers.DEVICE,)).fetchall()
        words = [proven(text) for text in self._hub.receipts(dict(known) | {own: "9"})]
        devices = trust.devices(self._connection)
        good = [word for word in words if word is not None and word.statement.device in devices]
        if not good:
            return
        with self._visit.remembering() as writing:
            for word in good:
                if word.statement.case == self._hub.case_id:
                    self._doubts += peers.learn(writing, word, devices[word.statement.device].name)

    def finish(self, *, with_objects: bool) -> None:
        """Fetch the objects that are named and not here, and tell the hub what this machine has now."""
        wanted = self._wanted()
        there = self._hub.objects(wanted)
        self._absent = [sha for sha in wanted if sha not in there]
        names = [sha for sha in wanted if sha in there]
        if with_objects and names:
            fetch_all(self._visit, names, there)
            self._fetched, self._size = len(names), sum(there[sha] for sha in names)
        else:
            self._left = len(names)
        seen = self._seen._replace(
            have=hub_case.known_heads(self._hub, self._before), pending=bool(self._absent or self._left)
        )
        if seen != self._before or self._fetched:
            with self._visit.remembering() as writing:
                hub_case.remember(writing, self._visit.terms, seen, self._visit.at)
                _note_there(writing, self._visit.terms.id, names, self._visit.at)
            hub_case.tell(self._visit)

    def _wanted(self) -> list[str]:
        names = self._named
        if self._before.pending:  # some were left, or never came; what was given up here is not wanted back
            gone, own = given_up(self._connection), public_hex(device_key())
            names = {sha for sha in everything_named(self._connection) if (own, sha) not in gone}
        return sorted(sha for sha in names if not self._visit.objects.lies_here(sha))

    def told(self) -> Pulled:
        """What came of it."""
        doubts = list(dict.fromkeys(self._doubts))
        return Pulled(self._visit.terms.url, self._taken, self._fetched, self._size, self._left, self._absent, doubts)

    def _name(self, public_key: str) -> str:
        device = trust.devices(self._connection).get(public_key)
        return device.name if device else f"指纹 {spelled(public_key)}，没有登记"


class _Doubtful(Exception):
    def __init__(self, doubts: set[Doubt]) -> None:
        super().__init__()
        self.doubts = doubts


def _whole(pushes: Sequence[Push], seen: int, arrived: int, url: str) -> None:
    """Damaged when entries are missing between or behind the batches."""
    last = seen
    for push in pushes:
        if push.first > last + 1:
            break
        last = push.last
    if last != arrived:
        raise Damaged(
            f"汇集端缺少第 {last + 1} 条起的内容：{url}",
            why=f"按它自己的记载应有 {arrived} 条；有人删过，或者恢复得不完整",
            todo="没有收下。请管理员查明；补齐的办法是由各台设备执行 jxinspect sync push --again",
        )


def _groups(pushes: Sequence[Push]) -> Iterator[list[Push]]:
    group: list[Push] = []
    for push in pushes:
        if group and push.last - group[0].first >= GROUP:
            yield group
            group = []
        group.append(push)
    if group:
        yield group


def _note_there(connection: Connection, hub_id: str, names: Sequence[str], at: str) -> None:
    """The hub says that these objects lie there; nobody has read them through here, so no proof."""
    connection.executemany(
        "INSERT OR IGNORE INTO copy (sha256, peer, at) VALUES (?, ?, ?)", [(sha, hub_id, at) for sha in names]
    )
