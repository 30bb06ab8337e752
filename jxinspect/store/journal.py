"""The journal: one hash chain per device, headers and salted bodies, the last entry of each act signed."""

from __future__ import annotations

import json
import secrets
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any, NamedTuple

from jxinspect.store.canonical import canonical
from jxinspect.store.database import Connection
from jxinspect.store.device import device_key, fingerprint, public_hex, sign
from jxinspect.store.heads import Seen
from jxinspect.store.trace import step

#: Waiting for the lock and small corrections of the clock are no step back (G59).
CLOCK_SLACK = timedelta(minutes=2)
#: What an entry says: a record came, a record changed, a body was withheld, or a remark of the store itself.
OPS = ("insert", "update", "withhold", "note")

#: What follows no entry: a remark is about no record, and a record that comes was never here, since none is deleted.
_FIRST = frozenset({"note", "insert"})

#: The remarks of all acts of a name, in the order of the journal; withheld ones are left out.
NOTES = "SELECT body FROM journal WHERE act = ? AND op = 'note' AND body IS NOT NULL ORDER BY pos"


class Draft(NamedTuple):
    """An entry before it has its place in the chain."""

    op: str
    table: str
    record: str
    body: dict[str, Any]
    #: Why the body may not stand in the journal; the entry then keeps only the salted digest of it.
    withheld: str = ""


class Chain(NamedTuple):
    """The chain this machine writes, and its last entry: sequence, hash, machine time (None in a new chain)."""

    id: str
    seq: int
    head: str
    utc: datetime | None


def utc_text(moment: datetime) -> str:
    """UTC with microseconds and fixed width, so that texts sort by time."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def genesis(case_id: str, chain: str, device: str, since: str, why: str) -> str:
    """What stands in the place of the previous hash before a chain's first entry."""
    founding = {"case": case_id, "device_key": device, "id": chain, "since": since, "why": why}
    return sha256(canonical(founding).encode()).hexdigest()


def entry_hash(previous: str, header: str) -> str:
    """SHA-256 of the previous entry's hash (32 bytes) and the header (UTF-8)."""
    return sha256(bytes.fromhex(previous) + header.encode()).hexdigest()


def body_digest(salt: str, body: str) -> str:
    """SHA-256 of the salt (16 bytes) and the body (UTF-8)."""
    return sha256(bytes.fromhex(salt) + body.encode()).hexdigest()


def own_chain(connection: Connection, case_id: str, memory: Seen, clock: datetime, why: str) -> Chain:
    """The chain to write: the remembered one while the case file has it, else a new one."""
    if memory.chain is not None:
        found = _last(connection, case_id, memory.chain)
        if found is not None:
            return found
    public = public_hex(device_key())
    chain = f"{fingerprint(public)}-{secrets.token_hex(4)}"
    since = utc_text(clock)
    connection.execute("INSERT INTO chain VALUES (?, ?, ?, ?)", (chain, public, since, why))
    return Chain(chain, 0, genesis(case_id, chain, public, since, why), None)


def _last(connection: Connection, case_id: str, chain: str) -> Chain | None:
    row = connection.execute("SELECT device_key, since, why FROM chain WHERE id = ?", (chain,)).fetchone()
    if row is None or row[0] != public_hex(device_key()):
        return None
    last = connection.execute(
        "SELECT seq, hash, utc FROM journal WHERE chain = ? ORDER BY seq DESC LIMIT 1", (chain,)
    ).fetchone()
    if last is None:
        return Chain(chain, 0, genesis(case_id, chain, *row), None)
    return Chain(chain, last[0], last[1], datetime.fromisoformat(last[2]))


def stepped_back(chain: Chain, clock: datetime) -> timedelta | None:
    """How far the machine's clock is behind the last entry of its own chain; None when it is not (G59)."""
    if chain.utc is None or clock + CLOCK_SLACK >= chain.utc:
        return None
    return chain.utc - clock


def set_back(chain: Chain, clock: datetime) -> list[Draft]:
    """The remark that the clock went back (G59); none when it did not."""
    if chain.utc is None or stepped_back(chain, clock) is None:
        return []
    return [Draft("note", "", "", {"clock_back_from": utc_text(chain.utc), "clock_back_to": utc_text(clock)})]


def append(connection: Connection, chain: Chain, drafts: list[Draft], *, actor: str, act: str, clock: datetime) -> str:
    """Write the entries of one act behind the chain's head, the last one signed; returns the new head."""
    common = {"act": act, "actor": actor, "chain": chain.id, "local": clock.isoformat(), "utc": utc_text(clock)}
    rows: list[list[str | None]] = []
    head = chain.head

    def enter(draft: Draft) -> None:
        nonlocal head
        body, salt = canonical(draft.body), secrets.token_hex(16)
        header = canonical(
            common
            | {"seq": chain.seq + len(rows) + 1, "op": draft.op, "table": draft.table, "record": draft.record}
            | {"body": body_digest(salt, body), "previous": _previous(connection, draft)}
        )
        head = entry_hash(head, header)
        rows.append([head, header, *((None, None) if draft.withheld else (body, salt)), None])

    for draft in drafts:
        enter(draft)
        if draft.withheld:
            enter(Draft("withhold", "journal", head, {"reason": draft.withheld}))
    if rows:
        rows[-1][4] = sign(device_key(), head)
    connection.executemany("INSERT INTO journal (hash, header, body, salt, signature) VALUES (?, ?, ?, ?, ?)", rows)
    _withhold(connection, drafts)
    step(f"日志：写第 {chain.seq + 1} 至 {chain.seq + len(rows)} 条，链头 {head[:12]}")
    return head


def _previous(connection: Connection, draft: Draft) -> str | list[str] | None:
    """The last entry of the same record, or the ends of its branches; one act writes at most one entry per record."""
    if draft.op in _FIRST:
        return None
    rows = connection.execute(
        "SELECT hash, json_extract(header, '$.previous') FROM journal WHERE record_table = ? AND record_id = ?",
        (draft.table, draft.record),
    ).fetchall()
    followed = {hash_ for _, previous in rows if previous for hash_ in _hashes(previous)}
    ends = sorted({hash_ for hash_, _ in rows} - followed)
    return ends if len(ends) > 1 else (ends[0] if ends else None)


def _hashes(previous: str) -> list[str]:
    """SQLite gives a list as its JSON."""
    return json.loads(previous) if previous.startswith("[") else [previous]


def _withhold(connection: Connection, drafts: list[Draft]) -> None:
    for draft in drafts:
        if draft.op == "withhold":
            connection.execute("UPDATE journal SET body = NULL, salt = NULL WHERE hash = ?", (draft.record,))
