"""Setting up a hub, and letting a case file know it."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from jxinspect.errors import Refused
from jxinspect.store import keys, layout, trust
from jxinspect.store.database import Connection
from jxinspect.store.device import device_key, public_hex, spelled
from jxinspect.store.journal import utc_text
from jxinspect.store.reading import open_reading
from jxinspect.sync import hub_connection, peers
from jxinspect.sync.depot import open_depot
from jxinspect.sync.depot import tidy as tidy_objects
from jxinspect.sync.hub_case import HUB, IDENTITY

ACT = "sync.init"


class SetUp(NamedTuple):
    """A hub that is ready."""

    url: str
    objects: str
    id: str


def set_up(path: Path, *, url: str, objects: str, actor: str, clock: datetime, dry_run: bool = False) -> SetUp:
    """Make the tables of a hub, try its store of objects, and keep both addresses and the key of its objects.

    Only the office's device does this. Doing it again changes the addresses; the key of the objects stays.
    """
    peers.alone(ACT)
    hub, store = hub_connection.tidy(url), tidy_objects(objects)
    key = keys.key_of(path, at=clock)
    with open_reading(path, at=clock) as reading:
        _require_office(reading)
    with hub_connection.connected(hub) as connection:
        open_depot(store, key.case_id).size("0" * 64)
        if dry_run:
            return SetUp(hub, store, "")
        made = SetUp(hub, store, hub_connection.make(connection, utc_text(clock)))
    with peers.remembering(path, actor=actor, act=ACT, clock=clock) as writing:
        kept = json.dumps(made._asdict(), sort_keys=True)
        layout.keep(writing, HUB, kept)
        writing.execute("INSERT OR IGNORE INTO case_info VALUES (?, ?)", (IDENTITY, _identity()))
    return made


def _identity() -> str:
    from pyrage import x25519

    return str(x25519.Identity.generate())


def _require_office(connection: Connection) -> None:
    office = trust.office_key(connection)
    if office is not None and office != public_hex(device_key()):
        raise Refused(
            "汇集端由机关端设立，本机不是机关端",
            why=f"机关端的指纹是 {spelled(office)}",
            todo="在机关端设立，再用同步包把地址和钥匙带到本机；只是地址不同的，用 jxinspect config set hub 地址",
        )
