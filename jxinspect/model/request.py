"""Requests for data and query rights: what was asked of whom, what came, who may look until when (办法 8, 18)."""

from __future__ import annotations

from datetime import date

from jxinspect.law.request import RequestKind
from jxinspect.model.base import Dated, listing, ref, word


class DataRequest(Dated, table=True):
    """A request for data, or for a right to query a system, for one inspection."""

    inspection_id: str = ref("inspection")
    number: str  #: 2026-001-QQ-01
    kind: RequestKind = word(RequestKind)
    party: str  #: who is asked
    wanted: str
    scope: str = ""  #: columns and period, no more than is needed
    basis: list[str] = listing()
    document: str = ""  #: number of the letter as it was typed; see document_id
    document_id: str | None = ref("document", default=None)  #: the paper by which it was asked (D08, D18, D26a)
    due_on: date | None = None
    asked_by: str = ref("staff")


class DataReceipt(Dated, table=True):
    """What came back for a request, with the digest of each file; or its refusal."""

    inspection_id: str = ref("inspection")
    request_id: str = ref("datarequest")
    giver: str
    text: str = ""
    evidence: list[str] = listing()  #: evidence ids
    files: list[dict[str, str]] = listing()  #: {"name": …, "size": bytes, "sha256": …} of files not taken into evidence
    complete: bool = True
    refused: bool = False


class QueryRight(Dated, table=True):
    """A right to query a system that was granted on a request."""

    inspection_id: str = ref("inspection")
    request_id: str = ref("datarequest")
    account: str
    scope: str
    holder: str = ref("staff")
    granted_by: str
    until: date | None = None


class QueryRightEnd(Dated, table=True):
    """A query right was withdrawn."""

    inspection_id: str = ref("inspection")
    right_id: str = ref("queryright")
    withdrawn_by: str
    note: str = ""
