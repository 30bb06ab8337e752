"""The examples of a rule: small tables in text, what must hit and what must not.

    [[example]]
    title = "死亡次月起计入"
    person = '''
    person_no | id_no              | name
    1         | 36010019500101001X | 测一鸣
    '''
    hits = '''
    class | subject | ym | amount
    '''

Amounts are in yuan, an empty cell is NULL, `hits` names the columns that are compared. `extract_on`, `region` and
`[example.parameters]` may say what the example is run with.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from jxinspect.analysis.rule import RESULT, Rule
from jxinspect.errors import Incomplete
from jxinspect.law.data_tables import known_tables

#: What examples are run with where they say nothing else.
EXTRACT_ON = date(2026, 1, 1)
REGION = "360100"
_OWN = ("title", "hits", "extract_on", "region", "parameters")
_TYPES = {"ym": "month", "amount": "amount", "left_row": "integer", "right_row": "integer"}
Table = list[dict[str, Any]]


class Example(NamedTuple):
    """One example: tables by key with typed cells, the hits that must come and no others."""

    title: str
    tables: Mapping[str, Table]
    hits: Table
    compared: tuple[str, ...]
    extract_on: date
    region: str
    parameters: Mapping[str, Any]

    @property
    def available(self) -> dict[str, frozenset[str]]:
        """What counts as delivered: every required column, and the optional ones that the example writes."""
        return {key: present(key, self.columns(key)) for key in self.tables}

    def columns(self, key: str) -> tuple[str, ...]:
        """The columns that the example writes of a table."""
        return tuple(dict.fromkeys(name for row in self.tables[key] for name in row))


def examples(rule: Rule) -> list[Example]:
    """The examples of a rule; Incomplete tells what in the file cannot be read."""
    try:
        data = tomllib.loads(rule.examples)
    except tomllib.TOMLDecodeError as error:
        raise unreadable(rule, str(error)) from None
    return [_example(rule, entry) for entry in data.get("example", ())]


def _example(rule: Rule, entry: Mapping[str, Any]) -> Example:
    title = str(entry.get("title", "（无标题）"))
    try:
        tables = {key: _table(key, text) for key, text in entry.items() if key not in _OWN}
        compared, hits = _read(entry["hits"], lambda name: _TYPES.get(name, "text"))
    except KeyError as error:
        raise unreadable(rule, f"例子“{title}”缺少或者不认识 {error.args[0]}") from None
    except (ValueError, InvalidOperation) as error:
        raise unreadable(rule, f"例子“{title}”：{error}") from None
    odd = set(compared) - set(RESULT)
    if odd:
        raise unreadable(rule, f"例子“{title}”的 hits 有不认识的列 {'、'.join(sorted(odd))}")
    return Example(
        title,
        tables,
        hits,
        compared,
        entry.get("extract_on", EXTRACT_ON),
        str(entry.get("region", REGION)),
        entry.get("parameters", {}),
    )


def unreadable(rule: Rule, fault: str) -> Incomplete:
    """What is said of examples that cannot be used."""
    return Incomplete(
        f"规则 {rule.id} 的例子不能用：{fault}", why="例子是小表格，列名用标准字段名", todo="改正例子文件"
    )


def _table(key: str, text: str) -> Table:
    types = {column.name: column.type for column in known_tables()[key].columns}
    return _read(text, lambda name: types[name])[1]


def _read(text: str, type_of: Any) -> tuple[tuple[str, ...], Table]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines:
        return (), []
    head = [cell.strip() for cell in lines[0].split("|")]
    types = [type_of(name) for name in head]
    return tuple(head), [dict(zip(head, _cells(line, types), strict=True)) for line in lines[1:]]


def _cells(line: str, types: Sequence[str]) -> list[Any]:
    texts = [text.strip() for text in line.split("|")]
    if len(texts) != len(types):
        raise ValueError(f"“{line}”有 {len(texts)} 格，应有 {len(types)} 格")
    return [cell(text, kind) for text, kind in zip(texts, types, strict=True)]


def cell(text: str, kind: str) -> Any:
    """A cell in the type of its column; amounts are read in yuan and become fen. ValueError when it is none."""
    if not text:
        return None
    return _READERS.get(kind, str)(text)


def _fen(text: str) -> int:
    return int((Decimal(text) * 100).to_integral_exact())


_READERS: Mapping[str, Callable[[str], Any]] = {
    "amount": _fen,
    "month": int,
    "integer": int,
    "date": date.fromisoformat,
    "moment": datetime.fromisoformat,
}


def present(key: str, written: Collection[str]) -> frozenset[str]:
    """The columns of a table that count as delivered when these are written."""
    return frozenset(one.name for one in known_tables()[key].columns if one.required or one.name in written)
