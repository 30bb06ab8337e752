"""Lines of a delimited text: how they are to be read, and as CSV behind their numbers."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO

from jxinspect.analysis.sources.header import Head

AGAIN = "请提供单位从系统重新导出（UTF-8 或者 GB18030 编码的 CSV，或者 xlsx），不要经其他软件转存"
QUOTES = f"{AGAIN}；含有引号、逗号、换行的内容要按 CSV 的规则加引号"
WIDTH = f"{AGAIN}；内容里的分隔符要加引号，或者换一种内容里没有的分隔符"
#: By which spreadsheets are made to keep noughts: ="00123".
WRAP = '="'


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


class Feed(Iterator[str]):
    """Lines, of which one can see how many were taken."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.place = 0

    def __next__(self) -> str:
        if self.place >= len(self.lines):
            raise StopIteration
        self.place += 1
        return self.lines[self.place - 1] + "\n"


def unwrapped(line: str, delimiter: str) -> str:
    """="00123", by which spreadsheets are made to keep noughts, as "00123"."""
    mark = re.escape(delimiter)
    return re.sub(rf'(^|(?<={mark}))="([^"]*)"(?={mark}|$)', r'"\2"', line)


def parsed(lines: Sequence[str], delimiter: str, width: int) -> list[list[str]] | None:
    """Each line as the fields of one row; None where a row spans lines, a quote has no pair or a width differs."""
    try:
        rows = list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error:
        return None
    return rows if len(rows) == len(lines) and set(map(len, rows)) == {width} else None


def written(numbers: Sequence[int], rows: Sequence[Sequence[str]]) -> bytes:
    """Rows as CSV behind their numbers."""
    writing = StringIO(newline="")
    csv.writer(writing, lineterminator="\n").writerows([n, *row] for n, row in zip(numbers, rows, strict=True))
    return writing.getvalue().encode()
