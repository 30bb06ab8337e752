"""What goes to whom: the entries and objects that the devices a bundle is for are not known to have."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple

from jxinspect.errors import NotFound, Refused
from jxinspect.store import trust
from jxinspect.store.database import Connection
from jxinspect.store.device import device_key, public_hex
from jxinspect.store.exchange import Have, chains, have, lacking
from jxinspect.store.journal import utc_text
from jxinspect.store.objects import Objects
from jxinspect.sync import peers
from jxinspect.sync.bundle import in_frames
from jxinspect.sync.manifest import Chain, Manifest, Party, Secrets, Thing
from jxinspect.sync.named import everything_named
from jxinspect.sync.statement import Head, stated
from jxinspect.sync.thin import given_up


class Parcel(NamedTuple):
    """What a bundle is to hold; its entries are read from the same state of the case file."""

    manifest: Manifest
    theirs: Have
    #: Names of recipients that have never said what they have.
    unheard: list[str]

    def frames(self, connection: Connection) -> Iterator[bytes]:
        """The frames of entries."""
        return in_frames(lacking(connection, self.theirs))


def pack(
    connection: Connection,
    objects: Objects,
    names: Sequence[str],
    *,
    actor: str,
    clock: datetime,
    everything: bool = False,
) -> Parcel:
    """What the named devices lack, or all of it. NotFound, Refused for a device that is revoked or not to have all."""
    own = trust.check_sender(connection, public_hex(device_key()))
    to = [_recipient(connection, own, name) for name in dict.fromkeys(names)]
    words = [peers.said(connection, device.public_key) for device in to]
    known = [] if everything else [word for word in words if word is not None]
    theirs = common([word.heads for word in known]) if len(known) == len(to) else {}
    starts = {start.id: Chain(**start._asdict()) for start in chains(connection)}
    digest, count, pieces = sha256(), 0, 0
    for frame in in_frames(lacking(connection, theirs)):
        digest.update(frame)
        count, pieces = count + frame.count(b"\n"), pieces + 1
    ours = have(connection)
    mine = {chain: [Head(*head) for head in heads] for chain, heads in ours.items()}
    case = connection.execute("SELECT value FROM case_info WHERE name = 'case'").fetchone()[0]
    manifest = Manifest(
        bundle=secrets.token_hex(16),
        case=case,
        office=str(trust.office_key(connection)),
        sender=_party(own),
        recipients=[_party(device) for device in to],
        actor=actor,
        stated=stated(case, utc_text(clock), mine, objects.all_here()),
        against={chain: [Head(*head) for head in heads] for chain, heads in theirs.items()},
        chains=[starts[chain] for chain in sorted(ours) if ours[chain] != theirs.get(chain)],
        entries=count,
        entry_frames=pieces,
        entries_digest=digest.hexdigest(),
        objects=_things(connection, objects, [] if everything else [_held(connection, device) for device in to]),
        secrets=_secrets(connection),
    )
    return Parcel(manifest, theirs, [device.name for device, word in zip(to, words, strict=True) if word is None])


def common(sides: Sequence[Have]) -> Have:
    """What all of them have for certain: of each chain the shortest, unless they have different branches of it."""
    if not sides:
        return {}
    found: Have = {}
    for chain in set[str].intersection(*map(set, sides)):
        heads = [[(seq, hash_) for seq, hash_ in side[chain]] for side in sides]
        if all(one == heads[0] for one in heads):
            found[chain] = heads[0]
        elif all(len(one) == 1 for one in heads) and len({seq for [(seq, _)] in heads}) == len({*map(tuple, heads)}):
            found[chain] = min(heads)
    return found


def _recipient(connection: Connection, own: trust.Trusted, name: str) -> trust.Trusted:
    enrolled = trust.devices(connection)
    found = next((device for device in enrolled.values() if name in {device.name, device.public_key}), None)
    if found is None:
        names = "、".join(device.name for device in enrolled.values() if device != own and device.revoked_at is None)
        raise NotFound(
            f"没有登记名为“{name}”的设备",
            why=f"已登记的其他设备：{names or '没有'}。",
            todo="见 jxinspect sync device list。",
        )
    if found.revoked_at is not None:
        raise Refused(
            f"设备“{name}”已经停用",
            why=f"机关端已停用它：{found.because}。",
            todo="不要再给它内容；换一台设备登记后再给。",
        )
    if found.third_party or found.inspections:
        raise Refused(
            f"设备“{name}”不能收到整个案卷库",
            why="登记时写明它是第三方的设备，或者只给指定的检查；同步包装的是整个案卷库（办法 27）。",
            todo="第三方要用的材料，按授权由本机导出（export）；要给整个案卷库的，由机关端另行登记。",
        )
    if found == own:
        raise Refused(f"“{name}”就是本机", why="同步包是给别的设备的。", todo="用 --for 写明收件的设备。")
    return found


def _party(device: trust.Trusted) -> Party:
    return Party(public_key=device.public_key, recipient=device.recipient, name=device.name)


def _secrets(connection: Connection) -> Secrets:
    rows = connection.execute("SELECT name, value FROM case_info WHERE name IN ('hub', 'sync_identity')")
    return Secrets(**dict(rows.fetchall()))


def _held(connection: Connection, device: trust.Trusted) -> set[str]:
    """The objects that a device says it has, and those that it gave up: it gets them again when it asks for all."""
    word = peers.said(connection, device.public_key)
    gave = {sha for key, sha in given_up(connection) if key == device.public_key}
    return gave.union(word.objects if word is not None else ())


def _things(connection: Connection, objects: Objects, held: Sequence[set[str]]) -> list[Thing]:
    """The objects that records name and that lie here, but for those that all recipients have or do not want."""
    there = set.intersection(*held) if held else set()
    wanted = [sha for sha in objects.all_here() if sha not in there]
    named = everything_named(connection) if wanted else set[str]()
    return [Thing(sha256=sha, size=objects.size_of(sha)) for sha in wanted if sha in named]
