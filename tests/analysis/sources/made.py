"""The same small table as a file of every form and encoding, written by hand: no office program is needed.

`FORMS[name](rows)` gives the bytes; `rows` begin with the titles, cells are text, numbers or days.
"""

from __future__ import annotations

import csv
import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Sequence
from datetime import date
from html import escape
from typing import Any

from openpyxl import Workbook

Rows = Sequence[Sequence[Any]]
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def text(cell: Any) -> str:
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def delimited(rows: Rows, encoding: str = "utf-8", mark: str = ",") -> bytes:
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=mark).writerows([text(cell) for cell in row] for row in rows)
    return written.getvalue().encode(encoding)


def xlsx(rows: Rows) -> bytes:
    workbook = Workbook()
    for row in rows:
        workbook.worksheets[0].append(list(row))
    data = io.BytesIO()
    workbook.save(data)
    return data.getvalue()


def ole(name: str, stream: bytes) -> bytes:
    """An OLE file with one stream of at most 60 KB."""
    stream += b"\0" * (max(4096, -(-len(stream) // 512) * 512) - len(stream))
    count = len(stream) // 512
    fat = [FAT, END, *range(3, 2 + count), END]
    fat += [FREE] * (128 - len(fat))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    head += struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, END, 0, END, 0)
    head += struct.pack("<109I", 0, *[FREE] * 108)

    def entry(title: str, kind: int, child: int, start: int, size: int) -> bytes:
        wide = title.encode("utf-16-le") + b"\0\0"
        places = struct.pack("<HBBIII", len(wide), kind, 1, FREE, FREE, child)
        return wide.ljust(64, b"\0") + places + b"\0" * 36 + struct.pack("<IQ", start, size)

    folder = entry("Root Entry", 5, 1, END, 0) + entry(name, 2, FREE, 2, len(stream))
    return head + struct.pack("<128I", *fat) + folder.ljust(512, b"\0") + stream


def xls(rows: Rows) -> bytes:
    """BIFF8: labels, numbers, days and failed formulas of one sheet."""

    def record(kind: int, data: bytes) -> bytes:
        return struct.pack("<HH", kind, len(data)) + data

    def cell(row: int, column: int, value: Any) -> bytes:
        place = struct.pack("<HHH", row, column, isinstance(value, date))
        if isinstance(value, date):
            return record(0x0203, place + struct.pack("<d", (value - date(1899, 12, 30)).days))
        if isinstance(value, int | float):
            return record(0x0203, place + struct.pack("<d", value))
        if value == "#DIV/0!":
            return record(0x0205, place + b"\x07\x01")
        wide = value.encode("utf-16-le")
        return record(0x0204, place + struct.pack("<HB", len(wide) // 2, 1) + wide)

    formats = b"".join(record(0x00E0, struct.pack("<HH", 0, number) + b"\0" * 16) for number in (0, 14))
    opening = record(0x0809, struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 0)) + record(0x0042, struct.pack("<H", 1200))
    name = struct.pack("<BB", 2, 1) + "发放".encode("utf-16-le")
    start = len(opening) + len(formats) + 4 + 6 + len(name) + 4
    book = opening + formats + record(0x0085, struct.pack("<IBB", start, 0, 0) + name) + record(0x000A, b"")
    book += record(0x0809, struct.pack("<HHHHII", 0x0600, 0x10, 0, 0, 0, 0))
    book += b"".join(cell(y, x, value) for y, row in enumerate(rows) for x, value in enumerate(row) if value != "")
    return ole("Workbook", book + record(0x000A, b""))


def ods(rows: Rows) -> bytes:
    """As LibreOffice writes it: text, numbers, days, failed formulas, and formulas that nothing has worked out."""

    def cell(value: Any) -> str:
        if value == "#DIV/0!":
            kinds = 'office:value-type="string" office:string-value="" calcext:value-type="error"'
            return f'<table:table-cell table:formula="of:=1/0" {kinds}><text:p>{value}</text:p></table:table-cell>'
        if isinstance(value, str) and value.startswith("="):
            return f'<table:table-cell table:formula="of:{escape(value)}"/>'
        if isinstance(value, date):
            return f'<table:table-cell office:value-type="date" office:date-value="{value}"/>'
        if isinstance(value, int | float):
            return f'<table:table-cell office:value-type="float" office:value="{value!r}"/>'
        inside = f"<text:p>{escape(value)}</text:p>" if value else ""
        return f'<table:table-cell office:value-type="string">{inside}</table:table-cell>'

    return ods_of("".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows))


def ods_of(lines: str) -> bytes:
    """An OpenDocument workbook with these lines in its one sheet."""
    space = "urn:oasis:names:tc:opendocument:xmlns:"
    names = " ".join(f'xmlns:{name}="{space}{name}:1.0"' for name in ("office", "table", "text"))
    names += ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names}><office:body><office:spreadsheet>'
        f'<table:table table:name="发放">{lines}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    return packed(
        {"mimetype": kind.encode(), "content.xml": content.encode(), "META-INF/manifest.xml": manifest.encode()}
    )


def dbf(rows: Rows, *, driver: int = 0x4D) -> bytes:
    """dBase III with code page 936; names are cut after ten bytes."""
    titles, lines = rows[0], rows[1:]
    kinds = ["D" if isinstance(c, date) else "N" if isinstance(c, int | float) else "C" for c in lines[0]]
    values = [
        ["" if c == "" else c.strftime("%Y%m%d") if isinstance(c, date) else str(c) for c in row] for row in lines
    ]
    sizes = [max(1, *(len(row[place].encode("gb18030")) for row in values)) for place in range(len(titles))]
    sizes = [8 if kind == "D" else size for kind, size in zip(kinds, sizes, strict=True)]
    fields = b"".join(
        title.encode("gb18030")[:10].ljust(11, b"\0") + kind.encode() + b"\0" * 4 + bytes([size, 0]) + b"\0" * 14
        for title, kind, size in zip(titles, kinds, sizes, strict=True)
    )
    head = struct.pack("<BBBBIHH", 3, 125, 2, 10, len(lines), 33 + len(fields), 1 + sum(sizes))
    body = b"".join(
        b" " + b"".join(_padded(v, k, s) for v, k, s in zip(row, kinds, sizes, strict=True)) for row in values
    )
    return head + b"\0" * 17 + bytes([driver]) + b"\0\0" + fields + b"\r" + body + b"\x1a"


def _padded(value: str, kind: str, size: int) -> bytes:
    data = value.encode("gb18030")
    return data.rjust(size) if kind == "N" else data.ljust(size)


def page(rows: Rows) -> bytes:
    """What many systems call xls."""
    lines = "".join(f"<tr>{''.join(f'<td>{escape(text(c))}</td>' for c in row)}</tr>" for row in rows)
    meta = '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'
    return f"<html><head>{meta}</head><body><table border=1>{lines}</table></body></html>".encode("gb18030")


def xml(rows: Rows) -> bytes:
    def cell(value: Any) -> str:
        if isinstance(value, date):
            return f'<Cell><Data ss:Type="DateTime">{value}T00:00:00.000</Data></Cell>'
        kind = "Number" if isinstance(value, int | float) else "String"
        return f'<Cell><Data ss:Type="{kind}">{escape(str(value))}</Data></Cell>'

    lines = "".join(f"<Row>{''.join(map(cell, row))}</Row>" for row in rows)
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Excel.Sheet"?>\n<Workbook xmlns="{space}" '
        f'xmlns:ss="{space}"><Worksheet ss:Name="发放"><Table>{lines}</Table></Worksheet></Workbook>'
    ).encode()


def packed(files: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


def locked(files: dict[str, bytes], password: str) -> bytes:
    """A ZIP with AES, as WinRAR and Bandizip make it."""
    from pyzipper import WZ_AES, ZIP_DEFLATED, AESZipFile

    data = io.BytesIO()
    with AESZipFile(data, "w", compression=ZIP_DEFLATED, encryption=WZ_AES) as archive:
        archive.setpassword(password.encode())
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


def old_locked(name: str, content: bytes, password: bytes) -> bytes:
    """A ZIP with the old encryption, its name in GBK, as Windows programs in China make it."""
    keys = [0x12345678, 0x23456789, 0x34567890]

    def crc(byte: int, before: int) -> int:
        return zlib.crc32(bytes([byte]), before ^ 0xFFFFFFFF) ^ 0xFFFFFFFF

    def turn(byte: int) -> None:
        keys[0] = crc(byte, keys[0])
        keys[1] = ((keys[1] + (keys[0] & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = crc(keys[1] >> 24, keys[2])

    for byte in password:
        turn(byte)
    total = zlib.crc32(content)
    secret = bytearray()
    for byte in b"\0" * 11 + bytes([total >> 24]) + content:
        mixed = keys[2] | 2
        secret.append(byte ^ ((mixed * (mixed ^ 1)) >> 8 & 0xFF))
        turn(byte)
    raw = name.encode("gbk")
    common = struct.pack("<HHHHHIII", 20, 1, 0, 0, 33, total, len(secret), len(content))
    local = b"PK\3\4" + common + struct.pack("<HH", len(raw), 0) + raw + bytes(secret)
    central = b"PK\1\2" + struct.pack("<H", 20) + common + struct.pack("<HHHHHII", len(raw), 0, 0, 0, 0, 0, 0) + raw
    end = b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(local), 0)
    return local + central + end


FORMS: dict[str, Callable[[Rows], bytes]] = {
    "utf-8.csv": delimited,
    "bom.csv": lambda rows: delimited(rows, "utf-8-sig"),
    "utf-16.txt": lambda rows: delimited(rows, "utf-16", "\t"),
    "gb18030.csv": lambda rows: delimited(rows, "gb18030"),
    "spool.txt": lambda rows: delimited(rows, "gb18030", "|"),
    "semicolon.csv": lambda rows: delimited(rows, "gb18030", ";"),
    "tabs.xls": lambda rows: delimited(rows, "gb18030", "\t"),
    "real.xls": xls,
    "wps.et": xls,
    "new.xlsx": xlsx,
    "new.et": xlsx,
    "open.ods": ods,
    "old.dbf": dbf,
    "page.xls": page,
    "xml.xls": xml,
    "packed.zip": lambda rows: packed({"发放/2025.csv": delimited(rows, "gb18030")}),
}
