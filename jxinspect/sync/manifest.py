"""The first frame of a bundle: who made it for whom, and exactly what follows. Nothing else is believed of a bundle.

The manifest is signed by the sender's device, and so is the last frame, over the digest of all frames before it: frames
that are swapped, left out or taken from another bundle do not hold, whoever encrypted them.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated, NamedTuple

from pydantic import BaseModel, FailFast, Field, StringConstraints, ValidationError

from jxinspect.errors import Damaged, Refused
from jxinspect.store.device import device_key
from jxinspect.store.versions import LATEST
from jxinspect.sync.frames import FORMAT, Reader, damaged
from jxinspect.sync.statement import (
    MOST_CHAINS,
    ChainId,
    Count,
    Have,
    Hex32,
    Hex64,
    Hex128,
    Signed,
    Strict,
    signature_of,
    signed_by,
    verified,
)

#: Limits, far above what a case file of the largest office holds. What a bundle declares beyond them is not read.
MOST_MANIFEST = 16 * 2**20
MOST_ENTRIES = 10_000_000
MOST_OBJECTS = 200_000
MOST_SIZE = 2**40
#: A frame of entries is closed when it has grown beyond `FULL`; one entry alone may be larger, but not than this.
FULL, MOST_FRAME = 4 * 2**20, 64 * 2**20

_CONTEXT, _SEAL = b"jxinspect bundle 1\n", b"jxinspect bundle end 1\n"
Text = Annotated[str, StringConstraints(max_length=1000)]


class Party(Strict):
    """A device: its public key, what bundles for it are encrypted to, its name when it was enrolled."""

    public_key: Hex64
    recipient: Annotated[str, StringConstraints(pattern=r"^age1[0-9a-z]{58}$")]
    name: Text


class Chain(Strict):
    """A chain some of whose entries follow."""

    id: ChainId
    device_key: Hex64
    since: Text
    why: Text


class Thing(NamedTuple):
    """An object that follows: its name, which is the SHA-256 of its content, and its size in bytes."""

    sha256: Hex64
    size: Annotated[int, Field(ge=0, le=MOST_SIZE)]


class Secrets(Strict):
    """What only those for whom the bundle is may know: where objects lie on a hub, and what opens them there."""

    hub: Text = ""
    sync_identity: Text = ""


class Manifest(Strict):
    """What a bundle says of itself."""

    format: int = FORMAT
    schema_version: int = LATEST
    bundle: Hex32  #: a name by chance, so that no two bundles are equal
    case: Hex32
    office: Hex64  #: public key of the office's device: root of trust
    sender: Party
    recipients: Annotated[list[Party], FailFast(), Field(max_length=1000)]
    actor: Text
    stated: Signed  #: what the sender has, and when the bundle was begun
    against: Have  #: what the recipients were known to have; empty: they get all
    chains: Annotated[list[Chain], FailFast(), Field(max_length=MOST_CHAINS)]
    entries: Annotated[int, Field(ge=0, le=MOST_ENTRIES)]
    entry_frames: Count
    entries_digest: Hex64  #: SHA-256 of the frames of entries, one behind the other
    objects: Annotated[list[Thing], FailFast(), Field(max_length=MOST_OBJECTS)]
    secrets: Secrets = Secrets()
    scope: Text = ""  #: what a partial copy says of itself (store/scope.py); empty: the whole case file

    @property
    def made_at(self) -> datetime:
        """When the bundle was begun, by the sender's clock."""
        return datetime.fromisoformat(self.stated.statement.at)

    @property
    def size(self) -> int:
        """Bytes of all objects."""
        return sum(thing.size for thing in self.objects)

    @property
    def frames(self) -> int:
        """How many frames the bundle has: manifest, entries, objects, end."""
        return 2 + self.entry_frames + len(self.objects)


class _Letter(Strict):
    manifest: Manifest
    signature: Hex128


class _Versions(BaseModel):
    """What even a later program's manifest says."""

    format: int
    schema_version: int


class _Cover(BaseModel):
    manifest: _Versions


def letter(manifest: Manifest) -> bytes:
    """The content of the first frame."""
    return _Letter(manifest=manifest, signature=signature_of(_CONTEXT, manifest)).model_dump_json().encode()


def seal(digest: str) -> bytes:
    """The content of the last frame: this machine's signature of the digest of all frames before it."""
    return device_key().sign(_SEAL + bytes.fromhex(digest))


def read_manifest(reader: Reader, identity: str) -> Manifest:
    """The manifest of a bundle whose container holds, with its signatures checked and its promises held against it.

    Locked when the bundle is for somebody else, Refused when a later program made it, Damaged.
    """
    if not reader.frames:
        raise damaged(reader.path, "里面没有清单")
    manifest = read_letter(reader, identity)
    if len(reader.frames) != manifest.frames:
        raise damaged(reader.path, f"清单写明 {manifest.frames} 段，文件里有 {len(reader.frames)} 段")
    _check_seal(reader, identity, manifest)
    _check_sizes(reader, manifest)
    return manifest


def read_letter(reader: Reader, identity: str) -> Manifest:
    """The manifest in the first frame, with its own signatures checked. Errors as of `read_manifest`."""
    text, path = reader.read(0, identity, MOST_MANIFEST), reader.path
    if _too_dense(text):
        raise damaged(path, "清单不能解读")
    try:
        cover = _Cover.model_validate_json(text).manifest
        if cover.format > FORMAT or cover.schema_version > LATEST:
            raise _newer(path, cover)
        read = _Letter.model_validate_json(text)
    except ValidationError as error:
        raise damaged(path, f"清单不能解读（{error.error_count()} 处不符）") from error
    manifest, stated = read.manifest, read.manifest.stated
    if not verified(manifest.sender.public_key, _CONTEXT, manifest, read.signature):
        raise _forged(path, manifest, "清单的签名不是它写明的设备的")
    if stated.statement.device != manifest.sender.public_key or not stated.holds:
        raise _forged(path, manifest, "其中“已有内容”的声明不是该设备签的")
    _check_names(manifest, path)
    return manifest


def _too_dense(text: bytes) -> bool:
    """Whether it holds more values than digests and names of such a length make: each would take memory when read.

    A chain stands in a manifest with ten colons at most, an object without one.
    """
    values = sum(map(text.count, (b",", b"[", b"{")))
    return values > len(text) // 16 + 1000 or text.count(b":") > 10 * MOST_CHAINS


def _check_names(manifest: Manifest, path: Path) -> None:
    names = [thing.sha256 for thing in manifest.objects]
    if names != sorted(set(names)):
        raise damaged(path, "清单里的对象有重复或者次序不对")
    if manifest.stated.statement.case != manifest.case:
        raise damaged(path, "其中“已有内容”的声明属于另一个案卷库")


def _check_seal(reader: Reader, identity: str, manifest: Manifest) -> None:
    signature = reader.read(len(reader.frames) - 1, identity, 64)
    if not signed_by(manifest.sender.public_key, _SEAL + bytes.fromhex(reader.digest), signature):
        raise _forged(reader.path, manifest, "有的段被换过、删去或者来自另一个同步包：末尾的签名不符")


def _check_sizes(reader: Reader, manifest: Manifest) -> None:
    """What is declared larger than its frame can hold is a lie; what is smaller is found when it is read."""
    for n, thing in enumerate(manifest.objects, 1 + manifest.entry_frames):
        if thing.size > reader.frames[n].size:
            raise damaged(reader.path, f"对象 {thing.sha256[:12]} 写明 {thing.size} 字节，实际没有这么多")


def _newer(path: Path, cover: _Versions) -> Refused:
    return Refused(
        f"同步包 {path} 由新版程序制作",
        why=f"它的格式是第 {cover.format} 版、案卷库结构是第 {cover.schema_version} 版；"
        f"本程序只认识到第 {FORMAT} 版、第 {LATEST} 版。",
        todo="没有收进任何内容。升级 jxinspect 后再打开。",
    )


def _forged(path: Path, manifest: Manifest, why: str) -> Damaged:
    return damaged(path, f"自称由设备“{manifest.sender.name}”（{manifest.sender.public_key[:8]}）制作，但{why}")
