"""Draft report, consultation, objections, deemed consent, adoption and the report itself (办法 22(四))."""

from datetime import date

from jxinspect.law.terms import Adopted, ReplyMethod
from jxinspect.model.base import Dated, Record, listing, object_ref, ref, word


class ReportDraft(Dated, table=True):
    """A version of the report for comment (D40); findings come from the case file."""

    inspection_id: str = ref("inspection")
    n: int  #: 稿1, 稿2 …
    background: str  #: 被检查单位基本情况
    work: str = ""  #: how the inspection was carried out, beside what the case file says of it
    evaluation: str
    opinion: str  #: 处理意见
    suggestions: str
    prevention: str = ""  #: 预防性建议 (办法 3)
    author: str = ref("staff")
    findings: int | None = None  #: how many it tells; null where an older program did not keep what it told


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
    method: ReplyMethod = word(ReplyMethod)
    posted_on: date | None = None  #: postmark: what is posted in time is in time (民事诉讼法 85 IV)
    received_on: date  #: 接到征求意见函之日, by the proof of service
    last_day: date  #: of T02
    in_time: bool
    agrees: bool = False  #: says in writing that there is no objection
    signer: str = ""
    recorder: str = ref("staff")
    scan: str | None = object_ref(default=None)  #: the unit's letter
    scan_name: str = ""
    note: str = ""


class ObjectionItem(Record, table=True):
    """One point of an objection."""

    inspection_id: str = ref("inspection")
    objection_id: str = ref("objection")
    seq: int  #: counted through all objections of the inspection
    text: str


class LateAnswer(Dated, table=True):
    """The unit was told what was made of an opinion that came too late; it blocks nothing."""

    inspection_id: str = ref("inspection")
    objection_id: str = ref("objection")
    text: str
    method: ReplyMethod = word(ReplyMethod)  #: how the answer went to the unit


class DeemedConsent(Dated, table=True):
    """Record that no objection came in time (T03)."""

    inspection_id: str = ref("inspection")
    consultation_id: str = ref("consultation")
    received_on: date
    last_day: date
    register_check: str  #: what the register of incoming letters was searched for and showed
    mail_check: str  #: how mail on its way was looked for (民事诉讼法 85 IV)
    post_possible: bool = True  #: service or reply by post; then objection.extra_mail_days are waited for
    no_post_reason: str = ""
    recorders: list[str] = listing()
    note: str = ""


class Adoption(Dated, table=True):
    """What the team made of one point of an objection (D43)."""

    inspection_id: str = ref("inspection")
    item_id: str = ref("objectionitem")
    result: Adopted = word(Adopted)
    reason: str
    change: str = ""  #: where and how the report changes
    evidence: list[str] = listing()
    finding_id: str | None = ref("finding", default=None)  #: the finding that it corrects or withdraws
    withdraws: bool = False  #: the finding does not stand any more


class Report(Dated, table=True):
    """The report of an inspection: on site after the comment round (D44), off site also without one (D45)."""

    inspection_id: str = ref("inspection")
    draft_id: str | None = ref("reportdraft", default=None)  #: null off site where the unit was not asked for comment
    background: str
    work: str = ""
    evaluation: str
    opinion: str
    suggestions: str
    prevention: str = ""
    corrects: str | None = ref("report", default=None)  #: the report that this one corrects (更正)
    on_site: str = ""  #: off site: the proposal to go on site, and why (办法 23(三))
    signed_by: str = ref("staff")
    findings: int | None = None  #: as of a draft


class FieldworkEnd(Dated, table=True):
    """End of the fieldwork: papers reviewed, materials accounted for."""

    inspection_id: str = ref("inspection")
    note: str = ""


class Closing(Dated, table=True):
    """The inspection is closed (G48) and its dossier put together (D72)."""

    inspection_id: str = ref("inspection")
    result: str
    archived_by: str = ref("staff")  #: 立卷人
    checked_by: str | None = ref("staff", default=None)  #: 检查人 of the dossier
    retention: str  #: 保管期限
    dossier_no: str = ""  #: 归档号, yyyy and four digits
    fonds_no: str = ""  #: 全宗号
    pages: int | None = None
    counted: list[dict[str, str]] = listing()  #: pages of single papers: sha256 of the file, pages
    note: str = ""  #: what the closing sheet says of the state of the dossier
