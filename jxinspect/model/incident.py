"""要情: what was found or reported to the agency, how it was assessed, what was reported upward (办法 28, 36)."""

from __future__ import annotations

from datetime import datetime

from jxinspect.law.incident import IncidentLevel, IncidentSource, IncidentStage
from jxinspect.law.terms import FundType
from jxinspect.model.base import Dated, key_field, listing, ref, word


class Incident(Dated, table=True):
    """A matter that may be an incident, with a number in the register (`at` = registered). It comes from a finding of
    an inspection, or from an agency's report."""

    number: str = key_field()  #: 2026-YQ-001
    year: int
    source: IncidentSource = word(IncidentSource)
    inspection_id: str | None = ref("inspection", default=None)
    finding_id: str | None = ref("finding", default=None)
    unit_id: str | None = ref("unit", default=None)  #: whom it is about, as far as registered
    title: str
    discovered_at: datetime  #: when the agency knew: of a finding its discovery, of an agency's report its receipt
    discovered_how: str
    reporting_unit_id: str | None = ref("unit", default=None)  #: the agency that reported to us (办法 28 III)
    unit_discovered_at: datetime | None = None  #: when that agency discovered it
    report_document: str = ""  #: number of that agency's report
    happened: str = ""  #: when and where it happened
    persons: str = ""  #: who is involved
    funds: list[FundType] = listing()
    amount: int | None = None  #: fen, gross (涉及金额)
    registered_by: str = ref("staff")


class IncidentAssessment(Dated, table=True):
    """A decision on the level; the last one counts. `since`: from when on the limit for reporting runs."""

    incident_id: str = ref("incident")
    inspection_id: str | None = ref("inspection", default=None)
    suggested: IncidentLevel = word(IncidentLevel)
    level: IncidentLevel = word(IncidentLevel)
    reason: str
    since: datetime
    amount: int | None = None
    filed: str = ""  #: organ and number of the case that was filed (立案、审查调查、侦查); empty: none
    grave: str = ""  #: bad consequences, in words
    decided_by: str = ref("staff")


class IncidentReport(Dated, table=True):
    """A report to the superior organ (D47)."""

    incident_id: str = ref("incident")
    inspection_id: str | None = ref("inspection", default=None)
    n: int
    stage: IncidentStage = word(IncidentStage)
    level: IncidentLevel = word(IncidentLevel)
    addressee: str  #: superior organ
    signed_by: str = ref("staff")  #: head or deputy head of the agency
    happened: str
    persons: str
    funds: list[FundType] = listing()
    amount: int | None = None  #: fen; null is not known yet
    loss: int = 0  #: fen not recovered
    recovered: int = 0  #: fen
    circumstances: str  #: 情节
    handling: str  #: 处理（审理）情况
    contact: str
    phone: str


class IncidentDispatch(Dated, table=True):
    """The report went to the superior organ (`at` = when)."""

    report_id: str = ref("incidentreport", only=True)
    inspection_id: str | None = ref("inspection", default=None)
    channel: str  #: 机要交换, 专网
    receipt: str = ""  #: who took it, or the number of the receipt
    late_reason: str = ""  #: why it went late
