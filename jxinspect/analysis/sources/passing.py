"""One passage through a delimited text: block after block to chunks, single rows only where something is odd.

Lines stay bytes in the sender's encoding until a whole block is decoded: comma, tab, semicolon, quote and line end are
never part of another sign in UTF-8 or GB18030. Where that is not so (UTF-16, | in GB18030) a block is made UTF-8 first.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import repeat

from jxinspect.analysis.sources.content import Content, Faults
from jxinspect.analysis.sources.decoding import LOST, BadBytes, Block, Charset, blocks, misread
from jxinspect.analysis.sources.header import FOOTER, Head, no_datum
from jxinspect.analysis.sources.source import Chunk, Source

AGAIN = "请提供单位从系统重新导出（UTF-8 或者 GB18030 编码的 CSV，或者 xlsx），不要经其他软件转存"
QUOTES = f"{AGAIN}；含有引号、逗号、换行的内容要按 CSV 的规则加引号"
WIDTH = f"{AGAIN}；内容里的分隔符要加引号，或者换一种内容里没有的分隔符"
#: A line of less than this part of the usual length may be one of totals, a signature, or blank.
SHORT = 0.6
_WRAPPED = '="'
_END = "\x1a"
_SAFE = frozenset(",;\t\x01")


@dataclass(frozen=True)
class Shape:
    """How the rows of a text are to be read."""

    delimiter: str
    head: Head
    #: Number of the first line of data.
    start: int
    #: The line of the header as it stands there, which may be printed again.
    header_line: str

    @property
    def width(self) -> int:
        """Columns of a row."""
        return len(self.head.titles)


def unix(text: str) -> str:
    """With \\n behind each line, whatever stood there."""
    if "\r" not in text:
        return text
    text = text.replace("\r\n", "\n")
    if "\r" in text:
        text = re.sub(r"\r+\n", "\n", text)
        text = text if "\n" in text.strip("\n") else text.replace("\r", "\n")
    return text


def reader_of(content: Content, charset: Charset, shape: Shape) -> Callable[[Source], Iterator[Chunk]]:
    """What reads the text: chunks until something cannot be used, then all such places as Incomplete."""

    def read(source: Source) -> Iterator[Chunk]:
        for number, reason in shape.head.passed:
            source.skip(number, reason)
        passing = Passing(content, charset, shape, source)
        for block in blocks(content, charset):
            chunk = passing.block(block)
            if chunk is not None and not passing.faults:
                yield chunk
        rest = passing.end()
        passing.faults.tell()
        if rest is not None:
            yield rest

    return read


class Passing:
    """What is left over from the block before, and what was found wrong."""

    def __init__(self, content: Content, charset: Charset, shape: Shape, source: Source) -> None:
        self.shape = shape
        self.source = source
        self.faults = Faults(content)
        self.charset = charset
        self.delimiter = shape.delimiter
        self.plain = charset.name == "utf-8" or (charset.name == "gb18030" and shape.delimiter in _SAFE)
        self.kept: list[str] = []  # lines of a row that is not yet at its end
        self.kept_from = 0
        self.astray = False  # behind a quote without its pair no row can be told

    def block(self, block: Block) -> Chunk | None:
        """The rows of a block."""
        if self.plain and not self.kept and not self.astray and (block := self._below(block)).raw:
            rows = self._quick(block)
            if rows is not None:
                return rows
        text, bad = block.text(self.charset)
        self._bad(block, text, bad)
        if self.astray:
            return None
        text = unix(text)
        if "\ufeff" in text:  # files were put one behind the other
            text = text.replace("\n\ufeff", "\n").removeprefix("\ufeff")
        lines = text.rstrip(_END).split("\n")
        if not lines[-1]:
            lines.pop()
        skipped = max(0, self.shape.start - block.first)
        return self._rows(lines[skipped:], block.first + skipped)

    # — whole blocks —

    def _below(self, block: Block) -> Block:
        """The block without the lines of the header, where these can be decoded."""
        at = 0
        for _ in range(self.shape.start - block.first):
            at = block.raw.find(b"\n", at) + 1
            if not at:
                return block
        passed = self.shape.start - block.first
        above = Block(block.raw[:at], block.first, block.offset, passed)
        if not at or above.text(self.charset)[1]:
            return block
        return Block(block.raw[at:], self.shape.start, block.offset + at, block.ends - passed)

    def _quick(self, block: Block) -> Chunk | None:
        """A block in which nothing is odd; None to look at its rows. Each pass over the bytes is counted here."""
        raw, name = block.raw, self.charset.name
        if b"\0" in raw or b"\x1a" in raw or (name == "utf-8" and b"\xef\xbb\xbf" in raw):
            return None
        mark = self.delimiter.encode()
        lines = raw.split(b"\r\n" if b"\r" in raw else b"\n")
        if len(lines) != block.ends + 1:  # line ends of two kinds
            return None
        if not lines[-1]:
            lines.pop()
        quoted = b'"' in raw
        if not self._regular(lines, mark, quoted=quoted):
            return None
        numbers: Sequence[int] = range(block.first, block.first + len(lines))
        suspects = self._suspects(lines, raw, mark, quoted=quoted)
        if suspects:
            gone = {at for at in suspects if not self._datum(block.first + at, lines[at].decode(name), quoted)}
            numbers = [n for n in numbers if n - block.first not in gone]
            lines = [line for at, line in enumerate(lines) if at not in gone]
        joined = _numbered(numbers, lines, mark, quoted=quoted, comma=b"," in raw)
        if b"\r" in joined:
            return None
        return self._decoded(block, joined, numbers[0] if lines else 0)

    def _decoded(self, block: Block, joined: bytes, first: int) -> Chunk | None:
        """The chunk of regular lines, if they are text."""
        name = self.charset.name
        try:
            text = joined.decode(name)
        except UnicodeDecodeError:
            return None
        if LOST in text or (name == "gb18030" and misread(block.raw, block.offset)):
            return None
        return Chunk(first, joined if name == "utf-8" else text.encode())

    def _regular(self, lines: list[bytes], mark: bytes, *, quoted: bool) -> bool:
        """Whether each line is a whole row: without any quotes, or with quotes around every field and none inside."""
        width = self.shape.width
        if not quoted:
            return set(map(bytes.count, lines, repeat(mark))) == {width - 1}
        return (
            set(map(bytes.count, lines, repeat(b'"'))) == {2 * width}
            and set(map(bytes.count, lines, repeat(b'"' + mark + b'"'))) == {width - 1}
            and all(map(bytes.startswith, lines, repeat(b'"')))
            and all(map(bytes.endswith, lines, repeat(b'"')))
        )

    def _suspects(self, lines: list[bytes], raw: bytes, mark: bytes, *, quoted: bool) -> list[int]:
        """Places of lines that may be no data: much shorter than others, with a word of totals, or like the header."""
        word = "计".encode(self.charset.name) + (b'"' if quoted else mark)
        header = self.shape.header_line.encode(self.charset.name, "replace")
        short = int(SHORT * len(raw) / max(1, len(lines)))
        found: set[int] = set()
        if min(map(len, lines), default=short) < short:
            found |= {at for at, line in enumerate(lines) if len(line) < short}
        if word in raw:
            found |= {at for at, line in enumerate(lines) if word in line}
        if header in lines:
            found |= {at for at, line in enumerate(lines) if line == header}
        return sorted(found)

    def _datum(self, number: int, line: str, quoted: bool) -> bool:
        cells = line[1:-1].split(f'"{self.delimiter}"') if quoted else line.split(self.delimiter)
        return self._sound(number, cells)

    # — single rows —

    def _rows(self, lines: list[str], first: int, *, last: bool = False) -> Chunk | None:
        """Rows by the csv module; one that goes on in the next block waits for it."""
        lines, first, self.kept = [*self.kept, *lines], self.kept_from if self.kept else first, []
        lines = [_unwrapped(line, self.delimiter) if _WRAPPED in line else line for line in lines]
        writing = StringIO(newline="")
        write = csv.writer(writing, lineterminator="\n").writerow
        feed = _Feed(lines)
        reader = csv.reader(feed, delimiter=self.delimiter, strict=True)
        found = 0
        while feed.place < len(lines):
            start = feed.place
            try:
                cells = next(reader)
            except csv.Error as fault:
                if self._waits(lines, start, first, str(fault), last=last):
                    break
                continue
            if self._sound(first + start, cells):
                found = found or first + start
                write([str(first + start), *cells])
        return Chunk(found, writing.getvalue().encode()) if found else None

    def _waits(self, lines: list[str], start: int, first: int, fault: str, *, last: bool) -> bool:
        """Whether reading has to stop at a fault: the row waits for more lines, or a quote has no pair."""
        if "unexpected end" in fault and not last:
            self.kept, self.kept_from = lines[start:], first + start
            return True
        self.faults.add(f"第 {first + start} 行：引号不成对", "有的引号不成对，分不清列", QUOTES)
        self.astray = "unexpected end" in fault or "limit" in fault
        return self.astray

    def _sound(self, number: int, cells: Sequence[str]) -> bool:
        """Whether a row is one of data; what is none is noted, what is no whole row is a fault."""
        cells = cells or [""]
        width = self.shape.width
        reason = no_datum(cells, self.shape.head.titles)
        if reason is None and len(cells) != width and FOOTER.fullmatch(re.sub(r"\s", "", cells[0])):
            reason = f"表尾（{cells[0].strip()[:20]}）"
        if reason is not None:
            self.source.skip(number, reason)
            return False
        if len(cells) != width:
            place = f"第 {number} 行：有 {len(cells)} 列，表头有 {width} 列"
            self.faults.add(place, "有的行列数与表头不同，分不清哪个值属于哪一列", WIDTH)
            return False
        if any("\r" in cell for cell in cells):
            place = f"第 {number} 行：有单独的回车符"
            self.faults.add(place, "有的内容里有单独的回车符，行在哪里断开不确定", QUOTES)
            return False
        return True

    def end(self) -> Chunk | None:
        """What waited for lines that did not come."""
        return self._rows([], self.kept_from, last=True) if self.kept else None

    def _bad(self, block: Block, text: str, bad: Sequence[BadBytes]) -> None:
        """Note what could not be decoded, and NUL bytes."""
        for one in bad:
            bytes_ = f"{one.raw[:8].hex(' ').upper()}（文件第 {one.offset + 1} 个字节起）"
            self.faults.add(f"{self._place(block, text, one.at)}：字节 {bytes_}", f"{one.why}；程序不猜、不丢字", AGAIN)
        at = text.find("\0")
        while at >= 0:
            place = f"{self._place(block, text, at)}：NUL 字节"
            self.faults.add(place, "文件里有 NUL 字节，多半是复制中断或者不是文本", AGAIN)
            at = text.find("\0", at + 1)

    def _place(self, block: Block, text: str, at: int) -> str:
        """“第 3 行第 2 列（姓名）第 1 个字”."""
        start = text.rfind("\n", 0, at) + 1
        line = block.first + text.count("\n", 0, at)
        before = text[start:at].split(self.delimiter)
        titles = self.shape.head.titles
        title = titles[len(before) - 1] if len(before) <= len(titles) and line >= self.shape.start else ""
        named = f"（{title}）" if title else ""
        return f"第 {line} 行第 {len(before)} 列{named}第 {len(before[-1]) + 1} 个字"


class _Feed(Iterator[str]):
    """Lines, of which one can see how many were taken."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.place = 0

    def __next__(self) -> str:
        if self.place >= len(self.lines):
            raise StopIteration
        self.place += 1
        return self.lines[self.place - 1] + "\n"


def _numbered(numbers: Sequence[int], lines: list[bytes], mark: bytes, *, quoted: bool, comma: bool) -> bytes:
    """Regular lines as CSV behind their numbers. `comma`: one may stand inside a field."""
    before, behind = b",", b"\n"
    if mark != b",":
        old, new = mark, b","
        if quoted:
            old, new = b'"' + mark + b'"', b'","'
        elif comma:
            new, before, behind = b'","', b',"', b'"\n'
        lines = b"\n".join(lines).replace(old, new).split(b"\n")
    row = b"%d" + before + b"%b" + behind
    return b"".join([row % pair for pair in zip(numbers, lines, strict=True)])


def _unwrapped(line: str, delimiter: str) -> str:
    """="00123", by which spreadsheets are made to keep noughts, as "00123"."""
    mark = re.escape(delimiter)
    return re.sub(rf'(^|(?<={mark}))="([^"]*)"(?={mark}|$)', r'"\2"', line)
