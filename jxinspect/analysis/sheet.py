"""Reading a filled-in table: find its header, understand its cells, tell every fault of the whole file at once.

A file with a fault yields nothing: half an import would leave the user to find out which half.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple
from unicodedata import normalize

from jxinspect.analysis.fields import Field, read_cell
from jxinspect.analysis.intake import Sheet, sheets, sheets_of
from jxinspect.errors import Incomplete
from jxinspect.store import incoming

__all__ = ["Field", "Row", "RowCheck", "Table", "read_table", "survey"]

#: Further test of a row, where cells that cannot be read are None: name of the field and fault in Chinese, for each.
RowCheck = Callable[[Mapping[str, Any]], Iterable[tuple[str, str]]]

#: A column that only counts the rows is no loss.
COUNTER = "序号"
#: A header stands at most so far down, below titles and notes.
HEADER_WITHIN = 20
#: Pages that the program's own empty workbooks have beside the list: nothing in them was meant to be imported.
OWN_PAGES = frozenset({"填写说明", "选项"})
TOTALS = re.compile(
    r"(本页)?(合计|小计|总计|累计)[:：]?|(制表人|填表人|填报人|审核人|填报日期)[:：].*"
    r"|共\d+行.*|内容摘要（SHA-256）：.*"  # what our own exports end with
)


@dataclass(frozen=True)
class Row:
    """One row of the table with the place where it stands."""

    sheet: str
    #: Row number as the spreadsheet shows it.
    row: int
    values: Mapping[str, Any]
    #: Name of a field → where its column is: “ B 列（姓名）”.
    columns: Mapping[str, str] = field(default_factory=dict)
    #: Whether nothing is wrong with its cells; in a `Table` all are sound.
    sound: bool = True

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    @property
    def place(self) -> str:
        """“工作表 X 第 3 行”, for messages about the row as a whole."""
        return f"{_named(self.sheet)}第 {self.row} 行"

    def at(self, name: str) -> str:
        """“工作表 X 第 3 行 B 列（姓名）”; the row alone when it has no such column."""
        return self.place + self.columns.get(name, "")


@dataclass(frozen=True)
class Table:
    """All rows of a file without fault, and what was left aside."""

    rows: tuple[Row, ...]
    #: Titles of columns that no field wants.
    ignored: tuple[str, ...] = ()
    #: Sheets without such a table, and rows of totals and signatures.
    skipped: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def left(self) -> tuple[str, ...]:
        """What of the file was not taken in, in words: nobody may believe that it was."""
        return (*_unrecognised(self.ignored), *self.skipped)


class _Fault(NamedTuple):
    """What is wrong in a row: its index in the sheet, name of the field, fault in Chinese."""

    row: int
    name: str
    text: str


@dataclass
class _Headed:
    """A sheet below its header: which column is which field, and what is wrong with the header itself."""

    sheet: Sheet
    top: int
    fields: Sequence[Field]
    columns: Mapping[int, Field]
    broken: Sequence[str]

    @cached_property
    def places(self) -> dict[str, str]:
        """Name of a field → “ B 列（姓名）”."""
        return {wanted.name: _column(self.sheet, place, wanted) for place, wanted in self.columns.items()}

    @cached_property
    def blank(self) -> dict[str, Any]:
        """What a row says of columns that are not there."""
        return {wanted.name: () if wanted.many else None for wanted in self.fields}


@dataclass
class _Reading:
    """What is found while reading, and the test of each row."""

    check: RowCheck | None = None
    rows: list[Row] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    tables: int = 0


def read_table(
    path: Path, fields: Sequence[Field], check: RowCheck | None = None, *, data: bytes | None = None, least: int = 2
) -> Table:
    """Read every sheet of the file that has these columns. `check` looks at each row as a whole.

    `data`: the content, where it does not come from the file itself. `least`: so many known titles make a header.
    Raises NotFound, or Incomplete with one item for each fault of the file: "工作表 X 第 3 行 B 列（姓名）：…".
    """
    table, faults = survey(path, fields, check, data=data, least=least)
    if faults:
        what = f"{incoming.name(path)} 有 {len(faults)} 处不能用，一行也没有导入"
        why = "有一处不能用就全部不导入，免得只导入一半"
        unknown = _unrecognised(table.ignored)
        renaming = "意思相同、叫法不同的列，改表头就行；" if unknown else ""
        todo = f"逐处改正后再导入；{renaming}空白模板用 --template 写出"
        raise Incomplete(what, why=why, todo=todo, items=[*faults, *unknown])
    return table


def survey(
    path: Path, fields: Sequence[Field], check: RowCheck | None = None, *, data: bytes | None = None, least: int = 2
) -> tuple[Table, list[str]]:
    """The same, where more is to be asked of the sound rows before all faults are told together."""
    reading = _Reading(check)
    for sheet in sheets(path) if data is None else sheets_of(data, path):
        _read_sheet(sheet, fields, reading, least)
    if not reading.tables:
        reading.faults, reading.skipped = [_wanted_titles(fields)], []  # told of each sheet it says nothing more
    elif not reading.rows and not reading.faults:
        reading.faults = ["表头下面没有数据"]
    return Table(tuple(reading.rows), tuple(dict.fromkeys(reading.ignored)), tuple(reading.skipped)), reading.faults


def _unrecognised(titles: Iterable[str]) -> tuple[str, ...]:
    named = "、".join(dict.fromkeys(title for title in titles if title != COUNTER))
    return (f"没有认出的列：{named}",) if named else ()


def _wanted_titles(fields: Sequence[Field]) -> str:
    titles = "、".join(wanted.title for wanted in fields if wanted.required) or fields[0].title
    return f"没有找到表头；前 {HEADER_WITHIN} 行里应当有一行写着：{titles}"


def _named(sheet: str) -> str:
    return f"工作表 {sheet} " if sheet else ""


def _read_sheet(sheet: Sheet, fields: Sequence[Field], reading: _Reading, least: int) -> None:
    if sheet.name in OWN_PAGES:
        return
    found = _header(sheet, fields, least)
    if found is None:
        if sheet.rows:
            reading.skipped.append(f"{_named(sheet.name)}没有这张表的表头")
        return
    reading.tables += 1
    top, columns = found
    reading.ignored += _unknown(sheet.rows[top], fields)
    broken = [*_doubled(sheet, top, fields), *_absent(sheet, top, fields, columns)]
    headed = _Headed(sheet, top, fields, columns, broken)
    read = [_read_row(headed, number, reading) for number in range(top + 1, len(sheet.rows))]
    reading.faults += [*broken, *_told(headed, [faults for faults in read if faults is not None])]


def _told(headed: _Headed, rows: Sequence[Sequence[_Fault]]) -> Iterator[str]:
    """The faults of every row; what all rows lack since there is no column for it is told once."""
    faults = [fault for row in rows for fault in row]
    titles = {wanted.name: wanted.title for wanted in headed.fields if wanted.name not in headed.places}
    times = Counter((fault.name, fault.text) for fault in faults if fault.name in titles)
    common = [pair for pair, count in times.items() if count == len(rows) > 1]
    for name, text in common:
        yield f"{_named(headed.sheet.name)}各行都有：{text}（没有“{titles[name]}”这一列）"
    for fault in faults:
        if (fault.name, fault.text) not in common:
            yield f"{headed.sheet.at(fault.row)}{headed.places.get(fault.name, '')}：{fault.text}"


def _header(sheet: Sheet, fields: Sequence[Field], least: int) -> tuple[int, dict[int, Field]] | None:
    """The first row with the most known titles, and which column is which field."""
    best: tuple[int, dict[int, Field]] | None = None
    needed = min(least, len(fields))
    for number, cells in enumerate(sheet.rows[:HEADER_WITHIN]):
        columns = _matched(cells, fields)
        if len(columns) >= needed and (best is None or len(columns) > len(best[1])):
            best = number, columns
    return best


def _matched(cells: Sequence[Any], fields: Sequence[Field]) -> dict[int, Field]:
    known = {key: wanted for wanted in fields for key in _titles(wanted)}
    columns: dict[int, Field] = {}
    for place, cell in enumerate(cells):
        wanted = known.get(title_key(cell))
        if wanted is not None and wanted not in columns.values():
            columns[place] = wanted
    return columns


def title_key(title: Any) -> str:
    """A title without what people add to it: blanks, stars, notes and units in brackets."""
    plain = re.sub(r"\(.*?\)|[\s*:_\u3000]", "", normalize("NFKC", str(title)))
    return plain.lower()


def _unknown(cells: Sequence[Any], fields: Sequence[Field]) -> list[str]:
    known = {key for wanted in fields for key in _titles(wanted)}
    return [str(cell).strip() for cell in cells if title_key(cell) not in known and str(cell).strip()]


def _titles(wanted: Field) -> set[str]:
    return {title_key(title) for title in (*wanted.synonyms, wanted.title, wanted.name)}


def _doubled(sheet: Sheet, top: int, fields: Sequence[Field]) -> Iterator[str]:
    for wanted in fields:
        titles = _titles(wanted)
        places = [column_letter(place) for place, cell in enumerate(sheet.rows[top]) if title_key(cell) in titles]
        if len(places) > 1:
            yield f"{sheet.at(top)}：{'、'.join(places)} 列都是“{wanted.title}”，只能留一列"


def _absent(sheet: Sheet, top: int, fields: Sequence[Field], columns: Mapping[int, Field]) -> Iterator[str]:
    for wanted in fields:
        if wanted.required and wanted not in columns.values():
            yield f"{sheet.at(top)}：缺少“{wanted.title}”这一列"


def _read_row(headed: _Headed, number: int, reading: _Reading) -> list[_Fault] | None:
    """Take a row in; what is wrong with it, or None where it is none of the table's."""
    cells = headed.sheet.rows[number]
    inside = [cells[place] if place < len(cells) else "" for place in headed.columns]
    if not any(str(cell).strip() for cell in inside) or _same_header(inside, headed.columns):
        return None
    first = next(text for cell in cells if (text := str(cell).strip()))
    if TOTALS.fullmatch(re.sub(r"\s", "", first)):
        reading.skipped.append(f"{headed.sheet.at(number)}：{first}")
        return None
    values = dict(headed.blank)
    faults: dict[str, str] = {}
    for cell, wanted in zip(inside, headed.columns.values(), strict=True):
        try:
            values[wanted.name] = read_cell(wanted, cell)
        except ValueError as fault:
            faults[wanted.name] = str(fault)
    found = [_Fault(number, *fault) for fault in faults.items()]
    # Without all its columns a row cannot be judged as a whole.
    if reading.check is not None and not headed.broken:
        found += [_Fault(number, name, text) for name, text in reading.check(values) if name not in faults]
    sound = not found and not headed.broken
    reading.rows.append(Row(headed.sheet.name, headed.sheet.first + number, values, headed.places, sound))
    return found


def _column(sheet: Sheet, place: int, wanted: Field) -> str:
    """“ B 列（姓名）”; the title as the file has it where columns have no letters."""
    return f" {column_letter(place)} 列（{wanted.title}）" if sheet.first else f"“{sheet.rows[0][place]}”"


def _same_header(cells: Sequence[Any], columns: Mapping[int, Field]) -> bool:
    """A header printed again on every page is no row."""
    return all(title_key(cell) in _titles(wanted) for cell, wanted in zip(cells, columns.values(), strict=True))


def column_letter(place: int) -> str:
    """0 → A, 26 → AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
