"""Circular (通报) and recommendation to another organ (处理建议书) (办法 24(一), 24(三), 29, 33-37)."""

from datetime import date

from jxinspect.law.terms import Adopted
from jxinspect.model.base import Dated, listing, ref, word


class Circular(Dated, table=True):
    """A circular on an inspection (D55), a measure of supervision; the penalty of 通报批评 is another thing (K5)."""

    inspection_id: str = ref("inspection")
    about: str  #: 通报对象
    title: str
    facts: str
    causes: str
    handling: str
    demands: str
    recipients: list[str] = listing()
    findings: list[str] = listing()
    approved_by: str = ref("staff")
    approval: str


class Recommendation(Dated, table=True):
    """A recommendation to the organ that has to decide (D56)."""

    inspection_id: str = ref("inspection")
    organ: str
    findings: list[str] = listing()
    kinds: list[str] = listing()  #: codes of law/data/recommendations.toml
    facts: str
    basis: list[str] = listing()
    text: str  #: 建议
    evidence: list[str] = listing()
    reply_due: date | None = None
    contact: str
    phone: str


class RecommendationReply(Dated, table=True):
    """What the organ answered, and what it did."""

    inspection_id: str = ref("inspection")
    recommendation_id: str = ref("recommendation")
    received_on: date
    reference: str = ""
    adopted: Adopted = word(Adopted)
    text: str
    complete: bool = True  #: nothing more is waited for
