"""What the office knows this machine as."""

from __future__ import annotations

from typing import NamedTuple

from jxinspect.store.database import Connection

#: One row when any device is enrolled; of nulls when the one that writes this chain is not.
_ENROLLED = """
SELECT own.id, own.name, own.block, own.public_key = (SELECT value FROM case_info WHERE name = 'office')
FROM (SELECT 1 FROM device LIMIT 1)
LEFT JOIN device own ON own.public_key = (SELECT device_key FROM chain WHERE id = ?) LIMIT 1
"""


class Enrolled(NamedTuple):
    """What the office knows a machine as; nothing, when it never enrolled it."""

    id: str = ""
    name: str = ""
    block: int = 0
    office: bool = False


def enrolled(connection: Connection, chain: str) -> Enrolled | None:
    """The machine that writes this chain, as a device of the case file; None while no machine is enrolled at all."""
    found = connection.execute(_ENROLLED, (chain,)).fetchone()
    if found is None:
        return None
    return Enrolled(found[0], found[1], found[2], bool(found[3])) if found[0] else Enrolled()
