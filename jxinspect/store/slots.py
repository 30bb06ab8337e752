"""Files of `keys/`, each with its SHA-256 beside it, so that damage (8) differs from a wrong passphrase (7)."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from jxinspect.errors import Damaged
from jxinspect.store import durable
from jxinspect.store.database import unreadable

FOLDER = "keys"
CASE = "case.json"
PASSPHRASE = "passphrase.age"  # noqa: S105 — the name of a file
RECOVERY = "recovery.age"
_DIGITS = 64


def read(path: Path, name: str) -> bytes:
    """The bytes of a slot of the case file at `path`, once they agree with the digest beside them."""
    file = path / FOLDER / name
    try:
        data = file.read_bytes()
        noted = _digest_file(file).read_bytes()
    except OSError as error:
        raise unreadable(file, error) from error
    if sha256(data).hexdigest().encode() not in _noted(noted):
        raise Damaged(
            f"钥匙文件 {file} 已损坏",
            why="内容与旁边的摘要不符。",
            todo="从备份取回 keys 文件夹；有恢复钥匙的，可先用恢复钥匙打开。",
        )
    return data


def _noted(noted: bytes) -> tuple[bytes, ...]:
    """The digests of a digest file: one line, or two while a slot is being replaced; anything else is none."""
    lines = noted.split(b"\n")
    whole = len(lines) in (2, 3) and lines[-1] == b"" and all(len(line) == _DIGITS for line in lines[:-1])
    return tuple(lines[:-1]) if whole else ()


def settled(path: Path, name: str) -> bool:
    """Whether no replacement of the slot was cut off half-way."""
    return len(_noted(_digest_file(path / FOLDER / name).read_bytes())) == 1


def write(path: Path, name: str, data: bytes) -> None:
    """Replace a slot: note both digests, replace the slot, note the new digest. Each step leaves a usable slot."""
    file = path / FOLDER / name
    durable.make_folder(file.parent)
    new = sha256(data).hexdigest()
    if file.exists():
        old = sha256(file.read_bytes()).hexdigest()
        durable.write(_digest_file(file), f"{new}\n{old}\n".encode())
    else:
        durable.write(_digest_file(file), f"{new}\n".encode())
    durable.write(file, data)
    durable.write(_digest_file(file), f"{new}\n".encode())


def present(path: Path) -> list[str]:
    """The slots of the case file, without their digests."""
    folder = path / FOLDER
    return sorted(file.name for file in folder.iterdir() if file.suffix != ".sha256") if folder.is_dir() else []


def _digest_file(file: Path) -> Path:
    return file.with_name(file.name + ".sha256")
