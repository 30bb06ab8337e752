"""One inspection with everything that hangs on it, as the guards and the documents see it."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

from jxinspect.errors import NotFound
from jxinspect.law.calendar import Calendar
from jxinspect.model.base import Record
from jxinspect.model.document import Document
from jxinspect.model.kinds import DocumentVoid, Handout, ProofOfService, Questioning, ServiceFailure, is_defined, known
from jxinspect.model.plan import Agency, Inspection, Staff, Unit

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class World:
    """What lies outside the records: the moment, the working days, the office's settings, the stored objects."""

    at: datetime
    calendar: Calendar
    setting: Callable[[str], object]
    #: SHA-256 of a stored object as it is now; None when it cannot be read.
    digest_of: Callable[[str], str | None] = lambda _: None
    #: Content of a stored object (SHA-256), for what is shown in a document; empty when it cannot be read.
    content_of: Callable[[str], bytes] = lambda _: b""
    #: The first and the last of the numbers that are missing before a document's own in its series and year (G57).
    missing_before: Callable[[Document], tuple[int, int] | None] = lambda _: None
    #: Id of this machine's device where the office is elsewhere, so that it may lack what others recorded.
    device: str | None = None
    #: Document → the enrolled device that issued it, other than the office's; by their ids.
    issuers: Callable[[], Mapping[str, str]] = dict
    #: Documents that belong to no inspection; their numbers are judged with those of any.
    apart: Callable[[], Sequence[Document]] = tuple
    #: Which inspection of its unit in its year this is: 1 for the first (国办发〔2024〕54号).
    ordinal: Callable[[Inspection], int] = lambda _: 1
    #: Words that tell who reported a lead about that unit (its id) or one of these leads (ids), squeezed.
    reporters: Callable[[str, Sequence[str]], Iterable[str]] = lambda _unit, _leads: ()
    #: Squeezed text of a stored document (SHA-256).
    text_of: Callable[[str], str] = lambda _: ""
    #: Every questioning in the case file: nobody sits in two at a time, whatever the inspection (G16).
    questionings: Callable[[], Sequence[Questioning]] = tuple
    #: What left the case file with full numbers of people in it, and the ids of those that an approver let pass (G50).
    handouts: Callable[[], Sequence[Handout]] = tuple
    let_pass: Callable[[], frozenset[str]] = frozenset
    #: Of an inspection (its id), or of none: record, text and whether it is only missing, where a signature is not in
    #: order (G74).
    unsigned: Callable[[str | None], Iterable[tuple[str, str, bool]]] = lambda _: ()
    clock_note: str = ""  #: says so when the machine's clock stands before the journal's last entry (G59)
    journal_head: str = ""  #: that last entry; what the head allows for it does not hold for the next time

    @property
    def today(self) -> date:
        return self.at.date()

    def text(self, key: str) -> str:
        """A setting that is a word."""
        return str(self.setting(key))

    def number(self, key: str) -> int:
        """A setting that is a whole number."""
        value = self.setting(key)
        assert isinstance(value, int)
        return value


@dataclass
class InspectionRecords:
    """All records of one inspection."""

    inspection: Inspection
    agency: Agency
    unit: Unit
    staff: Mapping[str, Staff]
    world: World
    rows: dict[type[Record], list[Record]] = field(default_factory=dict)
    #: Where a kind that is not in `rows` comes from, when somebody asks for it; most acts ask for a few.
    load: Callable[[type[Record]], Sequence[Record]] = lambda _: ()
    #: Tables that have no rows of any inspection, so far; guards ask for three kinds in four in vain.
    nothing: Container[str] = frozenset()
    #: Kinds of which there was nothing while nobody had defined them.
    _undefined: set[type[Record]] = field(default_factory=set, init=False, repr=False)

    def of(self, cls: type[R]) -> list[R]:
        """Records of one kind in the order in which they were made."""
        found: list[Any] | None = self.rows.get(cls)
        if found is None:
            if cls.__tablename__ in self.nothing and known(cls) not in self.rows:
                return []
            found = self._of(cls)
        return found[:]

    def _of(self, cls: type[Record]) -> list[Any]:
        found = self.rows.get(cls)
        if found is None and cls in self._undefined and not is_defined(cls):
            return []
        if found is None and (found := self.rows.get(known(cls))) is None:
            found = list(self.load(cls))
            if is_defined(cls):
                self.rows[known(cls)] = found
            else:  # there is nothing that could be added to
                self._undefined.add(cls)
        return found

    def last(self, cls: type[R]) -> R | None:
        rows = self._of(cls)
        return rows[-1] if rows else None

    def find(self, cls: type[R], record_id: str) -> R:
        """The record of that id; NotFound when it is not of this inspection."""
        for row in self.of(cls):
            if row.id == record_id:
                return row
        raise NotFound(
            f"检查 {self.inspection.number} 中没有这条记录：{record_id}",
            why="记录不属于这项检查，或者编号有误",
            todo=f"用 jxinspect show {self.inspection.number} 查看这项检查的记录",
        )

    def add(self, *records: Record) -> None:
        for record in records:
            rows = self._of(type(record))
            if all(row is not record for row in rows):  # loading may have found it already
                rows.append(record)

    def people(self, ids: Iterable[str]) -> list[Staff]:
        return [self.staff[i] for i in ids]

    # ---- documents and service -----------------------------------------------------------------------------

    def documents(self, *kinds: str) -> list[Document]:
        """Issued documents of these kinds that are not void, oldest first."""
        void = {v.document_id for v in self.of(DocumentVoid)}
        return [d for d in self.of(Document) if d.kind in kinds and d.id not in void]

    def document_about(self, kind: str, subject_id: str) -> Document | None:
        """The valid document of a kind about one record."""
        return next((d for d in reversed(self.documents(kind)) if d.subject_id == subject_id), None)

    def proofs(self, document: Document) -> list[ProofOfService]:
        return [p for p in self.of(ProofOfService) if document.id in p.documents]

    def delivered(self, document: Document) -> list[ProofOfService]:
        """Its proofs without postings that came back: those by which it reached the addressee, or still may."""
        returned = {failure.proof_id for failure in self.of(ServiceFailure)}
        return [p for p in self.proofs(document) if p.id not in returned]

    def received(self, document: Document) -> datetime | None:
        """When the addressee got the document; None as long as no proof of service says so."""
        moments = [p.received_at for p in self.proofs(document) if p.received_at]
        return min(moments) if moments else None
