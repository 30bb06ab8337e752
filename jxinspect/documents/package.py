"""DOCX packages: read with suspicion, written without a clock.

Templates come from supervisors, by mail and stick. Reading refuses whatever a paper has no need of: macros, remote
parts, entities, odd names, bombs. Writing copies unchanged parts as they were compressed, so it is fast and the same
facts give the same bytes.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
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
#: How a part, its line in the directory (made by version 2.0) and the end of the file begin.
_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02\x14\x00", b"PK\x05\x06"
#: What local header and directory both say of a part, what the directory says beyond, and the end of the file.
_COMMON, _BEYOND, _LAST = struct.Struct("<HHHIIIIHH"), struct.Struct("<HHHII"), struct.Struct("<4sHHHHIIH")
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
        common = _COMMON.pack(20, _UTF8_NAMES, 8, FIXED_DATE, part.crc, len(part.packed), part.size, len(part.name), 0)
        body += [_LOCAL, common, part.name, part.packed]
        directory += [_CENTRAL, common, _BEYOND.pack(0, 0, 0, 0, offset), part.name]
        offset += len(_LOCAL) + len(common) + len(part.name) + len(part.packed)
        count += 1
    central = b"".join(directory)
    end = _LAST.pack(_END, 0, 0, count, count, len(central), offset, 0)
    return b"".join([*body, central, end])


def read_back(document: bytes, names: Iterable[str]) -> dict[str, bytes]:
    """These parts of a file that `write_package` has written, found by its directory as Word finds them.

    Raises Unreadable when the file is not as it was written: a batch reads thousands, and `zipfile` is made for files
    of anybody.
    """
    try:
        places = dict(_directory(document))
        return {name: _inflated(document, name.encode(), *places[name]) for name in names}
    except (struct.error, zlib.error, KeyError, UnicodeDecodeError) as error:
        msg = f"文件已经损坏（{error}）"
        raise Unreadable(msg) from error


def _directory(document: bytes) -> Iterator[tuple[str, tuple[int, bytes]]]:
    """Name, offset and what the directory says of every part."""
    mark, *_, count, size, place, comment = _LAST.unpack_from(document, max(len(document) - _LAST.size, 0))
    _require(mark == _END and not comment and place + size + _LAST.size == len(document), "结尾有误")
    for _ in range(count):
        _require(document.startswith(_CENTRAL, place), "目录有误")
        beyond = place + len(_CENTRAL) + _COMMON.size
        common = document[place + len(_CENTRAL) : beyond]
        *_, length, _extra = _COMMON.unpack(common)
        *_, offset = _BEYOND.unpack_from(document, beyond)
        name = beyond + _BEYOND.size
        place = name + length
        yield document[name:place].decode(), (offset, common)


def _inflated(document: bytes, name: bytes, offset: int, common: bytes) -> bytes:
    """The content of a part whose local header says the same as the directory; compared with its checksum."""
    header = _LOCAL + common + name
    _require(document.startswith(header, offset), "部件的位置有误")
    *_, crc, packed, size, _name, _extra = _COMMON.unpack(common)
    start = offset + len(header)
    data = zlib.decompress(document[start : start + packed], -zlib.MAX_WBITS, size)
    _require(len(data) == size and zlib.crc32(data) == crc, "部件的内容与校验和不符")
    return data


def _require(holds: bool, text: str) -> None:
    if not holds:
        raise Unreadable(text)
