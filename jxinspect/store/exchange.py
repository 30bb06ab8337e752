"""What a copy of a case file has, and what another one lacks. Costs what is new, not what there is."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from jxinspect.store import layout
from jxinspect.store.database import Connection

#: Chain → its last entries as (sequence, hash): one, or one for each branch of a forked chain.
Have = dict[str, list[tuple[int, str]]]


class Entry(NamedTuple):
    """One entry of the journal as it travels; body and salt are None where they are withheld."""

    hash: str
    header: str
    body: str | None
    salt: str | None
    signature: str | None


class ChainStart(NamedTuple):
    """What a chain begins with (`journal.genesis`)."""

    id: str
    device_key: str
    since: str
    why: str


_LAST = "SELECT seq, hash FROM journal WHERE chain = ? ORDER BY seq DESC LIMIT 1"
_ENTRIES = "SELECT hash, header, body, salt, signature FROM journal"


def have(connection: Connection) -> Have:
    """What this copy has of every chain."""
    forked = forks(connection)
    found: Have = {}
    for (chain,) in connection.execute("SELECT id FROM chain ORDER BY id").fetchall():
        heads = _leaves(connection, chain) if chain in forked else connection.execute(_LAST, (chain,)).fetchall()
        if heads:
            found[chain] = [(int(seq), str(hash_)) for seq, hash_ in heads]
    return found


def forks(connection: Connection) -> frozenset[str]:
    """The chains that hold two entries in one place: somebody cloned their device."""
    return frozenset(json.loads(layout.kept(connection, "forks") or "[]"))


def note_forks(connection: Connection, chains: Iterable[str]) -> None:
    """Remember that these chains are forked."""
    layout.keep(connection, "forks", json.dumps(sorted(forks(connection) | set(chains))))


def _leaves(connection: Connection, chain: str) -> list[tuple[int, str]]:
    """The last entry of every branch: an entry names no predecessor, but its hash contains it."""
    from jxinspect.store.journal import entry_hash

    ends: dict[str, int] = {}
    rows = connection.execute("SELECT seq, hash, header FROM journal WHERE chain = ? ORDER BY seq", (chain,))
    for seq, hash_, header in rows.fetchall():
        before = next((end for end, at in ends.items() if at == seq - 1 and entry_hash(end, header) == hash_), None)
        if before is not None:
            del ends[before]
        ends[hash_] = seq
    return sorted((seq, hash_) for hash_, seq in ends.items())


def chains(connection: Connection) -> list[ChainStart]:
    """The beginnings of all chains, by name."""
    rows = connection.execute("SELECT id, device_key, since, why FROM chain ORDER BY id")
    return [ChainStart(*row) for row in rows.fetchall()]


def lacking(connection: Connection, theirs: Mapping[str, list[tuple[int, str]]]) -> Iterator[Entry]:
    """The entries that a copy with `theirs` lacks, each after those it builds on. Do not write meanwhile."""
    wanted = list(_wanted(connection, theirs))
    if not wanted:
        return
    places = " OR ".join(["(chain = ? AND seq > ?)"] * len(wanted))
    given = [value for place in wanted for value in place]
    for row in connection.execute(f"{_ENTRIES} WHERE {places} ORDER BY pos", given):
        yield Entry(*row)


def count_lacking(connection: Connection, theirs: Mapping[str, list[tuple[int, str]]]) -> int:
    """How many entries `lacking` gives."""
    return sum(
        connection.execute("SELECT count(*) FROM journal WHERE chain = ? AND seq > ?", place).fetchone()[0]
        for place in _wanted(connection, theirs)
    )


def _wanted(connection: Connection, theirs: Mapping[str, list[tuple[int, str]]]) -> Iterator[tuple[str, int]]:
    """Chain and the sequence after which it is lacking there."""
    for chain, ours in have(connection).items():
        heads = [(int(seq), str(hash_)) for seq, hash_ in theirs.get(chain, ())]
        if not heads:
            yield chain, 0
        elif set(ours) <= set(heads):
            continue
        elif len(ours) > 1 or len(heads) > 1:
            yield chain, 0
        elif holds_at(connection, chain, *heads[0]):
            yield chain, heads[0][0]
        elif heads[0][0] <= ours[0][0]:
            yield chain, 0  # theirs has another entry in that place: all of it, so that both see the fork


def holds(connection: Connection, hash_: str) -> bool:
    """Whether this copy has the entry of that hash."""
    return connection.execute("SELECT 1 FROM journal WHERE hash = ?", (hash_,)).fetchone() is not None


def holds_at(connection: Connection, chain: str, seq: int, hash_: str) -> bool:
    """The same, in the place that another copy says it has."""
    row = connection.execute("SELECT 1 FROM journal WHERE hash = ? AND chain = ? AND seq = ?", (hash_, chain, seq))
    return row.fetchone() is not None
