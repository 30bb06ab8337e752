"""Opening the databases that rules can run on; each needs an extra of this package."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from jxinspect.analysis.elsewhere import Session
from jxinspect.analysis.engine import Row
from jxinspect.errors import Incomplete


def _not_installed(package: str, extra: str) -> Incomplete:
    return Incomplete(
        f"没有安装 {package}", why="连接这种数据库要另外安装", todo=f"python3 -m pip install 'jxinspect[{extra}]'"
    )


def _failed(error: Exception) -> Incomplete:
    return Incomplete(
        "数据库没有完成查询", why=str(error).strip().partition("\n")[0], todo="核对地址、权限和表的对应文件后再试"
    )


@contextmanager
def on_postgres(url: str) -> Iterator[Session]:
    """PostgreSQL, or what speaks its protocol. One transaction that only reads: all rules see the same moment."""
    try:
        import psycopg
    except ImportError:
        raise _not_installed("psycopg", "postgres") from None
    try:
        connection = psycopg.connect(url)
    except psycopg.Error as error:
        raise _failed(error) from None
    with connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True

        def query(sql: str) -> list[Row]:
            try:
                return connection.execute(sql.encode()).fetchall()
            except psycopg.Error as error:
                raise _failed(error) from None

        def names(source: str) -> list[str]:
            try:
                described = connection.execute(f"SELECT * FROM {source} WHERE FALSE".encode()).description
            except psycopg.Error as error:
                raise _failed(error) from None
            return [column.name for column in described or ()]

        yield Session("postgres", query, names)


@contextmanager
def on_spark(url: str) -> Iterator[Session]:
    """Spark: `spark:local[2]` in this process (Java 17), `spark://host:port` a cluster."""
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise _not_installed("pyspark", "spark") from None
    master = url if url.startswith("spark://") else url.removeprefix("spark:")
    builder: Any = SparkSession.builder
    spark: Any = (
        builder.master(master)
        .appName("jxinspect")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.session.timeZone", "Asia/Shanghai")
        # Drawing conclusions from conditions doubles the long expressions of rules, and planning takes minutes.
        .config("spark.sql.constraintPropagation.enabled", "false")
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("ERROR")
    try:
        yield session_of(spark)
    finally:
        spark.stop()


def session_of(spark: Any) -> Session:
    """An open Spark session to run rules in."""

    def query(sql: str) -> list[Row]:
        try:
            return [tuple(row) for row in spark.sql(sql).collect()]
        except Exception as error:
            raise _failed(error) from None

    def names(source: str) -> list[str]:
        try:
            return list(spark.sql(f"SELECT * FROM {source} WHERE FALSE").columns)
        except Exception as error:
            raise _failed(error) from None

    return Session("spark", query, names)
