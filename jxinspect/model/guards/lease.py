"""G57 inside leases: every number of a block is issued, still to be issued, void with a reason, or free again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from jxinspect.model.document import Document
from jxinspect.model.guards.base import Breach, OfficeRecords, office_rule
from jxinspect.model.kinds import Device, DocumentVoid, Lease, LeaseEnd


@office_rule("G57")
def numbers_of_devices(office: OfficeRecords) -> Iterator[Breach]:
    """G57: none left out in a lease, none given that was void, none leased twice, none issued that was not leased.

    A device that is not the office judges only what is its own: it may lack what others did.
    """
    names = {one.id: one.name for one in office.of(Device)}
    if not names:
        return
    own = office.world.device
    yield from _shared(office)
    leases = [one for one in office.of(Lease) if own in (None, one.device_id)]
    papers = {(one.series, one.year, one.n): one for one in office.of(Document) if one.series is not None}
    ends = {one.lease_id: one for one in office.of(LeaseEnd)}
    for lease in leases:
        issued = {n for n in range(lease.first, lease.last + 1) if (lease.series, lease.year, n) in papers}
        about = f"{names.get(lease.device_id, '')}的号段第{lease.first}至{lease.last}号"
        for text in _faults(lease, ends.get(lease.id), issued):
            yield Breach("G57", lease.id, f"{lease.series}〔{lease.year}〕{text}（{about}）")
    yield from _twice(leases)
    issuers = office.world.issuers()
    for paper in papers.values():
        device = issuers.get(paper.id)
        if device is not None and own in (None, device) and not any(_holds(one, device, paper) for one in leases):
            yield Breach("G57", paper.id, f"{paper.number}不在{names[device]}的号段里")


def _shared(office: OfficeRecords) -> Iterator[Breach]:
    """Two laptops can give one number when one has not heard that its lease ended: one of the two has to be void."""
    void = {one.document_id for one in office.of(DocumentVoid)}
    known: set[str] = set()
    for paper in office.of(Document):
        if paper.id not in void and paper.number in known:
            yield Breach("G57", paper.id, f"{paper.number}用于两份文书")
        known |= set() if paper.id in void else {paper.number}


def _holds(lease: Lease, device: str, paper: Document) -> bool:
    same = (lease.device_id, lease.series, lease.year) == (device, paper.series, paper.year)
    return same and paper.n is not None and lease.first <= paper.n <= lease.last


def _faults(lease: Lease, end: LeaseEnd | None, issued: set[int]) -> Iterator[str]:
    void = set(end.voided) if end else set()
    if missing := sorted(set(_used(lease, end, issued)) - issued - void):
        yield f"{_listed(missing)}没有使用，也没有作废"
    if both := sorted(issued & void):
        yield f"{_listed(both)}已经作废，又用于文书"
    if end and void and not end.because.strip():
        yield f"{_listed(sorted(void))}作废没有写明理由"


def _used(lease: Lease, end: LeaseEnd | None, issued: set[int]) -> range:
    """The numbers that cannot be open any more: a device gives them in their order."""
    if end is None:
        return range(lease.first, max(issued, default=lease.first))
    return range(lease.first, lease.last + 1 if end.returned_from is None else end.returned_from)


def _twice(leases: Sequence[Lease]) -> Iterator[Breach]:
    ordered = sorted(leases, key=lambda one: (one.series, one.year, one.first))
    for one, other in pairwise(ordered):
        if (one.series, one.year) == (other.series, other.year) and other.first <= one.last:
            text = f"{other.series}〔{other.year}〕第{other.first}至{min(one.last, other.last)}号在两个号段里"
            yield Breach("G57", other.id, text)


def _listed(numbers: Sequence[int]) -> str:
    return "第" + "、".join(map(str, numbers)) + "号"
