"""Sealing of materials: request, approval, the act itself, extension, release (办法 19; 行政强制法)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from jxinspect.acts.inspect import who
from jxinspect.acts.plan import require_approver
from jxinspect.acts.procedure import admit, begin, issue
from jxinspect.documents.common import remedy_text
from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.civil import day
from jxinspect.law.terms import ReleaseReason, SealReason, SealState
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.document import Document
from jxinspect.model.plan import Approval
from jxinspect.model.seal import Seal, SealExtension, SealItem, SealRelease, Strip
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import staff

#: A sealing rests on the statute, not on the regulation alone (行政强制法 10).
BASIS = ("社会保险法 79 II(一)", "办法 19")


def request(
    case: CaseFile,
    number: str,
    *,
    reasons: Sequence[SealReason],
    facts: str,
    items: Sequence[dict[str, Any]],
    copy_suffices: str,
    keeper: str,
    custody_mode: str,
    place: str | None = None,
    days: int | None = None,
    urgent: bool = False,
    basis: Sequence[str] = BASIS,
) -> Seal:
    """Ask for a sealing: which materials, for which of the three reasons, where kept, for how long (days)."""
    if not copy_suffices.strip():
        raise Incomplete(
            "没有说明复制为什么不够",
            why="采用非强制手段可以达到目的的，不得实施强制措施（行政强制法 5）",
            todo="先考虑复制（办法 15）；复制不够的，用 --copy-insufficient 写明原因",
        )
    records = begin(case, number, "seal.request")
    seq = len(records.of(Seal)) + 1
    seal = Seal(
        inspection_id=records.inspection.id,
        at=case.at,
        code=f"{number}-FC-{seq:02d}",
        seq=seq,
        reasons=list(reasons),
        facts=facts,
        basis=list(basis),
        copy_suffices=copy_suffices,
        place=place or records.unit.address,
        keeper=keeper,
        custody_mode=custody_mode,
        days=days if days is not None else records.world.number("seal.default_days"),
        urgent=urgent,
        requested_by=staff(case, case.actor).id,
    )
    lines = [
        SealItem(inspection_id=records.inspection.id, seal_id=seal.id, seq=n, **item) for n, item in enumerate(items, 1)
    ]
    admit(case, records, "seal.request", seal, *lines)
    return seal


def find(records: InspectionRecords, code: str | None) -> Seal:
    """A sealing by code; without one, the only or latest sealing of the inspection."""
    seals = records.of(Seal)
    found = [s for s in seals if code in (None, s.code, str(s.seq))]
    if not found:
        known = "、".join(s.code for s in seals) or "无"
        raise NotFound(f"没有封存 {code or ''}", why=f"这项检查的封存有：{known}", todo="核对封存编号")
    return found[-1]


def approve(
    case: CaseFile,
    number: str,
    code: str | None = None,
    *,
    approver: str,
    text: str,
    reviewer: str | None = None,
    review_text: str = "",
    granted: bool = True,
) -> tuple[Approval, Document]:
    """Note the head's decision on a sealing (D32); within 24 hours of an urgent one (T08)."""
    records = begin(case, number, "seal.approve")
    seal = find(records, code)
    approval = Approval(
        inspection_id=records.inspection.id,
        at=case.at,
        subject="seal",
        subject_id=seal.id,
        prepared_by=seal.requested_by,
        reviewed_by=staff(case, reviewer).id if reviewer else None,
        review_text=review_text,
        reviewed_at=case.at if reviewer else None,
        approved_by=require_approver(case, approver).id,
        text=text,
        granted=granted,
    )
    if seal.state == SealState.REQUESTED:
        seal.state = SealState.APPROVED if granted else SealState.REJECTED
    admit(case, records, "seal.approve", approval)
    return approval, issue(case, records, "D32", approval)


def create(
    case: CaseFile,
    number: str,
    code: str | None = None,
    *,
    attended: str,
    attended_post: str,
    strips: Sequence[str],
    names: Sequence[str] = (),
    **fields: Any,
) -> tuple[Seal, list[Document]]:
    """Carry out a sealing: decision, list, strips and site record in one act (D33-D36)."""
    records = begin(case, number, "seal.create")
    seal = find(records, code)
    if seal.state not in (SealState.APPROVED, SealState.REQUESTED):
        raise Refused(f"封存{seal.code}处于“{seal.state.label}”，不能实施", why="只能实施已批准的封存，或者已申请的紧急封存（办法 19）", todo="另行申请封存（seal request）")
    start = day(case.at)
    seal.state, seal.acted_at = SealState.ACTIVE, case.at
    seal.starts_on, seal.ends_on = start, start + timedelta(days=seal.days)
    seal.inspectors = who(case, records, names)
    seal.attended, seal.attended_post = attended, attended_post
    seal.remedy = remedy_text(records.agency)
    for column, value in fields.items():
        setattr(seal, column, value)
    made = _strips(records, seal, strips)
    admit(case, records, "seal.create", *made)
    return seal, [issue(case, records, kind, seal) for kind in ("D33", "D34", "D35", "D36")]


def _strips(records: InspectionRecords, seal: Seal, places: Sequence[str]) -> list[Strip]:
    """Numbered strips for the places, and the first strip's number on every line that has none."""
    if not places:
        raise Incomplete("没有写明封条加贴的位置", why="封存应当加贴封条并记明位置（行政强制法 18(七)）", todo="用 --strip 写明每一张封条的位置")
    strips = [
        Strip(inspection_id=records.inspection.id, seal_id=seal.id, number=f"{seal.code}-{n:02d}", place=place)
        for n, place in enumerate(places, 1)
    ]
    lines = [i for i in records.of(SealItem) if i.seal_id == seal.id]
    for n, line in enumerate(lines):
        line.strip = line.strip or strips[min(n, len(strips) - 1)].number
        line.kept_at = line.kept_at or seal.place
    return strips


def extend(
    case: CaseFile, number: str, code: str | None = None, *, until: date, reason: str, approver: str
) -> tuple[SealExtension, Document]:
    """Extend a sealing once, before its end, with a written reason (D37, T09, G28)."""
    records = begin(case, number, "seal.extend")
    seal = _active(records, code)
    assert seal.ends_on is not None
    extension = SealExtension(
        inspection_id=records.inspection.id,
        at=case.at,
        seal_id=seal.id,
        old_end=seal.ends_on,
        new_end=until,
        reason=reason,
        approved_by=require_approver(case, approver).id,
    )
    admit(case, records, "seal.extend", extension)
    seal.ends_on = until
    return extension, issue(case, records, "D37", extension)


def _active(records: InspectionRecords, code: str | None) -> Seal:
    seal = find(records, code)
    if seal.state != SealState.ACTIVE:
        raise Refused(f"封存{seal.code}处于“{seal.state.label}”", why="只有封存中的资料可以延长或者解除封存（办法 19）", todo="用 jxinspect seal list 查看封存的状态")
    return seal


def release(
    case: CaseFile,
    number: str,
    code: str | None = None,
    *,
    ground: ReleaseReason,
    receiver: str,
    receiver_post: str,
    lines: Sequence[int] = (),
    broken: Sequence[str] = (),
    names: Sequence[str] = (),
    **fields: Any,
) -> tuple[SealRelease, Document]:
    """Release all or some lines of a sealing, with the state of the strips and the return list (D38)."""
    records = begin(case, number, "seal.release")
    seal = _active(records, code)
    sealed = [i for i in records.of(SealItem) if i.seal_id == seal.id and i.released_id is None]
    chosen = [i for i in sealed if not lines or i.seq in lines]
    unknown = sorted(set(lines) - {i.seq for i in sealed})
    if unknown or not chosen:
        raise NotFound(f"封存清单没有第{'、'.join(map(str, unknown))}项", why="序号有误或者已经解除", todo=f"封存中的有：{'、'.join(f'{i.seq}.{i.name}' for i in sealed)}")
    whole = len(chosen) == len(sealed)
    row = SealRelease(
        inspection_id=records.inspection.id,
        at=case.at,
        seal_id=seal.id,
        ground=ground,
        whole=whole,
        strips_intact=not broken,
        inspectors=who(case, records, names),
        receiver=receiver,
        receiver_post=receiver_post,
        **fields,
    )
    case.add(row)
    for item in chosen:
        item.released_id = row.id
    _open_strips(records, seal, {i.strip for i in chosen} if not whole else None, broken)
    if whole:
        seal.state = SealState.RELEASED
    admit(case, records, "seal.release", row)
    return row, issue(case, records, "D38", row)


def _open_strips(records: InspectionRecords, seal: Seal, numbers: set[str] | None, broken: Sequence[str]) -> None:
    for strip in records.of(Strip):
        if strip.seal_id == seal.id and strip.intact is None and (numbers is None or strip.number in numbers):
            strip.intact = strip.number not in broken
