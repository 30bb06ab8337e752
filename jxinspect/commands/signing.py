"""Whose passphrase signs: asked of him whom the act names, or read from the file that was given for him.

What is asked for at a prompt is used for that one act; in a batch once for all of its lines.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING

from jxinspect.commands.given import environment, given
from jxinspect.errors import Locked
from jxinspect.store.reasons import unread
from jxinspect.store.signing import Signer
from jxinspect.ui import ask, messages

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

FLAG = "--approver-passphrase-file"


class Once:
    """What one batch has opened, and whether somebody sits at it who can be asked."""

    def __init__(self) -> None:
        self.keys: dict[str, Ed25519PrivateKey] = {}
        self.possible = ask.possible()


_once: ContextVar[Once | None] = ContextVar("once", default=None)


@contextmanager
def asked_once() -> Iterator[None]:
    """Every key that is opened inside the block stays open to its end."""
    token = _once.set(Once())
    try:
        yield
    finally:
        _once.reset(token)


class Asking(Signer):
    """Opens keys by the passphrases of their owners; each once in an act."""

    def __init__(self) -> None:
        once = _once.get()
        self.later = given().sign_later
        self._keys = once.keys if once else {}

    def key(self, name: str, public: str, what: str) -> Ed25519PrivateKey | None:
        """From a file that was brought, or this machine's folder of keys."""
        from jxinspect.store import people

        if public in self._keys:
            return self._keys[public]
        file = people.file_of(public, given().approver_key_file)
        if file is None:
            if self.later:
                messages.warn(f"{name}本人没有签名：他的钥匙不在这台电脑上，由他事后执行 jxinspect sync key sign")
            return None
        self._keys[public] = people.opened(file, name, signing_passphrase(name, what))
        return self._keys[public]


def signing_passphrase(name: str, what: str = "", *, again: bool = False) -> str:
    """Somebody's own passphrase to sign `what`: from the file given for him, or asked of him (a new one twice)."""
    question, file = f"{name}的签名口令" + (f"（{what}）" if what else ""), _file(name)
    if file is None:
        return _asked(question, again=again)
    try:
        text = file.expanduser().read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        raise Locked(
            f"读不出签名口令文件：{file}",
            why=unread(fault),
            todo=f"核对 {FLAG} 或者 JXINSPECT_APPROVER_PASSPHRASE_FILE",
        ) from fault
    return text.rstrip("\r\n")


def _file(name: str) -> Path | None:
    """The file for him (姓名=文件), else the one that is for anybody."""
    variable = environment("APPROVER_PASSPHRASE_FILE")
    texts = [*given().approver_passphrase_file, *([variable] if variable else [])]
    named = [text.removeprefix(f"{name}=") for text in texts if text.startswith(f"{name}=")]
    others = [text for text in texts if "=" not in text]
    return next((Path(text) for text in (*named, *others)), None)


def _asked(question: str, *, again: bool) -> str:
    once = _once.get()
    if once is None or not once.possible:
        return ask.secret(question, flag=f"{FLAG} 文件", again=again)
    import getpass

    # The line's own output is caught; its owner reads the question all the same.
    return getpass.getpass(f"{question}：", stream=sys.__stderr__)
