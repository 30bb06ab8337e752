"""Tries at service that did not reach anybody; with them public notice becomes lawful (民事诉讼法 95)."""

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
