"""All plantings, by group of rules; importing a group registers its cases."""

from __future__ import annotations

from tests.county import (
    ages,
    batches,
    claims,
    common,
    contributions,
    double,
    injuries,
    jobless,
    kin,
    medical,
    money,
    numbers,
    payments,
    recovered,
    staff,
    systems,
    training,
    units,
)
from tests.county.cases import Case
from tests.county.cast import Cast

GROUPS = (
    payments,
    double,
    ages,
    numbers,
    contributions,
    kin,
    injuries,
    medical,
    jobless,
    training,
    money,
    systems,
    units,
    recovered,
    batches,
    claims,
    staff,
)


def all_of(cast: Cast) -> list[Case]:
    """Plant everything."""
    common.settle(cast)
    return cast.plant()
