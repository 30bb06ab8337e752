"""Whom a case file trusts: devices and people's keys that the office enrolled, and nobody else.

What counts is not the row in the table but what the office's own chains say of it: another laptop can add rows and
change them, and none of that makes a device or a key one of the office's.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from jxinspect.errors import Refused
from jxinspect.store import layout
from jxinspect.store.database import Connection
from jxinspect.store.device import spelled
from jxinspect.store.problem import Problem

#: The row of `case_info` that holds the public key of the office's device, and the act that writes it.
OFFICE, INIT = "office", "sync.init"
_SAID = """
SELECT journal.record_id, journal.utc, journal.body FROM journal JOIN chain ON chain.id = journal.chain
WHERE journal.record_table = ? AND chain.device_key = ? AND journal.body IS NOT NULL ORDER BY journal.pos
"""
_LEASED = """
SELECT DISTINCT journal.record_id FROM journal JOIN chain ON chain.id = journal.chain
WHERE journal.record_table = 'lease' AND chain.device_key <> ?
"""
_FIRST = """
SELECT chain.device_key, journal.body FROM journal JOIN chain ON chain.id = journal.chain
WHERE journal.act = ? AND journal.op = 'note' AND journal.body LIKE '%"office"%' ORDER BY journal.pos LIMIT 1
"""


class Trusted(NamedTuple):
    """A device as the office enrolled it. `block`: its block of numbers; `heads`: what the office had at the end."""

    id: str
    public_key: str
    recipient: str
    name: str
    holder_id: str | None
    block: int
    office: bool
    inspections: list[str]
    third_party: bool
    revoked_at: str | None = None
    because: str = ""
    heads: tuple[dict[str, Any], ...] = ()


class TrustedKey(NamedTuple):
    """A key by which somebody of the roster signs, as the office enrolled it.

    `at`: when the office's machine wrote it down; `revoked_at`: from when on it does not hold. Both as the tables keep
    moments, in UTC.
    """

    id: str
    staff_id: str
    public_key: str
    at: str
    revoked_at: str | None = None
    because: str = ""

    def ended(self, at: str) -> bool:
        """Whether it was revoked by that moment. Clocks differ: that it signed before it was enrolled is no fault."""
        return self.revoked_at is not None and self.revoked_at <= at

    def due(self, at: str) -> bool:
        """Whether what was decided at that moment should be signed by it."""
        return self.at <= at and not self.ended(at)


def lease_problems(connection: Connection) -> Iterator[Problem]:
    """Blocks of official numbers that another machine than the office's gave, or changed."""
    office = office_key(connection)
    for (lease,) in connection.execute(_LEASED, (office,)) if office is not None else ():
        yield Problem("trust", f"lease {lease}", "号段不是机关端发给的，或者被别的设备改动")


def make_office(connection: Connection, public_key: str) -> None:
    """Let everything that is enrolled from now on hang on this key; inside the caller's transaction."""
    connection.execute("INSERT INTO case_info VALUES (?, ?)", (OFFICE, public_key))


def office_problems(connection: Connection) -> Iterator[Problem]:
    """Another key put in the place of the office's: what the journal says of the first `sync init` must agree."""
    office = office_key(connection)
    first = connection.execute(_FIRST, (INIT,)).fetchone()
    said = (first[0], json.loads(first[1]).get(OFFICE)) if first else (None, None)
    if office is not None and said != (office, office):
        yield Problem("trust", f"case_info {OFFICE}", "机关端的钥匙与日志所记的不符：信任的根被换过")


def office_key(connection: Connection) -> str | None:
    """The public key of the office's device; None where nothing has been set up for synchronising."""
    return layout.kept(connection, OFFICE)


def devices(connection: Connection) -> dict[str, Trusted]:
    """Public key → the device, revoked ones too, in the order in which they were enrolled."""
    found = {}
    ends = {row["device_id"]: row for row in _said(connection, "devicerevocation")}
    for row in _said(connection, "device"):
        device = Trusted(
            row["id"],
            row["public_key"],
            row["recipient"],
            row["name"],
            row.get("holder_id"),
            row["block"],
            office=bool(row.get("office")),
            inspections=_listed(row.get("inspections")),
            third_party=bool(row.get("third_party")),
        )
        if end := ends.get(device.id):
            heads = tuple(_listed(end.get("heads")))
            device = device._replace(revoked_at=end["at"], because=end["because"], heads=heads)
        found[device.public_key] = device
    return found


def people(connection: Connection) -> dict[str, TrustedKey]:
    """Id → the key, revoked ones too, in the order in which they were enrolled."""
    ends = {row["key_id"]: row for row in _said(connection, "personkeyrevocation")}
    found = {}
    for row in _said(connection, "personkey"):
        end = ends.get(row["id"], {})
        found[row["id"]] = TrustedKey(
            row["id"], row["staff_id"], row["public_key"], row["entered"], end.get("at"), end.get("because", "")
        )
    return found


def check_sender(connection: Connection, public_key: str) -> Trusted:
    """The device that sent something. Refused for a foreign or a revoked one, and where there is no office yet."""
    if office_key(connection) is None:
        raise Refused(
            "本案卷库还没有机关端",
            why="由谁登记设备还没有定，分不清来的东西是不是自己人的",
            todo="在机关的电脑上执行 jxinspect sync init",
        )
    device = devices(connection).get(public_key)
    if device is None:
        raise Refused(
            f"来自没有登记的设备（指纹 {spelled(public_key)}）",
            why="机关端没有登记这台设备，它送来的内容不予接收",
            todo="确是本机关的：让它用 jxinspect sync card 做名片，由机关端用 jxinspect sync device add 登记",
        )
    if device.revoked_at is not None:
        raise Refused(
            f"来自已经停用的设备 {device.name}",
            why=f"机关端已停用它：{device.because}",
            todo="不要接收；其中确有需要的内容，由机关端查明后裁定",
        )
    return device


def _said(connection: Connection, table: str) -> Iterator[Mapping[str, Any]]:
    """The records of a table as the office's chains alone tell them."""
    office = office_key(connection)
    if office is None:
        return
    told: dict[str, dict[str, Any]] = {}
    for id_, utc, body in connection.execute(_SAID, (table, office)):
        told.setdefault(id_, {"entered": as_stored(utc)}).update(json.loads(body).get("new", {}))
    yield from (row for id_, row in told.items() if row.get("id") == id_)


def as_stored(utc: str) -> str:
    """A moment of the journal as the tables keep it."""
    return utc[:26].replace("T", " ")


def _listed(value: Any) -> list[Any]:
    return json.loads(value) if isinstance(value, str) else value or []
