"""Rules on the database where an office keeps its data: PostgreSQL, or Spark, with tables and columns of other names.

A file tells which of its tables is which of ours:

    extract_on = 2026-01-01            # "today" of the data
    region = "360100"
    [tables.pay]
    from = "dy.dyffmx"                 # as the database names it
    row = "mx_id"                      # a whole number that no two rows share
    unit = "元"                        # of amounts; 元 (default) or 分
    [tables.pay.columns]               # ours = theirs, a name or an expression of that database
    person_no = "grbh"
    paid_on = "to_date(ffrq, 'YYYYMMDD')"
    [tables.pay.codes.pay_state]       # theirs = ours
    "1" = "成功"

A column that is not told is taken where the database has one of our name, our title, or a synonym of it. Nothing is
written there: reading is all that a run does.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from sqlglot import exp, parse_one
from sqlglot.errors import SqlglotError

from jxinspect.analysis.columns import derived
from jxinspect.analysis.engine import Engine, Row
from jxinspect.analysis.macros import WRITTEN
from jxinspect.analysis.relations import SQL_TYPES
from jxinspect.analysis.sources.mapping import map_header
from jxinspect.errors import Incomplete
from jxinspect.law.data_tables import DataColumn, known_tables
from jxinspect.store.incoming import existing

_NAME = re.compile(r"\w+")
_WIDE, _PLAIN = "０１２３４５６７８９Ｘｘ", "0123456789XX"
#: An apostrophe is written twice in SQL.
_BLANKS = " \u3000\t''‘’"


class Place(NamedTuple):
    """Where one of our tables is: the words of the file."""

    table: str
    source: str
    row: str
    yuan: bool
    columns: Mapping[str, str]
    codes: Mapping[str, Mapping[str, str]]


class Places(NamedTuple):
    """What the file says."""

    extract_on: date
    region: str
    tables: Mapping[str, Place]


class Elsewhere(NamedTuple):
    """An engine with what it has of our tables."""

    engine: Engine
    available: Mapping[str, frozenset[str]]


class Session(NamedTuple):
    """An open database: its dialect, what runs a query, and the names of a table's columns."""

    dialect: str
    query: Callable[[str], Sequence[Row]]
    names: Callable[[str], list[str]]


def read_places(path: Path) -> Places:
    """The file of tables; Incomplete tells what is wrong with it."""
    try:
        data = tomllib.loads(existing(path).read_text("utf-8"))
        tables = {key: _place(key, entry) for key, entry in data["tables"].items()}
        return Places(data["extract_on"], str(data["region"]), tables)
    except KeyError as error:
        raise _unfit(path, f"缺少或者不认识 {error.args[0]}") from None
    except (ValueError, AttributeError, TypeError) as error:
        raise _unfit(path, str(error)) from None


def _place(key: str, entry: Mapping[str, Any]) -> Place:
    known = {column.name for column in known_tables()[key].columns}
    columns, codes = dict(entry.get("columns", {})), dict(entry.get("codes", {}))
    odd = sorted((columns.keys() | codes.keys()) - known)
    if odd:
        raise ValueError(f"数据表 {key} 没有列 {'、'.join(odd)}")
    unit = entry.get("unit", "元")
    if unit not in ("元", "分"):
        raise ValueError(f"数据表 {key} 的 unit 应为 元 或者 分")
    return Place(key, str(entry["from"]), str(entry["row"]), unit == "元", columns, codes)


def _unfit(path: Path, fault: str) -> Incomplete:
    return Incomplete(
        f"数据库表的对应文件 {path.name} 不能用：{fault}",
        why="应有 extract_on、region 和每个数据表的 from、row",
        todo="照着 docs/scale.md 的例子写",
    )


@contextmanager
def opened(url: str, places: Places) -> Iterator[Elsewhere]:
    """The database of an address, to run rules on: postgresql://…, spark:local[2], spark://…"""
    with _session(url) as session:
        found = {key: _relation(place, session) for key, place in places.tables.items()}
        relations = {key: relation for key, (relation, _) in found.items()}
        engine = Engine(session.dialect, session.query, lambda table: relations[table].copy())
        yield Elsewhere(engine, {key: present for key, (_, present) in found.items()})


def _session(url: str) -> Any:
    from jxinspect.analysis.sessions import on_postgres, on_spark

    if url.startswith(("postgresql://", "postgres://")):
        return on_postgres(url)
    if url.startswith("spark:"):
        return on_spark(url)
    raise Incomplete(
        "不认识的数据库地址",
        why="可以是 postgresql://…（PostgreSQL 和使用同一协议的数据库）、spark:local[2]、spark://…",
        todo="改正 --engine",
    )


def _relation(place: Place, session: Session) -> tuple[exp.Expr, frozenset[str]]:
    """One of our tables as a query of theirs, and the columns that it has."""
    table = known_tables()[place.table]
    actual = session.names(place.source)
    theirs = _theirs(place, actual)
    columns = [column for column in table.columns if column.name in theirs]
    row = exp.cast(_expression(place.row, session.dialect), "BIGINT")
    source, sheet = (exp.cast(exp.Literal.string(text), "VARCHAR") for text in (place.source, ""))
    ours = {column.name: _typed(theirs[column.name], column, place, session.dialect) for column in columns}
    ours |= {"_row": row, "_file": source, "_sheet": sheet, "_line": row.copy()}
    inner = exp.select(*(exp.alias_(value, name) for name, value in ours.items()))
    inner = inner.from_(exp.to_table(place.source, dialect=session.dialect))
    present = [column.name for column in columns]
    more = "".join(f", {one}" for one in derived(place.table, present))
    whole = parse_one(f"SELECT t.*{more} FROM theirs AS t", read=WRITTEN)
    for one in list(whole.find_all(exp.Table)):
        one.replace(inner.subquery("t"))
    assert isinstance(whole, exp.Select)
    return whole.subquery("mapped"), frozenset(present)


def _theirs(place: Place, actual: Sequence[str]) -> dict[str, str]:
    """Our column → their name or expression: as told, else by our name, our title or a synonym."""
    table = known_tables()[place.table]
    by_name = {name.casefold(): name for name in actual}
    understood = {column: actual[at] for column, at in map_header(actual, table).places.items()}
    same = {column.name: by_name[column.name] for column in table.columns if column.name in by_name}
    return understood | same | dict(place.columns)


def _expression(text: str, dialect: str) -> exp.Expr:
    try:
        found: exp.Expr = exp.column(text) if _NAME.fullmatch(text) else parse_one(text, read=dialect)
    except SqlglotError as error:
        what, why = f"列的写法不能识别：{text}", str(error).partition("\n")[0]
        raise Incomplete(what, why=why, todo="写列名，或者这种数据库的表达式") from None
    for one in found.find_all(exp.Identifier):
        one.set("this", one.name if one.quoted else one.name.lower())
    return found


def _typed(told: str, column: DataColumn, place: Place, dialect: str) -> exp.Expr:
    """Their value as ours: type, unit, code, and the little dirt that numbers of persons have."""
    value = _expression(told, dialect)
    if column.type == "amount" and place.yuan:
        fen = exp.Round(this=exp.cast(value, "DECIMAL(20, 4)") * exp.Literal.number(100))
        return exp.cast(fen, "BIGINT")
    if SQL_TYPES[column.type] != "VARCHAR":
        return exp.cast(value, SQL_TYPES[column.type])
    text: exp.Expr = exp.Trim(this=exp.cast(value, "VARCHAR"))
    if column.type == "id":
        text = parse_one(f"upper(translate(x, '{_WIDE}{_BLANKS}', '{_PLAIN}'))", read=WRITTEN).transform(
            lambda one: text if isinstance(one, exp.Column) else one
        )
    text = _decoded(exp.Nullif(this=text, expression=exp.Literal.string("")), place.codes.get(column.name, {}))
    # Texts are compared by their bytes everywhere else; PostgreSQL has to be told.
    return exp.Collate(this=text, expression=exp.to_identifier("C", quoted=True)) if dialect == "postgres" else text


def _decoded(text: exp.Expr, codes: Mapping[str, str]) -> exp.Expr:
    if not codes:
        return text
    case = exp.Case(default=text.copy())
    for theirs, ours in codes.items():
        case = case.when(exp.EQ(this=text.copy(), expression=exp.Literal.string(theirs)), exp.Literal.string(ours))
    return exp.paren(case)
