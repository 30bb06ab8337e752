"""Rectification opinion, ledger, progress and recheck (办法 24)."""

from datetime import date

from jxinspect.law.terms import LedgerState, RectifyType, SignOutcome
from jxinspect.model.base import Dated, Record, listing, ref, word


class RectificationOpinion(Dated, table=True):
    """整改意见书 (D48)."""

    inspection_id: str = ref("inspection")
    report_due: date | None = None  #: when the unit must report; null: rectify.report_days after service (T27)
    contact: str
    phone: str


class LedgerItem(Record, table=True):
    """One line of the rectification ledger (D49)."""

    inspection_id: str = ref("inspection")
    finding_id: str = ref("finding")
    seq: int
    type: RectifyType = word(RectifyType)
    demand: str
    due_on: date | None = None  #: null: rectify.days after service of the opinion (T27)
    responsible: str = ""
    measure: str = ""
    extension: str = ""  #: who allowed a later day, when and why
    recover: int = 0  #: fen to be recovered
    recovered: int = 0  #: fen recovered so far
    state: LedgerState = word(LedgerState, default=LedgerState.OPEN)
    checked_by: str | None = ref("staff", default=None)
    checked_on: date | None = None


class Progress(Dated, table=True):
    """What the unit reports on one line, with its proof."""

    inspection_id: str = ref("inspection")
    ledger_item_id: str = ref("ledgeritem")
    text: str
    recovered: int = 0  #: fen, in this report alone
    done: bool = False
    evidence: list[str] = listing()


class Recheck(Dated, table=True):
    """Check of the rectification on site or on paper (D50)."""

    inspection_id: str = ref("inspection")
    place: str
    inspectors: list[str] = listing()
    met: str
    met_post: str = ""
    conclusion: str
    unit_opinion: str = ""
    outcome: SignOutcome = word(SignOutcome, default=SignOutcome.SIGNED)
    reason: str = ""
    witness: str = ""


class RecheckItem(Record, table=True):
    """Result of a recheck for one line."""

    inspection_id: str = ref("inspection")
    recheck_id: str = ref("recheck")
    ledger_item_id: str = ref("ledgeritem")
    method: str
    seen: str
    struck: bool
    next_step: str = ""
    evidence: list[str] = listing()
