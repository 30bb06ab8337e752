"""The same rules on Spark in local mode: every example of every shipped rule gives what it gives on DuckDB.

Left out unless asked for (`pytest -m spark`): Spark is an extra of 400 MB that needs Java 17, and starting it takes
longer than all other tests of rules together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from sqlglot import transpile

from jxinspect.analysis.board import Board
from jxinspect.analysis.columns import derived, derived_names
from jxinspect.analysis.engine import Engine
from jxinspect.analysis.examples import tried
from jxinspect.analysis.relations import SQL_TYPES, read
from jxinspect.analysis.rule import Rule, shipped_rules
from jxinspect.analysis.sessions import session_of
from jxinspect.law.data_tables import known_tables

pytestmark = [pytest.mark.spark, pytest.mark.filterwarnings("ignore")]


class SparkBoard(Board):
    """Spark has no tables to write to for a while: views of rows in memory instead."""

    def __init__(self, spark: Any) -> None:
        super().__init__(Engine("spark", session_of(spark).query), None)  # type: ignore[arg-type] # nothing is executed
        self._spark = spark

    def _write(self, key: str, names: Sequence[str], cells: Sequence[Sequence[Any]]) -> None:
        kinds = {one.name: SQL_TYPES[one.type] for one in known_tables()[key].columns}
        all_ = [*kinds, "_example", "_row", "_file", "_sheet", "_line"]
        types = [*kinds.values(), "INTEGER", "BIGINT", "VARCHAR", "VARCHAR", "BIGINT"]
        schema = ", ".join(f"`{name}` {'STRING' if t == 'VARCHAR' else t}" for name, t in zip(all_, types, strict=True))
        given = [*names, "_example", "_row", "_file", "_sheet", "_line"]
        rows = [tuple(dict(zip(given, row, strict=True)).get(name) for name in all_) for row in cells]
        self._spark.createDataFrame(rows, schema).coalesce(1).createOrReplaceTempView(f"given_{key}")

    def _derive(self, key: str, rule: Rule | None) -> None:
        names = [column.name for column in known_tables()[key].columns]
        wanted = derived_names(key, names) if rule is None else read(rule, key)
        named = zip(derived_names(key, names), derived(key, names), strict=True)
        more = ", ".join(["t.*", *(expression for name, expression in named if name in wanted)])
        (sql,) = transpile(f"SELECT {more} FROM given_{key} AS t", read="duckdb", write="spark")
        # Computed now: planning the long expressions anew for every example takes minutes.
        self._spark.sql(sql).localCheckpoint().createOrReplaceTempView(f"laid_{key}")


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    builder: Any = pytest.importorskip("pyspark").sql.SparkSession.builder
    started = (
        builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "1")
        # A few rows each time: compiling Java for them takes longer than going through them.
        .config("spark.sql.codegen.wholeStage", "false")
        .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
        .config("spark.sql.adaptive.enabled", "false")
        .config("spark.sql.session.timeZone", "Asia/Shanghai")
        .getOrCreate()
    )
    started.sparkContext.setLogLevel("OFF")
    yield started
    started.stop()


@pytest.mark.parametrize("rule", shipped_rules().values(), ids=lambda rule: rule.id)
def test_every_example_comes_out_alike_on_spark(rule: Rule, spark: Any) -> None:
    wrong = [
        f"{one.example.title}: 少了 {list(one.missing)} 多了 {list(one.surplus)}"
        for one in tried(SparkBoard(spark), rule)
        if not one.passed
    ]
    assert wrong == []
