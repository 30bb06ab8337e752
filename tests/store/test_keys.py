from __future__ import annotations

import json
import shutil
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pyrage
import pytest

from jxinspect.errors import Damaged, Locked, Refused, Unwritable
from jxinspect.store import durable, keys, rekey, slots
from jxinspect.store.reading import read_rows
from jxinspect.store.verify import verify
from tests import age

COMPOSED = normalize("NFC", "Café 密码 9")


@pytest.fixture
def quick_slot(case_path: Path, now: datetime) -> Path:
    """A case file whose passphrase has letters that compose, digits and Chinese."""
    key = keys.key_of(case_path, at=now)
    slots.write(case_path, slots.PASSPHRASE, keys.sealed_by_passphrase(key, COMPOSED))
    return case_path


def test_the_passphrase_opens_however_the_keyboard_composes_it(quick_slot: Path, now: datetime) -> None:
    key = keys.key_of(quick_slot, at=now)
    keys.lock(quick_slot)
    assert keys.unlock(quick_slot, normalize("NFD", COMPOSED), at=now) == now + timedelta(hours=12)
    assert keys.key_of(quick_slot, at=now) == key


def test_a_guess_at_a_passphrase_costs_much_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pyrage.passphrase, "encrypt", age.REAL)
    slot = keys.sealed_by_passphrase(keys.new_key("a" * 32, encrypted=True), "检查组 2026")
    kind, _salt, work = slot.splitlines()[1].split()[1:]
    assert kind == b"scrypt"
    assert int(work) >= 15


@pytest.mark.parametrize("wrong", ["", "Café 密码 ９", "café 密码 9", "x" * 10_000, "\ud800"])
def test_any_other_passphrase_is_locked_and_writes_nothing(
    wrong: str, quick_slot: Path, now: datetime, home: Path
) -> None:
    keys.lock(quick_slot)
    before = {file: file.read_bytes() for file in quick_slot.rglob("*") if file.is_file()}
    with pytest.raises(Locked):
        keys.unlock(quick_slot, wrong, at=now)
    assert {file: file.read_bytes() for file in quick_slot.rglob("*") if file.is_file()} == before
    assert list((home / "unlocked").iterdir()) == []


def test_without_unlocking_nothing_opens(case_path: Path, opened: Any, now: datetime) -> None:
    assert keys.lock(case_path)
    assert not keys.lock(case_path)
    with pytest.raises(Locked), opened(case_path):
        pass
    with pytest.raises(Locked):
        read_rows(case_path, "thing", at=now)


def test_the_unlocked_key_lasts_one_work_day(case_path: Path, now: datetime) -> None:
    keys.keep(keys.key_of(case_path, at=now), at=now)
    assert keys.key_of(case_path, at=now + timedelta(hours=11, minutes=59)).encrypted
    with pytest.raises(Locked, match="已锁"):
        keys.key_of(case_path, at=now + timedelta(hours=12))
    with pytest.raises(Locked):
        keys.key_of(case_path, at=now)  # forgotten, not only refused


def test_an_unlocked_key_that_others_can_read_is_not_used(case_path: Path, now: datetime, home: Path) -> None:
    (kept,) = (home / "unlocked").iterdir()
    kept.chmod(0o644)
    with pytest.raises(Locked):
        keys.key_of(case_path, at=now)


def test_a_damaged_slot_is_damage_and_not_a_wrong_passphrase(case_path: Path, passphrase: str, now: datetime) -> None:
    slot = case_path / "keys" / "passphrase.age"
    data = bytearray(slot.read_bytes())
    data[-1] ^= 1
    slot.write_bytes(data)
    with pytest.raises(Damaged):
        keys.unlock(case_path, passphrase, at=now)
    slot.unlink()
    with pytest.raises(Damaged):
        keys.unlock(case_path, passphrase, at=now)


def test_changing_the_passphrase_keeps_the_keys_and_is_journaled(
    case_path: Path, passphrase: str, now: datetime, opened: Any
) -> None:
    key = keys.unwrap_by_passphrase(case_path, passphrase)
    with opened(case_path) as case:
        rekey.change_passphrase(case, key, "新口令")
    with pytest.raises(Locked):
        keys.unwrap_by_passphrase(case_path, passphrase)
    assert keys.unwrap_by_passphrase(case_path, "新口令") == key
    (told,) = read_rows(case_path, "SELECT body FROM journal ORDER BY pos DESC LIMIT 1", at=now)
    digest = sha256(slots.read(case_path, slots.PASSPHRASE)).hexdigest()
    assert json.loads(told["body"]) == {"changed": "passphrase", "slot": digest}


def test_an_act_that_fails_changes_no_passphrase(case_path: Path, passphrase: str, now: datetime, opened: Any) -> None:
    with pytest.raises(ZeroDivisionError), opened(case_path) as case:
        rekey.change_passphrase(case, keys.key_of(case_path, at=now), "新口令")
        _ = 1 / 0
    assert keys.unwrap_by_passphrase(case_path, passphrase).encrypted


@pytest.mark.parametrize("slot", [slots.PASSPHRASE, slots.RECOVERY])
def test_a_slot_that_is_not_the_one_told_last_is_noticed(
    slot: str, case_path: Path, now: datetime, opened: Any, tables: Any, tmp_path: Path
) -> None:
    shutil.copytree(case_path / "keys", tmp_path / "before")
    with opened(case_path) as case:
        if slot == slots.PASSPHRASE:
            rekey.change_passphrase(case, keys.key_of(case_path, at=now), "新口令")
        else:
            rekey.add_recovery(case, keys.key_of(case_path, at=now), tmp_path / "safe.txt")
    assert verify(case_path, at=now, tables=tables) == []
    shutil.rmtree(case_path / "keys")
    shutil.copytree(tmp_path / "before", case_path / "keys")
    (notice,) = verify(case_path, at=now, tables=tables)
    assert (notice.kind, notice.part, notice.severity) == ("unfinished", f"keys/{slot}", "notice")


def test_an_empty_new_passphrase_is_refused(case_path: Path, passphrase: str, now: datetime, opened: Any) -> None:
    with pytest.raises(Refused), opened(case_path) as case:
        rekey.change_passphrase(case, keys.key_of(case_path, at=now), "")
    assert keys.unwrap_by_passphrase(case_path, passphrase).encrypted


def test_the_offices_recovery_key_opens_when_the_passphrase_is_forgotten(
    case_path: Path, now: datetime, tmp_path: Path, opened: Any
) -> None:
    safe, key = tmp_path / "恢复钥匙.txt", keys.key_of(case_path, at=now)
    with opened(case_path) as case:
        rekey.add_recovery(case, key, safe)
    keys.lock(case_path)
    keys.unlock_by_recovery(case_path, safe.read_text(), at=now)
    assert keys.key_of(case_path, at=now) == key
    with pytest.raises(Locked):
        keys.unwrap_by_recovery(case_path, "not a key")
    with pytest.raises(Unwritable), opened(case_path) as case:
        rekey.add_recovery(case, key, safe)


def test_there_is_no_recovery_key_unless_made(case_path: Path) -> None:
    with pytest.raises(Locked, match="没有设置"):
        keys.unwrap_by_recovery(case_path, "AGE-SECRET-KEY-1")


def test_an_older_recovery_key_no_longer_opens(case_path: Path, now: datetime, tmp_path: Path, opened: Any) -> None:
    key = keys.key_of(case_path, at=now)
    for name in ("one.txt", "two.txt"):
        with opened(case_path) as case:
            rekey.add_recovery(case, key, tmp_path / name)
    with pytest.raises(Locked):
        keys.unwrap_by_recovery(case_path, (tmp_path / "one.txt").read_text())


def test_keys_of_another_case_are_damage(case_path: Path, now: datetime) -> None:
    about = json.loads(slots.read(case_path, "case.json"))
    slots.write(case_path, "case.json", json.dumps(about | {"case": "0" * 32}).encode())
    with pytest.raises(Locked):  # nothing is unlocked under that id
        keys.key_of(case_path, at=now)


def test_a_newer_format_is_refused_and_left_alone(case_path: Path, now: datetime) -> None:
    about = json.loads(slots.read(case_path, "case.json"))
    slots.write(case_path, "case.json", json.dumps(about | {"format": 2}).encode())
    with pytest.raises(Refused, match="第 2 版"):
        keys.key_of(case_path, at=now)


def test_a_slot_is_usable_after_each_step_of_its_replacement(
    case_path: Path, passphrase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, done = durable.write, 0
    for stop in range(3):
        done = 0

        def write(path: Path, data: bytes, stop: int = stop) -> None:
            nonlocal done
            if done == stop:
                raise KeyboardInterrupt
            done += 1
            real(path, data)

        before = slots.read(case_path, "passphrase.age")
        monkeypatch.setattr(durable, "write", write)
        with pytest.raises(KeyboardInterrupt):
            slots.write(case_path, "passphrase.age", before + b"more")
        monkeypatch.setattr(durable, "write", real)
        assert slots.read(case_path, "passphrase.age") in (before, before + b"more")


def test_the_secret_keys_stand_nowhere_in_the_case_file(case_path: Path, now: datetime) -> None:
    key = keys.key_of(case_path, at=now)
    everything = b"".join(file.read_bytes() for file in case_path.rglob("*") if file.is_file())
    assert key.db_key is not None
    assert key.identity is not None
    assert key.db_key.encode() not in everything
    assert bytes.fromhex(key.db_key) not in everything
    assert key.identity.encode() not in everything
