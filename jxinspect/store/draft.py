"""What somebody is typing and has not yet entered: kept after each answer in the user's own folder, encrypted as the
case file is, so that a flat battery loses nothing and a stolen disk tells nothing.
"""

from __future__ import annotations

from hashlib import sha256

from jxinspect.errors import Damaged
from jxinspect.store import durable
from jxinspect.store.home import part
from jxinspect.store.keys import Key


class Draft:
    """One unfinished entry of one case file; `name` tells it from others, e.g. the inspection and the person."""

    def __init__(self, key: Key, name: str) -> None:
        self._identity = key.identity
        self.path = part("drafts") / sha256(f"{key.case_id}\n{name}".encode()).hexdigest()[:32]

    def keep(self, data: bytes) -> None:
        """Replace what was kept, whole, and on disk when this returns. Unwritable."""
        durable.write(self.path, self._encrypted(data))

    def read(self) -> bytes | None:
        """What was kept last; None when there is nothing. Damaged when it cannot be read."""
        if not self.path.exists():
            return None
        with durable.writing(self.path):
            data = self.path.read_bytes()
        if self._identity is None:
            return data
        from pyrage import DecryptError, decrypt, x25519

        try:
            return bytes(decrypt(data, [x25519.Identity.from_str(self._identity)]))
        except DecryptError as error:
            raise Damaged(
                f"没有登记完的内容读不出：{self.path}",
                why=f"{error}",
                todo="移走这个文件后重新输入；不要覆盖，留待查明",
            ) from error

    def drop(self) -> None:
        """Forget it: it was entered, or is not wanted."""
        with durable.writing(self.path):
            self.path.unlink(missing_ok=True)

    def _encrypted(self, data: bytes) -> bytes:
        if self._identity is None:
            return data
        from pyrage import encrypt, x25519

        return bytes(encrypt(data, [x25519.Identity.from_str(self._identity).to_public()]))
