from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from jxinspect.errors import Damaged, Locked
from jxinspect.store import keys, rekey
from jxinspect.store.database import connect
from jxinspect.store.verify import damage, raise_damage, verify
from tests.thorough import THOROUGH, rounds

PER_PAGE = rounds(1, 20)
PAGE = 4096


@pytest.fixture
def filled(case_path: Path, Thing: Any, opened: Any, now: datetime, tmp_path: Path) -> Path:
    """A case file with some records, an object that is named and a recovery key."""
    with opened(case_path) as case:
        case.add(
            *(Thing(name=f"单位{n}", n=n) for n in range(5)), Thing(name="照片", photo=case.objects.put(b"photo" * 20))
        )
        rekey.add_recovery(case, keys.key_of(case_path, at=now), tmp_path / "safe.txt")
    return case_path


def flipped(file: Path, places: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Flip one bit at a time, and put it back."""
    whole = file.read_bytes()
    for byte, bit in places:
        data = bytearray(whole)
        data[byte] ^= 1 << bit
        file.write_bytes(data)
        yield byte, bit
    file.write_bytes(whole)


def every_bit(file: Path) -> Iterator[tuple[int, int]]:
    return ((byte, bit) for byte in range(file.stat().st_size) for bit in range(8))


def a_bit_of_every_byte(file: Path) -> Iterator[tuple[int, int]]:
    chosen = random.Random(7)
    bits = {byte: chosen.randrange(8) for byte in range(file.stat().st_size)}
    return ((byte, bit) for byte, bit in every_bit(file) if THOROUGH or bit == bits[byte])


def test_a_sound_case_file_has_nothing_to_report(filled: Path, now: datetime, tables: Any) -> None:
    assert verify(filled, at=now, tables=tables, deep=True) == []
    raise_damage(filled, [])


def test_a_flipped_bit_in_any_byte_of_keys_is_reported(filled: Path, now: datetime, tables: Any) -> None:
    """The check of the slots is the first part of `verify`; the rest is not run 20,000 times.

    One bit of each byte, all eight with `THOROUGH=1`.
    """
    from jxinspect.store.verify import _slots

    for file in sorted((filled / "keys").iterdir()):
        for place in flipped(file, a_bit_of_every_byte(file)):
            assert damage(_slots(filled)), (file.name, place)
    for file in sorted((filled / "keys").iterdir()):
        for place in flipped(file, iter([(0, 0), (file.stat().st_size - 1, 7)])):
            assert damage(verify(filled, at=now, tables=tables)), (file.name, place)


def test_every_flipped_bit_of_an_object_is_reported(filled: Path, now: datetime) -> None:
    from jxinspect.store.objects import Objects

    objects = Objects(filled, keys.key_of(filled, at=now))
    (file,) = (file for file in (filled / "objects").rglob("*") if file.is_file())
    for _ in flipped(file, every_bit(file)):
        with pytest.raises(Damaged):
            objects.check(file.name)


def test_flipped_bits_in_every_page_of_the_database_are_reported(filled: Path, now: datetime, tables: Any) -> None:
    """A random bit here, 20 with `THOROUGH=1`; benchmarks/bitflips.py goes through every byte."""
    chosen = random.Random(20261123)
    file = filled / "case.db"
    pages = file.stat().st_size // PAGE
    edges = [0, 15, 16, 99, PAGE - 80, PAGE - 64, PAGE - 1]
    sample = [page * PAGE + offset for page in range(pages) for offset in chosen.sample(range(PAGE), PER_PAGE)] + edges
    for place in flipped(file, ((byte, chosen.randrange(8)) for byte in sample)):
        assert damage(verify(filled, at=now, tables=tables)), place


def test_a_damaged_database_is_told_when_opened(filled: Path, now: datetime, opened: Any) -> None:
    (file,) = [filled / "case.db"]
    for _ in flipped(file, iter([(0, 0), (PAGE + 5, 3)])):
        with pytest.raises(Damaged), opened(filled) as case:
            case.session.connection().exec_driver_sql("SELECT count(*) FROM journal").fetchall()


@pytest.mark.parametrize("length", [0, 1, 100, PAGE, PAGE + 1, 5 * PAGE, -PAGE, -1])
def test_a_truncated_database_is_reported(length: int, filled: Path, now: datetime, tables: Any) -> None:
    file = filled / "case.db"
    whole = file.read_bytes()
    file.write_bytes(whole[:length])
    assert damage(verify(filled, at=now, tables=tables))


def test_swapped_pages_are_reported(filled: Path, now: datetime, tables: Any) -> None:
    file = filled / "case.db"
    data = bytearray(file.read_bytes())
    data[PAGE : 2 * PAGE], data[2 * PAGE : 3 * PAGE] = data[2 * PAGE : 3 * PAGE], data[PAGE : 2 * PAGE]
    file.write_bytes(data)
    assert damage(verify(filled, at=now, tables=tables))


def test_a_missing_object_is_reported_with_the_record_that_names_it(filled: Path, now: datetime, tables: Any) -> None:
    (file,) = (file for file in (filled / "objects").rglob("*") if file.is_file())
    file.unlink()
    (problem,) = verify(filled, at=now, tables=tables)
    assert (problem.kind, problem.severity) == ("object", "damaged")
    assert "thing" in problem.text


def test_two_swapped_objects_are_reported(filled: Path, Thing: Any, opened: Any, now: datetime, tables: Any) -> None:
    with opened(filled) as case:
        case.add(Thing(name="录像", photo=case.objects.put(b"film")))
    one, two = (file for file in (filled / "objects").rglob("*") if file.is_file())
    first, second = one.read_bytes(), two.read_bytes()
    one.write_bytes(second)
    two.write_bytes(first)
    assert [problem.kind for problem in verify(filled, at=now, tables=tables)] == ["object", "object"]


def test_an_unused_object_is_named_but_is_no_damage(filled: Path, now: datetime, tables: Any) -> None:
    from jxinspect.store.objects import Objects

    objects = Objects(filled, keys.key_of(filled, at=now))
    sha = objects.put(b"left over")
    objects.settle()
    (filled / "objects" / ".abc.part").write_bytes(b"half")
    problems = verify(filled, at=now, tables=tables)
    assert {problem.part for problem in problems} == {f"objects/{sha[:2]}/{sha}", "objects/.abc.part"}
    assert damage(problems) == []


def test_verify_without_a_key_says_so_unless_damage_shows_already(filled: Path, now: datetime, tables: Any) -> None:
    keys.lock(filled)
    with pytest.raises(Locked):
        verify(filled, at=now, tables=tables)
    (filled / "keys" / "passphrase.age.sha256").write_bytes(b"")
    assert [problem.kind for problem in verify(filled, at=now, tables=tables)] == ["slot"]


def tamper(path: Path, now: datetime, *statements: str) -> None:
    """What somebody with the key and raw SQL can do: the triggers taken away and put back."""
    connection = connect(path, keys.key_of(path, at=now), wait=1)
    guards = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for name, _ in guards:
        connection.execute(f'DROP TRIGGER "{name}"')
    for statement in statements:
        connection.execute(statement)
    for _, sql in guards:
        connection.execute(sql)
    connection.close()


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("UPDATE thing SET n = 99 WHERE n = 3", "fold"),
        ("DELETE FROM thing WHERE n = 3", "fold"),
        (
            "INSERT INTO thing SELECT 'x', name, n, photo, words, kind, day, at, flag, NULL FROM thing WHERE n = 3",
            "fold",
        ),
        ("UPDATE journal SET header = replace(header, '李四', '王五') WHERE seq = 3", "hash"),
        ("UPDATE journal SET body = replace(body, '单位1', '单位9')", "body"),
        ("UPDATE journal SET body = NULL, salt = NULL WHERE seq = 3", "body"),
        ("DELETE FROM journal WHERE seq = 3", "hash"),
        ("DELETE FROM journal WHERE seq > 3", "head"),
        ("DELETE FROM journal WHERE seq > 3", "signature"),
        ("UPDATE journal SET signature = NULL", "signature"),
        ("UPDATE chain SET since = '2026-01-01T00:00:00.000000Z'", "hash"),
        ("UPDATE chain SET device_key = replace(device_key, 'a', 'b')", "chain"),
        ("UPDATE journal SET pos = -pos", "chain"),
        ("UPDATE journal SET header = replace(header, '\"op\"', '\"oq\"') WHERE seq = 3", "hash"),
        ('UPDATE journal SET header = replace(header, \'"seq":3\', \'"seq":"3"\') WHERE seq = 3', "hash"),
        ("UPDATE journal SET header = replace(header, '\"previous\":null', '\"previous\":5') WHERE seq = 3", "hash"),
        ("UPDATE journal SET header = replace(header, '李四', CAST(X'FF' AS TEXT)) WHERE seq = 3", "hash"),
        ("UPDATE case_info SET value = 'x' WHERE name = 'case'", "database"),
    ],
)
def test_raw_sql_is_detected(statement: str, kind: str, filled: Path, now: datetime, tables: Any) -> None:
    tamper(filled, now, statement)
    assert kind in {problem.kind for problem in verify(filled, at=now, tables=tables)}


def test_a_missing_trigger_is_reported(filled: Path, now: datetime, tables: Any) -> None:
    connection = connect(filled, keys.key_of(filled, at=now), wait=1)
    connection.execute("DROP TRIGGER thing_kept")
    connection.close()
    assert [problem.part for problem in verify(filled, at=now, tables=tables)] == ["thing_kept"]


def test_a_rewritten_chain_with_right_hashes_lacks_the_signature(
    filled: Path, now: datetime, tables: Any, home: Path
) -> None:
    """All hashes recomputed by somebody who has the key of the case but not the device's."""
    from jxinspect.store.journal import body_digest, entry_hash, genesis

    connection = connect(filled, keys.key_of(filled, at=now), wait=1)
    case_id = keys.identify(filled)[0]
    for name, _ in connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        connection.execute(f'DROP TRIGGER "{name}"')
    connection.execute("UPDATE thing SET name = '假' WHERE n = 1")
    head = genesis(case_id, *connection.execute("SELECT id, device_key, since, why FROM chain").fetchone())
    for pos, header, body, salt in connection.execute(
        "SELECT pos, header, body, salt FROM journal ORDER BY pos"
    ).fetchall():
        new = body.replace("单位1", "假")
        forged = header.replace(body_digest(salt, body), body_digest(salt, new))
        head = entry_hash(head, forged)
        connection.execute("UPDATE journal SET hash = ?, header = ?, body = ? WHERE pos = ?", (head, forged, new, pos))
    connection.close()
    for file in (home / "heads").iterdir():
        file.unlink()
    kinds = [problem.kind for problem in verify(filled, at=now, tables=tables)]
    assert "signature" in kinds
    assert not {"hash", "body", "fold", "head"} & set(kinds)


def test_a_withheld_body_leaves_the_chain_whole(
    filled: Path, Thing: Any, opened: Any, now: datetime, tables: Any
) -> None:
    from jxinspect.store.reading import read_rows

    (entry,) = [row["entry"] for row in read_rows(filled, "journal_list", at=now) if row["seq"] == 3]
    with opened(filled, act="journal.withhold", actor="赵六") as case:
        case.withhold(entry, "举报人信息，依法不予提供")
    (row,) = read_rows(filled, "SELECT body, salt FROM journal WHERE seq = 3", at=now)
    assert (row["body"], row["salt"]) == (None, None)
    assert verify(filled, at=now, tables=tables, deep=True) == []
    assert [row["withheld"] for row in read_rows(filled, "journal_list", at=now)].count(1) == 1
    with opened(filled) as case:
        case.all(Thing)[0].n = 77
    assert verify(filled, at=now, tables=tables, deep=True) == []


@pytest.mark.parametrize("offset", range(0, 3 * PAGE, 997))
def test_verify_never_crashes_on_a_damaged_plain_file(
    offset: int, plain_path: Path, Thing: Any, opened: Any, now: datetime, tables: Any
) -> None:
    with opened(plain_path) as case:
        case.add(*(Thing(name="名" * 50, n=n) for n in range(20)))
    file = plain_path / "case.db"
    data = bytearray(file.read_bytes())
    for place in range(offset, len(data), 3001):
        data[place] ^= 0xFF
    file.write_bytes(data)
    assert damage(verify(plain_path, at=now, tables=tables))


def test_a_further_check_takes_part(filled: Path, now: datetime, tables: Any) -> None:
    from jxinspect.store.problem import Problem

    def numbers(connection: sqlite3.Connection) -> Iterator[Problem]:
        (count,) = connection.execute("SELECT count(*) FROM thing").fetchone()
        yield Problem("number", "thing", f"{count}")

    assert verify(filled, at=now, tables=tables, extra=[numbers]) == [Problem("number", "thing", "6")]
