"""Making a bundle: written into NAME.part frame by frame, continued there after an interruption, renamed when whole."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from jxinspect.errors import Damaged, Locked, Refused
from jxinspect.store import durable
from jxinspect.store.canonical import canonical
from jxinspect.store.exchange import Entry
from jxinspect.store.objects import Objects
from jxinspect.store.passing import Advance, Hashing, piped
from jxinspect.sync.frames import Reader, Writer, unfinished
from jxinspect.sync.manifest import FULL, MOST_MANIFEST, Manifest, Thing, letter, read_letter, seal

SUFFIX = ".jxbundle"
#: What says the same whenever it is made; the rest of a manifest is of the moment.
_LASTING = {"case", "office", "sender", "recipients", "against", "chains", "entries", "entries_digest", "objects"}


def in_frames(entries: Iterable[Entry]) -> Iterator[bytes]:
    """Entries as the content of frames: one line of JSON each, in the order given."""
    lines, size = list[bytes](), 0
    for entry in entries:
        line = canonical(list(entry)).encode() + b"\n"
        lines.append(line)
        size += len(line)
        if size > FULL:
            yield b"".join(lines)
            lines, size = [], 0
    if lines:
        yield b"".join(lines)


class Making:
    """A bundle in the making: its frames follow each other, and those that are there from the last time are kept."""

    def __init__(self, file: BinaryIO, path: Path, manifest: Manifest, identity: str) -> None:
        self._there = unfinished(file, path)
        self._identity = identity
        earlier = _before(self._there, manifest, identity)
        #: That of the last time, when nothing has changed since.
        self.manifest = earlier or manifest
        #: How many frames were kept.
        self.kept = 0
        self._going_on = earlier is not None
        self._writer = Writer(file, [party.recipient for party in (manifest.sender, *manifest.recipients)])
        self._frame(_fitting(letter(self.manifest)))

    def entries(self, frames: Iterable[bytes]) -> None:
        """Write the frames of entries."""
        for frame in frames:
            self._frame(frame)

    def thing(self, objects: Objects, thing: Thing, advance: Advance) -> None:
        """Write an object."""
        if not self._keeps(thing.sha256, thing.size, advance):
            with piped(lambda out: objects.copy_into(thing.sha256, out)) as source:
                self._writer.add(Hashing(source, advance=advance))

    def finish(self) -> None:
        """Sign all of it."""
        self._writer.add(BytesIO(seal(self._writer.digest)))
        self._writer.finish()

    def _frame(self, content: bytes) -> None:
        if not self._keeps(sha256(content).hexdigest(), len(content)):
            self._writer.add(BytesIO(content))

    def _keeps(self, digest: str, size: int, advance: Advance | None = None) -> bool:
        """Go on behind the next frame that is there, if it is what would be written: somebody may have changed it."""
        n, there = self.kept, self._there
        if self._going_on and n < len(there.frames):
            with suppress(Damaged, Locked):
                if there.digest_of(n, self._identity, size, advance) == (digest, size):
                    self._writer.keep(there.frames[n])
                    self.kept += 1
                    return True
        self._going_on = False
        return False


def _fitting(said: bytes) -> bytes:
    if len(said) > MOST_MANIFEST:
        raise Refused(
            "对象太多，一个同步包装不下",
            why=f"同步包的清单最多 {MOST_MANIFEST // 2**20} MB，约十万个对象。",
            todo="用汇集端（sync push）送。",
        )
    return said


def _before(there: Reader, manifest: Manifest, identity: str) -> Manifest | None:
    """The manifest of what was begun before, if it would be the same bundle."""
    with suppress(Damaged, Locked, Refused):
        if there.frames:
            earlier = read_letter(there, identity)
            if earlier.model_dump(include=_LASTING) == manifest.model_dump(include=_LASTING):
                return earlier
    return None


@contextmanager
def making(path: Path, manifest: Manifest, identity: str) -> Iterator[Making]:
    """A bundle at `path`: its place is taken when the block ends well, else NAME.part is left to go on from."""
    part = path.with_name(path.name + ".part")
    with durable.writing(path):
        if not part.exists():
            durable.make_file(part)
        with part.open("r+b") as file:
            yield Making(file, part, manifest, identity)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
        durable.sync_folder(path.parent)
