"""ZIP, with or without a password: its members are read where they lie, nothing is ever unpacked to a disk."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from io import RawIOBase
from pathlib import PurePosixPath
from typing import IO, Any, cast

from jxinspect.analysis.sources.content import Content

#: Deflate makes at most 1:1032 of anything; tables of payments come to 1:10 to 1:60.
RATIO = 250
#: Below this a ratio means nothing.
SMALL = 64 << 20
#: Unpacked size of all members together.
LARGEST = 64 << 30
MOST = 10_000
#: A ZIP in a ZIP, and no further.
DEEPEST = 2
ENCRYPTED = 0x1
UTF8 = 0x800
AGAIN = "请提供单位重新打包（标准 ZIP，可以加密码），核对大小和校验值后重新报送"
#: What other systems add beside the files.
_BESIDE = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


def members(content: Content, password: str | None, depth: int) -> Iterator[Content]:
    """Every file in the ZIP. Incomplete for bombs, a wrong password, damage, and ZIPs in ZIPs in ZIPs."""
    if depth > DEEPEST:
        content.unusable(f"压缩包里套压缩包超过 {DEEPEST} 层", "请提供单位只打包一层后重新报送")
    with content.open() as stream, _archive(stream) as packed:
        entries = [entry for entry in packed.infolist() if not entry.is_dir()]
    _refuse_bomb(content, entries)
    names = [_name(entry) for entry in entries]
    for entry, name in zip(entries, names, strict=True):
        if not name.startswith(_BESIDE[0]) and PurePosixPath(name).name not in _BESIDE:
            yield _member(content, entry, name, password)


def _refuse_bomb(content: Content, entries: Sequence[Any]) -> None:
    total = sum(entry.file_size for entry in entries)
    if len(entries) > MOST:
        content.unusable(f"压缩包里有 {len(entries)} 个文件，超过 {MOST} 个", "请提供单位合并成少数几个文件后重新报送")
    if total > LARGEST:
        content.unusable(
            f"解压后共 {total >> 30} GB，超过 {LARGEST >> 30} GB", "请提供单位按年度或者地区分开打包后重新报送"
        )
    for entry in entries:
        if entry.file_size > SMALL and entry.file_size > RATIO * max(1, entry.compress_size):
            ratio = entry.file_size // max(1, entry.compress_size)
            content.unusable(
                f"{_name(entry)} 压缩了 {ratio} 倍（解压后 {entry.file_size} 字节），不像数据，像压缩炸弹",
                f"不要打开它；核对文件来源。{AGAIN}",
                (_name(entry),),
            )


def _name(entry: Any) -> str:
    """The name of a member as its writer meant it, without a way out of the folder and without control characters."""
    name = str(entry.filename)
    if not entry.flag_bits & UTF8:
        raw = name.encode("cp437", "replace")
        name = _decoded(raw)
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    return "".join(char for char in "/".join(parts) if char.isprintable()) or "（没有名称）"


def _decoded(raw: bytes) -> str:
    for charset in ("utf-8", "gb18030"):
        try:
            return raw.decode(charset)
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")


def _faults() -> tuple[type[Exception], ...]:
    """What reading a damaged member raises. That of pyzipper is not the one of the same name in zipfile."""
    from pyzipper import BadZipFile

    return (
        BadZipFile,
        zipfile.BadZipFile,
        struct.error,
        zlib.error,
        EOFError,
        LookupError,
        OSError,
        ValueError,
        RuntimeError,
    )


def _archive(stream: IO[bytes]) -> Any:
    from pyzipper import AESZipFile

    return AESZipFile(stream)


def _member(content: Content, entry: Any, name: str, password: str | None) -> Content:
    whole = Content(f"{content.name}/{name}", entry.file_size, lambda: _open(whole, content.open(), entry, password))
    return whole


def _open(content: Content, file: IO[bytes], entry: Any, password: str | None) -> IO[bytes]:
    """The member as a stream whose faults are told as Incomplete. It closes the file that it lies in."""
    with ExitStack() as stack:
        stack.enter_context(file)
        packed = stack.enter_context(_archive(file))
        locked = bool(entry.flag_bits & ENCRYPTED)
        if locked and password is None:
            todo = "用 --password-file 写明密码；不知道密码的，向提供单位索取（不要与介质放在一起）"
            content.locked("压缩包设有密码", todo)
        stream = None
        for secret in _secrets(password) if locked else [None]:
            stream = stream or _tried(content, packed, entry, secret)
        if stream is None:
            content.locked("压缩包的密码不对", "核对密码（大小写、全角半角）；仍然不对的，向提供单位索取")
        stack.enter_context(stream)
        return cast("IO[bytes]", _Careful(content, stream, stack.pop_all()))


def _tried(content: Content, packed: Any, entry: Any, secret: bytes | None) -> Any | None:
    """The open member; None when this is not its password."""
    try:
        return packed.open(entry, pwd=secret)
    except NotImplementedError as fault:
        content.unusable(f"用了不支持的压缩方式（{fault}）", AGAIN)
    except RuntimeError:
        return None
    except _faults() as fault:
        content.unusable(f"压缩包损坏（{fault}）", AGAIN)


def _secrets(password: str | None) -> list[bytes | None]:
    """A password in the encodings that programs make of it."""
    assert password is not None
    return list(dict.fromkeys([password.encode(), password.encode("gb18030")]))


class _Careful(RawIOBase):
    """A stream that tells what goes wrong while reading."""

    def __init__(self, content: Content, stream: Any, closing: ExitStack) -> None:
        super().__init__()
        self._closing = closing
        self._content = content
        self._stream = stream
        self._at = 0

    def read(self, size: int = -1, /) -> bytes:
        try:
            data: bytes = self._stream.read(size)
        except _faults() as fault:
            place = f"坏在解压后第 {self._at + 1} 个字节之后"
            self._content.unusable(f"压缩包损坏，或者密码不对（{fault}）；{place}", AGAIN)
        self._at += len(data)
        return data

    def tell(self) -> int:
        return self._at

    def close(self) -> None:
        self._closing.close()
        super().close()
