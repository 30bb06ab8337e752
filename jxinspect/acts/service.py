"""Service of documents: each lawful way, what it must record, the day that counts.

Sources: 行政处罚法 61; 民事诉讼法 87-95.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, time
from typing import Any

from jxinspect.acts.document_number import parted, the_one
from jxinspect.acts.procedure import admit, begin, issue, judge
from jxinspect.acts.service_needs import completed, not_in_future, require
from jxinspect.documents.catalogue import CATALOGUE
from jxinspect.errors import NotFound, Refused
from jxinspect.law.calendar import Calendar
from jxinspect.law.civil import BEIJING, beijing, day
from jxinspect.law.dates import chinese_date, chinese_moment
from jxinspect.law.deadlines import due
from jxinspect.law.service import WAYS
from jxinspect.law.terms import ServiceMethod
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.document import Document
from jxinspect.model.kinds import DocumentVoid, ProofOfService, ServiceFailure
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import staff


def find_document(case: CaseFile, number: str) -> Document:
    """An issued document by its number or archive code, also typed with other brackets. NotFound names those there."""
    wanted, which = parted(number)
    plain = wanted.translate(str.maketrans("（）()[]【】﹝﹞", "〔〕〔〕〔〕〔〕〔〕"))
    found = case.all(Document, number=wanted) or case.all(Document, number=plain)
    if not found:
        raise NotFound(
            f"没有文号为 {wanted} 的文书", why="文号有误，或者文书还没有制发", todo="用 jxinspect doc list 查看文号"
        )
    return the_one(case, found, which)


def serve(
    case: CaseFile,
    number: str,
    *,
    documents: Sequence[str],
    method: ServiceMethod,
    servers: Sequence[str] = (),
    received_at: datetime | None = None,
    **fields: Any,
) -> tuple[ProofOfService, Document]:
    """Note the service of documents to the unit (D11). The day of receipt starts the deadlines.

    Service by public notice takes effect when its period ends (T20); service by post when `receive` notes the receipt.
    """
    records = begin(case, number, "notify.serve")
    chosen = [_servable(case, records, find_document(case, text)) for text in dict.fromkeys(documents)]
    given = {key: value for key, value in fields.items() if value not in (None, "")}
    proof = ProofOfService(
        inspection_id=records.inspection.id,
        at=case.at,
        documents=[d.id for d in chosen],
        method=method,
        servers=[staff(case, name).id for name in dict.fromkeys(servers)],
        received_at=received_at,
        **{"place": "", **given, "addressee": given.get("addressee") or _addressed(records, chosen)},
    )
    _posted_once(records, proof)
    completed(case, records, proof)
    require(case, records, proof, chosen)
    if method == ServiceMethod.PUBLIC:
        publish(proof, records.world.calendar, records.world.number("service.public_days"))
    admit(case, records, "notify.serve", proof)
    return proof, issue(case, records, "D11", proof)


def _addressed(records: InspectionRecords, documents: Sequence[Document]) -> str:
    """Whom the papers address; Refused when they are for several, since each has a proof of his own."""
    from jxinspect.model.letters import addressee_of

    names = list(dict.fromkeys(addressee_of(records, document) for document in documents))
    if len(names) > 1:
        raise Refused(
            "这些文书的受送达人不同：" + "、".join(names),
            why="送达回证按受送达人填写（民事诉讼法 87）",
            todo="分别登记送达，或者用 --addressee 写明受送达人",
        )
    return names[0] if names else records.unit.name


def outgoing(records: InspectionRecords, document: Document) -> Document:
    """The document, when it is one of the inspection's that go out and is not void; else Refused."""
    if document.inspection_id != records.inspection.id:
        raise Refused(
            f"文书 {document.number} 不属于检查 {records.inspection.number}",
            why="送达回证按检查填写",
            todo="核对检查编号和文号",
        )
    if CATALOGUE[document.kind].stays:
        raise Refused(
            f"{document.title} {document.number} 是内部文书，不送达",
            why="方案、审批表、底稿等只在机关内部使用，送达会泄露检查重点和他人的信息（办法 6、38）",
            todo="核对文号；可以送达的用 jxinspect status 查看",
        )
    if any(void.document_id == document.id for void in records.of(DocumentVoid)):
        raise Refused(f"文书 {document.number} 已经作废", why="作废的文书不得送达（G57）", todo="送达重新制发的文书")
    return document


def _servable(case: CaseFile, records: InspectionRecords, document: Document) -> Document:
    outgoing(records, document)
    earlier = min(_received(records, document, case.at), default=None)
    if earlier is not None:
        raise Refused(
            f"文书 {document.number} 已于{chinese_moment(earlier)}送达",
            why="送达记录不得改写，期限已从该日起算（G55）",
            todo="核对文号；文书有笔误的，用 jxinspect doc correct 补正",
            guards=("G55",),
        )
    return document


def _received(records: InspectionRecords, document: Document, at: datetime) -> Iterator[datetime]:
    """When it arrived, also as noted for later than `at`; while a public notice runs, a better way may succeed."""
    for proof in records.proofs(document):
        running = proof.method == ServiceMethod.PUBLIC and proof.received_at is not None and proof.received_at > at
        if proof.received_at is not None and not running:
            yield proof.received_at


def _posted_once(records: InspectionRecords, proof: ProofOfService) -> None:
    """Refused when a paper is noted as posted by an item with which it is under way already."""
    if proof.method != ServiceMethod.POST:
        return
    there = {one for posted in _pending(records, proof.tracking.strip()) for one in posted.documents}
    again = [d.number for d in records.of(Document) if d.id in there and d.id in proof.documents]
    if again:
        raise Refused(
            f"邮件 {proof.tracking} 已经登记交邮：{'、'.join(again)}",
            why="一次交邮只登记一次，收件日期只有一个（民事诉讼法 91）",
            todo="收到回执后用 notify receive 登记签收，退回的用 notify returned；另寄一件的写它自己的邮件号",
            guards=("G55",),
        )


def _pending(records: InspectionRecords, tracking: str) -> list[ProofOfService]:
    """Postings of an item that neither arrived nor came back yet."""
    back = {failure.proof_id for failure in records.of(ServiceFailure)}
    return [
        proof
        for proof in records.of(ProofOfService)
        if proof.method == ServiceMethod.POST and proof.tracking == tracking
        if proof.received_at is None and proof.id not in back
    ]


def publish(proof: ProofOfService, calendar: Calendar, usual: int) -> None:
    """Served at the end of the last day of the public notice (T20, 民事诉讼法 95), of its own or the usual length."""
    assert proof.published_on is not None
    proof.public_days = proof.public_days or usual
    last = due("T20", proof.published_on, calendar, length=proof.public_days).last_day
    proof.received_at = datetime.combine(last, time(23, 59), tzinfo=BEIJING)


def receive(
    case: CaseFile, number: str, *, tracking: str, received_at: datetime, receiver: str, capacity: str = ""
) -> tuple[ProofOfService, Document]:
    """Note that a posted item arrived: the date on the receipt is the day of service. Makes the proof anew (D11)."""
    records = begin(case, number, "notify.serve")
    proof = under_way(records, tracking)
    not_in_future(case, received_at)
    proof.received_at, proof.receiver, proof.capacity = received_at, receiver, capacity
    judge(case, records, "notify.serve")
    return proof, issue(case, records, "D11", proof)


def under_way(records: InspectionRecords, tracking: str) -> ProofOfService:
    """The posting of that item, which neither arrived nor came back yet."""
    pending = _pending(records, tracking.strip())
    if pending:
        return pending[0]
    posted = {p.tracking: p for p in records.of(ProofOfService) if p.method == ServiceMethod.POST}
    proof = posted.get(tracking.strip())
    if proof is None:
        known = "、".join(posted) or "无"
        raise NotFound(
            f"没有邮件号为 {tracking} 的送达记录",
            why=f"这项检查登记过的邮件：{known}",
            todo="核对邮件号；先用 notify serve --method post 登记交邮",
        )
    if proof.received_at is not None:
        raise Refused(
            f"邮件 {tracking} 已经登记签收",
            why=f"签收时间{chinese_moment(proof.received_at)}，不得改写（G55）",
            todo="核对邮件号",
            guards=("G55",),
        )
    raise Refused(
        f"邮件 {tracking} 已经登记退回",
        why="退回的邮件没有送达（民事诉讼法 91），退回的记录不得改写（G55）",
        todo="核对邮件号；重新送达用 notify serve",
        guards=("G55",),
    )


def told(proof: ProofOfService) -> str:
    """When the documents count as served, in words."""
    if proof.received_at is None:
        return "以回执上注明的收件日期为准，收到回执后用 notify receive 登记；退回的用 notify returned 登记"
    if proof.method == ServiceMethod.PUBLIC:
        return f"公告{proof.public_days}日，{chinese_date(day(proof.received_at))}期满，视为送达"
    return f"{beijing(proof.received_at):%Y-%m-%d %H:%M}"


def counts(proof: ProofOfService) -> str:
    """Which day counts for this way of service, with the article."""
    way = WAYS[proof.method]
    return f"{way.counts}（{way.basis}）"
