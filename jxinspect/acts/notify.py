"""Notices and their service (办法 22(二), 14; T01)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from jxinspect.acts.procedure import admit, begin, issue, judge
from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.civil import day
from jxinspect.law.terms import ServiceMethod
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.document import Document, ProofOfService
from jxinspect.model.inspect import MaterialItem, Notice
from jxinspect.model.plan import Scheme
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import staff


def onsite(case: CaseFile, number: str, *, enter_on: date, leave_on: date | None = None, **fields: Any) -> list[Document]:
    """Notice in advance (D05), with the materials list (D08) when there is one."""
    return _notice(case, number, "notify.onsite", "D05", flight=False, enter_on=enter_on, leave_on=leave_on, **fields)


def flight(case: CaseFile, number: str, *, enter_on: date, leave_on: date | None = None, **fields: Any) -> list[Document]:
    """Notice of a flight inspection, to be handed over on the spot (D06)."""
    return _notice(case, number, "notify.flight", "D06", flight=True, enter_on=enter_on, leave_on=leave_on, **fields)


def _notice(
    case: CaseFile, number: str, step: str, kind: str, *, flight: bool, enter_on: date, leave_on: date | None, **fields: Any
) -> list[Document]:
    records = begin(case, number, step)
    scheme = records.last(Scheme)
    last = leave_on or (scheme.ends_on if scheme else enter_on)
    if last < enter_on:
        raise Incomplete("检查时间有误", why=f"结束日期{last}早于进点日期{enter_on}", todo="核对 --enter 和 --leave")
    external = fields.pop("external_number", None)
    notice = Notice(
        inspection_id=records.inspection.id, at=case.at, flight=flight, enter_on=enter_on, leave_on=last, **fields
    )
    admit(case, records, step, notice, *_materials(records, scheme, notice))
    made = [issue(case, records, kind, notice, number=external)]
    if records.of(MaterialItem):
        made.append(issue(case, records, "D08", notice))
    return made


def _materials(records: InspectionRecords, scheme: Scheme | None, notice: Notice) -> list[MaterialItem]:
    names = scheme.materials if scheme and not records.of(MaterialItem) else []
    return [
        MaterialItem(
            inspection_id=records.inspection.id,
            seq=n,
            name=name,
            period=f"{records.inspection.period_from}至{records.inspection.period_to}",
            due_on=notice.materials_due or notice.enter_on,
        )
        for n, name in enumerate(names, 1)
    ]


def materials(case: CaseFile, number: str, *, names: Sequence[str], due_on: date, **fields: Any) -> Document:
    """A further list of materials to be provided (D08, 办法 14)."""
    records = begin(case, number, "notify.materials")
    notice = records.last(Notice)
    assert notice is not None
    start = len(records.of(MaterialItem))
    items = [
        MaterialItem(inspection_id=records.inspection.id, seq=start + n, name=name, due_on=due_on, **fields)
        for n, name in enumerate(names, 1)
    ]
    admit(case, records, "notify.materials", *items)
    return issue(case, records, "D08", notice)


def find_document(case: CaseFile, number: str) -> Document:
    """An issued document by its number or archive code."""
    found = case.all(Document, number=number.strip())
    if not found:
        raise NotFound(f"没有文号为 {number} 的文书", why="文号有误，或者文书还没有制发", todo="用 jxinspect doc list 查看文号")
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
    """Note the service of documents to the unit (D11). The day of receipt starts the deadlines."""
    records = begin(case, number, "notify.serve")
    chosen = [find_document(case, text) for text in documents]
    strangers = [d.number for d in chosen if d.inspection_id != records.inspection.id]
    if strangers:
        raise Refused("文书不属于这项检查：" + "、".join(strangers), why=f"送达回证按检查 {number} 填写", todo="核对检查编号和文号")
    proof = ProofOfService(
        inspection_id=records.inspection.id,
        at=case.at,
        documents=[d.id for d in chosen],
        addressee=fields.pop("addressee", None) or records.unit.name,
        method=method,
        place=fields.pop("place", None) or records.unit.address,
        servers=[staff(case, name).id for name in servers],
        received_at=received_at,
        **fields,
    )
    _complete(proof)
    admit(case, records, "notify.serve", proof)
    return proof, issue(case, records, "D11", proof)


#: What each way of service must record besides time and place (行政处罚法 61; 民事诉讼法 87-95).
NEEDED: dict[ServiceMethod, tuple[tuple[str, str], ...]] = {
    ServiceMethod.DIRECT: (("received_at", "送达时间"), ("receiver", "收件人"), ("capacity", "收件人的职务或者身份")),
    ServiceMethod.LEFT: (("received_at", "留置时间"), ("reason", "拒收事由"), ("witness", "见证人（或者用 --recording 登记影像）")),
    ServiceMethod.POST: (("tracking", "邮件号码"),),
    ServiceMethod.ELECTRONIC: (("received_at", "到达系统的时间"), ("tracking", "电子送达地址")),
    ServiceMethod.ENTRUSTED: (("received_at", "送达时间"), ("receiver", "收件人"), ("note", "受委托机关")),
    ServiceMethod.FORWARDED: (("received_at", "签收时间"), ("receiver", "收件人"), ("note", "转交单位")),
    ServiceMethod.PUBLIC: (("published_on", "公告日期"), ("note", "公告送达的原因")),
}


def _complete(proof: ProofOfService) -> None:
    missing = [title for column, title in NEEDED[proof.method] if not getattr(proof, column)]
    if proof.recordings:
        missing = [title for title in missing if not title.startswith("见证人")]
    if missing:
        raise Incomplete(
            f"{proof.method.label}的记录不全",
            why="缺少：" + "、".join(missing) + "（民事诉讼法 87-95）",
            todo="补齐后重新登记",
            items=missing,
        )


def receive(case: CaseFile, number: str, *, tracking: str, received_at: datetime, receiver: str) -> ProofOfService:
    """Note that a posted item arrived: the date on the receipt is the day of service."""
    records = begin(case, number, "notify.serve")
    proof = next((p for p in records.of(ProofOfService) if p.tracking == tracking), None)
    if proof is None:
        raise NotFound(f"没有邮件号为 {tracking} 的送达记录", why="邮件号有误", todo="先用 notify serve --method post 登记交邮")
    if proof.received_at is not None:
        raise Refused(f"邮件 {tracking} 已经登记签收", why=f"签收时间{proof.received_at}（证据不得修改，G55）", todo="核对邮件号", guards=("G55",))
    proof.received_at, proof.receiver = received_at, receiver
    judge(case, records, "notify.serve")
    return proof


def served_on(proof: ProofOfService) -> date | None:
    """The civil day of service; None while receipt is not proven."""
    return day(proof.received_at) if proof.received_at else None
