"""How reconsideration and suits end: decision, judgment, ruling, mediation (行政复议法 61-75; 行政诉讼法 60-89)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jxinspect.acts.challenge import STEP, begin, reopen
from jxinspect.acts.procedure import judge
from jxinspect.errors import Incomplete, Refused
from jxinspect.law.challenge import ChallengeKind, ChallengeResult, ChallengeState, ChallengeStepKind
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.challenge import Challenge, ChallengeOutcome
from jxinspect.model.challenge_course import outcome, state, steps
from jxinspect.store.casefile import CaseFile


@dataclass(frozen=True)
class Ending:
    """What the organ or the court decided. Amounts (fen) are those that remain; None leaves them as they are."""

    result: ChallengeResult
    decided_on: date
    served_on: date
    reference: str
    text: str = ""
    fine: int | None = None
    confiscate: int | None = None
    refund: int | None = None
    formal: bool = False
    redo_by: date | None = None
    final: bool = False  #: a judgment or ruling that nobody can appeal
    scan: Path | None = None
    corrects: str = ""  #: why what was noted before was a mistake

    @property
    def amounts(self) -> dict[str, int | None]:
        return {"fine": self.fine, "confiscate": self.confiscate, "refund": self.refund}


def end(case: CaseFile, number: str, given: Ending) -> tuple[Challenge, ChallengeOutcome]:
    """Note how it ended: a decision on reconsideration is in force when served, a judgment when nobody appeals."""
    row, records = begin(case, number)
    _may_end(records, row, given)
    made = ChallengeOutcome(
        inspection_id=row.inspection_id,
        at=case.at,
        challenge_id=row.id,
        result=given.result,
        decided_on=given.decided_on,
        served_on=given.served_on,
        effective_on=_effective(row, given),
        reference=given.reference.strip(),
        text=given.text.strip(),
        fine=given.fine,
        confiscate=given.confiscate,
        refund=given.refund,
        formal=given.formal,
        redo_by=given.redo_by,
        scan=case.objects.put_file(given.scan).sha256 if given.scan else None,
        scan_name=given.scan.name if given.scan else "",
        corrects=given.corrects.strip(),
    )
    case.add(made)
    records.add(made)
    reopen(records, row)
    judge(case, records, STEP)
    return row, made


def _effective(row: Challenge, given: Ending) -> date | None:
    """行政复议法 75 II; 行政诉讼法 85: only judgments, and rulings that reject a suit, can be appealed."""
    appealable = given.result.merits and given.result != ChallengeResult.MEDIATED
    appealable |= given.result == ChallengeResult.REJECTED
    waits = row.kind == ChallengeKind.SUIT and appealable and not given.final
    return None if waits else given.served_on


def _may_end(records: InspectionRecords, row: Challenge, given: Ending) -> None:
    where, before = state(records, row), outcome(records, row)
    if before is not None and where == ChallengeState.OVER and not given.corrects.strip():
        raise Refused(
            f"{row.number}已经有生效的结果",
            why=f"{before.result.said(row.kind)}（{before.reference}）",
            todo="不服复议决定又起诉的，用 rectify challenge add 登记诉讼；登记有误的，用 --correct 写明理由重新登记",
        )
    faults = _incomplete(records, row, given, before)
    if faults:
        raise Incomplete("登记的结果不全或者有误", why="；".join(faults), todo="补齐或者改正后重新登记")


def _incomplete(
    records: InspectionRecords, row: Challenge, given: Ending, before: ChallengeOutcome | None
) -> list[str]:
    faults = []
    if not row.filed_on <= given.decided_on <= given.served_on <= records.world.today:
        faults.append("申请、作出决定、送达的日期先后有误，或者晚于今天（--decided、--served）")
    if not given.reference.strip():
        faults.append("没有写文书号（--reference）")
    if given.result.alters and all(one is None for one in given.amounts.values()) and not given.text.strip():
        faults.append(
            "变更、部分撤销、调解的，写明变更后的金额（--fine、--confiscate、--refund），没有金额的写明内容（--text）"
        )
    if not given.result.alters and any(one is not None for one in given.amounts.values()):
        faults.append(f"{given.result.said(row.kind)}不改变金额，不写 --fine、--confiscate、--refund")
    if given.formal and not (given.result.falls or given.result == ChallengeResult.PARTLY):
        faults.append("--formal 只用于因违反法定程序而撤销的")
    if given.final and row.kind == ChallengeKind.REVIEW:
        faults.append("复议决定一经送达即发生法律效力，不写 --final（行政复议法 75 II）")
    return [*faults, *_again(records, row, given, before)]


def _again(records: InspectionRecords, row: Challenge, given: Ending, before: ChallengeOutcome | None) -> list[str]:
    """A second outcome is that of a higher court, or puts right the first."""
    if given.corrects.strip():
        return [] if before else ["还没有登记过结果，不写 --correct"]
    if before is not None and not steps(records, row, ChallengeStepKind.APPEALED):
        return [
            "一审结果已经登记；上诉的先用 --step appealed 登记上诉（行政诉讼法 85），登记有误的用 --correct 重新登记"
        ]
    return []
