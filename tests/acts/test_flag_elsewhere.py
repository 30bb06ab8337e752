"""Rules on the database where an office keeps its data, with the flags kept here: the rows stay there (办法 18, 23)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from jxinspect.acts import flag_run, flag_show
from jxinspect.analysis import elsewhere
from jxinspect.analysis.elsewhere import Session
from jxinspect.errors import Incomplete, Refused
from jxinspect.law.terms import State
from jxinspect.model.flag import Flag, RuleRun
from jxinspect.model.plan import Inspection
from tests.flags import DEAD, NUMBER

Act = Callable[..., Any]
RUN = ("inspect", "data", "run", NUMBER)
OFFICE = f"""
CREATE TABLE ryxx AS SELECT 1 AS id, 77 AS grbh, '{DEAD}' AS sfzh, '死一者' AS xm;
CREATE TABLE dyffmx AS SELECT 500 + n AS id, 77 AS grbh, '基本养老金' AS item, 202500 + n AS pay_ym,
    3200.00 AS amount, '1' AS zt FROM range(1, 4) AS t(n);
CREATE TABLE sw AS SELECT 9 AS xh, '{DEAD}' AS id_no, '死一者' AS name, DATE '2025-01-20' AS death_on
"""
TABLES = """
extract_on = 2025-12-31
region = "360100"
[tables.person]
from = "ryxx"
row = "id"
columns = { person_no = "grbh", id_no = "sfzh", name = "xm" }
[tables.pay]
from = "dyffmx"
row = "id"
columns = { person_no = "grbh", pay_state = "zt" }
codes.pay_state = { "1" = "成功" }
[tables.x_death]
from = "sw"
row = "xh"
"""


@pytest.fixture
def there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[flag_run.Elsewhere]:
    """A database of a city, and the file that says what its tables mean."""
    import duckdb

    place = tmp_path / "表对应.toml"
    place.write_text(TABLES, "utf-8")
    with duckdb.connect(config={"threads": 1}) as connection:
        connection.execute(OFFICE)

        def names(source: str) -> list[str]:
            return [str(name) for name, *_ in connection.execute(f"DESCRIBE {source}").fetchall()]

        @contextmanager
        def session(_: str) -> Iterator[Session]:
            # What PostgreSQL would do with the same SQL is tested with the rules; here it is what becomes of the flags.
            yield Session("duckdb", lambda sql: connection.execute(sql).fetchall(), names)

        monkeypatch.setattr(elsewhere, "_session", session)
        yield flag_run.Elsewhere("postgresql://inspector@db.example/sb", place)


def ran(act: Act, place: flag_run.Elsewhere) -> None:
    with act("inspect.data.run", at="2026-03-02 09:00") as case:
        flag_run.run(case, NUMBER, rules=["R01"], elsewhere=place)


def test_flags_of_a_database_elsewhere_are_kept_like_those_of_loaded_data(
    reviewed: Act, there: flag_run.Elsewhere
) -> None:
    ran(reviewed, there)
    with reviewed("look", dry_run=True) as case:
        (run,) = case.all(RuleRun)
        assert (run.engine, str(run.extract_on), run.region) == ("postgresql", "2025-12-31", "360100")
        counted = next(one for one in case.all(Flag) if one.strength)
        assert (counted.number, counted.amount, counted.months) == ("R01-0001", 640000, 2)
        assert case.all(Inspection)[0].state == State.ANALYSED


def test_such_a_run_is_repeated_only_where_the_data_are(reviewed: Act, there: flag_run.Elsewhere) -> None:
    ran(reviewed, there)
    with reviewed("look", dry_run=True) as case:
        assert flag_run.again(case, "2026-001-BD-01", there) == {"R01": True}
        with pytest.raises(Incomplete, match="数据在数据库（postgresql）中"):
            flag_run.again(case, "2026-001-BD-01")


def test_a_flag_of_elsewhere_is_shown_without_rows_and_the_place_is_told(
    reviewed: Act, there: flag_run.Elsewhere, jx: Callable[..., Any], case_path: Path, clock_at: Callable[[str], object]
) -> None:
    ran(reviewed, there)
    clock_at("2026-11-23 09:30")
    shown = jx("-C", str(case_path), "--as", "测一鸣", "inspect", "flag", "show", NUMBER, "R01-0001")
    assert shown.code == 0, shown.err
    assert "360100********0025" in shown.out
    assert "数据库（postgresql）" in shown.out
    assert "501" not in shown.out


def test_what_was_found_elsewhere_is_not_looked_at_after_closing_either(
    reviewed: Act, there: flag_run.Elsewhere
) -> None:
    ran(reviewed, there)
    with reviewed("look", dry_run=True) as case:
        case.all(Inspection)[0].state = State.CLOSED
        with pytest.raises(Refused) as told:
            flag_show.show(case, NUMBER, "R01-0001")
    assert told.value.guards == ("G54",)


def test_the_address_alone_is_not_enough(jx: Callable[..., Any], reviewed: Act, case_path: Path) -> None:
    ended = jx("-C", str(case_path), "--as", "测一鸣", *RUN, "--engine", "postgresql://u:geheim@db/x")
    assert ended.code == 2
    assert "--tables" in ended.err
    assert "geheim" not in ended.err
