"""What is wrong with a rule before it sees data: its header, the portable subset of SQL, what it reads (办法 17)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from sqlglot import exp

from jxinspect.analysis.macros import MACROS
from jxinspect.analysis.relations import fields, readable
from jxinspect.analysis.rule import ASIDE, RESULT, STRENGTHS, Rule
from jxinspect.analysis.translate import parsed, setting, translate
from jxinspect.errors import Incomplete, JxinspectError
from jxinspect.law.parameters import Parameter
from jxinspect.law.statutes import refs
from jxinspect.law.violations import VIOLATIONS

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: Parameters that every rule has.
ALWAYS = frozenset({"extract_on", "region"})
_OURS = re.compile(r"R\d{2}[a-z]?")
_OWN = re.compile(r"[A-Z][A-Z0-9]{1,7}-?\d{0,4}")
#: Functions that DuckDB, PostgreSQL and Spark compute alike.
_FUNCTIONS = (
    exp.Coalesce,
    exp.Nullif,
    exp.Case,
    exp.If,
    exp.Cast,
    exp.Extract,
    exp.Substring,
    exp.Length,
    exp.Upper,
    exp.Lower,
    exp.Trim,
    exp.Replace,
    exp.Abs,
    exp.Greatest,
    exp.Least,
    exp.Count,
    exp.Sum,
    exp.Min,
    exp.Max,
    exp.Exists,
    exp.And,
    exp.Or,
    exp.RowNumber,
    exp.Rank,
    exp.DenseRank,
    exp.Lag,
    exp.Lead,
    exp.FirstValue,
    exp.LastValue,
    exp.StrPosition,
)
#: Parts of SQL that not every engine has, or that engines understand differently.
_FORBIDDEN: tuple[tuple[type[exp.Expr], str], ...] = (
    (exp.Qualify, "QUALIFY"),
    (exp.Div, "/（除法），请用 int_div"),
    (exp.IntDiv, "//（整除），请用 int_div"),
    (exp.Limit, "LIMIT（结果与次序有关）"),
    (exp.Offset, "OFFSET"),
    (exp.Lateral, "LATERAL"),
    (exp.Unnest, "UNNEST"),
    (exp.Array, "数组"),
    (exp.Struct, "结构"),
    (exp.Bracket, "下标"),
    (exp.Lambda, "lambda"),
    (exp.ILike, "ILIKE"),
    (exp.SimilarTo, "SIMILAR TO"),
    (exp.Glob, "GLOB"),
    (exp.Pivot, "PIVOT"),
    (exp.TableSample, "TABLESAMPLE"),
    (exp.TryCast, "TRY_CAST"),
    (exp.Filter, "FILTER (WHERE …)，请用 CASE"),
    (exp.GroupingSets, "GROUPING SETS"),
    (exp.Parameter, "@参数"),
)
#: Forms of a part that is allowed otherwise: the part, the argument that makes the form, its name.
_FORMS: tuple[tuple[type[exp.Expr], str, str], ...] = (
    (exp.Group, "all", "GROUP BY ALL"),
    (exp.Star, "except_", "* EXCLUDE"),
    (exp.Star, "replace", "* REPLACE"),
    (exp.Distinct, "on", "DISTINCT ON"),
)


class Fault(NamedTuple):
    """One thing that is wrong with a rule."""

    rule: str
    text: str


def faults(rule: Rule, known: dict[str, Parameter], connection: DuckDBPyConnection | None = None) -> list[Fault]:
    """Everything that is wrong with a rule. `connection`: an empty DuckDB to bind it in, made when None."""
    found = [*_header(rule), *_parameters(rule, known)]
    try:
        query = parsed(rule)
    except JxinspectError as error:
        return [Fault(rule.id, text) for text in (*found, error.what)]
    found += [
        *_subset(query),
        *_reads(rule, query),
        *_used_parameters(rule, query, known),
        *_written_classes(rule, query),
    ]
    return [Fault(rule.id, text) for text in dict.fromkeys(found or _binding(rule, known, connection))]


def unsound(rules: int, found: Sequence[Fault]) -> Incomplete:
    """The error for rules of which some have faults."""
    return Incomplete(
        f"{rules} 条规则中有 {len(found)} 处问题",
        why="有问题的规则不能用来比对数据",
        todo="逐处改正后再检查；写法见 jxinspect inspect rule show R01 --sql",
        items=[f"{fault.rule}：{fault.text}" for fault in found],
    )


def _header(rule: Rule) -> Iterator[str]:
    if not (_OURS if rule.shipped else _OWN).fullmatch(rule.id):
        yield f"编号 {rule.id} 应为大写字母开头、字母数字组成的短编号"
    if not rule.title.strip():
        yield "没有名称（title）"
    yield from (fault for basis in rule.basis or ("",) for fault in _basis(basis))
    if rule.violation and rule.violation not in VIOLATIONS:
        yield f"没有违法情形 {rule.violation}（jxinspect law list violations）"
    for name, strength in rule.classes.items():
        if strength not in (*STRENGTHS, *ASIDE):
            yield f"类别 {name} 的强度 {strength} 应为 {'、'.join((*STRENGTHS, *ASIDE))} 之一"
    if not rule.classes:
        yield "没有类别（classes）"
    if not rule.false_positives:
        yield "没有写常见的误报（false_positives），疑点核查时要用"
    yield from (f"[rows] 中的类别 {klass} 没有写在 [classes] 中" for klass in rule.rows if klass not in rule.classes)
    yield from (f"{side} 的表 {table} 没有写在 [inputs] 中" for side, table in _sides(rule) if table not in rule.tables)


def _sides(rule: Rule) -> Iterator[tuple[str, str]]:
    yield "left", rule.left
    if rule.right:
        yield "right", rule.right
    yield from ((f"rows.{klass}", table) for klass, tables in rule.rows.items() for table in tables if table)


def _basis(basis: str) -> Iterator[str]:
    try:
        refs(basis)
    except JxinspectError as error:
        yield f"依据“{basis}”：{error.what}"


def _parameters(rule: Rule, known: dict[str, Parameter]) -> Iterator[str]:
    yield from (
        f"参数 {key} 没有定义，写在规则文件夹的 parameters.toml 中"
        for key in rule.parameters.values()
        if key not in known
    )
    yield from (f"参数名 {name} 每个规则都有，不能另作声明" for name in rule.parameters if name in ALWAYS)


def _subset(query: exp.Expr) -> Iterator[str]:
    yield from (f"不能用 {name}" for kind, name in _FORBIDDEN if query.find(kind))
    for call in query.find_all(exp.Func):
        name = call.name.lower() if isinstance(call, exp.Anonymous) else call.sql_name().lower()
        if name not in MACROS and not isinstance(call, _FUNCTIONS):
            yield f"不能用函数 {name}（各数据库的算法不一定相同）"
    yield from (
        f"不能用 {name}" for kind, key, name in _FORMS if any(one.args.get(key) for one in query.find_all(kind))
    )
    if any(not isinstance(one.find_ancestor(exp.Where, exp.Select), exp.Where) for one in query.find_all(exp.Exists)):
        yield "EXISTS 只能写在 WHERE 中（Spark 只在那里认识）"
    yield from _joins(query)


def _joins(query: exp.Expr) -> Iterator[str]:
    for join in query.find_all(exp.Join):
        if join.method:
            yield f"不能用 {join.method} JOIN"
        elif join.kind != "CROSS" and not join.args.get("on") and not join.args.get("using"):
            yield "每个 JOIN 要写 ON；确实要全部组合的写 CROSS JOIN"
        elif join.kind in ("SEMI", "ANTI"):
            yield f"不能用 {join.kind} JOIN，请用 EXISTS"
    for part in query.find_all(exp.Subquery):
        if isinstance(part.parent, exp.From | exp.Join) and not part.alias:
            yield "FROM 中的子查询要有别名"


def _reads(rule: Rule, query: exp.Expr) -> Iterator[str]:
    own = {cte.alias for cte in query.find_all(exp.CTE)}
    read = {table.name for table in query.find_all(exp.Table)} - own
    for table in read - set(rule.tables) - set(rule.parameters):
        yield f"读了没有声明的表 {table}"
    yield from (f"声明了表 {table}，没有用到" for table in rule.tables if table not in read)
    named = {column.name for column in query.find_all(exp.Column)}
    stars = any(isinstance(star.parent, exp.Select | exp.Column) for star in query.find_all(exp.Star))
    for table in rule.tables:
        yield from _columns(rule, table, named, stars=stars)


def _columns(rule: Rule, table: str, named: set[str], *, stars: bool) -> Iterator[str]:
    try:
        known = fields(table)
    except KeyError:
        yield f"没有数据表 {table}"
        return
    for column in rule.columns(table):
        if column not in known:
            yield f"数据表 {table} 没有列 {column}"
        elif not stars and not named & {column, *(one.name for one in known.values() if one.base == column)}:
            yield f"声明了 {table} 的列 {column}，没有用到"


def _used_parameters(rule: Rule, query: exp.Expr, known: dict[str, Parameter]) -> Iterator[str]:
    scalars = {one.name for one in query.find_all(exp.Placeholder)}
    tables = {table.name for table in query.find_all(exp.Table)}
    for name in scalars - ALWAYS - set(rule.parameters) - set(_asked(rule)):
        yield f"用了没有声明的参数 ${name}"
    for name, key in rule.parameters.items():
        small = key in known and bool(known[key].columns)
        if name not in (tables if small else scalars):
            yield f"声明了参数 {name}，没有用到" + ("（表格参数写在 FROM 后面）" if small else "")


def _asked(rule: Rule) -> Iterator[str]:
    for table, columns in rule.optional.items():
        yield f"has_{table}"
        yield from (f"has_{table}_{name}" for name in columns)


def _written_classes(rule: Rule, query: exp.Expr) -> Iterator[str]:
    assert isinstance(query, exp.Query)
    names = tuple(query.named_selects)
    if names != RESULT:
        yield f"结果的列应依次是 {'、'.join(RESULT)}，现在是 {'、'.join(names)}"
    selects = query.find_all(exp.Select)
    words = {w.name for select in selects for column in select.expressions for w in _class_words(column)}
    yield from (f"类别 {word} 没有写在 [classes] 中" for word in sorted(words - set(rule.classes)))


def _class_words(column: exp.Expr) -> Iterator[exp.Literal]:
    """The literals that a column named `class` may become: results of CASE, not what it compares."""
    if column.alias == "class":
        yield from _results(column.unalias())


def _results(value: exp.Expr) -> Iterator[exp.Literal]:
    if isinstance(value, exp.Literal) and value.is_string:
        yield value
    elif isinstance(value, exp.Case):
        for branch in (*(one.args["true"] for one in value.args["ifs"]), value.args.get("default")):
            if branch is not None:
                yield from _results(branch)
    elif isinstance(value, exp.Paren | exp.Cast):
        yield from _results(value.this)


def _binding(rule: Rule, known: dict[str, Parameter], connection: DuckDBPyConnection | None) -> Iterator[str]:
    """What DuckDB says of the rule over tables that have only the declared columns."""
    import duckdb

    values = {key: one.value for key, one in known.items()}
    try:
        given = setting(rule, known, values, date(2026, 1, 1), "360100")
        sql = translate(rule, given, {})
        (connection or duckdb.connect(":memory:")).execute(f"EXPLAIN {sql}")
    except Incomplete as error:
        yield f"{error.what}：{error.why}"
    except duckdb.Error as error:
        yield f"SQL 不能执行：{str(error).partition(chr(10))[0]}；可用的列：{_hint(rule)}"


def _hint(rule: Rule) -> str:
    return "；".join(f"{table}（{'、'.join(readable(rule, table))}）" for table in rule.tables)
