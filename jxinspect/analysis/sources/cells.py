"""Cells by meaning, and rows of cells as chunks of CSV: for everything that is not a delimited text."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import StringIO
from typing import Any, NoReturn

from jxinspect.analysis.fields import EXACT
from jxinspect.analysis.formula_faults import FAILURE
from jxinspect.analysis.sheet import column_letter
from jxinspect.analysis.sources.header import BLANK, another, no_datum
from jxinspect.analysis.sources.merged import Block, Covered
from jxinspect.analysis.sources.source import CHUNK, Chunk, Source
from jxinspect.errors import Incomplete

#: Characters of text in a chunk: Chinese ones are three bytes.
CHARACTERS = CHUNK // 2
#: Beginnings of what stands where a formula failed.
FAILURES = ("#", "Err", "错误")


def shown(cell: Any) -> str:
    """A cell as text: days as 2026-08-04, numbers without what floats add, truth as 是 and 否."""
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float | int | Decimal):
        return _number(cell)
    return _moment(cell)


def _number(cell: float | Decimal) -> str:
    if isinstance(cell, Decimal):
        return format(cell.normalize(), "f")
    if isinstance(cell, int) or (cell.is_integer() and abs(cell) < 10**EXACT):
        return str(int(cell))
    # Fifteen digits are what a spreadsheet shows of a number; the rest is noise of its arithmetic.
    return format(Decimal(f"{cell:.15g}"), "f")


def _moment(cell: Any) -> str:
    if isinstance(cell, datetime):
        whole = cell.replace(microsecond=0)
        return whole.date().isoformat() if cell.time() == time.min else whole.isoformat(" ")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        minutes, seconds = divmod(round(cell.total_seconds()), 60)
        return f"{minutes // 60:02d}:{minutes % 60:02d}:{seconds:02d}"
    return cell.isoformat("seconds") if isinstance(cell, time) else str(cell)


def too_long(cell: Any) -> bool:
    """Whether it is a number of more than fifteen digits, so that a spreadsheet has lost the last of them."""
    return isinstance(cell, float | int) and not isinstance(cell, bool) and abs(cell) >= 10**EXACT


def chunks_of(
    source: Source, rows: Iterable[tuple[int, Sequence[Any]]], merged: Sequence[Block] = ()
) -> Iterator[Chunk]:
    """Rows with their numbers as chunks; rows that are no data and cells under merged ones are noted in the source."""
    covered = Covered(merged) if merged else None
    writing = StringIO(newline="")
    write = csv.writer(writing, lineterminator="\n").writerow
    numbers: list[int] = []
    blank: list[int] = []  # those below the last row are only formatted
    for number, cells in rows:
        texts = _row(source, number, cells, blank, covered)
        if texts is None:
            continue
        numbers.append(number)
        write([str(number), *texts])
        if writing.tell() >= CHARACTERS:
            yield Chunk(writing.getvalue().encode(), len(numbers))
            writing.seek(0)
            writing.truncate()
            numbers.clear()
    if numbers:
        yield Chunk(writing.getvalue().encode(), len(numbers))


def _row(
    source: Source, number: int, cells: Sequence[Any], blank: list[int], covered: Covered | None
) -> list[str] | None:
    """The texts of a row, exactly as many as the header has; None when it is no datum."""
    width = len(source.header)
    texts = [cell if type(cell) is str else shown(cell) for cell in cells]
    under = covered.places(number, texts) if covered is not None else ()
    reason = no_datum(texts, source.header)
    if reason == BLANK:
        blank.append(number)
        return None
    for passed in blank:
        source.skip(passed, BLANK)
    blank.clear()
    if reason is not None:
        source.skip(number, reason)
        return None
    if another(texts):
        _refuse_two_tables(source, number, texts)
    _note(source, number, cells[:width])
    for place in under:
        source.cover(place, number)
    for place in range(width, len(texts)):
        if texts[place].strip():
            source.aside(place, column_letter(place), number)
    return texts[:width] + [""] * (width - len(texts))


def _note(source: Source, number: int, cells: Sequence[Any]) -> None:
    """Note the cells that do not hold what was written into them."""
    for place, cell in enumerate(cells):
        if type(cell) is float and too_long(cell):
            source.damage(place)
        elif type(cell) is str and cell.startswith(FAILURES) and FAILURE.fullmatch(cell):
            source.fail(place, number)


def _refuse_two_tables(source: Source, number: int, titles: Sequence[str]) -> NoReturn:
    """Rows below another header would be taken for rows of the first."""
    where = " ".join(filter(None, (source.file, source.sheet)))
    raise Incomplete(
        f"文件不能用：{where}",
        why=f"第 {number} 行又是表头（{'、'.join(filter(None, titles))}）：一个工作表里有两张表",
        todo="请提供单位一张表放一个工作表（或者一个文件），重新报送",
    )
