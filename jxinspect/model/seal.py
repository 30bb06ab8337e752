"""Sealing of materials (办法 19): request, decision, list, strips, extension, release."""

from datetime import date, datetime

from jxinspect.law.loss import Loss
from jxinspect.law.terms import ReleaseReason, SealReason, SealState, SignOutcome
from jxinspect.model.base import Dated, Record, key_field, listing, ref, word

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
    code: str = key_field()  #: 2026-007-FC-01
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
    urgent_reason: str = ""  #: why it could not wait for approval (行政强制法 19)
    state: SealState = word(SealState, default=SealState.REQUESTED)
    requested_by: str = ref("staff")
    acted_at: datetime | None = None
    ended_at: datetime | None = None
    starts_on: date | None = None
    ends_on: date | None = None  #: as extended
    inspectors: list[str] = listing()
    recorder: str | None = ref("staff", default=None)
    notified: str = ""  #: when and how the party was told to come (行政强制法 18(四))
    attended: str = ""  #: who of the unit was present; blank when nobody came (行政强制法 18(九))
    attended_post: str = ""
    process: str = ""  #: what was done, in order
    recordings: list[str] = listing()  #: numbers of photographs and videos
    statement: str = ""  #: 陈述申辩
    answer: str = ""
    outcome: SignOutcome | None = word(SignOutcome, default=None, nullable=True)
    reason: str = ""
    witness: str = ""
    witness_capacity: str = ""
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
    pages: int | None = None
    features: str = ""
    carrier: str = ""  #: kind and serial number of a data carrier
    digest: str = ""  #: SHA-256 or SM3 of electronic data
    strip: str = ""
    kept_at: str = ""
    note: str = ""
    released_id: str | None = ref("sealrelease", default=None)
    loss: Loss | None = word(Loss, default=None, nullable=True)  #: what was wrong with it at the release
    loss_note: str = ""


class Strip(Record, table=True):
    """封条: a numbered strip of a sealing; numbers are never used twice (G29)."""

    inspection_id: str = ref("inspection")
    seal_id: str = ref("seal")
    number: str = key_field()
    place: str
    release_id: str | None = ref("sealrelease", default=None)  #: the partial release after which it was applied
    reseal_id: str | None = ref("reseal", default=None)  #: the resealing by which it was applied
    replaces: str = ""  #: number of the broken strip in whose place it is
    intact: bool | None = None  #: as found when opened or replaced

    @property
    def applied_by(self) -> str | None:
        """The partial release or resealing by which it was applied; None for those of the sealing itself."""
        return self.release_id or self.reseal_id


class Reseal(Dated, table=True):
    """Broken strips were replaced by new ones; the broken ones stay on record (办法 19)."""

    inspection_id: str = ref("inspection")
    seal_id: str = ref("seal")
    broken: list[str] = listing()  #: numbers of the strips that were replaced
    found: str  #: how they were found, and the materials under them
    place: str = ""
    inspectors: list[str] = listing()
    attended: str = ""  #: who of the unit was present
    attended_post: str = ""
    outcome: SignOutcome = word(SignOutcome, default=SignOutcome.SIGNED)
    reason: str = ""
    witness: str = ""
    witness_capacity: str = ""
    recordings: str = ""  #: numbers of photographs and videos


class SealExtension(Dated, table=True):
    """Extension: once, before the end, with written reason (G28)."""

    inspection_id: str = ref("inspection")
    seal_id: str = ref("seal")
    old_end: date
    new_end: date
    reason: str
    approved_by: str = ref("staff")
    remedy: str = ""  #: remedy clause as printed


class SealRelease(Dated, table=True):
    """Release of all or some of what was sealed (D38)."""

    inspection_id: str = ref("inspection")
    seal_id: str = ref("seal")
    ground: ReleaseReason = word(ReleaseReason)
    text: str = ""
    whole: bool = True
    approved_by: str | None = ref("staff", default=None)
    place: str = ""  #: where it was opened and returned
    strips_intact: bool = True
    broken: list[str] = listing()  #: numbers of strips found damaged
    opening: str = ""  #: how the seals were opened, what was found
    inspectors: list[str] = listing()
    receiver: str
    receiver_post: str = ""
    outcome: SignOutcome = word(SignOutcome, default=SignOutcome.SIGNED)
    reason: str = ""
    witness: str = ""


class SealCount(Dated, table=True):
    """A recount of what is sealed: strips and materials by the numbers on their labels (办法 19)."""

    inspection_id: str = ref("inspection")
    seal_id: str = ref("seal")
    present: list[str] = listing()
    missing: list[str] = listing()
    extra: list[str] = listing()  #: numbers read that do not belong to the sealing
    broken: list[str] = listing()  #: strips found broken
    inspectors: list[str] = listing()
    attended: str = ""  #: who of the unit was present
    note: str = ""


#: What tells the label of a material from a strip.
LABEL_MARK = "-X"


def label_number(seal: Seal, item: SealItem) -> str:
    """The number on the label of a material: 2026-007-FC-01-X003. Of its place in the list, so it never returns."""
    return f"{seal.code}{LABEL_MARK}{item.seq:03d}"
