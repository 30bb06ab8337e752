"""Lists as files: nothing is lost, no text is a formula, and reading back finds every difference."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jxinspect.ui.files import BOM, FileFormat, difference, written
from jxinspect.ui.values import columns

COLUMNS = columns(
    ("name", "名称"), ("sum", "金额", "amount"), ("n", "条数", "number"), ("on", "日期"), ("yes", "是否", "flag")
)
KINDS: tuple[FileFormat, ...] = ("csv", "xlsx", "json", "jsonl")
ODD = [
    "=cmd|' /C calc'!A0",
    "+1",
    "-2",
    "@x",
    "\tx",
    "＝1",
    "甲\n乙",
    'a"b,c',
    "",
    " x ",
    "𠮷",
    "\x0b",
    "\x85",
    "\u2028",
    "a\rb",
]


def row(name: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "sum": -123456, "n": 7, "on": "2026-11-23", "yes": True} | more


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("encoding", [BOM, "gb18030"])
def test_what_is_written_reads_back_the_same(kind: FileFormat, encoding: str) -> None:
    rows = [*map(row, ODD), row("甲", sum=None, n=None, on=None, yes=None)]
    assert difference(written(rows, COLUMNS, kind, encoding), rows, COLUMNS, kind, encoding) == ""
    assert difference(written([], COLUMNS, kind, encoding), [], COLUMNS, kind, encoding) == ""


@pytest.mark.parametrize("kind", KINDS)
def test_a_row_more_a_row_less_and_another_value_are_found(kind: FileFormat) -> None:
    rows = [row("甲"), row("乙")]
    for other in (rows[:1], [*rows, row("丙")], [row("甲"), row("丁")], [row("甲"), row("乙", sum=-123457)]):
        assert difference(written(other, COLUMNS, kind), rows, COLUMNS, kind) != ""


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_no_text_is_a_formula(kind: FileFormat) -> None:
    data = written([row(text) for text in ODD], COLUMNS, kind)
    if kind == "csv":
        assert not [
            line for line in data.decode("utf-8-sig").split("\r\n") if line.lstrip('"').startswith(("=", "+", "@"))
        ]
        return
    from io import BytesIO

    from openpyxl import load_workbook

    cells = [line[0] for line in load_workbook(BytesIO(data)).worksheets[0].iter_rows(min_row=2)]
    assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}
    assert cells[0].value == ODD[0]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.tuples(st.text(st.characters(exclude_categories=["Cs"])), st.integers(-(10**14), 10**14)), max_size=4),
    st.sampled_from(KINDS),
)
def test_any_text_and_amount_survive(made: list[tuple[str, int]], kind: FileFormat) -> None:
    rows = [row(name, sum=fen) for name, fen in made]
    assert difference(written(rows, COLUMNS, kind), rows, COLUMNS, kind) == ""
