"""The end of a sealing: all or some of the materials go back, with the state of the strips (行政强制法 27, 28)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from jxinspect.acts.inspect import who
from jxinspect.acts.plan import require_approver
from jxinspect.acts.procedure import admit, begin, issue
from jxinspect.acts.seal import active
from jxinspect.acts.seal_loss import note_losses
from jxinspect.acts.seal_strips import apply_strips
from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.civil import day
from jxinspect.law.loss import Loss
from jxinspect.law.terms import ReleaseReason, SealState, SignOutcome
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.document import Document
from jxinspect.model.plan import Approval
from jxinspect.model.seal import Seal, SealCount, SealItem, SealRelease, Strip
from jxinspect.model.seal_cover import strips_over
from jxinspect.store.casefile import CaseFile


def release(
    case: CaseFile,
    number: str,
    code: str | None = None,
    *,
    ground: ReleaseReason,
    receiver: str,
    receiver_post: str = "",
    opening: str,
    lines: Sequence[int] = (),
    broken: Sequence[str] = (),
    losses: Mapping[int, tuple[Loss, str]] | None = None,
    restrip: Sequence[str] = (),
    names: Sequence[str] = (),
    approver: str | None = None,
    external_number: str | None = None,
    **fields: Any,
) -> tuple[SealRelease, list[Document]]:
    """Release all or some lines of a sealing (D38 with the return list); what stays is sealed anew (D35).

    `losses`: lines that are missing or damaged, and how they were found.
    """
    records = begin(case, number, "seal.release")
    seal = active(records, code)
    _grounded(records, seal, ground)
    chosen, staying = _lines(records, seal, lines)
    note_losses(records, seal, chosen, losses or {})
    row = SealRelease(
        inspection_id=records.inspection.id,
        at=case.at,
        seal_id=seal.id,
        ground=ground,
        whole=not staying,
        approved_by=require_approver(case, approver).id if approver else None,
        place=fields.pop("place", None) or seal.place,
        inspectors=who(case, records, names),
        receiver=receiver,
        receiver_post=receiver_post,
        opening=opening,
        **fields,
    )
    _signed(row)
    fresh = _carried_out(case, records, seal, row, chosen=chosen, staying=staying, broken=broken, restrip=restrip)
    admit(case, records, "seal.release", row, *fresh)
    made = [issue(case, records, "D38", row, number=external_number)]
    return row, [*made, *([issue(case, records, "D35", row)] if fresh else [])]


def _carried_out(
    case: CaseFile,
    records: InspectionRecords,
    seal: Seal,
    row: SealRelease,
    *,
    chosen: Sequence[SealItem],
    staying: Sequence[SealItem],
    broken: Sequence[str],
    restrip: Sequence[str],
) -> list[Strip]:
    """Open the strips, give the lines back, end the sealing when nothing stays; new strips for what stays."""
    over = strips_over(records, seal)
    opened = _opened(records, seal, {number for i in chosen for number in over[i.id]} if staying else None)
    row.broken = _damaged(opened, [*broken, *_counted_broken(records, opened)])
    row.strips_intact = not row.broken
    case.add(row)
    for item in chosen:
        item.released_id = row.id
    for strip in opened:
        strip.intact = strip.number not in row.broken
    if not staying:
        seal.state = SealState.RELEASED
    bare = {number for i in staying for number in over[i.id]} & {s.number for s in opened}
    return _resealed(case, records, seal, row, bare=bare, restrip=restrip)


def _grounded(records: InspectionRecords, seal: Seal, ground: ReleaseReason) -> None:
    """Grounds that are facts of their own must agree with what is recorded."""
    on = day(records.world.at)
    refused = any(not a.granted for a in records.of(Approval) if (a.subject, a.subject_id) == ("seal", seal.id))
    if ground == ReleaseReason.NOT_APPROVED and not refused:
        raise Refused(
            f"封存{seal.code}没有不予批准的记录",
            why="这一解除原因用于机关负责人不批准紧急封存的情形（行政强制法 19）",
            todo="先用 seal approve --refuse 登记审批意见，或者选择其他解除原因",
        )
    if ground == ReleaseReason.EXPIRED and seal.ends_on is not None and on < seal.ends_on:
        raise Refused(
            f"封存{seal.code}的期限没有届满",
            why=f"期限到{seal.ends_on}届满，办理日是{on}（行政强制法 28）",
            todo="选择实际的解除原因",
        )


def _lines(records: InspectionRecords, seal: Seal, wanted: Sequence[int]) -> tuple[list[SealItem], list[SealItem]]:
    """What is given back and what stays."""
    sealed = [i for i in records.of(SealItem) if i.seal_id == seal.id and i.released_id is None]
    unknown = sorted(set(wanted) - {i.seq for i in sealed})
    if unknown:
        raise NotFound(
            f"封存清单没有第{'、'.join(map(str, unknown))}项",
            why="序号有误或者已经解除",
            todo=f"封存中的有：{'、'.join(f'{i.seq}.{i.name}' for i in sealed)}",
        )
    return [i for i in sealed if not wanted or i.seq in wanted], [i for i in sealed if wanted and i.seq not in wanted]


def _signed(row: SealRelease) -> None:
    if row.outcome != SignOutcome.SIGNED and not (row.reason.strip() and row.witness.strip()):
        raise Incomplete(
            "退还清单没有签收，也没有注明原因和见证人",
            why="资料退还由当事人签收；拒绝签收的应当注明，并由见证人见证（行政强制法 18(八)(九)）",
            todo="用 --reason 写明原因，用 --witness 写明见证人",
        )


def _opened(records: InspectionRecords, seal: Seal, numbers: set[str] | None) -> list[Strip]:
    return [
        s
        for s in records.of(Strip)
        if s.seal_id == seal.id and s.intact is None and (numbers is None or s.number in numbers)
    ]


def _damaged(opened: Sequence[Strip], named: Sequence[str]) -> list[str]:
    """Full numbers of the strips found damaged; they may be named by their tail (02)."""
    found = []
    for text in named:
        hits = [s.number for s in opened if s.number == text or s.number.endswith(f"-{text.zfill(2)}")]
        if not hits:
            raise NotFound(
                f"没有封条 {text}", why="这次启封的封条有：" + "、".join(s.number for s in opened), todo="核对封条编号"
            )
        found += hits
    return list(dict.fromkeys(found))


def _counted_broken(records: InspectionRecords, opened: Sequence[Strip]) -> list[str]:
    """Of these strips, those that a recount found broken: no release says that they are whole."""
    found = {number for count in records.of(SealCount) for number in count.broken}
    return [strip.number for strip in opened if strip.number.upper() in found]


def _resealed(
    case: CaseFile,
    records: InspectionRecords,
    seal: Seal,
    row: SealRelease,
    *,
    bare: set[str],
    restrip: Sequence[str],
) -> list[Strip]:
    """New strips where materials that stay were under a strip that was opened."""
    if not bare:
        if restrip:
            raise Incomplete("不需要重新加贴封条", why="其余资料的封条没有启封", todo="去掉 --restrip")
        return []
    if not restrip:
        raise Incomplete(
            "其余资料没有重新加封",
            why="封条" + "、".join(sorted(bare)) + "已经启封，同一封条下还有继续封存的资料",
            todo="用 --restrip 写明重新加贴封条的位置",
        )
    return apply_strips(case, records, seal, restrip, again=row, instead=bare)
