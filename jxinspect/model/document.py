"""Issued documents, the papers that came back signed, and service."""

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from jxinspect.law.service import Standing
from jxinspect.law.terms import ServiceMethod, SignOutcome
from jxinspect.model.base import Dated, Record, listing, object_ref, ref, word


class Document(Dated, table=True):
    """An issued document. The row and its file never change (G55); see DocumentVoid and SignedPaper."""

    __table_args__ = (UniqueConstraint("series", "year", "n"), UniqueConstraint("number"))

    inspection_id: str | None = ref("inspection", default=None)
    kind: str = Field(index=True)  #: D05
    title: str
    subject_id: str  #: the record that the document is about
    number: str  #: 发文字号, or archive code of an internal record
    series: str | None = None  #: 发文代字, counted by year: 样人社监检通; null where the office has no series
    year: int
    n: int | None = None
    dated: date  #: 成文日期
    sha256: str = object_ref()
    template_sha256: str | None = object_ref(default=None)
    facts_digest: str
    chain_head: str  #: head of the journal before the act
    check_code: str  #: printed in the footer of every page
    file_name: str
    actor: str
    exposes: list[str] = listing()  #: fields in which a paper that leaves the office shows numbers in full (G53)


class DocumentVoid(Dated, table=True):
    """作废: the number stays taken, with its reason (G57)."""

    document_id: str = ref("document", unique=True)
    inspection_id: str | None = ref("inspection", default=None)
    reason: str
    approved_by: str | None = ref("staff", default=None)


class SignedPaper(Dated, table=True):
    """The paper that came back: its scan, who signed or refused and why, and when."""

    document_id: str = ref("document")
    inspection_id: str | None = ref("inspection", default=None)
    signer: str
    capacity: str  #: 职务或者身份
    outcome: SignOutcome = word(SignOutcome)
    reason: str = ""  #: of a refusal or inability (最高法证据规定 15)
    witness: str = ""
    scan: str | None = object_ref(default=None)
    scan_name: str = ""


class ProofOfService(Dated, table=True):
    """送达回证: how and when documents reached the addressee; `received_at` starts the deadlines (spec T01, T02)."""

    inspection_id: str | None = ref("inspection", default=None)
    documents: list[str] = listing()  #: ids of the documents served
    addressee: str
    method: ServiceMethod = word(ServiceMethod)
    place: str
    servers: list[str] = listing()  #: staff ids
    received_at: datetime | None = None
    receiver: str = ""
    capacity: str = ""
    relation: str = ""
    standing: Standing | None = word(Standing, default=None)  #: as what the receiver received
    reason: str = ""  #: of refusal, of receiving for another, of public notice
    witness: str = ""
    witness_capacity: str = ""
    tracking: str = ""  #: 邮件号 or electronic address
    through: str = ""  #: 受委托机关 or 转交单位
    address_id: str | None = ref("serviceaddress", default=None)  #: the consent to electronic service (D12)
    published_on: date | None = None
    published_in: str = ""  #: newspaper, web site, board
    public_days: int | None = None
    attempts: list[str] = listing()  #: ids of the tries that failed before the public notice
    recordings: list[str] = listing()  #: evidence ids of photographs or video
    note: str = ""


class Numbering(Record, table=True):
    """First number of a series and year when the office counted before this case file existed; default 1."""

    __table_args__ = (UniqueConstraint("series", "year"),)

    series: str  #: 发文代字, as in Document
    year: int
    first: int = 1
