"""Derived columns: one definition for every engine, against the law's own functions."""

from __future__ import annotations

import random
from typing import Any

import duckdb
import pytest

from jxinspect.analysis.columns import derived, derived_names, identity_key, identity_sound, month_number, name_key
from jxinspect.law.data_tables import known_tables
from jxinspect.law.identity import identity_check, identity_fault
from jxinspect.law.region import id_prefixes


@pytest.fixture(scope="module")
def con() -> Any:
    return duckdb.connect()


def _of(con: Any, expression: str, value: object) -> Any:
    return con.execute(f"SELECT {expression} FROM (SELECT ? AS v) t", [value]).fetchone()[0]


@pytest.mark.parametrize(
    ("number", "key", "sound"),
    [
        ("11010519491231002X", "11010519491231002X", True),
        ("110105491231002", "11010519491231002X", True),  # 15 digits
        ("110105194912310021", "110105194912310021", False),  # check digit
        ("36010019660230001X", "36010019660230001X", False),  # 30 February
        ("11010519491231002x", None, False),  # not normalised
        ("1101051949123100", None, False),
        ("C12345678", None, False),
        ("", None, False),
        (None, None, False),
        ("１１０１０５１９４９１２３１００２X", None, False),
    ],
)
def test_an_identity_number_has_a_key_of_18_digits_and_is_judged(
    con: Any, number: str | None, key: str | None, *, sound: bool
) -> None:
    assert _of(con, identity_key("v"), number) == key
    assert _of(con, identity_sound("v"), number) is sound


def _numbers() -> list[str]:
    drawn = random.Random(11643)
    numbers = []
    for _ in range(2000):
        born = f"{drawn.randint(1700, 2100)}{drawn.randint(0, 13):02d}{drawn.randint(0, 32):02d}"
        region = drawn.choice(("3601", "1101", "4600", "9999"))
        first = f"{region}{drawn.randint(0, 99):02d}{born}{drawn.randint(0, 999):03d}"
        numbers.append(first + drawn.choice((identity_check(first), identity_check(first), "0", "5", "X")))
    return numbers


def test_sql_and_law_judge_two_thousand_identity_numbers_alike(con: Any) -> None:
    numbers = _numbers()
    judged = con.execute(f"SELECT v, {identity_sound('v')} FROM (SELECT unnest(?) AS v) t", [numbers]).fetchall()
    lawful = {n: identity_fault(n) is None and n[:4] in id_prefixes() and int(n[6:10]) >= 1800 for n in numbers}
    assert dict(judged) == lawful
    assert 100 < sum(lawful.values()) < 1900


@pytest.mark.parametrize(
    ("name", "key"),
    [("测 一鸣", "测一鸣"), ("阿·样·布", "阿样布"), ("阿•样", "阿样"), ("Li Wei", "LIWEI"), ("·", None), (None, None)],
)
def test_names_are_compared_without_blanks_and_dots(con: Any, name: str | None, key: str | None) -> None:
    assert _of(con, name_key("v"), name) == key


def test_months_are_counted_through(con: Any) -> None:
    assert _of(con, month_number("v"), 202501) == 2025 * 12
    assert _of(con, month_number("v"), 202412) == 2025 * 12 - 1


def test_a_table_has_the_derived_columns_of_what_is_there() -> None:
    assert derived_names("x_marriage", {"id_no", "name", "spouse_id_no"}) == [
        "id_key", "id_ok", "name_key", "spouse_id_no_key", "spouse_id_no_ok",
    ]  # fmt: skip
    assert derived_names("pay", {"pay_ym", "amount"}) == ["pay_ym_n"]
    assert derived_names("sysrole", {"right"}) == []


def test_every_derived_column_of_every_table_runs(con: Any) -> None:
    for key, table in known_tables().items():
        names = [column.name for column in table.columns]
        types = {"month": "INTEGER"}
        columns = ", ".join(f'NULL::{types.get(c.type, "VARCHAR")} AS "{c.name}"' for c in table.columns)
        wanted = derived(key, names)
        row = con.execute(f"SELECT {', '.join(wanted) or '1'} FROM (SELECT {columns}) t").fetchone()
        assert len(row or ()) == max(len(wanted), 1)
        assert not set(derived_names(key, names)) & set(names)


def test_portable_engines_read_the_same_expressions() -> None:
    import sqlglot

    for expression in derived("x_marriage", ["id_no", "name"]) + derived("pay", ["pay_ym", "account_name"]):
        for dialect in ("postgres", "spark"):
            assert sqlglot.transpile(f"SELECT {expression} FROM t", read="duckdb", write=dialect)
