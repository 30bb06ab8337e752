"""Bundles of invented entries and objects, made without a case file: what is tried is the file itself."""

from __future__ import annotations

import io
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyrage

from jxinspect.store.device import device_key, public_hex
from jxinspect.store.exchange import Entry
from jxinspect.store.keys import Key
from jxinspect.store.objects import Objects
from jxinspect.sync import frames
from jxinspect.sync.bundle import in_frames, making
from jxinspect.sync.frames import LINE
from jxinspect.sync.manifest import Manifest, Party, Thing, seal
from jxinspect.sync.opening import Opened
from jxinspect.sync.statement import stated

CASE = "c" * 32
OURS, THEIRS = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()
CONTENTS = (b"a photo " * 9000, b"a letter", b"")
ENTRIES = tuple(Entry(f"{n:064x}", f'{{"seq":{n}}}', "{}", "0" * 32, None) for n in range(1, 8))


def party(name: str, identity: Any) -> Party:
    return Party(public_key=public_hex(device_key()), recipient=str(identity.to_public()), name=name)


def manifest(contents: tuple[bytes, ...] = CONTENTS, entries: tuple[Entry, ...] = ENTRIES, **more: Any) -> Manifest:
    """What says of these objects and entries what is so, but for `more`."""
    pieces = list(in_frames(entries))
    things = sorted((Thing(sha256=sha256(c).hexdigest(), size=len(c)) for c in contents), key=lambda one: one.sha256)
    fields: dict[str, Any] = {
        "bundle": "b" * 32,
        "case": CASE,
        "office": "0" * 64,
        "sender": party("二组笔记本", THEIRS),
        "recipients": [party("办公室", OURS)],
        "actor": "张三",
        "stated": stated(CASE, "2026-11-23T01:00:00.000000Z", {}, []),
        "against": {},
        "chains": [],
        "entries": len(entries),
        "entry_frames": len(pieces),
        "entries_digest": sha256(b"".join(pieces)).hexdigest(),
        "objects": things,
    }
    return Manifest(**(fields | more))


def plain(folder: Path, contents: tuple[bytes, ...] = ()) -> Objects:
    """The objects of a case file without a key."""
    objects = Objects(folder, Key(CASE, None, None))
    for content in contents:
        objects.put(content)
    objects.settle()
    return objects


def made(folder: Path, said: Manifest | None = None, contents: tuple[bytes, ...] = CONTENTS) -> bytes:
    """A bundle as the program makes it."""
    objects, path = plain(folder / "sender", contents), folder / "同步包.jxbundle"
    with making(path, said or manifest(contents), str(THEIRS)) as work:
        work.entries(in_frames(ENTRIES))
        for thing in work.manifest.objects:
            work.thing(objects, thing, lambda _size: None)
        work.finish()
    data = path.read_bytes()
    path.unlink()
    return data


def encrypted(content: bytes) -> bytes:
    """What anybody can make who knows for whom a bundle is."""
    return bytes(pyrage.encrypt(content, [OURS.to_public()]))


def container(ages: list[bytes]) -> bytes:
    """Age files one behind the other, as docs/bundle.md tells it, with a good digest at the end."""
    lengths = [len(age).to_bytes(8) for age in ages]
    whole = LINE + b"".join(length + sha256(age).digest() for length, age in zip(lengths, ages, strict=True))
    pieces = b"".join(length + age for length, age in zip(lengths, ages, strict=True))
    return LINE + pieces + bytes(8) + sha256(whole).digest()


def ages_of(data: bytes) -> list[bytes]:
    """The age files of a bundle."""
    reader = frames.whole(io.BytesIO(data), Path("同步包.jxbundle"))
    return [data[frame.start : frame.start + frame.size] for frame in reader.frames]


def sealed(ages: list[bytes]) -> bytes:
    """A bundle of these age files with the end that its maker, our own device, signs."""
    before = sha256(LINE + b"".join(len(age).to_bytes(8) + sha256(age).digest() for age in ages)).hexdigest()
    return container([*ages, encrypted(seal(before))])


def opened(data: bytes, identity: Any = OURS) -> Opened:
    return Opened(io.BytesIO(data), Path("同步包.jxbundle"), str(identity))
