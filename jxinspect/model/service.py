"""Service of documents; tries that did not reach anybody, with which public notice becomes lawful (民事诉讼法 95)."""

from datetime import date, datetime

from jxinspect.law.service import Standing
from jxinspect.law.terms import ServiceMethod
from jxinspect.model.base import Dated, listing, ref, word


class ServiceFailure(Dated, table=True):
    """A try that failed, or an item that the post brought back: when, how, where, and why it did not succeed."""

    inspection_id: str = ref("inspection")
    documents: list[str] = listing()  #: ids of the documents
    method: ServiceMethod = word(ServiceMethod)
    addressee: str
    place: str
    servers: list[str] = listing()  #: staff ids
    reason: str  #: 大门紧锁, 查无此人
    proof_id: str | None = ref("proofofservice", default=None)  #: the posting, of an item that came back
    tracking: str = ""


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
