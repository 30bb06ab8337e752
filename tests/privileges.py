"""Root without the right to pass over file permissions: so tests about them run for everybody, also in CI."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager

#: CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH of capabilities(7): root reads, writes and searches everything.
OVER_PERMISSIONS = 1 << 1 | 1 << 2
VERSION_3 = 0x20080522


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Set(ctypes.Structure):
    _fields_ = (("effective", ctypes.c_uint32), ("permitted", ctypes.c_uint32), ("inheritable", ctypes.c_uint32))


@contextmanager
def bound_by_permissions() -> Iterator[None]:
    """This thread obeys file permissions until the end of the block; what it permits itself comes back then."""
    if os.geteuid() != 0:
        yield
        return
    system = ctypes.CDLL(None, use_errno=True)
    header, sets = _Header(VERSION_3, 0), (_Set * 2)()
    _checked(system.capget(ctypes.byref(header), sets))
    before = sets[0].effective
    sets[0].effective = before & ~OVER_PERMISSIONS
    _checked(system.capset(ctypes.byref(header), sets))
    try:
        yield
    finally:
        sets[0].effective = before
        _checked(system.capset(ctypes.byref(header), sets))


def _checked(result: int) -> None:
    if result:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
