"""One entry that came from elsewhere: is it written as entries are, and in words that this program knows?"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from jxinspect.errors import Damaged, Refused
from jxinspect.store import layout
from jxinspect.store.canonical import canonical
from jxinspect.store.exchange import Entry
from jxinspect.store.fold import Row
from jxinspect.store.journal import OPS
from jxinspect.store.schema import ACT as MIGRATE

#: What SQLite stores in the columns of records.
_SCALARS = (str, int, float, type(None))
#: Names of tables that stand in entries about no record.
_STORE = ("", "journal")
_HEADER = {"act", "actor", "body", "chain", "local", "op", "previous", "record", "seq", "table", "utc"}
_FAULTS = (ValueError, KeyError, TypeError, AttributeError, RecursionError)


def arrived(entry: Entry, known: Mapping[str, Row]) -> tuple[dict[str, Any], dict[str, Any] | None]:
    """Header and body (None when withheld) of an entry; `known`: table → its columns.

    Damaged when it is not what a program of ours writes, Refused when a newer one wrote it.
    """
    try:
        fields = json.loads(entry.header)
        if set(fields) != _HEADER or canonical(fields) != entry.header or type(fields["seq"]) is not int:
            raise damaged(fields.get("chain"), fields.get("seq"), "条目的写法不合规定")
        return fields, _body(entry, fields, known)
    except _FAULTS as error:
        raise damaged("", "", f"条目不能解读（{type(error).__name__}）") from error


def _body(entry: Entry, fields: dict[str, Any], known: Mapping[str, Row]) -> dict[str, Any] | None:
    if fields["op"] not in OPS:
        raise newer(f"条目的种类 {fields['op']}")
    table = fields["table"]
    if table not in known and table not in _STORE:
        raise newer(f"表 {table}")
    if entry.body is None or entry.salt is None:
        return None
    if sha256(bytes.fromhex(entry.salt) + entry.body.encode()).hexdigest() != fields["body"]:
        raise damaged(fields["chain"], fields["seq"], "正文与摘要不符")
    body: dict[str, Any] = json.loads(entry.body)
    if fields["op"] == "note" and fields["act"] == MIGRATE:
        _migrated(body)
    if fields["op"] in ("insert", "update"):
        _columns(fields, body["new"], known[table])
    return body


def _migrated(body: dict[str, Any]) -> None:
    to = body.get("schema", {}).get("to", 0)
    if to > layout.LATEST:
        raise newer(f"案卷库结构第 {to} 版")


def _columns(fields: dict[str, Any], new: dict[str, Any], known: Row) -> None:
    if unknown := sorted(new.keys() - known.keys()):
        raise newer(f"表 {fields['table']} 的 {'、'.join(unknown)}")
    if (
        not all(isinstance(value, _SCALARS) for value in new.values())
        or new.get("id", fields["record"]) != fields["record"]
    ):
        raise damaged(fields["chain"], fields["seq"], "正文不是记录的内容")


def damaged(chain: object, seq: object, why: str) -> Damaged:
    """The error for an entry, or a chain, that cannot be taken as it came."""
    where = f"{chain} 第 {seq} 条" if chain else "一条日志"
    return Damaged(
        f"收到的日志不能采信：{where}",
        why=f"{why}。",
        todo="什么都没有收下。请对方重新制作并当面核对；仍然如此的，停用该设备，由机关端查明。",
    )


def newer(what: str) -> Refused:
    """The error for what only a newer program can read."""
    return Refused(
        f"收到的内容由新版程序写成：本程序不认识{what}",
        why="旧程序收下会丢失内容。",
        todo="什么都没有收下。升级本机的 jxinspect 后再收。",
    )
