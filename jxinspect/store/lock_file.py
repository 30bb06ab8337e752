"""Files for somebody else, encrypted with age: for a recipient's key or by a passphrase."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from unicodedata import normalize

from jxinspect.errors import Incomplete, Locked

#: How such a file is called, after its own name.
SUFFIX = ".age"
_PUBLIC, _SECRET = "age1", "AGE-SECRET-KEY-"
Lock = Callable[[bytes], bytes]


def for_key(text: str) -> Lock:
    """Encrypts for whoever has the secret key to this public one (age1…). Incomplete when it is none."""
    from pyrage import RecipientError, encrypt, x25519

    try:
        recipient = x25519.Recipient.from_str(text.strip())
    except RecipientError as fault:
        raise Incomplete(
            f"这不是 age 公钥：{text.strip()}",
            why="公钥以 age1 开头，共 62 个字符，少一个字符都不能用",
            todo="照抄对方给的公钥；也可以写口令文件，或者写 - 当场输入口令",
        ) from fault
    return lambda data: encrypt(data, [recipient])


def by_passphrase(text: str) -> Lock:
    """Encrypts by a passphrase. Incomplete when it is empty."""
    from pyrage import passphrase

    if not text.strip():
        raise Incomplete("口令是空的", why="没有口令就没有加密", todo="写一个口令")
    return lambda data: passphrase.encrypt(data, normalize("NFC", text))


def is_key(text: str) -> bool:
    """Whether this is meant as a public key."""
    return text.strip().lower().startswith(_PUBLIC)


def opened(data: bytes, secret: str) -> bytes:
    """The content of an encrypted file, by a passphrase or by the text of an identity file. Locked when it is not."""
    from pyrage import DecryptError, decrypt, passphrase, x25519

    try:
        lines = [line for line in secret.splitlines() if line.startswith(_SECRET)]
        if lines:
            return bytes(decrypt(data, [x25519.Identity.from_str(line) for line in lines]))
        return bytes(passphrase.decrypt(data, normalize("NFC", secret)))
    except (DecryptError, ValueError) as fault:
        raise Locked(
            "打不开这个文件", why=f"口令或者密钥不对，或者文件不完整（{fault}）", todo="核对口令、密钥和文件"
        ) from fault


def locked_name(file: Path) -> Path:
    """The name of the file once it is encrypted."""
    return file if file.suffix == SUFFIX else file.with_name(file.name + SUFFIX)
