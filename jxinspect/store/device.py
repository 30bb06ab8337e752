"""The keys of a device, one pair per machine and user: Ed25519 signs its entries, X25519 opens what is sent to it."""

from __future__ import annotations

import json
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jxinspect.errors import Damaged
from jxinspect.store import durable
from jxinspect.store.home import home

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from pyrage import x25519

#: Signed together with the hash, so that a signature can never be taken for one of something else.
CONTEXT = b"jxinspect journal 1\n"
#: The same for a statement outside the journal; its kind follows, e.g. "card".
SAID = "jxinspect {} 1\n"


def device_key() -> Ed25519PrivateKey:
    """This machine's and user's key; made at first use."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    file = _file()
    if not file.exists():
        fresh = Ed25519PrivateKey.generate()
        durable.write(file, json.dumps({"ed25519": fresh.private_bytes_raw().hex()}).encode())
    try:
        return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(_kept(file)["ed25519"]))
    except (ValueError, KeyError, TypeError) as error:
        raise _damaged(file) from error


def box() -> x25519.Identity:
    """What opens files that are encrypted to this machine and user (age); made at first use."""
    from pyrage import IdentityError, x25519

    device_key()
    file = _file()
    kept = _kept(file)
    if "x25519" not in kept:
        kept["x25519"] = str(x25519.Identity.generate())
        durable.write(file, json.dumps(kept).encode())
    try:
        return x25519.Identity.from_str(kept["x25519"])
    except (IdentityError, TypeError) as error:
        raise _damaged(file) from error


def recipient() -> str:
    """To whom others encrypt what is for this machine and user: an age recipient."""
    return str(box().to_public())


def _file() -> Path:
    return home() / "device.json"


def _kept(file: Path) -> dict[str, Any]:
    try:
        kept = json.loads(file.read_bytes())
    except ValueError as error:
        raise _damaged(file) from error
    if not isinstance(kept, dict):
        raise _damaged(file)
    return kept


def _damaged(file: Path) -> Damaged:
    return Damaged(
        f"设备钥匙 {file} 已损坏",
        why="文件不能解读。",
        todo="从本机备份取回该文件；取不回的，移走它，下次写入时会生成新的设备钥匙。",
    )


def public_hex(key: Ed25519PrivateKey) -> str:
    """The public key as the chain table keeps it."""
    return key.public_key().public_bytes_raw().hex()


def fingerprint(public: str) -> str:
    """The first 32 hex digits of the SHA-256 of the public key: a chain's name begins with it."""
    return sha256(bytes.fromhex(public)).hexdigest()[:32]


def spelled(public: str) -> str:
    """The fingerprint as two people compare it by telephone: eight groups of four."""
    digits = fingerprint(public)
    return " ".join(digits[n : n + 4] for n in range(0, len(digits), 4))


def sign(key: Ed25519PrivateKey, entry_hash: str) -> str:
    """The signature of an entry, in hex."""
    return key.sign(CONTEXT + bytes.fromhex(entry_hash)).hex()


@cache
def _public(public: str) -> object:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    return Ed25519PublicKey.from_public_bytes(bytes.fromhex(public))


def signed_by(public: str, entry_hash: str, signature: str) -> bool:
    """Whether the signature of an entry is that key's."""
    return _holds(public, CONTEXT, entry_hash, signature)


def say(key: Ed25519PrivateKey, kind: str, digest: str) -> str:
    """The signature under a statement of this kind outside the journal, by its SHA-256 (hex), in hex."""
    return key.sign(SAID.format(kind).encode() + bytes.fromhex(digest)).hex()


def said_by(public: str, kind: str, digest: str, signature: str) -> bool:
    """Whether the signature under a statement is that key's."""
    return _holds(public, SAID.format(kind).encode(), digest, signature)


def _holds(public: str, context: bytes, digest: str, signature: str) -> bool:
    from cryptography.exceptions import InvalidSignature

    try:
        _public(public).verify(bytes.fromhex(signature), context + bytes.fromhex(digest))  # type: ignore[attr-defined]
    except (InvalidSignature, ValueError):
        return False
    return True
