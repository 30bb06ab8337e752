"""Fetching objects by need: those that were left on the hub when the entries that name them were taken."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from jxinspect.errors import NotFound
from jxinspect.store.database import Connection
from jxinspect.sync.hub_case import Errand, Visit, visiting
from jxinspect.sync.hub_objects import fetch as each
from jxinspect.sync.intake import room_for
from jxinspect.sync.manifest import Thing
from jxinspect.sync.named import everything_named

ACT = "sync.fetch"
_DIGEST = re.compile(r"[0-9a-f]{6,64}\Z")


class Fetched(NamedTuple):
    """How many objects came, bytes of their content, how many were here, and those that nobody has pushed."""

    objects: int
    size: int
    here: int
    absent: list[str]


def fetch(errand: Errand, wanted: Sequence[str], *, everything: bool = False) -> Fetched:
    """Fetch the objects of these pieces of evidence (by code), or with these digests, or all that are not here.

    NotFound for what no record names, Damaged for one that is not what its name says.
    """
    with visiting(errand, ACT) as visit:
        named = everything_named(visit.connection)
        shas = sorted(named) if everything else _meant(visit.connection, wanted, named)
        missing = [sha for sha in shas if not visit.objects.lies_here(sha)]
        there = visit.hub.objects(missing)
        names = [sha for sha in missing if sha in there]
        if names and not errand.dry_run:
            fetch_all(visit, names, there)
    absent = [sha for sha in missing if sha not in there]
    return Fetched(len(names), sum(there[sha] for sha in names), len(shas) - len(missing), absent)


def fetch_all(visit: Visit, names: Sequence[str], sizes: Mapping[str, int]) -> None:
    """Fetch these objects, so large. Unwritable when there is no room for them."""
    room_for(visit.errand.path, [Thing(sha256=sha, size=sizes[sha]) for sha in names])
    advance = visit.errand.watch("取对象", len(names))
    for group in each(visit.objects, names, visit.depot, visit.terms.identity):
        advance(len(group))


def _meant(connection: Connection, wanted: Sequence[str], named: set[str]) -> list[str]:
    found: list[str] = []
    for text in wanted:
        codes = connection.execute("SELECT sha256 FROM evidence WHERE code = ? AND sha256 <> ''", (text.upper(),))
        shas = [sha for (sha,) in codes.fetchall()]
        if not shas and _DIGEST.match(text.lower()):
            shas = [sha for sha in sorted(named) if sha.startswith(text.lower())]
        if not shas:
            raise NotFound(
                f"没有这个对象：{text}",
                why="没有这个编号的证据，记录里也没有以此开头的摘要；没有文件的证据没有对象",
                todo="证据编号见 jxinspect inspect evidence list；全部都取的，用 --all",
            )
        found += shas
    return list(dict.fromkeys(found))
