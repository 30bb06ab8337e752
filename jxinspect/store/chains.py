"""Recomputes every chain of the journal, and folds it on the way. The loop is tight: 200,000 entries in seconds."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from json import JSONDecoder
from typing import Any, NamedTuple

from jxinspect.store.database import Connection
from jxinspect.store.device import fingerprint, signed_by
from jxinspect.store.fold import Fold
from jxinspect.store.journal import genesis
from jxinspect.store.problem import Problem

_ENTRIES = "SELECT hash, header, body, salt, signature FROM journal ORDER BY pos"
_FAULTS = (ValueError, KeyError, TypeError, AttributeError, RecursionError)


class _End:
    """The last entry of a chain so far."""

    __slots__ = ("device", "head", "seq", "signature")

    def __init__(self, device: str, head: bytes) -> None:
        self.device = device
        self.seq = 0
        self.head = head
        self.signature: str | None = None


class Replay(NamedTuple):
    """What replaying the journal gives: the fold, the findings, and the number of entries."""

    fold: Fold
    problems: list[Problem]
    entries: int


def replay(connection: Connection, case_id: str, *, deep: bool = False) -> Replay:
    """Check hashes, sequence, bodies, links and signatures (`deep`: all, else the last of each chain) and fold."""
    check = _Check(case_id, deep=deep)
    check.found(connection)
    entries = 0
    with _no_collection():
        for row in connection.execute(_ENTRIES):
            entries += 1
            try:
                check.entry(*row)
            except _FAULTS as error:
                check.problems.append(
                    Problem("hash", f"日志第 {entries} 行", f"条目不能解读（{type(error).__name__}）")
                )
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
    def __init__(self, case_id: str, *, deep: bool) -> None:
        self.fold = Fold()
        self.problems: list[Problem] = []
        self._case_id = case_id
        self._deep = deep
        self._ends: dict[str, _End] = {}
        self._last: dict[tuple[str, str], str] = {}
        self._bare: dict[str, str] = {}
        self._withheld: set[str] = set()
        self._scan = JSONDecoder().scan_once  # type: ignore[attr-defined]

    def found(self, connection: Connection) -> None:
        """Take up the chains: their names must begin with the fingerprint of their device's key."""
        for chain, device, since, why in connection.execute("SELECT id, device_key, since, why FROM chain"):
            start = bytes.fromhex(genesis(self._case_id, chain, device, since, why))
            self._ends[chain] = _End(device, start)
            if not chain.startswith(fingerprint(device) + "-"):
                self.problems.append(Problem("chain", chain, "链名与设备钥匙不符"))

    def entry(self, hash_: str, header: str, body: str | None, salt: str | None, signature: str | None) -> None:
        scan = self._scan
        fields = scan(header, 0)[0]
        chain, seq = fields["chain"], fields["seq"]
        end = self._ends.get(chain)
        if end is None:
            self._report("chain", fields, "条目所属的链没有登记")
            return
        head = sha256(end.head + header.encode()).digest()
        if head.hex() != hash_:
            head = bytes.fromhex(hash_)
            self._report("hash", fields, "条目的摘要不符：内容被改动，或者前面的条目被增删、调换")
        if seq != end.seq + 1:
            self._report("chain", fields, f"序号不连续，应为 {end.seq + 1}")
        end.seq, end.head, end.signature = seq, head, signature
        if signature is not None and self._deep and not signed_by(end.device, hash_, signature):
            self._report("signature", fields, "签名不符")
        self._body(fields, hash_, body, salt)

    def _body(self, fields: dict[str, Any], hash_: str, body: str | None, salt: str | None) -> None:
        table, record, op = fields["table"], fields["record"], fields["op"]
        told: dict[str, Any] | None = None
        if body is None or salt is None:
            self._bare[hash_] = f"{fields['chain']} 第 {fields['seq']} 条"
        elif sha256(bytes.fromhex(salt) + body.encode()).hexdigest() != fields["body"]:
            self._report("body", fields, "正文与摘要不符")
        else:
            told = self._scan(body, 0)[0]
        if op == "withhold":
            self._withheld.add(record)
        if op != "note":
            place = (table, record)
            if self._last.get(place) != fields["previous"]:
                self._report("chain", fields, "所接的前一条目不是该记录的最后一条")
            self._last[place] = hash_
            fault = self.fold.apply(op, table, record, told)
            if fault:
                self._report("fold", fields, fault)

    def finish(self) -> None:
        """Signatures at the ends, and bodies that are missing without an entry that says so."""
        for chain, end in self._ends.items():
            if end.seq and not (end.signature and signed_by(end.device, end.head.hex(), end.signature)):
                self.problems.append(Problem("signature", f"{chain} 第 {end.seq} 条", "链的最后一条没有有效签名"))
        for hash_ in self._bare.keys() - self._withheld:
            self.problems.append(Problem("body", self._bare[hash_], "正文不见了，也没有隐去的记载"))

    def _report(self, kind: str, fields: dict[str, Any], text: str) -> None:
        self.problems.append(Problem(kind, f"{fields['chain']} 第 {fields['seq']} 条", text))
