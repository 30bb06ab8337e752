"""The tables a rule reads, as relations with exactly the columns that it declares."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from sqlglot import exp

from jxinspect.analysis.columns import ORIGIN, derived_names
from jxinspect.analysis.rule import Rule
from jxinspect.law.data_tables import DataTable, known_tables

#: Types of canonical columns in SQL.
SQL_TYPES = {
    "text": "VARCHAR",
    "id": "VARCHAR",
    "code": "VARCHAR",
    "date": "DATE",
    "month": "INTEGER",
    "moment": "TIMESTAMP",
    "amount": "BIGINT",
    "integer": "INTEGER",
}
_WORD = re.compile(r"\w+")
_STAR = re.compile(r"(SELECT|,|\.)\s*\*", re.IGNORECASE)
_ORIGIN_TYPES = {"_row": "BIGINT", "_file": "VARCHAR", "_sheet": "VARCHAR", "_line": "BIGINT"}
_ENDINGS = {"_n": "INTEGER", "_ok": "BOOLEAN", "_key": "VARCHAR"}


class Field(NamedTuple):
    """A column that rules can read: its type in SQL and the canonical column it is computed from, or is."""

    name: str
    type: str
    base: str


@cache
def fields(table: str) -> Mapping[str, Field]:
    """All columns of a canonical table with those derived from them. KeyError for a table that is not known."""
    found = {name: Field(name, kind, "") for name, kind in _ORIGIN_TYPES.items()}
    for column in known_tables()[table].columns:
        found[column.name] = Field(column.name, SQL_TYPES[column.type], column.name)
        for name in derived_names(table, [column.name]):
            ending = next(ending for ending in _ENDINGS if name.endswith(ending))
            found[name] = Field(name, _ENDINGS[ending], column.name)
    return found


def readable(rule: Rule, table: str) -> list[str]:
    """What a rule may read of a table: the declared columns, what is derived from them, and the origin of a row."""
    declared = rule.columns(table)
    derived = (one.name for one in fields(table).values() if one.base in declared)
    return list(dict.fromkeys((*declared, *derived, *ORIGIN)))


def read(rule: Rule, table: str) -> list[str]:
    """What a rule does read of a table: of the readable columns those that its SQL names."""
    named = set(_WORD.findall(rule.sql))
    return [name for name in readable(rule, table) if name in named or _STAR.search(rule.sql)]


def relation(rule: Rule, table: str, present: Collection[str] | None, within: exp.Expr) -> exp.Subquery:
    """A table as the rule reads it. `present`: the columns that were delivered, None when the table was not.

    Optional columns that are not there are NULL; an optional table that is not there is empty.
    """
    known = fields(table)
    here = () if present is None else present
    columns = [_column(known[name], here) for name in read(rule, table) or ORIGIN[:1]]
    select = exp.select(*columns, copy=False)
    return (select.where(exp.false()) if present is None else select.from_(within, copy=False)).subquery(copy=False)


def _column(field: Field, present: Collection[str]) -> exp.Expr:
    there = is_there(field, present)
    inner: exp.Expr = exp.column(field.name) if there else exp.cast(exp.null(), field.type)
    return exp.alias_(inner, field.name, copy=False)


def is_there(field: Field, present: Collection[str]) -> bool:
    """Whether a column can be had where these columns are present."""
    return bool(present) and (not field.base or field.base in present or field.name in present)


def missing(rule: Rule, available: Mapping[str, Collection[str]]) -> str | None:
    """Why the rule cannot run on what was delivered, in the words of the tables; None when it can."""
    reasons = [reason for table in rule.inputs for reason in _missing(rule, table, available)]
    return "；".join(reasons) or None


def _missing(rule: Rule, table: str, available: Mapping[str, Collection[str]]) -> Iterator[str]:
    described = known_tables()[table]
    if table not in available:
        yield f"没有载入数据表“{described.title}”（{table}）"
        return
    known, present = fields(table), available[table]
    absent = dict.fromkeys(known[one].base for one in rule.inputs[table] if not is_there(known[one], present))
    if absent:
        titles = _titles(described, absent)
        yield f"数据表“{described.title}”（{table}）缺少列：" + "、".join(titles[one] for one in absent)


def _titles(table: DataTable, names: Iterable[str]) -> dict[str, str]:
    titles = {column.name: column.title for column in table.columns}
    return {name: f"{titles[name]}（{name}）" for name in names}


def small_table(columns: Sequence[tuple[str, str]], rows: Iterable[Sequence[object]]) -> exp.Subquery:
    """The rows of a parameter as a relation."""
    cells = [tuple(exp.null() if value is None else _plain(value) for value in row) for row in rows]
    if not cells:
        nothing = (exp.alias_(exp.cast(exp.null(), SQL_TYPES[kind]), name) for name, kind in columns)
        return exp.select(*nothing).where("FALSE").subquery()
    names = [name for name, _ in columns]
    typed = (exp.alias_(exp.cast(exp.column(name), SQL_TYPES[kind]), name) for name, kind in columns)
    return exp.select(*typed).from_(exp.values(cells, alias="given", columns=names)).subquery()


def _plain(value: object) -> exp.Expr:
    return literal(value) if isinstance(value, int) else exp.Literal.string(str(value))


def literal(value: object) -> exp.Expr:
    """A value of a parameter as SQL: number, text or date."""
    if isinstance(value, int):
        return exp.Literal.number(value) if value >= 0 else exp.Neg(this=exp.Literal.number(-value))
    return exp.Literal.string(value) if isinstance(value, str) else exp.cast(exp.Literal.string(str(value)), "DATE")
