"""What follows a decision, and evidence kept in a proceeding (行政处罚法 56, 67-74; 行政强制法 53-55)."""

from datetime import date, datetime

from jxinspect.law.proceeding import ClosingReason
from jxinspect.law.terms import SignOutcome
from jxinspect.model.base import Dated, Record, listing, ref, word


class Payment(Dated, table=True):
    """What the party paid or gave back on a decision."""

    inspection_id: str = ref("inspection")
    proceeding_id: str = ref("proceeding")
    decision_id: str = ref("decision")
    amount: int  #: fen
    surcharge: bool = False  #: 加处罚款
    paid_on: date
    receipt: str  #: number of the bank slip


class Urging(Dated, table=True):
    """履行催告书 (D70)."""

    inspection_id: str = ref("inspection")
    proceeding_id: str = ref("proceeding")
    decision_id: str = ref("decision")
    owed: int  #: fen of the decision
    surcharge: int = 0  #: fen of 加处罚款 by that day
    days: int = 10  #: working days (行政强制法 54)


class Enforcement(Dated, table=True):
    """强制执行申请书 (D70a) to the court."""

    inspection_id: str = ref("inspection")
    proceeding_id: str = ref("proceeding")
    decision_id: str = ref("decision")
    urging_id: str = ref("urging")
    court: str
    owed: int
    surcharge: int = 0
    condition: str = ""  #: 当事人的情况, 执行标的情况
    approved_by: str = ref("staff")


class ProceedingClosing(Dated, table=True):
    """结案审批表 (D71)."""

    inspection_id: str = ref("inspection")
    proceeding_id: str = ref("proceeding")
    why: ClosingReason = word(ClosingReason)
    result: str
    performed: str = ""  #: 执行情况
    unperformed: str = ""  #: 未执行的原因
    handler: str = ref("staff")
    reviewed_by: str = ref("staff")
    review_text: str = ""
    approved_by: str = ref("staff")
    approval_text: str = ""


class Preservation(Dated, table=True):
    """先行登记保存 (D39, D39a): evidence in a proceeding that may be lost or hard to get later; not a sealing."""

    inspection_id: str = ref("inspection")
    proceeding_id: str = ref("proceeding")
    reason: str
    place: str
    keeper: str
    ends_on: date  #: seven working days (T10)
    officers: list[str] = listing()
    attended: str
    outcome: SignOutcome = word(SignOutcome, default=SignOutcome.SIGNED)
    unsigned: str = ""
    approved_by: str = ref("staff")
    approval_text: str = ""
    decided_at: datetime | None = None
    decided: str = ""  #: what became of the things (D39b)
    decided_by: str | None = ref("staff", default=None)


class PreservedItem(Record, table=True):
    """One thing of a 先行登记保存."""

    inspection_id: str = ref("inspection")
    preservation_id: str = ref("preservation")
    seq: int
    name: str
    quantity: str
    features: str = ""
