"""What this machine remembers of each case file: its own chain, and the last head seen of every chain. Light."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from jxinspect.errors import Damaged
from jxinspect.store import durable
from jxinspect.store.database import Connection
from jxinspect.store.home import part


class Seen(NamedTuple):
    """The chain this machine writes in a case file, and chain → (sequence, hash) of the last entry seen."""

    chain: str | None = None
    heads: Mapping[str, tuple[int, str]] = MappingProxyType({})


def seen(case_id: str) -> Seen:
    """What this machine remembers of the case; nothing for a case file never written here."""
    file = file_of(case_id)
    try:
        fields = json.loads(file.read_bytes())
        return Seen(fields["chain"], {chain: (int(seq), str(hash_)) for chain, (seq, hash_) in fields["heads"].items()})
    except FileNotFoundError:
        return Seen()
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Damaged(
            f"链头记录 {file} 已损坏",
            why="无法判断案卷库是否被换成旧的副本。",
            todo="从本机备份取回该文件；确认案卷库是最新的之后，也可以用 jxinspect restore 另存一份继续使用。",
        ) from error


def remember(case_id: str, chain: str | None, heads: dict[str, tuple[int, str]]) -> None:
    """Keep the chain to write and the heads now in the case file."""
    durable.write(file_of(case_id), json.dumps({"chain": chain, "heads": heads}, sort_keys=True).encode())


def heads_of(connection: Connection) -> dict[str, tuple[int, str]]:
    """Chain → (sequence, hash) of its last entry in an open case file."""
    found: dict[str, tuple[int, str]] = {}
    for (chain,) in connection.execute("SELECT id FROM chain ORDER BY id").fetchall():
        last = connection.execute(
            "SELECT seq, hash FROM journal WHERE chain = ? ORDER BY seq DESC LIMIT 1", (chain,)
        ).fetchone()
        if last is not None:
            found[chain] = (last[0], last[1])
    return found


def lost(connection: Connection, heads: Mapping[str, tuple[int, str]]) -> dict[str, tuple[int, str]]:
    """The heads that were seen on this machine and are not in this case file."""
    gone = {}
    for chain, (seq, hash_) in heads.items():
        rows = connection.execute("SELECT hash FROM journal WHERE chain = ? AND seq = ?", (chain, seq))
        if (hash_,) not in rows.fetchall():
            gone[chain] = (seq, hash_)
    return gone


def check(connection: Connection, case_id: str, path: Path) -> Seen:
    """Damaged when the case file lacks a head seen here: an older copy was put back, or its tail was cut off."""
    memory = seen(case_id)
    gone = lost(connection, memory.heads)
    if gone:
        raise Damaged(
            f"案卷库 {path} 比本机上次见到的旧",
            why="日志中缺少本机已见过的链头，案卷库是旧的副本、已在别处恢复过，或者日志被截断。",
            todo="找回最新的案卷库；确实只剩旧副本的，用 jxinspect restore 恢复，放弃的链头会记入日志。",
            items=[f"{chain}：第 {seq} 条 {hash_[:12]}" for chain, (seq, hash_) in sorted(gone.items())],
        )
    return memory


def file_of(case_id: str) -> Path:
    """Where that is kept."""
    return part("heads") / f"{case_id}.json"
