"""What happens on site, from entry to orders (办法 14-16, 19, 20, 22(三))."""

from datetime import date, datetime

from sqlmodel import Field

from jxinspect.law.terms import (
    EvidenceForm,
    EvidenceKind,
    EvidenceState,
    MaterialState,
    OrderOutcome,
    SignOutcome,
)
from jxinspect.model.base import Dated, Record, listing, object_ref, ref, word


class Notice(Dated, table=True):
    """The notice of an on-site inspection, in advance (D05) or on the spot (D06) (办法 22(二))."""

    inspection_id: str = ref("inspection")
    flight: bool
    enter_on: date
    leave_on: date
    materials_due: date | None = None
    conditions: str = ""  #: 工作条件 (办法 21 II)
    report_wanted: str = ""  #: what the unit is to report on


class MaterialItem(Record, table=True):
    """One line of a materials list (D08, 办法 14)."""

    inspection_id: str = ref("inspection")
    seq: int
    name: str
    period: str = ""
    form: EvidenceForm = word(EvidenceForm, default=EvidenceForm.COPY)
    copies: int = 1
    purpose: str = ""
    due_on: date
    department: str = ""
    state: MaterialState = word(MaterialState, default=MaterialState.WANTED)
    reason: str = ""


class Entry(Dated, table=True):
    """Certificates shown, rights and duties told, before any act on site (D13, 办法 26)."""

    inspection_id: str = ref("inspection")
    place: str
    inspectors: list[str] = listing()  #: staff ids that showed their certificates
    met: str  #: who received the inspectors
    met_post: str
    recusal_asked: bool = False
    recusal_reason: str = ""
    outcome: SignOutcome = word(SignOutcome, default=SignOutcome.SIGNED)
    reason: str = ""
    witness: str = ""


class Commitment(Dated, table=True):
    """Written commitment that what was handed over is true and complete (D14, 办法 14 II), or its refusal."""

    inspection_id: str = ref("inspection")
    signer: str
    post: str
    officers: str = ""  #: heads of finance, business and information systems
    system: str = ""
    exported_at: datetime | None = None
    refused: bool = False
    reason: str = ""


class Handover(Dated, table=True):
    """Materials handed over to the inspectors, or back to the unit (D17)."""

    inspection_id: str = ref("inspection")
    back: bool = False
    giver: str
    taker: str


class HandoverItem(Record, table=True):
    """One thing handed over."""

    inspection_id: str = ref("inspection")
    handover_id: str = ref("handover")
    seq: int
    name: str
    form: EvidenceForm = word(EvidenceForm)
    quantity: str  #: pages or pieces, with unit
    carrier: str = ""
    sha256: str = ""
    returned_id: str | None = ref("handover", default=None)  #: the handover that brought it back


class Questioning(Dated, table=True):
    """Questioning of one person by two inspectors (D19, 办法 16, 26); `at` is its beginning."""

    inspection_id: str = ref("inspection")
    seq: int
    ended_at: datetime
    place: str
    person: str
    sex: str = ""
    age: int | None = None
    identity_no: str = ""
    employer: str = ""
    post: str = ""
    address: str = ""
    phone: str = ""
    relation: str = ""  #: to the matter
    inspectors: list[str] = listing()
    recorder: str = ref("staff")
    answers: list[dict[str, str]] = listing()  #: {"q": …, "a": …} in order
    corrections: int = 0
    outcome: SignOutcome = word(SignOutcome, default=SignOutcome.SIGNED)
    reason: str = ""


class SiteRecord(Dated, table=True):
    """Record of what was done and seen on site (D20, 办法 22(三)); `at` is its beginning."""

    inspection_id: str = ref("inspection")
    seq: int
    topic: str  #: e.g. 听取汇报, 查阅资料, 盘点
    ended_at: datetime
    place: str
    companion: str
    companion_post: str = ""
    inspectors: list[str] = listing()
    recorder: str = ref("staff")
    steps: list[str] = listing()
    seen: str  #: facts only, no conjecture
    evidence: list[str] = listing()  #: evidence ids
    unit_opinion: str = ""
    outcome: SignOutcome = word(SignOutcome, default=SignOutcome.SIGNED)
    reason: str = ""
    witness: str = ""


class WorkingPaper(Dated, table=True):
    """Working paper on one matter (D21), written by one, reviewed by another."""

    inspection_id: str = ref("inspection")
    code: str
    matter: str
    method: str
    facts: str
    basis: list[str] = listing()
    nature: str = ""
    cause: str = ""
    effect: str = ""
    evidence: list[str] = listing()
    suggestion: str = ""
    unit_opinion: str = ""
    author: str = ref("staff")
    reviewer: str | None = ref("staff", default=None)
    reviewed_at: datetime | None = None
    review_text: str = ""


class Evidence(Dated, table=True):
    """One item of evidence; `at` is when it was taken (行政处罚法 46, 最高法证据规定 10-12, 19)."""

    inspection_id: str = ref("inspection")
    code: str = Field(unique=True)  #: 2026-007-ZJ-001
    seq: int
    kind: EvidenceKind = word(EvidenceKind)
    form: EvidenceForm = word(EvidenceForm)
    name: str
    source: str = ""
    place: str = ""
    takers: list[str] = listing()
    proves: str = ""
    pages: int | None = None
    kept_at: str = ""  #: 存放处
    sha256: str | None = object_ref(default=None)
    size: int | None = None
    file_name: str = ""
    media_type: str = ""
    photo_at: str = ""  #: time in the picture's own EXIF, as it stands there
    photo_place: str = ""  #: place in the EXIF
    state: EvidenceState = word(EvidenceState, default=EvidenceState.ON_FILE)
    note: str = ""


class EvidenceSheet(Dated, table=True):
    """取证记录单: one fact and the evidence for it (D22)."""

    inspection_id: str = ref("inspection")
    code: str
    matter: str
    fact: str
    evidence: list[str] = listing()
    origin: str
    method: str
    place: str
    inspectors: list[str] = listing()
    provider: str
    provider_opinion: str = ""
    compared: bool = True  #: 与原件核对无异
    pages: int = 0
    outcome: SignOutcome = word(SignOutcome, default=SignOutcome.SIGNED)
    reason: str = ""


class Custody(Dated, table=True):
    """Who handed which evidence to whom, why, and in which state."""

    inspection_id: str = ref("inspection")
    evidence_id: str = ref("evidence")
    giver: str
    taker: str
    why: str
    condition: str = ""


class Finding(Dated, table=True):
    """A problem found, with basis, evidence, amount and period (办法 3, G35)."""

    inspection_id: str = ref("inspection")
    seq: int
    title: str
    facts: str
    violation: str | None = None  #: V29-1 …
    matter: str = ""
    basis: list[str] = listing()
    amount: int | None = None  #: fen; null with no_amount
    no_amount: bool = False
    persons: int | None = None
    period_from: date | None = None
    period_to: date | None = None
    evidence: list[str] = listing()
    demand: str = ""  #: what is to be put right
    cause: str = ""


class Order(Dated, table=True):
    """Order to stop and correct (D27, 办法 19, 20, 29, 34)."""

    __tablename__ = "correction_order"

    inspection_id: str = ref("inspection")
    violation: str
    facts: str
    basis: list[str] = listing()
    demand: str
    due_on: date | None = None  #: null means at once
    evidence: list[str] = listing()


class OrderRecheck(Dated, table=True):
    """Whether an order was obeyed (办法 34)."""

    inspection_id: str = ref("inspection")
    order_id: str = ref("correction_order")
    outcome: OrderOutcome = word(OrderOutcome)
    seen: str
    evidence: list[str] = listing()
