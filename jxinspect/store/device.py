"""The device key: Ed25519, one per machine and user, signs the last entry of every act."""

from __future__ import annotations

import json
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

from jxinspect.errors import Damaged
from jxinspect.store import durable
from jxinspect.store.home import home

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

#: Signed together with the hash, so that a signature can never be taken for one of something else.
CONTEXT = b"jxinspect journal 1\n"


def device_key() -> Ed25519PrivateKey:
    """This machine's and user's key; made at first use."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    file = home() / "device.json"
    if not file.exists():
        fresh = Ed25519PrivateKey.generate()
        durable.write(file, json.dumps({"ed25519": fresh.private_bytes_raw().hex()}).encode())
    try:
        return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(json.loads(file.read_bytes())["ed25519"]))
    except (ValueError, KeyError, TypeError) as error:
        raise Damaged(
            f"设备钥匙 {file} 已损坏",
            why="文件不能解读。",
            todo="从本机备份取回该文件；取不回的，移走它，下次写入时会生成新的设备钥匙。",
        ) from error


def public_hex(key: Ed25519PrivateKey) -> str:
    """The public key as the chain table keeps it."""
    return key.public_key().public_bytes_raw().hex()


def fingerprint(public: str) -> str:
    """The first 32 hex digits of the SHA-256 of the public key: a chain's name begins with it."""
    return sha256(bytes.fromhex(public)).hexdigest()[:32]


def sign(key: Ed25519PrivateKey, entry_hash: str) -> str:
    """The signature of an entry, in hex."""
    return key.sign(CONTEXT + bytes.fromhex(entry_hash)).hex()


@cache
def _public(public: str) -> object:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    return Ed25519PublicKey.from_public_bytes(bytes.fromhex(public))


def signed_by(public: str, entry_hash: str, signature: str) -> bool:
    """Whether the signature of an entry is that key's."""
    from cryptography.exceptions import InvalidSignature

    try:
        _public(public).verify(bytes.fromhex(signature), CONTEXT + bytes.fromhex(entry_hash))  # type: ignore[attr-defined]
    except (InvalidSignature, ValueError):
        return False
    return True
