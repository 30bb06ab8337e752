"""The two keys of a case file, the slots that wrap them, and the unlocked copy that lasts one work day."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from jxinspect.errors import Damaged, Locked, Refused
from jxinspect.store import durable, slots
from jxinspect.store.home import part
from jxinspect.store.trace import step

FORMAT = 1
#: How long `unlock` lasts.
WORK_DAY = timedelta(hours=12)


class Key(NamedTuple):
    """What opens a case file: both parts are None in one without a passphrase (`init --plain`)."""

    case_id: str
    db_key: str | None
    identity: str | None

    @property
    def encrypted(self) -> bool:
        """Whether the case file is encrypted at all."""
        return self.db_key is not None


def identify(path: Path) -> tuple[str, bool]:
    """Case id and whether it is encrypted. Raises NotFound, Damaged, or Refused for a newer format."""
    from jxinspect.store.database import missing, unreadable

    try:
        if not (path / slots.FOLDER).is_dir():
            raise missing(path)
    except OSError as error:
        raise unreadable(path, error) from error
    try:
        fields = json.loads(slots.read(path, slots.CASE))
        version, case_id, encrypted = int(fields["format"]), str(fields["case"]), bool(fields["encrypted"])
    except (ValueError, KeyError, TypeError) as error:
        raise Damaged(
            f"{path / slots.FOLDER / slots.CASE} 不能解读", why=str(error), todo="从备份取回 keys 文件夹。"
        ) from error
    if version > FORMAT:
        raise Refused(
            f"案卷库 {path} 的格式是第 {version} 版",
            why=f"本程序只认识到第 {FORMAT} 版。",
            todo="用新版的 jxinspect 打开。",
        )
    return case_id, encrypted


def new_key(case_id: str, *, encrypted: bool) -> Key:
    """Fresh random keys for a new case file."""
    if not encrypted:
        return Key(case_id, None, None)
    from pyrage import x25519

    return Key(case_id, os.urandom(32).hex(), str(x25519.Identity.generate()))


def write_slots(path: Path, key: Key, passphrase: str | None) -> None:
    """The first content of `keys/` in a new case file."""
    about = {"format": FORMAT, "case": key.case_id, "encrypted": key.encrypted}
    slots.write(path, slots.CASE, (json.dumps(about, sort_keys=True) + "\n").encode())
    if passphrase is not None:
        slots.write(path, slots.PASSPHRASE, sealed_by_passphrase(key, passphrase))


def normal(passphrase: str) -> str:
    """The passphrase as it is used: NFC, so that two keyboards that compose differently agree."""
    from unicodedata import normalize

    return normalize("NFC", passphrase)


def sealed_by_passphrase(key: Key, passphrase: str) -> bytes:
    """The keys wrapped by `passphrase` (age, scrypt; about a second), as the slot keeps them."""
    import pyrage

    if not passphrase:
        raise Refused("口令不能为空", why="空口令等于没有加密。", todo="输入口令；确实不需要加密的，新建时用 --plain。")
    return pyrage.passphrase.encrypt(_payload(key), normal(passphrase))  # type: ignore[no-any-return]


def _payload(key: Key) -> bytes:
    return json.dumps({"case": key.case_id, "db_key": key.db_key, "identity": key.identity}, sort_keys=True).encode()


def unwrap_by_passphrase(path: Path, passphrase: str) -> Key:
    """The keys, by passphrase: Locked when it is wrong, Damaged when the slot is."""
    import pyrage

    case_id, encrypted = identify(path)
    if not encrypted:
        return Key(case_id, None, None)
    sealed = slots.read(path, slots.PASSPHRASE)
    try:
        opened = pyrage.passphrase.decrypt(sealed, normal(passphrase)) if passphrase else b""
    except (pyrage.DecryptError, UnicodeError):
        opened = b""
    if not opened:
        raise Locked(
            "口令不对",
            why=f"它打不开 {path} 的口令钥匙。",
            todo="核对大小写、全角半角和输入法后重试；忘记口令的，用恢复钥匙。",
        )
    return _checked(opened, case_id)


def unwrap_by_recovery(path: Path, identity: str) -> Key:
    """The keys, by the office's recovery key (the text of its age identity file)."""
    import pyrage

    case_id, encrypted = identify(path)
    if not encrypted:
        return Key(case_id, None, None)
    if slots.RECOVERY not in slots.present(path):
        raise Locked("没有设置恢复钥匙", why=f"{path} 的 keys 中没有 recovery.age。", todo="用口令打开。")
    sealed = slots.read(path, slots.RECOVERY)
    words = [line.strip() for line in identity.splitlines() if line.strip().startswith("AGE-SECRET-KEY-")]
    try:
        opened = pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(word) for word in words])
    except (pyrage.DecryptError, pyrage.IdentityError) as error:
        raise Locked(
            "恢复钥匙不对", why=f"它打不开 {path} 的恢复钥匙槽。", todo="换用为本案卷库制作的恢复钥匙文件。"
        ) from error
    return _checked(opened, case_id)


def _checked(opened: bytes, case_id: str) -> Key:
    fields = json.loads(opened)
    if fields["case"] != case_id:
        raise Damaged("钥匙与案卷库不配套", why="钥匙槽属于另一个案卷库。", todo="从备份取回 keys 文件夹。")
    return Key(case_id, fields["db_key"], fields["identity"])


def new_recovery(key: Key) -> tuple[str, bytes]:
    """A fresh recovery key: the text of its identity file, and the keys wrapped for it."""
    from pyrage import encrypt, x25519

    identity = x25519.Identity.generate()
    text = f"# jxinspect recovery key, case {key.case_id}\n# public key: {identity.to_public()}\n{identity}\n"
    return text, encrypt(_payload(key), [identity.to_public()])


def unlock(path: Path, passphrase: str, *, at: datetime) -> datetime:
    """Unwrap by passphrase and keep the keys until the end of the work day; returns until when."""
    return keep(unwrap_by_passphrase(path, passphrase), at=at)


def unlock_by_recovery(path: Path, identity: str, *, at: datetime) -> datetime:
    """Unwrap by the office's recovery key and keep the keys until the end of the work day."""
    return keep(unwrap_by_recovery(path, identity), at=at)


def keep(key: Key, *, at: datetime) -> datetime:
    """Write the unwrapped keys to the user's own folder, mode 0600, valid for `WORK_DAY`."""
    until = at + WORK_DAY
    if key.encrypted:
        durable.write(_kept(key.case_id), json.dumps(key._asdict() | {"until": until.isoformat()}).encode())
    return until


@contextmanager
def kept_during(key: Key, *, at: datetime) -> Iterator[None]:
    """Unlocked for the time of a block by keys at hand; afterwards locked or unlocked as before."""
    kept = _kept(key.case_id)
    before = kept.read_bytes() if kept.exists() else None
    keep(key, at=at)
    try:
        yield
    finally:
        if before is None:
            kept.unlink(missing_ok=True)
        else:
            durable.write(kept, before)


#: Keys that only this process has, by case id.
_held: dict[str, Key] = {}


@contextmanager
def held(path: Path, passphrase: str) -> Iterator[None]:
    """Open by passphrase for the time of a block, in this process alone: nothing is written to disk."""
    key = unwrap_by_passphrase(path, passphrase)
    _held[key.case_id] = key
    try:
        yield
    finally:
        _held.pop(key.case_id, None)


def lock(path: Path) -> bool:
    """Forget the unwrapped keys of this case file; False when there were none."""
    case_id = identify(path)[0]
    kept = _kept(case_id)
    there = (_held.pop(case_id, None) is not None) | kept.exists()
    with durable.writing(kept):
        kept.unlink(missing_ok=True)
    return there


def key_of(path: Path, *, at: datetime) -> Key:
    """The keys of the case file: none needed for a plain one, else the unlocked ones; Locked when there are none."""
    case_id, encrypted = identify(path)
    if not encrypted:
        return Key(case_id, None, None)
    if case_id in _held:
        return _held[case_id]
    kept = _kept(case_id)
    fields = _read_kept(kept)
    if fields is None or fields.get("case_id") != case_id:
        raise _locked(path, "还没有解锁。")
    if datetime.fromisoformat(fields["until"]) <= at:
        kept.unlink(missing_ok=True)
        raise _locked(path, "解锁的时限（一个工作日）已过。")
    step(f"用已解锁的钥匙，有效至 {fields['until'][:16]}")
    return Key(case_id, fields["db_key"], fields["identity"])


def _read_kept(kept: Path) -> dict[str, Any] | None:
    try:
        if os.name == "posix" and stat.S_IMODE(kept.stat().st_mode) & 0o077:
            return None
        fields = json.loads(kept.read_bytes())
    except (OSError, ValueError):
        return None
    return fields if isinstance(fields, dict) and {"until", "db_key", "identity"} <= fields.keys() else None


def _locked(path: Path, why: str) -> Locked:
    return Locked(
        f"案卷库 {path} 已锁", why=why, todo="运行 jxinspect unlock 输入口令，或者用 --passphrase-file 写明口令文件。"
    )


def _kept(case_id: str) -> Path:
    return part("unlocked") / f"{case_id}.json"
