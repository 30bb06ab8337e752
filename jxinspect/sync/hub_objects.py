"""Objects on their way to and from the store of a hub: decrypted here, encrypted for the hub, and never plain outside.

What was sent is read back, decrypted and compared with its name before anybody may rely on it (table `copy`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, TypeVar, cast

from jxinspect.errors import Damaged
from jxinspect.store import durable
from jxinspect.store.objects import Objects
from jxinspect.store.passing import Hashing, piped
from jxinspect.sync.depot import Depot

T = TypeVar("T")

#: Objects on their way at once: a store far away answers late.
AT_ONCE = 4
#: Objects that are made durable, and remembered, together.
GROUP = 64
#: Ciphertext up to this many bytes stays in memory.
_IN_MEMORY = 8 << 20


def send(objects: Objects, names: Sequence[str], depot: Depot, identity: str) -> Iterator[list[tuple[str, int]]]:
    """Send objects, group by group; digest and bytes of those that are then proven to lie in the store."""
    yield from _groups(names, lambda sha: (sha, _sent(objects, sha, depot, identity)))


def fetch(objects: Objects, names: Sequence[str], depot: Depot, identity: str) -> Iterator[list[str]]:
    """Fetch objects, group by group; those that are then durable here. NotFound, Damaged."""
    for group in _groups(names, lambda sha: _received(objects, sha, depot, identity)):
        objects.settle()
        yield group


def _groups(names: Sequence[str], do: Callable[[str], T]) -> Iterator[list[T]]:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for start in range(0, len(names), GROUP):
            yield list(pool.map(do, names[start : start + GROUP]))


def _sent(objects: Objects, sha: str, depot: Depot, identity: str) -> int:
    if depot.size(sha) is None:
        with _sealed(objects, sha, identity) as sealed:
            depot.put(sha, sealed)
    return proven(sha, depot, identity)


def _received(objects: Objects, sha: str, depot: Depot, identity: str) -> str:
    with depot.reader(sha) as source, piped(partial(_open, sha, source, identity, depot.url)) as plain:
        objects.receive(sha, plain)
    return sha


def proven(sha: str, depot: Depot, identity: str) -> int:
    """Read an object in the store through; the bytes of its content. NotFound, Damaged when it is something else."""
    with depot.reader(sha) as source, piped(partial(_open, sha, source, identity, depot.url)) as plain:
        through = Hashing(plain)
        while through.read(1 << 20):
            pass
    if through.digest.hexdigest() != sha:
        raise _damaged(sha, depot.url, "内容与摘要不符")
    return through.size


@contextmanager
def _sealed(objects: Objects, sha: str, identity: str) -> Iterator[BinaryIO]:
    """The object as age ciphertext for the hub; where it is large, in a file that has no name."""
    from pyrage import encrypt_io, x25519

    to = [x25519.Identity.from_str(identity).to_public()]
    with durable.writing(objects.folder), SpooledTemporaryFile(_IN_MEMORY, dir=str(objects.folder)) as sealed:
        with piped(partial(objects.copy_into, sha)) as plain:
            encrypt_io(plain, sealed, to)
        yield cast("BinaryIO", sealed)


def _open(sha: str, source: BinaryIO, identity: str, url: str, out: BinaryIO) -> None:
    from pyrage import DecryptError, decrypt_io, x25519

    try:
        decrypt_io(source, out, [x25519.Identity.from_str(identity)])
    except (DecryptError, OSError, ValueError) as error:
        raise _damaged(sha, url, f"不能解密（{error}）") from error


def _damaged(sha: str, url: str, why: str) -> Damaged:
    return Damaged(
        f"对象库里的 {sha} 不能采信",
        why=f"{why}；{url} 中的这一个被改动、损坏，或者是用别的钥匙加密的",
        todo="没有收下它。请管理员查明并移走这个对象，再由有这份内容的设备执行 jxinspect sync push --again",
    )
