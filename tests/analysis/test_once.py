"""What several rules read is laid once, and the rules find in it what they find in the views."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlglot import parse_one

from jxinspect.analysis.board import from_rows
from jxinspect.analysis.once import lay_once
from jxinspect.analysis.rule import shipped_rules
from jxinspect.analysis.run import run_rules
from jxinspect.analysis.translate import written
from jxinspect.law.parameters import values

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

EXTRACT, REGION = date(2026, 1, 1), "360100"
TABLES = {
    "person": [{"person_no": "1", "id_no": "360100195001010017", "name": "测一鸣", "sex": "男"}],
    "x_death": [{"id_no": "360100195001010017", "name": "测一鸣", "death_on": "2025-01-15"}],
    "x_prison": [{"id_no": "360100195001010017", "name": "测一鸣"}],
    "pay": [
        {"person_no": "1", "pay_ym": month, "amount": "3200.00", "pay_state": "成功", "item": "基本养老金"}
        for month in ("202501", "202502", "202503")
    ],
}
Available = dict[str, frozenset[str]]


@pytest.fixture
def laid() -> Iterator[tuple[DuckDBPyConnection, Available]]:
    import duckdb

    with duckdb.connect(":memory:", config={"threads": 1}) as connection:
        yield connection, {key: from_rows(connection, key, rows) for key, rows in TABLES.items()}


def kinds(connection: DuckDBPyConnection, table: str) -> list[str]:
    """The columns that rules find under the name of a table."""
    return [str(name) for name, *_ in connection.execute(f"DESCRIBE {table}").fetchall()]


def test_only_what_several_rules_read_is_laid_with_the_columns_that_they_read(
    laid: tuple[DuckDBPyConnection, Available],
) -> None:
    connection, available = laid
    found = lay_once(connection, [shipped_rules()[name] for name in ("R01", "R02")], available)
    assert set(found) == {"person", "pay"}
    assert kinds(connection, "person") == found["person"]
    assert {"id_key", "name_key"} <= set(found["person"])
    assert not {"id_no", "sex"} & set(found["person"])
    assert {"id_no", "id_ok", "_line"} <= set(kinds(connection, "x_death"))


def test_one_rule_alone_reads_the_views(laid: tuple[DuckDBPyConnection, Available]) -> None:
    connection, available = laid
    assert lay_once(connection, [shipped_rules()["R01"]], available) == {}
    assert "sex" in kinds(connection, "person")


def test_a_rule_that_is_left_out_asks_for_nothing(laid: tuple[DuckDBPyConnection, Available]) -> None:
    connection, available = laid
    without = {table: columns for table, columns in available.items() if table != "x_prison"}
    assert lay_once(connection, [shipped_rules()[name] for name in ("R01", "R02")], without) == {}


def test_results_are_the_same_to_the_last_byte(laid: tuple[DuckDBPyConnection, Available]) -> None:
    connection, available = laid
    rules = [shipped_rules()[name] for name in ("R01", "R02", "R05", "R16")]

    def digests() -> list[str]:
        given = values(EXTRACT, REGION)
        found = run_rules(connection, rules, available, given, extract_on=EXTRACT, region=REGION)
        return [result.digest for result in found]

    before = digests()
    assert lay_once(connection, rules, available)
    assert digests() == before


def test_what_only_picks_rows_of_a_table_is_read_again_and_the_rest_is_kept() -> None:
    sql = """WITH picked AS (SELECT a FROM (SELECT a FROM t) AS t WHERE a > 1), summed AS (SELECT sum(a) AS a FROM t),
        again AS (SELECT a FROM summed) SELECT a FROM picked"""
    query = parse_one(sql, read="duckdb")
    assert written(query, "duckdb").count("NOT MATERIALIZED") == 1
    assert '"picked" AS NOT MATERIALIZED' in written(query, "postgres")
    assert "MATERIALIZED" not in written(query, "spark")
