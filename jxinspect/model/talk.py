"""Talk (约谈) and inquiry (函询), which urge the unit to mend what was found (办法 24(一))."""

from datetime import date, datetime

from jxinspect.law.measure import TalkReason
from jxinspect.law.terms import SignOutcome
from jxinspect.model.base import Dated, Record, listing, ref, word


class Talk(Dated, table=True):
    """Notice that calls somebody to a talk (D51)."""

    inspection_id: str = ref("inspection")
    party: str  #: 约谈对象
    party_post: str = ""
    reason: TalkReason = word(TalkReason)
    matter: str
    basis: list[str] = listing()
    ledger_items: list[str] = listing()  #: ids of the lines that are overdue
    findings: list[str] = listing()  #: ids of the findings that are serious
    meet_at: datetime
    place: str
    attend: list[str] = listing()  #: who has to come along
    prepare: list[str] = listing()
    contact: str
    phone: str


class TalkMinutes(Dated, table=True):
    """What was said at the talk (D52); `at` is its beginning."""

    inspection_id: str = ref("inspection")
    talk_id: str = ref("talk")
    ended_at: datetime
    place: str
    host: str = ref("staff")
    recorder: str = ref("staff")
    present: list[str] = listing()  #: staff ids of the agency's side
    attended: list[str] = listing()  #: 姓名（职务） of the other side
    problems: str  #: what was put to them
    statement: str  #: 单位表态
    outcome: SignOutcome = word(SignOutcome, default=SignOutcome.SIGNED)
    reason: str = ""
    witness: str = ""


class TalkRequirement(Record, table=True):
    """What was asked at the talk, by when; stands in the ledger when it belongs to a line."""

    inspection_id: str = ref("inspection")
    minutes_id: str = ref("talkminutes")
    seq: int  #: counted through all talks of the inspection
    text: str
    due_on: date
    ledger_item_id: str | None = ref("ledgeritem", default=None)


class TalkFulfilment(Dated, table=True):
    """That a requirement was met, and what shows it."""

    inspection_id: str = ref("inspection")
    requirement_id: str = ref("talkrequirement", only=True)
    text: str
    evidence: list[str] = listing()


class Inquiry(Dated, table=True):
    """Letter that asks for a written explanation (D53)."""

    inspection_id: str = ref("inspection")
    party: str
    matter: str
    questions: list[str] = listing()
    basis: list[str] = listing()
    ledger_items: list[str] = listing()
    due_on: date
    contact: str
    phone: str


class InquiryReply(Dated, table=True):
    """The answer to an inquiry, and what is made of it (D54)."""

    inspection_id: str = ref("inspection")
    inquiry_id: str = ref("inquiry", only=True)
    received_on: date
    signer: str
    points: list[dict[str, str]] = listing()  #: text; accepted: yes, partly or no; reason
    handling: str
    recorder: str = ref("staff")
    evidence: list[str] = listing()
