"""Recomputes every chain of the journal, and folds it on the way. The loop is tight: 200,000 entries in seconds."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from json import JSONDecoder
from typing import Any, NamedTuple

from jxinspect.store.conflicts import folded
from jxinspect.store.database import Connection
from jxinspect.store.device import fingerprint, signed_by
from jxinspect.store.exchange import forks
from jxinspect.store.fold import Fold, defaults
from jxinspect.store.journal import genesis
from jxinspect.store.problem import Problem
from jxinspect.store.scope import partial

# As bytes, since bytes are hashed; text that is not UTF-8 is then a finding and not an error of the driver.
_ENTRIES = "SELECT hash, CAST(header AS BLOB), CAST(body AS BLOB), salt, signature FROM journal ORDER BY pos"
_FAULTS = (ValueError, KeyError, TypeError, AttributeError, RecursionError)


#: hash, header, body, salt, signature
_Row = tuple[str, bytes, bytes | None, str | None, str | None]


class _End:
    """The last entry of a chain so far, or of a branch of it."""

    __slots__ = ("device", "head", "seq", "signature")

    def __init__(self, device: str, head: bytes, seq: int = 0) -> None:
        self.device = device
        self.seq = seq
        self.head = head
        self.signature: str | None = None


class Replay(NamedTuple):
    """What replaying the journal gives: the fold, the findings, and the number of entries."""

    fold: Fold
    problems: list[Problem]
    entries: int


def replay(connection: Connection, case_id: str, *, deep: bool = False) -> Replay:
    """Check hashes, sequence, bodies, links and signatures (`deep`: all, else the last of each chain) and fold."""
    check = _Check(connection, case_id, deep=deep)
    check.found(connection)
    with _no_collection():
        entries = check.entries(connection.execute(_ENTRIES))
    check.finish()
    return Replay(check.fold, check.problems, entries)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Without garbage collection: the fold only grows, and walking it again and again costs a third of the time."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()


class _Check:
    def __init__(self, connection: Connection, case_id: str, *, deep: bool) -> None:
        self.fold = Fold(defaults(connection))
        self.problems: list[Problem] = []
        self._case_id = case_id
        self._deep = deep
        self._connection = connection
        self._forked = forks(connection)
        self._starts: dict[str, bytes] = {}
        self._ends: dict[str, _End] = {}
        #: Chain → the ends of its other branches: a device that was cloned.
        self._branches: dict[str, list[_End]] = {}
        self._last: dict[str, dict[str, str]] = {}
        #: Records whose entries do not stand in one line: folded at the end, from all of them.
        self._apart: set[tuple[str, str]] = set()
        #: Entry without a body → where it stands, and its record.
        self._bare: dict[str, tuple[str, str, str]] = {}
        self._withheld: set[str] = set()
        self._scan = JSONDecoder().scan_once  # type: ignore[attr-defined]

    def found(self, connection: Connection) -> None:
        """Take up the chains: their names must begin with the fingerprint of their device's key."""
        for chain, device, since, why in connection.execute("SELECT id, device_key, since, why FROM chain"):
            start = bytes.fromhex(genesis(self._case_id, chain, device, since, why))
            self._ends[chain] = _End(device, start)
            self._starts[chain] = start
            if not chain.startswith(fingerprint(device) + "-"):
                self.problems.append(Problem("chain", chain, "链名与设备钥匙不符"))

    def entries(self, rows: Iterable[_Row]) -> int:
        """Check and replay the entries in their order; how many there were."""
        scan, ends = self._scan, self._ends
        number = 0
        for hash_, header, body, salt, signature in rows:
            number += 1
            try:
                fields = scan(header.decode(), 0)[0]
                end = ends.get(fields["chain"])
                if end is None:
                    self._report("chain", fields, "条目所属的链没有登记")
                    continue
                seq, head = fields["seq"], sha256(end.head + header).digest()
                if head.hex() != hash_ or seq != end.seq + 1:
                    end, head = self._misplaced(fields, end, header, hash_)
                end.seq, end.head, end.signature = seq, head, signature
                if signature is not None and self._deep and not signed_by(end.device, hash_, signature):
                    self._report("signature", fields, "签名不符")
                told = self._told(fields, hash_, body, salt)
                if fields["op"] != "note":
                    self._follow(fields, hash_, told)
            except _FAULTS as error:
                text = f"条目不能解读（{type(error).__name__}）"
                self.problems.append(Problem("hash", f"日志第 {number} 行", text))
        return number

    def _misplaced(self, fields: dict[str, Any], end: _End, header: bytes, hash_: str) -> tuple[_End, bytes]:
        """The branch that the entry goes on with; where there is none, what does not follow is reported once."""
        head = sha256(end.head + header).digest()
        for branch in self._other_ends(fields["chain"], end, fields["seq"]):
            if sha256(branch.head + header).hexdigest() == hash_:
                self._part(fields["chain"], end, branch)
                return branch, bytes.fromhex(hash_)
        if head.hex() != hash_:
            head = bytes.fromhex(hash_)
            self._report("hash", fields, "条目的摘要不符：内容被改动，或者前面的条目被增删、调换")
        if fields["seq"] != end.seq + 1:
            self._report("chain", fields, f"序号不连续，应为 {end.seq + 1}")
        return end, head

    def _other_ends(self, chain: str, end: _End, seq: int) -> Iterator[_End]:
        """Where else an entry of this place may go on: a branch seen already, or a new one from an entry before it."""
        if chain not in self._forked:
            return
        yield from [one for one in self._branches.get(chain, []) if one.seq == seq - 1]
        before = self._connection.execute("SELECT hash FROM journal WHERE chain = ? AND seq = ?", (chain, seq - 1))
        yield from [_End(end.device, bytes.fromhex(hash_), seq - 1) for (hash_,) in before.fetchall()]
        if seq == 1:
            yield _End(end.device, self._starts[chain])

    def _part(self, chain: str, end: _End, branch: _End) -> None:
        others = self._branches.setdefault(chain, [])
        if branch in others:
            others.remove(branch)
        others.append(end)
        self._ends[chain] = branch

    def _told(self, fields: dict[str, Any], hash_: str, body: bytes | None, salt: str | None) -> dict[str, Any] | None:
        """The parsed body; None when it is gone or not the one that was digested."""
        if body is None or salt is None:
            self._bare[hash_] = (f"{fields['chain']} 第 {fields['seq']} 条", fields["table"], fields["record"])
            return None
        if sha256(bytes.fromhex(salt) + body).hexdigest() != fields["body"]:
            self._report("body", fields, "正文与摘要不符")
            return None
        found: dict[str, Any] = self._scan(body.decode(), 0)[0]
        return found

    def _follow(self, fields: dict[str, Any], hash_: str, told: dict[str, Any] | None) -> None:
        """The entry must be linked to the last one of its record, and its body fit what was told before."""
        op, table, record = fields["op"], fields["table"], fields["record"]
        last = self._last.get(table)
        if last is None:
            last = self._last[table] = {}
        if op == "withhold":
            self._withheld.add(record)
            return
        if last.get(record) != fields["previous"]:
            self._apart.add((table, record))
        last[record] = hash_
        if (table, record) in self._apart:
            return
        if fault := self.fold.apply(op, table, record, told):
            self._report("fold", fields, fault)

    def _together(self) -> None:
        """Fold the records that were written apart, or whose entries came out of line."""
        for table, record in sorted(self._apart):
            fold = folded(self._connection, (table, record), self.fold.defaults.get(table, {}))
            for hash_, text in fold.faults:
                self.problems.append(Problem("chain", f"{table} {record} 条目 {hash_[:12]}", text))
            if fold.row is None:
                self.fold.unknown.add((table, record))
            self.fold.tables.setdefault(table, {})[record] = fold.row or {}

    def finish(self) -> None:
        """Records written apart, signatures at the ends, and bodies missing without an entry that says so."""
        self._together()
        ends = [*self._ends.items(), *((chain, end) for chain, some in self._branches.items() for end in some)]
        for chain, end in ends:
            if end.seq and not (end.signature and signed_by(end.device, end.head.hex(), end.signature)):
                self.problems.append(Problem("signature", f"{chain} 第 {end.seq} 条", "链的最后一条没有有效签名"))
        part = partial(self._connection) is not None
        for hash_ in self._bare.keys() - self._withheld:
            where, table, record = self._bare[hash_]
            if not part:
                self.problems.append(Problem("body", where, "正文不见了，也没有隐去的记载"))
            elif self._stands(table, record):
                self.problems.append(Problem("body", where, "正文没有给本机，记录却在表中"))

    def _stands(self, table: str, record: str) -> bool:
        """Whether the record is in its table."""
        if table not in self.fold.defaults:
            return False
        row = self._connection.execute(f'SELECT 1 FROM "{table}" WHERE id = ?', (record,))  # noqa: S608 — our tables
        return row.fetchone() is not None

    def _report(self, kind: str, fields: dict[str, Any], text: str) -> None:
        self.problems.append(Problem(kind, f"{fields['chain']} 第 {fields['seq']} 条", text))
