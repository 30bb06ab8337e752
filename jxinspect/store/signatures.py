"""How it stands with the signatures of people: whose they are, whether they hold, where one is missing."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from jxinspect.law.signing import BY_TABLE, Signing
from jxinspect.law.terms import Role
from jxinspect.store import trust
from jxinspect.store.database import Connection
from jxinspect.store.device import said_by
from jxinspect.store.problem import Problem
from jxinspect.store.reading import rows
from jxinspect.store.signing import KIND, Row, Wanted, case_of, digest, in_force, name_of, signer_of, wants

#: valid; none: no key was enrolled when it was recorded; missing: one was; bad: signed, and it does not hold.
State = Literal["valid", "none", "missing", "bad"]
WORDS: Mapping[State, str] = {
    "valid": "本人签名有效",
    "none": "无签名（未登记钥匙）",
    "missing": "无签名（应由本人签名）",
    "bad": "签名不符",
}
_HANGING = """
SELECT one.value AS name FROM json_each(?) AS one, pragma_table_info(one.value) AS has
WHERE has.name = 'inspection_id' ORDER BY one.key
"""
_ENTERED = "SELECT utc FROM journal WHERE record_table = ? AND record_id = ? ORDER BY pos LIMIT 1"
_DECIDED = """
SELECT utc FROM journal
WHERE json_extract(body, ?) IS NOT NULL AND record_table = ? AND record_id = ? ORDER BY pos DESC LIMIT 1
"""
_ROLES = """
SELECT json_extract(body, '$.new.role') AS role FROM journal
WHERE record_table = 'staff' AND record_id = ? AND utc <= ? AND json_extract(body, '$.new.role') IS NOT NULL
ORDER BY utc DESC, pos DESC LIMIT 1
"""


class Standing(NamedTuple):
    """How it stands with somebody's own signature under one record."""

    signing: Signing
    record: str
    inspection: str | None
    who: str
    state: State
    text: str = ""

    @property
    def told(self) -> str:
        """In words: 本人签名有效, …"""
        return f"{WORDS[self.state]}：{self.text}" if self.text else WORDS[self.state]


def standings(connection: Connection, inspection: str | None = None) -> Iterator[Standing]:
    """How it stands with the signatures under all that is to be signed, or in one inspection (its id).

    Nothing where nobody has a key.
    """
    if not is_used(connection):
        return
    judge = _Judge(connection)
    for table in BY_TABLE if inspection is None else _of_inspection(connection, inspection):
        where, given = ("", []) if inspection is None else ("WHERE inspection_id = ?", [inspection])
        for row in rows(connection, f'SELECT * FROM "{table}" {where} ORDER BY id', given):  # noqa: S608 — of law/signing
            for one in BY_TABLE[table]:
                if row[one.column]:
                    yield judge.of(one, row)


def _of_inspection(connection: Connection, inspection: str) -> list[str]:
    """The tables that hold something of an inspection to be signed; most hold nothing, and one question tells which."""
    hanging = (row["name"] for row in rows(connection, _HANGING, [json.dumps(list(BY_TABLE))]))
    one = "SELECT '{0}' AS name WHERE EXISTS (SELECT 1 FROM \"{0}\" WHERE inspection_id = ?1)"
    asked = " UNION ALL ".join(one.format(name) for name in hanging)
    return [str(row["name"]) for row in rows(connection, asked, [inspection])]


def problems(connection: Connection) -> Iterator[Problem]:
    """For `verify`: signatures that do not hold are damage, missing ones are told."""
    for one in standings(connection):
        if one.state in ("bad", "missing"):
            severity: Literal["damaged", "notice"] = "damaged" if one.state == "bad" else "notice"
            place = f"{one.signing.table} {one.record}"
            yield Problem("person", place, f"{one.signing.what}（{one.who}）{one.told}", severity)


def faults(connection: Connection, inspection: str | None) -> Iterator[tuple[str, str, bool]]:
    """For G74: record, in words, and whether it is only missing. `inspection`: its id, or None for what is in none."""
    for one in standings(connection, inspection):
        if one.state in ("bad", "missing") and one.inspection == inspection:
            yield one.record, f"{one.signing.what}（{one.who}）{one.told}", one.state == "missing"


def told_of(connection: Connection) -> dict[str, str]:
    """Record → how it stands with the signatures under it, in words; nothing where nobody has a key."""
    found: dict[str, list[Standing]] = {}
    for one in standings(connection):
        found.setdefault(one.record, []).append(one)
    return {record: _together(several) for record, several in found.items()}


def _together(several: list[Standing]) -> str:
    """Names where two sign and it stands differently with them."""
    if len({one.state for one in several}) == 1:
        return WORDS[several[0].state]
    return "；".join(dict.fromkeys(f"{one.who}：{WORDS[one.state]}" for one in several))


def is_used(connection: Connection) -> bool:
    """Whether anybody signs here at all; an older case file has not even the tables."""
    if not rows(connection, "SELECT 1 FROM sqlite_schema WHERE name = 'signature'"):
        return False
    return bool(trust.people(connection) or rows(connection, "SELECT 1 FROM signature LIMIT 1"))


class _Judge:
    """What signatures are held against."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._case_id = case_of(connection)
        self._keys = trust.people(connection)

    def of(self, one: Signing, row: Row) -> Standing:
        staff_id = signer_of(self._connection, one, row)
        who = str(row[one.column]) if one.by_name else name_of(self._connection, staff_id or "")
        about = (one, row["id"], row.get("inspection_id"), who)
        faults = [self._fault(one, row, staff_id, found) for found in self._under(one, row)]
        if "" in faults:
            return Standing(*about, "valid")
        if faults:
            return Standing(*about, "bad", faults[-1])
        return Standing(*about, "missing" if self._was_due(one, row, staff_id) else "none")

    def _under(self, one: Signing, row: Row) -> list[Row]:
        """The signatures under a record without those that others made in another part, e.g. as reviewer."""
        others = {digest(self._case_id, other, row) for other in BY_TABLE[one.table] if other != one}
        found = rows(self._connection, "SELECT * FROM signature WHERE record_id = ? ORDER BY id", [row["id"]])
        return [one for one in found if one["digest"] not in others]

    def _fault(self, one: Signing, row: Row, staff_id: str | None, found: Row) -> str:
        """What is wrong with a signature; empty when it holds."""
        key = self._keys.get(found["key_id"])
        if key is None:
            return "用来签名的钥匙不是机关端登记的"
        if key.staff_id != staff_id:
            return f"签名的是{name_of(self._connection, key.staff_id)}，不是本人"
        if not said_by(key.public_key, KIND, found["digest"], found["signature"]):
            return "签名不是这把钥匙作出的"
        if found["digest"] != digest(self._case_id, one, row):
            return "签名之后内容被改动"
        return self._untimely(one, key, self._entered("signature", found["id"]))

    def _untimely(self, one: Signing, key: trust.TrustedKey, entered: str) -> str:
        """Why he could not sign that then; empty when he could."""
        if key.ended(entered):
            return f"签名时钥匙已经停用（{key.because}）"
        role = self._role(key.staff_id, entered)
        if role not in one.roles:
            return f"签名人当时是{Role(role).label if role else '名册以外的人'}，不能作出（{one.basis}）"
        return ""

    def _was_due(self, one: Signing, row: Row, staff_id: str | None) -> bool:
        found = self._connection.execute(_DECIDED, (f"$.new.{one.column}", one.table, row["id"])).fetchone()
        decided = trust.as_stored(found[0]) if found else ""
        return any(key.staff_id == staff_id and key.due(decided) for key in self._keys.values())

    def _entered(self, table: str, record: str) -> str:
        found = self._connection.execute(_ENTERED, (table, record)).fetchone()
        return trust.as_stored(found[0]) if found else ""

    def _role(self, staff_id: str, at: str) -> str:
        utc = at.replace(" ", "T") + "Z"
        found = self._connection.execute(_ROLES, (staff_id, utc)).fetchone()
        return str(found[0]) if found else ""


def awaited(connection: Connection, name: str) -> list[Wanted]:
    """What somebody still has to sign, the oldest first."""
    keys = {who: key for who, key in in_force(connection).items() if name_of(connection, who) == name}
    if not keys:
        return []
    found = [one for one in standings(connection) if one.who == name and one.state in ("missing", "bad")]
    case_id = case_of(connection)
    return [
        wanted._replace(about=f"{wanted.about}（{one.told}）" if one.state == "bad" else wanted.about)
        for one in sorted(found, key=lambda one: one.record)
        for row in rows(connection, f'SELECT * FROM "{one.signing.table}" WHERE id = ?', [one.record])  # noqa: S608
        for wanted in wants(connection, case_id, one.signing, row, keys)
    ]
