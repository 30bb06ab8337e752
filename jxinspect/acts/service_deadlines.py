"""Which deadlines the service of a document starts, counted from the day that counts. `served` in deadlines.toml."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from jxinspect.acts.status import counted_day
from jxinspect.documents.subjects import SUBJECTS
from jxinspect.errors import Incomplete
from jxinspect.law.calendar import Calendar
from jxinspect.law.civil import day
from jxinspect.law.deadlines import DEADLINES, Deadline
from jxinspect.law.settings import Lookup
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.base import Record
from jxinspect.model.document import Document
from jxinspect.model.kinds import ProofOfService
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import inspection_records

#: Where the day of a deadline was set in the record that the document is about.
OWN_DAY: Mapping[str, tuple[str, ...]] = {
    "T04": ("due_on",),
    "T05": ("due_on",),
    "T06": ("due_on",),
    "T25": ("due_on",),
    "T27.report": ("report_due",),
}
#: Deadlines whose length stands in that record.
OWN_LENGTH = frozenset({"T04", "T05", "T06", "T11"})


@dataclass(frozen=True)
class Started:
    """A deadline that a service started. `day` None: it cannot be counted yet, `note` says why."""

    deadline: str
    document: str
    title: str
    day: date | None
    note: str = ""

    def __str__(self) -> str:
        when = f"{self.day}" if self.day else f"算不出（{self.note}）"
        return f"{self.title}：{when}（{'、'.join(DEADLINES[self.deadline].basis)}）"


def started_by(case: CaseFile, number: str, proof: ProofOfService) -> list[Started]:
    """What a service has just begun, for all documents of its proof."""
    records = inspection_records(case, number)
    papers = [d for d in records.of(Document) if d.id in proof.documents]
    return [one for paper in papers for one in started(records, paper, records.world.calendar)]


def started(records: InspectionRecords, document: Document, calendar: Calendar) -> Iterator[Started]:
    """The deadlines that begin because the document was received; nothing while it was not."""
    received = records.received(document)
    if received is None:
        return
    for one in DEADLINES.values():
        if document.kind in one.served:
            yield counted(
                one,
                document.number,
                day(received),
                calendar=calendar,
                setting=records.world.setting,
                own=_own_day(records, document),
                length=_own_length(one, _subject(records, document)),
            )


def counted(
    one: Deadline,
    document: str,
    received: date,
    *,
    calendar: Calendar,
    setting: Lookup,
    own: Callable[[str], date | None] = lambda _: None,
    length: int | None = None,
) -> Started:
    """One deadline from the day of service: the day that was set, or else so long as the law or the office says."""
    try:
        found = own(one.id) or counted_day(one, received, calendar, setting, length=length)
    except Incomplete as fault:
        return Started(one.id, document, title_of(one), None, fault.what)
    return Started(one.id, document, title_of(one), found)


def title_of(one: Deadline) -> str:
    """What the day is to people: 最早可以进点, 申请行政复议的最后一天."""
    if one.kind == "wait":
        return f"最早可以{one.title.removesuffix('前的通知期间').removesuffix('通知期间')}"
    return f"{one.title.removesuffix('的期限')}的最后一天"


def _own_day(records: InspectionRecords, document: Document) -> Callable[[str], date | None]:
    """The day that the record behind the document sets for a deadline; None where it sets none."""
    subject = _subject(records, document)

    def own(deadline: str) -> date | None:
        found = (getattr(subject, name, None) for name in OWN_DAY.get(deadline, ()))
        return next((value for value in found if isinstance(value, date)), None)

    return own


def _subject(records: InspectionRecords, document: Document) -> Record | None:
    kinds: tuple[type[Record], ...] = SUBJECTS[document.kind].kinds
    return next((row for kind in kinds for row in records.of(kind) if row.id == document.subject_id), None)


def _own_length(one: Deadline, subject: Record | None) -> int | None:
    """The working days that the paper itself sets (T04, T05, T06, T11)."""
    return getattr(subject, "days", None) if one.id in OWN_LENGTH else None
