"""The calculator of fines: which rule, which range, which steps; and the thresholds of hearings."""

from __future__ import annotations

from datetime import date

import pytest

from jxinspect.errors import Incomplete, Refused
from jxinspect.law.fine import fine_range, hearing_threshold, rules
from jxinspect.law.statutes import refs
from jxinspect.law.violations import VIOLATIONS, violation


def nothing(_: str) -> None:
    """No setting was changed."""


@pytest.mark.parametrize(
    ("code", "unit_type", "ended_on", "amount", "least", "most", "ref"),
    [
        ("V31-3", "service_org", "2025-05-31", 750_000, 1_500_000, 3_750_000, "社会保险法 87"),
        ("V32-2", "person", "2012-01-01", 100_000, 200_000, 500_000, "社会保险法 88"),
        ("V33-2", "person", "2025-05-31", None, 200_000, 1_000_000, "工伤保险条例 61"),
        ("V34-2", "service_org", "2023-12-01", None, 1_000_000, 5_000_000, "社会保险经办条例 57"),
    ],
)
def test_the_range_is_that_of_the_rule_in_force_when_the_act_ended(
    code: str, unit_type: str, ended_on: str, amount: int | None, least: int, most: int, ref: str
) -> None:
    found = fine_range(violation(code), date.fromisoformat(ended_on), nothing, unit_type=unit_type, amount=amount)

    assert (found.least, found.most, found.ref) == (least, most, ref)
    assert found.below(least - 1)
    assert not found.below(least)
    assert found.above(most + 1)
    assert not found.above(most)


def test_the_steps_tell_amount_factors_and_both_ends() -> None:
    told = fine_range(violation("V31-3"), date(2025, 5, 31), nothing, unit_type="service_org", amount=750_000).steps

    assert "骗取金额：7,500.00元" in told
    assert "下限：7,500.00元 × 2 倍 = 15,000.00元" in told
    assert "上限：7,500.00元 × 5 倍 = 37,500.00元" in told
    assert any("第八十七条" in line and "2011-07-01" in line for line in told)


def test_a_rule_younger_than_the_act_is_no_basis() -> None:
    with pytest.raises(Refused, match="不适用于2023-11-30终了的行为"):
        fine_range(violation("V34-2"), date(2023, 11, 30), nothing, unit_type="service_org")


def test_only_service_organisations_are_fined_for_obstruction() -> None:
    with pytest.raises(Refused) as refused:
        fine_range(violation("V34-2"), date(2025, 5, 31), nothing, unit_type="employer")

    assert refused.value.guards == ("G41",)
    assert "罚款只适用于服务机构" in refused.value.why


def test_a_multiple_of_nothing_is_no_fine() -> None:
    with pytest.raises(Incomplete, match="没有骗取的金额"):
        fine_range(violation("V31-3"), date(2025, 5, 31), nothing, unit_type="service_org")


def test_persons_and_organisations_have_thresholds_of_their_own() -> None:
    day = date(2026, 7, 22)

    assert hearing_threshold(nothing, day, person=True)[0] == 300_000
    assert hearing_threshold(nothing, day, person=False)[0] == 2_000_000
    assert hearing_threshold({"hearing.threshold.person": "500000"}.get, day, person=True)[0] == 500_000
    with pytest.raises(Incomplete):
        hearing_threshold(nothing, date(2021, 7, 14), person=True)


def test_every_violation_that_may_be_fined_has_a_rule_and_every_rule_can_be_cited() -> None:
    kinds = ("service_org", "person")
    fined = {c for c, v in VIOLATIONS.items() if v.fine and any(r.fits(c, k) for r in rules() for k in kinds)}

    assert fined == {code for code, one in VIOLATIONS.items() if one.fine}
    assert all(VIOLATIONS[code].fine == r.range for r in rules() for code in VIOLATIONS if r.fits(code, "service_org"))
    assert all(refs(rule.ref) for rule in rules())
