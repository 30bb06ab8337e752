"""Private keys of people, each in a file of its own under its owner's passphrase: on this machine, or on his stick.

The file has a digest of what is sealed in it, so that damage (8) differs from a wrong passphrase (7).
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from jxinspect.errors import Damaged, Locked, NotFound, Refused
from jxinspect.store import durable
from jxinspect.store.device import fingerprint, public_hex
from jxinspect.store.home import part
from jxinspect.store.keys import normal

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

FORMAT = 1
SUFFIX = ".jxkey"
#: What lies in the file beside the sealed key, and all of it is text.
_FIELDS = ("name", "public_key", "sealed", "sha256")
_BROKEN = (OSError, ValueError, KeyError, TypeError)


def new_key(
    name: str, passphrase: str, *, made_at: datetime, file: Path | None = None
) -> tuple[Path, Ed25519PrivateKey]:
    """A fresh key of somebody under his passphrase (age, scrypt); where it lies, and the key.

    `file`: another place than this machine's folder of keys; what is there is not overwritten.
    """
    import pyrage
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    if not passphrase:
        raise Refused("口令不能为空", why="签名的钥匙只靠口令保护，空口令等于谁都能代签", todo="输入一个口令")
    fresh = Ed25519PrivateKey.generate()
    public = public_hex(fresh)
    sealed = pyrage.passphrase.encrypt(fresh.private_bytes_raw(), normal(passphrase))
    fields = {
        "format": FORMAT,
        "name": name,
        "public_key": public,
        "made_at": made_at.isoformat(timespec="seconds"),
        "sealed": b64encode(sealed).decode(),
        "sha256": sha256(sealed).hexdigest(),
    }
    place = file or kept(public)
    durable.write_once(place, (json.dumps(fields, ensure_ascii=False, indent=2) + "\n").encode())
    return place, fresh


def kept(public: str) -> Path:
    """Where the key with this public part lies on this machine, if it does."""
    return part("people") / f"{fingerprint(public)}{SUFFIX}"


def file_of(public: str, brought: Sequence[Path] = ()) -> Path | None:
    """The file that holds the key: one that was brought, else this machine's; None when it is not here.

    NotFound and Damaged for a file that was brought and is none.
    """
    for file in brought:
        if not file.is_file():
            raise NotFound(f"没有签名钥匙文件 {file}", why="路径不对，或者U盘没有插好", todo="核对 --approver-key-file")
        if _fields(file)["public_key"] == public:
            return file
    return kept(public) if kept(public).exists() else None


def opened(file: Path, name: str, passphrase: str) -> Ed25519PrivateKey:
    """The private key in a file: Locked by a wrong passphrase, Damaged when the file is."""
    import pyrage
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    fields = _fields(file)
    try:
        raw = pyrage.passphrase.decrypt(b64decode(fields["sealed"]), normal(passphrase)) if passphrase else b""
    except (pyrage.DecryptError, UnicodeError):
        raw = b""
    if not raw:
        raise Locked(
            f"{name}的签名口令不对",
            why=f"它打不开签名钥匙 {file}；没有写入任何内容",
            todo=f"请{name}本人核对大小写、全角半角和输入法后重试；忘记的，由机关端停用这把钥匙，另做新的",
        )
    key = Ed25519PrivateKey.from_private_bytes(raw)
    if public_hex(key) != fields["public_key"]:
        raise _damaged(file)
    return key


def _fields(file: Path) -> dict[str, str]:
    try:
        fields = json.loads(file.read_bytes())
        found = {name: str(fields[name]) for name in _FIELDS}
        whole = sha256(b64decode(found["sealed"])).hexdigest() == found["sha256"]
    except _BROKEN as error:
        raise _damaged(file) from error
    if not whole or fields.get("format") != FORMAT:
        raise _damaged(file)
    return found


def _damaged(file: Path) -> Damaged:
    return Damaged(
        f"签名钥匙 {file} 已损坏",
        why="内容不能解读，或者与其中的摘要不符。",
        todo="用本人另存的一份；没有的，由机关端停用这把钥匙（sync key revoke），再用 sync key new 做新的。",
    )
