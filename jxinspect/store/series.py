"""Numbers of official series (发文字号): which comes next on this machine, and which are missing.

The office counts. Every other enrolled device takes its numbers from a lease (号段), in their order. Nothing is given
twice and nothing is left out (G57): a number of a lease is issued or still to be issued; when the lease has ended, the
rest is void with a reason, or free, and free ones go to the next documents of the office.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from jxinspect.errors import Refused
from jxinspect.law.lease import LOW, asked_for
from jxinspect.model.document import Document, Numbering
from jxinspect.model.kinds import DeviceRevocation, Lease, LeaseEnd
from jxinspect.store.casefile import CaseFile
from jxinspect.store.enrolled import Enrolled

#: More than any series has numbers.
_MANY = 2**62
_HIGHEST = "SELECT max(n) FROM document WHERE series = ? AND year = ? AND n < ?"
#: What a device issued before it was enrolled came from no lease; ids sort by the time they were made.
_ISSUERS = """
SELECT journal.record_id, device.id FROM journal
JOIN chain ON chain.id = journal.chain JOIN device ON device.public_key = chain.device_key
WHERE journal.record_table = 'document' AND journal.op = 'insert' AND journal.record_id > device.id
  AND chain.device_key IS NOT (SELECT value FROM case_info WHERE name = 'office')
"""
_ISSUED = "SELECT n FROM document WHERE series = ? AND year = ? AND n BETWEEN ? AND ?"


class Block(NamedTuple):
    """A lease as it stands. `next`: the number that its device gives next."""

    lease: Lease
    end: LeaseEnd | None
    next: int

    @property
    def left(self) -> int:
        """How many numbers its device may still give."""
        return 0 if self.end else max(0, self.lease.last - self.next + 1)


def last_number(case: CaseFile, series: str | None, year: int, *, below: int | None) -> int | None:
    """The highest number given in a series and year, or the highest below one; None when there is none."""
    limit = _MANY if below is None else below
    # Asked of the index, and of the driver: a year can have ten thousand numbers, and each of them asks twice.
    found: int | None = case.connection.execute(_HIGHEST, (series, year, limit)).fetchone()[0]
    return found


def first_number(case: CaseFile, series: str, year: int) -> int:
    """Where the series begins in this case file; not at 1 when the office had counted before."""
    return next((row.first for row in case.all(Numbering, series=series, year=year)), 1)


def next_number(case: CaseFile, series: str, year: int) -> int:
    """The number that this machine gives next. Refused where it is not the office and has no lease, or none left."""
    own = case.enrolled
    if own is None or own.office:
        return min(free_numbers(case, series, year), default=fresh_number(case, series, year))
    if own.id and (revoked := case.all(DeviceRevocation, device_id=own.id)):
        raise Refused(
            f"本机（{own.name}）已经停用，不能编{series}〔{year}〕的文号",
            why=f"机关端停用的原因：{revoked[0].because}",
            todo="换一台登记的电脑办理；停用有误的，请机关端重新登记本机",
            guards=("G57",),
        )
    mine = [block for block in blocks(case, series, year) if block.lease.device_id == own.id]
    for block in mine:
        if block.left:
            return block.next
    raise _none_left(own, series, year, mine)


def fresh_number(case: CaseFile, series: str, year: int) -> int:
    """The number behind all that were given or leased."""
    given = last_number(case, series, year, below=None) or first_number(case, series, year) - 1
    return 1 + max([given, *(lease.last for lease in _leases(case, series, year))])


def blocks(case: CaseFile, series: str, year: int) -> list[Block]:
    """The leases of a series and year in the order of their numbers."""
    found = []
    for lease in sorted(_leases(case, series, year), key=lambda lease: lease.first):
        last = last_number(case, series, year, below=lease.last + 1) or 0
        found.append(Block(lease, end_of(case, lease), max(lease.first, last + 1)))
    return found


def end_of(case: CaseFile, lease: Lease) -> LeaseEnd | None:
    """How a lease ended; None while it runs."""
    return next(iter(case.all(LeaseEnd, lease_id=lease.id)), None)


def free_numbers(case: CaseFile, series: str, year: int) -> Iterator[int]:
    """Numbers that came back unused with an ended lease and were given to no document since."""
    for lease in _leases(case, series, year):
        end = end_of(case, lease)
        if end is not None and end.returned_from is not None:
            taken = issued_between(case, series, year, end.returned_from, lease.last).union(end.voided)
            yield from (n for n in range(end.returned_from, lease.last + 1) if n not in taken)


def issued_between(case: CaseFile, series: str, year: int, first: int, last: int) -> set[int]:
    """The numbers from `first` to `last` that documents have."""
    return {n for (n,) in case.connection.execute(_ISSUED, (series, year, first, last))}


def issuers(case: CaseFile) -> dict[str, str]:
    """Document → the enrolled device that issued it, other than the office's; by their ids."""
    return {row[0]: row[1] for row in case.connection.execute(_ISSUERS)}


def missing_before(case: CaseFile, document: Document) -> tuple[int, int] | None:
    """The first and the last of the numbers that are missing before a document's own (G57); None when none is.

    What is inside leases is judged by them (model/guards/lease.py). A device that is not the office may lack documents
    of others, and misses nothing.
    """
    series, year, n = document.series, document.year, document.n
    if series is None or n is None or (case.enrolled is not None and not case.enrolled.office):
        return None
    spans = sorted(((lease.first, lease.last) for lease in _leases(case, series, year)), reverse=True)
    top = n - 1
    for first, last in spans:
        if first <= top <= last:
            top = first - 1
    below = [last for _, last in spans if last < top]
    found = last_number(case, series, year, below=top + 1) or first_number(case, series, year) - 1
    accounted = max([found, *below])
    return (accounted + 1, top) if accounted < top else None


def running_low(case: CaseFile, series: str, year: int) -> str:
    """What to tell after a number of a lease was given: that few are left, or none. Empty when there are enough."""
    own = case.enrolled
    if own is None or own.office:
        return ""
    left = sum(block.left for block in blocks(case, series, year) if block.lease.device_id == own.id)
    if left > LOW:
        return ""
    state = f"只剩{left}个号" if left else "已经用完"
    return f"本机{series}〔{year}〕的号段{state}，可以请机关端再发：{asked_for(own.name, series, year)}"


def _leases(case: CaseFile, series: str, year: int) -> list[Lease]:
    return [] if case.enrolled is None else case.all(Lease, series=series, year=year)


def _none_left(own: Enrolled, series: str, year: int, had: list[Block]) -> Refused:
    """What to do depends on whether the office knows this machine at all."""
    if not own.id:
        return Refused(
            f"本机没有登记为本案卷库的设备，不能编{series}〔{year}〕的文号",
            why="文号由机关端统一编排，不跳号、不重号（G57）；没有登记的电脑编的号会与机关端重复",
            todo="在本机用 jxinspect sync card 制作名片，请机关端用 jxinspect sync device add 登记并发给号段",
            guards=("G57",),
        )
    used = "、".join(f"{block.lease.first}至{block.lease.last}号{'已收回' if block.end else '已用完'}" for block in had)
    return Refused(
        f"本机（{own.name}）没有{series}〔{year}〕可用的号段" + (f"：{used}" if used else ""),
        why="文号连续，不跳号、不重号（G57）；离开机关端的电脑只能使用机关端发给的号段",
        todo=f"请机关端执行 {asked_for(own.name, series, year)}，再同步到本机（同步包：sync bundle、sync open；"
        "汇集端：sync push、sync pull），然后重做这一步",
        guards=("G57",),
    )
