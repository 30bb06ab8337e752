"""Integrity of a whole case file: slots, pages, schema, chains, fold, heads, objects. Reports all it finds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import MetaData

from jxinspect.errors import Damaged, JxinspectError, Locked
from jxinspect.store import elsewhere, heads, keys, layout, rekey, signatures, slots, trust
from jxinspect.store.called import Find, called
from jxinspect.store.chains import replay
from jxinspect.store.conflicts import conflicts
from jxinspect.store.database import DATABASE, Connection, connect, database_errors
from jxinspect.store.fold import differences
from jxinspect.store.objects import Objects
from jxinspect.store.problem import Problem
from jxinspect.store.reading import rows
from jxinspect.store.reasons import answered
from jxinspect.store.scope import dangling

#: A further check of an open case file, e.g. of numbering.
Check = Callable[[Connection], Iterable[Problem]]
_SHA = re.compile(r"[0-9a-f]{64}\Z")
_FAULTS = (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError)


def verify(
    path: Path,
    *,
    at: datetime,
    deep: bool = False,
    against_heads: bool = True,
    tables: MetaData | None = None,
    extra: Sequence[Check] = (),
) -> list[Problem]:
    """Everything that does not hold. `deep` checks every signature. Locked only when nothing else is wrong."""
    problems = list(_slots(path))
    try:
        key = keys.key_of(path, at=at)
        with database_errors(path), closing(connect(path, key, wait=10.0, writing=False)) as connection:
            problems += _pages(connection, path, key)
            if not problems:
                layout.check_version(layout.version_of(connection), path)
            for check in _checks(path, key, deep=deep, against_heads=against_heads, tables=tables, extra=extra):
                problems += _guarded(check, connection, path)
    except Locked:
        if not problems:
            raise
    except JxinspectError as error:
        if not problems and not isinstance(error, Damaged):
            raise
        problems.append(Problem("database", str(path), f"{error.what}：{error.why}"))
    return list(dict.fromkeys(problems))


def damage(problems: Iterable[Problem]) -> list[Problem]:
    """The findings that end `verify` with exit 8."""
    return [problem for problem in problems if problem.severity == "damaged"]


def raise_damage(path: Path, problems: Iterable[Problem]) -> None:
    """Damaged, listing every finding; nothing when there is none."""
    found = damage(problems)
    if found:
        raise Damaged(
            f"案卷库 {path} 有 {len(found)} 处不符",
            why="校验没有通过，详见上列各项。",
            todo="不要继续使用，也不要修改；保留原状，用 jxinspect restore 从备份恢复。",
            items=[f"[{problem.kind}] {problem.part}：{problem.text}" for problem in found],
        )


def _checks(
    path: Path, key: keys.Key, *, deep: bool, against_heads: bool, tables: MetaData | None, extra: Sequence[Check]
) -> Iterator[Check]:
    yield lambda connection: _schema(connection, path, key)
    yield lambda connection: _journal(connection, key, deep=deep)
    yield _waiting
    if against_heads:
        yield lambda connection: _heads(connection, key)
    yield trust.office_problems
    yield trust.lease_problems
    yield signatures.problems
    yield lambda connection: _rekeyed(connection, path)
    yield lambda connection: _objects(connection, path, key, tables)
    yield from extra


def _guarded(check: Check, connection: Connection, path: Path) -> list[Problem]:
    """What a check finds; where damage stops it half-way, that it was stopped."""
    found: list[Problem] = []
    try:
        with database_errors(path):
            found.extend(check(connection))
    except JxinspectError as error:
        found.append(Problem("database", DATABASE, f"{error.what}：{error.why}"))
    except _FAULTS as error:
        found.append(Problem("database", DATABASE, f"内容不能解读（{type(error).__name__}）"))
    except Exception as error:
        # The driver's own errors: in damaged plain SQLite even a well-formed SELECT can fail in any way.
        if not type(error).__module__.startswith("sqlcipher3"):
            raise
        found.append(Problem("database", DATABASE, str(error)))
    return found


def _slots(path: Path) -> Iterator[Problem]:
    known = {slots.CASE, slots.PASSPHRASE, slots.RECOVERY}
    _, encrypted = _identified(path)
    for name in sorted({slots.CASE, *([slots.PASSPHRASE] if encrypted else []), *slots.present(path)}):
        if name not in known:
            yield Problem("slot", f"keys/{name}", "不认识的文件", "notice")
            continue
        try:
            slots.read(path, name)
            if not slots.settled(path, name):
                yield Problem("unfinished", f"keys/{name}", "上次更换没有做完，重做一次即可", "notice")
        except JxinspectError as error:
            yield Problem("slot", f"keys/{name}", f"{error.what}：{error.why}")


def _identified(path: Path) -> tuple[str, bool]:
    try:
        return keys.identify(path)
    except Damaged:
        return "", (path / slots.FOLDER / slots.PASSPHRASE).exists()


def _pages(connection: Connection, path: Path, key: keys.Key) -> list[Problem]:
    def check(connection: Connection) -> Iterator[Problem]:
        if key.encrypted:
            for (text,) in connection.execute("PRAGMA cipher_integrity_check").fetchall():
                yield Problem("database", DATABASE, f"数据库页的校验不符（{text}）")
        size, count = (connection.execute(f"PRAGMA page_{what}").fetchone()[0] for what in ("size", "count"))
        if int(size) * int(count) != (path / DATABASE).stat().st_size:
            yield Problem("database", DATABASE, "文件长度与页数不符，可能被截断")
        for (text,) in connection.execute("PRAGMA integrity_check").fetchall():
            if text != "ok":
                yield Problem("database", DATABASE, f"结构不完整（{text}）")
        yield from _dangling(connection)

    return _guarded(check, connection, path)


def _dangling(connection: Connection) -> Iterator[Problem]:
    for table in sorted({row[0] for row in connection.execute("PRAGMA foreign_key_check").fetchall()}):
        for parent, id_ in dangling(connection, table):
            yield Problem("schema", table, f"指向的 {parent} 记录 {id_} 不存在")


def _schema(connection: Connection, path: Path, key: keys.Key) -> Iterator[Problem]:
    layout.check_version(layout.version_of(connection), path)
    layout.check_case_id(connection, key.case_id, path)
    there = dict(connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall())
    for name, text in layout.triggers(layout.record_tables(connection)).items():
        later = name not in there and name.endswith("_frozen") and layout.version_of(connection) < layout.LATEST
        if there.get(name) != text and not later:
            yield Problem("trigger", name, "保护记录不被改删的触发器不见了或者被改过")


def _journal(connection: Connection, key: keys.Key, *, deep: bool) -> Iterator[Problem]:
    told = replay(connection, key.case_id, deep=deep)
    yield from told.problems
    yield from differences(connection, told.fold, partial=_received(connection))


def _waiting(connection: Connection) -> Iterator[Problem]:
    """What laptops that worked apart said differently is no damage, but nothing that is settled either."""
    if not layout.has_table(connection, "conflict"):
        return
    for one in conflicts(connection):
        text = "同一台设备的同一序号有两条日志：设备被复制过" if one.kind == "fork" else "等待裁定"
        yield Problem("conflict", f"{one.table} {one.record}", f"{one.field}：{text}（{one.id}）", "notice")


def _received(connection: Connection) -> bool:
    """Whether entries came from other copies, which do not send what is withheld."""
    if not layout.has_table(connection, "exchange"):
        return False
    return connection.execute("SELECT 1 FROM exchange WHERE direction = 'in'").fetchone() is not None


def _heads(connection: Connection, key: keys.Key) -> Iterator[Problem]:
    for chain, (seq, hash_) in heads.lost(connection, heads.seen(key.case_id).heads).items():
        yield Problem(
            "head", chain, f"缺少本机已见过的第 {seq} 条 {hash_[:12]}：案卷库是旧的副本、已在别处恢复过，或者日志被截断"
        )


def _rekeyed(connection: Connection, path: Path) -> Iterator[Problem]:
    try:
        names = rekey.unfinished(connection, path)
    except Damaged:
        return  # a slot that is damaged in itself is among the findings already
    for name in names:
        text = "不是日志所记最近一次更换的钥匙：更换没有做完，或者放回了旧的钥匙；重新更换一次即可"
        yield Problem("unfinished", f"keys/{name}", text, "notice")


class Named(NamedTuple):
    """What names an object: the records in words, and the SM3 that one of them holds beside the SHA-256."""

    records: list[str]
    sm3: str = ""

    def told(self) -> str:
        """（证据 2026-007-ZJ-001、…）; empty when nothing names it."""
        return f"（{'、'.join(self.records)}）" if self.records else ""


def _objects(connection: Connection, path: Path, key: keys.Key, tables: MetaData | None) -> Iterator[Problem]:
    objects = Objects(path, key)
    named = _named(connection, tables)
    for sha, by in sorted(named.items()):
        try:
            there = objects.path_of(sha).is_file()
        except OSError as error:
            yield Problem("object", _part(sha), f"不能读取：{answered(error)}{by.told()}")
            continue
        if not there:
            yield _absent(connection, sha, by)
    for file in sorted(objects.folder.rglob("*")) if objects.folder.is_dir() else []:
        if file.is_dir():
            continue
        place = file.relative_to(path).as_posix()
        if not _SHA.match(file.name) or file != objects.path_of(file.name):
            yield Problem("unused", place, "没有写完的临时文件或者不认识的文件，可以删除", "notice")
            continue
        yield from _object(objects, file.name, place, named.get(file.name, Named([])))


def _part(sha: str) -> str:
    return f"objects/{sha[:2]}/{sha}"


def _absent(connection: Connection, sha: str, by: Named) -> Problem:
    """An object that others are proven to have has left, or never came; one that nobody has is lost."""
    part = _part(sha)
    if found := elsewhere.places(connection, sha):
        return Problem("elsewhere", part, f"不在本机，在{elsewhere.told(found)}{by.told()}", "notice")
    return Problem("object", part, f"引用的对象不见了{by.told()}")


def _object(objects: Objects, sha: str, place: str, by: Named) -> Iterator[Problem]:
    try:
        objects.check(sha)
        if by.sm3 and objects.sm3(sha) != by.sm3:
            yield Problem("object", place, f"内容与登记的 SM3 不符{by.told()}")
    except JxinspectError as error:
        yield Problem("object", place, error.why.rstrip("。") + by.told())
    if not by.records:
        yield Problem("unused", place, "没有记录引用它（上次操作中断留下的）", "notice")


#: What was found in rows, and is destroyed with them.
_OF_ROWS = frozenset({("ruleoutcome", "hits_sha256"), ("rulerun", "key_sha256")})


def _named(connection: Connection, tables: MetaData | None) -> dict[str, Named]:
    """Digest → the records that name it, from all columns declared with `object_ref()`."""
    from jxinspect.store.schema import all_tables

    stored = set(layout.record_tables(connection))
    gone = _purged(connection) if "datapurge" in stored else set()
    over = {row["inspection_id"] for row in rows(connection, "SELECT inspection_id FROM datapurge")} if gone else set()
    named: dict[str, Named] = {}
    for table in (tables if tables is not None else all_tables()).sorted_tables:
        for column in table.columns:
            if column.info.get("object") and table.name in stored:
                sql = f"SELECT * FROM \"{table.name}\" WHERE coalesce(\"{column.name}\", '') <> ''"  # noqa: S608
                for row in rows(connection, sql):
                    found = (table.name, column.name) in _OF_ROWS and row["inspection_id"] in over
                    if row.get("dataset_id") in gone or found:
                        continue  # its rows were destroyed, and the record of that stands
                    name = called(table.name, row, _finding(connection)) or f"{table.name} {row['id']}"
                    by = named.get(row[column.name], Named([]))
                    named[row[column.name]] = Named([*by.records, name], by.sm3 or row.get("sm3") or "")
    return named


def _purged(connection: Connection) -> set[str]:
    """Datasets whose rows were destroyed (`inspect data purge`)."""
    return {row["value"] for row in rows(connection, "SELECT value FROM datapurge, json_each(datapurge.datasets)")}


def _finding(connection: Connection) -> Find:
    def find(table: str, id_: str) -> dict[str, Any] | None:
        found = rows(connection, f'SELECT * FROM "{table}" WHERE id = ?', [id_])  # noqa: S608 — a table of `called`
        return found[0] if found else None

    return find
