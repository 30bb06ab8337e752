"""Blocks of official numbers in words: where one stands."""

from __future__ import annotations

from jxinspect.law.terms import Term

#: So few numbers left are worth a remark.
LOW = 3
#: What somebody is told to ask for when the numbers run out.
USUAL = 20


class LeaseState(Term):
    """Where a block of numbers stands that the office gave to a device."""

    RUNNING = "running", "在用"
    USED_UP = "used_up", "用完"
    RETURNED = "returned", "已交回"


def asked_for(device: str, series: str, year: int) -> str:
    """What to type on the office's machine so that a device gets a block."""
    return f"jxinspect sync lease give {device} {series} {year} --count {USUAL}"
