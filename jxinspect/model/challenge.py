"""Reconsideration and suit against a paper of the office (行政复议法; 行政诉讼法)."""

from datetime import date

from jxinspect.law.challenge import ChallengeKind, ChallengeResult, ChallengeStepKind
from jxinspect.model.base import Dated, key_field, object_ref, ref, word


class Challenge(Dated, table=True):
    """Somebody applied for reconsideration, or sued. What was served stays as it is."""

    inspection_id: str = ref("inspection")
    number: str = key_field()  #: 2026-FY-001 (行政复议), 2026-SS-001 (行政诉讼)
    year: int
    kind: ChallengeKind = word(ChallengeKind)
    document_id: str = ref("document")  #: the decision or order that is contested
    applicant: str
    filed_on: date
    body: str  #: 行政复议机关, or the court
    docket: str = ""  #: its number of the case
    simple: bool = False  #: 简易程序 of reconsideration (行政复议法 53)
    claim: str = ""  #: 复议（诉讼）请求


class ChallengeStep(Dated, table=True):
    """What happened on the way: the copy came, the office answered, execution was suspended, somebody appealed."""

    inspection_id: str = ref("inspection")
    challenge_id: str = ref("challenge")
    kind: ChallengeStepKind = word(ChallengeStepKind)
    on: date
    reference: str = ""  #: number of the paper
    text: str = ""


class ChallengeOutcome(Dated, table=True):
    """A decision, judgment or mediation that ends it; a later one of a higher court takes the place of an earlier."""

    inspection_id: str = ref("inspection")
    challenge_id: str = ref("challenge")
    result: ChallengeResult = word(ChallengeResult)
    decided_on: date
    served_on: date  #: when the party received it
    effective_on: date | None = None  #: known at once of reconsideration and of a final judgment
    reference: str  #: number of their paper
    text: str = ""
    fine: int | None = None  #: fen that remain; None leaves them as they are
    confiscate: int | None = None
    refund: int | None = None
    formal: bool = False  #: set aside for its procedure only (行政复议法 64 II)
    redo_by: date | None = None  #: 责令在一定期限内重新作出、履行
    scan: str | None = object_ref(default=None)
    scan_name: str = ""
    corrects: str = ""  #: why it takes the place of what was noted by mistake
