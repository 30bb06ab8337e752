"""Bringing copies of a case file together: the union of their entries, and the tables folded from it (architecture 7).

Order of arrival does not matter, taking in twice changes nothing, and nothing is taken unless all of it holds. Intake
is no act of anybody: it writes no entry, so that two copies that have exchanged everything are equal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import MetaData

from jxinspect.errors import Damaged
from jxinspect.store import heads
from jxinspect.store.arrival import arrived, damaged
from jxinspect.store.conflicts import Conflict, Place, conflicts, folded, of_fields, rebuild
from jxinspect.store.dag import previous_of
from jxinspect.store.database import Connection, database_errors
from jxinspect.store.device import fingerprint, signed_by
from jxinspect.store.exchange import ChainStart, Entry, holds, note_forks
from jxinspect.store.fold import Row, defaults
from jxinspect.store.journal import genesis
from jxinspect.store.keys import key_of
from jxinspect.store.schema import all_tables, upgrade
from jxinspect.store.scope import dangling, partial
from jxinspect.store.transaction import checked, commit, transaction, writer


class Taken(NamedTuple):
    """What an intake brought."""

    entries: int
    #: Entries that were here already.
    known: int
    #: Table → records that came or changed.
    records: dict[str, int]
    #: Act → entries, and person → entries, of what is new.
    acts: dict[str, int]
    actors: dict[str, int]
    #: Device key → new entries.
    devices: dict[str, int]
    #: Those that wait now and did not before.
    conflicts: list[Conflict]
    #: Chains of which two entries turned up for one place: their device was cloned.
    forks: list[str]
    #: Entries of this machine's own chain that it had lost: an older state of it was put back.
    own_lost: bool


#: Called inside the transaction with the beginnings of chains that are new; raises Refused for devices that may not.
Admit = Callable[[Connection, Sequence[ChainStart]], None]


def take(
    path: Path,
    starts: Iterable[ChainStart],
    entries: Iterable[Entry],
    *,
    actor: str,
    act: str,
    clock: datetime,
    admit: Admit | None = None,
    after: Callable[[Connection, Taken], None] | None = None,
    tables: MetaData | None = None,
    dry_run: bool = False,
    wait: float = 10.0,
) -> Taken:
    """Unite the entries with those of the case file at `path`, all or nothing.

    `after` writes what the store itself remembers of the exchange, in the same transaction. Damaged when an entry is
    not what its device wrote or something it builds on is missing, Refused when a newer program wrote it.
    """
    key = key_of(path, at=clock)
    with database_errors(path), writer(path, key, wait) as connection:
        upgrade(connection, path, key, actor=actor, clock=clock, dry_run=dry_run, tables=tables)
        if partial(connection) is not None:  # what it refers to may be withheld here; `_whole` tells the rest
            connection.execute("PRAGMA foreign_keys = OFF")
        with transaction(connection, path, actor, act, clock):
            memory = checked(connection, key, path, restoring=False)
            intake = _Intake(connection, key.case_id, tables if tables is not None else all_tables(), memory.chain)
            connection.execute("PRAGMA defer_foreign_keys = ON")
            fresh = intake.chains(starts)
            intake.entries(entries)
            taken = intake.fold()
            _whole(connection, taken.records)
            if admit is not None:
                admit(connection, fresh)
            if dry_run:
                return taken
            if after is not None:
                after(connection, taken)
            commit(connection, path)
        if taken.entries:
            heads.remember(key.case_id, None if taken.own_lost else memory.chain, heads.heads_of(connection))
    return taken


def _whole(connection: Connection, tables: Iterable[str]) -> None:
    for table in tables:
        if missing := dangling(connection, table):
            raise Damaged(
                "收到的内容不完整",
                why=f"{len(missing)} 条 {table} 记录指向没有一起送来的记录，例如一条 {missing[0][0]}。",
                todo="请对方重新制作同步包，把全部内容都带上（--all）。",
            )


class _End(NamedTuple):
    """The last entry of a branch of a chain."""

    seq: int
    hash: str
    signature: str | None


class _Intake:
    """One intake: checks what comes, keeps it, and folds the records it is about."""

    def __init__(self, connection: Connection, case_id: str, tables: MetaData, own: str | None) -> None:
        self._connection = connection
        self._case_id = case_id
        self._tables = tables
        self._own = own
        self._defaults = defaults(connection)
        self._starts: dict[str, ChainStart] = {
            row[0]: ChainStart(*row) for row in connection.execute("SELECT id, device_key, since, why FROM chain")
        }
        #: Chain → the last entries that came in this intake, by hash.
        self._ends: dict[str, dict[str, _End]] = {}
        self._forks: set[str] = set()
        self._own_lost = False
        #: Records that are told by entries of this intake alone, one after the other: the row, and the last entry.
        self._rows: dict[Place, tuple[Row, str]] = {}
        #: Records that have to be folded from all their entries.
        self._deep: set[Place] = set()
        self._entries = self._known = 0
        self._acts: dict[str, int] = {}
        self._actors: dict[str, int] = {}
        self._devices: dict[str, int] = {}

    def chains(self, starts: Iterable[ChainStart]) -> list[ChainStart]:
        """Take up the beginnings of chains; those that are new."""
        fresh = []
        for start in starts:
            known = self._starts.get(start.id)
            if known is not None and known != start:
                raise damaged(start.id, "", "同名的链有两个不同的起点")
            if not start.id.startswith(fingerprint(start.device_key) + "-"):
                raise damaged(start.id, "", "链名与设备钥匙不符")
            if known is None:
                self._connection.execute("INSERT INTO chain VALUES (?, ?, ?, ?)", start)
                self._starts[start.id] = start
                fresh.append(start)
        return fresh

    def entries(self, entries: Iterable[Entry]) -> None:
        """Check and keep the entries."""
        for entry in entries:
            if holds(self._connection, entry.hash):
                self._known += 1
                continue
            fields, body = arrived(entry, self._defaults)
            self._chained(entry, fields)
            self._connection.execute(
                "INSERT INTO journal (hash, header, body, salt, signature) VALUES (?, ?, ?, ?, ?)", entry
            )
            self._count(fields)
            self._follow(entry.hash, fields, body)
        self._signed()
        self._withhold()
        if self._forks:
            note_forks(self._connection, self._forks)

    def _count(self, fields: dict[str, Any]) -> None:
        self._entries += 1
        device = self._starts[fields["chain"]].device_key
        for counted, name in ((self._acts, fields["act"]), (self._actors, fields["actor"]), (self._devices, device)):
            counted[name] = counted.get(name, 0) + 1

    def _chained(self, entry: Entry, fields: dict[str, Any]) -> None:
        """The entry must follow one that is here; a place that is taken already shows a cloned device."""
        chain, seq = fields["chain"], fields["seq"]
        if chain not in self._starts:
            raise damaged(chain, seq, "条目所属的链没有登记")
        ends = self._ends.setdefault(chain, {})
        header = entry.header.encode()
        for before in self._before(chain, seq, ends):
            if sha256(bytes.fromhex(before) + header).hexdigest() == entry.hash:
                break
        else:
            raise damaged(chain, seq, "条目接不上前一条：中间缺少，或者被改动")
        taken = self._connection.execute("SELECT 1 FROM journal WHERE chain = ? AND seq = ?", (chain, seq)).fetchone()
        if taken:
            self._forks.add(chain)
        self._own_lost |= chain == self._own
        ends.pop(before, None)
        ends[entry.hash] = _End(seq, entry.hash, entry.signature)

    def _before(self, chain: str, seq: int, ends: dict[str, _End]) -> Iterator[str]:
        if seq == 1:
            yield genesis(self._case_id, *self._starts[chain])
            return
        yield from [end.hash for end in ends.values() if end.seq == seq - 1]
        rows = self._connection.execute("SELECT hash FROM journal WHERE chain = ? AND seq = ?", (chain, seq - 1))
        yield from [hash_ for (hash_,) in rows.fetchall()]

    def _follow(self, hash_: str, fields: dict[str, Any], body: dict[str, Any] | None) -> None:
        """Fold on the way what only this intake tells, in its order; all else is folded from the journal."""
        if fields["op"] not in ("insert", "update"):
            return
        place = (fields["table"], fields["record"])
        if place in self._deep:
            return
        previous = previous_of(fields)
        if body is None:
            self._deep.add(place)
        elif fields["op"] == "insert" and place not in self._rows and not previous:
            self._rows[place] = (body["new"], hash_)
        elif place in self._rows and previous == (self._rows[place][1],):
            self._rows[place] = (self._rows[place][0] | body["new"], hash_)
        else:
            self._deep.add(place)

    def _signed(self) -> None:
        for chain, ends in self._ends.items():
            key = self._starts[chain].device_key
            for end in ends.values():
                if end.signature is None or not signed_by(key, end.hash, end.signature):
                    raise damaged(chain, end.seq, "最后一条没有该设备的有效签名")

    def _withhold(self) -> None:
        """What somebody withheld is withheld in every copy."""
        self._connection.execute(
            "UPDATE journal SET body = NULL, salt = NULL WHERE body IS NOT NULL AND hash IN"
            " (SELECT record_id FROM journal WHERE record_table = 'journal' AND op = 'withhold')"
        )

    def fold(self) -> Taken:
        """Write the records as the united journal tells them, and what waits for a ruling."""
        before = {one.id for one in conflicts(self._connection)}
        touched, disputes = {*self._rows, *self._deep}, []
        written: dict[str, int] = {}
        for place in [*self._rows, *sorted(self._deep)]:
            if place in self._deep:
                fold = folded(self._connection, place, self._defaults[place[0]])
                if fold.faults:
                    raise damaged(place[0], place[1], fold.faults[0][1])
                disputes += list(of_fields(place, fold))
                row = fold.row
            else:
                row = self._rows[place][0]
            if row is not None and self._write(place, self._defaults[place[0]] | row):
                written[place[0]] = written.get(place[0], 0) + 1
        if self._entries:
            rebuild(self._connection, self._tables, disputes, touched)
        waiting = [one for one in conflicts(self._connection) if one.id not in before]
        return Taken(
            *(self._entries, self._known, written, self._acts, self._actors, self._devices),
            *(waiting, sorted(self._forks), self._own_lost),
        )

    def _write(self, place: Place, row: Row) -> bool:
        table, id_ = place
        there = self._connection.execute(f'SELECT * FROM "{table}" WHERE id = ?', (id_,))  # noqa: S608 — a record table
        old = there.fetchone()
        if old is None:
            names = ", ".join(f'"{name}"' for name in row)
            marks = ", ".join("?" * len(row))
            self._connection.execute(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', tuple(row.values()))  # noqa: S608
            return True
        now = dict(zip((column[0] for column in there.description), old, strict=True))
        changed = {name: value for name, value in row.items() if now[name] != value}
        if changed:
            sets = ", ".join(f'"{name}" = ?' for name in changed)
            self._connection.execute(f'UPDATE "{table}" SET {sets} WHERE id = ?', (*changed.values(), id_))  # noqa: S608
        return bool(changed)
