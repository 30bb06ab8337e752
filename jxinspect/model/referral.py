"""Referral to other organs, the police and discipline inspection (办法 24(三), 25, 29, 39)."""

from datetime import datetime

from jxinspect.law.measure import ReferralKind, ReferralStepKind, Secrecy
from jxinspect.model.base import Dated, listing, ref, word


class Referral(Dated, table=True):
    """A case or a clue that goes to the organ that has to deal with it (D57, D58, D59)."""

    inspection_id: str = ref("inspection")
    kind: ReferralKind = word(ReferralKind)
    organ: str
    findings: list[str] = listing()
    title: str  #: 案由
    facts: str
    reason: str
    basis: list[str] = listing()
    materials: list[dict[str, str]] = listing()  #: name, copies, pages
    items: list[dict[str, str]] = listing()  #: 涉案物品: name, quantity, note
    expertise: list[str] = listing()  #: 检验报告或者鉴定意见
    persons: list[dict[str, str]] = listing()  #: name, post, identity
    investigation: str = ""  #: 调查报告 to the police
    decision_id: str | None = ref("crimedecision", default=None)
    approved_by: str | None = ref("staff", default=None)
    approval: str = ""
    copy_to: str = ""  #: 抄送
    secrecy: Secrecy | None = word(Secrecy, default=None)
    channel: str = ""  #: 机要
    contact: str
    phone: str


class ReferralStep(Dated, table=True):
    """What happened to a referral: received, outside their competence, filed or not, and what we did then."""

    inspection_id: str = ref("inspection")
    referral_id: str = ref("referral")
    kind: ReferralStepKind = word(ReferralStepKind)
    happened_at: datetime
    reference: str = ""  #: number of their paper
    text: str = ""
