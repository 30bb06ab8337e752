"""What record each kind of document is about: for drafts of facts that are recorded, and for the invented sample."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from jxinspect.law.measure import ReferralKind
from jxinspect.law.proceeding import DecisionKind
from jxinspect.model.address import ServiceAddress
from jxinspect.model.base import Record
from jxinspect.model.circular import Circular, Recommendation
from jxinspect.model.correction import Correction
from jxinspect.model.crime import CrimeDecision
from jxinspect.model.dataset import DataPurge
from jxinspect.model.evidence import EvidenceSheet, Extraction
from jxinspect.model.flag_reply import FlagBatch
from jxinspect.model.incident import IncidentReport
from jxinspect.model.inspect import (
    Commitment,
    Entry,
    Handover,
    Order,
    OrderRecheck,
    Questioning,
    SiteRecord,
    WorkingPaper,
)
from jxinspect.model.kinds import Plan, ProofOfService
from jxinspect.model.lead import Lead, LeadAssessment
from jxinspect.model.letters import Assistance, QuestioningNotice
from jxinspect.model.notify import MaterialsList, Notice
from jxinspect.model.offsite import OffsiteNotice, Supplement
from jxinspect.model.plan import Approval, Inspection, Scheme
from jxinspect.model.proceeding import (
    Decision,
    Defence,
    DefenceReview,
    Discussion,
    InvestigationEnd,
    LegalReview,
    PriorNotice,
    Proceeding,
)
from jxinspect.model.proceeding_end import Enforcement, Preservation, ProceedingClosing, Urging
from jxinspect.model.proceeding_hearing import HearingNotice, HearingRecord, HearingRequest
from jxinspect.model.publication import Publication
from jxinspect.model.rectify import Recheck, RectificationOpinion
from jxinspect.model.recusal import DeclarationCheck, RecusalDecision, RecusalRequest
from jxinspect.model.referral import Referral
from jxinspect.model.report import Closing, Consultation, DeemedConsent, Objection, Report, ReportDraft
from jxinspect.model.seal import Reseal, Seal, SealCount, SealExtension, SealRelease
from jxinspect.model.talk import Inquiry, InquiryReply, Talk, TalkMinutes
from jxinspect.model.third_party import Authorisation, Undertaking


@dataclass(frozen=True)
class Subject:
    """Records of one of these kinds whose columns equal `where`; the latest is meant."""

    kinds: tuple[type[Record], ...]
    where: Mapping[str, object] = field(default_factory=dict)

    def latest(self, of: Callable[[type[Record]], list[Any]]) -> Record | None:
        """The latest record that fits, by the order in which records were made."""
        found = [row for kind in self.kinds for row in of(kind) if self._fits(row)]
        return max(found, key=lambda row: str(row.id), default=None)

    def _fits(self, row: Record) -> bool:
        return all(getattr(row, column) == value for column, value in self.where.items())


def _about(*kinds: type[Record], **where: object) -> Subject:
    return Subject(kinds, where)


SUBJECTS: Mapping[str, Subject] = {
    "D01": _about(Plan),
    "D01x": _about(Plan),
    "D02": _about(Scheme),
    "D03": _about(Approval, subject="scheme"),
    "D04": _about(DeclarationCheck),
    "D05": _about(Notice, flight=False),
    "D06": _about(Notice, flight=True),
    "D07": _about(OffsiteNotice),
    "D08": _about(MaterialsList),
    "D09": _about(OffsiteNotice),
    "D10": _about(Supplement),
    "D10x": _about(Supplement),
    "D11": _about(ProofOfService),
    "D12": _about(ServiceAddress),
    "D13": _about(Entry),
    "D14": _about(Commitment),
    "D15": _about(RecusalRequest),
    "D16": _about(RecusalDecision),
    "D17": _about(Handover),
    "D18": _about(QuestioningNotice),
    "D19": _about(Questioning),
    "D20": _about(SiteRecord),
    "D21": _about(WorkingPaper),
    "D22": _about(EvidenceSheet),
    "D23": _about(Inspection),
    "D23a": _about(Inspection),
    "D24": _about(Extraction),
    "D24x": _about(Extraction),
    "D25": _about(FlagBatch),
    "D25x": _about(FlagBatch),
    "D26": _about(FlagBatch),
    "D26a": _about(Assistance),
    "D27": _about(Order),
    "D28": _about(OrderRecheck),
    "D31": _about(Lead),
    "D31a": _about(LeadAssessment),
    "D32": _about(Approval, subject="seal"),
    "D29": _about(Undertaking),
    "D30": _about(Authorisation),
    "D33": _about(Seal),
    "D34": _about(Seal),
    "D35": _about(Seal),
    "D35a": _about(Seal),
    "D36": _about(Seal),
    "D36a": _about(SealCount),
    "D36b": _about(Reseal),
    "D37": _about(SealExtension),
    "D38": _about(SealRelease),
    "D39": _about(Preservation),
    "D39a": _about(Preservation),
    "D39b": _about(Preservation),
    "D40": _about(ReportDraft),
    "D40x": _about(ReportDraft),
    "D41": _about(Consultation),
    "D42": _about(Objection, DeemedConsent),
    "D43": _about(Inspection),
    "D44": _about(Report),
    "D44x": _about(Report),
    "D45": _about(Report),
    "D45x": _about(Report),
    "D47": _about(IncidentReport),
    "D46": _about(Publication),
    "D48": _about(RectificationOpinion),
    "D49": _about(Inspection),
    "D50": _about(Recheck),
    "D51": _about(Talk),
    "D52": _about(TalkMinutes),
    "D53": _about(Inquiry),
    "D54": _about(InquiryReply),
    "D55": _about(Circular),
    "D56": _about(Recommendation),
    "D61": _about(Proceeding),
    "D62": _about(InvestigationEnd),
    "D63": _about(LegalReview),
    "D64": _about(Discussion),
    "D65": _about(PriorNotice),
    "D66": _about(HearingNotice),
    "D66a": _about(HearingRequest),
    "D66b": _about(HearingRecord),
    "D66c": _about(HearingRecord),
    "D67": _about(Defence),
    "D67a": _about(DefenceReview),
    "D68": _about(Decision, kind=DecisionKind.HANDLING),
    "D69": _about(Decision, kind=DecisionKind.PENALTY),
    "D69a": _about(Decision, kind=DecisionKind.NONE),
    "D70": _about(Urging),
    "D70a": _about(Enforcement),
    "D71": _about(ProceedingClosing),
    "D60": _about(Inspection),
    "D57": _about(Referral, kind=ReferralKind.AGENCY),
    "D57x": _about(Referral, CrimeDecision),
    "D58": _about(Referral, kind=ReferralKind.POLICE),
    "D59": _about(Referral, kind=ReferralKind.DISCIPLINE),
    "D72": _about(Closing),
    "D73": _about(Inspection),
    "D74": _about(Correction),
    "D75": _about(DataPurge),
}
