"""Records of the case file and the rules of the inspection, one file per group.

Importing the package makes every table known to `Record.metadata`.
"""

from jxinspect.model import (
    address,
    checklist,
    correction,
    document,
    duty,
    evidence,
    inspect,
    lead,
    letters,
    offsite,
    pick,
    plan,
    recording,
    rectify,
    recusal,
    register,
    report,
    seal,
    service,
    third_party,
)

__all__ = [
    "address",
    "checklist",
    "correction",
    "document",
    "duty",
    "evidence",
    "inspect",
    "lead",
    "letters",
    "offsite",
    "pick",
    "plan",
    "recording",
    "rectify",
    "recusal",
    "register",
    "report",
    "seal",
    "service",
    "third_party",
]
