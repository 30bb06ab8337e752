"""One passage through a delimited text: block after block to chunks, single rows only where something is odd.

Lines stay bytes in the sender's encoding until a whole block is decoded: comma, tab, semicolon, quote and line end are
never part of another sign in UTF-8 or GB18030. Where that is not so (UTF-16, | in GB18030) a block is made UTF-8 first.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from io import StringIO
from itertools import repeat

from jxinspect.analysis.sources.content import Content, Faults
from jxinspect.analysis.sources.decoding import LOST, BadBytes, Block, Charset, blocks, misread
from jxinspect.analysis.sources.header import FOOTER, no_datum
from jxinspect.analysis.sources.lines import (
    AGAIN,
    QUOTES,
    WIDTH,
    WRAP,
    Feed,
    Shape,
    parsed,
    unix,
    unwrapped,
    written,
)
from jxinspect.analysis.sources.source import Chunk, Source

#: A line of less than this part of the usual length may be one of totals, a signature, or blank.
SHORT = 0.6
#: Of so few lines each is looked at: their usual length says nothing.
FEW = 1000
#: Of more lines between others that are no data the numbers are written down.
MOST_GAPS = 40
RETURN = "有的内容里有单独的回车符，行在哪里断开不确定"
_END = "\x1a"
_SAFE = frozenset(",;\t\x01")


def reader_of(content: Content, charset: Charset, shape: Shape) -> Callable[[Source], Iterator[Chunk]]:
    """What reads the text: chunks until something cannot be used, then all such places as Incomplete."""

    def read(source: Source) -> Iterator[Chunk]:
        for number, reason in shape.head.passed:
            source.skip(number, reason)
        passing = Passing(content, charset, shape, source)
        for block in blocks(content, charset):
            chunk = passing.block(block)
            if chunk is not None and chunk.text and not passing.faults:
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
            told = len(self.source.skipped)
            with suppress(UnicodeDecodeError):
                rows = self._quick(block)
                if rows is not None:
                    return rows
            del self.source.skipped[told:]
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
        raw = raw.replace(b"\r\n", b"\n") if b"\r" in raw else raw
        if b"\r" in raw:
            return None
        quoted = b'"' in raw
        if len(mark) > 1 or not self._regular(lines, raw, mark, quoted=quoted):
            return self._parsed(block, lines, mark) if quoted or len(mark) > 1 else None
        told = len(self.source.skipped)
        gone = self._gone(block, lines, lambda at: self._fields(lines[at].decode(name), quoted=quoted))
        if len(gone) > MOST_GAPS:
            del self.source.skipped[told:]
            return self._parsed(block, lines, mark)
        if gone:
            out = set(gone)
            raw = b"\n".join([line for at, line in enumerate(lines) if at not in out])
        return self._whole(block, raw, len(lines), gone, quoted=quoted)

    def _whole(self, block: Block, data: bytes, lines: int, gone: Sequence[int], *, quoted: bool) -> Chunk | None:
        """The lines as they stand there, without those that are no data."""
        text = self._text(block, data)
        if text is None:
            return None
        whole = data if self.charset.name == "utf-8" else text.encode()
        gaps = tuple(at - before for before, at in enumerate(gone))
        return Chunk(block.first, whole, lines - len(gone), self.delimiter, quoted, numbered=False, gaps=gaps)

    def _parsed(self, block: Block, lines: list[bytes], mark: bytes) -> Chunk | None:
        """Lines of which some have quotes, if each is a row."""
        text = self._text(block, b"\n".join(lines))
        if text is None:
            return None
        texts = text.split("\n")
        if WRAP in text:
            texts = [unwrapped(line, self.delimiter) for line in texts]
        rows = parsed(texts, self.delimiter, self.shape.width)
        if rows is None:
            return None
        gone = set(self._gone(block, lines, rows.__getitem__))
        numbers = [block.first + at for at in range(len(rows)) if at not in gone]
        rows = [row for at, row in enumerate(rows) if at not in gone] if gone else rows
        return Chunk(numbers[0] if numbers else 0, written(numbers, rows), len(numbers))

    def _gone(self, block: Block, lines: list[bytes], fields: Callable[[int], Sequence[str]]) -> list[int]:
        """Places of the lines that are no data, which is noted."""
        suspects = self._suspects(lines, block.raw, self.delimiter.encode())
        return [at for at in suspects if self._passed(block.first + at, fields(at))]

    def _text(self, block: Block, data: bytes) -> str | None:
        """The text of lines; None where it is not what was written. UnicodeDecodeError where bytes are no text."""
        name = self.charset.name
        text = data.decode(name)
        odd = LOST in text or "\ufeff" in text
        return None if odd or (name == "gb18030" and misread(block.raw, block.offset)) else text

    def _fields(self, line: str, *, quoted: bool) -> Sequence[str]:
        return line[1:-1].split(f'"{self.delimiter}"') if quoted else line.split(self.delimiter)

    def _regular(self, lines: list[bytes], raw: bytes, mark: bytes, *, quoted: bool) -> bool:
        """Whether each line is a whole row: without any quotes, or with quotes around every field and none inside."""
        width = self.shape.width
        if not quoted:
            shape = raw.translate(None, bytes({*range(256)} - {*mark, *b"\n"}))
            return shape.removesuffix(b"\n") == (mark * (width - 1) + b"\n") * (len(lines) - 1) + mark * (width - 1)
        return (
            set(map(bytes.count, lines, repeat(b'"'))) == {2 * width}
            and set(map(bytes.count, lines, repeat(b'"' + mark + b'"'))) == {width - 1}
            and all(map(bytes.startswith, lines, repeat(b'"')))
            and all(map(bytes.endswith, lines, repeat(b'"')))
            # A quote between marks, or between a mark and the end of a line, may open a field or close one.
            and mark + b'"' + mark not in raw
            and not any(map(bytes.startswith, lines, repeat(b'"' + mark)))
            and not any(map(bytes.endswith, lines, repeat(mark + b'"')))
        )

    def _suspects(self, lines: list[bytes], raw: bytes, mark: bytes) -> list[int]:
        """Places of lines that may be no data: much shorter than others, with a word of totals, or like the header."""
        if len(lines) <= FEW:
            return list(range(len(lines)))
        word = "计".encode(self.charset.name)
        header = self.shape.header_line.encode(self.charset.name, "replace")
        short = int(SHORT * len(raw) / max(1, len(lines)))
        found: set[int] = set()
        if min(map(len, lines), default=short) < short:
            found |= {at for at, line in enumerate(lines) if len(line) < short}
        for end in (mark, b'"') if b'"' in raw else (mark,):
            if word + end in raw:
                found |= {at for at, line in enumerate(lines) if word + end in line}
        if header in lines:
            found |= {at for at, line in enumerate(lines) if line == header}
        return sorted(found)

    # — single rows —

    def _rows(self, lines: list[str], first: int, *, last: bool = False) -> Chunk | None:
        """Rows by the csv module; one that goes on in the next block waits for it."""
        lines, first, self.kept = [*self.kept, *lines], self.kept_from if self.kept else first, []
        lines = [unwrapped(line, self.delimiter) if WRAP in line else line for line in lines]
        writing = StringIO(newline="")
        write = csv.writer(writing, lineterminator="\n").writerow
        feed = Feed(lines)
        reader = csv.reader(feed, delimiter=self.delimiter, strict=True)
        numbers: list[int] = []
        while feed.place < len(lines):
            start = feed.place
            try:
                cells = next(reader)
            except csv.Error as fault:
                if self._waits(lines, start, first, str(fault), last=last):
                    break
                continue
            if self._sound(first + start, cells):
                numbers.append(first + start)
                write([str(first + start), *cells])
        return Chunk(numbers[0], writing.getvalue().encode(), len(numbers)) if numbers else None

    def _waits(self, lines: list[str], start: int, first: int, fault: str, *, last: bool) -> bool:
        """Whether reading has to stop at a fault: the row waits for more lines, or a quote has no pair."""
        if "unexpected end" in fault and not last:
            self.kept, self.kept_from = lines[start:], first + start
            return True
        if "new-line" in fault:
            self.faults.add(f"第 {first + start} 行：有单独的回车符", RETURN, QUOTES)
            return False
        self.faults.add(f"第 {first + start} 行：引号不成对", "有的引号不成对，分不清列", QUOTES)
        self.astray = "unexpected end" in fault or "limit" in fault
        return self.astray

    def _passed(self, number: int, cells: Sequence[str]) -> bool:
        """Whether a row is none of data, which is noted."""
        reason = no_datum(cells, self.shape.head.titles)
        if reason is None and len(cells) != self.shape.width and FOOTER.fullmatch(re.sub(r"\s", "", cells[0])):
            reason = f"表尾（{cells[0].strip()[:20]}）"
        if reason is not None:
            self.source.skip(number, reason)
        return reason is not None

    def _sound(self, number: int, cells: Sequence[str]) -> bool:
        """Whether a row is one of data; what is none is noted, what is no whole row is a fault."""
        cells, width = cells or [""], self.shape.width
        if self._passed(number, cells):
            return False
        if len(cells) != width:
            place = f"第 {number} 行：有 {len(cells)} 列，表头有 {width} 列"
            self.faults.add(place, "有的行列数与表头不同，分不清哪个值属于哪一列", WIDTH)
            return False
        if any("\r" in cell for cell in cells):
            place = f"第 {number} 行：有单独的回车符"
            self.faults.add(place, RETURN, QUOTES)
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
