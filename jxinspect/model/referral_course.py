"""How a referral stands: whether the other organ still has it (移送规定 7-12)."""

from __future__ import annotations

from datetime import datetime

from jxinspect.law.measure import ReferralKind, ReferralStepKind
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.kinds import Referral, ReferralStep

#: Steps after which the police has the case no longer, or has dealt with it.
_BACK = (ReferralStepKind.NOT_FILED, ReferralStepKind.OUTSIDE, ReferralStepKind.RESULT)
#: What says nothing about who has the case.
_ASIDE = (ReferralStepKind.ACCEPTED, ReferralStepKind.HANDED)
#: The paper of each kind of referral.
_PAPERS = {ReferralKind.AGENCY: "D57", ReferralKind.POLICE: "D58", ReferralKind.DISCIPLINE: "D59"}


def standing(records: InspectionRecords) -> list[Referral]:
    """Referrals whose paper is not void."""
    return [one for one in records.of(Referral) if records.document_about(_PAPERS[one.kind], one.id)]


def police_referrals(records: InspectionRecords, finding_id: str | None) -> list[Referral]:
    """Those to the police about a finding."""
    return [one for one in standing(records) if one.kind == ReferralKind.POLICE and finding_id in one.findings]


def with_police(records: InspectionRecords, referral: Referral, by: datetime) -> str:
    """Why the police still has the case at that moment; blank when they declined or dealt with it (移送规定 10)."""
    last = _last(records, referral, by)
    if last in _BACK:
        return ""
    return f"最近的登记是“{last.label}”" if last else "还没有立案或者不立案的答复"


def _last(records: InspectionRecords, referral: Referral, by: datetime) -> ReferralStepKind | None:
    """The latest step by that moment that says who has the case; asking for review puts it back to them."""
    steps = [one for one in records.of(ReferralStep) if one.referral_id == referral.id and one.happened_at <= by]
    told = sorted((one for one in steps if one.kind not in _ASIDE), key=lambda one: one.happened_at)
    return told[-1].kind if told else None


def unanswered(records: InspectionRecords, by: datetime) -> list[Referral]:
    """Referrals by that moment that wait: the police has not answered, or another organ has not taken it in."""
    made = [one for one in standing(records) if one.at <= by]
    received = {one.referral_id for one in records.of(ReferralStep) if one.happened_at <= by}
    return [
        one
        for one in made
        if (with_police(records, one, by) if one.kind == ReferralKind.POLICE else one.id not in received)
    ]
