"""How this copy stands to the others: who has what, who lacks what, what waits to be sent, what lies elsewhere only."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from jxinspect.store import elsewhere, layout, trust
from jxinspect.store.database import Connection
from jxinspect.store.device import device_key, public_hex, spelled
from jxinspect.store.exchange import Have, count_lacking, have
from jxinspect.store.objects import Objects
from jxinspect.store.reading import rows
from jxinspect.store.scope import SCOPE
from jxinspect.sync import setback
from jxinspect.sync.named import everything_named

_LOG = "SELECT at, actor, peer, carrier, direction, entries, objects, note FROM exchange ORDER BY n DESC LIMIT ?"


class Peer(NamedTuple):
    """Another copy, or a hub. Counts are of what is known; `at` is when it last said what it has."""

    id: str
    name: str
    standing: str
    at: str | None
    #: Entries and objects of this copy that it lacks, and entries of its own that are not here.
    lacks: int
    lacks_objects: int
    ahead: int
    objects: int
    because: str = ""


#: What is known of a peer: its entries, its objects, when that was learnt.
Known = tuple[Have, set[str], str]


class Standing(NamedTuple):
    """All that `sync status` tells."""

    own: trust.Trusted | None
    fingerprint: str
    office: trust.Trusted | None
    scope: dict[str, Any] | None
    peers: list[Peer]
    #: Entries and objects of this copy that no other is known to have.
    waiting: int
    waiting_objects: int
    conflicts: int
    #: Objects that records name and that lie elsewhere only, and those that are nowhere known to be.
    elsewhere: int
    missing: int
    setbacks: list[setback.Setback]
    log: list[dict[str, Any]]


def standing(connection: Connection, objects: Objects, *, lines: int = 10) -> Standing:
    """How this copy stands; `lines` of what came and went last."""
    own = public_hex(device_key())
    devices = trust.devices(connection)
    named = everything_named(connection)
    here = {sha for sha in named if objects.lies_here(sha)}
    known = _known(connection)
    peers = [_peer(connection, one, here, known) for one in _all(connection, devices.values(), own)]
    held = set[str]().union(*(known[peer][1] for peer in known))
    return Standing(
        own=devices.get(own),
        fingerprint=spelled(own),
        office=devices.get(str(trust.office_key(connection))),
        scope=_scope(connection),
        peers=peers,
        waiting=_waiting(connection, [has for has, _, _ in known.values()]),
        waiting_objects=len(here - held),
        conflicts=connection.execute("SELECT count(*) FROM conflict").fetchone()[0],
        elsewhere=len((named - here) & held),
        missing=len(named - here - held),
        setbacks=setback.kept(connection),
        log=rows(connection, _LOG, [lines]),
    )


def _known(connection: Connection) -> dict[str, Known]:
    """Peer → what it has, the objects it is known to have, when that was learnt."""
    found: dict[str, Known] = {}
    for id_, text, at in connection.execute("SELECT id, have, at FROM peer ORDER BY id").fetchall():
        heads = {chain: [(int(seq), str(hash_)) for seq, hash_ in ends] for chain, ends in json.loads(text).items()}
        copies = connection.execute("SELECT sha256 FROM copy WHERE peer = ?", (id_,)).fetchall()
        found[id_] = heads, {sha for (sha,) in copies}, at
    return found


def _all(connection: Connection, devices: Iterable[trust.Trusted], own: str) -> list[tuple[str, str, str, str]]:
    """Id, name, standing and reason of everybody: hubs, then devices by their block."""
    hubs = connection.execute("SELECT id, name FROM peer WHERE kind = ? ORDER BY name", (elsewhere.HUB,)).fetchall()
    others = [one for one in devices if one.public_key != own]
    return [(id_, name, "汇集端", "") for id_, name in hubs] + [
        (one.public_key, one.name, _word(one), one.because) for one in others
    ]


def _word(device: trust.Trusted) -> str:
    if device.revoked_at is not None:
        return "已停用"
    if device.office:
        return "机关端"
    return "第三方" if device.third_party else "部分检查" if device.inspections else "在用"


def _peer(
    connection: Connection,
    about: tuple[str, str, str, str],
    here: set[str],
    known: dict[str, Known],
) -> Peer:
    id_, name, word, because = about
    has, copies, at = known.get(id_, ({}, set(), None))
    return Peer(
        id=id_,
        name=name,
        standing=word,
        at=at,
        lacks=count_lacking(connection, has),
        lacks_objects=len(here - copies),
        ahead=_ahead(connection, has),
        objects=len(copies),
        because=because,
    )


def _ahead(connection: Connection, has: Have) -> int:
    """Entries of a peer that are not here."""
    ours = have(connection)
    return sum(max(0, setback.top(heads) - setback.top(ours.get(chain, ()))) for chain, heads in has.items())


def _waiting(connection: Connection, others: list[Have]) -> int:
    """Entries that nobody else is known to have."""
    best: Have = {}
    for chain in have(connection):
        ends = [max(one[chain]) for one in others if one.get(chain)]
        if ends:
            best[chain] = [max(ends)]
    return count_lacking(connection, best)


def _scope(connection: Connection) -> dict[str, Any] | None:
    told = layout.kept(connection, SCOPE)
    return json.loads(told) if told else None
