"""Areas by the codes of GB/T 2260."""

from __future__ import annotations

import pytest

from jxinspect.law.region import region_fault, standing
from jxinspect.law.terms import Level, Standing

PROVINCE, CITY, COUNTY = Level.PROVINCE, Level.CITY, Level.COUNTY


@pytest.mark.parametrize(
    ("level", "own", "code", "how"),
    [
        (PROVINCE, "360000", "360000", Standing.OWN),
        (PROVINCE, "360000", "360100", Standing.LOWER),
        (PROVINCE, "360000", "360121", Standing.LOWER),
        (PROVINCE, "360000", "430100", Standing.OUTSIDE),
        (CITY, "360100", "360100", Standing.OWN),
        (CITY, "360100", "360101", Standing.OWN),
        (CITY, "360100", "360121", Standing.LOWER),
        (CITY, "360100", "360200", Standing.OUTSIDE),
        (CITY, "360100", "360000", Standing.OUTSIDE),
        (COUNTY, "360121", "360121", Standing.OWN),
        (COUNTY, "360121", "360122", Standing.OUTSIDE),
        (COUNTY, "360121", "360100", Standing.OUTSIDE),
    ],
)
def test_a_place_is_of_the_own_level_or_of_a_lower_one_or_outside(
    level: Level, own: str, code: str, how: Standing
) -> None:
    assert standing(level, own, code) == how


@pytest.mark.parametrize(
    ("code", "level", "fault"),
    [("36010", None, "六位"), ("36010a", None, "六位"), ("060100", None, "六位"), ("360101", CITY, "后 2 位")],
)
def test_a_code_that_is_none_says_why(code: str, level: Level | None, fault: str) -> None:
    assert fault in (region_fault(code, level) or "")


def test_codes_that_fit_have_no_fault() -> None:
    assert [region_fault(c, lv) for c, lv in (("360000", PROVINCE), ("360100", COUNTY), ("360121", None))] == [None] * 3
