"""Every official document that the program makes. A new document is an entry in its group's SPECS."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from jxinspect.documents import (
    circular,
    correction,
    evidence_log,
    extraction,
    incident,
    inspect,
    lead,
    notify,
    notify_address,
    notify_letters,
    notify_offsite,
    plan,
    proceeding,
    proceeding_decision,
    proceeding_defence,
    recording,
    rectify,
    report,
    seal,
    seal_label,
    seal_preserve,
    seal_reseal,
    talk,
    team,
    third_party,
)
from jxinspect.documents.mandatory import with_musts
from jxinspect.documents.spec import Spec

_GROUPS = (
    plan,
    team,
    third_party,
    lead,
    notify,
    notify_offsite,
    notify_address,
    notify_letters,
    correction,
    inspect,
    evidence_log,
    extraction,
    recording,
    seal,
    seal_label,
    seal_reseal,
    seal_preserve,
    report,
    incident,
    rectify,
    talk,
    circular,
    proceeding,
    proceeding_defence,
    proceeding_decision,
)

CATALOGUE: Mapping[str, Spec] = MappingProxyType(
    {spec.id: with_musts(spec) for group in _GROUPS for spec in group.SPECS}
)
