"""Every rule finds all that was planted in an invented county, and nothing else (recall 100 %, no innocent hit)."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from jxinspect.analysis.rule import shipped_rules
from jxinspect.analysis.run import run_rules
from jxinspect.law.identity import credit_code_fault, identity_fault
from jxinspect.law.parameters import values
from tests.county.cast import EXTRACT_ON
from tests.county.county import REGION, County, build, lay
from tests.county.crowd import Size
from tests.county.recall import judge

Laid = tuple[duckdb.DuckDBPyConnection, County]


@pytest.fixture(scope="module")
def laid() -> Iterator[Laid]:
    with duckdb.connect() as con:
        county = build(con, Size.of(4_800))
        lay(con, county)
        yield con, county


@pytest.mark.parametrize("name", shipped_rules())
def test_a_rule_finds_what_was_planted_for_it_and_nothing_else(laid: Laid, name: str) -> None:
    con, county = laid
    rule = shipped_rules()[name]
    (result,) = run_rules(
        con, [rule], county.available, values(EXTRACT_ON, REGION), extract_on=EXTRACT_ON, region=REGION
    )
    line = judge(result, county.cases)
    assert line.skipped is None
    assert line.missed == ()
    assert line.wrong == ()
    assert line.strays == ()
    assert line.planted > 0
    assert line.innocents > 0


def test_the_crowd_has_sound_numbers_that_nobody_shares(laid: Laid) -> None:
    con, _ = laid
    numbers = [
        number for (number,) in con.execute("SELECT id_no FROM person WHERE person_no LIKE '36010010%'").fetchall()
    ]
    assert len(numbers) == len(set(numbers)) == 200
    assert {identity_fault(number, EXTRACT_ON) for number in numbers} == {None}
    codes = con.execute("SELECT credit_code FROM unit").fetchall()
    assert {credit_code_fault(code) for (code,) in codes} == {None}


def test_the_same_county_comes_out_twice(laid: Laid) -> None:
    con, county = laid
    with duckdb.connect() as other:
        again = build(other, Size.of(4_800))
        assert again == county
        for table in ("person", "pay", "stmt"):
            columns = ", ".join(f'"{name}"' for name in sorted(county.available[table]))
            kept, made = f"SELECT {columns} FROM {table}", f"SELECT {columns} FROM given_{table}"
            assert (
                con.execute(f"SELECT * FROM ({kept}) AS t ORDER BY ALL").fetchall()
                == other.execute(f"SELECT * FROM ({made}) AS t ORDER BY ALL").fetchall()
            )
