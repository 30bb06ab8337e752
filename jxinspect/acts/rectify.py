"""Rectification: opinion, ledger, progress, closing (办法 24); the recheck is in rectify_recheck.py."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from jxinspect.acts.inspect import find_evidence
from jxinspect.acts.procedure import admit, begin, issue
from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.amounts import format_amount
from jxinspect.law.civil import day
from jxinspect.law.dates import chinese_date
from jxinspect.law.terms import LedgerState, RectifyType, State
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.consultation import standing_findings
from jxinspect.model.document import Document
from jxinspect.model.flag_answer import recovered_before
from jxinspect.model.inspect import Finding
from jxinspect.model.ledger import line_due, overdue_lines, owed
from jxinspect.model.rectify import LedgerItem, Progress, RectificationOpinion
from jxinspect.model.report import Closing
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import staff


@dataclass(frozen=True)
class Demands:
    """What is asked of the unit, by number of the finding; what is not given comes from the finding."""

    demand: Mapping[int, str] = field(default_factory=dict)
    due_on: Mapping[int, date] = field(default_factory=dict)
    type: Mapping[int, RectifyType] = field(default_factory=dict)
    recover: Mapping[int, int] = field(default_factory=dict)  #: fen
    responsible: Mapping[int, str] = field(default_factory=dict)

    @property
    def numbers(self) -> set[int]:
        """Every finding that is spoken of."""
        return {*self.demand, *self.due_on, *self.type, *self.recover, *self.responsible}


def opinion(
    case: CaseFile,
    number: str,
    demands: Demands | None = None,
    *,
    due_on: date | None = None,
    report_due: date | None = None,
    contact: str = "",
    phone: str = "",
    external_number: str | None = None,
) -> tuple[RectificationOpinion, list[Document], list[LedgerItem]]:
    """Issue the rectification opinion (D48) and open a ledger line for every finding (D49).

    Without dates the periods of the settings run from service (T27).
    """
    records = begin(case, number, "rectify.opinion")
    findings = standing_findings(records)
    _something_to_mend(records, findings)
    given = demands or Demands()
    _known_and_future(given, findings, day(case.at), [due_on, report_due, *given.due_on.values()])
    row = RectificationOpinion(
        inspection_id=records.inspection.id,
        at=case.at,
        report_due=report_due,
        contact=contact or case.actor,
        phone=phone or records.agency.phone,
    )
    lines = [_line(records, n, finding, given, due_on) for n, finding in enumerate(findings, 1)]
    admit(case, records, "rectify.opinion", row, *lines)
    made = [issue(case, records, "D48", row, number=external_number), issue(case, records, "D49", records.inspection)]
    return row, made, lines


def due_after_report(row: RectificationOpinion, lines: Sequence[LedgerItem]) -> list[LedgerItem]:
    """Lines that may be mended after the day on which the unit has to report what it mended (T27)."""
    return [line for line in lines if line.due_on and row.report_due and line.due_on > row.report_due]


def _something_to_mend(records: InspectionRecords, findings: Sequence[Finding]) -> None:
    if not findings:
        raise Refused(
            "没有需要整改的问题",
            why="检查没有发现问题的，直接办结（办法 24）",
            todo=f"用 jxinspect rectify close {records.inspection.number} 办结",
        )


def _known_and_future(given: Demands, findings: Sequence[Finding], on: date, days: Sequence[date | None]) -> None:
    unknown = sorted(given.numbers - {f.seq for f in findings})
    if unknown:
        known = "、".join(f"{f.seq}.{f.title}" for f in findings)
        raise NotFound("没有问题" + "、".join(map(str, unknown)), why=f"检查报告中的问题：{known}", todo="核对问题序号")
    past = sorted({d for d in days if d is not None and d <= on})
    if past:
        raise Incomplete("整改期限有误", why=f"{past[0]}不晚于整改意见书的日期{on}", todo="写以后的日期")
    negative = [n for n, fen in given.recover.items() if fen < 0]
    if negative:
        raise Incomplete("应追回金额有误", why="金额不能小于零", todo="核对 --recover")


def _line(records: InspectionRecords, n: int, finding: Finding, given: Demands, due_on: date | None) -> LedgerItem:
    """A line of the ledger; what had come back when the flags were checked is not asked for a second time."""
    recover = given.recover.get(finding.seq, finding.amount or 0)
    return LedgerItem(
        inspection_id=records.inspection.id,
        finding_id=finding.id,
        seq=n,
        type=given.type.get(finding.seq, RectifyType.AT_ONCE),
        demand=given.demand.get(finding.seq) or finding.demand or f"纠正“{finding.title}”问题。",
        due_on=given.due_on.get(finding.seq, due_on),
        responsible=given.responsible.get(finding.seq) or records.unit.name,
        recover=recover,
        recovered=min(recover, recovered_before(records, finding)),
    )


def ledger(case: CaseFile, number: str) -> tuple[Document, list[LedgerItem]]:
    """Write the ledger as it stands now as a workbook (D49); with the lines that are overdue."""
    records = begin(case, number, "rectify.progress")
    return issue(case, records, "D49", records.inspection), overdue_lines(records, day(case.at))


def find_line(records: InspectionRecords, seq: int) -> LedgerItem:
    """A ledger line by its number."""
    line = next((i for i in records.of(LedgerItem) if i.seq == seq), None)
    if line is None:
        known = "、".join(str(i.seq) for i in records.of(LedgerItem)) or "无"
        raise NotFound(f"整改台账没有第{seq}项", why=f"台账序号有：{known}", todo="用 jxinspect rectify list 查看序号")
    return line


def set_line(
    case: CaseFile, number: str, seq: int, *, allowed_by: str = "", because: str = "", **fields: Any
) -> tuple[LedgerItem, InspectionRecords]:
    """Set type, demand, date, person in charge, measure or amount to recover of a line. A later day needs leave."""
    records = begin(case, number, "rectify.progress")
    line = find_line(records, seq)
    _not_struck(line)
    chosen = {column: value for column, value in fields.items() if value is not None}
    if not chosen:
        raise Incomplete("没有要改的内容", why="没有写任何选项", todo="写明要改的项目，如 --due、--type、--measure")
    if chosen.get("recover", line.recovered) < line.recovered:
        raise Incomplete(
            f"第{seq}项应追回金额有误",
            why=f"已经追回{format_amount(line.recovered)}",
            todo="应追回金额不能少于已追回金额",
        )
    if "due_on" in chosen:
        chosen["extension"] = _extension(case, records, line, chosen["due_on"], (allowed_by, because))
    for column, value in chosen.items():
        setattr(line, column, value)
    admit(case, records, "rectify.progress")
    return line, records


def _extension(case: CaseFile, records: InspectionRecords, line: LedgerItem, new: date, leave: tuple[str, str]) -> str:
    """What the ledger says of a later day; unchanged when the day is not put off."""
    allowed_by, because = leave
    old = line_due(records, line)
    if old is None or new <= old:
        return line.extension
    if not (allowed_by and because.strip()):
        raise Incomplete(
            f"第{line.seq}项延期没有批准",
            why=f"整改期限从{old}延到{new}，须写明批准人和理由（办法 24）",
            todo="加 --allowed-by 批准人 --reason 理由",
        )
    person = staff(case, allowed_by)
    text = f"{chinese_date(day(case.at))}{person.name}批准由{chinese_date(old)}延至{chinese_date(new)}：{because}"
    return "；".join(filter(None, (line.extension, text)))


def _not_struck(line: LedgerItem) -> None:
    if line.state == LedgerState.STRUCK:
        raise Refused(
            f"第{line.seq}项已经销号", why=f"{line.checked_on}核查后销号", todo="核对序号；有新情况的另行登记检查"
        )


def progress(
    case: CaseFile,
    number: str,
    seq: int,
    *,
    text: str,
    recovered: int = 0,
    state: LedgerState = LedgerState.RUNNING,
    measure: str | None = None,
    evidence: Sequence[str] = (),
) -> tuple[Progress, LedgerItem, InspectionRecords]:
    """Note what the unit reports on a line, with proof; `recovered` is fen in this report alone."""
    records = begin(case, number, "rectify.progress")
    line = find_line(records, seq)
    _not_struck(line)
    proofs = find_evidence(records, evidence)
    _plausible(line, text, recovered, state, bool(proofs))
    row = Progress(
        inspection_id=records.inspection.id,
        at=case.at,
        ledger_item_id=line.id,
        text=text.strip(),
        recovered=recovered,
        done=state == LedgerState.DONE,
        evidence=[e.id for e in proofs],
    )
    line.recovered += recovered
    line.state = state
    if measure:
        line.measure = measure
    admit(case, records, "rectify.progress", row)
    return row, line, records


def _plausible(line: LedgerItem, text: str, recovered: int, state: LedgerState, proven: bool) -> None:
    if not text.strip():
        raise Incomplete("没有写整改进展", why="进展应当写明做了什么（办法 24）", todo="用 --text 写明")
    if recovered < 0 or recovered > owed(line):
        raise Incomplete(
            f"第{line.seq}项追回金额有误",
            why=f"应追回{format_amount(line.recover)}，已追回{format_amount(line.recovered)}，本次{format_amount(recovered)}",
            todo="核对金额；应追回金额有误的先用 rectify set --recover 改正",
        )
    if (recovered or state == LedgerState.DONE) and not proven:
        what = "追回金额" if recovered else "整改完成"
        raise Incomplete(
            f"第{line.seq}项{what}没有佐证",
            why="报告的整改结果须有佐证材料（办法 24）",
            todo="先用 inspect evidence add 登记佐证，再用 --evidence 写明证据编号",
        )


def close(case: CaseFile, number: str, *, result: str, archived_by: str, **fields: Any) -> tuple[Closing, Document]:
    """Close the inspection (G48) and make the dossier's cover, index and closing sheet (D72)."""
    records = begin(case, number, "rectify.close")
    if records.inspection.state == State.REPORTED and standing_findings(records):
        raise Refused(
            "检查发现的问题还没有下达整改意见",
            why="对存在的问题应当依法提出整改意见（办法 24(一)）",
            todo=f"先用 jxinspect rectify opinion {number}",
        )
    checker = fields.pop("checked_by", None)
    given = {column: value for column, value in fields.items() if value is not None}
    row = Closing(
        inspection_id=records.inspection.id,
        at=case.at,
        result=result,
        archived_by=staff(case, archived_by).id,
        checked_by=staff(case, checker).id if checker else None,
        retention=given.pop("retention", f"{records.world.number('retention.inspection')}年"),
        **given,
    )
    admit(case, records, "rectify.close", row)
    return row, issue(case, records, "D72", row)
