"""A batch of entries that arrived on a hub together, and the word of who brought them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from hashlib import sha256
from typing import NamedTuple

from jxinspect.store.canonical import canonical

#: A place in a chain: chain, sequence, hash.
Place = tuple[str, int, str]


class Push(NamedTuple):
    """A batch that arrived: the entries `first` to `last`, who brought them, and that device's word for it."""

    first: int
    last: int
    device_key: str
    at: str
    digest: str
    signature: str = ""

    def statement(self, case_id: str, hub_id: str) -> bytes:
        """What the device signs."""
        said = self._asdict() | {"case": case_id, "hub": hub_id}
        del said["signature"]
        return b"jxinspect hub push 1\n" + canonical(said).encode()


#: Signs a statement with this device's key; the signature in hex.
Sign = Callable[[bytes], str]


def digest_of(hashes: Iterable[str]) -> str:
    """SHA-256 over the hashes of entries, in the order of their arrival."""
    whole = sha256()
    for one in hashes:
        whole.update(bytes.fromhex(one))
    return whole.hexdigest()
