"""Bytes on their way into and out of the objects, hashed while they pass, so that what is hashed is what is kept."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from jxinspect.errors import Incomplete
from jxinspect.store import incoming
from jxinspect.store.reasons import answered

if TYPE_CHECKING:
    from cryptography.hazmat.primitives import hashes

#: Told of every piece that was read: its size in bytes.
Advance = Callable[[int], object]


class Intake(NamedTuple):
    """What became of a file that was taken in: digest of its content, size in bytes, whether it was new, line feeds,
    and its SM3 (GB/T 32905-2016) where that was wanted."""

    sha256: str
    size: int
    new: bool
    lines: int = 0
    sm3: str = ""


class Hashing:
    """A reader that hashes what passes, so that exactly the bytes that are kept are hashed."""

    def __init__(self, source: BinaryIO, *, sm3: bool = False, advance: Advance | None = None) -> None:
        self.source = source
        self.digest = sha256()
        self.sm3 = sm3_hash() if sm3 else None
        self.size = self.feeds = 0
        self.last = b""
        self.advance = advance

    def read(self, count: int = -1) -> bytes:
        data = self.source.read(count)
        self.digest.update(data)
        if self.sm3 is not None:
            self.sm3.update(data)
        self.size += len(data)
        self.feeds += data.count(b"\n")
        self.last = data[-1:] or self.last
        if self.advance is not None:
            self.advance(len(data))
        return data

    @property
    def lines(self) -> int:
        """Lines of the text, the last with or without a line feed."""
        return self.feeds + (self.last not in (b"", b"\n"))

    def intake(self, *, new: bool) -> Intake:
        second = self.sm3.finalize().hex() if self.sm3 is not None else ""
        return Intake(self.digest.hexdigest(), self.size, new, self.lines, second)


def sm3_hash() -> hashes.Hash:
    """A running SM3; its OpenSSL comes with the library, so it is there whatever the interpreter was built with."""
    from cryptography.hazmat.primitives import hashes

    return hashes.Hash(hashes.SM3())


class Out:
    """A writer that keeps the error of the system: pyrage makes another of it, and swallows that of its last write."""

    def __init__(self, target: BinaryIO) -> None:
        self.target = target
        self.fault: OSError | None = None

    def write(self, data: bytes) -> int:
        try:
            return self.target.write(data)
        except OSError as fault:
            self.fault = fault
            raise

    def flush(self) -> None:
        self.target.flush()

    def raise_fault(self) -> None:
        """Raise the error of any write so far."""
        if self.fault is not None:
            raise self.fault


class HashingOut(Out):
    """The same, hashing what passes."""

    def __init__(self, target: BinaryIO) -> None:
        super().__init__(target)
        self.digest = sha256()

    def write(self, data: bytes) -> int:
        self.digest.update(data)
        return super().write(data)


class Nowhere:
    """A target that keeps nothing."""

    def write(self, data: bytes) -> int:
        return len(data)

    def flush(self) -> None: ...


class Sm3(Nowhere):
    """A target that computes the SM3 of what comes."""

    def __init__(self) -> None:
        self.digest = sm3_hash()

    def write(self, data: bytes) -> int:
        self.digest.update(data)
        return len(data)


def regular(path: Path) -> BinaryIO:
    """Open a regular file for reading. NotFound; Incomplete for links, folders, devices and what may not be read."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(path, flags)
    except OSError as error:
        if not path.is_symlink() and not path.is_file():
            raise incoming.no_file(path) from error
        why = "不接受符号链接。" if path.is_symlink() else f"{answered(error)}。"
        raise Incomplete(f"不能读取文件 {path}", why=why, todo="给出文件本身的路径，并确认有读权限。") from error
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise incoming.no_file(path)
    return os.fdopen(handle, "rb")


#: An age file: lines, the last with 43 characters behind `--- `; 16 bytes; pieces of 64 KiB, each 16 bytes longer.
_LAST_LINE, _MAC, _PIECE, _TAG = b"\n--- ", 43 + 1, 64 * 1024, 16


def plain_size(file: BinaryIO) -> int:
    """How many bytes an age file has inside. ValueError when it is none."""
    end = file.seek(0, os.SEEK_END)
    file.seek(0)
    at = file.read(_PIECE).find(_LAST_LINE)
    content = end - at - len(_LAST_LINE) - _MAC - _TAG
    if at < 0 or content < _TAG:
        raise ValueError("不是 age 文件")
    return content - _TAG * -(-content // (_PIECE + _TAG))


class _Piped:
    """What a thread writes, for the one who reads: the end is only reached when the thread ended well."""

    def __init__(self, fill: Callable[[BinaryIO], object]) -> None:
        source, target = os.pipe()
        self._source = os.fdopen(source, "rb")
        self._thread = Thread(target=self._run, args=(fill, os.fdopen(target, "wb", buffering=1 << 16)), daemon=True)
        self.fault: BaseException | None = None
        self._thread.start()

    def _run(self, fill: Callable[[BinaryIO], object], target: BinaryIO) -> None:
        try:
            with target:
                fill(target)
        except BaseException as fault:  # it belongs to the one who reads
            self.fault = fault

    def read(self, count: int = -1) -> bytes:
        data = self._source.read(count)
        if not data:
            self._thread.join()
            if self.fault is not None:
                raise self.fault
        return data

    def close(self) -> None:
        self._source.close()
        self._thread.join()


@contextmanager
def piped(fill: Callable[[BinaryIO], object]) -> Iterator[BinaryIO]:
    """What `fill` writes, as something to read from, while both go on: for content too large for memory.

    An error of `fill` is raised here as it was, also where the reader made another of it.
    """
    pipe = _Piped(fill)
    try:
        yield pipe  # type: ignore[misc]  # all that is read from it is `read`
    except BaseException as error:
        fault = pipe.fault  # before closing: that makes another one
        pipe.close()
        if fault is not None:
            raise fault from error
        raise
    else:
        pipe.close()


def decrypt_errors() -> tuple[type[Exception], ...]:
    """What reading an encrypted file can raise."""
    from pyrage import DecryptError

    return (DecryptError, OSError, ValueError)
