"""A partial copy: which records a device may have, and which it gets as headers only, so that every chain still holds.

The office says it by enrolling the device: chosen inspections, or a third party. What is outside travels without body
and salt. A partial copy exchanges with the office alone, and gives only what it wrote itself: so no whole copy ever
takes a withheld body from it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from jxinspect.errors import Refused
from jxinspect.law.civil import day
from jxinspect.law.scope import AT_HOME, COMMON, NOTES, OPEN
from jxinspect.law.team import DataClass
from jxinspect.store import layout, trust
from jxinspect.store.canonical import canonical
from jxinspect.store.database import Connection
from jxinspect.store.device import fingerprint
from jxinspect.store.exchange import Entry
from jxinspect.store.journal import utc_text

#: The row of `case_info` that a partial copy has.
SCOPE = "scope"
#: Tables that name a record of any table.
_ABOUT = ("ruling", "signature")
_AUTHORISED = """
SELECT DISTINCT a.inspection_id FROM authorisation a JOIN engagement e ON e.id = a.engagement_id
WHERE EXISTS (SELECT 1 FROM json_each(e.persons) p WHERE p.value = :holder)
  AND EXISTS (SELECT 1 FROM json_each(a.classes) c WHERE c.value = :kind)
  AND a.at <= :at AND :day BETWEEN a.valid_from AND a.valid_to AND (a.withdrawn_at IS NULL OR a.withdrawn_at > :at)
  AND EXISTS (
    SELECT 1 FROM undertaking u JOIN staff s ON s.id = u.staff_id
    JOIN document d ON d.kind = 'D29' AND d.subject_id = u.id
    JOIN signedpaper p ON p.document_id = d.id AND p.signer = s.name AND p.outcome = 'signed' AND p.at <= :at
    WHERE u.staff_id = :holder AND u.inspection_id = a.inspection_id)
"""
#: Of what a third party is lent: what is about the inspections that it may see, and about its own person. The lines of
#: the ledger (financial data) hold free text that may name insured persons: shown with the texts hidden, never given.
_LENT = {
    "inspection": "id IN (SELECT value FROM json_each(:chosen))",
    "engagement": "inspection_id IN (SELECT value FROM json_each(:chosen))"
    " AND EXISTS (SELECT 1 FROM json_each(persons) p WHERE p.value = :holder)",
    "authorisation": "inspection_id IN (SELECT value FROM json_each(:chosen)) AND engagement_id IN"
    " (SELECT id FROM engagement WHERE EXISTS (SELECT 1 FROM json_each(persons) p WHERE p.value = :holder))",
    "undertaking": "inspection_id IN (SELECT value FROM json_each(:chosen)) AND staff_id = :holder",
    "document": "kind = 'D29' AND inspection_id IN (SELECT value FROM json_each(:chosen))"
    " AND subject_id IN (SELECT id FROM undertaking WHERE staff_id = :holder)",
    "signedpaper": "document_id IN (SELECT d.id FROM document d JOIN undertaking u ON u.id = d.subject_id"
    " WHERE d.kind = 'D29' AND u.staff_id = :holder AND u.inspection_id IN (SELECT value FROM json_each(:chosen)))",
    "teammember": "inspection_id IN (SELECT value FROM json_each(:chosen)) AND staff_id = :holder",
    "datause": "inspection_id IN (SELECT value FROM json_each(:chosen)) AND staff_id = :holder",
}

Inside = dict[str, set[str]]


class Scope(NamedTuple):
    """What one device may have: table → ids of the records whose bodies it gets."""

    device: str
    third_party: bool
    numbers: tuple[str, ...]
    inside: Mapping[str, set[str]]

    @property
    def told(self) -> str:
        """What the copy says of itself, as JSON."""
        return canonical({"device": self.device, "inspections": list(self.numbers), "third_party": self.third_party})


def for_device(connection: Connection, device: trust.Trusted, at: datetime) -> Scope | None:
    """What the device may have; None when that is the whole case file.

    Refused (G52) for a third party without a valid authorisation of data that a copy can hold.
    """
    if device.third_party:
        chosen = _authorised(connection, device, at)
        inside = _lent(connection, device, chosen)
    elif device.inspections:
        chosen = list(device.inspections)
        inside = _hanging(connection, set(chosen))
    else:
        return None
    _complete(connection, inside)
    sql = "SELECT number FROM inspection WHERE id IN (SELECT value FROM json_each(?)) ORDER BY number"
    numbers = tuple(number for (number,) in connection.execute(sql, (json.dumps(chosen),)).fetchall())
    return Scope(device.public_key, device.third_party, numbers, inside)


def _authorised(connection: Connection, device: trust.Trusted, at: datetime) -> list[str]:
    given = {
        "holder": device.holder_id,
        "kind": DataClass.STATISTICS.value,
        "at": trust.as_stored(utc_text(at)),
        "day": day(at).isoformat(),
    }
    found = [id_ for (id_,) in connection.execute(_AUTHORISED, given).fetchall()]
    chosen = [id_ for id_ in found if not device.inspections or id_ in device.inspections]
    if not chosen:
        raise Refused(
            f"第三方的设备“{device.name}”没有可以给的内容",
            why="没有经审批、在有效期内、写明统计数据的授权，或者使用人没有签署保密承诺书（办法 27 II）",
            todo="先用 plan third-party authorise 审批授权，用 doc signed 登记本人签署的承诺书",
            guards=("G52",),
        )
    return chosen


def _lent(connection: Connection, device: trust.Trusted, chosen: list[str]) -> Inside:
    given = {"chosen": json.dumps(chosen), "holder": device.holder_id}
    inside = {table: _ids(connection, table) for table in OPEN}
    for table, where in _LENT.items():
        sql = f'SELECT id FROM "{table}" WHERE {where}'  # noqa: S608 — our own words
        inside[table] = {id_ for (id_,) in connection.execute(sql, given).fetchall()}
    return inside


def _hanging(connection: Connection, chosen: set[str]) -> Inside:
    """What is common to all, and what hangs on the chosen inspections, near and far."""
    inside: Inside = {table: _ids(connection, table) for table in COMMON}
    inside["inspection"] = set(chosen)
    for table, refs in _references().items():
        if table not in inside and table not in AT_HOME and table not in _ABOUT:
            inside[table] = _hangs(connection, table, refs, inside, chosen)
    return inside


def _hangs(connection: Connection, table: str, refs: Mapping[str, str], inside: Inside, chosen: set[str]) -> set[str]:
    owners = [column for column, parent in refs.items() if parent not in COMMON and column != "inspection_id"]
    whose = ["inspection_id"] if "inspection_id" in refs else []
    columns = ", ".join(f'"{column}"' for column in ("id", *whose, *owners))
    found = set()
    for id_, *values in connection.execute(f'SELECT {columns} FROM "{table}"').fetchall():  # noqa: S608 — our tables
        if whose and values[0] is not None:
            within = values[0] in chosen
        else:
            parents = zip(owners, values[len(whose) :], strict=True)
            within = any(value in inside.get(refs[column], ()) for column, value in parents)
        if within:
            found.add(id_)
    return found


def _complete(connection: Connection, inside: Inside) -> None:
    """Add what records inside refer to, and rulings on and signatures under them."""
    added = True
    while added:
        added = False
        for table, refs in reversed(list(_references().items())):
            for column, parent in refs.items() if inside.get(table) else ():
                sql = f'SELECT id, "{column}" FROM "{table}" WHERE "{column}" IS NOT NULL'  # noqa: S608 — our tables
                wanted = {value for id_, value in connection.execute(sql).fetchall() if id_ in inside[table]}
                new = wanted - inside.setdefault(parent, set()) if parent not in AT_HOME else set()
                inside[parent] = inside.get(parent, set()) | new
                added |= bool(new)
        for table in _ABOUT:
            rows = connection.execute(f'SELECT id, record_table, record_id FROM "{table}"').fetchall()  # noqa: S608
            new = {id_ for id_, of, record in rows if record in inside.get(of, ())} - inside.setdefault(table, set())
            inside[table] |= new
            added |= bool(new)


def _ids(connection: Connection, table: str) -> set[str]:
    return {id_ for (id_,) in connection.execute(f'SELECT id FROM "{table}"').fetchall()}  # noqa: S608 — our tables


@cache
def _references() -> Mapping[str, Mapping[str, str]]:
    """Table → column → the table that it refers to; every table after those that it refers to, but for itself."""
    from jxinspect.store.schema import all_tables

    return {
        table.name: {column.name: key.column.table.name for column in table.columns for key in column.foreign_keys}
        for table in all_tables().sorted_tables
    }


def restricted(entries: Iterable[Entry], scope: Scope | None) -> Iterator[Entry]:
    """The entries as a device gets them: whole where it may have them or wrote them, else as headers."""
    own = f"{fingerprint(scope.device)}-" if scope is not None else ""
    for entry in entries:
        if scope is None or _may_have(scope, own, json.loads(entry.header)):
            yield entry
        else:
            yield entry._replace(body=None, salt=None)


def _may_have(scope: Scope, own: str, header: Mapping[str, Any]) -> bool:
    if header["chain"].startswith(own):
        return True
    if header["op"] == "note":
        return header["act"] in NOTES
    return header["record"] in scope.inside.get(header["table"], ())


def objects(connection: Connection, scope: Scope) -> set[str]:
    """The objects that records inside name."""
    from jxinspect.store.schema import all_tables

    found = set[str]()
    for table in all_tables().sorted_tables:
        for column in table.columns if scope.inside.get(table.name) else ():
            if column.info.get("object"):
                sql = f'SELECT id, "{column.name}" FROM "{table.name}" WHERE "{column.name}" <> \'\''  # noqa: S608
                rows = connection.execute(sql).fetchall()
                found.update(sha for id_, sha in rows if id_ in scope.inside[table.name])
    return found


def partial(connection: Connection) -> dict[str, Any] | None:
    """What this copy says of itself when it is a partial one, and the office enrolled its device as such."""
    said = layout.kept(connection, SCOPE)
    if said is None:
        return None
    told: dict[str, Any] = json.loads(said)
    device = trust.devices(connection).get(str(told.get("device")))
    return told if device is not None and (device.inspections or device.third_party) else None


def dangling(connection: Connection, table: str) -> list[tuple[str, str]]:
    """Table and id of the records that rows of a table refer to and that are not there, nor withheld here."""
    whole = partial(connection) is None
    found = []
    for _, rowid, parent, key in connection.execute(f'PRAGMA foreign_key_check("{table}")').fetchall():
        columns = {row[0]: row[3] for row in connection.execute(f'PRAGMA foreign_key_list("{table}")').fetchall()}
        sql = f'SELECT "{columns[key]}" FROM "{table}" WHERE rowid = ?'  # noqa: S608 — our tables
        [(value,)] = connection.execute(sql, (rowid,)).fetchall()
        bare = "SELECT 1 FROM journal WHERE record_table = ? AND record_id = ? AND body IS NULL"
        if whole or connection.execute(bare, (parent, value)).fetchone() is None:
            found.append((parent, value))
    return found
