"""Sealing of materials: request, approval, the act itself, extension, release (办法 19; 行政强制法)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from jxinspect.acts.inspect import who
from jxinspect.acts.plan import require_approver
from jxinspect.acts.procedure import admit, begin, issue
from jxinspect.acts.seal_strips import apply_strips
from jxinspect.acts.serial import ordinal
from jxinspect.documents.common import remedy_text
from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.civil import day
from jxinspect.law.states_seal import SEAL_STEPS
from jxinspect.law.terms import SealReason, SealState, SignOutcome
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.document import Document
from jxinspect.model.plan import Approval
from jxinspect.model.remedy import remedy_bodies
from jxinspect.model.seal import Seal, SealExtension, SealItem
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import staff

#: A sealing rests on the statute, not on the regulation alone (行政强制法 10).
BASIS = ("社会保险法 79 II(一)", "办法 19")
_PENDING = SEAL_STEPS["seal.create"].sources


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
    urgent_reason: str = "",
    basis: Sequence[str] = BASIS,
) -> Seal:
    """Ask for a sealing: which materials, for which of the three reasons, where kept, for how long (days)."""
    _asked_well(number, copy_suffices, items, urgent=urgent, urgent_reason=urgent_reason)
    records = begin(case, number, "seal.request")
    seq = ordinal(case, (one.seq for one in records.of(Seal)))
    seal = Seal(
        inspection_id=records.inspection.id,
        at=case.at,
        code=f"{number}-FC-{seq:02d}",
        seq=seq,
        reasons=list(dict.fromkeys(reasons)),
        facts=facts,
        basis=list(basis),
        copy_suffices=copy_suffices,
        place=place or records.unit.address,
        keeper=keeper,
        custody_mode=custody_mode,
        days=days if days is not None else records.world.number("seal.default_days"),
        urgent=urgent,
        urgent_reason=urgent_reason,
        requested_by=staff(case, case.actor).id,
    )
    admit(case, records, "seal.request", seal, *_lines(seal, items))
    return seal


def _lines(seal: Seal, items: Sequence[dict[str, Any]]) -> list[SealItem]:
    return [
        SealItem(inspection_id=seal.inspection_id, seal_id=seal.id, seq=n, **item) for n, item in enumerate(items, 1)
    ]


def _asked_well(number: str, copy_suffices: str, items: Sequence[object], *, urgent: bool, urgent_reason: str) -> None:
    if not copy_suffices.strip():
        raise Incomplete(
            "没有说明复制为什么不够",
            why="采用非强制手段可以达到目的的，不得实施强制措施（行政强制法 5）",
            todo=f"复制就够的，用 jxinspect inspect evidence add -i {number} … 复制取证；"
            "不够的，用 --copy-insufficient 写明原因",
        )
    if not items:
        raise Incomplete(
            "没有写明要封存的资料",
            why="封存清单逐项记明资料的名称和数量（行政强制法 24）",
            todo="用 --item 名称/种类/数量单位/期间/特征 逐项写明，或者用 --list 清单文件",
        )
    if urgent and not urgent_reason.strip():
        raise Incomplete(
            "没有写明情况紧急的原因",
            why="只有情况紧急、来不及事先批准的，才可以当场实施后补办手续（行政强制法 19）",
            todo="用 --urgent-reason 写明原因；不紧急的，先报机关负责人批准",
        )


def find(records: InspectionRecords, code: str | None, fit: Collection[SealState] = tuple(SealState)) -> Seal:
    """A sealing by code or sequence number; without one, the only sealing in one of the states that fit the step."""
    seals = records.of(Seal)
    found = [s for s in seals if code in (None, s.code, str(s.seq))]
    if not found:
        known = "、".join(s.code for s in seals) or "无"
        raise NotFound(f"没有封存 {code or ''}".rstrip(), why=f"这项检查的封存有：{known}", todo="核对封存编号")
    fitting = [s for s in found if s.state in fit]
    if len(fitting) > 1:
        raise Incomplete(
            "没有写明是哪一次封存",
            why="可以办理的有：" + "、".join(f"{s.code}（{s.state.label}）" for s in fitting),
            todo="用 --seal 写明封存编号",
        )
    return fitting[0] if fitting else found[-1]


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
    """Note the head's decision on a sealing (D32); within 24 hours of an urgent one (行政强制法 19, T08)."""
    records = begin(case, number, "seal.approve")
    decided = {a.subject_id for a in records.of(Approval) if a.subject == "seal"}
    seal = _undecided(records, code, decided)
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
    step = SEAL_STEPS["seal.approve"]
    if seal.state in step.sources:
        seal.state = (step.target if granted else step.otherwise) or seal.state
    admit(case, records, "seal.approve", approval)
    return approval, issue(case, records, "D32", approval)


def _undecided(records: InspectionRecords, code: str | None, decided: Collection[str]) -> Seal:
    waiting = [s for s in records.of(Seal) if s.id not in decided]
    seal = waiting[0] if code is None and len(waiting) == 1 else find(records, code)
    if seal.id in decided:
        raise Refused(
            f"封存{seal.code}已经有审批意见",
            why="审批意见是记录，不得修改（G55）",
            todo="情况有变的另行申请封存（seal request）",
            guards=("G55",),
        )
    return seal


def create(
    case: CaseFile,
    number: str,
    code: str | None = None,
    *,
    strips: Sequence[str],
    process: str,
    notified: str,
    attended: str = "",
    attended_post: str = "",
    outcome: SignOutcome = SignOutcome.SIGNED,
    reason: str = "",
    recorder: str | None = None,
    names: Sequence[str] = (),
    external_number: str | None = None,
    **fields: Any,
) -> tuple[Seal, list[Document]]:
    """Carry out a sealing: decision, list, strips and site record in one act (D33-D36).

    `strips`: where each strip is applied, "place" or "place=number". Without anybody of the party, a witness must sign.
    """
    records = begin(case, number, "seal.create")
    seal = find(records, code, _PENDING)
    _ready(case, seal, fields.get("ended_at"))
    start = day(case.at)
    seal.state, seal.acted_at = SealState.ACTIVE, case.at
    seal.starts_on, seal.ends_on = start, start + timedelta(days=seal.days)
    seal.inspectors = who(case, records, names)
    seal.recorder = staff(case, recorder or case.actor).id
    seal.notified, seal.process = notified, process
    seal.attended, seal.attended_post = attended, attended_post
    seal.outcome, seal.reason = _signature(attended, outcome, reason)
    seal.remedy = remedy_text(remedy_bodies(records.agency, records.world.setting))
    for column, value in fields.items():
        setattr(seal, column, value)
    admit(case, records, "seal.create", *apply_strips(case, records, seal, strips))
    decision = issue(case, records, "D33", seal, number=external_number)
    return seal, [decision, *(issue(case, records, kind, seal) for kind in ("D34", "D35", "D36"))]


def _signature(attended: str, outcome: SignOutcome, reason: str) -> tuple[SignOutcome, str]:
    """What came of the signature; who was not there has not signed."""
    if attended.strip():
        return outcome, reason
    return SignOutcome.UNABLE if outcome == SignOutcome.SIGNED else outcome, reason or "当事人经通知没有到场"


def _ready(case: CaseFile, seal: Seal, ended_at: datetime | None) -> None:
    if seal.state not in _PENDING:
        raise Refused(
            f"封存{seal.code}处于“{seal.state.label}”，不能实施",
            why="只能实施已批准的封存，或者已申请的紧急封存（办法 19）",
            todo="另行申请封存（seal request）",
        )
    if case.at < seal.at:
        raise Refused(
            f"封存{seal.code}的实施时间早于申请时间",
            why="实施前须向机关负责人报告并经批准（行政强制法 18(一)，G56）",
            todo="核对 --at",
            guards=("G56",),
        )
    if ended_at is not None and ended_at <= case.at:
        raise Incomplete("封存的结束时间不晚于开始时间", why="现场笔录记明起止时间", todo="核对 --at 和 --ended")


def extend(
    case: CaseFile, number: str, code: str | None = None, *, until: date, reason: str, approver: str
) -> tuple[SealExtension, Document]:
    """Extend a sealing once, before its end, with a written reason (D37, T09, G28)."""
    records = begin(case, number, "seal.extend")
    seal = active(records, code)
    assert seal.ends_on is not None
    extension = SealExtension(
        inspection_id=records.inspection.id,
        at=case.at,
        seal_id=seal.id,
        old_end=seal.ends_on,
        new_end=until,
        reason=reason,
        approved_by=require_approver(case, approver).id,
        remedy=remedy_text(remedy_bodies(records.agency, records.world.setting)),
    )
    admit(case, records, "seal.extend", extension)
    seal.ends_on = until
    return extension, issue(case, records, "D37", extension)


def active(records: InspectionRecords, code: str | None) -> Seal:
    """The sealing that is in force; Refused when it is not."""
    sources = SEAL_STEPS["seal.release"].sources
    seal = find(records, code, sources)
    if seal.state not in sources:
        raise Refused(
            f"封存{seal.code}处于“{seal.state.label}”",
            why="只有封存中的资料可以延长或者解除封存（办法 19）",
            todo="用 jxinspect seal list 查看封存的状态",
        )
    return seal
