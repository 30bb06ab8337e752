"""DBF of dBase and FoxPro (dbfread): code page 936 is read as GB18030, strictly; numbers keep the digits they have."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import IO, Any

from dbfread.dbf import DBFField, DBFHeader
from dbfread.field_parser import FieldParser

from jxinspect.analysis.sources.cells import chunks_of
from jxinspect.analysis.sources.content import Content, Faults
from jxinspect.analysis.sources.source import Chunk, Source

AGAIN = "请提供单位从系统重新导出 DBF（连同同名的 fpt、dbt 文件）或者 CSV、xlsx"
#: Bytes read from the file together, about.
AT_ONCE = 1 << 20
MEMO = frozenset("MGP")


@dataclass(frozen=True)
class _Layout:
    fields: Sequence[Any]
    start: int
    size: int
    count: int
    version: int


class _Parser(FieldParser):  # type: ignore[misc] # dbfread has no types
    """Values as text where dbfread would make floats of them, or give up at a day that is none."""

    def parseN(self, field: Any, data: bytes) -> str:  # noqa: N802 — the parser calls it by the letter of the type
        shown = data.decode("ascii").strip(" \0")
        if shown.startswith("*"):
            msg = "too wide for the field"
            raise ValueError(msg)
        return shown

    parseF = parseN  # noqa: N815

    def parseD(self, field: Any, data: bytes) -> str:  # noqa: N802
        shown = data.decode("ascii").strip(" \0")
        return f"{shown[:4]}-{shown[4:6]}-{shown[6:]}" if shown.isdigit() and shown.strip("0") else shown.strip("0")


def dbf_sources(content: Content, form: str) -> list[Source]:
    """The one table of a DBF. Incomplete when the file is shorter than its header says."""
    layout = _layout(content)
    titles = [field.name for field in layout.fields]
    left = [f"备注字段 {field.name}：内容在同名的 fpt 或者 dbt 文件里" for field in layout.fields if field.type in MEMO]
    surplus = content.size - layout.start - layout.count * layout.size
    if surplus > 1:
        left.append(f"文件头所说的 {layout.count} 条记录之后还有 {surplus} 字节")
    return [
        Source(
            content.name,
            "",
            form,
            "GB18030（代码页 936）",
            titles,
            _reader(content, layout),
            [""] * len(titles),
            [],
            left,
        )
    ]


def _layout(content: Content) -> _Layout:
    with content.open() as stream:
        header = DBFHeader.read(stream)
        fields = list(_fields(content, stream, header.headerlen))
    if header.encryption_flag:
        content.unusable("DBF 已加密", f"{AGAIN}，不要加密")
    size = 1 + sum(field.length for field in fields)
    if not fields or size != header.recordlen:
        content.unusable(f"DBF 的字段表损坏：字段共 {size} 字节，文件头说每条记录 {header.recordlen} 字节", AGAIN)
    there = max(0, content.size - header.headerlen) // size
    if there < header.numrecords:
        place = f"第 {there + 1} 条记录起（文件第 {header.headerlen + there * size + 1} 个字节）"
        content.unusable(
            f"DBF 比文件头说的短：应当有 {header.numrecords} 条记录，文件里只有 {there} 条完整的",
            f"多半是复制中断；请提供单位重新复制并核对大小和校验值。{AGAIN}",
            (place,),
        )
    return _Layout(fields, header.headerlen, size, header.numrecords, header.dbversion)


def _fields(content: Content, stream: IO[bytes], length: int) -> Iterator[Any]:
    while stream.tell() < length and (start := stream.read(1)) not in (b"\r", b"\n", b""):
        row = start + stream.read(DBFField.size - 1)
        if len(row) < DBFField.size:
            content.unusable("DBF 的字段表没有写完，文件在那里断了", AGAIN, (f"文件第 {content.size} 个字节",))
        field = DBFField.unpack(row)
        field.type = field.type.decode("latin-1")
        if field.type == "C":
            field.length |= field.decimal_count << 8
        # A name is cut after ten bytes, be it in the middle of a sign.
        field.name = field.name.split(b"\0")[0].decode("gb18030", "ignore").strip()
        if field.type != "0":
            yield field


def _reader(content: Content, layout: _Layout) -> Callable[[Source], Iterator[Chunk]]:
    table = SimpleNamespace(
        header=SimpleNamespace(dbversion=layout.version), encoding="gb18030", char_decode_errors="strict"
    )
    parser = _Parser(table)

    def read(source: Source) -> Iterator[Chunk]:
        faults = Faults(content)
        for chunk in chunks_of(source, _rows(source, content, layout, parser, faults)):
            if not faults:
                yield chunk
        faults.tell()

    return read


def _rows(
    source: Source, content: Content, layout: _Layout, parser: _Parser, faults: Faults
) -> Iterator[tuple[int, list[Any]]]:
    for number, record in enumerate(_records(content, layout), 1):
        if record[:1] == b"*":
            source.skip(number, "标记为已删除的记录")
            continue
        cells: list[Any] = []
        at = 1
        for field in layout.fields:
            data = record[at : at + field.length]
            try:
                cells.append(parser.parse(field, data))
            except (ValueError, struct.error) as fault:
                offset = layout.start + (number - 1) * layout.size + at
                faults.add(*_fault(f"第 {number} 条记录“{field.name}”字段", offset, data, fault))
                cells.append("")
            at += field.length
        yield number, cells


def _records(content: Content, layout: _Layout) -> Iterator[bytes]:
    many = max(1, AT_ONCE // layout.size)
    with content.open() as stream:
        stream.read(layout.start)
        for first in range(0, layout.count, many):
            data = stream.read(min(many, layout.count - first) * layout.size)
            for at in range(0, len(data), layout.size):
                yield data[at : at + layout.size]


def _fault(place: str, offset: int, data: bytes, fault: ValueError | struct.error) -> tuple[str, str, str]:
    """Place, why and what to do of a field that cannot be read; `offset` is its own in the file, from 0."""
    if isinstance(fault, UnicodeDecodeError):
        wrong = data[fault.start : fault.end].hex(" ").upper()
        text = f"{place}第 {fault.start + 1} 个字节：{wrong}（文件第 {offset + fault.start + 1} 个字节起）"
        return text, "有的字节不是 GB18030 编码的文字，多半是字段太短截断了汉字；程序不猜、不丢字", AGAIN
    # The parser's own words hold the value, which may be about a person.
    return (
        f"{place}（文件第 {offset + 1} 个字节起）",
        "有的字段不是它的类型该有的内容，或者数值超出宽度存成了星号",
        AGAIN,
    )
