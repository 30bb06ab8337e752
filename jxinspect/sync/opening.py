"""What is in a bundle, and taking it: nothing is written before all of it has been read and holds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from jxinspect.store.exchange import ChainStart, Entry
from jxinspect.store.objects import Objects
from jxinspect.store.passing import Advance, piped
from jxinspect.sync.frames import damaged, whole
from jxinspect.sync.manifest import MOST_FRAME, Thing, read_manifest

#: Objects get their final names in groups: an interruption costs at most so many bytes again.
GROUP = 256 * 2**20
_FIELDS = 5


class Opened:
    """A bundle whose container and signatures hold, and which is for this machine. Its maker is not judged yet."""

    def __init__(self, file: BinaryIO, path: Path, identity: str, *, advance: Advance | None = None) -> None:
        self.path = path
        self._identity = identity
        self._reader = whole(file, path, advance=advance)
        self.manifest = read_manifest(self._reader, identity)
        first = 1 + self.manifest.entry_frames
        self._place = {thing.sha256: n for n, thing in enumerate(self.manifest.objects, first)}

    @property
    def chains(self) -> list[ChainStart]:
        """The beginnings of the chains that its entries belong to."""
        return [ChainStart(chain.id, chain.device_key, chain.since, chain.why) for chain in self.manifest.chains]

    def entries(self) -> Iterator[Entry]:
        """The entries, in the order in which they can be taken. Damaged when they are not what the manifest says."""
        digest, count = sha256(), 0
        for n in range(1, 1 + self.manifest.entry_frames):
            content = self._reader.read(n, self._identity, MOST_FRAME)
            digest.update(content)
            for line in content.splitlines():
                yield self._entry(line)
                count += 1
        if (count, digest.hexdigest()) != (self.manifest.entries, self.manifest.entries_digest):
            raise damaged(self.path, "日志条目与清单不符")

    def _entry(self, line: bytes) -> Entry:
        try:
            fields = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise damaged(self.path, "有日志条目不能解读") from error
        if not isinstance(fields, list) or len(fields) != _FIELDS or not all(map(_readable, fields)):
            raise damaged(self.path, "有日志条目不能解读")
        return Entry(*fields)

    def lacking(self, objects: Objects) -> list[Thing]:
        """The objects of the bundle that are not in the case file."""
        return [thing for thing in self.manifest.objects if not objects.lies_here(thing.sha256)]

    def check(self, things: list[Thing], advance: Advance) -> None:
        """Read objects through and compare them with name and size, writing nothing. Damaged."""
        for thing in things:
            found = self._reader.digest_of(self._place[thing.sha256], self._identity, thing.size, advance)
            if found != (thing.sha256, thing.size):
                raise damaged(self.path, f"对象 {thing.sha256[:12]} 的内容与它的摘要或者大小不符")

    def keep(self, things: list[Thing], objects: Objects, advance: Advance) -> None:
        """Put objects into the case file, under its own key; what was put before an interruption stays."""
        size = 0
        try:
            for thing in things:
                with piped(partial(self._copy, thing)) as source:
                    objects.receive(thing.sha256, source, advance=advance)
                size += thing.size
                if size > GROUP:
                    objects.settle()
                    size = 0
            objects.settle()
        finally:
            objects.discard()

    def _copy(self, thing: Thing, target: BinaryIO) -> None:
        self._reader.copy(self._place[thing.sha256], self._identity, target, thing.size)


def _readable(field: object) -> bool:
    return field is None or isinstance(field, str)
