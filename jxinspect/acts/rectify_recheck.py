"""Recheck of the rectification, line by line (办法 24 II)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from jxinspect.acts.inspect import find_evidence, who
from jxinspect.acts.procedure import admit, begin, issue
from jxinspect.acts.rectify import find_line
from jxinspect.errors import Incomplete, Refused
from jxinspect.law.amounts import format_amount
from jxinspect.law.civil import day
from jxinspect.law.terms import LedgerState, SignOutcome
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.document import Document
from jxinspect.model.ledger import owed, progress_of
from jxinspect.model.rectify import LedgerItem, Recheck, RecheckItem
from jxinspect.store.casefile import CaseFile


@dataclass(frozen=True)
class Seen:
    """What the recheck found on one ledger line."""

    seq: int
    seen: str
    method: str = ""
    struck: bool = False
    next_step: str = ""
    evidence: Sequence[str] = ()


def recheck(
    case: CaseFile,
    number: str,
    items: Sequence[Seen],
    *,
    met: str,
    conclusion: str,
    names: Sequence[str] = (),
    **fields: Any,
) -> tuple[Recheck, Document, InspectionRecords]:
    """Check the rectification line by line; what holds is struck off (D50)."""
    records = begin(case, number, "rectify.recheck")
    _complete(items, fields.get("outcome", SignOutcome.SIGNED), fields.get("reason", ""))
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
    return row, issue(case, records, "D50", row), records


def _complete(items: Sequence[Seen], outcome: SignOutcome, reason: str) -> None:
    if not items:
        raise Incomplete("没有核查的事项", why="整改情况应当逐项核查（办法 24）", todo="用 --seen 序号=情况 逐项写明")
    silent = [str(item.seq) for item in items if not (item.seen.strip() and item.method.strip())]
    if silent:
        raise Incomplete(
            "第" + "、".join(silent) + "项没有写明核查方式或者情况",
            why="逐项写明核查方式和结论（办法 24）",
            todo="用 --method 序号=方式、--seen 序号=情况 补齐",
        )
    unfinished = [str(item.seq) for item in items if not item.struck and not item.next_step.strip()]
    if unfinished:
        raise Incomplete(
            "第" + "、".join(unfinished) + "项没有销号，也没有写下一步",
            why="没有整改到位的，写明下一步要求（办法 24）",
            todo="用 --next 序号=要求 写明，或者用 --strike 序号 销号",
        )
    if outcome != SignOutcome.SIGNED and not reason.strip():
        raise Incomplete(
            f"{outcome.label}没有写明原因",
            why="拒签、不能签名的应当注明原因（最高法证据规定 15）",
            todo="用 --reason 写明",
        )


def _result(records: InspectionRecords, row: Recheck, item: Seen, inspectors: Sequence[str]) -> RecheckItem:
    line = find_line(records, item.seq)
    if item.struck:
        _strike(line, row, inspectors)
    elif line.state == LedgerState.DONE:
        line.state = LedgerState.RUNNING
    return RecheckItem(
        inspection_id=records.inspection.id,
        recheck_id=row.id,
        ledger_item_id=line.id,
        method=item.method,
        seen=item.seen,
        struck=item.struck,
        next_step=item.next_step,
        evidence=[e.id for e in find_evidence(records, item.evidence)] or _told(records, line),
    )


def _told(records: InspectionRecords, line: LedgerItem) -> list[str]:
    """The proof that came with what the unit reported on a line: without proof of its own the recheck rests on it."""
    return list(dict.fromkeys(id_ for row in progress_of(records, line) for id_ in row.evidence))


def _strike(line: LedgerItem, row: Recheck, inspectors: Sequence[str]) -> None:
    if owed(line):
        raise Refused(
            f"第{line.seq}项不能销号",
            why=f"应追回{format_amount(line.recover)}，已追回{format_amount(line.recovered)}（办法 24）",
            todo="先登记追回的金额（rectify progress）；不能追回的可以转为持续整改（rectify set --type lasting）",
        )
    line.state, line.checked_by, line.checked_on = LedgerState.STRUCK, inspectors[0], day(row.at)
