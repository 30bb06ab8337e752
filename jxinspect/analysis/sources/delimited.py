"""A delimited text: its encoding, delimiter and header; `passing` reads the rows."""

from __future__ import annotations

import csv
from collections.abc import Sequence

from jxinspect.analysis.intake import delimiter_of
from jxinspect.analysis.sheet import HEADER_WITHIN
from jxinspect.analysis.sources.content import Content
from jxinspect.analysis.sources.decoding import blocks, charset_of
from jxinspect.analysis.sources.header import Head, Line, head_of
from jxinspect.analysis.sources.lines import AGAIN, QUOTES, Shape, unix
from jxinspect.analysis.sources.passing import reader_of
from jxinspect.analysis.sources.source import Source


def text_sources(content: Content, form: str) -> list[Source]:
    """The one table of a text; none where no line is a header. Incomplete when its first lines cannot be read."""
    charset = charset_of(content)
    text, _ = next(blocks(content, charset, 1 << 16)).text(charset)
    lines = unix(text).split("\n")
    _readable_head(content, text)
    delimiter = delimiter_of([line for line in lines if line.strip()][:HEADER_WITHIN])
    rows = _head_rows(content, lines, delimiter)
    head = head_of(rows)
    if head is None:
        return []
    shape = _shape(rows, head, delimiter, lines)
    head = shape.head
    read = reader_of(content, charset, shape)
    return [Source(content.name, "", form, charset.label, head.titles, read, head.units, head.above)]


def _readable_head(content: Content, text: str) -> None:
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        content.unusable(f"第 {line} 行有 NUL 字节，不是文本", f"核对是不是选错了文件；{AGAIN}", (f"第 {line} 行",))


def _head_rows(content: Content, lines: Sequence[str], delimiter: str) -> list[Line]:
    """The first rows that are not blank, each with the number of its first line."""
    reader = csv.reader(iter([line + "\n" for line in lines]), delimiter=delimiter, strict=True)
    rows: list[Line] = []
    start = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((start, [cell.removeprefix('="').removesuffix('"') for cell in cells]))
            start = reader.line_num + 1
            if len(rows) > HEADER_WITHIN:
                break
    except csv.Error as fault:
        if not rows:
            content.unusable(f"第 {start} 行的引号不成对（{fault}）", QUOTES, (f"第 {start} 行",))
    return rows


def _shape(rows: Sequence[Line], head: Head, delimiter: str, lines: Sequence[str]) -> Shape:
    start = rows[head.data][0] if head.data < len(rows) else rows[-1][0] + 1
    width = len(rows[head.top][1])
    titles = head.titles + [""] * (width - len(head.titles))
    units = head.units + [""] * (width - len(head.units))
    if head.data < len(rows) and len(rows[head.data][1]) == width + 1 and not rows[head.data][1][-1].strip():
        # Spool files end every row, but not the header, with a separator.
        titles, units = [*titles, ""], [*units, ""]
    whole = Head(head.top, head.data, titles, units, head.above, head.passed)
    return Shape(delimiter, whole, start, lines[rows[head.top][0] - 1])
