"""Third parties that help with an inspection: whom, for what, which data they may see, and what they saw (办法 27)."""

from __future__ import annotations

from datetime import date, datetime

from jxinspect.law.civil import day
from jxinspect.law.team import DataClass
from jxinspect.law.terms import SignOutcome
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.base import Dated, listing, ref, word
from jxinspect.model.kinds import SignedPaper


class Engagement(Dated, table=True):
    """A firm that the agency hires for an inspection, and the people it sends."""

    inspection_id: str = ref("inspection")
    organisation: str
    contract: str  #: 合同编号
    persons: list[str] = listing()  #: staff ids
    matter: str  #: 协助事项


class Undertaking(Dated, table=True):
    """The undertaking of one person not to copy, to use otherwise or to disclose (D29); signed on paper."""

    inspection_id: str = ref("inspection")
    engagement_id: str = ref("engagement")
    staff_id: str = ref("staff")
    identity_no: str


class Authorisation(Dated, table=True):
    """The head's approval of an engagement, and the data it may see (D30)."""

    inspection_id: str = ref("inspection")
    engagement_id: str = ref("engagement")
    number: str  #: 授权编号
    classes: list[str] = listing()  #: values of DataClass; empty: helps without data
    scope: str
    valid_from: date
    valid_to: date
    manner: str
    prepared_by: str = ref("staff")
    approved_by: str = ref("staff")
    text: str
    withdrawn_at: datetime | None = None
    withdrawn_reason: str = ""

    def valid(self, at: datetime) -> bool:
        """Whether it holds at that moment: given, within its days, not withdrawn."""
        within = self.at <= at and self.valid_from <= day(at) <= self.valid_to
        return within and (self.withdrawn_at is None or at < self.withdrawn_at)


class DataUse(Dated, table=True):
    """A person of a third party looked at data."""

    inspection_id: str = ref("inspection")
    staff_id: str = ref("staff")
    authorisation_id: str | None = ref("authorisation", default=None)
    kind: DataClass = word(DataClass)
    source: str  #: the list that was shown


def covers(records: InspectionRecords, one: Authorisation, staff_id: str) -> bool:
    """Whether the authorisation is about that person."""
    return staff_id in records.find(Engagement, one.engagement_id).persons


def undertook(records: InspectionRecords, staff_id: str, at: datetime) -> bool:
    """Whether somebody had signed his undertaking by then."""
    name = records.staff[staff_id].name
    about = [u.id for u in records.of(Undertaking) if u.staff_id == staff_id]
    papers = {d.id for d in records.documents("D29") if d.subject_id in about}
    return any(
        p.document_id in papers and p.signer == name and p.outcome == SignOutcome.SIGNED and p.at <= at
        for p in records.of(SignedPaper)
    )
