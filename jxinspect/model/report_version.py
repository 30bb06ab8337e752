"""Versions of a report: its free texts as they were written, its findings as each version told them (办法 22(四))."""

from datetime import date

from jxinspect.model.base import Dated, Record, listing, ref


class ReportText(Dated, table=True):
    """A version of the free texts; a later one never overwrites an earlier one."""

    inspection_id: str = ref("inspection")
    n: int  #: counted from one in each inspection
    background: str = ""
    work: str = ""
    evaluation: str = ""
    opinion: str = ""
    suggestions: str = ""
    prevention: str = ""
    author: str = ref("staff")
    note: str = ""  #: why it was written anew


class ReportedFinding(Record, table=True):
    """A finding as a draft or a report told it, whatever became of it later."""

    inspection_id: str = ref("inspection")
    draft_id: str | None = ref("reportdraft", default=None)
    report_id: str | None = ref("report", default=None)
    finding_id: str = ref("finding")
    n: int  #: its number in that paper
    title: str
    facts: str
    basis: list[str] = listing()
    amount: int | None = None  #: fen
    persons: int | None = None
    period_from: date | None = None
    period_to: date | None = None
    evidence: list[str] = listing()
    demand: str = ""
    cause: str = ""


class ObjectivityCheck(Dated, table=True):
    """Evidence for and against the unit was gathered alike, before a report is drafted (办法 3: 客观)."""

    inspection_id: str = ref("inspection")
    against: str  #: what shows the findings, and how it was tested
    favour: str  #: what speaks for the unit, or how it was looked for in vain
    heard: str = ""  #: what the unit said, and what was made of it
    gaps: str = ""  #: what is still to be gathered; blank: nothing
    checked_by: str = ref("staff")
