"""A proceeding from its filing to the decision (办法 25; 行政处罚法 44, 45, 54-59)."""

from datetime import date, datetime

from jxinspect.law.proceeding import DecisionKind, Ground, Penalty, ProceedingState, ReviewConclusion
from jxinspect.law.terms import SignOutcome
from jxinspect.model.base import Dated, key_field, listing, ref, word


class Proceeding(Dated, table=True):
    """A case: filed (`at`) by two handlers, the head of the supervision unit and the head of the agency (D61)."""

    inspection_id: str = ref("inspection")
    number: str = key_field()  #: 2026-LA-001
    year: int
    finding_id: str | None = ref("finding", default=None)
    lead_id: str | None = ref("lead", default=None)
    cause: str  #: 案由
    facts: str  #: 案情
    violation: str  #: V31-1 …
    party: str  #: name of the unit, or of the person
    person: bool = False
    party_identity: str = ""
    party_address: str = ""
    party_head: str = ""  #: 法定代表人（主要负责人）
    ended_on: date  #: the act, or its continuation, ended (行政处罚法 36, 37)
    discovered_on: date
    grave: bool = False  #: life, health or financial safety with harm: five years (行政处罚法 36)
    amount: int | None = None  #: what was cheated out, fen
    complex: bool = False  #: 情节复杂或者重大违法 (行政处罚法 57 II)
    handlers: list[str] = listing()  #: staff ids, two at least
    proposal: str = ""  #: 承办意见
    reviewed_by: str = ref("staff")
    review_text: str = ""
    approved_by: str = ref("staff")
    approval_text: str = ""
    state: ProceedingState = word(ProceedingState, default=ProceedingState.FILED)


class InvestigationEnd(Dated, table=True):
    """调查终结报告 (D62)."""

    inspection_id: str = ref("inspection")
    proceeding_id: str = ref("proceeding")
    course: str
    facts: str
    evidence: list[str] = listing()
    nature: str
    discretion: str  #: 从轻、减轻、从重 and why (行政处罚法 32, 33)
    proposal: str
    disputes: str = ""


class PriorNotice(Dated, table=True):
    """行政处理（处罚）事先告知书 (D65): what is going to be decided, and what the party may say to it."""

    inspection_id: str = ref("inspection")
    proceeding_id: str = ref("proceeding")
    penalties: list[Penalty] = listing()
    fine: int = 0  #: fen
    confiscate: int = 0  #: fen
    refund: int = 0  #: fen to be given back to the fund (行政处理)
    facts: str
    reasons: str
    basis: list[str] = listing()
    ground: Ground | None = word(Ground, default=None)
    ground_text: str = ""
    hearing: bool = False  #: the right to a hearing is told
    days: int  #: working days for statement and defence (T11)
    contact: str = ref("staff")


class Defence(Dated, table=True):
    """陈述申辩笔录 (D67), or what the party gave up."""

    inspection_id: str = ref("inspection")
    proceeding_id: str = ref("proceeding")
    waived: bool = False  #: 放弃陈述、申辩, in writing
    waives_hearing: bool = False
    speaker: str
    capacity: str = ""
    identity_no: str = ""
    mandate: str = ""  #: 委托书 of an agent
    place: str = ""
    ended_at: datetime | None = None
    points: list[str] = listing()
    listeners: list[str] = listing()
    outcome: SignOutcome = word(SignOutcome, default=SignOutcome.SIGNED)
    reason: str = ""


class DefenceReview(Dated, table=True):
    """陈述申辩复核意见书 (D67a): every point, taken or not, and why."""

    inspection_id: str = ref("inspection")
    proceeding_id: str = ref("proceeding")
    defence_id: str = ref("defence")
    answers: list[dict[str, str]] = listing()  #: {"result": value of Upheld, "reason": …} for each point
    conclusion: str
    reviewed_by: str = ref("staff")


class LegalReview(Dated, table=True):
    """法制审核意见书 (D63)."""

    inspection_id: str = ref("inspection")
    proceeding_id: str = ref("proceeding")
    checks: list[str] = listing()  #: facts, evidence, basis, procedure, handling: what was found of each
    conclusion: ReviewConclusion = word(ReviewConclusion)
    opinion: str
    reviewer: str = ref("staff")
    qualification: str  #: 法律职业资格证书号; the first to review holds one (行政处罚法 58 II)


class Discussion(Dated, table=True):
    """集体讨论记录 (D64)."""

    inspection_id: str = ref("inspection")
    proceeding_id: str = ref("proceeding")
    ended_at: datetime
    place: str
    chair: str = ref("staff")
    reporter: str = ref("staff")
    recorder: str = ref("staff")
    present: list[str] = listing()  #: names
    guests: list[str] = listing()  #: 列席
    content: str
    opinions: list[dict[str, str]] = listing()  #: {"name": …, "text": …}
    conclusion: str


class Decision(Dated, table=True):
    """行政处理决定书 (D68), 行政处罚决定书 (D69), 不予行政处罚决定书 (D69a)."""

    inspection_id: str = ref("inspection")
    proceeding_id: str = ref("proceeding")
    kind: DecisionKind = word(DecisionKind)
    penalties: list[Penalty] = listing()
    fine: int = 0  #: fen
    confiscate: int = 0
    refund: int = 0
    facts: str
    reasons: str
    basis: list[str] = listing()
    evidence: list[str] = listing()
    ground: Ground | None = word(Ground, default=None)
    ground_text: str = ""
    account: str = ""  #: bank and account to which is paid
    days: int | None = None  #: days for what a handling decision demands; a fine is paid within 15 (行政处罚法 67 III)
    late_basis: str = ""  #: what allows more than 90 days (行政处罚法 60)
    remedy: str
    approved_by: str = ref("staff")
    approval_text: str = ""
