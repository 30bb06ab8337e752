"""Every rule finds in the invented county on Spark what it finds there on DuckDB, hit by hit.

Left out unless asked for (`pytest -m spark`), as the examples on Spark: it takes many minutes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from jxinspect.analysis.elsewhere import Elsewhere, opened, read_places
from jxinspect.analysis.rule import shipped_rules
from jxinspect.analysis.run import RuleResult, run_rules
from jxinspect.law.data_tables import known_tables
from jxinspect.law.parameters import values
from tests.county.cast import EXTRACT_ON
from tests.county.county import REGION, build, keep, lay
from tests.county.crowd import Size

pytestmark = [pytest.mark.spark, pytest.mark.filterwarnings("ignore")]
#: A few thousand rows: compiling Java for them and cutting them into parts takes longer than going through them.
SMALL = {
    "spark.ui.enabled": "false",
    "spark.sql.shuffle.partitions": "1",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.adaptive.enabled": "false",
    "spark.driver.memory": "2g",
}


def ran(on: Any, available: Any, name: str) -> RuleResult:
    given, rule = values(EXTRACT_ON, REGION), shipped_rules()[name]
    (result,) = run_rules(on, [rule], available, given, extract_on=EXTRACT_ON, region=REGION)
    return result


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Any, Any, Elsewhere]]:
    """The county in DuckDB, its columns, and its Parquet files as Spark has them."""
    import duckdb

    builder: Any = pytest.importorskip("pyspark").sql.SparkSession.builder.master("local[2]")
    for name, value in SMALL.items():
        builder = builder.config(name, value)
    builder.getOrCreate().sparkContext.setLogLevel("OFF")
    out = tmp_path_factory.mktemp("county")
    with duckdb.connect(config={"threads": 1}) as con:
        made = build(con, Size.of(4_800))
        for table in made.available:
            # Numbers are cleaned on their way from an office's table, to capitals too; the county is laid as it is.
            for column in (one.name for one in known_tables()[table].columns if one.type == "id"):
                con.execute(f'UPDATE given_{table} SET "{column}" = upper("{column}")')
        keep(con, made, out)
        lay(con, made)
        tables = [
            f'[tables.{table}]\nfrom = "parquet.`{out / table}.parquet`"\nrow = "_row"\nunit = "分"'
            for table in made.available
        ]
        place = out / "表对应.toml"
        place.write_text("\n".join([f'extract_on = {EXTRACT_ON}\nregion = "{REGION}"', *tables]), "utf-8")
        with opened("spark:local[2]", read_places(place)) as there:
            yield con, made.available, there


@pytest.mark.parametrize("name", shipped_rules())
def test_a_rule_gives_the_flags_of_duckdb_on_spark(county: tuple[Any, Any, Elsewhere], name: str) -> None:
    con, available, there = county
    here = ran(con, available, name)
    found = ran(there.engine, there.available, name)
    assert found.flags == here.flags
    assert found.flags
