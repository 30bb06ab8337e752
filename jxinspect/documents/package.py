"""DOCX packages: read with suspicion, written without a clock.

Templates come from supervisors, by mail and stick. Reading refuses whatever a paper has no need of: macros, remote
parts, entities, odd names, bombs. Writing copies unchanged parts as they were compressed, so it is fast and the same
facts give the same bytes.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import NamedTuple

MAX_PARTS = 500
MAX_PART = 16 * 2**20
MAX_TOTAL = 48 * 2**20
MAX_RATIO = 250
#: Below this size a high ratio is ordinary XML.
SMALL = 256 * 2**10
#: 1 January 2026, 00:00, in the date format of ZIP.
FIXED_DATE = ((2026 - 1980) << 9 | 1 << 5 | 1) << 16
_LOCAL, _CENTRAL, _END = 0x04034B50, 0x02014B50, 0x06054B50
_UTF8_NAMES = 0x800


class Unreadable(ValueError):
    """The package as a whole cannot be used; the text says why in Chinese."""


def read_package(data: bytes) -> dict[str, bytes]:
    """All parts by name, within limits of number, size and compression. Raises Unreadable."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            _check_directory(package.infolist())
            return {info.filename: _read(package, info) for info in package.infolist() if not info.is_dir()}
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        RuntimeError,
        NotImplementedError,
        OSError,
        struct.error,
    ) as error:
        msg = "文件已经损坏，或者不是 DOCX 文件"
        raise Unreadable(msg) from error
    except UnicodeDecodeError as error:
        msg = "文件中有无法识别的部件名称"
        raise Unreadable(msg) from error


def _check_directory(entries: list[zipfile.ZipInfo]) -> None:
    names = [entry.filename for entry in entries]
    problems = [
        (len(entries) > MAX_PARTS, f"部件多于 {MAX_PARTS} 个"),
        (len({name.casefold() for name in names}) < len(names), "有同名的部件"),
        (any(_odd(name) for name in names), "有名称异常的部件"),
        (any(entry.flag_bits & 1 for entry in entries), "文件设有密码"),
        (sum(entry.file_size for entry in entries) > MAX_TOTAL, "展开后过大"),
        (any(_bomb(entry) for entry in entries), "压缩比异常"),
    ]
    for wrong, text in problems:
        if wrong:
            raise Unreadable(text)


def _odd(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/") or not name.isprintable()


def _bomb(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > MAX_PART or (
        entry.file_size > SMALL and entry.file_size > MAX_RATIO * max(entry.compress_size, 1)
    )


def _read(package: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """The bytes of one part; the declared size is not believed."""
    with package.open(info) as stream:
        data = stream.read(MAX_PART + 1)
    if len(data) > MAX_PART or len(data) != info.file_size:
        raise Unreadable("部件的大小与声明不符")
    return data


class Entry(NamedTuple):
    """One part as it stands in the ZIP file."""

    name: bytes
    packed: bytes
    crc: int
    size: int


#: Levels of compression: of a template's parts, packed once, and of what is filled in for every paper.
THOROUGH, QUICK = 6, 3


def entry(name: str, data: bytes, level: int = THOROUGH) -> Entry:
    """A part, compressed."""
    packer = zlib.compressobj(level, zlib.DEFLATED, -15)
    return Entry(name.encode(), packer.compress(data) + packer.flush(), zlib.crc32(data), len(data))


def entries(parts: Mapping[str, bytes]) -> dict[str, Entry]:
    """All parts, compressed, the list of content types first as Word writes it."""
    order = sorted(parts, key=lambda name: (name != "[Content_Types].xml", name))
    return {name: entry(name, parts[name]) for name in order}


def write_package(parts: Iterable[Entry]) -> bytes:
    """The ZIP file: fixed dates, no extra fields, order as given."""
    body, directory, count, offset = [], [], 0, 0
    for part in parts:
        common = struct.pack(
            "<HHHIIIIHH", 20, _UTF8_NAMES, 8, FIXED_DATE, part.crc, len(part.packed), part.size, len(part.name), 0
        )
        local = struct.pack("<I", _LOCAL) + common + part.name
        body += [local, part.packed]
        directory.append(
            struct.pack("<IH", _CENTRAL, 20) + common + struct.pack("<HHHII", 0, 0, 0, 0, offset) + part.name
        )
        offset += len(local) + len(part.packed)
        count += 1
    central = b"".join(directory)
    end = struct.pack("<IHHHHIIH", _END, 0, 0, count, count, len(central), offset, 0)
    return b"".join([*body, central, end])
