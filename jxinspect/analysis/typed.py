"""From plain text to days, months, moments, amounts and integers, in every form that senders use (办法 23(二)).

Each is an expression of SQL that takes the prescribed form, which `plain` reads, and tries the others only where that
is NULL; NULL where the text is none of them. Text that is NULL stays NULL.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from jxinspect.law.data_tables import ColumnType
from jxinspect.law.source import load

#: Days outside of these years are slips of the pen or of a program. 9999-12-31 stands for an open end.
_FIRST = "DATE '1800-01-01'"
#: Excel counts days from here; five digits reach from 1927 to 2173.
_EPOCH = "DATE '1899-12-30'"
_YEARS = (1800, 9999)
TEN_THOUSAND = 10000


def plain(kind: ColumnType, text: str, *, pointed: bool = False) -> str:
    """The value of a text in its prescribed form, else NULL, at the cost of few comparisons; of yuan the DECIMAL.

    `pointed`: whether the text of an amount is known to be nothing but digits, a point and signs of less than nought.
    """
    if kind == "date":
        return f"CASE WHEN strlen({text}) = 10 AND substr({text}, 5, 1) = '-' THEN TRY_CAST({text} AS DATE) END"
    if kind == "month":
        # Six signs that make a number of a month are six digits.
        return f"CASE WHEN strlen({text}) = 6 THEN TRY_CAST({text} AS INTEGER) END"
    if kind == "moment":
        dashed = f"strlen({text}) >= 16 AND substr({text}, 5, 1) = '-' AND substr({text}, 8, 1) = '-'"
        return f"CASE WHEN {dashed} THEN TRY_CAST({text} AS TIMESTAMP) END"
    if kind == "amount":
        # DuckDB would take 1e5 and 1_000 too. Larger amounts than this would not be multiplied as numbers of 64 bits.
        signs = " AND ".join(f"NOT contains({text}, '{sign}')" for sign in "eE_")
        read = f"TRY_CAST({text} AS DECIMAL(15, 2))"
        return read if pointed else f"CASE WHEN {signs} THEN {read} END"
    return text


def _else(kind: ColumnType, text: str, read: str, otherwise: str) -> str:
    """The prescribed form, read already or not, else another one."""
    known = read or plain(kind, text)
    return f"CASE WHEN {known} IS NOT NULL THEN {known} ELSE {otherwise} END"


def day(text: str, read: str = "") -> str:
    """A DATE: 2025-01-05, 2025/1/5, 2025.1.5, 2025年1月5日, 20250105, with a time behind it, Excel's serial number; a
    month alone is its first day."""
    dashed = f"rtrim(regexp_replace({text}, '[年月./]', '-', 'g'), '日号- ')"
    pieces = (
        f"CASE WHEN regexp_matches({text}, '^\\d{{8}}$') THEN try_strptime({text}, '%Y%m%d')::DATE"
        f" WHEN regexp_matches({text}, '^\\d{{14}}$') THEN try_strptime(substr({text}, 1, 8), '%Y%m%d')::DATE"
        f" WHEN regexp_matches({text}, '^\\d{{6}}$') THEN try_strptime({text} || '01', '%Y%m%d')::DATE"
        f" WHEN regexp_matches({text}, '^\\d{{5}}(\\.\\d+)?$') THEN"
        f" {_EPOCH} + CAST(floor(TRY_CAST({text} AS DOUBLE)) AS INTEGER)"
        f" WHEN regexp_matches({dashed}, '^\\d{{4}}-\\d{{1,2}}$') THEN TRY_CAST({dashed} || '-1' AS DATE)"
        f" ELSE TRY_CAST(regexp_extract({dashed}, '^(\\d{{4}}-\\d{{1,2}}-\\d{{1,2}})([日号 T].*)?$', 1) AS DATE) END"
    )
    return _else("date", text, read, pieces)


def within(kind: ColumnType, value: str) -> str:
    """The value where a calendar has it, else NULL: a day or moment from 1800 on, a month from 01 to 12."""
    if kind == "month":
        years = f"{value} BETWEEN {_YEARS[0]}00 AND {_YEARS[1]}12"
        return f"CASE WHEN {years} AND {value} % 100 BETWEEN 1 AND 12 THEN {value} END"
    if kind in ("date", "moment"):
        return f"CASE WHEN {value} >= {_FIRST} THEN {value} END"
    return value


def only_month(text: str) -> str:
    """Whether a day was given as a month only."""
    return f"(length({text}) <= 8 AND regexp_matches({text}, '^\\d{{6}}$|^\\d{{4}}[-年./]\\d{{1,2}}月?$'))"


def month(text: str, read: str = "") -> str:
    """An INTEGER yyyymm: 202501, 2025-1, 2025.01, 2025年1月, or the month of any form of a day."""
    dashed = f"rtrim(regexp_replace({text}, '[年./]', '-', 'g'), '月')"
    parts = (
        f"CASE WHEN regexp_matches({dashed}, '^\\d{{4}}-\\d{{1,2}}$') THEN"
        f" TRY_CAST(substr({dashed}, 1, 4) || lpad(substr({dashed}, 6), 2, '0') AS INTEGER)"
        f" ELSE CAST(strftime({day(text)}, '%Y%m') AS INTEGER) END"
    )
    known = read or plain("month", text)
    return f"CASE WHEN {known} >= {_YEARS[0]}00 THEN {known} ELSE {parts} END"


def moment(text: str, read: str = "") -> str:
    """A TIMESTAMP: 2025-06-01 09:30:00, the forms of a day with a time behind it; a day alone is its first moment."""
    dashed = f"regexp_replace(regexp_replace({text}, '[年月/]', '-', 'g'), '[日号] *', ' ')"
    pieces = (
        f"CASE WHEN regexp_matches({text}, '^\\d{{14}}$') THEN try_strptime({text}, '%Y%m%d%H%M%S')"
        f" WHEN regexp_matches({text}, '^\\d{{5}}\\.\\d+$') THEN {_EPOCH}::TIMESTAMP"
        f" + to_seconds(round(TRY_CAST({text} AS DOUBLE) * 86400))"
        f" WHEN regexp_matches({dashed}, '^\\d{{4}}-\\d{{1,2}}-\\d{{1,2}} ') THEN TRY_CAST(trim({dashed}) AS TIMESTAMP)"
        f" ELSE CAST({day(text)} AS TIMESTAMP) END"
    )
    return _else("moment", text, read, pieces)


def amount(text: str, scale: int = 1, read: str = "") -> str:
    """A BIGINT of fen: 3200.00, 3,200.00, ￥3200元, (3200.00), 3200.00-, 0.32万元.

    `scale`: 10000 where the column is in 万元.
    """
    bare = f"regexp_replace({text}, '[￥¥元圆 ]|RMB|CNY', '', 'g')"
    number = (
        f"CASE WHEN regexp_matches({bare}, '^[-+]?\\d{{1,3}}(,\\d{{3}})+(\\.\\d*)?$') THEN replace({bare}, ',', '')"
        f" WHEN regexp_matches({bare}, '^\\([\\d,]+(\\.\\d*)?\\)$') THEN"
        f" '-' || regexp_replace({bare}, '[(),]', '', 'g')"
        f" WHEN regexp_matches({bare}, '^\\d+(\\.\\d*)?-$') THEN '-' || rtrim({bare}, '-')"
        f" WHEN regexp_matches({bare}, '^[-+]?(\\d+\\.?\\d*|\\.\\d+)$') THEN {bare} END"
    )
    yuan = read or plain("amount", text)
    plain_fen = fen(yuan) if scale == 1 else _fen(text, scale)
    stem = f"rtrim({bare}, '万')"
    large = f"CASE WHEN right({bare}, 1) = '万' THEN {_fen(stem, TEN_THOUSAND)} ELSE {_fen(number, scale)} END"
    return f"CASE WHEN {yuan} IS NOT NULL THEN {plain_fen} ELSE {large} END"


def fen(yuan: str) -> str:
    """The BIGINT of an amount that `plain` has read."""
    return f"CAST({yuan} * 100::DECIMAL(3, 0) AS BIGINT)"


def _fen(text: str, scale: int) -> str:
    if scale == 1:
        return f"CAST(TRY_CAST({text} AS DECIMAL(18, 2)) * 100 AS BIGINT)"
    return f"CAST(round(TRY_CAST({text} AS DECIMAL(18, 6)) * {scale * 100}) AS BIGINT)"


def finer_than_fen(text: str, scale: int = 1) -> str:
    """Whether an amount has more decimals than fen, other than zeros: it was rounded."""
    places = 2 if scale == 1 else 6
    point = f"strpos({text}, '.')"
    finer = f"regexp_matches({text}, '^[^万]*\\.\\d{{{places}}}\\d*[1-9]')"
    return f"({point} > 0 AND strlen({text}) > {point} + {places} AND {finer})"


def integer(text: str, *, months: bool = False, level: bool = False) -> str:
    """An INTEGER: 120, 120.0, 1,200, 120个月. `months`: 10年3个月 counts in months; `level`: 七级, 7级 is 7."""
    bare = f"regexp_replace(replace({text}, ',', ''), '(\\.0+)?(个月|月|级|天|次|课时|人)?$', '')"
    number = f"CASE WHEN regexp_matches({bare}, '^[-+]?\\d+$') THEN TRY_CAST({bare} AS INTEGER) END"
    if months:
        years = f"TRY_CAST(regexp_extract({text}, '^(\\d+)年', 1) AS INTEGER) * 12"
        rest = f"coalesce(TRY_CAST(regexp_extract({text}, '年零?(\\d+)个?月$', 1) AS INTEGER), 0)"
        whole = f"regexp_matches({text}, '^\\d+年(零?\\d+个?月)?$')"
        number = f"CASE WHEN {whole} THEN {years} + {rest} ELSE {number} END"
    if level:
        words = " ".join(f"WHEN '{word}' THEN {n}" for n, word in enumerate("一二三四五六七八九十", 1))
        number = f"CASE rtrim({text}, '级') {words} ELSE {number} END"
    return f"CASE WHEN translate({text}, '0123456789', '') = '' THEN TRY_CAST({text} AS INTEGER) ELSE {number} END"


def code(text: str, column: str, codes: Sequence[str]) -> str:
    """The word of the list of codes that a synonym stands for; any other word stays as it is."""
    words = "".join(f" WHEN '{synonym}' THEN '{word}'" for synonym, word in _synonyms().get(column, {}).items())
    if not words:
        return text
    known = ", ".join(f"'{word}'" for word in codes)
    return f"CASE WHEN {text} IN ({known}) THEN {text} ELSE CASE {text}{words} ELSE {text} END END"


@cache
def _synonyms() -> dict[str, dict[str, str]]:
    """Column → synonym → word."""
    table: dict[str, dict[str, list[str]]] = load("code_synonyms.toml")
    return {
        column: {synonym: word for word, synonyms in words.items() for synonym in synonyms}
        for column, words in table.items()
    }
