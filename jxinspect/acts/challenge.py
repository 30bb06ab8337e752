"""Reconsideration and suits against what the office decided: filed, on the way, ended (行政复议法; 行政诉讼法)."""

from __future__ import annotations

from datetime import date, datetime

from jxinspect.acts.document import find as find_document
from jxinspect.acts.document import records_of
from jxinspect.acts.procedure import judge
from jxinspect.acts.serial import register_code
from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.challenge import (
    FILED_BY,
    ChallengeKind,
    ChallengeState,
    ChallengeStepKind,
    contestable,
)
from jxinspect.law.civil import day
from jxinspect.law.deadlines import due
from jxinspect.law.proceeding import ProceedingState
from jxinspect.law.states_proceeding import AFTER_DECISION
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.challenge import Challenge, ChallengeStep
from jxinspect.model.challenge_course import outcome, state, steps, suspended
from jxinspect.model.document import Document
from jxinspect.model.kinds import Decision, Order
from jxinspect.model.letters import addressee_of
from jxinspect.model.plan import Inspection
from jxinspect.model.proceeding_course import PAPERS, decisions, demanded, proceeding_of, touched
from jxinspect.model.remedy import remedy_bodies
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import inspection_records

STEP = "rectify.challenge"
_MARK = {ChallengeKind.REVIEW: "FY", ChallengeKind.SUIT: "SS"}
#: These only a judgment or ruling has.
_JUDGED = (ChallengeStepKind.APPEALED, ChallengeStepKind.EFFECTIVE)
#: A paper of the organ or the court tells of these.
_ON_PAPER = (ChallengeStepKind.SUSPENDED, ChallengeStepKind.RESUMED, ChallengeStepKind.EFFECTIVE)


def find(case: CaseFile, number: str) -> Challenge:
    """The reconsideration or suit of that number, e.g. 2026-FY-001; NotFound names those there."""
    found = case.all(Challenge, number=number.strip().upper())
    if not found:
        known = "、".join(one.number for one in case.all(Challenge)) or "无"
        raise NotFound(
            f"没有编号为 {number} 的复议或者诉讼",
            why=f"已登记的：{known}",
            todo="用 jxinspect rectify challenge list 查看编号",
        )
    return found[0]


def add(
    case: CaseFile,
    document: str,
    *,
    kind: ChallengeKind,
    filed_on: date,
    applicant: str = "",
    body: str = "",
    docket: str = "",
    simple: bool = False,
    claim: str = "",
    copy_on: date | None = None,
) -> tuple[Challenge, Document]:
    """Register that somebody applied for reconsideration of a paper or sued; also after the dossier was closed."""
    paper = find_document(case, document)
    records = records_of(case, paper)
    if records is None or paper.kind not in contestable():
        raise Refused(
            f"{paper.number}《{paper.title}》不登记复议、诉讼",
            why=f"可以登记的是告知了救济途径的决定和命令：{'、'.join(contestable())}（行政复议法 11、行政诉讼法 12）",
            todo="写决定书、责令改正通知书或者封存文书的文号",
        )
    bodies = remedy_bodies(records.agency, records.world.setting)
    row = Challenge(
        inspection_id=records.inspection.id,
        at=case.at,
        number=register_code(case, Challenge, _MARK[kind], day(case.at).year),
        year=day(case.at).year,
        kind=kind,
        document_id=paper.id,
        applicant=applicant.strip() or _party(records, paper),
        filed_on=filed_on,
        body=body.strip() or (bodies.government if kind == ChallengeKind.REVIEW else bodies.court),
        docket=docket.strip(),
        simple=simple,
        claim=claim.strip(),
    )
    _filed(records, row, paper)
    case.add(row)
    records.add(row)
    if copy_on is not None:
        _take(case, records, row, _made(row, case.at, ChallengeStepKind.COPY, copy_on))
    judge(case, records, STEP)
    return row, paper


def _made(row: Challenge, at: datetime, kind: ChallengeStepKind, on: date, **texts: str) -> ChallengeStep:
    return ChallengeStep(inspection_id=row.inspection_id, at=at, challenge_id=row.id, kind=kind, on=on, **texts)


def _party(records: InspectionRecords, paper: Document) -> str:
    ordered = next((order.party for order in records.of(Order) if order.id == paper.subject_id), "")
    return ordered or addressee_of(records, paper)


def _filed(records: InspectionRecords, row: Challenge, paper: Document) -> None:
    faults = []
    if not paper.dated <= row.filed_on <= records.world.today:
        faults.append(f"申请或者起诉的日期应当在{paper.dated}（文书日期）和{records.world.today}（今天）之间（--on）")
    if row.simple and row.kind == ChallengeKind.SUIT:
        faults.append("诉讼的简易程序不改变答辩期限，不写 --simple（行政诉讼法 67、82）")
    if faults:
        raise Incomplete("登记的事实有误", why="；".join(faults), todo="改正后重新登记")
    same = [
        one.number
        for one in records.of(Challenge)
        if (one.document_id, one.kind, one.applicant) == (paper.id, row.kind, row.applicant)
        and state(records, one) != ChallengeState.OVER
    ]
    if same:
        raise Refused(
            f"{row.applicant}对{paper.number}{row.kind.filed}已经登记（{same[0]}）",
            why="同一申请只登记一次；副本、停止执行、结果登记在它的下面（行政复议法 30 I(七)）",
            todo=f"用 jxinspect rectify challenge show {same[0]} 查看；另有申请人的，用 --applicant 写明",
        )


def late(records: InspectionRecords, row: Challenge, paper: Document) -> date | None:
    """The last day for filing if it was filed after that (T17, T18), for the answer to say so; None otherwise.

    None also where the working days of that year are not known. After a decision on reconsideration the time for a suit
    is another one (行政诉讼法 45).
    """
    got = records.received(paper)
    before = [one for one in records.of(Challenge) if one.document_id == paper.id and one.filed_on < row.filed_on]
    try:
        last = due(FILED_BY[row.kind], got, records.world.calendar).last_day if got and not before else None
    except Incomplete:
        return None
    return last if last and row.filed_on > last else None


def step(
    case: CaseFile, number: str, kind: ChallengeStepKind, *, on: date | None = None, reference: str = "", text: str = ""
) -> tuple[Challenge, ChallengeStep]:
    """Note the copy, the office's answer, suspension of execution, an appeal, or that a judgment is in force."""
    row, records = begin(case, number)
    made = _made(row, case.at, kind, on or day(case.at), reference=reference.strip(), text=text.strip())
    _take(case, records, row, made)
    if kind == ChallengeStepKind.EFFECTIVE:
        reopen(records, row)
    judge(case, records, STEP)
    return row, made


def begin(case: CaseFile, number: str) -> tuple[Challenge, InspectionRecords]:
    """The reconsideration or suit with the records of its inspection, whatever the state of that."""
    row = find(case, number)
    records = inspection_records(case, case.get(Inspection, row.inspection_id).number)
    return records.find(Challenge, row.id), records


def _take(case: CaseFile, records: InspectionRecords, row: Challenge, made: ChallengeStep) -> None:
    faults = _wrong(records, row, made)
    if faults:
        raise Incomplete(
            f"{row.number}不能登记“{made.kind.label}”",
            why="；".join(faults),
            todo=f"用 jxinspect rectify challenge show {row.number} 核对后重新登记",
        )
    case.add(made)
    records.add(made)


def reopen(records: InspectionRecords, row: Challenge) -> None:
    """A decision that was set aside and is to be made anew: its case goes on from the end of the investigation."""
    paper = records.find(Document, row.document_id)
    decision = next(
        (d for d in records.of(Decision) if PAPERS[d.kind] == paper.kind and d.id == paper.subject_id), None
    )
    now = touched(records, decision) if decision else None
    if decision is None or now is None or not (now.outcome.result.falls and now.outcome.redo_by):
        return
    one = proceeding_of(records, decision)
    left = sum(demanded(records, other) for other in decisions(records, one))
    if one.state in AFTER_DECISION and not left:
        one.state = ProceedingState.INVESTIGATED


def _wrong(records: InspectionRecords, row: Challenge, made: ChallengeStep) -> list[str]:
    faults = _wrong_day(records, row, made)
    if made.kind in _ON_PAPER and not made.reference:
        faults.append("没有写文书号（--reference）")
    ended, where = outcome(records, row), state(records, row)
    judged = row.kind == ChallengeKind.SUIT and ended is not None and where == ChallengeState.DECIDED
    if made.kind in _JUDGED and not judged:
        faults.append("只有还没有生效的一审判决、裁定才有上诉和生效（行政诉讼法 85）")
    if made.kind == ChallengeStepKind.COMPLIED and not (ended and ended.redo_by and where == ChallengeState.OVER):
        faults.append("没有生效的、责令重新作出或者履行的结果（行政复议法 64、66、77）")
    if made.kind in (ChallengeStepKind.SUSPENDED, ChallengeStepKind.RESUMED) and where == ChallengeState.OVER:
        faults.append("已经有生效的结果")
    if made.kind == ChallengeStepKind.RESUMED and not suspended(records, row, made.on):
        faults.append("没有停止执行")
    return faults


def _wrong_day(records: InspectionRecords, row: Challenge, made: ChallengeStep) -> list[str]:
    """The day lies between the filing and today, and what came later is not told of an earlier day."""
    ended, came = outcome(records, row), steps(records, row, ChallengeStepKind.COPY)
    if made.kind == ChallengeStepKind.ANSWERED and not came:
        return [f"还没有登记收到{row.kind.copy}的日期（--step copy）"]
    first = row.filed_on
    if made.kind == ChallengeStepKind.ANSWERED:
        first = came[0].on
    elif made.kind in (*_JUDGED, ChallengeStepKind.COMPLIED) and ended:
        first = ended.decided_on
    if first <= made.on <= records.world.today:
        return []
    return [f"日期应当在{first}和{records.world.today}（今天）之间（--on）"]
