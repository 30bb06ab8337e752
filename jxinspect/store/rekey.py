"""Changing the key slots of a case file, journaled: the journal says which slot is to be in force before it is.

Slots are files, so no transaction holds them and the journal together. Cut off between the two, the old slot is still
in force and `verify` tells that the change was not finished; no slot ever changes without an entry.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from jxinspect.errors import Refused
from jxinspect.store import durable, keys, slots
from jxinspect.store.casefile import CaseFile
from jxinspect.store.database import Connection

#: What the note in the journal says was changed → the slot.
_SLOTS = {"passphrase": slots.PASSPHRASE, "recovery": slots.RECOVERY}


def change_passphrase(case: CaseFile, key: keys.Key, passphrase: str) -> None:
    """Wrap the keys by another passphrase at the end of the act. Nothing is encrypted anew; old copies keep the old."""
    _replace(case, "passphrase", keys.sealed_by_passphrase(key, passphrase))


def add_recovery(case: CaseFile, key: keys.Key, out: Path) -> None:
    """Make a recovery key: its identity goes to `out` (for the office's safe), its slot into the case file."""
    if not key.encrypted:
        raise Refused("本案卷库没有加密", why="没有加密就没有钥匙可以恢复。", todo="新建加密的案卷库。")
    text, sealed = keys.new_recovery(key)
    durable.write_once(out, text.encode())
    _replace(case, "recovery", sealed)


def _replace(case: CaseFile, what: str, sealed: bytes) -> None:
    case.note(changed=what, slot=sha256(sealed).hexdigest())
    case.after_commit(lambda: slots.write(case.path, _SLOTS[what], sealed))


_TOLD = """SELECT json_extract(body, '$.changed'), json_extract(body, '$.slot') FROM journal
WHERE op = 'note' AND json_extract(body, '$.slot') IS NOT NULL ORDER BY pos"""


def unfinished(connection: Connection, path: Path) -> list[str]:
    """The slots that are not those of which the journal told last: a change was cut off, or old slots were put back."""
    told = dict(connection.execute(_TOLD).fetchall())
    there = slots.present(path)
    return [
        name
        for what, name in _SLOTS.items()
        if what in told and (name not in there or sha256(slots.read(path, name)).hexdigest() != told[what])
    ]
