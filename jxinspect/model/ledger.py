"""The rectification ledger as the records show it: dates, what is overdue, what is still owed (办法 24; T27)."""

from __future__ import annotations

from datetime import date

from jxinspect.law.civil import day
from jxinspect.law.deadlines import due
from jxinspect.law.terms import LedgerState
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.kinds import LedgerItem, Progress, RectificationOpinion


def opinion_received(records: InspectionRecords) -> date | None:
    """Day on which the unit got the rectification opinion; None while not proven."""
    opinion = records.last(RectificationOpinion)
    paper = records.document_about("D48", opinion.id) if opinion else None
    moment = records.received(paper) if paper else None
    return day(moment) if moment else None


def progress_of(records: InspectionRecords, line: LedgerItem) -> list[Progress]:
    """What the unit reported on a line, in its order."""
    return [row for row in records.of(Progress) if row.ledger_item_id == line.id]


def line_due(records: InspectionRecords, line: LedgerItem) -> date | None:
    """Last day of a ledger line: as set, else counted from service; None while that is not proven."""
    return line.due_on or _counted(records, "T27", "rectify.days")


def report_due(records: InspectionRecords) -> date | None:
    """Last day for the unit's report on the results."""
    opinion = records.last(RectificationOpinion)
    if opinion is not None and opinion.report_due:
        return opinion.report_due
    return _counted(records, "T27.report", "rectify.report_days")


def _counted(records: InspectionRecords, deadline: str, setting: str) -> date | None:
    received = opinion_received(records)
    if received is None:
        return None
    return due(deadline, received, records.world.calendar, length=records.world.number(setting)).last_day


def owed(line: LedgerItem) -> int:
    """Fen that are still to be recovered."""
    return max(0, line.recover - line.recovered)


def overdue(records: InspectionRecords, line: LedgerItem, on: date) -> bool:
    """Whether the line's last day is over and it is neither struck off nor reported as done."""
    last = line_due(records, line)
    return last is not None and last < on and line.state not in (LedgerState.STRUCK, LedgerState.DONE)


def state_text(records: InspectionRecords, line: LedgerItem, on: date) -> str:
    """The state in words; 逾期 where the day is over."""
    return "逾期" if overdue(records, line, on) else line.state.label


def open_lines(records: InspectionRecords) -> list[LedgerItem]:
    """Lines that are not struck off."""
    return [line for line in records.of(LedgerItem) if line.state != LedgerState.STRUCK]


def overdue_lines(records: InspectionRecords, on: date) -> list[LedgerItem]:
    """Lines whose last day is over, which a talk or an inquiry may urge (T27)."""
    return [line for line in records.of(LedgerItem) if overdue(records, line, on)]
