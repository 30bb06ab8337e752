"""Devices of a case file, enrolled without a card: this machine, and an office elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jxinspect.model.sync import Device
    from jxinspect.store.casefile import CaseFile

OFFICE = "机关端"
LAPTOP = "二组笔记本"


def _enrolled(case: CaseFile, name: str, block: int, public_key: str) -> Device:
    from jxinspect.model.sync import Device

    office = block == 0
    device = Device(
        at=case.at, public_key=public_key, recipient="", name=name, block=block, office=office, actor=case.actor
    )
    case.add(device)
    return device


def enrol(case: CaseFile, block: int) -> Device:
    """Make this machine the office (block 0, with a laptop of block 2 elsewhere), or a laptop of an office elsewhere.

    It counts from the next act on. Returns the laptop.
    """
    from jxinspect.store.device import device_key, public_hex

    own, other = public_hex(device_key()), "ab" * 32
    if block == 0:
        _enrolled(case, OFFICE, 0, own)
        return _enrolled(case, LAPTOP, 2, other)
    _enrolled(case, OFFICE, 0, other)
    return _enrolled(case, LAPTOP, block, own)
