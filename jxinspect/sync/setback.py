"""Who has less than before: a machine that was put back to an older state, or is there twice, shows by its own word.

What a device said it had, signed, is held against what it says now and against the entries that are here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from jxinspect.law.civil import beijing
from jxinspect.store import layout, trust
from jxinspect.store.database import Connection
from jxinspect.store.device import device_key, fingerprint, public_hex, spelled
from jxinspect.store.exchange import Have

#: The row of `case_info` that holds what was noticed.
SETBACKS = "setbacks"
BEHIND, OTHER = "behind", "other"
#: What this machine is called where it shows that it was put back itself.
OWN = "本机"


class Setback(NamedTuple):
    """That somebody, who said at `said` that he has a chain up to `seq`, said at `noticed` that he has it to `now`.

    `kind`: behind: less of it; other: another entry in the same place. `settled`: when he had all of it again.
    """

    peer: str
    name: str
    chain: str
    writer: str
    kind: str
    seq: int
    now: int
    said: str
    noticed: str
    settled: str = ""

    @property
    def told(self) -> str:
        """What was there and what is there, in words."""
        of = f"{'本机的' if self.name == OWN else ''}链 {self.chain}{f'（{self.writer}写的）' if self.writer else ''}"
        said = f"{beijing(datetime.fromisoformat(self.said)):%Y-%m-%d %H:%M}"
        if self.kind == OTHER:
            return f"{of}第 {self.now} 条与{said}所知的不是同一条"
        return f"{of}{said}说有第 {self.seq} 条，现在只到第 {self.now} 条"


def noticed(
    connection: Connection, peer: tuple[str, str], before: tuple[Have, str], now: Have, at: str
) -> list[Setback]:
    """What a peer (id, name) lost that has `now`, and what this machine itself is seen to have lost.

    `before`: what the peer had, and when it said so.
    """
    had, said = before
    found = [*_behind(had, now), *_other(connection, now)]
    writers = _writers(connection)
    theirs = {
        chain: Setback(*peer, chain, writers.get(chain, "?"), kind, seq, has, said or at, at)
        for chain, kind, seq, has in found
    }
    return [*theirs.values(), *_ours(connection, now, at, writers)]


def _behind(before: Have, now: Have) -> Iterator[tuple[str, str, int, int]]:
    for chain, heads in before.items():
        seq, has = top(heads), top(now.get(chain, ()))
        if has < seq:
            yield chain, BEHIND, seq, has
        elif has == seq and not set(map(tuple, heads)) & set(map(tuple, now[chain])):
            yield chain, OTHER, seq, has


def _other(connection: Connection, now: Have) -> Iterator[tuple[str, str, int, int]]:
    for chain, heads in now.items():
        for seq, hash_ in heads:
            here = connection.execute("SELECT hash FROM journal WHERE chain = ? AND seq = ?", (chain, seq)).fetchall()
            if here and (hash_,) not in here:
                yield chain, OTHER, seq, seq


def _ours(connection: Connection, now: Have, at: str, writers: Mapping[str, str]) -> Iterator[Setback]:
    own = public_hex(device_key())
    for chain in now:
        if chain.startswith(fingerprint(own) + "-") and (seq := top(now[chain])) > (has := _last(connection, chain)):
            yield Setback(own, OWN, chain, writers.get(chain, OWN), BEHIND, seq, has, at, at)


def _last(connection: Connection, chain: str) -> int:
    return int(connection.execute("SELECT coalesce(max(seq), 0) FROM journal WHERE chain = ?", (chain,)).fetchone()[0])


def top(heads: Sequence[tuple[int, str]]) -> int:
    """The greatest sequence among the ends of a chain."""
    return max((seq for seq, _ in heads), default=0)


def kept(connection: Connection) -> list[Setback]:
    """All that was noticed here, in the order in which it was noticed."""
    found = [Setback(**one) for one in json.loads(layout.kept(connection, SETBACKS) or "[]")]
    return [_again_here(connection, one) for one in found]


def _again_here(connection: Connection, one: Setback) -> Setback:
    """What this machine had lost is settled as soon as it is here."""
    if one.name != OWN or one.settled or _last(connection, one.chain) < one.seq:
        return one
    return one._replace(settled=one.noticed)


def keep(connection: Connection, peer: str, now: Have, found: Sequence[Setback], at: str) -> None:
    """Add what was noticed; what this peer has again is settled. Inside the caller's transaction."""
    new = {(one.peer, one.chain) for one in found}
    before = [_settled(one, peer, now, at) for one in kept(connection) if (one.peer, one.chain) not in new]
    whole = [one._asdict() for one in (*before, *found)]
    if whole:
        layout.keep(connection, SETBACKS, json.dumps(whole))


def _settled(one: Setback, peer: str, now: Have, at: str) -> Setback:
    again = one.peer == peer and one.kind == BEHIND and top(now.get(one.chain, ())) >= one.seq
    return one._replace(settled=at) if again and not one.settled else one


def _writers(connection: Connection) -> dict[str, str]:
    """Chain → the name of the device that writes it."""
    devices = trust.devices(connection)
    rows = connection.execute("SELECT id, device_key FROM chain").fetchall()
    return {chain: devices[key].name if key in devices else f"指纹 {spelled(key)[:9]}" for chain, key in rows}
