"""What is not taken from a hub, and from whom: chains of machines that the office did not enrol, and what a revoked
device brought after its revocation had arrived there.

The order of arrival on the hub decides, not the moment at which somebody pulls: so all who pull leave out the same.
What a revoked device had brought before that, and the office did not have, is taken and waits for a ruling.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NamedTuple

from jxinspect.store import trust
from jxinspect.store.database import Connection
from jxinspect.store.device import spelled
from jxinspect.store.exchange import ChainStart
from jxinspect.sync.hub import Hub
from jxinspect.sync.hub_batch import Push
from jxinspect.sync.intake import strangers

_REVOKED = """
SELECT journal.chain, journal.seq, journal.hash, journal.body FROM journal
WHERE record_table = 'devicerevocation' AND op = 'insert' AND body IS NOT NULL
"""


class Doubt(NamedTuple):
    """Entries of a chain behind `seq` that arrived in batches from `first` on."""

    chain: str
    seq: int
    first: int
    why: str

    def covers(self, push: Push, chain: str, seq: int) -> bool:
        """Whether an entry is one of them."""
        return chain == self.chain and seq > self.seq and push.first >= self.first


def doubtful(
    connection: Connection, hub: Hub, fresh: Sequence[ChainStart], pushes: Sequence[Push]
) -> set[Doubt]:  # fmt: skip
    """What must not be taken of these batches, as the case file sees it with them taken."""
    devices = trust.devices(connection)
    found = {
        Doubt(start.id, 0, 0, f"没有登记的设备（指纹 {spelled(start.device_key)}）写的内容没有收下")
        for start in strangers(connection, fresh)
    }
    brought = {push.device_key for push in pushes}
    for device in devices.values():
        if device.revoked_at is not None and device.public_key in brought:
            found |= _late(connection, hub, device)
    return found


def _late(connection: Connection, hub: Hub, device: trust.Trusted) -> set[Doubt]:
    arrived = _revocation(connection, hub, device.id)
    if arrived is None:
        return set()
    had = {head["chain"]: int(head["seq"]) for head in device.heads}
    chains = connection.execute("SELECT id FROM chain WHERE device_key = ?", (device.public_key,)).fetchall()
    why = f"已停用的设备{device.name}在停用以后推送的内容没有收下（停用原因：{device.because}）"
    return {Doubt(chain, had.get(chain, 0), arrived + 1, why) for (chain,) in chains}


def _revocation(connection: Connection, hub: Hub, device_id: str) -> int | None:
    """The number of arrival of the entry that revokes a device; None when it has not arrived."""
    for chain, seq, hash_, body in connection.execute(_REVOKED).fetchall():
        if json.loads(body)["new"]["device_id"] == device_id:
            return hub.number_of((chain, seq, hash_))
    return None
