"""Taking what a bundle holds: shown first, its objects next, its entries last and in one transaction."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from jxinspect.errors import Damaged, Incomplete, Refused, Unwritable
from jxinspect.store import keys, trust
from jxinspect.store.database import Connection
from jxinspect.store.device import device_key, public_hex, spelled
from jxinspect.store.exchange import ChainStart, holds_at
from jxinspect.store.merge import Admit, Taken, take
from jxinspect.store.objects import Objects
from jxinspect.store.passing import Advance
from jxinspect.store.reading import open_reading
from jxinspect.store.scope import partial
from jxinspect.sync import peers
from jxinspect.sync.manifest import Manifest, Thing
from jxinspect.sync.opening import Opened

ACT = "sync.open"
_BARE = """
SELECT chain, seq FROM journal WHERE body IS NULL AND hash NOT IN
  (SELECT record_id FROM journal WHERE record_table = 'journal' AND op = 'withhold') ORDER BY pos LIMIT 1
"""
#: Room for the tables that entries make, beside the entries themselves.
_ROOM = 16 * 2**20
#: Told how many bytes will pass; gives what is told of each piece that passed.
Watch = Callable[[int], Advance]


class Received(NamedTuple):
    """What was taken, and the chains of which the sender has less than it said before."""

    taken: Taken
    objects: int
    size: int
    lost: list[str]


def look(path: Path, opened: Opened, *, actor: str, clock: datetime) -> Taken:
    """What taking the bundle would bring to the case file at `path`, and whether it may be taken. Writes nothing.

    Refused for another case, a foreign or revoked device, a newer program; Damaged when an entry does not hold.
    """
    peers.alone(ACT)
    case_id = keys.identify(path)[0]
    if opened.manifest.case != case_id:
        raise _other_case(opened, case_id)
    _check_joins(path, opened, clock)
    return take(
        path, opened.chains, opened.entries(), actor=actor, act=ACT, clock=clock, admit=_admits(opened.manifest),
        dry_run=True,
    )  # fmt: skip


def _check_joins(path: Path, opened: Opened, clock: datetime) -> None:
    """Incomplete when the bundle counts on entries that this copy does not have: an older one was put back here."""
    manifest = opened.manifest
    told = [(chain.id, head) for chain in manifest.chains for head in manifest.against.get(chain.id, ())]
    with open_reading(path, at=clock) as connection:
        missing = [
            f"链 {chain}：第 {head.seq} 条 {head.hash[:12]}"
            for chain, head in told
            if not holds_at(connection, chain, *head)
        ]
    if missing:
        raise Incomplete(
            f"同步包 {opened.path} 接不上本机的内容",
            why=f"“{manifest.sender.name}”只装了它认为本机缺少的部分，而本机没有它认为已有的条目：本机恢复过旧的备份。",
            todo=f"没有收进任何内容。请“{manifest.sender.name}”用 sync bundle --all 重新制作。",
            items=missing,
        )


def lacking(path: Path, opened: Opened, *, clock: datetime) -> list[Thing]:
    """The objects of the bundle that the case file lacks."""
    return opened.lacking(Objects(path, keys.key_of(path, at=clock)))


def receive(path: Path, opened: Opened, *, actor: str, clock: datetime, watch: Watch) -> Received:
    """Take all of it. Cut off anywhere, nothing is half: the next run takes the rest."""
    objects = Objects(path, keys.key_of(path, at=clock))
    things = opened.lacking(objects)
    room_for(path, things)
    advance = watch(2 * sum(thing.size for thing in things))
    opened.check(things, advance)
    opened.keep(things, objects, advance)
    return enter(path, opened, things, actor=actor, clock=clock)


def enter(path: Path, opened: Opened, things: Sequence[Thing], *, actor: str, clock: datetime) -> Received:
    """Take the entries, when the objects are there: `things` are those that came with them."""
    manifest, own, lost = opened.manifest, public_hex(device_key()), list[str]()

    def remember(connection: Connection, taken: Taken) -> None:
        if manifest.sender.public_key != own:  # what one says to oneself is no second place for an object
            lost.extend(peers.learn(connection, manifest.stated, manifest.sender.name))
        passage = peers.Passage(
            clock, actor, manifest.sender.name, peers.BUNDLE, peers.IN, taken.entries, len(things), manifest.bundle
        )
        peers.note(connection, passage)
        if manifest.sender.public_key == trust.office_key(connection):
            _reach_hub(connection, manifest)

    taken = take(
        path,
        opened.chains,
        opened.entries(),
        actor=actor,
        act=ACT,
        clock=clock,
        admit=_admits(manifest),
        after=remember,
    )
    return Received(taken, len(things), sum(thing.size for thing in things), lost)


def _reach_hub(connection: Connection, manifest: Manifest) -> None:
    """Where the hub is and what opens its objects, by the office's word alone."""
    rows = [row for row in manifest.secrets.model_dump().items() if row[1]]
    connection.executemany("INSERT OR REPLACE INTO case_info VALUES (?, ?)", rows)


def _admits(manifest: Manifest) -> Admit:
    def admit(connection: Connection, fresh: Sequence[ChainStart]) -> None:
        office = trust.office_key(connection)
        if office is not None and office != manifest.office:
            raise _other_office(manifest, office)
        trust.check_sender(connection, manifest.sender.public_key)
        _check_scope(connection, manifest)
        check_chains(connection, fresh)

    return admit


def _check_scope(connection: Connection, manifest: Manifest) -> None:
    """A partial copy takes from the office alone, and a whole one takes no bodies that nobody recorded as withheld."""
    if partial(connection) is not None:
        if manifest.sender.public_key != manifest.office:
            raise Refused(
                "本机只有一部分内容，只收机关端的同步包",
                why=f"这个同步包是“{manifest.sender.name}”做的；给本机哪些内容由机关端掌握（办法 27）。",
                todo="没有收进任何内容。请机关端制作同步包。",
            )
    elif (bare := connection.execute(_BARE).fetchone()) is not None:
        raise Damaged(
            f"收到的日志不能采信：{bare[0]} 第 {bare[1]} 条",
            why=f"正文不见了，也没有隐去的记载；制作的设备是“{manifest.sender.name}”，它的案卷库不完整。",
            todo="什么都没有收下。请有全部内容的设备（机关端）制作同步包。",
        )


def check_chains(connection: Connection, fresh: Sequence[ChainStart]) -> None:
    """Refused for a chain of a device that the office did not enrol, unless it was there before there was an office."""
    for start in strangers(connection, fresh):
        raise Refused(
            f"其中有没有登记的设备（指纹 {spelled(start.device_key)}）写的内容",
            why=f"日志链 {start.id} 的设备没有经机关端登记。",
            todo="没有收进任何内容。确是本机关的电脑，先由机关端登记（sync device add），再重新制作同步包。",
        )


def strangers(connection: Connection, fresh: Sequence[ChainStart]) -> list[ChainStart]:
    """The chains of devices that the office did not enrol, but for those that were there before there was an office."""
    enrolled, earlier = trust.devices(connection), _earlier(connection)
    return [start for start in fresh if start.device_key not in enrolled and start.id not in earlier]


def _earlier(connection: Connection) -> set[str]:
    """The chains that were there when the office was set up, by its own word."""
    rows = connection.execute(
        "SELECT body FROM journal JOIN chain ON chain.id = journal.chain WHERE act = ? AND op = 'note'"
        " AND body IS NOT NULL AND device_key = ?",
        (trust.INIT, trust.office_key(connection)),
    )
    return {chain for (body,) in rows for chain in json.loads(body).get("chains", ())}


def room_for(path: Path, things: Sequence[Thing]) -> None:
    """Unwritable when the disk cannot hold these objects."""
    needed, free = sum(thing.size for thing in things) + _ROOM, shutil.disk_usage(path).free
    if needed > free:
        raise Unwritable(
            f"磁盘空间不够：{path}",
            why=f"需要 {needed / 1e6:,.0f} MB，只剩 {free / 1e6:,.0f} MB。",
            todo="没有收进任何内容。腾出空间后再执行同一命令。",
        )


def _other_case(opened: Opened, case_id: str) -> Refused:
    return Refused(
        f"同步包 {opened.path} 属于另一个案卷库",
        why=f"它的案卷库编号是 {opened.manifest.case[:8]}，这里的是 {case_id[:8]}；"
        f"制作的设备是“{opened.manifest.sender.name}”。",
        todo="没有收进任何内容。用 -C 指明对应的案卷库；本机还没有那个案卷库的，用 --new 新建。",
    )


def _other_office(manifest: Manifest, office: str) -> Refused:
    return Refused(
        "同步包出自另一个机关端",
        why=f"它认的机关端指纹是 {spelled(manifest.office)}，本案卷库的是 {spelled(office)}；"
        f"制作的设备是“{manifest.sender.name}”。",
        todo="没有收进任何内容。和机关端核对；有人可能想冒充机关端。",
    )
