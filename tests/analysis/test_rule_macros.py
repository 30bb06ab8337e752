"""What rules may write beside plain SQL: macros, the rest days, and classes with rows of their own."""

from __future__ import annotations

from datetime import date

import pytest
from sqlglot import parse_one

from jxinspect.analysis.lint import faults
from jxinspect.analysis.macros import expand
from jxinspect.analysis.rule import parse, shipped_rules
from jxinspect.law.parameters import REST_DAY, parameters, rows_shown


def _value(text: str) -> object:
    import duckdb

    with duckdb.connect(":memory:") as connection:
        found = connection.execute(expand(parse_one(f"SELECT {text}", read="duckdb")).sql("duckdb")).fetchone()
    assert found is not None
    return found[0]


@pytest.mark.parametrize(
    ("fen", "shown"),
    [("320000", "3200.00"), ("5", "0.05"), ("0", "0.00"), ("-101", "-1.01"), ("12345678909", "123456789.09")],
)
def test_an_amount_is_written_in_yuan(fen: str, shown: str) -> None:
    assert _value(f"yuan({fen})") == shown


def test_days_are_added_over_the_end_of_a_month() -> None:
    assert _value("add_days(DATE '2025-02-27', 3)") == date(2025, 3, 2)
    with pytest.raises(ValueError, match="天数"):
        _value("add_days(DATE '2025-02-27', a + 1)")


def test_rest_days_are_those_of_the_years_with_a_table() -> None:
    rows = parameters()[REST_DAY].value
    assert isinstance(rows, tuple)
    days = {row[0] for row in rows if isinstance(row, tuple)}
    assert date(2026, 1, 1) in days  # 元旦
    assert date(2026, 1, 4) not in days  # a Sunday that is worked
    assert date(2026, 1, 10) in days  # a Saturday
    assert {str(day)[:4] for day in days} == {"2024", "2025", "2026"}
    assert rows_shown(rows)[::3] == ["2024-01-01", "共 349 行"]  # type: ignore[arg-type] # rows
    assert rows_shown([(1, None), (2, "甲")]) == ["1 —", "2 甲"]


def test_a_class_may_have_rows_of_its_own_in_declared_tables() -> None:
    text = shipped_rules()["R01"].text
    rule = parse(text.replace("[[false_positives]]", '[rows]\nweak = ["person", ""]\n\n[[false_positives]]', 1))
    assert rule.sides("weak") == ("person", "")
    assert rule.sides("flag") == ("pay", "x_death")
    wrong = parse(text.replace("[[false_positives]]", '[rows]\nodd = ["stmt", ""]\n\n[[false_positives]]', 1))
    said = [fault.text for fault in faults(wrong, parameters())]
    assert "[rows] 中的类别 odd 没有写在 [classes] 中" in said
    assert "rows.odd 的表 stmt 没有写在 [inputs] 中" in said
