"""The same rules on PostgreSQL: every example of every shipped rule gives what it gives on DuckDB.

One server, one connection, temporary tables; rules share with the tests on DuckDB what was made of their SQL.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from jxinspect.analysis.board import Board
from jxinspect.analysis.engine import Engine
from jxinspect.analysis.examples import tried
from jxinspect.analysis.rule import shipped_rules
from jxinspect.errors import Incomplete

psycopg = pytest.importorskip("psycopg")


@pytest.fixture
def connection(postgres: str) -> Iterator[Any]:
    with psycopg.connect(postgres, autocommit=True) as opened:
        yield opened


def test_every_example_comes_out_alike_on_postgresql(connection: Any) -> None:
    def execute(sql: str, given: Sequence[Any] | None) -> Any:
        return connection.execute(sql.replace("?", "%s") if given else sql, given)

    on = Board(Engine("postgres", lambda sql: connection.execute(sql).fetchall()), execute)
    wrong = [
        f"{rule.id} {one.example.title}: 少了 {list(one.missing)} 多了 {list(one.surplus)}"
        for rule in shipped_rules().values()
        for one in tried(on, rule)
        if not one.passed
    ]
    assert wrong == []


MAPPING = """
extract_on = 2026-01-01
region = "360100"
[tables.person]
from = "sb.ryxx"
row = "id"
[tables.person.columns]
person_no = "grbh"
id_no = "sfzh"
[tables.pay]
from = "sb.dyffmx"
row = "id"
[tables.pay.columns]
person_no = "grbh"
pay_ym = "extract(year from ffny) * 100 + extract(month from ffny)"
amount = "je"
[tables.pay.codes.pay_state]
"1" = "成功"
"0" = "退票"
[tables.x_death]
from = "wb.sw"
row = "xh"
"""
TABLES = """
CREATE SCHEMA sb; CREATE SCHEMA wb;
CREATE TABLE sb.ryxx (id INT, grbh INT, sfzh TEXT, "姓名" TEXT, "出生日期" DATE);
CREATE TABLE sb.dyffmx (id INT, grbh INT, "待遇项目" TEXT, ffny DATE, je NUMERIC(12, 2), "发放状态" INT);
CREATE TABLE wb.sw (xh INT, "证件号码" TEXT, "姓名" TEXT, death_on DATE);
INSERT INTO sb.ryxx VALUES (1, 1, ' 36010019500101001７', '测一鸣', '1950-01-01');
INSERT INTO sb.dyffmx VALUES (1, 1, '基本养老金', '2025-01-01', 3200, 1),
    (2, 1, '基本养老金', '2025-02-01', 3200.55, 1),
    (3, 1, '基本养老金', '2025-03-01', 3200, 0);
INSERT INTO wb.sw VALUES (1, '360100195001010017', '测一鸣', '2025-01-15');
"""


@pytest.fixture
def office(connection: Any, tmp_path: Path) -> Iterator[Path]:
    """An office's own tables, and the file that says what they mean."""
    for statement in TABLES.split(";"):
        if statement.strip():
            connection.execute(statement)
    place = tmp_path / "表对应.toml"
    place.write_text(MAPPING, "utf-8")
    yield place
    connection.execute("DROP SCHEMA sb, wb CASCADE")


def test_tables_of_other_names_give_the_flags_of_the_same_data_here(
    jx: Callable[..., Any], postgres: str, office: Path
) -> None:
    ended = jx("inspect", "rule", "run", "R01", "--engine", postgres, "--tables", str(office), "--flags", "--json")
    assert ended.code == 0, ended.err
    flags = {row["klass"]: row for row in ended.json["rows"]}
    assert flags["flag"]["amount"] == 320055
    assert (flags["flag"]["first_ym"], flags["flag"]["months"]) == (202502, 1)
    assert set(flags) == {"flag", "boundary"}
    assert "360100195001010017" not in ended.out


def test_a_rule_whose_table_is_not_mapped_is_skipped_and_the_others_run(
    jx: Callable[..., Any], postgres: str, office: Path
) -> None:
    ended = jx("inspect", "rule", "run", "R01", "R02", "--engine", postgres, "--tables", str(office), "--json")
    rows = {row["rule"]: row for row in ended.json["rows"]}
    assert rows["R01"]["flags"] == 1
    assert "x_prison" in rows["R02"]["skipped"]


def test_a_run_cannot_write(postgres: str, office: Path) -> None:
    from jxinspect.analysis.sessions import on_postgres

    with on_postgres(postgres) as session, pytest.raises(Incomplete) as told:
        session.query("DELETE FROM sb.ryxx RETURNING id")
    assert "read-only" in told.value.why


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("grbh", "gr bh (", "列的写法不能识别"),
        ('from = "sb.ryxx"', 'from = "sb.nothing"', "数据库没有完成查询"),
        ("[tables.person]", "[tables.people]", "people"),
        ("id_no =", "colour =", "没有列 colour"),
        ('region = "360100"', "", "缺少或者不认识 region"),
    ],
)
def test_a_fault_in_the_file_of_tables_is_told(
    jx: Callable[..., Any], postgres: str, office: Path, old: str, new: str, said: str
) -> None:
    office.write_text(MAPPING.replace(old, new, 1), "utf-8")
    ended = jx("inspect", "rule", "run", "R01", "--engine", postgres, "--tables", str(office))
    assert ended.code == 5
    assert said in ended.err


def test_an_address_that_nobody_knows_is_refused_without_its_password(jx: Callable[..., Any], office: Path) -> None:
    ended = jx("inspect", "rule", "run", "--engine", "oracle://u:geheim@db", "--tables", str(office))
    assert ended.code == 5
    assert "geheim" not in ended.err


def test_a_rule_runs_where_an_optional_table_is_not_mapped(jx: Callable[..., Any], postgres: str, office: Path) -> None:
    ended = jx("inspect", "rule", "run", "R09", "--engine", postgres, "--tables", str(office), "--json")
    (row,) = ended.json["rows"]
    assert (row["skipped"], row["flags"]) == ("", 0)
