"""The container of a bundle: a line of text, frames that are each a file of age, and a digest over all of it.

    line      jxinspect bundle 1\\n
    frame     8 bytes: length, big-endian, never 0; then so many bytes of age
    …
    end       8 bytes: 0; then SHA-256 of the line and, for each frame, its 8 bytes of length and the SHA-256 of its age

No names, no paths, no compression: nothing can be written elsewhere, and nothing grows when it is read. The digest at
the end is no secret: it tells a damaged file from one for somebody else. Who made it is said and signed inside.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, NamedTuple

from jxinspect.errors import Damaged, Incomplete, JxinspectError, Locked, Refused
from jxinspect.store.passing import Advance, Hashing, HashingOut, Nowhere, Out

FORMAT = 1
LINE = b"jxinspect bundle %d\n" % FORMAT
#: Frames of one bundle: ten times the objects of the largest case.
MOST_FRAMES = 1_000_000
#: The header of an age file is read into memory before its key is known: some hundred recipients fit.
MOST_HEADER = 64 * 1024
#: What age adds to its content: header, nonce, and 16 bytes for each 64 KiB begun.
_CHUNK, _LENGTH, _DIGEST = 1 << 20, 8, 32
_OTHER = re.compile(rb"jxinspect bundle ([1-9][0-9]{0,6})\n")


class Frame(NamedTuple):
    """Where the age file of a frame lies in the bundle, and its SHA-256."""

    start: int
    size: int
    digest: bytes


class Writer:
    """Writes frames one behind the other; the length of a frame is written when the frame is whole."""

    def __init__(self, file: BinaryIO, recipients: Sequence[str]) -> None:
        self._file = file
        self._recipients = recipients
        self._whole = sha256(LINE)
        self._end = len(LINE)
        file.seek(0)
        file.write(LINE)

    @property
    def digest(self) -> str:
        """SHA-256 over the line and all frames so far, in hex."""
        return self._whole.hexdigest()

    def keep(self, frame: Frame) -> None:
        """Go on behind a frame that is there already."""
        self._whole.update(frame.size.to_bytes(_LENGTH) + frame.digest)
        self._end = frame.start + frame.size

    def add(self, source: BinaryIO | Hashing) -> None:
        """Encrypt what `source` gives as the next frame; OSError of the medium passes."""
        from pyrage import EncryptError, encrypt_io, x25519

        file, start = self._file, self._end + _LENGTH
        file.seek(self._end)
        file.truncate()
        file.write(bytes(_LENGTH))
        out = HashingOut(file)
        try:
            encrypt_io(source, out, [x25519.Recipient.from_str(text) for text in self._recipients])
        except EncryptError as error:
            out.raise_fault()
            raise OSError(str(error)) from error
        out.raise_fault()
        frame = Frame(start, file.tell() - start, out.digest.digest())
        file.seek(self._end)
        file.write(frame.size.to_bytes(_LENGTH))
        self.keep(frame)

    def finish(self) -> None:
        """Write the end."""
        self._file.seek(self._end)
        self._file.truncate()
        self._file.write(bytes(_LENGTH) + self._whole.digest())


class Reader:
    """The frames of an open bundle."""

    def __init__(self, file: BinaryIO, path: Path, frames: list[Frame], digest: str = "") -> None:
        self.path = path
        self.frames = frames
        #: SHA-256 over the line and all frames but the last, in hex: what the last one signs.
        self.digest = digest
        self._file = file

    def read(self, n: int, identity: str, most: int) -> bytes:
        """The content of frame `n` when it is at most `most` bytes. Locked when it is for somebody else, Damaged."""
        target = BytesIO()
        self.copy(n, identity, target, most)
        return target.getvalue()

    def digest_of(self, n: int, identity: str, most: int, advance: Advance | None = None) -> tuple[str, int]:
        """The SHA-256 and the size of the content of frame `n`; errors as of `read`. `advance`: told of each piece."""
        out = HashingOut(_Passing(advance or _nobody))  # type: ignore[arg-type]
        size = self.copy(n, identity, out, most)  # type: ignore[arg-type]
        return out.digest.hexdigest(), size

    def copy(self, n: int, identity: str, target: BinaryIO, most: int) -> int:
        """Write the content of frame `n` to `target`, never more than `most` bytes; its size. Errors as of `read`."""
        frame = self.frames[n]
        if frame.size > most + MOST_HEADER + 32 + most // 4096:
            raise _too_long(self.path, n)
        part, out = _Part(self._file, frame), _Bounded(target, most)
        self._check_header(n)
        _decrypt(part, out, identity, self.path, n)
        if part.left or part.digest.digest() != frame.digest:
            raise damaged(self.path, f"第 {n + 1} 段在读取时发生了变化")
        return most - out.left

    def _check_header(self, n: int) -> None:
        frame = self.frames[n]
        self._file.seek(frame.start)
        if b"\n--- " not in self._file.read(min(frame.size, MOST_HEADER)):
            raise damaged(self.path, f"第 {n + 1} 段开头不是 age 文件")


class _Passing(Nowhere):
    """Keeps nothing and tells how much has come."""

    def __init__(self, advance: Advance) -> None:
        self._advance = advance

    def write(self, data: bytes) -> int:
        self._advance(len(data))
        return len(data)


class _Part:
    """The bytes of one frame, hashed on their way."""

    def __init__(self, file: BinaryIO, frame: Frame) -> None:
        self._file, self._place, self.left = file, frame.start, frame.size
        self.digest = sha256()

    def read(self, count: int = -1) -> bytes:
        self._file.seek(self._place)
        data = self._file.read(self.left if count < 0 else min(count, self.left))
        self._place += len(data)
        self.left -= len(data)
        self.digest.update(data)
        return data


class _Bounded(Out):
    """Lets no more through than was declared."""

    def __init__(self, target: BinaryIO, most: int) -> None:
        super().__init__(target)
        self.left = most
        self.over = False

    def write(self, data: bytes) -> int:
        self.left -= len(data)
        if self.left < 0:
            self.over = True
            raise OSError("longer than declared")
        return super().write(data)


def _decrypt(part: _Part, out: _Bounded, identity: str, path: Path, n: int) -> None:
    from pyrage import DecryptError, decrypt_io, x25519

    try:
        decrypt_io(part, out, [x25519.Identity.from_str(identity)])
    except (DecryptError, OSError, ValueError) as error:
        out.raise_fault()
        if out.over:
            raise _too_long(path, n) from error
        if "matching keys" in str(error):
            raise _for_others(path) from error
        raise damaged(path, f"第 {n + 1} 段解不开（{error}）") from error


def unfinished(file: BinaryIO, path: Path) -> Reader:
    """A bundle in the making: the frames that are there in full length; their content is still to be compared."""
    frames, end = list[Frame](), _rewound(file)
    with suppress(_Cut):
        if file.read(len(LINE)) == LINE:
            while length := _length(file, end):
                frames.append(_frame(file, length, _nobody))
    return Reader(file, path, frames)


def whole(file: BinaryIO, path: Path, *, advance: Advance | None = None) -> Reader:
    """An open bundle whose container holds: every byte was read once and agrees with the digest at its end.

    `advance` is told of every piece read. Damaged; Refused for a later format; Incomplete for what is no bundle.
    """
    end = _rewound(file)
    line = file.read(len(LINE))
    try:
        frames, digest = _walk(file, end, advance or _nobody)
    except _Cut as cut:
        fault = damaged(path, str(cut))
    else:
        if line == LINE:
            return Reader(file, path, frames, digest)
        line, fault = LINE, damaged(path, "文件头被改动")
    raise fault if LINE.startswith(line) else _no_bundle(file, path)


class _Cut(Exception):
    """What is wrong with the container."""


def _walk(file: BinaryIO, end: int, advance: Advance) -> tuple[list[Frame], str]:
    digest, frames, before = sha256(LINE), list[Frame](), ""
    while length := _length(file, end):
        if len(frames) == MOST_FRAMES:
            raise _Cut(f"段数超过 {MOST_FRAMES}")
        before = digest.hexdigest()
        frame = _frame(file, length, advance)
        digest.update(length.to_bytes(_LENGTH) + frame.digest)
        frames.append(frame)
    rest = file.read(_DIGEST + 1)
    if len(rest) < _DIGEST:
        raise _Cut("文件不完整，后面缺了一截")
    if rest != digest.digest():
        raise _Cut("内容与末尾的摘要不符")
    return frames, before


def _rewound(file: BinaryIO) -> int:
    """Go to the start; the size of the file."""
    end = file.seek(0, os.SEEK_END)
    file.seek(0)
    return end


def _length(file: BinaryIO, end: int) -> int:
    head = file.read(_LENGTH)
    length = int.from_bytes(head)
    if len(head) < _LENGTH or length > end - file.tell():
        raise _Cut("文件不完整，后面缺了一截")
    return length


def _frame(file: BinaryIO, length: int, advance: Advance) -> Frame:
    start, digest, left = file.tell(), sha256(), length
    while left:
        data = file.read(min(left, _CHUNK))
        if not data:
            raise _Cut("文件不完整，后面缺了一截")
        digest.update(data)
        left -= len(data)
        advance(len(data))
    return Frame(start, length, digest.digest())


def _nobody(_count: int) -> None: ...


def damaged(path: Path, why: str) -> Damaged:
    """The error for a bundle that does not hold."""
    return Damaged(
        f"同步包 {path} 已损坏",
        why=f"{why}。",
        todo="没有收进任何内容。请对方重新制作或者重新拷贝同步包，换一个介质再试。",
    )


def _too_long(path: Path, n: int) -> JxinspectError:
    return damaged(path, f"第 {n + 1} 段比清单写明的长")


def _for_others(path: Path) -> Locked:
    return Locked(
        f"同步包 {path} 不是给本机的",
        why="本机的钥匙打不开它：制作时没有把本机列为收件设备。",
        todo="请对方用 sync bundle --for 写明本机后重新制作；本机登记的名称见 jxinspect sync status。",
    )


def _no_bundle(file: BinaryIO, path: Path) -> JxinspectError:
    file.seek(0)
    newer = _OTHER.match(file.read(64))
    if newer is None:
        return Incomplete(f"{path} 不是同步包", why="开头没有同步包的标记。", todo="核对给的是不是 .jxbundle 文件。")
    return Refused(
        f"同步包 {path} 的格式是第 {int(newer[1])} 版",
        why=f"它由新版程序制作，本程序只认识第 {FORMAT} 版。",
        todo="没有收进任何内容。升级 jxinspect 后再打开。",
    )
