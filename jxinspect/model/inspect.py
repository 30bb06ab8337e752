"""What happens on site, from entry to orders (办法 14-16, 19, 20, 22(三))."""

from datetime import date, datetime

from jxinspect.law.terms import EvidenceForm, FundType, OrderOutcome, SignOutcome
from jxinspect.model.base import Dated, Record, listing, ref, word

# Evidence is named from here too: it belongs to what happens on site.
from jxinspect.model.evidence import Custody as Custody  # noqa: PLC0414
from jxinspect.model.evidence import Evidence as Evidence  # noqa: PLC0414
from jxinspect.model.evidence import EvidenceSheet as EvidenceSheet  # noqa: PLC0414


class Entry(Dated, table=True):
    """Certificates shown, rights and duties told, before any act on site (D13, 办法 26)."""

    inspection_id: str = ref("inspection")
    place: str
    inspectors: list[str] = listing()  #: staff ids that showed their certificates
    met: str  #: who received the inspectors
    met_post: str
    certificates: str = "看清了。"  #: the answer to “请过目，是否看清”
    recusal_asked: bool = False
    recusal_reason: str = ""
    outcome: SignOutcome = word(SignOutcome, default=SignOutcome.SIGNED)
    reason: str = ""  #: of a refusal or inability to sign
    witness: str = ""


class Commitment(Dated, table=True):
    """Written commitment that what was handed over is true and complete (D14, 办法 14 II), or its refusal."""

    inspection_id: str = ref("inspection")
    signer: str
    post: str
    finance: str = ""  #: head of finance
    business: str = ""  #: head of the business side
    information: str = ""  #: head of information systems
    lists: list[str] = listing()  #: numbers of the materials lists and hand-over lists that it covers
    system: str = ""  #: name and version of the system that electronic data came from
    exported_at: datetime | None = None
    refused: bool = False
    reason: str = ""


class Handover(Dated, table=True):
    """Materials handed over to the inspectors, or back to the unit (D17)."""

    inspection_id: str = ref("inspection")
    back: bool = False
    giver: str
    taker: str
    place: str = ""
    note: str = ""


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
    matter: str = ""  #: what he is asked about
    inspectors: list[str] = listing()
    recorder: str = ref("staff")
    interpreter: str = ""
    certificates: str = "看清了。"  #: the answer to “请过目，是否看清”
    recusal_asked: bool = False
    recusal_reason: str = ""
    answers: list[dict[str, str]] = listing()  #: {"q": …, "a": …} in order
    notice_id: str | None = ref("questioningnotice", default=None)  #: the notice that summoned him (D18)
    corrections: int = 0  #: places corrected and marked by fingerprint
    corrected: list[str] = listing()  #: what was corrected where, as far as it is told: 第3答：86400改为68400
    read_aloud: bool = False  #: the record was read to him
    outcome: SignOutcome = word(SignOutcome, default=SignOutcome.SIGNED)
    reason: str = ""
    witness: str = ""


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
    certificates: str = "看清了。"  #: the answer to “请过目，是否看清”
    recusal_asked: bool = False
    recusal_reason: str = ""
    steps: list[str] = listing()  #: what was done, each as 查阅资料：… or plain
    reporter: str = ""  #: who gave the oral report (办法 22(三)), with post
    reported: str = ""  #: what he reported
    seen: str  #: facts only, no conjecture
    evidence: list[str] = listing()  #: evidence ids; recordings are listed by themselves
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
    persons: int | None = None
    entries: int | None = None  #: 笔数
    amount: int | None = None  #: fen
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
    version: int = 1  #: earlier ones: PaperVersion


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
    fund: FundType | None = word(FundType, default=None)  #: where the inspection covers several


class Order(Dated, table=True):
    """Order to stop and correct (D27, 办法 19, 20, 29, 34)."""

    __tablename__ = "correction_order"

    inspection_id: str = ref("inspection")
    party: str  #: name of the unit, or of the person
    party_identity: str = ""  #: identity number of a person, else the unit's credit code
    party_address: str = ""
    violation: str
    facts: str
    basis: list[str] = listing()
    demand: str
    due_on: date | None = None  #: null means at once
    evidence: list[str] = listing()
    on_spot: bool = False  #: two inspectors ordered it on the spot; the head's approval is made up for
    inspectors: list[str] = listing()
    contact: str = ref("staff")


class OrderRecheck(Dated, table=True):
    """Whether an order was obeyed (D28, 办法 34); the latest one says how things stand."""

    inspection_id: str = ref("inspection")
    order_id: str = ref("correction_order")
    outcome: OrderOutcome = word(OrderOutcome)
    seen: str
    evidence: list[str] = listing()
    place: str = ""
    inspectors: list[str] = listing()
    met: str = ""  #: who was there for the party
    met_post: str = ""
    due_on: date | None = None  #: new last day for what is left, when it was obeyed partly
    unit_opinion: str = ""
    signature: SignOutcome = word(SignOutcome, default=SignOutcome.SIGNED)
    reason: str = ""
    witness: str = ""
