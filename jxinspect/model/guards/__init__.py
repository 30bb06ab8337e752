"""What each guard looks at: one pure function per id of `law/data/guards.toml`, over the records of one inspection.

The same functions stop a command before it commits and run over a whole case file in `jxinspect check`.
"""

from jxinspect.model.guards import (
    crime,
    custody,
    decision,
    disclosure,
    duty,
    incident,
    inspect,
    lead,
    leak,
    measure,
    notify,
    order,
    paper,
    plan,
    questioning,
    recording,
    rectify,
    recusal,
    report,
    seal,
    source,
    third_party,
)
from jxinspect.model.guards.base import OFFICE_RULES, RULES, Breach, OfficeRecords

__all__ = [
    "OFFICE_RULES",
    "RULES",
    "Breach",
    "OfficeRecords",
    "crime",
    "custody",
    "decision",
    "disclosure",
    "duty",
    "incident",
    "inspect",
    "lead",
    "leak",
    "measure",
    "notify",
    "order",
    "paper",
    "plan",
    "questioning",
    "recording",
    "rectify",
    "recusal",
    "report",
    "seal",
    "source",
    "third_party",
]
