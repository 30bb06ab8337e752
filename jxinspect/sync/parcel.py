"""What goes to whom: the entries and objects that the devices a bundle is for are not known to have."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator, Sequence
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple

from jxinspect.errors import NotFound, Refused
from jxinspect.store import trust
from jxinspect.store.database import Connection
from jxinspect.store.device import device_key, fingerprint, public_hex
from jxinspect.store.exchange import Entry, Have, chains, have, lacking
from jxinspect.store.journal import utc_text
from jxinspect.store.objects import Objects
from jxinspect.store.scope import Scope, for_device, partial, restricted
from jxinspect.store.scope import objects as scoped
from jxinspect.store.signing import case_of
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
    scope: Scope | None
    #: On a partial copy, the beginning of the names of its own chains: it gives nothing else.
    own: str
    #: Names of recipients that have never said what they have.
    unheard: list[str]

    def frames(self, connection: Connection) -> Iterator[bytes]:
        """The frames of entries."""
        return in_frames(_entries(connection, self.theirs, self.scope, self.own))


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
    scope = _scope(connection, own, to, clock)
    ours_only = f"{fingerprint(own.public_key)}-" if partial(connection) else ""
    words = [peers.said(connection, device.public_key) for device in to]
    known = [] if everything else [word for word in words if word is not None]
    theirs = common([word.heads for word in known]) if len(known) == len(to) else {}
    starts = {start.id: Chain(**start._asdict()) for start in chains(connection)}
    digest, count, pieces = sha256(), 0, 0
    for frame in in_frames(_entries(connection, theirs, scope, ours_only)):
        digest.update(frame)
        count, pieces = count + frame.count(b"\n"), pieces + 1
    ours = have(connection)
    mine = {chain: [Head(*head) for head in heads] for chain, heads in ours.items()}
    case = case_of(connection)
    held = [] if everything else [_held(connection, device) for device in to]
    manifest = Manifest(
        bundle=secrets.token_hex(16),
        case=case,
        office=str(trust.office_key(connection)),
        sender=_party(own),
        recipients=[_party(device) for device in to],
        actor=actor,
        stated=stated(case, utc_text(clock), mine, _said_here(connection, objects, scope)),
        against={chain: [Head(*head) for head in heads] for chain, heads in theirs.items()},
        chains=[
            starts[chain] for chain in sorted(ours) if ours[chain] != theirs.get(chain) and chain.startswith(ours_only)
        ],
        entries=count,
        entry_frames=pieces,
        entries_digest=digest.hexdigest(),
        objects=_things(connection, objects, held, scope),
        secrets=_secrets(connection) if scope is None else Secrets(),
        scope=scope.told if scope is not None else "",
    )
    unheard = [device.name for device, word in zip(to, words, strict=True) if word is None]
    return Parcel(manifest, theirs, scope, ours_only, unheard)


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
    if found == own:
        raise Refused(f"“{name}”就是本机", why="同步包是给别的设备的。", todo="用 --for 写明收件的设备。")
    return found


def _scope(connection: Connection, own: trust.Trusted, to: Sequence[trust.Trusted], clock: datetime) -> Scope | None:
    """What the recipients may have; a partial copy gives to the office alone, and gets from it alone."""
    limited = [device for device in to if device.third_party or device.inspections]
    if partial(connection) and not all(device.office for device in to):
        raise Refused(
            "本机只有一部分内容，同步包只能给机关端",
            why="登记时写明本机是第三方的设备，或者只给指定的检查；它只和机关端交换（办法 27）。",
            todo="用 --for 写明机关端；给其他设备的由机关端制作。",
        )
    if not limited:
        return None
    if not own.office:
        raise Refused(
            f"设备“{limited[0].name}”只从机关端收取内容",
            why="登记时写明它是第三方的设备，或者只给指定的检查；给它哪些内容由机关端掌握（办法 27）。",
            todo="把内容先同步到机关端，由机关端给它制作同步包。",
        )
    if len(to) > 1:
        raise Refused(
            f"给“{limited[0].name}”的同步包要单独制作",
            why="它只能收到一部分内容，和其他设备的不同（办法 27）。",
            todo="分开执行，每次只写一个 --for。",
        )
    return for_device(connection, limited[0], clock)


def _entries(connection: Connection, theirs: Have, scope: Scope | None, own: str) -> Iterator[Entry]:
    """What a side with `theirs` lacks, as it may have it; of a partial copy only what its own device wrote."""
    found = lacking(connection, theirs)
    if own:
        found = (entry for entry in found if json.loads(entry.header)["chain"].startswith(own))
    return restricted(found, scope)


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


def _said_here(connection: Connection, objects: Objects, scope: Scope | None) -> list[str]:
    """The objects of which the recipients are told that they lie here: digests tell who has a file that it is known."""
    here = objects.all_here()
    may = scoped(connection, scope) if scope is not None else set(here)
    return [sha for sha in here if sha in may]


def _things(connection: Connection, objects: Objects, held: Sequence[set[str]], scope: Scope | None) -> list[Thing]:
    """The objects that records name and that lie here, but for those that all recipients have or do not want."""
    there = set.intersection(*held) if held else set()
    wanted = [sha for sha in objects.all_here() if sha not in there]
    named = (scoped(connection, scope) if scope is not None else everything_named(connection)) if wanted else set[str]()
    return [Thing(sha256=sha, size=objects.size_of(sha)) for sha in wanted if sha in named]
