"""Web pages and XML that systems write under the name of a workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

from lxml import etree, html

from jxinspect.analysis.sheet import HEADER_WITHIN
from jxinspect.analysis.sources.cells import chunks_of, shown
from jxinspect.analysis.sources.content import Content, Faults
from jxinspect.analysis.sources.decoding import blocks, charset_of
from jxinspect.analysis.sources.header import Head, head_of
from jxinspect.analysis.sources.lines import AGAIN
from jxinspect.analysis.sources.merged import Block, beside
from jxinspect.analysis.sources.source import Chunk, Source

#: Rows of cells, and the merged ones among them.
Grid = tuple[list[list[Any]], list[Block]]
SAVE_AS = "请提供单位在 WPS 中打开核对，另存为 xlsx 后重新报送"
#: So many columns or rows a merged cell may cover.
WIDEST = 1000
_NS = "{urn:schemas-microsoft-com:office:spreadsheet}"


def page_sources(content: Content, form: str) -> list[Source]:
    """Every table of a web page that has a header and no table inside."""
    text, label = _text(content)
    # The text is known already: whatever encoding the page claims for itself is not asked.
    page = html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8", huge_tree=True))
    leaves = [table for table in page.iter("table") if next(table.iterdescendants("table"), None) is None]
    found = []
    for number, table in enumerate(leaves, 1):
        rows, merged = _grid(table)
        head = _head(rows, merged)
        if head is not None:
            name = f"表{number}" if len(leaves) > 1 else ""
            found.append(_source(content, (name, form, label), (rows, merged), head))
    return found


def _text(content: Content) -> tuple[str, str]:
    charset = charset_of(content)
    faults = Faults(content)
    pieces = []
    for block in blocks(content, charset):
        text, bad = block.text(charset)
        for one in bad:
            line = block.first + text.count("\n", 0, one.at)
            column = one.at - text.rfind("\n", 0, one.at)
            bytes_ = f"{one.raw[:8].hex(' ').upper()}（文件第 {one.offset + 1} 个字节起）"
            faults.add(f"源码第 {line} 行第 {column} 个字：字节 {bytes_}", f"{one.why}；程序不猜、不丢字", AGAIN)
        pieces.append(text)
    faults.tell()
    return "".join(pieces).replace("\0", ""), charset.label


def _grid(table: Any) -> Grid:
    rows: list[list[Any]] = []
    merged: list[Block] = []
    down: dict[int, tuple[int, int]] = {}  # place → rows that a cell from above still covers
    for number, line in enumerate(table.iter("tr"), 1):
        cells: list[Any] = []
        for cell in line.iterchildren("td", "th"):
            while _covered(down, len(cells)):
                cells.append("")
            text = _cell(cell)
            wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
            left = len(cells)
            if wide > 1 or high > 1:
                merged.append(Block(number, left, number + high - 1, left + wide - 1))
            if high > 1:
                down.update(dict.fromkeys(range(left, left + wide), (high - 1, number)))
            cells += [text, *[""] * (wide - 1)]
        while _covered(down, len(cells)):
            cells.append("")
        rows.append(cells)
    return rows, merged


def _covered(down: dict[int, tuple[int, int]], place: int) -> bool:
    """Whether a cell from above covers this place; it is counted down."""
    if place not in down:
        return False
    left, since = down.pop(place)
    if left > 1:
        down[place] = (left - 1, since)
    return True


def _span(cell: Any, name: str) -> int:
    given = str(cell.get(name, "1")).strip()
    return min(int(given), WIDEST) if given.isdigit() and int(given) else 1


def _cell(cell: Any) -> str:
    for line_end in cell.iter("br"):
        line_end.tail = "\n" + (line_end.tail or "")
    return str(cell.text_content()).strip(" \t\r\n\xa0")


def xml_sources(content: Content, form: str) -> list[Source]:
    """Every worksheet of an XML workbook of 2003 that has a header."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        book = etree.fromstring(content.whole(), parser)
    except etree.XMLSyntaxError as fault:
        line = fault.position[0]
        content.unusable(f"XML 工作簿第 {line} 行起不完整或者有错（{fault.msg}）", SAVE_AS, (f"源码第 {line} 行",))
    found = []
    for sheet in book.iter(f"{_NS}Worksheet"):
        rows, merged = _xml_grid(sheet)
        head = _head(rows, merged)
        if head is not None:
            about = (sheet.get(f"{_NS}Name", ""), form, "")
            found.append(_source(content, about, (rows, merged), head))
    return found


def _xml_grid(sheet: Any) -> Grid:
    rows: list[list[Any]] = []
    merged: list[Block] = []
    for line in sheet.iter(f"{_NS}Row"):
        number = int(line.get(f"{_NS}Index", len(rows) + 1))
        rows += [[] for _ in range(number - 1 - len(rows))]
        cells: list[Any] = []
        for cell in line.iterchildren(f"{_NS}Cell"):
            cells += [""] * (int(cell.get(f"{_NS}Index", len(cells) + 1)) - 1 - len(cells))
            across, down = (min(int(cell.get(f"{_NS}{way}", 0)), WIDEST) for way in ("MergeAcross", "MergeDown"))
            if across or down:
                merged.append(Block(number, len(cells), number + down, len(cells) + across))
            cells += [_xml_value(cell.find(f"{_NS}Data")), *[""] * across]
        rows.append(cells)
    return rows, merged


def _xml_value(data: Any) -> Any:
    if data is None:
        return ""
    text = "".join(data.itertext())
    kind = data.get(f"{_NS}Type", "String")
    with suppress(ValueError):
        if kind == "Number":
            return float(text)
        if kind == "DateTime":
            return datetime.fromisoformat(text)
    return text


def _head(rows: Sequence[Sequence[Any]], merged: Sequence[Block]) -> Head | None:
    texts = ((number, [shown(cell) for cell in cells]) for number, cells in enumerate(rows, 1))
    first = []
    for number, cells in texts:
        if any(cell.strip() for cell in cells):
            first.append((number, cells))
        if len(first) > HEADER_WITHIN:
            break
    return head_of(first, beside(merged, first))


def _source(content: Content, about: tuple[str, str, str], grid: Grid, head: Head) -> Source:
    """`about`: name of the sheet, form, encoding."""
    rows, _ = grid
    filled = [number for number, cells in enumerate(rows, 1) if any(shown(cell).strip() for cell in cells)]
    start = filled[head.data] if head.data < len(filled) else len(rows) + 1
    return Source(content.name, *about, head.titles, _reader(grid, start, head), head.units, head.above)


def _reader(grid: Grid, start: int, head: Head) -> Callable[[Source], Iterator[Chunk]]:
    def read(source: Source) -> Iterator[Chunk]:
        for number, reason in head.passed:
            source.skip(number, reason)
        rows, merged = grid
        yield from chunks_of(source, enumerate(rows[start - 1 :], start), merged)

    return read
