"""What happens on site (办法 14-16, 19, 20, 22(三), 26)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from jxinspect.acts.plan import inspectors
from jxinspect.acts.procedure import admit, begin, issue
from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.matters import MATTERS
from jxinspect.law.statutes import cite
from jxinspect.law.terms import EvidenceForm, EvidenceState, InspectionForm, OrderOutcome
from jxinspect.law.violations import VIOLATIONS
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.document import Document
from jxinspect.model.inspect import (
    Commitment,
    Custody,
    Entry,
    Evidence,
    EvidenceSheet,
    Finding,
    Handover,
    HandoverItem,
    Notice,
    Order,
    OrderRecheck,
    Questioning,
    SiteRecord,
    WorkingPaper,
)
from jxinspect.model.report import FieldworkEnd
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import staff


def who(case: CaseFile, records: InspectionRecords, names: Sequence[str]) -> list[str]:
    """Staff ids of those named; without names, all inspectors of the team."""
    people = [staff(case, name) for name in names] if names else inspectors(records)
    return [person.id for person in people]


def enter(case: CaseFile, number: str, *, met: str, met_post: str, names: Sequence[str] = (), **fields: Any) -> tuple[Entry, Document]:
    """Show certificates, tell rights and duties (D13). From here on acts on site are lawful (G12)."""
    records = begin(case, number, "inspect.enter")
    entry = Entry(
        inspection_id=records.inspection.id,
        at=case.at,
        place=fields.pop("place", None) or records.unit.address,
        inspectors=who(case, records, names),
        met=met,
        met_post=met_post,
        **fields,
    )
    admit(case, records, "inspect.enter", entry)
    return entry, issue(case, records, "D13", entry)


def commit(case: CaseFile, number: str, *, signer: str, post: str, refused: bool = False, reason: str = "", **fields: Any) -> tuple[Commitment, Document | None]:
    """Note the unit's written commitment (D14, 办法 14 II), or that it refused one and why."""
    if refused and not reason.strip():
        raise Incomplete("拒绝承诺没有写明理由", why="拒绝的情况应当记录在案（办法 14 II、34）", todo="用 --reason 写明理由")
    records = begin(case, number, "inspect.commit")
    commitment = Commitment(
        inspection_id=records.inspection.id, at=case.at, signer=signer, post=post, refused=refused, reason=reason, **fields
    )
    admit(case, records, "inspect.commit", commitment)
    return commitment, None if refused else issue(case, records, "D14", commitment)


def hand_over(
    case: CaseFile, number: str, *, giver: str, taker: str, items: Sequence[dict[str, Any]]
) -> tuple[Handover, Document]:
    """Take materials over from the unit, item by item (D17)."""
    if not items:
        raise Incomplete("没有交接的资料", why="交接应当逐项清点（办法 14、15）", todo="用 --item 名称/原件或复制件/数量 逐项写明")
    records = begin(case, number, "inspect.handover")
    handover = Handover(inspection_id=records.inspection.id, at=case.at, giver=giver, taker=taker)
    start = len(records.of(HandoverItem))
    lines = [
        HandoverItem(inspection_id=records.inspection.id, handover_id=handover.id, seq=start + n, **item)
        for n, item in enumerate(items, 1)
    ]
    admit(case, records, "inspect.handover", handover, *lines)
    return handover, issue(case, records, "D17", handover)


def hand_back(case: CaseFile, number: str, *, giver: str, taker: str, seqs: Sequence[int] = ()) -> tuple[Handover, Document]:
    """Return materials to the unit (D17): those numbers, or everything that is still here."""
    records = begin(case, number, "inspect.handover")
    here = [i for i in records.of(HandoverItem) if i.returned_id is None]
    chosen = [i for i in here if not seqs or i.seq in seqs]
    unknown = sorted(set(seqs) - {i.seq for i in here})
    if unknown or not chosen:
        raise NotFound(
            "没有待归还的资料" + (f"：第{'、'.join(map(str, unknown))}项" if unknown else ""),
            why="这些项没有交接过，或者已经归还",
            todo=f"待归还的有：{'、'.join(f'{i.seq}.{i.name}' for i in here) or '无'}",
        )
    handover = Handover(inspection_id=records.inspection.id, at=case.at, back=True, giver=giver, taker=taker)
    case.add(handover)
    for item in chosen:
        item.returned_id = handover.id
    admit(case, records, "inspect.handover", handover)
    return handover, issue(case, records, "D17", handover)


def ask(
    case: CaseFile,
    number: str,
    *,
    person: str,
    answers: Sequence[dict[str, str]],
    ended_at: datetime,
    recorder: str,
    names: Sequence[str] = (),
    **fields: Any,
) -> tuple[Questioning, Document]:
    """Record the questioning of one person by two inspectors (D19, 办法 16)."""
    if not answers:
        raise Incomplete("询问笔录没有问答", why="询问笔录应当记录问和答（办法 16）", todo="用 --file 提供问答文本，或者逐条输入")
    if ended_at <= case.at:
        raise Refused("询问结束时间不晚于开始时间", why=f"开始{case.at:%H:%M}，结束{ended_at:%H:%M}（G16）", todo="核对起止时间", guards=())
    records = begin(case, number, "inspect.ask")
    questioning = Questioning(
        inspection_id=records.inspection.id,
        at=case.at,
        seq=len(records.of(Questioning)) + 1,
        ended_at=ended_at,
        place=fields.pop("place", None) or records.unit.address,
        person=person,
        inspectors=who(case, records, names),
        recorder=staff(case, recorder).id,
        answers=list(answers),
        **fields,
    )
    admit(case, records, "inspect.ask", questioning)
    return questioning, issue(case, records, "D19", questioning)


def record(
    case: CaseFile,
    number: str,
    *,
    topic: str,
    ended_at: datetime,
    companion: str,
    recorder: str,
    steps: Sequence[str],
    seen: str,
    evidence: Sequence[str] = (),
    names: Sequence[str] = (),
    **fields: Any,
) -> tuple[SiteRecord, Document]:
    """Record what was done and seen on site (D20), also the unit's oral report."""
    records = begin(case, number, "inspect.record")
    row = SiteRecord(
        inspection_id=records.inspection.id,
        at=case.at,
        seq=len(records.of(SiteRecord)) + 1,
        topic=topic,
        ended_at=ended_at,
        place=fields.pop("place", None) or records.unit.address,
        companion=companion,
        inspectors=who(case, records, names),
        recorder=staff(case, recorder).id,
        steps=list(steps),
        seen=seen,
        evidence=[e.id for e in find_evidence(records, evidence)],
        **fields,
    )
    admit(case, records, "inspect.record", row)
    return row, issue(case, records, "D20", row)


def paper(
    case: CaseFile, number: str, *, matter: str, author: str, basis: Sequence[str], evidence: Sequence[str] = (), **fields: Any
) -> tuple[WorkingPaper, None]:
    """Write a working paper on one matter. Its document (D21) is made when somebody else has reviewed it."""
    records = begin(case, number, "inspect.paper")
    _known_matter(matter)
    _citable(basis)
    row = WorkingPaper(
        inspection_id=records.inspection.id,
        at=case.at,
        code=f"{number}-DG-{len(records.of(WorkingPaper)) + 1:02d}",
        matter=matter,
        author=staff(case, author).id,
        basis=list(basis),
        evidence=[e.id for e in find_evidence(records, evidence)],
        **fields,
    )
    admit(case, records, "inspect.paper", row)
    return row, None


def review_paper(case: CaseFile, number: str, code: str, *, reviewer: str, text: str) -> Document:
    """Review a working paper (D21); author and reviewer differ."""
    records = begin(case, number, "inspect.review")
    row = next((p for p in records.of(WorkingPaper) if p.code == code), None)
    if row is None:
        raise NotFound(f"没有底稿 {code}", why="底稿编号有误", todo="已有：" + "、".join(p.code for p in records.of(WorkingPaper)))
    person = staff(case, reviewer)
    if person.id == row.author:
        raise Refused(f"底稿 {code} 的复核人不能是编制人{reviewer}", why="编制与复核应当分开（办法 3）", todo="换一名复核人")
    if row.reviewed_at:
        raise Refused(f"底稿 {code} 已经复核", why=f"复核时间{row.reviewed_at}", todo="内容有变的另编底稿")
    row.reviewer, row.reviewed_at, row.review_text = person.id, case.at, text
    case.add(row)
    return issue(case, records, "D21", row)


def _known_matter(code: str) -> None:
    if code not in MATTERS:
        raise NotFound(f"没有检查事项 {code}", why="事项代码取自办法 11-13、15", todo="用 jxinspect law list matters 查看代码")


def _citable(refs: Sequence[str]) -> None:
    for text in refs:
        cite(text)


def find_evidence(records: InspectionRecords, codes: Sequence[str]) -> list[Evidence]:
    """Items of evidence by code (2026-007-ZJ-003), its tail (003) or number (3)."""
    found = []
    for code in codes:
        wanted = code.strip().upper()
        item = next((e for e in records.of(Evidence) if wanted in (e.code, str(e.seq), f"{e.seq:03d}")), None)
        if item is None:
            known = "、".join(e.code for e in records.of(Evidence)) or "无"
            raise NotFound(f"没有证据 {code}", why=f"这项检查的证据有：{known}", todo="核对证据编号")
        found.append(item)
    return found


def sheet(
    case: CaseFile,
    number: str,
    *,
    matter: str,
    fact: str,
    evidence: Sequence[str],
    provider: str,
    origin: str,
    method: str,
    names: Sequence[str] = (),
    **fields: Any,
) -> tuple[EvidenceSheet, Document]:
    """One fact with the evidence for it (取证记录单, D22)."""
    records = begin(case, number, "inspect.evidence")
    _known_matter(matter)
    items = find_evidence(records, evidence)
    if not items:
        raise Incomplete("取证记录单没有证据", why="一事一单，附相应证据（最高法证据规定 10）", todo="用 --evidence 写明证据编号")
    row = EvidenceSheet(
        inspection_id=records.inspection.id,
        at=case.at,
        code=f"{number}-QZ-{len(records.of(EvidenceSheet)) + 1:02d}",
        matter=matter,
        fact=fact,
        evidence=[e.id for e in items],
        origin=origin,
        method=method,
        place=fields.pop("place", None) or records.unit.address,
        inspectors=who(case, records, names),
        provider=provider,
        pages=sum(e.pages or 0 for e in items),
        **fields,
    )
    admit(case, records, "inspect.evidence", row)
    return row, issue(case, records, "D22", row)


def custody(case: CaseFile, number: str, code: str, *, giver: str, taker: str, why: str, condition: str) -> Custody:
    """Note that an item of evidence changed hands."""
    records = begin(case, number, "inspect.evidence")
    item = find_evidence(records, [code])[0]
    row = Custody(
        inspection_id=records.inspection.id,
        at=case.at,
        evidence_id=item.id,
        giver=giver,
        taker=taker,
        why=why,
        condition=condition,
    )
    case.add(row)
    return row


def evidence_log(case: CaseFile, number: str) -> Document:
    """The evidence log as a workbook (D23)."""
    records = begin(case, number, "inspect.evidence")
    if not records.of(Evidence):
        raise Incomplete("这项检查还没有证据", why="证据登记表至少有一项证据", todo="先用 inspect evidence add 登记证据")
    return issue(case, records, "D23", records.inspection)


def finding(
    case: CaseFile,
    number: str,
    *,
    title: str,
    facts: str,
    basis: Sequence[str],
    violation: str | None = None,
    matter: str = "",
    evidence: Sequence[str] = (),
    amount: int | None = None,
    no_amount: bool = False,
    persons: int | None = None,
    period_from: date | None = None,
    period_to: date | None = None,
    demand: str = "",
    cause: str = "",
) -> Finding:
    """Register a problem with its basis, evidence, amount in fen and period (G35)."""
    if amount is not None and no_amount:
        raise Incomplete("金额与“不涉及金额”不能同时写", why="两者互相矛盾（G35）", todo="只写其一")
    if violation is not None and violation not in VIOLATIONS:
        raise NotFound(f"没有违法情形代码 {violation}", why="代码取自办法 29-38", todo="用 jxinspect law list violations 查看代码")
    if matter:
        _known_matter(matter)
    _citable(basis)
    records = begin(case, number, "inspect.finding")
    row = Finding(
        inspection_id=records.inspection.id,
        at=case.at,
        seq=len(records.of(Finding)) + 1,
        title=title,
        facts=facts,
        violation=violation,
        matter=matter,
        basis=list(basis),
        amount=amount,
        no_amount=no_amount,
        persons=persons,
        period_from=period_from or records.inspection.period_from,
        period_to=period_to or records.inspection.period_to,
        evidence=[e.id for e in find_evidence(records, evidence)],
        demand=demand,
        cause=cause,
    )
    admit(case, records, "inspect.finding", row)
    return row


def order(
    case: CaseFile,
    number: str,
    *,
    violation: str,
    facts: str,
    demand: str,
    basis: Sequence[str],
    due_on: date | None = None,
    evidence: Sequence[str] = (),
) -> tuple[Order, Document]:
    """Order to stop and to correct (D27, 办法 19, 20, 29, 34); without a date, at once."""
    if violation not in VIOLATIONS:
        raise NotFound(f"没有违法情形代码 {violation}", why="代码取自办法 29-38", todo="用 jxinspect law list violations 查看代码")
    _citable(basis)
    records = begin(case, number, "inspect.order")
    row = Order(
        inspection_id=records.inspection.id,
        at=case.at,
        violation=violation,
        facts=facts,
        basis=list(basis),
        demand=demand,
        due_on=due_on,
        evidence=[e.id for e in find_evidence(records, evidence)],
    )
    admit(case, records, "inspect.order", row)
    return row, issue(case, records, "D27", row)


def recheck_order(case: CaseFile, number: str, document: str, *, outcome: OrderOutcome, seen: str) -> OrderRecheck:
    """Note whether an order was obeyed (办法 34: 拒不改正 opens the way to a penalty)."""
    records = begin(case, number, "inspect.order")
    paper = next((d for d in records.documents("D27") if d.number == document), None)
    if paper is None:
        known = "、".join(d.number for d in records.documents("D27")) or "无"
        raise NotFound(f"没有责令改正通知书 {document}", why=f"这项检查的有：{known}", todo="核对文号")
    row = OrderRecheck(
        inspection_id=records.inspection.id, at=case.at, order_id=paper.subject_id, outcome=outcome, seen=seen
    )
    admit(case, records, "inspect.order", row)
    return row


def leave(case: CaseFile, number: str, *, note: str = "") -> FieldworkEnd:
    """Close the fieldwork: every working paper has been reviewed."""
    records = begin(case, number, "inspect.leave")
    waiting = [p.code for p in records.of(WorkingPaper) if p.reviewed_at is None]
    if waiting:
        raise Refused("工作底稿没有复核：" + "、".join(waiting), why="现场检查结束前底稿应当复核（办法 22(三)）", todo="用 inspect review 复核")
    row = FieldworkEnd(inspection_id=records.inspection.id, at=case.at, note=note)
    admit(case, records, "inspect.leave", row)
    return row


def is_flight(records: InspectionRecords) -> bool:
    """Whether the notice is handed over on the spot (办法 22(二))."""
    notice = records.last(Notice)
    return records.inspection.form == InspectionForm.FLIGHT or (notice is not None and notice.flight)


def returned(case: CaseFile, number: str, code: str, *, taker: str) -> Custody:
    """Give an original back to its owner; it stays in the log as returned."""
    records = begin(case, number, "inspect.evidence")
    item = find_evidence(records, [code])[0]
    if item.form != EvidenceForm.ORIGINAL:
        raise Refused(f"证据 {item.code} 是{item.form.label}，不需要归还", why="只有原件须归还（办法 15）", todo="核对证据编号")
    item.state = EvidenceState.RETURNED
    return custody(case, number, code, giver=case.actor, taker=taker, why="归还原件", condition="完好")
