"""How far the tests of crashes and damage go: a sample in every run, all of it where `THOROUGH` is set.

THOROUGH=1 python3 -m pytest tests/store tests/scenarios/test_crash.py
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

THOROUGH = bool(os.environ.get("THOROUGH"))


def rounds(usual: int, thorough: int) -> int:
    """How often something is tried at random."""
    return thorough if THOROUGH else usual


def some(every: Sequence[T], usual: int) -> list[T]:
    """So many of them, evenly from the first to the last; every one where it is to be thorough."""
    if THOROUGH or len(every) <= usual:
        return list(every)
    return [every[n * (len(every) - 1) // max(1, usual - 1)] for n in range(usual)]
