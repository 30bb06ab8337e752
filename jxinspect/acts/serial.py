"""The next code or ordinal of everything that the program numbers itself.

Laptops that work apart must not give one number twice. Each device has a block of its own, in every register and in
every inspection, and goes on behind the highest number of that block. Official series are not counted here: they have
no gap, and come from the office's counter or from a lease (`acts/lease.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jxinspect.documents.numbering import INSIDE, REGISTER, following
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.base import Record
from jxinspect.model.evidence import Evidence
from jxinspect.store.casefile import CaseFile

__all__ = ["INSIDE", "REGISTER", "code", "evidence_ordinals", "ordinal", "ordinals", "register_code"]


def ordinals(case: CaseFile, used: Iterable[int], *, size: int = INSIDE) -> Iterator[int]:
    """The numbers that this machine gives next after those that are used, one after the other without end."""
    return following(used, case.block, size)


def ordinal(case: CaseFile, used: Iterable[int], *, size: int = INSIDE) -> int:
    """The number that this machine gives next."""
    return next(ordinals(case, used, size=size))


def code(case: CaseFile, stem: str, used: Iterable[str], *, width: int = 2, size: int = INSIDE) -> str:
    """The next code of a stem: 2026-007-QQ → 2026-007-QQ-03. Used codes of another stem count for nothing."""
    start = f"{stem}-"
    tails = (text.removeprefix(start) for text in used if text.startswith(start))
    return f"{start}{ordinal(case, (int(tail) for tail in tails if tail.isdecimal()), size=size):0{width}d}"


def register_code(case: CaseFile, cls: type[Record], mark: str, year: int, *, width: int = 3) -> str:
    """The next code in a register of the year, which has the columns number and year: 2026-XS-003."""
    used = (getattr(one, "number") for one in case.all(cls, year=year))  # noqa: B009 — not of every record
    return code(case, f"{year}-{mark}", used, width=width, size=REGISTER)


def evidence_ordinals(case: CaseFile, records: InspectionRecords) -> Iterator[int]:
    """The numbers of the next items of evidence. A folder of photos has hundreds, so the blocks are large."""
    return ordinals(case, (item.seq for item in records.of(Evidence)), size=REGISTER)
