"""Sealing of materials (办法 19): request, decision, list, strips, extension, release."""

from datetime import date, datetime

from sqlmodel import Field

from jxinspect.law.terms import ReleaseReason, SealReason, SealState, SignOutcome
from jxinspect.model.base import Dated, Record, listing, ref, word

#: What may be sealed: materials only (G21).
MATERIALS = {
    "voucher": "会计凭证",
    "ledger": "会计账簿",
    "statement": "财务会计报告",
    "archive": "业务档案",
    "data": "电子数据及其载体",
    "other": "其他有关资料",
}


class Seal(Dated, table=True):
    """One sealing from request to release. `at` is the request, `acted_at` the act on site."""

    inspection_id: str = ref("inspection")
    code: str = Field(unique=True)  #: 2026-007-FC-01
    seq: int
    reasons: list[SealReason] = listing()
    facts: str
    basis: list[str] = listing()
    copy_suffices: str  #: why copying (办法 15) does not suffice (行政强制法 5)
    place: str
    keeper: str
    custody_mode: str  #: how and where it is kept
    days: int
    urgent: bool = False
    state: SealState = word(SealState, default=SealState.REQUESTED)
    requested_by: str = ref("staff")
    acted_at: datetime | None = None
    starts_on: date | None = None
    ends_on: date | None = None  #: as extended
    inspectors: list[str] = listing()
    attended: str = ""  #: who of the unit was present
    attended_post: str = ""
    statement: str = ""  #: 陈述申辩
    answer: str = ""
    outcome: SignOutcome | None = word(SignOutcome, default=None, nullable=True)
    reason: str = ""
    witness: str = ""
    remedy: str = ""  #: remedy clause as printed (G26)


class SealItem(Record, table=True):
    """One line of the list of sealed materials (D34)."""

    inspection_id: str = ref("inspection")
    seal_id: str = ref("seal")
    seq: int
    name: str
    material: str  #: key of MATERIALS; anything else is not material (G21)
    reference: str = ""
    period: str = ""
    quantity: int
    unit: str = "册"
    features: str = ""
    carrier: str = ""
    strip: str = ""
    kept_at: str = ""
    note: str = ""
    released_id: str | None = ref("sealrelease", default=None)


class Strip(Record, table=True):
    """封条: a numbered strip of a sealing; numbers are never used twice (G29)."""

    inspection_id: str = ref("inspection")
    seal_id: str = ref("seal")
    number: str = Field(unique=True)
    place: str
    intact: bool | None = None  #: as found when opened


class SealExtension(Dated, table=True):
    """Extension: once, before the end, with written reason (G28)."""

    inspection_id: str = ref("inspection")
    seal_id: str = ref("seal")
    old_end: date
    new_end: date
    reason: str
    approved_by: str = ref("staff")


class SealRelease(Dated, table=True):
    """Release of all or some of what was sealed (D38)."""

    inspection_id: str = ref("inspection")
    seal_id: str = ref("seal")
    ground: ReleaseReason = word(ReleaseReason)
    text: str = ""
    whole: bool = True
    strips_intact: bool = True
    inspectors: list[str] = listing()
    receiver: str
    receiver_post: str = ""
    outcome: SignOutcome = word(SignOutcome, default=SignOutcome.SIGNED)
    reason: str = ""
