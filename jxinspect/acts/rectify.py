"""Rectification: opinion, ledger, progress, recheck, closing (办法 24)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from jxinspect.acts.inspect import find_evidence, who
from jxinspect.acts.procedure import admit, begin, issue
from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.civil import day
from jxinspect.law.terms import LedgerState, RectifyType
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.document import Document
from jxinspect.model.inspect import Finding
from jxinspect.model.rectify import LedgerItem, Progress, RectificationOpinion, Recheck, RecheckItem
from jxinspect.model.report import Closing
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import staff


def opinion(
    case: CaseFile,
    number: str,
    *,
    report_due: date | None = None,
    due_on: date | None = None,
    contact: str = "",
    phone: str = "",
) -> tuple[RectificationOpinion, list[Document]]:
    """Issue the rectification opinion (D48) and open a ledger line for every finding (D49)."""
    records = begin(case, number, "rectify.opinion")
    findings = records.of(Finding)
    if not findings:
        raise Refused("没有需要整改的问题", why="检查没有发现问题的，直接办结（办法 24）", todo=f"用 jxinspect rectify close {number} 办结")
    days = records.world.number("rectify.days")
    last = due_on or day(case.at) + timedelta(days=days)
    row = RectificationOpinion(
        inspection_id=records.inspection.id,
        at=case.at,
        report_due=report_due or day(case.at) + timedelta(days=records.world.number("rectify.report_days")),
        contact=contact or case.actor,
        phone=phone or records.agency.phone,
    )
    lines = [_line(records, n, finding, last) for n, finding in enumerate(findings, 1)]
    admit(case, records, "rectify.opinion", row, *lines)
    return row, [issue(case, records, "D48", row), ledger_workbook(case, records)]


def _line(records: InspectionRecords, n: int, finding: Finding, last: date) -> LedgerItem:
    return LedgerItem(
        inspection_id=records.inspection.id,
        finding_id=finding.id,
        seq=n,
        type=RectifyType.AT_ONCE,
        demand=finding.demand or f"纠正“{finding.title}”",
        due_on=last,
        responsible=records.unit.name,
        recover=finding.amount or 0,
    )


def ledger_workbook(case: CaseFile, records: InspectionRecords) -> Document:
    """The ledger as it stands now (D49)."""
    return issue(case, records, "D49", records.inspection)


def ledger(case: CaseFile, number: str) -> Document:
    """Write the ledger as a workbook (D49)."""
    return ledger_workbook(case, begin(case, number, "rectify.progress"))


def find_line(records: InspectionRecords, seq: int) -> LedgerItem:
    """A ledger line by its number."""
    line = next((i for i in records.of(LedgerItem) if i.seq == seq), None)
    if line is None:
        known = "、".join(str(i.seq) for i in records.of(LedgerItem)) or "无"
        raise NotFound(f"整改台账没有第{seq}项", why=f"台账序号有：{known}", todo="核对序号")
    return line


def set_line(case: CaseFile, number: str, seq: int, **fields: Any) -> LedgerItem:
    """Set type, demand, date, person in charge, measure or amount to recover of a ledger line."""
    records = begin(case, number, "rectify.progress")
    line = find_line(records, seq)
    for column, value in fields.items():
        if value is not None:
            setattr(line, column, value)
    admit(case, records, "rectify.progress")
    return line


def progress(
    case: CaseFile, number: str, seq: int, *, text: str, recovered: int = 0, done: bool = False, evidence: Sequence[str] = ()
) -> Progress:
    """Note what the unit reports on a line, with proof; `recovered` is fen in this report alone."""
    records = begin(case, number, "rectify.progress")
    line = find_line(records, seq)
    if line.recovered + recovered > line.recover:
        raise Incomplete(
            f"第{seq}项追回金额超过应追回金额",
            why=f"应追回{line.recover / 100:,.2f}元，已追回{line.recovered / 100:,.2f}元，本次{recovered / 100:,.2f}元",
            todo="核对金额；应追回金额有误的先用 rectify ledger --recover 改正",
        )
    row = Progress(
        inspection_id=records.inspection.id,
        at=case.at,
        ledger_item_id=line.id,
        text=text,
        recovered=recovered,
        done=done,
        evidence=[e.id for e in find_evidence(records, evidence)],
    )
    line.recovered += recovered
    line.state = LedgerState.DONE if done else LedgerState.RUNNING
    admit(case, records, "rectify.progress", row)
    return row


def recheck(
    case: CaseFile,
    number: str,
    *,
    met: str,
    conclusion: str,
    items: Sequence[dict[str, Any]],
    names: Sequence[str] = (),
    **fields: Any,
) -> tuple[Recheck, Document]:
    """Check the rectification line by line; what holds is struck off (D50, 办法 24 II)."""
    if not items:
        raise Incomplete("没有核查的事项", why="整改情况应当逐项核查（办法 24）", todo="用 --item 逐项写明核查结果")
    records = begin(case, number, "rectify.recheck")
    inspectors = who(case, records, names)
    row = Recheck(
        inspection_id=records.inspection.id,
        at=case.at,
        place=fields.pop("place", None) or records.unit.address,
        inspectors=inspectors,
        met=met,
        conclusion=conclusion,
        **fields,
    )
    case.add(row)
    results = [_result(records, row, item, inspectors) for item in items]
    admit(case, records, "rectify.recheck", row, *results)
    return row, issue(case, records, "D50", row)


def _result(records: InspectionRecords, row: Recheck, item: dict[str, Any], inspectors: Sequence[str]) -> RecheckItem:
    line = find_line(records, int(item["seq"]))
    struck = bool(item["struck"])
    if struck:
        if line.recovered < line.recover:
            raise Refused(
                f"第{line.seq}项不能销号",
                why=f"应追回{line.recover / 100:,.2f}元，已追回{line.recovered / 100:,.2f}元（办法 24）",
                todo="登记追回的金额（rectify progress），或者转为持续整改",
            )
        line.state, line.checked_by, line.checked_on = LedgerState.STRUCK, inspectors[0], day(row.at)
    return RecheckItem(
        inspection_id=records.inspection.id,
        recheck_id=row.id,
        ledger_item_id=line.id,
        method=item.get("method") or "查阅资料",
        seen=item["seen"],
        struck=struck,
        next_step=item.get("next_step") or "",
    )


def close(case: CaseFile, number: str, *, result: str, archived_by: str, retention: str) -> tuple[Closing, Document]:
    """Close the inspection (G48) and make the dossier's cover and index (D72)."""
    records = begin(case, number, "rectify.close")
    if records.inspection.state == "reported" and records.of(Finding):
        raise Refused("检查发现的问题还没有下达整改意见", why="对存在的问题应当依法提出整改意见（办法 24(一)）", todo=f"先用 jxinspect rectify opinion {number}")
    row = Closing(
        inspection_id=records.inspection.id,
        at=case.at,
        result=result,
        archived_by=staff(case, archived_by).id,
        retention=retention,
    )
    admit(case, records, "rectify.close", row)
    return row, issue(case, records, "D72", records.inspection)
