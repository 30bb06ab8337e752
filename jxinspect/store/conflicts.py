"""待裁定: what laptops said differently that worked apart. Computed from the journal: every copy finds the same."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import Any, NamedTuple

from sqlalchemy import MetaData

from jxinspect.errors import NotFound, Unresolved
from jxinspect.store.canonical import canonical
from jxinspect.store.dag import Folded, Told, fold_record, previous_of
from jxinspect.store.database import Connection
from jxinspect.store.exchange import forks
from jxinspect.store.joins import joins_of
from jxinspect.store.record_words import fields_words, table_words

Place = tuple[str, str]


class Conflict(NamedTuple):
    """Two facts of which one has to be chosen. `sides` say what each is: entry, or id of a record, → its value."""

    id: str
    #: field: written differently; key: one number or name, two records; fork: a device that is there twice; revoked:
    #: what a device wrote after the office had revoked it.
    kind: str
    table: str
    record: str
    #: The field; of a key its columns, joined by commas; of a fork or a revocation the chain's name.
    field: str
    sides: dict[str, Any]
    before: Any

    @property
    def words(self) -> str:
        """What it is about: 单位：电话."""
        return f"{table_words(self.table)}：{fields_words(self.table, self.field)}"


def conflicts(connection: Connection, where: str = "", given: Sequence[Any] = ()) -> list[Conflict]:
    """Those that wait for a ruling, in the order of their tables."""
    sql = f"SELECT * FROM conflict {where} ORDER BY record_table, record_id, field, id"  # noqa: S608 — our own words
    return [
        Conflict(id_, kind, table, record, field, json.loads(sides), json.loads(before))
        for id_, kind, table, record, field, sides, before in connection.execute(sql, given).fetchall()
    ]


def conflict(connection: Connection, id_: str) -> Conflict:
    """The one whose id begins so; of an empty id the only one. NotFound when there is none, or more than one."""
    found = conflicts(connection, "WHERE substr(id, 1, length(?1)) = ?1", [id_])
    if len(found) != 1:
        such = f"编号以 {id_} 开头的" if id_ else ""
        raise NotFound(
            f"{such}待裁定事项有 {len(found)} 个" if found else f"没有{such}待裁定事项",
            why="编号取自 sync conflicts 的第一列，可以只写开头几位；只有一项的，可以不写。",
            todo="用 jxinspect sync conflicts 查看。",
        )
    return found[0]


def unresolved(found: Sequence[Conflict], what: str) -> Unresolved:
    """The error for an act that needs what waits for a ruling."""
    return Unresolved(
        what,
        why=f"两台设备各自登记的内容不一致，有 {len(found)} 项等待裁定；没有裁定之前，程序不替人取舍。",
        todo="用 jxinspect sync conflicts 查看双方内容，由有权的人用 jxinspect sync rule 裁定后重新执行。",
        items=[f"{one.words}（{one.id}）" for one in found],
    )


def disputed(connection: Connection, table: str, record: str, fields: Iterable[str]) -> list[Conflict]:
    """What waits for a ruling about these fields of a record."""
    about = conflicts(connection, "WHERE record_table = ? AND kind IN ('field', 'key')", [table])
    return [
        one
        for one in about
        if (one.record == record or (one.kind == "key" and record in one.sides))
        and not set(one.field.split(",")).isdisjoint(fields)
    ]


#: What every document is made from, whatever it is about.
COMMON = frozenset({"agency", "staff", "setting", "numbering", "seriescode"})


def about(connection: Connection, records: Iterable[str], inspection: str | None) -> list[Conflict]:
    """What waits for a ruling on one of these records, on a record of this inspection, or on what is common to all."""
    found = conflicts(connection)
    if not found:
        return []
    wanted = set(records)
    return [
        one for one in found if any(_is_about(connection, *place, wanted, inspection) for place in _of(connection, one))
    ]


def _of(connection: Connection, one: Conflict) -> Iterator[Place]:
    """The records of a conflict; of a doubtful chain all that it speaks of since it became doubtful."""
    if one.kind in ("field", "key"):
        yield from ((one.table, id_) for id_ in (one.sides if one.kind == "key" else [one.record]))
        return
    since = min(one.sides.values())
    yield from connection.execute(
        "SELECT DISTINCT record_table, record_id FROM journal WHERE chain = ? AND seq >= ? AND op <> 'note'",
        (one.record, since),
    ).fetchall()


def _is_about(connection: Connection, table: str, id_: str, wanted: set[str], inspection: str | None) -> bool:
    if table in COMMON or id_ in wanted or id_ == inspection:
        return True
    columns = {name for _, name, *_ in connection.execute(f'PRAGMA table_info("{table}")').fetchall()}
    if inspection is None or "inspection_id" not in columns:
        return False
    row = connection.execute(f'SELECT inspection_id FROM "{table}" WHERE id = ?', (id_,)).fetchone()  # noqa: S608
    return row is not None and row[0] == inspection


def told_of(connection: Connection, table: str, record: str) -> list[Told]:
    """The entries of one record."""
    rows = connection.execute(
        "SELECT hash, header, body FROM journal WHERE record_table = ? AND record_id = ? ORDER BY pos", (table, record)
    ).fetchall()
    found = []
    for hash_, header, body in rows:
        fields = json.loads(header)
        found.append(Told(hash_, fields["op"], previous_of(fields), None if body is None else json.loads(body)))
    return found


def folded(connection: Connection, place: Place, defaults: dict[str, Any]) -> Folded:
    """A record as its entries tell it."""
    return fold_record(told_of(connection, *place), joins_of(place[0]), defaults)


def of_fields(place: Place, fold: Folded) -> Iterator[Conflict]:
    """The disputed fields of one record."""
    for field, values, before in fold.disputes:
        yield _conflict("field", place, field, values, before)


def of_keys(connection: Connection, tables: MetaData, touched: Iterable[str]) -> Iterator[Conflict]:
    """Records of these tables that share a natural key."""
    from jxinspect.model.base import keys_of

    for table in sorted(touched):
        for names in keys_of(tables.tables[table]) if table in tables.tables else ():
            yield from _shared(connection, table, names)


def _shared(connection: Connection, table: str, names: tuple[str, ...]) -> Iterator[Conflict]:
    columns = ", ".join(f'"{name}"' for name in names)
    there = " AND ".join(f'"{name}" IS NOT NULL' for name in names)
    sql = (
        f'SELECT {columns}, json_group_array(id) FROM "{table}" WHERE {there} '  # noqa: S608 — names of mapped columns
        f"GROUP BY {columns} HAVING count(*) > 1"
    )
    for *values, ids in connection.execute(sql).fetchall():
        first, *rest = sorted(json.loads(ids))
        sides = {id_: dict(zip(names, values, strict=True)) for id_ in (first, *rest)}
        yield _conflict("key", (table, first), ",".join(names), sides, None)


def of_forks(connection: Connection) -> Iterator[Conflict]:
    """Chains in which two entries have one place."""
    for chain in sorted(forks(connection)):
        rows = connection.execute(
            "SELECT hash, seq FROM journal WHERE chain = ?1 AND seq = (SELECT min(seq) FROM (SELECT seq FROM journal"
            " WHERE chain = ?1 GROUP BY seq HAVING count(*) > 1))",
            (chain,),
        ).fetchall()
        yield _conflict("fork", ("chain", chain), chain, dict(rows), None)


def of_revoked(connection: Connection) -> Iterator[Conflict]:
    """Entries of a revoked device beyond what the office had from it when it revoked it."""
    rows = connection.execute(
        "SELECT device.public_key, devicerevocation.heads FROM devicerevocation JOIN device ON device.id = device_id"
        " ORDER BY devicerevocation.id"
    ).fetchall()
    for public, heads in rows:
        known = {head["chain"]: head["seq"] for head in json.loads(heads)}
        chains = connection.execute("SELECT id FROM chain WHERE device_key = ? ORDER BY id", (public,))
        for (chain,) in chains.fetchall():
            later = connection.execute(
                "SELECT hash, seq FROM journal WHERE chain = ? AND seq > ? ORDER BY seq", (chain, known.get(chain, 0))
            ).fetchall()
            if later:
                yield _conflict("revoked", ("chain", chain), chain, dict([later[0], later[-1]]), known.get(chain, 0))


def _conflict(kind: str, place: Place, field: str, sides: dict[str, Any], before: Any) -> Conflict:
    name = sha256(canonical([kind, *place, field, sorted(sides)]).encode()).hexdigest()[:12]
    return Conflict(name, kind, *place, field, sides, before)


def rebuild(connection: Connection, tables: MetaData, found: Iterable[Conflict], touched: Iterable[Place]) -> None:
    """Bring the table of conflicts up to date after entries about the `touched` records; `found`: their fields'."""
    places = set(touched)
    for place in places:
        connection.execute("DELETE FROM conflict WHERE kind = 'field' AND record_table = ? AND record_id = ?", place)
    named = {table for table, _ in places}
    for table in named:
        connection.execute("DELETE FROM conflict WHERE kind = 'key' AND record_table = ?", (table,))
    connection.execute("DELETE FROM conflict WHERE kind IN ('fork', 'revoked')")
    whole = [*found, *of_keys(connection, tables, named), *of_forks(connection), *_revoked(connection, tables)]
    ruled = _ruled(connection, tables)
    rows = [
        (one.id, one.kind, one.table, one.record, one.field, canonical(one.sides), canonical(one.before))
        for one in whole
        if one.kind == "field" or one.id not in ruled
    ]
    connection.executemany("INSERT OR REPLACE INTO conflict VALUES (?, ?, ?, ?, ?, ?, ?)", rows)


def _revoked(connection: Connection, tables: MetaData) -> Iterator[Conflict]:
    return of_revoked(connection) if "devicerevocation" in tables.tables else iter(())


def _ruled(connection: Connection, tables: MetaData) -> set[str]:
    """Those that a ruling let stand; a field is ruled by an entry of its record instead."""
    if "ruling" not in tables.tables:
        return set()
    return {id_ for (id_,) in connection.execute("SELECT conflict FROM ruling").fetchall()}
