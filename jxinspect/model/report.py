"""Draft report, consultation, objections, deemed consent, adoption and the report itself (办法 22(四))."""

from datetime import date, datetime

from jxinspect.law.terms import Adopted
from jxinspect.model.base import Dated, Record, listing, ref, word


class ReportDraft(Dated, table=True):
    """A version of the report for comment (D40); findings come from the case file."""

    inspection_id: str = ref("inspection")
    n: int  #: 稿1, 稿2 …
    background: str  #: 被检查单位基本情况
    work: str  #: how the inspection was carried out
    evaluation: str
    opinion: str  #: 处理意见
    suggestions: str
    author: str = ref("staff")


class Consultation(Dated, table=True):
    """The letter that sends the draft to the unit for comment (D41); service of it starts T02."""

    inspection_id: str = ref("inspection")
    draft_id: str = ref("reportdraft")
    on_the_spot: bool = False  #: handed over at once, so the last day may be printed
    contact: str
    phone: str


class Objection(Dated, table=True):
    """The unit's written opinion; `at` is when it came in."""

    inspection_id: str = ref("inspection")
    consultation_id: str = ref("consultation")
    method: str
    posted_on: date | None = None  #: postmark: what is posted in time is in time (民事诉讼法 85 IV)
    in_time: bool
    agrees: bool = False  #: says in writing that there is no objection
    signer: str = ""


class ObjectionItem(Record, table=True):
    """One point of an objection."""

    inspection_id: str = ref("inspection")
    objection_id: str = ref("objection")
    seq: int
    text: str


class DeemedConsent(Dated, table=True):
    """Record that no objection came in time (T03)."""

    inspection_id: str = ref("inspection")
    consultation_id: str = ref("consultation")
    received_on: date
    last_day: date
    register_checked: bool
    mail_checked: bool
    post_possible: bool
    recorders: list[str] = listing()
    note: str = ""


class Adoption(Dated, table=True):
    """What the team made of one point of an objection (D43)."""

    inspection_id: str = ref("inspection")
    item_id: str = ref("objectionitem")
    result: Adopted = word(Adopted)
    reason: str
    change: str = ""
    evidence: list[str] = listing()


class Report(Dated, table=True):
    """The on-site inspection report (D44)."""

    inspection_id: str = ref("inspection")
    draft_id: str = ref("reportdraft")
    outcome_of_consultation: str
    opinion: str
    suggestions: str
    signed_by: str = ref("staff")


class FieldworkEnd(Dated, table=True):
    """End of the fieldwork: papers reviewed, materials accounted for."""

    inspection_id: str = ref("inspection")
    note: str = ""


class Closing(Dated, table=True):
    """The inspection is closed (G48)."""

    inspection_id: str = ref("inspection")
    result: str
    archived_by: str = ref("staff")
    retention: str
    last_page_at: datetime | None = None
