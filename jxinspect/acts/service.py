"""Service of documents: each lawful way, what it must record, the day that counts.

Sources: 行政处罚法 61; 民事诉讼法 87-95.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from jxinspect.acts.procedure import admit, begin, issue, judge
from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.civil import BEIJING, beijing, day
from jxinspect.law.dates import chinese_date, chinese_moment
from jxinspect.law.deadlines import due
from jxinspect.law.terms import ServiceMethod
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.document import Document, DocumentVoid, ProofOfService
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import staff

#: What each way of service must record besides the place: column → words for the user.
NEEDED: dict[ServiceMethod, tuple[tuple[str, str], ...]] = {
    ServiceMethod.DIRECT: (
        ("received_at", "送达时间（--received）"),
        ("receiver", "收件人（--receiver）"),
        ("capacity", "收件人的职务或者身份（--capacity）"),
    ),
    ServiceMethod.LEFT: (
        ("received_at", "留置时间（--received）"),
        ("reason", "拒收事由（--reason）"),
        ("witness", "见证人（--witness），或者影像（--recording）"),
    ),
    ServiceMethod.POST: (("tracking", "邮件号码（--tracking）"),),
    ServiceMethod.ELECTRONIC: (
        ("received_at", "到达特定系统的时间（--received）"),
        ("tracking", "电子送达地址（--tracking）"),
        ("note", "受送达人同意电子送达的确认书（--note）"),
    ),
    ServiceMethod.ENTRUSTED: (
        ("received_at", "送达时间（--received）"),
        ("receiver", "收件人（--receiver）"),
        ("note", "受委托机关（--note）"),
    ),
    ServiceMethod.FORWARDED: (
        ("received_at", "签收时间（--received）"),
        ("receiver", "收件人（--receiver）"),
        ("note", "转交单位（--note）"),
    ),
    ServiceMethod.PUBLIC: (("published_on", "公告日期（--published）"), ("note", "公告送达的原因（--note）")),
}


def find_document(case: CaseFile, number: str) -> Document:
    """An issued document by its number or archive code, also typed with other brackets. NotFound names those there."""
    wanted = number.strip()
    plain = wanted.translate(str.maketrans("（）()[]【】﹝﹞", "〔〕〔〕〔〕〔〕〔〕"))
    found = case.all(Document, number=wanted) or case.all(Document, number=plain)
    if not found:
        raise NotFound(
            f"没有文号为 {wanted} 的文书", why="文号有误，或者文书还没有制发", todo="用 jxinspect doc list 查看文号"
        )
    return found[0]


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
    chosen = [_servable(records, find_document(case, text)) for text in dict.fromkeys(documents)]
    given = {key: value for key, value in fields.items() if value not in (None, "")}
    proof = ProofOfService(
        inspection_id=records.inspection.id,
        at=case.at,
        documents=[d.id for d in chosen],
        method=method,
        servers=[staff(case, name).id for name in dict.fromkeys(servers)],
        received_at=received_at,
        **{"addressee": records.unit.name, "place": records.unit.address, **given},
    )
    _complete(proof, chosen)
    _not_in_future(case, received_at)
    if method == ServiceMethod.PUBLIC:
        proof.received_at = _published(proof, records)
    admit(case, records, "notify.serve", proof)
    return proof, issue(case, records, "D11", proof)


def _servable(records: InspectionRecords, document: Document) -> Document:
    if document.inspection_id != records.inspection.id:
        raise Refused(
            f"文书 {document.number} 不属于检查 {records.inspection.number}",
            why="送达回证按检查填写",
            todo="核对检查编号和文号",
        )
    if any(void.document_id == document.id for void in records.of(DocumentVoid)):
        raise Refused(f"文书 {document.number} 已经作废", why="作废的文书不得送达（G57）", todo="送达重新制发的文书")
    earlier = records.received(document)
    if earlier is not None:
        raise Refused(
            f"文书 {document.number} 已于{chinese_moment(earlier)}送达",
            why="送达记录不得改写，期限已从该日起算（G55）",
            todo="核对文号；送达记录有误的用 jxinspect doc correct 更正",
            guards=("G55",),
        )
    return document


def _complete(proof: ProofOfService, documents: Sequence[Document]) -> None:
    missing = [words for column, words in NEEDED[proof.method] if not getattr(proof, column)]
    if proof.recordings:
        missing = [words for words in missing if not words.startswith("见证人")]
    if proof.method in (ServiceMethod.DIRECT, ServiceMethod.LEFT) and not proof.servers:
        missing.append("送达人（--server）")
    if not documents:
        missing.append("送达的文书（--doc 文号）")
    if missing:
        raise Incomplete(
            f"{proof.method.label}的记录不全",
            why="送达回证逐项填写，送达日期决定期限的起算（民事诉讼法 87-95）",
            todo="补齐后重新登记",
            items=missing,
        )


def _not_in_future(case: CaseFile, moment: datetime | None) -> None:
    if moment is not None and moment > case.clock:
        raise Refused(
            f"送达时间{chinese_moment(moment)}是将来",
            why=f"本机时间{chinese_moment(case.clock)}；还没有发生的事不能登记",
            todo="核对 --received",
            guards=("G59",),
        )


def _published(proof: ProofOfService, records: InspectionRecords) -> datetime:
    """End of the last day of the public notice, when the document counts as served (民事诉讼法 95)."""
    assert proof.published_on is not None
    length = records.world.number("service.public_days")
    last = due("T20", proof.published_on, records.world.calendar, length=length).last_day
    return datetime.combine(last, time(23, 59), tzinfo=BEIJING)


def receive(
    case: CaseFile, number: str, *, tracking: str, received_at: datetime, receiver: str, capacity: str = ""
) -> tuple[ProofOfService, Document]:
    """Note that a posted item arrived: the date on the receipt is the day of service. Makes the proof anew (D11)."""
    records = begin(case, number, "notify.serve")
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
    _not_in_future(case, received_at)
    proof.received_at, proof.receiver, proof.capacity = received_at, receiver, capacity
    judge(case, records, "notify.serve")
    return proof, issue(case, records, "D11", proof)


def told(proof: ProofOfService) -> str:
    """When the documents count as served, in words."""
    if proof.received_at is None:
        return "以回执上注明的收件日期为准，收到后用 notify receive 登记"
    if proof.method == ServiceMethod.PUBLIC:
        return f"公告期满之日{chinese_date(day(proof.received_at))}视为送达"
    return f"{beijing(proof.received_at):%Y-%m-%d %H:%M}"
