"""One passage through a delimited text: block after block to chunks, single rows only where something is odd.

A block is cut before it is decoded, where no mark is part of another sign; else it is made UTF-8 first.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from io import StringIO

import numpy as np

from jxinspect.analysis.sources.content import Content, Faults
from jxinspect.analysis.sources.cutting import Places, Text, between_signs, fields_of, lines_of, lines_with
from jxinspect.analysis.sources.decoding import BadBytes, Block, Charset, blocks, in_utf8
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
from jxinspect.analysis.sources.texts import texts_of

#: A line of less than this part of the usual length may be one of totals, a signature, or blank.
SHORT = 0.6
#: Of so few lines each is looked at: their usual length says nothing.
FEW = 1000
#: The last sign of every word of totals.
TOTAL = "计"
RETURN = "有的内容里有单独的回车符，行在哪里断开不确定"
_END = "\x1a"


def reader_of(content: Content, charset: Charset, shape: Shape) -> Callable[[Source], Iterator[Chunk]]:
    """What reads the text: chunks until something cannot be used, then all such places as Incomplete."""

    def read(source: Source) -> Iterator[Chunk]:
        for number, reason in shape.head.passed:
            source.skip(number, reason)
        passing = Passing(content, charset, shape, source)
        for block in blocks(content, charset):
            chunk = passing.block(block)
            if chunk is not None and chunk.rows and not passing.faults:
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
        self.kept: list[str] = []  # lines of a row that is not yet at its end
        self.kept_from = 0
        self.astray = False  # behind a quote without its pair no row can be told

    def block(self, block: Block) -> Chunk | None:
        """The rows of a block."""
        if not self.kept and not self.astray:
            told = len(self.source.skipped)
            chunk = self._quick(block)
            if chunk is not None:
                return chunk
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

    def _quick(self, block: Block) -> Chunk | None:
        """A block in which nothing is odd; None to look at its rows."""
        encoding = self.charset.name if between_signs(self.delimiter, self.charset.name) else "utf-8"
        data = block.raw if encoding == self.charset.name else block.utf8(self.charset)
        if data is None:
            return None
        above = max(0, self.shape.start - block.first)
        start = _behind(data, above)
        if start and in_utf8(data[:start], encoding) is None:
            return None
        data = data[start:] if start else data
        data = data if data.endswith(b"\n") else data + b"\n"
        try:
            return self._cut(data, encoding, block.first + above)
        except UnicodeDecodeError:
            return None

    def _cut(self, data: Text, encoding: str, first: int) -> Chunk | None:
        """Lines that are rows, as the texts of each column."""
        fields = fields_of(data, self.delimiter, self.shape.width, first)
        if fields is None:
            return self._parsed(data, encoding, first) if b'"' in data or not self.delimiter.isascii() else None
        columns = texts_of(fields, encoding)
        if columns is None:
            return None
        totals = any(TOTAL.encode() in column.data for column in columns)
        suspects = self._suspects(data, fields.line_starts(), fields.line_ends(), encoding, totals=totals)
        gone = [at for at in suspects if self._passed(first + at, [column.row(at) for column in columns])]
        if gone:
            fields = fields.without(gone)
            columns = texts_of(fields, encoding)
        return Chunk(b"", fields.rows, columns, fields.lines)

    def _parsed(self, data: Text, encoding: str, first: int) -> Chunk | None:
        """Lines of which some have quotes, if each is a row."""
        told = in_utf8(data, encoding)
        if told is None:
            return None
        data = told.replace(b"\r\n", b"\n")
        if b"\r" in data:
            return None
        lines = data.removesuffix(b"\n").decode().split("\n")
        if WRAP.encode() in data:
            lines = [unwrapped(line, self.delimiter) for line in lines]
        rows = parsed(lines, self.delimiter, self.shape.width)
        if rows is None:
            return None
        suspects = self._suspects(data, *lines_of(data), "utf-8", totals=TOTAL.encode() in data)
        gone = {at for at in suspects if self._passed(first + at, rows[at])}
        numbers = [first + at for at in range(len(rows)) if at not in gone]
        rows = [row for at, row in enumerate(rows) if at not in gone] if gone else rows
        return Chunk(written(numbers, rows), len(numbers))

    def _suspects(self, data: Text, starts: Places, ends: Places, encoding: str, *, totals: bool) -> list[int]:
        """Places of lines that may be no data: much shorter than others, with a word of totals, or like the header."""
        if len(starts) <= FEW:
            return list(range(len(starts)))
        short = np.flatnonzero(ends - starts < SHORT * len(data) / len(starts))
        words = [(TOTAL + end).encode(encoding) for end in (self.delimiter, '"')] if totals else ()
        header = self.shape.header_line.encode(encoding, errors="replace")
        found = {*short.tolist(), *(line for word in words for line in lines_with(data, word, ends))}
        return sorted(found | {at for at in lines_with(data, header, ends) if ends[at] - starts[at] == len(header)})

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
        return Chunk(writing.getvalue().encode(), len(numbers)) if numbers else None

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


def _behind(data: Text, lines: int) -> int:
    """Where in the data so many lines end."""
    end = 0
    for _ in range(lines):
        end = data.find(b"\n", end) + 1 or len(data)
    return end
