"""Devices of a case file, enrolled without a card: this machine, and an office elsewhere."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

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
    from jxinspect.store.trust import make_office

    own, other = public_hex(device_key()), "ab" * 32
    make_office(case.connection, other if block else own)
    if block == 0:
        _enrolled(case, OFFICE, 0, own)
        return _enrolled(case, LAPTOP, 2, other)
    _enrolled(case, OFFICE, 0, other)
    return _enrolled(case, LAPTOP, block, own)


class Machines:
    """An office ("home") and a laptop with homes of their own, one case file between them."""

    def __init__(self, path: Path, patch: pytest.MonkeyPatch) -> None:
        self._path, self._patch = path, patch

    def at(self, machine: str) -> None:
        """From now on this machine acts: "home" the office, or a name."""
        home = self._path.parent / machine
        if not home.exists():
            shutil.copytree(self._path.parent / "home" / "unlocked", home / "unlocked")
            home.chmod(0o700)
        self._patch.setenv("JXINSPECT_HOME", str(home))

    def key(self, machine: str) -> str:
        """The public key of a machine; the office acts afterwards."""
        from jxinspect.store.device import device_key, public_hex

        self.at(machine)
        public = public_hex(device_key())
        self.at("home")
        return public
