"""Columns that are computed from the canonical ones wherever a table is looked at: the one definition of them in SQL.

The expressions keep to what DuckDB, PostgreSQL and Spark understand alike, and never fail on odd content: a number that
is none gives NULL, not an error.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache

from jxinspect.law.data_tables import DataTable, known_tables
from jxinspect.law.identity import CHECKS, WEIGHTS
from jxinspect.law.region import id_prefixes

#: What every row says about where it comes from: its number in the table, and file, sheet and line of the sender.
ORIGIN = ("_row", "_file", "_sheet", "_line")
#: Canonical columns that hold the identity number of a person → names of the key, and of whether it is all right.
IDENTITIES = {
    "id_no": ("id_key", "id_ok"),
    "worker_id_no": ("worker_id_no_key", "worker_id_no_ok"),
    "kin_id_no": ("kin_id_no_key", "kin_id_no_ok"),
    "spouse_id_no": ("spouse_id_no_key", "spouse_id_no_ok"),
}
#: Canonical columns that hold the name of a person; `name` + `_key` is what names are compared by.
NAMES = (
    "name",
    "account_name",
    "worker_name",
    "kin_name",
    "spouse_name",
    "legal_head",
    "helper",
    "checker",
    "decider",
    "approver",
    "other_name",
)
_DIGITS = "0123456789"
_MIDDLE_DOTS = "·\u2022\u30fb\u2027\u2219\u22c5．.。\u02d9\ufe52"
_OLD_LENGTH, _LENGTH = 15, 18


def derived(table: str, present: Collection[str]) -> list[str]:
    """`expression AS name` for each derived column that a table with these canonical columns has, in a fixed order.

    `<month>_n`: number of the month, year * 12 + month - 1. `id_key`: the identity number in 18 digits, NULL when it is
    none; `id_ok`: its region, date of birth and check digit are all right (GB 11643-1999). `name_key`: the name without
    blanks and dots. KeyError for a table that is not known.
    """
    return [f"{expression} AS {name}" for name, expression in _derived(_table(table), present)]


def derived_names(table: str, present: Collection[str]) -> list[str]:
    """The names alone."""
    return [name for name, _ in _derived(_table(table), present)]


def _table(key: str) -> DataTable:
    return known_tables()[key]


def _derived(table: DataTable, present: Collection[str]) -> Iterator[tuple[str, str]]:
    for column in table.columns:
        if column.name not in present:
            continue
        quoted = f'"{column.name}"'
        if column.type == "month":
            yield f"{column.name}_n", month_number(quoted)
        if column.name in IDENTITIES:
            key, sound = IDENTITIES[column.name]
            yield key, identity_key(quoted)
            yield sound, identity_sound(quoted)
        if column.name in NAMES:
            yield f"{column.name}_key", name_key(quoted)


def month_number(month: str) -> str:
    """year * 12 + month - 1 of an integer yyyymm."""
    return f"CAST(({month} - {month} % 100) / 100 AS INTEGER) * 12 + {month} % 100 - 1"


def name_key(name: str) -> str:
    """A name as names are compared: no blanks, no dots between the parts, capitals."""
    blanks_and_dots = " 　\t" + _MIDDLE_DOTS
    bare = f"upper(translate({name}, '{blanks_and_dots}', ''))"
    return f"CASE WHEN {bare} = '' THEN NULL ELSE {bare} END"


def identity_key(number: str) -> str:
    """A normalised identity number in 18 digits, one of 15 lengthened (GB 11643-1999); NULL when it is none."""
    longer = _longer(number)
    return (
        f"CASE WHEN {_is_long(number)} THEN {number}"
        f" WHEN {_is_old(number)} THEN {longer} || {check_sign(longer)} ELSE NULL END"
    )


def identity_sound(number: str) -> str:
    """Whether region, date of birth and check digit are all right; FALSE where it is no identity number at all."""
    region, check = f"substr({number}, 1, 4) IN ({_prefixes()})", f"{check_sign(number)} = substr({number}, 18, 1)"
    return (
        f"CASE WHEN {_is_long(number)} THEN {check} AND {region} AND {_dated(number)}"
        f" WHEN {_is_old(number)} THEN {region} AND {_dated(_longer(number))} ELSE FALSE END"
    )


def _longer(number: str) -> str:
    return f"(substr({number}, 1, 6) || '19' || substr({number}, 7, 9))"


def _is_long(number: str) -> str:
    first, last = f"substr({number}, 1, 17)", f"substr({number}, 18, 1)"
    return f"length({number}) = {_LENGTH} AND {_only(first, _DIGITS)} AND {_only(last, _DIGITS + 'X')}"


def _is_old(number: str) -> str:
    return f"length({number}) = {_OLD_LENGTH} AND {_only(number, _DIGITS)}"


def _only(text: str, allowed: str) -> str:
    return f"translate({text}, '{allowed}', '') = ''"


def _digit(text: str, place: int) -> str:
    """The value of a digit; of any other sign some number, so that nothing fails."""
    return f"(ascii(substr({text}, {place}, 1)) - 48)"


def check_sign(text: str) -> str:
    """The check sign that the first 17 digits ask for."""
    total = " + ".join(f"{_digit(text, place)} * {weight}" for place, weight in enumerate(WEIGHTS, 1))
    return f"substr('{CHECKS}', ({total}) % 11 + 1, 1)"


def _number(text: str, start: int, length: int) -> str:
    parts = (f"{_digit(text, start + n)} * {10 ** (length - 1 - n)}" for n in range(length))
    return f"({' + '.join(parts)})"


def _dated(key: str) -> str:
    """Whether digits 7 to 14 of a number in 18 digits are a day."""
    year, month, day = _number(key, 7, 4), _number(key, 11, 2), _number(key, 13, 2)
    leap = f"({year} % 4 = 0 AND ({year} % 100 <> 0 OR {year} % 400 = 0))"
    last = (
        f"CASE WHEN {month} IN (1, 3, 5, 7, 8, 10, 12) THEN 31 WHEN {month} IN (4, 6, 9, 11) THEN 30"
        f" WHEN {month} = 2 AND {leap} THEN 29 WHEN {month} = 2 THEN 28 ELSE 0 END"
    )
    return f"{year} >= 1800 AND {day} BETWEEN 1 AND {last}"


@cache
def _prefixes() -> str:
    return ", ".join(f"'{prefix}'" for prefix in id_prefixes())
