"""The draw, against values computed outside the program, and its fairness by counting."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

from hypothesis import given, settings
from hypothesis import strategies as st

from jxinspect.law.pick import NEVER, Candidate, by_draw, by_risk, digest, points, scored, value

PARAMETERS = {
    **{
        f"weight_{factor}": weight
        for factor, weight in (("months", 40), ("findings", 20), ("amount", 20), ("leads", 20))
    },
    "full_months": 36,
    "full_findings": 5,
    "full_amount": 100_000_000,
    "full_leads": 4,
}
EMPTY = Candidate("甲局", months=0, findings=0, amount=0, leads=0)


def test_the_lot_is_what_sha256sum_prints() -> None:
    # printf '%s' '演示种子|江西样品1号制造有限公司|1' | sha256sum
    expected = "fca7dbdac506a6de75b980bc089ce204c2119692697eb0797d94c741000dac20"
    assert value("演示种子", "江西样品1号制造有限公司", 1) == expected


def test_more_tickets_can_only_lower_the_lot() -> None:
    each = [sha256(f"s|甲局|{n}".encode()).hexdigest() for n in (1, 2, 3)]
    assert value("s", "甲局", 3) == min(each)


def test_a_unit_with_three_tickets_comes_first_about_three_times_as_often() -> None:
    heavy, light = replace(EMPTY, tickets=3), replace(EMPTY, unit="乙局")
    first = sum(by_draw([heavy, light], str(seed), 1)[0][0] is heavy for seed in range(2000))
    assert 1420 < first < 1580


def test_points_are_in_proportion_to_the_full_mark_and_never_inspected_counts_full() -> None:
    assert points(replace(EMPTY, months=18), "months", PARAMETERS) == 50
    assert points(replace(EMPTY, months=NEVER), "months", PARAMETERS) == 100
    assert points(replace(EMPTY, findings=99), "findings", PARAMETERS) == 100
    assert points(replace(EMPTY, amount=1_000_000), "amount", PARAMETERS) == 1


def test_the_score_weighs_the_points_and_gives_a_ticket_for_each_ten() -> None:
    one = replace(EMPTY, months=NEVER, leads=2)
    assert scored(one, PARAMETERS, weighted=False) == replace(one, score=50, tickets=1)
    assert scored(one, PARAMETERS, weighted=True) == replace(one, score=50, tickets=6)


def test_without_any_weight_everybody_scores_nothing() -> None:
    weights = PARAMETERS | {name: 0 for name in PARAMETERS if name.startswith("weight_")}
    assert scored(replace(EMPTY, months=NEVER), weights, weighted=True).score == 0


def test_of_equal_scores_the_first_by_name_is_chosen() -> None:
    names = [one.unit for one in by_risk([replace(EMPTY, unit=unit) for unit in ("乙", "甲", "丙")], 2)]
    assert names == sorted(("乙", "甲", "丙"))[:2]


def test_the_digest_is_that_of_plain_lines() -> None:
    two = [replace(EMPTY, unit="b", score=7, tickets=2), replace(EMPTY, unit="a")]
    assert digest(two) == sha256(b"a\t0\t1\nb\t7\t2\n").hexdigest()


@settings(max_examples=25)
@given(
    st.lists(st.text("甲乙丙丁", min_size=1, max_size=3), unique=True, min_size=3, max_size=8),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
)
def test_the_order_in_which_units_are_listed_changes_nothing(units: list[str], seed: str) -> None:
    listed = [replace(EMPTY, unit=unit) for unit in units]
    assert by_draw(listed, seed, 3) == by_draw(listed[::-1], seed, 3)
    assert digest(listed) == digest(listed[::-1])
