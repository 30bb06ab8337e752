"""Files of age with a passphrase that open at once: the format is the same, the work for a passphrase is not.

What is made so is opened by the same code as everything else. That the program itself makes a passphrase costly is
shown in tests/store/test_keys.py. Format: https://age-encryption.org/v1.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from base64 import b64encode

import pyrage
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

#: What the program itself uses, before tests/conftest.py puts `encrypt` in its place.
REAL = pyrage.passphrase.encrypt
WORK = 4  # 2**4 rounds; age itself takes about 2**18
CHUNK = 64 * 1024


def encrypt(plaintext: bytes, passphrase: str) -> bytes:
    """What `pyrage.passphrase.encrypt` gives, in a thousandth of the time."""
    file_key, salt = os.urandom(16), os.urandom(16)
    label = b"age-encryption.org/v1/scrypt"
    wrapping = hashlib.scrypt(passphrase.encode(), salt=label + salt, n=2**WORK, r=8, p=1, dklen=32)
    wrapped = ChaCha20Poly1305(wrapping).encrypt(bytes(12), file_key, None)
    stanza = f"age-encryption.org/v1\n-> scrypt {_text(salt)} {WORK}\n{_text(wrapped)}\n---".encode()
    mac = hmac.digest(_derived(file_key, b"", b"header"), stanza, "sha256")
    nonce = os.urandom(16)
    payload = ChaCha20Poly1305(_derived(file_key, nonce, b"payload"))
    chunks = [plaintext[at : at + CHUNK] for at in range(0, len(plaintext), CHUNK)] or [b""]
    body = [
        payload.encrypt(n.to_bytes(11) + (b"\1" if n == len(chunks) - 1 else b"\0"), chunk, None)
        for n, chunk in enumerate(chunks)
    ]
    return b"".join([stanza, b" ", _text(mac).encode(), b"\n", nonce, *body])


def _text(data: bytes) -> str:
    return b64encode(data).decode().rstrip("=")


def _derived(file_key: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(SHA256(), length=32, salt=salt, info=info).derive(file_key)
