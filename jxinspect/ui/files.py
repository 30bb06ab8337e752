"""A list as a file: CSV, XLSX, JSON or JSON lines, read back and compared with the rows before anybody gets it."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

from jxinspect.ui.table import texts
from jxinspect.ui.values import Column, plain

Row = Mapping[str, Any]
FileFormat = Literal["csv", "xlsx", "json", "jsonl"]
#: A cell that begins with one of these is a formula to a spreadsheet program.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
#: Excel and WPS take a CSV without mark for one in the code page of the machine.
BOM = "utf-8-sig"


def guarded(text: str) -> str:
    """The text so that no spreadsheet program takes it for a formula; plain negative numbers stay numbers."""
    if not text.startswith(FORMULA):
        return text
    return text if text.lstrip("-").replace(",", "").replace(".", "", 1).isdigit() and text[0] == "-" else "'" + text


def machine(row: Row, columns: Sequence[Column]) -> dict[str, Any]:
    """The row as JSON holds it."""
    return {column.key: _told(row.get(column.key), column) for column in columns}


def _told(value: Any, column: Column) -> Any:
    """The value as JSON holds it; SQLite keeps truth as 0 and 1."""
    return bool(value) if column.kind == "flag" and value in (0, 1) else plain(value)


def written(rows: Sequence[Row], columns: Sequence[Column], kind: FileFormat, encoding: str = BOM) -> bytes:
    """The bytes of the file; `encoding` is for CSV alone."""
    if kind == "csv":
        return _csv(rows, columns).encode(encoding)
    if kind == "xlsx":
        from jxinspect.ui.workbook import workbook

        return workbook(rows, columns)
    objects = [machine(row, columns) for row in rows]
    if kind == "json":
        return (json.dumps({"rows": objects, "total": len(objects)}, ensure_ascii=False) + "\n").encode()
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in objects).encode()


def _csv(rows: Sequence[Row], columns: Sequence[Column]) -> str:
    import csv

    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow([column.title for column in columns])
    writer.writerows([guarded(cell) for cell in texts(columns, dict(row))] for row in rows)
    return buffer.getvalue()


def difference(
    data: bytes, rows: Sequence[Row], columns: Sequence[Column], kind: FileFormat, encoding: str = BOM
) -> str:
    """Where the file says something else than the rows; empty when nowhere. Read by other means than it was made."""
    found = _read(data, columns, kind, encoding)
    count = 0
    for count, (row, cells) in enumerate(zip(rows, found, strict=False), 1):
        wanted = _wanted(row, columns, kind)
        if cells != wanted:
            return f"第{count}条不同：应为 {wanted}，读回 {cells}"
    more = sum(1 for _ in found)
    return "" if (count, more) == (len(rows), 0) else f"应有 {len(rows)} 条，读回 {count + more} 条"


def _read(data: bytes, columns: Sequence[Column], kind: FileFormat, encoding: str) -> Iterator[list[Any]]:
    if kind == "csv":
        import csv

        lines = csv.reader(io.StringIO(data.decode(encoding), newline=""))
        next(lines)
        yield from lines
    elif kind == "xlsx":
        from python_calamine import CalamineWorkbook

        sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
        yield from ([_cell(cell) for cell in line] for line in sheet.to_python(skip_empty_area=False)[1:])
    else:
        text = data.decode()
        objects = json.loads(text)["rows"] if kind == "json" else map(json.loads, text.split("\n")[:-1])
        yield from ([one[column.key] for column in columns] for one in objects)


def _cell(value: Any) -> Any:
    """A cell as the reader gives it: whole numbers come back as floats."""
    return round(value * 100) if isinstance(value, float) else value


def _wanted(row: Row, columns: Sequence[Column], kind: FileFormat) -> list[Any]:
    if kind == "csv":
        return [guarded(cell) for cell in texts(columns, dict(row))]
    if kind == "xlsx":
        from jxinspect.ui.workbook import value_of

        return [
            _cell(float(value) if isinstance(value, int) else value) for value in (value_of(row, c) for c in columns)
        ]
    return list(machine(row, columns).values())
