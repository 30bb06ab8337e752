"""What members of a team declare, and recusal by oneself or at the party's request (办法 26 III; 行政处罚法 43)."""

from __future__ import annotations

from datetime import date, datetime

from jxinspect.law.team import RecusalBy
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.base import Dated, listing, ref, word


class Declaration(Dated, table=True):
    """What a member declared: a text for each kind of tie, empty where there is none. The latest of a member holds."""

    inspection_id: str = ref("inspection")
    staff_id: str = ref("staff")
    relative: str = ""
    former_job: str = ""
    former_until: date | None = None  #: last day of the former job
    economic: str = ""
    other: str = ""
    undertakes: bool  #: 承诺 to have no tie; who declared one that counts cannot give it
    training: str = ""  #: the member's training, as it stands in the paper (办法 6)


class DeclarationCheck(Dated, table=True):
    """The leader looked through declarations; D04 is made of them."""

    inspection_id: str = ref("inspection")
    declarations: list[str] = listing()
    text: str
    verified_by: str = ref("staff")
    own_verified_by: str | None = ref("staff", default=None)  #: who looked through the leader's own


class RecusalRequest(Dated, table=True):
    """Somebody asks that a person does not take part (D15)."""

    inspection_id: str = ref("inspection")
    staff_id: str = ref("staff")  #: 被申请人
    by: RecusalBy = word(RecusalBy)
    applicant: str
    capacity: str = ""
    reason: str
    facts: str  #: 事实依据


class RecusalDecision(Dated, table=True):
    """The head's decision on a request (D16); of the head himself the leading officials decide together."""

    inspection_id: str = ref("inspection")
    request_id: str = ref("recusalrequest")
    granted: bool
    examined: str  #: 审查情况
    reason: str
    decided_by: str | None = ref("staff", default=None)  #: null: decided together
    collective: str = ""  #: which meeting decided, when
    replacement: str | None = ref("staff", default=None)


def decision_on(records: InspectionRecords, request: RecusalRequest) -> RecusalDecision | None:
    """The decision on a request; None while it is pending."""
    return next((d for d in records.of(RecusalDecision) if d.request_id == request.id), None)


def pending(records: InspectionRecords, request: RecusalRequest, at: datetime) -> bool:
    """Whether a request was made and not yet decided at that moment."""
    decision = decision_on(records, request)
    return request.at <= at and (decision is None or decision.at > at)


def declaration_of(records: InspectionRecords, staff_id: str) -> Declaration | None:
    """What a member declared last."""
    return next((d for d in reversed(records.of(Declaration)) if d.staff_id == staff_id), None)
