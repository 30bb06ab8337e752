"""Objects that lie elsewhere only: never fetched, or given up here once two others were proven to have them. Light."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jxinspect.store import layout
from jxinspect.store.database import Connection, connect

if TYPE_CHECKING:
    from jxinspect.store.keys import Key

HUB = "hub"
_PLACES = """
SELECT peer.id, peer.kind, peer.name, copy.at FROM copy JOIN peer ON peer.id = copy.peer WHERE copy.sha256 = ?
ORDER BY peer.kind = 'hub' DESC, peer.name
"""


class Place(NamedTuple):
    """Where a copy of an object lies by what is remembered here, and when that was learnt."""

    id: str
    kind: str
    name: str
    at: str


def places(connection: Connection, sha: str) -> list[Place]:
    """Where else the object lies; the hub first."""
    if not layout.has_table(connection, "copy"):
        return []
    return [Place(*row) for row in connection.execute(_PLACES, (sha,)).fetchall()]


def places_in(path: Path, key: Key, sha: str) -> list[Place]:
    """The same, for who has only the objects of a case file; nothing where it cannot be read."""
    try:
        with closing(connect(path, key, wait=1.0, writing=False)) as connection:
            return places(connection, sha)
    except Exception:
        return []


def told(found: Sequence[Place]) -> str:
    """The places in words: 汇集端、机关端."""
    return "、".join("汇集端" if place.kind == HUB else place.name for place in found)


def how_to_fetch(found: Sequence[Place], sha: str) -> str:
    """What to do to have the object here again."""
    ways = [
        f"请{place.name}执行 jxinspect sync bundle --for 本机 --all，用 sync open 收下"
        for place in found
        if place.kind != HUB
    ]
    if len(ways) < len(found):
        ways = [f"执行 jxinspect sync fetch {sha[:12]} 取回"]
    return ways[0] + "。"
