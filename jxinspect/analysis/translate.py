"""From a rule and what it is run with to the SQL of an engine."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple, cast

from sqlglot import exp, parse
from sqlglot.errors import SqlglotError

from jxinspect.analysis.macros import WRITTEN, expand
from jxinspect.analysis.relations import fields, is_there, literal, relation, small_table
from jxinspect.analysis.rule import RESULT, Rule
from jxinspect.errors import Incomplete
from jxinspect.law.parameters import Parameter, Value

_RESULT_TYPES = ("VARCHAR", "VARCHAR", "VARCHAR", "INTEGER", "BIGINT", "BIGINT", "BIGINT", "VARCHAR")


#: Parts of a query that do more than picking rows.
_MORE = ("with_", "joins", "laterals", "group", "having", "distinct", "qualify", "limit", "order")


class Setting(NamedTuple):
    """What a rule is run with: the day of the extract ("today"), the region, parameters by their name in the SQL.

    A parameter that is a small table begins with its columns as `name type`, so that a record of it says everything.
    """

    extract_on: date
    region: str
    values: Mapping[str, Value]


def setting(rule: Rule, known: Mapping[str, Parameter], values: Mapping[str, Value], on: date, region: str) -> Setting:
    """What the rule is run with; Incomplete for a parameter that nobody defined."""
    unknown = sorted(key for key in rule.parameters.values() if key not in values or key not in known)
    if unknown:
        raise Incomplete(
            f"规则 {rule.id} 用到的参数没有定义：" + "、".join(unknown),
            why="参数应在参数表中",
            todo="在规则文件夹的 parameters.toml 中定义，或者改正规则头部的参数名",
        )
    return Setting(on, region, {name: _told(known[key], values[key]) for name, key in rule.parameters.items()})


def _told(one: Parameter, value: Value) -> Value:
    if not one.columns:
        return value
    assert isinstance(value, tuple)
    return (tuple(f"{name} {kind}" for name, kind in one.columns), *value)


def _is_small_table(value: Value | None) -> bool:
    return isinstance(value, tuple) and bool(value) and isinstance(value[0], tuple)


def parsed(rule: Rule) -> exp.Expr:
    """The query of a rule, as written; Incomplete when it is no SQL or more than one statement."""
    return _parsed(rule.id, rule.sql).copy()


@lru_cache(maxsize=128)
def _parsed(number: str, sql: str) -> exp.Expr:
    try:
        statements = [one for one in parse(sql, read=WRITTEN) if one is not None]
    except SqlglotError as error:
        raise Incomplete(
            f"规则 {number} 的 SQL 不能解析：{_place(error)}",
            why=str(error).partition("\n")[0],
            todo="改正这一处的写法",
        ) from None
    if len(statements) != 1 or not isinstance(statements[0], exp.Select | exp.SetOperation):
        raise Incomplete(f"规则 {number} 应当只有一个查询", why="规则只读数据，不改数据", todo="写成一个 WITH … SELECT")
    for one in statements[0].find_all(exp.Identifier):
        one.set("this", one.name if one.quoted else one.name.lower())
    return statements[0]


def _place(error: SqlglotError) -> str:
    details = getattr(error, "errors", None) or [{}]
    line, near = details[0].get("line"), details[0].get("highlight")
    return f"第 {line} 行“{near}”附近" if line else "位置不明"


def translate(
    rule: Rule,
    given: Setting,
    available: Mapping[str, Collection[str]],
    dialect: str = WRITTEN,
    within: Callable[[str], exp.Expr] = exp.to_table,
) -> str:
    """The SQL that runs the rule on an engine. `within`: where the engine has a canonical table."""
    return written(tree(rule, given, available, within), dialect, copy=False)


def written(query: exp.Expr, dialect: str, *, copy: bool = True) -> str:
    """A query in the SQL of an engine.

    What only picks from one table is read again by all who name it: to put millions of rows aside costs more. Spark
    does so anyway, and has no word for it.
    """
    own = {one.alias for one in query.find_all(exp.CTE)}
    for one in query.find_all(exp.CTE):
        one.set("materialized", False if dialect != "spark" and _only_picks(one.this, own) else None)
    return query.sql(dialect, identify=True, comments=False, copy=copy)


def _only_picks(query: exp.Expr, own: Collection[str]) -> bool:
    """Whether a query takes rows of one table as they are, some of them and some of their columns."""
    if isinstance(query, exp.Table):
        return query.name not in own
    if not isinstance(query, exp.Select) or any(query.args.get(part) for part in _MORE):
        return False
    told = [*query.expressions, *filter(None, [query.args.get("where")])]
    if any(one.find(exp.AggFunc, exp.Window, exp.Query) for one in told):
        return False
    source = query.args.get("from_")
    return source is None or _only_picks(source.this.unnest(), own)


def tree(
    rule: Rule,
    given: Setting,
    available: Mapping[str, Collection[str]],
    within: Callable[[str], exp.Expr] = exp.to_table,
) -> exp.Select:
    """The query of a rule with everything put in, which is the same for all engines."""
    query = parsed(rule)
    _fill_in(query, given, delivered(rule, available))
    try:
        query = expand(query)
    except ValueError as error:
        raise Incomplete(f"规则 {rule.id}：{error}", why="宏的写法不对", todo="改正宏的参数") from None
    query = _sources(_typed_nothing(query), rule, given, available, within)
    columns = (
        exp.alias_(exp.cast(exp.column(name), kind), name) for name, kind in zip(RESULT, _RESULT_TYPES, strict=True)
    )
    assert isinstance(query, exp.Query)
    return exp.select(*columns, copy=False).from_(query.subquery("hits", copy=False), copy=False)


def _typed_nothing(query: exp.Expr) -> exp.Expr:
    """A NULL for a column of the result gets its type: PostgreSQL takes two of them in a UNION for texts."""
    types = dict(zip(RESULT, _RESULT_TYPES, strict=True))
    for one in list(query.find_all(exp.Null)):
        told = one.parent
        if isinstance(told, exp.Alias) and isinstance(told.parent, exp.Select) and told.alias in types:
            one.replace(exp.cast(exp.null(), types[told.alias]))
    return query


def delivered(rule: Rule, available: Mapping[str, Collection[str]]) -> dict[str, bool]:
    """Whether each optional table and column is there, by the name that a rule asks it by: `$has_pay`,
    `$has_pension_approval_no`."""
    found = {f"has_{table}": table in available for table in rule.optional if table not in rule.inputs}
    for table, columns in rule.optional.items():
        present = available.get(table, ())
        found |= {f"has_{table}_{name}": is_there(fields(table)[name], present) for name in columns}
    return found


def _fill_in(query: exp.Expr, given: Setting, there: Mapping[str, bool]) -> None:
    known: dict[str, Value | bool] = {"extract_on": given.extract_on, "region": given.region, **there, **given.values}
    for one in list(query.find_all(exp.Placeholder)):
        if one.name not in known:
            why = "参数要写在头部的 [parameters] 中"
            raise Incomplete(f"SQL 中的参数 ${one.name} 没有声明", why=why, todo="补上声明")
        value = known[one.name]
        if isinstance(value, bool):
            one.replace(exp.true() if value else exp.false())
        elif isinstance(value, tuple):
            _listed(one, [literal(item) for item in value])
        else:
            one.replace(literal(value))


def _listed(place: exp.Placeholder, items: list[exp.Expr]) -> None:
    around = place.parent
    if not isinstance(around, exp.In | exp.Anonymous):
        raise Incomplete(f"参数 ${place.name} 是清单", why="清单只能写在 IN (…) 或者 has_any(…) 中", todo="改正写法")
    others = [one for one in around.expressions if one is not place]
    if isinstance(around, exp.In) and not (others or items):
        around.replace(exp.false())
    else:
        around.set("expressions", [*others, *items])


def _sources(
    query: exp.Expr,
    rule: Rule,
    given: Setting,
    available: Mapping[str, Collection[str]],
    within: Callable[[str], exp.Expr],
) -> exp.Expr:
    own = {cte.alias for cte in query.find_all(exp.CTE)}
    for table in [one for one in query.find_all(exp.Table) if one.name not in own]:
        alias = table.alias or table.name
        if _is_small_table(given.values.get(table.name)):
            head, *rows = cast("tuple[tuple[str, ...], ...]", given.values[table.name])
            found = small_table([(name, kind) for name, kind in map(str.split, head)], rows)
        elif table.name in rule.tables:
            present = available.get(table.name)
            found = relation(rule, table.name, present, table if present is None else within(table.name))
        else:
            raise Incomplete(
                f"规则 {rule.id} 读了没有声明的表 {table.name}",
                why="读的表和列都要写在头部的 [inputs] 中",
                todo="补上声明",
            )
        found.set("alias", exp.TableAlias(this=exp.to_identifier(alias)))
        table.replace(found)
    return query
