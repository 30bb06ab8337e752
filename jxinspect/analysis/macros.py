"""What a rule may write as a function although no engine has it: expanded to SQL that all of them understand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import NamedTuple

from sqlglot import exp, parse_one

from jxinspect.analysis.columns import check_sign, identity_key
from jxinspect.law.identity import LENGTH

#: The dialect that rules are written in, and what is built here.
WRITTEN = "duckdb"
#: Signs of a name that are looked at.
_NAME = 8


class Macro(NamedTuple):
    """One macro: how many arguments it takes, what it means, and its SQL. `listed`: the second is a list of words."""

    arguments: int
    meaning: str
    sql: Callable[..., str]
    listed: bool = False


def _month_no(day: str) -> str:
    year, month = f"extract(year FROM {day})", f"extract(month FROM {day})"
    return f"CAST({year} * 12 + {month} - 1 AS INTEGER)"


def _ym_of(number: str) -> str:
    return f"CAST({_int_div(number, '12')} * 100 + {number} % 12 + 1 AS INTEGER)"


def _int_div(number: str, by: str) -> str:
    # Subtracting the remainder first makes the quotient whole whether `/` divides integers or floating-point numbers.
    return f"CAST(({number} - {number} % {by}) / {by} AS BIGINT)"


def _one_digit_apart(one: str, other: str) -> str:
    differing = " + ".join(
        f"CASE WHEN substr({one}, {n}, 1) = substr({other}, {n}, 1) THEN 0 ELSE 1 END" for n in range(1, LENGTH + 1)
    )
    return f"(length({one}) = {LENGTH} AND length({other}) = {LENGTH} AND {differing} = 1)"


def _born_of(key: str) -> str:
    return _day(f"substr({key}, 7, 8)", f"length({key}) = {LENGTH}")


def _day(text: str, holds: str) -> str:
    """The day that eight digits tell; NULL when they are none. CASE keeps what is no number from being cast."""
    year, month, day = (f"CAST(substr({text}, {at}, {size}) AS INTEGER)" for at, size in ((1, 4), (5, 2), (7, 2)))
    leap = f"({year} % 4 = 0 AND ({year} % 100 <> 0 OR {year} % 400 = 0))"
    last = f"CASE WHEN {month} IN (4, 6, 9, 11) THEN 30 WHEN {month} <> 2 THEN 31 WHEN {leap} THEN 29 ELSE 28 END"
    iso = f"substr({text}, 1, 4) || '-' || substr({text}, 5, 2) || '-' || substr({text}, 7, 2)"
    return (
        f"CASE WHEN {holds} AND length({text}) = 8 AND translate({text}, '0123456789', '') = '' THEN"
        f" CASE WHEN {year} >= 1800 AND {month} BETWEEN 1 AND 12 AND {day} BETWEEN 1 AND {last}"
        f" THEN CAST({iso} AS DATE) END END"
    )


def _sex_of(key: str) -> str:
    # ord('0') is 48, so an odd sign is an odd digit.
    odd = f"ascii(substr({key}, 17, 1)) % 2 = 1"
    return f"CASE WHEN length({key}) <> {LENGTH} OR {key} IS NULL THEN NULL WHEN {odd} THEN '男' ELSE '女' END"


def _days_between(since: str, until: str) -> str:
    return f"date_diff('day', {since}, {until})"


def _add_days(day: str, number: str) -> str:
    if not number.isdigit():
        raise ValueError("add_days 的天数应为数字或者参数")
    return f"CAST({day} + INTERVAL '{number}' DAY AS DATE)"


def _yuan(fen: str) -> str:
    whole = f"CAST({_int_div(f'abs({fen})', '100')} AS VARCHAR)"
    rest = f"substr(CAST(CAST(100 + abs({fen}) % 100 AS BIGINT) AS VARCHAR), 2, 2)"
    return f"CASE WHEN {fen} < 0 THEN '-' ELSE '' END || {whole} || '.' || {rest}"


def _day_of(text: str) -> str:
    bare = text
    for sign in "-./":
        bare = f"replace({bare}, '{sign}', '')"
    return _day(bare, "TRUE")


def _has_private_sign(text: str) -> str:
    # Names are short; signs of private use stand for rare characters that a system could not write.
    signs = (f"substr({text}, {n}, 1) BETWEEN '\ue000' AND '\uf8ff'" for n in range(1, _NAME + 1))
    return f"coalesce({' OR '.join(signs)}, FALSE)"


def _has_any(text: str, *words: str) -> str:
    found = " OR ".join(f"strpos({text}, {word}) > 0" for word in words) or "FALSE"
    return f"coalesce({found}, FALSE)"


MACROS: Mapping[str, Macro] = {
    "month_no": Macro(1, "日期所在月的序号：年×12＋月－1", _month_no),
    "ym_of": Macro(1, "月的序号对应的年月，如 202501", _ym_of),
    "int_div": Macro(2, "非负整数相除取整", _int_div),
    "days_between": Macro(2, "两个日期相差的天数", _days_between),
    "add_days": Macro(2, "日期加上若干天，天数为数字或者参数", _add_days),
    "yuan": Macro(1, "以分计的金额写成元，如 3200.00", _yuan),
    "one_digit_apart": Macro(2, "两个18位证件号码恰有一位不同", _one_digit_apart),
    "born_of": Macro(1, "证件号码中的出生日期，没有这一天的为空", _born_of),
    "sex_of": Macro(1, "证件号码中的性别", _sex_of),
    "check_of": Macro(1, "18位证件号码应有的校验码", check_sign),
    "id_of": Macro(1, "写成文本的证件号码，15位的升为18位，不是的为空", identity_key),
    "day_of": Macro(1, "写成 2025-01-31、20250131 等的文本的日期，不是的为空", _day_of),
    "has_private_sign": Macro(1, "姓名中有造字区的字（生僻字）", _has_private_sign),
    "has_any": Macro(2, "文本中含有清单里的任何一个词", _has_any, listed=True),
}


def expand(tree: exp.Expr) -> exp.Expr:
    """The same query with every macro written out, the inner ones first. ValueError: wrong number of arguments."""
    for call in reversed(list(tree.find_all(exp.Anonymous))):
        macro = MACROS.get(call.name.lower())
        if macro is not None:
            call.replace(_written_out(call, macro))
    return tree


def _written_out(call: exp.Anonymous, macro: Macro) -> exp.Expr:
    given = call.expressions
    if len(given) != macro.arguments and not macro.listed:
        raise ValueError(f"{call.name.lower()} 应有 {macro.arguments} 个参数，写了 {len(given)} 个")
    return _parsed(f"({macro.sql(*(_argument(one) for one in given))})").copy()


@lru_cache(maxsize=1024)
def _parsed(sql: str) -> exp.Expr:
    return parse_one(sql, read=WRITTEN)


def _argument(one: exp.Expr) -> str:
    text = one.sql(WRITTEN)
    return text if isinstance(one, exp.Column | exp.Literal) else f"({text})"
