"""Running rules: what is skipped and why, flags from hits, the same bytes every time, again from the record alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

import pytest

from jxinspect.analysis.board import from_rows
from jxinspect.analysis.rule import shipped_rules
from jxinspect.analysis.run import Hit, RuleResult, group, repeat, run_rules
from jxinspect.law.parameters import parameters, values

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

EXTRACT = date(2026, 1, 1)
RULE = shipped_rules()["R01"]
PERSON = [{"person_no": "1", "id_no": "360100195001010017", "name": "测一鸣"}]
DEATH = [{"id_no": "360100195001010017", "name": "测一鸣", "death_on": "2025-01-15"}]
PAY = [
    {"person_no": "1", "pay_ym": month, "amount": "3200.00", "pay_state": "成功", "item": "基本养老金"}
    for month in ("202501", "202502", "202503")
]
Available = dict[str, frozenset[str]]


@pytest.fixture(scope="module")
def laid() -> Iterator[tuple[DuckDBPyConnection, Available]]:
    import duckdb

    with duckdb.connect(":memory:", config={"threads": 1}) as connection:
        tables = (("person", PERSON), ("pay", PAY), ("x_death", DEATH))
        yield connection, {key: from_rows(connection, key, rows) for key, rows in tables}


def run(connection: DuckDBPyConnection, available: Mapping[str, frozenset[str]]) -> RuleResult:
    digests = {"pay": ["ab12"], "person": ["cd34"], "x_death": ["ef56"]}
    given = values(EXTRACT, "360100")
    (result,) = run_rules(connection, [RULE], available, given, extract_on=EXTRACT, region="360100", digests=digests)
    return result


def test_hits_of_one_person_are_one_flag_with_its_months_and_sum(laid: tuple[DuckDBPyConnection, Available]) -> None:
    flags = {flag.klass: flag for flag in run(*laid).flags}
    assert (flags["flag"].months, flags["flag"].amount) == (2, 640000)
    assert (flags["flag"].first_ym, flags["flag"].last_ym) == (202502, 202503)
    assert flags["flag"].counts
    assert not flags["boundary"].counts


def test_a_result_says_rule_version_parameters_and_inputs(laid: tuple[DuckDBPyConnection, Available]) -> None:
    result = run(*laid)
    assert result.version == RULE.version
    assert result.parameters["tolerance"] == 0
    assert result.inputs == {"pay": ["ab12"], "person": ["cd34"], "x_death": ["ef56"]}


def test_the_same_rows_give_the_same_digest_in_any_order(laid: tuple[DuckDBPyConnection, Available]) -> None:
    connection, available = laid
    once = run(connection, available)
    connection.execute("CREATE OR REPLACE TEMPORARY VIEW pay AS SELECT * FROM laid_pay ORDER BY _row DESC")
    assert run(connection, available).digest == once.digest


def test_a_run_is_repeated_from_its_record_alone(laid: tuple[DuckDBPyConnection, Available]) -> None:
    connection, available = laid
    once = run(connection, available)
    assert repeat(connection, once, available).digest == once.digest
    other = once._replace(parameters=once.parameters | {"tolerance": 1})
    assert repeat(connection, other, available).digest != once.digest


def test_a_rule_whose_table_is_missing_is_skipped_with_the_reason(
    laid: tuple[DuckDBPyConnection, Available],
) -> None:
    connection, available = laid
    result = run(connection, {key: there for key, there in available.items() if key != "x_death"})
    assert result.skipped == "没有载入数据表“死亡人员”（x_death）"
    assert result.flags == ()


def test_a_rule_whose_column_is_missing_is_skipped_with_the_reason(
    laid: tuple[DuckDBPyConnection, Available],
) -> None:
    connection, available = laid
    result = run(connection, available | {"person": frozenset({"person_no", "name"})})
    assert result.skipped == "数据表“参保人员基本信息”（person）缺少列：证件号码（id_no）"


def test_a_payment_compared_with_two_rows_counts_once() -> None:
    one = Hit("flag", "360100195001010017", "1", 202502, 320000, 7, 1, None)
    (flag,) = group(RULE, [one, one._replace(right_row=2), one._replace(left_row=8)])
    assert flag.amount == 640000
    assert len(flag.hits) == 3


def test_parameters_follow_the_day_and_the_region() -> None:
    own = {
        "R01": {
            "tolerance": {
                "text": "容许月数",
                "value": 0,
                "other": [
                    {"value": 1, "region": "3601"},
                    {"value": 2, "region": "3601", "from": date(2026, 1, 1)},
                    {"value": 3, "to": date(2025, 12, 31)},
                ],
            }
        }
    }
    one = parameters(own)["R01.tolerance"]
    assert one.at(date(2025, 6, 1), "360100") == 1
    assert one.at(date(2026, 6, 1), "360100") == 2
    assert one.at(date(2025, 6, 1), "360200") == 3
    assert one.at(date(2026, 6, 1), "360200") == 0
