"""Leads, who reported them (sealed apart), what came of them, and cooperation with others (办法 7-10, 25)."""

from __future__ import annotations

from datetime import date

from jxinspect.law.lead import LeadDecision, LeadOutcome, LeadSource, LeadState, Partner
from jxinspect.law.terms import FundType
from jxinspect.model.base import Dated, Record, key_field, listing, object_ref, ref, word


class Lead(Dated, table=True):
    """A lead as it came in (`at`). Nothing here may tell who reported it."""

    number: str = key_field()  #: 2026-XS-001
    year: int
    source: LeadSource = word(LeadSource)
    channel: str = ""  #: 接收方式: 来信, 来访, 电话, 网络 …
    named: bool = False  #: 实名: there is a Reporter
    unit_id: str | None = ref("unit", default=None)
    about: str = ""  #: 被反映对象, as the report names it
    matter: str  #: 反映事项
    funds: list[FundType] = listing()
    amount: int | None = None  #: 涉及金额 in fen
    origin: str = ""  #: 交办、移送机关 and number, the medium, the inspection
    due_on: date | None = None  #: set by the superior organ
    proposal: str = ""  #: 拟办意见
    registered_by: str = ref("staff")
    state: LeadState = word(LeadState, default=LeadState.REGISTERED)


class Reporter(Record, table=True):
    """Who reported a lead: sealed in an object of its own, and withheld from the journal (办法 9, 35, 38)."""

    __table_args__ = ({"info": {"withheld": "举报人身份信息不入日志正文（办法 9）"}},)

    lead_id: str = ref("lead", only=True)
    sealed: str = object_ref()


class ReporterRequest(Dated, table=True):
    """Somebody asked for the identity of a reporter and was shown it: who, when, why."""

    lead_id: str = ref("lead")
    reason: str
    actor: str


class LeadAssessment(Dated, table=True):
    """The decision on a lead: accepted, rejected, or transferred, with the reason."""

    lead_id: str = ref("lead")
    decision: LeadDecision = word(LeadDecision)
    reason: str = ""
    transferred_to: str = ""
    decided_by: str = ref("staff")


class LeadAssignment(Dated, table=True):
    """承办人 of a lead; the last one is in charge."""

    lead_id: str = ref("lead")
    handler: str = ref("staff")


class LeadInspection(Dated, table=True):
    """The inspection that checks a lead."""

    lead_id: str = ref("lead")
    inspection_id: str = ref("inspection")


class LeadExtension(Dated, table=True):
    """Approved extension of the time for finishing (T24.extension)."""

    lead_id: str = ref("lead", only=True)
    days: int  #: working days
    due_on: date  #: the new last day
    reason: str
    approved_by: str = ref("staff")


class LeadClosing(Dated, table=True):
    """办结: what was found and done."""

    lead_id: str = ref("lead", only=True)
    outcome: LeadOutcome = word(LeadOutcome)
    result: str
    reward: str = ""  #: 奖励, without a name


class Cooperation(Dated, table=True):
    """A request for cooperation (`at` = when it was asked)."""

    number: str = key_field()  #: 2026-XT-001
    year: int
    partner: Partner = word(Partner)
    organ: str  #: full name of the organ or department
    subject: str
    basis: str
    document: str = ""  #: number of our letter
    due_on: date | None = None
    asked_by: str = ref("staff")
    inspection_id: str | None = ref("inspection", default=None)
    lead_id: str | None = ref("lead", default=None)


class CooperationAnswer(Dated, table=True):
    """What came back (`at` = when); `complete` ends the request."""

    cooperation_id: str = ref("cooperation")
    document: str = ""  #: number of their letter
    text: str
    complete: bool = True
