"""Bytes as text, strictly: byte order mark, else UTF-8, else GB18030; every byte that is neither is named.

Decoded in large blocks of whole lines: nothing here looks at a single row.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader
from typing import NoReturn

import numpy as np

from jxinspect.analysis.intake import CONVINCING
from jxinspect.analysis.sources.content import Content
from jxinspect.analysis.sources.cutting import NEAR, Text, count
from jxinspect.analysis.sources.source import CHUNK

MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
NAMES = {"utf-8": "UTF-8", "gb18030": "GB18030", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}
#: Encodings in which the signs of ASCII are bytes of ASCII, and these bytes alone are nothing else.
ASCII = ("utf-8", "gb18030")
#: Bytes decoded together.
TOGETHER = 1 << 18
#: What programs put where they could not read.
LOST = "\ufffd"
#: Signs in a text that have to be looked at: a mark within it, what stands for nothing, the end of old programs.
ODD = (LOST, "\ufeff", "\0", "\x1a")
#: The same in UTF-8, and the byte with which those beyond ASCII begin.
_ODD = tuple(sign.encode() for sign in ODD)
_BEFORE = b"\xef"
#: Bytes looked at together around a fault.
WINDOW = 4096
#: A line longer than this is none.
LONGEST = 4 * CHUNK
#: The first bytes of signs of three bytes in UTF-8, and two such signs.
_FIRST, _LAST = 0xE2, 0xEF
_SIGNS = re.compile(rb"(?:[\xe2-\xef][\x80-\xbf]{2}){2}")
_RUN = re.compile(rb"[\x80-\xff]+")


@dataclass(frozen=True)
class Charset:
    """`mark`: bytes of the byte order mark."""

    name: str
    mark: int = 0

    @property
    def label(self) -> str:
        """As people call it."""
        return NAMES[self.name] + ("（带 BOM）" if self.mark else "")


@dataclass(frozen=True)
class BadBytes:
    """Bytes that are no text. `at` is the place in the text of the block, `offset` the one in the file, from 0."""

    at: int
    offset: int
    raw: bytes
    why: str


@dataclass(frozen=True)
class Block:
    """Whole lines. `first` is the number of the first, `offset` its place in the file, `ends` the line ends in it."""

    raw: bytes
    first: int
    offset: int
    ends: int

    def text(self, charset: Charset) -> tuple[str, list[BadBytes]]:
        """The text, with U+FFFD for what is none."""
        try:
            text = self.raw.decode(charset.name)
        except UnicodeDecodeError:
            return _piecewise(self.raw, charset.name, self.offset)
        return text, _doubtful(self.raw, text, charset.name, self.offset)

    def utf8(self, charset: Charset) -> Text | None:
        """The text in UTF-8; None where it has to be looked at: bytes that are no text, or not what was written."""
        data = bytearray()
        for raw in self._lines_of(charset):
            told = in_utf8(raw, charset.name)
            if told is None:
                return None
            data += told
        return data

    def _lines_of(self, charset: Charset) -> Iterator[bytes]:
        """The block in pieces of whole lines, so small that they and their text fit into the processor's own memory."""
        if charset.name not in ASCII:
            yield self.raw
            return
        start = 0
        while start < len(self.raw):
            end = self.raw.rfind(b"\n", start, start + TOGETHER) + 1 or self.raw.find(b"\n", start) + 1 or len(self.raw)
            yield self.raw[start:end]
            start = end


def in_utf8(raw: Text, name: str) -> Text | None:
    """Bytes in UTF-8; None where they are no text, or not what was written."""
    try:
        text = raw.decode(name)
        told = raw if name == "utf-8" else text.encode()
    except UnicodeError:
        return None
    return None if odd(told) or (name == "gb18030" and misread(raw, 0)) else told


def odd(told: Text) -> bool:
    """Whether a sign of `ODD` stands in UTF-8. A single byte is found much faster than a sign in a text."""
    return b"\0" in told or b"\x1a" in told or (_BEFORE in told and any(sign in told for sign in _ODD))


def charset_of(content: Content) -> Charset:
    """The encoding: by its mark, else by the first signs beyond ASCII."""
    with content.open() as stream:
        head = stream.read(4)
        for mark, name in MARKS:
            if head.startswith(mark):
                return Charset(name, len(mark))
        rest = head + stream.read(CHUNK // 16)
        seen = 0
        decoder = codecs.getincrementaldecoder("utf-8")()
        while rest:
            try:
                seen += sum(char > "\x7f" for char in decoder.decode(rest)) if not rest.isascii() else 0
            except UnicodeDecodeError as fault:
                seen += sum(char > "\x7f" for char in rest[: fault.start].decode("utf-8", "ignore"))
                return Charset("utf-8" if seen >= CONVINCING else "gb18030")
            if seen >= CONVINCING:
                break
            rest = stream.read(CHUNK // 16)
    return Charset("utf-8")


def blocks(content: Content, charset: Charset, size: int = 0) -> Iterator[Block]:
    """The file in blocks of whole lines, without the byte order mark."""
    newline = "\n".encode(charset.name)
    line, offset = 1, charset.mark
    for raw in _whole_lines(content, charset, size or CHUNK):
        block = Block(raw, line, offset, count(raw, *newline) if len(newline) == 1 else raw.count(newline))
        yield block
        line += block.ends
        offset += len(raw)


def _whole_lines(content: Content, charset: Charset, size: int) -> Iterator[bytes]:
    newline = "\n".encode(charset.name)
    with content.open() as stream:
        stream.read(charset.mark)
        if isinstance(stream, BufferedReader) and len(newline) == 1:
            yield from _cut_behind_lines(content, stream, size)
            return
        kept = b""
        while more := stream.read(size):
            end = _after_last(more, newline, len(kept))
            if end:
                yield b"".join((kept, memoryview(more)[:end]))
                kept = more[end:]
            else:
                kept += more
                if len(kept) > LONGEST:
                    _no_lines(content)
        if kept:
            yield kept


def _cut_behind_lines(content: Content, stream: BufferedReader, size: int) -> Iterator[bytes]:
    """The same of a file on disk, in which the end of a line can be looked for first: nothing is copied."""
    start = stream.tell()
    while True:
        stream.seek(start + size)
        if len(stream.readline(LONGEST)) == LONGEST:
            _no_lines(content)
        end = stream.tell()
        stream.seek(start)
        if not (raw := stream.read(end - start)):
            return
        yield raw
        start += len(raw)


def _no_lines(content: Content) -> NoReturn:
    content.unusable(
        f"有一行超过 {LONGEST >> 20} MB，不是按行存放的表格", "请提供单位从系统重新导出 CSV 或者 xlsx，一行一条记录"
    )


def _after_last(data: bytes, newline: bytes, before: int) -> int:
    """Behind the last line end that stands whole at a character; 0 without any. `before`: bytes kept from before."""
    width = len(newline)
    at = data.rfind(newline)
    while at >= 0 and (before + at) % width:
        at = data.rfind(newline, 0, at + width - 1)
    return at + width if at >= 0 else 0


def _doubtful(raw: bytes, text: str, name: str, offset: int) -> list[BadBytes]:
    """What decodes without a fault and yet is not what was written."""
    return [*(misread(raw, offset) if name == "gb18030" else ()), *_lost(text, name, offset)]


def _piecewise(raw: bytes, name: str, offset: int) -> tuple[str, list[BadBytes]]:
    """The text with a mark for each byte that is none, so that lines and columns can still be counted."""
    pieces: list[str] = []
    bad: list[BadBytes] = []
    start, length = 0, 0
    while start < len(raw):
        window = raw[start : start + WINDOW]
        decoder = codecs.getincrementaldecoder(name)()
        try:
            piece, wrong = decoder.decode(window, start + WINDOW >= len(raw)), b""
            start += len(window) - len(decoder.getstate()[0])
        except UnicodeDecodeError as fault:
            piece, wrong = window[: fault.start].decode(name), window[fault.start : fault.end]
            start += fault.end
        pieces += [piece, LOST] if wrong else [piece]
        length += len(piece)
        if wrong:
            why = f"有的字节不是 {NAMES[name]} 编码的文字"
            bad.append(BadBytes(length, offset + start - len(wrong), wrong, why))
            length += 1
    return "".join(pieces), bad


def misread(raw: Text, offset: int) -> list[BadBytes]:
    """UTF-8 among GB18030: decoded without a fault, and wrong (办法 23: what was handed over must not change).

    A run between ASCII that is wholly UTF-8 of three bytes a sign, and as GB18030 has signs that nobody writes.
    """
    found: list[BadBytes] = []
    for at in _two_signs(raw):
        run = _RUN.match(raw, at)
        if run and _is_utf8(run[0]):
            text = raw[:at].decode("gb18030", "replace")
            found.append(BadBytes(len(text), offset + at, run[0], "GB18030 的文件里混有 UTF-8 编码的文字"))
    return found


def _two_signs(raw: Text) -> Iterator[int]:
    """Where, behind ASCII, two signs of UTF-8 of three bytes each begin."""
    data = np.frombuffer(b"a" + raw, np.uint8)
    for start in range(0, data.size - 1, NEAR):
        near = data[start : start + NEAR + 1]
        # Arithmetic of bytes without sign: what is below comes out above. Few signs of GB18030 begin so.
        may = (near[1:] - np.uint8(_FIRST)) <= _LAST - _FIRST
        may &= near[:-1] < 0x80  # noqa: PLR2004
        yield from (at for at in (start + np.flatnonzero(may)).tolist() if _SIGNS.match(raw, at))


def _is_utf8(run: bytes) -> bool:
    try:
        signs = run.decode("utf-8")
    except UnicodeDecodeError:
        return False
    if any(ord(sign) < 0x800 for sign in signs):  # noqa: PLR2004 — fewer than three bytes
        return False
    try:
        run.decode("gb2312")
    except UnicodeDecodeError:
        return True
    return LOST in signs


def _lost(text: str, name: str, offset: int) -> list[BadBytes]:
    """Signs that another program has put where it could not read."""
    found = []
    at = text.find(LOST)
    while at >= 0:
        before = len(text[:at].encode(name))
        why = "文件里有替换字符（U+FFFD），原来的字在导出时已经丢失"
        found.append(BadBytes(at, offset + before, LOST.encode(name), why))
        at = text.find(LOST, at + 1)
    return found
