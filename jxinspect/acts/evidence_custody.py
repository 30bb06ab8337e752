"""Who had the evidence when: custody, return of originals, and the sheet that ties evidence to one fact (D22)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from jxinspect.acts.inspect import find_evidence, signature_explained, who
from jxinspect.acts.inspect_paper import known_matter
from jxinspect.acts.procedure import admit, begin, issue
from jxinspect.acts.serial import code
from jxinspect.errors import Incomplete, Refused
from jxinspect.law.terms import EvidenceState, SignOutcome
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.document import Document
from jxinspect.model.inspect import Custody, Evidence, EvidenceSheet
from jxinspect.store.casefile import CaseFile


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
    place: str | None = None,
    outcome: SignOutcome = SignOutcome.SIGNED,
    reason: str = "",
    **fields: Any,
) -> tuple[EvidenceSheet, Document]:
    """One fact with the evidence for it (取证记录单, D22); the provider signs, or the sheet says why not."""
    signature_explained(outcome, reason)
    records = begin(case, number, "inspect.evidence")
    items = find_evidence(records, evidence)
    if not items:
        raise Incomplete(
            "取证记录单没有证据",
            why="一事一单，附相应证据（最高法证据规定 10）",
            todo="用 --evidence 写明证据编号，可多次",
        )
    row = EvidenceSheet(
        inspection_id=records.inspection.id,
        at=case.at,
        code=next_code(case, records, "QZ"),
        matter=known_matter(matter),
        fact=fact,
        evidence=[e.id for e in items],
        origin=origin,
        method=method,
        place=place or records.unit.address,
        inspectors=who(case, records, names),
        provider=provider,
        pages=sum(e.pages or 0 for e in items),
        outcome=outcome,
        reason=reason,
        **fields,
    )
    admit(case, records, "inspect.evidence", row)
    return row, issue(case, records, "D22", row)


def next_code(case: CaseFile, records: InspectionRecords, archive: str) -> str:
    """The archive code that the next document of this type gets."""
    return code(case, f"{records.inspection.number}-{archive}", (one.number for one in records.of(Document)))


def custody(
    case: CaseFile, number: str, code: str, *, giver: str, taker: str, why: str, condition: str = ""
) -> Custody:
    """Note that an item of evidence changed hands. Who gives it is who last took it: the chain has no gap."""
    records = begin(case, number, "inspect.evidence")
    item = find_evidence(records, [code])[0]
    row = _handed(case, records, item, giver=giver.strip(), taker=taker.strip(), why=why, condition=condition)
    admit(case, records, "inspect.evidence", row)
    return row


def _handed(
    case: CaseFile, records: InspectionRecords, item: Evidence, *, giver: str, taker: str, why: str, condition: str
) -> Custody:
    if item.state == EvidenceState.RETURNED:
        raise Refused(f"证据{item.code}已经归还", why="原件不在本机关，不能再交接", todo="核对证据编号")
    former = [c for c in records.of(Custody) if c.evidence_id == item.id]
    holders = [former[-1].taker] if former else [p.name for p in records.people(item.takers)]
    if giver not in holders:
        raise Refused(
            f"证据{item.code}的保管链会中断",
            why=f"它现在由{'或者'.join(holders) or '无人'}保管，不在{giver}手里（最高法证据规定 19）",
            todo="先登记前一次交接，或者改正 --from",
        )
    if giver == taker:
        raise Incomplete("交出人和接收人是同一个人", why="没有发生交接", todo="核对 --from 和 --to")
    if former and case.at < former[-1].at:
        raise Refused("这次交接早于前一次交接", why="保管链按时间先后登记", todo="核对 --at", guards=("G56",))
    return Custody(
        inspection_id=records.inspection.id,
        at=case.at,
        evidence_id=item.id,
        giver=giver,
        taker=taker,
        why=why,
        condition=condition,
    )


def give_back(
    case: CaseFile, number: str, codes: Sequence[str], *, taker: str, giver: str = "", condition: str = "完好"
) -> list[Custody]:
    """Give originals back to their owner; they stay in the log as returned (办法 15). Other evidence stays on file."""
    records = begin(case, number, "inspect.evidence")
    rows = []
    for item in find_evidence(records, codes):
        if item.state not in (EvidenceState.BORROWED, EvidenceState.RETURNED):
            raise Refused(
                f"证据{item.code}（{item.form.label}）没有登记为待归还",
                why=f"它现在是“{item.state.label}”；只有借来的原件须归还（办法 15）",
                todo="核对证据编号；资料的归还用 jxinspect inspect return",
            )
        holder = giver or _holder(records, item, case.actor)
        rows.append(_handed(case, records, item, giver=holder, taker=taker, why="归还原件", condition=condition))
        item.state = EvidenceState.RETURNED
    admit(case, records, "inspect.evidence", *rows)
    return rows


def _holder(records: InspectionRecords, item: Evidence, actor: str) -> str:
    """Who has the item: the last taker, else the actor when he took it, else the first who took it."""
    former = [c for c in records.of(Custody) if c.evidence_id == item.id]
    names = [p.name for p in records.people(item.takers)]
    return former[-1].taker if former else actor if actor in names or not names else names[0]
