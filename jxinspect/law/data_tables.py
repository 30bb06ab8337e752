"""The tables in which data are handed over, with their columns, as dated data (办法 23(一); D09, D26a)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, Literal, NamedTuple

from jxinspect.errors import NotFound
from jxinspect.law.source import load

ColumnType = Literal["text", "id", "code", "date", "month", "moment", "amount", "integer"]
#: Types as the format description prints them.
TYPES: Mapping[ColumnType, str] = {
    "text": "文本",
    "id": "数字文本",
    "code": "代码",
    "date": "日期（YYYY-MM-DD）",
    "month": "年月（YYYYMM）",
    "moment": "时间（YYYY-MM-DD hh:mm:ss）",
    "amount": "金额（元，两位小数）",
    "integer": "整数",
}


class DataColumn(NamedTuple):
    """One column: `length` in characters, `codes` the only allowed words (empty: any)."""

    name: str
    title: str
    type: ColumnType
    length: int
    required: bool
    example: str
    check: str
    codes: tuple[str, ...] = ()


class DataTable(NamedTuple):
    """One table as it is asked for from a day on. `holder`: handling, related, other (see the head of the data)."""

    key: str
    title: str
    since: date
    until: date | None
    holder: str
    usual: bool
    funds: tuple[str, ...]
    columns: tuple[DataColumn, ...]

    def holds(self, on: date) -> bool:
        """Whether this form of the table is asked for on that day."""
        return self.since <= on and (self.until is None or on <= self.until)


@cache
def _read() -> tuple[DataTable, ...]:
    data = load("tables.toml")
    codes: dict[str, list[str]] = data["codes"]
    return tuple(
        DataTable(
            key=row["key"],
            title=row["title"],
            since=row["from"],
            until=row.get("to"),
            holder=row["holder"],
            usual=row.get("usual", False),
            funds=tuple(row["funds"]),
            columns=tuple(_column(column, codes) for column in row["column"]),
        )
        for row in data["table"]
    )


def _column(row: Sequence[Any], codes: Mapping[str, Sequence[str]]) -> DataColumn:
    name, title, kind, length, required, example, check = row
    words = tuple(codes[name]) if kind == "code" else ()
    return DataColumn(name, title, kind, length, required, example, check, words)


def data_tables(on: date) -> dict[str, DataTable]:
    """The tables of that day by their key, in the order of the data."""
    return {one.key: one for one in _read() if one.holds(on)}


def known_tables() -> dict[str, DataTable]:
    """Every table by its key in its latest form: what data that are here already are looked at by."""
    return {one.key: one for one in _read()}


def chosen_tables(words: Iterable[str], on: date) -> list[DataTable]:
    """The tables named by key or Chinese title, each once; NotFound tells all that are unknown and what there is."""
    known = data_tables(on)
    by_word = {word: one for one in known.values() for word in (one.key, one.title)}
    wanted = list(dict.fromkeys(word.strip() for word in words))
    unknown = [word for word in wanted if word not in by_word]
    if unknown:
        raise NotFound(
            "没有这样的数据表：" + "、".join(unknown),
            why="可以写：" + "、".join(f"{one.key}（{one.title}）" for one in known.values()),
            todo="写表代码或者中文表名",
        )
    return list({by_word[word].key: by_word[word] for word in wanted}.values())


def usual_tables(funds: Iterable[str], on: date) -> list[DataTable]:
    """What an inspection of these funds asks for where the notice names no tables."""
    wanted = {str(fund) for fund in funds}
    return [one for one in data_tables(on).values() if one.usual and wanted.intersection(one.funds)]
