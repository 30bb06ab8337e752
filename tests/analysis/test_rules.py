"""Every shipped rule: nothing wrong with it, its examples come out, each class is shown, order changes nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from jxinspect.analysis.board import Board, board
from jxinspect.analysis.examples import tried
from jxinspect.analysis.lint import faults
from jxinspect.analysis.rule import Rule, shipped_rules
from jxinspect.law.parameters import parameters

RULES = list(shipped_rules().values())


@pytest.fixture(scope="module")
def table() -> Iterator[Board]:
    """One connection for all rules."""
    import duckdb

    with duckdb.connect(":memory:", config={"threads": 1}) as connection:
        yield board(connection)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_shipped_rule_has_no_fault(rule: Rule) -> None:
    assert [fault.text for fault in faults(rule, parameters())] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_examples_of_a_shipped_rule_come_out_as_they_say(rule: Rule, table: Board) -> None:
    # The last row first: what an example says must not hang on the order. PostgreSQL runs them in their order.
    outcomes = list(tried(table, rule, backwards=True))
    wrong = [
        f"{one.example.title}: 少了 {list(one.missing)} 多了 {list(one.surplus)}" for one in outcomes if not one.passed
    ]
    assert wrong == []
    assert {klass for one in outcomes for klass in one.classes} == set(rule.classes), "a class without an example"
    assert any(not one.example.hits for one in outcomes), "no example that must not hit"
