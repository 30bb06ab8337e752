"""The hearing in a proceeding (行政处罚法 63-65; 江西省行政处罚听证程序规定)."""

from datetime import datetime

from jxinspect.law.terms import SignOutcome
from jxinspect.model.base import Dated, listing, ref, word


class HearingRequest(Dated, table=True):
    """听证申请登记 (D66a); `at` is when it came in, or was posted."""

    inspection_id: str = ref("inspection")
    proceeding_id: str = ref("proceeding")
    applicant: str
    way: str  #: 当面提出, 邮寄 …
    reasons: str = ""
    in_time: bool = True
    withdrawn_at: datetime | None = None
    withdrawn_text: str = ""


class HearingNotice(Dated, table=True):
    """听证通知书 (D66)."""

    inspection_id: str = ref("inspection")
    proceeding_id: str = ref("proceeding")
    request_id: str = ref("hearingrequest")
    hold_at: datetime
    place: str
    host: str = ref("staff")
    recorder: str = ref("staff")
    public: bool = True
    secret: str = ""  #: why it is not public (行政处罚法 64(三))


class HearingRecord(Dated, table=True):
    """听证笔录 (D66b) and 听证报告 (D66c)."""

    inspection_id: str = ref("inspection")
    proceeding_id: str = ref("proceeding")
    notice_id: str = ref("hearingnotice")
    ended_at: datetime
    present: list[str] = listing()  #: 参加人 of the party, with capacity
    charges: str  #: facts, evidence, proposal as the handlers brought them forward
    defence: str  #: what the party answered
    questions: str  #: 举证、质证
    last_word: str
    outcome: SignOutcome = word(SignOutcome, default=SignOutcome.SIGNED)
    reason: str = ""
    opinion: str  #: of the host, in his report
