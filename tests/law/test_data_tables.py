"""The tables in which data are handed over (D09): they hold together and fit the funds."""

from __future__ import annotations

import re
from datetime import date

import pytest

from jxinspect.errors import NotFound
from jxinspect.law.data_tables import TYPES, DataTable, chosen_tables, data_tables, usual_tables
from jxinspect.law.disclosure import full_numbers
from jxinspect.law.terms import FundType

ON = date(2026, 2, 10)


@pytest.mark.parametrize("table", data_tables(ON).values(), ids=lambda one: one.key)
def test_a_table_has_distinct_columns_of_known_types_whose_examples_fit(table: DataTable) -> None:
    columns = table.columns
    assert len({one.name for one in columns}) == len({one.title for one in columns}) == len(columns)
    assert any(one.required for one in columns)
    for one in columns:
        assert re.fullmatch("[a-z][a-z_0-9]*", one.name)
        assert one.type in TYPES
        assert len(one.example) <= one.length
        assert bool(one.codes) == (one.type == "code")
        assert not one.codes or not one.example or one.example in one.codes
        assert not full_numbers(one.example)


def test_sheet_names_fit_a_workbook() -> None:
    for one in data_tables(ON).values():
        assert len(one.title) <= 31
        assert not set(one.title) & set(r"\/?*[]:")


@pytest.mark.parametrize("fund", list(FundType))
def test_every_fund_has_tables_that_are_asked_for_without_being_named(fund: FundType) -> None:
    keys = [one.key for one in usual_tables([fund], ON)]
    assert {"person", "contrib", "pay"} <= set(keys)
    assert ("unemp" in keys) == (fund == FundType.UNEMPLOYMENT)
    assert ("inj_med" in keys) == (fund == FundType.INJURY)
    assert not [key for key in keys if key.startswith("x_")]


def test_tables_are_chosen_by_key_or_title_each_once() -> None:
    assert [one.key for one in chosen_tables(["pay", "死亡人员", "x_death"], ON)] == ["pay", "x_death"]
    with pytest.raises(NotFound, match="工资表"):
        chosen_tables(["工资表"], ON)


def test_before_the_regulation_no_form_of_a_table_holds() -> None:
    assert data_tables(date(2022, 12, 31)) == {}
